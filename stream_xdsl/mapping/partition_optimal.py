"""Which layers are fused: the best partitions of a network, under the costs of `stack_costs`.

A partition that can run is a chain of *downsets* of the graph of layers, from none to all of them: a downset has the predecessors of all
that it has, and what one adds to the one before is a stack. So the best partition is a shortest path over downsets. Where they
are few, as in chains and residual blocks, all are visited, and the path is the best there is; else a beam keeps those of every size
that promise most, by what they took and what the rest takes at least. The layers' own order is always kept.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from heapq import nsmallest

import numpy as np
import numpy.typing as npt

from stream_xdsl.cost.search import Objective
from stream_xdsl.hardware.machine import Machine
from stream_xdsl.mapping.allocation import objective_value
from stream_xdsl.mapping.freedom import Freedom
from stream_xdsl.mapping.partition import Group
from stream_xdsl.mapping.stack_costs import Bools, Cost, Floats, StackCosts
from stream_xdsl.mapping.tile_sizes import TileSizeError
from stream_xdsl.workload.network import Network

MOST_DOWNSETS = 1024
"""That are kept. What stacks between all pairs of them cost takes a few seconds."""

PAIRS_AT_ONCE = 1 << 14
"""Bounds the size of arrays."""

Price = Callable[[Bools, Bools], tuple[Floats, Floats]]
"""Cycles and energy of stacks (those in the second downset and not in the first), each (stacks, tilings)."""

Least = Callable[[Bools], tuple[Floats, Floats]]
"""Cycles and energy, each (downsets,), that the layers outside of downsets take at least."""


@dataclass(frozen=True)
class PricedStack:
    """Layers, ascending, how they are tiled, and what they cost."""

    layers: tuple[int, ...]
    tiling: int
    """Among those that were priced."""
    cycles: float
    energy_pj: float


@dataclass(frozen=True)
class PricedPartition:
    """Stacks, in an order in which they can run."""

    stacks: tuple[PricedStack, ...]

    @property
    def cycles(self) -> float:
        """One stack after the other."""
        return sum(stack.cycles for stack in self.stacks)

    @property
    def energy_pj(self) -> float:
        """Of all stacks."""
        return sum(stack.energy_pj for stack in self.stacks)

    def value(self, objective: Objective) -> float:
        """What is to be least."""
        return objective_value(objective, self.cycles, self.energy_pj)


@dataclass(frozen=True)
class Searched:
    """The best partitions, best first, and whether no other is better."""

    partitions: tuple[PricedPartition, ...]
    exact: bool


@dataclass(frozen=True)
class _Path:
    """The way to a downset: from another one, by that one's path of a rank."""

    value: float
    stacks: frozenset[int]
    """As sets of bits: equal for the same stacks in another order."""
    downset: int = -1
    rank: int = 0
    tiling: int = 0


def shortest(
    before: Sequence[Sequence[int]],
    price: Price,
    least: Least,
    weights: tuple[float, float],
    count: int = 1,
    most_downsets: int = MOST_DOWNSETS,
) -> Searched:
    """The `count` partitions with the least weighted sum of cycles and energy, one weight for each.

    `before` are the predecessors of every layer, which stand before it.
    """
    width = max(1, most_downsets // max(1, len(before)))
    runs = _Search(before, price, least, weights, count, 1, np.inf)
    found = runs.run()
    if width == 1:
        return found
    limit = runs.paths[-1][-1].value if len(found.partitions) == count else np.inf
    return _Search(before, price, least, weights, count, width, limit).run()


class _Known:
    """Prices, each asked for once."""

    def __init__(self, price: Price):
        self.price = price
        self.known: dict[tuple[bytes, bytes], tuple[Floats, Floats]] = {}

    def __call__(self, begins: Bools, ends: Bools) -> tuple[Floats, Floats]:
        keys = [
            (b.tobytes(), e.tobytes())
            for b, e in zip(np.packbits(begins, axis=1), np.packbits(ends, axis=1), strict=True)
        ]
        missing = [i for i, key in enumerate(keys) if key not in self.known]
        for start in range(0, len(missing), PAIRS_AT_ONCE):
            part = missing[start : start + PAIRS_AT_ONCE]
            cycles, energy = self.price(begins[part], ends[part])
            for i, own_cycles, own_energy in zip(part, cycles, energy, strict=True):
                self.known[keys[i]] = own_cycles, own_energy
        found = [self.known[key] for key in keys]
        return np.array([cycles for cycles, _ in found]), np.array([energy for _, energy in found])


class _Search:
    """One pass over downsets, by their number of layers."""

    def __init__(
        self,
        before: Sequence[Sequence[int]],
        price: Price,
        least: Least,
        weights: tuple[float, float],
        count: int,
        width: int,
        limit: float,
    ):
        self.needs = [sum(1 << p for p in producers) for producers in before]
        self.price = price
        self.least = least
        self.weights = weights
        self.count = count
        self.width = width
        # Sums differ in the last bits with the order of their terms.
        self.limit = limit * (1 + 1e-9)
        self.exact = True
        self.downsets: list[int] = [0]
        self.rows: list[Bools] = [np.zeros(len(before), dtype=bool)]
        self.paths: list[tuple[_Path, ...]] = [(_Path(0.0, frozenset()),)]

    def run(self) -> Searched:
        size = len(self.needs)
        level = [0]
        for layers in range(1, size + 1):
            prefix = (1 << layers) - 1
            found = {prefix} | {downset | 1 << i for downset in level for i in self._ready(downset)}
            candidates = sorted(found) if self.width > 1 else [prefix]
            kept = self._keep(candidates, prefix)
            # Others grow from those that no path goes to, too: what a stack costs need not be more than what some of its layers do.
            level = candidates if len(candidates) <= self.width else kept
            self.exact &= len(level) == len(candidates)
        whole = len(self.downsets) - 1
        partitions = tuple(self._partition(whole, rank) for rank in range(len(self.paths[whole])))
        return Searched(partitions, self.exact and self.width > 1)

    def _ready(self, downset: int) -> list[int]:
        return [i for i, needs in enumerate(self.needs) if not downset >> i & 1 and needs & downset == needs]

    def _keep(self, candidates: list[int], prefix: int) -> list[int]:
        """The best of the candidates, all of one size, get their paths; which these are."""
        size = len(self.needs)
        rows = np.array([[c >> i & 1 for i in range(size)] for c in candidates], dtype=bool)
        paths = self._paths(candidates, rows)
        cycles, energy = self.least(rows)
        rest = self.weights[0] * cycles + self.weights[1] * energy
        promise = [own[0].value + float(r) if own else np.inf for own, r in zip(paths, rest, strict=True)]
        order = sorted(range(len(candidates)), key=lambda c: (candidates[c] != prefix, promise[c], c))
        useful = [c for c in order if candidates[c] == prefix or promise[c] <= self.limit]
        self.exact &= len(useful) <= self.width
        kept = sorted(useful[: self.width])
        for c in kept:
            self.downsets.append(candidates[c])
            self.rows.append(rows[c])
            self.paths.append(paths[c])
        return [candidates[c] for c in kept]

    def _paths(self, candidates: list[int], rows: Bools) -> list[tuple[_Path, ...]]:
        """Of every candidate, the best ways to it from the downsets that are kept."""
        settled = np.array(self.rows)
        inside = settled.astype(np.float64) @ (~rows).T.astype(np.float64) == 0
        begins, ends = np.nonzero(inside)
        values, tilings = self._values(settled, rows, begins, ends)
        by_end: list[tuple[_Path, ...]] = []
        for c, candidate in enumerate(candidates):
            mine = np.nonzero(ends == c)[0]
            firsts = values[mine] + np.array([self.paths[b][0].value for b in begins[mine]])
            by_end.append(
                self._best(candidate, mine[np.argsort(firsts, kind="stable")], begins, values, tilings)
            )
        return by_end

    def _values(
        self, settled: Bools, rows: Bools, begins: npt.NDArray[np.int64], ends: npt.NDArray[np.int64]
    ) -> tuple[Floats, npt.NDArray[np.int64]]:
        """Of every pair of downsets the value of the stack between them, and the tiling that has it."""
        cycles, energy = self.price(settled[begins], rows[ends])
        fits = np.isfinite(cycles)
        weighted = self.weights[0] * np.where(fits, cycles, 0.0) + self.weights[1] * energy
        weighted[~fits] = np.inf
        return weighted.min(axis=1), weighted.argmin(axis=1)

    def _best(
        self,
        candidate: int,
        pairs: npt.NDArray[np.int64],
        begins: npt.NDArray[np.int64],
        values: Floats,
        tilings: npt.NDArray[np.int64],
    ) -> tuple[_Path, ...]:
        """The best ways to a candidate over pairs of downsets, those with the best first path first."""
        found: dict[frozenset[int], _Path] = {}
        for pair in pairs:
            begin, value = int(begins[pair]), float(values[pair])
            worst = max((path.value for path in found.values()), default=np.inf)
            first = self.paths[begin][0].value + value
            if not np.isfinite(first) or (len(found) == self.count and first >= worst):
                break
            for rank, path in enumerate(self.paths[begin]):
                stacks = path.stacks | {candidate & ~self.downsets[begin]}
                total = path.value + value
                if stacks not in found or total < found[stacks].value:
                    found[stacks] = _Path(total, stacks, begin, rank, int(tilings[pair]))
            best = nsmallest(self.count, found.values(), key=lambda path: path.value)
            found = {path.stacks: path for path in best}
        return tuple(found.values())

    def _partition(self, downset: int, rank: int) -> PricedPartition:
        stacks: list[PricedStack] = []
        while downset > 0:
            path = self.paths[downset][rank]
            begin, end = self.rows[path.downset], self.rows[downset]
            cycles, energy = self.price(begin[None], end[None])
            layers = tuple(int(i) for i in np.nonzero(end & ~begin)[0])
            stacks.append(
                PricedStack(layers, path.tiling, float(cycles[0, path.tiling]), float(energy[0, path.tiling]))
            )
            downset, rank = path.downset, path.rank
        return PricedPartition(tuple(reversed(stacks)))


def best(
    before: Sequence[Sequence[int]],
    price: Price,
    least: Least,
    objective: Objective,
    count: int = 1,
    most_downsets: int = MOST_DOWNSETS,
) -> Searched:
    """The partitions with the least latency, energy or product of the two, none if none can be; of the product the first is the best, the others are merely good.

    The product is least at a corner of the convex hull of all (cycles, energy), where a weighted sum is least: between two corners
    there is a third if their own weights find one, and none that matters if the product could not get below the best.
    """

    known = _Known(price)

    def solve(weights: tuple[float, float]) -> Searched:
        return shortest(before, known, least, weights, count, most_downsets)

    if objective is not Objective.EDP:
        return solve((1.0, 0.0) if objective is Objective.LATENCY else (0.0, 1.0))
    quickest, thriftiest = solve((1.0, 0.0)), solve((0.0, 1.0))
    if not quickest.partitions:
        return quickest
    solved = [quickest, thriftiest]
    waiting = [(quickest.partitions[0], thriftiest.partitions[0])]
    while waiting:
        quick, thrifty = waiting.pop()
        least_product = min(s.partitions[0].value(objective) for s in solved)
        weights = quick.energy_pj - thrifty.energy_pj, thrifty.cycles - quick.cycles
        if min(weights) <= 0 or quick.cycles * thrifty.energy_pj >= least_product:
            continue
        found = solve(weights)
        solved.append(found)
        corner = found.partitions[0]
        on_line = weights[0] * quick.cycles + weights[1] * quick.energy_pj
        if weights[0] * corner.cycles + weights[1] * corner.energy_pj < on_line * (1 - 1e-9):
            waiting += [(quick, corner), (corner, thrifty)]
    every = sorted((p for found in solved for p in found.partitions), key=lambda p: -p.value(objective))
    # The same stacks may be tiled for other weights; the best of them is the last.
    distinct = {frozenset(stack.layers for stack in partition.stacks): partition for partition in every}
    ordered = nsmallest(count, distinct.values(), key=lambda partition: partition.value(objective))
    return Searched(tuple(ordered), all(found.exact for found in solved))


def best_partitions(
    network: Network,
    machine: Machine,
    freedoms: Sequence[Freedom],
    cost: Cost,
    objective: Objective = Objective.EDP,
    count: int = 1,
) -> tuple[tuple[Group, ...], ...]:
    """Up to `count` partitions, best first, whose layers `choose_tiles` can tile.

    The first costs no more than any other, of those that were visited (`Searched.exact`). Raises TileSizeError if a layer does not even fit alone,
    and what `cost` raises of tiles.
    """
    if not network.layers:
        return ((),)
    costs = StackCosts(network, machine, freedoms, cost)
    found = tileable(costs, lambda: best(costs.before, costs.price, costs.least, objective, count))
    return tuple(
        tuple(Group(f"stack{g}", stack.layers) for g, stack in enumerate(partition.stacks))
        for partition in found.partitions
    )


def tileable(costs: StackCosts, search: Callable[[], Searched]) -> Searched:
    """What the search finds if its stacks must have tiles: it begins anew as long as there are layers to be refused."""
    while True:
        found = search()
        refused = [layer for p in found.partitions if (layer := _untileable(costs, p)) is not None]
        if not refused:
            return found
        for layer in refused:
            costs.refuse(layer)


def _untileable(costs: StackCosts, partition: PricedPartition) -> int | None:
    """A layer that does not fit as `choose_tiles` cuts it, because it reads what others of its stack make."""
    stack_of = {layer: g for g, stack in enumerate(partition.stacks) for layer in stack.layers}
    try:
        costs.tiles_in([stack_of[i] for i in range(len(costs.network.layers))])
    except TileSizeError as error:
        return error.layer
    return None

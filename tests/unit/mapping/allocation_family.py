"""A family of allocation problems, and all points of their decision spaces by brute force.

A point is one option for each layer and an order of the layers that goes with the edges; in that order every layer starts as early
as its cores and its inputs allow. No schedule of an iteration is shorter than the best of these. The arithmetic is written here anew, on
arrays over all choices: nothing of it is the engine's.
"""

from collections.abc import Callable, Iterator
from itertools import pairwise
from math import prod

import numpy as np
import numpy.typing as npt

from stream_xdsl.mapping.allocation import AllocationProblem, Edge, Option, Resource

Ints = npt.NDArray[np.int64]

CORE_SETS = ((0,), (1,), (2,), (3,), (0, 1), (2, 3), (0, 1, 2, 3))


def family_member(
    seed: int, sizes: tuple[int, ...], edges: tuple[tuple[int, int], ...], *, symmetric: bool
) -> AllocationProblem:
    """So many options for each layer; on symmetric cores options come in sets that differ in the cores only."""
    random = np.random.default_rng(seed)

    def number(low: int, high: int) -> int:
        return int(random.integers(low, high + 1))

    options: list[tuple[Option, ...]] = []
    for size in sizes:
        own: list[Option] = []
        work, weights, energy = number(10, 120), number(0, 60), number(200, 2000)
        for cores in (CORE_SETS[i] for i in random.permutation(len(CORE_SETS))[:size]):
            if symmetric:
                cores = CORE_SETS[len(own)]
            ways = len(cores)
            cycles = -(-work // ways) if symmetric else number(5, 120)
            bits = (
                (40 + 5 * ways, 20, -(-weights // ways)) if symmetric else [number(0, 60) for _ in range(3)]
            )
            own.append(
                Option(
                    (), cores, cycles, *bits, energy_fj=energy + 50 * ways if symmetric else number(0, 2000)
                )
            )
        options.append(tuple(own))
    found: list[Edge] = []
    for producer, consumer in edges:
        bits = tuple(40 if symmetric else number(0, 80) for _ in options[consumer])
        in_place = {
            (p, c): 40 if one.cores == other.cores else 20 if symmetric else number(0, bits[c])
            for p, one in enumerate(options[producer])
            for c, other in enumerate(options[consumer])
            if set(one.cores) & set(other.cores) and (symmetric or number(0, 2))
        }
        in_place = {pair: min(there, bits[pair[1]]) for pair, there in in_place.items()}
        found.append(Edge(producer, consumer, bits, in_place))
    return AllocationProblem(
        tuple(f"l{i}" for i in range(len(sizes))),
        tuple(options),
        tuple(found),
        number(1, 20),
        (
            Resource("loads", number(2, 8), loads=True),
            Resource("off-chip", number(2, 8), loads=True, stores=True),
            Resource("moves", number(1, 4), moves=True),
        ),
        number(1, 8),
        dict.fromkeys(range(4), 50) if symmetric else {core: number(20, 80) for core in range(3)},
        dict.fromkeys(range(4), 3) if symmetric else {core: number(0, 5) for core in range(4)},
        move_fj_per_bit=number(0, 4),
        static_fj_per_cycle=number(0, 2) * number(0, 1),
    )


def chain(length: int) -> tuple[tuple[int, int], ...]:
    """Every layer reads the one before."""
    return tuple(pairwise(range(length)))


def orders(problem: AllocationProblem) -> Iterator[tuple[int, ...]]:
    """All orders of the layers that go with the edges."""
    count = len(problem.layers)
    before = [{e.producer for e in problem.edges if e.consumer == i} for i in range(count)]

    def extend(done: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
        if len(done) == count:
            yield done
        for layer in range(count):
            if layer not in done and before[layer] <= set(done):
                yield from extend((*done, layer))

    yield from extend(())


def points(problem: AllocationProblem) -> int:
    """The size of the decision space."""
    return prod(map(len, problem.options)) * sum(1 for _ in orders(problem))


class BruteForce:
    """The figures of every choice."""

    def __init__(self, problem: AllocationProblem):
        sizes = tuple(map(len, problem.options))
        self.choices = np.indices(sizes).reshape(len(sizes), -1)
        """(layers, choices)"""
        self._problem = problem
        self._cycles = self._of_options(lambda o: o.cycles)
        self._moved = [self._moved_bits(edge) for edge in problem.edges]
        reloaded = self._reloaded()
        interval = self._interval(sum(reloaded.values(), np.int64(0)))
        self.latency = (problem.iterations - 1) * interval + self._makespan()
        again = sum(bits * problem.reload_fj_per_bit[core] for core, bits in reloaded.items())
        moves = problem.move_fj_per_bit * sum(self._moved, np.int64(0))
        self.energy_fj: Ints = (
            sum(self._of_options(lambda o: o.energy_fj))
            + problem.iterations * (again + moves)
            + problem.static_fj_per_cycle * self.latency
        )

    def front(self) -> list[tuple[int, int]]:
        """(latency, energy) of all that nothing beats in both, fastest first."""
        order = np.lexsort((self.energy_fj, self.latency))
        found: list[tuple[int, int]] = []
        for latency, energy in zip(self.latency[order].tolist(), self.energy_fj[order].tolist(), strict=True):
            if not found or energy < found[-1][1]:
                found.append((latency, energy))
        return found

    def _of_options(self, figure: Callable[[Option], int]) -> list[Ints]:
        return [
            np.array([figure(o) for o in options], dtype=np.int64)[chosen]
            for options, chosen in zip(self._problem.options, self.choices, strict=True)
        ]

    def _on(self, core: int) -> list[Ints]:
        return self._of_options(lambda o: int(core in o.cores))

    def _moved_bits(self, edge: Edge) -> Ints:
        producers, consumers = (self._problem.options[i] for i in (edge.producer, edge.consumer))
        table = np.array(
            [
                [edge.bits[c] - edge.in_place.get((p, c), 0) for c in range(len(consumers))]
                for p in range(len(producers))
            ]
        )
        return table[self.choices[edge.producer], self.choices[edge.consumer]]

    def _reloaded(self) -> dict[int, Ints]:
        """By core, bits of weights for which there is no room."""
        weights = self._of_options(lambda o: o.weight_bits)
        return {
            core: np.maximum(0, sum(w * on for w, on in zip(weights, self._on(core), strict=True)) - capacity)
            for core, capacity in self._problem.weight_capacity_bits.items()
        }

    def _interval(self, reloaded: Ints) -> Ints:
        loads = sum(self._of_options(lambda o: o.load_bits)) + reloaded
        stores = sum(self._of_options(lambda o: o.store_bits))
        moves = sum(self._moved, np.zeros_like(loads))
        least = np.zeros_like(loads)
        for core in range(4):
            np.maximum(
                least, sum(c * on for c, on in zip(self._cycles, self._on(core), strict=True)), out=least
            )
        for r in self._problem.resources:
            bits = loads * r.loads + stores * r.stores + moves * r.moves
            np.maximum(least, -(-bits // r.bits_per_cycle), out=least)
        return least

    def _makespan(self) -> Ints:
        """Of the best order."""
        problem, count = self._problem, self.choices.shape[1]
        best = np.full(count, np.iinfo(np.int64).max)
        on = [[core[i].astype(bool) for i in range(len(problem.layers))] for core in map(self._on, range(4))]
        for order in orders(problem):
            free = np.zeros((4, count), dtype=np.int64)
            ends: dict[int, Ints] = {}
            for layer in order:
                start = np.zeros(count, dtype=np.int64)
                for core in range(4):
                    np.maximum(start, free[core], out=start, where=on[core][layer])
                for edge, moved in zip(problem.edges, self._moved, strict=True):
                    if edge.consumer == layer:
                        arrival = ends[edge.producer] - (-moved // problem.move_bits_per_cycle)
                        np.maximum(start, arrival, out=start)
                ends[layer] = start + self._cycles[layer]
                for core in range(4):
                    np.copyto(free[core], ends[layer], where=on[core][layer])
            np.minimum(best, np.max(list(ends.values()), axis=0), out=best)
        return best

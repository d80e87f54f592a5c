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

from stream_xdsl.mapping.allocation import AllocationProblem, Edge, Holding, Option, Resource

Ints = npt.NDArray[np.int64]

CORE_SETS = ((0,), (1,), (2,), (3,), (0, 1), (2, 3), (0, 1, 2, 3))

OWN_MEMORIES = {core: (2 * core, 2 * core + 1) for core in range(4)}
SHARED_MEMORIES = {0: (0, 1), 1: (2, 1), 2: (4, 5), 3: (6, 5)}
"""Per core. Cores 0 and 1 share one, and 2 and 3."""


def family_member(
    seed: int, sizes: tuple[int, ...], edges: tuple[tuple[int, int], ...], *, symmetric: bool
) -> AllocationProblem:
    """So many options for each layer; on symmetric cores options come in sets that differ in the cores only."""
    random = np.random.default_rng(seed)

    def number(low: int, high: int) -> int:
        return int(random.integers(low, high + 1))

    def holding(memory: int, alike: list[int]) -> Holding:
        """So much of everything, or on cores that differ anything."""
        loaded, made, running, result = (
            alike if symmetric else [number(0, 60) * number(0, 1) for _ in range(4)]
        )
        return Holding(memory, loaded, made, running, result)

    memories = SHARED_MEMORIES if seed % 2 else OWN_MEMORIES
    options: list[tuple[Option, ...]] = []
    for size in sizes:
        own: list[Option] = []
        work, energy = number(10, 120), number(200, 2000)
        held = [number(0, 60), *(number(0, 30) for _ in range(3))]
        for cores in (CORE_SETS[i] for i in random.permutation(len(CORE_SETS))[:size]):
            if symmetric:
                cores = CORE_SETS[len(own)]
            ways = len(cores)
            cycles = -(-work // ways) if symmetric else number(5, 120)
            bits = (40 + 5 * ways, 20) if symmetric else [number(0, 60) for _ in range(2)]
            here = dict.fromkeys(memory for core in cores for memory in memories[core])
            holdings = tuple(holding(memory, [-(-bits // ways) for bits in held]) for memory in here)
            energy_fj = energy + 50 * ways if symmetric else number(0, 2000)
            own.append(Option((), cores, cycles, *bits, holdings, energy_fj))
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
    iterations = number(1, 20)
    return AllocationProblem(
        tuple(f"l{i}" for i in range(len(sizes))),
        tuple(options),
        tuple(found),
        iterations,
        (
            Resource("loads", number(2, 8), loads=True),
            Resource("off-chip", number(2, 8), loads=True, stores=True),
            Resource("moves", number(1, 4), moves=True),
        ),
        number(1, 8),
        dict.fromkeys(range(8), 100) if symmetric else {memory: number(40, 240) for memory in range(6)},
        memories,
        number(1, iterations),
        tuple(number(0, 2) * number(0, 1) for _ in sizes),
        dict.fromkeys(range(8), 3) if symmetric else {memory: number(0, 5) for memory in range(8)},
        dict.fromkeys(range(8), 2) if symmetric else {memory: number(0, 5) for memory in range(8)},
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
        made = {memory: self._made(memory) for memory in problem.capacity_bits}
        spilled = {
            memory: np.maximum(0, made[memory] - room) for memory, room in problem.capacity_bits.items()
        }
        dropped = {
            memory: np.maximum(0, made[memory] + self._loaded(memory) - room) - spilled[memory]
            for memory, room in problem.capacity_bits.items()
        }
        # What was loaded comes again in every round but the first, what was spilled in every one.
        again = {m: (problem.rounds - 1) * dropped[m] + problem.rounds * spilled[m] for m in spilled}
        spilled = {m: problem.rounds * bits for m, bits in spilled.items()}
        zero = np.zeros_like(self._cycles[0])
        interval = self._interval(sum(again.values(), zero), sum(spilled.values(), zero))
        self.latency = (problem.iterations - 1) * interval + self._makespan()
        missing = sum(bits * problem.reload_fj_per_bit[memory] for memory, bits in again.items())
        missing = missing + sum(bits * problem.spill_fj_per_bit[memory] for memory, bits in spilled.items())
        moves = problem.move_fj_per_bit * sum(self._moved, np.int64(0))
        self.energy_fj: Ints = (
            sum(self._of_options(lambda o: o.energy_fj))
            + missing
            + problem.iterations * moves
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

    def _in(self, memory: int, figure: Callable[[Holding], int]) -> list[Ints]:
        """By layer what the choices hold in a memory."""
        return self._of_options(lambda o: sum(figure(h) for h in o.holdings if h.memory == memory))

    def _loaded(self, memory: int) -> Ints:
        return np.sum(self._in(memory, lambda h: h.loaded_bits), axis=0)

    def _made(self, memory: int) -> Ints:
        """Of what layers make, the most that is in a memory, which is while some layer runs."""
        problem = self._problem
        kept = self._in(memory, lambda h: h.made_bits)
        running, results = (
            self._in(memory, lambda h: h.running_bits),
            self._in(memory, lambda h: h.result_bits),
        )
        always = sum(kept) + sum(n * own for n, own in zip(problem.waits, results, strict=True))
        moments: list[Ints] = []
        for now, own in enumerate(running):
            unread = {e.producer for e in problem.edges if e.producer < now < e.consumer}
            moments.append(own + sum(results[p] for p in unread))
        return always + np.max(moments, axis=0)

    def _interval(self, again: Ints, spilled: Ints) -> Ints:
        loads = self._problem.iterations * sum(self._of_options(lambda o: o.load_bits)) + again
        stores = self._problem.iterations * sum(self._of_options(lambda o: o.store_bits)) + spilled
        moves = self._problem.iterations * sum(self._moved, np.zeros_like(loads))
        least = np.zeros_like(loads)
        for core in range(4):
            np.maximum(
                least, sum(c * on for c, on in zip(self._cycles, self._on(core), strict=True)), out=least
            )
        for r in self._problem.resources:
            bits = loads * r.loads + stores * r.stores + moves * r.moves
            np.maximum(least, -(-bits // (self._problem.iterations * r.bits_per_cycle)), out=least)
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

"""Latency and energy of many choices of an allocation problem at once, as `allocation.schedule` has them one by one."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from stream_xdsl.mapping.allocation import AllocationProblem, Edge, most_held_bits

Ints = npt.NDArray[np.int64]
"""Or Python's integers, as objects, where figures may exceed 64 bits."""


class Figures:
    """The tables of a problem, from which figures of choices are looked up."""

    def __init__(self, problem: AllocationProblem):
        self._problem = problem
        self._type: Any = np.int64 if _most(problem) < 1 << 62 else np.object_
        columns = {core: column for column, core in enumerate(problem.cores)}
        self._runs: list[npt.NDArray[np.bool_]] = []
        """Per layer (options, cores): where it runs."""
        self._costs: list[Ints] = []
        """Per layer (options, 4): cycles, bits to load and to store, energy in fJ."""
        memories = {memory: column for column, memory in enumerate(sorted(problem.capacity_bits))}
        self._held: list[Ints] = []
        """Per layer (options, memories, 4): bits kept that were loaded and made, only while it runs, and of its result."""
        for options in problem.options:
            runs = np.zeros((len(options), len(columns)), dtype=np.bool_)
            for o, option in enumerate(options):
                runs[o, [columns[core] for core in option.cores]] = True
            costs = [(o.cycles, o.load_bits, o.store_bits, o.energy_fj) for o in options]
            held: Ints = np.zeros((len(options), len(memories), 4), dtype=self._type)
            for o, option in enumerate(options):
                for h in option.holdings:
                    if h.memory in memories:
                        held[o, memories[h.memory]] = (
                            h.loaded_bits,
                            h.made_bits,
                            h.running_bits,
                            h.result_bits,
                        )
            self._held.append(held)
            self._runs.append(runs)
            self._costs.append(np.array(costs, dtype=self._type))
        self._moved = {edge: self._moved_bits(edge) for edge in problem.edges}
        self._capacities = self._row([problem.capacity_bits[memory] for memory in memories])
        self._again_fj = self._row([problem.reload_fj_per_bit.get(memory, 0) for memory in memories])
        self._spill_fj = self._row([problem.spill_fj_per_bit.get(memory, 0) for memory in memories])

    def of(self, choices: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
        """By choice the cycles and the fJ of the whole stack."""
        problem = self._problem
        chosen = np.array(choices, dtype=np.int64).reshape(len(choices), len(problem.layers))
        count, cores = len(chosen), len(problem.cores)
        free, busy = (np.zeros((count, cores), dtype=self._type) for _ in range(2))
        loads, stores, moves, energy = (np.zeros(count, dtype=self._type) for _ in range(4))
        ends: list[Ints] = []
        for layer, (runs, costs) in enumerate(zip(self._runs, self._costs, strict=True)):
            runs, own = runs[chosen[:, layer]], costs[chosen[:, layer]]
            cycles, load_bits, store_bits, energy_fj = own.T
            start = np.where(runs, free, 0).max(axis=1)
            for edge in problem.arriving[layer]:
                bits = self._moved[edge][chosen[:, edge.producer], chosen[:, layer]]
                moves += bits
                start = np.maximum(start, ends[edge.producer] - (-bits // problem.move_bits_per_cycle))
            ends.append(start + cycles)
            free = np.where(runs, ends[-1][:, None], free)
            busy += runs * cycles[:, None]
            loads, stores, energy = loads + load_bits, stores + store_bits, energy + energy_fj
        again, spilled = self._missing(chosen)
        n = problem.iterations
        loads, stores = n * loads + again.sum(axis=1), n * stores + spilled.sum(axis=1)
        interval = busy.max(axis=1)
        for r in problem.resources:
            bits = loads * r.loads + stores * r.stores + n * moves * r.moves
            interval = np.maximum(interval, -(-bits // (n * r.bits_per_cycle)))
        latency = (n - 1) * interval + np.maximum.reduce(ends)
        missing = again * self._again_fj + spilled * self._spill_fj
        energy += missing.sum(axis=1) + n * moves * problem.move_fj_per_bit
        energy += problem.static_fj_per_cycle * latency
        return list(zip(latency.tolist(), energy.tolist(), strict=True))

    def _missing(self, chosen: npt.NDArray[np.int64]) -> tuple[Ints, Ints]:
        """(choices, memories) each: bits that are loaded again, and those that are stored before."""
        problem = self._problem
        held = [own[chosen[:, layer]] for layer, own in enumerate(self._held)]
        loaded, made, peak = (
            np.zeros((len(chosen), len(self._capacities)), dtype=self._type) for _ in range(3)
        )
        for layer, own in enumerate(held):
            loaded, made = loaded + own[..., 0], made + own[..., 1] + problem.wait(layer) * own[..., 3]
            now = own[..., 2] + sum(held[p][..., 3] for p in problem.waiting[layer])
            peak = np.maximum(peak, now)
        made += peak
        missing, spilled = (np.maximum(0, held - self._capacities) for held in (loaded + made, made))
        return (problem.rounds - 1) * missing + spilled, problem.rounds * spilled

    def _row(self, values: Sequence[int]) -> Ints:
        return np.array(values, dtype=self._type)

    def _moved_bits(self, edge: Edge) -> Ints:
        """(options of the producer, options of the consumer)"""
        producer = len(self._problem.options[edge.producer])
        moved = np.tile(self._row(edge.bits), (producer, 1))
        for pair, bits in edge.in_place.items():
            moved[pair] -= bits
        return moved


def _most(problem: AllocationProblem) -> int:
    """No figure of any choice, nor what it is the sum of, is more."""
    dearest = [
        [max(values) for values in zip(*own, strict=True)]
        for own in (
            [(o.cycles, o.load_bits, o.store_bits, o.energy_fj) for o in options]
            for options in problem.options
        )
    ]
    cycles, loads, stores, energy = (sum(own) for own in zip(*dearest, strict=True))
    moves = sum(max(edge.bits, default=0) for edge in problem.edges)
    held = most_held_bits(problem)
    bits = loads + stores + moves + 2 * held
    latency = problem.iterations * (cycles + bits)
    dearest_fj = max((*problem.reload_fj_per_bit.values(), *problem.spill_fj_per_bit.values()), default=0)
    spent = energy + problem.iterations * (2 * held * dearest_fj + moves * problem.move_fj_per_bit)
    capacity = max(problem.capacity_bits.values(), default=0)
    return max(spent + problem.static_fj_per_cycle * latency, problem.iterations * bits + capacity)

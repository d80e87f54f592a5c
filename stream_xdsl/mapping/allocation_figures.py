"""Latency and energy of many choices of an allocation problem at once, as `allocation.schedule` has them one by one."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from stream_xdsl.mapping.allocation import AllocationProblem, Edge

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
        """Per layer (options, 5): cycles, bits to load, to store and of weights, energy in fJ."""
        for options in problem.options:
            runs = np.zeros((len(options), len(columns)), dtype=np.bool_)
            for o, option in enumerate(options):
                runs[o, [columns[core] for core in option.cores]] = True
            costs = [(o.cycles, o.load_bits, o.store_bits, o.weight_bits, o.energy_fj) for o in options]
            self._runs.append(runs)
            self._costs.append(np.array(costs, dtype=self._type))
        self._moved = {edge: self._moved_bits(edge) for edge in problem.edges}
        self._limited = np.array([core in problem.weight_capacity_bits for core in columns])
        self._capacities = self._row([problem.weight_capacity_bits.get(core, 0) for core in columns])
        self._again_fj = self._row([problem.reload_fj_per_bit.get(core, 0) for core in columns])

    def of(self, choices: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
        """By choice the cycles and the fJ of the whole stack."""
        problem = self._problem
        chosen = np.array(choices, dtype=np.int64).reshape(len(choices), len(problem.layers))
        count, cores = len(chosen), len(problem.cores)
        free, busy, held = (np.zeros((count, cores), dtype=self._type) for _ in range(3))
        loads, stores, moves, energy = (np.zeros(count, dtype=self._type) for _ in range(4))
        ends: list[Ints] = []
        for layer, (runs, costs) in enumerate(zip(self._runs, self._costs, strict=True)):
            runs, own = runs[chosen[:, layer]], costs[chosen[:, layer]]
            cycles, load_bits, store_bits, weight_bits, energy_fj = own.T
            start = np.where(runs, free, 0).max(axis=1)
            for edge in problem.arriving[layer]:
                bits = self._moved[edge][chosen[:, edge.producer], chosen[:, layer]]
                moves += bits
                start = np.maximum(start, ends[edge.producer] - (-bits // problem.move_bits_per_cycle))
            ends.append(start + cycles)
            free = np.where(runs, ends[-1][:, None], free)
            busy += runs * cycles[:, None]
            held += runs * weight_bits[:, None]
            loads, stores, energy = loads + load_bits, stores + store_bits, energy + energy_fj
        again = np.where(self._limited, np.maximum(0, held - self._capacities), 0)
        loads += again.sum(axis=1)
        interval = busy.max(axis=1)
        for r in problem.resources:
            bits = loads * r.loads + stores * r.stores + moves * r.moves
            interval = np.maximum(interval, -(-bits // r.bits_per_cycle))
        latency = (problem.iterations - 1) * interval + np.maximum.reduce(ends)
        energy += problem.iterations * (
            (again * self._again_fj).sum(axis=1) + moves * problem.move_fj_per_bit
        )
        energy += problem.static_fj_per_cycle * latency
        return list(zip(latency.tolist(), energy.tolist(), strict=True))

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
            [(o.cycles, o.load_bits, o.store_bits, o.weight_bits, o.energy_fj) for o in options]
            for options in problem.options
        )
    ]
    cycles, loads, stores, weights, energy = (sum(own) for own in zip(*dearest, strict=True))
    moves = sum(max(edge.bits, default=0) for edge in problem.edges)
    weights *= len(problem.cores)
    bits = loads + stores + moves + weights
    latency = problem.iterations * (cycles + bits)
    again = weights * max(problem.reload_fj_per_bit.values(), default=0)
    spent = energy + problem.iterations * (again + moves * problem.move_fj_per_bit)
    capacity = max(problem.weight_capacity_bits.values(), default=0)
    return max(spent + problem.static_fj_per_cycle * latency, bits + capacity)

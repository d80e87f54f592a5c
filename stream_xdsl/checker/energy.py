"""Where the energy of a schedule goes, booked anew from costs, accesses and channels."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import fsum
from typing import TypeVar

from stream_xdsl.checker.interconnect import Path
from stream_xdsl.checker.model import Cost, Model, Place, Transfer
from stream_xdsl.checker.needs import tensors_of

ADDS_UP = 1e-12
"""Relative: energies are sums of doubles, rounded once each."""


@dataclass(frozen=True)
class Spent:
    """All energy, by each of the columns of the books."""

    total_pj: float
    causes_pj: Mapping[str, float]
    places_pj: Mapping[Place, float]
    layers_pj: Mapping[str, float]
    stacks_pj: Mapping[str, float]


class Books:
    """Bookings of single expenses, each under a cause, a place and a layer."""

    def __init__(self, model: Model):
        self.model = model
        self.complete = True
        """Whether there is nothing of which it is not known what it takes."""
        machine = model.machine
        own = [((i, m.name), (i, m.name)) for i, c in enumerate(machine.cores) for m in c.core_type.memories]
        shared = [(member, members[0]) for members in machine.top_memories for member in members]
        self._memory_names = {
            member: f"@{machine.cores[core].name}::@{name}" for member, (core, name) in (*own, *shared)
        }
        """A shared memory goes by its first name."""
        self._operand_causes = [
            tuple(
                "weights"
                if all(model.tensors[t].weight for t in tensors_of(operand.value))
                else "activations"
                for operand in layer.operands
            )
            for layer in model.layers
        ]
        self._bookings = defaultdict[tuple[str, Place, int], list[float]](list)

    def book_tiles(self, layer: int, core: int, cost: Cost, count: int) -> None:
        """So many tiles of a layer with that cost on a core."""
        name = f"@{self.model.machine.cores[core].name}"
        self._book("compute", ("array", name), layer, count * cost.array_energy_pj)
        if not cost.memory_energy_pj:
            self._book("unsplit", ("unsplit", name), layer, count * (cost.energy_pj - cost.array_energy_pj))
        for memory, energies in cost.memory_energy_pj:
            place = ("access", self._memory_names[core, memory])
            causes = (*self._operand_causes[layer], "activations")
            for cause, energy in zip(causes, energies, strict=True):
                self._book(cause, place, layer, count * energy)

    def book_transfers(self, op: Transfer, path: Path, bits: int, count: int) -> float:
        """So many rows of a transfer that move so many bits each; what they take."""
        cause = {"store": "output", "spill": "spill", "reload": "spill"}.get(op.kind)
        if cause is None:
            cause = "weights" if self.model.tensors[op.tensor].weight else "activations"
        read, written = path.access_energies_pj(bits)
        energies = [
            (("access", self._memory_names[op.source]), count * read),
            *(
                (("access", self._memory_names[target]), count * energy)
                for target, energy in zip(op.targets, written, strict=op.kind != "stream")
            ),
        ]
        for medium, per_bit in path.channel_energies_pj_per_bit:
            energies.append((("energy", f"@{medium}"), count * (per_bit * bits)))
        for place, energy in energies:
            self._book(cause, place, op.layer, energy)
        return fsum(energy for _, energy in energies)

    def _book(self, cause: str, place: Place, layer: int, pj: float) -> None:
        self._bookings[cause, place, layer].append(pj)

    def close(self, latency_cycles: int) -> Spent:
        """Everything, with what is drawn all the time."""
        model, static = self.model, self.static_pj(latency_cycles)
        causes, places = defaultdict[str, list[float]](list), defaultdict[Place, list[float]](list)
        layers, stacks = defaultdict[str, list[float]](list), defaultdict[str, list[float]](list)
        for (cause, place, index), energies in self._bookings.items():
            layer = model.layers[index]
            for terms in (
                causes[cause],
                places[place],
                layers[layer.name],
                stacks[model.stacks[layer.stack]],
            ):
                terms += energies
        for place, energy in static.items():
            causes["static"].append(energy)
            places[place].append(energy)
        everything = fsum(energy for energies in causes.values() for energy in energies)
        return Spent(everything, _sums(causes), _sums(places), _sums(layers), _sums(stacks))

    def static_pj(self, latency_cycles: int) -> dict[Place, float]:
        """What is drawn all the time; a shared memory once."""
        static: dict[Place, float] = {}
        for index, core in enumerate(self.model.machine.cores):
            static["static", f"@{core.name}"] = core.core_type.static_power_pj_per_cycle * latency_cycles
            for memory in core.core_type.memories:
                power = memory.static_power_pj_per_cycle * core.core_type.instances(memory)
                static.setdefault(("static", self._memory_names[index, memory.name]), power * latency_cycles)
        return static


_Key = TypeVar("_Key")


def _sums(terms: Mapping[_Key, Iterable[float]]) -> dict[_Key, float]:
    return {key: fsum(energies) for key, energies in terms.items()}

"""Where the energy of a schedule goes: by cause, by place, by layer and by stack.

All of it is one list of portions: so many pJ, for a cause, at a place, for a layer. A breakdown is that list summed up by one
of the three, so that none can leave out what another has. `docs/architecture.md` defines causes and places.

Energies are doubles, each sum is rounded once (`math.fsum`), whatever the order of its terms. Breakdowns therefore add up to the
total to within a few units in the last place. Whole attojoules would add up to the last digit, but what is rounded to them are
the portions: totals would depend on how finely these are cut, and each reader of the IR would have to round at the same places.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum, auto
from math import fsum
from typing import NamedTuple, TypeVar

import numpy as np

from stream_xdsl.coala.rows import ComputeRows, MovementEnds, TransferRows
from stream_xdsl.coala.transfers import Movement
from stream_xdsl.hardware.machine import Machine
from stream_xdsl.hardware.routes import Interconnect
from stream_xdsl.workload.network import Network, TensorRole


class Cause(StrEnum):
    """What energy is spent for; each pJ has one cause."""

    COMPUTE = auto()
    """Operations, in the arrays."""
    WEIGHTS = auto()
    """Loads and streams of weights, and accesses inside cores for operands that read nothing but weights."""
    ACTIVATIONS = auto()
    """Loads and streams of all else, moves, and accesses inside cores for all other operands and for results, partial sums included."""
    SPILL = auto()
    """Spills and reloads."""
    OUTPUT = auto()
    """Stores of what leaves its stack."""
    UNSPLIT = auto()
    """Accesses inside cores of tiles whose cost does not tell for what."""
    STATIC = auto()
    """What cores and memories draw whether they work or not."""


@dataclass(frozen=True)
class MemoryEnergy:
    """What all instances of a memory take."""

    name: str
    access_pj: float
    static_pj: float


@dataclass(frozen=True)
class CoreEnergy:
    """What a core takes; a shared memory is with its first core."""

    core: int
    array_pj: float
    unsplit_pj: float
    """In its memories, but it is not known in which."""
    static_pj: float
    """Without its memories."""
    memories: tuple[MemoryEnergy, ...]
    """Those that take anything, lowest first."""


@dataclass(frozen=True)
class EnergyBreakdown:
    """All energy, in four ways: causes; cores and interconnect; layers; stacks. Static energy is of no layer and no stack."""

    total_pj: float
    causes_pj: Mapping[Cause, float]
    cores: tuple[CoreEnergy, ...]
    """Those that take anything."""
    interconnect_pj: Mapping[str, float]
    """By link or bus, of those that carry anything."""
    layers_pj: tuple[float, ...]
    stacks_pj: tuple[float, ...]


Place = tuple[int | None, str]
"""A core and the name of its memory, "" for what is in no memory or not known in which; or None and the name of a link or bus."""


class _Portion(NamedTuple):
    cause: Cause
    place: Place
    layer: int
    pj: float


_Key = TypeVar("_Key")


def break_down_energy(
    machine: Machine,
    interconnect: Interconnect,
    network: Network,
    computes: Sequence[ComputeRows],
    transfers: Sequence[TransferRows],
    ends: MovementEnds,
    latency_cycles: int,
) -> EnergyBreakdown:
    """The energy of a schedule that lasts so long; `ends` are those of its transfers."""
    portions = (
        *_computed(machine, network, computes),
        *_moved(machine, interconnect, network, transfers, ends),
    )
    static = {place: power * latency_cycles for place, power in machine.static_powers_pj_per_cycle.items()}
    causes = _sums(portions, lambda portion: portion.cause) | {Cause.STATIC: fsum(static.values())}
    places = _sums(portions, lambda portion: portion.place)
    cores = _sums(
        (portion for portion in portions if not portion.place[1]),
        lambda portion: (portion.place[0], portion.cause),
    )
    layers = _sums(portions, lambda portion: portion.layer)
    stacks = _sums(portions, lambda portion: network.layers[portion.layer].stack)
    return EnergyBreakdown(
        fsum((*(portion.pj for portion in portions), *static.values())),
        {cause: causes.get(cause, 0.0) for cause in Cause},
        tuple(_cores(machine, cores, places, static)),
        {
            name: places[None, name]
            for name in (medium.name for medium in (*machine.links, *machine.buses))
            if places.get((None, name))
        },
        tuple(layers.get(layer, 0.0) for layer in range(len(network.layers))),
        tuple(stacks.get(stack, 0.0) for stack in range(len(network.stacks))),
    )


def _sums(portions: Iterable[_Portion], key: Callable[[_Portion], _Key]) -> dict[_Key, float]:
    terms: dict[_Key, list[float]] = {}
    for portion in portions:
        terms.setdefault(key(portion), []).append(portion.pj)
    return {key: fsum(found) for key, found in terms.items()}


def _cores(
    machine: Machine,
    cores: Mapping[tuple[int | None, Cause], float],
    places: Mapping[Place, float],
    static: Mapping[tuple[int, str], float],
) -> Iterator[CoreEnergy]:
    for index, core in enumerate(machine.cores):
        memories = tuple(
            MemoryEnergy(memory.name, *energies)
            for memory in core.core_type.memories
            if any(energies := (places.get((index, memory.name), 0.0), static.get((index, memory.name), 0.0)))
        )
        own = (
            cores.get((index, Cause.COMPUTE), 0.0),
            cores.get((index, Cause.UNSPLIT), 0.0),
            static.get((index, ""), 0.0),
        )
        if memories or any(own):
            yield CoreEnergy(index, *own, memories)


def _computed(machine: Machine, network: Network, computes: Iterable[ComputeRows]) -> Iterator[_Portion]:
    """What tiles take inside their cores."""
    for rows in computes:
        layer = network.layers[rows.layer]
        causes = [
            Cause.WEIGHTS
            if all(network.tensors[piece.tensor].role is TensorRole.WEIGHT for piece in use.pieces)
            else Cause.ACTIVATIONS
            for use in layer.uses
        ]
        counts = np.bincount(rows.cost, minlength=len(rows.costs)).tolist()
        for cost, count in zip(rows.costs, counts, strict=True):
            for cause, energy in ((Cause.COMPUTE, cost.array_pj), (Cause.UNSPLIT, cost.unsplit_pj)):
                yield _Portion(cause, (rows.core, ""), rows.layer, count * energy)
            for memory, energies in cost.memories_pj:
                place = machine.alias(rows.core, memory)
                for cause, energy in zip((*causes, Cause.ACTIVATIONS), energies, strict=True):
                    yield _Portion(cause, place, rows.layer, count * energy)


def _moved(
    machine: Machine,
    interconnect: Interconnect,
    network: Network,
    transfers: Sequence[TransferRows],
    ends: MovementEnds,
) -> Iterator[_Portion]:
    """What transfers take: in the memory they read, on every channel, and in the memory they write."""
    causes = [_cause(network, rows) for rows in transfers]
    # The two directions of a link are one place.
    channels: list[tuple[Place, float]] = [
        ((None, channel.name.removesuffix(".reverse")), channel.energy_pj_per_bit)
        for channel in interconnect.channels
    ]
    for position, bits, count in _amounts(transfers):
        rows, cause, own = transfers[position], causes[position], ends[position]
        source = own[0][0]
        # What streams is written to inner memories by the tile itself.
        written = [] if rows.movement is Movement.STREAM else [target for _, target in own]
        spent: list[tuple[Place, float]] = [
            (
                machine.alias(source.core, source.memory.name),
                source.memory.read_energy_of_pj(bits, source.port),
            ),
            *(
                (
                    machine.alias(target.core, target.memory.name),
                    target.memory.write_energy_of_pj(bits, target.port),
                )
                for target in written
            ),
        ]
        for place, per_bit in (channels[channel] for channel in rows.channels):
            spent.append((place, per_bit * bits))
        for place, energy in spent:
            yield _Portion(cause, place, rows.layer, count * energy)


def _amounts(transfers: Sequence[TransferRows]) -> Iterator[tuple[int, int, int]]:
    """(position in `transfers`, bits, number of rows) of every size that occurs: rows of one size take the same."""
    if transfers:
        owner = np.repeat(np.arange(len(transfers)), [len(rows.bits) for rows in transfers])
        bits = np.concatenate([rows.bits for rows in transfers])
        span = int(bits.max()) + 1
        sizes, counts = np.unique(owner * span + bits, return_counts=True)
        yield from zip((sizes // span).tolist(), (sizes % span).tolist(), counts.tolist(), strict=True)


def _cause(network: Network, rows: TransferRows) -> Cause:
    match rows.movement:
        case Movement.STORE:
            return Cause.OUTPUT
        case Movement.SPILL | Movement.RELOAD:
            return Cause.SPILL
        case _:
            weight = network.tensors[rows.tensor].role is TensorRole.WEIGHT
            return Cause.WEIGHTS if weight else Cause.ACTIVATIONS

"""Which resources of a schedule are in use for most of the time."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from stream_xdsl.coala.occupancy import covered_cycles
from stream_xdsl.coala.rows import ComputeRows, MovementEnds, TransferRows
from stream_xdsl.coala.transfers import Movement, datapath_ports
from stream_xdsl.hardware.machine import Machine
from stream_xdsl.hardware.routes import Interconnect
from stream_xdsl.workload.network import Network

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Busy:
    """How long a resource is in use."""

    resource: tuple[str, ...]
    """The name of a core, link or bus; or those of core, memory and port."""
    busy_cycles: int


_Intervals = dict[tuple[str, ...], list[tuple[Ints, Ints]]]


def busiest(
    machine: Machine,
    interconnect: Interconnect,
    network: Network,
    computes: Sequence[ComputeRows],
    transfers: Sequence[TransferRows],
    ends: MovementEnds,
) -> tuple[Busy, ...]:
    """The busiest core, memory port, and link or bus, of those that are in use at all; of equally busy ones the first by name. `ends` are
    those of the transfers.

    Tiles use their cores, and the ports that they take turns with transfers on. A two-way link is as busy as the busier of its
    directions.
    """
    cores: _Intervals = defaultdict(list)
    ports: _Intervals = defaultdict(list)
    channels: _Intervals = defaultdict(list)
    for rows in computes:
        name, interval = machine.cores[rows.core].name, (rows.start, rows.start + rows.duration)
        cores[name,].append(interval)
        for end in datapath_ports(machine, rows.core, len(network.layers[rows.layer].uses)):
            ports[name, end.memory.name, end.port.name].append(interval)
    for rows, own_ends in zip(transfers, ends, strict=True):
        interval = rows.start, rows.start + rows.duration
        # What streams uses its tile's own port.
        taken = [pair[: 1 if rows.movement is Movement.STREAM else 2] for pair in own_ends]
        for end in dict.fromkeys(end for pair in taken for end in pair):
            ports[machine.cores[end.core].name, end.memory.name, end.port.name].append(interval)
        for channel in rows.channels:
            channels[interconnect.channels[channel].name,].append(interval)
    return tuple(busy for kind in (cores, ports, channels) for busy in _first(kind))


def _first(resources: _Intervals) -> Sequence[Busy]:
    found = [
        Busy(
            (resource[0].removesuffix(".reverse"), *resource[1:]),
            covered_cycles(*(np.concatenate(side) for side in zip(*intervals, strict=True))),
        )
        for resource, intervals in resources.items()
    ]
    return sorted((busy for busy in found if busy.busy_cycles), key=lambda b: (-b.busy_cycles, b.resource))[
        :1
    ]

"""A whole network scheduled, from the costs of its tiles."""

from collections.abc import Mapping, Sequence

import numpy as np

from stream_xdsl.coala.part_costs import PartCosts, streamed_operands, task_stages, task_streams
from stream_xdsl.coala.schedule import USUAL, Placement, Schedule, prioritised, schedule
from stream_xdsl.hardware.machine import Machine
from stream_xdsl.hardware.routes import Interconnect
from stream_xdsl.workload.network import Network
from stream_xdsl.workload.tile_graph import KnownPieces, TileGraph, build_tile_graph


def schedule_network(
    machine: Machine,
    interconnect: Interconnect,
    network: Network,
    costs: Mapping[tuple[int, int], PartCosts],
    placement: Placement = USUAL,
    layers: Sequence[int] = (),
    *,
    headroom: float = 0.0,
    known: KnownPieces | None = None,
    latest_cycles: int | None = None,
) -> tuple[TileGraph, Schedule]:
    """The tiles of an allocated network whose parts have such costs, and when they run; `layers` are those that its priority lists; `known` remembers
    what was worked out of layers, for other schedules.

    Raises CapacityError if what one tile needs does not fit a memory, UnmappableError for all else that the machine cannot carry out, LateError if a task ends
    after `latest_cycles`.
    """
    graph = build_tile_graph(network, machine, streamed_operands(costs), known)
    cycles = np.concatenate([part.cycles for part in costs.values()])
    result = schedule(
        machine,
        interconnect,
        network,
        graph,
        prioritised(placement.priority, network, graph, cycles, layers),
        cycles,
        np.concatenate([part.energy_pj for part in costs.values()]),
        streams=task_streams(costs, graph),
        stages=task_stages(costs.values(), machine, network, graph),
        headroom=headroom,
        prefetch=placement.prefetch,
        latest_cycles=latest_cycles,
    )
    return graph, result

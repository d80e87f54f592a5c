"""What passes decide about layers, read from `dnn.layer` properties and written back."""

from collections.abc import Mapping, Sequence

from xdsl.dialects.builtin import ArrayAttr, FloatAttr, ModuleOp, StringAttr, SymbolRefAttr, f64

from stream_xdsl.bridge.machine import find_system, read_machine
from stream_xdsl.bridge.network import find_network, layer_ops
from stream_xdsl.coala.schedule import USUAL, Placement, Priority
from stream_xdsl.cost.estimate import TileCost, TileStream
from stream_xdsl.cost.store import CostStore
from stream_xdsl.cost.tile_shapes import tile_shapes
from stream_xdsl.diagnostics import PassError
from stream_xdsl.dialects.dnn import LayerOp, NetworkOp, StackOp
from stream_xdsl.dialects.dnn_attributes import AllocationAttr, CostAttr, DimFactors, SplitAttr, TilingAttr
from stream_xdsl.hardware.machine import Machine
from stream_xdsl.mapping.conflicts import Conflict, Demand, find_conflict
from stream_xdsl.mapping.demands import Pins, layer_conflict
from stream_xdsl.mapping.freedom import Freedom
from stream_xdsl.workload.kinds import Kind
from stream_xdsl.workload.network import Layer, Network

Factors = tuple[tuple[int, int], ...]
"""(dimension, tile size or ways) pairs; dimensions are positions in the layer's `dims`."""

Costs = dict[tuple[str, tuple[int, ...]], CostAttr]
"""(core type, tile shape) -> cost."""


def find_mapping_problem(module: ModuleOp, pass_name: str, system: str) -> tuple[NetworkOp, Machine]:
    """The module's network and the machine it is to run on, which the network names from now on.

    `system` chooses among several; empty, it is the one that the network is mapped `on`, or else the only one.
    """
    network = find_network(module, pass_name)
    known = None if network.system is None else network.system.root_reference.data
    chosen = find_system(module, pass_name, system or known)
    name = chosen.sym_name.data
    if known not in (None, name) and any(op.costs or op.cores or op.pins for op in network.layers):
        raise PassError(
            pass_name,
            f"the network has pins, costs or cores of @{known}, not of @{name}",
            remedy=f"map it on @{name} from the start, or leave out system=",
        )
    network.system = SymbolRefAttr(name)
    return network, read_machine(chosen)


def factors(op: LayerOp, entries: Sequence[tuple[str, int]]) -> Factors:
    """Named entries by position of the dimension."""
    place = {name: i for i, name in enumerate(op.dims)}
    return tuple((place[name], factor) for name, factor in entries)


def named(op: LayerOp, entries: Factors) -> tuple[tuple[str, int], ...]:
    """Entries by position as named ones."""
    names = tuple(op.dims)
    return tuple((names[dim], factor) for dim, factor in entries)


def read_splits(op: LayerOp) -> tuple[Factors, ...]:
    """The candidate splits; without candidates, the one of the tiling, or a single part."""
    if op.splits is not None:
        return tuple(factors(op, split.entries) for split in op.splits)
    return (factors(op, op.tiling.spatial if op.tiling is not None else ()),)


def write_tiling(op: LayerOp, temporal: Factors, spatial: Factors = ()) -> None:
    """Set the tile sizes, outermost loop first, and the ways across cores."""
    op.tiling = TilingAttr.get(named(op, temporal), named(op, spatial))


def write_splits(op: LayerOp, splits: Sequence[Factors] | None) -> None:
    """Set the candidate splits, or remove them."""
    op.splits = None if splits is None else ArrayAttr([SplitAttr.get(named(op, split)) for split in splits])


def read_costs(op: LayerOp) -> Costs:
    """The layer's costs by core type and tile shape."""
    return {(cost.core_type.root_reference.data, cost.tile_sizes): cost for cost in op.costs or ()}


def read_tile_costs(op: LayerOp) -> dict[tuple[str, tuple[int, ...]], TileCost]:
    """The same, as engines take them."""
    return {
        key: TileCost(
            cost.cycles.value.data,
            cost.compute_cycles.value.data,
            cost.energy_pj.value.data,
            cost.mac_energy_pj.value.data,
            cost.energy_by_memory_pj,
            tuple(TileStream(operand, *bits) for operand, bits in cost.stream_bits.items()),
            cost.onload_cycles.value.data,
            cost.offload_cycles.value.data,
            cost.in_place_cycles.value.data,
        )
        for key, cost in read_costs(op).items()
    }


def open_store(pass_name: str) -> CostStore:
    """The store of costs on disk; raises PassError if it is set up wrongly."""
    try:
        return CostStore()
    except ValueError as error:
        raise PassError(pass_name, str(error), remedy="or leave the store alone, with cache=false") from None


def cost_attr(core_type: str, shape: tuple[int, ...], cost: TileCost) -> CostAttr:
    """The cost of a tile as an attribute."""
    return CostAttr.get(
        core_type,
        shape,
        cycles=cost.cycles,
        compute_cycles=cost.compute_cycles,
        energy_pj=cost.energy_pj,
        mac_energy_pj=cost.mac_energy_pj,
        memory_energy_pj=cost.memory_energy_pj,
        streams=[(s.operand, s.bits, s.buffer_bits) for s in cost.streams],
        onload_cycles=cost.onload_cycles,
        offload_cycles=cost.offload_cycles,
        in_place_cycles=cost.in_place_cycles,
    )


def pinned_cores(op: LayerOp, machine: Machine, pass_name: str) -> tuple[int, ...]:
    """The cores on which a layer may run: those that run its kind and, if pinned, that the user allows, in that order.

    Raises PassError if there are none.
    """
    kind, pinned = Kind(op.kind.data), read_pins(op, machine).cores
    capable = machine.cores_running(kind)
    usable = tuple(core for core in dict.fromkeys(pinned) if core in capable)
    if not usable and (pinned or not capable):
        conflict = find_conflict(machine, [Demand(op.layer_name.data, kind, pinned)])
        assert conflict is not None  # no core both runs it and is allowed
        raise conflict_error(pass_name, conflict, op)
    return usable or capable


def read_pins(op: LayerOp, machine: Machine) -> Pins:
    """What the user fixed about a layer."""
    if op.pins is None:
        return Pins()
    temporal, split = op.pins.temporal_sizes, op.pins.spatial_ways
    return Pins(
        tuple(machine.core_index[core] for core in op.pins.core_names),
        None if temporal is None else factors(op, temporal),
        None if split is None else factors(op, split),
    )


def reduction_split(op: LayerOp) -> DimFactors:
    """The split across cores, of the layer's tiling or else its pinned one, if it cuts a dimension that the layer reduces; or nothing."""
    tiling, pins, reductions = op.tiling, op.pins, op.reductions
    for split in (
        () if tiling is None else tiling.spatial,
        () if pins is None else pins.spatial_ways or (),
    ):
        if any(ways > 1 and dim in reductions for dim, ways in split):
            return split
    return ()


def check_splits(op: LayerOp, pass_name: str) -> None:
    """Raises PassError if a split of the layer, decided or a candidate, cuts a dimension that it reduces."""
    reductions = op.reductions
    candidates = [entry for split in op.splits or () for entry in split.entries]
    for dim, ways in (*reduction_split(op), *candidates):
        if ways > 1 and dim in reductions:
            raise PassError(
                pass_name,
                f"layer '{op.layer_name.data}' is split across cores along '{dim}', which it reduces",
                op=op,
                remedy="pin the split and run dnn-split-reductions first, which makes layers of the parts; or split a dimension of the result",
            )


def conflict_error(pass_name: str, conflict: Conflict, op: LayerOp) -> PassError:
    """Requirements that contradict each other, as a pass reports them."""
    return PassError(pass_name, conflict.text, op=op, remedy=conflict.remedy)


def unmappable_error(
    pass_name: str, message: str, network_op: NetworkOp, network: Network, machine: Machine
) -> PassError:
    """That nothing tried can be mapped: the requirements of a layer that contradict each other, or the message if no layer's do."""
    layers = layer_ops(network_op)
    conflict = layer_conflict(network, machine, [read_pins(layer, machine) for layer in layers])
    if conflict is not None:
        return conflict_error(pass_name, conflict[1], layers[conflict[0]])
    return PassError(
        pass_name,
        message,
        op=network_op,
        remedy="choose a machine with larger memories, or narrower operands (convert-onnx-to-dnn{precision=…})",
    )


def read_freedom(op: LayerOp, machine: Machine, pass_name: str) -> Freedom:
    """What the layer's pins leave open. Raises PassError if no core may run it, or if a split cuts a dimension that it reduces."""
    check_splits(op, pass_name)
    cores, pins = pinned_cores(op, machine, pass_name), read_pins(op, machine)
    return Freedom(cores, pins.temporal, pins.split, in_order=bool(pins.cores))


def write_costs(op: LayerOp, costs: Mapping[tuple[str, tuple[int, ...]], CostAttr]) -> None:
    """Set the layer's costs, in the order given."""
    op.costs = ArrayAttr(list(costs.values()))


def write_allocation(op: LayerOp, layer: Layer, machine: Machine, costs: Costs) -> None:
    """Set the tiles, the split and the core of each part, and of the costs keep only those of the layer's tiles on its cores."""
    types = {machine.cores[core].core_type.name for core in layer.cores}
    shapes = set(tile_shapes(layer.sizes, layer.temporal, [layer.spatial]))
    write_tiling(op, layer.temporal, layer.spatial)
    write_splits(op, None)
    write_costs(op, {key: cost for key, cost in costs.items() if key[0] in types and key[1] in shapes})
    op.cores = ArrayAttr([SymbolRefAttr(machine.cores[core].name) for core in layer.cores])


def write_quality(op: NetworkOp | StackOp, quality: AllocationAttr | None) -> None:
    """Set, or remove, what is known of how good the allocation of a stack is, at its operation or, without stacks, at the network."""
    if quality is None:
        op.attributes.pop(AllocationAttr.name, None)
    else:
        op.attributes[AllocationAttr.name] = quality


def read_placement(op: NetworkOp) -> Placement:
    """How tiles are to be placed; `USUAL` where nothing was decided."""
    return Placement(
        USUAL.priority if op.priority is None else Priority(op.priority.data),
        USUAL.prefetch if op.prefetch is None else op.prefetch.value.data,
    )


def write_placement(op: NetworkOp, placement: Placement) -> None:
    """How tiles are to be placed, where that is not as usual."""
    op.priority = None if placement.priority is USUAL.priority else StringAttr(placement.priority.value)
    op.prefetch = None if placement.prefetch == USUAL.prefetch else FloatAttr(placement.prefetch, f64)

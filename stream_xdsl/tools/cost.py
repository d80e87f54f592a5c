"""What one layer costs on one core: what `stream-xdsl cost` does, without its output."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from stream_xdsl.diagnostics import InputError, PassError, did_you_mean
from stream_xdsl.tools.compile import CONVERSION, Progress, compile_model, make_passes

if TYPE_CHECKING:
    from stream_xdsl.cost.hierarchy import HardwareError
    from stream_xdsl.cost.loop_nest import LoopNest
    from stream_xdsl.cost.result import Cost
    from stream_xdsl.cost.search import Objective
    from stream_xdsl.hardware.machine import CoreType, Machine
    from stream_xdsl.report.cost_summary import LayerCost, OtherCoreType
    from stream_xdsl.workload.network import Layer

COMMAND = "stream-xdsl cost"


def layer_cost(
    model: str,
    accelerator: str,
    *,
    layer: str | None,
    core: str | None = None,
    tile: str | None = None,
    objective: str = "latency",
    precision: str | None = None,
    dims: Mapping[str, int],
    progress: Progress,
) -> "LayerCost":
    """The best mapping of a tile of a layer of the ONNX model, lowered as `compile` lowers it.

    `core` names a core or a core type; without, it is the type that costs least. `tile` is text as in `k=32,oy=4`;
    dimensions that it leaves out are whole. Raises InputError for names and sizes that do not exist, and
    PassError if the tile has no mapping, at the memory that is at fault.
    """
    goal = _find_objective(objective)
    wanted = parse_tile(tile)
    passes = make_passes(CONVERSION, accelerator, precision=precision)
    steps = len(passes) + 2
    _, module = compile_model(
        model, passes, dims=dims, progress=lambda number, _, name: progress(number, steps, name)
    )

    from stream_xdsl.bridge.machine import find_memory, find_system, read_machine
    from stream_xdsl.bridge.network import find_network, read_network
    from stream_xdsl.cost.tiles import tile_loop_nest
    from stream_xdsl.report.cost_summary import LayerCost

    machine = read_machine(find_system(module, COMMAND))
    network = find_network(module, COMMAND)
    read = read_network(network, machine, COMMAND)
    chosen = _find_layer(read.layers, layer)
    shape = _tile_shape(chosen, wanted)
    core_types = _find_core_types(machine, chosen, core)
    progress(steps, steps, "search")
    nests = {kind.name: tile_loop_nest(chosen, shape, kind.array) for kind in core_types}
    costs, refusals = _search(nests, core_types, goal)
    if not costs:
        name, refusal = next(iter(refusals.items()))
        raise PassError(
            COMMAND,
            f"layer '{chosen.name}' has no mapping: "
            + "; ".join(f"on {name}, {reason}" for name, reason in refusals.items()),
            op=find_memory(module, name, refusal.memory),
            remedy="choose another core or machine, or a smaller tile with --tile",
        )
    best = min(costs, key=lambda name: _figures(costs[name], objective))
    core_type = next(found for found in core_types if found.name == best)
    return LayerCost(
        model=Path(model).stem,
        accelerator=machine.name,
        precision="" if network.precision is None else network.precision.data,
        objective=objective,
        layer=chosen.name,
        kind=chosen.kind.value,
        dims=chosen.dims,
        layer_sizes=chosen.sizes,
        tile_sizes=shape,
        core_type=core_type,
        cores=_cores_of(machine, core_type),
        nest=nests[best],
        tensors=(
            (read.tensors[chosen.output].name,),
            *(tuple(read.tensors[piece.tensor].name for piece in use.pieces) for use in chosen.uses),
        ),
        cost=costs[best],
        others=tuple(
            _other(name, costs.get(name), str(refusals.get(name, "")))
            for name in (found.name for found in core_types)
            if name != best
        ),
    )


def _other(name: str, cost: "Cost | None", reason: str) -> "OtherCoreType":
    from stream_xdsl.report.cost_summary import OtherCoreType

    if cost is None:
        return OtherCoreType(name, None, None, reason)
    streams = tuple(stream.operand for stream in cost.streams)
    return OtherCoreType(name, cost.latency.cycles, cost.energy_pj, streams=streams)


def _search(
    nests: "Mapping[str, LoopNest]", core_types: "Iterable[CoreType]", objective: "Objective"
) -> tuple[dict[str, "Cost"], dict[str, "HardwareError"]]:
    """The cost on each core type, or why there is none."""
    from stream_xdsl.cost.hierarchy import HardwareError
    from stream_xdsl.cost.search import search

    costs: dict[str, Cost] = {}
    refusals: dict[str, HardwareError] = {}
    for core_type in core_types:
        try:
            costs[core_type.name] = search(nests[core_type.name], core_type, objective)
        except HardwareError as error:
            refusals[core_type.name] = error
    return costs, refusals


def _figures(cost: "Cost", objective: str) -> tuple[float, ...]:
    """What to make least: the objective's figure, then, among equals, the others."""
    latency, energy = cost.latency.cycles, cost.energy_pj
    first = {"latency": latency, "energy": energy}.get(objective, latency * energy)
    return first, latency, energy


def _find_objective(name: str) -> "Objective":
    from stream_xdsl.cost.search import Objective

    known = {objective.name.lower(): objective for objective in Objective}
    if name not in known:
        raise InputError(
            f"--objective {name}: unknown{did_you_mean(name, known)}",
            remedy=f"choose one of {', '.join(known)}",
        )
    return known[name]


def _find_layer(layers: "Sequence[Layer]", name: str | None) -> "Layer":
    found = next((layer for layer in layers if layer.name == name), None)
    if found is not None:
        return found
    names = [layer.name for layer in layers]
    message = (
        "no --layer is given" if name is None else f"no layer is called '{name}'{did_you_mean(name, names)}"
    )
    width = max(map(len, names), default=0)
    kind_width = max((len(layer.kind.value) for layer in layers), default=0)
    listed = "".join(
        f"\n    {layer.name:<{width}}  {layer.kind.value:<{kind_width}}  {_sizes_text(layer)}"
        for layer in layers
    )
    raise InputError(message, remedy=f"give --layer one of the model's layers:{listed}")


def _sizes_text(layer: "Layer") -> str:
    return " ".join(f"{dim}={size}" for dim, size in zip(layer.dims, layer.sizes, strict=True))


def _find_core_types(machine: "Machine", layer: "Layer", name: str | None) -> "tuple[CoreType, ...]":
    """The type that is asked for, or all that run the layer."""
    capable = tuple(core_type for core_type in machine.core_types if core_type.can_run(layer.kind))
    kind = layer.kind.value
    if not capable:
        raise InputError(
            f"no core of {machine.name} runs layer '{layer.name}' of kind {kind}",
            remedy="choose another layer or machine",
        )
    if name is None:
        return capable
    able = "; ".join(f"{found.name} ({' '.join(_cores_of(machine, found))})" for found in capable)
    named = {core_type.name: core_type for core_type in machine.core_types}
    named |= {core.name: core.core_type for core in machine.cores}
    if name not in named:
        raise InputError(
            f"{machine.name} has no core or core type '{name}'{did_you_mean(name, named)}",
            remedy=f"these run {kind}: {able}",
        )
    if named[name] not in capable:
        raise InputError(f"'{name}' does not run {kind} layers", remedy=f"these do: {able}")
    return (named[name],)


def _cores_of(machine: "Machine", core_type: "CoreType") -> tuple[str, ...]:
    return tuple(core.name for core in machine.cores if core.core_type == core_type)


def parse_tile(text: str | None) -> dict[str, int]:
    """The sizes of `--tile k=32,oy=4`; raises InputError for anything but one positive integer each."""
    sizes: dict[str, int] = {}
    for item in () if text is None else text.split(","):
        dim, _, value = (part.strip() for part in item.partition("="))
        # Python refuses to convert numbers of thousands of digits.
        if not dim or not value.isdecimal() or len(value) > 19 or int(value) == 0:
            raise InputError(
                f"--tile {text}: '{item}' is not a loop dimension and a positive integer",
                remedy="for example --tile k=32,oy=4",
            )
        if dim in sizes:
            raise InputError(
                f"--tile {text}: '{dim}' is given twice", remedy="give each loop dimension one size"
            )
        sizes[dim] = int(value)
    return sizes


def _tile_shape(layer: "Layer", wanted: Mapping[str, int]) -> tuple[int, ...]:
    """A size per dimension of the layer, the layer's own where none is wanted."""
    whole = dict(zip(layer.dims, layer.sizes, strict=True))
    for dim, size in wanted.items():
        if dim not in whole:
            raise InputError(
                f"--tile: layer '{layer.name}' has no loop dimension '{dim}'{did_you_mean(dim, whole)}",
                remedy=f"its dimensions are {_sizes_text(layer)}",
            )
        if size > whole[dim]:
            raise InputError(
                f"--tile: '{dim}' of layer '{layer.name}' is {whole[dim]}, less than {size}",
                remedy=f"give '{dim}' a size from 1 to {whole[dim]}",
            )
    return tuple(wanted.get(dim, size) for dim, size in whole.items())

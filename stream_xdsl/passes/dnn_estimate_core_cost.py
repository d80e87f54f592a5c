"""The pass `dnn-estimate-core-cost`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NoReturn

from xdsl.context import Context
from xdsl.dialects.builtin import ModuleOp
from xdsl.passes import ModulePass

from stream_xdsl.bridge.decisions import (
    cost_attr,
    find_mapping_problem,
    open_store,
    pinned_cores,
    read_splits,
    write_costs,
)
from stream_xdsl.bridge.machine import find_memory
from stream_xdsl.bridge.network import layer_ops, read_network
from stream_xdsl.cost.estimate import Model, Tile, TileError, estimate
from stream_xdsl.cost.layer_costs import layer_costs, tiles_of_layer
from stream_xdsl.cost.search import Objective
from stream_xdsl.cost.tile_shapes import tile_shapes
from stream_xdsl.diagnostics import PassError, check_choice
from stream_xdsl.dialects.dnn import LayerOp
from stream_xdsl.progress import progress_bar


@dataclass(frozen=True)
class DnnEstimateCoreCostPass(ModulePass):
    """Estimate what the tiles of every layer cost on every type of core that may run it.

    Tiles of equal shape share a cost, so each distinct shape is estimated once: of full and edge tiles, under every
    candidate split. Layers without a tiling are one tile. Operands of a tile that is too large for a core's memory stream from off-chip memory
    while it runs; its cost says how many bits that are. Costs are kept on disk, under all they depend on. `memory_energy` is
    what accesses to each memory of the core take for each operand and for the result; with the operations it adds up to all energy.

    Options:
      model: `mapping` (the default) is the cost of the best mapping that `objective` finds, of loops onto the array and
        into the memories, as ZigZag costs mappings. `roofline` is a lower bound: cycles are the most of what the array needs
        under its best spatial unrolling and what memory ports need to pass each operand once; energy is that of the operations
        and of those accesses. No mapping is better.
      objective: what the best mapping has least of: `latency` (and of equals the least energy), `energy`, or `edp`.
      cache: `false` costs every tile anew and leaves the store on disk alone (`docs/cost-model.md` says where it is).
      system: the `accel.system`, if there are several and the network is not mapped `on` one.

    ```mlir
    // before, on cores of type @pe with 4 units
    %1 = dnn.layer "relu" relu(%0) dims <n0 = 4, n1 = 6> maps [(n0, n1)] -> (n0, n1)
      bits <in = [8], psum = 16, out = 8> tiling <temporal = [n1 : 4], spatial = []>
      : (tensor<4x6xf32>) -> tensor<4x6xf32>

    // after
    %1 = dnn.layer "relu" relu(%0) dims <n0 = 4, n1 = 6> maps [(n0, n1)] -> (n0, n1)
      bits <in = [8], psum = 16, out = 8> tiling <temporal = [n1 : 4], spatial = []>
      costs [<@pe, 4x4, cycles = 4, compute = 4, energy = 48.0, mac_energy = 8.0, memory_energy = [@sram [16.0, 24.0]]>,
             <@pe, 4x2, cycles = 2, compute = 2, energy = 24.0, mac_energy = 4.0, memory_energy = [@sram [8.0, 12.0]]>]
      : (tensor<4x6xf32>) -> tensor<4x6xf32>
    ```
    """

    name = "dnn-estimate-core-cost"

    model: str = Model.MAPPING.value
    objective: str = Objective.LATENCY.value
    cache: bool = True
    system: str = ""

    def __post_init__(self):
        check_choice(self.name, "model", self.model, Model)
        check_choice(self.name, "objective", self.objective, Objective)

    def apply(self, ctx: Context, op: ModuleOp) -> None:
        network_op, machine = find_mapping_problem(op, self.name, self.system)
        network = read_network(network_op, machine, self.name)
        ops = layer_ops(network_op)
        wanted = [
            tiles_of_layer(
                layer,
                [machine.cores[core].core_type for core in pinned_cores(layer_op, machine, self.name)],
                tile_shapes(layer.sizes, layer.temporal, read_splits(layer_op)),
            )
            for layer_op, layer in zip(ops, network.layers, strict=True)
        ]
        tiles = [tile for own in wanted for tile in own.values()]
        with progress_bar("tiles costed", len(tiles)) as advance:
            try:
                found = estimate(
                    tiles,
                    Model(self.model),
                    Objective(self.objective),
                    store=open_store(self.name) if self.cache else None,
                    advance=advance,
                )
            except TileError as error:
                self._refuse(op, ops, wanted, error)
        remaining = iter(found)
        for layer_op, layer, own in zip(ops, network.layers, wanted, strict=True):
            costs = layer_costs(layer, dict(zip(own, remaining, strict=False)))
            write_costs(layer_op, {key: cost_attr(*key, cost) for key, cost in costs.items()})

    def _refuse(
        self,
        module: ModuleOp,
        ops: Sequence[LayerOp],
        wanted: Sequence[Mapping[tuple[str, tuple[int, ...]], Tile]],
        error: TileError,
    ) -> NoReturn:
        """The machine's fault, reported where it is described."""
        layer_op, core_type, shape = next(
            (layer_op, *key)
            for layer_op, own in zip(ops, wanted, strict=True)
            for key, tile in own.items()
            if tile == error.tile
        )
        raise PassError(
            self.name,
            f"a tile of {'x'.join(map(str, shape))} of layer '{layer_op.layer_name.data}' cannot run on core type "
            f"@{core_type}: {error}",
            op=find_memory(module, core_type, error.cause.memory) or layer_op,
            remedy="make the tiles smaller (dnn-tile-layers), enlarge the memory, narrow the operands "
            "(convert-onnx-to-dnn{precision=…}), or change the dataflow",
        ) from None

"""The pass `dnn-estimate-core-cost`."""

from dataclasses import dataclass

from xdsl.context import Context
from xdsl.dialects.builtin import ModuleOp
from xdsl.passes import ModulePass

from stream_xdsl.bridge.decisions import Costs, find_mapping_problem, pinned_cores, read_splits, write_costs
from stream_xdsl.bridge.network import layer_ops, read_network
from stream_xdsl.cost.roofline import tile_costs
from stream_xdsl.cost.tile_shapes import tile_shapes
from stream_xdsl.diagnostics import PassError
from stream_xdsl.dialects.dnn_attributes import CostAttr

MODELS = ("roofline",)


@dataclass(frozen=True)
class DnnEstimateCoreCostPass(ModulePass):
    """Estimate what the tiles of every layer cost on every type of core that may run it.

    Tiles of equal shape share a cost, so each distinct shape is estimated once: of full and edge tiles, under every
    candidate split. Layers without a tiling are one tile.

    Options:
      model: `roofline`, the only one yet: a lower bound. Cycles are the most of what the array needs under its best
        spatial unrolling and what every memory boundary needs to pass each operand once; energy is that of the operations
        and of those accesses. A real mapping is never better.
      system: the `accel.system`, if there are several and the network is not mapped `on` one.

    ```mlir
    // before, on cores of type @pe with 4 units
    %1 = dnn.layer "relu" relu(%0) dims <n0 = 4, n1 = 6> maps [(n0, n1)] -> (n0, n1)
      bits <in = [8], psum = 16, out = 8> tiling <temporal = [n1 : 4], spatial = []>
      : (tensor<4x6xf32>) -> tensor<4x6xf32>

    // after
    %1 = dnn.layer "relu" relu(%0) dims <n0 = 4, n1 = 6> maps [(n0, n1)] -> (n0, n1)
      bits <in = [8], psum = 16, out = 8> tiling <temporal = [n1 : 4], spatial = []>
      costs [<@pe, 4x4, cycles = 4, compute = 4, energy = 13.0, mac_energy = 8.0>,
             <@pe, 4x2, cycles = 2, compute = 2, energy = 6.5, mac_energy = 4.0>]
      : (tensor<4x6xf32>) -> tensor<4x6xf32>
    ```
    """

    name = "dnn-estimate-core-cost"

    model: str = "roofline"
    system: str = ""

    def __post_init__(self):
        if self.model not in MODELS:
            raise PassError(
                self.name, f"unknown model '{self.model}'", remedy=f"choose one of {', '.join(MODELS)}"
            )

    def apply(self, ctx: Context, op: ModuleOp) -> None:
        network_op, machine = find_mapping_problem(op, self.name, self.system)
        network = read_network(network_op, machine, self.name)
        for layer, layer_op in zip(network.layers, layer_ops(network_op), strict=True):
            cores = pinned_cores(layer_op, machine, self.name)
            shapes = tile_shapes(layer.sizes, layer.temporal, read_splits(layer_op))
            costs: Costs = {}
            for core_type in dict.fromkeys(machine.cores[core].core_type for core in cores):
                for shape, cost in zip(shapes, tile_costs(layer, core_type, shapes), strict=True):
                    costs[core_type.name, shape] = CostAttr.get(
                        core_type.name,
                        shape,
                        cycles=cost.cycles,
                        compute_cycles=cost.compute_cycles,
                        energy_pj=cost.energy_pj,
                        mac_energy_pj=cost.mac_energy_pj,
                    )
            write_costs(layer_op, costs)

"""The pass `dnn-tile-layers`."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from xdsl.context import Context
from xdsl.dialects.builtin import ModuleOp
from xdsl.passes import ModulePass

from stream_xdsl.bridge.decisions import (
    conflict_error,
    find_mapping_problem,
    read_freedom,
    read_pins,
    write_splits,
    write_tiling,
)
from stream_xdsl.bridge.machine import find_memory
from stream_xdsl.bridge.network import layer_ops, read_network
from stream_xdsl.bridge.stacks import read_row_tiles
from stream_xdsl.cost.bounds import check_memories
from stream_xdsl.cost.hierarchy import HardwareError, hierarchy
from stream_xdsl.cost.tiles import tile_loop_nest
from stream_xdsl.diagnostics import PassError
from stream_xdsl.hardware.machine import Machine
from stream_xdsl.mapping.demands import stack_conflict
from stream_xdsl.mapping.tile_sizes import TileSizeError, choose_tiles
from stream_xdsl.workload.network import Layer


@dataclass(frozen=True)
class DnnTileLayersPass(ModulePass):
    """Cut every layer into temporal tiles that fit on the cores, and list the candidate splits across cores.

    Pinned tile sizes and splits are kept. Other loops are cut inside pinned ones only if the tile would not fit, and in a
    fused stack rows outside of them, to keep step. Otherwise a layer alone in its stack is cut along rows and output
    channels so that loads, computation and stores overlap best, by estimate; along a reduction, too, where
    as few channels as fit would leave the arrays idle, or operands would be loaded again and again, and along other loops where nothing fits. The layers of a fused stack are cut along their rows, all into about as many tiles, so that rows stream
    through the stack: the stack's `row_tiles`, if it has them and no pins say otherwise, but no more than there would be at most without; channels are cut where weights would not fit. A tile must fit the outermost memories of every core
    type that may run the layer, together with the whole blocks it reads of other layers of its stack. Candidate splits are over output channels, rows, or both; in a fused stack over columns instead of rows, but of matrix products.

    Options:
      most-tiles: most tiles of one layer, unless nothing fits otherwise; more overlap better and take longer to
        schedule.
      system: the `accel.system`, if there are several and the network is not mapped `on` one.

    ```mlir
    // before, on two cores that each have room for half of the operands
    %1 = dnn.layer "relu" relu(%0) dims <n0 = 4, n1 = 6> maps [(n0, n1)] -> (n0, n1)
      bits <in = [8], psum = 16, out = 8> : (tensor<4x6xf32>) -> tensor<4x6xf32>

    // after
    %1 = dnn.layer "relu" relu(%0) dims <n0 = 4, n1 = 6> maps [(n0, n1)] -> (n0, n1)
      bits <in = [8], psum = 16, out = 8>
      tiling <temporal = [n0 : 2], spatial = []> splits [<[]>, <[n1 : 2]>, <[n0 : 2]>]
      : (tensor<4x6xf32>) -> tensor<4x6xf32>
    ```
    """

    name = "dnn-tile-layers"

    most_tiles: int = 64
    system: str = ""

    def __post_init__(self):
        if self.most_tiles < 1:
            raise PassError(
                self.name,
                f"most-tiles must be positive, got {self.most_tiles}",
                remedy="give at least 1, or leave it out",
            )

    def apply(self, ctx: Context, op: ModuleOp) -> None:
        network_op, machine = find_mapping_problem(op, self.name, self.system)
        network = read_network(network_op, machine, self.name)
        layers = layer_ops(network_op)
        freedoms = [read_freedom(layer, machine, self.name) for layer in layers]
        try:
            tiles = choose_tiles(
                network,
                machine,
                [freedom.cores for freedom in freedoms],
                [freedom.temporal for freedom in freedoms],
                [freedom.split for freedom in freedoms],
                self.most_tiles,
                row_tiles=read_row_tiles(network_op),
            )
        except TileSizeError as error:
            self._check_hardware(op, network.layers[error.layer], machine, freedoms[error.layer].cores)
            pins = [read_pins(layer, machine) for layer in layers]
            conflict = stack_conflict(network, machine, pins, error.layer)
            if conflict is not None:
                raise conflict_error(self.name, conflict, layers[error.layer]) from None
            raise PassError(
                self.name,
                str(error),
                op=layers[error.layer],
                remedy="fuse fewer layers, for example with dnn-partition-fusion{strategy=layer-by-layer}, or pin other tiles"
                if error.fused
                else "choose a machine with a larger memory, smaller pinned tiles, or narrower operands",
            ) from None
        layers_in_stack = Counter(layer.stack for layer in network.layers)
        for layer, layer_op, freedom, temporal in zip(network.layers, layers, freedoms, tiles, strict=True):
            write_tiling(layer_op, temporal)
            write_splits(layer_op, freedom.splits(layer, machine, fused=layers_in_stack[layer.stack] > 1))

    def _check_hardware(self, module: ModuleOp, layer: Layer, machine: Machine, cores: Sequence[int]) -> None:
        """Raises PassError at a memory that could not even hold one element of each operand, whatever the tile."""
        for core_type in dict.fromkeys(machine.cores[core].core_type for core in cores):
            nest = tile_loop_nest(layer, (1,) * len(layer.sizes))
            try:
                check_memories(nest, hierarchy(core_type, tuple(operand.memory for operand in nest.operands)))
            except HardwareError as error:
                raise PassError(
                    self.name,
                    f"layer '{layer.name}' cannot run on core type @{core_type.name}: {error}",
                    op=find_memory(module, core_type.name, error.memory),
                    remedy="enlarge the memory, or narrow the operands (convert-onnx-to-dnn{precision=…})",
                ) from None

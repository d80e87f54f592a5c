"""The pass `dnn-split-reductions`."""

from dataclasses import dataclass

from xdsl.context import Context
from xdsl.dialects.builtin import ModuleOp
from xdsl.passes import ModulePass

from stream_xdsl.bridge.decisions import (
    Factors,
    factors,
    find_mapping_problem,
    pinned_cores,
    reduction_split,
    write_quality,
)
from stream_xdsl.bridge.network import find_network, layer_ops, read_network
from stream_xdsl.bridge.reductions import SplitLayer, read_arithmetic, write_partial_layers
from stream_xdsl.diagnostics import PassError
from stream_xdsl.dialects.dnn import LayerOp, NetworkOp, StackOp
from stream_xdsl.hardware.machine import Machine
from stream_xdsl.workload.network import Layer
from stream_xdsl.workload.reduction_split import (
    PartialLayer,
    ReductionSplitError,
    cores_of_partials,
    partial_layers,
)


@dataclass(frozen=True)
class DnnSplitReductionsPass(ModulePass):
    """Turn layers whose reduction is split across cores into layers of its ranges, which hand partial sums on.

    The split is the layer's pinned one, or that of its tiling. Each range becomes a layer of the same kind on the cores that the split has for it;
    the other dimensions of the split stay splits of it. Ranges of a convolution or matrix product form a chain: each but the first starts from the partial sums of the one
    before, as from a bias, and the last one makes the result. So they run wherever the layer does, its products are as many as before, and a tile
    of a range starts when that of the one before is done: tiles follow each other through the cores. Partial sums have the layer's `psum` bits; they are integers
    where both operands are, 32 bits wide or 64, and floats of at least single precision otherwise, which round sums where they are handed on.
    What poolings and reductions make of the ranges is gathered, and a further layer, on the cores of the last range, reduces it once more; it has the layer's name.

    As many cores as parts, pinned or assigned, are those of the parts one by one; more, or all that run the layer if none are pinned, are shared out. No two ranges get the same.
    Costs and candidate splits are dropped. Where stacks are there, the ranges are in that of the layer, so that partial sums stay on chip. A
    network without such splits stays as it is.

    Layers are refused that would compute something else: `lrn`; products of integers scaled by `alpha` or `beta`; means of integers, over padding that does not
    count, or of ranges of different sizes; the largest of integers where there is padding; and ranges that read padding only.

    Options:
      system: the `accel.system`, if there are several and the network is not mapped `on` one.

    ```mlir
    // before
    %1 = dnn.layer "fc" matmul(%x, %w, %b) dims <m = 4, n = 6, k = 8> maps [(m, k), (k, n), (n)] -> (m, n)
      bits <in = [8, 8, 16], psum = 16, out = 8> pins <cores = [@core0, @core1], spatial = [k : 2]>
      : (tensor<4x8xf32>, tensor<8x6xf32>, tensor<6xf32>) -> tensor<4x6xf32>

    // after
    %1 = dnn.layer "fc.k0" matmul(%x, %w, %b) dims <m = 4, n = 6, k = 4> maps [(m, k), (k, n), (n)] -> (m, n)
      bits <in = [8, 8, 16], psum = 16, out = 16> pins <cores = [@core0], spatial = []>
      : (tensor<4x8xf32>, tensor<8x6xf32>, tensor<6xf32>) -> tensor<4x6xf32>
    %2 = dnn.layer "fc.k1" matmul(%x, %w, %1) dims <m = 4, n = 6, k = 4> maps [(m, k + 4), (k + 4, n), (m, n)] -> (m, n)
      bits <in = [8, 8, 16], psum = 16, out = 8> pins <cores = [@core1], spatial = []>
      : (tensor<4x8xf32>, tensor<8x6xf32>, tensor<4x6xf32>) -> tensor<4x6xf32>
    ```
    """

    name = "dnn-split-reductions"

    system: str = ""

    def apply(self, ctx: Context, op: ModuleOp) -> None:
        if not any(reduction_split(layer) for layer in find_network(op, self.name).layers):
            return
        network_op, machine = find_mapping_problem(op, self.name, self.system)
        network, layers = read_network(network_op, machine, self.name), layer_ops(network_op)
        taken = {layer.name for layer in network.layers}
        found: list[SplitLayer] = []
        for layer_op, layer in zip(layers, network.layers, strict=True):
            entries = reduction_split(layer_op)
            if not entries:
                continue
            try:
                split = self._split(layer_op, layer, factors(layer_op, entries), machine, taken)
            except ReductionSplitError as error:
                raise PassError(self.name, str(error), op=layer_op, remedy=error.remedy) from None
            found.append(split)
        for split in found:
            owner = split.op.parent_op()
            assert isinstance(owner, NetworkOp | StackOp)
            write_quality(owner, None)
            write_partial_layers(split)

    def _split(
        self, op: LayerOp, layer: Layer, split: Factors, machine: Machine, taken: set[str]
    ) -> SplitLayer:
        """What becomes of a layer; the names of what it becomes are `taken` then."""
        partials = partial_layers(layer, split, read_arithmetic(op, layer))
        is_tiling = op.tiling is not None and factors(op, op.tiling.spatial) == split
        allocated = is_tiling and op.cores is not None
        if allocated:
            cores = op.core_names
        else:
            cores = tuple(machine.cores[core].name for core in pinned_cores(op, machine, self.name))
        names = tuple(self._name(layer, partial, taken) for partial in partials)
        return SplitLayer(
            op, layer, partials, names, cores_of_partials(layer, split, partials, cores), allocated
        )

    @staticmethod
    def _name(layer: Layer, partial: PartialLayer, taken: set[str]) -> str:
        name = fresh = f"{layer.name}.{partial.suffix}"
        number = 0
        while fresh in taken:
            number += 1
            fresh = f"{name}_{number}"
        taken.add(fresh)
        return fresh

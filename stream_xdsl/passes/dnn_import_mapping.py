"""The pass `dnn-import-mapping`."""

import sys
from dataclasses import dataclass

from xdsl.context import Context
from xdsl.dialects.builtin import ModuleOp
from xdsl.passes import ModulePass

from stream_xdsl.bridge.decisions import find_mapping_problem
from stream_xdsl.bridge.network import layer_ops, read_network
from stream_xdsl.frontends.mapping_pins import apply_mapping
from stream_xdsl.frontends.mapping_yaml import load_mapping


@dataclass(frozen=True)
class DnnImportMappingPass(ModulePass):
    """Pin the decisions of a mapping file in Stream's YAML, of 2025 or the current generation, on the layers.

    Later passes keep to them: groups with `dnn-partition-fusion{strategy=manual}`, tile sizes and splits in
    `dnn-tile-layers`, cores in `dnn-allocate-cores`. Core n of the file is the n-th core of the system. An entry speaks of
    the layers of an ONNX node, or of all that come from an ONNX operator, or, as `default`, of all others; what an entry
    leaves out is taken from the default one. An entry of an ONNX operator that the network does not have has no
    effect; a loop that a layer of an operator does not have, and a key repeated with the same value, are told on
    standard error; anything else that does not fit network and machine is an error with file and line.

    Loops of the 2025 generation: of a convolution `B, G, K, OY, OX, C, FY, FX`; of a matrix product `B, H` for leading axes,
    `D` rows, `C` reduction, `K` columns; of pooling `B, K, OY, OX, FY, FX`; of others `B, H, D, K` for the axes of the
    result. Its tilings are numbers of tiles, the fastest loop first; `*` leaves the number of cores open. A core listed more than once, for
    several parts, counts once. A loop that a layer reduces may be split, too, with `dnn-split-reductions` before tiles are made. Of the current one: convolution `b, ox, oy, fx, fy, c, k` = D0 … D6; matrix product `m, k, n` after leading
    axes; pooling `b, c, oy, ox, fy, fx`; of others the axes of the result. Its tilings are tile sizes. Where several fused
    groups list the same operators, each means the layers around the node it tiles, up to the last place before the
    next tiled node that a single tensor crosses.

    Options:
      file: path of the mapping file, relative to the working directory.
      system: the `accel.system`, if there are several and the network is not mapped `on` one.

    ```mlir
    // before, with a file that has
    //   - {name: Conv, core_allocation: [0, 1], intra_core_tiling: ["OY, 4"], inter_core_tiling: ["K, 2"]}
    %1 = dnn.layer "conv" conv(%x, %w) dims <b = 1, k = 8, oy = 8, ox = 8, c = 4, fy = 1, fx = 1> … from "Conv"

    // after
    %1 = dnn.layer "conv" conv(%x, %w) dims <b = 1, k = 8, oy = 8, ox = 8, c = 4, fy = 1, fx = 1> … from "Conv"
      pins <cores = [@core0, @core1], temporal = [oy : 2], spatial = [k : 2]>
    ```
    """

    name = "dnn-import-mapping"

    file: str
    system: str = ""

    def apply(self, ctx: Context, op: ModuleOp) -> None:
        network_op, machine = find_mapping_problem(op, self.name, self.system)
        network = read_network(network_op, machine, self.name)
        mapping = load_mapping(self.file, len(machine.cores))
        apply_mapping(mapping, network, machine, layer_ops(network_op), self._warn)

    def _warn(self, message: str) -> None:
        print(f"warning: {self.name}: {message}", file=sys.stderr)

"""`convert-onnx-to-dnn`: operators become loop nests."""

from dataclasses import dataclass

from xdsl.context import Context
from xdsl.dialects.builtin import ModuleOp
from xdsl.passes import ModulePass

from stream_xdsl.passes.lowering.conversion import convert_functions
from stream_xdsl.passes.lowering.precision import check_precision
from stream_xdsl.passes.onnx_lowerings import lowering_of
from stream_xdsl.passes.onnx_lowerings.builder import PASS, NetworkBuilder


@dataclass(frozen=True)
class ConvertOnnxToDnnPass(ModulePass):
    """Turn each function of `onnx` operations into a `dnn.network` of loop nests.

    - Convolutions, matrix products, pooling, elementwise operators and reductions become layers; softmax, layer
      normalisation and the like become several, named after the node (`node.max`, `node.exp`, …).
    - A batch normalisation after a convolution or Gemm that nothing else reads is folded into its weights.
    - Operators that only rearrange become views; of constants they become recipes.
    - Quantisation scales and zero points become parameters of layers.
    - What no result depends on is left out. An operator without a lowering, a layer that no core supports and a
      result that no layer computes are errors.

    `precision` says how wide operands are in memory and on links, whatever the tensors' element types:

    - `native`: a layer has the weight, partial-sum and result widths of the first core type, in machine order,
      that runs its kind. Activations are read as wide as they were written, network inputs as wide as their first
      reader's input. Needs an `accel.system` in the module.
    - `file`: the element types of the tensors, and partial sums of at least 32 bits; or what the nodes' own
      `act_size`, `weight_size` and `output_size` attributes say, where the model has them.
    - `a8w8p16o8`, with any numbers: bits of network inputs, weights, partial sums and biases, and results.
      No other number may exceed that of partial sums.

    `system` names the machine where the module has several; where it has none, the network is on none.

    ```mlir
    func.func @net(%x: tensor<1x3x8x8xf32> {onnx.name = "x"}) -> (tensor<1x4x8x8xf32> {onnx.name = "y"}) {
      %w = onnx.Initializer "w" : tensor<4x3x3x3xf32>
      %none = onnx.NoValue
      %y = onnx.Conv "conv"(%x, %w, %none) {pads = [1, 1, 1, 1]}
        : (tensor<1x3x8x8xf32>, tensor<4x3x3x3xf32>, none) -> tensor<1x4x8x8xf32>
      func.return %y : tensor<1x4x8x8xf32>
    }
    ```

    becomes, with `precision=a8w8p16o8`,

    ```mlir
    dnn.network @net(%x: tensor<1x3x8x8xf32>) -> tensor<1x4x8x8xf32> inputs ["x"] outputs ["y"] precision "a8w8p16o8" {
      %w = dnn.weight "w" : tensor<4x3x3x3xf32>
      %y = dnn.layer "conv" conv(%x, %w) dims <b = 1, k = 4, oy = 8, ox = 8, c = 3, fy = 3, fx = 3>
        maps [(b, c, oy + fy - 1, ox + fx - 1), (k, c, fy, fx)] -> (b, k, oy, ox)
        bits <in = [8, 8], psum = 16, out = 8> pad zero from "Conv"
        : (tensor<1x3x8x8xf32>, tensor<4x3x3x3xf32>) -> tensor<1x4x8x8xf32>
      dnn.return %y : tensor<1x4x8x8xf32>
    }
    ```
    """

    name = PASS

    precision: str = "native"
    system: str = ""

    def __post_init__(self) -> None:
        check_precision(PASS, self.precision)

    def apply(self, ctx: Context, op: ModuleOp) -> None:
        """Replace the functions of the module."""
        convert_functions(
            PASS,
            op,
            self.precision,
            self.system,
            lambda function, widths: NetworkBuilder(function, widths).build(lowering_of),
            missing="the module has no func.func of onnx operations",
            remedy="run onnx-import{file=…} first",
        )

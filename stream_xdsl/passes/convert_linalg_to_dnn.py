"""`convert-linalg-to-dnn`: operations on tensors become loop nests."""

from dataclasses import dataclass

from xdsl.context import Context
from xdsl.dialects.builtin import ModuleOp
from xdsl.passes import ModulePass

from stream_xdsl.passes.linalg_lowerings import lowering_of
from stream_xdsl.passes.linalg_lowerings.builder import PASS, LinalgBuilder
from stream_xdsl.passes.lowering.conversion import convert_functions
from stream_xdsl.passes.lowering.precision import check_precision


@dataclass(frozen=True)
class ConvertLinalgToDnnPass(ModulePass):
    """Turn each function of `linalg` and `tensor` operations into a `dnn.network` of loop nests.

    This is where torch-mlir, IREE and stablehlo meet: `torch-backend-to-linalg-on-tensors-backend-pipeline`,
    `stablehlo-legalize-to-linalg` and the like end in it. What an operation is, its indexing maps and its body say, whether it
    has a name or is a `linalg.generic`:

    - Sums of products are convolutions where loops slide over an operand, else matrix products. The tensor that they begin
      with, or a constant per channel that is added next, is their bias; a batch normalisation that follows is folded.
    - Maxima and means over windows are poolings, with the division that follows a sum; sums, maxima, minima and means over axes
      are reductions. `tensor.pad` becomes the padding of the windows that read it.
    - Elementwise bodies become a layer per kind of arithmetic; what compares and selects is a maximum, a minimum, a ReLU.
    - Reshapes, slices, concatenations, transpositions and broadcasts become views; of constants they become recipes.
    - Constants are weights: by the name of their `dense_resource`, else numbered. Elements are kept of those with at most 64,
      or with one value.
    - What no result depends on is left out. What has no layer is an error.

    Named operations that xDSL does not know are read in `stream-opt` and, in generic form, anywhere.

    `precision` and `system` are those of `convert-onnx-to-dnn`.

    ```mlir
    func.func @net(%x: tensor<1x3x8x8xf32>) -> tensor<1x4x8x8xf32> {
      %zero = arith.constant 0.0 : f32
      %w = arith.constant dense_resource<w> : tensor<4x3x3x3xf32>
      %b = arith.constant dense_resource<b> : tensor<4xf32>
      %padded = tensor.pad %x low[0, 0, 1, 1] high[0, 0, 1, 1] {
      ^bb0(%i: index, %j: index, %k: index, %l: index):
        tensor.yield %zero : f32
      } : tensor<1x3x8x8xf32> to tensor<1x3x10x10xf32>
      %empty = tensor.empty() : tensor<1x4x8x8xf32>
      %bias = linalg.broadcast ins(%b : tensor<4xf32>) outs(%empty : tensor<1x4x8x8xf32>) dimensions = [0, 2, 3]
      %y = linalg.conv_2d_nchw_fchw {dilations = dense<1> : tensor<2xi64>, strides = dense<1> : tensor<2xi64>}
        ins(%padded, %w : tensor<1x3x10x10xf32>, tensor<4x3x3x3xf32>) outs(%bias : tensor<1x4x8x8xf32>) -> tensor<1x4x8x8xf32>
      func.return %y : tensor<1x4x8x8xf32>
    }
    ```

    becomes, with `precision=a8w8p16o8`,

    ```mlir
    dnn.network @net(%x: tensor<1x3x8x8xf32>) -> tensor<1x4x8x8xf32> inputs ["input0"] outputs ["output0"] precision "a8w8p16o8" {
      %w = dnn.weight "w" : tensor<4x3x3x3xf32>
      %b = dnn.weight "b" : tensor<4xf32>
      %y = dnn.layer "conv" conv(%x, %w, %b) dims <b = 1, k = 4, oy = 8, ox = 8, c = 3, fy = 3, fx = 3>
        maps [(b, c, oy + fy - 1, ox + fx - 1), (k, c, fy, fx), (k)] -> (b, k, oy, ox)
        bits <in = [8, 8, 16], psum = 16, out = 8> pad zero from "linalg.conv_2d_nchw_fchw"
        : (tensor<1x3x8x8xf32>, tensor<4x3x3x3xf32>, tensor<4xf32>) -> tensor<1x4x8x8xf32>
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
            lambda function, widths: LinalgBuilder(function, widths, lowering_of).build(),
            missing="the module has no func.func of linalg operations",
            remedy="lower the model to linalg on tensors first",
        )

// `stream-xdsl compile` on MLIR text that is no model.

// RUN: not stream-xdsl compile %s --accelerator tpu_like_quad_core --dim n=1 2>&1 | filecheck %s --check-prefix=DIM
// RUN: not stream-xdsl compile %s --accelerator tpu_like_quad_core 2>&1 | filecheck %s --check-prefix=TWO

// DIM: --dim is for ONNX models, and this is MLIR
// DIM-NEXT: remedy: leave --dim out
// TWO: it has 2 functions with a body
// TWO-NEXT: remedy: a model is one func.func; inline what it calls

func.func @a(%x: tensor<2xf32>) -> tensor<2xf32> {
  func.return %x : tensor<2xf32>
}
func.func @b(%x: tensor<2xf32>) -> tensor<2xf32> {
  func.return %x : tensor<2xf32>
}

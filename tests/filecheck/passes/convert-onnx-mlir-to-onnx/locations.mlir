// RUN: not stream-opt %s -p 'convert-onnx-mlir-to-onnx,convert-onnx-to-dnn{precision=file}' 2>&1 | filecheck %s --check-prefix=LOWERING
// RUN: sed 's/onnx.Det"(%r)/onnx.Transpose"(%r) {perm = [0, 1, 2]}/' %s > %t.mlir && not stream-opt %t.mlir -p convert-onnx-mlir-to-onnx 2>&1 | filecheck %s --check-prefix=NODE

// Errors lead to the line of the node, those of the conversion and those after it.

// LOWERING: error: {{.*}}locations.mlir:13:3: convert-onnx-to-dnn: node 'Det_0' (Det, opset 22): there is no lowering for it

// NODE: error: {{.*}}.mlir:13:3: convert-onnx-mlir-to-onnx: node 'Transpose_0' (Transpose, opset 22)
// NODE: onnx.Transpose

func.func @f(%x: tensor<4x4xf32>) -> tensor<f32> {
  %r = "onnx.Relu"(%x) : (tensor<4x4xf32>) -> tensor<4x4xf32>
  %0 = "onnx.Det"(%r) : (tensor<4x4xf32>) -> tensor<f32>
  onnx.Return %0 : tensor<f32>
}

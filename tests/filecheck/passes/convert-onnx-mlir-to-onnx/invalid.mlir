// RUN: stream-opt %s -p convert-onnx-mlir-to-onnx --split-input-file --verify-diagnostics | filecheck %s

// CHECK: convert-onnx-mlir-to-onnx: the module has no func.func
// CHECK-NEXT: remedy: give what onnx-mlir --EmitONNXBasic writes
builtin.module {
}

// -----

// CHECK: convert-onnx-mlir-to-onnx: 'arith.constant' is no operation of the onnx dialect
// CHECK-NEXT: remedy: give what onnx-mlir --EmitONNXBasic writes, before it is lowered
func.func @f(%x: tensor<2xf32>) -> tensor<2xf32> {
  %0 = arith.constant 0.0 : f32
  onnx.Return %x : tensor<2xf32>
}

// -----

// CHECK: convert-onnx-mlir-to-onnx: a value of type tensor<*xf32> is no tensor of known rank
// CHECK-NEXT: remedy: let onnx-mlir infer shapes (--EmitONNXIR)
func.func @f(%x: tensor<*xf32>) -> tensor<*xf32> {
  onnx.Return %x : tensor<*xf32>
}

// -----

// CHECK: convert-onnx-mlir-to-onnx: onnx.Initializer is no operation of onnx-mlir
// CHECK-NEXT: remedy: the function is converted already; leave this pass out
func.func @f(%x: tensor<2xf32>) -> tensor<2xf32> {
  %0 = onnx.Initializer "w" : tensor<2xf32>
  %1 = onnx.Add "add"(%x, %0) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
  func.return %1 : tensor<2xf32>
}

// -----

// CHECK: convert-onnx-mlir-to-onnx: input 'x' of type tensor<?x2xf32> has no static shape
// CHECK-NEXT: remedy: export the model with the shapes of its inputs
func.func @f(%x: tensor<?x2xf32> {onnx.name = "x"}) -> tensor<?x2xf32> {
  %0 = "onnx.Relu"(%x) : (tensor<?x2xf32>) -> tensor<?x2xf32>
  onnx.Return %0 : tensor<?x2xf32>
}

// RUN: stream-opt %s -p convert-onnx-mlir-to-onnx | filecheck %s
// RUN: stream-opt %s --print-op-generic | stream-opt -p convert-onnx-mlir-to-onnx | filecheck %s

// As `onnx-mlir --EmitONNXIR` writes it.
module attributes {llvm.target_triple = "x86_64-unknown-linux-gnu"} {
  func.func @main_graph(%arg0: tensor<1x3x8x8xf32> {onnx.name = "x"}) -> (tensor<1x10xf32> {onnx.name = "y"}) {
    %0 = onnx.Constant dense_resource<__elided__> : tensor<4x3x3x3xf32>
    %1 = onnx.Constant dense<[1, -1]> : tensor<2xi64>
    %2 = "onnx.NoValue"() {value} : () -> none
    %3 = "onnx.Conv"(%arg0, %0, %2) {auto_pad = "NOTSET", dilations = [1, 1], group = 1 : si64, kernel_shape = [3, 3], onnx_node_name = "conv1", pads = [1, 1, 1, 1], strides = [1, 1]} : (tensor<1x3x8x8xf32>, tensor<4x3x3x3xf32>, none) -> tensor<1x4x8x8xf32>
    %4 = "onnx.Relu"(%3) {onnx_node_name = "relu1"} : (tensor<1x4x8x8xf32>) -> tensor<1x4x8x8xf32>
    %5 = "onnx.Reshape"(%4, %1) {allowzero = 0 : si64} : (tensor<1x4x8x8xf32>, tensor<2xi64>) -> tensor<1x256xf32>
    %6 = "onnx.Constant"() {value = dense<1.000000e-02> : tensor<10x256xf32>} : () -> tensor<10x256xf32>
    %7 = "onnx.Gemm"(%5, %6, %2) {alpha = 1.000000e+00 : f32, beta = 1.000000e+00 : f32, onnx_node_name = "fc", transA = 0 : si64, transB = 1 : si64} : (tensor<1x256xf32>, tensor<10x256xf32>, none) -> tensor<1x10xf32>
    %8 = "onnx.Custom"(%7) {domain_name = "com.example", function_name = "Silu", alpha = 1.000000e+00 : f32} : (tensor<1x10xf32>) -> tensor<1x10xf32>
    onnx.Return %8 : tensor<1x10xf32>
  }
  "onnx.EntryPoint"() {func = @main_graph} : () -> ()
}

// CHECK:      builtin.module attributes {llvm.target_triple = "x86_64-unknown-linux-gnu"} {
// CHECK-NEXT:   func.func @main_graph(%x: tensor<1x3x8x8xf32> {onnx.name = "x"}) -> (tensor<1x10xf32> {onnx.name = "y"}) attributes {onnx.model = "main_graph", onnx.opset = 22 : i64} {
// CHECK-NEXT:     %__elided__ = onnx.Initializer "__elided__" : tensor<4x3x3x3xf32>
// CHECK-NEXT:     %none = onnx.NoValue
// CHECK-NEXT:     %Conv = onnx.Conv "conv1"(%x, %__elided__, %none) {auto_pad = "NOTSET", dilations = [1, 1], group = 1, kernel_shape = [3, 3], pads = [1, 1, 1, 1], strides = [1, 1]}
// CHECK-NEXT:     %Relu = onnx.Relu "relu1"(%Conv)
// CHECK-NEXT:     %constant = onnx.Constant "constant" dense<[1, -1]> : tensor<2xi64>
// CHECK-NEXT:     %Reshape = onnx.Reshape "Reshape_0"(%Relu, %constant) {allowzero = 0}
// CHECK-NEXT:     %constant_1 = onnx.Initializer "constant_1" fill(1.000000e-02 : f32) : tensor<10x256xf32>
// CHECK-NEXT:     %Gemm = onnx.Gemm "fc"(%Reshape, %constant_1, %none) {alpha = 1.000000e+00, beta = 1.000000e+00, transA = 0, transB = 1}
// CHECK-NEXT:     %y = onnx.Custom "Silu_0"(%Gemm) {domain_name = "com.example", function_name = "Silu", alpha = 1.000000e+00 : f32}
// CHECK-NEXT:     func.return %y : tensor<1x10xf32>
// CHECK-NEXT:   }
// CHECK-NEXT: }

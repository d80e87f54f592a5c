// RUN: stream-opt %s -p convert-torch-onnx-to-onnx --split-input-file | filecheck %s
// RUN: stream-opt %s --split-input-file | stream-opt -p convert-torch-onnx-to-onnx --split-input-file | filecheck %s
// RUN: stream-opt %s --split-input-file --print-op-generic | stream-opt -p convert-torch-onnx-to-onnx --split-input-file | filecheck %s

// As `torch-mlir-import-onnx` writes it: shapes that nodes read lie in resources, names of nodes in locations.
module {
  func.func @net(%arg0: !torch.vtensor<[1,3,8,8],f32>) -> !torch.vtensor<[1,256],f32> attributes {torch.onnx_meta.ir_version = 8 : si64, torch.onnx_meta.opset_version = 17 : si64, torch.onnx_meta.producer_name = "", torch.onnx_meta.producer_version = ""} {
    %0 = torch.operator "onnx.Constant"() {torch.onnx.value = dense_resource<_w> : tensor<4x3x3x3xf32>} : () -> !torch.vtensor<[4,3,3,3],f32>
    %1 = torch.operator "onnx.Constant"() {torch.onnx.value = dense<[1, -1]> : tensor<2xsi64>} : () -> !torch.vtensor<[2],si64>
    %2 = torch.operator "onnx.Constant"() {torch.onnx.value = dense<2.0> : tensor<1x256xf32>} : () -> !torch.vtensor<[1,256],f32>
    %none = torch.constant.none
    %3 = torch.operator "onnx.Conv"(%arg0, %0, %none) {torch.onnx.kernel_shape = [3 : si64, 3 : si64], torch.onnx.pads = [1 : si64, 1 : si64, 1 : si64, 1 : si64]} : (!torch.vtensor<[1,3,8,8],f32>, !torch.vtensor<[4,3,3,3],f32>, !torch.none) -> !torch.vtensor<[1,4,8,8],f32> loc("first")
    %4 = torch.operator "onnx.LeakyRelu"(%3) {torch.onnx.alpha = 5.000000e-01 : f32} : (!torch.vtensor<[1,4,8,8],f32>) -> !torch.vtensor<[1,4,8,8],f32>
    %5 = torch.operator "onnx.Reshape"(%4, %1) : (!torch.vtensor<[1,4,8,8],f32>, !torch.vtensor<[2],si64>) -> !torch.vtensor<[1,256],f32>
    %6 = torch.operator "onnx.Mul"(%5, %2) : (!torch.vtensor<[1,256],f32>, !torch.vtensor<[1,256],f32>) -> !torch.vtensor<[1,256],f32>
    return %6 : !torch.vtensor<[1,256],f32>
  }
}

// CHECK:      func.func @net(%input0: tensor<1x3x8x8xf32> {onnx.name = "input0"}) -> (tensor<1x256xf32> {onnx.name = "output0"}) attributes {onnx.model = "net", onnx.opset = 17 : i64} {
// CHECK-NEXT:   %_w = onnx.Initializer "_w{{(_0)?}}" : tensor<4x3x3x3xf32>
// CHECK-NEXT:   %none = onnx.NoValue
// CHECK-NEXT:   %Conv = onnx.Conv "{{first|Conv_0}}"(%input0, %_w, %none) {kernel_shape = [3, 3], pads = [1, 1, 1, 1]}
// CHECK-NEXT:   %LeakyRelu = onnx.LeakyRelu "LeakyRelu_0"(%Conv) {alpha = 5.000000e-01}
// CHECK-NEXT:   %constant = onnx.Constant "constant" dense<[1, -1]> : tensor<2xi64>
// CHECK-NEXT:   %Reshape = onnx.Reshape "Reshape_0"(%LeakyRelu, %constant)
// CHECK-NEXT:   %constant_1 = onnx.Initializer "constant_1" fill(2.000000e+00 : f32) : tensor<1x256xf32>
// CHECK-NEXT:   %output0 = onnx.Mul "Mul_0"(%Reshape, %constant_1)
// CHECK-NEXT:   func.return %output0 : tensor<1x256xf32>

// -----

// The elements of a small resource are at hand: the constant's shape is known, and so is the sum.
func.func @resources(%arg0: !torch.vtensor<[2,3],f32>) -> !torch.vtensor<[2,3],f32> attributes {torch.onnx_meta.opset_version = 17 : si64} {
  %0 = torch.operator "onnx.Constant"() {torch.onnx.value = dense_resource<_shape> : tensor<2xsi64>} : () -> !torch.vtensor<[2],si64>
  %1 = torch.operator "onnx.ConstantOfShape"(%0) {torch.onnx.value = dense<4.0> : tensor<1xf32>} : (!torch.vtensor<[2],si64>) -> !torch.vtensor<[2,3],f32>
  %2 = torch.operator "onnx.Add"(%arg0, %1) : (!torch.vtensor<[2,3],f32>, !torch.vtensor<[2,3],f32>) -> !torch.vtensor<[2,3],f32>
  return %2 : !torch.vtensor<[2,3],f32>
}

{-#
  dialect_resources: {
    builtin: {
      _shape: "0x0800000002000000000000000300000000000000"
    }
  }
#-}

// CHECK:      func.func @resources
// CHECK-NEXT:   %ConstantOfShape = onnx.Initializer "ConstantOfShape" fill(4.000000e+00 : f32) : tensor<2x3xf32>
// CHECK-NEXT:   %output0 = onnx.Add "Add_0"(%input0, %ConstantOfShape)

// RUN: stream-opt %s -p convert-torch-onnx-to-onnx --split-input-file --verify-diagnostics | filecheck %s

// CHECK: convert-torch-onnx-to-onnx: the module has no func.func
// CHECK-NEXT: remedy: give what torch-mlir-import-onnx writes
builtin.module {
}

// -----

// CHECK: convert-torch-onnx-to-onnx: 'arith.constant' is no torch.operator
// CHECK-NEXT: remedy: give what torch-mlir-import-onnx writes, before any of its passes
func.func @f(%x: !torch.vtensor<[2],f32>) -> !torch.vtensor<[2],f32> {
  %0 = arith.constant 0.0 : f32
  return %x : !torch.vtensor<[2],f32>
}

// -----

// CHECK: convert-torch-onnx-to-onnx: 'quant.fake' is no operator of ONNX
func.func @f(%x: !torch.vtensor<[2],f32>) -> !torch.vtensor<[2],f32> {
  %0 = torch.operator "quant.fake"(%x) : (!torch.vtensor<[2],f32>) -> !torch.vtensor<[2],f32>
  return %0 : !torch.vtensor<[2],f32>
}

// -----

// CHECK: convert-torch-onnx-to-onnx: 'onnx.If' has graphs as attributes
func.func @f(%x: !torch.vtensor<[],i1>) -> !torch.vtensor<[2],f32> {
  %0 = torch.operator "onnx.If"(%x) : (!torch.vtensor<[],i1>) -> !torch.vtensor<[2],f32> {
  }
  return %0 : !torch.vtensor<[2],f32>
}

// -----

// CHECK: convert-torch-onnx-to-onnx: a value of type tensor<2xf32> is no !torch.vtensor
// CHECK-NEXT: remedy: export the model without sequences and optionals
func.func @f(%x: tensor<2xf32>) -> tensor<2xf32> {
  return %x : tensor<2xf32>
}

// -----

// CHECK: convert-torch-onnx-to-onnx: input 'input0' of type !torch.vtensor<[?,4],f32> has no static shape
func.func @f(%x: !torch.vtensor<[?,4],f32>) -> !torch.vtensor<[?,4],f32> attributes {torch.onnx_meta.opset_version = 17 : si64} {
  %0 = torch.operator "onnx.Relu"(%x) : (!torch.vtensor<[?,4],f32>) -> !torch.vtensor<[?,4],f32>
  return %0 : !torch.vtensor<[?,4],f32>
}

// -----

// CHECK: convert-torch-onnx-to-onnx: tensors of complex<f32> are not supported
func.func @f(%x: !torch.vtensor<[2],complex<f32>>) -> !torch.vtensor<[2],complex<f32>> attributes {torch.onnx_meta.opset_version = 17 : si64} {
  %0 = torch.operator "onnx.Neg"(%x) : (!torch.vtensor<[2],complex<f32>>) -> !torch.vtensor<[2],complex<f32>>
  return %0 : !torch.vtensor<[2],complex<f32>>
}

// -----

// CHECK: convert-torch-onnx-to-onnx: node 'Conv_0' (Conv, opset 17)
func.func @f(%x: !torch.vtensor<[1,3,4,4],f32>, %w: !torch.vtensor<[2,5,3,3],f32>) -> !torch.vtensor<[1,2,2,2],f32> attributes {torch.onnx_meta.opset_version = 17 : si64} {
  %0 = torch.operator "onnx.Conv"(%x, %w) {torch.onnx.kernel_shape = [3 : si64]} : (!torch.vtensor<[1,3,4,4],f32>, !torch.vtensor<[2,5,3,3],f32>) -> !torch.vtensor<[1,2,2,2],f32>
  return %0 : !torch.vtensor<[1,2,2,2],f32>
}

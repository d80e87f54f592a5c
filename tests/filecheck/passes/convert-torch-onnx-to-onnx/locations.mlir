// RUN: not stream-opt %s -p 'convert-torch-onnx-to-onnx,convert-onnx-to-dnn{precision=file}' 2>&1 | filecheck %s --check-prefix=LOWERING
// RUN: sed 's/onnx.Det/onnx.Gemm/' %s > %t.mlir && not stream-opt %t.mlir -p convert-torch-onnx-to-onnx 2>&1 | filecheck %s --check-prefix=NODE

// Errors lead to the line of the node, those of the conversion and those after it.

// LOWERING: error: {{.*}}locations.mlir:13:3: convert-onnx-to-dnn: node 'Det_0' (Det, opset 17): there is no lowering for it

// NODE: error: {{.*}}.mlir:13:3: convert-torch-onnx-to-onnx: node 'Gemm_0' (Gemm, opset 17)
// NODE: onnx.Gemm"(%r)

func.func @f(%x: !torch.vtensor<[4,4],f32>) -> !torch.vtensor<[],f32> attributes {torch.onnx_meta.opset_version = 17 : si64} {
  %r = torch.operator "onnx.Relu"(%x) : (!torch.vtensor<[4,4],f32>) -> !torch.vtensor<[4,4],f32>
  %0 = torch.operator "onnx.Det"(%r) : (!torch.vtensor<[4,4],f32>) -> !torch.vtensor<[],f32>
  return %0 : !torch.vtensor<[],f32>
}

// RUN: ROUNDTRIP
// RUN: GENERIC_ROUNDTRIP

// CHECK: func.func @f(%x: !torch.vtensor<[1,?],f32>, %i: !torch.vtensor<[],si64>) -> !torch.vtensor<[1,?],f32> {
func.func @f(%x: !torch.vtensor<[1,?],f32>, %i: !torch.vtensor<[],si64>) -> !torch.vtensor<[1,?],f32> {
  // CHECK-NEXT: %none = torch.constant.none
  %none = torch.constant.none
  // CHECK-NEXT: %0 = torch.operator "onnx.Clip"(%x, %none) {torch.onnx.note = "n"} : (!torch.vtensor<[1,?],f32>, !torch.none) -> !torch.vtensor<[1,?],f32>
  %0 = torch.operator "onnx.Clip"(%x, %none) {torch.onnx.note = "n"} : (!torch.vtensor<[1,?],f32>, !torch.none) -> !torch.vtensor<[1,?],f32>
  // CHECK-NEXT: %1 = torch.operator "onnx.If"(%i) : (!torch.vtensor<[],si64>) -> !torch.vtensor<[1,?],f32> {
  // CHECK:      }, {
  %1 = torch.operator "onnx.If"(%i) : (!torch.vtensor<[],si64>) -> !torch.vtensor<[1,?],f32> {
    torch.operator_terminator %x : !torch.vtensor<[1,?],f32>
  }, {
    torch.operator_terminator %x : !torch.vtensor<[1,?],f32>
  }
  func.return %0 : !torch.vtensor<[1,?],f32>
}

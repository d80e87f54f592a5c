// RUN: stream-opt %s -p 'onnx-import{file="%S/Inputs/relu.onnxtxt" dims="batch=4"},onnx-import{file="%S/Inputs/relu.onnxtxt" dims="batch=2" symbol=other}' | filecheck %s
// RUN: xdsl-opt %s -p 'onnx-import{file="%S/Inputs/relu.onnxtxt" dims="batch=4"},onnx-import{file="%S/Inputs/relu.onnxtxt" dims="batch=2" symbol=other}' | filecheck %s

// CHECK:      builtin.module {
// CHECK-NEXT:   func.func @relu(%x: tensor<4x8xf32> {onnx.name = "x"}) -> (tensor<4x8xf32> {onnx.name = "y"}) attributes {onnx.model = "g", onnx.opset = 13 : i64} {
// CHECK-NEXT:     %y = onnx.Relu "Relu_0"(%x) : (tensor<4x8xf32>) -> tensor<4x8xf32>
// CHECK-NEXT:     func.return %y : tensor<4x8xf32>
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func @other(%x: tensor<2x8xf32>

builtin.module {
}

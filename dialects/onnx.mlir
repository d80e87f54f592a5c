// RUN: stream-opt %s | stream-opt | filecheck %s

// A model in the onnx dialect: every form there is. The other operators look as onnx.Conv does.

// CHECK-LABEL: func.func @sample
func.func @sample(%image: tensor<1x3x8x8xf32> {onnx.name = "image"})
    -> (tensor<1x10xf32> {onnx.name = "scores"})
    attributes {onnx.model = "sample", onnx.opset = 13 : i64} {

  // Stands for optional inputs that are absent.
  // CHECK: %none = onnx.NoValue
  %none = onnx.NoValue

  // A tensor of the model file, whose data stays there.
  // CHECK: onnx.Initializer "conv1.weight" : tensor<4x3x3x3xf32>
  %w = onnx.Initializer "conv1.weight" : tensor<4x3x3x3xf32>

  // An operator: node's name, operands in the schema's order, attributes.
  // CHECK: onnx.Conv "conv1"(%image, %w, %none) {auto_pad = "NOTSET", group = 1, kernel_shape = [3, 3], pads = [1, 1, 1, 1]} :
  %conv = onnx.Conv "conv1"(%image, %w, %none) {auto_pad = "NOTSET", group = 1, kernel_shape = [3, 3], pads = [1, 1, 1, 1]}
    : (tensor<1x3x8x8xf32>, tensor<4x3x3x3xf32>, none) -> tensor<1x4x8x8xf32>

  // A few numbers that an operator's shape or bounds depend on; the tensor's name is optional.
  // CHECK: onnx.Constant "relu6.min" dense<0.000000e+00> : tensor<f32>
  %lower = onnx.Constant "relu6.min" dense<0.0> : tensor<f32>
  // CHECK: onnx.Constant dense<6.000000e+00> : tensor<f32>
  %upper = onnx.Constant dense<6.0> : tensor<f32>
  // CHECK: onnx.Clip "relu6"
  %clip = onnx.Clip "relu6"(%conv, %lower, %upper)
    : (tensor<1x4x8x8xf32>, tensor<f32>, tensor<f32>) -> tensor<1x4x8x8xf32>

  // An operator of another domain, with attributes of its own.
  // CHECK: onnx.Custom "act"({{.*}}) {domain_name = "com.example", function_name = "Silu", beta = 1.000000e+00 : f32} :
  %act = onnx.Custom "act"(%clip) {domain_name = "com.example", function_name = "Silu", beta = 1.0 : f32}
    : (tensor<1x4x8x8xf32>) -> tensor<1x4x8x8xf32>

  // An operator with many operands, and one without a name.
  // CHECK: onnx.Concat "concat"({{.*}}, {{.*}}) {axis = 1} :
  %concat = onnx.Concat "concat"(%clip, %act) {axis = 1}
    : (tensor<1x4x8x8xf32>, tensor<1x4x8x8xf32>) -> tensor<1x8x8x8xf32>
  // CHECK: onnx.Flatten({{.*}}) :
  %flat = onnx.Flatten(%concat) : (tensor<1x8x8x8xf32>) -> tensor<1x512xf32>

  // A tensor whose elements all have one value.
  // CHECK: onnx.Initializer "fc.weight" fill(2.000000e-02 : f32) : tensor<512x10xf32>
  %fc = onnx.Initializer "fc.weight" fill(0.02 : f32) : tensor<512x10xf32>
  // Bit widths that the model gives to this node, as annotations.
  // CHECK: onnx.Gemm "fc"({{.*}}) {alpha = 5.000000e-01, onnx.act_size = 8 : i64, onnx.weight_size = 4 : i64}
  %scores = onnx.Gemm "fc"(%flat, %fc, %none) {alpha = 0.5, onnx.act_size = 8 : i64, onnx.weight_size = 4 : i64}
    : (tensor<1x512xf32>, tensor<512x10xf32>, none) -> tensor<1x10xf32>
  func.return %scores : tensor<1x10xf32>
}

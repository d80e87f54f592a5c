// RUN: stream-opt %s --verify-diagnostics --parsing-diagnostics --split-input-file | filecheck %s

%x = onnx.NoValue
// CHECK: onnx.Conv takes 2 to 3 operands (X, W, B?), not 1
%0 = onnx.Conv(%x) : (none) -> tensor<1xf32>

// -----

%x = onnx.NoValue
%w = onnx.Initializer "w" : tensor<1x1x1x1xf32>
// CHECK: onnx.Conv: operand X is not optional but has no value
%0 = onnx.Conv(%x, %w) : (none, tensor<1x1x1x1xf32>) -> tensor<1xf32>

// -----

// CHECK: onnx.Concat takes 1 or more operands (inputs*), not 0
%0 = onnx.Concat() {axis = 0} : () -> tensor<1xf32>

// -----

%x = onnx.Initializer "x" : tensor<1xf32>
// CHECK: onnx.Relu takes 1 result (Y), not 2
%0, %1 = onnx.Relu(%x) : (tensor<1xf32>) -> (tensor<1xf32>, tensor<1xf32>)

// -----

%x = onnx.Initializer "x" : tensor<1xf32>
// CHECK: onnx.Custom takes 1 or more results (outputs*), not 0
onnx.Custom(%x) {domain_name = "d", function_name = "f"} : (tensor<1xf32>) -> ()

// -----

%x = onnx.Initializer "x" : tensor<1xf32>
// CHECK: property 'domain_name' expected in operation 'onnx.Custom'
%0 = onnx.Custom(%x) {function_name = "f"} : (tensor<1xf32>) -> tensor<1xf32>

// -----

%x = onnx.Initializer "x" : tensor<1xf32>
// CHECK: onnx.LeakyRelu has no attribute 'alhpa'; did you mean 'alpha'?
%0 = onnx.LeakyRelu(%x) {alhpa = 0.1} : (tensor<1xf32>) -> tensor<1xf32>

// -----

%x = onnx.Initializer "x" : tensor<1xf32>
// CHECK: onnx.Softmax has no attribute 'dim'; it has axis
%0 = onnx.Softmax(%x) {dim = 1} : (tensor<1xf32>) -> tensor<1xf32>

// -----

%x = onnx.Initializer "x" : tensor<1xf32>
// CHECK: onnx.Relu has no attribute 'alpha'; it has none
%0 = onnx.Relu(%x) {alpha = 1.0} : (tensor<1xf32>) -> tensor<1xf32>

// -----

%x = onnx.Initializer "x" : tensor<1xf32>
// CHECK: onnx.Concat needs the attribute 'axis', a si64 integer, such as `2 : si64`
%0 = onnx.Concat(%x) : (tensor<1xf32>) -> tensor<1xf32>

// -----

%x = onnx.Initializer "x" : tensor<1xf32>
// CHECK: onnx.Softmax: attribute 'axis' is a si64 integer, such as `2 : si64`, not `1 : i64`
%0 = "onnx.Softmax"(%x) {axis = 1 : i64} : (tensor<1xf32>) -> tensor<1xf32>

// -----

%x = onnx.Initializer "x" : tensor<1xf32>
// CHECK: onnx.LeakyRelu: attribute 'alpha' is an f32, such as `1.0 : f32`, not `"big"`
%0 = onnx.LeakyRelu(%x) {alpha = "big"} : (tensor<1xf32>) -> tensor<1xf32>

// -----

%x = onnx.Initializer "x" : tensor<1x1x8xf32>
// CHECK: onnx.MaxPool: attribute 'kernel_shape' is a list of i64 integers, such as `[1, 1]`, not `[1.000000e+00 : f64]`
%0 = onnx.MaxPool(%x) {kernel_shape = [1.0]} : (tensor<1x1x8xf32>) -> tensor<1x1x8xf32>

// -----

// CHECK: onnx.Initializer: fill is of type f64, the tensor's elements are of type f32
%x = onnx.Initializer "x" fill(1.0 : f64) : tensor<1xf32>

// -----

// CHECK: onnx.Constant: the result is tensor<2xi64>, the value tensor<1xi64>
%0 = "onnx.Constant"() {value = dense<1> : tensor<1xi64>} : () -> tensor<2xi64>

// -----

%x = onnx.Initializer "x" : tensor<1xf32>
// CHECK: Operation onnx.If is not registered
%0 = onnx.If(%x) : (tensor<1xf32>) -> tensor<1xf32>

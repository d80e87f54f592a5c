// RUN: ROUNDTRIP
// RUN: GENERIC_ROUNDTRIP

// The text of onnx-mlir: attributes in the dictionary, values typed.

// CHECK-LABEL: func.func @generic
func.func @generic(%x: tensor<1x3x8x8xf32>, %w: tensor<4x3x3x3xf32>) -> tensor<1x4x6x6xf32> {
  // CHECK: %none = onnx.NoValue
  %none = "onnx.NoValue"() {value} : () -> none
  // CHECK: onnx.Conv "conv1"(%x, %w, %none) {auto_pad = "NOTSET", dilations = [1, 1], group = 1, pads = [0, 0, 0, 0]} : (tensor<1x3x8x8xf32>, tensor<4x3x3x3xf32>, none) -> tensor<1x4x6x6xf32>
  %0 = "onnx.Conv"(%x, %w, %none) {auto_pad = "NOTSET", dilations = [1, 1], group = 1 : si64, onnx_node_name = "conv1", pads = [0, 0, 0, 0]} : (tensor<1x3x8x8xf32>, tensor<4x3x3x3xf32>, none) -> tensor<1x4x6x6xf32>
  // CHECK: onnx.LeakyRelu({{.*}}) {alpha = 1.000000e-02} :
  %1 = "onnx.LeakyRelu"(%0) <{alpha = 0.01 : f32}> : (tensor<1x4x6x6xf32>) -> tensor<1x4x6x6xf32>
  // CHECK: onnx.Constant "shape" dense<[1, 4, 36]> : tensor<3xi64>
  %2 = "onnx.Constant"() {value = dense<[1, 4, 36]> : tensor<3xi64>, name = "shape"} : () -> tensor<3xi64>
  func.return %1 : tensor<1x4x6x6xf32>
}

// -----

// CHECK-LABEL: func.func @attributes
func.func @attributes(%x: tensor<4xf32>) {
  // Single precision keeps its bits; infinities need their type.
  // CHECK: onnx.Selu(%x) {alpha = 1.00000012, gamma = 0x7f800000 : f32} :
  %0 = onnx.Selu(%x) {alpha = 1.00000012, gamma = 0x7f800000 : f32} : (tensor<4xf32>) -> tensor<4xf32>
  // CHECK: onnx.Shape "shape"(%x) {end = -1, start = 0, onnx.note = 1 : i32} :
  %1 = onnx.Shape "shape"(%x) {end = -1, start = 0, onnx.note = 1 : i32} : (tensor<4xf32>) -> tensor<0xi64>
  // CHECK: onnx.RandomNormal "random"() {shape = [2, 3]} : () -> tensor<2x3xf32>
  %2 = onnx.RandomNormal "random"() {shape = [2, 3]} : () -> tensor<2x3xf32>
  // CHECK: onnx.TfIdfVectorizer(%x) {max_gram_length = 1, max_skip_count = 0, min_gram_length = 1, mode = "TF", ngram_counts = [0], ngram_indexes = [0], pool_strings = ["a", "b"], weights = [5.000000e-01]} :
  %3 = onnx.TfIdfVectorizer(%x) {max_gram_length = 1, max_skip_count = 0, min_gram_length = 1, mode = "TF", ngram_counts = [0], ngram_indexes = [0], pool_strings = ["a", "b"], weights = [0.5]} : (tensor<4xf32>) -> tensor<1xf32>
  func.return
}

// -----

// Several results, absent ones in the middle; a shorter list of operands.

// CHECK-LABEL: func.func @counts
func.func @counts(%x: tensor<2x1x4xf32>, %w: tensor<1x12x4xf32>, %r: tensor<1x12x3xf32>) {
  // CHECK: onnx.MaxPool({{.*}}) {kernel_shape = [2]} : (tensor<2x1x4xf32>) -> (tensor<2x1x3xf32>, tensor<2x1x3xi64>)
  %0, %1 = onnx.MaxPool(%x) {kernel_shape = [2]} : (tensor<2x1x4xf32>) -> (tensor<2x1x3xf32>, tensor<2x1x3xi64>)
  // CHECK: onnx.LSTM "lstm"(%x, %w, %r) {hidden_size = 3} : (tensor<2x1x4xf32>, tensor<1x12x4xf32>, tensor<1x12x3xf32>) -> (none, tensor<1x1x3xf32>)
  %2, %3 = onnx.LSTM "lstm"(%x, %w, %r) {hidden_size = 3} : (tensor<2x1x4xf32>, tensor<1x12x4xf32>, tensor<1x12x3xf32>) -> (none, tensor<1x1x3xf32>)
  // CHECK: onnx.Custom "make"() {domain_name = "d", function_name = "Make"} : () -> (tensor<1xf32>, tensor<2xui8>)
  %4, %5 = onnx.Custom "make"() {function_name = "Make", domain_name = "d"} : () -> (tensor<1xf32>, tensor<2xui8>)
  // CHECK: onnx.Initializer "zero point" fill(3 : ui8) : tensor<ui8>
  %6 = onnx.Initializer "zero point" fill(3 : ui8) : tensor<ui8>
  func.return
}

// -----

// What onnx-mlir has beside operators: weights as constants, an end of functions, and the name of the model.

// CHECK-LABEL: func.func @main_graph
func.func @main_graph(%x: tensor<2xf32>) -> tensor<2xf32> {
  // CHECK: onnx.Constant dense_resource<{{.*}}> : tensor<65xf32>
  %0 = onnx.Constant dense_resource<w> : tensor<65xf32>
  // CHECK: onnx.Return %x : tensor<2xf32>
  onnx.Return %x : tensor<2xf32>
}
// CHECK: onnx.EntryPoint {func = @main_graph}
"onnx.EntryPoint"() {func = @main_graph} : () -> ()

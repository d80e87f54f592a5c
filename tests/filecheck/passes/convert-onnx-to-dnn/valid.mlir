// RUN: stream-opt %s -p 'convert-onnx-to-dnn{precision=a8w4p16o8}' --split-input-file | filecheck %s
// RUN: stream-opt %s -p 'convert-onnx-to-dnn{precision=a8w4p16o8}' --split-input-file --print-debuginfo | stream-opt --split-input-file --print-debuginfo | filecheck %s --check-prefix=LOC

// A convolution takes in the batch normalisation that alone reads it; names and locations are the nodes'.
func.func @conv(%x: tensor<1x4x8x8xf32> {onnx.name = "in put"}) -> (tensor<1x6x4x8xf32> {onnx.name = "out"}) attributes {onnx.opset = 13 : i64} {
  %none = onnx.NoValue
  %w = onnx.Initializer "w" : tensor<6x4x3x3xf32>
  %s = onnx.Initializer "s" : tensor<6xf32>
  %t = onnx.Initializer "t" : tensor<6xf32>
  %m = onnx.Initializer "m" fill(2.000000e-02 : f32) : tensor<6xf32>
  %v = onnx.Initializer "v" : tensor<6xf32>
  %h = onnx.Conv "conv1"(%x, %w, %none) {pads = [1, 2, 1, 2], strides = [2, 1], dilations = [1, 2]} : (tensor<1x4x8x8xf32>, tensor<6x4x3x3xf32>, none) -> tensor<1x6x4x8xf32> loc("conv1")
  // LOC: tensor<1x6x4x8xf32> loc("conv1"("{{.*}}valid.mlir":12:3))
  %y = onnx.BatchNormalization "bn1"(%h, %s, %t, %m, %v) : (tensor<1x6x4x8xf32>, tensor<6xf32>, tensor<6xf32>, tensor<6xf32>, tensor<6xf32>) -> tensor<1x6x4x8xf32>
  func.return %y : tensor<1x6x4x8xf32>
}

// CHECK:      dnn.network @conv(%x: tensor<1x4x8x8xf32>) -> tensor<1x6x4x8xf32> inputs ["in put"] outputs ["out"] precision "a8w4p16o8" {
// CHECK-NEXT:   %w = dnn.weight "w" fold_batch_norm("w", "s", "v", 1.0e-05) : tensor<6x4x3x3xf32>
// CHECK-NEXT:   %t = dnn.weight "t" fold_batch_norm_bias(fill(0.0, [6]), "s", "t", fill(0.02, [6]), "v", 1.0e-05) : tensor<6xf32>
// CHECK-NEXT:   %h = dnn.layer "conv1" conv(%x, %w, %t) dims <b = 1, k = 6, oy = 4, ox = 8, c = 4, fy = 3, fx = 3>
// CHECK-NEXT:     maps [(b, c, 2*oy + fy - 1, ox + 2*fx - 2), (k, c, fy, fx), (k)] -> (b, k, oy, ox)
// CHECK-NEXT:     bits <in = [8, 4, 16], psum = 16, out = 8> pad zero from "Conv"
// CHECK-NEXT:     : (tensor<1x4x8x8xf32>, tensor<6x4x3x3xf32>, tensor<6xf32>) -> tensor<1x6x4x8xf32>
// CHECK-NEXT:   dnn.return %h : tensor<1x6x4x8xf32>
// CHECK-NEXT: }

// -----

// Groups: g, and k and c within a group where it has several; one spatial axis has no y; what nothing reads is gone.
func.func @groups(%x: tensor<1x4x8x8xf32>, %z: tensor<2x3x9xf32>) -> (tensor<1x4x6x6xf32>, tensor<1x8x6x6xf32>, tensor<2x1x9xf32>) {
  %none = onnx.NoValue
  %d = onnx.Initializer "d" : tensor<4x1x3x3xf32>
  %depthwise = onnx.Conv "depthwise"(%x, %d, %none) {group = 4} : (tensor<1x4x8x8xf32>, tensor<4x1x3x3xf32>, none) -> tensor<1x4x6x6xf32>
  %dead = onnx.Relu "dead"(%depthwise) : (tensor<1x4x6x6xf32>) -> tensor<1x4x6x6xf32>
  %g = onnx.Initializer "g" : tensor<8x2x3x3xf32>
  %grouped = onnx.Conv "grouped"(%x, %g, %none) {group = 2} : (tensor<1x4x8x8xf32>, tensor<8x2x3x3xf32>, none) -> tensor<1x8x6x6xf32>
  %l = onnx.Initializer "l" : tensor<1x3x3xf32>
  %line = onnx.Conv "line"(%z, %l, %none) {auto_pad = "SAME_UPPER"} : (tensor<2x3x9xf32>, tensor<1x3x3xf32>, none) -> tensor<2x1x9xf32>
  func.return %depthwise, %grouped, %line : tensor<1x4x6x6xf32>, tensor<1x8x6x6xf32>, tensor<2x1x9xf32>
}

// CHECK:      dnn.network @groups(%x: tensor<1x4x8x8xf32>, %z: tensor<2x3x9xf32>) -> (tensor<1x4x6x6xf32>, tensor<1x8x6x6xf32>, tensor<2x1x9xf32>) inputs ["input0", "input1"] outputs ["output0", "output1", "output2"] precision "a8w4p16o8" {
// CHECK-NEXT:   %d = dnn.weight "d" : tensor<4x1x3x3xf32>
// CHECK-NEXT:   %depthwise = dnn.layer "depthwise" conv(%x, %d) dims <b = 1, g = 4, oy = 6, ox = 6, fy = 3, fx = 3>
// CHECK-NEXT:     maps [(b, g, oy + fy, ox + fx), (g, 0, fy, fx)] -> (b, g, oy, ox)
// CHECK-NEXT:     bits <in = [8, 4], psum = 16, out = 8> from "Conv"
// CHECK-NEXT:     : (tensor<1x4x8x8xf32>, tensor<4x1x3x3xf32>) -> tensor<1x4x6x6xf32>
// CHECK-NEXT:   %g = dnn.weight "g" : tensor<8x2x3x3xf32>
// CHECK-NEXT:   %grouped = dnn.layer "grouped" conv(%x, %g) dims <b = 1, g = 2, k = 4, oy = 6, ox = 6, c = 2, fy = 3, fx = 3>
// CHECK-NEXT:     maps [(b, 2*g + c, oy + fy, ox + fx), (4*g + k, c, fy, fx)] -> (b, 4*g + k, oy, ox)
// CHECK-NEXT:     bits <in = [8, 4], psum = 16, out = 8> from "Conv"
// CHECK-NEXT:     : (tensor<1x4x8x8xf32>, tensor<8x2x3x3xf32>) -> tensor<1x8x6x6xf32>
// CHECK-NEXT:   %l = dnn.weight "l" : tensor<1x3x3xf32>
// CHECK-NEXT:   %line = dnn.layer "line" conv(%z, %l) dims <b = 2, k = 1, ox = 9, c = 3, fx = 3>
// CHECK-NEXT:     maps [(b, c, ox + fx - 1), (k, c, fx)] -> (b, k, ox)
// CHECK-NEXT:     bits <in = [8, 4], psum = 16, out = 8> pad zero from "Conv"
// CHECK-NEXT:     : (tensor<2x3x9xf32>, tensor<1x3x3xf32>) -> tensor<2x1x9xf32>
// CHECK-NEXT:   dnn.return %depthwise, %grouped, %line : tensor<1x4x6x6xf32>, tensor<1x8x6x6xf32>, tensor<2x1x9xf32>
// CHECK-NEXT: }

// -----

// Matrix products: m, n, and k that is summed; batch axes broadcast. alpha and beta are parameters unless 1.
func.func @matrices(%x: tensor<3x4xf32>, %p: tensor<2x1x3x4xf32>, %q: tensor<5x4x2xf32>, %r: tensor<4xf32>) -> (tensor<4x5xf32>, tensor<2x5x3x2xf32>, tensor<f32>) {
  %w = onnx.Initializer "w" : tensor<5x3xf32>
  %b = onnx.Initializer "b" : tensor<4x1xf32>
  %y = onnx.Gemm "gemm"(%x, %w, %b) {transA = 1, transB = 1, alpha = 0.5, beta = 2.0} : (tensor<3x4xf32>, tensor<5x3xf32>, tensor<4x1xf32>) -> tensor<4x5xf32>
  %z = onnx.MatMul "batched"(%p, %q) : (tensor<2x1x3x4xf32>, tensor<5x4x2xf32>) -> tensor<2x5x3x2xf32>
  %d = onnx.MatMul "dot"(%r, %r) : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  func.return %y, %z, %d : tensor<4x5xf32>, tensor<2x5x3x2xf32>, tensor<f32>
}

// CHECK:      dnn.network @matrices(%x: tensor<3x4xf32>, %p: tensor<2x1x3x4xf32>, %q: tensor<5x4x2xf32>, %r: tensor<4xf32>) -> (tensor<4x5xf32>, tensor<2x5x3x2xf32>, tensor<f32>) inputs ["input0", "input1", "input2", "input3"] outputs ["output0", "output1", "output2"] precision "a8w4p16o8" {
// CHECK-NEXT:   %w = dnn.weight "w" : tensor<5x3xf32>
// CHECK-NEXT:   %b = dnn.weight "b" : tensor<4x1xf32>
// CHECK-NEXT:   %y = dnn.layer "gemm" matmul(%x, %w, %b) dims <m = 4, n = 5, k = 3>
// CHECK-NEXT:     maps [(k, m), (n, k), (m, 0)] -> (m, n)
// CHECK-NEXT:     bits <in = [8, 4, 16], psum = 16, out = 8> from "Gemm" params {alpha = 5.000000e-01 : f32, beta = 2.000000e+00 : f32}
// CHECK-NEXT:     : (tensor<3x4xf32>, tensor<5x3xf32>, tensor<4x1xf32>) -> tensor<4x5xf32>
// CHECK-NEXT:   %z = dnn.layer "batched" matmul(%p, %q) dims <b0 = 2, b1 = 5, m = 3, n = 2, k = 4>
// CHECK-NEXT:     maps [(b0, 0, m, k), (b1, k, n)] -> (b0, b1, m, n)
// CHECK-NEXT:     bits <in = [8, 8], psum = 16, out = 8> from "MatMul"
// CHECK-NEXT:     : (tensor<2x1x3x4xf32>, tensor<5x4x2xf32>) -> tensor<2x5x3x2xf32>
// CHECK-NEXT:   %d = dnn.layer "dot" matmul(%r, %r) dims <k = 4>
// CHECK-NEXT:     maps [(k), (k)] -> ()
// CHECK-NEXT:     bits <in = [8, 8], psum = 16, out = 8> from "MatMul"
// CHECK-NEXT:     : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
// CHECK-NEXT:   dnn.return %y, %z, %d : tensor<4x5xf32>, tensor<2x5x3x2xf32>, tensor<f32>
// CHECK-NEXT: }

// -----

// Pooling. An average that counts its padding needs to know it.
func.func @pooling(%x: tensor<1x4x7x7xf32>) -> (tensor<1x4x3x3xf32>, tensor<1x4x4x4xf32>, tensor<1x4x1x1xf32>) {
  %a = onnx.MaxPool "max"(%x) {kernel_shape = [2, 2], strides = [2, 2]} : (tensor<1x4x7x7xf32>) -> tensor<1x4x3x3xf32>
  %b = onnx.AveragePool "mean"(%x) {kernel_shape = [3, 3], strides = [2, 2], pads = [1, 1, 1, 1], count_include_pad = 1} : (tensor<1x4x7x7xf32>) -> tensor<1x4x4x4xf32>
  %c = onnx.GlobalAveragePool "global"(%x) : (tensor<1x4x7x7xf32>) -> tensor<1x4x1x1xf32>
  func.return %a, %b, %c : tensor<1x4x3x3xf32>, tensor<1x4x4x4xf32>, tensor<1x4x1x1xf32>
}

// CHECK:      dnn.network @pooling(%x: tensor<1x4x7x7xf32>) -> (tensor<1x4x3x3xf32>, tensor<1x4x4x4xf32>, tensor<1x4x1x1xf32>) inputs ["input0"] outputs ["output0", "output1", "output2"] precision "a8w4p16o8" {
// CHECK-NEXT:   %a = dnn.layer "max" maxpool(%x) dims <b = 1, c = 4, oy = 3, ox = 3, fy = 2, fx = 2>
// CHECK-NEXT:     maps [(b, c, 2*oy + fy, 2*ox + fx)] -> (b, c, oy, ox)
// CHECK-NEXT:     bits <in = [8], psum = 16, out = 8> from "MaxPool"
// CHECK-NEXT:     : (tensor<1x4x7x7xf32>) -> tensor<1x4x3x3xf32>
// CHECK-NEXT:   %b = dnn.layer "mean" avgpool(%x) dims <b = 1, c = 4, oy = 4, ox = 4, fy = 3, fx = 3>
// CHECK-NEXT:     maps [(b, c, 2*oy + fy - 1, 2*ox + fx - 1)] -> (b, c, oy, ox)
// CHECK-NEXT:     bits <in = [8], psum = 16, out = 8> pad zero from "AveragePool" params {pads = array<i64: 0, 0, 1, 1, 0, 0, 1, 1>}
// CHECK-NEXT:     : (tensor<1x4x7x7xf32>) -> tensor<1x4x4x4xf32>
// CHECK-NEXT:   %c = dnn.layer "global" avgpool(%x) dims <b = 1, c = 4, fy = 7, fx = 7>
// CHECK-NEXT:     maps [(b, c, fy, fx)] -> (b, c, 0, 0)
// CHECK-NEXT:     bits <in = [8], psum = 16, out = 8> from "GlobalAveragePool"
// CHECK-NEXT:     : (tensor<1x4x7x7xf32>) -> tensor<1x4x1x1xf32>
// CHECK-NEXT:   dnn.return %a, %b, %c : tensor<1x4x3x3xf32>, tensor<1x4x4x4xf32>, tensor<1x4x1x1xf32>
// CHECK-NEXT: }

// -----

// Elementwise: axes match from the last, size 1 repeats; constants come as recipes, bounds as parameters.
func.func @elementwise(%x: tensor<1x4x2x3xf32>, %z: tensor<2x3xf32>) -> (tensor<1x4x2x3xf32>, tensor<2x3xf32>) {
  %none = onnx.NoValue
  %w = onnx.Initializer "w" : tensor<4xf32>
  %shape = onnx.Constant "shape" dense<[4, 1, 1]> : tensor<3xi64>
  %r = onnx.Reshape "view"(%w, %shape) : (tensor<4xf32>, tensor<3xi64>) -> tensor<4x1x1xf32>
  %a = onnx.Mul "mul"(%x, %r) : (tensor<1x4x2x3xf32>, tensor<4x1x1xf32>) -> tensor<1x4x2x3xf32>
  %hi = onnx.Constant "hi" dense<6.000000e+00> : tensor<f32>
  %b = onnx.Clip "clip"(%a, %none, %hi) : (tensor<1x4x2x3xf32>, none, tensor<f32>) -> tensor<1x4x2x3xf32>
  %c = onnx.Sum "sum"(%b, %z, %x) : (tensor<1x4x2x3xf32>, tensor<2x3xf32>, tensor<1x4x2x3xf32>) -> tensor<1x4x2x3xf32>
  %d = onnx.Custom "act"(%c) {domain_name = "com.example", function_name = "Silu"} : (tensor<1x4x2x3xf32>) -> tensor<1x4x2x3xf32>
  %few = onnx.Constant "few" dense<[1.000000e+00, -2.000000e+00, 0.1]> : tensor<3xf32>
  %e = onnx.LeakyRelu "leaky"(%z) {alpha = 0.1} : (tensor<2x3xf32>) -> tensor<2x3xf32>
  %f = onnx.Add "add"(%e, %few) : (tensor<2x3xf32>, tensor<3xf32>) -> tensor<2x3xf32>
  func.return %d, %f : tensor<1x4x2x3xf32>, tensor<2x3xf32>
}

// CHECK:      dnn.network @elementwise(%x: tensor<1x4x2x3xf32>, %z: tensor<2x3xf32>) -> (tensor<1x4x2x3xf32>, tensor<2x3xf32>) inputs ["input0", "input1"] outputs ["output0", "output1"] precision "a8w4p16o8" {
// CHECK-NEXT:   %w = dnn.weight "w" reshape("w", [4, 1, 1]) : tensor<4x1x1xf32>
// CHECK-NEXT:   %a = dnn.layer "mul" mul(%x, %w) dims <b = 1, c = 4, y = 2, x = 3>
// CHECK-NEXT:     maps [(b, c, y, x), (c, 0, 0)] -> (b, c, y, x)
// CHECK-NEXT:     bits <in = [8, 4], psum = 16, out = 8> from "Mul"
// CHECK-NEXT:     : (tensor<1x4x2x3xf32>, tensor<4x1x1xf32>) -> tensor<1x4x2x3xf32>
// CHECK-NEXT:   %b = dnn.layer "clip" clip(%a) dims <b = 1, c = 4, y = 2, x = 3>
// CHECK-NEXT:     maps [(b, c, y, x)] -> (b, c, y, x)
// CHECK-NEXT:     bits <in = [8], psum = 16, out = 8> from "Clip" params {max = 6.000000e+00 : f32}
// CHECK-NEXT:     : (tensor<1x4x2x3xf32>) -> tensor<1x4x2x3xf32>
// CHECK-NEXT:   %0 = dnn.layer "sum.1" add(%b, %z) dims <b = 1, c = 4, y = 2, x = 3>
// CHECK-NEXT:     maps [(b, c, y, x), (y, x)] -> (b, c, y, x)
// CHECK-NEXT:     bits <in = [8, 8], psum = 16, out = 8> from "Sum"
// CHECK-NEXT:     : (tensor<1x4x2x3xf32>, tensor<2x3xf32>) -> tensor<1x4x2x3xf32>
// CHECK-NEXT:   %c = dnn.layer "sum" add(%0, %x) dims <b = 1, c = 4, y = 2, x = 3>
// CHECK-NEXT:     maps [(b, c, y, x), (b, c, y, x)] -> (b, c, y, x)
// CHECK-NEXT:     bits <in = [8, 8], psum = 16, out = 8> from "Sum"
// CHECK-NEXT:     : (tensor<1x4x2x3xf32>, tensor<1x4x2x3xf32>) -> tensor<1x4x2x3xf32>
// CHECK-NEXT:   %d = dnn.layer "act" silu(%c) dims <b = 1, c = 4, y = 2, x = 3>
// CHECK-NEXT:     maps [(b, c, y, x)] -> (b, c, y, x)
// CHECK-NEXT:     bits <in = [8], psum = 16, out = 8> from "Silu"
// CHECK-NEXT:     : (tensor<1x4x2x3xf32>) -> tensor<1x4x2x3xf32>
// CHECK-NEXT:   %e = dnn.layer "leaky" leaky_relu(%z) dims <d0 = 2, d1 = 3>
// CHECK-NEXT:     maps [(d0, d1)] -> (d0, d1)
// CHECK-NEXT:     bits <in = [8], psum = 16, out = 8> from "LeakyRelu" params {alpha = 1.000000e-01 : f32}
// CHECK-NEXT:     : (tensor<2x3xf32>) -> tensor<2x3xf32>
// CHECK-NEXT:   %few = dnn.weight "few" elements(1.0, -2.0, 0.1, [3]) : tensor<3xf32>
// CHECK-NEXT:   %f = dnn.layer "add" add(%e, %few) dims <d0 = 2, d1 = 3>
// CHECK-NEXT:     maps [(d0, d1), (d1)] -> (d0, d1)
// CHECK-NEXT:     bits <in = [8, 4], psum = 16, out = 8> from "Add"
// CHECK-NEXT:     : (tensor<2x3xf32>, tensor<3xf32>) -> tensor<2x3xf32>
// CHECK-NEXT:   dnn.return %d, %f : tensor<1x4x2x3xf32>, tensor<2x3xf32>
// CHECK-NEXT: }

// -----

// Normalisations: scale and shift made beforehand, a window over channels, and expansions named after their node.
func.func @normalisation(%x: tensor<1x4x2x3xf32>, %z: tensor<2x8xf32>) -> (tensor<1x4x2x3xf32>, tensor<2x8xf32>) {
  %s = onnx.Initializer "s" : tensor<4xf32>
  %t = onnx.Initializer "t" : tensor<4xf32>
  %m = onnx.Initializer "m" : tensor<4xf32>
  %v = onnx.Initializer "v" : tensor<4xf32>
  %a = onnx.BatchNormalization "bn"(%x, %s, %t, %m, %v) {epsilon = 0.001} : (tensor<1x4x2x3xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<1x4x2x3xf32>
  %b = onnx.LRN "lrn"(%a) {size = 3} : (tensor<1x4x2x3xf32>) -> tensor<1x4x2x3xf32>
  %c = onnx.Softmax "softmax"(%z) : (tensor<2x8xf32>) -> tensor<2x8xf32>
  func.return %b, %c : tensor<1x4x2x3xf32>, tensor<2x8xf32>
}

// CHECK:      dnn.network @normalisation(%x: tensor<1x4x2x3xf32>, %z: tensor<2x8xf32>) -> (tensor<1x4x2x3xf32>, tensor<2x8xf32>) inputs ["input0", "input1"] outputs ["output0", "output1"] precision "a8w4p16o8" {
// CHECK-NEXT:   %s = dnn.weight "s" batch_norm_scale("s", "v", 0.001) : tensor<4xf32>
// CHECK-NEXT:   %t = dnn.weight "t" batch_norm_shift("s", "t", "m", "v", 0.001) : tensor<4xf32>
// CHECK-NEXT:   %a = dnn.layer "bn" scale_shift(%x, %s, %t) dims <b = 1, c = 4, y = 2, x = 3>
// CHECK-NEXT:     maps [(b, c, y, x), (c), (c)] -> (b, c, y, x)
// CHECK-NEXT:     bits <in = [8, 16, 16], psum = 16, out = 8> from "BatchNormalization"
// CHECK-NEXT:     : (tensor<1x4x2x3xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<1x4x2x3xf32>
// CHECK-NEXT:   %b = dnn.layer "lrn" lrn(%a, %a) dims <b = 1, c = 4, y = 2, x = 3, fc = 3>
// CHECK-NEXT:     maps [(b, c + fc - 1, y, x), (b, c, y, x)] -> (b, c, y, x)
// CHECK-NEXT:     bits <in = [8, 8], psum = 16, out = 8> pad zero from "LRN" params {alpha = 1.000000e-04 : f32, beta = 7.500000e-01 : f32, bias = 1.000000e+00 : f32, size = 3 : i64}
// CHECK-NEXT:     : (tensor<1x4x2x3xf32>, tensor<1x4x2x3xf32>) -> tensor<1x4x2x3xf32>
// CHECK-NEXT:   %0 = dnn.layer "softmax.max" reduce_max(%z) dims <d0 = 2, d1 = 8>
// CHECK-NEXT:     maps [(d0, d1)] -> (d0, 0)
// CHECK-NEXT:     bits <in = [8], psum = 16, out = 8> from "Softmax"
// CHECK-NEXT:     : (tensor<2x8xf32>) -> tensor<2x1xf32>
// CHECK-NEXT:   %1 = dnn.layer "softmax.sub" sub(%z, %0) dims <d0 = 2, d1 = 8>
// CHECK-NEXT:     maps [(d0, d1), (d0, 0)] -> (d0, d1)
// CHECK-NEXT:     bits <in = [8, 8], psum = 16, out = 8> from "Softmax"
// CHECK-NEXT:     : (tensor<2x8xf32>, tensor<2x1xf32>) -> tensor<2x8xf32>
// CHECK-NEXT:   %2 = dnn.layer "softmax.exp" exp(%1) dims <d0 = 2, d1 = 8>
// CHECK-NEXT:     maps [(d0, d1)] -> (d0, d1)
// CHECK-NEXT:     bits <in = [8], psum = 16, out = 8> from "Softmax"
// CHECK-NEXT:     : (tensor<2x8xf32>) -> tensor<2x8xf32>
// CHECK-NEXT:   %3 = dnn.layer "softmax.sum" reduce_sum(%2) dims <d0 = 2, d1 = 8>
// CHECK-NEXT:     maps [(d0, d1)] -> (d0, 0)
// CHECK-NEXT:     bits <in = [8], psum = 16, out = 8> from "Softmax"
// CHECK-NEXT:     : (tensor<2x8xf32>) -> tensor<2x1xf32>
// CHECK-NEXT:   %c = dnn.layer "softmax.div" div(%2, %3) dims <d0 = 2, d1 = 8>
// CHECK-NEXT:     maps [(d0, d1), (d0, 0)] -> (d0, d1)
// CHECK-NEXT:     bits <in = [8, 8], psum = 16, out = 8> from "Softmax"
// CHECK-NEXT:     : (tensor<2x8xf32>, tensor<2x1xf32>) -> tensor<2x8xf32>
// CHECK-NEXT:   dnn.return %b, %c : tensor<1x4x2x3xf32>, tensor<2x8xf32>
// CHECK-NEXT: }

// -----

// Reductions leave size 1 or no axis.
func.func @reduction(%x: tensor<2x3x4xf32>) -> (tensor<2x1x4xf32>, tensor<3xf32>) {
  %none = onnx.NoValue
  %a = onnx.Constant "a" dense<[1]> : tensor<1xi64>
  %y = onnx.ReduceMax "max"(%x, %a) : (tensor<2x3x4xf32>, tensor<1xi64>) -> tensor<2x1x4xf32>
  %b = onnx.Constant "b" dense<[0, -1]> : tensor<2xi64>
  %z = onnx.ReduceMean "mean"(%x, %b) {keepdims = 0} : (tensor<2x3x4xf32>, tensor<2xi64>) -> tensor<3xf32>
  func.return %y, %z : tensor<2x1x4xf32>, tensor<3xf32>
}

// CHECK:      dnn.network @reduction(%x: tensor<2x3x4xf32>) -> (tensor<2x1x4xf32>, tensor<3xf32>) inputs ["input0"] outputs ["output0", "output1"] precision "a8w4p16o8" {
// CHECK-NEXT:   %y = dnn.layer "max" reduce_max(%x) dims <d0 = 2, d1 = 3, d2 = 4>
// CHECK-NEXT:     maps [(d0, d1, d2)] -> (d0, 0, d2)
// CHECK-NEXT:     bits <in = [8], psum = 16, out = 8> from "ReduceMax"
// CHECK-NEXT:     : (tensor<2x3x4xf32>) -> tensor<2x1x4xf32>
// CHECK-NEXT:   %z = dnn.layer "mean" reduce_mean(%x) dims <d0 = 2, d1 = 3, d2 = 4>
// CHECK-NEXT:     maps [(d0, d1, d2)] -> (d1)
// CHECK-NEXT:     bits <in = [8], psum = 16, out = 8> from "ReduceMean"
// CHECK-NEXT:     : (tensor<2x3x4xf32>) -> tensor<3xf32>
// CHECK-NEXT:   dnn.return %y, %z : tensor<2x1x4xf32>, tensor<3xf32>
// CHECK-NEXT: }

// -----

// Operators that rearrange are views.
func.func @layout(%x: tensor<2x3x4xf32>) -> (tensor<4x6xf32>, tensor<2x2xf32>) {
  %none = onnx.NoValue
  %h = onnx.Relu "relu"(%x) : (tensor<2x3x4xf32>) -> tensor<2x3x4xf32>
  %a = onnx.Flatten "flatten"(%h) {axis = 2} : (tensor<2x3x4xf32>) -> tensor<6x4xf32>
  %b = onnx.Transpose "transpose"(%a) : (tensor<6x4xf32>) -> tensor<4x6xf32>
  %s, %t = onnx.Split "split"(%b, %none) {axis = 1, num_outputs = 2 } : (tensor<4x6xf32>, none) -> (tensor<4x3xf32>, tensor<4x3xf32>)
  %c = onnx.Concat "concat"(%t, %s) {axis = -1} : (tensor<4x3xf32>, tensor<4x3xf32>) -> tensor<4x6xf32>
  %starts = onnx.Constant "starts" dense<[-1, 9]> : tensor<2xi64>
  %ends = onnx.Constant "ends" dense<[-9, 2]> : tensor<2xi64>
  %axes = onnx.Constant "axes" dense<[0, 1]> : tensor<2xi64>
  %steps = onnx.Constant "steps" dense<[-2, -2]> : tensor<2xi64>
  %d = onnx.Slice "slice"(%b, %starts, %ends, %axes, %steps) : (tensor<4x6xf32>, tensor<2xi64>, tensor<2xi64>, tensor<2xi64>, tensor<2xi64>) -> tensor<2x2xf32>
  func.return %c, %d : tensor<4x6xf32>, tensor<2x2xf32>
}

// CHECK:      dnn.network @layout(%x: tensor<2x3x4xf32>) -> (tensor<4x6xf32>, tensor<2x2xf32>) inputs ["input0"] outputs ["output0", "output1"] precision "a8w4p16o8" {
// CHECK-NEXT:   %h = dnn.layer "relu" relu(%x) dims <d0 = 2, d1 = 3, d2 = 4>
// CHECK-NEXT:     maps [(d0, d1, d2)] -> (d0, d1, d2)
// CHECK-NEXT:     bits <in = [8], psum = 16, out = 8> from "Relu"
// CHECK-NEXT:     : (tensor<2x3x4xf32>) -> tensor<2x3x4xf32>
// CHECK-NEXT:   %a = dnn.view reshape(%h) : (tensor<2x3x4xf32>) -> tensor<6x4xf32>
// CHECK-NEXT:   %b = dnn.view transpose(%a) permutation [1, 0] : (tensor<6x4xf32>) -> tensor<4x6xf32>
// CHECK-NEXT:   %s = dnn.view slice(%b) offsets [0, 0] sizes [4, 3] strides [1, 1] : (tensor<4x6xf32>) -> tensor<4x3xf32>
// CHECK-NEXT:   %t = dnn.view slice(%b) offsets [0, 3] sizes [4, 3] strides [1, 1] : (tensor<4x6xf32>) -> tensor<4x3xf32>
// CHECK-NEXT:   %c = dnn.view concat(%t, %s) axis [1] : (tensor<4x3xf32>, tensor<4x3xf32>) -> tensor<4x6xf32>
// CHECK-NEXT:   %d = dnn.view slice(%b) offsets [3, 5] sizes [2, 2] strides [-2, -2] : (tensor<4x6xf32>) -> tensor<2x2xf32>
// CHECK-NEXT:   dnn.return %c, %d : tensor<4x6xf32>, tensor<2x2xf32>
// CHECK-NEXT: }

// -----

// Quantised: scales and zero points are parameters, a vector of them by the name of its tensor.
func.func @quantised(%x: tensor<1x4x5x5xf32>) -> tensor<1x6x3x3xui8> {
  %xs = onnx.Constant "xs" dense<0.02> : tensor<f32>
  %xz = onnx.Constant "xz" dense<128> : tensor<ui8>
  %q = onnx.QuantizeLinear "quantise"(%x, %xs, %xz) : (tensor<1x4x5x5xf32>, tensor<f32>, tensor<ui8>) -> tensor<1x4x5x5xui8>
  %w = onnx.Initializer "w" : tensor<6x4x3x3xi8>
  %ws = onnx.Initializer "ws" : tensor<6xf32>
  %wz = onnx.Initializer "wz" fill(0 : i8) : tensor<6xi8>
  %b = onnx.Initializer "b" : tensor<6xi32>
  %y = onnx.QLinearConv "conv"(%q, %xs, %xz, %w, %ws, %wz, %xs, %xz, %b) : (tensor<1x4x5x5xui8>, tensor<f32>, tensor<ui8>, tensor<6x4x3x3xi8>, tensor<6xf32>, tensor<6xi8>, tensor<f32>, tensor<ui8>, tensor<6xi32>) -> tensor<1x6x3x3xui8>
  func.return %y : tensor<1x6x3x3xui8>
}

// CHECK:      dnn.network @quantised(%x: tensor<1x4x5x5xf32>) -> tensor<1x6x3x3xui8> inputs ["input0"] outputs ["output0"] precision "a8w4p16o8" {
// CHECK-NEXT:   %q = dnn.layer "quantise" quantize(%x) dims <b = 1, c = 4, y = 5, x = 5>
// CHECK-NEXT:     maps [(b, c, y, x)] -> (b, c, y, x)
// CHECK-NEXT:     bits <in = [8], psum = 16, out = 8> from "QuantizeLinear" params {scale = 2.000000e-02 : f32, zero_point = 128 : i64}
// CHECK-NEXT:     : (tensor<1x4x5x5xf32>) -> tensor<1x4x5x5xui8>
// CHECK-NEXT:   %w = dnn.weight "w" : tensor<6x4x3x3xi8>
// CHECK-NEXT:   %b = dnn.weight "b" : tensor<6xi32>
// CHECK-NEXT:   %y = dnn.layer "conv" conv(%q, %w, %b) dims <b = 1, k = 6, oy = 3, ox = 3, c = 4, fy = 3, fx = 3>
// CHECK-NEXT:     maps [(b, c, oy + fy, ox + fx), (k, c, fy, fx), (k)] -> (b, k, oy, ox)
// CHECK-NEXT:     bits <in = [8, 4, 16], psum = 16, out = 8> from "QLinearConv" params {input_scale = 2.000000e-02 : f32, input_zero_point = 128 : i64, output_scale = 2.000000e-02 : f32, output_zero_point = 128 : i64, weight_scale = "ws", weight_zero_point = 0 : i64}
// CHECK-NEXT:     : (tensor<1x4x5x5xui8>, tensor<6x4x3x3xi8>, tensor<6xi32>) -> tensor<1x6x3x3xui8>
// CHECK-NEXT:   dnn.return %y : tensor<1x6x3x3xui8>
// CHECK-NEXT: }

// -----

// Floats of 8 bits: what is too large saturates, unless the operator says not to.
func.func @float8(%x: tensor<4xf32>) -> (tensor<4xf8E4M3FN>, tensor<4xf8E5M2>, tensor<4xf8E4M3FN>, tensor<4xf8E4M3FN>) {
  %none = onnx.NoValue
  %s = onnx.Constant "s" dense<0.5> : tensor<f32>
  %a = onnx.Cast "a"(%x) {to = 17 : si64} : (tensor<4xf32>) -> tensor<4xf8E4M3FN>
  %b = onnx.Cast "b"(%x) {saturate = 0 : si64, to = 19 : si64} : (tensor<4xf32>) -> tensor<4xf8E5M2>
  %c = onnx.QuantizeLinear "c"(%x, %s, %none) {output_dtype = 17 : si64} : (tensor<4xf32>, tensor<f32>, none) -> tensor<4xf8E4M3FN>
  %d = onnx.QuantizeLinear "d"(%x, %s, %none) {output_dtype = 17 : si64, saturate = 0 : si64} : (tensor<4xf32>, tensor<f32>, none) -> tensor<4xf8E4M3FN>
  func.return %a, %b, %c, %d : tensor<4xf8E4M3FN>, tensor<4xf8E5M2>, tensor<4xf8E4M3FN>, tensor<4xf8E4M3FN>
}

// CHECK:      %a = dnn.layer "a" cast(%x) dims <d0 = 4>
// CHECK-NEXT:   maps [(d0)] -> (d0)
// CHECK-NEXT:   bits <in = [8], psum = 16, out = 8> from "Cast" params {saturate = 1 : i64}
// CHECK-NEXT:   : (tensor<4xf32>) -> tensor<4xf8E4M3FN>
// CHECK-NEXT: %b = dnn.layer "b" cast(%x) dims <d0 = 4>
// CHECK-NEXT:   maps [(d0)] -> (d0)
// CHECK-NEXT:   bits <in = [8], psum = 16, out = 8> from "Cast"
// CHECK-NEXT:   : (tensor<4xf32>) -> tensor<4xf8E5M2>
// CHECK-NEXT: %c = dnn.layer "c" quantize(%x) dims <d0 = 4>
// CHECK-NEXT:   maps [(d0)] -> (d0)
// CHECK-NEXT:   bits <in = [8], psum = 16, out = 8> from "QuantizeLinear" params {scale = 5.000000e-01 : f32}
// CHECK-NEXT:   : (tensor<4xf32>) -> tensor<4xf8E4M3FN>
// CHECK-NEXT: %d = dnn.layer "d" quantize(%x) dims <d0 = 4>
// CHECK-NEXT:   maps [(d0)] -> (d0)
// CHECK-NEXT:   bits <in = [8], psum = 16, out = 8> from "QuantizeLinear" params {saturate = 0 : i64, scale = 5.000000e-01 : f32}
// CHECK-NEXT:   : (tensor<4xf32>) -> tensor<4xf8E4M3FN>

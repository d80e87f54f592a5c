// RUN: stream-opt %s --split-input-file --verify-diagnostics --parsing-diagnostics | filecheck %s

// CHECK: linalg.generic needs lists of indexing_maps and iterator_types
func.func @f(%x: tensor<4xf32>) -> tensor<4xf32> {
  %y = linalg.generic {iterator_types = ["parallel"]} ins(%x : tensor<4xf32>) outs(%x : tensor<4xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<4xf32>
  return %y : tensor<4xf32>
}

// -----

// CHECK: 'serial' is no iterator type; there are parallel, reduction, window
func.func @f(%x: tensor<4xf32>) -> tensor<4xf32> {
  %y = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["serial"]} ins(%x : tensor<4xf32>) outs(%x : tensor<4xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<4xf32>
  return %y : tensor<4xf32>
}

// -----

// CHECK: Could not build linalg op
func.func @f(%x: tensor<4xf32>) -> tensor<4xf32> {
  %y = linalg.div ins(%x : tensor<4xf32>) outs(%x : tensor<4xf32>) -> tensor<4xf32>
  return %y : tensor<4xf32>
}

// -----

// CHECK: linalg.pooling_nhwc_sum: strides has 1 entries, it slides along 2 axes
func.func @f(%x: tensor<1x4x4x1xf32>, %w: tensor<3x3xf32>, %e: tensor<1x2x2x1xf32>) -> tensor<1x2x2x1xf32> {
  %y = linalg.pooling_nhwc_sum {strides = dense<1> : vector<1xi64>, dilations = dense<1> : vector<2xi64>} ins(%x, %w : tensor<1x4x4x1xf32>, tensor<3x3xf32>) outs(%e : tensor<1x2x2x1xf32>) -> tensor<1x2x2x1xf32>
  return %y : tensor<1x2x2x1xf32>
}

// -----

// CHECK: inferred input/output operand #1 has shape's dimension #0 to be 3, but found 2
func.func @f(%x: tensor<2x3xf32>, %w: tensor<2x4xf32>, %e: tensor<2x4xf32>) -> tensor<2x4xf32> {
  %y = linalg.matmul ins(%x, %w : tensor<2x3xf32>, tensor<2x4xf32>) outs(%e : tensor<2x4xf32>) -> tensor<2x4xf32>
  return %y : tensor<2x4xf32>
}

// -----

// CHECK: linalg.contract: it has no indexing_maps
func.func @f(%x: tensor<4x8xf32>, %w: tensor<8x6xf32>, %e: tensor<4x6xf32>) -> tensor<4x6xf32> {
  %y = linalg.contract ins(%x, %w : tensor<4x8xf32>, tensor<8x6xf32>) outs(%e : tensor<4x6xf32>) -> tensor<4x6xf32>
  return %y : tensor<4x6xf32>
}

// -----

// CHECK: linalg.map is not read; turn it into a linalg.generic (mlir-opt --linalg-generalize-named-ops)
func.func @f(%x: tensor<4xf32>, %e: tensor<4xf32>) -> tensor<4xf32> {
  %y = linalg.map { math.exp } ins(%x : tensor<4xf32>) outs(%e : tensor<4xf32>)
  return %y : tensor<4xf32>
}

// -----

// CHECK: linalg.reduce with its operation in braces is not read; turn it into a linalg.generic (mlir-opt --linalg-generalize-named-ops)
func.func @f(%x: tensor<4x2xf32>, %e: tensor<4xf32>) -> tensor<4xf32> {
  %y = linalg.reduce { arith.addf } ins(%x : tensor<4x2xf32>) outs(%e : tensor<4xf32>) dimensions = [1]
  return %y : tensor<4xf32>
}

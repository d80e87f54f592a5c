// RUN: ROUNDTRIP
// RUN: GENERIC_ROUNDTRIP

// CHECK-LABEL: dnn.network @net(%x: tensor<1x4x8x8xf32>) -> tensor<1x64xf32> inputs ["x"] outputs ["y"] precision "native" {
dnn.network @net(%x: tensor<1x4x8x8xf32>) -> tensor<1x64xf32> inputs ["x"] outputs ["y"] precision "native" {
  // CHECK-NEXT: %w = dnn.weight "w" : tensor<4x4x3x3xf32>
  %w = dnn.weight "w" : tensor<4x4x3x3xf32>
  // CHECK-NEXT: %b = dnn.weight "b" fold_batch_norm_bias(fill(0.0, [4]), "s", "t", "m", "v", 1.0e-05) : tensor<4xf32>
  %b = dnn.weight "b" fold_batch_norm_bias(fill(0.0, [4]), "s", "t", "m", "v", 1.0e-05) : tensor<4xf32>
  // CHECK-NEXT: %[[C:.*]] = dnn.layer "conv" conv(%x, %w, %b) dims <b = 1, k = 4, oy = 4, ox = 4, c = 4, fy = 3, fx = 3>
  // CHECK-NEXT:   maps [(b, c, 2*oy + fy - 1, 2*ox + fx - 1), (k, c, fy, fx), (k)] -> (b, k, oy, ox)
  // CHECK-NEXT:   bits <in = [8, 8, 16], psum = 16, out = 8> pad zero from "Conv"
  // CHECK-NEXT:   pins <group = "front", temporal = [oy : 2]>
  // CHECK-NEXT:   tiling <temporal = [oy : 3], spatial = []>
  // CHECK-NEXT:   splits [<[]>, <[k : 2]>, <[k : 2, oy : 2]>]
  // CHECK-NEXT:   : (tensor<1x4x8x8xf32>, tensor<4x4x3x3xf32>, tensor<4xf32>) -> tensor<1x4x4x4xf32>
  %1 = dnn.layer "conv" conv(%x, %w, %b) dims <b = 1, k = 4, oy = 4, ox = 4, c = 4, fy = 3, fx = 3>
    maps [(b, c, 2*oy + fy - 1, fx + 2*ox - 1), (k, c, fy, fx), (k)] -> (b, k, oy, ox)
    bits <in = [8, 8, 16], psum = 16, out = 8> pad zero from "Conv"
    pins <group = "front", temporal = [oy : 2]>
    tiling <temporal = [oy : 3], spatial = []> splits [<[]>, <[k : 2]>, <[k : 2, oy : 2]>]
    : (tensor<1x4x8x8xf32>, tensor<4x4x3x3xf32>, tensor<4xf32>) -> tensor<1x4x4x4xf32>
  // CHECK-NEXT: %[[R:.*]] = dnn.layer "lrelu" leaky_relu(%[[C]]) dims <n0 = 1, n1 = 4, n2 = 4, n3 = 4>
  // CHECK-NEXT:   maps [(n0, n1, n2, n3)] -> (n0, n1, n2, n3)
  // CHECK-NEXT:   bits <in = [8], psum = 16, out = 8> params {alpha = 1.000000e-01 : f32}
  // CHECK-NEXT:   : (tensor<1x4x4x4xf32>) -> tensor<1x4x4x4xf32>
  %2 = dnn.layer "lrelu" leaky_relu(%1) dims <n0 = 1, n1 = 4, n2 = 4, n3 = 4>
    maps [(n0, n1, n2, n3)] -> (n0, n1, n2, n3)
    bits <in = [8], psum = 16, out = 8> params {alpha = 1.000000e-01 : f32}
    : (tensor<1x4x4x4xf32>) -> tensor<1x4x4x4xf32>
  // CHECK-NEXT: %[[V:.*]] = dnn.view reshape(%[[R]]) : (tensor<1x4x4x4xf32>) -> tensor<1x64xf32>
  %3 = dnn.view reshape(%2) : (tensor<1x4x4x4xf32>) -> tensor<1x64xf32>
  // CHECK-NEXT: dnn.return %[[V]] : tensor<1x64xf32>
  dnn.return %3 : tensor<1x64xf32>
}


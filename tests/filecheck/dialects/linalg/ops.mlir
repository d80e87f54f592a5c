// RUN: ROUNDTRIP
// RUN: GENERIC_ROUNDTRIP

// REQUIRES: mlir-opt

// What the dialect has beyond xDSL's, as MLIR's own tool reads it.
// RUN: stream-opt %s | %mlir-opt | %mlir-opt --mlir-print-op-generic | stream-opt -f mlir | filecheck %s

// CHECK-LABEL: func.func @named
func.func @named(%x: tensor<1x8x8x3xf32>, %d: tensor<3x3x3xf32>, %e: tensor<1x6x6x3xf32>) -> tensor<1x6x6x3xf32> {
  %w = tensor.empty() : tensor<3x3xf32>
  // CHECK: linalg.depthwise_conv_2d_nhwc_hwc {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%{{.*}}, %{{.*}} : tensor<1x8x8x3xf32>, tensor<3x3x3xf32>) outs(%{{.*}} : tensor<1x6x6x3xf32>) -> tensor<1x6x6x3xf32>
  %0 = linalg.depthwise_conv_2d_nhwc_hwc {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%x, %d : tensor<1x8x8x3xf32>, tensor<3x3x3xf32>) outs(%e : tensor<1x6x6x3xf32>) -> tensor<1x6x6x3xf32>
  // CHECK: linalg.pooling_nhwc_sum
  %1 = linalg.pooling_nhwc_sum {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%x, %w : tensor<1x8x8x3xf32>, tensor<3x3xf32>) outs(%0 : tensor<1x6x6x3xf32>) -> tensor<1x6x6x3xf32>
  // CHECK: linalg.rsqrt ins(%{{.*}} : tensor<1x6x6x3xf32>) outs(%{{.*}} : tensor<1x6x6x3xf32>) -> tensor<1x6x6x3xf32>
  %2 = linalg.rsqrt ins(%1 : tensor<1x6x6x3xf32>) outs(%e : tensor<1x6x6x3xf32>) -> tensor<1x6x6x3xf32>
  return %2 : tensor<1x6x6x3xf32>
}

// Steps of one along all axes need not be written.
// CHECK-LABEL: func.func @windows
func.func @windows(%x: tensor<1x8x8x3xf32>, %v: tensor<3x3x3x5xf32>, %e: tensor<1x6x6x5xf32>) -> tensor<1x6x6x5xf32> {
  // CHECK: linalg.conv_2d_nhwc_hwcf {{.*}}ins(%{{.*}}, %{{.*}} : tensor<1x8x8x3xf32>, tensor<3x3x3x5xf32>) outs(%{{.*}} : tensor<1x6x6x5xf32>) -> tensor<1x6x6x5xf32>
  %0 = linalg.conv_2d_nhwc_hwcf ins(%x, %v : tensor<1x8x8x3xf32>, tensor<3x3x3x5xf32>) outs(%e : tensor<1x6x6x5xf32>) -> tensor<1x6x6x5xf32>
  return %0 : tensor<1x6x6x5xf32>
}

// CHECK-LABEL: func.func @products
func.func @products(%a: tensor<4x8xi8>, %b: tensor<6x8xi8>, %e: tensor<4x6xi32>) -> tensor<4x6xi32> {
  // CHECK: linalg.matmul indexing_maps = [affine_map<(d0, d1, d2) -> (d0, d2)>, affine_map<(d0, d1, d2) -> (d1, d2)>, affine_map<(d0, d1, d2) -> (d0, d1)>] ins(
  %0 = linalg.matmul indexing_maps = [affine_map<(m, n, k) -> (m, k)>, affine_map<(m, n, k) -> (n, k)>, affine_map<(m, n, k) -> (m, n)>]
    ins(%a, %b : tensor<4x8xi8>, tensor<6x8xi8>) outs(%e : tensor<4x6xi32>) -> tensor<4x6xi32>
  // CHECK: linalg.contract indexing_maps = [affine_map<(d0, d1, d2) -> (d0, d2)>, affine_map<(d0, d1, d2) -> (d1, d2)>, affine_map<(d0, d1, d2) -> (d0, d1)>] {cast = #linalg.type_fn<cast_unsigned>} ins(
  %1 = linalg.contract indexing_maps = [affine_map<(m, n, k) -> (m, k)>, affine_map<(m, n, k) -> (n, k)>, affine_map<(m, n, k) -> (m, n)>]
    {cast = #linalg.type_fn<cast_unsigned>} ins(%a, %b : tensor<4x8xi8>, tensor<6x8xi8>) outs(%0 : tensor<4x6xi32>) -> tensor<4x6xi32>
  return %1 : tensor<4x6xi32>
}

// CHECK-LABEL: func.func @softmax
func.func @softmax(%x: tensor<4x8xf32>) -> tensor<4x8xf32> {
  %e = tensor.empty() : tensor<4x8xf32>
  // CHECK: linalg.softmax dimension(1) ins(%{{.*}} : tensor<4x8xf32>) outs(%{{.*}} : tensor<4x8xf32>) -> tensor<4x8xf32>
  %0 = linalg.softmax dimension(1) ins(%x : tensor<4x8xf32>) outs(%e : tensor<4x8xf32>) -> tensor<4x8xf32>
  return %0 : tensor<4x8xf32>
}

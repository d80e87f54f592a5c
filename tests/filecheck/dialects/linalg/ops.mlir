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

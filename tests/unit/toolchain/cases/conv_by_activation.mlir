module {
  func.func @g(%arg0: tensor<2x4x7x6xf32>, %arg1: tensor<2x4x3x3xf32>) -> tensor<2x2x5x4xf32> {
    %cst = arith.constant 0.000000e+00 : f32
    %0 = tensor.empty() : tensor<2x2x5x4xf32>
    %1 = linalg.fill ins(%cst : f32) outs(%0 : tensor<2x2x5x4xf32>) -> tensor<2x2x5x4xf32>
    %2 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%arg0, %arg1 : tensor<2x4x7x6xf32>, tensor<2x4x3x3xf32>) outs(%1 : tensor<2x2x5x4xf32>) -> tensor<2x2x5x4xf32>
    return %2 : tensor<2x2x5x4xf32>
  }
}


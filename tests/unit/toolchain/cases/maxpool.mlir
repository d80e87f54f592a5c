module {
  func.func @g(%arg0: tensor<2x4x7x6xf32>) -> tensor<2x4x3x3xf32> {
    %cst = arith.constant 0xFF800000 : f32
    %cst_0 = arith.constant -1.7976931348623157E+308 : f64
    %0 = arith.truncf %cst_0 : f64 to f32
    %padded = tensor.pad %arg0 low[0, 0, 1, 0] high[0, 0, 1, 1] {
    ^bb0(%arg1: index, %arg2: index, %arg3: index, %arg4: index):
      tensor.yield %0 : f32
    } : tensor<2x4x7x6xf32> to tensor<2x4x9x7xf32>
    %1 = tensor.empty() : tensor<2x4x3x3xf32>
    %2 = linalg.fill ins(%cst : f32) outs(%1 : tensor<2x4x3x3xf32>) -> tensor<2x4x3x3xf32>
    %3 = tensor.empty() : tensor<3x2xf32>
    %4 = linalg.pooling_nchw_max {dilations = dense<[2, 1]> : vector<2xi64>, strides = dense<2> : vector<2xi64>} ins(%padded, %3 : tensor<2x4x9x7xf32>, tensor<3x2xf32>) outs(%2 : tensor<2x4x3x3xf32>) -> tensor<2x4x3x3xf32>
    return %4 : tensor<2x4x3x3xf32>
  }
}


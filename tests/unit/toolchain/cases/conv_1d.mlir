module {
  func.func @g(%arg0: tensor<2x4x9xf32>) -> tensor<2x3x8xf32> {
    %cst = arith.constant dense<[[[-1.0583148, 0.795881748, -0.511177301], [0.41405353, -1.47392035, -0.613390386], [-0.359152555, 0.151058555, 1.77079022], [-0.25128144, 1.36047721, 0.658828794]], [[1.33649206, 0.653326154, 0.422403246], [0.372494817, 0.724302411, -0.993475317], [-0.730967402, 0.942270338, 1.02471495], [1.04679859, -1.35478687, 0.954173266]], [[-0.669599414, 0.183004946, -0.742593527], [-0.446515143, -0.308119684, -1.02985477], [1.24815106, 0.096197687, -0.428293139], [-0.159537911, 0.026511196, -1.48231101]]]> : tensor<3x4x3xf32>
    %cst_0 = arith.constant dense<[-1.05503976, -1.71103251, 2.1344738]> : tensor<3xf32>
    %cst_1 = arith.constant 0.000000e+00 : f32
    %padded = tensor.pad %arg0 low[0, 0, 2] high[0, 0, 1] {
    ^bb0(%arg1: index, %arg2: index, %arg3: index):
      tensor.yield %cst_1 : f32
    } : tensor<2x4x9xf32> to tensor<2x4x12xf32>
    %0 = tensor.empty() : tensor<2x3x8xf32>
    %broadcasted = linalg.broadcast ins(%cst_0 : tensor<3xf32>) outs(%0 : tensor<2x3x8xf32>) dimensions = [0, 2] 
    %1 = linalg.conv_1d_ncw_fcw {dilations = dense<2> : vector<1xi64>, strides = dense<1> : vector<1xi64>} ins(%padded, %cst : tensor<2x4x12xf32>, tensor<3x4x3xf32>) outs(%broadcasted : tensor<2x3x8xf32>) -> tensor<2x3x8xf32>
    return %1 : tensor<2x3x8xf32>
  }
}


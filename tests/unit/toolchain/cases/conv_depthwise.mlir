module {
  func.func @g(%arg0: tensor<2x4x7x6xf32>) -> tensor<2x4x3x2xf32> {
    %cst = arith.constant 0.000000e+00 : f32
    %cst_0 = arith.constant dense<[[[-0.722975135, 0.139393389, -0.139751717], [-0.819368064, 0.151555046, -0.97931087], [-0.69674915, -0.111081079, -2.2933917]], [[-0.646376252, 1.05359423, 0.585791886], [0.164309651, 0.438009053, 0.566862404], [1.53490818, 0.868315517, -1.03498244]], [[1.46216631, 0.452587157, -1.75781929], [-1.97820103, 0.306678414, 0.649376154], [2.0783062, -2.775424, 0.270381778]], [[-0.443169266, 0.00304192887, -0.152208716], [-0.936343252, 0.824237108, -1.00433993], [1.47367084, 0.465023607, 0.324555397]]]> : tensor<4x3x3xf32>
    %0 = tensor.empty() : tensor<2x4x3x2xf32>
    %1 = linalg.fill ins(%cst : f32) outs(%0 : tensor<2x4x3x2xf32>) -> tensor<2x4x3x2xf32>
    %2 = linalg.depthwise_conv_2d_nchw_chw {dilations = dense<1> : vector<2xi64>, strides = dense<2> : vector<2xi64>} ins(%arg0, %cst_0 : tensor<2x4x7x6xf32>, tensor<4x3x3xf32>) outs(%1 : tensor<2x4x3x2xf32>) -> tensor<2x4x3x2xf32>
    return %2 : tensor<2x4x3x2xf32>
  }
}


module {
  func.func @g(%arg0: tensor<2x4x7x6xf32>) -> tensor<2x6x7x6xf32> {
    %cst = arith.constant 0.000000e+00 : f32
    %cst_0 = arith.constant dense<[0.860547125, 1.66006565, 1.04161739, -0.608016372, -0.134138808, -0.669457555]> : tensor<6xf32>
    %cst_1 = arith.constant dense<"0xA8E250BFA346513FC5BA1DBFCDCA87BF33ACB0BF4F4CE1BE6AB835BFCBAEEFBEF9F40C3F1B65AEBF0BBFB03E4A2834BF1E2E0EBFC47F8EBF229112BF6779D03E32660D3F1616823E9687A83FFD57CB3DE909443F5C5C97BE782347BF6F5B14BE9AF13EBF9B1ED2BD9741B03F1A04A5BE3DE39ABFE984BF3ECC15953FEAA1143F92AC6ABE5C1208401F8E373F007D1ABFEB24F83EF31F213F8F0160BE6177F23D77D599BFE6F35CBBE7858BBD9D65463B9D1B34BF76A62BBED6C5413FEA4F65BD4E2A8C3FFC53F4BF93202440ACDD253FDD23983E4FBBE7BB4AC30F3F5E8DCDBEEC14903EED8EE5BFDFCAC93E857F3F3EEF88C9BF6CEA603E96C8C3BFCA48BF3DC2E58CBFBDCCBCBFF6E109BE169BC2BFC83403BFCD82D0BEF24FE73E624BB4BEF50B803FBD49133F88BE7CBFFFCC29BFFB5DB33F94C8833FE688E5BEFDF9A3BD333DAA3F2694823F6816ABBDDB6AEABD7F669F3EDF822C3F029D663F2BDC78BF7CF6E3BD0DE1C03D7CACEFBC9278C83EA22A1FBDA838833EDDB4073F8DCA7E3E9CD12ABFF579A33C6422403FA9F94EBF7BC10FC02EA6B0BEC0422D3FF5328CBE489682BF1961823F8BB2673F831005BE"> : tensor<2x3x2x3x3xf32>
    %padded = tensor.pad %arg0 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg1: index, %arg2: index, %arg3: index, %arg4: index):
      tensor.yield %cst : f32
    } : tensor<2x4x7x6xf32> to tensor<2x4x9x8xf32>
    %0 = tensor.empty() : tensor<2x6x7x6xf32>
    %broadcasted = linalg.broadcast ins(%cst_0 : tensor<6xf32>) outs(%0 : tensor<2x6x7x6xf32>) dimensions = [0, 2, 3] 
    %expanded = tensor.expand_shape %padded [[0], [1, 2], [3], [4]] output_shape [2, 2, 2, 9, 8] : tensor<2x4x9x8xf32> into tensor<2x2x2x9x8xf32>
    %expanded_2 = tensor.expand_shape %broadcasted [[0], [1, 2], [3], [4]] output_shape [2, 2, 3, 7, 6] : tensor<2x6x7x6xf32> into tensor<2x2x3x7x6xf32>
    %1 = linalg.conv_2d_ngchw_gfchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%expanded, %cst_1 : tensor<2x2x2x9x8xf32>, tensor<2x3x2x3x3xf32>) outs(%expanded_2 : tensor<2x2x3x7x6xf32>) -> tensor<2x2x3x7x6xf32>
    %collapsed = tensor.collapse_shape %1 [[0], [1, 2], [3], [4]] : tensor<2x2x3x7x6xf32> into tensor<2x6x7x6xf32>
    return %collapsed : tensor<2x6x7x6xf32>
  }
}


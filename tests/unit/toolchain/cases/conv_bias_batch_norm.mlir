#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (0, d1, 0, 0)>
module {
  func.func @g(%arg0: tensor<2x4x7x6xf32>) -> tensor<2x6x5x4xf32> {
    %cst = arith.constant dense<"0x37A2153FFD0AC23F4138C2BE2D982FBF1EB72740799C93BFEAFCBE3FDDC4803ECCF09D3E829F853EDA7994BD24AFA5BF1408F6BEE7AF923EF302F6BF6783DD3F912CA8BDA28497BF2DE0CB3F95CD3FBFE4BF8C3FBE0F913F3D80EF3F8BB76BBEA7B3A4BFB633093FDDA1F4BE11D90DC04812A7BD5E55A3BF9979693E24FD0240065F143EE6C726C09D1DBCBFC68E0A4033A1B83FD564C13FF36B6E3C70444BBF060E84BFE8E44B3FDAB03CBFBF4416BF7CEF353FB7DA5D3DC8EEB13E04CAB2BF6DA84C3F4AB7FBBFD2384D3F43BC0E3EE466E2BEDCB8ABBF5CA7EA3EAD0AD93F99272F3F10EF813F7909183F25DD9A3E6C6DB83E61616D3F5877BD3FC6FA3C3FE5BEAEBF22E2D03F9D4D65BF82F606BF2CCB0C3E96395C3B7E92A23EA8629DBF49AA51BD508BC0BEEFEAC6BF6A0901BD83D673BF4069BBBF61EA6ABF66AD7D3E56B9C93E74B1BEBFE6C8B03F5E8EB0BE347AE6BF85F6D8BE1FD7C0BF0D60FEBE5D72F33ED3DB1E3EA428F43E3EF3C13FC570663F65A95A3E1964903F1AE3A4BE623167BE155E6F3EEBC825BF383C303F1C6F81BF58E8833F05EEAC3F2F1875BF7D37223EE4E1EC3F1FC426BFC279653F7EA499BEC33CCA3FF0A3803EAE4DA7BFEB85793EA3C5743FCA961E3E5E85BEBF3F10AEBC754470BF9DAED6BF158C9F3EF8B1193F760367BFA38B24BF40BB283C1EF7CDBEE4461BBF7FF60FBEC7C098BE89FF093F081B39BFC1D602BF454647BF8EA34D3FBA4487BF6A79243EC01EC63F6C0B333F014B2E3F9573893DDC3C863D319420BFF0B765BF5D03513E70012FBF9874C33FB0C80CBFCE17A93F086DAA3F5C2A61BFDAF1E43F713281BE30729CBE7256663E048607BFBFA21ABFAA231FBF106A31BF57D7C53DB0253CBFA08654BF21EA1C3F19E8123E44412540F4F092BF786ACDBFBCE3FB3F14AFCBBF3E56BB3F834287BF0E7ECA3F47DB27BF64F7BCBFCBC38E3F042986BF1D6BA33FA84250C0884A023FD2F3843FCF0C2BBEE8A6BD3F4F87ADBE2D103D3FDFA3D83EC5AB38BFFA64663F4F8506BF69161DBFCDD2A73F89C1993E3496C13F05C091BF5742103F7067913F7DD3BC3DD125993FD4313E406032B93EF431F63E1DE921BF7EB208BFA49ACEBFE0C28DBF8D9415BF045CED3E185149BF048145BFF85F6D3FBBCD7D3EE2C01BC02C90393F58EDA03DBCF8823F739D2EBFCF82453FAF1CDD3EC70CC4BE"> : tensor<6x4x3x3xf32>
    %cst_0 = arith.constant dense<[-0.347365499, -1.79834771, 0.867726922, 0.873277246, 0.0556198731, 0.166946888]> : tensor<6xf32>
    %cst_1 = arith.constant dense<[[[[0.92552793]], [[-0.599949896]], [[-0.217146918]], [[0.996372401]], [[8.212860e-02]], [[0.830637217]]]]> : tensor<1x6x1x1xf32>
    %cst_2 = arith.constant dense<[[[[0.665599108]], [[1.644410e+00]], [[1.81122863]], [[1.320925]], [[1.91859198]], [[0.825637161]]]]> : tensor<1x6x1x1xf32>
    %cst_3 = arith.constant 9.99999974E-6 : f32
    %cst_4 = arith.constant dense<[[[[-0.337269694]], [[0.262510866]], [[-1.01834261]], [[0.0467400663]], [[-0.381283492]], [[-0.406492978]]]]> : tensor<1x6x1x1xf32>
    %cst_5 = arith.constant dense<[[[[1.87888646]], [[0.239565402]], [[0.180952951]], [[0.51060009]], [[0.311670125]], [[0.00956670102]]]]> : tensor<1x6x1x1xf32>
    %0 = tensor.empty() : tensor<2x6x5x4xf32>
    %broadcasted = linalg.broadcast ins(%cst_0 : tensor<6xf32>) outs(%0 : tensor<2x6x5x4xf32>) dimensions = [0, 2, 3] 
    %1 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%arg0, %cst : tensor<2x4x7x6xf32>, tensor<6x4x3x3xf32>) outs(%broadcasted : tensor<2x6x5x4xf32>) -> tensor<2x6x5x4xf32>
    %2 = tensor.empty() : tensor<1x6x1x1xf32>
    %3 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_2 : tensor<1x6x1x1xf32>) outs(%2 : tensor<1x6x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %9 = arith.addf %in, %cst_3 : f32
      linalg.yield %9 : f32
    } -> tensor<1x6x1x1xf32>
    %4 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%3 : tensor<1x6x1x1xf32>) outs(%2 : tensor<1x6x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %9 = math.rsqrt %in : f32
      linalg.yield %9 : f32
    } -> tensor<1x6x1x1xf32>
    %5 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%1, %cst_1 : tensor<2x6x5x4xf32>, tensor<1x6x1x1xf32>) outs(%0 : tensor<2x6x5x4xf32>) {
    ^bb0(%in: f32, %in_6: f32, %out: f32):
      %9 = arith.subf %in, %in_6 : f32
      linalg.yield %9 : f32
    } -> tensor<2x6x5x4xf32>
    %6 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%5, %4 : tensor<2x6x5x4xf32>, tensor<1x6x1x1xf32>) outs(%0 : tensor<2x6x5x4xf32>) {
    ^bb0(%in: f32, %in_6: f32, %out: f32):
      %9 = arith.mulf %in, %in_6 : f32
      linalg.yield %9 : f32
    } -> tensor<2x6x5x4xf32>
    %7 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%6, %cst_4 : tensor<2x6x5x4xf32>, tensor<1x6x1x1xf32>) outs(%0 : tensor<2x6x5x4xf32>) {
    ^bb0(%in: f32, %in_6: f32, %out: f32):
      %9 = arith.mulf %in, %in_6 : f32
      linalg.yield %9 : f32
    } -> tensor<2x6x5x4xf32>
    %8 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%7, %cst_5 : tensor<2x6x5x4xf32>, tensor<1x6x1x1xf32>) outs(%0 : tensor<2x6x5x4xf32>) {
    ^bb0(%in: f32, %in_6: f32, %out: f32):
      %9 = arith.addf %in, %in_6 : f32
      linalg.yield %9 : f32
    } -> tensor<2x6x5x4xf32>
    return %8 : tensor<2x6x5x4xf32>
  }
}


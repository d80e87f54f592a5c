#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (0, d1, 0, 0)>
module {
  func.func @g(%arg0: tensor<2x6x3x4xf32>) -> tensor<2x6x3x4xf32> {
    %cst = arith.constant dense<[[[[-0.869246602]], [[-0.970417916]], [[-0.715233981]], [[-1.8578217]], [[0.0538635813]], [[1.37779081]]]]> : tensor<1x6x1x1xf32>
    %cst_0 = arith.constant dense<[[[[0.665599108]], [[1.644410e+00]], [[1.81122863]], [[1.320925]], [[1.91859198]], [[0.825637161]]]]> : tensor<1x6x1x1xf32>
    %cst_1 = arith.constant 9.99999974E-6 : f32
    %cst_2 = arith.constant dense<[[[[0.610904753]], [[-2.13001394]], [[0.305921495]], [[-0.87280935]], [[-1.52084136]], [[0.196997315]]]]> : tensor<1x6x1x1xf32>
    %cst_3 = arith.constant dense<[[[[0.516402602]], [[-1.02731192]], [[-0.103406981]], [[0.831509172]], [[-0.127359435]], [[-0.138341844]]]]> : tensor<1x6x1x1xf32>
    %0 = tensor.empty() : tensor<1x6x1x1xf32>
    %1 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_0 : tensor<1x6x1x1xf32>) outs(%0 : tensor<1x6x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %8 = arith.addf %in, %cst_1 : f32
      linalg.yield %8 : f32
    } -> tensor<1x6x1x1xf32>
    %2 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%1 : tensor<1x6x1x1xf32>) outs(%0 : tensor<1x6x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %8 = math.rsqrt %in : f32
      linalg.yield %8 : f32
    } -> tensor<1x6x1x1xf32>
    %3 = tensor.empty() : tensor<2x6x3x4xf32>
    %4 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%arg0, %cst : tensor<2x6x3x4xf32>, tensor<1x6x1x1xf32>) outs(%3 : tensor<2x6x3x4xf32>) {
    ^bb0(%in: f32, %in_4: f32, %out: f32):
      %8 = arith.subf %in, %in_4 : f32
      linalg.yield %8 : f32
    } -> tensor<2x6x3x4xf32>
    %5 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%4, %2 : tensor<2x6x3x4xf32>, tensor<1x6x1x1xf32>) outs(%3 : tensor<2x6x3x4xf32>) {
    ^bb0(%in: f32, %in_4: f32, %out: f32):
      %8 = arith.mulf %in, %in_4 : f32
      linalg.yield %8 : f32
    } -> tensor<2x6x3x4xf32>
    %6 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%5, %cst_2 : tensor<2x6x3x4xf32>, tensor<1x6x1x1xf32>) outs(%3 : tensor<2x6x3x4xf32>) {
    ^bb0(%in: f32, %in_4: f32, %out: f32):
      %8 = arith.mulf %in, %in_4 : f32
      linalg.yield %8 : f32
    } -> tensor<2x6x3x4xf32>
    %7 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%6, %cst_3 : tensor<2x6x3x4xf32>, tensor<1x6x1x1xf32>) outs(%3 : tensor<2x6x3x4xf32>) {
    ^bb0(%in: f32, %in_4: f32, %out: f32):
      %8 = arith.addf %in, %in_4 : f32
      linalg.yield %8 : f32
    } -> tensor<2x6x3x4xf32>
    return %7 : tensor<2x6x3x4xf32>
  }
}


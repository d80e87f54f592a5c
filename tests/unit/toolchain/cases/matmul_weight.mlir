#map = affine_map<(d0, d1, d2) -> (d1, d2)>
#map1 = affine_map<(d0, d1, d2) -> (d0, d1, d2)>
module {
  func.func @g(%arg0: tensor<2x3x4xf32>) -> tensor<2x3x5xf32> {
    %cst = arith.constant 0.000000e+00 : f32
    %cst_0 = arith.constant dense<[[0.803821742, 0.483651459, -0.183581114, -0.736465156, 0.625370442], [1.15496051, -0.209855869, -0.473112106, -2.24217558, -1.12458193], [-0.0455946103, -0.749127566, -0.350777477, 0.209323168, -0.174865484], [0.526237965, -0.112475015, -2.15239072, 0.0404044203, -0.67252934]]> : tensor<4x5xf32>
    %0 = tensor.empty() : tensor<2x4x5xf32>
    %1 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["parallel", "parallel", "parallel"]} ins(%cst_0 : tensor<4x5xf32>) outs(%0 : tensor<2x4x5xf32>) {
    ^bb0(%in: f32, %out: f32):
      linalg.yield %in : f32
    } -> tensor<2x4x5xf32>
    %2 = tensor.empty() : tensor<2x3x5xf32>
    %3 = linalg.fill ins(%cst : f32) outs(%2 : tensor<2x3x5xf32>) -> tensor<2x3x5xf32>
    %4 = linalg.batch_matmul ins(%arg0, %1 : tensor<2x3x4xf32>, tensor<2x4x5xf32>) outs(%3 : tensor<2x3x5xf32>) -> tensor<2x3x5xf32>
    return %4 : tensor<2x3x5xf32>
  }
}


#map = affine_map<(d0, d1) -> (d0, d1)>
#map1 = affine_map<(d0, d1) -> (d0, 0)>
module {
  func.func @g(%arg0: tensor<4x3xf32>) -> tensor<3x5xf32> {
    %cst = arith.constant 0.000000e+00 : f32
    %cst_0 = arith.constant dense<[[0.44904995, -0.472993165, -1.18186891, 0.918476283], [-2.13656116, -1.24458575, -1.0592134, -0.578419089], [-0.0248328038, -2.37607384, 0.591676295, 1.19073582], [0.231234431, -0.972397506, 2.05860281, 5.353220e-01], [0.757902503, 0.478436291, 1.62026286, 0.489484131]]> : tensor<5x4xf32>
    %cst_1 = arith.constant dense<[[-1.23532569], [-0.513434768], [-0.862954139]]> : tensor<3x1xf32>
    %cst_2 = arith.constant 5.000000e-01 : f32
    %cst_3 = arith.constant 2.000000e+00 : f32
    %0 = tensor.empty() : tensor<3x4xf32>
    %transposed = linalg.transpose ins(%arg0 : tensor<4x3xf32>) outs(%0 : tensor<3x4xf32>) permutation = [1, 0] 
    %1 = tensor.empty() : tensor<4x5xf32>
    %transposed_4 = linalg.transpose ins(%cst_0 : tensor<5x4xf32>) outs(%1 : tensor<4x5xf32>) permutation = [1, 0] 
    %2 = tensor.empty() : tensor<3x5xf32>
    %3 = linalg.fill ins(%cst : f32) outs(%2 : tensor<3x5xf32>) -> tensor<3x5xf32>
    %4 = linalg.matmul ins(%transposed, %transposed_4 : tensor<3x4xf32>, tensor<4x5xf32>) outs(%3 : tensor<3x5xf32>) -> tensor<3x5xf32>
    %5 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%4 : tensor<3x5xf32>) outs(%2 : tensor<3x5xf32>) {
    ^bb0(%in: f32, %out: f32):
      %7 = arith.mulf %in, %cst_2 : f32
      linalg.yield %7 : f32
    } -> tensor<3x5xf32>
    %6 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel"]} ins(%5, %cst_1 : tensor<3x5xf32>, tensor<3x1xf32>) outs(%2 : tensor<3x5xf32>) {
    ^bb0(%in: f32, %in_5: f32, %out: f32):
      %7 = arith.mulf %in_5, %cst_3 : f32
      %8 = arith.addf %in, %7 : f32
      linalg.yield %8 : f32
    } -> tensor<3x5xf32>
    return %6 : tensor<3x5xf32>
  }
}


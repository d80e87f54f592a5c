#map = affine_map<(d0, d1) -> (d0, d1)>
#map1 = affine_map<(d0, d1) -> (d1)>
#map2 = affine_map<(d0, d1) -> (0, d1)>
module {
  func.func @g(%arg0: tensor<3x4xf32>) -> tensor<3x6xf32> {
    %cst = arith.constant 0.000000e+00 : f32
    %cst_0 = arith.constant dense<[[0.0580210052, 1.16825891, -0.120431297, 0.411357164, 1.14965236, 0.103685297], [0.151685417, 1.70665944, -0.405674905, -1.9665693, -0.138313696, 0.475693405], [-0.51247406, 0.829006314, 1.97830737, 0.331221581, -0.192032471, 0.566361248], [0.543241918, -0.267423272, 1.2505089, -0.370777041, -1.43989098, -1.80074966]]> : tensor<4x6xf32>
    %cst_1 = arith.constant dense<[2.407780e+00, 0.441133678, 0.522521198, 0.58036691, 1.05454731, -0.349194735]> : tensor<6xf32>
    %cst_2 = arith.constant dense<[[0.225537911, 0.715751588, -1.61699212, 1.04003716, -0.753994286, -1.19574177]]> : tensor<1x6xf32>
    %cst_3 = arith.constant dense<[[0.665599108, 1.644410e+00, 1.81122863, 1.320925, 1.91859198, 0.825637161]]> : tensor<1x6xf32>
    %cst_4 = arith.constant 9.99999974E-6 : f32
    %cst_5 = arith.constant dense<[[0.383069098, -7.048460e-02, 0.920918464, -1.35905683, 0.0377210714, -0.738534689]]> : tensor<1x6xf32>
    %cst_6 = arith.constant dense<[[-1.23979127, 0.0572553761, -0.379408151, 1.98901629, 0.196662858, 1.68604684]]> : tensor<1x6xf32>
    %0 = tensor.empty() : tensor<3x6xf32>
    %1 = linalg.fill ins(%cst : f32) outs(%0 : tensor<3x6xf32>) -> tensor<3x6xf32>
    %2 = linalg.matmul ins(%arg0, %cst_0 : tensor<3x4xf32>, tensor<4x6xf32>) outs(%1 : tensor<3x6xf32>) -> tensor<3x6xf32>
    %3 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel"]} ins(%2, %cst_1 : tensor<3x6xf32>, tensor<6xf32>) outs(%0 : tensor<3x6xf32>) {
    ^bb0(%in: f32, %in_7: f32, %out: f32):
      %11 = arith.addf %in, %in_7 : f32
      linalg.yield %11 : f32
    } -> tensor<3x6xf32>
    %4 = tensor.empty() : tensor<1x6xf32>
    %5 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%cst_3 : tensor<1x6xf32>) outs(%4 : tensor<1x6xf32>) {
    ^bb0(%in: f32, %out: f32):
      %11 = arith.addf %in, %cst_4 : f32
      linalg.yield %11 : f32
    } -> tensor<1x6xf32>
    %6 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%5 : tensor<1x6xf32>) outs(%4 : tensor<1x6xf32>) {
    ^bb0(%in: f32, %out: f32):
      %11 = math.rsqrt %in : f32
      linalg.yield %11 : f32
    } -> tensor<1x6xf32>
    %7 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel"]} ins(%3, %cst_2 : tensor<3x6xf32>, tensor<1x6xf32>) outs(%0 : tensor<3x6xf32>) {
    ^bb0(%in: f32, %in_7: f32, %out: f32):
      %11 = arith.subf %in, %in_7 : f32
      linalg.yield %11 : f32
    } -> tensor<3x6xf32>
    %8 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel"]} ins(%7, %6 : tensor<3x6xf32>, tensor<1x6xf32>) outs(%0 : tensor<3x6xf32>) {
    ^bb0(%in: f32, %in_7: f32, %out: f32):
      %11 = arith.mulf %in, %in_7 : f32
      linalg.yield %11 : f32
    } -> tensor<3x6xf32>
    %9 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel"]} ins(%8, %cst_5 : tensor<3x6xf32>, tensor<1x6xf32>) outs(%0 : tensor<3x6xf32>) {
    ^bb0(%in: f32, %in_7: f32, %out: f32):
      %11 = arith.mulf %in, %in_7 : f32
      linalg.yield %11 : f32
    } -> tensor<3x6xf32>
    %10 = linalg.generic {indexing_maps = [#map, #map2, #map], iterator_types = ["parallel", "parallel"]} ins(%9, %cst_6 : tensor<3x6xf32>, tensor<1x6xf32>) outs(%0 : tensor<3x6xf32>) {
    ^bb0(%in: f32, %in_7: f32, %out: f32):
      %11 = arith.addf %in, %in_7 : f32
      linalg.yield %11 : f32
    } -> tensor<3x6xf32>
    return %10 : tensor<3x6xf32>
  }
}


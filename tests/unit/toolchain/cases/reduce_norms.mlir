#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (0, d1, d2, d3)>
#map2 = affine_map<(d0, d1, d2, d3) -> (d0, 0, d2, d3)>
#map3 = affine_map<(d0, d1, d2, d3) -> (0, 0, 0, 0)>
module {
  func.func @g(%arg0: tensor<2x4x7x6xf32>) -> tensor<1x1x1x1xf32> {
    %cst = arith.constant 0.000000e+00 : f32
    %0 = tensor.empty() : tensor<2x4x7x6xf32>
    %1 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%arg0, %arg0 : tensor<2x4x7x6xf32>, tensor<2x4x7x6xf32>) outs(%0 : tensor<2x4x7x6xf32>) {
    ^bb0(%in: f32, %in_0: f32, %out: f32):
      %14 = arith.mulf %in, %in_0 : f32
      linalg.yield %14 : f32
    } -> tensor<2x4x7x6xf32>
    %2 = tensor.empty() : tensor<1x4x7x6xf32>
    %3 = linalg.fill ins(%cst : f32) outs(%2 : tensor<1x4x7x6xf32>) -> tensor<1x4x7x6xf32>
    %4 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["reduction", "parallel", "parallel", "parallel"]} ins(%1 : tensor<2x4x7x6xf32>) outs(%3 : tensor<1x4x7x6xf32>) {
    ^bb0(%in: f32, %out: f32):
      %14 = arith.addf %in, %out : f32
      linalg.yield %14 : f32
    } -> tensor<1x4x7x6xf32>
    %5 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%4 : tensor<1x4x7x6xf32>) outs(%2 : tensor<1x4x7x6xf32>) {
    ^bb0(%in: f32, %out: f32):
      %14 = math.sqrt %in : f32
      linalg.yield %14 : f32
    } -> tensor<1x4x7x6xf32>
    %6 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%5 : tensor<1x4x7x6xf32>) outs(%2 : tensor<1x4x7x6xf32>) {
    ^bb0(%in: f32, %out: f32):
      %14 = math.absf %in : f32
      linalg.yield %14 : f32
    } -> tensor<1x4x7x6xf32>
    %7 = tensor.empty() : tensor<1x1x7x6xf32>
    %8 = linalg.fill ins(%cst : f32) outs(%7 : tensor<1x1x7x6xf32>) -> tensor<1x1x7x6xf32>
    %9 = linalg.generic {indexing_maps = [#map, #map2], iterator_types = ["parallel", "reduction", "parallel", "parallel"]} ins(%6 : tensor<1x4x7x6xf32>) outs(%8 : tensor<1x1x7x6xf32>) {
    ^bb0(%in: f32, %out: f32):
      %14 = arith.addf %in, %out : f32
      linalg.yield %14 : f32
    } -> tensor<1x1x7x6xf32>
    %10 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%9, %9 : tensor<1x1x7x6xf32>, tensor<1x1x7x6xf32>) outs(%7 : tensor<1x1x7x6xf32>) {
    ^bb0(%in: f32, %in_0: f32, %out: f32):
      %14 = arith.mulf %in, %in_0 : f32
      linalg.yield %14 : f32
    } -> tensor<1x1x7x6xf32>
    %11 = tensor.empty() : tensor<1x1x1x1xf32>
    %12 = linalg.fill ins(%cst : f32) outs(%11 : tensor<1x1x1x1xf32>) -> tensor<1x1x1x1xf32>
    %13 = linalg.generic {indexing_maps = [#map, #map3], iterator_types = ["reduction", "reduction", "reduction", "reduction"]} ins(%10 : tensor<1x1x7x6xf32>) outs(%12 : tensor<1x1x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %14 = arith.addf %in, %out : f32
      linalg.yield %14 : f32
    } -> tensor<1x1x1x1xf32>
    return %13 : tensor<1x1x1x1xf32>
  }
}


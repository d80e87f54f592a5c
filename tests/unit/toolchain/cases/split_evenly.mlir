#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
module {
  func.func @g(%arg0: tensor<2x4x7x6xf32>) -> tensor<2x4x7x3xf32> {
    %extracted_slice = tensor.extract_slice %arg0[0, 0, 0, 0] [2, 4, 7, 3] [1, 1, 1, 1] : tensor<2x4x7x6xf32> to tensor<2x4x7x3xf32>
    %extracted_slice_0 = tensor.extract_slice %arg0[0, 0, 0, 3] [2, 4, 7, 3] [1, 1, 1, 1] : tensor<2x4x7x6xf32> to tensor<2x4x7x3xf32>
    %0 = tensor.empty() : tensor<2x4x7x3xf32>
    %1 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%extracted_slice_0, %extracted_slice : tensor<2x4x7x3xf32>, tensor<2x4x7x3xf32>) outs(%0 : tensor<2x4x7x3xf32>) {
    ^bb0(%in: f32, %in_1: f32, %out: f32):
      %2 = arith.subf %in, %in_1 : f32
      linalg.yield %2 : f32
    } -> tensor<2x4x7x3xf32>
    return %1 : tensor<2x4x7x3xf32>
  }
}


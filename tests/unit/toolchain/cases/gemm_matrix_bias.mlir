#map = affine_map<(d0, d1) -> (d0, d1)>
module {
  func.func @g(%arg0: tensor<3x4xf32>, %arg1: tensor<3x5xf32>) -> tensor<3x5xf32> {
    %cst = arith.constant 0.000000e+00 : f32
    %cst_0 = arith.constant dense<[[-0.736719966, -1.9462359, 1.55211902, -0.488761604, 0.0926766693], [-0.310065657, -0.148126021, 0.86488384, -0.00834247749, -1.046278], [0.24587892, 0.801540434, 0.0168097317, -0.129024521, 0.683743953], [0.152804524, 0.0354145281, 0.00852090492, -0.189036503, 0.498297065]]> : tensor<4x5xf32>
    %cst_1 = arith.constant 5.000000e-01 : f32
    %0 = tensor.empty() : tensor<3x5xf32>
    %1 = linalg.fill ins(%cst : f32) outs(%0 : tensor<3x5xf32>) -> tensor<3x5xf32>
    %2 = linalg.matmul ins(%arg0, %cst_0 : tensor<3x4xf32>, tensor<4x5xf32>) outs(%1 : tensor<3x5xf32>) -> tensor<3x5xf32>
    %3 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel"]} ins(%2, %arg1 : tensor<3x5xf32>, tensor<3x5xf32>) outs(%0 : tensor<3x5xf32>) {
    ^bb0(%in: f32, %in_2: f32, %out: f32):
      %4 = arith.mulf %in_2, %cst_1 : f32
      %5 = arith.addf %in, %4 : f32
      linalg.yield %5 : f32
    } -> tensor<3x5xf32>
    return %3 : tensor<3x5xf32>
  }
}


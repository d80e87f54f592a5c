#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1) -> (d0, d1)>
#map2 = affine_map<(d0, d1) -> (d1)>
module {
  func.func @small_cnn(%arg0: tensor<1x3x32x32xf32>) -> tensor<1x10xf32> {
    %cst = arith.constant 0.000000e+00 : f32
    %cst_0 = arith.constant 0xFF800000 : f32
    %cst_1 = arith.constant dense_resource<__elided__> : tensor<16x3x3x3xf32>
    %cst_2 = arith.constant dense<[0.954422295, 0.544462383, -0.154057056, 1.08053303, -1.49979877, 1.35757184, -0.0636840314, -0.542435229, 0.749174058, 1.05989897, 0.769795417, 1.99950385, 1.08072603, 1.28350663, -0.539863944, 0.106523775]> : tensor<16xf32>
    %cst_3 = arith.constant dense_resource<__elided__> : tensor<32x16x3x3xf32>
    %cst_4 = arith.constant dense_resource<__elided__> : tensor<32xf32>
    %cst_5 = arith.constant dense_resource<__elided__> : tensor<10x32xf32>
    %cst_6 = arith.constant dense<[-0.896495878, -0.848687291, -1.29927564, -0.554850638, 1.77809453, -0.0957409217, -0.0312668681, 0.0682948679, 0.576616883, 1.19058073]> : tensor<10xf32>
    %cst_7 = arith.constant 2.560000e+02 : f32
    %padded = tensor.pad %arg0 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg1: index, %arg2: index, %arg3: index, %arg4: index):
      tensor.yield %cst : f32
    } : tensor<1x3x32x32xf32> to tensor<1x3x34x34xf32>
    %0 = tensor.empty() : tensor<1x16x32x32xf32>
    %broadcasted = linalg.broadcast ins(%cst_2 : tensor<16xf32>) outs(%0 : tensor<1x16x32x32xf32>) dimensions = [0, 2, 3] 
    %1 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded, %cst_1 : tensor<1x3x34x34xf32>, tensor<16x3x3x3xf32>) outs(%broadcasted : tensor<1x16x32x32xf32>) -> tensor<1x16x32x32xf32>
    %2 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%1 : tensor<1x16x32x32xf32>) outs(%0 : tensor<1x16x32x32xf32>) {
    ^bb0(%in: f32, %out: f32):
      %20 = arith.cmpf ugt, %in, %cst : f32
      %21 = arith.select %20, %in, %cst : f32
      linalg.yield %21 : f32
    } -> tensor<1x16x32x32xf32>
    %3 = tensor.empty() : tensor<1x16x16x16xf32>
    %4 = linalg.fill ins(%cst_0 : f32) outs(%3 : tensor<1x16x16x16xf32>) -> tensor<1x16x16x16xf32>
    %5 = tensor.empty() : tensor<2x2xf32>
    %6 = linalg.pooling_nchw_max {dilations = dense<1> : vector<2xi64>, strides = dense<2> : vector<2xi64>} ins(%2, %5 : tensor<1x16x32x32xf32>, tensor<2x2xf32>) outs(%4 : tensor<1x16x16x16xf32>) -> tensor<1x16x16x16xf32>
    %padded_8 = tensor.pad %6 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg1: index, %arg2: index, %arg3: index, %arg4: index):
      tensor.yield %cst : f32
    } : tensor<1x16x16x16xf32> to tensor<1x16x18x18xf32>
    %7 = tensor.empty() : tensor<1x32x16x16xf32>
    %broadcasted_9 = linalg.broadcast ins(%cst_4 : tensor<32xf32>) outs(%7 : tensor<1x32x16x16xf32>) dimensions = [0, 2, 3] 
    %8 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded_8, %cst_3 : tensor<1x16x18x18xf32>, tensor<32x16x3x3xf32>) outs(%broadcasted_9 : tensor<1x32x16x16xf32>) -> tensor<1x32x16x16xf32>
    %9 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%8 : tensor<1x32x16x16xf32>) outs(%7 : tensor<1x32x16x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %20 = arith.cmpf ugt, %in, %cst : f32
      %21 = arith.select %20, %in, %cst : f32
      linalg.yield %21 : f32
    } -> tensor<1x32x16x16xf32>
    %10 = tensor.empty() : tensor<1x32x1x1xf32>
    %11 = linalg.fill ins(%cst : f32) outs(%10 : tensor<1x32x1x1xf32>) -> tensor<1x32x1x1xf32>
    %12 = tensor.empty() : tensor<16x16xf32>
    %13 = linalg.pooling_nchw_sum {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%9, %12 : tensor<1x32x16x16xf32>, tensor<16x16xf32>) outs(%11 : tensor<1x32x1x1xf32>) -> tensor<1x32x1x1xf32>
    %14 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%13 : tensor<1x32x1x1xf32>) outs(%10 : tensor<1x32x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %20 = arith.divf %in, %cst_7 : f32
      linalg.yield %20 : f32
    } -> tensor<1x32x1x1xf32>
    %collapsed = tensor.collapse_shape %14 [[0], [1, 2, 3]] : tensor<1x32x1x1xf32> into tensor<1x32xf32>
    %15 = tensor.empty() : tensor<32x10xf32>
    %transposed = linalg.transpose ins(%cst_5 : tensor<10x32xf32>) outs(%15 : tensor<32x10xf32>) permutation = [1, 0] 
    %16 = tensor.empty() : tensor<1x10xf32>
    %17 = linalg.fill ins(%cst : f32) outs(%16 : tensor<1x10xf32>) -> tensor<1x10xf32>
    %18 = linalg.matmul ins(%collapsed, %transposed : tensor<1x32xf32>, tensor<32x10xf32>) outs(%17 : tensor<1x10xf32>) -> tensor<1x10xf32>
    %19 = linalg.generic {indexing_maps = [#map1, #map2, #map1], iterator_types = ["parallel", "parallel"]} ins(%18, %cst_6 : tensor<1x10xf32>, tensor<10xf32>) outs(%16 : tensor<1x10xf32>) {
    ^bb0(%in: f32, %in_10: f32, %out: f32):
      %20 = arith.addf %in, %in_10 : f32
      linalg.yield %20 : f32
    } -> tensor<1x10xf32>
    return %19 : tensor<1x10xf32>
  }
}


#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
module {
  func.func @g(%arg0: tensor<1x4x5x5xi8>) -> tensor<1x2x5x5xi32> {
    %c-128_i8 = arith.constant -128 : i8
    %c0_i32 = arith.constant 0 : i32
    %c-121_i32 = arith.constant -121 : i32
    %c-128_i32 = arith.constant -128 : i32
    %c-121_i8 = arith.constant -121 : i8
    %cst = arith.constant dense<[[[[-78, 108, -86], [-83, 111, -93], [36, 76, -98]], [[101, 45, -126], [110, -125, -84], [66, 119, 107]], [[16, -81, -67], [33, 95, -119], [120, 10, 94]], [[106, -90, 110], [94, 56, 35], [-68, -67, -114]]], [[[126, 109, -78], [23, 114, -88], [2, 108, 12]], [[49, -83, 70], [29, -95, 50], [25, -124, -113]], [[127, 96, 70], [80, 126, 15], [-81, 85, 86]], [[-93, 28, -89], [-116, -110, -114], [-88, -86, 12]]]]> : tensor<2x4x3x3xi8>
    %0 = tensor.empty() : tensor<1x4x5x5xi8>
    %1 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%arg0 : tensor<1x4x5x5xi8>) outs(%0 : tensor<1x4x5x5xi8>) {
    ^bb0(%in: i8, %out: i8):
      %7 = arith.addi %in, %c-128_i8 : i8
      linalg.yield %7 : i8
    } -> tensor<1x4x5x5xi8>
    %2 = tensor.empty() : tensor<2x4x3x3xi8>
    %3 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst : tensor<2x4x3x3xi8>) outs(%2 : tensor<2x4x3x3xi8>) {
    ^bb0(%in: i8, %out: i8):
      %7 = arith.addi %in, %c-128_i8 : i8
      linalg.yield %7 : i8
    } -> tensor<2x4x3x3xi8>
    %padded = tensor.pad %1 low[0, 0, 1, 1] high[0, 0, 1, 1] {
    ^bb0(%arg1: index, %arg2: index, %arg3: index, %arg4: index):
      tensor.yield %c-121_i8 : i8
    } : tensor<1x4x5x5xi8> to tensor<1x4x7x7xi8>
    %4 = tensor.empty() : tensor<1x2x5x5xi32>
    %5 = linalg.fill ins(%c0_i32 : i32) outs(%4 : tensor<1x2x5x5xi32>) -> tensor<1x2x5x5xi32>
    %6 = linalg.conv_2d_nchw_fchw_q {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded, %3, %c-121_i32, %c-128_i32 : tensor<1x4x7x7xi8>, tensor<2x4x3x3xi8>, i32, i32) outs(%5 : tensor<1x2x5x5xi32>) -> tensor<1x2x5x5xi32>
    return %6 : tensor<1x2x5x5xi32>
  }
}


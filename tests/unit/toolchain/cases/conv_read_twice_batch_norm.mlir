#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (0, d1, 0, 0)>
module {
  func.func @g(%arg0: tensor<2x4x7x6xf32>) -> tensor<2x6x5x4xf32> {
    %cst = arith.constant 0.000000e+00 : f32
    %cst_0 = arith.constant dense<"0x9587B23EC395ACBEBA6C9E3E61E888BFD3A212BF8A814F3EF84886BF0A1E1ABFEF6BA8BEB4D4813E442B8FBFA970B83F8354E73E9646563FB270D1BFBDF1A43F3C767F3FBD60483E481E0540387BB63F1874103E236454BEB78E833ED45543BFA4C4403F90A3B33E3C991DC04A4B78BEDBABCEBF8F0F0DBF1D5DAABFFEE8C6BF5BF40C3EE210233F0F7645BE60CC6E3E5167E63FDF234D3F78595FBFBE1B0240C37CE9BF402E093F6F2FE5BE4C2CBC3E0596CA3F00CA4C3F70E3953F53ABDF3F729C363F9F8BB63DA552243E41C31EC03DA4353F5DF89DBE97B3D7BE26AAC13FF62F843F30F5F8BE39A79B3FE992303F0E67303FE9E314BF9B927D3FD3651B3EB7D4363FEB037D3FA532DABF856B53BF942644405DD3093E8D961240D27393BF2384A4BE064CA0BFC7E1843FE74A82BE9B5ACCBF1A5FAB3DC82A1DBFDB6263BED45BF93E35BA5B3F53EAE93E2B6A153F1DB0D3BCC237933F83E60140C5F35CBF0B272BBF271D50BF6ADF03C0168820BF51D297BFCA14053F19BEF13FFFB64BBFBC4871BF9683E2BF24B1B7BE2F97033E6846E7BEF76D49BF4823E13E91FC3FBF7893013FD3AC1ABF35584D3F888AD03E4818FABE0C73B63ED018E43E1B52133B63FE8EBFAD7210400E34D3BF8F666C3FFD2F89BF0562F23EA74FB2BFEC94813E16D2A4BF45FC863F6AF2B2BF6D8C41BED7BD9E3F2E16A3BEB8888EBFCDA68A3E207F923F87258ABF6493323FE2F6CF3FCB0D5B3C633A3BBF8724613F345D9C3F92BB97BE8FE8CEBF167C1CBF9A3915403C8E0D3EF397823F47BE803FC9C9673D636342BF31EED63BFFFF353FC51E07C0166181BFFE65A2BF4143BCBE3FFB5DBF9DF35DBFCA4633BF26FF383F76525CBD073466BF2294EFBF6946033EEE21573FA8B639BF84E4923FA3E1BFBF60024A3F094196BF981266BC211ACA3F116A6C3FDC4EC6BFC4989FBE31BB143F65F21C3E8461393E8AC2A63F11B90ABF68464FBEFF4BAFBF68B28C3F0ADC7CBF5A4296BED50C8BBF9EC83FBFB11926BFB2BA84BF96C282BD7CC26B3E2E65B23E4DD752BEE58799BF8BA836BD4A6503BF9A188ABFD137983EF802CABFE2F1323E78435BBFB0B2D33F974ED23F6AD99FBE86156B3F6A1C0DBFB086C8BE275483BDA8C7CEBF5A62833FF2B1C9BFE8A388BF5D2F2B3F3BF10CBF31654B3F754A913D957D16BE47F2AC3E7F11133FD89046BCE360023F"> : tensor<6x4x3x3xf32>
    %cst_1 = arith.constant dense<[[[[0.60051769]], [[-0.436215848]], [[0.257117152]], [[-0.474924892]], [[-0.98632121]], [[0.955524206]]]]> : tensor<1x6x1x1xf32>
    %cst_2 = arith.constant dense<[[[[0.665599108]], [[1.644410e+00]], [[1.81122863]], [[1.320925]], [[1.91859198]], [[0.825637161]]]]> : tensor<1x6x1x1xf32>
    %cst_3 = arith.constant 9.99999974E-6 : f32
    %cst_4 = arith.constant dense<[[[[1.29170036]], [[0.565244853]], [[-0.160373226]], [[0.491710037]], [[0.0778874904]], [[-1.0051651]]]]> : tensor<1x6x1x1xf32>
    %cst_5 = arith.constant dense<[[[[0.46272859]], [[-0.944457293]], [[0.594180167]], [[-0.882259428]], [[0.693137943]], [[-1.26998436]]]]> : tensor<1x6x1x1xf32>
    %0 = tensor.empty() : tensor<2x6x5x4xf32>
    %1 = linalg.fill ins(%cst : f32) outs(%0 : tensor<2x6x5x4xf32>) -> tensor<2x6x5x4xf32>
    %2 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%arg0, %cst_0 : tensor<2x4x7x6xf32>, tensor<6x4x3x3xf32>) outs(%1 : tensor<2x6x5x4xf32>) -> tensor<2x6x5x4xf32>
    %3 = tensor.empty() : tensor<1x6x1x1xf32>
    %4 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%cst_2 : tensor<1x6x1x1xf32>) outs(%3 : tensor<1x6x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %11 = arith.addf %in, %cst_3 : f32
      linalg.yield %11 : f32
    } -> tensor<1x6x1x1xf32>
    %5 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%4 : tensor<1x6x1x1xf32>) outs(%3 : tensor<1x6x1x1xf32>) {
    ^bb0(%in: f32, %out: f32):
      %11 = math.rsqrt %in : f32
      linalg.yield %11 : f32
    } -> tensor<1x6x1x1xf32>
    %6 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%2, %cst_1 : tensor<2x6x5x4xf32>, tensor<1x6x1x1xf32>) outs(%0 : tensor<2x6x5x4xf32>) {
    ^bb0(%in: f32, %in_6: f32, %out: f32):
      %11 = arith.subf %in, %in_6 : f32
      linalg.yield %11 : f32
    } -> tensor<2x6x5x4xf32>
    %7 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%6, %5 : tensor<2x6x5x4xf32>, tensor<1x6x1x1xf32>) outs(%0 : tensor<2x6x5x4xf32>) {
    ^bb0(%in: f32, %in_6: f32, %out: f32):
      %11 = arith.mulf %in, %in_6 : f32
      linalg.yield %11 : f32
    } -> tensor<2x6x5x4xf32>
    %8 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%7, %cst_4 : tensor<2x6x5x4xf32>, tensor<1x6x1x1xf32>) outs(%0 : tensor<2x6x5x4xf32>) {
    ^bb0(%in: f32, %in_6: f32, %out: f32):
      %11 = arith.mulf %in, %in_6 : f32
      linalg.yield %11 : f32
    } -> tensor<2x6x5x4xf32>
    %9 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%8, %cst_5 : tensor<2x6x5x4xf32>, tensor<1x6x1x1xf32>) outs(%0 : tensor<2x6x5x4xf32>) {
    ^bb0(%in: f32, %in_6: f32, %out: f32):
      %11 = arith.addf %in, %in_6 : f32
      linalg.yield %11 : f32
    } -> tensor<2x6x5x4xf32>
    %10 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%2, %9 : tensor<2x6x5x4xf32>, tensor<2x6x5x4xf32>) outs(%0 : tensor<2x6x5x4xf32>) {
    ^bb0(%in: f32, %in_6: f32, %out: f32):
      %11 = arith.addf %in, %in_6 : f32
      linalg.yield %11 : f32
    } -> tensor<2x6x5x4xf32>
    return %10 : tensor<2x6x5x4xf32>
  }
}


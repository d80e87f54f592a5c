// The sample of the language reference is complete and valid, in both forms.
// RUN: stream-opt %S/../../../../dialects/dnn.mlir | stream-opt | filecheck %s
// RUN: stream-opt %S/../../../../dialects/dnn.mlir --print-op-generic | stream-opt | filecheck %s

// CHECK:      dnn.network @net(%image: tensor<1x4x8x8xf32>) -> tensor<1x10xf32> inputs ["image"] outputs ["classes"] on @pair precision "native" {
// CHECK-NEXT:   %head = dnn.stack "front"(%x = %image : tensor<1x4x8x8xf32>) -> (tensor<1x4x8x8xf32>) row_tiles 4 {
// CHECK-NEXT:     %w = dnn.weight "conv1.weight" fold_batch_norm("conv1.weight", "bn1.weight", "bn1.var", 1.0e-05) : tensor<8x2x3x3xf32>
// CHECK-NEXT:     %b = dnn.weight "conv1.bias" fold_batch_norm_bias(fill(0.0, [8]), "bn1.weight", "bn1.bias", "bn1.mean", "bn1.var", 1.0e-05) : tensor<8xf32>
// CHECK-NEXT:     %0 = dnn.layer "conv1" conv(%x, %w, %b) dims <b = 1, g = 2, k = 4, oy = 8, ox = 8, c = 2, fy = 3, fx = 3>
// CHECK-NEXT:       maps [(b, 2*g + c, oy + fy - 1, ox + fx - 1), (4*g + k, c, fy, fx), (4*g + k)] -> (b, 4*g + k, oy, ox)
// CHECK-NEXT:       bits <in = [8, 8, 16], psum = 16, out = 8> pad zero from "Conv"
// CHECK-NEXT:       pins <group = "front", cores = [@core0, @core1], temporal = [oy : 2], spatial = [g : 2]>
// CHECK-NEXT:       tiling <temporal = [oy : 2], spatial = [g : 2]>
// CHECK-NEXT:       splits [<[]>, <[g : 2]>, <[k : 2]>]
// CHECK-NEXT:       costs [<@array, 1x2x4x2x8x2x3x3, cycles = 160, compute = 144, energy = 1500.0, mac_energy = 1152.0, memory_energy = [@sram [144.0, 108.0, 16.0, 80.0]]>,
// CHECK-NEXT:         <@array, 1x1x4x2x8x2x3x3, cycles = 80, compute = 72, energy = 750.0, mac_energy = 576.0>]
// CHECK-NEXT:       cores [@core0, @core1]
// CHECK-NEXT:       : (tensor<1x4x8x8xf32>, tensor<8x2x3x3xf32>, tensor<8xf32>) -> tensor<1x8x8x8xf32>
// CHECK-NEXT:     %1 = dnn.layer "act" leaky_relu(%0) dims <b = 1, c = 8, y = 8, x = 8>
// CHECK-NEXT:       maps [(b, c, y, x)] -> (b, c, y, x)
// CHECK-NEXT:       bits <in = [8], psum = 16, out = 8> from "LeakyRelu" params {alpha = 1.000000e-01 : f32}
// CHECK-NEXT:       tiling <temporal = [y : 2], spatial = []>
// CHECK-NEXT:       cores [@core0]
// CHECK-NEXT:       : (tensor<1x8x8x8xf32>) -> tensor<1x8x8x8xf32>
// CHECK-NEXT:     %2 = dnn.view reshape(%1) : (tensor<1x8x8x8xf32>) -> tensor<1x2x4x64xf32>
// CHECK-NEXT:     %3 = dnn.view transpose(%2) permutation [0, 2, 1, 3] : (tensor<1x2x4x64xf32>) -> tensor<1x4x2x64xf32>
// CHECK-NEXT:     %4 = dnn.view reshape(%3) : (tensor<1x4x2x64xf32>) -> tensor<1x8x8x8xf32>
// CHECK-NEXT:     %5 = dnn.view slice(%4) offsets [0, 6, 0, 0] sizes [1, 2, 8, 8] strides [1, -2, 1, 1] : (tensor<1x8x8x8xf32>) -> tensor<1x2x8x8xf32>
// CHECK-NEXT:     %6 = dnn.view concat(%5, %5) axis [1] : (tensor<1x2x8x8xf32>, tensor<1x2x8x8xf32>) -> tensor<1x4x8x8xf32>
// CHECK-NEXT:     %offset = dnn.weight "offset" elements(0.5, -0.25, [2, 1]) : tensor<2x1xf32>
// CHECK-NEXT:     %7 = dnn.view broadcast(%offset) : (tensor<2x1xf32>) -> tensor<2x2xf32>
// CHECK-NEXT:     %8 = dnn.view reshape(%7) : (tensor<2x2xf32>) -> tensor<4x1x1xf32>
// CHECK-NEXT:     %9 = dnn.layer "add" add(%6, %8) dims <b = 1, c = 4, y = 8, x = 8>
// CHECK-NEXT:       maps [(b, c, y, x), (c, 0, 0)] -> (b, c, y, x)
// CHECK-NEXT:       bits <in = [8, 8], psum = 16, out = 8> from "Add"
// CHECK-NEXT:       tiling <temporal = [], spatial = []>
// CHECK-NEXT:       cores [@core1]
// CHECK-NEXT:       : (tensor<1x4x8x8xf32>, tensor<4x1x1xf32>) -> tensor<1x4x8x8xf32>
// CHECK-NEXT:     dnn.yield %9 : tensor<1x4x8x8xf32>
// CHECK-NEXT:   }
// CHECK-NEXT:   %classes = dnn.stack "back"(%h = %head : tensor<1x4x8x8xf32>) -> (tensor<1x10xf32>) {
// CHECK-NEXT:     %0 = dnn.layer "pool" avgpool(%h) dims <b = 1, c = 4, fy = 8, fx = 8>
// CHECK-NEXT:       maps [(b, c, fy, fx)] -> (b, c, 0, 0)
// CHECK-NEXT:       bits <in = [8], psum = 16, out = 8> from "GlobalAveragePool"
// CHECK-NEXT:       cores [@core0]
// CHECK-NEXT:       : (tensor<1x4x8x8xf32>) -> tensor<1x4x1x1xf32>
// CHECK-NEXT:     %1 = dnn.view reshape(%0) : (tensor<1x4x1x1xf32>) -> tensor<1x4xf32>
// CHECK-NEXT:     %w = dnn.weight "fc.weight" transpose(reshape("fc.weight", [10, 4]), [1, 0]) : tensor<4x10xf32>
// CHECK-NEXT:     %b = dnn.weight "fc.bias" : tensor<10xf32>
// CHECK-NEXT:     %2 = dnn.layer "fc" matmul(%1, %w, %b) dims <m = 1, n = 10, k = 4>
// CHECK-NEXT:       maps [(m, k), (k, n), (n)] -> (m, n)
// CHECK-NEXT:       bits <in = [8, 8, 16], psum = 16, out = 8> from "Gemm" params {alpha = 5.000000e-01 : f32}
// CHECK-NEXT:       cores [@core1]
// CHECK-NEXT:       : (tensor<1x4xf32>, tensor<4x10xf32>, tensor<10xf32>) -> tensor<1x10xf32>
// CHECK-NEXT:     dnn.yield %2 : tensor<1x10xf32>
// CHECK-NEXT:   }
// CHECK-NEXT:   dnn.return %classes : tensor<1x10xf32>
// CHECK-NEXT: }

// RUN: ROUNDTRIP
// RUN: GENERIC_ROUNDTRIP

// CHECK-LABEL: dnn.network @net(%x: tensor<1x4x8x8xf32>) -> tensor<1x64xf32> inputs ["x"] outputs ["y"] precision "native" priority latency prefetch 0.5 {
dnn.network @net(%x: tensor<1x4x8x8xf32>) -> tensor<1x64xf32> inputs ["x"] outputs ["y"] precision "native" priority latency prefetch 0.5 {
  // CHECK-NEXT: %w = dnn.weight "w" : tensor<4x4x3x3xf32>
  %w = dnn.weight "w" : tensor<4x4x3x3xf32>
  // CHECK-NEXT: %b = dnn.weight "b" fold_batch_norm_bias(fill(0.0, [4]), "s", "t", "m", "v", 1.0e-05) : tensor<4xf32>
  %b = dnn.weight "b" fold_batch_norm_bias(fill(0.0, [4]), "s", "t", "m", "v", 1.0e-05) : tensor<4xf32>
  // CHECK-NEXT: %[[C:.*]] = dnn.layer "conv" conv(%x, %w, %b) dims <b = 1, k = 4, oy = 4, ox = 4, c = 4, fy = 3, fx = 3>
  // CHECK-NEXT:   maps [(b, c, 2*oy + fy - 1, 2*ox + fx - 1), (k, c, fy, fx), (k)] -> (b, k, oy, ox)
  // CHECK-NEXT:   bits <in = [8, 8, 16], psum = 16, out = 8> pad zero from "Conv"
  // CHECK-NEXT:   pins <group = "front", temporal = [oy : 2]>
  // CHECK-NEXT:   tiling <temporal = [oy : 3], spatial = []>
  // CHECK-NEXT:   splits [<[]>, <[k : 2]>, <[k : 2, oy : 2]>]
  // CHECK-NEXT:   : (tensor<1x4x8x8xf32>, tensor<4x4x3x3xf32>, tensor<4xf32>) -> tensor<1x4x4x4xf32>
  %1 = dnn.layer "conv" conv(%x, %w, %b) dims <b = 1, k = 4, oy = 4, ox = 4, c = 4, fy = 3, fx = 3>
    maps [(b, c, 2*oy + fy - 1, fx + 2*ox - 1), (k, c, fy, fx), (k)] -> (b, k, oy, ox)
    bits <in = [8, 8, 16], psum = 16, out = 8> pad zero from "Conv"
    pins <group = "front", temporal = [oy : 2]>
    tiling <temporal = [oy : 3], spatial = []> splits [<[]>, <[k : 2]>, <[k : 2, oy : 2]>]
    : (tensor<1x4x8x8xf32>, tensor<4x4x3x3xf32>, tensor<4xf32>) -> tensor<1x4x4x4xf32>
  // CHECK-NEXT: %[[R:.*]] = dnn.layer "lrelu" leaky_relu(%[[C]]) dims <n0 = 1, n1 = 4, n2 = 4, n3 = 4>
  // CHECK-NEXT:   maps [(n0, n1, n2, n3)] -> (n0, n1, n2, n3)
  // CHECK-NEXT:   bits <in = [8], psum = 16, out = 8> params {alpha = 1.000000e-01 : f32}
  // CHECK-NEXT:   : (tensor<1x4x4x4xf32>) -> tensor<1x4x4x4xf32>
  %2 = dnn.layer "lrelu" leaky_relu(%1) dims <n0 = 1, n1 = 4, n2 = 4, n3 = 4>
    maps [(n0, n1, n2, n3)] -> (n0, n1, n2, n3)
    bits <in = [8], psum = 16, out = 8> params {alpha = 1.000000e-01 : f32}
    : (tensor<1x4x4x4xf32>) -> tensor<1x4x4x4xf32>
  // CHECK-NEXT: %[[V:.*]] = dnn.view reshape(%[[R]]) : (tensor<1x4x4x4xf32>) -> tensor<1x64xf32>
  %3 = dnn.view reshape(%2) : (tensor<1x4x4x4xf32>) -> tensor<1x64xf32>
  // CHECK-NEXT: dnn.return %[[V]] : tensor<1x64xf32>
  dnn.return %3 : tensor<1x64xf32>
}

// -----

// Names are any strings; maps may run backwards; a scalar has no axes; numbers of recipes may be infinite.
// CHECK: dnn.network @odd(%x: tensor<4xf32>) -> (tensor<f32>, tensor<4xf32>) inputs ["in \22put\22"] outputs ["a/b", "c\0Ad"] {
dnn.network @odd(%x: tensor<4xf32>) -> (tensor<f32>, tensor<4xf32>) inputs ["in \"put\""] outputs ["a/b", "c\0Ad"] {
  // CHECK-NEXT: %{{.*}} = dnn.weight "mask" fill(-inf, []) : tensor<f32>
  %0 = dnn.weight "mask" fill(-inf, []) : tensor<f32>
  // CHECK-NEXT: %{{.*}} = dnn.weight "few" elements(inf, -1.5, nan, 1.0e-05, [4]) : tensor<4xf32>
  %1 = dnn.weight "few" elements(inf, -1.5, nan, 1.0e-05, [4]) : tensor<4xf32>
  // CHECK-NEXT: %{{.*}} = dnn.weight "q" reshape(dequantize("q", "scale", fill(3.0, []), [0]), [4]) : tensor<4xf32>
  %2 = dnn.weight "q" reshape(dequantize("q", "scale", fill(3.0, []), [0]), [4]) : tensor<4xf32>
  // CHECK-NEXT: %{{.*}} = dnn.layer "dot \221\22" matmul(%{{.*}}, %{{.*}}, %{{.*}}) dims <k = 4>
  // CHECK-NEXT:   maps [(-k + 3), (k), ()] -> ()
  // CHECK-NEXT:   bits <in = [8, 8, 16], psum = 16, out = 8>
  // CHECK-NEXT:   : (tensor<4xf32>, tensor<4xf32>, tensor<f32>) -> tensor<f32>
  %3 = dnn.layer "dot \"1\"" matmul(%2, %x, %0) dims <k = 4> maps [(3 - k), (k), ()] -> ()
    bits <in = [8, 8, 16], psum = 16, out = 8> : (tensor<4xf32>, tensor<4xf32>, tensor<f32>) -> tensor<f32>
  // CHECK-NEXT: %{{.*}} = dnn.layer "add" add(%{{.*}}, %{{.*}}) dims <i = 4>
  // CHECK-NEXT:   maps [(2*i - 3), (i)] -> (i)
  // CHECK-NEXT:   bits <in = [8, 8], psum = 16, out = 8> pad minus_infinity
  // CHECK-NEXT:   pins <cores = [@core1]> {note = "kept"}
  // CHECK-NEXT:   : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %4 = dnn.layer "add" add(%x, %1) dims <i = 4> maps [(i - 3 + i), (i)] -> (i)
    bits <in = [8, 8], psum = 16, out = 8> pad minus_infinity pins <cores = [@core1]> {note = "kept"}
    : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  dnn.return %3, %4 : tensor<f32>, tensor<4xf32>
}

// -----

// Every attribute stands alone, too.
// CHECK:      tiling = #dnn.tiling<temporal = [oy : 4, k : 16], spatial = [k : 2]>
// CHECK-SAME: split = #dnn.split<[k : 2, oy : 2]>
// CHECK-SAME: pins = #dnn.pins<group = "front", cores = [@core0, @core1], temporal = [], spatial = [k : 2]>
// CHECK-SAME: free = #dnn.pins<>
// CHECK-SAME: cost = #dnn.cost<@tpu_like, 1x32x4, cycles = 3136, compute = 2016, energy = 1.5e+20, mac_energy = 8.25, streams = [0 : 4096 buffer 64, 1 : 512 buffer 512]>
// CHECK-SAME: split_cost = #dnn.cost<@"pe 1", 4x8, cycles = 2, compute = 1, energy = 7.25, mac_energy = 1.0, memory_energy = [@rf [0.0, 1.0e-05, 0.0], @"the sram" [2.0, 4.0, 0.24999]], streams = [2 : 8 buffer 4]>
// CHECK-SAME: staged = #dnn.cost<@imc, 1x32x4, cycles = 73, compute = 40, energy = 2.0, mac_energy = 1.0, onload = 32, offload = 1, in_place = 42>
// CHECK-SAME: plain = #dnn.cost<@imc, 1x32x4, cycles = 73, compute = 40, energy = 2.0, mac_energy = 1.0>
// CHECK-SAME: allocation = #dnn.allocation<edp = 126043275264, bound = 0>
// CHECK-SAME: recipe = #dnn.recipe<transpose(reshape("w", [2, 3]), [1, 0])>
"test.op"() {
  tiling = #dnn.tiling<temporal = [oy : 4, k : 16], spatial = [k : 2]>,
  split = #dnn.split<[k : 2, oy : 2]>,
  pins = #dnn.pins<group = "front", cores = [@core0, @core1], temporal = [], spatial = [k : 2]>,
  free = #dnn.pins<>,
  cost = #dnn.cost<@tpu_like, 1x32x4, cycles = 3136, compute = 2016, energy = 1.5e+20, mac_energy = 8.25, streams = [0 : 4096 buffer 64, 1 : 512 buffer 512]>,
  split_cost = #dnn.cost<@"pe 1", 4x8, cycles = 2, compute = 1, energy = 7.25, mac_energy = 1.0,
    memory_energy = [@rf [0, 0.00001, 0.0], @"the sram" [2, 4.0, 0.24999]], streams = [2 : 8 buffer 4]>,
  staged = #dnn.cost<@imc, 1x32x4, cycles = 73, compute = 40, energy = 2.0, mac_energy = 1.0, in_place = 42, onload = 32, offload = 1>,
  plain = #dnn.cost<@imc, 1x32x4, cycles = 73, compute = 40, energy = 2.0, mac_energy = 1.0, onload = 0, in_place = 73>,
  allocation = #dnn.allocation<edp = 126043275264, bound = 0>,
  recipe = #dnn.recipe<transpose(reshape("w", [2, 3]), [1, 0])>
} : () -> ()

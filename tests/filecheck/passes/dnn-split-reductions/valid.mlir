// RUN: stream-opt %s -p dnn-split-reductions --split-input-file | filecheck %s
// RUN: stream-opt %s -p dnn-split-reductions --split-input-file --print-op-generic | stream-opt --split-input-file | filecheck %s

// two ranges of input channels, each in two parts along output channels: part i of the split is on core i

// CHECK: dnn.network @net(%x: tensor<1x4x8x8xf32>) -> tensor<1x8x8x8xf32> inputs ["x"] outputs ["y"] on @m {
// CHECK-NEXT: %w = dnn.weight "w" : tensor<8x4x3x3xf32>
// CHECK-NEXT: %b = dnn.weight "b" : tensor<8xf32>
// CHECK-NEXT: %0 = dnn.layer "conv.c0" conv(%x, %w, %b) dims <b = 1, k = 8, oy = 8, ox = 8, c = 2, fy = 3, fx = 3>
// CHECK-NEXT: maps [(b, c, oy + fy - 1, ox + fx - 1), (k, c, fy, fx), (k)] -> (b, k, oy, ox)
// CHECK-NEXT: bits <in = [8, 8, 16], psum = 16, out = 16> pad zero from "Conv"
// CHECK-NEXT: pins <group = "front", cores = [@core0, @core2], temporal = [oy : 4, c : 2], spatial = [k : 2]>
// CHECK-NEXT: : (tensor<1x4x8x8xf32>, tensor<8x4x3x3xf32>, tensor<8xf32>) -> tensor<1x8x8x8xf32>
// CHECK-NEXT: %1 = dnn.layer "conv.c1" conv(%x, %w, %0) dims <b = 1, k = 8, oy = 8, ox = 8, c = 2, fy = 3, fx = 3>
// CHECK-NEXT: maps [(b, c + 2, oy + fy - 1, ox + fx - 1), (k, c + 2, fy, fx), (b, k, oy, ox)] -> (b, k, oy, ox)
// CHECK-NEXT: bits <in = [8, 8, 16], psum = 16, out = 8> pad zero from "Conv"
// CHECK-NEXT: pins <group = "front", cores = [@core1, @core3], temporal = [oy : 4, c : 2], spatial = [k : 2]>
// CHECK-NEXT: : (tensor<1x4x8x8xf32>, tensor<8x4x3x3xf32>, tensor<1x8x8x8xf32>) -> tensor<1x8x8x8xf32>
// CHECK-NEXT: dnn.return %1 : tensor<1x8x8x8xf32>

accel.system @m {
  accel.core_type @pe compute {
    accel.array <D1 = 4> mac_energy_pj 0.5
    accel.memory @sram size_bits 65536 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 2 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @vector compute runs [elementwise, reduction] {
    accel.array <D1 = 4> mac_energy_pj 0.5
    accel.memory @sram size_bits 65536 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 2 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @ddr offchip {
    accel.memory @dram size_bits 8589934592 holds [I1, I2, O] read_pj 100 write_pj 100 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @pe
  accel.core @core1 : @pe
  accel.core @core2 : @pe
  accel.core @core3 : @pe
  accel.core @simd : @vector
  accel.core @dram : @ddr
  accel.bus @bus [@core0, @core1, @core2, @core3, @simd, @dram] bandwidth 64
}
dnn.network @net(%x: tensor<1x4x8x8xf32>) -> tensor<1x8x8x8xf32> inputs ["x"] outputs ["y"] on @m {
  %w = dnn.weight "w" : tensor<8x4x3x3xf32>
  %b = dnn.weight "b" : tensor<8xf32>
  %1 = dnn.layer "conv" conv(%x, %w, %b) dims <b = 1, k = 8, oy = 8, ox = 8, c = 4, fy = 3, fx = 3>
    maps [(b, c, oy + fy - 1, ox + fx - 1), (k, c, fy, fx), (k)] -> (b, k, oy, ox)
    bits <in = [8, 8, 16], psum = 16, out = 8> pad zero from "Conv" pins <group = "front", cores = [@core0, @core1, @core2, @core3], temporal = [oy : 4, c : 4], spatial = [k : 2, c : 2]>
    : (tensor<1x4x8x8xf32>, tensor<8x4x3x3xf32>, tensor<8xf32>) -> tensor<1x8x8x8xf32>
  dnn.return %1 : tensor<1x8x8x8xf32>
}

// -----

// ranges of two loops, one cut into unequal parts; no cores are pinned: those that run the layer are shared out

// CHECK: dnn.network @net(%x: tensor<1x4x8x8xf32>) -> tensor<1x8x8x8xf32> inputs ["x"] outputs ["y"] on @m {
// CHECK-NEXT: %w = dnn.weight "w" : tensor<8x4x3x3xf32>
// CHECK-NEXT: %b = dnn.weight "b" : tensor<8xf32>
// CHECK-NEXT: %0 = dnn.layer "conv.fy0_c0" conv(%x, %w, %b) dims <b = 1, k = 8, oy = 8, ox = 8, c = 2, fy = 1, fx = 3>
// CHECK-NEXT: maps [(b, c, oy + fy - 1, ox + fx - 1), (k, c, fy, fx), (k)] -> (b, k, oy, ox)
// CHECK-NEXT: bits <in = [8, 8, 16], psum = 16, out = 16> pad zero from "Conv"
// CHECK-NEXT: pins <cores = [@core0], spatial = []>
// CHECK-NEXT: : (tensor<1x4x8x8xf32>, tensor<8x4x3x3xf32>, tensor<8xf32>) -> tensor<1x8x8x8xf32>
// CHECK-NEXT: %1 = dnn.layer "conv.fy0_c1" conv(%x, %w, %0) dims <b = 1, k = 8, oy = 8, ox = 8, c = 2, fy = 1, fx = 3>
// CHECK-NEXT: maps [(b, c + 2, oy + fy - 1, ox + fx - 1), (k, c + 2, fy, fx), (b, k, oy, ox)] -> (b, k, oy, ox)
// CHECK-NEXT: bits <in = [8, 8, 16], psum = 16, out = 16> pad zero from "Conv"
// CHECK-NEXT: pins <cores = [@core1], spatial = []>
// CHECK-NEXT: : (tensor<1x4x8x8xf32>, tensor<8x4x3x3xf32>, tensor<1x8x8x8xf32>) -> tensor<1x8x8x8xf32>
// CHECK-NEXT: %2 = dnn.layer "conv.fy1_c0" conv(%x, %w, %1) dims <b = 1, k = 8, oy = 8, ox = 8, c = 2, fy = 2, fx = 3>
// CHECK-NEXT: maps [(b, c, oy + fy, ox + fx - 1), (k, c, fy + 1, fx), (b, k, oy, ox)] -> (b, k, oy, ox)
// CHECK-NEXT: bits <in = [8, 8, 16], psum = 16, out = 16> pad zero from "Conv"
// CHECK-NEXT: pins <cores = [@core2], spatial = []>
// CHECK-NEXT: : (tensor<1x4x8x8xf32>, tensor<8x4x3x3xf32>, tensor<1x8x8x8xf32>) -> tensor<1x8x8x8xf32>
// CHECK-NEXT: %3 = dnn.layer "conv.fy1_c1" conv(%x, %w, %2) dims <b = 1, k = 8, oy = 8, ox = 8, c = 2, fy = 2, fx = 3>
// CHECK-NEXT: maps [(b, c + 2, oy + fy, ox + fx - 1), (k, c + 2, fy + 1, fx), (b, k, oy, ox)] -> (b, k, oy, ox)
// CHECK-NEXT: bits <in = [8, 8, 16], psum = 16, out = 8> pad zero from "Conv"
// CHECK-NEXT: pins <cores = [@core3], spatial = []>
// CHECK-NEXT: : (tensor<1x4x8x8xf32>, tensor<8x4x3x3xf32>, tensor<1x8x8x8xf32>) -> tensor<1x8x8x8xf32>
// CHECK-NEXT: dnn.return %3 : tensor<1x8x8x8xf32>

accel.system @m {
  accel.core_type @pe compute {
    accel.array <D1 = 4> mac_energy_pj 0.5
    accel.memory @sram size_bits 65536 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 2 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @vector compute runs [elementwise, reduction] {
    accel.array <D1 = 4> mac_energy_pj 0.5
    accel.memory @sram size_bits 65536 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 2 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @ddr offchip {
    accel.memory @dram size_bits 8589934592 holds [I1, I2, O] read_pj 100 write_pj 100 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @pe
  accel.core @core1 : @pe
  accel.core @core2 : @pe
  accel.core @core3 : @pe
  accel.core @simd : @vector
  accel.core @dram : @ddr
  accel.bus @bus [@core0, @core1, @core2, @core3, @simd, @dram] bandwidth 64
}
dnn.network @net(%x: tensor<1x4x8x8xf32>) -> tensor<1x8x8x8xf32> inputs ["x"] outputs ["y"] on @m {
  %w = dnn.weight "w" : tensor<8x4x3x3xf32>
  %b = dnn.weight "b" : tensor<8xf32>
  %1 = dnn.layer "conv" conv(%x, %w, %b) dims <b = 1, k = 8, oy = 8, ox = 8, c = 4, fy = 3, fx = 3>
    maps [(b, c, oy + fy - 1, ox + fx - 1), (k, c, fy, fx), (k)] -> (b, k, oy, ox)
    bits <in = [8, 8, 16], psum = 16, out = 8> pad zero from "Conv" pins <spatial = [fy : 2, c : 2]>
    : (tensor<1x4x8x8xf32>, tensor<8x4x3x3xf32>, tensor<8xf32>) -> tensor<1x8x8x8xf32>
  dnn.return %1 : tensor<1x8x8x8xf32>
}

// -----

// a layer with tiles, cores and costs, in a stack: the cores are those of the parts, and costs have to be estimated again

// CHECK: dnn.network @net(%x: tensor<1x4x8x8xf32>) -> tensor<1x8x8x8xf32> inputs ["x"] outputs ["y"] on @m {
// CHECK-NEXT: %0 = dnn.stack "s"(%a = %x : tensor<1x4x8x8xf32>) -> (tensor<1x8x8x8xf32>) {
// CHECK-NEXT: %w = dnn.weight "w" : tensor<8x4x3x3xf32>
// CHECK-NEXT: %b = dnn.weight "b" : tensor<8xf32>
// CHECK-NEXT: %1 = dnn.layer "conv.c0" conv(%a, %w, %b) dims <b = 1, k = 8, oy = 8, ox = 8, c = 2, fy = 3, fx = 3>
// CHECK-NEXT: maps [(b, c, oy + fy - 1, ox + fx - 1), (k, c, fy, fx), (k)] -> (b, k, oy, ox)
// CHECK-NEXT: bits <in = [8, 8, 16], psum = 16, out = 16> pad zero from "Conv"
// CHECK-NEXT: tiling <temporal = [oy : 4, c : 2], spatial = []>
// CHECK-NEXT: cores [@core3]
// CHECK-NEXT: : (tensor<1x4x8x8xf32>, tensor<8x4x3x3xf32>, tensor<8xf32>) -> tensor<1x8x8x8xf32>
// CHECK-NEXT: %2 = dnn.layer "conv.c1" conv(%a, %w, %1) dims <b = 1, k = 8, oy = 8, ox = 8, c = 2, fy = 3, fx = 3>
// CHECK-NEXT: maps [(b, c + 2, oy + fy - 1, ox + fx - 1), (k, c + 2, fy, fx), (b, k, oy, ox)] -> (b, k, oy, ox)
// CHECK-NEXT: bits <in = [8, 8, 16], psum = 16, out = 8> pad zero from "Conv"
// CHECK-NEXT: tiling <temporal = [oy : 4, c : 2], spatial = []>
// CHECK-NEXT: cores [@core1]
// CHECK-NEXT: : (tensor<1x4x8x8xf32>, tensor<8x4x3x3xf32>, tensor<1x8x8x8xf32>) -> tensor<1x8x8x8xf32>
// CHECK-NEXT: dnn.yield %2 : tensor<1x8x8x8xf32>

accel.system @m {
  accel.core_type @pe compute {
    accel.array <D1 = 4> mac_energy_pj 0.5
    accel.memory @sram size_bits 65536 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 2 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @vector compute runs [elementwise, reduction] {
    accel.array <D1 = 4> mac_energy_pj 0.5
    accel.memory @sram size_bits 65536 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 2 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @ddr offchip {
    accel.memory @dram size_bits 8589934592 holds [I1, I2, O] read_pj 100 write_pj 100 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @pe
  accel.core @core1 : @pe
  accel.core @core2 : @pe
  accel.core @core3 : @pe
  accel.core @simd : @vector
  accel.core @dram : @ddr
  accel.bus @bus [@core0, @core1, @core2, @core3, @simd, @dram] bandwidth 64
}
dnn.network @net(%x: tensor<1x4x8x8xf32>) -> tensor<1x8x8x8xf32> inputs ["x"] outputs ["y"] on @m {
  %0 = dnn.stack "s"(%a = %x : tensor<1x4x8x8xf32>) -> (tensor<1x8x8x8xf32>) attributes {dnn.allocation = #dnn.allocation<latency = 9, bound = 9>} {
    %w = dnn.weight "w" : tensor<8x4x3x3xf32>
    %b = dnn.weight "b" : tensor<8xf32>
    %1 = dnn.layer "conv" conv(%a, %w, %b) dims <b = 1, k = 8, oy = 8, ox = 8, c = 4, fy = 3, fx = 3>
      maps [(b, c, oy + fy - 1, ox + fx - 1), (k, c, fy, fx), (k)] -> (b, k, oy, ox)
      bits <in = [8, 8, 16], psum = 16, out = 8> pad zero from "Conv" tiling <temporal = [oy : 4, c : 3], spatial = [c : 2]>
        costs [<@pe, 1x8x4x8x2x3x3, cycles = 3, compute = 3, energy = 13.0, mac_energy = 12.0>] cores [@core3, @core1]
      : (tensor<1x4x8x8xf32>, tensor<8x4x3x3xf32>, tensor<8xf32>) -> tensor<1x8x8x8xf32>
    dnn.yield %1 : tensor<1x8x8x8xf32>
  }
  dnn.return %0 : tensor<1x8x8x8xf32>
}

// -----

// quantised: zero points belong to every range, the bias to the first, and the scales to the last; sums are integers

// CHECK: dnn.network @net(%x: tensor<3x4xui8>) -> tensor<3x5xui8> inputs ["x"] outputs ["y"] on @m {
// CHECK-NEXT: %w = dnn.weight "w" : tensor<4x5xi8>
// CHECK-NEXT: %b = dnn.weight "b" : tensor<5xi32>
// CHECK-NEXT: %0 = dnn.layer "fc.k0" matmul(%x, %w, %b) dims <m = 3, n = 5, k = 1>
// CHECK-NEXT: maps [(m, k), (k, n), (n)] -> (m, n)
// CHECK-NEXT: bits <in = [8, 8, 32], psum = 32, out = 32> params {input_zero_point = 3 : i64, weight_zero_point = 1 : i64}
// CHECK-NEXT: pins <cores = [@core0], spatial = []>
// CHECK-NEXT: : (tensor<3x4xui8>, tensor<4x5xi8>, tensor<5xi32>) -> tensor<3x5xi32>
// CHECK-NEXT: %1 = dnn.layer "fc.k1" matmul(%x, %w, %0) dims <m = 3, n = 5, k = 1>
// CHECK-NEXT: maps [(m, k + 1), (k + 1, n), (m, n)] -> (m, n)
// CHECK-NEXT: bits <in = [8, 8, 32], psum = 32, out = 32> params {input_zero_point = 3 : i64, weight_zero_point = 1 : i64}
// CHECK-NEXT: pins <cores = [@core1], spatial = []>
// CHECK-NEXT: : (tensor<3x4xui8>, tensor<4x5xi8>, tensor<3x5xi32>) -> tensor<3x5xi32>
// CHECK-NEXT: %2 = dnn.layer "fc.k2" matmul(%x, %w, %1) dims <m = 3, n = 5, k = 2>
// CHECK-NEXT: maps [(m, k + 2), (k + 2, n), (m, n)] -> (m, n)
// CHECK-NEXT: bits <in = [8, 8, 32], psum = 32, out = 8> params {input_scale = 5.000000e-01 : f32, input_zero_point = 3 : i64, output_scale = 2.000000e+00 : f32, output_zero_point = 7 : i64, weight_scale = "ws", weight_zero_point = 1 : i64}
// CHECK-NEXT: pins <cores = [@core2], spatial = []>
// CHECK-NEXT: : (tensor<3x4xui8>, tensor<4x5xi8>, tensor<3x5xi32>) -> tensor<3x5xui8>
// CHECK-NEXT: dnn.return %2 : tensor<3x5xui8>

accel.system @m {
  accel.core_type @pe compute {
    accel.array <D1 = 4> mac_energy_pj 0.5
    accel.memory @sram size_bits 65536 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 2 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @vector compute runs [elementwise, reduction] {
    accel.array <D1 = 4> mac_energy_pj 0.5
    accel.memory @sram size_bits 65536 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 2 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @ddr offchip {
    accel.memory @dram size_bits 8589934592 holds [I1, I2, O] read_pj 100 write_pj 100 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @pe
  accel.core @core1 : @pe
  accel.core @core2 : @pe
  accel.core @core3 : @pe
  accel.core @simd : @vector
  accel.core @dram : @ddr
  accel.bus @bus [@core0, @core1, @core2, @core3, @simd, @dram] bandwidth 64
}
dnn.network @net(%x: tensor<3x4xui8>) -> tensor<3x5xui8> inputs ["x"] outputs ["y"] on @m {
  %w = dnn.weight "w" : tensor<4x5xi8>
  %b = dnn.weight "b" : tensor<5xi32>
  %1 = dnn.layer "fc" matmul(%x, %w, %b) dims <m = 3, n = 5, k = 4> maps [(m, k), (k, n), (n)] -> (m, n)
    bits <in = [8, 8, 32], psum = 32, out = 8>
    params {input_zero_point = 3 : i64, weight_zero_point = 1 : i64, input_scale = 0.5 : f32, weight_scale = "ws", output_scale = 2.0 : f32, output_zero_point = 7 : i64}
    pins <cores = [@core0, @core1, @core2], spatial = [k : 3]>
    : (tensor<3x4xui8>, tensor<4x5xi8>, tensor<5xi32>) -> tensor<3x5xui8>
  dnn.return %1 : tensor<3x5xui8>
}

// -----

// what poolings make of the ranges is gathered and reduced once more, on the core of the last range

// CHECK: dnn.network @net(%x: tensor<1x8x8x8xf32>) -> tensor<1x8x4x4xf32> inputs ["x"] outputs ["y"] on @m {
// CHECK-NEXT: %0 = dnn.layer "pool.fy0" avgpool(%x) dims <b = 1, c = 8, oy = 4, ox = 4, fy = 1, fx = 2>
// CHECK-NEXT: maps [(b, c, 2*oy + fy, 2*ox + fx)] -> (b, c, oy, ox)
// CHECK-NEXT: bits <in = [8], psum = 16, out = 16> from "AveragePool"
// CHECK-NEXT: pins <cores = [@core0], temporal = [oy : 2, fx : 1], spatial = []>
// CHECK-NEXT: : (tensor<1x8x8x8xf32>) -> tensor<1x8x4x4xf32>
// CHECK-NEXT: %1 = dnn.layer "pool.fy1" avgpool(%x) dims <b = 1, c = 8, oy = 4, ox = 4, fy = 1, fx = 2>
// CHECK-NEXT: maps [(b, c, 2*oy + fy + 1, 2*ox + fx)] -> (b, c, oy, ox)
// CHECK-NEXT: bits <in = [8], psum = 16, out = 16> from "AveragePool"
// CHECK-NEXT: pins <cores = [@core1], temporal = [oy : 2, fx : 1], spatial = []>
// CHECK-NEXT: : (tensor<1x8x8x8xf32>) -> tensor<1x8x4x4xf32>
// CHECK-NEXT: %2 = dnn.view reshape(%0) : (tensor<1x8x4x4xf32>) -> tensor<1x1x8x4x4xf32>
// CHECK-NEXT: %3 = dnn.view reshape(%1) : (tensor<1x8x4x4xf32>) -> tensor<1x1x8x4x4xf32>
// CHECK-NEXT: %4 = dnn.view concat(%2, %3) axis [0] : (tensor<1x1x8x4x4xf32>, tensor<1x1x8x4x4xf32>) -> tensor<2x1x8x4x4xf32>
// CHECK-NEXT: %5 = dnn.layer "pool" avgpool(%4) dims <b = 1, c = 8, oy = 4, ox = 4, fy = 2>
// CHECK-NEXT: maps [(fy, b, c, oy, ox)] -> (b, c, oy, ox)
// CHECK-NEXT: bits <in = [16], psum = 16, out = 8> from "AveragePool"
// CHECK-NEXT: pins <cores = [@core1], temporal = [oy : 2], spatial = []>
// CHECK-NEXT: : (tensor<2x1x8x4x4xf32>) -> tensor<1x8x4x4xf32>
// CHECK-NEXT: dnn.return %5 : tensor<1x8x4x4xf32>

accel.system @m {
  accel.core_type @pe compute {
    accel.array <D1 = 4> mac_energy_pj 0.5
    accel.memory @sram size_bits 65536 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 2 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @vector compute runs [elementwise, reduction] {
    accel.array <D1 = 4> mac_energy_pj 0.5
    accel.memory @sram size_bits 65536 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 2 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @ddr offchip {
    accel.memory @dram size_bits 8589934592 holds [I1, I2, O] read_pj 100 write_pj 100 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @pe
  accel.core @core1 : @pe
  accel.core @core2 : @pe
  accel.core @core3 : @pe
  accel.core @simd : @vector
  accel.core @dram : @ddr
  accel.bus @bus [@core0, @core1, @core2, @core3, @simd, @dram] bandwidth 64
}
dnn.network @net(%x: tensor<1x8x8x8xf32>) -> tensor<1x8x4x4xf32> inputs ["x"] outputs ["y"] on @m {
  %1 = dnn.layer "pool" avgpool(%x) dims <b = 1, c = 8, oy = 4, ox = 4, fy = 2, fx = 2>
    maps [(b, c, 2*oy + fy, 2*ox + fx)] -> (b, c, oy, ox)
    bits <in = [8], psum = 16, out = 8> from "AveragePool" pins <cores = [@core0, @core1], temporal = [oy : 2, fx : 1], spatial = [fy : 2]>
    : (tensor<1x8x8x8xf32>) -> tensor<1x8x4x4xf32>
  dnn.return %1 : tensor<1x8x4x4xf32>
}

// -----

// a result of one element; extremes are no wider than it

// CHECK: dnn.network @net(%x: tensor<8x8xf16>) -> tensor<f16> inputs ["x"] outputs ["y"] on @m {
// CHECK-NEXT: %0 = dnn.layer "most.n0_0_n1_0" reduce_max(%x) dims <n0 = 4, n1 = 4>
// CHECK-NEXT: maps [(n0, n1)] -> ()
// CHECK-NEXT: bits <in = [8], psum = 16, out = 8>
// CHECK-NEXT: pins <cores = [@core0], spatial = []>
// CHECK-NEXT: : (tensor<8x8xf16>) -> tensor<f16>
// CHECK-NEXT: %1 = dnn.layer "most.n0_0_n1_1" reduce_max(%x) dims <n0 = 4, n1 = 4>
// CHECK-NEXT: maps [(n0, n1 + 4)] -> ()
// CHECK-NEXT: bits <in = [8], psum = 16, out = 8>
// CHECK-NEXT: pins <cores = [@core1], spatial = []>
// CHECK-NEXT: : (tensor<8x8xf16>) -> tensor<f16>
// CHECK-NEXT: %2 = dnn.layer "most.n0_1_n1_0" reduce_max(%x) dims <n0 = 4, n1 = 4>
// CHECK-NEXT: maps [(n0 + 4, n1)] -> ()
// CHECK-NEXT: bits <in = [8], psum = 16, out = 8>
// CHECK-NEXT: pins <cores = [@core2], spatial = []>
// CHECK-NEXT: : (tensor<8x8xf16>) -> tensor<f16>
// CHECK-NEXT: %3 = dnn.layer "most.n0_1_n1_1" reduce_max(%x) dims <n0 = 4, n1 = 4>
// CHECK-NEXT: maps [(n0 + 4, n1 + 4)] -> ()
// CHECK-NEXT: bits <in = [8], psum = 16, out = 8>
// CHECK-NEXT: pins <cores = [@simd], spatial = []>
// CHECK-NEXT: : (tensor<8x8xf16>) -> tensor<f16>
// CHECK-NEXT: %4 = dnn.view reshape(%0) : (tensor<f16>) -> tensor<1xf16>
// CHECK-NEXT: %5 = dnn.view reshape(%1) : (tensor<f16>) -> tensor<1xf16>
// CHECK-NEXT: %6 = dnn.view reshape(%2) : (tensor<f16>) -> tensor<1xf16>
// CHECK-NEXT: %7 = dnn.view reshape(%3) : (tensor<f16>) -> tensor<1xf16>
// CHECK-NEXT: %8 = dnn.view concat(%4, %5, %6, %7) axis [0] : (tensor<1xf16>, tensor<1xf16>, tensor<1xf16>, tensor<1xf16>) -> tensor<4xf16>
// CHECK-NEXT: %9 = dnn.layer "most" reduce_max(%8) dims <n0 = 4>
// CHECK-NEXT: maps [(n0)] -> ()
// CHECK-NEXT: bits <in = [8], psum = 16, out = 8>
// CHECK-NEXT: pins <cores = [@simd], spatial = []>
// CHECK-NEXT: : (tensor<4xf16>) -> tensor<f16>
// CHECK-NEXT: dnn.return %9 : tensor<f16>

accel.system @m {
  accel.core_type @pe compute {
    accel.array <D1 = 4> mac_energy_pj 0.5
    accel.memory @sram size_bits 65536 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 2 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @vector compute runs [elementwise, reduction] {
    accel.array <D1 = 4> mac_energy_pj 0.5
    accel.memory @sram size_bits 65536 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 2 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @ddr offchip {
    accel.memory @dram size_bits 8589934592 holds [I1, I2, O] read_pj 100 write_pj 100 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @pe
  accel.core @core1 : @pe
  accel.core @core2 : @pe
  accel.core @core3 : @pe
  accel.core @simd : @vector
  accel.core @dram : @ddr
  accel.bus @bus [@core0, @core1, @core2, @core3, @simd, @dram] bandwidth 64
}
dnn.network @net(%x: tensor<8x8xf16>) -> tensor<f16> inputs ["x"] outputs ["y"] on @m {
  %1 = dnn.layer "most" reduce_max(%x) dims <n0 = 8, n1 = 8> maps [(n0, n1)] -> ()
    bits <in = [8], psum = 16, out = 8> pins <cores = [@core0, @core1, @core2, @simd], spatial = [n0 : 2, n1 : 2]>
    : (tensor<8x8xf16>) -> tensor<f16>
  dnn.return %1 : tensor<f16>
}

// -----

// other splits stay as they are

// CHECK: dnn.network @net(%x: tensor<1x4x8x8xf32>) -> tensor<1x8x8x8xf32> inputs ["x"] outputs ["y"] on @m {
// CHECK-NEXT: %w = dnn.weight "w" : tensor<8x4x3x3xf32>
// CHECK-NEXT: %b = dnn.weight "b" : tensor<8xf32>
// CHECK-NEXT: %0 = dnn.layer "conv" conv(%x, %w, %b) dims <b = 1, k = 8, oy = 8, ox = 8, c = 4, fy = 3, fx = 3>
// CHECK-NEXT: maps [(b, c, oy + fy - 1, ox + fx - 1), (k, c, fy, fx), (k)] -> (b, k, oy, ox)
// CHECK-NEXT: bits <in = [8, 8, 16], psum = 16, out = 8> pad zero from "Conv"
// CHECK-NEXT: pins <cores = [@core0, @core1], spatial = [k : 2]>
// CHECK-NEXT: : (tensor<1x4x8x8xf32>, tensor<8x4x3x3xf32>, tensor<8xf32>) -> tensor<1x8x8x8xf32>
// CHECK-NEXT: dnn.return %0 : tensor<1x8x8x8xf32>

accel.system @m {
  accel.core_type @pe compute {
    accel.array <D1 = 4> mac_energy_pj 0.5
    accel.memory @sram size_bits 65536 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 2 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @vector compute runs [elementwise, reduction] {
    accel.array <D1 = 4> mac_energy_pj 0.5
    accel.memory @sram size_bits 65536 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 2 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @ddr offchip {
    accel.memory @dram size_bits 8589934592 holds [I1, I2, O] read_pj 100 write_pj 100 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @pe
  accel.core @core1 : @pe
  accel.core @core2 : @pe
  accel.core @core3 : @pe
  accel.core @simd : @vector
  accel.core @dram : @ddr
  accel.bus @bus [@core0, @core1, @core2, @core3, @simd, @dram] bandwidth 64
}
dnn.network @net(%x: tensor<1x4x8x8xf32>) -> tensor<1x8x8x8xf32> inputs ["x"] outputs ["y"] on @m {
  %w = dnn.weight "w" : tensor<8x4x3x3xf32>
  %b = dnn.weight "b" : tensor<8xf32>
  %1 = dnn.layer "conv" conv(%x, %w, %b) dims <b = 1, k = 8, oy = 8, ox = 8, c = 4, fy = 3, fx = 3>
    maps [(b, c, oy + fy - 1, ox + fx - 1), (k, c, fy, fx), (k)] -> (b, k, oy, ox)
    bits <in = [8, 8, 16], psum = 16, out = 8> pad zero from "Conv" pins <cores = [@core0, @core1], spatial = [k : 2]>
    : (tensor<1x4x8x8xf32>, tensor<8x4x3x3xf32>, tensor<8xf32>) -> tensor<1x8x8x8xf32>
  dnn.return %1 : tensor<1x8x8x8xf32>
}

// RUN: stream-opt %s -p dnn-tile-layers --split-input-file | filecheck %s
// RUN: stream-opt %s -p 'dnn-tile-layers{most-tiles=1}' --split-input-file | filecheck %s --check-prefix=ONE

// A layer alone: tiles so that loads overlap with computation, and candidate splits over two cores.

// CHECK: dnn.network @net
// CHECK: dnn.layer "conv"
// CHECK: tiling <temporal = [{{.+}}], spatial = []>
// CHECK-NEXT: splits [<[]>, <[k : 2]>, <[oy : 2]>]
// ONE: tiling <temporal = [], spatial = []>
accel.system @m {
  accel.core_type @pe compute {
    accel.array <D1 = 4> mac_energy_pj 0.5
    accel.memory @sram size_bits 65536 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 2 {
      accel.port @r read bandwidth 64 serves [I1 tl, I2 tl, O tl, O th]
      accel.port @w write bandwidth 64 serves [I1 fh, I2 fh, O fl, O fh]
    }
  }
  accel.core_type @dram offchip {
    accel.memory @dram size_bits 8589934592 holds [I1, I2, O] read_pj 100 write_pj 100 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @pe
  accel.core @core1 : @pe
  accel.core @offchip : @dram
  accel.bus @bus [@core0, @core1, @offchip] bandwidth 64
}
dnn.network @net(%x: tensor<1x4x8x8xf32>) -> tensor<1x8x8x8xf32> inputs ["x"] outputs ["y"] on @m {
  %0 = dnn.stack "conv"(%x_1 = %x : tensor<1x4x8x8xf32>) -> (tensor<1x8x8x8xf32>) {
    %w = dnn.weight "w" : tensor<8x4x3x3xf32>
    %1 = dnn.layer "conv" conv(%x_1, %w) dims <b = 1, k = 8, oy = 8, ox = 8, c = 4, fy = 3, fx = 3>
      maps [(b, c, oy + fy - 1, ox + fx - 1), (k, c, fy, fx)] -> (b, k, oy, ox)
      bits <in = [8, 8], psum = 16, out = 8> pad zero
      : (tensor<1x4x8x8xf32>, tensor<8x4x3x3xf32>) -> tensor<1x8x8x8xf32>
    dnn.yield %1 : tensor<1x8x8x8xf32>
  }
  dnn.return %0 : tensor<1x8x8x8xf32>
}

// -----

// Fused layers keep step: as many tiles of rows each; rows are not split across cores.

// CHECK: dnn.layer "product"
// CHECK: tiling <temporal = [m : 2], spatial = []>
// CHECK-NEXT: splits [<[]>, <[n : 2]>, <[m : 2]>]
// CHECK: dnn.layer "relu"
// CHECK: tiling <temporal = [n0 : 2], spatial = []>
// CHECK-NEXT: splits [<[]>, <[n1 : 2]>]
accel.system @m {
  accel.core_type @pe compute {
    accel.array <D1 = 4> mac_energy_pj 0.5
    accel.memory @sram size_bits 65536 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 2 {
      accel.port @r read bandwidth 64 serves [I1 tl, I2 tl, O tl, O th]
      accel.port @w write bandwidth 64 serves [I1 fh, I2 fh, O fl, O fh]
    }
  }
  accel.core_type @dram offchip {
    accel.memory @dram size_bits 8589934592 holds [I1, I2, O] read_pj 100 write_pj 100 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @pe
  accel.core @core1 : @pe
  accel.core @offchip : @dram
  accel.bus @bus [@core0, @core1, @offchip] bandwidth 64
}
dnn.network @net(%x: tensor<32x16xf32>) -> tensor<32x16xf32> inputs ["x"] outputs ["y"] on @m {
  %0 = dnn.stack "fused"(%x_1 = %x : tensor<32x16xf32>) -> (tensor<32x16xf32>) {
    %w = dnn.weight "w" : tensor<16x16xf32>
    %1 = dnn.layer "product" matmul(%x_1, %w) dims <m = 32, n = 16, k = 16> maps [(m, k), (k, n)] -> (m, n)
      bits <in = [8, 8], psum = 16, out = 8> : (tensor<32x16xf32>, tensor<16x16xf32>) -> tensor<32x16xf32>
    %2 = dnn.layer "relu" relu(%1) dims <n0 = 32, n1 = 16> maps [(n0, n1)] -> (n0, n1)
      bits <in = [8], psum = 16, out = 8> : (tensor<32x16xf32>) -> tensor<32x16xf32>
    dnn.yield %2 : tensor<32x16xf32>
  }
  dnn.return %0 : tensor<32x16xf32>
}

// -----

// What is pinned is kept.

// CHECK: pins <cores = [@core1], temporal = [c : 2, oy : 4], spatial = [ox : 2]>
// CHECK-NEXT: tiling <temporal = [c : 2, oy : 4], spatial = []>
// CHECK-NEXT: splits [<[ox : 2]>]
accel.system @m {
  accel.core_type @pe compute {
    accel.array <D1 = 4> mac_energy_pj 0.5
    accel.memory @sram size_bits 65536 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 2 {
      accel.port @r read bandwidth 64 serves [I1 tl, I2 tl, O tl, O th]
      accel.port @w write bandwidth 64 serves [I1 fh, I2 fh, O fl, O fh]
    }
  }
  accel.core_type @dram offchip {
    accel.memory @dram size_bits 8589934592 holds [I1, I2, O] read_pj 100 write_pj 100 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @pe
  accel.core @core1 : @pe
  accel.core @offchip : @dram
  accel.bus @bus [@core0, @core1, @offchip] bandwidth 64
}
dnn.network @net(%x: tensor<1x4x8x8xf32>) -> tensor<1x8x8x8xf32> inputs ["x"] outputs ["y"] on @m {
  %0 = dnn.stack "conv"(%x_1 = %x : tensor<1x4x8x8xf32>) -> (tensor<1x8x8x8xf32>) {
    %w = dnn.weight "w" : tensor<8x4x3x3xf32>
    %1 = dnn.layer "conv" conv(%x_1, %w) dims <b = 1, k = 8, oy = 8, ox = 8, c = 4, fy = 3, fx = 3>
      maps [(b, c, oy + fy - 1, ox + fx - 1), (k, c, fy, fx)] -> (b, k, oy, ox)
      bits <in = [8, 8], psum = 16, out = 8> pad zero pins <cores = [@core1], temporal = [c : 2, oy : 4], spatial = [ox : 2]>
      : (tensor<1x4x8x8xf32>, tensor<8x4x3x3xf32>) -> tensor<1x8x8x8xf32>
    dnn.yield %1 : tensor<1x8x8x8xf32>
  }
  dnn.return %0 : tensor<1x8x8x8xf32>
}

// -----

// One core allowed: nothing to split; and a memory too small for all weights at once.

// CHECK: tiling <temporal = [{{.*}}k : {{[1-4]}}{{.*}}], spatial = []>
// CHECK-NEXT: splits [<[]>]
accel.system @m {
  accel.core_type @pe compute {
    accel.array <D1 = 4> mac_energy_pj 0.5
    accel.memory @sram size_bits 4096 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 2 {
      accel.port @r read bandwidth 64 serves [I1 tl, I2 tl, O tl, O th]
      accel.port @w write bandwidth 64 serves [I1 fh, I2 fh, O fl, O fh]
    }
  }
  accel.core_type @dram offchip {
    accel.memory @dram size_bits 8589934592 holds [I1, I2, O] read_pj 100 write_pj 100 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @pe
  accel.core @core1 : @pe
  accel.core @offchip : @dram
  accel.bus @bus [@core0, @core1, @offchip] bandwidth 64
}
dnn.network @net(%x: tensor<1x4x8x8xf32>) -> tensor<1x8x8x8xf32> inputs ["x"] outputs ["y"] on @m {
  %0 = dnn.stack "conv"(%x_1 = %x : tensor<1x4x8x8xf32>) -> (tensor<1x8x8x8xf32>) {
    %w = dnn.weight "w" : tensor<8x4x3x3xf32>
    %1 = dnn.layer "conv" conv(%x_1, %w) dims <b = 1, k = 8, oy = 8, ox = 8, c = 4, fy = 3, fx = 3>
      maps [(b, c, oy + fy - 1, ox + fx - 1), (k, c, fy, fx)] -> (b, k, oy, ox)
      bits <in = [8, 8], psum = 16, out = 8> pad zero pins <cores = [@core1]>
      : (tensor<1x4x8x8xf32>, tensor<8x4x3x3xf32>) -> tensor<1x8x8x8xf32>
    dnn.yield %1 : tensor<1x8x8x8xf32>
  }
  dnn.return %0 : tensor<1x8x8x8xf32>
}

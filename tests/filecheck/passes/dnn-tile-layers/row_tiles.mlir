// RUN: stream-opt %s -p dnn-tile-layers --split-input-file | filecheck %s
// RUN: stream-opt %s -p 'dnn-tile-layers{most-tiles=4}' --split-input-file | filecheck %s --check-prefix=FOUR

// The number of row tiles that was decided with the stack, but no more than asked for.

// CHECK: row_tiles 8
// CHECK: dnn.layer "product"
// CHECK: tiling <temporal = [m : 4], spatial = []>
// CHECK: dnn.layer "relu"
// CHECK: tiling <temporal = [n0 : 4], spatial = []>
// FOUR: dnn.layer "product"
// FOUR: tiling <temporal = [m : 8], spatial = []>
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
  %0 = dnn.stack "fused"(%x_1 = %x : tensor<32x16xf32>) -> (tensor<32x16xf32>) row_tiles 8 {
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

// Rows that a user pinned go first.

// CHECK: dnn.layer "product"
// CHECK: tiling <temporal = [m : 16], spatial = []>
// CHECK: dnn.layer "relu"
// CHECK: tiling <temporal = [n0 : 16], spatial = []>
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
  %0 = dnn.stack "fused"(%x_1 = %x : tensor<32x16xf32>) -> (tensor<32x16xf32>) row_tiles 8 {
    %w = dnn.weight "w" : tensor<16x16xf32>
    %1 = dnn.layer "product" matmul(%x_1, %w) dims <m = 32, n = 16, k = 16> maps [(m, k), (k, n)] -> (m, n)
      bits <in = [8, 8], psum = 16, out = 8> : (tensor<32x16xf32>, tensor<16x16xf32>) -> tensor<32x16xf32>
    %2 = dnn.layer "relu" relu(%1) dims <n0 = 32, n1 = 16> maps [(n0, n1)] -> (n0, n1)
      bits <in = [8], psum = 16, out = 8> pins <temporal = [n0 : 16]> : (tensor<32x16xf32>) -> tensor<32x16xf32>
    dnn.yield %2 : tensor<32x16xf32>
  }
  dnn.return %0 : tensor<32x16xf32>
}

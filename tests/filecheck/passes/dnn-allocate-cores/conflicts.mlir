// RUN: stream-opt %s -p dnn-allocate-cores --split-input-file --verify-diagnostics | filecheck %s

// more parts than there are cores
// CHECK: dnn-allocate-cores: the split of layer 'conv' is pinned to 4 parts (k: 4); there are 2 cores of type 'pe'
// CHECK-NEXT: remedy: pin a split of layer 'conv' into fewer parts
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
      bits <in = [8, 8], psum = 16, out = 8> pad zero pins <spatial = [k : 4]> splits [<[k : 4]>]
      : (tensor<1x4x8x8xf32>, tensor<8x4x3x3xf32>) -> tensor<1x8x8x8xf32>
    dnn.yield %1 : tensor<1x8x8x8xf32>
  }
  dnn.return %0 : tensor<1x8x8x8xf32>
}

// -----

// cores of two types
// CHECK: dnn-allocate-cores: layer 'conv' is pinned to cores 'core0' and 'core2' of types 'pe' and 'other'; layer 'conv' has only the candidate splits into 4 parts (k: 4) and 3 parts (oy: 3)
// CHECK-NEXT: remedy: give layer 'conv' candidate splits into fewer parts (dnn-tile-layers)
accel.system @m {
  accel.core_type @pe compute {
    accel.array <D1 = 4> mac_energy_pj 0.5
    accel.memory @sram size_bits 65536 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 2 {
      accel.port @r read bandwidth 64 serves [I1 tl, I2 tl, O tl, O th]
      accel.port @w write bandwidth 64 serves [I1 fh, I2 fh, O fl, O fh]
    }
  }
  accel.core_type @other compute {
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
  accel.core @core2 : @other
  accel.core @offchip : @dram
  accel.bus @bus [@core0, @core1, @core2, @offchip] bandwidth 64
}
dnn.network @net(%x: tensor<1x4x8x8xf32>) -> tensor<1x8x8x8xf32> inputs ["x"] outputs ["y"] on @m {
  %0 = dnn.stack "conv"(%x_1 = %x : tensor<1x4x8x8xf32>) -> (tensor<1x8x8x8xf32>) {
    %w = dnn.weight "w" : tensor<8x4x3x3xf32>
    %1 = dnn.layer "conv" conv(%x_1, %w) dims <b = 1, k = 8, oy = 8, ox = 8, c = 4, fy = 3, fx = 3>
      maps [(b, c, oy + fy - 1, ox + fx - 1), (k, c, fy, fx)] -> (b, k, oy, ox)
      bits <in = [8, 8], psum = 16, out = 8> pad zero pins <cores = [@core0, @core2]> splits [<[k : 4]>, <[oy : 3]>]
      : (tensor<1x4x8x8xf32>, tensor<8x4x3x3xf32>) -> tensor<1x8x8x8xf32>
    dnn.yield %1 : tensor<1x8x8x8xf32>
  }
  dnn.return %0 : tensor<1x8x8x8xf32>
}

// -----

// no split at all
// CHECK: dnn-allocate-cores: layer 'conv' has no candidate split
// CHECK-NEXT: remedy: give layer 'conv' candidate splits (dnn-tile-layers)
accel.system @m {
  accel.core_type @pe compute {
    accel.array <D1 = 4> mac_energy_pj 0.5
    accel.memory @sram size_bits 65536 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 2 {
      accel.port @r read bandwidth 64 serves [I1 tl, I2 tl, O tl, O th]
      accel.port @w write bandwidth 64 serves [I1 fh, I2 fh, O fl, O fh]
    }
  }
  accel.core_type @other compute {
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
  accel.core @core2 : @other
  accel.core @offchip : @dram
  accel.bus @bus [@core0, @core1, @core2, @offchip] bandwidth 64
}
dnn.network @net(%x: tensor<1x4x8x8xf32>) -> tensor<1x8x8x8xf32> inputs ["x"] outputs ["y"] on @m {
  %0 = dnn.stack "conv"(%x_1 = %x : tensor<1x4x8x8xf32>) -> (tensor<1x8x8x8xf32>) {
    %w = dnn.weight "w" : tensor<8x4x3x3xf32>
    %1 = dnn.layer "conv" conv(%x_1, %w) dims <b = 1, k = 8, oy = 8, ox = 8, c = 4, fy = 3, fx = 3>
      maps [(b, c, oy + fy - 1, ox + fx - 1), (k, c, fy, fx)] -> (b, k, oy, ox)
      bits <in = [8, 8], psum = 16, out = 8> pad zero splits []
      : (tensor<1x4x8x8xf32>, tensor<8x4x3x3xf32>) -> tensor<1x8x8x8xf32>
    dnn.yield %1 : tensor<1x8x8x8xf32>
  }
  dnn.return %0 : tensor<1x8x8x8xf32>
}

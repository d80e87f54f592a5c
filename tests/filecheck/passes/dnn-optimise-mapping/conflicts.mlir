// RUN: stream-opt %s -p 'dnn-optimise-mapping{effort=quick cache=false}' --split-input-file --verify-diagnostics | filecheck %s

// operands that fit nowhere
// CHECK: dnn-optimise-mapping: even the smallest tile of layer 'conv' (oy: 1, k: 1, ox: 1, c: 1, fy: 1, fx: 1) needs 32 bits at once (8 of I1 + 8 of I2 + 16 of O), but memory 'sram' of core type 'pe' has 30 for it
// CHECK-NEXT: remedy: enlarge memory 'sram' of core type 'pe', or narrow the operands (convert-onnx-to-dnn{precision=…})
accel.system @m {
  accel.core_type @pe compute {
    accel.array <D1 = 4> mac_energy_pj 0.5
    accel.memory @sram size_bits 30 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 2 {
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
  accel.core @offchip : @dram
  accel.bus @bus [@core0, @offchip] bandwidth 64
}
dnn.network @net(%x: tensor<1x4x8x8xf32>) -> tensor<1x8x8x8xf32> inputs ["x"] outputs ["y"] on @m {
  %w = dnn.weight "w" : tensor<8x4x3x3xf32>
    %1 = dnn.layer "conv" conv(%x, %w) dims <b = 1, k = 8, oy = 8, ox = 8, c = 4, fy = 3, fx = 3>
      maps [(b, c, oy + fy - 1, ox + fx - 1), (k, c, fy, fx)] -> (b, k, oy, ox)
      bits <in = [8, 8], psum = 16, out = 8> pad zero
      : (tensor<1x4x8x8xf32>, tensor<8x4x3x3xf32>) -> tensor<1x8x8x8xf32>
  dnn.return %1 : tensor<1x8x8x8xf32>
}

// -----

// a split for which there are not enough cores
// CHECK: dnn-optimise-mapping: the split of layer 'conv' is pinned to 4 parts (k: 4); there are 2 cores of type 'pe'
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
  %w = dnn.weight "w" : tensor<8x4x3x3xf32>
    %1 = dnn.layer "conv" conv(%x, %w) dims <b = 1, k = 8, oy = 8, ox = 8, c = 4, fy = 3, fx = 3>
      maps [(b, c, oy + fy - 1, ox + fx - 1), (k, c, fy, fx)] -> (b, k, oy, ox)
      bits <in = [8, 8], psum = 16, out = 8> pad zero pins <spatial = [k : 4]>
      : (tensor<1x4x8x8xf32>, tensor<8x4x3x3xf32>) -> tensor<1x8x8x8xf32>
  dnn.return %1 : tensor<1x8x8x8xf32>
}

// -----

// no core for a kind
// CHECK: dnn-optimise-mapping: no core of @m runs layer 'conv' of kind conv; core type 'pe' runs only add
// CHECK-NEXT: remedy: add a core type whose `runs` has 'conv' or 'mac', or choose another machine
accel.system @m {
  accel.core_type @pe compute runs [add] {
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
  %w = dnn.weight "w" : tensor<8x4x3x3xf32>
    %1 = dnn.layer "conv" conv(%x, %w) dims <b = 1, k = 8, oy = 8, ox = 8, c = 4, fy = 3, fx = 3>
      maps [(b, c, oy + fy - 1, ox + fx - 1), (k, c, fy, fx)] -> (b, k, oy, ox)
      bits <in = [8, 8], psum = 16, out = 8> pad zero
      : (tensor<1x4x8x8xf32>, tensor<8x4x3x3xf32>) -> tensor<1x8x8x8xf32>
  dnn.return %1 : tensor<1x8x8x8xf32>
}

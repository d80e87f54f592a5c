// RUN: stream-opt %s -p dnn-tile-layers --split-input-file --verify-diagnostics | filecheck %s

// a pin that contradicts what the core runs
// CHECK: dnn-tile-layers: layer 'conv' is pinned to core 'core1' of type 'pooling'; core type 'pooling' runs only avgpool and maxpool
// CHECK-NEXT: remedy: pin layer 'conv' to @core0
accel.system @m {
  accel.core_type @pe compute {
    accel.array <D1 = 4> mac_energy_pj 0.5
    accel.memory @sram size_bits 65536 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 2 {
      accel.port @r read bandwidth 64 serves [I1 tl, I2 tl, O tl, O th]
      accel.port @w write bandwidth 64 serves [I1 fh, I2 fh, O fl, O fh]
    }
  }
  accel.core_type @pooling compute runs [avgpool, maxpool] {
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
  accel.core @core1 : @pooling
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

// -----

// a pin that contradicts capacity
// CHECK: dnn-tile-layers: layer 'conv' is pinned to core 'core0' of type 'small'; the tiles of layer 'conv' are pinned to oy: 8, ox: 8; even the smallest tile of layer 'conv' that keeps to this (k: 1, c: 1, fy: 1, fx: 1) needs 1544 bits at once (512 of I1 + 8 of I2 + 1024 of O), but memory 'sram' of core type 'small' has 256 for it
// CHECK-NEXT: remedy: pin layer 'conv' to @core1, or pin smaller tiles of layer 'conv', or none
accel.system @m {
  accel.core_type @small compute {
    accel.array <D1 = 4> mac_energy_pj 0.5
    accel.memory @sram size_bits 256 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 2 {
      accel.port @r read bandwidth 64 serves [I1 tl, I2 tl, O tl, O th]
      accel.port @w write bandwidth 64 serves [I1 fh, I2 fh, O fl, O fh]
    }
  }
  accel.core_type @big compute {
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
  accel.core @core0 : @small
  accel.core @core1 : @big
  accel.core @offchip : @dram
  accel.bus @bus [@core0, @core1, @offchip] bandwidth 64
}
dnn.network @net(%x: tensor<1x4x8x8xf32>) -> tensor<1x8x8x8xf32> inputs ["x"] outputs ["y"] on @m {
  %0 = dnn.stack "conv"(%x_1 = %x : tensor<1x4x8x8xf32>) -> (tensor<1x8x8x8xf32>) {
    %w = dnn.weight "w" : tensor<8x4x3x3xf32>
    %1 = dnn.layer "conv" conv(%x_1, %w) dims <b = 1, k = 8, oy = 8, ox = 8, c = 4, fy = 3, fx = 3>
      maps [(b, c, oy + fy - 1, ox + fx - 1), (k, c, fy, fx)] -> (b, k, oy, ox)
      bits <in = [8, 8], psum = 16, out = 8> pad zero pins <cores = [@core0], temporal = [oy : 8, ox : 8]>
      : (tensor<1x4x8x8xf32>, tensor<8x4x3x3xf32>) -> tensor<1x8x8x8xf32>
    dnn.yield %1 : tensor<1x8x8x8xf32>
  }
  dnn.return %0 : tensor<1x8x8x8xf32>
}

// -----

// tiles that fit on some cores only
// CHECK: dnn-tile-layers: the tiles of layer 'conv' are pinned to oy: 8, ox: 8; layer 'conv' may run on cores of types 'small' and 'big', so that its tiles must fit on each; even the smallest tile of layer 'conv' that keeps to this (k: 1, c: 1, fy: 1, fx: 1) needs 1544 bits at once (512 of I1 + 8 of I2 + 1024 of O), but memory 'sram' of core type 'small' has 1024 for it
// CHECK-NEXT: remedy: pin smaller tiles of layer 'conv', or none, or pin layer 'conv' to @core1
accel.system @m {
  accel.core_type @small compute {
    accel.array <D1 = 4> mac_energy_pj 0.5
    accel.memory @sram size_bits 1024 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 2 {
      accel.port @r read bandwidth 64 serves [I1 tl, I2 tl, O tl, O th]
      accel.port @w write bandwidth 64 serves [I1 fh, I2 fh, O fl, O fh]
    }
  }
  accel.core_type @big compute {
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
  accel.core @core0 : @small
  accel.core @core1 : @big
  accel.core @offchip : @dram
  accel.bus @bus [@core0, @core1, @offchip] bandwidth 64
}
dnn.network @net(%x: tensor<1x4x8x8xf32>) -> tensor<1x8x8x8xf32> inputs ["x"] outputs ["y"] on @m {
  %0 = dnn.stack "conv"(%x_1 = %x : tensor<1x4x8x8xf32>) -> (tensor<1x8x8x8xf32>) {
    %w = dnn.weight "w" : tensor<8x4x3x3xf32>
    %1 = dnn.layer "conv" conv(%x_1, %w) dims <b = 1, k = 8, oy = 8, ox = 8, c = 4, fy = 3, fx = 3>
      maps [(b, c, oy + fy - 1, ox + fx - 1), (k, c, fy, fx)] -> (b, k, oy, ox)
      bits <in = [8, 8], psum = 16, out = 8> pad zero pins <temporal = [oy : 8, ox : 8]>
      : (tensor<1x4x8x8xf32>, tensor<8x4x3x3xf32>) -> tensor<1x8x8x8xf32>
    dnn.yield %1 : tensor<1x8x8x8xf32>
  }
  dnn.return %0 : tensor<1x8x8x8xf32>
}

// -----

// pinned tiles of two layers whose results must be in a memory at once
// CHECK: dnn-tile-layers: the tiles of layer 'a' are pinned to m: 32, n: 32; the tiles of layer 'b' are pinned to m: 32, n: 32; layer 'c' is fused with 'a' and 'b' and needs whole blocks of what it reads from there; even the smallest tile of layer 'c' (n0: 1, n1: 1) needs 16392 bits at once (8192 of I1 + 8192 of I2 + 8 of O), but memory 'sram' of core type 'pe' has 10000 for it
// CHECK-NEXT: remedy: pin smaller tiles of layer 'a', or none, or pin smaller tiles of layer 'b', or none, or let another stack begin with layer 'c' (dnn-partition-fusion{strategy=layer-by-layer} fuses nothing)
accel.system @m {
  accel.core_type @pe compute {
    accel.array <D1 = 4> mac_energy_pj 0.5
    accel.memory @sram size_bits 10000 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 2 {
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
dnn.network @net(%x: tensor<32x1xf32>) -> tensor<32x32xf32> inputs ["x"] outputs ["y"] on @m {
  %0 = dnn.stack "s"(%x_1 = %x : tensor<32x1xf32>) -> (tensor<32x32xf32>) {
    %wa = dnn.weight "wa" : tensor<1x32xf32>
    %1 = dnn.layer "a" matmul(%x_1, %wa) dims <m = 32, n = 32, k = 1>
      maps [(m, k), (k, n)] -> (m, n) bits <in = [8, 8], psum = 16, out = 8> pins <temporal = [m : 32, n : 32]>
      : (tensor<32x1xf32>, tensor<1x32xf32>) -> tensor<32x32xf32>
    %wb = dnn.weight "wb" : tensor<1x32xf32>
    %2 = dnn.layer "b" matmul(%x_1, %wb) dims <m = 32, n = 32, k = 1>
      maps [(m, k), (k, n)] -> (m, n) bits <in = [8, 8], psum = 16, out = 8> pins <temporal = [m : 32, n : 32]>
      : (tensor<32x1xf32>, tensor<1x32xf32>) -> tensor<32x32xf32>
    %3 = dnn.layer "c" add(%1, %2) dims <n0 = 32, n1 = 32> maps [(n0, n1), (n0, n1)] -> (n0, n1)
      bits <in = [8, 8], psum = 16, out = 8>
      : (tensor<32x32xf32>, tensor<32x32xf32>) -> tensor<32x32xf32>
    dnn.yield %3 : tensor<32x32xf32>
  }
  dnn.return %0 : tensor<32x32xf32>
}

// -----

// a fused layer that has no room for whole rows
// CHECK: dnn-tile-layers: layer 'c' is fused with 'a' and 'b' and needs whole blocks of what it reads from there; even the smallest tile of layer 'c' (n0: 1, n1: 1) needs 520 bits at once (256 of I1 + 256 of I2 + 8 of O), but memory 'sram' of core type 'pe' has 500 for it
// CHECK-NEXT: remedy: let another stack begin with layer 'c' (dnn-partition-fusion{strategy=layer-by-layer} fuses nothing)
accel.system @m {
  accel.core_type @pe compute {
    accel.array <D1 = 4> mac_energy_pj 0.5
    accel.memory @sram size_bits 500 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 2 {
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
dnn.network @net(%x: tensor<32x1xf32>) -> tensor<32x32xf32> inputs ["x"] outputs ["y"] on @m {
  %0 = dnn.stack "s"(%x_1 = %x : tensor<32x1xf32>) -> (tensor<32x32xf32>) {
    %wa = dnn.weight "wa" : tensor<1x32xf32>
    %1 = dnn.layer "a" matmul(%x_1, %wa) dims <m = 32, n = 32, k = 1>
      maps [(m, k), (k, n)] -> (m, n) bits <in = [8, 8], psum = 16, out = 8>
      : (tensor<32x1xf32>, tensor<1x32xf32>) -> tensor<32x32xf32>
    %wb = dnn.weight "wb" : tensor<1x32xf32>
    %2 = dnn.layer "b" matmul(%x_1, %wb) dims <m = 32, n = 32, k = 1>
      maps [(m, k), (k, n)] -> (m, n) bits <in = [8, 8], psum = 16, out = 8>
      : (tensor<32x1xf32>, tensor<1x32xf32>) -> tensor<32x32xf32>
    %3 = dnn.layer "c" add(%1, %2) dims <n0 = 32, n1 = 32> maps [(n0, n1), (n0, n1)] -> (n0, n1)
      bits <in = [8, 8], psum = 16, out = 8>
      : (tensor<32x32xf32>, tensor<32x32xf32>) -> tensor<32x32xf32>
    dnn.yield %3 : tensor<32x32xf32>
  }
  dnn.return %0 : tensor<32x32xf32>
}

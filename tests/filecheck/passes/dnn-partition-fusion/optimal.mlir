// RUN: stream-opt %s -p 'dnn-partition-fusion{strategy=optimal objective=latency cache=false}' --split-input-file --verify-diagnostics | filecheck %s
// RUN: stream-opt %s -p 'dnn-partition-fusion{strategy=optimal objective=energy cache=false}' --split-input-file --verify-diagnostics | filecheck %s
// RUN: stream-opt %s -p 'dnn-partition-fusion{strategy=optimal objective=energy cache=false},dnn-tile-layers' --split-input-file --verify-diagnostics | filecheck %s --check-prefix=TILED

// A residual block whose weights fit on chip: nothing but its input, its weights and its result need to cross the border.

// TILED: dnn.stack "stack0"{{.*}} row_tiles 2 {
// TILED: dnn.layer "add0"
// TILED: tiling <temporal = [n0 : 2], spatial = []>

// CHECK: on @m
// CHECK: %{{.*}} = dnn.stack "stack0"
// CHECK: dnn.layer "add0"
// CHECK: dnn.layer "add1"
// CHECK: dnn.layer "sum"
// CHECK-NOT: dnn.stack
// CHECK: dnn.return
accel.system @m {
  accel.core_type @pe compute {
    accel.array <D1 = 4> mac_energy_pj 0.5
    accel.memory @wmem size_bits 4096 holds [I2] shared_over [D1] read_pj 1 write_pj 2 {
      accel.port @rw read_write bandwidth 32 serves [I2 tl, I2 fh]
    }
    accel.memory @sram size_bits 65536 holds [I1, O] shared_over [D1] read_pj 1 write_pj 2 {
      accel.port @rw read_write bandwidth 32 serves [I1 tl, I1 fh, O tl, O th, O fl, O fh]
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
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] {
  %w0 = dnn.weight "w0" : tensor<4x6xf32>
  %w1 = dnn.weight "w1" : tensor<4x6xf32>
  %a = dnn.layer "add0" add(%x, %w0) dims <n0 = 4, n1 = 6> maps [(n0, n1), (n0, n1)] -> (n0, n1)
    bits <in = [8, 8], psum = 16, out = 8> : (tensor<4x6xf32>, tensor<4x6xf32>) -> tensor<4x6xf32>
  %b = dnn.layer "add1" add(%a, %w1) dims <n0 = 4, n1 = 6> maps [(n0, n1), (n0, n1)] -> (n0, n1)
    bits <in = [8, 8], psum = 16, out = 8> : (tensor<4x6xf32>, tensor<4x6xf32>) -> tensor<4x6xf32>
  %c = dnn.layer "sum" add(%b, %a) dims <n0 = 4, n1 = 6> maps [(n0, n1), (n0, n1)] -> (n0, n1)
    bits <in = [8, 8], psum = 16, out = 8> : (tensor<4x6xf32>, tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %c : tensor<4x6xf32>
}

// -----

// Not even one element of each operand and the result has room.

// CHECK: dnn-partition-fusion: even the smallest tile of layer 'add0' needs 16 bits of memory
// CHECK: remedy: choose a machine with a larger memory
accel.system @m {
  accel.core_type @pe compute {
    accel.array <D1 = 4> mac_energy_pj 0.5
    accel.memory @wmem size_bits 192 holds [I2] shared_over [D1] read_pj 1 write_pj 2 {
      accel.port @rw read_write bandwidth 32 serves [I2 tl, I2 fh]
    }
    accel.memory @sram size_bits 8 holds [I1, O] shared_over [D1] read_pj 1 write_pj 2 {
      accel.port @rw read_write bandwidth 32 serves [I1 tl, I1 fh, O tl, O th, O fl, O fh]
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
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] {
  %w0 = dnn.weight "w0" : tensor<4x6xf32>
  %a = dnn.layer "add0" add(%x, %w0) dims <n0 = 4, n1 = 6> maps [(n0, n1), (n0, n1)] -> (n0, n1)
    bits <in = [8, 8], psum = 16, out = 8> : (tensor<4x6xf32>, tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %a : tensor<4x6xf32>
}

// -----

// One core for a layer in two parts.

// CHECK: dnn-partition-fusion: layer 'add0' is pinned to core 'core1' of type 'pe'; the split of layer 'add0' is pinned to 2 parts
// CHECK: remedy: pin layer 'add0' to at least 2 cores of one type, or pin a split
accel.system @m {
  accel.core_type @pe compute {
    accel.array <D1 = 4> mac_energy_pj 0.5
    accel.memory @wmem size_bits 4096 holds [I2] shared_over [D1] read_pj 1 write_pj 2 {
      accel.port @rw read_write bandwidth 32 serves [I2 tl, I2 fh]
    }
    accel.memory @sram size_bits 65536 holds [I1, O] shared_over [D1] read_pj 1 write_pj 2 {
      accel.port @rw read_write bandwidth 32 serves [I1 tl, I1 fh, O tl, O th, O fl, O fh]
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
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] on @m {
  %w0 = dnn.weight "w0" : tensor<4x6xf32>
  %a = dnn.layer "add0" add(%x, %w0) dims <n0 = 4, n1 = 6> maps [(n0, n1), (n0, n1)] -> (n0, n1)
    bits <in = [8, 8], psum = 16, out = 8> pins <cores = [@core1], spatial = [n0 : 2]>
    : (tensor<4x6xf32>, tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %a : tensor<4x6xf32>
}

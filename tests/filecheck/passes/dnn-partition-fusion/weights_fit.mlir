// RUN: stream-opt %s -p 'dnn-partition-fusion{strategy=weights-fit}' --split-input-file | filecheck %s
// RUN: stream-opt %s -p 'dnn-partition-fusion{strategy=manual stacks="add0,add1;add2,add3"}' --split-input-file | filecheck %s --check-prefix=MANUAL

// Room for 2 × 192 bits of weights: two layers of 192 bits each.

// CHECK: on @m
// CHECK: dnn.stack "stack0"
// CHECK: dnn.layer "add0"
// CHECK: dnn.layer "add1"
// CHECK: dnn.stack "stack1"
// CHECK: dnn.layer "add2"
// CHECK: dnn.layer "add3"
// MANUAL: dnn.stack "stack0"
// MANUAL: dnn.layer "add1"
// MANUAL: dnn.stack "stack1"
// MANUAL: dnn.layer "add3"
accel.system @m {
  accel.core_type @pe compute {
    accel.array <D1 = 4> mac_energy_pj 0.5
    accel.memory @wmem size_bits 192 holds [I2] shared_over [D1] read_pj 1 write_pj 2 {
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
  %10 = dnn.layer "add0" add(%x, %w0) dims <n0 = 4, n1 = 6> maps [(n0, n1), (n0, n1)] -> (n0, n1)
    bits <in = [8, 8], psum = 16, out = 8> : (tensor<4x6xf32>, tensor<4x6xf32>) -> tensor<4x6xf32>
  %w1 = dnn.weight "w1" : tensor<4x6xf32>
  %11 = dnn.layer "add1" add(%10, %w1) dims <n0 = 4, n1 = 6> maps [(n0, n1), (n0, n1)] -> (n0, n1)
    bits <in = [8, 8], psum = 16, out = 8> : (tensor<4x6xf32>, tensor<4x6xf32>) -> tensor<4x6xf32>
  %w2 = dnn.weight "w2" : tensor<4x6xf32>
  %12 = dnn.layer "add2" add(%11, %w2) dims <n0 = 4, n1 = 6> maps [(n0, n1), (n0, n1)] -> (n0, n1)
    bits <in = [8, 8], psum = 16, out = 8> : (tensor<4x6xf32>, tensor<4x6xf32>) -> tensor<4x6xf32>
  %w3 = dnn.weight "w3" : tensor<4x6xf32>
  %13 = dnn.layer "add3" add(%12, %w3) dims <n0 = 4, n1 = 6> maps [(n0, n1), (n0, n1)] -> (n0, n1)
    bits <in = [8, 8], psum = 16, out = 8> : (tensor<4x6xf32>, tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %13 : tensor<4x6xf32>
}

// -----

// A layer with too many weights is on its own.

// CHECK: dnn.stack "stack0"
// CHECK: dnn.stack "stack1"
// CHECK: dnn.stack "stack2"
// CHECK: dnn.stack "stack3"
accel.system @m {
  accel.core_type @pe compute {
    accel.array <D1 = 4> mac_energy_pj 0.5
    accel.memory @wmem size_bits 64 holds [I2] shared_over [D1] read_pj 1 write_pj 2 {
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
  %10 = dnn.layer "add0" add(%x, %w0) dims <n0 = 4, n1 = 6> maps [(n0, n1), (n0, n1)] -> (n0, n1)
    bits <in = [8, 8], psum = 16, out = 8> : (tensor<4x6xf32>, tensor<4x6xf32>) -> tensor<4x6xf32>
  %w1 = dnn.weight "w1" : tensor<4x6xf32>
  %11 = dnn.layer "add1" add(%10, %w1) dims <n0 = 4, n1 = 6> maps [(n0, n1), (n0, n1)] -> (n0, n1)
    bits <in = [8, 8], psum = 16, out = 8> : (tensor<4x6xf32>, tensor<4x6xf32>) -> tensor<4x6xf32>
  %w2 = dnn.weight "w2" : tensor<4x6xf32>
  %12 = dnn.layer "add2" add(%11, %w2) dims <n0 = 4, n1 = 6> maps [(n0, n1), (n0, n1)] -> (n0, n1)
    bits <in = [8, 8], psum = 16, out = 8> : (tensor<4x6xf32>, tensor<4x6xf32>) -> tensor<4x6xf32>
  %w3 = dnn.weight "w3" : tensor<4x6xf32>
  %13 = dnn.layer "add3" add(%12, %w3) dims <n0 = 4, n1 = 6> maps [(n0, n1), (n0, n1)] -> (n0, n1)
    bits <in = [8, 8], psum = 16, out = 8> : (tensor<4x6xf32>, tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %13 : tensor<4x6xf32>
}

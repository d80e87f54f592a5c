// RUN: stream-opt %s -p 'sched-verify-execution{model="%S/Inputs/net.onnxtxt"}' --split-input-file --verify-diagnostics | filecheck %s

// The schedule of valid.mlir, with one fault each.

// CHECK: sched-verify-execution: the module has no sched.program
// CHECK-NEXT: remedy: run convert-dnn-to-sched first
builtin.module {
}

// -----
// Data leaves while a tile reads it.

// CHECK: sched-verify-execution: @p: sched.compute "mm"[0] row 1 (tile 1) at 14: element [2, 0] of 'w' is not in @c0::@l2, one of 2 such of 2 that it reads: what sched.transfer load "w" for "mm"[0] row 3 (tile 1) put there was released at 13
// CHECK-NEXT: remedy: schedule the network again; if no one edited the schedule, the scheduler is wrong: report it
accel.system @pair {
  accel.core_type @mac compute {
    accel.array <D1 = 1> mac_energy_pj 1
    accel.memory @l2 size_bits 96 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @datapath read_write bandwidth 64 serves [I1 tl, I2 tl, O tl, O fl]
      accel.port @transfers read_write bandwidth 64 serves [I1 fh, I2 fh, O th, O fh]
    }
  }
  accel.core_type @offchip offchip {
    accel.memory @dram size_bits 4096 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @c0 : @mac
  accel.core @c1 : @mac
  accel.core @d : @offchip
  accel.link @link : @c0 <-> @c1 bandwidth 8
  accel.bus @bus [@c0, @c1, @d] bandwidth 8
}
dnn.network @net(%x: tensor<1x4xf32>) -> tensor<1x1xf32> inputs ["x"] outputs ["y"] on @pair {
  %0 = dnn.stack "s"(%a = %x : tensor<1x4xf32>) -> (tensor<1x1xf32>) {
    %w = dnn.weight "w" : tensor<4x1xf32>
    %1 = dnn.layer "mm" matmul(%a, %w) dims <m = 1, n = 1, k = 4> maps [(m, k), (k, n)] -> (m, n)
      bits <in = [8, 8], psum = 32, out = 8> tiling <temporal = [k : 2], spatial = []>
      costs [<@mac, 1x1x2, cycles = 5, compute = 2, energy = 10.0, mac_energy = 2.0>] cores [@c0]
      : (tensor<1x4xf32>, tensor<4x1xf32>) -> tensor<1x1xf32>
    %2 = dnn.layer "relu" relu(%1) dims <m = 1, n = 1> maps [(m, n)] -> (m, n) bits <in = [8], psum = 8, out = 8>
      costs [<@mac, 1x1, cycles = 4, compute = 1, energy = 5.0, mac_energy = 1.0>] cores [@c1]
      : (tensor<1x1xf32>) -> tensor<1x1xf32>
    dnn.yield %2 : tensor<1x1xf32>
  }
  dnn.return %0 : tensor<1x1xf32>
}
sched.program @p of @net on @pair
  tasks dense<[[0, 4, 5, 15], [1, 9, 5, 15], [0, 15, 4, 20]]> : tensor<3x4xi64>
  transfers dense<[[0, 0, 2, 16, 9], [1, 4, 2, 16, 14], [0, 2, 2, 16, 9], [1, 6, 2, 16, 13], [1, 14, 1, 8, 19],
                   [0, 19, 1, 8, -1]]> : tensor<6x5xi64> {
  sched.compute "mm"[0] on @c0 rows 0 to 2 energy_pj 20
  sched.compute "relu"[0] on @c1 rows 2 to 3 energy_pj 5
  sched.transfer load "x" for "mm"[0] from @d::@dram to @c0::@l2 via [@bus] rows 0 to 2 energy_pj 4
  sched.transfer load "w" for "mm"[0] from @d::@dram to @c0::@l2 via [@bus] rows 2 to 4 energy_pj 4
  sched.transfer move "mm"[0] from @c0::@l2 to @c1::@l2 via [@link] rows 4 to 5 energy_pj 2
  sched.transfer store "relu"[0] from @c1::@l2 to @d::@dram via [@bus] rows 5 to 6 energy_pj 2
}

// -----
// A block is given back before it has been sent.

// CHECK: sched-verify-execution: @p: sched.transfer move "mm"[0] row 4 (tile 1) at 14: element [0, 0] of 'mm' is not in @c0::@l2, one of 1 such of 1 that it reads: what sched.compute "mm"[0] row 1 (tile 1) put there was released at 14
accel.system @pair {
  accel.core_type @mac compute {
    accel.array <D1 = 1> mac_energy_pj 1
    accel.memory @l2 size_bits 96 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @datapath read_write bandwidth 64 serves [I1 tl, I2 tl, O tl, O fl]
      accel.port @transfers read_write bandwidth 64 serves [I1 fh, I2 fh, O th, O fh]
    }
  }
  accel.core_type @offchip offchip {
    accel.memory @dram size_bits 4096 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @c0 : @mac
  accel.core @c1 : @mac
  accel.core @d : @offchip
  accel.link @link : @c0 <-> @c1 bandwidth 8
  accel.bus @bus [@c0, @c1, @d] bandwidth 8
}
dnn.network @net(%x: tensor<1x4xf32>) -> tensor<1x1xf32> inputs ["x"] outputs ["y"] on @pair {
  %0 = dnn.stack "s"(%a = %x : tensor<1x4xf32>) -> (tensor<1x1xf32>) {
    %w = dnn.weight "w" : tensor<4x1xf32>
    %1 = dnn.layer "mm" matmul(%a, %w) dims <m = 1, n = 1, k = 4> maps [(m, k), (k, n)] -> (m, n)
      bits <in = [8, 8], psum = 32, out = 8> tiling <temporal = [k : 2], spatial = []>
      costs [<@mac, 1x1x2, cycles = 5, compute = 2, energy = 10.0, mac_energy = 2.0>] cores [@c0]
      : (tensor<1x4xf32>, tensor<4x1xf32>) -> tensor<1x1xf32>
    %2 = dnn.layer "relu" relu(%1) dims <m = 1, n = 1> maps [(m, n)] -> (m, n) bits <in = [8], psum = 8, out = 8>
      costs [<@mac, 1x1, cycles = 4, compute = 1, energy = 5.0, mac_energy = 1.0>] cores [@c1]
      : (tensor<1x1xf32>) -> tensor<1x1xf32>
    dnn.yield %2 : tensor<1x1xf32>
  }
  dnn.return %0 : tensor<1x1xf32>
}
sched.program @p of @net on @pair
  tasks dense<[[0, 4, 5, 14], [1, 9, 5, 14], [0, 15, 4, 20]]> : tensor<3x4xi64>
  transfers dense<[[0, 0, 2, 16, 9], [1, 4, 2, 16, 14], [0, 2, 2, 16, 9], [1, 6, 2, 16, 14], [1, 14, 1, 8, 19],
                   [0, 19, 1, 8, -1]]> : tensor<6x5xi64> {
  sched.compute "mm"[0] on @c0 rows 0 to 2 energy_pj 20
  sched.compute "relu"[0] on @c1 rows 2 to 3 energy_pj 5
  sched.transfer load "x" for "mm"[0] from @d::@dram to @c0::@l2 via [@bus] rows 0 to 2 energy_pj 4
  sched.transfer load "w" for "mm"[0] from @d::@dram to @c0::@l2 via [@bus] rows 2 to 4 energy_pj 4
  sched.transfer move "mm"[0] from @c0::@l2 to @c1::@l2 via [@link] rows 4 to 5 energy_pj 2
  sched.transfer store "relu"[0] from @c1::@l2 to @d::@dram via [@bus] rows 5 to 6 energy_pj 2
}

// -----
// What is moved is no block.

// CHECK: sched-verify-execution: @p: sched.transfer move "mm"[0] row 4 (tile 0) moves nothing that is needed there
accel.system @pair {
  accel.core_type @mac compute {
    accel.array <D1 = 1> mac_energy_pj 1
    accel.memory @l2 size_bits 96 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @datapath read_write bandwidth 64 serves [I1 tl, I2 tl, O tl, O fl]
      accel.port @transfers read_write bandwidth 64 serves [I1 fh, I2 fh, O th, O fh]
    }
  }
  accel.core_type @offchip offchip {
    accel.memory @dram size_bits 4096 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @c0 : @mac
  accel.core @c1 : @mac
  accel.core @d : @offchip
  accel.link @link : @c0 <-> @c1 bandwidth 8
  accel.bus @bus [@c0, @c1, @d] bandwidth 8
}
dnn.network @net(%x: tensor<1x4xf32>) -> tensor<1x1xf32> inputs ["x"] outputs ["y"] on @pair {
  %0 = dnn.stack "s"(%a = %x : tensor<1x4xf32>) -> (tensor<1x1xf32>) {
    %w = dnn.weight "w" : tensor<4x1xf32>
    %1 = dnn.layer "mm" matmul(%a, %w) dims <m = 1, n = 1, k = 4> maps [(m, k), (k, n)] -> (m, n)
      bits <in = [8, 8], psum = 32, out = 8> tiling <temporal = [k : 2], spatial = []>
      costs [<@mac, 1x1x2, cycles = 5, compute = 2, energy = 10.0, mac_energy = 2.0>] cores [@c0]
      : (tensor<1x4xf32>, tensor<4x1xf32>) -> tensor<1x1xf32>
    %2 = dnn.layer "relu" relu(%1) dims <m = 1, n = 1> maps [(m, n)] -> (m, n) bits <in = [8], psum = 8, out = 8>
      costs [<@mac, 1x1, cycles = 4, compute = 1, energy = 5.0, mac_energy = 1.0>] cores [@c1]
      : (tensor<1x1xf32>) -> tensor<1x1xf32>
    dnn.yield %2 : tensor<1x1xf32>
  }
  dnn.return %0 : tensor<1x1xf32>
}
sched.program @p of @net on @pair
  tasks dense<[[0, 4, 5, 15], [1, 9, 5, 15], [0, 15, 4, 20]]> : tensor<3x4xi64>
  transfers dense<[[0, 0, 2, 16, 9], [1, 4, 2, 16, 14], [0, 2, 2, 16, 9], [1, 6, 2, 16, 14], [0, 14, 1, 8, 19],
                   [0, 19, 1, 8, -1]]> : tensor<6x5xi64> {
  sched.compute "mm"[0] on @c0 rows 0 to 2 energy_pj 20
  sched.compute "relu"[0] on @c1 rows 2 to 3 energy_pj 5
  sched.transfer load "x" for "mm"[0] from @d::@dram to @c0::@l2 via [@bus] rows 0 to 2 energy_pj 4
  sched.transfer load "w" for "mm"[0] from @d::@dram to @c0::@l2 via [@bus] rows 2 to 4 energy_pj 4
  sched.transfer move "mm"[0] from @c0::@l2 to @c1::@l2 via [@link] rows 4 to 5 energy_pj 2
  sched.transfer store "relu"[0] from @c1::@l2 to @d::@dram via [@bus] rows 5 to 6 energy_pj 2
}

// -----
// The result stays on chip.

// CHECK: sched-verify-execution: @p: element [0, 0] of 'relu', of which result 'y' is made, is not in @d::@dram at the end: nothing puts it there
accel.system @pair {
  accel.core_type @mac compute {
    accel.array <D1 = 1> mac_energy_pj 1
    accel.memory @l2 size_bits 96 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @datapath read_write bandwidth 64 serves [I1 tl, I2 tl, O tl, O fl]
      accel.port @transfers read_write bandwidth 64 serves [I1 fh, I2 fh, O th, O fh]
    }
  }
  accel.core_type @offchip offchip {
    accel.memory @dram size_bits 4096 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @c0 : @mac
  accel.core @c1 : @mac
  accel.core @d : @offchip
  accel.link @link : @c0 <-> @c1 bandwidth 8
  accel.bus @bus [@c0, @c1, @d] bandwidth 8
}
dnn.network @net(%x: tensor<1x4xf32>) -> tensor<1x1xf32> inputs ["x"] outputs ["y"] on @pair {
  %0 = dnn.stack "s"(%a = %x : tensor<1x4xf32>) -> (tensor<1x1xf32>) {
    %w = dnn.weight "w" : tensor<4x1xf32>
    %1 = dnn.layer "mm" matmul(%a, %w) dims <m = 1, n = 1, k = 4> maps [(m, k), (k, n)] -> (m, n)
      bits <in = [8, 8], psum = 32, out = 8> tiling <temporal = [k : 2], spatial = []>
      costs [<@mac, 1x1x2, cycles = 5, compute = 2, energy = 10.0, mac_energy = 2.0>] cores [@c0]
      : (tensor<1x4xf32>, tensor<4x1xf32>) -> tensor<1x1xf32>
    %2 = dnn.layer "relu" relu(%1) dims <m = 1, n = 1> maps [(m, n)] -> (m, n) bits <in = [8], psum = 8, out = 8>
      costs [<@mac, 1x1, cycles = 4, compute = 1, energy = 5.0, mac_energy = 1.0>] cores [@c1]
      : (tensor<1x1xf32>) -> tensor<1x1xf32>
    dnn.yield %2 : tensor<1x1xf32>
  }
  dnn.return %0 : tensor<1x1xf32>
}
sched.program @p of @net on @pair
  tasks dense<[[0, 4, 5, 15], [1, 9, 5, 15], [0, 15, 4, 20]]> : tensor<3x4xi64>
  transfers dense<[[0, 0, 2, 16, 9], [1, 4, 2, 16, 14], [0, 2, 2, 16, 9], [1, 6, 2, 16, 14], [1, 14, 1, 8, 19]]> : tensor<5x5xi64> {
  sched.compute "mm"[0] on @c0 rows 0 to 2 energy_pj 20
  sched.compute "relu"[0] on @c1 rows 2 to 3 energy_pj 5
  sched.transfer load "x" for "mm"[0] from @d::@dram to @c0::@l2 via [@bus] rows 0 to 2 energy_pj 4
  sched.transfer load "w" for "mm"[0] from @d::@dram to @c0::@l2 via [@bus] rows 2 to 4 energy_pj 4
  sched.transfer move "mm"[0] from @c0::@l2 to @c1::@l2 via [@link] rows 4 to 5 energy_pj 2
}

// -----
// Scales have no such type.

// CHECK: sched-verify-execution: layer 'mm': its scales cannot be combined in precision f64
// CHECK-NEXT: remedy: use one of f32, f16, bf16
accel.system @pair {
  accel.core_type @mac compute {
    accel.array <D1 = 1> mac_energy_pj 1
    accel.memory @l2 size_bits 96 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @datapath read_write bandwidth 64 serves [I1 tl, I2 tl, O tl, O fl]
      accel.port @transfers read_write bandwidth 64 serves [I1 fh, I2 fh, O th, O fh]
    }
  }
  accel.core_type @offchip offchip {
    accel.memory @dram size_bits 4096 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @c0 : @mac
  accel.core @c1 : @mac
  accel.core @d : @offchip
  accel.link @link : @c0 <-> @c1 bandwidth 8
  accel.bus @bus [@c0, @c1, @d] bandwidth 8
}
dnn.network @net(%x: tensor<1x4xf32>) -> tensor<1x1xf32> inputs ["x"] outputs ["y"] on @pair {
  %0 = dnn.stack "s"(%a = %x : tensor<1x4xf32>) -> (tensor<1x1xf32>) {
    %w = dnn.weight "w" : tensor<4x1xf32>
    %1 = dnn.layer "mm" matmul(%a, %w) dims <m = 1, n = 1, k = 4> maps [(m, k), (k, n)] -> (m, n)
      bits <in = [8, 8], psum = 32, out = 8> params {precision = "f64"} tiling <temporal = [k : 2], spatial = []>
      costs [<@mac, 1x1x2, cycles = 5, compute = 2, energy = 10.0, mac_energy = 2.0>] cores [@c0]
      : (tensor<1x4xf32>, tensor<4x1xf32>) -> tensor<1x1xf32>
    %2 = dnn.layer "relu" relu(%1) dims <m = 1, n = 1> maps [(m, n)] -> (m, n) bits <in = [8], psum = 8, out = 8>
      costs [<@mac, 1x1, cycles = 4, compute = 1, energy = 5.0, mac_energy = 1.0>] cores [@c1]
      : (tensor<1x1xf32>) -> tensor<1x1xf32>
    dnn.yield %2 : tensor<1x1xf32>
  }
  dnn.return %0 : tensor<1x1xf32>
}
sched.program @p of @net on @pair
  tasks dense<[[0, 4, 5, 15], [1, 9, 5, 15], [0, 15, 4, 20]]> : tensor<3x4xi64>
  transfers dense<[[0, 0, 2, 16, 9], [1, 4, 2, 16, 14], [0, 2, 2, 16, 9], [1, 6, 2, 16, 14], [1, 14, 1, 8, 19]]> : tensor<5x5xi64> {
  sched.compute "mm"[0] on @c0 rows 0 to 2 energy_pj 20
  sched.compute "relu"[0] on @c1 rows 2 to 3 energy_pj 5
  sched.transfer load "x" for "mm"[0] from @d::@dram to @c0::@l2 via [@bus] rows 0 to 2 energy_pj 4
  sched.transfer load "w" for "mm"[0] from @d::@dram to @c0::@l2 via [@bus] rows 2 to 4 energy_pj 4
  sched.transfer move "mm"[0] from @c0::@l2 to @c1::@l2 via [@link] rows 4 to 5 energy_pj 2
}

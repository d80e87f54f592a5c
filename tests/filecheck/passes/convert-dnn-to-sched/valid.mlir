// RUN: stream-opt %s -p convert-dnn-to-sched,sched-verify --split-input-file | filecheck %s
// RUN: stream-opt %s -p 'convert-dnn-to-sched{priority=latency},sched-verify' --split-input-file | filecheck %s --check-prefix=LATENCY

// The load of the second tile runs ahead of the store of the first: the bus is never idle.

accel.system @mono {
  accel.core_type @pe compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @sram size_bits 1024 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @datapath read_write bandwidth 64 serves [I1 tl, I2 tl, O tl, O fl]
      accel.port @transfers read_write bandwidth 64 serves [I1 fh, I2 fh, O th, O fh]
    }
  }
  accel.core_type @ddr offchip {
    accel.memory @dram size_bits 1048576 holds [I1, I2, O] read_pj 64 write_pj 64 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @pe
  accel.core @dram : @ddr
  accel.bus @bus0 [@core0, @dram] bandwidth 16
}
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] on @mono {
  %1 = dnn.layer "relu" relu(%x) dims <n0 = 4, n1 = 6> maps [(n0, n1)] -> (n0, n1)
    bits <in = [8], psum = 16, out = 8> tiling <temporal = [n1 : 3], spatial = []>
    costs [<@pe, 4x3, cycles = 3, compute = 3, energy = 13.0, mac_energy = 12.0>] cores [@core0]
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %1 : tensor<4x6xf32>
}
// CHECK: sched.program @net_on_mono of @net on @mono
// CHECK-NEXT:   tasks dense<{{\[\[}}0, 6, 3, 18], [1, 12, 3, 24]]> : tensor<2x4xi64>
// CHECK-NEXT:   transfers dense<{{\[\[}}0, 0, 6, 96, 9], [1, 6, 6, 96, 15], [0, 12, 6, 96, -1], [1, 18, 6, 96, -1]]> : tensor<4x5xi64> {
// CHECK-NEXT:   sched.compute "relu"[0] on @core0 rows 0 to 2 energy_pj 26
// CHECK-NEXT:   sched.transfer load "x" for "relu"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 0 to 2 energy_pj 260
// CHECK-NEXT:   sched.transfer store "relu"[0] from @core0::@sram to @dram::@dram via [@bus0] rows 2 to 4 energy_pj 260
// CHECK-NEXT: }

// -----

// One port for all: tiles and transfers take turns.

accel.system @mono {
  accel.core_type @pe compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @sram size_bits 1024 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @ddr offchip {
    accel.memory @dram size_bits 1048576 holds [I1, I2, O] read_pj 64 write_pj 64 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @pe
  accel.core @dram : @ddr
  accel.bus @bus0 [@core0, @dram] bandwidth 16
}
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] on @mono {
  %1 = dnn.layer "relu" relu(%x) dims <n0 = 4, n1 = 6> maps [(n0, n1)] -> (n0, n1)
    bits <in = [8], psum = 16, out = 8> tiling <temporal = [n1 : 3], spatial = []>
    costs [<@pe, 4x3, cycles = 3, compute = 3, energy = 13.0, mac_energy = 12.0>] cores [@core0]
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %1 : tensor<4x6xf32>
}
// CHECK: sched.program @net_on_mono of @net on @mono
// CHECK-NEXT:   tasks dense<{{\[\[}}0, 6, 3, 21], [1, 21, 3, 30]]> : tensor<2x4xi64>
// CHECK-NEXT:   transfers dense<{{\[\[}}0, 0, 6, 96, 9], [1, 9, 6, 96, 24], [0, 15, 6, 96, -1], [1, 24, 6, 96, -1]]> : tensor<4x5xi64> {

// -----

// Two cores as a pipeline: the pool waits for what the link or the bus brings, whichever is there first.

accel.system @duo {
  accel.core_type @pe compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @sram size_bits 4096 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @datapath read_write bandwidth 64 serves [I1 tl, I2 tl, O tl, O fl]
      accel.port @transfers read_write bandwidth 64 serves [I1 fh, I2 fh, O th, O fh]
    }
  }
  accel.core_type @ddr offchip {
    accel.memory @dram size_bits 1048576 holds [I1, I2, O] read_pj 64 write_pj 64 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @pe
  accel.core @core1 : @pe
  accel.core @dram : @ddr
  accel.bus @bus0 [@core0, @core1, @dram] bandwidth 16 energy_pj_per_bit 1 latency_cycles 1
  accel.link @link0 : @core1 <-> @core0 bandwidth 32 energy_pj_per_bit 0.5 latency_cycles 2
}
dnn.network @net(%x: tensor<1x2x6xf32>) -> tensor<1x2x2xf32> inputs ["x"] outputs ["y"] on @duo {
  %0 = dnn.stack "front"(%a = %x : tensor<1x2x6xf32>) -> (tensor<1x2x2xf32>) {
    %w = dnn.weight "w" : tensor<2x2x3xf32>
    %1 = dnn.layer "conv" conv(%a, %w) dims <b = 1, k = 2, o = 4, c = 2, f = 3>
      maps [(b, c, o + f), (k, c, f)] -> (b, k, o)
      bits <in = [8, 8], psum = 16, out = 8> tiling <temporal = [o : 2], spatial = []>
      costs [<@pe, 1x2x2x2x3, cycles = 8, compute = 6, energy = 30.0, mac_energy = 24.0>] cores [@core0]
      : (tensor<1x2x6xf32>, tensor<2x2x3xf32>) -> tensor<1x2x4xf32>
    %2 = dnn.layer "pool" maxpool(%1) dims <b = 1, c = 2, o = 2, f = 2>
      maps [(b, c, 2*o + f)] -> (b, c, o)
      bits <in = [8], psum = 8, out = 8> tiling <temporal = [o : 1], spatial = []>
      costs [<@pe, 1x2x1x2, cycles = 2, compute = 1, energy = 5.0, mac_energy = 4.0>] cores [@core1]
      : (tensor<1x2x4xf32>) -> tensor<1x2x2xf32>
    dnn.yield %2 : tensor<1x2x2xf32>
  }
  dnn.return %0 : tensor<1x2x2xf32>
}
// CHECK: sched.program @net_on_duo of @net on @duo
// CHECK-NEXT:   tasks dense<{{\[\[}}0, 12, 8, 23], [1, 20, 8, 31], [0, 23, 2, 27], [1, 31, 2, 35]]> : tensor<4x4xi64>
// CHECK-NEXT:   transfers dense<{{\[\[}}0, 0, 5, 64, 28], [1, 12, 3, 32, 28], [0, 5, 7, 96, 28], [0, 20, 3, 32, 25], [1, 28, 3, 32, 33], [0, 25, 2, 16, -1], [1, 33, 2, 16, -1]]> : tensor<7x5xi64> {
// CHECK-NEXT:   sched.compute "conv"[0] on @core0 rows 0 to 2 energy_pj 60
// CHECK-NEXT:   sched.compute "pool"[0] on @core1 rows 2 to 4 energy_pj 10
// CHECK-NEXT:   sched.transfer load "x" for "conv"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 0 to 2 energy_pj 226
// CHECK-NEXT:   sched.transfer load "w" for "conv"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 2 to 3 energy_pj 226
// CHECK-NEXT:   sched.transfer move "conv"[0] from @core0::@sram to @core1::@sram via [@link0 reverse] rows 3 to 5 energy_pj 36
// CHECK-NEXT:   sched.transfer store "pool"[0] from @core1::@sram to @dram::@dram via [@bus0] rows 5 to 7 energy_pj 162
// CHECK-NEXT: }

// -----

// The partial sums of "mm" stay until the second pass over k. The second stack loads what the first has stored, through a
// view, and the second half of it as soon as that is there.

accel.system @duo {
  accel.core_type @pe compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @sram size_bits 4096 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @datapath read_write bandwidth 64 serves [I1 tl, I2 tl, O tl, O fl]
      accel.port @transfers read_write bandwidth 64 serves [I1 fh, I2 fh, O th, O fh]
    }
  }
  accel.core_type @ddr offchip {
    accel.memory @dram size_bits 1048576 holds [I1, I2, O] read_pj 64 write_pj 64 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @pe
  accel.core @core1 : @pe
  accel.core @dram : @ddr
  accel.bus @bus0 [@core0, @core1, @dram] bandwidth 16
}
dnn.network @net(%x: tensor<2x4xf32>) -> tensor<2xf32> inputs ["x"] outputs ["y"] on @duo {
  %0 = dnn.stack "a"(%a = %x : tensor<2x4xf32>) -> (tensor<2x1xf32>) {
    %w = dnn.weight "w" : tensor<4x1xf32>
    %1 = dnn.layer "mm" matmul(%a, %w) dims <m = 2, n = 1, k = 4> maps [(m, k), (k, n)] -> (m, n)
      bits <in = [8, 8], psum = 32, out = 8> tiling <temporal = [k : 2, m : 1], spatial = []>
      costs [<@pe, 1x1x2, cycles = 5, compute = 2, energy = 10.0, mac_energy = 2.0>] cores [@core0]
      : (tensor<2x4xf32>, tensor<4x1xf32>) -> tensor<2x1xf32>
    dnn.yield %1 : tensor<2x1xf32>
  }
  %2 = dnn.stack "b"(%b = %0 : tensor<2x1xf32>) -> (tensor<2xf32>) {
    %3 = dnn.view reshape(%b) : (tensor<2x1xf32>) -> tensor<2xf32>
    %4 = dnn.layer "relu" relu(%3) dims <i = 2> maps [(i)] -> (i)
      bits <in = [8], psum = 16, out = 8> tiling <temporal = [], spatial = [i : 2]>
      costs [<@pe, 1, cycles = 2, compute = 1, energy = 3.0, mac_energy = 1.0>] cores [@core0, @core1]
      : (tensor<2xf32>) -> tensor<2xf32>
    dnn.yield %4 : tensor<2xf32>
  }
  dnn.return %2 : tensor<2xf32>
}
// CHECK: sched.program @net_on_duo of @net on @duo
// CHECK-NEXT:   tasks dense<{{\[\[}}0, 2, 5, 18], [1, 7, 5, 23], [2, 12, 5, 18], [3, 17, 5, 23], [0, 22, 2, 25], [0, 24, 2, 27]]> : tensor<6x4xi64>
// CHECK-NEXT:   transfers dense<{{\[\[}}0, 0, 1, 16, 7], [1, 2, 1, 16, 12], [2, 3, 1, 16, 17], [3, 5, 1, 16, 22], [0, 1, 1, 16, 12], [2, 4, 1, 16, 22], [2, 17, 1, 8, -1], [3, 22, 1, 8, -1], [0, 18, 1, 8, 24], [0, 24, 1, 8, -1], [0, 23, 1, 8, 26], [0, 26, 1, 8, -1]]> : tensor<12x5xi64> {
// CHECK-NEXT:   sched.compute "mm"[0] on @core0 rows 0 to 4 energy_pj 40
// CHECK-NEXT:   sched.compute "relu"[0] on @core0 rows 4 to 5 energy_pj 3
// CHECK-NEXT:   sched.compute "relu"[1] on @core1 rows 5 to 6 energy_pj 3
// CHECK-NEXT:   sched.transfer load "x" for "mm"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 0 to 4 energy_pj 260
// CHECK-NEXT:   sched.transfer load "w" for "mm"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 4 to 6 energy_pj 130
// CHECK-NEXT:   sched.transfer store "mm"[0] from @core0::@sram to @dram::@dram via [@bus0] rows 6 to 8 energy_pj 130
// CHECK-NEXT:   sched.transfer load "mm" for "relu"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 8 to 9 energy_pj 65
// CHECK-NEXT:   sched.transfer store "relu"[0] from @core0::@sram to @dram::@dram via [@bus0] rows 9 to 10 energy_pj 65
// CHECK-NEXT:   sched.transfer load "mm" for "relu"[1] from @dram::@dram to @core1::@sram via [@bus0] rows 10 to 11 energy_pj 65
// CHECK-NEXT:   sched.transfer store "relu"[1] from @core1::@sram to @dram::@dram via [@bus0] rows 11 to 12 energy_pj 65
// CHECK-NEXT: }

// -----

// The memory holds 80 bits. What is needed furthest in the future makes room: results not needed soon are spilled and
// reloaded.

accel.system @mono {
  accel.core_type @pe compute {
    accel.array <D1 = 4> mac_energy_pj 0.25
    accel.memory @sram size_bits 80 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @datapath read_write bandwidth 64 serves [I1 tl, I2 tl, O tl, O fl]
      accel.port @transfers read_write bandwidth 64 serves [I1 fh, I2 fh, O th, O fh]
    }
  }
  accel.core_type @ddr offchip {
    accel.memory @dram size_bits 1048576 holds [I1, I2, O] read_pj 64 write_pj 64 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @pe
  accel.core @dram : @ddr
  accel.bus @bus0 [@core0, @dram] bandwidth 8
}
dnn.network @net(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] on @mono {
  %0 = dnn.stack "s"(%a = %x : tensor<4xf32>) -> (tensor<4xf32>) {
    %w = dnn.weight "w" : tensor<4xf32>
    %1 = dnn.layer "relu" relu(%a) dims <i = 4> maps [(i)] -> (i)
      bits <in = [8], psum = 8, out = 8>
      costs [<@pe, 4, cycles = 1, compute = 1, energy = 1.0, mac_energy = 1.0>] cores [@core0]
      : (tensor<4xf32>) -> tensor<4xf32>
    %2 = dnn.layer "double" add(%w, %w) dims <i = 4> maps [(i), (i)] -> (i)
      bits <in = [8, 8], psum = 8, out = 8>
      costs [<@pe, 4, cycles = 1, compute = 1, energy = 1.0, mac_energy = 1.0>] cores [@core0]
      : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
    %3 = dnn.layer "scale" add(%2, %w) dims <i = 4> maps [(i), (i)] -> (i)
      bits <in = [8, 8], psum = 8, out = 8> tiling <temporal = [i : 2], spatial = []>
      costs [<@pe, 2, cycles = 1, compute = 1, energy = 1.0, mac_energy = 0.5>] cores [@core0]
      : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
    %4 = dnn.layer "sum" add(%1, %3) dims <i = 4> maps [(i), (i)] -> (i)
      bits <in = [8, 8], psum = 8, out = 8> tiling <temporal = [i : 2], spatial = []>
      costs [<@pe, 2, cycles = 1, compute = 1, energy = 1.0, mac_energy = 0.5>] cores [@core0]
      : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
    dnn.yield %4 : tensor<4xf32>
  }
  dnn.return %0 : tensor<4xf32>
}
// CHECK: sched.program @net_on_mono of @net on @mono
// CHECK-NEXT:   tasks dense<{{\[\[}}0, 4, 1, 13], [0, 13, 1, 24], [0, 15, 1, 25], [1, 33, 1, 39], [0, 24, 1, 31], [1, 38, 1, 41]]> : tensor<6x4xi64>
// CHECK-NEXT:   transfers dense<{{\[\[}}0, 0, 4, 32, 5], [0, 9, 4, 32, -1], [0, 16, 4, 32, 25], [0, 34, 4, 32, 39], [0, 5, 4, 32, 14], [0, 20, 4, 32, -1], [0, 25, 4, 32, 34], [0, 13, 2, 16, 16], [1, 31, 2, 16, 34], [0, 29, 2, 16, -1], [1, 39, 2, 16, -1]]> : tensor<11x5xi64> {
// CHECK-NEXT:   sched.compute "relu"[0] on @core0 rows 0 to 1 energy_pj 1
// CHECK-NEXT:   sched.compute "double"[0] on @core0 rows 1 to 2 energy_pj 1
// CHECK-NEXT:   sched.compute "scale"[0] on @core0 rows 2 to 4 energy_pj 2
// CHECK-NEXT:   sched.compute "sum"[0] on @core0 rows 4 to 6 energy_pj 2
// CHECK-NEXT:   sched.transfer load "x" for "relu"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 0 to 1 energy_pj 65
// CHECK-NEXT:   sched.transfer spill "relu"[0] from @core0::@sram to @dram::@dram via [@bus0] rows 1 to 2 energy_pj 65
// CHECK-NEXT:   sched.transfer reload "relu"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 2 to 4 energy_pj 130
// CHECK-NEXT:   sched.transfer load "w" for "double"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 4 to 5 energy_pj 65
// CHECK-NEXT:   sched.transfer spill "double"[0] from @core0::@sram to @dram::@dram via [@bus0] rows 5 to 6 energy_pj 65
// CHECK-NEXT:   sched.transfer reload "double"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 6 to 7 energy_pj 65
// CHECK-NEXT:   sched.transfer load "w" for "scale"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 7 to 9 energy_pj 130
// CHECK-NEXT:   sched.transfer store "sum"[0] from @core0::@sram to @dram::@dram via [@bus0] rows 9 to 11 energy_pj 130
// CHECK-NEXT: }

// -----

// By latency the last quick tile does not wait for the slow tile before.

accel.system @mono {
  accel.core_type @pe compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @sram size_bits 1024 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @datapath read_write bandwidth 64 serves [I1 tl, I2 tl, O tl, O fl]
      accel.port @transfers read_write bandwidth 64 serves [I1 fh, I2 fh, O th, O fh]
    }
  }
  accel.core_type @ddr offchip {
    accel.memory @dram size_bits 1048576 holds [I1, I2, O] read_pj 64 write_pj 64 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @pe
  accel.core @dram : @ddr
  accel.bus @bus0 [@core0, @dram] bandwidth 16
}
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] on @mono {
  %0 = dnn.stack "s"(%a = %x : tensor<4x6xf32>) -> (tensor<4x6xf32>) {
    %1 = dnn.layer "quick" relu(%a) dims <n0 = 4, n1 = 6> maps [(n0, n1)] -> (n0, n1)
      bits <in = [8], psum = 8, out = 8> tiling <temporal = [n1 : 2], spatial = []>
      costs [<@pe, 4x2, cycles = 2, compute = 2, energy = 9.0, mac_energy = 8.0>] cores [@core0]
      : (tensor<4x6xf32>) -> tensor<4x6xf32>
    %2 = dnn.layer "slow" relu(%1) dims <n0 = 4, n1 = 6> maps [(n0, n1)] -> (n0, n1)
      bits <in = [8], psum = 8, out = 8> tiling <temporal = [n1 : 2], spatial = []>
      costs [<@pe, 4x2, cycles = 20, compute = 2, energy = 9.0, mac_energy = 8.0>] cores [@core0]
      : (tensor<4x6xf32>) -> tensor<4x6xf32>
    dnn.yield %2 : tensor<4x6xf32>
  }
  dnn.return %0 : tensor<4x6xf32>
}
// CHECK: tasks dense<{{\[\[}}0, 4, 2, 26], [1, 26, 2, 48], [2, 48, 2, 70], [0, 6, 20, 30], [1, 28, 20, 52], [2, 50, 20, 74]]> : tensor<6x4xi64>
// LATENCY: tasks dense<{{\[\[}}0, 4, 2, 26], [1, 26, 2, 50], [2, 28, 2, 70], [0, 6, 20, 30], [1, 30, 20, 54], [2, 50, 20, 74]]> : tensor<6x4xi64>

// -----

// What several cores need crosses the links on the way to all of them once.

accel.system @trio {
  accel.core_type @pe compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @sram size_bits 1024 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @datapath read_write bandwidth 64 serves [I1 tl, I2 tl, O tl, O fl]
      accel.port @transfers read_write bandwidth 64 serves [I1 fh, I2 fh, O th, O fh]
    }
  }
  accel.core_type @ddr offchip {
    accel.memory @dram size_bits 1048576 holds [I1, I2, O] read_pj 64 write_pj 64 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @pe
  accel.core @core1 : @pe
  accel.core @core2 : @pe
  accel.core @dram : @ddr
  accel.link @link0 : @core0 <-> @core1 bandwidth 16 energy_pj_per_bit 0.5 latency_cycles 1
  accel.link @link1 : @core1 <-> @core2 bandwidth 16 energy_pj_per_bit 0.5 latency_cycles 1
  accel.bus @bus0 [@core0, @dram] bandwidth 8 energy_pj_per_bit 0.25
}
dnn.network @net(%x: tensor<2x4xf32>) -> tensor<2x4xf32> inputs ["x"] outputs ["y"] on @trio {
  %1 = dnn.layer "relu" relu(%x) dims <m = 2, k = 4> maps [(m, k)] -> (m, k)
    bits <in = [8], psum = 16, out = 8> tiling <temporal = [m : 1], spatial = []>
    costs [<@pe, 1x4, cycles = 3, compute = 1, energy = 5.0, mac_energy = 4.0>] cores [@core0]
    : (tensor<2x4xf32>) -> tensor<2x4xf32>
  %w = dnn.weight "w" : tensor<4x4xf32>
  %2 = dnn.layer "mm" matmul(%1, %w) dims <m = 2, n = 4, k = 4> maps [(m, k), (k, n)] -> (m, n)
    bits <in = [8, 8], psum = 8, out = 8> tiling <temporal = [m : 1], spatial = [n : 2]>
    costs [<@pe, 1x2x4, cycles = 6, compute = 2, energy = 12.0, mac_energy = 8.0>] cores [@core1, @core2]
    : (tensor<2x4xf32>, tensor<4x4xf32>) -> tensor<2x4xf32>
  %b = dnn.weight "b" : tensor<4xf32>
  %3 = dnn.layer "add" add(%2, %b) dims <m = 2, n = 4> maps [(m, n), (n)] -> (m, n)
    bits <in = [8, 8], psum = 8, out = 8> tiling <temporal = [], spatial = [m : 2]>
    costs [<@pe, 1x4, cycles = 4, compute = 1, energy = 6.0, mac_energy = 4.0>] cores [@core1, @core2]
    : (tensor<2x4xf32>, tensor<4xf32>) -> tensor<2x4xf32>
  dnn.return %3 : tensor<2x4xf32>
}
// CHECK: sched.program @net_on_trio of @net on @trio
// CHECK-NEXT:   tasks dense<{{\[\[}}0, 4, 3, 11], [1, 8, 3, 34], [0, 20, 6, 44], [1, 34, 6, 42], [0, 30, 6, 38], [1, 36, 6, 46], [0, 40, 4, 49], [0, 42, 4, 55]]> : tensor<8x4xi64>
// CHECK-NEXT:   transfers dense<{{\[\[}}0, 0, 4, 32, 7], [1, 4, 4, 32, 11], [0, 7, 4, 32, 26], [0, 7, 4, 32, 36], [1, 30, 4, 32, 40], [1, 30, 4, 32, 42], [0, 11, 9, 64, 40], [1, 40, 2, 16, 46], [0, 20, 10, 64, 42], [0, 36, 2, 16, 44], [0, 34, 6, 32, 44], [0, 34, 6, 32, 46], [0, 44, 5, 32, -1], [0, 49, 6, 32, -1]]> : tensor<14x5xi64> {
// CHECK-NEXT:   sched.compute "relu"[0] on @core0 rows 0 to 2 energy_pj 10
// CHECK-NEXT:   sched.compute "mm"[0] on @core1 rows 2 to 4 energy_pj 24
// CHECK-NEXT:   sched.compute "mm"[1] on @core2 rows 4 to 6 energy_pj 24
// CHECK-NEXT:   sched.compute "add"[0] on @core1 rows 6 to 7 energy_pj 6
// CHECK-NEXT:   sched.compute "add"[1] on @core2 rows 7 to 8 energy_pj 6
// CHECK-NEXT:   sched.transfer load "x" for "relu"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 0 to 2 energy_pj 146
// CHECK-NEXT:   sched.transfer move "relu"[0] from @core0::@sram to [@core1::@sram, @core2::@sram] via [@link0, @link1] rows 2 to 6 energy_pj 70
// CHECK-NEXT:   sched.transfer load "w" for "mm"[0] from @dram::@dram to @core1::@sram via [@bus0, @link0] rows 6 to 7 energy_pj 113
// CHECK-NEXT:   sched.transfer move "mm"[0] from @core1::@sram to @core2::@sram via [@link1] rows 7 to 8 energy_pj 10
// CHECK-NEXT:   sched.transfer load "w" for "mm"[1] from @dram::@dram to @core2::@sram via [@bus0, @link0, @link1] rows 8 to 9 energy_pj 145
// CHECK-NEXT:   sched.transfer move "mm"[1] from @core2::@sram to @core1::@sram via [@link1 reverse] rows 9 to 10 energy_pj 10
// CHECK-NEXT:   sched.transfer load "b" for "add"[0, 1] from @dram::@dram to [@core1::@sram, @core2::@sram] via [@bus0, @link0, @link1] rows 10 to 12 energy_pj 106
// CHECK-NEXT:   sched.transfer store "add"[0] from @core1::@sram to @dram::@dram via [@link0 reverse, @bus0] rows 12 to 13 energy_pj 89
// CHECK-NEXT:   sched.transfer store "add"[1] from @core2::@sram to @dram::@dram via [@link1 reverse, @link0 reverse, @bus0] rows 13 to 14 energy_pj 105
// CHECK-NEXT: }

// -----

// Both operands of "mm" stream while its tiles run. The bus brings 16 bits per cycle, so that they take longer than their cost says. What streams is
// read from off-chip memory, where the layer before has to have stored it.

accel.system @mono {
  accel.core_type @pe compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @act size_bits 4096 holds [I1, O] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @datapath read_write bandwidth 64 serves [I1 tl, O tl, O fl]
      accel.port @transfers read_write bandwidth 64 serves [I1 fh, O th, O fh]
    }
    accel.memory @weights size_bits 256 holds [I2] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @rw read_write bandwidth 64 serves [I2 tl, I2 fh]
    }
  }
  accel.core_type @ddr offchip {
    accel.memory @dram size_bits 1048576 holds [I1, I2, O] read_pj 64 write_pj 64 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @pe
  accel.core @dram : @ddr
  accel.bus @bus0 [@core0, @dram] bandwidth 16 energy_pj_per_bit 0.25 latency_cycles 2
}
dnn.network @net(%x: tensor<4x16xf32>) -> tensor<4x8xf32> inputs ["x"] outputs ["y"] on @mono {
  %0 = dnn.layer "relu" relu(%x) dims <m = 4, k = 16> maps [(m, k)] -> (m, k)
    bits <in = [8], psum = 16, out = 8> tiling <temporal = [m : 1], spatial = []>
    costs [<@pe, 1x16, cycles = 16, compute = 16, energy = 20.0, mac_energy = 16.0>] cores [@core0]
    : (tensor<4x16xf32>) -> tensor<4x16xf32>
  %w = dnn.weight "w" : tensor<16x8xf32>
  %1 = dnn.layer "mm" matmul(%0, %w) dims <m = 4, n = 8, k = 16> maps [(m, k), (k, n)] -> (m, n)
    bits <in = [8, 8], psum = 16, out = 8> tiling <temporal = [m : 2], spatial = []>
    costs [<@pe, 2x8x16, cycles = 100, compute = 64, energy = 300.0, mac_energy = 256.0, streams = [0 : 512 buffer 64, 1 : 2048 buffer 128]>]
    cores [@core0]
    : (tensor<4x16xf32>, tensor<16x8xf32>) -> tensor<4x8xf32>
  dnn.return %1 : tensor<4x8xf32>
}
// CHECK: sched.program @net_on_mono of @net on @mono
// CHECK-NEXT:   tasks dense<{{\[\[}}0, 10, 16, 36], [1, 26, 16, 52], [2, 264, 16, 294], [3, 284, 16, 310], [0, 52, 202, 274], [1, 310, 202, 522]]> : tensor<6x4xi64>
// CHECK-NEXT:   transfers dense<{{\[\[}}0, 0, 10, 128, 26], [1, 10, 10, 128, 42], [2, 254, 10, 128, 280], [3, 274, 10, 128, 300], [0, 26, 10, 128, -1], [1, 42, 10, 128, -1], [2, 284, 10, 128, -1], [3, 300, 10, 128, -1], [0, 264, 10, 128, -1], [1, 512, 10, 128, -1], [0, 52, 202, 512, 254], [1, 310, 202, 512, 512], [0, 52, 202, 2048, 254], [1, 310, 202, 2048, 512]]> : tensor<14x5xi64> {
// CHECK-NEXT:   sched.compute "relu"[0] on @core0 rows 0 to 4 energy_pj 80
// CHECK-NEXT:   sched.compute "mm"[0] on @core0 rows 4 to 6 energy_pj 600
// CHECK-NEXT:   sched.transfer load "x" for "relu"[0] from @dram::@dram to @core0::@act via [@bus0] rows 0 to 4 energy_pj 648
// CHECK-NEXT:   sched.transfer store "relu"[0] from @core0::@act to @dram::@dram via [@bus0] rows 4 to 8 energy_pj 648
// CHECK-NEXT:   sched.transfer store "mm"[0] from @core0::@act to @dram::@dram via [@bus0] rows 8 to 10 energy_pj 324
// CHECK-NEXT:   sched.transfer stream "relu" for "mm"[0] from @dram::@dram to @core0::@act via [@bus0] rows 10 to 12 energy_pj 1280
// CHECK-NEXT:   sched.transfer stream "w" for "mm"[0] from @dram::@dram to @core0::@weights via [@bus0] rows 12 to 14 energy_pj 5120
// CHECK-NEXT: }

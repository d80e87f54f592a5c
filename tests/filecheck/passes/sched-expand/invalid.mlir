// RUN: stream-opt %s -p sched-expand --split-input-file --verify-diagnostics | filecheck %s

// CHECK: sched-expand: the module has no sched.program
// CHECK-NEXT: remedy: run convert-dnn-to-sched first
builtin.module {
}

// -----

// CHECK: sched-expand: the schedule @e is expanded
// CHECK-NEXT: remedy: do this before sched-expand, which is for reading
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<12xf32>) -> tensor<12xf32> inputs ["x"] outputs ["y"] on @s {
  %0 = dnn.layer "fast" relu(%x) dims <i = 12> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> cores [@c0] : (tensor<12xf32>) -> tensor<12xf32>
  %1 = dnn.layer "slow" relu(%0) dims <i = 12> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> cores [@c1] : (tensor<12xf32>) -> tensor<12xf32>
  dnn.return %1 : tensor<12xf32>
}
sched.expanded @e of @n on @s {
  %0 = sched.copy load "x" for tile 0 of "fast"[0] from @dram::@d to @c0::@m via [@bus] bits 16 at 0 for 2 until 7
}

// -----

// CHECK: sched-expand: layer 'relu' has no cores
// CHECK-NEXT: remedy: run dnn-allocate-cores first
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
    costs [<@pe, 4x3, cycles = 3, compute = 3, energy = 13.0, mac_energy = 12.0>]
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %1 : tensor<4x6xf32>
}
sched.program @net_on_mono of @net on @mono
  tasks dense<[[0, 6, 3, 18], [1, 12, 3, 24]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 6, 96, 9], [1, 6, 6, 96, 15], [0, 12, 6, 96, -1], [1, 18, 6, 96, -1]]> : tensor<4x5xi64> {
  sched.compute "relu"[0] on @core0 rows 0 to 2 energy_pj 26
  sched.transfer load "x" for "relu"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 0 to 2 energy_pj 260
  sched.transfer store "relu"[0] from @core0::@sram to @dram::@dram via [@bus0] rows 2 to 4 energy_pj 260
}

// -----

// CHECK: sched-expand: layer 'relu' has no cost of a tile of 4x3 on @pe
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
    costs [<@pe, 4x6, cycles = 3, compute = 3, energy = 13.0, mac_energy = 12.0>] cores [@core0]
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %1 : tensor<4x6xf32>
}
sched.program @net_on_mono of @net on @mono
  tasks dense<[[0, 6, 3, 18], [1, 12, 3, 24]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 6, 96, 9], [1, 6, 6, 96, 15], [0, 12, 6, 96, -1], [1, 18, 6, 96, -1]]> : tensor<4x5xi64> {
  sched.compute "relu"[0] on @core0 rows 0 to 2 energy_pj 26
  sched.transfer load "x" for "relu"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 0 to 2 energy_pj 260
  sched.transfer store "relu"[0] from @core0::@sram to @dram::@dram via [@bus0] rows 2 to 4 energy_pj 260
}

// -----

// CHECK: sched-expand: part 0 of layer 'relu' has 3 tiles, of which 2 are scheduled
// CHECK-NEXT: remedy: schedule the network again after the last change of its tiling
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
    bits <in = [8], psum = 16, out = 8> tiling <temporal = [n1 : 2], spatial = []>
    costs [<@pe, 4x2, cycles = 3, compute = 3, energy = 13.0, mac_energy = 12.0>] cores [@core0]
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %1 : tensor<4x6xf32>
}
sched.program @net_on_mono of @net on @mono
  tasks dense<[[0, 6, 3, 18], [1, 12, 3, 24]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 6, 96, 9], [1, 6, 6, 96, 15], [0, 12, 6, 96, -1], [1, 18, 6, 96, -1]]> : tensor<4x5xi64> {
  sched.compute "relu"[0] on @core0 rows 0 to 2 energy_pj 26
  sched.transfer load "x" for "relu"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 0 to 2 energy_pj 260
  sched.transfer store "relu"[0] from @core0::@sram to @dram::@dram via [@bus0] rows 2 to 4 energy_pj 260
}

// -----

// CHECK: sched-expand: layer 'relu' reads no tensor named 'z'
// CHECK-NEXT: remedy: load one of 'x'
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
sched.program @net_on_mono of @net on @mono
  tasks dense<[[0, 6, 3, 18], [1, 12, 3, 24]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 6, 96, 9], [1, 6, 6, 96, 15], [0, 12, 6, 96, -1], [1, 18, 6, 96, -1]]> : tensor<4x5xi64> {
  sched.compute "relu"[0] on @core0 rows 0 to 2 energy_pj 26
  sched.transfer load "z" for "relu"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 0 to 2 energy_pj 260
  sched.transfer store "relu"[0] from @core0::@sram to @dram::@dram via [@bus0] rows 2 to 4 energy_pj 260
}

// -----

// A tile starts when its operand has left.

// CHECK: sched-expand: tile 1 of "relu"[0] at 12 needs what is not there then: 'x' in @core0::@sram
// CHECK-NEXT: remedy: schedule the network again; sched-verify tells all that is wrong
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
sched.program @net_on_mono of @net on @mono
  tasks dense<[[0, 6, 3, 18], [1, 12, 3, 24]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 6, 96, 9], [1, 6, 6, 96, 13], [0, 12, 6, 96, -1], [1, 18, 6, 96, -1]]> : tensor<4x5xi64> {
  sched.compute "relu"[0] on @core0 rows 0 to 2 energy_pj 26
  sched.transfer load "x" for "relu"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 0 to 2 energy_pj 260
  sched.transfer store "relu"[0] from @core0::@sram to @dram::@dram via [@bus0] rows 2 to 4 energy_pj 260
}

// -----

// The first of two tiles that accumulate finishes nothing that could be stored.

// CHECK: sched-expand: the store of tile 0 of "mm"[0] at 17 moves no block: 'mm' off-chip
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
sched.program @net_on_duo of @net on @duo
  tasks dense<[[0, 2, 5, 18], [1, 7, 5, 23], [2, 12, 5, 18], [3, 17, 5, 23], [0, 22, 2, 25], [0, 24, 2, 27]]> : tensor<6x4xi64>
  transfers dense<[[0, 0, 1, 16, 7], [1, 2, 1, 16, 12], [2, 3, 1, 16, 17], [3, 5, 1, 16, 22], [0, 1, 1, 16, 12], [2, 4, 1, 16, 22], [0, 17, 1, 8, -1], [3, 22, 1, 8, -1], [0, 18, 1, 8, 24], [0, 24, 1, 8, -1], [0, 23, 1, 8, 26], [0, 26, 1, 8, -1]]> : tensor<12x5xi64> {
  sched.compute "mm"[0] on @core0 rows 0 to 4 energy_pj 40
  sched.compute "relu"[0] on @core0 rows 4 to 5 energy_pj 3
  sched.compute "relu"[1] on @core1 rows 5 to 6 energy_pj 3
  sched.transfer load "x" for "mm"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 0 to 4 energy_pj 260
  sched.transfer load "w" for "mm"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 4 to 6 energy_pj 130
  sched.transfer store "mm"[0] from @core0::@sram to @dram::@dram via [@bus0] rows 6 to 8 energy_pj 130
  sched.transfer load "mm" for "relu"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 8 to 9 energy_pj 65
  sched.transfer store "relu"[0] from @core0::@sram to @dram::@dram via [@bus0] rows 9 to 10 energy_pj 65
  sched.transfer load "mm" for "relu"[1] from @dram::@dram to @core1::@sram via [@bus0] rows 10 to 11 energy_pj 65
  sched.transfer store "relu"[1] from @core1::@sram to @dram::@dram via [@bus0] rows 11 to 12 energy_pj 65
}

// -----

// What is reloaded before it has been spilled.

// CHECK: sched-expand: the reload of tile 0 of "relu"[0] at 12 needs what is not there then: 'relu' off-chip
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
sched.program @net_on_mono of @net on @mono
  tasks dense<[[0, 4, 1, 13], [0, 13, 1, 24], [0, 15, 1, 25], [1, 33, 1, 39], [0, 24, 1, 31], [1, 38, 1, 41]]> : tensor<6x4xi64>
  transfers dense<[[0, 0, 4, 32, 5], [0, 9, 4, 32, -1], [0, 12, 4, 32, 25], [0, 34, 4, 32, 39], [0, 5, 4, 32, 14], [0, 20, 4, 32, -1], [0, 25, 4, 32, 34], [0, 13, 2, 16, 16], [1, 31, 2, 16, 34], [0, 29, 2, 16, -1], [1, 39, 2, 16, -1]]> : tensor<11x5xi64> {
  sched.compute "relu"[0] on @core0 rows 0 to 1 energy_pj 1
  sched.compute "double"[0] on @core0 rows 1 to 2 energy_pj 1
  sched.compute "scale"[0] on @core0 rows 2 to 4 energy_pj 2
  sched.compute "sum"[0] on @core0 rows 4 to 6 energy_pj 2
  sched.transfer load "x" for "relu"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 0 to 1 energy_pj 65
  sched.transfer spill "relu"[0] from @core0::@sram to @dram::@dram via [@bus0] rows 1 to 2 energy_pj 65
  sched.transfer reload "relu"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 2 to 4 energy_pj 130
  sched.transfer load "w" for "double"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 4 to 5 energy_pj 65
  sched.transfer spill "double"[0] from @core0::@sram to @dram::@dram via [@bus0] rows 5 to 6 energy_pj 65
  sched.transfer reload "double"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 6 to 7 energy_pj 65
  sched.transfer load "w" for "scale"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 7 to 9 energy_pj 130
  sched.transfer store "sum"[0] from @core0::@sram to @dram::@dram via [@bus0] rows 9 to 11 energy_pj 130
}

// -----

// CHECK: sched-expand: layer 'mm': dimension 'k' is a reduction, which parts on different cores cannot share
// CHECK-NEXT: remedy: change the layer's tiling, or allocate it to other cores
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
      bits <in = [8, 8], psum = 32, out = 8> tiling <temporal = [m : 1], spatial = [k : 2]>
      costs [<@pe, 1x1x2, cycles = 5, compute = 2, energy = 10.0, mac_energy = 4.0>] cores [@core0, @core1]
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
sched.program @p of @net on @duo
  tasks dense<[[0, 2, 5, 9], [0, 2, 5, 9], [0, 9, 2, 11], [0, 9, 2, 11]]> : tensor<4x4xi64>
  transfers dense<> : tensor<0x5xi64> {
  sched.compute "mm"[0] on @core0 rows 0 to 1 energy_pj 1
  sched.compute "mm"[1] on @core1 rows 1 to 2 energy_pj 1
  sched.compute "relu"[0] on @core0 rows 2 to 3 energy_pj 1
  sched.compute "relu"[1] on @core1 rows 3 to 4 energy_pj 1
}

// RUN: stream-opt %s -p sched-roll --split-input-file | filecheck %s
// RUN: stream-opt %s --split-input-file -o %t.packed.mlir
// RUN: stream-opt %s -p sched-roll,sched-unroll --split-input-file -o %t.unrolled.mlir
// RUN: diff %t.packed.mlir %t.unrolled.mlir

// A tile, its store and the load of the next but one take turns on the bus; what comes before and after stays as it is.

// CHECK:       sched.program @net_on_mono of @net on @mono
// CHECK-NEXT:    tasks dense<{{\[\[}}0, 6, 3, 18], [1, 12, 3, 30], [9, 108, 3, 120]]> : tensor<3x4xi64>
// CHECK-NEXT:    transfers dense<{{\[\[}}0, 0, 6, 96, 9], [1, 6, 6, 96, 15], [2, 18, 6, 96, 27], [0, 12, 6, 96, -1], [8, 108, 6, 96, -1], [9, 114, 6, 96, -1]]> : tensor<6x5xi64> {
// CHECK-NEXT:    sched.compute "relu"[0] on @core0 rows 0 to 3 energy_pj 130
// CHECK-NEXT:    sched.transfer load "x" for "relu"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 0 to 3 energy_pj 1300
// CHECK-NEXT:    sched.transfer store "relu"[0] from @core0::@sram to @dram::@dram via [@bus0] rows 3 to 6 energy_pj 1300
// CHECK-NEXT:    sched.loop from 12 every 12 for 8 trips {
// CHECK-NEXT:      sched.repeat compute "relu"[0] rows 1 to 2 tile_step 1
// CHECK-NEXT:      sched.repeat store "relu"[0] rows 3 to 4 tile_step 1
// CHECK-NEXT:      sched.repeat load "x" for "relu"[0] rows 2 to 3 tile_step 1
// CHECK-NEXT:    }
// CHECK-NEXT:  }
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
dnn.network @net(%x: tensor<4x30xf32>) -> tensor<4x30xf32> inputs ["x"] outputs ["y"] on @mono {
  %1 = dnn.layer "relu" relu(%x) dims <n0 = 4, n1 = 30> maps [(n0, n1)] -> (n0, n1)
    bits <in = [8], psum = 16, out = 8> tiling <temporal = [n1 : 3], spatial = []>
    costs [<@pe, 4x3, cycles = 3, compute = 3, energy = 13.0, mac_energy = 12.0>] cores [@core0]
    : (tensor<4x30xf32>) -> tensor<4x30xf32>
  dnn.return %1 : tensor<4x30xf32>
}
sched.program @net_on_mono of @net on @mono
  tasks dense<[[0, 6, 3, 18], [1, 12, 3, 30], [2, 24, 3, 42], [3, 36, 3, 54], [4, 48, 3, 66], [5, 60, 3, 78], [6, 72, 3, 90], [7, 84, 3, 102], [8, 96, 3, 114], [9, 108, 3, 120]]> : tensor<10x4xi64>
  transfers dense<[[0, 0, 6, 96, 9], [1, 6, 6, 96, 15], [2, 18, 6, 96, 27], [3, 30, 6, 96, 39], [4, 42, 6, 96, 51], [5, 54, 6, 96, 63], [6, 66, 6, 96, 75], [7, 78, 6, 96, 87], [8, 90, 6, 96, 99], [9, 102, 6, 96, 111], [0, 12, 6, 96, -1], [1, 24, 6, 96, -1], [2, 36, 6, 96, -1], [3, 48, 6, 96, -1], [4, 60, 6, 96, -1], [5, 72, 6, 96, -1], [6, 84, 6, 96, -1], [7, 96, 6, 96, -1], [8, 108, 6, 96, -1], [9, 114, 6, 96, -1]]> : tensor<20x5xi64> {
  sched.compute "relu"[0] on @core0 rows 0 to 10 energy_pj 130
  sched.transfer load "x" for "relu"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 0 to 10 energy_pj 1300
  sched.transfer store "relu"[0] from @core0::@sram to @dram::@dram via [@bus0] rows 10 to 20 energy_pj 1300
}

// -----

// The fast layer runs ahead of the slow one: its results stay longer from tile to tile. The three rhythms are loops side
// by side. Attributes are kept.

// CHECK:       sched.program @p of @n on @s
// CHECK-NEXT:    tasks dense<{{\[\[}}0, 4, 3, 9], [1, 7, 3, 12], [0, 9, 5, 16], [1, 14, 5, 21]]> : tensor<4x4xi64>
// CHECK-NEXT:    transfers dense<{{\[\[}}0, 0, 2, 16, 7], [0, 7, 2, 16, 14], [5, 22, 2, 16, 39], [0, 14, 2, 16, -1], [5, 39, 2, 16, -1]]> : tensor<5x5xi64> attributes {note = "kept"} {
// CHECK-NEXT:    sched.compute "fast"[0] on @c0 rows 0 to 2 energy_pj 6
// CHECK-NEXT:    sched.compute "slow"[0] on @c1 rows 2 to 4 energy_pj 6 {hot}
// CHECK-NEXT:    sched.transfer load "x" for "fast"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 1 energy_pj 1.5
// CHECK-NEXT:    sched.transfer move "fast"[0] from @c0::@m to @c1::@m via [@one] rows 1 to 3 energy_pj 1.5
// CHECK-NEXT:    sched.transfer store "slow"[0] from @c1::@m to @dram::@d via [@bus] rows 3 to 5 energy_pj 1.5
// CHECK-NEXT:    sched.loop from 0 every 2 for 6 trips {
// CHECK-NEXT:      sched.repeat load "x" for "fast"[0] rows 0 to 1 tile_step 1 release_step 3
// CHECK-NEXT:    }
// CHECK-NEXT:    sched.loop from 7 every 3 for 5 trips {
// CHECK-NEXT:      sched.repeat compute "fast"[0] rows 1 to 2 tile_step 1
// CHECK-NEXT:      sched.repeat move "fast"[0] rows 1 to 2 tile_step 1 release_step 5
// CHECK-NEXT:    }
// CHECK-NEXT:    sched.loop from 14 every 5 for 5 trips {
// CHECK-NEXT:      sched.repeat compute "slow"[0] rows 3 to 4 tile_step 1
// CHECK-NEXT:      sched.repeat store "slow"[0] rows 3 to 4 tile_step 1
// CHECK-NEXT:    }
// CHECK-NEXT:  }
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
sched.program @p of @n on @s
  tasks dense<[[0, 4, 3, 9], [1, 7, 3, 12], [2, 10, 3, 15], [3, 13, 3, 18], [4, 16, 3, 21], [5, 19, 3, 24], [0, 9, 5, 16], [1, 14, 5, 21], [2, 19, 5, 26], [3, 24, 5, 31], [4, 29, 5, 36], [5, 34, 5, 41]]> : tensor<12x4xi64>
  transfers dense<[[0, 0, 2, 16, 7], [1, 2, 2, 16, 10], [2, 4, 2, 16, 13], [3, 6, 2, 16, 16], [4, 8, 2, 16, 19], [5, 10, 2, 16, 22], [0, 7, 2, 16, 14], [1, 10, 2, 16, 19], [2, 13, 2, 16, 24], [3, 16, 2, 16, 29], [4, 19, 2, 16, 34], [5, 22, 2, 16, 39], [0, 14, 2, 16, -1], [1, 19, 2, 16, -1], [2, 24, 2, 16, -1], [3, 29, 2, 16, -1], [4, 34, 2, 16, -1], [5, 39, 2, 16, -1]]> : tensor<18x5xi64> attributes {note = "kept"} {
  sched.compute "fast"[0] on @c0 rows 0 to 6 energy_pj 6
  sched.compute "slow"[0] on @c1 rows 6 to 12 energy_pj 6 {hot}
  sched.transfer load "x" for "fast"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 6 energy_pj 1.5
  sched.transfer move "fast"[0] from @c0::@m to @c1::@m via [@one] rows 6 to 12 energy_pj 1.5
  sched.transfer store "slow"[0] from @c1::@m to @dram::@d via [@bus] rows 12 to 18 energy_pj 1.5
}

// -----

// Two tiles are no steady state.

// CHECK:       sched.program @net_on_mono of @net on @mono
// CHECK-NEXT:    tasks dense<{{\[\[}}0, 6, 3, 18], [1, 12, 3, 24]]> : tensor<2x4xi64>
// CHECK-NEXT:    transfers dense<{{\[\[}}0, 0, 6, 96, 9], [1, 6, 6, 96, 15], [0, 12, 6, 96, -1], [1, 18, 6, 96, -1]]> : tensor<4x5xi64> {
// CHECK-NEXT:    sched.compute "relu"[0] on @core0 rows 0 to 2 energy_pj 26
// CHECK-NEXT:    sched.transfer load "x" for "relu"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 0 to 2 energy_pj 260
// CHECK-NEXT:    sched.transfer store "relu"[0] from @core0::@sram to @dram::@dram via [@bus0] rows 2 to 4 energy_pj 260
// CHECK-NEXT:  }
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
  sched.transfer load "x" for "relu"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 0 to 2 energy_pj 260
  sched.transfer store "relu"[0] from @core0::@sram to @dram::@dram via [@bus0] rows 2 to 4 energy_pj 260
}

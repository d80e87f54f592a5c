// RUN: stream-opt %s -p convert-sched-to-loops --split-input-file --verify-diagnostics | filecheck %s

// CHECK: convert-sched-to-loops: the module has no sched.program
// CHECK-NEXT: remedy: run convert-dnn-to-sched first
builtin.module {
}

// -----

// The second tile's operand goes while the tile reads it.

// CHECK: convert-sched-to-loops: @net_on_mono: sched.compute "relu"[0] row 1 (tile 1) at 15: element [0, 3] of 'x' is not in @core0::@sram
// CHECK-NEXT: remedy: schedule the network again
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
  transfers dense<[[0, 0, 6, 96, 9], [1, 6, 6, 96, 14], [0, 12, 6, 96, -1], [1, 18, 6, 96, -1]]> : tensor<4x5xi64> {
  sched.compute "relu"[0] on @core0 rows 0 to 2 energy_pj 26
  sched.transfer load "x" for "relu"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 0 to 2 energy_pj 260
  sched.transfer store "relu"[0] from @core0::@sram to @dram::@dram via [@bus0] rows 2 to 4 energy_pj 260
}


// -----

// CHECK: convert-sched-to-loops: layer 'relu': it computes integers with a function of floats
// CHECK-NEXT: remedy: leave the layer out, or run the schedule with stream-xdsl run
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
dnn.network @net(%x: tensor<4x6xi8>) -> tensor<4x6xi8> inputs ["x"] outputs ["y"] on @mono {
  %1 = dnn.layer "relu" exp(%x) dims <n0 = 4, n1 = 6> maps [(n0, n1)] -> (n0, n1)
    bits <in = [8], psum = 16, out = 8> tiling <temporal = [n1 : 3], spatial = []>
    costs [<@pe, 4x3, cycles = 3, compute = 3, energy = 13.0, mac_energy = 12.0>] cores [@core0]
    : (tensor<4x6xi8>) -> tensor<4x6xi8>
  dnn.return %1 : tensor<4x6xi8>
}
sched.program @net_on_mono of @net on @mono
  tasks dense<[[0, 6, 3, 18], [1, 12, 3, 24]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 6, 96, 9], [1, 6, 6, 96, 15], [0, 12, 6, 96, -1], [1, 18, 6, 96, -1]]> : tensor<4x5xi64> {
  sched.compute "relu"[0] on @core0 rows 0 to 2 energy_pj 26
  sched.transfer load "x" for "relu"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 0 to 2 energy_pj 260
  sched.transfer store "relu"[0] from @core0::@sram to @dram::@dram via [@bus0] rows 2 to 4 energy_pj 260
}


// -----

// CHECK: convert-sched-to-loops: 'x' has elements of i4, of which two would share a byte
// CHECK-NEXT: remedy: run the schedule with stream-xdsl run
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
dnn.network @net(%x: tensor<4x6xi4>) -> tensor<4x6xi4> inputs ["x"] outputs ["y"] on @mono {
  %1 = dnn.layer "relu" relu(%x) dims <n0 = 4, n1 = 6> maps [(n0, n1)] -> (n0, n1)
    bits <in = [8], psum = 16, out = 8> tiling <temporal = [n1 : 3], spatial = []>
    costs [<@pe, 4x3, cycles = 3, compute = 3, energy = 13.0, mac_energy = 12.0>] cores [@core0]
    : (tensor<4x6xi4>) -> tensor<4x6xi4>
  dnn.return %1 : tensor<4x6xi4>
}
sched.program @net_on_mono of @net on @mono
  tasks dense<[[0, 6, 3, 18], [1, 12, 3, 24]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 6, 96, 9], [1, 6, 6, 96, 15], [0, 12, 6, 96, -1], [1, 18, 6, 96, -1]]> : tensor<4x5xi64> {
  sched.compute "relu"[0] on @core0 rows 0 to 2 energy_pj 26
  sched.transfer load "x" for "relu"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 0 to 2 energy_pj 260
  sched.transfer store "relu"[0] from @core0::@sram to @dram::@dram via [@bus0] rows 2 to 4 energy_pj 260
}


// -----

// CHECK: convert-sched-to-loops: the module has 2 machines, and its target can be one
// CHECK-NEXT: remedy: leave only the machine of the schedules in the module
accel.system @other {
  accel.core_type @ddr offchip {
    accel.memory @dram size_bits 1048576 holds [I1, I2, O] read_pj 64 write_pj 64 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @dram : @ddr
}
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

// -----

// CHECK: convert-sched-to-loops: 'x' has elements of f8E4M3FN, which MLIR does not lower to LLVM
// CHECK-NEXT: remedy: run the schedule with stream-xdsl run
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
dnn.network @net(%x: tensor<4x6xf8E4M3FN>) -> tensor<4x6xf8E4M3FN> inputs ["x"] outputs ["y"] on @mono {
  %1 = dnn.layer "relu" relu(%x) dims <n0 = 4, n1 = 6> maps [(n0, n1)] -> (n0, n1)
    bits <in = [8], psum = 16, out = 8> tiling <temporal = [n1 : 3], spatial = []>
    costs [<@pe, 4x3, cycles = 3, compute = 3, energy = 13.0, mac_energy = 12.0>] cores [@core0]
    : (tensor<4x6xf8E4M3FN>) -> tensor<4x6xf8E4M3FN>
  dnn.return %1 : tensor<4x6xf8E4M3FN>
}
sched.program @net_on_mono of @net on @mono
  tasks dense<[[0, 6, 3, 18], [1, 12, 3, 24]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 6, 96, 9], [1, 6, 6, 96, 15], [0, 12, 6, 96, -1], [1, 18, 6, 96, -1]]> : tensor<4x5xi64> {
  sched.compute "relu"[0] on @core0 rows 0 to 2 energy_pj 26
  sched.transfer load "x" for "relu"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 0 to 2 energy_pj 260
  sched.transfer store "relu"[0] from @core0::@sram to @dram::@dram via [@bus0] rows 2 to 4 energy_pj 260
}

// -----

// CHECK: convert-sched-to-loops: @net_on_mono_core0 is taken, and a function of @net_on_mono needs the name
// CHECK-NEXT: remedy: rename the other, the schedule or the core
func.func private @net_on_mono_core0()
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

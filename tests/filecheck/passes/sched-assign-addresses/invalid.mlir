// RUN: stream-opt %s -p sched-assign-addresses --split-input-file --verify-diagnostics | filecheck %s

// CHECK: sched-assign-addresses: the module has no sched.program
// CHECK-NEXT: remedy: run convert-dnn-to-sched first
builtin.module {
}

// -----

// CHECK: sched-assign-addresses: layer 'relu' reads no tensor named 'z'
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
    bits <in = [8], psum = 16, out = 8> tiling <temporal = [n1 : 3], spatial = []> cores [@core0]
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %1 : tensor<4x6xf32>
}
sched.program @p of @net on @mono
  tasks dense<[[0, 6, 3, 18], [1, 12, 3, 24]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 6, 96, 9], [1, 6, 6, 96, 15], [0, 12, 6, 96, -1], [1, 18, 6, 96, -1]]> : tensor<4x5xi64> {
  sched.compute "relu"[0] on @core0 rows 0 to 2 energy_pj 26
  sched.transfer load "z" for "relu"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 0 to 2 energy_pj 260
  sched.transfer store "relu"[0] from @core0::@sram to @dram::@dram via [@bus0] rows 2 to 4 energy_pj 260
}

// -----

// CHECK: sched-assign-addresses: @core0::@reg is not the outermost memory of any operand
// CHECK-NEXT: remedy: transfers join outermost memories
accel.system @mono {
  accel.core_type @pe compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @reg size_bits 8 holds [O] read_pj 1 write_pj 1 {
      accel.port @rw read_write bandwidth 8 serves [O tl, O th, O fl, O fh]
    }
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
    bits <in = [8], psum = 16, out = 8> tiling <temporal = [n1 : 3], spatial = []> cores [@core0]
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %1 : tensor<4x6xf32>
}
sched.program @p of @net on @mono
  tasks dense<[[0, 6, 3, 18], [1, 12, 3, 24]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 6, 96, 9], [1, 6, 6, 96, 15], [0, 12, 6, 96, -1], [1, 18, 6, 96, -1]]> : tensor<4x5xi64> {
  sched.compute "relu"[0] on @core0 rows 0 to 2 energy_pj 26
  sched.transfer load "x" for "relu"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 0 to 2 energy_pj 260
  sched.transfer store "relu"[0] from @core0::@reg to @dram::@dram via [@bus0] rows 2 to 4 energy_pj 260
}

// -----

// The block of tile 0 is given back while it is stored.

// CHECK: sched-assign-addresses: row 2 of the transfers moves the block of tile 0, which is not in its source memory all the while
// CHECK-NEXT: remedy: schedule the network again; sched-verify says what else is wrong
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
    bits <in = [8], psum = 16, out = 8> tiling <temporal = [n1 : 3], spatial = []> cores [@core0]
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %1 : tensor<4x6xf32>
}
sched.program @p of @net on @mono
  tasks dense<[[0, 6, 3, 17], [1, 12, 3, 24]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 6, 96, 9], [1, 6, 6, 96, 15], [0, 12, 6, 96, -1], [1, 18, 6, 96, -1]]> : tensor<4x5xi64> {
  sched.compute "relu"[0] on @core0 rows 0 to 2 energy_pj 26
  sched.transfer load "x" for "relu"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 0 to 2 energy_pj 260
  sched.transfer store "relu"[0] from @core0::@sram to @dram::@dram via [@bus0] rows 2 to 4 energy_pj 260
}

// -----

// At no time are more than four bytes in use. Two copies of two bytes lie side by side; tiles 2 and 3 take the place of tile 0,
// tile 4 is put beside them, and wherever it is, tile 5 or tile 6 does not find two bytes in one piece.

// CHECK: sched-assign-addresses: @core0::@sram has 32 bits, of which at most 32 are in use at once, but the best addresses that were found reach up to 40: its free space is in pieces, or not where wide elements may begin
// CHECK-NEXT: remedy: schedule with room to spare: try convert-dnn-to-sched{headroom=0.1}, or 0.2
accel.system @mono {
  accel.core_type @pe compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @out size_bits 64 holds [O] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @rw read_write bandwidth 64 serves [O tl, O fl, O th, O fh]
    }
    accel.memory @sram size_bits 32 holds [I1, I2] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @datapath read_write bandwidth 64 serves [I1 tl, I2 tl]
      accel.port @transfers read_write bandwidth 64 serves [I1 fh, I2 fh]
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
dnn.network @net(%x: tensor<7xf32>) -> tensor<7xf32> inputs ["x"] outputs ["y"] on @mono {
  %1 = dnn.layer "relu" relu(%x) dims <i = 7> maps [(i)] -> (i)
    bits <in = [8], psum = 16, out = 8> tiling <temporal = [i : 1], spatial = []> cores [@core0]
    : (tensor<7xf32>) -> tensor<7xf32>
  dnn.return %1 : tensor<7xf32>
}
sched.program @p of @net on @mono
  tasks dense<[[0, 100, 1, 101], [1, 101, 1, 102], [2, 102, 1, 103], [3, 103, 1, 104], [4, 104, 1, 105], [5, 105, 1, 106], [6, 106, 1, 107]]> : tensor<7x4xi64>
  transfers dense<[[0, 10, 1, 16, 20], [1, 10, 1, 16, 30], [2, 20, 1, 8, 50], [3, 20, 1, 8, 60], [4, 40, 1, 8, 60], [5, 50, 1, 16, 70], [6, 60, 1, 16, 70]]> : tensor<7x5xi64> {
  sched.compute "relu"[0] on @core0 rows 0 to 7 energy_pj 0
  sched.transfer load "x" for "relu"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 0 to 7 energy_pj 0
}

// -----

// Two copies of four bits fit one byte, but take two.

// CHECK: sched-assign-addresses: @core0::@sram has 8 bits, but 16 are in use at once, counted in whole bytes
// CHECK-NEXT: remedy: schedule with room to spare: try convert-dnn-to-sched{headroom=0.1}, or 0.2
accel.system @mono {
  accel.core_type @pe compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @out size_bits 64 holds [O] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @rw read_write bandwidth 64 serves [O tl, O fl, O th, O fh]
    }
    accel.memory @sram size_bits 8 holds [I1, I2] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @datapath read_write bandwidth 64 serves [I1 tl, I2 tl]
      accel.port @transfers read_write bandwidth 64 serves [I1 fh, I2 fh]
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
dnn.network @net(%x: tensor<2xf32>) -> tensor<2xf32> inputs ["x"] outputs ["y"] on @mono {
  %1 = dnn.layer "relu" relu(%x) dims <i = 2> maps [(i)] -> (i)
    bits <in = [4], psum = 16, out = 4> tiling <temporal = [i : 1], spatial = []> cores [@core0]
    : (tensor<2xf32>) -> tensor<2xf32>
  dnn.return %1 : tensor<2xf32>
}
sched.program @p of @net on @mono
  tasks dense<[[0, 2, 1, 3], [1, 3, 1, 4]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 1, 4, 4], [1, 1, 1, 4, 4]]> : tensor<2x5xi64> {
  sched.compute "relu"[0] on @core0 rows 0 to 2 energy_pj 0
  sched.transfer load "x" for "relu"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 0 to 2 energy_pj 0
}

// -----

// Elements of 24 bits begin at multiples of 32: of two, the second does not begin right behind the first.

// CHECK: sched-assign-addresses: @core0::@sram has 48 bits, of which at most 48 are in use at once, but the best addresses that were found reach up to 56: its free space is in pieces, or not where wide elements may begin
// CHECK-NEXT: remedy: schedule with room to spare: try convert-dnn-to-sched{headroom=0.1}, or 0.2
accel.system @mono {
  accel.core_type @pe compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @out size_bits 64 holds [O] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @rw read_write bandwidth 64 serves [O tl, O fl, O th, O fh]
    }
    accel.memory @sram size_bits 48 holds [I1, I2] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @datapath read_write bandwidth 64 serves [I1 tl, I2 tl]
      accel.port @transfers read_write bandwidth 64 serves [I1 fh, I2 fh]
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
dnn.network @net(%x: tensor<2xf32>) -> tensor<2xf32> inputs ["x"] outputs ["y"] on @mono {
  %1 = dnn.layer "relu" relu(%x) dims <i = 2> maps [(i)] -> (i)
    bits <in = [24], psum = 16, out = 16> tiling <temporal = [i : 1], spatial = []> cores [@core0]
    : (tensor<2xf32>) -> tensor<2xf32>
  dnn.return %1 : tensor<2xf32>
}
sched.program @p of @net on @mono
  tasks dense<[[0, 2, 1, 3], [1, 4, 1, 5]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 24, 4], [1, 2, 2, 24, 5]]> : tensor<2x5xi64> {
  sched.compute "relu"[0] on @core0 rows 0 to 2 energy_pj 0
  sched.transfer load "x" for "relu"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 0 to 2 energy_pj 0
}

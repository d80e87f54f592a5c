// RUN: stream-opt %s -p sched-assign-addresses --split-input-file | filecheck %s
// RUN: stream-opt %s -p sched-assign-addresses,sched-assign-addresses --split-input-file | filecheck %s

// Loads overlap in time, and take turns in space with the blocks that the tasks write. Off-chip, each tensor has its region.

// CHECK: sched.program @p of @net on @mono
// CHECK:      addresses <
// CHECK-NEXT: tasks = dense<[96, 0]> : tensor<2xi64>,
// CHECK-NEXT: transfers = dense<{{\[\[}}0, 0], [0, 192], [96, 192], [0, 192]]> : tensor<4x2xi64>,
// CHECK-NEXT: layouts = [
// CHECK-NEXT: <memory = @core0::@sram, peak_bits = 288, height_bits = 288>,
// CHECK-NEXT: <memory = @dram::@dram, peak_bits = 384, height_bits = 384>],
// CHECK-NEXT: regions = [
// CHECK-NEXT: <tensor = "x", memory = @dram::@dram, address_bits = 0, size_bits = 192>,
// CHECK-NEXT: <tensor = "relu", memory = @dram::@dram, address_bits = 192, size_bits = 192>]> {
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
  sched.transfer load "x" for "relu"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 0 to 2 energy_pj 260
  sched.transfer store "relu"[0] from @core0::@sram to @dram::@dram via [@bus0] rows 2 to 4 energy_pj 260
}

// -----

// The block of two tiles takes 32 bits until the second is done, then 8; both have its address.

// CHECK: sched.program @p of @net on @mono
// CHECK:      addresses <
// CHECK-NEXT: tasks = dense<[32, 32, 0]> : tensor<3xi64>,
// CHECK-NEXT: transfers = dense<{{\[\[}}0, 0], [0, 64], [32, 16], [32, 80], [0, 64]]> : tensor<5x2xi64>,
// CHECK-NEXT: layouts = [
// CHECK-NEXT: <memory = @core0::@sram, peak_bits = 96, height_bits = 96>,
// CHECK-NEXT: <memory = @dram::@dram, peak_bits = 72, height_bits = 72>],
// CHECK-NEXT: regions = [
// CHECK-NEXT: <tensor = "x", memory = @dram::@dram, address_bits = 0, size_bits = 32>,
// CHECK-NEXT: <tensor = "w", memory = @dram::@dram, address_bits = 32, size_bits = 32>,
// CHECK-NEXT: <tensor = "relu", memory = @dram::@dram, address_bits = 64, size_bits = 8>]> {
accel.system @mono {
  accel.core_type @pe compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @sram size_bits 128 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 1 {
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
dnn.network @net(%x: tensor<1x4xf32>) -> tensor<1x1xf32> inputs ["x"] outputs ["y"] on @mono {
  %w = dnn.weight "w" : tensor<4x1xf32>
  %1 = dnn.layer "mm" matmul(%x, %w) dims <m = 1, n = 1, k = 4> maps [(m, k), (k, n)] -> (m, n)
    bits <in = [8, 8], psum = 32, out = 8> tiling <temporal = [k : 2], spatial = []> cores [@core0]
    : (tensor<1x4xf32>, tensor<4x1xf32>) -> tensor<1x1xf32>
  %2 = dnn.layer "relu" relu(%1) dims <m = 1, n = 1> maps [(m, n)] -> (m, n) bits <in = [8], psum = 8, out = 8> cores [@core0]
    : (tensor<1x1xf32>) -> tensor<1x1xf32>
  dnn.return %2 : tensor<1x1xf32>
}
sched.program @p of @net on @mono
  tasks dense<[[0, 4, 5, 24], [1, 9, 5, 24], [0, 20, 4, 26]]> : tensor<3x4xi64>
  transfers dense<[[0, 0, 1, 16, 9], [1, 4, 1, 16, 14], [0, 1, 1, 16, 9], [1, 5, 1, 16, 14], [0, 24, 1, 8, -1]]> : tensor<5x5xi64> {
  sched.compute "mm"[0] on @core0 rows 0 to 2 energy_pj 20
  sched.compute "relu"[0] on @core0 rows 2 to 3 energy_pj 5
  sched.transfer load "x" for "mm"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 0 to 2 energy_pj 4
  sched.transfer load "w" for "mm"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 2 to 4 energy_pj 4
  sched.transfer store "relu"[0] from @core0::@sram to @dram::@dram via [@bus0] rows 4 to 5 energy_pj 2
}

// -----

// A block is spilled, reloaded, and moved on from its copy: all in the region, or at the address, where it then lies.

// CHECK: sched.program @p of @net on @mono
// CHECK:      addresses <
// CHECK-NEXT: tasks = dense<[16, 16, 16, 0]> : tensor<4xi64>,
// CHECK-NEXT: transfers = dense<{{\[\[}}0, 0], [16, 16], [16, 0], [0, 0], [16, 32], [0, 32]]> : tensor<6x2xi64>,
// CHECK-NEXT: layouts = [
// CHECK-NEXT: <memory = @core0::@sram, peak_bits = 32, height_bits = 32>,
// CHECK-NEXT: <memory = @core1::@sram, peak_bits = 48, height_bits = 48>,
// CHECK-NEXT: <memory = @core2::@sram, peak_bits = 32, height_bits = 32>,
// CHECK-NEXT: <memory = @dram::@dram, peak_bits = 48, height_bits = 48>],
// CHECK-NEXT: regions = [
// CHECK-NEXT: <tensor = "x", memory = @dram::@dram, address_bits = 0, size_bits = 16>,
// CHECK-NEXT: <tensor = "a", memory = @dram::@dram, address_bits = 16, size_bits = 16>,
// CHECK-NEXT: <tensor = "d", memory = @dram::@dram, address_bits = 32, size_bits = 16>]> {
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
  accel.core @core1 : @pe
  accel.core @core2 : @pe
  accel.core @dram : @ddr
  accel.bus @bus0 [@core0, @core1, @core2, @dram] bandwidth 16
}
dnn.network @net(%x: tensor<2xf32>) -> tensor<2xf32> inputs ["x"] outputs ["y"] on @mono {
  %0 = dnn.layer "a" relu(%x) dims <i = 2> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8> cores [@core0]
    : (tensor<2xf32>) -> tensor<2xf32>
  %1 = dnn.layer "b" relu(%0) dims <i = 2> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8> cores [@core1]
    : (tensor<2xf32>) -> tensor<2xf32>
  %2 = dnn.layer "c" relu(%0) dims <i = 2> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8> cores [@core2]
    : (tensor<2xf32>) -> tensor<2xf32>
  %3 = dnn.layer "d" add(%1, %2) dims <i = 2> maps [(i), (i)] -> (i) bits <in = [8, 8], psum = 8, out = 8> cores [@core1]
    : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
  dnn.return %3 : tensor<2xf32>
}
sched.program @p of @net on @mono
  tasks dense<[[0, 1, 2, 4], [0, 10, 2, 14], [0, 9, 2, 12], [0, 12, 2, 15]]> : tensor<4x4xi64>
  transfers dense<[[0, 0, 1, 16, 3], [0, 3, 1, 16, -1], [0, 5, 2, 16, 12], [0, 7, 1, 16, 11], [0, 11, 1, 16, 14], [0, 14, 1, 16, -1]]> : tensor<6x5xi64> {
  sched.compute "a"[0] on @core0 rows 0 to 1 energy_pj 0
  sched.compute "b"[0] on @core1 rows 1 to 2 energy_pj 0
  sched.compute "c"[0] on @core2 rows 2 to 3 energy_pj 0
  sched.compute "d"[0] on @core1 rows 3 to 4 energy_pj 0
  sched.transfer load "x" for "a"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 0 to 1 energy_pj 0
  sched.transfer spill "a"[0] from @core0::@sram to @dram::@dram via [@bus0] rows 1 to 2 energy_pj 0
  sched.transfer reload "a"[0] from @dram::@dram to @core1::@sram via [@bus0] rows 2 to 3 energy_pj 0
  sched.transfer move "a"[0] from @core1::@sram to @core2::@sram via [@bus0] rows 3 to 4 energy_pj 0
  sched.transfer move "c"[0] from @core2::@sram to @core1::@sram via [@bus0] rows 4 to 5 energy_pj 0
  sched.transfer store "d"[0] from @core1::@sram to @dram::@dram via [@bus0] rows 5 to 6 energy_pj 0
}

// -----

// Three elements of four bits take two bytes. Off-chip memory is taken to be large enough, though it is declared with a byte.

// CHECK: sched.program @p of @net on @mono
// CHECK:      addresses <
// CHECK-NEXT: tasks = dense<16> : tensor<1xi64>,
// CHECK-NEXT: transfers = dense<{{\[\[}}0, 0], [16, 16]]> : tensor<2x2xi64>,
// CHECK-NEXT: layouts = [
// CHECK-NEXT: <memory = @core0::@sram, peak_bits = 32, height_bits = 32>,
// CHECK-NEXT: <memory = @dram::@dram, peak_bits = 32, height_bits = 32>],
// CHECK-NEXT: regions = [
// CHECK-NEXT: <tensor = "x", memory = @dram::@dram, address_bits = 0, size_bits = 12>,
// CHECK-NEXT: <tensor = "relu", memory = @dram::@dram, address_bits = 16, size_bits = 12>]> {
accel.system @mono {
  accel.core_type @pe compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @sram size_bits 1024 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @datapath read_write bandwidth 64 serves [I1 tl, I2 tl, O tl, O fl]
      accel.port @transfers read_write bandwidth 64 serves [I1 fh, I2 fh, O th, O fh]
    }
  }
  accel.core_type @ddr offchip {
    accel.memory @dram size_bits 8 holds [I1, I2, O] read_pj 64 write_pj 64 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @pe
  accel.core @dram : @ddr
  accel.bus @bus0 [@core0, @dram] bandwidth 16
}
dnn.network @net(%x: tensor<3xf32>) -> tensor<3xf32> inputs ["x"] outputs ["y"] on @mono {
  %1 = dnn.layer "relu" relu(%x) dims <i = 3> maps [(i)] -> (i)
    bits <in = [4], psum = 16, out = 4> cores [@core0]
    : (tensor<3xf32>) -> tensor<3xf32>
  dnn.return %1 : tensor<3xf32>
}
sched.program @p of @net on @mono
  tasks dense<[[0, 1, 1, 3]]> : tensor<1x4xi64>
  transfers dense<[[0, 0, 1, 12, 2], [0, 2, 1, 12, -1]]> : tensor<2x5xi64> {
  sched.compute "relu"[0] on @core0 rows 0 to 1 energy_pj 0
  sched.transfer load "x" for "relu"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 0 to 1 energy_pj 0
  sched.transfer store "relu"[0] from @core0::@sram to @dram::@dram via [@bus0] rows 1 to 2 energy_pj 0
}

// -----

// Nothing moves.

// CHECK: sched.program @p of @net on @mono
// CHECK:      addresses <
// CHECK-NEXT: tasks = dense<0> : tensor<1xi64>,
// CHECK-NEXT: transfers = dense<> : tensor<0x2xi64>,
// CHECK-NEXT: layouts = [
// CHECK-NEXT: <memory = @core0::@sram, peak_bits = 8, height_bits = 8>],
// CHECK-NEXT: regions = []> {
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
dnn.network @net(%x: tensor<1xf32>) -> tensor<1xf32> inputs ["x"] outputs ["y"] on @mono {
  %1 = dnn.layer "relu" relu(%x) dims <i = 1> maps [(i)] -> (i)
    bits <in = [8], psum = 16, out = 8> tiling <temporal = [i : 1], spatial = []> cores [@core0]
    : (tensor<1xf32>) -> tensor<1xf32>
  dnn.return %1 : tensor<1xf32>
}
sched.program @p of @net on @mono
  tasks dense<[[0, 1, 1, 3]]> : tensor<1x4xi64>
  transfers dense<> : tensor<0x5xi64> {
  sched.compute "relu"[0] on @core0 rows 0 to 1 energy_pj 0
}

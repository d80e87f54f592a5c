// RUN: stream-opt %s -p sched-expand --split-input-file | filecheck %s
// RUN: stream-opt %s -p sched-roll,sched-expand --split-input-file | filecheck %s

// A load, a tile, a store, and their second.

// CHECK:       sched.expanded @net_on_mono of @net on @mono {
// CHECK-NEXT:    %load.x.0.0 = sched.copy load "x" for tile 0 of "relu"[0] from @dram::@dram to @core0::@sram via [@bus0] bits 96 at 0 for 6 until 9
// CHECK-NEXT:    %relu.0.0 = sched.tile 0 of "relu"[0] on @core0 after (%load.x.0.0) at 6 for 3 until 18 energy_pj 13
// CHECK-NEXT:    %load.x.0.1 = sched.copy load "x" for tile 1 of "relu"[0] from @dram::@dram to @core0::@sram via [@bus0] bits 96 at 6 for 6 until 15
// CHECK-NEXT:    %relu.0.1 = sched.tile 1 of "relu"[0] on @core0 after (%load.x.0.1) at 12 for 3 until 24 energy_pj 13
// CHECK-NEXT:    %store.relu.0.0 = sched.copy store tile 0 of "relu"[0] from @core0::@sram to @dram::@dram via [@bus0] bits 96 after (%relu.0.0) at 12 for 6
// CHECK-NEXT:    %store.relu.0.1 = sched.copy store tile 1 of "relu"[0] from @core0::@sram to @dram::@dram via [@bus0] bits 96 after (%relu.0.1) at 18 for 6
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

// -----

// A pool with a halo on another core: a tile waits for all the blocks it reads, and not for those that come later.

// CHECK:       sched.expanded @net_on_duo of @net on @duo {
// CHECK-NEXT:    %load.x.0.0 = sched.copy load "x" for tile 0 of "conv"[0] from @dram::@dram to @core0::@sram via [@bus0] bits 64 at 0 for 5 until 28
// CHECK-NEXT:    %load.w.0.0 = sched.copy load "w" for tile 0 of "conv"[0] from @dram::@dram to @core0::@sram via [@bus0] bits 96 at 5 for 7 until 28
// CHECK-NEXT:    %conv.0.0 = sched.tile 0 of "conv"[0] on @core0 after (%load.x.0.0, %load.w.0.0) at 12 for 8 until 23 energy_pj 30
// CHECK-NEXT:    %load.x.0.1 = sched.copy load "x" for tile 1 of "conv"[0] from @dram::@dram to @core0::@sram via [@bus0] bits 32 at 12 for 3 until 28
// CHECK-NEXT:    %conv.0.1 = sched.tile 1 of "conv"[0] on @core0 after (%load.x.0.0, %load.x.0.1, %load.w.0.0) at 20 for 8 until 31 energy_pj 30
// CHECK-NEXT:    %move.conv.0.0 = sched.copy move tile 0 of "conv"[0] from @core0::@sram to @core1::@sram via [@link0 reverse] bits 32 after (%conv.0.0) at 20 for 3 until 25
// CHECK-NEXT:    %pool.0.0 = sched.tile 0 of "pool"[0] on @core1 after (%move.conv.0.0) at 23 for 2 until 27 energy_pj 5
// CHECK-NEXT:    %store.pool.0.0 = sched.copy store tile 0 of "pool"[0] from @core1::@sram to @dram::@dram via [@bus0] bits 16 after (%pool.0.0) at 25 for 2
// CHECK-NEXT:    %move.conv.0.1 = sched.copy move tile 1 of "conv"[0] from @core0::@sram to @core1::@sram via [@link0 reverse] bits 32 after (%conv.0.1) at 28 for 3 until 33
// CHECK-NEXT:    %pool.0.1 = sched.tile 1 of "pool"[0] on @core1 after (%move.conv.0.1) at 31 for 2 until 35 energy_pj 5
// CHECK-NEXT:    %store.pool.0.1 = sched.copy store tile 1 of "pool"[0] from @core1::@sram to @dram::@dram via [@bus0] bits 16 after (%pool.0.1) at 33 for 2
// CHECK-NEXT:  }
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
sched.program @net_on_duo of @net on @duo
  tasks dense<[[0, 12, 8, 23], [1, 20, 8, 31], [0, 23, 2, 27], [1, 31, 2, 35]]> : tensor<4x4xi64>
  transfers dense<[[0, 0, 5, 64, 28], [1, 12, 3, 32, 28], [0, 5, 7, 96, 28], [0, 20, 3, 32, 25], [1, 28, 3, 32, 33], [0, 25, 2, 16, -1], [1, 33, 2, 16, -1]]> : tensor<7x5xi64> {
  sched.compute "conv"[0] on @core0 rows 0 to 2 energy_pj 60
  sched.compute "pool"[0] on @core1 rows 2 to 4 energy_pj 10
  sched.transfer load "x" for "conv"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 0 to 2 energy_pj 226
  sched.transfer load "w" for "conv"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 2 to 3 energy_pj 226
  sched.transfer move "conv"[0] from @core0::@sram to @core1::@sram via [@link0 reverse] rows 3 to 5 energy_pj 36
  sched.transfer store "pool"[0] from @core1::@sram to @dram::@dram via [@bus0] rows 5 to 7 energy_pj 162
}

// -----

// Tiles that accumulate into one block wait for the one before; what a stack reads of another waits for it to be stored.

// CHECK:       sched.expanded @net_on_duo of @net on @duo {
// CHECK-NEXT:    %load.x.0.0 = sched.copy load "x" for tile 0 of "mm"[0] from @dram::@dram to @core0::@sram via [@bus0] bits 16 at 0 for 1 until 7
// CHECK-NEXT:    %load.w.0.0 = sched.copy load "w" for tile 0 of "mm"[0] from @dram::@dram to @core0::@sram via [@bus0] bits 16 at 1 for 1 until 12
// CHECK-NEXT:    %mm.0.0 = sched.tile 0 of "mm"[0] on @core0 after (%load.x.0.0, %load.w.0.0) at 2 for 5 until 18 energy_pj 10
// CHECK-NEXT:    %load.x.0.1 = sched.copy load "x" for tile 1 of "mm"[0] from @dram::@dram to @core0::@sram via [@bus0] bits 16 at 2 for 1 until 12
// CHECK-NEXT:    %load.x.0.2 = sched.copy load "x" for tile 2 of "mm"[0] from @dram::@dram to @core0::@sram via [@bus0] bits 16 at 3 for 1 until 17
// CHECK-NEXT:    %load.w.0.2 = sched.copy load "w" for tile 2 of "mm"[0] from @dram::@dram to @core0::@sram via [@bus0] bits 16 at 4 for 1 until 22
// CHECK-NEXT:    %load.x.0.3 = sched.copy load "x" for tile 3 of "mm"[0] from @dram::@dram to @core0::@sram via [@bus0] bits 16 at 5 for 1 until 22
// CHECK-NEXT:    %mm.0.1 = sched.tile 1 of "mm"[0] on @core0 after (%load.x.0.1, %load.w.0.0) at 7 for 5 until 23 energy_pj 10
// CHECK-NEXT:    %mm.0.2 = sched.tile 2 of "mm"[0] on @core0 after (%mm.0.0, %load.x.0.2, %load.w.0.2) at 12 for 5 until 18 energy_pj 10
// CHECK-NEXT:    %mm.0.3 = sched.tile 3 of "mm"[0] on @core0 after (%mm.0.1, %load.x.0.3, %load.w.0.2) at 17 for 5 until 23 energy_pj 10
// CHECK-NEXT:    %store.mm.0.2 = sched.copy store tile 2 of "mm"[0] from @core0::@sram to @dram::@dram via [@bus0] bits 8 after (%mm.0.2) at 17 for 1
// CHECK-NEXT:    %load.mm.0.0 = sched.copy load "mm" for tile 0 of "relu"[0] from @dram::@dram to @core0::@sram via [@bus0] bits 8 after (%store.mm.0.2) at 18 for 1 until 24
// CHECK-NEXT:    %relu.0.0 = sched.tile 0 of "relu"[0] on @core0 after (%load.mm.0.0) at 22 for 2 until 25 energy_pj 3
// CHECK-NEXT:    %store.mm.0.3 = sched.copy store tile 3 of "mm"[0] from @core0::@sram to @dram::@dram via [@bus0] bits 8 after (%mm.0.3) at 22 for 1
// CHECK-NEXT:    %load.mm.1.0 = sched.copy load "mm" for tile 0 of "relu"[1] from @dram::@dram to @core1::@sram via [@bus0] bits 8 after (%store.mm.0.3) at 23 for 1 until 26
// CHECK-NEXT:    %relu.1.0 = sched.tile 0 of "relu"[1] on @core1 after (%load.mm.1.0) at 24 for 2 until 27 energy_pj 3
// CHECK-NEXT:    %store.relu.0.0 = sched.copy store tile 0 of "relu"[0] from @core0::@sram to @dram::@dram via [@bus0] bits 8 after (%relu.0.0) at 24 for 1
// CHECK-NEXT:    %store.relu.1.0 = sched.copy store tile 0 of "relu"[1] from @core1::@sram to @dram::@dram via [@bus0] bits 8 after (%relu.1.0) at 26 for 1
// CHECK-NEXT:  }
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
  transfers dense<[[0, 0, 1, 16, 7], [1, 2, 1, 16, 12], [2, 3, 1, 16, 17], [3, 5, 1, 16, 22], [0, 1, 1, 16, 12], [2, 4, 1, 16, 22], [2, 17, 1, 8, -1], [3, 22, 1, 8, -1], [0, 18, 1, 8, 24], [0, 24, 1, 8, -1], [0, 23, 1, 8, 26], [0, 26, 1, 8, -1]]> : tensor<12x5xi64> {
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

// What was spilled comes back after it; the second copy of a block is what later tiles wait for.

// CHECK:       sched.expanded @net_on_mono of @net on @mono {
// CHECK-NEXT:    %load.x.0.0 = sched.copy load "x" for tile 0 of "relu"[0] from @dram::@dram to @core0::@sram via [@bus0] bits 32 at 0 for 4 until 5
// CHECK-NEXT:    %relu.0.0 = sched.tile 0 of "relu"[0] on @core0 after (%load.x.0.0) at 4 for 1 until 13 energy_pj 1
// CHECK-NEXT:    %load.w.0.0 = sched.copy load "w" for tile 0 of "double"[0] from @dram::@dram to @core0::@sram via [@bus0] bits 32 at 5 for 4 until 14
// CHECK-NEXT:    %spill.relu.0.0 = sched.copy spill tile 0 of "relu"[0] from @core0::@sram to @dram::@dram via [@bus0] bits 32 after (%relu.0.0) at 9 for 4
// CHECK-NEXT:    %double.0.0 = sched.tile 0 of "double"[0] on @core0 after (%load.w.0.0) at 13 for 1 until 24 energy_pj 1
// CHECK-NEXT:    %load.w.0.0_1 = sched.copy load "w" for tile 0 of "scale"[0] from @dram::@dram to @core0::@sram via [@bus0] bits 16 at 13 for 2 until 16
// CHECK-NEXT:    %scale.0.0 = sched.tile 0 of "scale"[0] on @core0 after (%double.0.0, %load.w.0.0_1) at 15 for 1 until 25 energy_pj 1
// CHECK-NEXT:    %reload.relu.0.0 = sched.copy reload tile 0 of "relu"[0] from @dram::@dram to @core0::@sram via [@bus0] bits 32 after (%spill.relu.0.0) at 16 for 4 until 25
// CHECK-NEXT:    %spill.double.0.0 = sched.copy spill tile 0 of "double"[0] from @core0::@sram to @dram::@dram via [@bus0] bits 32 after (%double.0.0) at 20 for 4
// CHECK-NEXT:    %sum.0.0 = sched.tile 0 of "sum"[0] on @core0 after (%scale.0.0, %reload.relu.0.0) at 24 for 1 until 31 energy_pj 1
// CHECK-NEXT:    %reload.double.0.0 = sched.copy reload tile 0 of "double"[0] from @dram::@dram to @core0::@sram via [@bus0] bits 32 after (%spill.double.0.0) at 25 for 4 until 34
// CHECK-NEXT:    %store.sum.0.0 = sched.copy store tile 0 of "sum"[0] from @core0::@sram to @dram::@dram via [@bus0] bits 16 after (%sum.0.0) at 29 for 2
// CHECK-NEXT:    %load.w.0.1 = sched.copy load "w" for tile 1 of "scale"[0] from @dram::@dram to @core0::@sram via [@bus0] bits 16 at 31 for 2 until 34
// CHECK-NEXT:    %scale.0.1 = sched.tile 1 of "scale"[0] on @core0 after (%reload.double.0.0, %load.w.0.1) at 33 for 1 until 39 energy_pj 1
// CHECK-NEXT:    %reload.relu.0.0_1 = sched.copy reload tile 0 of "relu"[0] from @dram::@dram to @core0::@sram via [@bus0] bits 32 after (%spill.relu.0.0) at 34 for 4 until 39
// CHECK-NEXT:    %sum.0.1 = sched.tile 1 of "sum"[0] on @core0 after (%scale.0.1, %reload.relu.0.0_1) at 38 for 1 until 41 energy_pj 1
// CHECK-NEXT:    %store.sum.0.1 = sched.copy store tile 1 of "sum"[0] from @core0::@sram to @dram::@dram via [@bus0] bits 16 after (%sum.0.1) at 39 for 2
// CHECK-NEXT:  }
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
  transfers dense<[[0, 0, 4, 32, 5], [0, 9, 4, 32, -1], [0, 16, 4, 32, 25], [0, 34, 4, 32, 39], [0, 5, 4, 32, 14], [0, 20, 4, 32, -1], [0, 25, 4, 32, 34], [0, 13, 2, 16, 16], [1, 31, 2, 16, 34], [0, 29, 2, 16, -1], [1, 39, 2, 16, -1]]> : tensor<11x5xi64> {
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

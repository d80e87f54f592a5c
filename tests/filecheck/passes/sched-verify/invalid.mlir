// RUN: stream-opt %s -p sched-verify --split-input-file --verify-diagnostics | filecheck %s

// A good schedule, with one fault each.

// CHECK: sched-verify: the module has no sched.program
// CHECK-NEXT: remedy: run convert-dnn-to-sched first
builtin.module {
}

// -----
// A move names a tile that does not finish its block.

// CHECK: sched-verify: @p breaks 2 rules
// CHECK-NEXT: reference: sched.transfer move "mm"[0] row 4 (tile 0): the tile finishes no block of which anything is read in @c1::@l2
// CHECK-NEXT: dependency: sched.compute "relu"[0] row 2 (tile 0): element [0, 0] of 'mm' is not in @c1::@l2 at 15; it is one of 1 such, of 1 needed
// CHECK-NEXT: remedy: schedule the network again;
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
// One of two tiles is missing.

// CHECK: sched-verify: @p breaks 4 rules
// CHECK-NEXT: reference: sched.transfer move "mm"[0] row 4 (tile 0): the tile finishes no block of which anything is read in @c1::@l2
// CHECK-NEXT: coverage: sched.program: "mm"[0]: 1 of 2 tiles are not computed, the first is tile 1
// CHECK-NEXT: dependency: sched.compute "relu"[0] row 1 (tile 0): element [0, 0] of 'mm' is not in @c1::@l2 at 15; it is one of 1 such, of 1 needed
// CHECK-NEXT: redundant: sched.transfer load "x" for "mm"[0] row 1 (tile 0): @c0::@l2 has a copy already, by sched.transfer load "x" for "mm"[0] row 0
// CHECK-NEXT: redundant: sched.transfer load "w" for "mm"[0] row 3 (tile 0): @c0::@l2 has a copy already, by sched.transfer load "w" for "mm"[0] row 2
// CHECK-NEXT: remedy: schedule the network again;
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
  tasks dense<[[0, 4, 5, 15], [0, 15, 4, 20]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 9], [0, 4, 2, 16, 14], [0, 2, 2, 16, 9], [0, 6, 2, 16, 14], [0, 14, 1, 8, 19],
                   [0, 19, 1, 8, -1]]> : tensor<6x5xi64> {
  sched.compute "mm"[0] on @c0 rows 0 to 1 energy_pj 10
  sched.compute "relu"[0] on @c1 rows 1 to 2 energy_pj 5
  sched.transfer load "x" for "mm"[0] from @d::@dram to @c0::@l2 via [@bus] rows 0 to 2 energy_pj 4
  sched.transfer load "w" for "mm"[0] from @d::@dram to @c0::@l2 via [@bus] rows 2 to 4 energy_pj 4
  sched.transfer move "mm"[0] from @c0::@l2 to @c1::@l2 via [@link] rows 4 to 5 energy_pj 2
  sched.transfer store "relu"[0] from @c1::@l2 to @d::@dram via [@bus] rows 5 to 6 energy_pj 2
}

// -----
// Both layers on one core, at the same time.

// CHECK: sched-verify: @p breaks 4 rules
// CHECK-NEXT: reference: sched.transfer move "mm"[0] row 4 (tile 1): the tile finishes no block of which anything is read in @c1::@l2
// CHECK-NEXT: exclusivity: sched.compute "relu"[0] row 2 (tile 0): starts at 12, while @c0 runs sched.compute "mm"[0] row 1 until 14
// CHECK-NEXT: dependency: sched.compute "relu"[0] row 2 (tile 0): element [0, 0] of 'mm' is not in @c0::@l2 at 12; it is one of 1 such, of 1 needed
// CHECK-NEXT: release: sched.compute "relu"[0] row 2 (tile 0): is released after all ends at 17
// CHECK-NEXT: remedy: schedule the network again;
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
      costs [<@mac, 1x1, cycles = 4, compute = 1, energy = 5.0, mac_energy = 1.0>] cores [@c0]
      : (tensor<1x1xf32>) -> tensor<1x1xf32>
    dnn.yield %2 : tensor<1x1xf32>
  }
  dnn.return %0 : tensor<1x1xf32>
}
sched.program @p of @net on @pair
  tasks dense<[[0, 4, 5, 15], [1, 9, 5, 15], [0, 12, 4, 20]]> : tensor<3x4xi64>
  transfers dense<[[0, 0, 2, 16, 9], [1, 4, 2, 16, 14], [0, 2, 2, 16, 9], [1, 6, 2, 16, 14], [1, 14, 1, 8, 19],
                   [0, 16, 1, 8, -1]]> : tensor<6x5xi64> {
  sched.compute "mm"[0] on @c0 rows 0 to 2 energy_pj 20
  sched.compute "relu"[0] on @c0 rows 2 to 3 energy_pj 5
  sched.transfer load "x" for "mm"[0] from @d::@dram to @c0::@l2 via [@bus] rows 0 to 2 energy_pj 4
  sched.transfer load "w" for "mm"[0] from @d::@dram to @c0::@l2 via [@bus] rows 2 to 4 energy_pj 4
  sched.transfer move "mm"[0] from @c0::@l2 to @c1::@l2 via [@link] rows 4 to 5 energy_pj 2
  sched.transfer store "relu"[0] from @c0::@l2 to @d::@dram via [@bus] rows 5 to 6 energy_pj 2
}

// -----
// A task takes fewer cycles than its cost says, and the operation less energy.

// CHECK: sched-verify: @p breaks 1 rule
// CHECK-NEXT: cost: sched.compute "mm"[0]: energy is 19.5 pJ, the sum of its tiles is 20.0 pJ
// CHECK-NEXT: cost: sched.compute "mm"[0] row 1 (tile 1): takes 4 cycles, its cost is 5
// CHECK-NEXT: remedy: schedule the network again;
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
  tasks dense<[[0, 4, 5, 15], [1, 9, 4, 15], [0, 15, 4, 20]]> : tensor<3x4xi64>
  transfers dense<[[0, 0, 2, 16, 9], [1, 4, 2, 16, 14], [0, 2, 2, 16, 9], [1, 6, 2, 16, 14], [1, 14, 1, 8, 19],
                   [0, 19, 1, 8, -1]]> : tensor<6x5xi64> {
  sched.compute "mm"[0] on @c0 rows 0 to 2 energy_pj 19.5
  sched.compute "relu"[0] on @c1 rows 2 to 3 energy_pj 5
  sched.transfer load "x" for "mm"[0] from @d::@dram to @c0::@l2 via [@bus] rows 0 to 2 energy_pj 4
  sched.transfer load "w" for "mm"[0] from @d::@dram to @c0::@l2 via [@bus] rows 2 to 4 energy_pj 4
  sched.transfer move "mm"[0] from @c0::@l2 to @c1::@l2 via [@link] rows 4 to 5 energy_pj 2
  sched.transfer store "relu"[0] from @c1::@l2 to @d::@dram via [@bus] rows 5 to 6 energy_pj 2
}

// -----
// The second tile accumulates before the first.

// CHECK: sched-verify: @p breaks 1 rule
// CHECK-NEXT: order: sched.compute "mm"[0] row 0 (tile 1): starts at 4, before tile 0 ends at 14
// CHECK-NEXT: remedy: schedule the network again;
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
  tasks dense<[[1, 4, 5, 15], [0, 9, 5, 15], [0, 15, 4, 20]]> : tensor<3x4xi64>
  transfers dense<[[0, 4, 2, 16, 14], [1, 0, 2, 16, 14], [0, 6, 2, 16, 14], [1, 2, 2, 16, 9], [1, 14, 1, 8, 19],
                   [0, 19, 1, 8, -1]]> : tensor<6x5xi64> {
  sched.compute "mm"[0] on @c0 rows 0 to 2 energy_pj 20
  sched.compute "relu"[0] on @c1 rows 2 to 3 energy_pj 5
  sched.transfer load "x" for "mm"[0] from @d::@dram to @c0::@l2 via [@bus] rows 0 to 2 energy_pj 4
  sched.transfer load "w" for "mm"[0] from @d::@dram to @c0::@l2 via [@bus] rows 2 to 4 energy_pj 4
  sched.transfer move "mm"[0] from @c0::@l2 to @c1::@l2 via [@link] rows 4 to 5 energy_pj 2
  sched.transfer store "relu"[0] from @c1::@l2 to @d::@dram via [@bus] rows 5 to 6 energy_pj 2
}

// -----
// The second layer starts before its operand arrives.

// CHECK: sched-verify: @p breaks 1 rule
// CHECK-NEXT: dependency: sched.compute "relu"[0] row 2 (tile 0): element [0, 0] of 'mm' is not in @c1::@l2 at 14; it is one of 1 such, of 1 needed
// CHECK-NEXT: remedy: schedule the network again;
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
  tasks dense<[[0, 4, 5, 15], [1, 9, 5, 15], [0, 14, 4, 20]]> : tensor<3x4xi64>
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
// The weight is given up while it is read.

// CHECK: sched-verify: @p breaks 1 rule
// CHECK-NEXT: release: sched.compute "mm"[0] row 0 (tile 0): element [0, 0] of 'w' leaves @c0::@l2 at 8, before 9; it is one of 2 such, of 2 needed
// CHECK-NEXT: remedy: schedule the network again;
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
  transfers dense<[[0, 0, 2, 16, 9], [1, 4, 2, 16, 14], [0, 2, 2, 16, 8], [1, 6, 2, 16, 14], [1, 14, 1, 8, 19],
                   [0, 19, 1, 8, -1]]> : tensor<6x5xi64> {
  sched.compute "mm"[0] on @c0 rows 0 to 2 energy_pj 20
  sched.compute "relu"[0] on @c1 rows 2 to 3 energy_pj 5
  sched.transfer load "x" for "mm"[0] from @d::@dram to @c0::@l2 via [@bus] rows 0 to 2 energy_pj 4
  sched.transfer load "w" for "mm"[0] from @d::@dram to @c0::@l2 via [@bus] rows 2 to 4 energy_pj 4
  sched.transfer move "mm"[0] from @c0::@l2 to @c1::@l2 via [@link] rows 4 to 5 energy_pj 2
  sched.transfer store "relu"[0] from @c1::@l2 to @d::@dram via [@bus] rows 5 to 6 energy_pj 2
}

// -----
// The result is stored from a core that does not have it.

// CHECK: sched-verify: @p breaks 1 rule
// CHECK-NEXT: transfer-source: sched.transfer store "relu"[0] row 5 (tile 0): element [0, 0] of 'relu' is not in @c0::@l2 at 19; it is one of 1 such, of 1 needed
// CHECK-NEXT: remedy: schedule the network again;
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
  transfers dense<[[0, 0, 2, 16, 9], [1, 4, 2, 16, 14], [0, 2, 2, 16, 9], [1, 6, 2, 16, 14], [1, 14, 1, 8, 19],
                   [0, 19, 1, 8, -1]]> : tensor<6x5xi64> {
  sched.compute "mm"[0] on @c0 rows 0 to 2 energy_pj 20
  sched.compute "relu"[0] on @c1 rows 2 to 3 energy_pj 5
  sched.transfer load "x" for "mm"[0] from @d::@dram to @c0::@l2 via [@bus] rows 0 to 2 energy_pj 4
  sched.transfer load "w" for "mm"[0] from @d::@dram to @c0::@l2 via [@bus] rows 2 to 4 energy_pj 4
  sched.transfer move "mm"[0] from @c0::@l2 to @c1::@l2 via [@link] rows 4 to 5 energy_pj 2
  sched.transfer store "relu"[0] from @c0::@l2 to @d::@dram via [@bus] rows 5 to 6 energy_pj 2
}

// -----
// Half of the operand is moved.

// CHECK: sched-verify: @p breaks 2 rules
// CHECK-NEXT: bits: sched.transfer load "x" for "mm"[0] row 1 (tile 1): moves 8 bits instead of 16
// CHECK-NEXT: conservation: sched.program: 56 bits are read off-chip, at least 64 must be
// CHECK-NEXT: remedy: schedule the network again;
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
  transfers dense<[[0, 0, 2, 16, 9], [1, 4, 1, 8, 14], [0, 2, 2, 16, 9], [1, 6, 2, 16, 14], [1, 14, 1, 8, 19],
                   [0, 19, 1, 8, -1]]> : tensor<6x5xi64> {
  sched.compute "mm"[0] on @c0 rows 0 to 2 energy_pj 20
  sched.compute "relu"[0] on @c1 rows 2 to 3 energy_pj 5
  sched.transfer load "x" for "mm"[0] from @d::@dram to @c0::@l2 via [@bus] rows 0 to 2 energy_pj 4
  sched.transfer load "w" for "mm"[0] from @d::@dram to @c0::@l2 via [@bus] rows 2 to 4 energy_pj 4
  sched.transfer move "mm"[0] from @c0::@l2 to @c1::@l2 via [@link] rows 4 to 5 energy_pj 2
  sched.transfer store "relu"[0] from @c1::@l2 to @d::@dram via [@bus] rows 5 to 6 energy_pj 2
}

// -----
// The operand is loaded again although it is there.

// CHECK: sched-verify: @p breaks 2 rules
// CHECK-NEXT: redundant: sched.transfer load "x" for "mm"[0] row 2 (tile 1): @c0::@l2 has a copy already, by sched.transfer load "x" for "mm"[0] row 1
// CHECK-NEXT: capacity: sched.transfer load "x" for "mm"[0] row 2 (tile 1): with it @c0::@l2 holds 112 bits, its size is 96
// CHECK-NEXT: remedy: schedule the network again;
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
  transfers dense<[[0, 0, 2, 16, 9], [1, 4, 2, 16, 14], [1, 8, 2, 16, 14], [0, 2, 2, 16, 9], [1, 6, 2, 16, 14], [1, 14, 1, 8, 19],
                   [0, 19, 1, 8, -1]]> : tensor<7x5xi64> {
  sched.compute "mm"[0] on @c0 rows 0 to 2 energy_pj 20
  sched.compute "relu"[0] on @c1 rows 2 to 3 energy_pj 5
  sched.transfer load "x" for "mm"[0] from @d::@dram to @c0::@l2 via [@bus] rows 0 to 3 energy_pj 6
  sched.transfer load "w" for "mm"[0] from @d::@dram to @c0::@l2 via [@bus] rows 3 to 5 energy_pj 4
  sched.transfer move "mm"[0] from @c0::@l2 to @c1::@l2 via [@link] rows 5 to 6 energy_pj 2
  sched.transfer store "relu"[0] from @c1::@l2 to @d::@dram via [@bus] rows 6 to 7 energy_pj 2
}

// -----
// The link leads the other way.

// CHECK: sched-verify: @p breaks 1 rule
// CHECK-NEXT: route: sched.transfer move "mm"[0]: no core that hop 0 may start from sends on 'link.reverse'
// CHECK-NEXT: remedy: schedule the network again;
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
  transfers dense<[[0, 0, 2, 16, 9], [1, 4, 2, 16, 14], [0, 2, 2, 16, 9], [1, 6, 2, 16, 14], [1, 14, 1, 8, 19],
                   [0, 19, 1, 8, -1]]> : tensor<6x5xi64> {
  sched.compute "mm"[0] on @c0 rows 0 to 2 energy_pj 20
  sched.compute "relu"[0] on @c1 rows 2 to 3 energy_pj 5
  sched.transfer load "x" for "mm"[0] from @d::@dram to @c0::@l2 via [@bus] rows 0 to 2 energy_pj 4
  sched.transfer load "w" for "mm"[0] from @d::@dram to @c0::@l2 via [@bus] rows 2 to 4 energy_pj 4
  sched.transfer move "mm"[0] from @c0::@l2 to @c1::@l2 via [@link reverse] rows 4 to 5 energy_pj 2
  sched.transfer store "relu"[0] from @c1::@l2 to @d::@dram via [@bus] rows 5 to 6 energy_pj 2
}

// -----
// Faster than the bus.

// CHECK: sched-verify: @p breaks 1 rule
// CHECK-NEXT: rate: sched.transfer load "x" for "mm"[0] row 0 (tile 0): 16 bits take 1 cycles instead of 2
// CHECK-NEXT: remedy: schedule the network again;
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
  transfers dense<[[0, 0, 1, 16, 9], [1, 4, 2, 16, 14], [0, 2, 2, 16, 9], [1, 6, 2, 16, 14], [1, 14, 1, 8, 19],
                   [0, 19, 1, 8, -1]]> : tensor<6x5xi64> {
  sched.compute "mm"[0] on @c0 rows 0 to 2 energy_pj 20
  sched.compute "relu"[0] on @c1 rows 2 to 3 energy_pj 5
  sched.transfer load "x" for "mm"[0] from @d::@dram to @c0::@l2 via [@bus] rows 0 to 2 energy_pj 4
  sched.transfer load "w" for "mm"[0] from @d::@dram to @c0::@l2 via [@bus] rows 2 to 4 energy_pj 4
  sched.transfer move "mm"[0] from @c0::@l2 to @c1::@l2 via [@link] rows 4 to 5 energy_pj 2
  sched.transfer store "relu"[0] from @c1::@l2 to @d::@dram via [@bus] rows 5 to 6 energy_pj 2
}

// -----
// Two transfers share the bus.

// CHECK: sched-verify: @p breaks 1 rule
// CHECK-NEXT: bandwidth: sched.transfer load "w" for "mm"[0] row 2 (tile 0): with it 'bus' carries 16 bits per cycle at 1, its bandwidth is 8
// CHECK-NEXT: remedy: schedule the network again;
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
  transfers dense<[[0, 0, 2, 16, 9], [1, 4, 2, 16, 14], [0, 1, 2, 16, 9], [1, 6, 2, 16, 14], [1, 14, 1, 8, 19],
                   [0, 19, 1, 8, -1]]> : tensor<6x5xi64> {
  sched.compute "mm"[0] on @c0 rows 0 to 2 energy_pj 20
  sched.compute "relu"[0] on @c1 rows 2 to 3 energy_pj 5
  sched.transfer load "x" for "mm"[0] from @d::@dram to @c0::@l2 via [@bus] rows 0 to 2 energy_pj 4
  sched.transfer load "w" for "mm"[0] from @d::@dram to @c0::@l2 via [@bus] rows 2 to 4 energy_pj 4
  sched.transfer move "mm"[0] from @c0::@l2 to @c1::@l2 via [@link] rows 4 to 5 energy_pj 2
  sched.transfer store "relu"[0] from @c1::@l2 to @d::@dram via [@bus] rows 5 to 6 energy_pj 2
}

// -----
// A bit too little memory.

// CHECK: sched-verify: @p breaks 1 rule
// CHECK-NEXT: capacity: sched.transfer load "w" for "mm"[0] row 3 (tile 1): with it @c0::@l2 holds 96 bits, its size is 95
// CHECK-NEXT: remedy: schedule the network again;
accel.system @pair {
  accel.core_type @mac compute {
    accel.array <D1 = 1> mac_energy_pj 1
    accel.memory @l2 size_bits 95 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 1 {
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
// The result stays on chip.

// CHECK: sched-verify: @p breaks 3 rules
// CHECK-NEXT: release: sched.compute "relu"[0] row 2 (tile 0): is released after all ends at 19
// CHECK-NEXT: output: sched.program: element [0, 0] of 'relu' is needed outside its stack, but never written off-chip; it is one of 1 such
// CHECK-NEXT: conservation: sched.program: 0 bits are written off-chip, at least 8 must be
// CHECK-NEXT: remedy: schedule the network again;
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
// A latency that is better than true.

// CHECK: sched-verify: @p breaks 1 rule
// CHECK-NEXT: totals: sched.program: array_utilisation is 0.1, the rows say 0.10526315789473684
// CHECK-NEXT: totals: sched.program: end of the data of stack 's' is 19, the rows say 20
// CHECK-NEXT: totals: sched.program: latency_cycles is 19, the rows say 20
// CHECK-NEXT: totals: sched.program: peak of @c0::@l2 is 0, the rows say 96
// CHECK-NEXT: totals: sched.program: peak of @c1::@l2 is 0, the rows say 16
// CHECK-NEXT: remedy: schedule the network again;
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
  transfers dense<[[0, 0, 2, 16, 9], [1, 4, 2, 16, 14], [0, 2, 2, 16, 9], [1, 6, 2, 16, 14], [1, 14, 1, 8, 19],
                   [0, 19, 1, 8, -1]]> : tensor<6x5xi64>
  totals <latency_cycles = 19, latency_bounds = <compute_cycles = 3, core_ports_cycles = 3, offchip_ports_cycles = 2, offchip_channels_cycles = 9, channels_cycles = 9, critical_path_cycles = 9>, energy_pj = 37, energy_lower_bound_pj = 6.125,
    macs = 4, array_utilisation = 0.1, offchip_read_bits = 64, offchip_write_bits = 8,
    busiest = [<resource = @c0, busy_cycles = 10>, <resource = @c0::@l2::@transfers, busy_cycles = 9>, <resource = @bus, busy_cycles = 9>],
    peaks = [],
    causes = <compute_pj = 5, weights_pj = 4, activations_pj = 6, spill_pj = 0, output_pj = 2, unsplit_pj = 20>,
    cores = [<core = @c0, array_pj = 4, unsplit_pj = 16, memories = [<memory = @l2, access_pj = 5>]>, <core = @c1, array_pj = 1, unsplit_pj = 4, memories = [<memory = @l2, access_pj = 2>]>, <core = @d, memories = [<memory = @dram, access_pj = 5>]>],
    interconnect = [],
    layers = [<layer = "mm", energy_pj = 30>, <layer = "relu", energy_pj = 7>],
    stacks = [<stack = "s", start_cycle = 4, end_cycle = 19, energy_pj = 37, data_start_cycle = 0, data_end_cycle = 19, latency_bounds = <compute_cycles = 3, core_ports_cycles = 3, offchip_ports_cycles = 2, offchip_channels_cycles = 9, channels_cycles = 9, critical_path_cycles = 9>, energy_lower_bound_pj = 6.125>]> {
  sched.compute "mm"[0] on @c0 rows 0 to 2 energy_pj 20
  sched.compute "relu"[0] on @c1 rows 2 to 3 energy_pj 5
  sched.transfer load "x" for "mm"[0] from @d::@dram to @c0::@l2 via [@bus] rows 0 to 2 energy_pj 4
  sched.transfer load "w" for "mm"[0] from @d::@dram to @c0::@l2 via [@bus] rows 2 to 4 energy_pj 4
  sched.transfer move "mm"[0] from @c0::@l2 to @c1::@l2 via [@link] rows 4 to 5 energy_pj 2
  sched.transfer store "relu"[0] from @c1::@l2 to @d::@dram via [@bus] rows 5 to 6 energy_pj 2
}

// -----
// Bounds that are too good: only the elements of "x" and "w" must be read, and the result be written.

// CHECK: sched-verify: @p breaks 2 rules
// CHECK-NEXT: totals: sched.program: @bus is busy for 9 cycles, not 8
// CHECK-NEXT: totals: sched.program: the busiest link or bus is @bus, for 9 cycles
// CHECK-NEXT: bounds: sched.program: energy is bounded by 6.125 pJ, not 37.0
// CHECK-NEXT: bounds: sched.program: energy of stack 's' is bounded by 6.125 pJ, not 7.0
// CHECK-NEXT: bounds: sched.program: latency is bounded by 3 cycles of core_ports, not 4
// CHECK-NEXT: bounds: sched.program: latency is bounded by 9 cycles of channels, not 10
// CHECK-NEXT: bounds: sched.program: latency is bounded by 9 cycles of offchip_channels, not 20
// CHECK-NEXT: bounds: sched.program: latency of stack 's' is bounded by 2 cycles of offchip_ports, not 1
// CHECK-NEXT: bounds: sched.program: latency of stack 's' is bounded by 9 cycles of critical_path, not 10
// CHECK-NEXT: remedy: schedule the network again;
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
  transfers dense<[[0, 0, 2, 16, 9], [1, 4, 2, 16, 14], [0, 2, 2, 16, 9], [1, 6, 2, 16, 14], [1, 14, 1, 8, 19],
                   [0, 19, 1, 8, -1]]> : tensor<6x5xi64>
  totals <latency_cycles = 20, latency_bounds = <compute_cycles = 3, core_ports_cycles = 4, offchip_ports_cycles = 2, offchip_channels_cycles = 20, channels_cycles = 10, critical_path_cycles = 9>, energy_pj = 37, energy_lower_bound_pj = 37,
    macs = 4, array_utilisation = 0.1, offchip_read_bits = 64, offchip_write_bits = 8,
    busiest = [<resource = @c0, busy_cycles = 10>, <resource = @c0::@l2::@transfers, busy_cycles = 9>, <resource = @bus, busy_cycles = 8>],
    peaks = [<memory = @c0::@l2, used_bits = 96>, <memory = @c1::@l2, used_bits = 16>],
    causes = <compute_pj = 5, weights_pj = 4, activations_pj = 6, spill_pj = 0, output_pj = 2, unsplit_pj = 20>,
    cores = [<core = @c0, array_pj = 4, unsplit_pj = 16, memories = [<memory = @l2, access_pj = 5>]>, <core = @c1, array_pj = 1, unsplit_pj = 4, memories = [<memory = @l2, access_pj = 2>]>, <core = @d, memories = [<memory = @dram, access_pj = 5>]>],
    interconnect = [],
    layers = [<layer = "mm", energy_pj = 30>, <layer = "relu", energy_pj = 7>],
    stacks = [<stack = "s", start_cycle = 4, end_cycle = 19, energy_pj = 37, data_start_cycle = 0, data_end_cycle = 20, latency_bounds = <compute_cycles = 3, core_ports_cycles = 3, offchip_ports_cycles = 1, offchip_channels_cycles = 9, channels_cycles = 9, critical_path_cycles = 10>, energy_lower_bound_pj = 7>]> {
  sched.compute "mm"[0] on @c0 rows 0 to 2 energy_pj 20
  sched.compute "relu"[0] on @c1 rows 2 to 3 energy_pj 5
  sched.transfer load "x" for "mm"[0] from @d::@dram to @c0::@l2 via [@bus] rows 0 to 2 energy_pj 4
  sched.transfer load "w" for "mm"[0] from @d::@dram to @c0::@l2 via [@bus] rows 2 to 4 energy_pj 4
  sched.transfer move "mm"[0] from @c0::@l2 to @c1::@l2 via [@link] rows 4 to 5 energy_pj 2
  sched.transfer store "relu"[0] from @c1::@l2 to @d::@dram via [@bus] rows 5 to 6 energy_pj 2
}

// -----
// A machine whose operations take more energy than the costs of the tiles say.

// CHECK: sched-verify: @p breaks 2 rules
// CHECK-NEXT: cost: sched.compute "mm"[0] row 0 (tile 0): 2 operations cost the array 2.0 pJ instead of 4.0
// CHECK-NEXT: cost: sched.compute "mm"[0] row 1 (tile 1): 2 operations cost the array 2.0 pJ instead of 4.0
// CHECK-NEXT: cost: sched.compute "relu"[0] row 2 (tile 0): 1 operations cost the array 1.0 pJ instead of 2.0
// CHECK-NEXT: bounds: sched.program: energy is bounded by 11.125 pJ, not 6.125
// CHECK-NEXT: remedy: schedule the network again;
accel.system @pair {
  accel.core_type @mac compute {
    accel.array <D1 = 1> mac_energy_pj 2
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
  transfers dense<[[0, 0, 2, 16, 9], [1, 4, 2, 16, 14], [0, 2, 2, 16, 9], [1, 6, 2, 16, 14], [1, 14, 1, 8, 19],
                   [0, 19, 1, 8, -1]]> : tensor<6x5xi64>
  totals <latency_cycles = 20, latency_bounds = <compute_cycles = 3, core_ports_cycles = 3, offchip_ports_cycles = 2, offchip_channels_cycles = 9, channels_cycles = 9, critical_path_cycles = 9>, energy_pj = 37, energy_lower_bound_pj = 6.125,
    macs = 4, array_utilisation = 0.1, offchip_read_bits = 64, offchip_write_bits = 8,
    busiest = [<resource = @c0, busy_cycles = 10>, <resource = @c0::@l2::@transfers, busy_cycles = 9>, <resource = @bus, busy_cycles = 9>],
    peaks = [<memory = @c0::@l2, used_bits = 96>, <memory = @c1::@l2, used_bits = 16>],
    causes = <compute_pj = 5, weights_pj = 4, activations_pj = 6, spill_pj = 0, output_pj = 2, unsplit_pj = 20>,
    cores = [<core = @c0, array_pj = 4, unsplit_pj = 16, memories = [<memory = @l2, access_pj = 5>]>, <core = @c1, array_pj = 1, unsplit_pj = 4, memories = [<memory = @l2, access_pj = 2>]>, <core = @d, memories = [<memory = @dram, access_pj = 5>]>],
    interconnect = [],
    layers = [<layer = "mm", energy_pj = 30>, <layer = "relu", energy_pj = 7>],
    stacks = [<stack = "s", start_cycle = 4, end_cycle = 19, energy_pj = 37, data_start_cycle = 0, data_end_cycle = 20, latency_bounds = <compute_cycles = 3, core_ports_cycles = 3, offchip_ports_cycles = 2, offchip_channels_cycles = 9, channels_cycles = 9, critical_path_cycles = 9>, energy_lower_bound_pj = 11.125>]> {
  sched.compute "mm"[0] on @c0 rows 0 to 2 energy_pj 20
  sched.compute "relu"[0] on @c1 rows 2 to 3 energy_pj 5
  sched.transfer load "x" for "mm"[0] from @d::@dram to @c0::@l2 via [@bus] rows 0 to 2 energy_pj 4
  sched.transfer load "w" for "mm"[0] from @d::@dram to @c0::@l2 via [@bus] rows 2 to 4 energy_pj 4
  sched.transfer move "mm"[0] from @c0::@l2 to @c1::@l2 via [@link] rows 4 to 5 energy_pj 2
  sched.transfer store "relu"[0] from @c1::@l2 to @d::@dram via [@bus] rows 5 to 6 energy_pj 2
}

// -----
// A transcendental function at four cycles per operation.

// CHECK: sched-verify: @p breaks 1 rule
// CHECK-NEXT: cost: sched.compute "relu"[0] row 2 (tile 0): 1 operations cost the array 1 cycles, but take at least 4
// CHECK-NEXT: remedy: schedule the network again;
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
    %2 = dnn.layer "relu" exp(%1) dims <m = 1, n = 1> maps [(m, n)] -> (m, n) bits <in = [8], psum = 8, out = 8>
      costs [<@mac, 1x1, cycles = 4, compute = 1, energy = 5.0, mac_energy = 1.0>] cores [@c1]
      : (tensor<1x1xf32>) -> tensor<1x1xf32>
    dnn.yield %2 : tensor<1x1xf32>
  }
  dnn.return %0 : tensor<1x1xf32>
}
sched.program @p of @net on @pair
  tasks dense<[[0, 4, 5, 15], [1, 9, 5, 15], [0, 15, 4, 20]]> : tensor<3x4xi64>
  transfers dense<[[0, 0, 2, 16, 9], [1, 4, 2, 16, 14], [0, 2, 2, 16, 9], [1, 6, 2, 16, 14], [1, 14, 1, 8, 19],
                   [0, 19, 1, 8, -1]]> : tensor<6x5xi64>
  totals <latency_cycles = 20, latency_bounds = <compute_cycles = 4, core_ports_cycles = 4, offchip_ports_cycles = 2, offchip_channels_cycles = 9, channels_cycles = 9, critical_path_cycles = 9>, energy_pj = 37, energy_lower_bound_pj = 6.125,
    macs = 4, array_utilisation = 0.1, offchip_read_bits = 64, offchip_write_bits = 8,
    busiest = [<resource = @c0, busy_cycles = 10>, <resource = @c0::@l2::@transfers, busy_cycles = 9>, <resource = @bus, busy_cycles = 9>],
    peaks = [<memory = @c0::@l2, used_bits = 96>, <memory = @c1::@l2, used_bits = 16>],
    causes = <compute_pj = 5, weights_pj = 4, activations_pj = 6, spill_pj = 0, output_pj = 2, unsplit_pj = 20>,
    cores = [<core = @c0, array_pj = 4, unsplit_pj = 16, memories = [<memory = @l2, access_pj = 5>]>, <core = @c1, array_pj = 1, unsplit_pj = 4, memories = [<memory = @l2, access_pj = 2>]>, <core = @d, memories = [<memory = @dram, access_pj = 5>]>],
    interconnect = [],
    layers = [<layer = "mm", energy_pj = 30>, <layer = "relu", energy_pj = 7>],
    stacks = [<stack = "s", start_cycle = 4, end_cycle = 19, energy_pj = 37, data_start_cycle = 0, data_end_cycle = 20, latency_bounds = <compute_cycles = 4, core_ports_cycles = 4, offchip_ports_cycles = 2, offchip_channels_cycles = 9, channels_cycles = 9, critical_path_cycles = 9>, energy_lower_bound_pj = 6.125>]> {
  sched.compute "mm"[0] on @c0 rows 0 to 2 energy_pj 20
  sched.compute "relu"[0] on @c1 rows 2 to 3 energy_pj 5
  sched.transfer load "x" for "mm"[0] from @d::@dram to @c0::@l2 via [@bus] rows 0 to 2 energy_pj 4
  sched.transfer load "w" for "mm"[0] from @d::@dram to @c0::@l2 via [@bus] rows 2 to 4 energy_pj 4
  sched.transfer move "mm"[0] from @c0::@l2 to @c1::@l2 via [@link] rows 4 to 5 energy_pj 2
  sched.transfer store "relu"[0] from @c1::@l2 to @d::@dram via [@bus] rows 5 to 6 energy_pj 2
}

// -----
// A tile and a transfer in one port.
// CHECK: sched-verify: @net_on_mono breaks 1 rule
// CHECK-NEXT: bandwidth: sched.transfer load "x" for "relu"[0] row 1 (tile 1): with it '@core0::@sram::@rw' carries 80 bits per cycle at 6, its bandwidth is 64
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
sched.program @net_on_mono of @net on @mono
  tasks dense<[[0, 6, 3, 21], [1, 21, 3, 30]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 6, 96, 9], [1, 6, 6, 96, 24], [0, 15, 6, 96, -1], [1, 24, 6, 96, -1]]> : tensor<4x5xi64> {
  sched.compute "relu"[0] on @core0 rows 0 to 2 energy_pj 26
  sched.transfer load "x" for "relu"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 0 to 2 energy_pj 260
  sched.transfer store "relu"[0] from @core0::@sram to @dram::@dram via [@bus0] rows 2 to 4 energy_pj 260
}

// -----
// Causes that add up, but read a weight as an activation.

// CHECK: sched-verify: @net_on_duo breaks 1 rule
// CHECK-NEXT: energy: sched.program: activations_pj is 561.0, the rows say 367.0
// CHECK-NEXT: energy: sched.program: weights_pj is 10.0, the rows say 204.0
// CHECK-NEXT: remedy: schedule the network again;
accel.system @duo {
  accel.core_type @pe compute static_power_pj_per_cycle 2 {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @rf size_bits 64 holds [O] read_pj 1 write_pj 1 static_power_pj_per_cycle 0.25 {
      accel.port @rw read_write bandwidth 64 serves [O tl, O th, O fl, O fh]
    }
    accel.memory @sram size_bits 4096 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 1 static_power_pj_per_cycle 0.5 {
      accel.port @datapath read_write bandwidth 64 serves [I1 tl, I2 tl, O tl, O fl]
      accel.port @transfers read_write bandwidth 64 serves [I1 fh, I2 fh, O th, O fh]
    }
  }
  accel.core_type @ddr offchip {
    accel.memory @dram size_bits 1048576 holds [I1, I2, O] read_pj 64 write_pj 64 static_power_pj_per_cycle 4 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @pe
  accel.core @core1 : @pe
  accel.core @dram : @ddr
  accel.bus @bus0 [@core0, @core1, @dram] bandwidth 16 energy_pj_per_bit 0.5
  accel.shared_memory [@core0::@sram, @core1::@sram]
}
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x4xf32> inputs ["x"] outputs ["y"] on @duo {
  %w = dnn.weight "w" : tensor<4x4xf32>
  %1 = dnn.layer "mm" matmul(%w, %x) dims <m = 4, n = 6, k = 4> maps [(m, k), (k, n)] -> (m, n)
    bits <in = [8, 8], psum = 16, out = 8>
    costs [<@pe, 4x6x4, cycles = 24, compute = 24, energy = 164.0, mac_energy = 96.0, memory_energy = [@rf [0.0, 0.0, 8.0], @sram [10.0, 20.0, 30.0]]>]
    cores [@core0] : (tensor<4x4xf32>, tensor<4x6xf32>) -> tensor<4x6xf32>
  %2 = dnn.view transpose(%1) permutation [1, 0] : (tensor<4x6xf32>) -> tensor<6x4xf32>
  %3 = dnn.layer "square" matmul(%1, %2) dims <m = 4, n = 4, k = 6> maps [(m, k), (k, n)] -> (m, n)
    bits <in = [8, 8], psum = 16, out = 8>
    costs [<@pe, 4x4x6, cycles = 24, compute = 24, energy = 114.0, mac_energy = 96.0, memory_energy = [@sram [5.0, 6.0, 7.0]]>]
    cores [@core1] : (tensor<4x6xf32>, tensor<6x4xf32>) -> tensor<4x4xf32>
  dnn.return %3 : tensor<4x4xf32>
}
sched.program @net_on_duo of @net on @duo
  tasks dense<[[0, 20, 24, 68], [0, 44, 24, 76]]> : tensor<2x4xi64>
  transfers dense<[[0, 8, 12, 192, 44], [0, 0, 8, 128, 44], [0, 68, 8, 128, -1]]> : tensor<3x5xi64>
  totals <latency_cycles = 76, latency_bounds = <compute_cycles = 24, core_ports_cycles = 24, offchip_ports_cycles = 7, offchip_channels_cycles = 28, channels_cycles = 28, critical_path_cycles = 28>, energy_pj = 1755, energy_lower_bound_pj = 1158, macs = 192, array_utilisation = 0.3157894736842105, offchip_read_bits = 320, offchip_write_bits = 128,
    busiest = [<resource = @core0, busy_cycles = 24>, <resource = @dram::@dram::@rw, busy_cycles = 28>, <resource = @bus0, busy_cycles = 28>],
    peaks = [<memory = @core0::@sram, used_bits = 512>],
    causes = <compute_pj = 192, weights_pj = 10, activations_pj = 561, spill_pj = 0, output_pj = 194, static_pj = 798>,
    cores = [<core = @core0, array_pj = 96, static_pj = 152, memories = [<memory = @rf, access_pj = 8, static_pj = 76>, <memory = @sram, access_pj = 85, static_pj = 38>]>, <core = @core1, array_pj = 96, static_pj = 152, memories = [<memory = @rf, access_pj = 0, static_pj = 76>]>, <core = @dram, memories = [<memory = @dram, access_pj = 448, static_pj = 304>]>],
    interconnect = [<medium = @bus0, energy_pj = 224>],
    layers = [<layer = "mm", energy_pj = 649>, <layer = "square", energy_pj = 308>],
    stacks = [<stack = "net", start_cycle = 20, end_cycle = 68, energy_pj = 957, data_start_cycle = 0, data_end_cycle = 76, latency_bounds = <compute_cycles = 24, core_ports_cycles = 24, offchip_ports_cycles = 7, offchip_channels_cycles = 28, channels_cycles = 28, critical_path_cycles = 28>, energy_lower_bound_pj = 864>]> {
  sched.compute "mm"[0] on @core0 rows 0 to 1 energy_pj 164
  sched.compute "square"[0] on @core1 rows 1 to 2 energy_pj 114
  sched.transfer load "x" for "mm"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 0 to 1 energy_pj 291
  sched.transfer load "w" for "mm"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 1 to 2 energy_pj 194
  sched.transfer store "square"[0] from @core1::@sram to @dram::@dram via [@bus0] rows 2 to 3 energy_pj 194
}

// -----
// Layers that add up, but one has the load of another.

// CHECK: sched-verify: @net_on_duo breaks 1 rule
// CHECK-NEXT: energy: sched.program: energy_pj of layer 'mm' is 358.0, the rows say 649.0
// CHECK-NEXT: energy: sched.program: energy_pj of layer 'square' is 599.0, the rows say 308.0
// CHECK-NEXT: remedy: schedule the network again;
accel.system @duo {
  accel.core_type @pe compute static_power_pj_per_cycle 2 {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @rf size_bits 64 holds [O] read_pj 1 write_pj 1 static_power_pj_per_cycle 0.25 {
      accel.port @rw read_write bandwidth 64 serves [O tl, O th, O fl, O fh]
    }
    accel.memory @sram size_bits 4096 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 1 static_power_pj_per_cycle 0.5 {
      accel.port @datapath read_write bandwidth 64 serves [I1 tl, I2 tl, O tl, O fl]
      accel.port @transfers read_write bandwidth 64 serves [I1 fh, I2 fh, O th, O fh]
    }
  }
  accel.core_type @ddr offchip {
    accel.memory @dram size_bits 1048576 holds [I1, I2, O] read_pj 64 write_pj 64 static_power_pj_per_cycle 4 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @pe
  accel.core @core1 : @pe
  accel.core @dram : @ddr
  accel.bus @bus0 [@core0, @core1, @dram] bandwidth 16 energy_pj_per_bit 0.5
  accel.shared_memory [@core0::@sram, @core1::@sram]
}
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x4xf32> inputs ["x"] outputs ["y"] on @duo {
  %w = dnn.weight "w" : tensor<4x4xf32>
  %1 = dnn.layer "mm" matmul(%w, %x) dims <m = 4, n = 6, k = 4> maps [(m, k), (k, n)] -> (m, n)
    bits <in = [8, 8], psum = 16, out = 8>
    costs [<@pe, 4x6x4, cycles = 24, compute = 24, energy = 164.0, mac_energy = 96.0, memory_energy = [@rf [0.0, 0.0, 8.0], @sram [10.0, 20.0, 30.0]]>]
    cores [@core0] : (tensor<4x4xf32>, tensor<4x6xf32>) -> tensor<4x6xf32>
  %2 = dnn.view transpose(%1) permutation [1, 0] : (tensor<4x6xf32>) -> tensor<6x4xf32>
  %3 = dnn.layer "square" matmul(%1, %2) dims <m = 4, n = 4, k = 6> maps [(m, k), (k, n)] -> (m, n)
    bits <in = [8, 8], psum = 16, out = 8>
    costs [<@pe, 4x4x6, cycles = 24, compute = 24, energy = 114.0, mac_energy = 96.0, memory_energy = [@sram [5.0, 6.0, 7.0]]>]
    cores [@core1] : (tensor<4x6xf32>, tensor<6x4xf32>) -> tensor<4x4xf32>
  dnn.return %3 : tensor<4x4xf32>
}
sched.program @net_on_duo of @net on @duo
  tasks dense<[[0, 20, 24, 68], [0, 44, 24, 76]]> : tensor<2x4xi64>
  transfers dense<[[0, 8, 12, 192, 44], [0, 0, 8, 128, 44], [0, 68, 8, 128, -1]]> : tensor<3x5xi64>
  totals <latency_cycles = 76, latency_bounds = <compute_cycles = 24, core_ports_cycles = 24, offchip_ports_cycles = 7, offchip_channels_cycles = 28, channels_cycles = 28, critical_path_cycles = 28>, energy_pj = 1755, energy_lower_bound_pj = 1158, macs = 192, array_utilisation = 0.3157894736842105, offchip_read_bits = 320, offchip_write_bits = 128,
    busiest = [<resource = @core0, busy_cycles = 24>, <resource = @dram::@dram::@rw, busy_cycles = 28>, <resource = @bus0, busy_cycles = 28>],
    peaks = [<memory = @core0::@sram, used_bits = 512>],
    causes = <compute_pj = 192, weights_pj = 204, activations_pj = 367, spill_pj = 0, output_pj = 194, static_pj = 798>,
    cores = [<core = @core0, array_pj = 96, static_pj = 152, memories = [<memory = @rf, access_pj = 8, static_pj = 76>, <memory = @sram, access_pj = 85, static_pj = 38>]>, <core = @core1, array_pj = 96, static_pj = 152, memories = [<memory = @rf, access_pj = 0, static_pj = 76>]>, <core = @dram, memories = [<memory = @dram, access_pj = 448, static_pj = 304>]>],
    interconnect = [<medium = @bus0, energy_pj = 224>],
    layers = [<layer = "mm", energy_pj = 358>, <layer = "square", energy_pj = 599>],
    stacks = [<stack = "net", start_cycle = 20, end_cycle = 68, energy_pj = 957, data_start_cycle = 0, data_end_cycle = 76, latency_bounds = <compute_cycles = 24, core_ports_cycles = 24, offchip_ports_cycles = 7, offchip_channels_cycles = 28, channels_cycles = 28, critical_path_cycles = 28>, energy_lower_bound_pj = 864>]> {
  sched.compute "mm"[0] on @core0 rows 0 to 1 energy_pj 164
  sched.compute "square"[0] on @core1 rows 1 to 2 energy_pj 114
  sched.transfer load "x" for "mm"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 0 to 1 energy_pj 291
  sched.transfer load "w" for "mm"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 1 to 2 energy_pj 194
  sched.transfer store "square"[0] from @core1::@sram to @dram::@dram via [@bus0] rows 2 to 3 energy_pj 194
}

// -----
// A core that reads a shared memory for nothing.

// CHECK: sched-verify: @net_on_duo breaks 1 rule
// CHECK-NEXT: energy: sched.program: access_pj of @core0::@sram is 67.0, the rows say 85.0
// CHECK-NEXT: energy: sched.program: access_pj of @core1::@sram is 18.0, the rows say 0.0
// CHECK-NEXT: remedy: schedule the network again;
accel.system @duo {
  accel.core_type @pe compute static_power_pj_per_cycle 2 {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @rf size_bits 64 holds [O] read_pj 1 write_pj 1 static_power_pj_per_cycle 0.25 {
      accel.port @rw read_write bandwidth 64 serves [O tl, O th, O fl, O fh]
    }
    accel.memory @sram size_bits 4096 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 1 static_power_pj_per_cycle 0.5 {
      accel.port @datapath read_write bandwidth 64 serves [I1 tl, I2 tl, O tl, O fl]
      accel.port @transfers read_write bandwidth 64 serves [I1 fh, I2 fh, O th, O fh]
    }
  }
  accel.core_type @ddr offchip {
    accel.memory @dram size_bits 1048576 holds [I1, I2, O] read_pj 64 write_pj 64 static_power_pj_per_cycle 4 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @pe
  accel.core @core1 : @pe
  accel.core @dram : @ddr
  accel.bus @bus0 [@core0, @core1, @dram] bandwidth 16 energy_pj_per_bit 0.5
  accel.shared_memory [@core0::@sram, @core1::@sram]
}
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x4xf32> inputs ["x"] outputs ["y"] on @duo {
  %w = dnn.weight "w" : tensor<4x4xf32>
  %1 = dnn.layer "mm" matmul(%w, %x) dims <m = 4, n = 6, k = 4> maps [(m, k), (k, n)] -> (m, n)
    bits <in = [8, 8], psum = 16, out = 8>
    costs [<@pe, 4x6x4, cycles = 24, compute = 24, energy = 164.0, mac_energy = 96.0, memory_energy = [@rf [0.0, 0.0, 8.0], @sram [10.0, 20.0, 30.0]]>]
    cores [@core0] : (tensor<4x4xf32>, tensor<4x6xf32>) -> tensor<4x6xf32>
  %2 = dnn.view transpose(%1) permutation [1, 0] : (tensor<4x6xf32>) -> tensor<6x4xf32>
  %3 = dnn.layer "square" matmul(%1, %2) dims <m = 4, n = 4, k = 6> maps [(m, k), (k, n)] -> (m, n)
    bits <in = [8, 8], psum = 16, out = 8>
    costs [<@pe, 4x4x6, cycles = 24, compute = 24, energy = 114.0, mac_energy = 96.0, memory_energy = [@sram [5.0, 6.0, 7.0]]>]
    cores [@core1] : (tensor<4x6xf32>, tensor<6x4xf32>) -> tensor<4x4xf32>
  dnn.return %3 : tensor<4x4xf32>
}
sched.program @net_on_duo of @net on @duo
  tasks dense<[[0, 20, 24, 68], [0, 44, 24, 76]]> : tensor<2x4xi64>
  transfers dense<[[0, 8, 12, 192, 44], [0, 0, 8, 128, 44], [0, 68, 8, 128, -1]]> : tensor<3x5xi64>
  totals <latency_cycles = 76, latency_bounds = <compute_cycles = 24, core_ports_cycles = 24, offchip_ports_cycles = 7, offchip_channels_cycles = 28, channels_cycles = 28, critical_path_cycles = 28>, energy_pj = 1755, energy_lower_bound_pj = 1158, macs = 192, array_utilisation = 0.3157894736842105, offchip_read_bits = 320, offchip_write_bits = 128,
    busiest = [<resource = @core0, busy_cycles = 24>, <resource = @dram::@dram::@rw, busy_cycles = 28>, <resource = @bus0, busy_cycles = 28>],
    peaks = [<memory = @core0::@sram, used_bits = 512>],
    causes = <compute_pj = 192, weights_pj = 204, activations_pj = 367, spill_pj = 0, output_pj = 194, static_pj = 798>,
    cores = [<core = @core0, array_pj = 96, static_pj = 152, memories = [<memory = @rf, access_pj = 8, static_pj = 76>, <memory = @sram, access_pj = 67, static_pj = 38>]>, <core = @core1, array_pj = 96, static_pj = 152, memories = [<memory = @rf, access_pj = 0, static_pj = 76>, <memory = @sram, access_pj = 18>]>, <core = @dram, memories = [<memory = @dram, access_pj = 448, static_pj = 304>]>],
    interconnect = [<medium = @bus0, energy_pj = 224>],
    layers = [<layer = "mm", energy_pj = 649>, <layer = "square", energy_pj = 308>],
    stacks = [<stack = "net", start_cycle = 20, end_cycle = 68, energy_pj = 957, data_start_cycle = 0, data_end_cycle = 76, latency_bounds = <compute_cycles = 24, core_ports_cycles = 24, offchip_ports_cycles = 7, offchip_channels_cycles = 28, channels_cycles = 28, critical_path_cycles = 28>, energy_lower_bound_pj = 864>]> {
  sched.compute "mm"[0] on @core0 rows 0 to 1 energy_pj 164
  sched.compute "square"[0] on @core1 rows 1 to 2 energy_pj 114
  sched.transfer load "x" for "mm"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 0 to 1 energy_pj 291
  sched.transfer load "w" for "mm"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 1 to 2 energy_pj 194
  sched.transfer store "square"[0] from @core1::@sram to @dram::@dram via [@bus0] rows 2 to 3 energy_pj 194
}

// -----
// A shared memory whose static power counts twice.

// CHECK: sched-verify: @net_on_duo breaks 1 rule
// CHECK-NEXT: energy: sched.program: energy_pj is 1793.0, the rows say 1755.0
// CHECK-NEXT: energy: sched.program: static_pj is 836.0, the rows say 798.0
// CHECK-NEXT: energy: sched.program: static_pj of @core1::@sram is 38.0, the rows say 0.0
// CHECK-NEXT: remedy: schedule the network again;
accel.system @duo {
  accel.core_type @pe compute static_power_pj_per_cycle 2 {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @rf size_bits 64 holds [O] read_pj 1 write_pj 1 static_power_pj_per_cycle 0.25 {
      accel.port @rw read_write bandwidth 64 serves [O tl, O th, O fl, O fh]
    }
    accel.memory @sram size_bits 4096 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 1 static_power_pj_per_cycle 0.5 {
      accel.port @datapath read_write bandwidth 64 serves [I1 tl, I2 tl, O tl, O fl]
      accel.port @transfers read_write bandwidth 64 serves [I1 fh, I2 fh, O th, O fh]
    }
  }
  accel.core_type @ddr offchip {
    accel.memory @dram size_bits 1048576 holds [I1, I2, O] read_pj 64 write_pj 64 static_power_pj_per_cycle 4 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @pe
  accel.core @core1 : @pe
  accel.core @dram : @ddr
  accel.bus @bus0 [@core0, @core1, @dram] bandwidth 16 energy_pj_per_bit 0.5
  accel.shared_memory [@core0::@sram, @core1::@sram]
}
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x4xf32> inputs ["x"] outputs ["y"] on @duo {
  %w = dnn.weight "w" : tensor<4x4xf32>
  %1 = dnn.layer "mm" matmul(%w, %x) dims <m = 4, n = 6, k = 4> maps [(m, k), (k, n)] -> (m, n)
    bits <in = [8, 8], psum = 16, out = 8>
    costs [<@pe, 4x6x4, cycles = 24, compute = 24, energy = 164.0, mac_energy = 96.0, memory_energy = [@rf [0.0, 0.0, 8.0], @sram [10.0, 20.0, 30.0]]>]
    cores [@core0] : (tensor<4x4xf32>, tensor<4x6xf32>) -> tensor<4x6xf32>
  %2 = dnn.view transpose(%1) permutation [1, 0] : (tensor<4x6xf32>) -> tensor<6x4xf32>
  %3 = dnn.layer "square" matmul(%1, %2) dims <m = 4, n = 4, k = 6> maps [(m, k), (k, n)] -> (m, n)
    bits <in = [8, 8], psum = 16, out = 8>
    costs [<@pe, 4x4x6, cycles = 24, compute = 24, energy = 114.0, mac_energy = 96.0, memory_energy = [@sram [5.0, 6.0, 7.0]]>]
    cores [@core1] : (tensor<4x6xf32>, tensor<6x4xf32>) -> tensor<4x4xf32>
  dnn.return %3 : tensor<4x4xf32>
}
sched.program @net_on_duo of @net on @duo
  tasks dense<[[0, 20, 24, 68], [0, 44, 24, 76]]> : tensor<2x4xi64>
  transfers dense<[[0, 8, 12, 192, 44], [0, 0, 8, 128, 44], [0, 68, 8, 128, -1]]> : tensor<3x5xi64>
  totals <latency_cycles = 76, latency_bounds = <compute_cycles = 24, core_ports_cycles = 24, offchip_ports_cycles = 7, offchip_channels_cycles = 28, channels_cycles = 28, critical_path_cycles = 28>, energy_pj = 1793, energy_lower_bound_pj = 1158, macs = 192, array_utilisation = 0.3157894736842105, offchip_read_bits = 320, offchip_write_bits = 128,
    busiest = [<resource = @core0, busy_cycles = 24>, <resource = @dram::@dram::@rw, busy_cycles = 28>, <resource = @bus0, busy_cycles = 28>],
    peaks = [<memory = @core0::@sram, used_bits = 512>],
    causes = <compute_pj = 192, weights_pj = 204, activations_pj = 367, spill_pj = 0, output_pj = 194, static_pj = 836>,
    cores = [<core = @core0, array_pj = 96, static_pj = 152, memories = [<memory = @rf, access_pj = 8, static_pj = 76>, <memory = @sram, access_pj = 85, static_pj = 38>]>, <core = @core1, array_pj = 96, static_pj = 152, memories = [<memory = @rf, access_pj = 0, static_pj = 76>, <memory = @sram, access_pj = 0, static_pj = 38>]>, <core = @dram, memories = [<memory = @dram, access_pj = 448, static_pj = 304>]>],
    interconnect = [<medium = @bus0, energy_pj = 224>],
    layers = [<layer = "mm", energy_pj = 649>, <layer = "square", energy_pj = 308>],
    stacks = [<stack = "net", start_cycle = 20, end_cycle = 68, energy_pj = 957, data_start_cycle = 0, data_end_cycle = 76, latency_bounds = <compute_cycles = 24, core_ports_cycles = 24, offchip_ports_cycles = 7, offchip_channels_cycles = 28, channels_cycles = 28, critical_path_cycles = 28>, energy_lower_bound_pj = 864>]> {
  sched.compute "mm"[0] on @core0 rows 0 to 1 energy_pj 164
  sched.compute "square"[0] on @core1 rows 1 to 2 energy_pj 114
  sched.transfer load "x" for "mm"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 0 to 1 energy_pj 291
  sched.transfer load "w" for "mm"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 1 to 2 energy_pj 194
  sched.transfer store "square"[0] from @core1::@sram to @dram::@dram via [@bus0] rows 2 to 3 energy_pj 194
}

// -----
// A bound without static power.

// CHECK: sched-verify: @net_on_duo breaks 1 rule
// CHECK-NEXT: bounds: sched.program: energy is bounded by 1158.0 pJ, not 864.0
// CHECK-NEXT: remedy: schedule the network again;
accel.system @duo {
  accel.core_type @pe compute static_power_pj_per_cycle 2 {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @rf size_bits 64 holds [O] read_pj 1 write_pj 1 static_power_pj_per_cycle 0.25 {
      accel.port @rw read_write bandwidth 64 serves [O tl, O th, O fl, O fh]
    }
    accel.memory @sram size_bits 4096 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 1 static_power_pj_per_cycle 0.5 {
      accel.port @datapath read_write bandwidth 64 serves [I1 tl, I2 tl, O tl, O fl]
      accel.port @transfers read_write bandwidth 64 serves [I1 fh, I2 fh, O th, O fh]
    }
  }
  accel.core_type @ddr offchip {
    accel.memory @dram size_bits 1048576 holds [I1, I2, O] read_pj 64 write_pj 64 static_power_pj_per_cycle 4 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @pe
  accel.core @core1 : @pe
  accel.core @dram : @ddr
  accel.bus @bus0 [@core0, @core1, @dram] bandwidth 16 energy_pj_per_bit 0.5
  accel.shared_memory [@core0::@sram, @core1::@sram]
}
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x4xf32> inputs ["x"] outputs ["y"] on @duo {
  %w = dnn.weight "w" : tensor<4x4xf32>
  %1 = dnn.layer "mm" matmul(%w, %x) dims <m = 4, n = 6, k = 4> maps [(m, k), (k, n)] -> (m, n)
    bits <in = [8, 8], psum = 16, out = 8>
    costs [<@pe, 4x6x4, cycles = 24, compute = 24, energy = 164.0, mac_energy = 96.0, memory_energy = [@rf [0.0, 0.0, 8.0], @sram [10.0, 20.0, 30.0]]>]
    cores [@core0] : (tensor<4x4xf32>, tensor<4x6xf32>) -> tensor<4x6xf32>
  %2 = dnn.view transpose(%1) permutation [1, 0] : (tensor<4x6xf32>) -> tensor<6x4xf32>
  %3 = dnn.layer "square" matmul(%1, %2) dims <m = 4, n = 4, k = 6> maps [(m, k), (k, n)] -> (m, n)
    bits <in = [8, 8], psum = 16, out = 8>
    costs [<@pe, 4x4x6, cycles = 24, compute = 24, energy = 114.0, mac_energy = 96.0, memory_energy = [@sram [5.0, 6.0, 7.0]]>]
    cores [@core1] : (tensor<4x6xf32>, tensor<6x4xf32>) -> tensor<4x4xf32>
  dnn.return %3 : tensor<4x4xf32>
}
sched.program @net_on_duo of @net on @duo
  tasks dense<[[0, 20, 24, 68], [0, 44, 24, 76]]> : tensor<2x4xi64>
  transfers dense<[[0, 8, 12, 192, 44], [0, 0, 8, 128, 44], [0, 68, 8, 128, -1]]> : tensor<3x5xi64>
  totals <latency_cycles = 76, latency_bounds = <compute_cycles = 24, core_ports_cycles = 24, offchip_ports_cycles = 7, offchip_channels_cycles = 28, channels_cycles = 28, critical_path_cycles = 28>, energy_pj = 1755, energy_lower_bound_pj = 864, macs = 192, array_utilisation = 0.3157894736842105, offchip_read_bits = 320, offchip_write_bits = 128,
    busiest = [<resource = @core0, busy_cycles = 24>, <resource = @dram::@dram::@rw, busy_cycles = 28>, <resource = @bus0, busy_cycles = 28>],
    peaks = [<memory = @core0::@sram, used_bits = 512>],
    causes = <compute_pj = 192, weights_pj = 204, activations_pj = 367, spill_pj = 0, output_pj = 194, static_pj = 798>,
    cores = [<core = @core0, array_pj = 96, static_pj = 152, memories = [<memory = @rf, access_pj = 8, static_pj = 76>, <memory = @sram, access_pj = 85, static_pj = 38>]>, <core = @core1, array_pj = 96, static_pj = 152, memories = [<memory = @rf, access_pj = 0, static_pj = 76>]>, <core = @dram, memories = [<memory = @dram, access_pj = 448, static_pj = 304>]>],
    interconnect = [<medium = @bus0, energy_pj = 224>],
    layers = [<layer = "mm", energy_pj = 649>, <layer = "square", energy_pj = 308>],
    stacks = [<stack = "net", start_cycle = 20, end_cycle = 68, energy_pj = 957, data_start_cycle = 0, data_end_cycle = 76, latency_bounds = <compute_cycles = 24, core_ports_cycles = 24, offchip_ports_cycles = 7, offchip_channels_cycles = 28, channels_cycles = 28, critical_path_cycles = 28>, energy_lower_bound_pj = 864>]> {
  sched.compute "mm"[0] on @core0 rows 0 to 1 energy_pj 164
  sched.compute "square"[0] on @core1 rows 1 to 2 energy_pj 114
  sched.transfer load "x" for "mm"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 0 to 1 energy_pj 291
  sched.transfer load "w" for "mm"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 1 to 2 energy_pj 194
  sched.transfer store "square"[0] from @core1::@sram to @dram::@dram via [@bus0] rows 2 to 3 energy_pj 194
}

// -----
// CHECK: sched-verify: the schedule @e is expanded
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
// A copy lies where a block of partial sums is.

// CHECK: sched-verify: @p breaks 1 rule
// CHECK-NEXT: overlap: sched.transfer load "x" for "mm"[0] row 1 (tile 1): lies at 56 in @c0::@l2, where sched.compute "mm"[0] row 0 has 32 bits at 32
// CHECK-NEXT: remedy: schedule the network again;
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
  transfers dense<[[0, 0, 2, 16, 9], [1, 4, 2, 16, 14], [0, 2, 2, 16, 9], [1, 6, 2, 16, 14], [1, 14, 1, 8, 19],
                   [0, 19, 1, 8, -1]]> : tensor<6x5xi64>
  addresses <
    tasks = dense<[32, 32, 8]> : tensor<3xi64>,
    transfers = dense<[[0, 0], [0, 56], [32, 16], [32, 80], [32, 0], [8, 64]]> : tensor<6x2xi64>,
    layouts = [
      <memory = @c0::@l2, peak_bits = 96, height_bits = 96>,
      <memory = @c1::@l2, peak_bits = 16, height_bits = 16>,
      <memory = @d::@dram, peak_bits = 72, height_bits = 72>],
    regions = [
      <tensor = "x", memory = @d::@dram, address_bits = 0, size_bits = 32>,
      <tensor = "w", memory = @d::@dram, address_bits = 32, size_bits = 32>,
      <tensor = "relu", memory = @d::@dram, address_bits = 64, size_bits = 8>]> {
  sched.compute "mm"[0] on @c0 rows 0 to 2 energy_pj 20
  sched.compute "relu"[0] on @c1 rows 2 to 3 energy_pj 5
  sched.transfer load "x" for "mm"[0] from @d::@dram to @c0::@l2 via [@bus] rows 0 to 2 energy_pj 4
  sched.transfer load "w" for "mm"[0] from @d::@dram to @c0::@l2 via [@bus] rows 2 to 4 energy_pj 4
  sched.transfer move "mm"[0] from @c0::@l2 to @c1::@l2 via [@link] rows 4 to 5 energy_pj 2
  sched.transfer store "relu"[0] from @c1::@l2 to @d::@dram via [@bus] rows 5 to 6 energy_pj 2
}

// -----
// A copy ends a byte beyond its memory.

// CHECK: sched-verify: @p breaks 1 rule
// CHECK-NEXT: extent: sched.transfer load "w" for "mm"[0] row 3 (tile 1): lies at 88 in @c0::@l2 and has 16 bits, its size is 96
// CHECK-NEXT: remedy: schedule the network again;
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
  transfers dense<[[0, 0, 2, 16, 9], [1, 4, 2, 16, 14], [0, 2, 2, 16, 9], [1, 6, 2, 16, 14], [1, 14, 1, 8, 19],
                   [0, 19, 1, 8, -1]]> : tensor<6x5xi64>
  addresses <
    tasks = dense<[32, 32, 8]> : tensor<3xi64>,
    transfers = dense<[[0, 0], [0, 64], [32, 16], [32, 88], [32, 0], [8, 64]]> : tensor<6x2xi64>,
    layouts = [
      <memory = @c0::@l2, peak_bits = 96, height_bits = 104>,
      <memory = @c1::@l2, peak_bits = 16, height_bits = 16>,
      <memory = @d::@dram, peak_bits = 72, height_bits = 72>],
    regions = [
      <tensor = "x", memory = @d::@dram, address_bits = 0, size_bits = 32>,
      <tensor = "w", memory = @d::@dram, address_bits = 32, size_bits = 32>,
      <tensor = "relu", memory = @d::@dram, address_bits = 64, size_bits = 8>]> {
  sched.compute "mm"[0] on @c0 rows 0 to 2 energy_pj 20
  sched.compute "relu"[0] on @c1 rows 2 to 3 energy_pj 5
  sched.transfer load "x" for "mm"[0] from @d::@dram to @c0::@l2 via [@bus] rows 0 to 2 energy_pj 4
  sched.transfer load "w" for "mm"[0] from @d::@dram to @c0::@l2 via [@bus] rows 2 to 4 energy_pj 4
  sched.transfer move "mm"[0] from @c0::@l2 to @c1::@l2 via [@link] rows 4 to 5 energy_pj 2
  sched.transfer store "relu"[0] from @c1::@l2 to @d::@dram via [@bus] rows 5 to 6 energy_pj 2
}

// -----
// The two tasks of a block have two addresses.

// CHECK: sched-verify: @p breaks 2 rules
// CHECK-NEXT: address: sched.compute "mm"[0] row 0 (tile 0): the block lies at 32, not at 40
// CHECK-NEXT: overlap: sched.transfer load "x" for "mm"[0] row 1 (tile 1): lies at 64 in @c0::@l2, where sched.compute "mm"[0] row 0 has 32 bits at 40
// CHECK-NEXT: remedy: schedule the network again;
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
  transfers dense<[[0, 0, 2, 16, 9], [1, 4, 2, 16, 14], [0, 2, 2, 16, 9], [1, 6, 2, 16, 14], [1, 14, 1, 8, 19],
                   [0, 19, 1, 8, -1]]> : tensor<6x5xi64>
  addresses <
    tasks = dense<[40, 32, 8]> : tensor<3xi64>,
    transfers = dense<[[0, 0], [0, 64], [32, 16], [32, 80], [32, 0], [8, 64]]> : tensor<6x2xi64>,
    layouts = [
      <memory = @c0::@l2, peak_bits = 96, height_bits = 96>,
      <memory = @c1::@l2, peak_bits = 16, height_bits = 16>,
      <memory = @d::@dram, peak_bits = 72, height_bits = 72>],
    regions = [
      <tensor = "x", memory = @d::@dram, address_bits = 0, size_bits = 32>,
      <tensor = "w", memory = @d::@dram, address_bits = 32, size_bits = 32>,
      <tensor = "relu", memory = @d::@dram, address_bits = 64, size_bits = 8>]> {
  sched.compute "mm"[0] on @c0 rows 0 to 2 energy_pj 20
  sched.compute "relu"[0] on @c1 rows 2 to 3 energy_pj 5
  sched.transfer load "x" for "mm"[0] from @d::@dram to @c0::@l2 via [@bus] rows 0 to 2 energy_pj 4
  sched.transfer load "w" for "mm"[0] from @d::@dram to @c0::@l2 via [@bus] rows 2 to 4 energy_pj 4
  sched.transfer move "mm"[0] from @c0::@l2 to @c1::@l2 via [@link] rows 4 to 5 energy_pj 2
  sched.transfer store "relu"[0] from @c1::@l2 to @d::@dram via [@bus] rows 5 to 6 energy_pj 2
}

// -----
// A move reads where something else lies.

// CHECK: sched-verify: @p breaks 1 rule
// CHECK-NEXT: address: sched.transfer move "mm"[0] row 4 (tile 1): no copy of all it moves lies at 16 in @c0::@l2
// CHECK-NEXT: remedy: schedule the network again;
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
  transfers dense<[[0, 0, 2, 16, 9], [1, 4, 2, 16, 14], [0, 2, 2, 16, 9], [1, 6, 2, 16, 14], [1, 14, 1, 8, 19],
                   [0, 19, 1, 8, -1]]> : tensor<6x5xi64>
  addresses <
    tasks = dense<[32, 32, 8]> : tensor<3xi64>,
    transfers = dense<[[0, 0], [0, 64], [32, 16], [32, 80], [16, 0], [8, 64]]> : tensor<6x2xi64>,
    layouts = [
      <memory = @c0::@l2, peak_bits = 96, height_bits = 96>,
      <memory = @c1::@l2, peak_bits = 16, height_bits = 16>,
      <memory = @d::@dram, peak_bits = 72, height_bits = 72>],
    regions = [
      <tensor = "x", memory = @d::@dram, address_bits = 0, size_bits = 32>,
      <tensor = "w", memory = @d::@dram, address_bits = 32, size_bits = 32>,
      <tensor = "relu", memory = @d::@dram, address_bits = 64, size_bits = 8>]> {
  sched.compute "mm"[0] on @c0 rows 0 to 2 energy_pj 20
  sched.compute "relu"[0] on @c1 rows 2 to 3 energy_pj 5
  sched.transfer load "x" for "mm"[0] from @d::@dram to @c0::@l2 via [@bus] rows 0 to 2 energy_pj 4
  sched.transfer load "w" for "mm"[0] from @d::@dram to @c0::@l2 via [@bus] rows 2 to 4 energy_pj 4
  sched.transfer move "mm"[0] from @c0::@l2 to @c1::@l2 via [@link] rows 4 to 5 energy_pj 2
  sched.transfer store "relu"[0] from @c1::@l2 to @d::@dram via [@bus] rows 5 to 6 energy_pj 2
}

// -----
// One load finds its tensor somewhere else than the other does.

// CHECK: sched-verify: @p breaks 1 rule
// CHECK-NEXT: address: sched.transfer load "x" for "mm"[0] row 1 (tile 1): 'x' lies at 0 off-chip, not at 64
// CHECK-NEXT: remedy: schedule the network again;
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
  transfers dense<[[0, 0, 2, 16, 9], [1, 4, 2, 16, 14], [0, 2, 2, 16, 9], [1, 6, 2, 16, 14], [1, 14, 1, 8, 19],
                   [0, 19, 1, 8, -1]]> : tensor<6x5xi64>
  addresses <
    tasks = dense<[32, 32, 8]> : tensor<3xi64>,
    transfers = dense<[[0, 0], [64, 64], [32, 16], [32, 80], [32, 0], [8, 64]]> : tensor<6x2xi64>,
    layouts = [
      <memory = @c0::@l2, peak_bits = 96, height_bits = 96>,
      <memory = @c1::@l2, peak_bits = 16, height_bits = 16>,
      <memory = @d::@dram, peak_bits = 72, height_bits = 72>],
    regions = [
      <tensor = "x", memory = @d::@dram, address_bits = 0, size_bits = 32>,
      <tensor = "w", memory = @d::@dram, address_bits = 32, size_bits = 32>,
      <tensor = "relu", memory = @d::@dram, address_bits = 64, size_bits = 8>]> {
  sched.compute "mm"[0] on @c0 rows 0 to 2 energy_pj 20
  sched.compute "relu"[0] on @c1 rows 2 to 3 energy_pj 5
  sched.transfer load "x" for "mm"[0] from @d::@dram to @c0::@l2 via [@bus] rows 0 to 2 energy_pj 4
  sched.transfer load "w" for "mm"[0] from @d::@dram to @c0::@l2 via [@bus] rows 2 to 4 energy_pj 4
  sched.transfer move "mm"[0] from @c0::@l2 to @c1::@l2 via [@link] rows 4 to 5 energy_pj 2
  sched.transfer store "relu"[0] from @c1::@l2 to @d::@dram via [@bus] rows 5 to 6 energy_pj 2
}

// -----
// The reports are wrong: a height, a memory that is not there, a region's size.

// CHECK: sched-verify: @p breaks 1 rule
// CHECK-NEXT: layout: sched.program: address and size of 'relu' in @d::@dram: 64, 16; the rows say: 64, 8
// CHECK-NEXT: layout: sched.program: peak and height of @c0::@l2: 96, 104; the rows say: 96, 96
// CHECK-NEXT: layout: sched.program: peak and height of @c1::@l2: not given; the rows say: 16, 16
// CHECK-NEXT: layout: sched.program: peak and height of @d::@dram: 16, 16 and 72, 72; the rows say: 72, 72
// CHECK-NEXT: remedy: schedule the network again;
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
  transfers dense<[[0, 0, 2, 16, 9], [1, 4, 2, 16, 14], [0, 2, 2, 16, 9], [1, 6, 2, 16, 14], [1, 14, 1, 8, 19],
                   [0, 19, 1, 8, -1]]> : tensor<6x5xi64>
  addresses <
    tasks = dense<[32, 32, 8]> : tensor<3xi64>,
    transfers = dense<[[0, 0], [0, 64], [32, 16], [32, 80], [32, 0], [8, 64]]> : tensor<6x2xi64>,
    layouts = [
      <memory = @c0::@l2, peak_bits = 96, height_bits = 104>,
      <memory = @d::@dram, peak_bits = 16, height_bits = 16>,
      <memory = @d::@dram, peak_bits = 72, height_bits = 72>],
    regions = [
      <tensor = "x", memory = @d::@dram, address_bits = 0, size_bits = 32>,
      <tensor = "w", memory = @d::@dram, address_bits = 32, size_bits = 32>,
      <tensor = "relu", memory = @d::@dram, address_bits = 64, size_bits = 16>]> {
  sched.compute "mm"[0] on @c0 rows 0 to 2 energy_pj 20
  sched.compute "relu"[0] on @c1 rows 2 to 3 energy_pj 5
  sched.transfer load "x" for "mm"[0] from @d::@dram to @c0::@l2 via [@bus] rows 0 to 2 energy_pj 4
  sched.transfer load "w" for "mm"[0] from @d::@dram to @c0::@l2 via [@bus] rows 2 to 4 energy_pj 4
  sched.transfer move "mm"[0] from @c0::@l2 to @c1::@l2 via [@link] rows 4 to 5 energy_pj 2
  sched.transfer store "relu"[0] from @c1::@l2 to @d::@dram via [@bus] rows 5 to 6 energy_pj 2
}

// RUN: stream-opt %s -p sched-verify --split-input-file --verify-diagnostics | filecheck %s

// Streams through memories that are not their tile's, and of what is not there yet.

// A stream goes to the memory of another core than its tile's.

// CHECK: sched-verify: @net_on_m breaks 3 rules
// CHECK-NEXT: reference: sched.transfer stream "w" for "l1"[0]: "l1"[0] runs on @c1 and streams nothing of 'w' through @c0::@w
// CHECK-NEXT: stream: sched.compute "l1"[0] row 0 (tile 0): operand 1 streams 0 times while it runs
// CHECK-NEXT: stream: sched.compute "l1"[0] row 1 (tile 1): operand 1 streams 0 times while it runs
// CHECK-NEXT: conservation: sched.program: 512 bits are read off-chip, at least 1024 must be
// CHECK-NEXT: remedy: schedule the network again; if no one edited the schedule, the scheduler is wrong: report it
accel.system @m {
  accel.core_type @p compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @a size_bits 8192 holds [I1, O] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @r read bandwidth 64 serves [I1 tl, O tl, O th]
      accel.port @w write bandwidth 64 serves [I1 fh, O fl, O fh]
    }
    accel.memory @w size_bits 8192 holds [I2] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @r read bandwidth 64 serves [I2 tl]
      accel.port @w write bandwidth 64 serves [I2 fh]
    }
  }
  accel.core_type @off offchip {
    accel.memory @d size_bits 8388608 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @r read bandwidth 64 serves [I1 tl, I2 tl, O tl, O th]
      accel.port @w write bandwidth 64 serves [I1 fh, I2 fh, O fl, O fh]
    }
  }
  accel.core @c0 : @p
  accel.core @c1 : @p
  accel.core @d : @off
  accel.bus @b [@c0, @c1, @d] bandwidth 32
}
dnn.network @net(%x: tensor<8x8xf32>) -> tensor<8x8xf32> inputs ["x"] outputs ["y"] on @m {
  %w = dnn.weight "w" : tensor<8x8xf32>
  %l1 = dnn.layer "l1" matmul(%x, %w) dims <m = 8, n = 8, k = 8> maps [(m, k), (k, n)] -> (m, n) bits <in = [8, 8], psum = 16, out = 8>
    tiling <temporal = [m : 4], spatial = []>
    costs [<@p, 4x8x8, cycles = 70, compute = 64, energy = 256.0, mac_energy = 256.0, streams = [1 : 512 buffer 64]>]
    cores [@c1] : (tensor<8x8xf32>, tensor<8x8xf32>) -> tensor<8x8xf32>
  dnn.return %l1 : tensor<8x8xf32>
}
sched.program @net_on_m of @net on @m
  tasks dense<[[0, 8, 70, 94], [1, 94, 70, 172]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 8, 256, 78], [1, 78, 8, 256, 164], [0, 86, 8, 256, -1], [1, 164, 8, 256, -1], [0, 8, 70, 512, 78], [1, 94, 70, 512, 164]]> : tensor<6x5xi64> {
  sched.compute "l1"[0] on @c1 rows 0 to 2 energy_pj 512
  sched.transfer load "x" for "l1"[0] from @d::@d to @c1::@a via [@b] rows 0 to 2 energy_pj 16
  sched.transfer store "l1"[0] from @c1::@a to @d::@d via [@b] rows 2 to 4 energy_pj 16
  sched.transfer stream "w" for "l1"[0] from @d::@d to @c0::@w via [@b] rows 4 to 6 energy_pj 16
}

// -----
// A stream goes to the memory in which its tile's core keeps the other operand.

// CHECK: sched-verify: @net_on_m breaks 3 rules
// CHECK-NEXT: reference: sched.transfer stream "w" for "l1"[0]: "l1"[0] runs on @c1 and streams nothing of 'w' through @c1::@a
// CHECK-NEXT: stream: sched.compute "l1"[0] row 0 (tile 0): operand 1 streams 0 times while it runs
// CHECK-NEXT: stream: sched.compute "l1"[0] row 1 (tile 1): operand 1 streams 0 times while it runs
// CHECK-NEXT: conservation: sched.program: 512 bits are read off-chip, at least 1024 must be
// CHECK-NEXT: remedy: schedule the network again; if no one edited the schedule, the scheduler is wrong: report it
accel.system @m {
  accel.core_type @p compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @a size_bits 8192 holds [I1, O] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @r read bandwidth 64 serves [I1 tl, O tl, O th]
      accel.port @w write bandwidth 64 serves [I1 fh, O fl, O fh]
    }
    accel.memory @w size_bits 8192 holds [I2] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @r read bandwidth 64 serves [I2 tl]
      accel.port @w write bandwidth 64 serves [I2 fh]
    }
  }
  accel.core_type @off offchip {
    accel.memory @d size_bits 8388608 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @r read bandwidth 64 serves [I1 tl, I2 tl, O tl, O th]
      accel.port @w write bandwidth 64 serves [I1 fh, I2 fh, O fl, O fh]
    }
  }
  accel.core @c0 : @p
  accel.core @c1 : @p
  accel.core @d : @off
  accel.bus @b [@c0, @c1, @d] bandwidth 32
}
dnn.network @net(%x: tensor<8x8xf32>) -> tensor<8x8xf32> inputs ["x"] outputs ["y"] on @m {
  %w = dnn.weight "w" : tensor<8x8xf32>
  %l1 = dnn.layer "l1" matmul(%x, %w) dims <m = 8, n = 8, k = 8> maps [(m, k), (k, n)] -> (m, n) bits <in = [8, 8], psum = 16, out = 8>
    tiling <temporal = [m : 4], spatial = []>
    costs [<@p, 4x8x8, cycles = 70, compute = 64, energy = 256.0, mac_energy = 256.0, streams = [1 : 512 buffer 64]>]
    cores [@c1] : (tensor<8x8xf32>, tensor<8x8xf32>) -> tensor<8x8xf32>
  dnn.return %l1 : tensor<8x8xf32>
}
sched.program @net_on_m of @net on @m
  tasks dense<[[0, 8, 70, 94], [1, 94, 70, 172]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 8, 256, 78], [1, 78, 8, 256, 164], [0, 86, 8, 256, -1], [1, 164, 8, 256, -1], [0, 8, 70, 512, 78], [1, 94, 70, 512, 164]]> : tensor<6x5xi64> {
  sched.compute "l1"[0] on @c1 rows 0 to 2 energy_pj 512
  sched.transfer load "x" for "l1"[0] from @d::@d to @c1::@a via [@b] rows 0 to 2 energy_pj 16
  sched.transfer store "l1"[0] from @c1::@a to @d::@d via [@b] rows 2 to 4 energy_pj 16
  sched.transfer stream "w" for "l1"[0] from @d::@d to @c1::@a via [@b] rows 4 to 6 energy_pj 16
}

// -----
// Two operands stream one tensor, of which the first needs the first row only: all that the tile streams must be there.

// CHECK: sched-verify: @net_on_m breaks 1 rule
// CHECK-NEXT: transfer-source: sched.transfer stream "l0" for "l1"[0] row 6 (tile 0): element [1, 0] of 'l0' is not in @d::@d at 53; it is one of 2 such, of 4 needed
// CHECK-NEXT: transfer-source: sched.transfer stream "l0" for "l1"[0] row 7 (tile 0): element [1, 0] of 'l0' is not in @d::@d at 53; it is one of 2 such, of 4 needed
// CHECK-NEXT: remedy: schedule the network again; if no one edited the schedule, the scheduler is wrong: report it
accel.system @m {
  accel.core_type @pe compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @a size_bits 131072 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @r read bandwidth 64 serves [I1 tl, I2 tl, O tl, O th]
      accel.port @w write bandwidth 64 serves [I1 fh, I2 fh, O fl, O fh]
    }
  }
  accel.core_type @off offchip {
    accel.memory @d size_bits 8388608 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @r read bandwidth 64 serves [I1 tl, I2 tl, O tl, O th]
      accel.port @w write bandwidth 64 serves [I1 fh, I2 fh, O fl, O fh]
    }
  }
  accel.core @c0 : @pe
  accel.core @c1 : @pe
  accel.core @d : @off
  accel.bus @b [@c0, @c1, @d] bandwidth 32
}
dnn.network @net(%x: tensor<2x2xf32>) -> tensor<2x2xf32> inputs ["x"] outputs ["y"] on @m {
  %0 = dnn.stack "s"(%a = %x : tensor<2x2xf32>) -> (tensor<2x2xf32>) {
    %l0 = dnn.layer "l0" relu(%a) dims <y = 2, x = 2> maps [(y, x)] -> (y, x) bits <in = [8], psum = 8, out = 8>
      tiling <temporal = [y : 1], spatial = []> costs [<@pe, 1x2, cycles = 50, compute = 1, energy = 2.0, mac_energy = 2.0>]
      cores [@c0] : (tensor<2x2xf32>) -> tensor<2x2xf32>
    %l1 = dnn.layer "l1" matmul(%l0, %l0) dims <m = 2, n = 2, k = 2> maps [(m, k), (n, k)] -> (m, n) bits <in = [8, 8], psum = 16, out = 8>
      tiling <temporal = [m : 1], spatial = []>
      costs [<@pe, 1x2x2, cycles = 40, compute = 1, energy = 4.0, mac_energy = 4.0, streams = [0 : 16 buffer 8, 1 : 32 buffer 8]>]
      cores [@c1] : (tensor<2x2xf32>, tensor<2x2xf32>) -> tensor<2x2xf32>
    dnn.yield %l1 : tensor<2x2xf32>
  }
  dnn.return %0 : tensor<2x2xf32>
}
sched.program @net_on_m of @net on @m
  tasks dense<[[0, 1, 50, 53], [1, 53, 50, 104], [0, 53, 40, 145], [1, 145, 40, 186]]> : tensor<4x4xi64>
  transfers dense<[[0, 0, 1, 16, 51], [1, 51, 1, 16, 103], [0, 52, 1, 16, -1], [1, 103, 1, 16, -1], [0, 144, 1, 16, -1], [1, 185, 1, 16, -1], [0, 53, 40, 16, 93], [0, 53, 40, 32, 93], [1, 145, 40, 16, 185], [1, 145, 40, 32, 185]]> : tensor<10x5xi64> {
  sched.compute "l0"[0] on @c0 rows 0 to 2 energy_pj 4
  sched.compute "l1"[0] on @c1 rows 2 to 4 energy_pj 8
  sched.transfer load "x" for "l0"[0] from @d::@d to @c0::@a via [@b] rows 0 to 2 energy_pj 4
  sched.transfer store "l0"[0] from @c0::@a to @d::@d via [@b] rows 2 to 4 energy_pj 4
  sched.transfer store "l1"[0] from @c1::@a to @d::@d via [@b] rows 4 to 6 energy_pj 4
  sched.transfer stream "l0" for "l1"[0] from @d::@d to @c1::@a via [@b] rows 6 to 10 energy_pj 4
}

// RUN: ROUNDTRIP
// RUN: GENERIC_ROUNDTRIP

// Attributes, a spill and a reload, a copy over a link that is crossed forwards, tables of one row, discardable
// attributes, addresses, no transfers at all, and tables long enough to print as hexadecimal.

accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}

dnn.network @n(%x: tensor<2xf32>) -> tensor<2xf32> inputs ["x"] outputs ["y"] {
  %0 = dnn.layer "a" relu(%x) dims <i = 2> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8> : (tensor<2xf32>) -> tensor<2xf32>
  %1 = dnn.layer "b" relu(%0) dims <i = 2> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8> : (tensor<2xf32>) -> tensor<2xf32>
  dnn.return %1 : tensor<2xf32>
}
// CHECK:       sched.program @p of @n on @s
// CHECK-NEXT:    tasks dense<{{\[\[}}0, 2, 2, 6], [0, 10, 2, 16]]> : tensor<2x4xi64>
// CHECK-NEXT:    transfers dense<{{\[\[}}0, 0, 2, 16, 4], [0, 4, 2, 16, 12], [0, 4, 2, 16, -1], [0, 6, 4, 16, 12], [0, 12, 2, 16, -1]]> : tensor<5x5xi64>
// CHECK-NEXT:    addresses <
// CHECK-NEXT:      tasks = dense<[16, 0]> : tensor<2xi64>,
// CHECK-NEXT:      transfers = dense<{{\[\[}}0, 0], [16, 16], [16, 16], [16, 16], [0, 32]]> : tensor<5x2xi64>,
// CHECK-NEXT:      layouts = [
// CHECK-NEXT:        <memory = @c0::@m, peak_bits = 32, height_bits = 32>,
// CHECK-NEXT:        <memory = @c1::@m, peak_bits = 32, height_bits = 40>],
// CHECK-NEXT:      regions = [
// CHECK-NEXT:        <tensor = "x", memory = @dram::@d, address_bits = 0, size_bits = 16>]>
// CHECK-NEXT:    totals <latency_cycles = 14, latency_lower_bound_cycles = 4, energy_pj = 2.5, energy_lower_bound_pj = 1.0e-07, array_energy_pj = 0.5, core_memory_energy_pj = 0.5, link_energy_pj = 0.5, onchip_memory_energy_pj = 0.5, offchip_energy_pj = 0.5, macs = 0, array_utilisation = 0, offchip_read_bits = 32, offchip_write_bits = 32, peaks = [], stacks = []> attributes {note = "kept"} {
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [0, 10, 2, 16]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [0, 4, 2, 16, 12], [0, 4, 2, 16, -1], [0, 6, 4, 16, 12], [0, 12, 2, 16, -1]]> : tensor<5x5xi64>
  addresses <tasks = dense<[16, 0]> : tensor<2xi64>, transfers = dense<[[0, 0], [16, 16], [16, 16], [16, 16], [0, 32]]> : tensor<5x2xi64>,
    layouts = [<memory = @c0::@m, peak_bits = 32, height_bits = 32>, <memory = @c1::@m, peak_bits = 32, height_bits = 40>],
    regions = [<tensor = "x", memory = @dram::@d, address_bits = 0, size_bits = 16>]>
  totals <latency_cycles = 14, latency_lower_bound_cycles = 4, energy_pj = 2.5, energy_lower_bound_pj = 1.0e-07, array_energy_pj = 0.5,
    core_memory_energy_pj = 0.5, link_energy_pj = 0.5, onchip_memory_energy_pj = 0.5, offchip_energy_pj = 0.5, macs = 0,
    array_utilisation = 0, offchip_read_bits = 32, offchip_write_bits = 32, peaks = [], stacks = []> attributes {note = "kept"} {
  // CHECK-NEXT: sched.compute "a"[0] on @c0 rows 0 to 1 energy_pj 0.5 {hot}
  sched.compute "a"[0] on @c0 rows 0 to 1 energy_pj 0.5 {hot}
  // CHECK-NEXT: sched.compute "b"[0] on @c1 rows 1 to 2 energy_pj 0.5
  sched.compute "b"[0] on @c1 rows 1 to 2 energy_pj 0.5
  // CHECK-NEXT: sched.transfer load "x" for "a"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 1 energy_pj 0.25
  sched.transfer load "x" for "a"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 1 energy_pj 0.25
  // CHECK-NEXT: sched.transfer move "a"[0] from @c0::@m to @c1::@m via [@one] rows 1 to 2 energy_pj 0.25 {cold}
  sched.transfer move "a"[0] from @c0::@m to @c1::@m via [@one] rows 1 to 2 energy_pj 0.25 {cold}
  // CHECK-NEXT: sched.transfer spill "a"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 3 energy_pj 0.25
  sched.transfer spill "a"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 3 energy_pj 0.25
  // CHECK-NEXT: sched.transfer reload "a"[0] from @dram::@d to @c1::@m via [@bus, @one] rows 3 to 4 energy_pj 0.25
  sched.transfer reload "a"[0] from @dram::@d to @c1::@m via [@bus, @one] rows 3 to 4 energy_pj 0.25
  // CHECK-NEXT: sched.transfer store "b"[0] from @c1::@m to @dram::@d via [@bus] rows 4 to 5 energy_pj 0.5
  sched.transfer store "b"[0] from @c1::@m to @dram::@d via [@bus] rows 4 to 5 energy_pj 0.5
}

// -----

accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}

dnn.network @n(%x: tensor<30xf32>) -> tensor<30xf32> inputs ["x"] outputs ["y"] {
  %0 = dnn.layer "a" relu(%x) dims <i = 30> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 1], spatial = []> : (tensor<30xf32>) -> tensor<30xf32>
  dnn.return %0 : tensor<30xf32>
}
// CHECK:       sched.program @p of @n on @s
// CHECK-NEXT:    tasks dense<"0x00000000000000000200000000000000{{.*}}"> : tensor<30x4xi64>
// CHECK-NEXT:    transfers dense<> : tensor<0x5xi64>
// CHECK-NEXT:    addresses <
// CHECK-NEXT:      tasks = dense<8> : tensor<30xi64>,
// CHECK-NEXT:      transfers = dense<> : tensor<0x2xi64>,
// CHECK-NEXT:      layouts = [],
// CHECK-NEXT:      regions = []> {
// CHECK-NEXT:    sched.compute "a"[0] on @c0 rows 0 to 30 energy_pj 0
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 4], [1, 4, 2, 6], [2, 6, 2, 8], [3, 8, 2, 10], [4, 10, 2, 12], [5, 12, 2, 14], [6, 14, 2, 16], [7, 16, 2, 18], [8, 18, 2, 20], [9, 20, 2, 22], [10, 22, 2, 24], [11, 24, 2, 26], [12, 26, 2, 28], [13, 28, 2, 30], [14, 30, 2, 32], [15, 32, 2, 34], [16, 34, 2, 36], [17, 36, 2, 38], [18, 38, 2, 40], [19, 40, 2, 42], [20, 42, 2, 44], [21, 44, 2, 46], [22, 46, 2, 48], [23, 48, 2, 50], [24, 50, 2, 52], [25, 52, 2, 54], [26, 54, 2, 56], [27, 56, 2, 58], [28, 58, 2, 60], [29, 60, 2, 62]]> : tensor<30x4xi64>
  transfers dense<> : tensor<0x5xi64>
  addresses <tasks = dense<8> : tensor<30xi64>, transfers = dense<> : tensor<0x2xi64>, layouts = [], regions = []> {
  sched.compute "a"[0] on @c0 rows 0 to 30 energy_pj 0
}

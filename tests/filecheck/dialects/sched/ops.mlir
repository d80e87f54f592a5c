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
// CHECK-NEXT:    transfers dense<{{\[\[}}0, 0, 2, 16, 4], [0, 4, 2, 16, 12], [0, 4, 2, 16, -1], [0, 6, 4, 16, 14], [0, 6, 4, 16, 12], [0, 12, 2, 16, -1]]> : tensor<6x5xi64>
// CHECK-NEXT:    addresses <
// CHECK-NEXT:      tasks = dense<[16, 0]> : tensor<2xi64>,
// CHECK-NEXT:      transfers = dense<{{\[\[}}0, 0], [16, 16], [16, 16], [16, 32], [16, 16], [0, 32]]> : tensor<6x2xi64>,
// CHECK-NEXT:      layouts = [
// CHECK-NEXT:        <memory = @c0::@m, peak_bits = 32, height_bits = 32>,
// CHECK-NEXT:        <memory = @c1::@m, peak_bits = 32, height_bits = 40>],
// CHECK-NEXT:      regions = [
// CHECK-NEXT:        <tensor = "x", memory = @dram::@d, address_bits = 0, size_bits = 16>]>
// CHECK-NEXT:    totals <latency_cycles = 14, latency_bounds = <compute_cycles = 4, core_ports_cycles = 0, offchip_ports_cycles = 0, offchip_channels_cycles = 0, channels_cycles = 0, critical_path_cycles = 4>, energy_pj = 2.5, energy_lower_bound_pj = 1.0e-07, macs = 0, array_utilisation = 0, offchip_read_bits = 32, offchip_write_bits = 32,
// CHECK-NEXT:      busiest = [],
// CHECK-NEXT:      peaks = [],
// CHECK-NEXT:      causes = <compute_pj = 0.5, weights_pj = 0, activations_pj = 0.5, spill_pj = 0.5, output_pj = 0.5, unsplit_pj = 0.125, static_pj = 0.375>,
// CHECK-NEXT:      cores = [<core = @c0, array_pj = 0.5, unsplit_pj = 0.125, static_pj = 0.125, memories = [<memory = @m, access_pj = 0.25, static_pj = 0.25>]>, <core = @c1, memories = []>, <core = @dram, memories = [<memory = @d, access_pj = 0.75>]>],
// CHECK-NEXT:      interconnect = [<medium = @bus, energy_pj = 0.25>, <medium = @one, energy_pj = 0.25>],
// CHECK-NEXT:      layers = [<layer = "a", energy_pj = 2>, <layer = "b", energy_pj = 0.125>],
// CHECK-NEXT:      stacks = [<stack = "n", start_cycle = 2, end_cycle = 12, energy_pj = 2.125, data_start_cycle = 2, data_end_cycle = 12, latency_bounds = <compute_cycles = 0, core_ports_cycles = 0, offchip_ports_cycles = 0, offchip_channels_cycles = 0, channels_cycles = 0, critical_path_cycles = 0>, energy_lower_bound_pj = 0>]> attributes {note = "kept"} {
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [0, 10, 2, 16]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [0, 4, 2, 16, 12], [0, 4, 2, 16, -1], [0, 6, 4, 16, 14], [0, 6, 4, 16, 12], [0, 12, 2, 16, -1]]> : tensor<6x5xi64>
  addresses <tasks = dense<[16, 0]> : tensor<2xi64>, transfers = dense<[[0, 0], [16, 16], [16, 16], [16, 32], [16, 16], [0, 32]]> : tensor<6x2xi64>,
    layouts = [<memory = @c0::@m, peak_bits = 32, height_bits = 32>, <memory = @c1::@m, peak_bits = 32, height_bits = 40>],
    regions = [<tensor = "x", memory = @dram::@d, address_bits = 0, size_bits = 16>]>
  totals <latency_cycles = 14, latency_bounds = <compute_cycles = 4, core_ports_cycles = 0, offchip_ports_cycles = 0, offchip_channels_cycles = 0, channels_cycles = 0, critical_path_cycles = 4>, energy_pj = 2.5, energy_lower_bound_pj = 1.0e-07, macs = 0,
    array_utilisation = 0, offchip_read_bits = 32, offchip_write_bits = 32, busiest = [], peaks = [],
    causes = <compute_pj = 0.5, weights_pj = 0, activations_pj = 0.5, spill_pj = 0.5, output_pj = 0.5, unsplit_pj = 0.125, static_pj = 0.375>,
    cores = [<core = @c0, array_pj = 0.5, unsplit_pj = 0.125, static_pj = 0.125, memories = [<memory = @m, access_pj = 0.25, static_pj = 0.25>]>,
      <core = @c1, memories = []>, <core = @dram, memories = [<memory = @d, access_pj = 0.75>]>],
    interconnect = [<medium = @bus, energy_pj = 0.25>, <medium = @one, energy_pj = 0.25>],
    layers = [<layer = "a", energy_pj = 2>, <layer = "b", energy_pj = 0.125>],
    stacks = [<stack = "n", start_cycle = 2, end_cycle = 12, energy_pj = 2.125, data_start_cycle = 2, data_end_cycle = 12, latency_bounds = <compute_cycles = 0, core_ports_cycles = 0, offchip_ports_cycles = 0, offchip_channels_cycles = 0, channels_cycles = 0, critical_path_cycles = 0>, energy_lower_bound_pj = 0>]> attributes {note = "kept"} {
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
  // CHECK-NEXT: sched.transfer reload "a"[0] from @dram::@d to [@c0::@m, @c1::@m] via [@bus, @one] rows 3 to 5 energy_pj 0.25
  sched.transfer reload "a"[0] from @dram::@d to [@c0::@m, @c1::@m] via [@bus, @one] rows 3 to 5 energy_pj 0.25
  // CHECK-NEXT: sched.transfer store "b"[0] from @c1::@m to @dram::@d via [@bus] rows 5 to 6 energy_pj 0.5
  sched.transfer store "b"[0] from @c1::@m to @dram::@d via [@bus] rows 5 to 6 energy_pj 0.5
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

// -----

// Loops side by side, what stays longer from trip to trip, what stays until the end, and what stays off-chip.

accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}

dnn.network @n(%x: tensor<10xf32>) -> tensor<10xf32> inputs ["x"] outputs ["y"] {
  %0 = dnn.layer "a" relu(%x) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<10xf32>) -> tensor<10xf32>
  %1 = dnn.layer "b" relu(%0) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<10xf32>) -> tensor<10xf32>
  dnn.return %1 : tensor<10xf32>
}
// CHECK:       sched.program @p of @n on @s
// CHECK-NEXT:    tasks dense<{{\[\[}}0, 2, 2, 8], [1, 4, 2, 11], [0, 10, 2, 12]]> : tensor<3x4xi64>
// CHECK-NEXT:    transfers dense<{{\[\[}}0, 0, 2, 16, 4], [0, 6, 2, 16, 60], [0, 14, 2, 16, -1]]> : tensor<3x5xi64> {
// CHECK-NEXT:    sched.compute "a"[0] on @c0 rows 0 to 2 energy_pj 1
// CHECK-NEXT:    sched.compute "b"[0] on @c1 rows 2 to 3 energy_pj 1
// CHECK-NEXT:    sched.transfer load "x" for "a"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 1 energy_pj 1
// CHECK-NEXT:    sched.transfer move "a"[0] from @c0::@m to @c1::@m via [@bus] rows 1 to 2 energy_pj 1
// CHECK-NEXT:    sched.transfer store "b"[0] from @c1::@m to @dram::@d via [@bus] rows 2 to 3 energy_pj 1
// CHECK-NEXT:    sched.loop from 0 every 2 for 5 trips {
// CHECK-NEXT:      sched.repeat load "x" for "a"[0] rows 0 to 1 tile_step 1
// CHECK-NEXT:    }
// CHECK-NEXT:    sched.loop from 4 every 2 for 4 trips attributes {why = "kernel"} {
// CHECK-NEXT:      sched.repeat compute "a"[0] rows 1 to 2 tile_step 1 release_step 5 {warm}
// CHECK-NEXT:    }
// CHECK-NEXT:    sched.loop from 6 every 9 for 5 trips {
// CHECK-NEXT:      sched.repeat move "a"[0] rows 1 to 2 tile_step 1 release_step 0
// CHECK-NEXT:      sched.repeat compute "b"[0] rows 2 to 3 tile_step 1
// CHECK-NEXT:      sched.repeat store "b"[0] rows 2 to 3 tile_step 1
// CHECK-NEXT:    }
// CHECK-NEXT:  }
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 8], [1, 4, 2, 11], [0, 10, 2, 12]]> : tensor<3x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [0, 6, 2, 16, 60], [0, 14, 2, 16, -1]]> : tensor<3x5xi64> {
  sched.compute "a"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.compute "b"[0] on @c1 rows 2 to 3 energy_pj 1
  sched.transfer load "x" for "a"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 1 energy_pj 1
  sched.transfer move "a"[0] from @c0::@m to @c1::@m via [@bus] rows 1 to 2 energy_pj 1
  sched.transfer store "b"[0] from @c1::@m to @dram::@d via [@bus] rows 2 to 3 energy_pj 1
  sched.loop from 0 every 2 for 5 trips {
    sched.repeat load "x" for "a"[0] rows 0 to 1 tile_step 1
  }
  sched.loop from 4 every 2 for 4 trips attributes {why = "kernel"} {
    sched.repeat compute "a"[0] rows 1 to 2 tile_step 1 release_step 5 {warm}
  }
  sched.loop from 6 every 9 for 5 trips {
    sched.repeat move "a"[0] rows 1 to 2 tile_step 1 release_step 0
    sched.repeat compute "b"[0] rows 2 to 3 tile_step 1
    sched.repeat store "b"[0] rows 2 to 3 tile_step 1
  }
}

// -----

// Every kind of transfer, an empty route, totals, and attributes that may be discarded.

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
  %0 = dnn.layer "a" relu(%x) dims <i = 2> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<2xf32>) -> tensor<2xf32>
  %1 = dnn.layer "b" relu(%0) dims <i = 2> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<2xf32>) -> tensor<2xf32>
  dnn.return %1 : tensor<2xf32>
}
// CHECK:       sched.expanded @x of @n on @s
// CHECK-NEXT:    totals <latency_cycles = 26, latency_bounds = <compute_cycles = 4, core_ports_cycles = 0, offchip_ports_cycles = 0, offchip_channels_cycles = 0, channels_cycles = 0, critical_path_cycles = 4>, energy_pj = 2, energy_lower_bound_pj = 1, macs = 0, array_utilisation = 0, offchip_read_bits = 16, offchip_write_bits = 16,
// CHECK-NEXT:      busiest = [],
// CHECK-NEXT:      peaks = [],
// CHECK-NEXT:      causes = <compute_pj = 2, weights_pj = 0, activations_pj = 0, spill_pj = 0, output_pj = 0>,
// CHECK-NEXT:      cores = [<core = @c0, array_pj = 2, memories = []>],
// CHECK-NEXT:      interconnect = [],
// CHECK-NEXT:      layers = [<layer = "a", energy_pj = 2>],
// CHECK-NEXT:      stacks = [<stack = "n", start_cycle = 0, end_cycle = 26, energy_pj = 2, data_start_cycle = 0, data_end_cycle = 26, latency_bounds = <compute_cycles = 0, core_ports_cycles = 0, offchip_ports_cycles = 0, offchip_channels_cycles = 0, channels_cycles = 0, critical_path_cycles = 0>, energy_lower_bound_pj = 0>]> attributes {note = "kept"} {
// CHECK-NEXT:    %load = sched.copy load "x" for tile 0 of "a"[0] from @dram::@d to @c0::@m via [@bus] bits 16 at 0 for 2 until 4
// CHECK-NEXT:    %a = sched.tile 0 of "a"[0] on @c0 after (%load) at 2 for 2 until 6 energy_pj 0.5
// CHECK-NEXT:    %move = sched.copy move tile 0 of "a"[0] from @c0::@m to @c1::@m via [@one] bits 16 after (%a) at 4 for 2 until 8 {cold}
// CHECK-NEXT:    %spill = sched.copy spill tile 0 of "a"[0] from @c0::@m to @dram::@d via [@bus] bits 16 after (%a) at 4 for 2
// CHECK-NEXT:    %reload = sched.copy reload tile 0 of "a"[0] from @dram::@d to @c1::@m via [@bus, @one] bits 16 after (%spill) at 8 for 4 until 14
// CHECK-NEXT:    %b = sched.tile 0 of "b"[0] on @c1 after (%move, %reload) at 12 for 2 until 16 energy_pj 1.5 {hot}
// CHECK-NEXT:    %store = sched.copy store tile 0 of "b"[0] from @c1::@m to @dram::@d via [] bits 16 after (%b) at 14 for 2
// CHECK-NEXT:  }
sched.expanded @x of @n on @s
  totals <latency_cycles = 26, latency_bounds = <compute_cycles = 4, core_ports_cycles = 0, offchip_ports_cycles = 0, offchip_channels_cycles = 0, channels_cycles = 0, critical_path_cycles = 4>, energy_pj = 2, energy_lower_bound_pj = 1, macs = 0,
    array_utilisation = 0, offchip_read_bits = 16, offchip_write_bits = 16, busiest = [], peaks = [],
    causes = <compute_pj = 2, weights_pj = 0, activations_pj = 0, spill_pj = 0, output_pj = 0>,
    cores = [<core = @c0, array_pj = 2, memories = []>], interconnect = [], layers = [<layer = "a", energy_pj = 2>],
    stacks = [<stack = "n", start_cycle = 0, end_cycle = 26, energy_pj = 2, data_start_cycle = 0, data_end_cycle = 26, latency_bounds = <compute_cycles = 0, core_ports_cycles = 0, offchip_ports_cycles = 0, offchip_channels_cycles = 0, channels_cycles = 0, critical_path_cycles = 0>, energy_lower_bound_pj = 0>]> attributes {note = "kept"} {
  %load = sched.copy load "x" for tile 0 of "a"[0] from @dram::@d to @c0::@m via [@bus] bits 16 at 0 for 2 until 4
  %a = sched.tile 0 of "a"[0] on @c0 after (%load) at 2 for 2 until 6 energy_pj 0.5
  %move = sched.copy move tile 0 of "a"[0] from @c0::@m to @c1::@m via [@one] bits 16 after (%a) at 4 for 2 until 8 {cold}
  %spill = sched.copy spill tile 0 of "a"[0] from @c0::@m to @dram::@d via [@bus] bits 16 after (%a) at 4 for 2
  %reload = sched.copy reload tile 0 of "a"[0] from @dram::@d to @c1::@m via [@bus, @one] bits 16 after (%spill) at 8 for 4 until 14
  %b = sched.tile 0 of "b"[0] on @c1 after (%move, %reload) at 12 for 2 until 16 energy_pj 1.5 {hot}
  %store = sched.copy store tile 0 of "b"[0] from @c1::@m to @dram::@d via [] bits 16 after (%b) at 14 for 2
}

// -----

// An expanded schedule may be empty.

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
  %0 = dnn.layer "a" relu(%x) dims <i = 2> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<2xf32>) -> tensor<2xf32>
  %1 = dnn.layer "b" relu(%0) dims <i = 2> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<2xf32>) -> tensor<2xf32>
  dnn.return %1 : tensor<2xf32>
}
// CHECK:       sched.expanded @x of @n on @s {
// CHECK-NEXT:  }
sched.expanded @x of @n on @s {
}

// -----

// Names that have to be in quotes.

accel.system @"1 s" {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @"2m" size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @"3c" : @pe accel.core @dram : @ddr
  accel.bus @"4b" [@"3c", @dram] bandwidth 8
}
dnn.network @"5n"(%x: tensor<2xf32>) -> tensor<2xf32> inputs ["x"] outputs ["y"] {
  %0 = dnn.layer "a" relu(%x) dims <i = 2> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<2xf32>) -> tensor<2xf32>
  dnn.return %0 : tensor<2xf32>
}
// CHECK:       sched.program @"6p" of @"5n" on @"1 s"
// CHECK:         sched.compute "a"[0] on @"3c" rows 0 to 1 energy_pj 1
// CHECK-NEXT:    sched.transfer load "x" for "a"[0] from @dram::@d to @"3c"::@"2m" via [@"4b"] rows 0 to 1 energy_pj 1
sched.program @"6p" of @"5n" on @"1 s"
  tasks dense<[[0, 2, 2, 6]]> : tensor<1x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [0, 4, 2, 16, -1]]> : tensor<2x5xi64> {
  sched.compute "a"[0] on @"3c" rows 0 to 1 energy_pj 1
  sched.transfer load "x" for "a"[0] from @dram::@d to @"3c"::@"2m" via [@"4b"] rows 0 to 1 energy_pj 1
  sched.transfer store "a"[0] from @"3c"::@"2m" to @dram::@d via [@"4b"] rows 1 to 2 energy_pj 1
}

// RUN: stream-xdsl run --timing %s | filecheck %s
// RUN: sed 's/\[1, 6, 2, 10\]/[1, 6, 1, 10]/' %s > %t.tile.mlir && not stream-xdsl run --timing %t.tile.mlir 2>&1 | filecheck %s --check-prefix=TILE
// RUN: sed 's/\[0, 0, 2, 64, 4\]/[0, 0, 2, 0, 4]/' %s > %t.bits.mlir && not stream-xdsl run --timing %t.bits.mlir 2>&1 | filecheck %s --check-prefix=BITS
// RUN: sed 's/via \[@l reverse\]/via []/' %s > %t.way.mlir && not stream-xdsl run --timing %t.way.mlir 2>&1 | filecheck %s --check-prefix=WAY
// RUN: sed 's/totals <latency_cycles = 10/totals <latency_cycles = 999/' %s > %t.totals.mlir && not stream-xdsl run --timing %t.totals.mlir 2>&1 | filecheck %s --check-prefix=TOTALS

// What does not follow is one error, with the line of what the event comes from; the interpreter's own words are left out.

// CHECK: @net_on_m: 2 tiles and 4 transfers start and end when they must, the last at 10 cycles

// TILE: error: {{.*}}.tile.mlir:67:3: stream-xdsl run: sched.tile tile 1 of "l"[0] takes 1 cycles; from what it waits for follows 2
// TILE-NEXT: remedy: schedule the network again
// TILE-NEXT: %l.0.1 = sched.tile 1 of "l"[0] on @c after (%load.x.0.1) at 6 for 1 until 10 energy_pj 24
// TILE-NOT: sched

// BITS: error: {{.*}}.bits.mlir:68:3: stream-xdsl run: sched.copy load "x" for tile 0 of "l"[0] takes 2 cycles; from what it waits for follows 0
// BITS-NEXT: remedy: schedule the network again

// WAY: error: {{.*}}.way.mlir:68:3: stream-xdsl run: sched.copy load "x" for tile 0 of "l"[0]: without channels nothing leaves a core
// WAY-NEXT: remedy: run sched-verify for all that is wrong

// TOTALS: error: {{.*}}.totals.mlir:56:1: stream-xdsl run: the totals of @net_on_m say latency_cycles = 999; its last event ends at 10
// TOTALS-NEXT: remedy: annotate the schedule again with sched-annotate-cost
// TOTALS-NEXT: sched.program @net_on_m
accel.system @m {
  accel.core_type @s compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @a size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @r read bandwidth 32 serves [I1 tl, I2 tl, O tl, O th]
      accel.port @w write bandwidth 32 serves [I1 fh, I2 fh, O fl, O fh]
    }
  }
  accel.core_type @off offchip {
    accel.memory @d size_bits 8388608 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @r read bandwidth 64 serves [I1 tl, I2 tl, O tl, O th]
      accel.port @w write bandwidth 64 serves [I1 fh, I2 fh, O fl, O fh]
    }
  }
  accel.core @c : @s
  accel.core @d : @off
  accel.link @l : @c <-> @d bandwidth 32
}
dnn.network @net(%x: tensor<2x8xf32>) -> tensor<2x8xf32> inputs ["x"] outputs ["y"] on @m {
  %0 = dnn.stack "s"(%i = %x : tensor<2x8xf32>) -> (tensor<2x8xf32>) {
    %l = dnn.layer "l" relu(%i) dims <m = 2, n = 8>
      maps [(m, n)] -> (m, n)
      bits <in = [8], psum = 8, out = 8>
      tiling <temporal = [m : 1], spatial = []>
      costs [<@s, 1x8, cycles = 2, compute = 2, energy = 24.0, mac_energy = 8.0, memory_energy = [@a [8.0, 8.0]]>]
      cores [@c]
      : (tensor<2x8xf32>) -> tensor<2x8xf32>
    dnn.yield %l : tensor<2x8xf32>
  }
  dnn.return %0 : tensor<2x8xf32>
}
sched.program @net_on_m of @net on @m
  tasks dense<[[0, 2, 2, 6], [1, 6, 2, 10]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 64, 4], [1, 4, 2, 64, 8], [0, 4, 2, 64, -1], [1, 8, 2, 64, -1]]> : tensor<4x5xi64>
  totals <latency_cycles = 10, latency_bounds = <compute_cycles = 4, core_ports_cycles = 8, offchip_ports_cycles = 2, offchip_channels_cycles = 4, channels_cycles = 4, critical_path_cycles = 4>, energy_pj = 60, energy_lower_bound_pj = 20, macs = 0, array_utilisation = 0, offchip_read_bits = 128, offchip_write_bits = 128,
    busiest = [<resource = @c, busy_cycles = 4>, <resource = @c::@a::@r, busy_cycles = 8>, <resource = @l, busy_cycles = 4>],
    peaks = [<memory = @c::@a, used_bits = 128>],
    causes = <compute_pj = 16, weights_pj = 0, activations_pj = 38, spill_pj = 0, output_pj = 6>,
    cores = [<core = @c, array_pj = 16, memories = [<memory = @a, access_pj = 40>]>, <core = @d, memories = [<memory = @d, access_pj = 4>]>],
    interconnect = [],
    layers = [<layer = "l", energy_pj = 60>],
    stacks = [<stack = "s", start_cycle = 2, end_cycle = 8, energy_pj = 60, data_start_cycle = 0, data_end_cycle = 10, latency_bounds = <compute_cycles = 4, core_ports_cycles = 8, offchip_ports_cycles = 2, offchip_channels_cycles = 4, channels_cycles = 4, critical_path_cycles = 4>, energy_lower_bound_pj = 20>]> {
  sched.compute "l"[0] on @c rows 0 to 2 energy_pj 48
  sched.transfer load "x" for "l"[0] from @d::@d to @c::@a via [@l reverse] rows 0 to 2 energy_pj 6
  sched.transfer store "l"[0] from @c::@a to @d::@d via [@l] rows 2 to 4 energy_pj 6
}

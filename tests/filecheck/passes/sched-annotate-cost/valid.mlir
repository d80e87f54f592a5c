// RUN: stream-opt %s -p sched-annotate-cost,sched-verify --split-input-file | filecheck %s

// Two loads and two stores of 96 bits: two accesses of 64 bits each at 64 pJ off-chip and 1 pJ on chip. The memory holds
// three blocks when the second tile starts.

// CHECK:     sched.program
// CHECK-NEXT: tasks
// CHECK-NEXT: transfers
// CHECK-NEXT: totals <latency_cycles = 24, latency_bounds = <compute_cycles = 6, core_ports_cycles = 6, offchip_ports_cycles = 6, offchip_channels_cycles = 24, channels_cycles = 24, critical_path_cycles = 24>, energy_pj = 546, energy_lower_bound_pj = 408, macs = 0, array_utilisation = 0, offchip_read_bits = 192, offchip_write_bits = 192,
// CHECK-NEXT:   busiest = [<resource = @core0, busy_cycles = 6>, <resource = @core0::@sram::@transfers, busy_cycles = 24>, <resource = @bus0, busy_cycles = 24>],
// CHECK-NEXT:   peaks = [<memory = @core0::@sram, used_bits = 288>],
// CHECK-NEXT:   causes = <compute_pj = 24, weights_pj = 0, activations_pj = 260, spill_pj = 0, output_pj = 260, unsplit_pj = 2>,
// CHECK-NEXT:   cores = [<core = @core0, array_pj = 24, unsplit_pj = 2, memories = [<memory = @sram, access_pj = 8>]>, <core = @dram, memories = [<memory = @dram, access_pj = 512>]>],
// CHECK-NEXT:   interconnect = [],
// CHECK-NEXT:   layers = [<layer = "relu", energy_pj = 546>],
// CHECK-NEXT:   stacks = [<stack = "net", start_cycle = 6, end_cycle = 15, energy_pj = 546, data_start_cycle = 0, data_end_cycle = 24, latency_bounds = <compute_cycles = 6, core_ports_cycles = 6, offchip_ports_cycles = 6, offchip_channels_cycles = 24, channels_cycles = 24, critical_path_cycles = 24>, energy_lower_bound_pj = 408>]> {
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

// Energy of links and buses; and 48 MACs on two arrays of 4 units in 35 cycles.

// CHECK:     sched.program
// CHECK-NEXT: tasks
// CHECK-NEXT: transfers
// CHECK-NEXT: totals <latency_cycles = 35, latency_bounds = <compute_cycles = 8, core_ports_cycles = 8, offchip_ports_cycles = 4, offchip_channels_cycles = 14, channels_cycles = 14, critical_path_cycles = 14>, energy_pj = 720, energy_lower_bound_pj = 504, macs = 48, array_utilisation = 0.17142857142857143, offchip_read_bits = 192, offchip_write_bits = 32,
// CHECK-NEXT:   busiest = [<resource = @core0, busy_cycles = 16>, <resource = @core0::@sram::@transfers, busy_cycles = 21>, <resource = @bus0, busy_cycles = 19>],
// CHECK-NEXT:   peaks = [<memory = @core0::@sram, used_bits = 256>, <memory = @core1::@sram, used_bits = 48>],
// CHECK-NEXT:   causes = <compute_pj = 56, weights_pj = 226, activations_pj = 262, spill_pj = 0, output_pj = 162, unsplit_pj = 14>,
// CHECK-NEXT:   cores = [<core = @core0, array_pj = 48, unsplit_pj = 12, memories = [<memory = @sram, access_pj = 6>]>, <core = @core1, array_pj = 8, unsplit_pj = 2, memories = [<memory = @sram, access_pj = 4>]>, <core = @dram, memories = [<memory = @dram, access_pj = 384>]>],
// CHECK-NEXT:   interconnect = [<medium = @link0, energy_pj = 32>, <medium = @bus0, energy_pj = 224>],
// CHECK-NEXT:   layers = [<layer = "conv", energy_pj = 548>, <layer = "pool", energy_pj = 172>],
// CHECK-NEXT:   stacks = [<stack = "front", start_cycle = 12, end_cycle = 33, energy_pj = 720, data_start_cycle = 0, data_end_cycle = 35, latency_bounds = <compute_cycles = 8, core_ports_cycles = 8, offchip_ports_cycles = 4, offchip_channels_cycles = 14, channels_cycles = 14, critical_path_cycles = 14>, energy_lower_bound_pj = 504>]> {
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

// Partial sums count at their width until they are finished; one row per stack.

// CHECK:     sched.program
// CHECK-NEXT: tasks
// CHECK-NEXT: transfers
// CHECK-NEXT: totals <latency_cycles = 27, latency_bounds = <compute_cycles = 2, core_ports_cycles = 2, offchip_ports_cycles = 2, offchip_channels_cycles = 7, channels_cycles = 7, critical_path_cycles = 7>, energy_pj = 826, energy_lower_bound_pj = 122, macs = 8, array_utilisation = 0.037037037037037035, offchip_read_bits = 112, offchip_write_bits = 32,
// CHECK-NEXT:   busiest = [<resource = @core0, busy_cycles = 22>, <resource = @dram::@dram::@rw, busy_cycles = 12>, <resource = @bus0, busy_cycles = 12>],
// CHECK-NEXT:   peaks = [<memory = @core0::@sram, used_bits = 144>, <memory = @core1::@sram, used_bits = 16>],
// CHECK-NEXT:   causes = <compute_pj = 10, weights_pj = 130, activations_pj = 390, spill_pj = 0, output_pj = 260, unsplit_pj = 36>,
// CHECK-NEXT:   cores = [<core = @core0, array_pj = 9, unsplit_pj = 34, memories = [<memory = @sram, access_pj = 10>]>, <core = @core1, array_pj = 1, unsplit_pj = 2, memories = [<memory = @sram, access_pj = 2>]>, <core = @dram, memories = [<memory = @dram, access_pj = 768>]>],
// CHECK-NEXT:   interconnect = [],
// CHECK-NEXT:   layers = [<layer = "mm", energy_pj = 560>, <layer = "relu", energy_pj = 266>],
// CHECK-NEXT:   stacks = [<stack = "a", start_cycle = 2, end_cycle = 22, energy_pj = 560, data_start_cycle = 0, data_end_cycle = 23, latency_bounds = <compute_cycles = 1, core_ports_cycles = 1, offchip_ports_cycles = 2, offchip_channels_cycles = 7, channels_cycles = 7, critical_path_cycles = 7>, energy_lower_bound_pj = 120>, <stack = "b", start_cycle = 22, end_cycle = 26, energy_pj = 266, data_start_cycle = 18, data_end_cycle = 27, latency_bounds = <compute_cycles = 1, core_ports_cycles = 1, offchip_ports_cycles = 1, offchip_channels_cycles = 2, channels_cycles = 2, critical_path_cycles = 2>, energy_lower_bound_pj = 34>]> {
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

// Spills and reloads are off-chip traffic.

// CHECK:     sched.program
// CHECK-NEXT: tasks
// CHECK-NEXT: transfers
// CHECK-NEXT: totals <latency_cycles = 41, latency_bounds = <compute_cycles = 4, core_ports_cycles = 4, offchip_ports_cycles = 2, offchip_channels_cycles = 12, channels_cycles = 12, critical_path_cycles = 12>, energy_pj = 721, energy_lower_bound_pj = 100, macs = 0, array_utilisation = 0, offchip_read_bits = 192, offchip_write_bits = 96,
// CHECK-NEXT:   busiest = [<resource = @core0, busy_cycles = 6>, <resource = @core0::@sram::@transfers, busy_cycles = 36>, <resource = @bus0, busy_cycles = 36>],
// CHECK-NEXT:   peaks = [<memory = @core0::@sram, used_bits = 80>],
// CHECK-NEXT:   causes = <compute_pj = 4, weights_pj = 195, activations_pj = 65, spill_pj = 325, output_pj = 130, unsplit_pj = 2>,
// CHECK-NEXT:   cores = [<core = @core0, array_pj = 4, unsplit_pj = 2, memories = [<memory = @sram, access_pj = 11>]>, <core = @dram, memories = [<memory = @dram, access_pj = 704>]>],
// CHECK-NEXT:   interconnect = [],
// CHECK-NEXT:   layers = [<layer = "relu", energy_pj = 261>, <layer = "double", energy_pj = 196>, <layer = "scale", energy_pj = 132>, <layer = "sum", energy_pj = 132>],
// CHECK-NEXT:   stacks = [<stack = "s", start_cycle = 4, end_cycle = 39, energy_pj = 721, data_start_cycle = 0, data_end_cycle = 41, latency_bounds = <compute_cycles = 4, core_ports_cycles = 4, offchip_ports_cycles = 2, offchip_channels_cycles = 12, channels_cycles = 12, critical_path_cycles = 12>, energy_lower_bound_pj = 100>]> {
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

// -----

// Where costs tell what tiles access memories for: "w" is a weight although it is a first operand, both operands of "square" are
// activations. So weights take the load of "w", 2 · 64 off-chip, 64 on the bus and 2 in @sram, and 10 inside the core; activations
// 291 for the load of "x", 20 + 30 + 8 for "mm" and 5 + 6 + 7 for "square", which reads the shared memory in place.
//
// Static power is that of two cores, of their four registers each, of the one memory that they share and of off-chip memory: 4 + 2 +
// 0.5 + 4 pJ per cycle, for 76 cycles; and in the bound for 28.

// CHECK:     sched.program
// CHECK-NEXT: tasks
// CHECK-NEXT: transfers
// CHECK-NEXT: totals <latency_cycles = 76, latency_bounds = <compute_cycles = 24, core_ports_cycles = 24, offchip_ports_cycles = 7, offchip_channels_cycles = 28, channels_cycles = 28, critical_path_cycles = 28>, energy_pj = 1755, energy_lower_bound_pj = 1158, macs = 192, array_utilisation = 0.3157894736842105, offchip_read_bits = 320, offchip_write_bits = 128,
// CHECK-NEXT:   busiest = [<resource = @core0, busy_cycles = 24>, <resource = @dram::@dram::@rw, busy_cycles = 28>, <resource = @bus0, busy_cycles = 28>],
// CHECK-NEXT:   peaks = [<memory = @core0::@sram, used_bits = 512>],
// CHECK-NEXT:   causes = <compute_pj = 192, weights_pj = 204, activations_pj = 367, spill_pj = 0, output_pj = 194, static_pj = 798>,
// CHECK-NEXT:   cores = [<core = @core0, array_pj = 96, static_pj = 152, memories = [<memory = @rf, access_pj = 8, static_pj = 76>, <memory = @sram, access_pj = 85, static_pj = 38>]>, <core = @core1, array_pj = 96, static_pj = 152, memories = [<memory = @rf, access_pj = 0, static_pj = 76>]>, <core = @dram, memories = [<memory = @dram, access_pj = 448, static_pj = 304>]>],
// CHECK-NEXT:   interconnect = [<medium = @bus0, energy_pj = 224>],
// CHECK-NEXT:   layers = [<layer = "mm", energy_pj = 649>, <layer = "square", energy_pj = 308>],
// CHECK-NEXT:   stacks = [<stack = "net", start_cycle = 20, end_cycle = 68, energy_pj = 957, data_start_cycle = 0, data_end_cycle = 76, latency_bounds = <compute_cycles = 24, core_ports_cycles = 24, offchip_ports_cycles = 7, offchip_channels_cycles = 28, channels_cycles = 28, critical_path_cycles = 28>, energy_lower_bound_pj = 864>]> {
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
  transfers dense<[[0, 8, 12, 192, 44], [0, 0, 8, 128, 44], [0, 68, 8, 128, -1]]> : tensor<3x5xi64> {
  sched.compute "mm"[0] on @core0 rows 0 to 1 energy_pj 164
  sched.compute "square"[0] on @core1 rows 1 to 2 energy_pj 114
  sched.transfer load "x" for "mm"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 0 to 1 energy_pj 291
  sched.transfer load "w" for "mm"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 1 to 2 energy_pj 194
  sched.transfer store "square"[0] from @core1::@sram to @dram::@dram via [@bus0] rows 2 to 3 energy_pj 194
}

// RUN: stream-opt %s -p sched-verify --split-input-file | filecheck %s

// Two layers in one stack, pipelined over two cores. Tiles of two rows of "conv1" go to the other core over the link;
// each tile of "conv2" reads three rows.

// CHECK: sched.program @p of @net on @pair
accel.system @pair {
  accel.core_type @mac compute {
    accel.array <D1 = 1> mac_energy_pj 1
    accel.memory @sram size_bits 272 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @datapath read_write bandwidth 64 serves [I1 tl, I2 tl, O tl, O fl]
      accel.port @transfers read_write bandwidth 64 serves [I1 fh, I2 fh, O th, O fh]
    }
  }
  accel.core_type @dram offchip {
    accel.memory @dram size_bits 1048576 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @mac
  accel.core @core1 : @mac
  accel.core @offchip : @dram
  accel.link @link0 : @core1 <-> @core0 bandwidth 16
  accel.bus @bus0 [@core0, @core1, @offchip] bandwidth 8 latency_cycles 1
}
dnn.network @net(%x: tensor<1x1x4x4xf32>) -> tensor<1x1x2x2xf32> inputs ["x"] outputs ["y"] on @pair {
  %0 = dnn.stack "front"(%a = %x : tensor<1x1x4x4xf32>) -> (tensor<1x1x2x2xf32>) {
    %w1 = dnn.weight "w1" : tensor<1x1x1x1xf32>
    %1 = dnn.layer "conv1" conv(%a, %w1) dims <b = 1, k = 1, oy = 4, ox = 4, c = 1, fy = 1, fx = 1>
      maps [(b, c, oy + fy, ox + fx), (k, c, fy, fx)] -> (b, k, oy, ox)
      bits <in = [8, 8], psum = 16, out = 8>
      tiling <temporal = [oy : 2], spatial = []>
      costs [<@mac, 1x1x2x4x1x1x1, cycles = 10, compute = 8, energy = 20.0, mac_energy = 8.0>]
      cores [@core0]
      : (tensor<1x1x4x4xf32>, tensor<1x1x1x1xf32>) -> tensor<1x1x4x4xf32>
    %w2 = dnn.weight "w2" : tensor<1x1x3x3xf32>
    %2 = dnn.layer "conv2" conv(%1, %w2) dims <b = 1, k = 1, oy = 2, ox = 2, c = 1, fy = 3, fx = 3>
      maps [(b, c, oy + fy, ox + fx), (k, c, fy, fx)] -> (b, k, oy, ox)
      bits <in = [8, 8], psum = 16, out = 8>
      tiling <temporal = [oy : 1], spatial = []>
      costs [<@mac, 1x1x1x2x1x3x3, cycles = 20, compute = 18, energy = 40.0, mac_energy = 18.0>]
      cores [@core1]
      : (tensor<1x1x4x4xf32>, tensor<1x1x3x3xf32>) -> tensor<1x1x2x2xf32>
    dnn.yield %2 : tensor<1x1x2x2xf32>
  }
  dnn.return %0 : tensor<1x1x2x2xf32>
}
sched.program @p of @net on @pair
  tasks dense<[[0, 11, 10, 25], [1, 21, 10, 35], [0, 35, 20, 58], [1, 55, 20, 78]]> : tensor<4x4xi64>
  transfers dense<[[0, 0, 2, 8, 31], [0, 2, 9, 64, 21], [1, 11, 9, 64, 31], [0, 20, 10, 72, 75],
                   [0, 21, 4, 64, 75], [1, 31, 4, 64, 75], [0, 55, 3, 16, -1], [1, 75, 3, 16, -1]]> : tensor<8x5xi64>
{
  sched.compute "conv1"[0] on @core0 rows 0 to 2 energy_pj 40
  sched.compute "conv2"[0] on @core1 rows 2 to 4 energy_pj 80
  sched.transfer load "w1" for "conv1"[0] from @offchip::@dram to @core0::@sram via [@bus0] rows 0 to 1 energy_pj 2
  sched.transfer load "x" for "conv1"[0] from @offchip::@dram to @core0::@sram via [@bus0] rows 1 to 3 energy_pj 4
  sched.transfer load "w2" for "conv2"[0] from @offchip::@dram to @core1::@sram via [@bus0] rows 3 to 4 energy_pj 4
  sched.transfer move "conv1"[0] from @core0::@sram to @core1::@sram via [@link0 reverse] rows 4 to 6 energy_pj 4
  sched.transfer store "conv2"[0] from @core1::@sram to @offchip::@dram via [@bus0] rows 6 to 8 energy_pj 4
}

// -----
// Two stacks. "mm" accumulates over its outer tile loop, so that its two blocks are open at the same time; its result
// leaves the stack and is loaded again. The first block of "relu" is spilled and reloaded.

// CHECK: sched.program @q of @net on @pair
accel.system @pair {
  accel.core_type @mac compute {
    accel.array <D1 = 1> mac_energy_pj 1
    accel.memory @sram size_bits 144 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @datapath read_write bandwidth 64 serves [I1 tl, I2 tl, O tl, O fl]
      accel.port @transfers read_write bandwidth 64 serves [I1 fh, I2 fh, O th, O fh]
    }
  }
  accel.core_type @dram offchip {
    accel.memory @dram size_bits 1048576 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @mac
  accel.core @core1 : @mac
  accel.core @offchip : @dram
  accel.link @link0 : @core1 <-> @core0 bandwidth 16
  accel.bus @bus0 [@core0, @core1, @offchip] bandwidth 8 latency_cycles 1
}
dnn.network @net(%x: tensor<2x4xf32>) -> tensor<2xf32> inputs ["x"] outputs ["y"] on @pair {
  %0 = dnn.stack "a"(%a = %x : tensor<2x4xf32>) -> (tensor<2x1xf32>) {
    %w = dnn.weight "w" : tensor<4x1xf32>
    %1 = dnn.layer "mm" matmul(%a, %w) dims <m = 2, n = 1, k = 4> maps [(m, k), (k, n)] -> (m, n)
      bits <in = [8, 8], psum = 32, out = 8>
      tiling <temporal = [k : 2, m : 1], spatial = []>
      costs [<@mac, 1x1x2, cycles = 5, compute = 2, energy = 10.0, mac_energy = 2.0>]
      cores [@core0]
      : (tensor<2x4xf32>, tensor<4x1xf32>) -> tensor<2x1xf32>
    dnn.yield %1 : tensor<2x1xf32>
  }
  %2 = dnn.stack "b"(%b = %0 : tensor<2x1xf32>) -> (tensor<2xf32>) {
    %3 = dnn.view reshape(%b) : (tensor<2x1xf32>) -> tensor<2xf32>
    %4 = dnn.layer "relu" relu(%3) dims <i = 2> maps [(i)] -> (i)
      bits <in = [8], psum = 16, out = 8>
      tiling <temporal = [], spatial = [i : 2]>
      costs [<@mac, 1, cycles = 4, compute = 1, energy = 5.0, mac_energy = 1.0>]
      cores [@core0, @core1]
      : (tensor<2xf32>) -> tensor<2xf32>
    %5 = dnn.layer "neg" neg(%4) dims <i = 2> maps [(i)] -> (i)
      bits <in = [8], psum = 16, out = 8>
      costs [<@mac, 2, cycles = 8, compute = 2, energy = 9.0, mac_energy = 2.0>]
      cores [@core0]
      : (tensor<2xf32>) -> tensor<2xf32>
    dnn.yield %5 : tensor<2xf32>
  }
  dnn.return %2 : tensor<2xf32>
}
sched.program @q of @net on @pair
  tasks dense<[[0, 6, 5, 23], [1, 11, 5, 28], [2, 16, 5, 23], [3, 21, 5, 28], [0, 30, 4, 36], [0, 32, 4, 37],
               [0, 42, 8, 53]]> : tensor<7x4xi64>
  transfers dense<[[0, 0, 3, 16, 11], [1, 6, 3, 16, 16], [2, 9, 3, 16, 21], [3, 15, 3, 16, 26], [0, 3, 3, 16, 16],
                   [2, 12, 3, 16, 26], [2, 21, 2, 8, -1], [3, 26, 2, 8, -1], [0, 28, 2, 8, 34], [0, 30, 2, 8, 36],
                   [0, 34, 2, 8, -1], [0, 40, 2, 8, 50], [0, 36, 1, 8, 50], [0, 50, 3, 16, -1]]> : tensor<14x5xi64>
  totals <latency_cycles = 53, latency_bounds = <compute_cycles = 6, core_ports_cycles = 6, offchip_ports_cycles = 2, offchip_channels_cycles = 14, channels_cycles = 14, critical_path_cycles = 14>, energy_pj = 87, energy_lower_bound_pj = 13.75,
    macs = 8, array_utilisation = 0.07547169811320754, offchip_read_bits = 120,
    offchip_write_bits = 40, busiest = [<resource = @core0, busy_cycles = 32>, <resource = @offchip::@dram::@rw, busy_cycles = 33>, <resource = @bus0, busy_cycles = 33>],
    peaks = [<memory = @core0::@sram, used_bits = 144>, <memory = @core1::@sram, used_bits = 16>],
    causes = <compute_pj = 12, weights_pj = 4, activations_pj = 14, spill_pj = 4, output_pj = 6, unsplit_pj = 47>,
    cores = [<core = @core0, array_pj = 11, unsplit_pj = 43, memories = [<memory = @sram, access_pj = 13>]>, <core = @core1, array_pj = 1, unsplit_pj = 4, memories = [<memory = @sram, access_pj = 2>]>, <core = @offchip, memories = [<memory = @dram, access_pj = 13>]>],
    interconnect = [],
    layers = [<layer = "mm", energy_pj = 56>, <layer = "relu", energy_pj = 20>, <layer = "neg", energy_pj = 11>],
    stacks = [<stack = "a", start_cycle = 6, end_cycle = 26, energy_pj = 56, data_start_cycle = 0, data_end_cycle = 28, latency_bounds = <compute_cycles = 4, core_ports_cycles = 4, offchip_ports_cycles = 2, offchip_channels_cycles = 14, channels_cycles = 14, critical_path_cycles = 14>, energy_lower_bound_pj = 9.75>, <stack = "b", start_cycle = 30, end_cycle = 50, energy_pj = 31, data_start_cycle = 28, data_end_cycle = 53, latency_bounds = <compute_cycles = 2, core_ports_cycles = 2, offchip_ports_cycles = 1, offchip_channels_cycles = 4, channels_cycles = 4, critical_path_cycles = 4>, energy_lower_bound_pj = 4.5>]>
{
  sched.compute "mm"[0] on @core0 rows 0 to 4 energy_pj 40
  sched.compute "relu"[0] on @core0 rows 4 to 5 energy_pj 5
  sched.compute "relu"[1] on @core1 rows 5 to 6 energy_pj 5
  sched.compute "neg"[0] on @core0 rows 6 to 7 energy_pj 9
  sched.transfer load "x" for "mm"[0] from @offchip::@dram to @core0::@sram via [@bus0] rows 0 to 4 energy_pj 8
  sched.transfer load "w" for "mm"[0] from @offchip::@dram to @core0::@sram via [@bus0] rows 4 to 6 energy_pj 4
  sched.transfer store "mm"[0] from @core0::@sram to @offchip::@dram via [@bus0] rows 6 to 8 energy_pj 4
  sched.transfer load "mm" for "relu"[0] from @offchip::@dram to @core0::@sram via [@bus0] rows 8 to 9 energy_pj 2
  sched.transfer load "mm" for "relu"[1] from @offchip::@dram to @core1::@sram via [@bus0] rows 9 to 10 energy_pj 2
  sched.transfer spill "relu"[0] from @core0::@sram to @offchip::@dram via [@bus0] rows 10 to 11 energy_pj 2
  sched.transfer reload "relu"[0] from @offchip::@dram to @core0::@sram via [@bus0] rows 11 to 12 energy_pj 2
  sched.transfer move "relu"[1] from @core1::@sram to @core0::@sram via [@link0] rows 12 to 13 energy_pj 2
  sched.transfer store "neg"[0] from @core0::@sram to @offchip::@dram via [@bus0] rows 13 to 14 energy_pj 2
}

// -----
// What both parts need is sent to both at once.

accel.system @trio {
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
  accel.link @link0 : @core0 <-> @core1 bandwidth 16 energy_pj_per_bit 0.5 latency_cycles 1
  accel.link @link1 : @core1 <-> @core2 bandwidth 16 energy_pj_per_bit 0.5 latency_cycles 1
  accel.bus @bus0 [@core0, @dram] bandwidth 8 energy_pj_per_bit 0.25
}
dnn.network @net(%x: tensor<2x4xf32>) -> tensor<2x4xf32> inputs ["x"] outputs ["y"] on @trio {
  %1 = dnn.layer "relu" relu(%x) dims <m = 2, k = 4> maps [(m, k)] -> (m, k)
    bits <in = [8], psum = 16, out = 8> tiling <temporal = [m : 1], spatial = []>
    costs [<@pe, 1x4, cycles = 3, compute = 1, energy = 5.0, mac_energy = 4.0>] cores [@core0]
    : (tensor<2x4xf32>) -> tensor<2x4xf32>
  %w = dnn.weight "w" : tensor<4x4xf32>
  %2 = dnn.layer "mm" matmul(%1, %w) dims <m = 2, n = 4, k = 4> maps [(m, k), (k, n)] -> (m, n)
    bits <in = [8, 8], psum = 8, out = 8> tiling <temporal = [m : 1], spatial = [n : 2]>
    costs [<@pe, 1x2x4, cycles = 6, compute = 2, energy = 12.0, mac_energy = 8.0>] cores [@core1, @core2]
    : (tensor<2x4xf32>, tensor<4x4xf32>) -> tensor<2x4xf32>
  %b = dnn.weight "b" : tensor<4xf32>
  %3 = dnn.layer "add" add(%2, %b) dims <m = 2, n = 4> maps [(m, n), (n)] -> (m, n)
    bits <in = [8, 8], psum = 8, out = 8> tiling <temporal = [], spatial = [m : 2]>
    costs [<@pe, 1x4, cycles = 4, compute = 1, energy = 6.0, mac_energy = 4.0>] cores [@core1, @core2]
    : (tensor<2x4xf32>, tensor<4xf32>) -> tensor<2x4xf32>
  dnn.return %3 : tensor<2x4xf32>
}
sched.program @r of @net on @trio
  tasks dense<[[0, 4, 3, 11], [1, 8, 3, 34], [0, 20, 6, 44], [1, 34, 6, 42], [0, 30, 6, 38], [1, 36, 6, 46], [0, 40, 4, 49], [0, 42, 4, 55]]> : tensor<8x4xi64>
  transfers dense<[[0, 0, 4, 32, 7], [1, 4, 4, 32, 11], [0, 7, 4, 32, 26], [0, 7, 4, 32, 36], [1, 30, 4, 32, 40], [1, 30, 4, 32, 42], [0, 11, 9, 64, 40], [1, 40, 2, 16, 46], [0, 20, 10, 64, 42], [0, 36, 2, 16, 44], [0, 34, 6, 32, 44], [0, 34, 6, 32, 46], [0, 44, 5, 32, -1], [0, 49, 6, 32, -1]]> : tensor<14x5xi64>
  totals <latency_cycles = 55, latency_bounds = <compute_cycles = 4, core_ports_cycles = 4, offchip_ports_cycles = 5, offchip_channels_cycles = 36, channels_cycles = 36, critical_path_cycles = 36>, energy_pj = 864, energy_lower_bound_pj = 408, macs = 32, array_utilisation = 0.048484848484848485, offchip_read_bits = 224, offchip_write_bits = 64,
    busiest = [<resource = @core1, busy_cycles = 16>, <resource = @dram::@dram::@rw, busy_cycles = 44>, <resource = @bus0, busy_cycles = 44>],
    peaks = [<memory = @core0::@sram, used_bits = 96>, <memory = @core1::@sram, used_bits = 176>, <memory = @core2::@sram, used_bits = 176>],
    causes = <compute_pj = 48, weights_pj = 364, activations_pj = 236, spill_pj = 0, output_pj = 194, unsplit_pj = 22>,
    cores = [<core = @core0, array_pj = 8, unsplit_pj = 2, memories = [<memory = @sram, access_pj = 4>]>, <core = @core1, array_pj = 20, unsplit_pj = 10, memories = [<memory = @sram, access_pj = 7>]>, <core = @core2, array_pj = 20, unsplit_pj = 10, memories = [<memory = @sram, access_pj = 7>]>, <core = @dram, memories = [<memory = @dram, access_pj = 448>]>],
    interconnect = [<medium = @link0, energy_pj = 144>, <medium = @link1, energy_pj = 112>, <medium = @bus0, energy_pj = 72>],
    layers = [<layer = "relu", energy_pj = 226>, <layer = "mm", energy_pj = 326>, <layer = "add", energy_pj = 312>],
    stacks = [<stack = "net", start_cycle = 4, end_cycle = 46, energy_pj = 864, data_start_cycle = 0, data_end_cycle = 55, latency_bounds = <compute_cycles = 4, core_ports_cycles = 4, offchip_ports_cycles = 5, offchip_channels_cycles = 36, channels_cycles = 36, critical_path_cycles = 36>, energy_lower_bound_pj = 408>]> {
  sched.compute "relu"[0] on @core0 rows 0 to 2 energy_pj 10
  sched.compute "mm"[0] on @core1 rows 2 to 4 energy_pj 24
  sched.compute "mm"[1] on @core2 rows 4 to 6 energy_pj 24
  sched.compute "add"[0] on @core1 rows 6 to 7 energy_pj 6
  sched.compute "add"[1] on @core2 rows 7 to 8 energy_pj 6
  sched.transfer load "x" for "relu"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 0 to 2 energy_pj 146
  sched.transfer move "relu"[0] from @core0::@sram to [@core1::@sram, @core2::@sram] via [@link0, @link1] rows 2 to 6 energy_pj 70
  sched.transfer load "w" for "mm"[0] from @dram::@dram to @core1::@sram via [@bus0, @link0] rows 6 to 7 energy_pj 113
  sched.transfer move "mm"[0] from @core1::@sram to @core2::@sram via [@link1] rows 7 to 8 energy_pj 10
  sched.transfer load "w" for "mm"[1] from @dram::@dram to @core2::@sram via [@bus0, @link0, @link1] rows 8 to 9 energy_pj 145
  sched.transfer move "mm"[1] from @core2::@sram to @core1::@sram via [@link1 reverse] rows 9 to 10 energy_pj 10
  sched.transfer load "b" for "add"[0, 1] from @dram::@dram to [@core1::@sram, @core2::@sram] via [@bus0, @link0, @link1] rows 10 to 12 energy_pj 106
  sched.transfer store "add"[0] from @core1::@sram to @dram::@dram via [@link0 reverse, @bus0] rows 12 to 13 energy_pj 89
  sched.transfer store "add"[1] from @core2::@sram to @dram::@dram via [@link1 reverse, @link0 reverse, @bus0] rows 13 to 14 energy_pj 105
}

// -----
// Operands that stream while tiles run.

accel.system @mono {
  accel.core_type @pe compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @act size_bits 4096 holds [I1, O] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @datapath read_write bandwidth 64 serves [I1 tl, O tl, O fl]
      accel.port @transfers read_write bandwidth 64 serves [I1 fh, O th, O fh]
    }
    accel.memory @weights size_bits 256 holds [I2] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @rw read_write bandwidth 64 serves [I2 tl, I2 fh]
    }
  }
  accel.core_type @ddr offchip {
    accel.memory @dram size_bits 1048576 holds [I1, I2, O] read_pj 64 write_pj 64 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @pe
  accel.core @dram : @ddr
  accel.bus @bus0 [@core0, @dram] bandwidth 16 energy_pj_per_bit 0.25 latency_cycles 2
}
dnn.network @net(%x: tensor<4x16xf32>) -> tensor<4x8xf32> inputs ["x"] outputs ["y"] on @mono {
  %0 = dnn.layer "relu" relu(%x) dims <m = 4, k = 16> maps [(m, k)] -> (m, k)
    bits <in = [8], psum = 16, out = 8> tiling <temporal = [m : 1], spatial = []>
    costs [<@pe, 1x16, cycles = 16, compute = 16, energy = 20.0, mac_energy = 16.0>] cores [@core0]
    : (tensor<4x16xf32>) -> tensor<4x16xf32>
  %w = dnn.weight "w" : tensor<16x8xf32>
  %1 = dnn.layer "mm" matmul(%0, %w) dims <m = 4, n = 8, k = 16> maps [(m, k), (k, n)] -> (m, n)
    bits <in = [8, 8], psum = 16, out = 8> tiling <temporal = [m : 2], spatial = []>
    costs [<@pe, 2x8x16, cycles = 100, compute = 64, energy = 300.0, mac_energy = 256.0, streams = [0 : 512 buffer 64, 1 : 2048 buffer 128]>]
    cores [@core0]
    : (tensor<4x16xf32>, tensor<16x8xf32>) -> tensor<4x8xf32>
  dnn.return %1 : tensor<4x8xf32>
}
sched.program @s of @net on @mono
  tasks dense<[[0, 10, 16, 36], [1, 26, 16, 52], [2, 264, 16, 294], [3, 284, 16, 310], [0, 52, 202, 274], [1, 310, 202, 522]]> : tensor<6x4xi64>
  transfers dense<[[0, 0, 10, 128, 26], [1, 10, 10, 128, 42], [2, 254, 10, 128, 280], [3, 274, 10, 128, 300], [0, 26, 10, 128, -1], [1, 42, 10, 128, -1], [2, 284, 10, 128, -1], [3, 300, 10, 128, -1], [0, 264, 10, 128, -1], [1, 512, 10, 128, -1], [0, 52, 202, 512, 254], [1, 310, 202, 512, 512], [0, 52, 202, 2048, 254], [1, 310, 202, 2048, 512]]> : tensor<14x5xi64>
  totals <latency_cycles = 522, latency_bounds = <compute_cycles = 144, core_ports_cycles = 144, offchip_ports_cycles = 28, offchip_channels_cycles = 112, channels_cycles = 112, critical_path_cycles = 144>, energy_pj = 8700, energy_lower_bound_pj = 2816, macs = 512, array_utilisation = 0.24521072796934865, offchip_read_bits = 5632, offchip_write_bits = 768,
    busiest = [<resource = @core0, busy_cycles = 468>, <resource = @dram::@dram::@rw, busy_cycles = 504>, <resource = @bus0, busy_cycles = 504>],
    peaks = [<memory = @core0::@act, used_bits = 384>, <memory = @core0::@weights, used_bits = 128>],
    causes = <compute_pj = 576, weights_pj = 5120, activations_pj = 1928, spill_pj = 0, output_pj = 972, unsplit_pj = 104>,
    cores = [<core = @core0, array_pj = 576, unsplit_pj = 104, memories = [<memory = @act, access_pj = 20>]>, <core = @dram, memories = [<memory = @dram, access_pj = 6400>]>],
    interconnect = [<medium = @bus0, energy_pj = 1600>],
    layers = [<layer = "relu", energy_pj = 1376>, <layer = "mm", energy_pj = 7324>],
    stacks = [<stack = "net", start_cycle = 10, end_cycle = 512, energy_pj = 8700, data_start_cycle = 0, data_end_cycle = 522, latency_bounds = <compute_cycles = 144, core_ports_cycles = 144, offchip_ports_cycles = 28, offchip_channels_cycles = 112, channels_cycles = 112, critical_path_cycles = 144>, energy_lower_bound_pj = 2816>]> {
  sched.compute "relu"[0] on @core0 rows 0 to 4 energy_pj 80
  sched.compute "mm"[0] on @core0 rows 4 to 6 energy_pj 600
  sched.transfer load "x" for "relu"[0] from @dram::@dram to @core0::@act via [@bus0] rows 0 to 4 energy_pj 648
  sched.transfer store "relu"[0] from @core0::@act to @dram::@dram via [@bus0] rows 4 to 8 energy_pj 648
  sched.transfer store "mm"[0] from @core0::@act to @dram::@dram via [@bus0] rows 8 to 10 energy_pj 324
  sched.transfer stream "relu" for "mm"[0] from @dram::@dram to @core0::@act via [@bus0] rows 10 to 12 energy_pj 1280
  sched.transfer stream "w" for "mm"[0] from @dram::@dram to @core0::@weights via [@bus0] rows 12 to 14 energy_pj 5120
}

// -----
// Energy of tiles by memory and operand, static power, and a shared memory.

// CHECK: sched.program @net_on_duo of @net on @duo
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
    layers = [<layer = "mm", energy_pj = 649>, <layer = "square", energy_pj = 308>],
    stacks = [<stack = "net", start_cycle = 20, end_cycle = 68, energy_pj = 957, data_start_cycle = 0, data_end_cycle = 76, latency_bounds = <compute_cycles = 24, core_ports_cycles = 24, offchip_ports_cycles = 7, offchip_channels_cycles = 28, channels_cycles = 28, critical_path_cycles = 28>, energy_lower_bound_pj = 864>]> {
  sched.compute "mm"[0] on @core0 rows 0 to 1 energy_pj 164
  sched.compute "square"[0] on @core1 rows 1 to 2 energy_pj 114
  sched.transfer load "x" for "mm"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 0 to 1 energy_pj 291
  sched.transfer load "w" for "mm"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 1 to 2 energy_pj 194
  sched.transfer store "square"[0] from @core1::@sram to @dram::@dram via [@bus0] rows 2 to 3 energy_pj 194
}

// -----

// The second one with addresses: in the memory of the first core, 144 bits, not a byte is free in cycle 15.

// CHECK: sched.program @q of @net on @pair
// CHECK: addresses <
accel.system @pair {
  accel.core_type @mac compute {
    accel.array <D1 = 1> mac_energy_pj 1
    accel.memory @sram size_bits 144 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @datapath read_write bandwidth 64 serves [I1 tl, I2 tl, O tl, O fl]
      accel.port @transfers read_write bandwidth 64 serves [I1 fh, I2 fh, O th, O fh]
    }
  }
  accel.core_type @dram offchip {
    accel.memory @dram size_bits 1048576 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @mac
  accel.core @core1 : @mac
  accel.core @offchip : @dram
  accel.link @link0 : @core1 <-> @core0 bandwidth 16
  accel.bus @bus0 [@core0, @core1, @offchip] bandwidth 8 latency_cycles 1
}
dnn.network @net(%x: tensor<2x4xf32>) -> tensor<2xf32> inputs ["x"] outputs ["y"] on @pair {
  %0 = dnn.stack "a"(%a = %x : tensor<2x4xf32>) -> (tensor<2x1xf32>) {
    %w = dnn.weight "w" : tensor<4x1xf32>
    %1 = dnn.layer "mm" matmul(%a, %w) dims <m = 2, n = 1, k = 4> maps [(m, k), (k, n)] -> (m, n)
      bits <in = [8, 8], psum = 32, out = 8>
      tiling <temporal = [k : 2, m : 1], spatial = []>
      costs [<@mac, 1x1x2, cycles = 5, compute = 2, energy = 10.0, mac_energy = 2.0>]
      cores [@core0]
      : (tensor<2x4xf32>, tensor<4x1xf32>) -> tensor<2x1xf32>
    dnn.yield %1 : tensor<2x1xf32>
  }
  %2 = dnn.stack "b"(%b = %0 : tensor<2x1xf32>) -> (tensor<2xf32>) {
    %3 = dnn.view reshape(%b) : (tensor<2x1xf32>) -> tensor<2xf32>
    %4 = dnn.layer "relu" relu(%3) dims <i = 2> maps [(i)] -> (i)
      bits <in = [8], psum = 16, out = 8>
      tiling <temporal = [], spatial = [i : 2]>
      costs [<@mac, 1, cycles = 4, compute = 1, energy = 5.0, mac_energy = 1.0>]
      cores [@core0, @core1]
      : (tensor<2xf32>) -> tensor<2xf32>
    %5 = dnn.layer "neg" neg(%4) dims <i = 2> maps [(i)] -> (i)
      bits <in = [8], psum = 16, out = 8>
      costs [<@mac, 2, cycles = 8, compute = 2, energy = 9.0, mac_energy = 2.0>]
      cores [@core0]
      : (tensor<2xf32>) -> tensor<2xf32>
    dnn.yield %5 : tensor<2xf32>
  }
  dnn.return %2 : tensor<2xf32>
}
sched.program @q of @net on @pair
  tasks dense<[[0, 6, 5, 23], [1, 11, 5, 28], [2, 16, 5, 23], [3, 21, 5, 28], [0, 30, 4, 36], [0, 32, 4, 37], [0, 42, 8, 53]]> : tensor<7x4xi64>
  transfers dense<[[0, 0, 3, 16, 11], [1, 6, 3, 16, 16], [2, 9, 3, 16, 21], [3, 15, 3, 16, 26], [0, 3, 3, 16, 16], [2, 12, 3, 16, 26], [2, 21, 2, 8, -1], [3, 26, 2, 8, -1], [0, 28, 2, 8, 34], [0, 30, 2, 8, 36], [0, 34, 2, 8, -1], [0, 40, 2, 8, 50], [0, 36, 1, 8, 50], [0, 50, 3, 16, -1]]> : tensor<14x5xi64>
  addresses <
    tasks = dense<[48, 0, 48, 0, 8, 8, 16]> : tensor<7xi64>,
    transfers = dense<[[0, 0], [0, 80], [0, 96], [0, 128], [64, 32], [64, 112], [48, 96], [0, 96], [96, 0], [96, 0], [8, 112], [112, 8], [8, 0], [16, 128]]> : tensor<14x2xi64>,
    layouts = [
      <memory = @core0::@sram, peak_bits = 144, height_bits = 144>,
      <memory = @core1::@sram, peak_bits = 16, height_bits = 16>,
      <memory = @offchip::@dram, peak_bits = 144, height_bits = 144>],
    regions = [
      <tensor = "x", memory = @offchip::@dram, address_bits = 0, size_bits = 64>,
      <tensor = "w", memory = @offchip::@dram, address_bits = 64, size_bits = 32>,
      <tensor = "mm", memory = @offchip::@dram, address_bits = 96, size_bits = 16>,
      <tensor = "relu", memory = @offchip::@dram, address_bits = 112, size_bits = 16>,
      <tensor = "neg", memory = @offchip::@dram, address_bits = 128, size_bits = 16>]>
  totals <latency_cycles = 53, latency_bounds = <compute_cycles = 6, core_ports_cycles = 6, offchip_ports_cycles = 2, offchip_channels_cycles = 14, channels_cycles = 14, critical_path_cycles = 14>, energy_pj = 87, energy_lower_bound_pj = 13.75, macs = 8, array_utilisation = 0.07547169811320754, offchip_read_bits = 120, offchip_write_bits = 40,
    busiest = [<resource = @core0, busy_cycles = 32>, <resource = @offchip::@dram::@rw, busy_cycles = 33>, <resource = @bus0, busy_cycles = 33>],
    peaks = [<memory = @core0::@sram, used_bits = 144>, <memory = @core1::@sram, used_bits = 16>],
    causes = <compute_pj = 12, weights_pj = 4, activations_pj = 14, spill_pj = 4, output_pj = 6, unsplit_pj = 47>,
    cores = [<core = @core0, array_pj = 11, unsplit_pj = 43, memories = [<memory = @sram, access_pj = 13>]>, <core = @core1, array_pj = 1, unsplit_pj = 4, memories = [<memory = @sram, access_pj = 2>]>, <core = @offchip, memories = [<memory = @dram, access_pj = 13>]>],
    interconnect = [],
    layers = [<layer = "mm", energy_pj = 56>, <layer = "relu", energy_pj = 20>, <layer = "neg", energy_pj = 11>],
    stacks = [<stack = "a", start_cycle = 6, end_cycle = 26, energy_pj = 56, data_start_cycle = 0, data_end_cycle = 28, latency_bounds = <compute_cycles = 4, core_ports_cycles = 4, offchip_ports_cycles = 2, offchip_channels_cycles = 14, channels_cycles = 14, critical_path_cycles = 14>, energy_lower_bound_pj = 9.75>, <stack = "b", start_cycle = 30, end_cycle = 50, energy_pj = 31, data_start_cycle = 28, data_end_cycle = 53, latency_bounds = <compute_cycles = 2, core_ports_cycles = 2, offchip_ports_cycles = 1, offchip_channels_cycles = 4, channels_cycles = 4, critical_path_cycles = 4>, energy_lower_bound_pj = 4.5>]> {
  sched.compute "mm"[0] on @core0 rows 0 to 4 energy_pj 40
  sched.compute "relu"[0] on @core0 rows 4 to 5 energy_pj 5
  sched.compute "relu"[1] on @core1 rows 5 to 6 energy_pj 5
  sched.compute "neg"[0] on @core0 rows 6 to 7 energy_pj 9
  sched.transfer load "x" for "mm"[0] from @offchip::@dram to @core0::@sram via [@bus0] rows 0 to 4 energy_pj 8
  sched.transfer load "w" for "mm"[0] from @offchip::@dram to @core0::@sram via [@bus0] rows 4 to 6 energy_pj 4
  sched.transfer store "mm"[0] from @core0::@sram to @offchip::@dram via [@bus0] rows 6 to 8 energy_pj 4
  sched.transfer load "mm" for "relu"[0] from @offchip::@dram to @core0::@sram via [@bus0] rows 8 to 9 energy_pj 2
  sched.transfer load "mm" for "relu"[1] from @offchip::@dram to @core1::@sram via [@bus0] rows 9 to 10 energy_pj 2
  sched.transfer spill "relu"[0] from @core0::@sram to @offchip::@dram via [@bus0] rows 10 to 11 energy_pj 2
  sched.transfer reload "relu"[0] from @offchip::@dram to @core0::@sram via [@bus0] rows 11 to 12 energy_pj 2
  sched.transfer move "relu"[1] from @core1::@sram to @core0::@sram via [@link0] rows 12 to 13 energy_pj 2
  sched.transfer store "neg"[0] from @core0::@sram to @offchip::@dram via [@bus0] rows 13 to 14 energy_pj 2
}

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
  totals <latency_cycles = 53, latency_lower_bound_cycles = 14, energy_pj = 87, energy_lower_bound_pj = 13.75,
    array_energy_pj = 12, core_memory_energy_pj = 47, link_energy_pj = 0, onchip_memory_energy_pj = 15,
    offchip_energy_pj = 13, macs = 8, array_utilisation = 0.07547169811320754, offchip_read_bits = 120,
    offchip_write_bits = 40, peaks = [<memory = @core0::@sram, used_bits = 144>],
    stacks = [<stack = "a", start_cycle = 6, end_cycle = 26, energy_pj = 56>,
              <stack = "b", start_cycle = 30, end_cycle = 50, energy_pj = 31>]>
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
  tasks dense<[[0, 6, 5, 23], [1, 11, 5, 28], [2, 16, 5, 23], [3, 21, 5, 28], [0, 30, 4, 36], [0, 32, 4, 37],
               [0, 42, 8, 53]]> : tensor<7x4xi64>
  transfers dense<[[0, 0, 3, 16, 11], [1, 6, 3, 16, 16], [2, 9, 3, 16, 21], [3, 15, 3, 16, 26], [0, 3, 3, 16, 16],
                   [2, 12, 3, 16, 26], [2, 21, 2, 8, -1], [3, 26, 2, 8, -1], [0, 28, 2, 8, 34], [0, 30, 2, 8, 36],
                   [0, 34, 2, 8, -1], [0, 40, 2, 8, 50], [0, 36, 1, 8, 50], [0, 50, 3, 16, -1]]> : tensor<14x5xi64>
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
  totals <latency_cycles = 53, latency_lower_bound_cycles = 14, energy_pj = 87, energy_lower_bound_pj = 13.75,
    array_energy_pj = 12, core_memory_energy_pj = 47, link_energy_pj = 0, onchip_memory_energy_pj = 15,
    offchip_energy_pj = 13, macs = 8, array_utilisation = 0.07547169811320754, offchip_read_bits = 120,
    offchip_write_bits = 40, peaks = [<memory = @core0::@sram, used_bits = 144>],
    stacks = [<stack = "a", start_cycle = 6, end_cycle = 26, energy_pj = 56>,
              <stack = "b", start_cycle = 30, end_cycle = 50, energy_pj = 31>]>
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

// Every operation, attribute and type of the `sched` dialect: two layers as a pipeline of tiles on two cores, packed and
// expanded, and a longer one, rolled.

accel.system @duo {
  accel.core_type @pe compute {
    accel.array <D1 = 4, D2 = 4> mac_energy_pj 0.5
    accel.memory @sram size_bits 65536 holds [I1, I2, O] shared_over [D1, D2] read_pj 8 write_pj 8 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @ddr offchip {
    accel.memory @dram size_bits 1073741824 holds [I1, I2, O] read_pj 64 write_pj 64 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @pe
  accel.core @core1 : @pe
  accel.core @dram : @ddr
  accel.link @link0 : @core1 <-> @core0 bandwidth 32
  accel.bus @bus0 [@core0, @core1, @dram] bandwidth 64 energy_pj_per_bit 0.5
}

dnn.network @net(%x: tensor<8x8xf32>) -> tensor<8x8xf32> inputs ["x"] outputs ["y"] on @duo {
  %y = dnn.stack "front"(%a = %x : tensor<8x8xf32>) -> (tensor<8x8xf32>) {
    %w = dnn.weight "w" : tensor<8x8xf32>
    %0 = dnn.layer "fc" matmul(%a, %w) dims <m = 8, n = 8, k = 8> maps [(m, k), (k, n)] -> (m, n)
      bits <in = [8, 8], psum = 16, out = 8> tiling <temporal = [m : 4], spatial = []>
      costs [<@pe, 4x8x8, cycles = 16, compute = 16, energy = 416.0, mac_energy = 128.0>] cores [@core0]
      : (tensor<8x8xf32>, tensor<8x8xf32>) -> tensor<8x8xf32>
    %1 = dnn.layer "relu" relu(%0) dims <m = 8, n = 8> maps [(m, n)] -> (m, n)
      bits <in = [8], psum = 16, out = 8> tiling <temporal = [m : 4], spatial = []>
      costs [<@pe, 4x8, cycles = 2, compute = 2, energy = 32.0, mac_energy = 16.0>] cores [@core1]
      : (tensor<8x8xf32>) -> tensor<8x8xf32>
    dnn.yield %1 : tensor<8x8xf32>
  }
  dnn.return %y : tensor<8x8xf32>
}

// Task rows are [tile, start, duration, release]: the first tile of "fc" runs in cycles 12 to 27 and its output block
// is given back in cycle 36, when it has arrived where "relu" reads it.
// Transfer rows are [tile, start, duration, bits, release]; −1 is for copies that stay off-chip.
// Addresses are those of each task's output block, and of what each transfer reads and writes; "x", "w" and the result lie off-chip.
sched.program @net_on_duo of @net on @duo
  tasks dense<[[0, 12, 16, 36], [1, 28, 16, 52], [0, 36, 2, 42], [1, 52, 2, 58]]> : tensor<4x4xi64>
  transfers dense<[[0, 0, 4, 256, 28], [1, 12, 4, 256, 44], [0, 4, 8, 512, 44], [0, 28, 8, 256, 38],
    [1, 44, 8, 256, 54], [0, 38, 4, 256, -1], [1, 54, 4, 256, -1]]> : tensor<7x5xi64>
  addresses <
    tasks = dense<[1024, 0, 256, 256]> : tensor<4xi64>,
    transfers = dense<[[0, 0], [0, 768], [512, 256], [1024, 0], [0, 0], [256, 1024], [256, 1024]]> : tensor<7x2xi64>,
    layouts = [
      <memory = @core0::@sram, peak_bits = 1280, height_bits = 1280>,
      <memory = @core1::@sram, peak_bits = 512, height_bits = 512>,
      <memory = @dram::@dram, peak_bits = 1536, height_bits = 1536>],
    regions = [
      <tensor = "x", memory = @dram::@dram, address_bits = 0, size_bits = 512>,
      <tensor = "w", memory = @dram::@dram, address_bits = 512, size_bits = 512>,
      <tensor = "relu", memory = @dram::@dram, address_bits = 1024, size_bits = 512>]>
  totals <latency_cycles = 58, latency_bounds = <compute_cycles = 18, core_ports_cycles = 30, offchip_ports_cycles = 24, offchip_channels_cycles = 24, channels_cycles = 24, critical_path_cycles = 24>, energy_pj = 3520, energy_lower_bound_pj = 2592,
    macs = 512, array_utilisation = 0.275, offchip_read_bits = 1024, offchip_write_bits = 512,
    busiest = [<resource = @core0, busy_cycles = 32>, <resource = @core0::@sram::@rw, busy_cycles = 52>, <resource = @bus0, busy_cycles = 24>],
    peaks = [<memory = @core0::@sram, used_bits = 1280>, <memory = @core1::@sram, used_bits = 512>],
    // All energy four times: by cause, by place, and by layer and stack.
    causes = <compute_pj = 288, weights_pj = 1088, activations_pj = 1312, spill_pj = 0, output_pj = 832>,
    cores = [<core = @core0, array_pj = 256, memories = [<memory = @sram, access_pj = 768>]>,
      <core = @core1, array_pj = 32, memories = [<memory = @sram, access_pj = 160>]>,
      <core = @dram, memories = [<memory = @dram, access_pj = 1536>]>],
    interconnect = [<medium = @bus0, energy_pj = 768>],
    layers = [<layer = "fc", energy_pj = 2624>, <layer = "relu", energy_pj = 896>],
    stacks = [<stack = "front", start_cycle = 12, end_cycle = 54, energy_pj = 3520, data_start_cycle = 0, data_end_cycle = 58, latency_bounds = <compute_cycles = 18, core_ports_cycles = 30, offchip_ports_cycles = 24, offchip_channels_cycles = 24, channels_cycles = 24, critical_path_cycles = 24>, energy_lower_bound_pj = 2592>]> {
  sched.compute "fc"[0] on @core0 rows 0 to 2 energy_pj 832
  sched.compute "relu"[0] on @core1 rows 2 to 4 energy_pj 64
  sched.transfer load "x" for "fc"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 0 to 2 energy_pj 832
  sched.transfer load "w" for "fc"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 2 to 3 energy_pj 832
  // The link leads from @core1 to @core0, and this is the other direction.
  sched.transfer move "fc"[0] from @core0::@sram to @core1::@sram via [@link0 reverse] rows 3 to 5 energy_pj 128
  sched.transfer store "relu"[0] from @core1::@sram to @dram::@dram via [@bus0] rows 5 to 7 energy_pj 832
}

// What `sched-expand` makes of it: a token says that its tile is computed, or its copy made.
sched.expanded @net_on_duo_expanded of @net on @duo {
  %load.x.0.0 = sched.copy load "x" for tile 0 of "fc"[0] from @dram::@dram to @core0::@sram via [@bus0] bits 256 at 0 for 4 until 28
  %load.w.0.0 = sched.copy load "w" for tile 0 of "fc"[0] from @dram::@dram to @core0::@sram via [@bus0] bits 512 at 4 for 8 until 44
  %fc.0.0 = sched.tile 0 of "fc"[0] on @core0 after (%load.x.0.0, %load.w.0.0) at 12 for 16 until 36 energy_pj 416
  %load.x.0.1 = sched.copy load "x" for tile 1 of "fc"[0] from @dram::@dram to @core0::@sram via [@bus0] bits 256 at 12 for 4 until 44
  %fc.0.1 = sched.tile 1 of "fc"[0] on @core0 after (%load.x.0.1, %load.w.0.0) at 28 for 16 until 52 energy_pj 416
  %move.fc.0.0 = sched.copy move tile 0 of "fc"[0] from @core0::@sram to @core1::@sram via [@link0 reverse] bits 256 after (%fc.0.0) at 28 for 8 until 38
  %relu.0.0 = sched.tile 0 of "relu"[0] on @core1 after (%move.fc.0.0) at 36 for 2 until 42 energy_pj 32
  %store.relu.0.0 = sched.copy store tile 0 of "relu"[0] from @core1::@sram to @dram::@dram via [@bus0] bits 256 after (%relu.0.0) at 38 for 4
  %move.fc.0.1 = sched.copy move tile 1 of "fc"[0] from @core0::@sram to @core1::@sram via [@link0 reverse] bits 256 after (%fc.0.1) at 44 for 8 until 54
  %relu.0.1 = sched.tile 1 of "relu"[0] on @core1 after (%move.fc.0.1) at 52 for 2 until 58 energy_pj 32
  %store.relu.0.1 = sched.copy store tile 1 of "relu"[0] from @core1::@sram to @dram::@dram via [@bus0] bits 256 after (%relu.0.1) at 54 for 4
}

// A longer layer, rolled. It is in a module of its own, because tools take one schedule at a time.
builtin.module @rolled {
  accel.system @mono {
    accel.core_type @pe compute {
      accel.array <D1 = 4, D2 = 4> mac_energy_pj 0.5
      accel.memory @sram size_bits 65536 holds [I1, I2, O] shared_over [D1, D2] read_pj 8 write_pj 8 {
        accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
      }
    }
    accel.core_type @ddr offchip {
      accel.memory @dram size_bits 1073741824 holds [I1, I2, O] read_pj 64 write_pj 64 {
        accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
      }
    }
    accel.core @core0 : @pe
    accel.core @dram : @ddr
    accel.bus @bus0 [@core0, @dram] bandwidth 64 energy_pj_per_bit 0.5
  }

  dnn.network @long(%x: tensor<32x8xf32>) -> tensor<32x8xf32> inputs ["x"] outputs ["y"] on @mono {
    %y = dnn.layer "relu" relu(%x) dims <m = 32, n = 8> maps [(m, n)] -> (m, n)
      bits <in = [8], psum = 16, out = 8> tiling <temporal = [m : 4], spatial = []>
      costs [<@pe, 4x8, cycles = 2, compute = 2, energy = 32.0, mac_energy = 16.0>] cores [@core0]
      : (tensor<32x8xf32>) -> tensor<32x8xf32>
    dnn.return %y : tensor<32x8xf32>
  }

  // Eight tiles. Before the loop the first is loaded; in each trip it is computed, the next is loaded, and it is stored. The
  // last tile has none to load behind it, and comes after the loop.
  sched.program @long_on_mono of @long on @mono
    tasks dense<[[0, 4, 2, 14], [7, 74, 2, 80]]> : tensor<2x4xi64>
    transfers dense<[[0, 0, 4, 256, 6], [1, 6, 4, 256, 16], [0, 10, 4, 256, -1], [7, 76, 4, 256, -1]]> : tensor<4x5xi64> {
    sched.compute "relu"[0] on @core0 rows 0 to 2 energy_pj 256
    sched.transfer load "x" for "relu"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 0 to 2 energy_pj 3328
    sched.transfer store "relu"[0] from @core0::@sram to @dram::@dram via [@bus0] rows 2 to 4 energy_pj 3328
    sched.loop from 4 every 10 for 7 trips {
      sched.repeat compute "relu"[0] rows 0 to 1 tile_step 1
      sched.repeat load "x" for "relu"[0] rows 1 to 2 tile_step 1
      sched.repeat store "relu"[0] rows 2 to 3 tile_step 1
    }
  }
}

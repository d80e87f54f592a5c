// Every operation and attribute of the `sched` dialect: two layers as a pipeline of tiles on two cores.

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
      bits <in = [8, 8], psum = 16, out = 8> tiling <temporal = [m : 4], spatial = []> cores [@core0]
      : (tensor<8x8xf32>, tensor<8x8xf32>) -> tensor<8x8xf32>
    %1 = dnn.layer "relu" relu(%0) dims <m = 8, n = 8> maps [(m, n)] -> (m, n)
      bits <in = [8], psum = 16, out = 8> tiling <temporal = [m : 4], spatial = []> cores [@core1]
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
  totals <latency_cycles = 58, latency_lower_bound_cycles = 32, energy_pj = 3520, energy_lower_bound_pj = 2000,
    array_energy_pj = 288, core_memory_energy_pj = 608, link_energy_pj = 768, onchip_memory_energy_pj = 320,
    offchip_energy_pj = 1536, macs = 512, array_utilisation = 0.275, offchip_read_bits = 1024,
    offchip_write_bits = 512, peaks = [<memory = @core0::@sram, used_bits = 1280>, <memory = @core1::@sram, used_bits = 512>],
    stacks = [<stack = "front", start_cycle = 12, end_cycle = 54, energy_pj = 3520>]> {
  sched.compute "fc"[0] on @core0 rows 0 to 2 energy_pj 832
  sched.compute "relu"[0] on @core1 rows 2 to 4 energy_pj 64
  sched.transfer load "x" for "fc"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 0 to 2 energy_pj 832
  sched.transfer load "w" for "fc"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 2 to 3 energy_pj 832
  // The link leads from @core1 to @core0, and this is the other direction.
  sched.transfer move "fc"[0] from @core0::@sram to @core1::@sram via [@link0 reverse] rows 3 to 5 energy_pj 128
  sched.transfer store "relu"[0] from @core1::@sram to @dram::@dram via [@bus0] rows 5 to 7 energy_pj 832
}

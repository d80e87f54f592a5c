// Every operation and attribute of the `accel` dialect, in one machine: two matrix cores of one type that also share a
// scratchpad core, a vector core that uses the same physical memory as the second matrix core, and DRAM.
accel.system @sample {
  // A kind of core. Memories are listed lowest level first. Sizes are bits, bandwidths bits per cycle. Beside what operations
  // and accesses take, it draws 12.5 pJ in every cycle, and each instance of its memories what it says itself.
  accel.core_type @matrix compute precision <in = 16, weight = 16, psum = 32, out = 16> runs [mac, add] static_power_pj_per_cycle 12.5 {
    // 16 by 32 multipliers at 0.04 pJ an operation; output channels are always unrolled over D1.
    accel.array <D1 = 16, D2 = 32> mac_energy_pj 0.04 dataflow <D1 = [k = 16], D2 = [c = 8, fx = 3]>
    // A weight register in every multiplier (shared over no dimension) …
    accel.memory @wreg size_bits 16 holds [I2] read_pj 0.01 write_pj 0.01 {
      accel.port @r read bandwidth 16 serves [I2 tl]
      accel.port @w write bandwidth 16 serves [I2 fh]
    }
    // … an accumulator for each row of D2 …
    accel.memory @acc size_bits 32 holds [O] shared_over [D2] read_pj 0.02 write_pj 0.02 static_power_pj_per_cycle 0.001 {
      accel.port @r_low read bandwidth 32 serves [O tl]
      accel.port @r_high read bandwidth 32 serves [O th]
      accel.port @w_low write bandwidth 32 serves [O fl]
      accel.port @w_high write bandwidth 32 serves [O fh]
    }
    // … and one scratchpad. A read of the full 1024 bits costs 200 pJ, one of 64 bits a sixteenth of it.
    accel.memory @sram size_bits 8388608 holds [I1, I2, O] shared_over [D1, D2] read_pj 200 write_pj 210.5 {
      accel.port @rw0 read_write bandwidth 64 to 1024 serves [I1 tl, I1 fh, I2 tl, I2 fh]
      accel.port @rw1 read_write bandwidth 64 to 1024 serves [O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @vector compute runs [elementwise, reduction, maxpool] {
    accel.array <lane = 64> mac_energy_pj 0.1
    accel.memory @sram size_bits 8388608 holds [I1, I2, O] shared_over [lane] read_pj 200 write_pj 210.5 {
      accel.port @r read bandwidth 512 serves [I1 tl, I2 tl, O tl, O th]
      accel.port @w write bandwidth 512 serves [I1 fh, I2 fh, O fl, O fh]
    }
  }
  // In-memory computing: weights stay in the cells of the array, inputs are fed a bit at a time, 2 cycles each. The first data of a tile
  // come, and the results of the one before go, while the array works.
  accel.core_type @in_memory compute runs [mac] overlaps [onload, offload] stationary [I2] {
    accel.array <row = 1152, column = 64> mac_energy_pj 0.01 serial <bits = 1, cycles = 2>
    accel.memory @cell size_bits 8 holds [I2] read_pj 0 write_pj 0.1 {
      accel.port @r read bandwidth 8 serves [I2 tl]
      accel.port @w write bandwidth 8 serves [I2 fh]
    }
    accel.memory @sram size_bits 8388608 holds [I1, I2, O] shared_over [row, column] read_pj 200 write_pj 210.5 {
      accel.port @r read bandwidth 512 serves [I1 tl, I2 tl, O tl, O th]
      accel.port @w write bandwidth 512 serves [I1 fh, I2 fh, O fl, O fh]
    }
  }
  // A memory core has no array; data on its way may stop there.
  accel.core_type @scratchpad memory {
    accel.memory @vmem size_bits 67108864 holds [I1, I2, O] read_pj 400 write_pj 400 {
      accel.port @rw read_write bandwidth 2048 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  // Exactly one core is off-chip memory.
  accel.core_type @dram offchip {
    accel.memory @dram size_bits 34359738368 holds [I1, I2, O] read_pj 1000 write_pj 1000 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }

  // Cores, with their place in a drawing: [column, row].
  accel.core @core0 : @matrix at [0, 0]
  accel.core @core1 : @matrix at [1, 0]
  accel.core @vec : @vector at [1, 1]
  accel.core @pad : @scratchpad at [0, 1]
  accel.core @offchip : @dram

  // Each direction of a two-way link has its own wires; a one-way link has only those of its arrow.
  accel.link @mesh0 : @core0 <-> @core1 bandwidth 64 energy_pj_per_bit 0.05 latency_cycles 1
  accel.link @forward : @core0 -> @vec bandwidth 32
  // A bus is one medium for all its cores. That a link and a bus join the same two cores is fine: both are there.
  accel.bus @noc [@core0, @core1, @pad] bandwidth 256 energy_pj_per_bit 0.1
  accel.bus @all [@core0, @pad, @offchip] bandwidth 64 latency_cycles 8
  // Only the pad sends on this one, and only the core on the right receives.
  accel.bus @feed [@pad] -> [@vec, @core1] bandwidth 128

  // One physical memory under two names.
  accel.shared_memory [@core1::@sram, @vec::@sram]
}

// Two matrix cores and a vector core around one scratchpad, and DRAM behind it. README.md builds it step by step.
accel.system @my_dual_core {
  // 16 × 16 multipliers with 8-bit operands and 32-bit sums. Weights stay in a register per multiplier, sums add up along
  // D2, the rest streams from the core's own 256 KiB.
  accel.core_type @matrix compute precision <in = 8, weight = 8, psum = 32, out = 8> runs [conv, matmul] {
    accel.array <D1 = 16, D2 = 16> mac_energy_pj 0.05
    accel.memory @weights size_bits 8 holds [I2] read_pj 0.01 write_pj 0.01 {
      accel.port @read read bandwidth 8 serves [I2 tl]
      accel.port @write write bandwidth 8 serves [I2 fh]
    }
    accel.memory @sums size_bits 32 holds [O] shared_over [D2] read_pj 0.02 write_pj 0.02 {
      accel.port @read read bandwidth 32 serves [O tl, O th]
      accel.port @write write bandwidth 32 serves [O fl, O fh]
    }
    accel.memory @buffer size_bits 2097152 holds [I1, I2, O] shared_over [D1, D2] read_pj 60 write_pj 70 {
      accel.port @read read bandwidth 64 to 512 serves [I1 tl, I2 tl, O tl, O th]
      accel.port @write write bandwidth 64 to 512 serves [I1 fh, I2 fh, O fl, O fh]
    }
  }
  // 64 lanes for everything else.
  accel.core_type @vector compute runs [pooling, elementwise, reduction] {
    accel.array <lane = 64> mac_energy_pj 0.1
    accel.memory @buffer size_bits 524288 holds [I1, I2, O] shared_over [lane] read_pj 40 write_pj 45 {
      accel.port @read read bandwidth 512 serves [I1 tl, I2 tl, O tl, O th]
      accel.port @write write bandwidth 512 serves [I1 fh, I2 fh, O fl, O fh]
    }
  }
  // 1 MiB that all cores reach over a bus.
  accel.core_type @scratchpad memory {
    accel.memory @sram size_bits 8388608 holds [I1, I2, O] read_pj 200 write_pj 200 {
      accel.port @read read bandwidth 64 to 1024 serves [I1 tl, I2 tl, O tl, O th]
      accel.port @write write bandwidth 64 to 1024 serves [I1 fh, I2 fh, O fl, O fh]
    }
  }
  // 1 GiB; reads and writes take turns on one port of 64 bits.
  accel.core_type @dram offchip {
    accel.memory @dram size_bits 8589934592 holds [I1, I2, O] read_pj 640 write_pj 640 {
      accel.port @bus read_write bandwidth 64 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th]
    }
  }

  accel.core @left : @matrix at [0, 0]
  accel.core @right : @matrix at [1, 0]
  accel.core @lanes : @vector at [2, 0]
  accel.core @pad : @scratchpad at [1, 1]
  accel.core @memory : @dram at [1, 2]

  accel.link @between : @left <-> @right bandwidth 128 energy_pj_per_bit 0.05
  accel.bus @noc [@left, @right, @lanes, @pad] bandwidth 512 energy_pj_per_bit 0.1
  accel.link @ddr : @pad <-> @memory bandwidth 64 energy_pj_per_bit 2 latency_cycles 20
}

// Cores of three types in a mesh of links, two rows of three; off-chip memory hangs on one corner. Memories are small, so that much is
// evicted and travels over several links.
accel.system @mesh {
  accel.core_type @wide compute runs [mac, pooling] {
    accel.array <D1 = 32, D2 = 32> mac_energy_pj 0.5
    accel.memory @act size_bits 4194304 holds [I1, O] shared_over [D1, D2] read_pj 50 write_pj 60 {
      accel.port @rw_1 read_write bandwidth 512 serves [I1 tl, O tl, O fl]
      accel.port @rw_2 read_write bandwidth 256 serves [I1 fh, O fh, O th]
    }
    accel.memory @weights size_bits 4194304 holds [I2] shared_over [D1, D2] read_pj 50 write_pj 60 {
      accel.port @r read bandwidth 1024 serves [I2 tl]
      accel.port @w write bandwidth 256 serves [I2 fh]
    }
  }
  accel.core_type @narrow compute runs [mac, pooling] {
    accel.array <D1 = 8, D2 = 16> mac_energy_pj 0.4
    accel.memory @sram size_bits 4194304 holds [I1, I2, O] shared_over [D1, D2] read_pj 40 write_pj 50 {
      accel.port @rw read_write bandwidth 512 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @vector compute runs [pooling, elementwise, reduction] {
    accel.array <D1 = 64> mac_energy_pj 0.1
    accel.memory @sram size_bits 4194304 holds [I1, I2, O] shared_over [D1] read_pj 40 write_pj 50 {
      accel.port @rw_1 read_write bandwidth 1024 serves [I1 tl, I2 tl, O tl, O fl]
      accel.port @rw_2 read_write bandwidth 512 serves [I1 fh, I2 fh, O fh, O th]
    }
  }
  accel.core_type @offchip offchip {
    accel.memory @dram size_bits 80000000000 holds [I1, I2, O] read_pj 1000 write_pj 1000 {
      accel.port @rw read_write bandwidth 128 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @wide0 : @wide
  accel.core @wide1 : @wide
  accel.core @narrow0 : @narrow
  accel.core @narrow1 : @narrow
  accel.core @vector0 : @vector
  accel.core @vector1 : @vector
  accel.core @dram : @offchip
  accel.link @row0a : @wide0 <-> @vector0 bandwidth 128 latency_cycles 1
  accel.link @row0b : @vector0 <-> @wide1 bandwidth 128 latency_cycles 1
  accel.link @row1a : @narrow0 <-> @vector1 bandwidth 64 latency_cycles 1
  accel.link @row1b : @vector1 <-> @narrow1 bandwidth 64 latency_cycles 1
  accel.link @column0 : @wide0 <-> @narrow0 bandwidth 64 latency_cycles 2
  accel.link @column1 : @vector0 <-> @vector1 bandwidth 64 latency_cycles 2
  accel.link @column2 : @wide1 <-> @narrow1 bandwidth 64 latency_cycles 2
  accel.link @port : @dram <-> @wide0 bandwidth 128 latency_cycles 4
}

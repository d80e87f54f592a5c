// Two cores that multiply and one for vectors, which share a bus and have little memory, so that layers are cut into tiles.
accel.system @conformance {
  accel.core_type @mac compute runs [mac, pooling] {
    accel.array <D1 = 4, D2 = 4> mac_energy_pj 1
    accel.memory @act size_bits 131072 holds [I1, O] shared_over [D1, D2] read_pj 2 write_pj 3 {
      accel.port @rw read_write bandwidth 256 serves [I1 tl, I1 fh, O tl, O th, O fl, O fh]
    }
    accel.memory @weights size_bits 131072 holds [I2] shared_over [D1, D2] read_pj 2 write_pj 2 {
      accel.port @rw read_write bandwidth 256 serves [I2 tl, I2 fh]
    }
  }
  accel.core_type @vector compute {
    accel.array <D1 = 8> mac_energy_pj 1
    accel.memory @sram size_bits 262144 holds [I1, I2, O] shared_over [D1] read_pj 2 write_pj 3 {
      accel.port @rw read_write bandwidth 512 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @offchip offchip {
    accel.memory @dram size_bits 1073741824 holds [I1, I2, O] read_pj 50 write_pj 60 {
      accel.port @rw read_write bandwidth 256 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @mac0 : @mac
  accel.core @mac1 : @mac
  accel.core @vector0 : @vector
  accel.core @dram : @offchip
  accel.bus @bus [@mac0, @mac1, @vector0, @dram] bandwidth 128
}

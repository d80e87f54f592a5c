// diana: a chip with published measurements, converted from its YAML.
accel.system @diana {
  accel.core_type @multiplier_array compute runs [mac] {
    accel.array <D1 = 16, D2 = 16> mac_energy_pj 0.04 dataflow <D1 = [ox = 16], D2 = [k = 16]>
    accel.memory @rf_1B_I1 size_bits 8 holds [I1] shared_over [D2] read_pj 1 write_pj 1.2 {
      accel.port @r_port_1 read bandwidth 8 serves [I1 tl]
      accel.port @w_port_1 write bandwidth 8 serves [I1 fh]
    }
    accel.memory @rf_1B_I2 size_bits 8 holds [I2] shared_over [D1] read_pj 1 write_pj 1.2 {
      accel.port @r_port_1 read bandwidth 8 serves [I2 tl]
      accel.port @w_port_1 write bandwidth 8 serves [I2 fh]
    }
    accel.memory @rf_4B size_bits 16 holds [O] read_pj 3 write_pj 3.6 {
      accel.port @r_port_1 read bandwidth 16 serves [O tl]
      accel.port @r_port_2 read bandwidth 16 serves [O th]
      accel.port @w_port_1 write bandwidth 16 serves [O fh]
      accel.port @w_port_2 write bandwidth 16 serves [O fl]
    }
    accel.memory @l1_w size_bits 524288 holds [I2] shared_over [D2, D1] read_pj 50 write_pj 55 {
      accel.port @r_port_1 read bandwidth 128 serves [I2 tl]
      accel.port @w_port_1 write bandwidth 128 serves [I2 fh]
    }
    accel.memory @sram_256KB size_bits 2097152 holds [I1, O] shared_over [D2, D1] read_pj 265.6 write_pj 308 {
      accel.port @rw_port_1 read_write bandwidth 64 to 512 serves [I1 fh, I1 tl, O fh, O tl]
      accel.port @rw_port_2 read_write bandwidth 64 to 512 serves [O fl, O th]
    }
  }
  accel.core_type @pooling_array compute runs [pooling] {
    accel.array <D1 = 16, D2 = 2, D3 = 2> mac_energy_pj 0.1 dataflow <D1 = [ox = 16], D2 = [fx = 2], D3 = [fy = 2]>
    accel.memory @sram_256KB size_bits 2097152 holds [I1, O] shared_over [D2, D1, D3] read_pj 265.6 write_pj 308 {
      accel.port @rw_port_1 read_write bandwidth 64 to 512 serves [I1 fh, I1 tl, O fh, O tl]
      accel.port @rw_port_2 read_write bandwidth 64 to 512 serves [O fl, O th]
    }
    accel.memory @rf_16B size_bits 128 holds [I2] shared_over [D2, D1, D3] read_pj 0 write_pj 0 {
      accel.port @r_port_1 read bandwidth 8 serves [I2 tl]
      accel.port @w_port_1 write bandwidth 8 serves [I2 fh]
    }
  }
  accel.core_type @multiplier_array_2 compute runs [mac] {
    accel.array <D1 = 64, D2 = 64, D3 = 3, D4 = 3> mac_energy_pj 0.04 dataflow <D1 = [c = 16], D2 = [k = 16], D3 = [fx = 3], D4 = [fy = 3]>
    accel.memory @rf_1B_I1 size_bits 8 holds [I1] shared_over [D2] read_pj 1 write_pj 1.2 {
      accel.port @r_port_1 read bandwidth 8 serves [I1 tl]
      accel.port @w_port_1 write bandwidth 8 serves [I1 fh]
    }
    accel.memory @rf_1B_I2 size_bits 8 holds [I2] read_pj 1 write_pj 1.2 {
      accel.port @r_port_1 read bandwidth 8 serves [I2 tl]
      accel.port @w_port_1 write bandwidth 8 serves [I2 fh]
    }
    accel.memory @rf_4B size_bits 16 holds [O] shared_over [D4, D1, D3] read_pj 1 write_pj 1.2 {
      accel.port @r_port_1 read bandwidth 16 serves [O tl]
      accel.port @r_port_2 read bandwidth 16 serves [O th]
      accel.port @w_port_1 write bandwidth 16 serves [O fh]
      accel.port @w_port_2 write bandwidth 16 serves [O fl]
    }
    accel.memory @l1_w size_bits 2097152 holds [I2] shared_over [D4, D1, D2, D3] read_pj 50 write_pj 55 {
      accel.port @r_port_1 read bandwidth 8192 serves [I2 tl]
      accel.port @w_port_1 write bandwidth 8192 serves [I2 fh]
    }
    accel.memory @sram_256KB size_bits 2097152 holds [I1, O] shared_over [D4, D1, D2, D3] read_pj 265.6 write_pj 308 {
      accel.port @rw_port_1 read_write bandwidth 64 to 512 serves [I1 fh, I1 tl, O fh, O tl]
      accel.port @rw_port_2 read_write bandwidth 64 to 512 serves [O fl, O th]
    }
  }
  accel.core_type @simd_array compute runs [elementwise, reduction] {
    accel.array <D1 = 64> mac_energy_pj 0.1 dataflow <D1 = [g = 64]>
    accel.memory @rf_32B_I1 size_bits 512 holds [I1] shared_over [D1] read_pj 0.01 write_pj 0.01 {
      accel.port @rw_port_1 read_write bandwidth 16 serves [I1 fh]
      accel.port @rw_port_2 read_write bandwidth 16 serves [I1 tl]
    }
    accel.memory @rf_32B_I2 size_bits 512 holds [I2] shared_over [D1] read_pj 0.01 write_pj 0.01 {
      accel.port @rw_port_1 read_write bandwidth 16 serves [I2 fh]
      accel.port @rw_port_2 read_write bandwidth 16 serves [I2 tl]
    }
    accel.memory @rf_32B_O size_bits 512 holds [O] shared_over [D1] read_pj 0.01 write_pj 0.01 {
      accel.port @rw_port_1 read_write bandwidth 512 serves [O fh, O fl]
      accel.port @rw_port_2 read_write bandwidth 512 serves [O tl, O th]
    }
    accel.memory @sram_256KB size_bits 2097152 holds [I1, I2, O] shared_over [D1] read_pj 265.6 write_pj 308 {
      accel.port @rw_port_1 read_write bandwidth 64 to 512 serves [I1 fh, I1 tl, O fh, O fl]
      accel.port @rw_port_2 read_write bandwidth 64 to 512 serves [I2 fh, I2 tl, O tl, O th]
    }
  }
  accel.core_type @offchip offchip {
    accel.memory @l2 size_bits 33554432 holds [I1, I2, O] read_pj 100 write_pj 110 {
      accel.port @r_port_1 read bandwidth 128 serves [I1 tl, I2 tl, O tl, O th]
      accel.port @w_port_1 write bandwidth 128 serves [I1 fh, I2 fh, O fh, O fl]
    }
  }
  accel.core @core0 : @multiplier_array
  accel.core @core1 : @pooling_array
  accel.core @core2 : @multiplier_array_2
  accel.core @core3 : @simd_array
  accel.core @core4 : @offchip
  accel.bus @L0 [@core0, @core1, @core2, @core3] -> [@core4] bandwidth 128
  accel.bus @L1 [@core4] -> [@core0, @core1, @core2, @core3] bandwidth 128
  accel.shared_memory [@core0::@sram_256KB, @core1::@sram_256KB, @core2::@sram_256KB, @core3::@sram_256KB]
}

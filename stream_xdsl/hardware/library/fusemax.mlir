// fusemax: an accelerator of Stream's examples, converted from its YAML.
accel.system @fusemax {
  accel.core_type @fusemax_array compute {
    accel.array <D1 = 256, D2 = 256> mac_energy_pj 1.5
    accel.memory @rf_I size_bits 16 holds [I1] read_pj 0.4 write_pj 0.4 {
      accel.port @r_port_1 read bandwidth 8 to 16 serves [I1 tl]
      accel.port @w_port_1 write bandwidth 8 to 16 serves [I1 fh]
    }
    accel.memory @rf_W size_bits 16 holds [I2] read_pj 0.4 write_pj 0.4 {
      accel.port @r_port_1 read bandwidth 4 to 16 serves [I2 tl]
      accel.port @w_port_1 write bandwidth 4 to 16 serves [I2 fh]
    }
    accel.memory @rf_O size_bits 16 holds [O] read_pj 0.4 write_pj 0.4 {
      accel.port @r_port_1 read bandwidth 16 serves [O tl]
      accel.port @r_port_2 read bandwidth 16 serves [O th]
      accel.port @w_port_1 write bandwidth 16 serves [O fh]
      accel.port @w_port_2 write bandwidth 16 serves [O fl]
    }
    accel.memory @sram size_bits 16777216 holds [I1, I2, O] shared_over [D1, D2] read_pj 8192 write_pj 8192 {
      accel.port @r_port_1 read bandwidth 256 to 8192 serves [I1 tl, I2 tl, O tl, O th]
      accel.port @w_port_1 write bandwidth 256 to 8192 serves [I1 fh, I2 fh, O fh, O fl]
    }
  }
  accel.core_type @fusemax_vec compute {
    accel.array <D1 = 256, D2 = 1> mac_energy_pj 0.1
    accel.memory @rf_I size_bits 16 holds [I1] read_pj 0.4 write_pj 0.4 {
      accel.port @r_port_1 read bandwidth 8 to 16 serves [I1 tl]
      accel.port @w_port_1 write bandwidth 8 to 16 serves [I1 fh]
    }
    accel.memory @rf_W size_bits 16 holds [I2] read_pj 0.4 write_pj 0.4 {
      accel.port @r_port_1 read bandwidth 4 to 16 serves [I2 tl]
      accel.port @w_port_1 write bandwidth 4 to 16 serves [I2 fh]
    }
    accel.memory @rf_O size_bits 16 holds [O] read_pj 0.4 write_pj 0.4 {
      accel.port @r_port_1 read bandwidth 16 serves [O tl]
      accel.port @r_port_2 read bandwidth 16 serves [O th]
      accel.port @w_port_1 write bandwidth 16 serves [O fh]
      accel.port @w_port_2 write bandwidth 16 serves [O fl]
    }
    accel.memory @sram size_bits 16777216 holds [I1, I2, O] shared_over [D1, D2] read_pj 8192 write_pj 8192 {
      accel.port @r_port_1 read bandwidth 256 to 8192 serves [I1 tl, I2 tl, O tl, O th]
      accel.port @w_port_1 write bandwidth 256 to 8192 serves [I1 fh, I2 fh, O fh, O fl]
    }
  }
  accel.core_type @fusemax_dram offchip {
    accel.memory @dram size_bits 10000000000000000 holds [I1, I2, O] read_pj 32000 write_pj 32000 {
      accel.port @rw_port_1 read_write bandwidth 64 to 3200 serves [I1 fh, I1 tl]
      accel.port @rw_port_2 read_write bandwidth 64 to 3200 serves [I2 fh, I2 tl]
      accel.port @rw_port_3 read_write bandwidth 64 to 3200 serves [O fh, O tl, O fl, O th]
    }
  }
  accel.core @core0 : @fusemax_array
  accel.core @core1 : @fusemax_vec
  accel.core @core2 : @fusemax_dram
  accel.link @link0 : @core0 <-> @core2 bandwidth 512 energy_pj_per_bit 1
  accel.link @link1 : @core1 <-> @core2 bandwidth 512 energy_pj_per_bit 1
  accel.shared_memory [@core0::@sram, @core1::@sram]
}

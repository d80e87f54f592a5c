// hda_bus: an accelerator of Stream's examples, converted from its YAML.
accel.system @hda_bus {
  accel.core_type @accelerator1 compute {
    accel.array <D1 = 32, D2 = 32> mac_energy_pj 0.04
    accel.memory @rf_1B_I2 size_bits 16384 holds [I2] read_pj 0.095 write_pj 0.095 {
      accel.port @r_port_1 read bandwidth 8 serves [I2 tl]
      accel.port @w_port_1 write bandwidth 8 serves [I2 fh]
    }
    accel.memory @rf_1B_I1 size_bits 8 holds [I1] shared_over [D2] read_pj 0.095 write_pj 0.095 {
      accel.port @r_port_1 read bandwidth 8 serves [I1 tl]
      accel.port @w_port_1 write bandwidth 8 serves [I1 fh]
    }
    accel.memory @rf_4B_O size_bits 32 holds [O] shared_over [D1] read_pj 0.021 write_pj 0.021 {
      accel.port @r_port_1 read bandwidth 32 serves [O tl]
      accel.port @r_port_2 read bandwidth 32 serves [O th]
      accel.port @w_port_1 write bandwidth 32 serves [O fh]
      accel.port @w_port_2 write bandwidth 32 serves [O fl]
    }
    accel.memory @sram_16KB_I2 size_bits 131072 holds [I2] shared_over [D1, D2] read_pj 10.5 write_pj 12.8 {
      accel.port @r_port_1 read bandwidth 256 serves [I2 tl]
      accel.port @w_port_1 write bandwidth 256 serves [I2 fh]
    }
    accel.memory @sram_64KB_I1_O size_bits 524288 holds [I1, O] shared_over [D1, D2] read_pj 19.6 write_pj 22.5 {
      accel.port @r_port_1 read bandwidth 512 serves [I1 tl, O tl]
      accel.port @r_port_2 read bandwidth 512 serves [O th]
      accel.port @w_port_1 write bandwidth 512 serves [I1 fh, O fh]
      accel.port @w_port_2 write bandwidth 512 serves [O fl]
    }
  }
  accel.core_type @accelerator2 compute {
    accel.array <D1 = 32, D2 = 32> mac_energy_pj 0.04
    accel.memory @rf_1B_I2 size_bits 8 holds [I2] shared_over [D1] read_pj 0.095 write_pj 0.095 {
      accel.port @r_port_1 read bandwidth 8 serves [I2 tl]
      accel.port @w_port_1 write bandwidth 8 serves [I2 fh]
    }
    accel.memory @rf_1B_I1 size_bits 8 holds [I1] shared_over [D2] read_pj 0.095 write_pj 0.095 {
      accel.port @r_port_1 read bandwidth 8 serves [I1 tl]
      accel.port @w_port_1 write bandwidth 8 serves [I1 fh]
    }
    accel.memory @rf_4B_O size_bits 32 holds [O] read_pj 0.021 write_pj 0.021 {
      accel.port @r_port_1 read bandwidth 32 serves [O tl]
      accel.port @r_port_2 read bandwidth 32 serves [O th]
      accel.port @w_port_1 write bandwidth 32 serves [O fh]
      accel.port @w_port_2 write bandwidth 32 serves [O fl]
    }
    accel.memory @sram_16KB_I2 size_bits 131072 holds [I2] shared_over [D1, D2] read_pj 10.5 write_pj 12.8 {
      accel.port @r_port_1 read bandwidth 256 serves [I2 tl]
      accel.port @w_port_1 write bandwidth 256 serves [I2 fh]
    }
    accel.memory @sram_64KB_I1_O size_bits 524288 holds [I1, O] shared_over [D1, D2] read_pj 19.6 write_pj 22.5 {
      accel.port @r_port_1 read bandwidth 512 serves [I1 tl, O tl]
      accel.port @r_port_2 read bandwidth 512 serves [O th]
      accel.port @w_port_1 write bandwidth 512 serves [I1 fh, O fh]
      accel.port @w_port_2 write bandwidth 512 serves [O fl]
    }
  }
  accel.core_type @accelerator3 compute {
    accel.array <D1 = 64, D2 = 4, D3 = 4> mac_energy_pj 0.04
    accel.memory @rf_1B_I2 size_bits 8 holds [I2] read_pj 0.095 write_pj 0.095 {
      accel.port @r_port_1 read bandwidth 8 serves [I2 tl]
      accel.port @w_port_1 write bandwidth 8 serves [I2 fh]
    }
    accel.memory @rf_1B_I1 size_bits 8 holds [I1] read_pj 0.095 write_pj 0.095 {
      accel.port @r_port_1 read bandwidth 8 serves [I1 tl]
      accel.port @w_port_1 write bandwidth 8 serves [I1 fh]
    }
    accel.memory @rf_4B_O size_bits 32 holds [O] shared_over [D2, D3] read_pj 0.021 write_pj 0.021 {
      accel.port @r_port_1 read bandwidth 32 serves [O tl]
      accel.port @r_port_2 read bandwidth 32 serves [O th]
      accel.port @w_port_1 write bandwidth 32 serves [O fh]
      accel.port @w_port_2 write bandwidth 32 serves [O fl]
    }
    accel.memory @sram_16KB_I2 size_bits 131072 holds [I2] shared_over [D1, D2, D3] read_pj 10.5 write_pj 12.8 {
      accel.port @r_port_1 read bandwidth 256 serves [I2 tl]
      accel.port @w_port_1 write bandwidth 256 serves [I2 fh]
    }
    accel.memory @sram_64KB_I1_O size_bits 524288 holds [I1, O] shared_over [D1, D2, D3] read_pj 19.6 write_pj 22.5 {
      accel.port @r_port_1 read bandwidth 512 serves [I1 tl, O tl]
      accel.port @w_port_1 write bandwidth 512 serves [I1 fh, O fh]
      accel.port @r_port_2 read bandwidth 512 serves [O th]
      accel.port @w_port_2 write bandwidth 512 serves [O fl]
    }
  }
  accel.core_type @offchip offchip {
    accel.memory @dram size_bits 4294967296 holds [I1, I2, O] read_pj 100 write_pj 150 {
      accel.port @rw_port_1 read_write bandwidth 64 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th]
    }
  }
  accel.core @core0 : @accelerator1
  accel.core @core1 : @accelerator2
  accel.core @core2 : @accelerator3
  accel.core @core3 : @offchip
  accel.bus @bus0 [@core0, @core1, @core2] bandwidth 32
  accel.bus @bus1 [@core0, @core1, @core2, @core3] bandwidth 32
}

// meta_prototype_dual_core_simd_offchip: an accelerator of Stream's examples, converted from its YAML.
accel.system @meta_prototype_dual_core_simd_offchip {
  accel.core_type @meta_prototype compute {
    accel.array <D1 = 32, D2 = 2, D3 = 4, D4 = 4> mac_energy_pj 0.04
    accel.memory @rf_1B size_bits 16 holds [I2] shared_over [D3, D4] read_pj 0.01 write_pj 0.01 {
      accel.port @r_port_1 read bandwidth 16 serves [I2 tl]
      accel.port @w_port_1 write bandwidth 16 serves [I2 fh]
    }
    accel.memory @rf_2B size_bits 32 holds [O] shared_over [D2] read_pj 0.02 write_pj 0.02 {
      accel.port @r_port_1 read bandwidth 32 serves [O tl]
      accel.port @r_port_2 read bandwidth 32 serves [O th]
      accel.port @w_port_1 write bandwidth 32 serves [O fh]
      accel.port @w_port_2 write bandwidth 32 serves [O fl]
    }
    accel.memory @sram_64KB size_bits 524288 holds [I2] shared_over [D1, D2, D3, D4] read_pj 26.56 write_pj 30.8 {
      accel.port @r_port_1 read bandwidth 64 to 512 serves [I2 tl]
      accel.port @w_port_1 write bandwidth 64 to 512 serves [I2 fh]
    }
    accel.memory @sram_32KB size_bits 262144 holds [I1] shared_over [D1, D2, D3, D4] read_pj 13.28 write_pj 15.4 {
      accel.port @r_port_1 read bandwidth 64 to 256 serves [I1 tl]
      accel.port @w_port_1 write bandwidth 64 to 256 serves [I1 fh]
    }
    accel.memory @sram_1MB_A size_bits 8388608 holds [I1, O] shared_over [D1, D2, D3, D4] read_pj 208.08 write_pj 189.2 {
      accel.port @r_port_1 read bandwidth 64 to 1024 serves [I1 tl, O tl, O th]
      accel.port @w_port_1 write bandwidth 64 to 1024 serves [I1 fh, O fh, O fl]
    }
    accel.memory @sram_1MB_W size_bits 8388608 holds [I2] shared_over [D1, D2, D3, D4] read_pj 208.08 write_pj 189.2 {
      accel.port @r_port_1 read bandwidth 64 to 1024 serves [I2 tl]
      accel.port @w_port_1 write bandwidth 64 to 1024 serves [I2 fh]
    }
  }
  accel.core_type @pooling compute runs [avgpool, maxpool] {
    accel.array <D1 = 3, D2 = 3, D3 = 8> mac_energy_pj 0.1
    accel.memory @sram_128KB size_bits 1048576 holds [I1, I2, O] shared_over [D1, D2, D3] read_pj 60 write_pj 75 {
      accel.port @r_port_1 read bandwidth 576 serves [I1 tl, I2 tl, O tl, O th]
      accel.port @w_port_1 write bandwidth 512 serves [I1 fh, I2 fh, O fh, O fl]
    }
  }
  accel.core_type @simd compute runs [elementwise, reduction] {
    accel.array <D1 = 64> mac_energy_pj 0.1
    accel.memory @sram_128KB_2rw size_bits 1048576 holds [I1, I2, O] shared_over [D1] read_pj 60 write_pj 75 {
      accel.port @rw_port_1 read_write bandwidth 512 serves [I1 fh, I2 fh, O fh, O fl]
      accel.port @rw_port_2 read_write bandwidth 512 serves [I1 tl, I2 tl, O tl, O th]
    }
  }
  accel.core_type @offchip offchip {
    accel.memory @dram size_bits 10000000000 holds [I1, I2, O] read_pj 1000 write_pj 1000 {
      accel.port @rw_port_1 read_write bandwidth 64 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th]
    }
  }
  accel.core @core0 : @meta_prototype
  accel.core @core1 : @meta_prototype
  accel.core @core2 : @pooling
  accel.core @core3 : @simd
  accel.core @core4 : @offchip
  accel.link @link0 : @core0 <-> @core1 bandwidth 64
  accel.link @link1 : @core0 <-> @core2 bandwidth 64
  accel.link @link2 : @core1 <-> @core2 bandwidth 64
  accel.link @link3 : @core0 <-> @core3 bandwidth 64
  accel.link @link4 : @core1 <-> @core3 bandwidth 64
  accel.bus @bus0 [@core0, @core1, @core2, @core3, @core4] bandwidth 128
}

// eyeriss_like_dual_core: an accelerator of Stream's examples, converted from its YAML.
accel.system @eyeriss_like_dual_core {
  accel.core_type @eyeriss_like compute {
    accel.array <D1 = 14, D2 = 12> mac_energy_pj 0.5
    accel.memory @rf_64B_A size_bits 512 holds [I1] read_pj 1 write_pj 1.5 {
      accel.port @r_port_1 read bandwidth 8 serves [I1 tl]
      accel.port @w_port_1 write bandwidth 8 serves [I1 fh]
    }
    accel.memory @rf_64B_W size_bits 512 holds [I2] read_pj 1 write_pj 1.5 {
      accel.port @r_port_1 read bandwidth 8 serves [I2 tl]
      accel.port @w_port_1 write bandwidth 8 serves [I2 fh]
    }
    accel.memory @rf_16B size_bits 128 holds [O] read_pj 1.5 write_pj 2 {
      accel.port @r_port_1 read bandwidth 24 serves [O tl]
      accel.port @r_port_2 read bandwidth 24 serves [O th]
      accel.port @w_port_1 write bandwidth 24 serves [O fh]
      accel.port @w_port_2 write bandwidth 24 serves [O fl]
    }
    accel.memory @sram_8KB size_bits 65536 holds [O] shared_over [D1, D2] read_pj 10 write_pj 15 {
      accel.port @rw_port_1 read_write bandwidth 128 serves [O fh, O th]
      accel.port @rw_port_2 read_write bandwidth 128 serves [O fl, O tl]
    }
    accel.memory @sram_64KB size_bits 524288 holds [I2] shared_over [D1, D2] read_pj 20 write_pj 25 {
      accel.port @r_port_1 read bandwidth 128 serves [I2 tl]
      accel.port @w_port_1 write bandwidth 128 serves [I2 fh]
    }
    accel.memory @sram_1M size_bits 8388608 holds [I1, O] shared_over [D1, D2] read_pj 100 write_pj 130 {
      accel.port @rw_port_1 read_write bandwidth 384 serves [I1 fh, O fh, O th]
      accel.port @rw_port_2 read_write bandwidth 384 serves [I1 tl, O tl, O fl]
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
  accel.core @core0 : @eyeriss_like
  accel.core @core1 : @eyeriss_like
  accel.core @core2 : @pooling
  accel.core @core3 : @simd
  accel.core @core4 : @offchip
  accel.link @link0 : @core0 <-> @core1 bandwidth 32
  accel.link @link1 : @core0 <-> @core2 bandwidth 32
  accel.link @link2 : @core1 <-> @core2 bandwidth 32
  accel.link @link3 : @core0 <-> @core3 bandwidth 32
  accel.link @link4 : @core1 <-> @core3 bandwidth 32
  accel.bus @bus0 [@core0, @core1, @core2, @core3, @core4] bandwidth 128
}

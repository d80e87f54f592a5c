// tpu_like_quad_core_tutorial: an accelerator of Stream's examples, converted from its YAML.
accel.system @tpu_like_quad_core_tutorial {
  accel.core_type @tpu_like compute {
    accel.array <D1 = 32, D2 = 32> mac_energy_pj 0.04 dataflow <D1 = [k = 32], D2 = [c = 32]>
    accel.memory @rf_128B size_bits 1024 holds [I2] read_pj 0.095 write_pj 0.095 {
      accel.port @r_port_1 read bandwidth 8 serves [I2 tl]
      accel.port @w_port_1 write bandwidth 8 serves [I2 fh]
    }
    accel.memory @rf_2B size_bits 16 holds [O] shared_over [D2] read_pj 0.021 write_pj 0.021 {
      accel.port @r_port_1 read bandwidth 16 serves [O tl]
      accel.port @r_port_2 read bandwidth 16 serves [O th]
      accel.port @w_port_1 write bandwidth 16 serves [O fh]
      accel.port @w_port_2 write bandwidth 16 serves [O fl]
    }
    accel.memory @sram_2MB size_bits 16777216 holds [I1, I2, O] shared_over [D1, D2] read_pj 416.16 write_pj 378.4 {
      accel.port @r_port_1 read bandwidth 64 to 2048 serves [I1 tl, I2 tl, O tl, O th]
      accel.port @w_port_1 write bandwidth 64 to 2048 serves [I1 fh, I2 fh, O fh, O fl]
    }
  }
  accel.core_type @pooling compute {
    accel.array <D1 = 3, D2 = 3, D3 = 8> mac_energy_pj 0.1 dataflow <D1 = [fx = 3], D2 = [fy = 3], D3 = [k = 8]>
    accel.memory @sram_128KB size_bits 1048576 holds [I1, I2, O] shared_over [D1, D2, D3] read_pj 60 write_pj 75 {
      accel.port @r_port_1 read bandwidth 576 serves [I1 tl, I2 tl, O tl, O th]
      accel.port @w_port_1 write bandwidth 512 serves [I1 fh, I2 fh, O fh, O fl]
    }
  }
  accel.core_type @simd compute {
    accel.array <D1 = 64> mac_energy_pj 0.1 dataflow <D1 = [k = 64]>
    accel.memory @sram_128KB_2rw size_bits 1048576 holds [I1, I2, O] shared_over [D1] read_pj 60 write_pj 75 {
      accel.port @rw_port_1 read_write bandwidth 512 serves [I1 fh, I1 fl, I2 fh, I2 fl, O fh, O fl]
      accel.port @rw_port_2 read_write bandwidth 512 serves [I1 tl, I1 th, I2 tl, I2 th, O tl, O th]
    }
  }
  accel.core_type @offchip offchip {
    accel.memory @dram size_bits 10000000000 holds [I1, I2, O] read_pj 1000 write_pj 1000 {
      accel.port @rw_port_1 read_write bandwidth 64 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th]
    }
  }
  accel.core @core0 : @tpu_like
  accel.core @core1 : @tpu_like
  accel.core @core2 : @tpu_like
  accel.core @core3 : @tpu_like
  accel.core @core4 : @pooling
  accel.core @core5 : @simd
  accel.core @core6 : @offchip
  accel.link @link0 : @core0 <-> @core1 bandwidth 128
  accel.link @link1 : @core1 <-> @core2 bandwidth 128
  accel.link @link2 : @core2 <-> @core3 bandwidth 128
  accel.link @link3 : @core3 <-> @core0 bandwidth 128
  accel.link @link4 : @core0 <-> @core4 bandwidth 128
  accel.link @link5 : @core1 <-> @core4 bandwidth 128
  accel.link @link6 : @core2 <-> @core4 bandwidth 128
  accel.link @link7 : @core3 <-> @core4 bandwidth 128
  accel.link @link8 : @core0 <-> @core5 bandwidth 128
  accel.link @link9 : @core1 <-> @core5 bandwidth 128
  accel.link @link10 : @core2 <-> @core5 bandwidth 128
  accel.link @link11 : @core3 <-> @core5 bandwidth 128
  accel.bus @bus0 [@core0, @core1, @core2, @core3, @core4, @core5, @core6] bandwidth 512
}

// simba_small: an accelerator of Stream's examples, converted from its YAML.
accel.system @simba_small {
  accel.core_type @simba_chiplet compute {
    accel.array <D1 = 4, D2 = 4, D3 = 8, D4 = 8> mac_energy_pj 0.04
    accel.memory @weight_registers size_bits 512 holds [I2] read_pj 0.08 write_pj 0.08 {
      accel.port @r_port_1 read bandwidth 8 serves [I2 tl]
      accel.port @w_port_1 write bandwidth 8 serves [I2 fh]
    }
    accel.memory @weight_buffer size_bits 32768 holds [I2] shared_over [D3, D4] read_pj 0.5 write_pj 0.5 {
      accel.port @r_port_1 read bandwidth 64 serves [I2 tl]
      accel.port @w_port_1 write bandwidth 64 serves [I2 fh]
    }
    accel.memory @accumulation_buffer size_bits 3072 holds [O] shared_over [D3, D4] read_pj 0.1 write_pj 0.1 {
      accel.port @r_port_1 read bandwidth 192 serves [O tl, O th]
      accel.port @w_port_1 write bandwidth 192 serves [O fh, O fl]
    }
    accel.memory @input_buffer size_bits 524288 holds [I1] shared_over [D3, D4] read_pj 7 write_pj 7 {
      accel.port @r_port_1 read bandwidth 64 serves [I1 tl]
      accel.port @w_port_1 write bandwidth 64 serves [I1 fh]
    }
    accel.memory @global_buffer size_bits 2097152 holds [I1, I2, O] shared_over [D1, D2, D3, D4] read_pj 10 write_pj 10 {
      accel.port @r_port_1 read bandwidth 1024 serves [I1 tl, I2 tl, O tl, O th]
      accel.port @w_port_1 write bandwidth 1024 serves [I1 fh, I2 fh, O fh, O fl]
    }
  }
  accel.core_type @simba_offchip offchip {
    accel.memory @dram size_bits 10000000000 holds [I1, I2, O] read_pj 100 write_pj 100 {
      accel.port @rw_port_1 read_write bandwidth 64 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th]
    }
  }
  accel.core @core0 : @simba_chiplet
  accel.core @core1 : @simba_chiplet
  accel.core @core2 : @simba_chiplet
  accel.core @core3 : @simba_chiplet
  accel.core @core4 : @simba_offchip
  accel.link @link0 : @core0 <-> @core1 bandwidth 32
  accel.link @link1 : @core0 <-> @core2 bandwidth 32
  accel.link @link2 : @core1 <-> @core3 bandwidth 32
  accel.link @link3 : @core2 <-> @core3 bandwidth 32
  accel.bus @bus0 [@core0, @core1, @core2, @core3, @core4] bandwidth 128
}

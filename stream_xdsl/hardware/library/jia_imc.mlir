// jia_imc: jia_aimc with in-memory arrays, as docs/validation.md explains.
accel.system @jia_imc {
  accel.core_type @multiplier_array compute precision <in = 4, weight = 4, psum = 16, out = 4> overlaps [onload, offload] stationary [I2] {
    accel.array <D1 = 256, D2 = 64, D3 = 3, D4 = 3, D5 = 2> mac_energy_pj 0.04 serial <bits = 1, cycles = 10> dataflow <D1 = [c = 256], D2 = [k = 64], D3 = [fx = 3], D4 = [fy = 3], D5 = [ox = 2]>
    accel.memory @rf_1B_I1 size_bits 8 holds [I1] shared_over [D2] read_pj 1 write_pj 1.2 {
      accel.port @r_port_1 read bandwidth 8 serves [I1 tl]
      accel.port @w_port_1 write bandwidth 8 serves [I1 fh]
    }
    accel.memory @rf_1B_I2 size_bits 8 holds [I2] read_pj 1 write_pj 1.2 {
      accel.port @r_port_1 read bandwidth 8 serves [I2 tl]
      accel.port @w_port_1 write bandwidth 8 serves [I2 fh]
    }
    accel.memory @rf_4B size_bits 16 holds [O] shared_over [D3, D1, D4, D5] read_pj 1 write_pj 1.2 {
      accel.port @r_port_1 read bandwidth 16 serves [O tl]
      accel.port @r_port_2 read bandwidth 16 serves [O th]
      accel.port @w_port_1 write bandwidth 16 serves [O fh]
      accel.port @w_port_2 write bandwidth 16 serves [O fl]
    }
    accel.memory @l1_w size_bits 2097152 holds [I2] shared_over [D4, D3, D1, D2, D5] read_pj 50 write_pj 55 {
      accel.port @r_port_1 read bandwidth 4096 serves [I2 tl]
      accel.port @w_port_1 write bandwidth 4096 serves [I2 fh]
    }
    accel.memory @l1_i_o size_bits 131072 holds [I1, O] shared_over [D4, D3, D1, D2, D5] read_pj 50 write_pj 55 {
      accel.port @r_port_1 read bandwidth 4096 serves [I1 tl, O tl]
      accel.port @r_port_2 read bandwidth 4096 serves [O th]
      accel.port @w_port_1 write bandwidth 4096 serves [I1 fh, O fh]
      accel.port @w_port_2 write bandwidth 4096 serves [O fl]
    }
  }
  accel.core_type @multiplier_array_2 compute precision <in = 4, weight = 4, psum = 16, out = 4> overlaps [onload, offload] stationary [I2] {
    accel.array <D1 = 256, D2 = 64, D3 = 3, D4 = 3, D5 = 2> mac_energy_pj 0.04 serial <bits = 1, cycles = 10> dataflow <D1 = [c = 256], D2 = [k = 64], D3 = [fx = 3], D4 = [fy = 3], D5 = [ox = 2]>
    accel.memory @rf_1B_I1 size_bits 8 holds [I1] shared_over [D2] read_pj 1 write_pj 1.2 {
      accel.port @r_port_1 read bandwidth 8 serves [I1 tl]
      accel.port @w_port_1 write bandwidth 8 serves [I1 fh]
    }
    accel.memory @rf_1B_I2 size_bits 8 holds [I2] read_pj 1 write_pj 1.2 {
      accel.port @r_port_1 read bandwidth 8 serves [I2 tl]
      accel.port @w_port_1 write bandwidth 8 serves [I2 fh]
    }
    accel.memory @rf_4B size_bits 16 holds [O] shared_over [D3, D1, D4, D5] read_pj 1 write_pj 1.2 {
      accel.port @r_port_1 read bandwidth 16 serves [O tl]
      accel.port @r_port_2 read bandwidth 16 serves [O th]
      accel.port @w_port_1 write bandwidth 16 serves [O fh]
      accel.port @w_port_2 write bandwidth 16 serves [O fl]
    }
    accel.memory @l1_w size_bits 2097152 holds [I2] shared_over [D4, D3, D1, D2, D5] read_pj 50 write_pj 55 {
      accel.port @r_port_1 read bandwidth 8192 serves [I2 tl]
      accel.port @w_port_1 write bandwidth 4096 serves [I2 fh]
    }
    accel.memory @l1_i_o size_bits 131072 holds [I1, O] shared_over [D4, D3, D1, D2, D5] read_pj 50 write_pj 55 {
      accel.port @r_port_1 read bandwidth 4096 serves [I1 tl, O tl]
      accel.port @r_port_2 read bandwidth 4096 serves [O th]
      accel.port @w_port_1 write bandwidth 4096 serves [I1 fh, O fh]
      accel.port @w_port_2 write bandwidth 4096 serves [O fl]
    }
  }
  accel.core_type @multiplier_array_3 compute precision <in = 4, weight = 4, psum = 16, out = 4> overlaps [onload, offload] stationary [I2] {
    accel.array <D1 = 256, D2 = 256, D3 = 3, D4 = 3, D5 = 2> mac_energy_pj 0.04 serial <bits = 1, cycles = 10> dataflow <D1 = [c = 256], D2 = [k = 256], D3 = [fx = 3], D4 = [fy = 3], D5 = [ox = 2]>
    accel.memory @rf_1B_I1 size_bits 8 holds [I1] shared_over [D2] read_pj 1 write_pj 1.2 {
      accel.port @r_port_1 read bandwidth 8 serves [I1 tl]
      accel.port @w_port_1 write bandwidth 8 serves [I1 fh]
    }
    accel.memory @rf_1B_I2 size_bits 8 holds [I2] read_pj 1 write_pj 1.2 {
      accel.port @r_port_1 read bandwidth 8 serves [I2 tl]
      accel.port @w_port_1 write bandwidth 8 serves [I2 fh]
    }
    accel.memory @rf_4B size_bits 16 holds [O] shared_over [D3, D1, D4, D5] read_pj 1 write_pj 1.2 {
      accel.port @r_port_1 read bandwidth 16 serves [O tl]
      accel.port @r_port_2 read bandwidth 16 serves [O th]
      accel.port @w_port_1 write bandwidth 16 serves [O fh]
      accel.port @w_port_2 write bandwidth 16 serves [O fl]
    }
    accel.memory @l1_w size_bits 2097152 holds [I2] shared_over [D4, D3, D1, D2, D5] read_pj 50 write_pj 55 {
      accel.port @r_port_1 read bandwidth 4096 serves [I2 tl]
      accel.port @w_port_1 write bandwidth 4096 serves [I2 fh]
    }
    accel.memory @l1_i_o size_bits 131072 holds [I1, O] shared_over [D4, D3, D1, D2, D5] read_pj 50 write_pj 55 {
      accel.port @r_port_1 read bandwidth 4096 serves [I1 tl, O tl]
      accel.port @r_port_2 read bandwidth 4096 serves [O th]
      accel.port @w_port_1 write bandwidth 4096 serves [I1 fh, O fh]
      accel.port @w_port_2 write bandwidth 4096 serves [O fl]
    }
  }
  accel.core_type @offchip offchip {
    accel.memory @dram size_bits 67108864 holds [I1, I2, O] read_pj 100 write_pj 110 {
      accel.port @r_port_1 read bandwidth 128 serves [I1 tl, I2 tl, O tl, O th]
      accel.port @w_port_1 write bandwidth 128 serves [I1 fh, I2 fh, O fh, O fl]
    }
  }
  accel.core @core0 : @multiplier_array
  accel.core @core1 : @multiplier_array_2
  accel.core @core2 : @multiplier_array_3
  accel.core @core3 : @multiplier_array
  accel.core @core4 : @multiplier_array_2
  accel.core @core5 : @offchip
  accel.link @L0 : @core0 -> @core1 bandwidth 128
  accel.link @L2 : @core1 -> @core2 bandwidth 128
  accel.link @L4 : @core2 -> @core3 bandwidth 128
  accel.link @L6 : @core3 -> @core4 bandwidth 128
  accel.bus @L1 [@core0, @core5] bandwidth 128
  accel.bus @L3 [@core1, @core5] bandwidth 128
  accel.bus @L5 [@core2, @core5] bandwidth 128
  accel.bus @L7 [@core3, @core5] bandwidth 128
  accel.bus @L8 [@core4, @core5] bandwidth 128
}

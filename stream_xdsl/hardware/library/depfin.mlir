// depfin: a chip with published measurements, converted from its YAML.
accel.system @depfin {
  accel.core_type @multiplier_array compute {
    accel.array <D1 = 128, D2 = 16> mac_energy_pj 0.04 dataflow <D1 = [ox = 128], D2 = [k = 16]>
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
    accel.memory @l1_w size_bits 4194304 holds [I2] shared_over [D1, D2] read_pj 50 write_pj 55 {
      accel.port @r_port_1 read bandwidth 128 serves [I2 tl]
      accel.port @w_port_1 write bandwidth 128 serves [I2 fh]
    }
    accel.memory @l1_act size_bits 8388608 holds [I1, O] shared_over [D1, D2] read_pj 265.6 write_pj 308 {
      accel.port @rw_port_1 read_write bandwidth 64 to 1024 serves [I1 fh, I1 tl, O fh, O tl]
      accel.port @rw_port_2 read_write bandwidth 64 to 1024 serves [O fl, O th]
    }
  }
  accel.core_type @offchip offchip {
    accel.memory @dram size_bits 1000000000000 holds [I1, I2, O] read_pj 100 write_pj 110 {
      accel.port @rw_port_1 read_write bandwidth 64 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th]
    }
  }
  accel.core @core0 : @multiplier_array
  accel.core @core1 : @offchip
  accel.bus @L0 [@core0, @core1] bandwidth 64
}

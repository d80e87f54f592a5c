// tpu_v7_ironwood: an accelerator of Stream's examples, converted from its YAML.
accel.system @tpu_v7_ironwood {
  accel.core_type @tpu_v7_mxu compute precision <in = 16, weight = 16, psum = 32, out = 16> runs [conv, matmul] {
    accel.array <D1 = 256, D2 = 256> mac_energy_pj 0.02
    accel.memory @wreg size_bits 32 holds [I2] read_pj 0.02 write_pj 0.02 {
      accel.port @r_port_1 read bandwidth 16 serves [I2 tl]
      accel.port @w_port_1 write bandwidth 16 serves [I2 fh]
    }
    accel.memory @accumulator size_bits 8192 holds [O] shared_over [D2] read_pj 0.01 write_pj 0.01 {
      accel.port @r_port_1 read bandwidth 8192 serves [O tl]
      accel.port @r_port_2 read bandwidth 8192 serves [O th]
      accel.port @w_port_1 write bandwidth 8192 serves [O fh]
      accel.port @w_port_2 write bandwidth 8192 serves [O fl]
    }
    accel.memory @operand_buffer size_bits 16777216 holds [I1, I2, O] shared_over [D1, D2] read_pj 120 write_pj 130 {
      accel.port @r_port_1 read bandwidth 256 to 416974 serves [I1 tl, I2 tl, O tl, O th]
      accel.port @w_port_1 write bandwidth 256 to 416974 serves [I1 fh, I2 fh, O fh, O fl]
    }
  }
  accel.core_type @tpu_v7_vpu compute precision <in = 32, weight = 32, psum = 32, out = 32> runs [elementwise, reduction] {
    accel.array <D1 = 8, D2 = 128> mac_energy_pj 0.06
    accel.memory @vregs size_bits 2097152 holds [I1, I2, O] shared_over [D1, D2] read_pj 0.05 write_pj 0.05 {
      accel.port @rw_port_1 read_write bandwidth 512 to 52131 serves [I1 tl, I2 tl, O tl, O th]
      accel.port @rw_port_2 read_write bandwidth 512 to 52131 serves [I1 fh, I2 fh, O fh, O fl]
    }
    accel.memory @operand_buffer size_bits 16777216 holds [I1, I2, O] shared_over [D1, D2] read_pj 120 write_pj 130 {
      accel.port @r_port_1 read bandwidth 256 to 416974 serves [I1 tl, I2 tl, O tl, O th]
      accel.port @w_port_1 write bandwidth 256 to 416974 serves [I1 fh, I2 fh, O fh, O fl]
    }
  }
  accel.core_type @tpu_v7_vmem memory {
    accel.memory @vmem size_bits 536870912 holds [I1, I2, O] read_pj 200 write_pj 220 {
      accel.port @r_port_1 read bandwidth 256 to 416974 serves [I1 tl, I2 tl, O tl, O th]
      accel.port @w_port_1 write bandwidth 256 to 416974 serves [I1 fh, I2 fh, O fh, O fl]
    }
  }
  accel.core_type @tpu_v7_hbm offchip {
    accel.memory @hbm3e size_bits 3298534883328 holds [I1, I2, O] read_pj 4000 write_pj 4000 {
      accel.port @rw_port_1 read_write bandwidth 256 to 107345 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th]
    }
  }
  accel.core @core0 : @tpu_v7_mxu at [0, 0]
  accel.core @core1 : @tpu_v7_mxu at [0, 1]
  accel.core @core2 : @tpu_v7_mxu at [0, 2]
  accel.core @core3 : @tpu_v7_mxu at [0, 3]
  accel.core @core4 : @tpu_v7_mxu at [0, 4]
  accel.core @core5 : @tpu_v7_mxu at [0, 5]
  accel.core @core6 : @tpu_v7_mxu at [0, 6]
  accel.core @core7 : @tpu_v7_mxu at [0, 7]
  accel.core @core8 : @tpu_v7_vpu at [0, 8]
  accel.core @core9 : @tpu_v7_vmem at [0, 9]
  accel.core @core10 : @tpu_v7_mxu at [1, 0]
  accel.core @core11 : @tpu_v7_mxu at [1, 1]
  accel.core @core12 : @tpu_v7_mxu at [1, 2]
  accel.core @core13 : @tpu_v7_mxu at [1, 3]
  accel.core @core14 : @tpu_v7_mxu at [1, 4]
  accel.core @core15 : @tpu_v7_mxu at [1, 5]
  accel.core @core16 : @tpu_v7_mxu at [1, 6]
  accel.core @core17 : @tpu_v7_mxu at [1, 7]
  accel.core @core18 : @tpu_v7_vpu at [1, 8]
  accel.core @core19 : @tpu_v7_vmem at [1, 9]
  accel.core @core20 : @tpu_v7_mxu at [2, 0]
  accel.core @core21 : @tpu_v7_mxu at [2, 1]
  accel.core @core22 : @tpu_v7_mxu at [2, 2]
  accel.core @core23 : @tpu_v7_mxu at [2, 3]
  accel.core @core24 : @tpu_v7_mxu at [2, 4]
  accel.core @core25 : @tpu_v7_mxu at [2, 5]
  accel.core @core26 : @tpu_v7_mxu at [2, 6]
  accel.core @core27 : @tpu_v7_mxu at [2, 7]
  accel.core @core28 : @tpu_v7_vpu at [2, 8]
  accel.core @core29 : @tpu_v7_vmem at [2, 9]
  accel.core @core30 : @tpu_v7_mxu at [3, 0]
  accel.core @core31 : @tpu_v7_mxu at [3, 1]
  accel.core @core32 : @tpu_v7_mxu at [3, 2]
  accel.core @core33 : @tpu_v7_mxu at [3, 3]
  accel.core @core34 : @tpu_v7_mxu at [3, 4]
  accel.core @core35 : @tpu_v7_mxu at [3, 5]
  accel.core @core36 : @tpu_v7_mxu at [3, 6]
  accel.core @core37 : @tpu_v7_mxu at [3, 7]
  accel.core @core38 : @tpu_v7_vpu at [3, 8]
  accel.core @core39 : @tpu_v7_vmem at [3, 9]
  accel.core @core40 : @tpu_v7_hbm at [0, 10]
  accel.link @link0 : @core9 <-> @core19 bandwidth 208487
  accel.link @link1 : @core29 <-> @core39 bandwidth 208487
  accel.link @link2 : @core19 <-> @core29 bandwidth 8727
  accel.bus @bus0 [@core0, @core1, @core2, @core3, @core4, @core5, @core6, @core7, @core8, @core9] bandwidth 416974
  accel.bus @bus1 [@core10, @core11, @core12, @core13, @core14, @core15, @core16, @core17, @core18, @core19] bandwidth 416974
  accel.bus @bus2 [@core20, @core21, @core22, @core23, @core24, @core25, @core26, @core27, @core28, @core29] bandwidth 416974
  accel.bus @bus3 [@core30, @core31, @core32, @core33, @core34, @core35, @core36, @core37, @core38, @core39] bandwidth 416974
  accel.bus @bus4 [@core9, @core19, @core29, @core39, @core40] bandwidth 107345
}

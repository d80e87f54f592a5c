// simba: an accelerator of Stream's examples, converted from its YAML.
accel.system @simba {
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
  accel.core @core4 : @simba_chiplet
  accel.core @core5 : @simba_chiplet
  accel.core @core6 : @simba_chiplet
  accel.core @core7 : @simba_chiplet
  accel.core @core8 : @simba_chiplet
  accel.core @core9 : @simba_chiplet
  accel.core @core10 : @simba_chiplet
  accel.core @core11 : @simba_chiplet
  accel.core @core12 : @simba_chiplet
  accel.core @core13 : @simba_chiplet
  accel.core @core14 : @simba_chiplet
  accel.core @core15 : @simba_chiplet
  accel.core @core16 : @simba_chiplet
  accel.core @core17 : @simba_chiplet
  accel.core @core18 : @simba_chiplet
  accel.core @core19 : @simba_chiplet
  accel.core @core20 : @simba_chiplet
  accel.core @core21 : @simba_chiplet
  accel.core @core22 : @simba_chiplet
  accel.core @core23 : @simba_chiplet
  accel.core @core24 : @simba_chiplet
  accel.core @core25 : @simba_chiplet
  accel.core @core26 : @simba_chiplet
  accel.core @core27 : @simba_chiplet
  accel.core @core28 : @simba_chiplet
  accel.core @core29 : @simba_chiplet
  accel.core @core30 : @simba_chiplet
  accel.core @core31 : @simba_chiplet
  accel.core @core32 : @simba_chiplet
  accel.core @core33 : @simba_chiplet
  accel.core @core34 : @simba_chiplet
  accel.core @core35 : @simba_chiplet
  accel.core @core36 : @simba_offchip
  accel.link @link0 : @core0 <-> @core1 bandwidth 256
  accel.link @link1 : @core0 <-> @core6 bandwidth 256
  accel.link @link2 : @core1 <-> @core2 bandwidth 256
  accel.link @link3 : @core1 <-> @core7 bandwidth 256
  accel.link @link4 : @core2 <-> @core3 bandwidth 256
  accel.link @link5 : @core2 <-> @core8 bandwidth 256
  accel.link @link6 : @core3 <-> @core4 bandwidth 256
  accel.link @link7 : @core3 <-> @core9 bandwidth 256
  accel.link @link8 : @core4 <-> @core5 bandwidth 256
  accel.link @link9 : @core4 <-> @core10 bandwidth 256
  accel.link @link10 : @core5 <-> @core11 bandwidth 256
  accel.link @link11 : @core6 <-> @core7 bandwidth 256
  accel.link @link12 : @core6 <-> @core12 bandwidth 256
  accel.link @link13 : @core7 <-> @core8 bandwidth 256
  accel.link @link14 : @core7 <-> @core13 bandwidth 256
  accel.link @link15 : @core8 <-> @core9 bandwidth 256
  accel.link @link16 : @core8 <-> @core14 bandwidth 256
  accel.link @link17 : @core9 <-> @core10 bandwidth 256
  accel.link @link18 : @core9 <-> @core15 bandwidth 256
  accel.link @link19 : @core10 <-> @core11 bandwidth 256
  accel.link @link20 : @core10 <-> @core16 bandwidth 256
  accel.link @link21 : @core11 <-> @core17 bandwidth 256
  accel.link @link22 : @core12 <-> @core13 bandwidth 256
  accel.link @link23 : @core12 <-> @core18 bandwidth 256
  accel.link @link24 : @core13 <-> @core14 bandwidth 256
  accel.link @link25 : @core13 <-> @core19 bandwidth 256
  accel.link @link26 : @core14 <-> @core15 bandwidth 256
  accel.link @link27 : @core14 <-> @core20 bandwidth 256
  accel.link @link28 : @core15 <-> @core16 bandwidth 256
  accel.link @link29 : @core15 <-> @core21 bandwidth 256
  accel.link @link30 : @core16 <-> @core17 bandwidth 256
  accel.link @link31 : @core16 <-> @core22 bandwidth 256
  accel.link @link32 : @core17 <-> @core23 bandwidth 256
  accel.link @link33 : @core18 <-> @core19 bandwidth 256
  accel.link @link34 : @core18 <-> @core24 bandwidth 256
  accel.link @link35 : @core19 <-> @core20 bandwidth 256
  accel.link @link36 : @core19 <-> @core25 bandwidth 256
  accel.link @link37 : @core20 <-> @core21 bandwidth 256
  accel.link @link38 : @core20 <-> @core26 bandwidth 256
  accel.link @link39 : @core21 <-> @core22 bandwidth 256
  accel.link @link40 : @core21 <-> @core27 bandwidth 256
  accel.link @link41 : @core22 <-> @core23 bandwidth 256
  accel.link @link42 : @core22 <-> @core28 bandwidth 256
  accel.link @link43 : @core23 <-> @core29 bandwidth 256
  accel.link @link44 : @core24 <-> @core25 bandwidth 256
  accel.link @link45 : @core24 <-> @core30 bandwidth 256
  accel.link @link46 : @core25 <-> @core26 bandwidth 256
  accel.link @link47 : @core25 <-> @core31 bandwidth 256
  accel.link @link48 : @core26 <-> @core27 bandwidth 256
  accel.link @link49 : @core26 <-> @core32 bandwidth 256
  accel.link @link50 : @core27 <-> @core28 bandwidth 256
  accel.link @link51 : @core27 <-> @core33 bandwidth 256
  accel.link @link52 : @core28 <-> @core29 bandwidth 256
  accel.link @link53 : @core28 <-> @core34 bandwidth 256
  accel.link @link54 : @core29 <-> @core35 bandwidth 256
  accel.link @link55 : @core30 <-> @core31 bandwidth 256
  accel.link @link56 : @core31 <-> @core32 bandwidth 256
  accel.link @link57 : @core32 <-> @core33 bandwidth 256
  accel.link @link58 : @core33 <-> @core34 bandwidth 256
  accel.link @link59 : @core34 <-> @core35 bandwidth 256
  accel.link @link60 : @core36 <-> @core0 bandwidth 256
  accel.link @link61 : @core36 <-> @core1 bandwidth 256
  accel.link @link62 : @core36 <-> @core2 bandwidth 256
  accel.link @link63 : @core36 <-> @core3 bandwidth 256
  accel.link @link64 : @core36 <-> @core4 bandwidth 256
  accel.link @link65 : @core36 <-> @core5 bandwidth 256
}

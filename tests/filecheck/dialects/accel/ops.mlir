// RUN: ROUNDTRIP
// RUN: GENERIC_ROUNDTRIP

// Names that are no identifiers, discardable attributes, extreme numbers, static power.
// CHECK-LABEL: accel.system @"a machine" attributes {note = "n"} {
accel.system @"a machine" attributes {note = "n"} {
  // CHECK-NEXT: accel.core_type @"core type" compute static_power_pj_per_cycle 1.0e-05 attributes {area = 2 : i64} {
  accel.core_type @"core type" compute static_power_pj_per_cycle 0.00001 attributes {area = 2 : i64} {
    // CHECK-NEXT: accel.array <"D 1" = 2, D2 = 3> mac_energy_pj 1.0e-05
    accel.array <"D 1" = 2, D2 = 3> mac_energy_pj 0.00001
    // CHECK-NEXT: accel.memory @m size_bits 9223372036854775807 holds [I1, I2, O] shared_over ["D 1", D2] read_pj 1.0e+300 write_pj 0.1 static_power_pj_per_cycle 7 attributes {area = 3 : i64} {
    accel.memory @m size_bits 9223372036854775807 holds [I1, I2, O] shared_over ["D 1", D2] read_pj 1.0e300 write_pj 1.0e-1 static_power_pj_per_cycle 7.0 attributes {area = 3 : i64} {
      // CHECK-NEXT: accel.port @p read_write bandwidth 1 to 2 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh] {ecc}
      accel.port @p read_write bandwidth 1 to 2 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh] {ecc}
      // CHECK-NEXT: }
    }
    // CHECK-NEXT: }
  }
  // CHECK-NEXT: accel.core_type @in_memory compute precision <in = 4, weight = 4, psum = 16, out = 4> runs [mac] overlaps [onload, offload] stationary [I2] {
  accel.core_type @in_memory compute precision <in = 4, weight = 4, psum = 16, out = 4> runs [mac] overlaps ["onload", offload] stationary [I2] {
    // CHECK-NEXT: accel.array <D1 = 2> mac_energy_pj 1 serial <bits = 1, cycles = 10> dataflow <D1 = [k = 2]>
    accel.array <D1 = 2> mac_energy_pj 1 serial <bits = 1, cycles = 10> dataflow <D1 = [k = 2]>
    accel.memory @cell size_bits 4 holds [I2] read_pj 0 write_pj 1 {
      accel.port @p read_write bandwidth 4 serves [I2 tl, I2 fh]
    }
    accel.memory @m size_bits 64 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  // CHECK: accel.core_type @dram offchip {
  accel.core_type @dram offchip {
    // CHECK-NEXT: accel.memory @m size_bits 9223372036854775807 holds [I1, I2, O] read_pj 12345678.9 write_pj 0 static_power_pj_per_cycle 7 {
    accel.memory @m size_bits 9223372036854775807 holds [I1, I2, O] shared_over [] read_pj 12345678.9 write_pj 0.0 static_power_pj_per_cycle 7 {
      accel.port @p read_write bandwidth 8 to 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
      // Inputs that also travel upwards are unusual and harmless.
      // CHECK: accel.port @q read bandwidth 8 serves [I1 th]
      accel.port @q read bandwidth 8 serves [I1 th]
    }
  }
  // CHECK:      accel.core @"core 0" : @"core type" at [-1, 2] {dvfs}
  accel.core @"core 0" : @"core type" at [-1, 2] {dvfs}
  // CHECK-NEXT: accel.core @core1 : @dram
  accel.core @core1 : @dram
  // CHECK-NEXT: accel.link @link0 : @"core 0" <-> @core1 bandwidth 32 {serdes}
  accel.link @link0 : @"core 0" <-> @core1 bandwidth 32 energy_pj_per_bit 0 latency_cycles 0 {serdes}
  // CHECK-NEXT: accel.bus @bus0 [@"core 0", @core1] bandwidth 32 energy_pj_per_bit 0.5 latency_cycles 1 {ring}
  accel.bus @bus0 [@"core 0", @core1] bandwidth 32 energy_pj_per_bit 0.5 latency_cycles 1 {ring}
  // CHECK-NEXT: accel.shared_memory [@"core 0"::@m, @core1::@m] {banked}
  accel.shared_memory [@"core 0"::@m, @core1::@m] {banked}
  // CHECK-NEXT: }
}

// The sample of the language reference is complete and valid, in both forms.
// RUN: stream-opt %S/../../../../dialects/accel.mlir | stream-opt | filecheck %s
// RUN: stream-opt %S/../../../../dialects/accel.mlir --print-op-generic | stream-opt | filecheck %s

// CHECK:       accel.system @sample {
// CHECK-NEXT:    accel.core_type @matrix compute precision <in = 16, weight = 16, psum = 32, out = 16> runs [mac, add] static_power_pj_per_cycle 12.5 {
// CHECK-NEXT:      accel.array <D1 = 16, D2 = 32> mac_energy_pj 0.04 dataflow <D1 = [k = 16], D2 = [c = 8, fx = 3]>
// CHECK-NEXT:      accel.memory @wreg size_bits 16 holds [I2] read_pj 0.01 write_pj 0.01 {
// CHECK-NEXT:        accel.port @r read bandwidth 16 serves [I2 tl]
// CHECK:           accel.memory @acc size_bits 32 holds [O] shared_over [D2] read_pj 0.02 write_pj 0.02 static_power_pj_per_cycle 0.001 {
// CHECK:             accel.port @rw0 read_write bandwidth 64 to 1024 serves [I1 tl, I1 fh, I2 tl, I2 fh]
// CHECK:         accel.core @offchip : @dram
// CHECK-NEXT:    accel.link @mesh0 : @core0 <-> @core1 bandwidth 64 energy_pj_per_bit 0.05 latency_cycles 1
// CHECK-NEXT:    accel.link @forward : @core0 -> @vec bandwidth 32
// CHECK-NEXT:    accel.bus @noc [@core0, @core1, @pad] bandwidth 256 energy_pj_per_bit 0.1
// CHECK-NEXT:    accel.bus @all [@core0, @pad, @offchip] bandwidth 64 latency_cycles 8
// CHECK-NEXT:    accel.bus @feed [@pad] -> [@vec, @core1] bandwidth 128
// CHECK-NEXT:    accel.shared_memory [@core1::@sram, @vec::@sram]
// CHECK-NEXT:  }

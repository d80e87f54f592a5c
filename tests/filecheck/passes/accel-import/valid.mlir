// RUN: stream-opt %s -p 'accel-import{name=tpu_like_quad_core}' | filecheck %s
// RUN: xdsl-opt %s -p 'accel-import{name=tpu_like_quad_core}' | filecheck %s
// RUN: stream-opt %s -p 'accel-import{file="%S/Inputs/duo.yaml"}' | filecheck %s --check-prefix=YAML
// RUN: stream-opt %s -p 'accel-import{file="%S/Inputs/duo.yaml" strict-operator-types=true}' | filecheck %s --check-prefix=STRICT
// RUN: stream-opt %s -p 'accel-import{file="%S/../../../../dialects/accel.mlir"}' | filecheck %s --check-prefix=TEXT
// RUN: stream-opt %s -p 'accel-import{name=simba},accel-import{name=simba_small}' | filecheck %s --check-prefix=TWO

// What is there stays in front.
func.func private @before() -> ()

// CHECK:       func.func private @before
// CHECK-NEXT:  accel.system @tpu_like_quad_core {
// CHECK-NEXT:    accel.core_type @tpu_like compute {
// CHECK-NEXT:      accel.array <D1 = 32, D2 = 32> mac_energy_pj 0.04
// CHECK-NEXT:      accel.memory @rf_128B size_bits 1024 holds [I2] read_pj 0.095 write_pj 0.095 {
// CHECK-NEXT:        accel.port @r_port_1 read bandwidth 8 serves [I2 tl]
// CHECK-NEXT:        accel.port @w_port_1 write bandwidth 8 serves [I2 fh]
// CHECK:         accel.core_type @pooling compute runs [avgpool, maxpool] {
// CHECK:         accel.core_type @simd compute runs [elementwise, reduction] {
// CHECK:         accel.core_type @offchip offchip {
// CHECK:         accel.core @core6 : @offchip at [1, 2]
// CHECK-NEXT:    accel.link @link0 : @core0 <-> @core1 bandwidth 32
// CHECK:         accel.bus @bus0 [@core0, @core1, @core2, @core3, @core4, @core5, @core6] bandwidth 128

// YAML:       accel.system @duo {
// YAML-NEXT:    accel.core_type @pe compute precision <in = 16, weight = 16, psum = 32, out = 16> runs [conv, elementwise, reduction] {
// YAML-NEXT:      accel.array <D1 = 4, D2 = 8> mac_energy_pj 0.04 dataflow <D1 = [k = 4]>
// YAML-NEXT:      accel.memory @rf size_bits 32 holds [O] shared_over [D2] read_pj 0.02 write_pj 0.03 {
// YAML-NEXT:        accel.port @r read bandwidth 16 serves [O tl, O th]
// YAML-NEXT:        accel.port @w write bandwidth 16 serves [O fh, O fl]
// YAML-NEXT:      }
// YAML-NEXT:      accel.memory @sram size_bits 524288 holds [I1, I2, O] shared_over [D1, D2] read_pj 100 write_pj 110 {
// YAML-NEXT:        accel.port @rw read_write bandwidth 64 to 512 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th]
// YAML:         accel.core_type @dram offchip {
// YAML-NEXT:      accel.memory @dram size_bits 8589934592 holds [I1, I2, O] read_pj 1000 write_pj 1000 {
// YAML:         accel.core @core0 : @pe at [0, 0]
// YAML-NEXT:    accel.core @core1 : @pe
// YAML-NEXT:    accel.core @core2 : @dram at [0, 1]
// 16 pJ for a cycle in which all 32 wires carry a bit.
// YAML-NEXT:    accel.link @link0 : @core0 <-> @core1 bandwidth 32 energy_pj_per_bit 0.5
// YAML-NEXT:    accel.bus @bus0 [@core0, @core1, @core2] bandwidth 64
// YAML-NEXT:    accel.shared_memory [@core0::@sram, @core1::@sram]

// STRICT:     accel.core_type @pe compute precision <in = 16, weight = 16, psum = 32, out = 16> runs [conv, relu] {

// TEXT:       func.func private @before
// TEXT-NEXT:  accel.system @sample {

// TWO:        accel.system @simba {
// TWO:        accel.system @simba_small {

// The machine of examples/accelerators/README.md is valid, and prints as it is written.
// RUN: stream-opt %repo/examples/accelerators/my_dual_core.mlir | stream-opt | filecheck %s

// CHECK:       accel.system @my_dual_core {
// CHECK:         accel.core_type @matrix compute precision <in = 8, weight = 8, psum = 32, out = 8> runs [conv, matmul] {
// CHECK:           accel.memory @sums size_bits 32 holds [O] shared_over [D2] read_pj 0.02 write_pj 0.02 {
// CHECK:         accel.link @between : @left <-> @right bandwidth 128 energy_pj_per_bit 0.05
// CHECK-NEXT:    accel.bus @noc [@left, @right, @lanes, @pad] bandwidth 512 energy_pj_per_bit 0.1
// CHECK-NEXT:    accel.link @ddr : @pad <-> @memory bandwidth 64 energy_pj_per_bit 2 latency_cycles 20

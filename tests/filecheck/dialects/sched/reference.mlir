// The sample of the language reference is complete and valid, in both forms; stock mlir-opt keeps it as it is.
// RUN: stream-opt %S/../../../../dialects/sched.mlir | stream-opt | filecheck %s
// RUN: stream-opt %S/../../../../dialects/sched.mlir --print-op-generic | stream-opt | filecheck %s
// RUN: %if mlir-opt %{ stream-opt %S/../../../../dialects/sched.mlir --print-op-generic | %mlir-opt --allow-unregistered-dialect | stream-opt | filecheck %s %}

// CHECK:       sched.program @net_on_duo of @net on @duo
// CHECK-NEXT:    tasks dense<{{\[\[}}0, 12, 16, 36], [1, 28, 16, 52], [0, 36, 2, 42], [1, 52, 2, 58]]> : tensor<4x4xi64>
// CHECK-NEXT:    transfers dense<{{\[\[}}0, 0, 4, 256, 28], {{.*}}, [1, 54, 4, 256, -1]]> : tensor<7x5xi64>
// CHECK-NEXT:    totals <latency_cycles = 58, latency_lower_bound_cycles = 32, energy_pj = 3520, energy_lower_bound_pj = 2000, macs = 512, array_utilisation = 0.275, offchip_read_bits = 1024, offchip_write_bits = 512,
// CHECK-NEXT:      peaks = [<memory = @core0::@sram, used_bits = 1280>, <memory = @core1::@sram, used_bits = 512>],
// CHECK-NEXT:      causes = <compute_pj = 288, weights_pj = 1088, activations_pj = 1312, spill_pj = 0, output_pj = 832>,
// CHECK-NEXT:      cores = [<core = @core0, array_pj = 256, memories = [<memory = @sram, access_pj = 768>]>, <core = @core1, array_pj = 32, memories = [<memory = @sram, access_pj = 160>]>, <core = @dram, memories = [<memory = @dram, access_pj = 1536>]>],
// CHECK-NEXT:      interconnect = [<medium = @bus0, energy_pj = 768>],
// CHECK-NEXT:      layers = [<layer = "fc", energy_pj = 2624>, <layer = "relu", energy_pj = 896>],
// CHECK-NEXT:      stacks = [<stack = "front", start_cycle = 12, end_cycle = 54, energy_pj = 3520>]> {
// CHECK-NEXT:    sched.compute "fc"[0] on @core0 rows 0 to 2 energy_pj 832
// CHECK-NEXT:    sched.compute "relu"[0] on @core1 rows 2 to 4 energy_pj 64
// CHECK-NEXT:    sched.transfer load "x" for "fc"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 0 to 2 energy_pj 832
// CHECK-NEXT:    sched.transfer load "w" for "fc"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 2 to 3 energy_pj 832
// CHECK-NEXT:    sched.transfer move "fc"[0] from @core0::@sram to @core1::@sram via [@link0 reverse] rows 3 to 5 energy_pj 128
// CHECK-NEXT:    sched.transfer store "relu"[0] from @core1::@sram to @dram::@dram via [@bus0] rows 5 to 7 energy_pj 832
// CHECK-NEXT:  }

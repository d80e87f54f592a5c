// The sample of the language reference is complete and valid, in both forms; stock mlir-opt keeps it as it is.
// RUN: stream-opt %S/../../../../dialects/sched.mlir | stream-opt | filecheck %s
// RUN: stream-opt %S/../../../../dialects/sched.mlir --print-op-generic | stream-opt | filecheck %s
// RUN: stream-opt %S/../../../../dialects/sched.mlir -p sched-expand | filecheck %s --check-prefix=EXPANDED
// RUN: sed '1,/^builtin.module @rolled/d; $d' %S/../../../../dialects/sched.mlir > %t.mlir
// RUN: stream-opt %t.mlir -o %t.rolled.mlir
// RUN: stream-opt %t.mlir -p sched-unroll,sched-annotate-cost,sched-verify,sched-roll -o %t.again.mlir
// RUN: stream-opt %t.mlir -p sched-unroll,sched-roll | diff %t.rolled.mlir -
// RUN: %if mlir-opt %{ stream-opt %S/../../../../dialects/sched.mlir --print-op-generic | %mlir-opt --allow-unregistered-dialect | stream-opt | filecheck %s %}

// CHECK:       sched.program @net_on_duo of @net on @duo
// CHECK-NEXT:    tasks dense<{{\[\[}}0, 12, 16, 36], [1, 28, 16, 52], [0, 36, 2, 42], [1, 52, 2, 58]]> : tensor<4x4xi64>
// CHECK-NEXT:    transfers dense<{{\[\[}}0, 0, 4, 256, 28], {{.*}}, [1, 54, 4, 256, -1]]> : tensor<7x5xi64>
// CHECK-NEXT:    addresses <
// CHECK-NEXT:      tasks = dense<[1024, 0, 256, 256]> : tensor<4xi64>,
// CHECK-NEXT:      transfers = dense<{{\[\[}}0, 0], [0, 768], {{.*}}, [256, 1024]]> : tensor<7x2xi64>,
// CHECK-NEXT:      layouts = [
// CHECK-NEXT:        <memory = @core0::@sram, peak_bits = 1280, height_bits = 1280>,
// CHECK-NEXT:        <memory = @core1::@sram, peak_bits = 512, height_bits = 512>,
// CHECK-NEXT:        <memory = @dram::@dram, peak_bits = 1536, height_bits = 1536>],
// CHECK-NEXT:      regions = [
// CHECK-NEXT:        <tensor = "x", memory = @dram::@dram, address_bits = 0, size_bits = 512>,
// CHECK-NEXT:        <tensor = "w", memory = @dram::@dram, address_bits = 512, size_bits = 512>,
// CHECK-NEXT:        <tensor = "relu", memory = @dram::@dram, address_bits = 1024, size_bits = 512>]>
// CHECK-NEXT:    totals <latency_cycles = 58, latency_bounds = <compute_cycles = 18, core_ports_cycles = 30, offchip_ports_cycles = 24, offchip_channels_cycles = 24, channels_cycles = 24, critical_path_cycles = 24>, energy_pj = 3520, energy_lower_bound_pj = 2592, macs = 512, array_utilisation = 0.275, offchip_read_bits = 1024, offchip_write_bits = 512,
// CHECK-NEXT:      busiest = [<resource = @core0, busy_cycles = 32>, <resource = @core0::@sram::@rw, busy_cycles = 52>, <resource = @bus0, busy_cycles = 24>],
// CHECK-NEXT:      peaks = [<memory = @core0::@sram, used_bits = 1280>, <memory = @core1::@sram, used_bits = 512>],
// CHECK-NEXT:      causes = <compute_pj = 288, weights_pj = 1088, activations_pj = 1312, spill_pj = 0, output_pj = 832>,
// CHECK-NEXT:      cores = [<core = @core0, array_pj = 256, memories = [<memory = @sram, access_pj = 768>]>, <core = @core1, array_pj = 32, memories = [<memory = @sram, access_pj = 160>]>, <core = @dram, memories = [<memory = @dram, access_pj = 1536>]>],
// CHECK-NEXT:      interconnect = [<medium = @bus0, energy_pj = 768>],
// CHECK-NEXT:      layers = [<layer = "fc", energy_pj = 2624>, <layer = "relu", energy_pj = 896>],
// CHECK-NEXT:      stacks = [<stack = "front", start_cycle = 12, end_cycle = 54, energy_pj = 3520, data_start_cycle = 0, data_end_cycle = 58, latency_bounds = <compute_cycles = 18, core_ports_cycles = 30, offchip_ports_cycles = 24, offchip_channels_cycles = 24, channels_cycles = 24, critical_path_cycles = 24>, energy_lower_bound_pj = 2592>]> {
// CHECK-NEXT:    sched.compute "fc"[0] on @core0 rows 0 to 2 energy_pj 832
// CHECK-NEXT:    sched.compute "relu"[0] on @core1 rows 2 to 4 energy_pj 64
// CHECK-NEXT:    sched.transfer load "x" for "fc"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 0 to 2 energy_pj 832
// CHECK-NEXT:    sched.transfer load "w" for "fc"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 2 to 3 energy_pj 832
// CHECK-NEXT:    sched.transfer move "fc"[0] from @core0::@sram to @core1::@sram via [@link0 reverse] rows 3 to 5 energy_pj 128
// CHECK-NEXT:    sched.transfer store "relu"[0] from @core1::@sram to @dram::@dram via [@bus0] rows 5 to 7 energy_pj 832
// CHECK-NEXT:  }

// mlir-opt names values anew.
// CHECK:       sched.expanded @net_on_duo_expanded of @net on @duo {
// CHECK-NEXT:    %{{.*}} = sched.copy load "x" for tile 0 of "fc"[0] from @dram::@dram to @core0::@sram via [@bus0] bits 256 at 0 for 4 until 28
// CHECK-NEXT:    %{{.*}} = sched.copy load "w" for tile 0 of "fc"[0] from @dram::@dram to @core0::@sram via [@bus0] bits 512 at 4 for 8 until 44
// CHECK-NEXT:    %{{.*}} = sched.tile 0 of "fc"[0] on @core0 after (%{{.*}}, %{{.*}}) at 12 for 16 until 36 energy_pj 416
// CHECK-NEXT:    %{{.*}} = sched.copy load "x" for tile 1 of "fc"[0] from @dram::@dram to @core0::@sram via [@bus0] bits 256 at 12 for 4 until 44
// CHECK-NEXT:    %{{.*}} = sched.tile 1 of "fc"[0] on @core0 after (%{{.*}}, %{{.*}}) at 28 for 16 until 52 energy_pj 416
// CHECK-NEXT:    %{{.*}} = sched.copy move tile 0 of "fc"[0] from @core0::@sram to @core1::@sram via [@link0 reverse] bits 256 after (%{{.*}}) at 28 for 8 until 38
// CHECK-NEXT:    %{{.*}} = sched.tile 0 of "relu"[0] on @core1 after (%{{.*}}) at 36 for 2 until 42 energy_pj 32
// CHECK-NEXT:    %{{.*}} = sched.copy store tile 0 of "relu"[0] from @core1::@sram to @dram::@dram via [@bus0] bits 256 after (%{{.*}}) at 38 for 4
// CHECK-NEXT:    %{{.*}} = sched.copy move tile 1 of "fc"[0] from @core0::@sram to @core1::@sram via [@link0 reverse] bits 256 after (%{{.*}}) at 44 for 8 until 54
// CHECK-NEXT:    %{{.*}} = sched.tile 1 of "relu"[0] on @core1 after (%{{.*}}) at 52 for 2 until 58 energy_pj 32
// CHECK-NEXT:    %{{.*}} = sched.copy store tile 1 of "relu"[0] from @core1::@sram to @dram::@dram via [@bus0] bits 256 after (%{{.*}}) at 54 for 4
// CHECK-NEXT:  }

// CHECK:       sched.program @long_on_mono of @long on @mono
// CHECK-NEXT:      tasks dense<{{\[\[}}0, 4, 2, 14], [7, 74, 2, 80]]> : tensor<2x4xi64>
// CHECK-NEXT:      transfers dense<{{\[\[}}0, 0, 4, 256, 6], [1, 6, 4, 256, 16], [0, 10, 4, 256, -1], [7, 76, 4, 256, -1]]> : tensor<4x5xi64> {
// CHECK-NEXT:      sched.compute "relu"[0] on @core0 rows 0 to 2 energy_pj 256
// CHECK-NEXT:      sched.transfer load "x" for "relu"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 0 to 2 energy_pj 3328
// CHECK-NEXT:      sched.transfer store "relu"[0] from @core0::@sram to @dram::@dram via [@bus0] rows 2 to 4 energy_pj 3328
// CHECK-NEXT:      sched.loop from 4 every 10 for 7 trips {
// CHECK-NEXT:        sched.repeat compute "relu"[0] rows 0 to 1 tile_step 1
// CHECK-NEXT:        sched.repeat load "x" for "relu"[0] rows 1 to 2 tile_step 1
// CHECK-NEXT:        sched.repeat store "relu"[0] rows 2 to 3 tile_step 1
// CHECK-NEXT:      }
// CHECK-NEXT:    }

// The expanded sample is what the pass makes of the packed one.
// EXPANDED:       sched.expanded @net_on_duo of @net on @duo
// EXPANDED:           stacks = {{.*}} {
// EXPANDED-NEXT:    %load.x.0.0 = sched.copy load "x" for tile 0 of "fc"[0] from @dram::@dram to @core0::@sram via [@bus0] bits 256 at 0 for 4 until 28
// EXPANDED-NEXT:    %load.w.0.0 = sched.copy load "w" for tile 0 of "fc"[0] from @dram::@dram to @core0::@sram via [@bus0] bits 512 at 4 for 8 until 44
// EXPANDED-NEXT:    %fc.0.0 = sched.tile 0 of "fc"[0] on @core0 after (%load.x.0.0, %load.w.0.0) at 12 for 16 until 36 energy_pj 416
// EXPANDED-NEXT:    %load.x.0.1 = sched.copy load "x" for tile 1 of "fc"[0] from @dram::@dram to @core0::@sram via [@bus0] bits 256 at 12 for 4 until 44
// EXPANDED-NEXT:    %fc.0.1 = sched.tile 1 of "fc"[0] on @core0 after (%load.x.0.1, %load.w.0.0) at 28 for 16 until 52 energy_pj 416
// EXPANDED-NEXT:    %move.fc.0.0 = sched.copy move tile 0 of "fc"[0] from @core0::@sram to @core1::@sram via [@link0 reverse] bits 256 after (%fc.0.0) at 28 for 8 until 38
// EXPANDED-NEXT:    %relu.0.0 = sched.tile 0 of "relu"[0] on @core1 after (%move.fc.0.0) at 36 for 2 until 42 energy_pj 32
// EXPANDED-NEXT:    %store.relu.0.0 = sched.copy store tile 0 of "relu"[0] from @core1::@sram to @dram::@dram via [@bus0] bits 256 after (%relu.0.0) at 38 for 4
// EXPANDED-NEXT:    %move.fc.0.1 = sched.copy move tile 1 of "fc"[0] from @core0::@sram to @core1::@sram via [@link0 reverse] bits 256 after (%fc.0.1) at 44 for 8 until 54
// EXPANDED-NEXT:    %relu.0.1 = sched.tile 1 of "relu"[0] on @core1 after (%move.fc.0.1) at 52 for 2 until 58 energy_pj 32
// EXPANDED-NEXT:    %store.relu.0.1 = sched.copy store tile 1 of "relu"[0] from @core1::@sram to @dram::@dram via [@bus0] bits 256 after (%relu.0.1) at 54 for 4
// EXPANDED-NEXT:  }

// RUN: stream-opt %s -p 'convert-dnn-to-sched,sched-annotate-cost,sched-verify' | filecheck %s
// RUN: stream-opt %s -p 'convert-dnn-to-sched{prefetch=0.5},sched-annotate-cost,sched-verify' | filecheck %s --check-prefix=AHEAD
// RUN: stream-opt %s -p 'convert-dnn-to-sched{prefetch=0.1},sched-annotate-cost,sched-verify' | filecheck %s --check-prefix=FULL
// RUN: sed 's/ on @mono {/ on @mono prefetch 0.5 {/' %s | stream-opt -p 'convert-dnn-to-sched,sched-annotate-cost,sched-verify' | filecheck %s --check-prefix=AHEAD
// RUN: sed 's/ on @mono {/ on @mono prefetch 0.5 {/' %s | stream-opt -p 'convert-dnn-to-sched{prefetch=0},sched-annotate-cost,sched-verify' | filecheck %s
// RUN: not stream-opt %s -p 'convert-dnn-to-sched{prefetch=1.5}' 2>&1 | filecheck %s --check-prefix=MORE

// A core's tiles and transfers take turns on its port. The first weights come when what other cores made for the tile has come, or with prefetching as soon as the core has no tile
// and the bus is idle; but not if they would fill more than a tenth of its memory.

// CHECK: transfers dense<{{.*}} [0, 232, 32, 256, 344], {{.*}}>
// CHECK: latency_cycles = 488,

// AHEAD: transfers dense<{{.*}} [0, 192, 32, 256, 336], {{.*}}>
// AHEAD: latency_cycles = 480,

// FULL: transfers dense<{{.*}} [0, 232, 32, 256, 344], {{.*}}>
// FULL: latency_cycles = 488,

// MORE: convert-dnn-to-sched: prefetch is 1.5
// MORE-NEXT: remedy: give a share from 0 to 1, as in prefetch=0.5
accel.system @mono {
  accel.core_type @pe compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @act size_bits 4096 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @ddr offchip {
    accel.memory @dram size_bits 1048576 holds [I1, I2, O] read_pj 64 write_pj 64 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @pe
  accel.core @core1 : @pe
  accel.core @dram : @ddr
  accel.bus @bus0 [@core0, @core1, @dram] bandwidth 8
}
dnn.network @net(%x: tensor<8x8xf32>) -> tensor<8x8xf32> inputs ["x"] outputs ["y"] on @mono {
  %0 = dnn.stack "s"(%a = %x : tensor<8x8xf32>) -> (tensor<8x8xf32>) {
    %1 = dnn.layer "relu" relu(%a) dims <m = 8, k = 8> maps [(m, k)] -> (m, k)
      bits <in = [8], psum = 16, out = 8> tiling <temporal = [m : 1], spatial = [m : 2]>
      costs [<@pe, 1x8, cycles = 40, compute = 8, energy = 10.0, mac_energy = 8.0>] cores [@core0, @core1]
      : (tensor<8x8xf32>) -> tensor<8x8xf32>
    %w = dnn.weight "w" : tensor<8x8xf32>
    %2 = dnn.layer "mm" matmul(%1, %w) dims <m = 8, n = 8, k = 8> maps [(m, k), (k, n)] -> (m, n)
      bits <in = [8, 8], psum = 16, out = 8> tiling <temporal = [], spatial = [n : 2]>
      costs [<@pe, 8x4x8, cycles = 80, compute = 64, energy = 300.0, mac_energy = 256.0>] cores [@core0, @core1]
      : (tensor<8x8xf32>, tensor<8x8xf32>) -> tensor<8x8xf32>
    dnn.yield %2 : tensor<8x8xf32>
  }
  dnn.return %0 : tensor<8x8xf32>
}

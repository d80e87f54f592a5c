// RUN: stream-opt %s -p 'convert-dnn-to-sched{headroom=0.25},sched-verify' | filecheck %s
// RUN: stream-opt %s -p 'convert-dnn-to-sched{headroom=0.5},sched-verify' | filecheck %s --check-prefix=HALF
// RUN: stream-opt %s -p 'convert-dnn-to-sched{headroom=0.75},sched-verify' | filecheck %s --check-prefix=QUARTER
// RUN: not stream-opt %s -p 'convert-dnn-to-sched{headroom=1}' 2>&1 | filecheck %s --check-prefix=ALL

// A tile takes 96 bits for what it reads and as many for its result. The second tile's input is there while the first runs only if 288 of
// 384 bits may be taken, and before the first result has left, if 192 may. No tile runs in less, however much is to stay free.

// CHECK: tasks dense<{{\[\[}}0, 6, 3, 18], [1, 12, 3, 24]]> : tensor<2x4xi64>
// CHECK-NEXT: transfers dense<{{\[\[}}0, 0, 6, 96, 9], [1, 6, 6, 96, 15], [0, 12, 6, 96, -1], [1, 18, 6, 96, -1]]> : tensor<4x5xi64>

// HALF: tasks dense<{{\[\[}}0, 6, 3, 21], [1, 21, 3, 30]]> : tensor<2x4xi64>
// HALF-NEXT: transfers dense<{{\[\[}}0, 0, 6, 96, 9], [1, 9, 6, 96, 24], [0, 15, 6, 96, -1], [1, 24, 6, 96, -1]]> : tensor<4x5xi64>

// QUARTER: tasks dense<{{\[\[}}0, 6, 3, 15], [1, 21, 3, 30]]> : tensor<2x4xi64>
// QUARTER-NEXT: transfers dense<{{\[\[}}0, 0, 6, 96, 9], [1, 15, 6, 96, 24], [0, 9, 6, 96, -1], [1, 24, 6, 96, -1]]> : tensor<4x5xi64>

// ALL: convert-dnn-to-sched: headroom is 1
// ALL-NEXT: remedy: give a share of at least 0 and below 1, as in headroom=0.25
accel.system @mono {
  accel.core_type @pe compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @sram size_bits 384 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @datapath read_write bandwidth 64 serves [I1 tl, I2 tl, O tl, O fl]
      accel.port @transfers read_write bandwidth 64 serves [I1 fh, I2 fh, O th, O fh]
    }
  }
  accel.core_type @ddr offchip {
    accel.memory @dram size_bits 1048576 holds [I1, I2, O] read_pj 64 write_pj 64 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @pe
  accel.core @dram : @ddr
  accel.bus @bus0 [@core0, @dram] bandwidth 16
}
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] on @mono {
  %1 = dnn.layer "relu" relu(%x) dims <n0 = 4, n1 = 6> maps [(n0, n1)] -> (n0, n1)
    bits <in = [8], psum = 16, out = 8> tiling <temporal = [n1 : 3], spatial = []>
    costs [<@pe, 4x3, cycles = 3, compute = 3, energy = 13.0, mac_energy = 12.0>] cores [@core0]
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %1 : tensor<4x6xf32>
}

// RUN: stream-opt %s -p 'convert-dnn-to-sched,sched-annotate-cost,sched-verify' | filecheck %s

// Three of four blocks of weights fit, and each is needed again in the next row of tiles. What the running tile reads would be needed again last of all; but
// what the tile before it has read goes instead, so that the next weights come meanwhile, and no tile waits until the last row has weights that leave for good.

// CHECK: tasks dense<{{\[\[}}0, 10, 12, 24], [1, 22, 12, 36], [2, 34, 12, 48], [3, 46, 12, 60], [4, 58, 12, 72], [5, 70, 12, 84],
// CHECK: latency_cycles = 212,
accel.system @mono {
  accel.core_type @pe compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @weights size_bits 384 holds [I2] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @datapath read bandwidth 64 serves [I2 tl]
      accel.port @transfers write bandwidth 64 serves [I2 fh]
    }
    accel.memory @act size_bits 4096 holds [I1, O] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @datapath read_write bandwidth 64 serves [I1 tl, O tl, O fl]
      accel.port @transfers read_write bandwidth 64 serves [I1 fh, O th, O fh]
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
dnn.network @net(%x: tensor<4x4xf32>) -> tensor<4x16xf32> inputs ["x"] outputs ["y"] on @mono {
  %w = dnn.weight "w" : tensor<4x16xf32>
  %1 = dnn.layer "mm" matmul(%x, %w) dims <m = 4, n = 16, k = 4> maps [(m, k), (k, n)] -> (m, n)
    bits <in = [8, 8], psum = 16, out = 8> tiling <temporal = [m : 1, n : 4], spatial = []>
    costs [<@pe, 1x4x4, cycles = 12, compute = 4, energy = 20.0, mac_energy = 16.0>] cores [@core0]
    : (tensor<4x4xf32>, tensor<4x16xf32>) -> tensor<4x16xf32>
  dnn.return %1 : tensor<4x16xf32>
}

// RUN: stream-opt %s -p 'convert-dnn-to-sched,sched-annotate-cost,sched-verify' | filecheck %s

// Both operands of a matrix product stream while its tiles run. Over one of two equal buses a tile would take longer than over both.

// CHECK: sched.transfer stream "relu" for "mm"[0] from @dram::@dram to @core0::@act via [@bus0]
// CHECK: sched.transfer stream "w" for "mm"[0] from @dram::@dram to @core0::@weights via [@bus1]
accel.system @mono {
  accel.core_type @pe compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @act size_bits 4096 holds [I1, O] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @datapath read_write bandwidth 64 serves [I1 tl, O tl, O fl]
      accel.port @transfers read_write bandwidth 64 serves [I1 fh, O th, O fh]
    }
    accel.memory @weights size_bits 256 holds [I2] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @rw read_write bandwidth 64 serves [I2 tl, I2 fh]
    }
  }
  accel.core_type @ddr offchip {
    accel.memory @dram size_bits 1048576 holds [I1, I2, O] read_pj 64 write_pj 64 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @pe
  accel.core @dram : @ddr
  accel.bus @bus0 [@core0, @dram] bandwidth 16 energy_pj_per_bit 0.25 latency_cycles 2
  accel.bus @bus1 [@core0, @dram] bandwidth 16 energy_pj_per_bit 0.25 latency_cycles 2
}
dnn.network @net(%x: tensor<4x16xf32>) -> tensor<4x8xf32> inputs ["x"] outputs ["y"] on @mono {
  %0 = dnn.layer "relu" relu(%x) dims <m = 4, k = 16> maps [(m, k)] -> (m, k)
    bits <in = [8], psum = 16, out = 8> tiling <temporal = [m : 1], spatial = []>
    costs [<@pe, 1x16, cycles = 16, compute = 16, energy = 20.0, mac_energy = 16.0>] cores [@core0]
    : (tensor<4x16xf32>) -> tensor<4x16xf32>
  %w = dnn.weight "w" : tensor<16x8xf32>
  %1 = dnn.layer "mm" matmul(%0, %w) dims <m = 4, n = 8, k = 16> maps [(m, k), (k, n)] -> (m, n)
    bits <in = [8, 8], psum = 16, out = 8> tiling <temporal = [m : 2], spatial = []>
    costs [<@pe, 2x8x16, cycles = 100, compute = 64, energy = 300.0, mac_energy = 256.0, streams = [0 : 512 buffer 64, 1 : 2048 buffer 128]>]
    cores [@core0]
    : (tensor<4x16xf32>, tensor<16x8xf32>) -> tensor<4x8xf32>
  dnn.return %1 : tensor<4x8xf32>
}

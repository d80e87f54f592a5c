// RUN: stream-opt %s -p convert-dnn-to-sched,sched-annotate-cost,sched-verify | filecheck %s

// Rows go through all layers one by one, so that no layer awaits another one. But when the last element of the last sigmoid is there, after
// 1024 cycles on four units, "first" has results in its row to make, and "second" needs all its weights for them: 2048 bits, of which 512 can be
// there, and 8 bits cross the bus in a cycle: 1024 + 192 cycles. Of the weights of "first", one element needs but some.

// CHECK: latency_bounds = <compute_cycles = 1024, core_ports_cycles = 1024, offchip_ports_cycles = 128, offchip_channels_cycles = 1024, channels_cycles = 1280, critical_path_cycles = 1216>,
accel.system @apart {
  accel.core_type @vector compute runs [elementwise] {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @sram size_bits 8192 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @datapath read_write bandwidth 64 serves [I1 tl, I2 tl, O tl, O fl]
      accel.port @transfers read_write bandwidth 64 serves [I1 fh, I2 fh, O th, O fh]
    }
  }
  accel.core_type @products compute runs [mac] {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @weights size_bits 512 holds [I2] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @datapath read_write bandwidth 64 serves [I2 tl]
      accel.port @transfers read_write bandwidth 64 serves [I2 fh]
    }
    accel.memory @sram size_bits 8192 holds [I1, O] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @datapath read_write bandwidth 64 serves [I1 tl, O tl, O fl]
      accel.port @transfers read_write bandwidth 64 serves [I1 fh, O th, O fh]
    }
  }
  accel.core_type @ddr offchip {
    accel.memory @dram size_bits 1048576 holds [I1, I2, O] read_pj 64 write_pj 64 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @vector
  accel.core @core1 : @products
  accel.core @dram : @ddr
  accel.bus @bus0 [@core0, @core1, @dram] bandwidth 8
}
dnn.network @net(%x: tensor<8x32xf32>) -> tensor<8x32xf32> inputs ["x"] outputs ["y"] on @apart {
  %w1 = dnn.weight "w1" : tensor<32x8xf32>
  %w2 = dnn.weight "w2" : tensor<8x32xf32>
  %1 = dnn.layer "sigmoid1" sigmoid(%x) dims <n0 = 8, n1 = 32> maps [(n0, n1)] -> (n0, n1)
    bits <in = [8], psum = 16, out = 8>
    costs [<@vector, 8x32, cycles = 256, compute = 256, energy = 256.0, mac_energy = 256.0>] cores [@core0]
    : (tensor<8x32xf32>) -> tensor<8x32xf32>
  %2 = dnn.layer "sigmoid2" sigmoid(%1) dims <n0 = 8, n1 = 32> maps [(n0, n1)] -> (n0, n1)
    bits <in = [8], psum = 16, out = 8>
    costs [<@vector, 8x32, cycles = 256, compute = 256, energy = 256.0, mac_energy = 256.0>] cores [@core0]
    : (tensor<8x32xf32>) -> tensor<8x32xf32>
  %3 = dnn.layer "sigmoid3" sigmoid(%2) dims <n0 = 8, n1 = 32> maps [(n0, n1)] -> (n0, n1)
    bits <in = [8], psum = 16, out = 8>
    costs [<@vector, 8x32, cycles = 256, compute = 256, energy = 256.0, mac_energy = 256.0>] cores [@core0]
    : (tensor<8x32xf32>) -> tensor<8x32xf32>
  %4 = dnn.layer "sigmoid4" sigmoid(%3) dims <n0 = 8, n1 = 32> maps [(n0, n1)] -> (n0, n1)
    bits <in = [8], psum = 16, out = 8>
    costs [<@vector, 8x32, cycles = 256, compute = 256, energy = 256.0, mac_energy = 256.0>] cores [@core0]
    : (tensor<8x32xf32>) -> tensor<8x32xf32>
  %5 = dnn.layer "first" matmul(%4, %w1) dims <m = 8, n = 8, k = 32> maps [(m, k), (k, n)] -> (m, n)
    bits <in = [8, 8], psum = 16, out = 8>
    costs [<@products, 8x8x32, cycles = 512, compute = 512, energy = 2048.0, mac_energy = 2048.0, streams = [1 : 2048 buffer 256]>] cores [@core1]
    : (tensor<8x32xf32>, tensor<32x8xf32>) -> tensor<8x8xf32>
  %6 = dnn.layer "second" matmul(%5, %w2) dims <m = 8, n = 32, k = 8> maps [(m, k), (k, n)] -> (m, n)
    bits <in = [8, 8], psum = 16, out = 8>
    costs [<@products, 8x32x8, cycles = 512, compute = 512, energy = 2048.0, mac_energy = 2048.0, streams = [1 : 2048 buffer 256]>] cores [@core1]
    : (tensor<8x8xf32>, tensor<8x32xf32>) -> tensor<8x32xf32>
  dnn.return %6 : tensor<8x32xf32>
}

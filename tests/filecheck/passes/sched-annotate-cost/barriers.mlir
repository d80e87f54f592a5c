// RUN: stream-opt %s -p convert-dnn-to-sched,sched-annotate-cost,sched-verify | filecheck %s

// Of 32 operations, each of four cycles, all have to end before "wide" has any input, because "one" adds them up: 32 cycles on
// four units, then 8 of 32 products on another four. The bus carries 256 bits of "x" and 512 of weights, 256 bits from core to
// core, and 256 bits of results.

// CHECK:      totals <latency_cycles = {{[0-9]+}}, latency_bounds = <compute_cycles = 32, core_ports_cycles = 32, offchip_ports_cycles = 16, offchip_channels_cycles = 16, channels_cycles = 20, critical_path_cycles = 40>,
// CHECK:      stacks = [{{.*}} latency_bounds = <compute_cycles = 32, core_ports_cycles = 32, offchip_ports_cycles = 16, offchip_channels_cycles = 16, channels_cycles = 20, critical_path_cycles = 40>,
accel.system @apart {
  accel.core_type @vector compute runs [elementwise] {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @sram size_bits 4096 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @datapath read_write bandwidth 64 serves [I1 tl, I2 tl, O tl, O fl]
      accel.port @transfers read_write bandwidth 64 serves [I1 fh, I2 fh, O th, O fh]
    }
  }
  accel.core_type @products compute runs [mac] {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @sram size_bits 4096 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @datapath read_write bandwidth 64 serves [I1 tl, I2 tl, O tl, O fl]
      accel.port @transfers read_write bandwidth 64 serves [I1 fh, I2 fh, O th, O fh]
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
  accel.bus @bus0 [@core0, @core1, @dram] bandwidth 64
}
dnn.network @net(%x: tensor<1x32xf32>) -> tensor<1x32xf32> inputs ["x"] outputs ["y"] on @apart {
  %w1 = dnn.weight "w1" : tensor<32x1xf32>
  %w2 = dnn.weight "w2" : tensor<1x32xf32>
  %1 = dnn.layer "sigmoid" sigmoid(%x) dims <n0 = 1, n1 = 32> maps [(n0, n1)] -> (n0, n1)
    bits <in = [8], psum = 16, out = 8>
    costs [<@vector, 1x32, cycles = 32, compute = 32, energy = 32.0, mac_energy = 32.0>] cores [@core0]
    : (tensor<1x32xf32>) -> tensor<1x32xf32>
  %2 = dnn.layer "one" matmul(%1, %w1) dims <m = 1, n = 1, k = 32> maps [(m, k), (k, n)] -> (m, n)
    bits <in = [8, 8], psum = 16, out = 8>
    costs [<@products, 1x1x32, cycles = 8, compute = 8, energy = 32.0, mac_energy = 32.0>] cores [@core1]
    : (tensor<1x32xf32>, tensor<32x1xf32>) -> tensor<1x1xf32>
  %3 = dnn.layer "wide" matmul(%2, %w2) dims <m = 1, n = 32, k = 1> maps [(m, k), (k, n)] -> (m, n)
    bits <in = [8, 8], psum = 16, out = 8>
    costs [<@products, 1x32x1, cycles = 8, compute = 8, energy = 32.0, mac_energy = 32.0>] cores [@core1]
    : (tensor<1x1xf32>, tensor<1x32xf32>) -> tensor<1x32xf32>
  dnn.return %3 : tensor<1x32xf32>
}

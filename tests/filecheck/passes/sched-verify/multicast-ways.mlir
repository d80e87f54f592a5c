// RUN: stream-opt %s -p 'convert-dnn-to-sched,sched-annotate-cost,sched-verify' | filecheck %s

// core2 asks first and would get the result of core0 over the link that joins them; core1 joins over the bus, which leads to core2, too. So the
// link stays free.

// CHECK: sched.transfer move "relu"[0] from @core0::@sram to [@core1::@sram, @core2::@sram] via [@bus0]
accel.system @trio {
  accel.core_type @pe compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @sram size_bits 1024 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 1 {
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
  accel.core @core1 : @pe
  accel.core @core2 : @pe
  accel.core @dram : @ddr
  accel.link @link0 : @core0 <-> @core2 bandwidth 16 energy_pj_per_bit 0.5
  accel.bus @bus0 [@core0, @core1, @core2, @dram] bandwidth 16 energy_pj_per_bit 0.25
}
dnn.network @net(%x: tensor<2x4xf32>) -> tensor<2x4xf32> inputs ["x"] outputs ["y"] on @trio {
  %1 = dnn.layer "relu" relu(%x) dims <m = 2, k = 4> maps [(m, k)] -> (m, k)
    bits <in = [8], psum = 16, out = 8> tiling <temporal = [m : 1], spatial = []>
    costs [<@pe, 1x4, cycles = 3, compute = 1, energy = 5.0, mac_energy = 4.0>] cores [@core0]
    : (tensor<2x4xf32>) -> tensor<2x4xf32>
  %w = dnn.weight "w" : tensor<4x4xf32>
  %2 = dnn.layer "mm" matmul(%1, %w) dims <m = 2, n = 4, k = 4> maps [(m, k), (k, n)] -> (m, n)
    bits <in = [8, 8], psum = 8, out = 8> tiling <temporal = [m : 1], spatial = [n : 2]>
    costs [<@pe, 1x2x4, cycles = 6, compute = 2, energy = 12.0, mac_energy = 8.0>] cores [@core2, @core1]
    : (tensor<2x4xf32>, tensor<4x4xf32>) -> tensor<2x4xf32>
  %b = dnn.weight "b" : tensor<4xf32>
  %3 = dnn.layer "add" add(%2, %b) dims <m = 2, n = 4> maps [(m, n), (n)] -> (m, n)
    bits <in = [8, 8], psum = 8, out = 8> tiling <temporal = [], spatial = [m : 2]>
    costs [<@pe, 1x4, cycles = 4, compute = 1, energy = 6.0, mac_energy = 4.0>] cores [@core2, @core1]
    : (tensor<2x4xf32>, tensor<4xf32>) -> tensor<2x4xf32>
  dnn.return %3 : tensor<2x4xf32>
}

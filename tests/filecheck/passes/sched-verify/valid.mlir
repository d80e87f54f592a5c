// RUN: stream-opt %s -p sched-verify | filecheck %s

// Two layers in one stack, pipelined over two cores. Tiles of two rows of "conv1" go to the other core over the link;
// each tile of "conv2" reads three rows.

// CHECK: sched.program @p of @net on @pair
accel.system @pair {
  accel.core_type @mac compute {
    accel.array <D1 = 1> mac_energy_pj 1
    accel.memory @sram size_bits 272 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @dram offchip {
    accel.memory @dram size_bits 1048576 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @mac
  accel.core @core1 : @mac
  accel.core @offchip : @dram
  accel.link @link0 : @core1 <-> @core0 bandwidth 16
  accel.bus @bus0 [@core0, @core1, @offchip] bandwidth 8 latency_cycles 1
}
dnn.network @net(%x: tensor<1x1x4x4xf32>) -> tensor<1x1x2x2xf32> inputs ["x"] outputs ["y"] on @pair {
  %0 = dnn.stack "front"(%a = %x : tensor<1x1x4x4xf32>) -> (tensor<1x1x2x2xf32>) {
    %w1 = dnn.weight "w1" : tensor<1x1x1x1xf32>
    %1 = dnn.layer "conv1" conv(%a, %w1) dims <b = 1, k = 1, oy = 4, ox = 4, c = 1, fy = 1, fx = 1>
      maps [(b, c, oy + fy, ox + fx), (k, c, fy, fx)] -> (b, k, oy, ox)
      bits <in = [8, 8], psum = 16, out = 8>
      tiling <temporal = [oy : 2], spatial = []>
      costs [<@mac, 1x1x2x4x1x1x1, cycles = 10, compute = 8, energy = 20.0, mac_energy = 8.0>]
      cores [@core0]
      : (tensor<1x1x4x4xf32>, tensor<1x1x1x1xf32>) -> tensor<1x1x4x4xf32>
    %w2 = dnn.weight "w2" : tensor<1x1x3x3xf32>
    %2 = dnn.layer "conv2" conv(%1, %w2) dims <b = 1, k = 1, oy = 2, ox = 2, c = 1, fy = 3, fx = 3>
      maps [(b, c, oy + fy, ox + fx), (k, c, fy, fx)] -> (b, k, oy, ox)
      bits <in = [8, 8], psum = 16, out = 8>
      tiling <temporal = [oy : 1], spatial = []>
      costs [<@mac, 1x1x1x2x1x3x3, cycles = 20, compute = 18, energy = 40.0, mac_energy = 18.0>]
      cores [@core1]
      : (tensor<1x1x4x4xf32>, tensor<1x1x3x3xf32>) -> tensor<1x1x2x2xf32>
    dnn.yield %2 : tensor<1x1x2x2xf32>
  }
  dnn.return %0 : tensor<1x1x2x2xf32>
}
sched.program @p of @net on @pair
  tasks dense<[[0, 11, 10, 25], [1, 21, 10, 35], [0, 35, 20, 58], [1, 55, 20, 78]]> : tensor<4x4xi64>
  transfers dense<[[0, 0, 2, 8, 31], [0, 2, 9, 64, 21], [1, 11, 9, 64, 31], [0, 20, 10, 72, 75],
                   [0, 21, 4, 64, 75], [1, 31, 4, 64, 75], [0, 55, 3, 16, -1], [1, 75, 3, 16, -1]]> : tensor<8x5xi64>
{
  sched.compute "conv1"[0] on @core0 rows 0 to 2 energy_pj 40
  sched.compute "conv2"[0] on @core1 rows 2 to 4 energy_pj 80
  sched.transfer load "w1" for "conv1"[0] from @offchip::@dram to @core0::@sram via [@bus0] rows 0 to 1 energy_pj 8
  sched.transfer load "x" for "conv1"[0] from @offchip::@dram to @core0::@sram via [@bus0] rows 1 to 3 energy_pj 128
  sched.transfer load "w2" for "conv2"[0] from @offchip::@dram to @core1::@sram via [@bus0] rows 3 to 4 energy_pj 72
  sched.transfer move "conv1"[0] from @core0::@sram to @core1::@sram via [@link0 reverse] rows 4 to 6 energy_pj 128
  sched.transfer store "conv2"[0] from @core1::@sram to @offchip::@dram via [@bus0] rows 6 to 8 energy_pj 32
}

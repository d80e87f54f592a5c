// RUN: stream-opt %s -p 'dnn-estimate-core-cost{model=roofline}' | filecheck %s

// Every word once: on @small 16 of inputs, 6 of weights and 24 of results of 32 bits, the last at 2 pJ.

// CHECK: costs [<@small, 1x6x4x4x4x1x1, cycles = 100, compute = 96, energy = 26{{[12]}}.{{[09]}}{{.*}}, mac_energy = 192.0, memory_energy = [@sram [1{{[56]}}.{{[09]}}{{.*}}, {{[56]}}.{{[09]}}{{.*}}, 4{{[78]}}.{{[09]}}{{.*}}]]>,
// CHECK-NEXT:   <@small, 1x6x2x4x4x1x1, cycles = 52, compute = 48,
// CHECK-NEXT:   <@small, 1x3x4x4x4x1x1, cycles = 49, compute = 48,
// CHECK-NEXT:   <@small, 1x3x2x4x4x1x1, cycles = 25, compute = 24,
// CHECK-NEXT:   <@large, 1x6x4x4x4x1x1, cycles = 136, compute = 24,
accel.system @m {
  accel.core_type @small compute {
    accel.array <D1 = 4> mac_energy_pj 0.5
    accel.memory @sram size_bits 65536 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 2 {
      accel.port @r read bandwidth 32 serves [I1 tl, I2 tl, O tl, O th]
      accel.port @w write bandwidth 32 serves [I1 fh, I2 fh, O fl, O fh]
    }
  }
  accel.core_type @large compute {
    accel.array <D1 = 4, D2 = 4> mac_energy_pj 0.5
    accel.memory @sram size_bits 65536 holds [I1, I2, O] shared_over [D1, D2] read_pj 1 write_pj 2 {
      accel.port @r read bandwidth 8 serves [I1 tl, I2 tl, O tl, O th]
      accel.port @w write bandwidth 32 serves [I1 fh, I2 fh, O fl, O fh]
    }
  }
  accel.core_type @dram offchip {
    accel.memory @dram size_bits 8589934592 holds [I1, I2, O] read_pj 100 write_pj 100 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @small
  accel.core @core1 : @small
  accel.core @core2 : @large
  accel.core @offchip : @dram
  accel.bus @bus [@core0, @core1, @core2, @offchip] bandwidth 64
}
dnn.network @net(%x: tensor<1x4x6x4xf32>) -> tensor<1x6x6x4xf32> inputs ["x"] outputs ["y"] {
  %w = dnn.weight "w" : tensor<6x4x1x1xf32>
  %1 = dnn.layer "conv" conv(%x, %w) dims <b = 1, k = 6, oy = 6, ox = 4, c = 4, fy = 1, fx = 1>
    maps [(b, c, oy + fy, ox + fx), (k, c, fy, fx)] -> (b, k, oy, ox) bits <in = [8, 8], psum = 16, out = 8>
    tiling <temporal = [oy : 4], spatial = []> splits [<[]>, <[k : 2]>]
    : (tensor<1x4x6x4xf32>, tensor<6x4x1x1xf32>) -> tensor<1x6x6x4xf32>
  dnn.return %1 : tensor<1x6x6x4xf32>
}

// RUN: not stream-opt %s -p dnn-estimate-core-cost 2>&1 | filecheck %s

// What a layer reads may stream, its result has to fit.

// CHECK: dnn-estimate-core-cost: a tile of 4x6x8 of layer 'fc' cannot run on core type @pe: memory 'sram' holds 150 bits, the tile has 192 of O
// CHECK-NEXT: remedy: make the tiles smaller (dnn-tile-layers), enlarge the memory, narrow the operands (convert-onnx-to-dnn{precision=…}), or change the dataflow
// CHECK-NEXT: accel.memory @sram size_bits 150
accel.system @m {
  accel.core_type @pe compute {
    accel.array <D1 = 4> mac_energy_pj 0.5 
    accel.memory @rf size_bits 8 holds [I2] read_pj 1 write_pj 2 {
      accel.port @rw read_write bandwidth 8 serves [I2 tl, I2 fh]
    }
    accel.memory @sram size_bits 150 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 2 {
      accel.port @rw read_write bandwidth 32 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @dram offchip {
    accel.memory @dram size_bits 8589934592 holds [I1, I2, O] read_pj 100 write_pj 100 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @pe
  accel.core @offchip : @dram
  accel.bus @bus [@core0, @offchip] bandwidth 64
}
dnn.network @net(%x: tensor<4x8xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] {
  %w = dnn.weight "w" : tensor<8x6xf32>
  %1 = dnn.layer "fc" matmul(%x, %w) dims <m = 4, n = 6, k = 8> maps [(m, k), (k, n)] -> (m, n)
    bits <in = [8, 8], psum = 16, out = 8> : (tensor<4x8xf32>, tensor<8x6xf32>) -> tensor<4x6xf32>
  dnn.return %1 : tensor<4x6xf32>
}

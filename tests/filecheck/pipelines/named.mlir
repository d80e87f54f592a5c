// The named pipelines, from operators to a verified schedule with its totals.

// RUN: stream-opt %s -p layer-by-layer | filecheck %s --check-prefix=LAYERS
// RUN: stream-opt %s -p fused | filecheck %s --check-prefix=FUSED

accel.system @duo {
  accel.core_type @pe compute {
    accel.array <D1 = 4, D2 = 4> mac_energy_pj 0.5
    accel.memory @sram size_bits 65536 holds [I1, I2, O] shared_over [D1, D2] read_pj 8 write_pj 8 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @ddr offchip {
    accel.memory @dram size_bits 1073741824 holds [I1, I2, O] read_pj 64 write_pj 64 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @pe
  accel.core @core1 : @pe
  accel.core @dram : @ddr
  accel.bus @bus0 [@core0, @core1, @dram] bandwidth 64
}

func.func @net(%x: tensor<1x4x8x8xf32> {onnx.name = "x"}) -> (tensor<1x4x8x8xf32> {onnx.name = "y"}) {
  %none = onnx.NoValue
  %w1 = onnx.Initializer "w1" : tensor<4x4x3x3xf32>
  %1 = onnx.Conv "conv1"(%x, %w1, %none) {pads = [1, 1, 1, 1]}
    : (tensor<1x4x8x8xf32>, tensor<4x4x3x3xf32>, none) -> tensor<1x4x8x8xf32>
  %w2 = onnx.Initializer "w2" : tensor<4x4x1x1xf32>
  %2 = onnx.Conv "conv2"(%1, %w2, %none)
    : (tensor<1x4x8x8xf32>, tensor<4x4x1x1xf32>, none) -> tensor<1x4x8x8xf32>
  func.return %2 : tensor<1x4x8x8xf32>
}

// LAYERS: dnn.stack
// LAYERS: dnn.layer "conv1"
// LAYERS: dnn.stack
// LAYERS: dnn.layer "conv2"
// LAYERS: sched.program @{{.*}} of @net on @duo
// LAYERS: totals <latency_cycles =
// LAYERS: sched.compute "conv1"[0]
// LAYERS: sched.compute "conv2"[0]
// LAYERS: sched.transfer store "conv1"[0]
// LAYERS: sched.transfer store "conv2"[0]

// FUSED:     dnn.stack
// FUSED:     dnn.layer "conv1"
// FUSED-NOT: dnn.stack
// FUSED:     dnn.layer "conv2"
// FUSED:     sched.program @{{.*}} of @net on @duo
// FUSED:     totals <latency_cycles =
// FUSED-NOT: sched.transfer store "conv1"
// FUSED:     sched.transfer store "conv2"[0]

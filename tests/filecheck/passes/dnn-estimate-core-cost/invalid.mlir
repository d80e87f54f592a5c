// RUN: stream-opt %s -p dnn-estimate-core-cost --split-input-file --verify-diagnostics | filecheck %s
// RUN: not stream-opt %s -p 'dnn-estimate-core-cost{model=zigzag}' 2>&1 | filecheck %s --check-prefix=MODEL

// RUN: not stream-opt %s -p 'dnn-estimate-core-cost{objective=area}' 2>&1 | filecheck %s --check-prefix=OBJECTIVE

// MODEL: dnn-estimate-core-cost: unknown model 'zigzag'
// MODEL-NEXT: remedy: choose one of mapping, roofline

// OBJECTIVE: dnn-estimate-core-cost: unknown objective 'area'
// OBJECTIVE-NEXT: remedy: choose one of latency, energy, edp

// CHECK: dnn-estimate-core-cost: no core of @m runs layer 'relu' of kind relu
// CHECK-NEXT: remedy: add a core type whose `runs` has 'relu' or 'elementwise', or choose another machine
accel.system @m {
  accel.core_type @mac compute runs [mac] {
    accel.array <D1 = 4> mac_energy_pj 0.5
    accel.memory @sram size_bits 65536 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 2 {
      accel.port @rw read_write bandwidth 32 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @dram offchip {
    accel.memory @dram size_bits 8589934592 holds [I1, I2, O] read_pj 100 write_pj 100 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @mac
  accel.core @offchip : @dram
  accel.bus @bus [@core0, @offchip] bandwidth 64
}
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] {
  %1 = dnn.layer "relu" relu(%x) dims <n0 = 4, n1 = 6> maps [(n0, n1)] -> (n0, n1)
    bits <in = [8], psum = 16, out = 8> : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %1 : tensor<4x6xf32>
}

// -----

// CHECK: dnn-estimate-core-cost: layer 'relu' is pinned to core 'core0' of type 'mac'; core type 'mac' runs only mac
// CHECK-NEXT: remedy: pin layer 'relu' to @core1
accel.system @m {
  accel.core_type @mac compute runs [mac] {
    accel.array <D1 = 4> mac_energy_pj 0.5
    accel.memory @sram size_bits 65536 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 2 {
      accel.port @rw read_write bandwidth 32 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @vector compute {
    accel.array <D1 = 4> mac_energy_pj 0.5
    accel.memory @sram size_bits 65536 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 2 {
      accel.port @rw read_write bandwidth 32 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @dram offchip {
    accel.memory @dram size_bits 8589934592 holds [I1, I2, O] read_pj 100 write_pj 100 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @mac
  accel.core @core1 : @vector
  accel.core @offchip : @dram
  accel.bus @bus [@core0, @core1, @offchip] bandwidth 64
}
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] on @m {
  %1 = dnn.layer "relu" relu(%x) dims <n0 = 4, n1 = 6> maps [(n0, n1)] -> (n0, n1)
    bits <in = [8], psum = 16, out = 8> pins <cores = [@core0]> : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %1 : tensor<4x6xf32>
}

// -----

// CHECK: dnn-estimate-core-cost: the module has no accel.system
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] {
  %1 = dnn.layer "relu" relu(%x) dims <n0 = 4, n1 = 6> maps [(n0, n1)] -> (n0, n1)
    bits <in = [8], psum = 16, out = 8> : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %1 : tensor<4x6xf32>
}

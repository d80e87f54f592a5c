// RUN: stream-opt %s -p dnn-estimate-core-cost --split-input-file --verify-diagnostics | filecheck %s --check-prefix=NONE
// RUN: stream-opt %s -p 'dnn-estimate-core-cost{system=m}' --split-input-file --verify-diagnostics | filecheck %s --check-prefix=ONE

// Of several systems one must be named, unless the network is on one; what is decided for one does not hold for another.

// NONE: dnn-estimate-core-cost: the module has several accel.system: @m, @n
// ONE: outputs ["y"] on @m {
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
accel.system @n {
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
dnn.network @net(%x: tensor<4x6xf32>, %w: tensor<6x2xf32>) -> tensor<4x2xf32> inputs ["x", "w"] outputs ["y"] {
  %1 = dnn.layer "product" matmul(%x, %w) dims <m = 4, n = 2, k = 6> maps [(m, k), (k, n)] -> (m, n)
    bits <in = [8, 8], psum = 16, out = 8> : (tensor<4x6xf32>, tensor<6x2xf32>) -> tensor<4x2xf32>
  dnn.return %1 : tensor<4x2xf32>
}

// -----

// NONE: outputs ["y"] on @n {
// ONE: dnn-estimate-core-cost: the network has pins, costs or cores of @n, not of @m
// ONE-NEXT: remedy: map it on @m from the start, or leave out system=
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
accel.system @n {
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
dnn.network @net(%x: tensor<4x6xf32>, %w: tensor<6x2xf32>) -> tensor<4x2xf32> inputs ["x", "w"] outputs ["y"] on @n {
  %1 = dnn.layer "product" matmul(%x, %w) dims <m = 4, n = 2, k = 6> maps [(m, k), (k, n)] -> (m, n)
    bits <in = [8, 8], psum = 16, out = 8> pins <cores = [@core0]>
    : (tensor<4x6xf32>, tensor<6x2xf32>) -> tensor<4x2xf32>
  dnn.return %1 : tensor<4x2xf32>
}

// RUN: stream-opt %s -p dnn-split-reductions --split-input-file --verify-diagnostics | filecheck %s

// CHECK: dnn-split-reductions: the module has no dnn.network
// CHECK-NEXT: remedy: run convert-onnx-to-dnn first
accel.system @m {
  accel.core_type @pe compute runs [mac, pooling, reduction] {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @sram size_bits 4096 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @vector compute runs [elementwise] {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @sram size_bits 4096 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @ddr offchip {
    accel.memory @dram size_bits 1048576 holds [I1, I2, O] read_pj 64 write_pj 64 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @pe
  accel.core @core1 : @pe
  accel.core @simd : @vector
  accel.core @dram : @ddr
  accel.bus @bus0 [@core0, @core1, @simd, @dram] bandwidth 16
}

// -----

// CHECK: dnn-split-reductions: the module has no accel.system
// CHECK-NEXT: remedy: add one, or run accel-import{name=…} or {file=…} first
dnn.network @net(%x: tensor<4x4xf32>) -> tensor<4x4xf32> inputs ["x"] outputs ["y"] {
  %w = dnn.weight "w" : tensor<4x4xf32>
  %1 = dnn.layer "mm" matmul(%x, %w) dims <m = 4, n = 4, k = 4> maps [(m, k), (k, n)] -> (m, n)
    bits <in = [8, 8], psum = 16, out = 8> pins <spatial = [k : 2]>
    : (tensor<4x4xf32>, tensor<4x4xf32>) -> tensor<4x4xf32>
  dnn.return %1 : tensor<4x4xf32>
}

// -----

// CHECK: dnn-split-reductions: layer 'norm' of kind lrn is no sum, mean or extreme of what its parts would make
// CHECK-NEXT: remedy: split a dimension of its result, or none
accel.system @m {
  accel.core_type @pe compute runs [mac, pooling, reduction] {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @sram size_bits 4096 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @vector compute runs [elementwise] {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @sram size_bits 4096 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @ddr offchip {
    accel.memory @dram size_bits 1048576 holds [I1, I2, O] read_pj 64 write_pj 64 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @pe
  accel.core @core1 : @pe
  accel.core @simd : @vector
  accel.core @dram : @ddr
  accel.bus @bus0 [@core0, @core1, @simd, @dram] bandwidth 16
}
dnn.network @net(%x: tensor<1x4x2x2xf32>) -> tensor<1x4x2x2xf32> inputs ["x"] outputs ["y"] {
  %1 = dnn.layer "norm" lrn(%x, %x) dims <b = 1, c = 4, y = 2, x = 2, fc = 3>
    maps [(b, c + fc - 1, y, x), (b, c, y, x)] -> (b, c, y, x)
    bits <in = [8, 8], psum = 16, out = 8> pad zero params {alpha = 1.0e-04 : f32, beta = 7.5e-01 : f32, bias = 1.0 : f32, size = 3 : i64} pins <spatial = [fc : 2]>
    : (tensor<1x4x2x2xf32>, tensor<1x4x2x2xf32>) -> tensor<1x4x2x2xf32>
  dnn.return %1 : tensor<1x4x2x2xf32>
}

// -----

// CHECK: dnn-split-reductions: layer 'mm' of kind matmul multiplies its sum of integers by a number, so that partial sums would be rounded
// CHECK-NEXT: remedy: split a dimension of its result, or none
accel.system @m {
  accel.core_type @pe compute runs [mac, pooling, reduction] {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @sram size_bits 4096 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @vector compute runs [elementwise] {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @sram size_bits 4096 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @ddr offchip {
    accel.memory @dram size_bits 1048576 holds [I1, I2, O] read_pj 64 write_pj 64 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @pe
  accel.core @core1 : @pe
  accel.core @simd : @vector
  accel.core @dram : @ddr
  accel.bus @bus0 [@core0, @core1, @simd, @dram] bandwidth 16
}
dnn.network @net(%x: tensor<4x4xi32>) -> tensor<4x4xi32> inputs ["x"] outputs ["y"] {
  %w = dnn.weight "w" : tensor<4x4xi32>
  %1 = dnn.layer "mm" matmul(%x, %w) dims <m = 4, n = 4, k = 4> maps [(m, k), (k, n)] -> (m, n)
    bits <in = [8, 8], psum = 16, out = 8> params {alpha = 5.0e-01 : f32} pins <spatial = [k : 2]>
    : (tensor<4x4xi32>, tensor<4x4xi32>) -> tensor<4x4xi32>
  dnn.return %1 : tensor<4x4xi32>
}

// -----

// CHECK: dnn-split-reductions: layer 'pool' of kind avgpool is a mean of integers, so that means of parts would be rounded
// CHECK-NEXT: remedy: split a dimension of its result, or none
accel.system @m {
  accel.core_type @pe compute runs [mac, pooling, reduction] {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @sram size_bits 4096 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @vector compute runs [elementwise] {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @sram size_bits 4096 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @ddr offchip {
    accel.memory @dram size_bits 1048576 holds [I1, I2, O] read_pj 64 write_pj 64 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @pe
  accel.core @core1 : @pe
  accel.core @simd : @vector
  accel.core @dram : @ddr
  accel.bus @bus0 [@core0, @core1, @simd, @dram] bandwidth 16
}
dnn.network @net(%x: tensor<1x2x4x4xi32>) -> tensor<1x2x2x2xi32> inputs ["x"] outputs ["y"] {
  %1 = dnn.layer "pool" avgpool(%x) dims <b = 1, c = 2, oy = 2, ox = 2, fy = 3, fx = 2>
    maps [(b, c, oy + fy, 2*ox + fx)] -> (b, c, oy, ox)
    bits <in = [8], psum = 16, out = 8> pins <cores = [@core0, @core1], spatial = [fx : 2]>
    : (tensor<1x2x4x4xi32>) -> tensor<1x2x2x2xi32>
  dnn.return %1 : tensor<1x2x2x2xi32>
}

// -----

// CHECK: dnn-split-reductions: layer 'pool' of kind avgpool is a mean over less than its window where that reaches into padding, so that parts would have different divisors
// CHECK-NEXT: remedy: split a dimension of its result, or none
accel.system @m {
  accel.core_type @pe compute runs [mac, pooling, reduction] {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @sram size_bits 4096 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @vector compute runs [elementwise] {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @sram size_bits 4096 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @ddr offchip {
    accel.memory @dram size_bits 1048576 holds [I1, I2, O] read_pj 64 write_pj 64 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @pe
  accel.core @core1 : @pe
  accel.core @simd : @vector
  accel.core @dram : @ddr
  accel.bus @bus0 [@core0, @core1, @simd, @dram] bandwidth 16
}
dnn.network @net(%x: tensor<1x2x4x4xf32>) -> tensor<1x2x2x2xf32> inputs ["x"] outputs ["y"] {
  %1 = dnn.layer "pool" avgpool(%x) dims <b = 1, c = 2, oy = 2, ox = 2, fy = 3, fx = 2>
    maps [(b, c, 2*oy + fy - 1, 2*ox + fx)] -> (b, c, oy, ox)
    bits <in = [8], psum = 16, out = 8> pad zero pins <cores = [@core0, @core1], spatial = [fx : 2]>
    : (tensor<1x2x4x4xf32>) -> tensor<1x2x2x2xf32>
  dnn.return %1 : tensor<1x2x2x2xf32>
}

// -----

// CHECK: dnn-split-reductions: layer 'pool' of kind avgpool is a mean, and means of parts of different sizes do not weigh the same
// CHECK-NEXT: remedy: split its reduction into equal parts, or a dimension of its result
accel.system @m {
  accel.core_type @pe compute runs [mac, pooling, reduction] {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @sram size_bits 4096 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @vector compute runs [elementwise] {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @sram size_bits 4096 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @ddr offchip {
    accel.memory @dram size_bits 1048576 holds [I1, I2, O] read_pj 64 write_pj 64 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @pe
  accel.core @core1 : @pe
  accel.core @simd : @vector
  accel.core @dram : @ddr
  accel.bus @bus0 [@core0, @core1, @simd, @dram] bandwidth 16
}
dnn.network @net(%x: tensor<1x2x4x4xf32>) -> tensor<1x2x2x2xf32> inputs ["x"] outputs ["y"] {
  %1 = dnn.layer "pool" avgpool(%x) dims <b = 1, c = 2, oy = 2, ox = 2, fy = 3, fx = 2>
    maps [(b, c, oy + fy, 2*ox + fx)] -> (b, c, oy, ox)
    bits <in = [8], psum = 16, out = 8> pins <cores = [@core0, @core1], spatial = [fy : 2]>
    : (tensor<1x2x4x4xf32>) -> tensor<1x2x2x2xf32>
  dnn.return %1 : tensor<1x2x2x2xf32>
}

// -----

// CHECK: dnn-split-reductions: layer 'pool' of kind maxpool pads integers with what is less than any, which a part that reads padding only could not pass on
// CHECK-NEXT: remedy: split a dimension of its result, or none
accel.system @m {
  accel.core_type @pe compute runs [mac, pooling, reduction] {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @sram size_bits 4096 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @vector compute runs [elementwise] {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @sram size_bits 4096 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @ddr offchip {
    accel.memory @dram size_bits 1048576 holds [I1, I2, O] read_pj 64 write_pj 64 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @pe
  accel.core @core1 : @pe
  accel.core @simd : @vector
  accel.core @dram : @ddr
  accel.bus @bus0 [@core0, @core1, @simd, @dram] bandwidth 16
}
dnn.network @net(%x: tensor<1x2x4x4xi8>) -> tensor<1x2x2x2xi8> inputs ["x"] outputs ["y"] {
  %1 = dnn.layer "pool" maxpool(%x) dims <b = 1, c = 2, oy = 2, ox = 2, fy = 3, fx = 2>
    maps [(b, c, 2*oy + fy - 1, 2*ox + fx)] -> (b, c, oy, ox)
    bits <in = [8], psum = 16, out = 8> pad minus_infinity pins <cores = [@core0, @core1], spatial = [fy : 2]>
    : (tensor<1x2x4x4xi8>) -> tensor<1x2x2x2xi8>
  dnn.return %1 : tensor<1x2x2x2xi8>
}

// -----

// CHECK: dnn-split-reductions: part fy0 of layer 'conv' would read nothing but padding
// CHECK-NEXT: remedy: split another dimension, or into fewer parts
accel.system @m {
  accel.core_type @pe compute runs [mac, pooling, reduction] {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @sram size_bits 4096 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @vector compute runs [elementwise] {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @sram size_bits 4096 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @ddr offchip {
    accel.memory @dram size_bits 1048576 holds [I1, I2, O] read_pj 64 write_pj 64 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @pe
  accel.core @core1 : @pe
  accel.core @simd : @vector
  accel.core @dram : @ddr
  accel.bus @bus0 [@core0, @core1, @simd, @dram] bandwidth 16
}
dnn.network @net(%x: tensor<1x2x1x4xf32>) -> tensor<1x2x1x4xf32> inputs ["x"] outputs ["y"] {
  %w = dnn.weight "w" : tensor<2x2x3x1xf32>
  %1 = dnn.layer "conv" conv(%x, %w) dims <b = 1, k = 2, oy = 1, ox = 4, c = 2, fy = 3, fx = 1>
    maps [(b, c, oy + fy - 1, ox + fx), (k, c, fy, fx)] -> (b, k, oy, ox)
    bits <in = [8, 8], psum = 16, out = 8> pad zero pins <spatial = [fy : 2]>
    : (tensor<1x2x1x4xf32>, tensor<2x2x3x1xf32>) -> tensor<1x2x1x4xf32>
  dnn.return %1 : tensor<1x2x1x4xf32>
}

// -----

// CHECK: dnn-split-reductions: layer 'mm' is split into 4 parts, but may run on 2 cores
// CHECK-NEXT: remedy: pin at least as many cores as parts that run the layer, or split it into fewer parts
accel.system @m {
  accel.core_type @pe compute runs [mac, pooling, reduction] {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @sram size_bits 4096 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @vector compute runs [elementwise] {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @sram size_bits 4096 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @ddr offchip {
    accel.memory @dram size_bits 1048576 holds [I1, I2, O] read_pj 64 write_pj 64 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @pe
  accel.core @core1 : @pe
  accel.core @simd : @vector
  accel.core @dram : @ddr
  accel.bus @bus0 [@core0, @core1, @simd, @dram] bandwidth 16
}
dnn.network @net(%x: tensor<4x4xf32>) -> tensor<4x4xf32> inputs ["x"] outputs ["y"] {
  %w = dnn.weight "w" : tensor<4x4xf32>
  %1 = dnn.layer "mm" matmul(%x, %w) dims <m = 4, n = 4, k = 4> maps [(m, k), (k, n)] -> (m, n)
    bits <in = [8, 8], psum = 16, out = 8> pins <cores = [@core0, @core1], spatial = [m : 2, k : 2]>
    : (tensor<4x4xf32>, tensor<4x4xf32>) -> tensor<4x4xf32>
  dnn.return %1 : tensor<4x4xf32>
}

// -----

// CHECK: dnn-split-reductions: layer 'mm' is split into 4 parts, but may run on 2 cores
// CHECK-NEXT: remedy: pin at least as many cores as parts that run the layer, or split it into fewer parts
accel.system @m {
  accel.core_type @pe compute runs [mac, pooling, reduction] {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @sram size_bits 4096 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @vector compute runs [elementwise] {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @sram size_bits 4096 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @ddr offchip {
    accel.memory @dram size_bits 1048576 holds [I1, I2, O] read_pj 64 write_pj 64 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @pe
  accel.core @core1 : @pe
  accel.core @simd : @vector
  accel.core @dram : @ddr
  accel.bus @bus0 [@core0, @core1, @simd, @dram] bandwidth 16
}
dnn.network @net(%x: tensor<4x4xf32>) -> tensor<4x4xf32> inputs ["x"] outputs ["y"] {
  %w = dnn.weight "w" : tensor<4x4xf32>
  %1 = dnn.layer "mm" matmul(%x, %w) dims <m = 4, n = 4, k = 4> maps [(m, k), (k, n)] -> (m, n)
    bits <in = [8, 8], psum = 16, out = 8> pins <spatial = [k : 4]>
    : (tensor<4x4xf32>, tensor<4x4xf32>) -> tensor<4x4xf32>
  dnn.return %1 : tensor<4x4xf32>
}

// -----

// CHECK: dnn-split-reductions: layer 'mm' is pinned to core 'simd' of type 'vector'; core type 'vector' runs only elementwise
// CHECK-NEXT: remedy: pin layer 'mm' to @core0, @core1
accel.system @m {
  accel.core_type @pe compute runs [mac, pooling, reduction] {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @sram size_bits 4096 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @vector compute runs [elementwise] {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @sram size_bits 4096 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @ddr offchip {
    accel.memory @dram size_bits 1048576 holds [I1, I2, O] read_pj 64 write_pj 64 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @pe
  accel.core @core1 : @pe
  accel.core @simd : @vector
  accel.core @dram : @ddr
  accel.bus @bus0 [@core0, @core1, @simd, @dram] bandwidth 16
}
dnn.network @net(%x: tensor<4x4xf32>) -> tensor<4x4xf32> inputs ["x"] outputs ["y"] {
  %w = dnn.weight "w" : tensor<4x4xf32>
  %1 = dnn.layer "mm" matmul(%x, %w) dims <m = 4, n = 4, k = 4> maps [(m, k), (k, n)] -> (m, n)
    bits <in = [8, 8], psum = 16, out = 8> pins <cores = [@simd], spatial = [k : 2]>
    : (tensor<4x4xf32>, tensor<4x4xf32>) -> tensor<4x4xf32>
  dnn.return %1 : tensor<4x4xf32>
}

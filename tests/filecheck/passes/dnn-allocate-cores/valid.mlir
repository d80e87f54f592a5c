// RUN: stream-opt %s -p 'dnn-estimate-core-cost,dnn-allocate-cores' --split-input-file | filecheck %s --check-prefixes=CHECK,APART
// RUN: stream-opt %s -p 'dnn-estimate-core-cost,dnn-allocate-cores{strategy=fixed}' --split-input-file | filecheck %s --check-prefixes=CHECK,FIXED
// RUN: stream-opt %s -p 'dnn-estimate-core-cost,dnn-allocate-cores{strategy=greedy}' --split-input-file | filecheck %s --check-prefixes=CHECK,APART
// RUN: stream-opt %s -p 'dnn-estimate-core-cost,dnn-allocate-cores{strategy=genetic}' --split-input-file | filecheck %s --check-prefixes=CHECK,APART

// The split and the cores are decided, the other candidates and their costs are gone.

// CHECK: dnn.layer "conv"
// CHECK: tiling <temporal = [oy : 2], spatial = [k : 2]>
// CHECK-NEXT: costs [<@pe, 1x4x2x8x4x3x3, {{.*}}>]
// CHECK-NEXT: cores [@core0, @core1]
accel.system @m {
  accel.core_type @pe compute {
    accel.array <D1 = 4> mac_energy_pj 0.5
    accel.memory @sram size_bits 65536 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 2 {
      accel.port @r read bandwidth 64 serves [I1 tl, I2 tl, O tl, O th]
      accel.port @w write bandwidth 64 serves [I1 fh, I2 fh, O fl, O fh]
    }
  }
  accel.core_type @dram offchip {
    accel.memory @dram size_bits 8589934592 holds [I1, I2, O] read_pj 100 write_pj 100 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @pe
  accel.core @core1 : @pe
  accel.core @offchip : @dram
  accel.bus @bus [@core0, @core1, @offchip] bandwidth 64
}
dnn.network @net(%x: tensor<1x4x8x8xf32>) -> tensor<1x8x8x8xf32> inputs ["x"] outputs ["y"] on @m {
  %0 = dnn.stack "conv"(%x_1 = %x : tensor<1x4x8x8xf32>) -> (tensor<1x8x8x8xf32>) {
    %w = dnn.weight "w" : tensor<8x4x3x3xf32>
    %1 = dnn.layer "conv" conv(%x_1, %w) dims <b = 1, k = 8, oy = 8, ox = 8, c = 4, fy = 3, fx = 3>
      maps [(b, c, oy + fy - 1, ox + fx - 1), (k, c, fy, fx)] -> (b, k, oy, ox)
      bits <in = [8, 8], psum = 16, out = 8> pad zero
      tiling <temporal = [oy : 2], spatial = []> splits [<[]>, <[k : 2]>]
      : (tensor<1x4x8x8xf32>, tensor<8x4x3x3xf32>) -> tensor<1x8x8x8xf32>
    dnn.yield %1 : tensor<1x8x8x8xf32>
  }
  dnn.return %0 : tensor<1x8x8x8xf32>
}

// -----

// A pinned core leaves no choice; without a tiling the layer is one tile.

// CHECK: pins <cores = [@core1]>
// CHECK-NEXT: tiling <temporal = [], spatial = []>
// CHECK-NEXT: costs [<@pe, 1x8x8x8x4x3x3, {{.*}}>]
// CHECK-NEXT: cores [@core1]
accel.system @m {
  accel.core_type @pe compute {
    accel.array <D1 = 4> mac_energy_pj 0.5
    accel.memory @sram size_bits 65536 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 2 {
      accel.port @r read bandwidth 64 serves [I1 tl, I2 tl, O tl, O th]
      accel.port @w write bandwidth 64 serves [I1 fh, I2 fh, O fl, O fh]
    }
  }
  accel.core_type @dram offchip {
    accel.memory @dram size_bits 8589934592 holds [I1, I2, O] read_pj 100 write_pj 100 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @pe
  accel.core @core1 : @pe
  accel.core @offchip : @dram
  accel.bus @bus [@core0, @core1, @offchip] bandwidth 64
}
dnn.network @net(%x: tensor<1x4x8x8xf32>) -> tensor<1x8x8x8xf32> inputs ["x"] outputs ["y"] on @m {
  %0 = dnn.stack "conv"(%x_1 = %x : tensor<1x4x8x8xf32>) -> (tensor<1x8x8x8xf32>) {
    %w = dnn.weight "w" : tensor<8x4x3x3xf32>
    %1 = dnn.layer "conv" conv(%x_1, %w) dims <b = 1, k = 8, oy = 8, ox = 8, c = 4, fy = 3, fx = 3>
      maps [(b, c, oy + fy - 1, ox + fx - 1), (k, c, fy, fx)] -> (b, k, oy, ox)
      bits <in = [8, 8], psum = 16, out = 8> pad zero pins <cores = [@core1]>
      
      : (tensor<1x4x8x8xf32>, tensor<8x4x3x3xf32>) -> tensor<1x8x8x8xf32>
    dnn.yield %1 : tensor<1x8x8x8xf32>
  }
  dnn.return %0 : tensor<1x8x8x8xf32>
}

// -----

// Pinned cores of a split are taken in order.

// CHECK: pins <cores = [@core1, @core0], spatial = [k : 2]>
// CHECK: cores [@core1, @core0]
accel.system @m {
  accel.core_type @pe compute {
    accel.array <D1 = 4> mac_energy_pj 0.5
    accel.memory @sram size_bits 65536 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 2 {
      accel.port @r read bandwidth 64 serves [I1 tl, I2 tl, O tl, O th]
      accel.port @w write bandwidth 64 serves [I1 fh, I2 fh, O fl, O fh]
    }
  }
  accel.core_type @dram offchip {
    accel.memory @dram size_bits 8589934592 holds [I1, I2, O] read_pj 100 write_pj 100 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @pe
  accel.core @core1 : @pe
  accel.core @offchip : @dram
  accel.bus @bus [@core0, @core1, @offchip] bandwidth 64
}
dnn.network @net(%x: tensor<1x4x8x8xf32>) -> tensor<1x8x8x8xf32> inputs ["x"] outputs ["y"] on @m {
  %0 = dnn.stack "conv"(%x_1 = %x : tensor<1x4x8x8xf32>) -> (tensor<1x8x8x8xf32>) {
    %w = dnn.weight "w" : tensor<8x4x3x3xf32>
    %1 = dnn.layer "conv" conv(%x_1, %w) dims <b = 1, k = 8, oy = 8, ox = 8, c = 4, fy = 3, fx = 3>
      maps [(b, c, oy + fy - 1, ox + fx - 1), (k, c, fy, fx)] -> (b, k, oy, ox)
      bits <in = [8, 8], psum = 16, out = 8> pad zero pins <cores = [@core1, @core0], spatial = [k : 2]>
      splits [<[k : 2]>]
      : (tensor<1x4x8x8xf32>, tensor<8x4x3x3xf32>) -> tensor<1x8x8x8xf32>
    dnn.yield %1 : tensor<1x8x8x8xf32>
  }
  dnn.return %0 : tensor<1x8x8x8xf32>
}

// -----

// Of two fused layers, one core each works while the other works on the tile before.

// CHECK: dnn.layer "product"
// CHECK: cores [@core0]
// CHECK: dnn.layer "exp"
// APART: cores [@core1]
// FIXED: cores [@core0]
accel.system @m {
  accel.core_type @pe compute {
    accel.array <D1 = 4> mac_energy_pj 0.5
    accel.memory @sram size_bits 65536 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 2 {
      accel.port @r read bandwidth 64 serves [I1 tl, I2 tl, O tl, O th]
      accel.port @w write bandwidth 64 serves [I1 fh, I2 fh, O fl, O fh]
    }
  }
  accel.core_type @dram offchip {
    accel.memory @dram size_bits 8589934592 holds [I1, I2, O] read_pj 100 write_pj 100 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @pe
  accel.core @core1 : @pe
  accel.core @offchip : @dram
  accel.bus @bus [@core0, @core1, @offchip] bandwidth 64
}
dnn.network @net(%x: tensor<32x16xf32>) -> tensor<32x16xf32> inputs ["x"] outputs ["y"] on @m {
  %0 = dnn.stack "fused"(%x_1 = %x : tensor<32x16xf32>) -> (tensor<32x16xf32>) {
    %w = dnn.weight "w" : tensor<16x16xf32>
    %1 = dnn.layer "product" matmul(%x_1, %w) dims <m = 32, n = 16, k = 16> maps [(m, k), (k, n)] -> (m, n)
      bits <in = [8, 8], psum = 16, out = 8> 
      tiling <temporal = [m : 4], spatial = []> splits [<[]>]
      : (tensor<32x16xf32>, tensor<16x16xf32>) -> tensor<32x16xf32>
    %2 = dnn.layer "exp" exp(%1) dims <n0 = 32, n1 = 16> maps [(n0, n1)] -> (n0, n1)
      bits <in = [8], psum = 16, out = 8> 
      tiling <temporal = [n0 : 4], spatial = []> splits [<[]>]
      : (tensor<32x16xf32>) -> tensor<32x16xf32>
    dnn.yield %2 : tensor<32x16xf32>
  }
  dnn.return %0 : tensor<32x16xf32>
}

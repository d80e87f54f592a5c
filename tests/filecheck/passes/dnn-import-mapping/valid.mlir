// RUN: stream-opt %s -p 'dnn-import-mapping{file="%S/Inputs/old.yaml"}' | filecheck %s --check-prefix=OLD
// RUN: stream-opt %s -p 'dnn-import-mapping{file="%S/Inputs/old.yaml"}' 2>&1 >/dev/null | filecheck %s --check-prefix=WARNING
// RUN: stream-opt %s -p 'dnn-import-mapping{file="%S/Inputs/new.yaml"}' | filecheck %s --check-prefix=NEW
// RUN: stream-opt %s -p 'dnn-import-mapping{file="%S/Inputs/blocks.yaml"}' | filecheck %s --check-prefix=BLOCKS
// RUN: not stream-opt %s -p 'dnn-import-mapping{file="%S/Inputs/twice.yaml"}' 2>&1 | filecheck %s --check-prefix=TWICE

// 2025: numbers of tiles and parts. An entry of a node precedes that of its operator; what it leaves out is the default's.

// OLD: dnn.network {{.*}} on @m {
// OLD: dnn.layer "/first/Conv"
// OLD: pins <cores = [@core1, @core0], temporal = [fx : 1, oy : 4], spatial = [k : 2]>
// OLD: dnn.layer "/act/Relu"
// OLD: pins <cores = [@core0, @core1], temporal = [y : 1]>
// OLD: dnn.layer "/second/Conv"
// OLD: pins <cores = [@core0, @core1]>
// OLD: dnn.layer "/head/MatMul"
// OLD: pins <cores = [@core2], temporal = [m : 1], spatial = []>

// WARNING: warning: dnn-import-mapping: {{.*}}old.yaml: 'D, all' (line 4) is no loop of the layer
// WARNING-NOT: Pool

// Current: loops by number, fused groups, tile sizes.

// NEW: dnn.layer "/first/Conv"
// NEW: pins <group = "front", cores = [@core0, @core1], temporal = [oy : 2], spatial = [k : 2]>
// NEW: dnn.layer "/act/Relu"
// NEW: pins <group = "front", temporal = [y : 4]>
// NEW: dnn.layer "/second/Conv"
// NEW: pins <cores = [@core0, @core1], spatial = [k : 2]>
// NEW: dnn.layer "/head/MatMul"
// NEW: pins <cores = [@core2], spatial = []>

// Groups of the same operators: the layers around the tiled node.

// BLOCKS: dnn.layer "/first/Conv"
// BLOCKS: pins <group = "one", temporal = [oy : 1]>
// BLOCKS: dnn.layer "/act/Relu"
// BLOCKS: pins <group = "one">
// BLOCKS: dnn.layer "/second/Conv"
// BLOCKS: pins <group = "two", temporal = [oy : 1]>
// BLOCKS: dnn.layer "/head/MatMul"
// BLOCKS: pins <group = "two">

// TWICE: error: {{.*}}twice.yaml:5: 'C' is loop 'c' of layer '/first/Conv', which is named twice
// TWICE-NEXT: remedy: name each loop of a layer once
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
  accel.core @core2 : @pe
  accel.core @offchip : @dram
  accel.bus @bus [@core0, @core1, @core2, @offchip] bandwidth 64
}
dnn.network @net(%x: tensor<1x4x8x8xf32>) -> tensor<8x4xf32> inputs ["x"] outputs ["y"] {
  %w1 = dnn.weight "w1" : tensor<4x4x1x1xf32>
  %1 = dnn.layer "/first/Conv" conv(%x, %w1) dims <b = 1, k = 4, oy = 8, ox = 8, c = 4, fy = 1, fx = 1>
    maps [(b, c, oy + fy, ox + fx), (k, c, fy, fx)] -> (b, k, oy, ox) bits <in = [8, 8], psum = 16, out = 8> from "Conv"
    : (tensor<1x4x8x8xf32>, tensor<4x4x1x1xf32>) -> tensor<1x4x8x8xf32>
  %2 = dnn.layer "/act/Relu" relu(%1) dims <b = 1, c = 4, y = 8, x = 8> maps [(b, c, y, x)] -> (b, c, y, x)
    bits <in = [8], psum = 16, out = 8> from "Relu" : (tensor<1x4x8x8xf32>) -> tensor<1x4x8x8xf32>
  %w2 = dnn.weight "w2" : tensor<2x4x1x1xf32>
  %3 = dnn.layer "/second/Conv" conv(%2, %w2) dims <b = 1, k = 2, oy = 8, ox = 8, c = 4, fy = 1, fx = 1>
    maps [(b, c, oy + fy, ox + fx), (k, c, fy, fx)] -> (b, k, oy, ox) bits <in = [8, 8], psum = 16, out = 8> from "Conv"
    : (tensor<1x4x8x8xf32>, tensor<2x4x1x1xf32>) -> tensor<1x2x8x8xf32>
  %v = dnn.view reshape(%3) : (tensor<1x2x8x8xf32>) -> tensor<8x16xf32>
  %w3 = dnn.weight "w3" : tensor<16x4xf32>
  %4 = dnn.layer "/head/MatMul" matmul(%v, %w3) dims <m = 8, n = 4, k = 16> maps [(m, k), (k, n)] -> (m, n)
    bits <in = [8, 8], psum = 16, out = 8> from "MatMul" : (tensor<8x16xf32>, tensor<16x4xf32>) -> tensor<8x4xf32>
  dnn.return %4 : tensor<8x4xf32>
}

// RUN: stream-opt %s -p dnn-estimate-core-cost --split-input-file | filecheck %s
// RUN: stream-opt %s -p 'dnn-estimate-core-cost{model=mapping objective=latency cache=false system=m}' --split-input-file | filecheck %s
// RUN: stream-opt %s -p 'dnn-estimate-core-cost{objective=energy}' --split-input-file | filecheck %s --check-prefix=ENERGY

// Full and edge tiles, under both splits, on both types of core; the network is mapped on the system from now on.
//
// The first by hand: the four units take the four input channels, so 96 steps. With the pixels innermost the array reads a word of
// inputs in each, a word of weights every 16, and writes a word of results in each: 96, 6 and 2 · 96 pJ beside 192 for the operations.
// The read port takes 95 and 5 cycles for all words but the last ones, so 100.

// CHECK: dnn.network @net(%x: tensor<1x4x6x4xf32>) -> tensor<1x6x6x4xf32> inputs ["x"] outputs ["y"] on @m {
// CHECK: dnn.layer "conv"
// CHECK: splits [<[]>, <[k : 2]>]
// CHECK-NEXT: costs [<@small, 1x6x4x4x4x1x1, cycles = 100, compute = 96, energy = 486.0, mac_energy = 192.0, memory_energy = [@sram [96.0, 6.0, 192.0]]>,
// CHECK-NEXT:   <@small, 1x6x2x4x4x1x1, cycles = 52, compute = 48, energy = 246.0, mac_energy = 96.0, memory_energy = [@sram [48.0, 6.0, 96.0]]>,
// CHECK-NEXT:   <@small, 1x3x4x4x4x1x1, cycles = 49, compute = 48, energy = 243.0, mac_energy = 96.0, memory_energy = [@sram [48.0, 3.0, 96.0]]>,
// CHECK-NEXT:   <@small, 1x3x2x4x4x1x1, cycles = 25, compute = 24, energy = 123.0, mac_energy = 48.0, memory_energy = [@sram [24.0, 3.0, 48.0]]>,
// CHECK-NEXT:   <@large, 1x6x4x4x4x1x1, cycles = 136, compute = 32, energy = 408.0, mac_energy = 192.0, memory_energy = [@sram [128.0, 24.0, 64.0]]>,
// CHECK-NEXT:   <@large, 1x6x2x4x4x1x1, cycles = 60, compute = 12, energy = 200.0, mac_energy = 96.0, memory_energy = [@sram [32.0, 48.0, 24.0]]>,
// CHECK-NEXT:   <@large, 1x3x4x4x4x1x1, cycles = 61, compute = 16, energy = 204.0, mac_energy = 96.0, memory_energy = [@sram [64.0, 12.0, 32.0]]>,
// CHECK-NEXT:   <@large, 1x3x2x4x4x1x1, cycles = 29, compute = 8, energy = 108.0, mac_energy = 48.0, memory_energy = [@sram [32.0, 12.0, 16.0]]>]

// ENERGY: dnn.layer "conv"
// ENERGY: <@large, 1x6x4x4x4x1x1, cycles = 140, compute = 24, energy = 400.0, mac_energy = 192.0, memory_energy = [@sram [{{.*}}]]>
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

// -----

// Pinned cores leave their type only; a layer without tiling is one tile; kinds that a core type does not run cost nothing.

// CHECK: dnn.layer "relu"
// CHECK: pins <cores = [@core1]>
// CHECK-NEXT: costs [<@vector, 4x6, cycles = 6, compute = 6, energy = 24.0, mac_energy = 6.0, memory_energy = [@sram [6.0, 12.0]]>]
// CHECK: dnn.layer "add"
// CHECK: costs [<@vector, 4x6, cycles = 10, compute = 6, energy = 30.0, mac_energy = 6.0, memory_energy = [@sram [6.0, 6.0, 12.0]]>]
accel.system @m {
  accel.core_type @mac compute runs [mac, relu] {
    accel.array <D1 = 4> mac_energy_pj 0.5
    accel.memory @sram size_bits 65536 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 2 {
      accel.port @rw read_write bandwidth 32 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @vector compute runs [elementwise] {
    accel.array <D1 = 4> mac_energy_pj 0.25
    accel.memory @sram size_bits 65536 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 2 {
      accel.port @r read bandwidth 32 serves [I1 tl, I2 tl, O tl, O th]
      accel.port @w write bandwidth 32 serves [I1 fh, I2 fh, O fl, O fh]
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
    bits <in = [8], psum = 16, out = 8> pins <cores = [@core1]> : (tensor<4x6xf32>) -> tensor<4x6xf32>
  %2 = dnn.layer "add" add(%1, %x) dims <n0 = 4, n1 = 6> maps [(n0, n1), (n0, n1)] -> (n0, n1)
    bits <in = [8, 8], psum = 16, out = 8> : (tensor<4x6xf32>, tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %2 : tensor<4x6xf32>
}

// -----

// The weights are larger than their memory, and stream through it, in the edge tile, too.

accel.system @m {
  accel.core_type @pe compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @act size_bits 4096 holds [I1, O] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @datapath read_write bandwidth 64 serves [I1 tl, O tl, O fl]
      accel.port @transfers read_write bandwidth 64 serves [I1 fh, O th, O fh]
    }
    accel.memory @weights size_bits 256 holds [I2] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @rw read_write bandwidth 64 serves [I2 tl, I2 fh]
    }
  }
  accel.core_type @ddr offchip {
    accel.memory @dram size_bits 1048576 holds [I1, I2, O] read_pj 64 write_pj 64 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @pe
  accel.core @dram : @ddr
  accel.bus @bus0 [@core0, @dram] bandwidth 16 energy_pj_per_bit 0.25 latency_cycles 2
}
dnn.network @net(%x: tensor<3x16xf32>) -> tensor<3x8xf32> inputs ["x"] outputs ["y"] on @m {
  %w = dnn.weight "w" : tensor<16x8xf32>
  %1 = dnn.layer "mm" matmul(%x, %w) dims <m = 3, n = 8, k = 16> maps [(m, k), (k, n)] -> (m, n)
    bits <in = [8, 8], psum = 16, out = 8> tiling <temporal = [m : 2], spatial = []> cores [@core0]
    : (tensor<3x16xf32>, tensor<16x8xf32>) -> tensor<3x8xf32>
  dnn.return %1 : tensor<3x8xf32>
}
// CHECK: costs [<@pe, 2x8x16, cycles = 135, compute = 64, energy = 488.0, mac_energy = 256.0, memory_energy = {{.*}}, streams = [1 : 2048 buffer 128]>,
// CHECK-NEXT: <@pe, 1x8x16, cycles = 67, compute = 32, energy = 244.0, mac_energy = 128.0, memory_energy = {{.*}}, streams = [1 : 1024 buffer 128]>]

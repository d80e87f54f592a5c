// RUN: stream-opt %s -p 'dnn-estimate-core-cost{cache=false},convert-dnn-to-sched,sched-annotate-cost,sched-verify' -o %t && stream-xdsl run --timing %t | filecheck %s

// Two memories of a core get different elements of one block, at the same time and over the same way: two transfers, which share the port, not one to both.

// CHECK: @net_on_m: 24 tiles and 48 transfers start and end when they must, the last at 70 cycles
accel.system @m {
  accel.core_type @s compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @a size_bits 65536 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @r read bandwidth 32 serves [I1 tl, I2 tl, O tl]
      accel.port @out read bandwidth 32 serves [O th]
      accel.port @w write bandwidth 64 serves [I1 fh, I2 fh, O fl, O fh]
    }
  }
  accel.core_type @t compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @a size_bits 65536 holds [I1, O] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @r read bandwidth 32 serves [I1 tl, O tl, O th]
      accel.port @w write bandwidth 16 serves [I1 fh, O fl, O fh]
    }
    accel.memory @w size_bits 65536 holds [I2] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @r read bandwidth 32 serves [I2 tl]
      accel.port @w write bandwidth 16 serves [I2 fh]
    }
  }
  accel.core_type @off offchip {
    accel.memory @d size_bits 8388608 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @r read bandwidth 64 serves [I1 tl, I2 tl, O tl, O th]
      accel.port @w write bandwidth 64 serves [I1 fh, I2 fh, O fl, O fh]
    }
  }
  accel.core @c0 : @s
  accel.core @c1 : @t
  accel.core @c2 : @t
  accel.core @d : @off
  accel.link @l1 : @c0 -> @c1 bandwidth 32
  accel.link @l2 : @c0 -> @c2 bandwidth 32
  accel.bus @b [@c0, @c1, @c2, @d] bandwidth 64 latency_cycles 3
}
dnn.network @net(%x: tensor<8x8xf32>) -> (tensor<8x4xf32>, tensor<8x4xf32>) inputs ["x"] outputs ["y", "z"] on @m {
  %0, %1 = dnn.stack "s"(%i = %x : tensor<8x8xf32>) -> (tensor<8x4xf32>, tensor<8x4xf32>) {
    %l0 = dnn.layer "l0" relu(%i) dims <m = 8, n = 8> maps [(m, n)] -> (m, n) bits <in = [8], psum = 8, out = 8>
      tiling <temporal = [m : 1], spatial = []> cores [@c0] : (tensor<8x8xf32>) -> tensor<8x8xf32>
    %u = dnn.view slice(%l0) offsets [0, 0] sizes [8, 4] strides [1, 1] : (tensor<8x8xf32>) -> tensor<8x4xf32>
    %v = dnn.view slice(%l0) offsets [0, 4] sizes [8, 4] strides [1, 1] : (tensor<8x8xf32>) -> tensor<8x4xf32>
    %w = dnn.view slice(%l0) offsets [0, 2] sizes [8, 4] strides [1, 1] : (tensor<8x8xf32>) -> tensor<8x4xf32>
    %l1 = dnn.layer "l1" add(%u, %v) dims <m = 8, n = 4> maps [(m, n), (m, n)] -> (m, n) bits <in = [8, 8], psum = 8, out = 8>
      tiling <temporal = [m : 1], spatial = []> cores [@c1] : (tensor<8x4xf32>, tensor<8x4xf32>) -> tensor<8x4xf32>
    %l2 = dnn.layer "l2" relu(%w) dims <m = 8, n = 4> maps [(m, n)] -> (m, n) bits <in = [8], psum = 8, out = 8>
      tiling <temporal = [m : 1], spatial = []> cores [@c2] : (tensor<8x4xf32>) -> tensor<8x4xf32>
    dnn.yield %l1, %l2 : tensor<8x4xf32>, tensor<8x4xf32>
  }
  dnn.return %0, %1 : tensor<8x4xf32>, tensor<8x4xf32>
}

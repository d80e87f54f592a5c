// RUN: stream-opt %s -p 'dnn-estimate-core-cost{cache=false model=roofline},convert-dnn-to-sched,sched-annotate-cost,sched-verify' | filecheck %s

// A layer of another stack has a result in its view, but reads nothing of it: it is not stored.

// CHECK-NOT: store "first"
// CHECK: sched.transfer store "second"
// CHECK: sched.transfer load "x" for "other"
// CHECK-NOT: store "first"
accel.system @m {
  accel.core_type @pe compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @a size_bits 131072 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @r read bandwidth 64 serves [I1 tl, I2 tl, O tl, O th]
      accel.port @w write bandwidth 64 serves [I1 fh, I2 fh, O fl, O fh]
    }
  }
  accel.core_type @off offchip {
    accel.memory @d size_bits 8388608 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @r read bandwidth 64 serves [I1 tl, I2 tl, O tl, O th]
      accel.port @w write bandwidth 64 serves [I1 fh, I2 fh, O fl, O fh]
    }
  }
  accel.core @c0 : @pe
  accel.core @c1 : @pe
  accel.core @d : @off
  accel.bus @b [@c0, @c1, @d] bandwidth 32
}
dnn.network @net(%x: tensor<4x8xf32>) -> (tensor<4x8xf32>, tensor<4x8xf32>) inputs ["x"] outputs ["y", "z"] on @m {
  %0, %1 = dnn.stack "s"(%a = %x : tensor<4x8xf32>) -> (tensor<4x8xf32>, tensor<4x8xf32>) {
    %first = dnn.layer "first" relu(%a) dims <y = 4, x = 8> maps [(y, x)] -> (y, x) bits <in = [8], psum = 8, out = 8>
      tiling <temporal = [y : 2], spatial = []> cores [@c0] : (tensor<4x8xf32>) -> tensor<4x8xf32>
    %second = dnn.layer "second" relu(%first) dims <y = 4, x = 8> maps [(y, x)] -> (y, x) bits <in = [8], psum = 8, out = 8>
      tiling <temporal = [y : 2], spatial = []> cores [@c1] : (tensor<4x8xf32>) -> tensor<4x8xf32>
    dnn.yield %first, %second : tensor<4x8xf32>, tensor<4x8xf32>
  }
  %2 = dnn.stack "t"(%a = %x : tensor<4x8xf32>, %b = %0 : tensor<4x8xf32>) -> (tensor<4x8xf32>) {
    %v = dnn.view concat(%a, %b) axis [0] : (tensor<4x8xf32>, tensor<4x8xf32>) -> tensor<8x8xf32>
    %other = dnn.layer "other" relu(%v) dims <y = 4, x = 8> maps [(y, x)] -> (y, x) bits <in = [8], psum = 8, out = 8>
      tiling <temporal = [y : 2], spatial = []> cores [@c0] : (tensor<8x8xf32>) -> tensor<4x8xf32>
    dnn.yield %other : tensor<4x8xf32>
  }
  dnn.return %1, %2 : tensor<4x8xf32>, tensor<4x8xf32>
}

// RUN: stream-opt %s -p 'dnn-estimate-core-cost{cache=false model=roofline},convert-dnn-to-sched,sched-annotate-cost,sched-verify' | filecheck %s

// Layers that read one tensor twice in one memory: what a tile loads is cut up in ways that need not be those of what it needs.

// CHECK: sched.transfer load "x" for "halves"
// CHECK: sched.transfer load "x" for "corners"
// CHECK: sched.transfer load "x" for "padded"
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
dnn.network @net(%x: tensor<8x8xf32>) -> (tensor<8x4xf32>, tensor<4x8xf32>, tensor<8x8xf32>) inputs ["x"] outputs ["h", "c", "p"] on @m {
  // Through a reshape of one of its axes: of the left half it takes rows from the top, of the right half from the bottom.
  %0 = dnn.stack "halves"(%x0 = %x : tensor<8x8xf32>) -> (tensor<8x4xf32>) {
    %v = dnn.view reshape(%x0) : (tensor<8x8xf32>) -> tensor<8x2x4xf32>
    %a = dnn.view slice(%v) offsets [0, 0, 0] sizes [8, 1, 4] strides [1, 1, 1] : (tensor<8x2x4xf32>) -> tensor<8x1x4xf32>
    %b = dnn.view slice(%v) offsets [7, 1, 0] sizes [8, 1, 4] strides [-1, 1, 1] : (tensor<8x2x4xf32>) -> tensor<8x1x4xf32>
    %h = dnn.layer "halves" add(%a, %b) dims <y = 8, x = 4> maps [(y, 0, x), (y, 0, x)] -> (y, x) bits <in = [8, 8], psum = 8, out = 8>
      tiling <temporal = [y : 2], spatial = []> cores [@c0] : (tensor<8x1x4xf32>, tensor<8x1x4xf32>) -> tensor<8x4xf32>
    dnn.yield %h : tensor<8x4xf32>
  }
  // One operand that holds two pieces of the tensor: two corners, of which a tile takes a row each.
  %1 = dnn.stack "corners"(%x1 = %x : tensor<8x8xf32>) -> (tensor<4x8xf32>) {
    %a = dnn.view slice(%x1) offsets [0, 0] sizes [4, 4] strides [1, 1] : (tensor<8x8xf32>) -> tensor<4x4xf32>
    %b = dnn.view slice(%x1) offsets [4, 4] sizes [4, 4] strides [1, 1] : (tensor<8x8xf32>) -> tensor<4x4xf32>
    %v = dnn.view concat(%a, %b) axis [1] : (tensor<4x4xf32>, tensor<4x4xf32>) -> tensor<4x8xf32>
    %c = dnn.layer "corners" relu(%v) dims <y = 4, x = 8> maps [(y, x)] -> (y, x) bits <in = [8], psum = 8, out = 8>
      tiling <temporal = [y : 2], spatial = []> cores [@c0] : (tensor<4x8xf32>) -> tensor<4x8xf32>
    dnn.yield %c : tensor<4x8xf32>
  }
  // Of the second operand some tiles read padding only.
  %2 = dnn.stack "padded"(%x2 = %x : tensor<8x8xf32>) -> (tensor<8x8xf32>) {
    %p = dnn.layer "padded" add(%x2, %x2) dims <y = 8, x = 8> maps [(y, x), (y + 4, x + 4)] -> (y, x) bits <in = [8, 8], psum = 8, out = 8> pad zero
      tiling <temporal = [y : 2, x : 2], spatial = [y : 2]> cores [@c0, @c1] : (tensor<8x8xf32>, tensor<8x8xf32>) -> tensor<8x8xf32>
    dnn.yield %p : tensor<8x8xf32>
  }
  dnn.return %0, %1, %2 : tensor<8x4xf32>, tensor<4x8xf32>, tensor<8x8xf32>
}

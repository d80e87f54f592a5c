// RUN: stream-opt %s -p 'dnn-estimate-core-cost{cache=false},convert-dnn-to-sched,sched-annotate-cost,sched-verify' | filecheck %s

// A layer reads one tensor as it is and transposed. A row tile needs a row and a column of it: a cross, not the box around it, which would be all.

// CHECK: sched.transfer load
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
  accel.core @c2 : @pe
  accel.core @d : @off
  accel.bus @b [@c0, @c1, @c2, @d] bandwidth 32
}
dnn.network @net(%x: tensor<8x8xf32>) -> tensor<8x8xf32> inputs ["x"] outputs ["y"] on @m {
  %o = dnn.layer "s" add(%x, %x) dims <y = 8, x = 8> maps [(y, x), (x, y)] -> (y, x) bits <in = [8, 8], psum = 8, out = 8>
    tiling <temporal = [y : 2], spatial = []> cores [@c0] : (tensor<8x8xf32>, tensor<8x8xf32>) -> tensor<8x8xf32>
  dnn.return %o : tensor<8x8xf32>
}

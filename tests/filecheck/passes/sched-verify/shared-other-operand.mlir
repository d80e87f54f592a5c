// RUN: stream-opt %s -p 'dnn-estimate-core-cost{cache=false model=roofline},convert-dnn-to-sched,sched-annotate-cost,sched-verify' | filecheck %s

// @c1 keeps its first operands where @c0 keeps its second ones. What both read is brought once, for @c0, hence through the port that @c0 has for second operands, although
// it is @c1's first operand.

// CHECK: sched.transfer move "l0"[0] from @c2::@a to @c0::@w via [@b]
// CHECK-NOT: sched.transfer move "l0"
accel.system @m {
  accel.core_type @p compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @a size_bits 8192 holds [I1, O] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, O tl, O th, O fl, O fh]
    }
    accel.memory @w size_bits 8192 holds [I2] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @rw read_write bandwidth 64 serves [I2 tl, I2 fh]
    }
  }
  accel.core_type @q compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @a size_bits 8192 holds [I2, O] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @rw read_write bandwidth 64 serves [I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
    accel.memory @w size_bits 8192 holds [I1] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh]
    }
  }
  accel.core_type @off offchip {
    accel.memory @d size_bits 8388608 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I2 tl, O tl, O th, I1 fh, I2 fh, O fl, O fh]
    }
  }
  accel.core @c0 : @p
  accel.core @c1 : @q
  accel.core @c2 : @p
  accel.core @d : @off
  accel.bus @b [@c0, @c1, @c2, @d] bandwidth 32
  accel.shared_memory [@c0::@w, @c1::@w]
}
dnn.network @net(%x: tensor<4x8xf32>) -> (tensor<4x8xf32>, tensor<4x8xf32>) inputs ["x"] outputs ["y", "z"] on @m {
  %0, %1 = dnn.stack "s"(%a = %x : tensor<4x8xf32>) -> (tensor<4x8xf32>, tensor<4x8xf32>) {
    %2 = dnn.layer "l0" relu(%a) dims <y = 4, x = 8> maps [(y, x)] -> (y, x) bits <in = [8], psum = 8, out = 8>
      tiling <temporal = [y : 2], spatial = []> cores [@c2] : (tensor<4x8xf32>) -> tensor<4x8xf32>
    %3 = dnn.layer "l1" add(%a, %2) dims <y = 4, x = 8> maps [(y, x), (y, x)] -> (y, x) bits <in = [8, 8], psum = 8, out = 8>
      tiling <temporal = [y : 2], spatial = []> cores [@c0] : (tensor<4x8xf32>, tensor<4x8xf32>) -> tensor<4x8xf32>
    %4 = dnn.layer "l2" relu(%2) dims <y = 4, x = 8> maps [(y, x)] -> (y, x) bits <in = [8], psum = 8, out = 8>
      tiling <temporal = [y : 2], spatial = []> cores [@c1] : (tensor<4x8xf32>) -> tensor<4x8xf32>
    dnn.yield %3, %4 : tensor<4x8xf32>, tensor<4x8xf32>
  }
  dnn.return %0, %1 : tensor<4x8xf32>, tensor<4x8xf32>
}

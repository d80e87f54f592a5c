// RUN: stream-opt %s -p 'dnn-estimate-core-cost{cache=false model=roofline},convert-dnn-to-sched,sched-annotate-cost,sched-verify' | filecheck %s

// Memories are shared in a chain: what lies in @c0::@a, which @c2 has, too, is not therefore in @c2::@w. Routes start at the core that a transfer names and
// end at the one it is for, or at those that share a memory with it: from @c0 to @c1 over @l0, not from @c2.

// CHECK: sched.transfer move "l0"[0] from @c0::@a to [@c1::@w, @c3::@w] via [@l0]
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
  accel.core @c0 : @q
  accel.core @c1 : @q
  accel.core @c2 : @p
  accel.core @c3 : @q
  accel.core @d : @off
  accel.link @l0 : @c0 <-> @c1 bandwidth 32
  accel.link @o0 : @c0 <-> @d bandwidth 32
  accel.shared_memory [@c0::@a, @c2::@a]
  accel.shared_memory [@c2::@w, @c1::@w]
  accel.shared_memory [@c1::@a, @c3::@w]
}
dnn.network @net(%x: tensor<4x8xf32>) -> (tensor<4x8xf32>, tensor<4x8xf32>) inputs ["x"] outputs ["y", "z"] on @m {
  %0, %1 = dnn.stack "s"(%a = %x : tensor<4x8xf32>) -> (tensor<4x8xf32>, tensor<4x8xf32>) {
    %2 = dnn.layer "l0" relu(%a) dims <y = 4, x = 8> maps [(y, x)] -> (y, x) bits <in = [8], psum = 8, out = 8>
      tiling <temporal = [y : 2], spatial = []> cores [@c0] : (tensor<4x8xf32>) -> tensor<4x8xf32>
    %3 = dnn.layer "l1" relu(%2) dims <y = 4, x = 8> maps [(y, x)] -> (y, x) bits <in = [8], psum = 8, out = 8>
      tiling <temporal = [y : 2], spatial = []> cores [@c1] : (tensor<4x8xf32>) -> tensor<4x8xf32>
    %4 = dnn.layer "l2" relu(%2) dims <y = 4, x = 8> maps [(y, x)] -> (y, x) bits <in = [8], psum = 8, out = 8>
      tiling <temporal = [y : 2], spatial = []> cores [@c3] : (tensor<4x8xf32>) -> tensor<4x8xf32>
    dnn.yield %3, %4 : tensor<4x8xf32>, tensor<4x8xf32>
  }
  dnn.return %0, %1 : tensor<4x8xf32>, tensor<4x8xf32>
}

// RUN: stream-opt %s -p 'dnn-estimate-core-cost{cache=false model=roofline},convert-dnn-to-sched,sched-annotate-cost,sched-verify' | filecheck %s

// Two links lead from q to B. "first" has the first one loaded with its input when "conv" asks for x at A; so B joins over the second.

// CHECK: sched.transfer load "z" for "first"[0] from @d::@d to @B::@s via [@up, @b1]
// CHECK: sched.transfer load "x" for "conv"[0, 1] from @d::@d to [@A::@s, @B::@s] via [@up, @a, @b2]
accel.system @m {
  accel.core_type @pe compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @s size_bits 65536 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @r read bandwidth 64 serves [I1 tl, I2 tl, O tl, O th]
      accel.port @w write bandwidth 64 serves [I1 fh, I2 fh, O fh, O fl]
    }
  }
  accel.core_type @relay memory {
    accel.memory @s size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @rw read_write bandwidth 64 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th]
    }
  }
  accel.core_type @off offchip {
    accel.memory @d size_bits 8388608 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @r read bandwidth 64 serves [I1 tl, I2 tl, O tl, O th]
      accel.port @w write bandwidth 64 serves [I1 fh, I2 fh, O fh, O fl]
    }
  }
  accel.core @A : @pe
  accel.core @B : @pe
  accel.core @d : @off
  accel.core @q : @relay
  accel.link @up : @d <-> @q bandwidth 64 latency_cycles 0
  accel.link @a : @q <-> @A bandwidth 16 latency_cycles 0
  accel.link @b1 : @q <-> @B bandwidth 16 latency_cycles 0
  accel.link @b2 : @q <-> @B bandwidth 16 latency_cycles 0
}
dnn.network @net(%z: tensor<1x16x8x8xf32>, %x: tensor<1x4x8x8xf32>) -> (tensor<1x4x8x8xf32>, tensor<1x8x8x8xf32>) inputs ["z", "x"] outputs ["v", "y"] on @m {
  %0, %9 = dnn.stack "s"(%b = %z : tensor<1x16x8x8xf32>, %a = %x : tensor<1x4x8x8xf32>) -> (tensor<1x4x8x8xf32>, tensor<1x8x8x8xf32>) {
    %u = dnn.weight "u" : tensor<4x16x1x1xf32>
    %2 = dnn.layer "first" conv(%b, %u) dims <b = 1, k = 4, oy = 8, ox = 8, c = 16, fy = 1, fx = 1>
      maps [(b, c, oy + fy, ox + fx), (k, c, fy, fx)] -> (b, k, oy, ox)
      bits <in = [8, 8], psum = 16, out = 8> pad zero
      tiling <temporal = [], spatial = []> cores [@B]
      : (tensor<1x16x8x8xf32>, tensor<4x16x1x1xf32>) -> tensor<1x4x8x8xf32>
    %w = dnn.weight "w" : tensor<8x4x3x3xf32>
    %1 = dnn.layer "conv" conv(%a, %w) dims <b = 1, k = 8, oy = 8, ox = 8, c = 4, fy = 3, fx = 3>
      maps [(b, c, oy + fy - 1, ox + fx - 1), (k, c, fy, fx)] -> (b, k, oy, ox)
      bits <in = [8, 8], psum = 16, out = 8> pad zero
      tiling <temporal = [oy : 2], spatial = [k : 2]> cores [@A, @B]
      : (tensor<1x4x8x8xf32>, tensor<8x4x3x3xf32>) -> tensor<1x8x8x8xf32>
    dnn.yield %2, %1 : tensor<1x4x8x8xf32>, tensor<1x8x8x8xf32>
  }
  dnn.return %0, %9 : tensor<1x4x8x8xf32>, tensor<1x8x8x8xf32>
}

// RUN: stream-opt %s -p 'dnn-estimate-core-cost{cache=false model=roofline},convert-dnn-to-sched,sched-annotate-cost,sched-verify' | filecheck %s

// Over the channels that carry the input to A and C there are two shortest ways to B. The scheduler takes the wider one, which is slower.

// CHECK: sched.transfer load "x" for "conv"[0, 1, 2] from @d::@d to [@A::@s, @C::@s, @B::@s] via [@l1, @l2, @bus]
accel.system @m {
  accel.core_type @pe compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @s size_bits 65536 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @r read bandwidth 64 serves [I1 tl, I2 tl, O tl, O th]
      accel.port @w write bandwidth 64 serves [I1 fh, I2 fh, O fl, O fh]
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
      accel.port @w write bandwidth 64 serves [I1 fh, I2 fh, O fl, O fh]
    }
  }
  accel.core @A : @pe
  accel.core @C : @pe
  accel.core @B : @pe
  accel.core @d : @off
  accel.link @l1 : @d <-> @A bandwidth 16 latency_cycles 0
  accel.link @l2 : @d <-> @C bandwidth 32 latency_cycles 3
  accel.bus @bus [@A, @C, @B] bandwidth 32 latency_cycles 5
}
dnn.network @net(%x: tensor<1x4x8x8xf32>) -> tensor<1x12x8x8xf32> inputs ["x"] outputs ["y"] on @m {
  %0 = dnn.stack "s"(%a = %x : tensor<1x4x8x8xf32>) -> (tensor<1x12x8x8xf32>) {
    %w = dnn.weight "w" : tensor<12x4x3x3xf32>
    %1 = dnn.layer "conv" conv(%a, %w) dims <b = 1, k = 12, oy = 8, ox = 8, c = 4, fy = 3, fx = 3>
      maps [(b, c, oy + fy - 1, ox + fx - 1), (k, c, fy, fx)] -> (b, k, oy, ox)
      bits <in = [8, 8], psum = 16, out = 8> pad zero
      tiling <temporal = [oy : 2], spatial = [k : 3]> cores [@A, @C, @B]
      : (tensor<1x4x8x8xf32>, tensor<12x4x3x3xf32>) -> tensor<1x12x8x8xf32>
    dnn.yield %1 : tensor<1x12x8x8xf32>
  }
  dnn.return %0 : tensor<1x12x8x8xf32>
}

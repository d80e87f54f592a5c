// RUN: stream-opt %s -p 'dnn-estimate-core-cost{cache=false model=roofline},convert-dnn-to-sched,sched-annotate-cost,sched-verify,sched-assign-addresses,sched-verify' | filecheck %s
// RUN: stream-opt %s -p 'dnn-estimate-core-cost{cache=false model=roofline},convert-dnn-to-sched,sched-expand' | filecheck %s --check-prefix EXPANDED

// Parts on two cores that share a memory need the same weights, and columns of each other's inputs. All of it comes once, for the part that needs it first.

// CHECK: offchip_read_bits = 3200,
// CHECK: sched.transfer load "x" for "conv"[0] from @d::@d to @A::@s via [@bus] rows 0 to 4 energy_pj 42
// CHECK-NEXT: sched.transfer load "w" for "conv"[0] from @d::@d to @A::@s via [@bus] rows 4 to 5 energy_pj 36
// CHECK-NEXT: sched.transfer store "conv"[0]
// CHECK-NEXT: sched.transfer load "x" for "conv"[1] from @d::@d to @B::@s via [@bus] rows 9 to 13 energy_pj 26
// CHECK-NEXT: sched.transfer store "conv"[1]

// EXPANDED: %load.x.0.0 = sched.copy load "x" for tile 0 of "conv"[0] from @d::@d to @A::@s via [@bus] bits 480
// EXPANDED: %load.x.1.0 = sched.copy load "x" for tile 0 of "conv"[1] from @d::@d to @B::@s via [@bus] bits 288
// EXPANDED: sched.tile 0 of "conv"[1] on @B after (%load.x.0.0, %load.w.0.0, %load.x.1.0)
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
  accel.core @B : @pe
  accel.core @d : @off
  accel.bus @bus [@A, @B, @d] bandwidth 16 latency_cycles 0
  accel.shared_memory [@A::@s, @B::@s]
}
dnn.network @net(%x: tensor<1x4x8x8xf32>) -> tensor<1x4x8x8xf32> inputs ["x"] outputs ["y"] on @m {
  %0 = dnn.stack "s"(%a = %x : tensor<1x4x8x8xf32>) -> (tensor<1x4x8x8xf32>) {
    %w = dnn.weight "w" : tensor<4x4x3x3xf32>
    %1 = dnn.layer "conv" conv(%a, %w) dims <b = 1, k = 4, oy = 8, ox = 8, c = 4, fy = 3, fx = 3>
      maps [(b, c, oy + fy - 1, ox + fx - 1), (k, c, fy, fx)] -> (b, k, oy, ox)
      bits <in = [8, 8], psum = 16, out = 8> pad zero
      tiling <temporal = [oy : 2], spatial = [ox : 2]> cores [@A, @B]
      : (tensor<1x4x8x8xf32>, tensor<4x4x3x3xf32>) -> tensor<1x4x8x8xf32>
    dnn.yield %1 : tensor<1x4x8x8xf32>
  }
  dnn.return %0 : tensor<1x4x8x8xf32>
}

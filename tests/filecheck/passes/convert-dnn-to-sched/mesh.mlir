// RUN: stream-opt %s -p 'dnn-estimate-core-cost{cache=false},convert-dnn-to-sched,sched-annotate-cost,sched-verify' | filecheck %s

// Twenty shortest ways lead through the mesh. The first eight in the order of channels share their first link, but loads take turns on two that share none.

// CHECK: totals <latency_cycles = 6976,
// CHECK: sched.transfer load "x"
// CHECK-SAME: via [@v00, @v10, @v20, @h30, @h31, @h32]
// CHECK: sched.transfer load "x"
// CHECK-SAME: via [@h00, @v01, @v11, @h21, @h22, @v23]
accel.system @m {
  accel.core_type @pe compute {
    accel.array <D1 = 64> mac_energy_pj 1
    accel.memory @s size_bits 262144 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @r read bandwidth 256 serves [I1 tl, I2 tl, O tl, O th]
      accel.port @w write bandwidth 256 serves [I1 fh, I2 fh, O fl, O fh]
    }
  }
  accel.core_type @relay memory {
    accel.memory @s size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @rw read_write bandwidth 256 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th]
    }
  }
  accel.core_type @off offchip {
    accel.memory @d size_bits 8388608 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @r read bandwidth 256 serves [I1 tl, I2 tl, O tl, O th]
      accel.port @w write bandwidth 256 serves [I1 fh, I2 fh, O fl, O fh]
    }
  }
  accel.core @d : @off
  accel.core @q01 : @relay
  accel.core @q02 : @relay
  accel.core @q03 : @relay
  accel.core @q10 : @relay
  accel.core @q11 : @relay
  accel.core @q12 : @relay
  accel.core @q13 : @relay
  accel.core @q20 : @relay
  accel.core @q21 : @relay
  accel.core @q22 : @relay
  accel.core @q23 : @relay
  accel.core @q30 : @relay
  accel.core @q31 : @relay
  accel.core @q32 : @relay
  accel.core @A : @pe
  accel.link @v00 : @d <-> @q10 bandwidth 16
  accel.link @h00 : @d <-> @q01 bandwidth 16
  accel.link @v01 : @q01 <-> @q11 bandwidth 16
  accel.link @h01 : @q01 <-> @q02 bandwidth 16
  accel.link @v02 : @q02 <-> @q12 bandwidth 16
  accel.link @h02 : @q02 <-> @q03 bandwidth 16
  accel.link @v03 : @q03 <-> @q13 bandwidth 16
  accel.link @v10 : @q10 <-> @q20 bandwidth 16
  accel.link @h10 : @q10 <-> @q11 bandwidth 16
  accel.link @v11 : @q11 <-> @q21 bandwidth 16
  accel.link @h11 : @q11 <-> @q12 bandwidth 16
  accel.link @v12 : @q12 <-> @q22 bandwidth 16
  accel.link @h12 : @q12 <-> @q13 bandwidth 16
  accel.link @v13 : @q13 <-> @q23 bandwidth 16
  accel.link @v20 : @q20 <-> @q30 bandwidth 16
  accel.link @h20 : @q20 <-> @q21 bandwidth 16
  accel.link @v21 : @q21 <-> @q31 bandwidth 16
  accel.link @h21 : @q21 <-> @q22 bandwidth 16
  accel.link @v22 : @q22 <-> @q32 bandwidth 16
  accel.link @h22 : @q22 <-> @q23 bandwidth 16
  accel.link @v23 : @q23 <-> @A bandwidth 16
  accel.link @h30 : @q30 <-> @q31 bandwidth 16
  accel.link @h31 : @q31 <-> @q32 bandwidth 16
  accel.link @h32 : @q32 <-> @A bandwidth 16
}
dnn.network @net(%x: tensor<1x64x16x16xf32>) -> tensor<1x4x16x16xf32> inputs ["x"] outputs ["y"] on @m {
  %0 = dnn.stack "s"(%a = %x : tensor<1x64x16x16xf32>) -> (tensor<1x4x16x16xf32>) {
    %w = dnn.weight "w" : tensor<4x64x1x1xf32>
    %1 = dnn.layer "conv" conv(%a, %w) dims <b = 1, k = 4, oy = 16, ox = 16, c = 64, fy = 1, fx = 1>
      maps [(b, c, oy + fy, ox + fx), (k, c, fy, fx)] -> (b, k, oy, ox)
      bits <in = [8, 8], psum = 16, out = 8> pad zero
      tiling <temporal = [oy : 1], spatial = []> cores [@A]
      : (tensor<1x64x16x16xf32>, tensor<4x64x1x1xf32>) -> tensor<1x4x16x16xf32>
    dnn.yield %1 : tensor<1x4x16x16xf32>
  }
  dnn.return %0 : tensor<1x4x16x16xf32>
}


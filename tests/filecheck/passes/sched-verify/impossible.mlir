// RUN: not stream-opt %s -p sched-verify 2>&1 | filecheck %s

// A schedule of a network that the scheduler refuses: the elements that a tile reads are no product over axes.

// CHECK: sched-verify: no schedule of @net is possible: layer 'l': dimension 'i' indexes several axes of operand 0
// CHECK-NEXT: remedy: change the layer's tiling, or allocate it to other cores, and schedule the network again
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
dnn.network @net(%x: tensor<2x2xf32>) -> tensor<2xf32> inputs ["x"] outputs ["y"] on @m {
  %l = dnn.layer "l" relu(%x) dims <i = 2> maps [(i, i)] -> (i) bits <in = [8], psum = 8, out = 8>
    costs [<@pe, 2, cycles = 1, compute = 1, energy = 2.0, mac_energy = 2.0>] cores [@c0] : (tensor<2x2xf32>) -> tensor<2xf32>
  dnn.return %l : tensor<2xf32>
}
sched.program @net_on_m of @net on @m
  tasks dense<[[0, 1, 1, 3]]> : tensor<1x4xi64>
  transfers dense<[[0, 0, 1, 16, 2], [0, 2, 1, 16, -1]]> : tensor<2x5xi64> {
  sched.compute "l"[0] on @c0 rows 0 to 1 energy_pj 2
  sched.transfer load "x" for "l"[0] from @d::@d to @c0::@a via [@b] rows 0 to 1 energy_pj 2
  sched.transfer store "l"[0] from @c0::@a to @d::@d via [@b] rows 1 to 2 energy_pj 2
}

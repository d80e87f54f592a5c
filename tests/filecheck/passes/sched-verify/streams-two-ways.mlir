// RUN: stream-opt %s -p 'dnn-partition-fusion{strategy=layer-by-layer},dnn-estimate-core-cost{cache=false},convert-dnn-to-sched,sched-annotate-cost,sched-verify,sched-assign-addresses,sched-verify' -o %t
// RUN: filecheck %s --input-file %t
// RUN: stream-opt %s -p 'dnn-partition-fusion{strategy=layer-by-layer},dnn-estimate-core-cost{cache=false},convert-dnn-to-sched,sched-annotate-cost,sched-verify' -o %t.timed && stream-xdsl run --timing %t.timed | filecheck %s --check-prefix=TIMING

// Both operands of a product stream one tensor, each over a way of its own. Rows do not say for which operand they are: their bits do, in whatever order they stand.

// CHECK: sched.transfer stream "x" for "l1"[0] from @d::@d to @c0::@a via [@o
// CHECK: sched.transfer stream "x" for "l1"[0] from @d::@d to @c0::@a via [@o
// TIMING: @net_on_m: 12 tiles and 28 transfers start and end when they must, the last at 342 cycles
accel.system @m {
  accel.core_type @p compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @a size_bits 256 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 1 {
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
  accel.core @c0 : @p
  accel.core @c1 : @p
  accel.core @d : @off
  accel.link @l : @c0 <-> @c1 bandwidth 16
  accel.link @o0 : @c0 <-> @d bandwidth 16
  accel.link @o1 : @c0 <-> @d bandwidth 16
}
dnn.network @net(%x: tensor<8x8xf32>, %z: tensor<8x8xf32>) -> (tensor<8x8xf32>, tensor<8x8xf32>) inputs ["x", "z"] outputs ["y0", "y"] on @m {
    %l0 = dnn.layer "l0" relu(%z) dims <m = 8, n = 8> maps [(m, n)] -> (m, n) bits <in = [8], psum = 8, out = 8>
      tiling <temporal = [m : 1], spatial = []>
      cores [@c1] : (tensor<8x8xf32>) -> tensor<8x8xf32>
    %l1 = dnn.layer "l1" matmul(%x, %x) dims <m = 8, n = 8, k = 8> maps [(m, k), (n, k)] -> (m, n) bits <in = [8, 8], psum = 16, out = 8>
      tiling <temporal = [m : 2], spatial = []>
      cores [@c0] : (tensor<8x8xf32>, tensor<8x8xf32>) -> tensor<8x8xf32>
  dnn.return %l0, %l1 : tensor<8x8xf32>, tensor<8x8xf32>
}

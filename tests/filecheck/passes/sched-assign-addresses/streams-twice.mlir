// RUN: stream-opt %s -p 'dnn-partition-fusion{strategy=layer-by-layer},dnn-estimate-core-cost{cache=false},convert-dnn-to-sched,sched-annotate-cost,sched-verify,sched-assign-addresses,sched-verify' | filecheck %s

// Both operands of a product stream one tensor, through memories of their own, which hold different amounts of it at a time.

// CHECK: layouts
accel.system @m {
  accel.core_type @p compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @a size_bits 256 holds [I1, O] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @r read bandwidth 64 serves [I1 tl, O tl, O th]
      accel.port @w write bandwidth 64 serves [I1 fh, O fl, O fh]
    }
    accel.memory @w size_bits 256 holds [I2] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @r read bandwidth 64 serves [I2 tl]
      accel.port @w write bandwidth 64 serves [I2 fh]
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
  accel.bus @b [@c0, @c1, @d] bandwidth 32
}
dnn.network @net(%x: tensor<8x8xf32>) -> tensor<8x8xf32> inputs ["x"] outputs ["y"] on @m {
  
    %l1 = dnn.layer "l1" matmul(%x, %x) dims <m = 8, n = 8, k = 8> maps [(m, k), (n, k)] -> (m, n) bits <in = [8, 8], psum = 16, out = 8>
      tiling <temporal = [m : 2], spatial = []>
      cores [@c1] : (tensor<8x8xf32>, tensor<8x8xf32>) -> tensor<8x8xf32>
  dnn.return %l1 : tensor<8x8xf32>
}

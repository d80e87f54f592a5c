// RUN: stream-opt %s -p 'dnn-estimate-core-cost{cache=false model=roofline},convert-dnn-to-sched,sched-annotate-cost,sched-verify' | filecheck %s

// On a core with a stationary operand, a layer that does not have that operand: no tile finds anything in place.

// CHECK: costs [<@s, 4x4x2, cycles = 21, compute = 8,
// CHECK-NOT: in_place
// CHECK: tasks dense<{{\[\[0, [0-9]+, 21, [0-9]+\], \[1, [0-9]+, 21, }}
accel.system @m {
  accel.core_type @s compute stationary [I2] {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @reg size_bits 8 holds [I2] read_pj 0 write_pj 0.1 {
      accel.port @r read bandwidth 8 serves [I2 tl]
      accel.port @w write bandwidth 8 serves [I2 fh]
    }
    accel.memory @a size_bits 4096 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 2 static_power_pj_per_cycle 0.4 {
      accel.port @lo read_write bandwidth 64 serves [I1 tl, I2 tl, O tl, O fl]
      accel.port @hi read_write bandwidth 32 serves [I1 fh, I2 fh, O th, O fh]
    }
  }
  accel.core_type @off offchip {
    accel.memory @d size_bits 67108864 holds [I1, I2, O] read_pj 1 write_pj 2 {
      accel.port @rw read_write bandwidth 16 serves [I1 tl, I2 tl, O tl, O th, I1 fh, I2 fh, O fl, O fh]
    }
  }
  accel.core @c0 : @s
  accel.core @d : @off
  accel.bus @b [@c0, @d] bandwidth 64 energy_pj_per_bit 0.3 latency_cycles 3
}
dnn.network @net(%x: tensor<8x8xf32>) -> tensor<4x8xf32> inputs ["x"] outputs ["y"] on @m {
  %l0 = dnn.layer "l0" maxpool(%x) dims <y = 4, x = 8, f = 2> maps [(2*y + f, x)] -> (y, x) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [x : 4], spatial = []> cores [@c0] : (tensor<8x8xf32>) -> tensor<4x8xf32>
  dnn.return %l0 : tensor<4x8xf32>
}

// RUN: stream-opt %s -p sched-roll --split-input-file --verify-diagnostics | filecheck %s

// CHECK: sched-roll: the module has no sched.program
// CHECK-NEXT: remedy: run convert-dnn-to-sched first
builtin.module {
}

// -----

// CHECK: sched-roll: the schedule @e is expanded
// CHECK-NEXT: remedy: do this before sched-expand, which is for reading
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<12xf32>) -> tensor<12xf32> inputs ["x"] outputs ["y"] on @s {
  %0 = dnn.layer "fast" relu(%x) dims <i = 12> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> cores [@c0] : (tensor<12xf32>) -> tensor<12xf32>
  %1 = dnn.layer "slow" relu(%0) dims <i = 12> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> cores [@c1] : (tensor<12xf32>) -> tensor<12xf32>
  dnn.return %1 : tensor<12xf32>
}
sched.expanded @e of @n on @s {
  %0 = sched.copy load "x" for tile 0 of "fast"[0] from @dram::@d to @c0::@m via [@bus] bits 16 at 0 for 2 until 7
}

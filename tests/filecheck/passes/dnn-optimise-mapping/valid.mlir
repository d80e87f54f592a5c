// RUN: stream-opt %s -p 'dnn-optimise-mapping{objective=latency effort=quick cache=false}' | filecheck %s
// RUN: stream-opt %s -p 'dnn-optimise-mapping{effort=quick cache=false},convert-dnn-to-sched,sched-annotate-cost,sched-verify' | filecheck %s --check-prefix=SCHED
// RUN: stream-opt %s -p 'dnn-optimise-mapping{effort=quick explain="%t" cache=false}' && filecheck %s --check-prefix=WHY --input-file=%t
// RUN: not stream-opt %s -p 'dnn-optimise-mapping{effort=quick explain="%t/nowhere"}' 2>&1 | filecheck %s --check-prefix=NOWHERE
// RUN: not stream-opt %s -p 'dnn-optimise-mapping{objective=speed}' 2>&1 | filecheck %s --check-prefix=OBJECTIVE
// RUN: not stream-opt %s -p 'dnn-optimise-mapping{effort=huge}' 2>&1 | filecheck %s --check-prefix=EFFORT
// RUN: not stream-opt %s -p 'dnn-optimise-mapping{seed=-1}' 2>&1 | filecheck %s --check-prefix=SEED
// RUN: not stream-opt %s -p 'dnn-partition-fusion,dnn-optimise-mapping' 2>&1 | filecheck %s --check-prefix=STACKS

// CHECK: dnn.network @net
// CHECK-SAME: on @mono
// CHECK: dnn.stack "relu"
// CHECK: tiling <temporal = [
// CHECK: cores [@core0]

// SCHED: sched.program @net_on_mono of @net on @mono

// WHY: for least edp: latency 24 cycles, energy 816 pJ


// NOWHERE: cannot write
// OBJECTIVE: dnn-optimise-mapping: unknown objective 'speed'
// EFFORT: dnn-optimise-mapping: unknown effort 'huge'
// SEED: dnn-optimise-mapping: seed must not be negative, got -1
// SEED-NEXT: remedy: give 0 or more, or leave it out
// STACKS: dnn-optimise-mapping: the network @net already has stacks
// STACKS-NEXT: remedy: leave out dnn-partition-fusion, whose work this pass does
accel.system @mono {
  accel.core_type @pe compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @sram size_bits 384 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @datapath read_write bandwidth 64 serves [I1 tl, I2 tl, O tl, O fl]
      accel.port @transfers read_write bandwidth 64 serves [I1 fh, I2 fh, O th, O fh]
    }
  }
  accel.core_type @ddr offchip {
    accel.memory @dram size_bits 1048576 holds [I1, I2, O] read_pj 64 write_pj 64 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @pe
  accel.core @dram : @ddr
  accel.bus @bus0 [@core0, @dram] bandwidth 16
}
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] {
  %1 = dnn.layer "relu" relu(%x) dims <n0 = 4, n1 = 6> maps [(n0, n1)] -> (n0, n1)
    bits <in = [8], psum = 16, out = 8> : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %1 : tensor<4x6xf32>
}

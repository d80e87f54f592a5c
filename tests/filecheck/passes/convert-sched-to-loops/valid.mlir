// RUN: stream-opt %s -p convert-sched-to-loops | filecheck %s
// RUN: stream-opt %s -p sched-roll,convert-sched-to-loops | filecheck %s
// RUN: stream-opt %s -p sched-assign-addresses,convert-sched-to-loops | filecheck %s --check-prefix=PLACED

// Two tiles, of which each is loaded, computed and stored: an agent for each of the three, with a loop. Without addresses a memory has an array for each tensor.

// CHECK:       builtin.module attributes {dlti.target_system_spec = #dlti.target_system_spec<"core0" = #dlti.target_device_spec<"core_type" = "pe", "role" = "compute", "array" = #dlti.map<"D1" = 4 : i64>
// CHECK-SAME:    dlti.map = #dlti.map<"buses" = #dlti.map<"bus0" = #dlti.map<"cores" = ["core0", "dram"], "bandwidth_bits_per_cycle" = 16 : i64
// CHECK-NEXT:    func.func private @net_on_mono_pause() -> !async.token {
// CHECK-NEXT:      %0 = async.execute {
// CHECK-NEXT:        async.yield
// CHECK-NEXT:      }
// CHECK-NEXT:      func.return %0 : !async.token
// CHECK-NEXT:    }
// CHECK-NEXT:    func.func private @net_on_mono_core0_tile0(%at: index, %core0.sram.x: memref<4x6xf32> {sched.memory = "core0.sram", sched.storage = "core0.sram.x"}, %core0.sram.relu: memref<4x6xf32> {{{.*}}}) attributes {sched.agent = "core0", sched.core = "core0", sched.core_type = "pe"} {
// CHECK-NEXT:      [[Y:%.*]] = memref.subview %core0.sram.relu[0, %at] [4, 3] [1, 1] : memref<4x6xf32> to memref<4x3xf32, strided<[6, 1], offset: ?>>
// CHECK-NEXT:      [[X:%.*]] = memref.subview %core0.sram.x[0, %at] [4, 3] [1, 1]
// CHECK-NEXT:      linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins([[X]] : {{.*}}) outs([[Y]] : {{.*}}) attrs =  {sched.layer = "relu", sched.part = 0 : i64} {
// CHECK:             arith.maximumf

// The core begins its tile i when its DMA has made i + 1 copies.

// CHECK:         async.func private @net_on_mono_core0(%done: memref<3xi64>, %core0.sram.x: memref<4x6xf32> {{{.*}}}, %core0.sram.relu: memref<4x6xf32> {{{.*}}}) -> !async.token attributes {sched.agent = "core0", sched.core = "core0", sched.core_type = "pe"} {
// CHECK-NEXT:      [[START:%.*]] = func.call @net_on_mono_pause() : () -> !async.token
// CHECK-NEXT:      async.await [[START]] : !async.token
// CHECK:           scf.for %i = %{{.*}} to %{{.*}} step %{{.*}} {
// CHECK-NEXT:        [[NEXT:%.*]] = affine.apply affine_map<(d0) -> ((d0 + 1))> (%i)
// CHECK-NEXT:        [[COPIES:%.*]] = arith.index_cast [[NEXT]] : index to i64
// CHECK-NEXT:        [[DMA:%.*]] = arith.constant 1 : index
// CHECK-NEXT:        [[NOTHING:%.*]] = arith.constant 0 : i64
// CHECK-NEXT:        scf.while () : () -> () {
// CHECK-NEXT:          [[NOW:%.*]] = "memref.atomic_rmw"([[NOTHING]], %done, [[DMA]]) <{kind = 1 : i64}> : (i64, memref<3xi64>, index) -> i64
// CHECK-NEXT:          [[BEHIND:%.*]] = arith.cmpi slt, [[NOW]], [[COPIES]] : i64
// CHECK-NEXT:          scf.condition([[BEHIND]])
// CHECK-NEXT:        } do {
// CHECK-NEXT:          [[PAUSE:%.*]] = func.call @net_on_mono_pause() : () -> !async.token
// CHECK-NEXT:          async.await [[PAUSE]] : !async.token
// CHECK-NEXT:          scf.yield
// CHECK-NEXT:        } attributes {sched.waits_for = "core0_dma"}
// CHECK-NEXT:        [[AT:%.*]] = affine.apply affine_map<(d0) -> ((d0 * 3))> (%i)
// CHECK-NEXT:        func.call @net_on_mono_core0_tile0([[AT]], %core0.sram.x, %core0.sram.relu) {sched.layer = "relu", sched.part = 0 : i64, sched.tiles = array<i64: 0, 1>, sched.start_cycles = array<i64: 6, 12>, sched.end_cycles = array<i64: 9, 15>, sched.energy_pj = 1.300000e+01 : f64}
// CHECK-NEXT:        [[OWN:%.*]] = arith.constant 0 : index
// CHECK-NEXT:        [[ONE:%.*]] = arith.constant 1 : i64
// CHECK-NEXT:        %{{.*}} = "memref.atomic_rmw"([[ONE]], %done, [[OWN]]) <{kind = 1 : i64}>
// CHECK-NEXT:      }
// CHECK-NEXT:      async.return

// What arrives at a core, and what leaves it for the memory off-chip.

// CHECK:         func.func private @net_on_mono_core0_dma_copy0(%at: index, %input.x: memref<4x6xf32> {sched.storage = "input.x"}, %core0.sram.x: {{.*}} attributes {sched.agent = "core0_dma"
// CHECK:           "memref.copy"({{.*}}) {sched.transfer = "load", sched.tensor = "x", sched.via = ["bus0"]}
// CHECK:         async.func private @net_on_mono_core0_dma(
// CHECK-NOT:       scf.while
// CHECK:           func.call @net_on_mono_core0_dma_copy0([[AT:%.*]], %input.x, %core0.sram.x) {sched.transfer = "load", sched.tensor = "x", sched.via = ["bus0"], sched.tiles = array<i64: 0, 1>, sched.start_cycles = array<i64: 0, 6>, sched.end_cycles = array<i64: 6, 12>}
// CHECK:         async.func private @net_on_mono_dram_dma(
// CHECK:             attributes {sched.waits_for = "core0"}
// CHECK:           func.call @net_on_mono_dram_dma_copy0({{.*}}) {sched.transfer = "store", sched.tensor = "relu"

// All begin at once.

// CHECK:         func.func @net_on_mono(%input.x: memref<4x6xf32> {sched.storage = "input.x"}, %output.y: memref<4x6xf32> {sched.storage = "output.y"}) {
// CHECK:           %dram.dram.relu = memref.alloc() {sched.memory = "dram.dram", sched.storage = "dram.dram.relu"} : memref<4x6xf32>
// CHECK:           %done = memref.alloc() : memref<3xi64>
// CHECK:           linalg.fill ins(%{{.*}} : i64) outs(%done : memref<3xi64>)
// CHECK-NEXT:      [[CORE0:%.*]] = async.call @net_on_mono_core0(%done, %core0.sram.x, %core0.sram.relu)
// CHECK-NEXT:      [[TO_CORE0:%.*]] = async.call @net_on_mono_core0_dma(%done, %input.x, %core0.sram.x)
// CHECK-NEXT:      [[TO_DRAM:%.*]] = async.call @net_on_mono_dram_dma(%done, %core0.sram.relu, %dram.dram.relu)
// CHECK-NEXT:      async.await [[CORE0]] : !async.token
// CHECK-NEXT:      async.await [[TO_CORE0]] : !async.token
// CHECK-NEXT:      async.await [[TO_DRAM]] : !async.token
// CHECK-NEXT:      "memref.copy"(%dram.dram.relu, %output.y)
// CHECK:           memref.dealloc %core0.sram.x
// CHECK:           memref.dealloc %done

// With addresses it is bytes; elements of 8 bits in the schedule are of 32 here, and so everything is four times as large.

// PLACED:      func.func private @net_on_mono_core0_tile0(%at: index, %at_1: index, %core0.sram: memref<512xi8> {sched.memory = "core0.sram", sched.storage = "core0.sram"})
// PLACED:        [[Y:%.*]] = memref.view %core0.sram[%at][] : memref<512xi8> to memref<4x3xf32>
// PLACED-NEXT:   [[X:%.*]] = memref.view %core0.sram[%at_1][] : memref<512xi8> to memref<4x3xf32>
// PLACED-NEXT:   linalg.generic {{.*}} ins([[X]] : memref<4x3xf32>) outs([[Y]] : memref<4x3xf32>)
// PLACED:      async.func private @net_on_mono_core0(
// PLACED:        scf.for %i = {{.*}} {
// PLACED:          [[BLOCK:%.*]] = affine.apply affine_map<(d0) -> (((d0 * -48) + 48))> (%i)
// PLACED:          [[IN:%.*]] = affine.apply affine_map<(d0) -> ((d0 * 96))> (%i)
// PLACED:          func.call @net_on_mono_core0_tile0([[BLOCK]], [[IN]], %core0.sram)
// PLACED:      func.func private @net_on_mono_core0_dma_copy0(%at: index, %at_1: index, %core0.sram: memref<512xi8> {{{.*}}}, %dram.dram: memref<192xi8>
// PLACED:        [[COPY:%.*]] = memref.view %core0.sram[{{.*}}][] : memref<512xi8> to memref<4x3xf32>
// PLACED-NEXT:   "memref.copy"(%{{.*}}, [[COPY]]) {sched.transfer = "load"
// PLACED:      func.func @net_on_mono({{.*}}) attributes {sched.address_scale = 4 : i64} {
// PLACED:        %core0.sram = memref.alloc() {sched.memory = "core0.sram", sched.storage = "core0.sram"} : memref<512xi8>
// PLACED:        "memref.copy"(%input.x, %{{.*}}) : (memref<4x6xf32>, memref<4x6xf32>) -> ()
// PLACED:        async.call
accel.system @mono {
  accel.core_type @pe compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @sram size_bits 1024 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 1 {
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
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] on @mono {
  %1 = dnn.layer "relu" relu(%x) dims <n0 = 4, n1 = 6> maps [(n0, n1)] -> (n0, n1)
    bits <in = [8], psum = 16, out = 8> tiling <temporal = [n1 : 3], spatial = []>
    costs [<@pe, 4x3, cycles = 3, compute = 3, energy = 13.0, mac_energy = 12.0>] cores [@core0]
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %1 : tensor<4x6xf32>
}
sched.program @net_on_mono of @net on @mono
  tasks dense<[[0, 6, 3, 18], [1, 12, 3, 24]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 6, 96, 9], [1, 6, 6, 96, 15], [0, 12, 6, 96, -1], [1, 18, 6, 96, -1]]> : tensor<4x5xi64> {
  sched.compute "relu"[0] on @core0 rows 0 to 2 energy_pj 26
  sched.transfer load "x" for "relu"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 0 to 2 energy_pj 260
  sched.transfer store "relu"[0] from @core0::@sram to @dram::@dram via [@bus0] rows 2 to 4 energy_pj 260
}


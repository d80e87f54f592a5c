// Stock MLIR knows all that is written, verifies it, and lowers it to its llvm dialect.

// REQUIRES: mlir-opt

// RUN: stream-opt %S/valid.mlir -p convert-sched-to-loops | %mlir-opt | filecheck %s
// RUN: stream-opt %S/valid.mlir -p convert-sched-to-loops,cse,canonicalize | %mlir-opt --cse --canonicalize | filecheck %s
// RUN: stream-opt %S/valid.mlir -p sched-assign-addresses,convert-sched-to-loops | %mlir-opt --convert-linalg-to-loops --expand-strided-metadata --lower-affine --convert-scf-to-cf --async-func-to-async-runtime --async-to-async-runtime --async-runtime-ref-counting --convert-async-to-llvm --convert-math-to-libm --convert-math-to-llvm --convert-cf-to-llvm --convert-arith-to-llvm --finalize-memref-to-llvm --convert-func-to-llvm --reconcile-unrealized-casts | filecheck %s --check-prefix=LLVM

// CHECK: module attributes {dlti.map = #dlti.map<"buses" = {{.*}}, dlti.target_system_spec = #dlti.target_system_spec<"core0" =
// CHECK: linalg.generic {{.*}} attrs = {sched.layer = "relu", sched.part = 0 : i64}
// CHECK: async.func private @net_on_mono_core0(
// CHECK: scf.while
// CHECK: memref.atomic_rmw addi
// CHECK: memref.copy {{.*}} {sched.tensor = "x", sched.transfer = "load"
// CHECK: call @net_on_mono_core0_dma_copy0({{.*}}) {sched.end_cycles = array<i64: 6, 12>, sched.start_cycles = array<i64: 0, 6>, sched.tensor = "x"

// LLVM: llvm.func @net_on_mono
// LLVM-NOT: unrealized_conversion_cast

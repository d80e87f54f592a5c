// Stock MLIR knows all that is written, verifies it, and lowers it to its llvm dialect.

// REQUIRES: mlir-opt

// RUN: stream-opt %S/valid.mlir -p convert-sched-to-loops | %mlir-opt | filecheck %s
// RUN: stream-opt %S/valid.mlir -p convert-sched-to-loops,cse,canonicalize | %mlir-opt --cse --canonicalize | filecheck %s
// RUN: stream-opt %S/valid.mlir -p sched-assign-addresses,convert-sched-to-loops | %mlir-opt --convert-linalg-to-loops --expand-strided-metadata --lower-affine --convert-scf-to-cf --convert-math-to-libm --convert-math-to-llvm --convert-cf-to-llvm --convert-arith-to-llvm --finalize-memref-to-llvm --convert-func-to-llvm --reconcile-unrealized-casts | filecheck %s --check-prefix=LLVM

// CHECK: module attributes {dlti.map = #dlti.map<"buses" = {{.*}}, dlti.target_system_spec = #dlti.target_system_spec<"core0" =
// CHECK: linalg.generic {{.*}} attrs = {sched.layer = "relu", sched.part = 0 : i64}
// CHECK: memref.copy {{.*}} {sched.end_cycles = array<i64: 6, 12>, sched.start_cycles = array<i64: 0, 6>, sched.tensor = "x"

// LLVM: llvm.func @net_on_mono
// LLVM-NOT: unrealized_conversion_cast

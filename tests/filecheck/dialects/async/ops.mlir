// RUN: ROUNDTRIP
// RUN: GENERIC_ROUNDTRIP

// CHECK: async.func private @f(%x: memref<4xf32> {sched.storage = "x"}) -> !async.token attributes {sched.core = "core0"} {
async.func private @f(%x: memref<4xf32> {sched.storage = "x"}) -> !async.token attributes {sched.core = "core0"} {
  // CHECK-NEXT: %token = async.execute {
  // CHECK-NEXT:   async.yield
  // CHECK-NEXT: }
  %token = async.execute {
    async.yield
  }
  // CHECK-NEXT: async.await %token : !async.token
  async.await %token : !async.token
  // CHECK-NEXT: async.return
  async.return
}
// CHECK: func.func @main(%x: memref<4xf32>) {
func.func @main(%x: memref<4xf32>) {
  // CHECK-NEXT: %token = async.call @f(%x) : (memref<4xf32>) -> !async.token
  %token = async.call @f(%x) : (memref<4xf32>) -> !async.token
  // CHECK-NEXT: async.await %token {note = 1 : i64} : !async.token
  async.await %token {note = 1 : i64} : !async.token
  func.return
}

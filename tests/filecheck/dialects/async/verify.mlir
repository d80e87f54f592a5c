// RUN: stream-opt %s --split-input-file --verify-diagnostics | filecheck %s

// CHECK: an async.func returns one !async.token
async.func @f() {
  async.return
}

// -----

// CHECK: @f is no async.func
func.func @f() {
  %token = async.call @f() : () -> !async.token
  func.return
}

// -----

// CHECK: the operands have other types than the arguments of @f
async.func private @f(%x: memref<4xf32>) -> !async.token {
  async.return
}
func.func @main(%x: memref<2xf32>) {
  %token = async.call @f(%x) : (memref<2xf32>) -> !async.token
  func.return
}

// -----

// CHECK: the arguments of the body are not those of the function's type
"async.func"() <{sym_name = "f", function_type = (index) -> !async.token}> ({
  "async.return"() : () -> ()
}) : () -> ()

// -----

// CHECK: async.execute takes nothing here
func.func @f(%token: !async.token) {
  %0 = "async.execute"(%token) <{operandSegmentSizes = array<i32: 1, 0>}> ({
    async.yield
  }) : (!async.token) -> !async.token
  func.return
}

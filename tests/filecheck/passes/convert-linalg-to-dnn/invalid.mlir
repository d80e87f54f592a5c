// RUN: stream-opt %s -p 'convert-linalg-to-dnn{precision=file}' --split-input-file --verify-diagnostics --allow-unregistered-dialect | filecheck %s
// RUN: not stream-opt %s -p 'convert-linalg-to-dnn{precision=a8}' 2>&1 | filecheck %s --check-prefix=PRECISION

// PRECISION: convert-linalg-to-dnn: unknown precision 'a8'

// CHECK: convert-linalg-to-dnn: the module has no func.func of linalg operations
// CHECK-NEXT: remedy: lower the model to linalg on tensors first
builtin.module {
}

// -----

// CHECK: convert-linalg-to-dnn: a value of type tensor<?x4xf32> is no tensor of static shape
// CHECK-NEXT: remedy: export the model with static shapes
func.func @f(%x: tensor<?x4xf32>) -> tensor<?x4xf32> {
  return %x : tensor<?x4xf32>
}

// -----

// CHECK: convert-linalg-to-dnn: result 'output0' is an input, rearranged at most: no layer computes it
func.func @f(%x: tensor<2x4xf32>) -> tensor<8xf32> {
  %y = tensor.collapse_shape %x [[0, 1]] : tensor<2x4xf32> into tensor<8xf32>
  return %y : tensor<8xf32>
}

// -----

// CHECK: convert-linalg-to-dnn: stablehlo.sort 'order': there is no lowering for it
// CHECK-NEXT: remedy: lower the model to linalg on tensors, tensor reshapes, pads, slices and concatenations
func.func @f(%x: tensor<2x4xf32>) -> tensor<2x4xf32> {
  %y = "stablehlo.sort"(%x) : (tensor<2x4xf32>) -> tensor<2x4xf32> loc("order")
  return %y : tensor<2x4xf32>
}

// -----

// CHECK: convert-linalg-to-dnn: linalg.pack: it has no loops that could be read
// CHECK-NEXT: remedy: turn it into a linalg.generic (mlir-opt --linalg-generalize-named-ops)
func.func @f(%x: tensor<2x4xf32>) -> tensor<2x4xf32> {
  %e = tensor.empty() : tensor<2x4xf32>
  %y = "linalg.pack"(%x, %e) : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<2x4xf32>
  return %y : tensor<2x4xf32>
}

// -----

// CHECK: convert-linalg-to-dnn: linalg.softmax: its dimension is none of its operand's axes
// CHECK-NEXT: remedy: count them from 0
func.func @f(%x: tensor<2x4xf32>) -> tensor<2x4xf32> {
  %e = tensor.empty() : tensor<2x4xf32>
  %y = linalg.softmax dimension(2) ins(%x : tensor<2x4xf32>) outs(%e : tensor<2x4xf32>) -> tensor<2x4xf32>
  return %y : tensor<2x4xf32>
}

// -----

// CHECK: convert-linalg-to-dnn: linalg.matmul: its body has 'arith.extui', which is unsigned
// CHECK-NEXT: remedy: integers of dnn are signed
func.func @f(%x: tensor<4x8xi8>, %w: tensor<8x6xi8>) -> tensor<4x6xi32> {
  %zero = arith.constant 0 : i32
  %e = tensor.empty() : tensor<4x6xi32>
  %f = linalg.fill ins(%zero : i32) outs(%e : tensor<4x6xi32>) -> tensor<4x6xi32>
  %y = linalg.matmul {cast = #linalg.type_fn<cast_unsigned>}
    ins(%x, %w : tensor<4x8xi8>, tensor<8x6xi8>) outs(%f : tensor<4x6xi32>) -> tensor<4x6xi32>
  return %y : tensor<4x6xi32>
}

// -----

// CHECK: convert-linalg-to-dnn: linalg.generic: its body has 'math.floor'
// CHECK-NEXT: remedy: express it by arithmetic that dnn has
func.func @f(%x: tensor<4xf32>) -> tensor<4xf32> {
  %e = tensor.empty() : tensor<4xf32>
  %y = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%x : tensor<4xf32>) outs(%e : tensor<4xf32>) {
  ^bb0(%in: f32, %out: f32):
    %r = math.floor %in : f32
    linalg.yield %r : f32
  } -> tensor<4xf32>
  return %y : tensor<4xf32>
}

// -----

// CHECK: convert-linalg-to-dnn: linalg.generic: its body has the index of a loop (linalg.index)
func.func @f(%x: tensor<4xi64>) -> tensor<4xi64> {
  %e = tensor.empty() : tensor<4xi64>
  %y = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%x : tensor<4xi64>) outs(%e : tensor<4xi64>) {
  ^bb0(%in: i64, %out: i64):
    %i = linalg.index 0 : index
    %j = arith.index_cast %i : index to i64
    %r = arith.addi %in, %j : i64
    linalg.yield %r : i64
  } -> tensor<4xi64>
  return %y : tensor<4xi64>
}

// -----

// CHECK: convert-linalg-to-dnn: linalg.generic: its indexing map (d0) -> ((d0 floordiv 2)) is not linear: only sums and multiples of dimensions are supported
func.func @f(%x: tensor<2xf32>) -> tensor<4xf32> {
  %e = tensor.empty() : tensor<4xf32>
  %y = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0 floordiv 2)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%x : tensor<2xf32>) outs(%e : tensor<4xf32>) {
  ^bb0(%in: f32, %out: f32):
    %r = math.exp %in : f32
    linalg.yield %r : f32
  } -> tensor<4xf32>
  return %y : tensor<4xf32>
}

// -----

// CHECK: convert-linalg-to-dnn: tensor.pad: it is read by other than a convolution or pooling
// CHECK-NEXT: remedy: only windows may reach into padding
func.func @f(%x: tensor<4xf32>) -> tensor<6xf32> {
  %zero = arith.constant 0.0 : f32
  %p = tensor.pad %x low[1] high[1] {
  ^bb0(%i: index):
    tensor.yield %zero : f32
  } : tensor<4xf32> to tensor<6xf32>
  %e = tensor.empty() : tensor<6xf32>
  %y = linalg.exp ins(%p : tensor<6xf32>) outs(%e : tensor<6xf32>) -> tensor<6xf32>
  return %y : tensor<6xf32>
}

// -----

// CHECK: convert-linalg-to-dnn: linalg.conv_1d_ncw_fcw: what it reads is padded by 1
// CHECK-NEXT: remedy: pad it by 0, what products ignore
func.func @f(%x: tensor<1x2x4xf32>, %w: tensor<2x2x3xf32>) -> tensor<1x2x4xf32> {
  %zero = arith.constant 0.0 : f32
  %one = arith.constant 1.0 : f32
  %p = tensor.pad %x low[0, 0, 1] high[0, 0, 1] {
  ^bb0(%i: index, %j: index, %k: index):
    tensor.yield %one : f32
  } : tensor<1x2x4xf32> to tensor<1x2x6xf32>
  %e = tensor.empty() : tensor<1x2x4xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<1x2x4xf32>) -> tensor<1x2x4xf32>
  %y = linalg.conv_1d_ncw_fcw {dilations = dense<1> : vector<1xi64>, strides = dense<1> : vector<1xi64>} ins(%p, %w : tensor<1x2x6xf32>, tensor<2x2x3xf32>) outs(%f : tensor<1x2x4xf32>) -> tensor<1x2x4xf32>
  return %y : tensor<1x2x4xf32>
}

// -----

// CHECK: convert-linalg-to-dnn: linalg.pooling_ncw_sum: it sums over windows, and no division by their size follows
// CHECK-NEXT: remedy: only maxima and means over windows are supported
func.func @f(%x: tensor<1x2x4xf32>) -> tensor<1x2x2xf32> {
  %zero = arith.constant 0.0 : f32
  %w = tensor.empty() : tensor<3xf32>
  %e = tensor.empty() : tensor<1x2x2xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<1x2x2xf32>) -> tensor<1x2x2xf32>
  %y = linalg.pooling_ncw_sum {dilations = dense<1> : vector<1xi64>, strides = dense<1> : vector<1xi64>} ins(%x, %w : tensor<1x2x4xf32>, tensor<3xf32>) outs(%f : tensor<1x2x2xf32>) -> tensor<1x2x2xf32>
  return %y : tensor<1x2x2xf32>
}

// -----

// CHECK: convert-linalg-to-dnn: linalg.pooling_ncw_max: it begins with 0
// CHECK-NEXT: remedy: begin with -inf (linalg.fill) and combine with it later
func.func @f(%x: tensor<1x2x4xf32>) -> tensor<1x2x2xf32> {
  %zero = arith.constant 0.0 : f32
  %w = tensor.empty() : tensor<3xf32>
  %e = tensor.empty() : tensor<1x2x2xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<1x2x2xf32>) -> tensor<1x2x2xf32>
  %y = linalg.pooling_ncw_max {dilations = dense<1> : vector<1xi64>, strides = dense<1> : vector<1xi64>} ins(%x, %w : tensor<1x2x4xf32>, tensor<3xf32>) outs(%f : tensor<1x2x2xf32>) -> tensor<1x2x2xf32>
  return %y : tensor<1x2x2xf32>
}

// -----

// CHECK: convert-linalg-to-dnn: tensor.empty: its elements are read before any are there
// CHECK-NEXT: remedy: fill it first (linalg.fill)
func.func @f(%x: tensor<2x3xf32>, %w: tensor<3x4xf32>) -> tensor<2x4xf32> {
  %e = tensor.empty() : tensor<2x4xf32>
  %y = linalg.matmul ins(%x, %w : tensor<2x3xf32>, tensor<3x4xf32>) outs(%e : tensor<2x4xf32>) -> tensor<2x4xf32>
  return %y : tensor<2x4xf32>
}

// -----

// CHECK: convert-linalg-to-dnn: linalg.generic: it works on memref<4xf32>
// CHECK-NEXT: remedy: keep the model on tensors; do not bufferise it
func.func @f(%x: tensor<4xf32>) -> tensor<4xf32> {
  %m = memref.alloc() : memref<4xf32>
  linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%m : memref<4xf32>) outs(%m : memref<4xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  }
  return %x : tensor<4xf32>
}

// -----

// CHECK: convert-linalg-to-dnn: linalg.generic: its body has 'arith.extui', which is unsigned
// CHECK-NEXT: remedy: integers of dnn are signed: use arith.extsi, arith.sitofp or arith.fptosi; unsigned data of n bits become signed by subtracting 2^(n-1), also from their zero point
func.func @f(%x: tensor<4x8xi8>, %w: tensor<8x6xi8>) -> tensor<4x6xi32> {
  %zero = arith.constant 0 : i32
  %e = tensor.empty() : tensor<4x6xi32>
  %f = linalg.fill ins(%zero : i32) outs(%e : tensor<4x6xi32>) -> tensor<4x6xi32>
  %y = linalg.generic {indexing_maps = [affine_map<(m, n, k) -> (m, k)>, affine_map<(m, n, k) -> (k, n)>, affine_map<(m, n, k) -> (m, n)>],
      iterator_types = ["parallel", "parallel", "reduction"]} ins(%x, %w : tensor<4x8xi8>, tensor<8x6xi8>) outs(%f : tensor<4x6xi32>) {
  ^bb0(%a: i8, %b: i8, %out: i32):
    %p = arith.extui %a : i8 to i32
    %q = arith.extsi %b : i8 to i32
    %m = arith.muli %p, %q : i32
    %r = arith.addi %out, %m : i32
    linalg.yield %r : i32
  } -> tensor<4x6xi32>
  return %y : tensor<4x6xi32>
}

// -----

// CHECK: convert-linalg-to-dnn: linalg.generic: its body has 'arith.extui', which is unsigned
// CHECK-NEXT: remedy: integers of dnn are signed: use arith.extsi, arith.sitofp or arith.fptosi; unsigned data of n bits become signed by subtracting 2^(n-1), also from their zero point
func.func @f(%x: tensor<4x8xi8>, %w: tensor<8x6xi8>) -> tensor<4x6xi32> {
  %zero = arith.constant 0 : i32
  %e = tensor.empty() : tensor<4x6xi32>
  %f = linalg.fill ins(%zero : i32) outs(%e : tensor<4x6xi32>) -> tensor<4x6xi32>
  %y = linalg.generic {indexing_maps = [affine_map<(m, n, k) -> (m, k)>, affine_map<(m, n, k) -> (k, n)>, affine_map<(m, n, k) -> (m, n)>],
      iterator_types = ["parallel", "parallel", "reduction"]} ins(%x, %w : tensor<4x8xi8>, tensor<8x6xi8>) outs(%f : tensor<4x6xi32>) {
  ^bb0(%a: i8, %b: i8, %out: i32):
    %p = arith.extui %a : i8 to i32
    %q = arith.extui %b : i8 to i32
    %m = arith.muli %p, %q : i32
    %r = arith.addi %out, %m : i32
    linalg.yield %r : i32
  } -> tensor<4x6xi32>
  return %y : tensor<4x6xi32>
}

// -----

// CHECK: convert-linalg-to-dnn: linalg.generic: its products are i8, which wraps around, and are summed up as i32
// CHECK-NEXT: remedy: cast to i32 before the arithmetic (arith.extsi)
func.func @f(%x: tensor<4x8xi8>, %w: tensor<8x6xi8>) -> tensor<4x6xi32> {
  %zero = arith.constant 0 : i32
  %e = tensor.empty() : tensor<4x6xi32>
  %f = linalg.fill ins(%zero : i32) outs(%e : tensor<4x6xi32>) -> tensor<4x6xi32>
  %y = linalg.generic {indexing_maps = [affine_map<(m, n, k) -> (m, k)>, affine_map<(m, n, k) -> (k, n)>, affine_map<(m, n, k) -> (m, n)>],
      iterator_types = ["parallel", "parallel", "reduction"]} ins(%x, %w : tensor<4x8xi8>, tensor<8x6xi8>) outs(%f : tensor<4x6xi32>) {
  ^bb0(%a: i8, %b: i8, %out: i32):
    %m = arith.muli %a, %b : i8
    %p = arith.extsi %m : i8 to i32
    %r = arith.addi %out, %p : i32
    linalg.yield %r : i32
  } -> tensor<4x6xi32>
  return %y : tensor<4x6xi32>
}

// -----

// CHECK: convert-linalg-to-dnn: linalg.generic: its differences from a zero point are i8, which wraps around, and are summed up as i32
// CHECK-NEXT: remedy: cast to i32 before the arithmetic (arith.extsi)
func.func @f(%x: tensor<4x8xi8>, %w: tensor<8x6xi8>) -> tensor<4x6xi32> {
  %zero = arith.constant 0 : i32
  %e = tensor.empty() : tensor<4x6xi32>
  %f = linalg.fill ins(%zero : i32) outs(%e : tensor<4x6xi32>) -> tensor<4x6xi32>
  %y = linalg.generic {indexing_maps = [affine_map<(m, n, k) -> (m, k)>, affine_map<(m, n, k) -> (k, n)>, affine_map<(m, n, k) -> (m, n)>],
      iterator_types = ["parallel", "parallel", "reduction"]} ins(%x, %w : tensor<4x8xi8>, tensor<8x6xi8>) outs(%f : tensor<4x6xi32>) {
  ^bb0(%a: i8, %b: i8, %out: i32):
    %c = arith.constant 3 : i8
    %d = arith.subi %a, %c : i8
    %p = arith.extsi %d : i8 to i32
    %q = arith.extsi %b : i8 to i32
    %m = arith.muli %p, %q : i32
    %r = arith.addi %out, %m : i32
    linalg.yield %r : i32
  } -> tensor<4x6xi32>
  return %y : tensor<4x6xi32>
}

// -----

// CHECK: convert-linalg-to-dnn: linalg.generic: its body has 'arith.extui', which is unsigned
// CHECK-NEXT: remedy: integers of dnn are signed: use arith.extsi, arith.sitofp or arith.fptosi; unsigned data of n bits become signed by subtracting 2^(n-1), also from their zero point
func.func @f(%x: tensor<4xi8>) -> tensor<4xi32> {
  %e = tensor.empty() : tensor<4xi32>
  %y = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%x : tensor<4xi8>) outs(%e : tensor<4xi32>) {
  ^bb0(%in: i8, %out: i32):
    %r = arith.extui %in : i8 to i32
    linalg.yield %r : i32
  } -> tensor<4xi32>
  return %y : tensor<4xi32>
}

// -----

// CHECK: convert-linalg-to-dnn: linalg.generic: its body has 'arith.uitofp', which is unsigned
// CHECK-NEXT: remedy: integers of dnn are signed: use arith.extsi, arith.sitofp or arith.fptosi; unsigned data of n bits become signed by subtracting 2^(n-1), also from their zero point
func.func @f(%x: tensor<4xi8>) -> tensor<4xf32> {
  %e = tensor.empty() : tensor<4xf32>
  %y = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%x : tensor<4xi8>) outs(%e : tensor<4xf32>) {
  ^bb0(%in: i8, %out: f32):
    %r = arith.uitofp %in : i8 to f32
    linalg.yield %r : f32
  } -> tensor<4xf32>
  return %y : tensor<4xf32>
}

// -----

// CHECK: convert-linalg-to-dnn: linalg.generic: its body has 'arith.fptoui', which is unsigned
// CHECK-NEXT: remedy: integers of dnn are signed: use arith.extsi, arith.sitofp or arith.fptosi; unsigned data of n bits become signed by subtracting 2^(n-1), also from their zero point
func.func @f(%x: tensor<4xf32>) -> tensor<4xi8> {
  %e = tensor.empty() : tensor<4xi8>
  %y = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%x : tensor<4xf32>) outs(%e : tensor<4xi8>) {
  ^bb0(%in: f32, %out: i8):
    %r = arith.fptoui %in : f32 to i8
    linalg.yield %r : i8
  } -> tensor<4xi8>
  return %y : tensor<4xi8>
}

// -----

// CHECK: convert-linalg-to-dnn: linalg.generic: its body has 'arith.extsi' of i1
// CHECK-NEXT: remedy: i1 holds 0 and 1 in dnn, not 0 and -1: use arith.extui or arith.uitofp, and negate
func.func @f(%x: tensor<4xi1>) -> tensor<4xi32> {
  %e = tensor.empty() : tensor<4xi32>
  %y = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%x : tensor<4xi1>) outs(%e : tensor<4xi32>) {
  ^bb0(%in: i1, %out: i32):
    %r = arith.extsi %in : i1 to i32
    linalg.yield %r : i32
  } -> tensor<4xi32>
  return %y : tensor<4xi32>
}

// -----

// CHECK: convert-linalg-to-dnn: linalg.generic: its body has 'arith.sitofp' of i1
// CHECK-NEXT: remedy: i1 holds 0 and 1 in dnn, not 0 and -1: use arith.extui or arith.uitofp, and negate
func.func @f(%x: tensor<4xi1>) -> tensor<4xf32> {
  %e = tensor.empty() : tensor<4xf32>
  %y = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%x : tensor<4xi1>) outs(%e : tensor<4xf32>) {
  ^bb0(%in: i1, %out: f32):
    %r = arith.sitofp %in : i1 to f32
    linalg.yield %r : f32
  } -> tensor<4xf32>
  return %y : tensor<4xf32>
}

// -----

// CHECK: convert-linalg-to-dnn: linalg.generic: its body has 'arith.trunci' to i1
// CHECK-NEXT: remedy: a cast to i1 is 1 for all but zero in dnn: keep the type before it
func.func @f(%x: tensor<4xi8>) -> tensor<4xi1> {
  %e = tensor.empty() : tensor<4xi1>
  %y = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%x : tensor<4xi8>) outs(%e : tensor<4xi1>) {
  ^bb0(%in: i8, %out: i1):
    %r = arith.trunci %in : i8 to i1
    linalg.yield %r : i1
  } -> tensor<4xi1>
  return %y : tensor<4xi1>
}

// -----

// CHECK: convert-linalg-to-dnn: linalg.generic: its body has 'arith.fptosi' to i1
// CHECK-NEXT: remedy: a cast to i1 is 1 for all but zero in dnn: keep the type before it
func.func @f(%x: tensor<4xf32>) -> tensor<4xi1> {
  %e = tensor.empty() : tensor<4xi1>
  %y = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%x : tensor<4xf32>) outs(%e : tensor<4xi1>) {
  ^bb0(%in: f32, %out: i1):
    %r = arith.fptosi %in : f32 to i1
    linalg.yield %r : i1
  } -> tensor<4xi1>
  return %y : tensor<4xi1>
}

// -----

// CHECK: convert-linalg-to-dnn: linalg.generic: its body has 'arith.addi' of i1
// CHECK-NEXT: remedy: i1 holds 0 and 1 in dnn, and does not wrap around: cast to a wider type first (arith.extui)
func.func @f(%x: tensor<4xi1>) -> tensor<4xi1> {
  %e = tensor.empty() : tensor<4xi1>
  %y = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%x : tensor<4xi1>) outs(%e : tensor<4xi1>) {
  ^bb0(%in: i1, %out: i1):
    %r = arith.addi %in, %in : i1
    linalg.yield %r : i1
  } -> tensor<4xi1>
  return %y : tensor<4xi1>
}

// -----

// CHECK: convert-linalg-to-dnn: linalg.generic: its body has 'arith.maxsi' of i1
// CHECK-NEXT: remedy: i1 holds 0 and 1 in dnn, and does not wrap around: cast to a wider type first (arith.extui)
func.func @f(%x: tensor<4xi1>) -> tensor<4xi1> {
  %e = tensor.empty() : tensor<4xi1>
  %y = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%x : tensor<4xi1>) outs(%e : tensor<4xi1>) {
  ^bb0(%in: i1, %out: i1):
    %r = arith.maxsi %in, %in : i1
    linalg.yield %r : i1
  } -> tensor<4xi1>
  return %y : tensor<4xi1>
}

// -----

// CHECK: convert-linalg-to-dnn: linalg.generic: its body has 'arith.maxnumf', which ignores NaN
// CHECK-NEXT: remedy: maxima and minima of dnn pass NaN on: use arith.maximumf or arith.minimumf
func.func @f(%x: tensor<4xf32>) -> tensor<4xf32> {
  %e = tensor.empty() : tensor<4xf32>
  %y = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%x : tensor<4xf32>) outs(%e : tensor<4xf32>) {
  ^bb0(%in: f32, %out: f32):
    %r = arith.maxnumf %in, %in : f32
    linalg.yield %r : f32
  } -> tensor<4xf32>
  return %y : tensor<4xf32>
}

// -----

// CHECK: convert-linalg-to-dnn: linalg.generic: its body has 'arith.minnumf', which ignores NaN
// CHECK-NEXT: remedy: maxima and minima of dnn pass NaN on: use arith.maximumf or arith.minimumf
func.func @f(%x: tensor<4xf32>) -> tensor<4xf32> {
  %e = tensor.empty() : tensor<4xf32>
  %y = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%x : tensor<4xf32>) outs(%e : tensor<4xf32>) {
  ^bb0(%in: f32, %out: f32):
    %r = arith.minnumf %in, %in : f32
    linalg.yield %r : f32
  } -> tensor<4xf32>
  return %y : tensor<4xf32>
}

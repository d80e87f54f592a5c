// RUN: stream-opt %s -p dnn-partition-fusion --split-input-file | filecheck %s --check-prefixes=CHECK,LAYERS
// RUN: stream-opt %s -p 'dnn-partition-fusion{strategy=manual}' --split-input-file | filecheck %s --check-prefixes=CHECK,PINS

// Weights and views are copied into every stack that uses them; what a stack yields are layer results; the view that the
// network returns stays outside. Unpinned layers are on their own.

// CHECK: dnn.network @net(%x: tensor<4x6xf32>) -> (tensor<6x4xf32>, tensor<4x6xf32>)
// LAYERS-NEXT: %0 = dnn.stack "add0"(%x_1 = %x : tensor<4x6xf32>) -> (tensor<4x6xf32>) {
// PINS-NEXT: %0, %1 = dnn.stack "front"(%x_1 = %x : tensor<4x6xf32>) -> (tensor<4x6xf32>, tensor<4x6xf32>) {
// CHECK-NEXT:   %w = dnn.weight "w" : tensor<6x4xf32>
// CHECK-NEXT:   %wt = dnn.view transpose(%w) permutation [1, 0] : (tensor<6x4xf32>) -> tensor<4x6xf32>
// CHECK-NEXT:   %[[A:.*]] = dnn.layer "add0" add(%x_1, %wt)
// LAYERS:       dnn.yield %[[A]] : tensor<4x6xf32>
// LAYERS:     dnn.stack "relu"(%{{.*}} = %0 : tensor<4x6xf32>) -> (tensor<4x6xf32>) {
// CHECK:        dnn.layer "relu" relu(
// PINS:         dnn.yield %[[A]], %{{.*}} : tensor<4x6xf32>, tensor<4x6xf32>
// LAYERS:     %[[R:.*]] = dnn.stack "add1"
// PINS:       %[[R:.*]] = dnn.stack "add1"(%[[I:.*]] = %1 : tensor<4x6xf32>) -> (tensor<4x6xf32>) {
// CHECK-NEXT:   %w = dnn.weight "w" : tensor<6x4xf32>
// CHECK-NEXT:   %wt = dnn.view transpose(%w) permutation [1, 0] : (tensor<6x4xf32>) -> tensor<4x6xf32>
// CHECK-NEXT:   dnn.layer "add1" add(
// CHECK:      %[[E:.*]] = dnn.stack "exp"(%{{.*}} = %0 : tensor<4x6xf32>) -> (tensor<4x6xf32>) {
// CHECK:      %t = dnn.view transpose(%[[R]]) permutation [1, 0] : (tensor<4x6xf32>) -> tensor<6x4xf32>
// CHECK-NEXT: dnn.return %t, %[[E]] : tensor<6x4xf32>, tensor<4x6xf32>
dnn.network @net(%x: tensor<4x6xf32>) -> (tensor<6x4xf32>, tensor<4x6xf32>) inputs ["x"] outputs ["y", "z"] {
  %w = dnn.weight "w" : tensor<6x4xf32>
  %wt = dnn.view transpose(%w) permutation [1, 0] : (tensor<6x4xf32>) -> tensor<4x6xf32>
  %0 = dnn.layer "add0" add(%x, %wt) dims <n0 = 4, n1 = 6> maps [(n0, n1), (n0, n1)] -> (n0, n1)
    bits <in = [8, 8], psum = 16, out = 8> pins <group = "front"> : (tensor<4x6xf32>, tensor<4x6xf32>) -> tensor<4x6xf32>
  %1 = dnn.layer "relu" relu(%0) dims <n0 = 4, n1 = 6> maps [(n0, n1)] -> (n0, n1)
    bits <in = [8], psum = 16, out = 8> pins <group = "front"> : (tensor<4x6xf32>) -> tensor<4x6xf32>
  %2 = dnn.layer "add1" add(%1, %wt) dims <n0 = 4, n1 = 6> maps [(n0, n1), (n0, n1)] -> (n0, n1)
    bits <in = [8, 8], psum = 16, out = 8> : (tensor<4x6xf32>, tensor<4x6xf32>) -> tensor<4x6xf32>
  %t = dnn.view transpose(%2) permutation [1, 0] : (tensor<4x6xf32>) -> tensor<6x4xf32>
  %3 = dnn.layer "exp" exp(%0) dims <n0 = 4, n1 = 6> maps [(n0, n1)] -> (n0, n1)
    bits <in = [8], psum = 16, out = 8> : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %t, %3 : tensor<6x4xf32>, tensor<4x6xf32>
}

// -----

// Groups run when their inputs are there, not in the order of their first layers.

// PINS: dnn.stack "first"
// PINS-NOT: dnn.yield
// PINS: dnn.layer "b"
// PINS: dnn.stack "last"
// PINS: dnn.layer "a"
// PINS: dnn.layer "c"
dnn.network @order(%x: tensor<4xf32>, %y: tensor<4xf32>) -> tensor<4xf32> inputs ["x", "y"] outputs ["z"] {
  %0 = dnn.layer "a" relu(%x) dims <n0 = 4> maps [(n0)] -> (n0)
    bits <in = [8], psum = 16, out = 8> pins <group = "last"> : (tensor<4xf32>) -> tensor<4xf32>
  %1 = dnn.layer "b" relu(%y) dims <n0 = 4> maps [(n0)] -> (n0)
    bits <in = [8], psum = 16, out = 8> pins <group = "first"> : (tensor<4xf32>) -> tensor<4xf32>
  %2 = dnn.layer "c" add(%0, %1) dims <n0 = 4> maps [(n0), (n0)] -> (n0)
    bits <in = [8, 8], psum = 16, out = 8> pins <group = "last"> : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  dnn.return %2 : tensor<4xf32>
}

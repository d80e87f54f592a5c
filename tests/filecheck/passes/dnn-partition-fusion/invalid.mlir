// RUN: stream-opt %s -p 'dnn-partition-fusion{strategy=manual}' --split-input-file --verify-diagnostics | filecheck %s
// RUN: not stream-opt %s -p 'dnn-partition-fusion{strategy=magic}' 2>&1 | filecheck %s --check-prefix=STRATEGY
// RUN: not stream-opt %s -p 'dnn-partition-fusion{strategy=optimal objective=speed}' 2>&1 | filecheck %s --check-prefix=OBJECTIVE
// RUN: not stream-opt %s -p 'dnn-partition-fusion{stacks="add0"}' 2>&1 | filecheck %s --check-prefix=STACKS
// RUN: not stream-opt %s -p 'dnn-partition-fusion{strategy=manual stacks="add0,adds1"}' --split-input-file 2>&1 | filecheck %s --check-prefix=NAME
// RUN: not stream-opt %s -p 'dnn-partition-fusion{strategy=weights-fit}' --split-input-file 2>&1 | filecheck %s --check-prefix=SYSTEM

// STRATEGY: dnn-partition-fusion: unknown strategy 'magic'
// STRATEGY-NEXT: remedy: choose one of layer-by-layer, weights-fit, optimal, manual
// OBJECTIVE: dnn-partition-fusion: unknown objective 'speed'
// OBJECTIVE-NEXT: remedy: choose one of latency, energy, edp
// STACKS: dnn-partition-fusion: stacks= has no meaning for layer-by-layer
// STACKS-NEXT: remedy: add strategy=manual
// NAME: dnn-partition-fusion: stacks= names layer 'adds1', which the network does not have; did you mean 'add1'?
// SYSTEM: dnn-partition-fusion: the module has no accel.system

// CHECK: dnn-partition-fusion: group 'g' is not contiguous: layer 'add1' lies outside, after one of its layers and before 'add2'
// CHECK-NEXT: remedy: regroup so that each group runs to its end once its inputs are there
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] {
  %w0 = dnn.weight "w0" : tensor<4x6xf32>
  %10 = dnn.layer "add0" add(%x, %w0) dims <n0 = 4, n1 = 6> maps [(n0, n1), (n0, n1)] -> (n0, n1)
    bits <in = [8, 8], psum = 16, out = 8> pins <group = "g"> : (tensor<4x6xf32>, tensor<4x6xf32>) -> tensor<4x6xf32>
  %w1 = dnn.weight "w1" : tensor<4x6xf32>
  %11 = dnn.layer "add1" add(%10, %w1) dims <n0 = 4, n1 = 6> maps [(n0, n1), (n0, n1)] -> (n0, n1)
    bits <in = [8, 8], psum = 16, out = 8> : (tensor<4x6xf32>, tensor<4x6xf32>) -> tensor<4x6xf32>
  %w2 = dnn.weight "w2" : tensor<4x6xf32>
  %12 = dnn.layer "add2" add(%11, %w2) dims <n0 = 4, n1 = 6> maps [(n0, n1), (n0, n1)] -> (n0, n1)
    bits <in = [8, 8], psum = 16, out = 8> pins <group = "g"> : (tensor<4x6xf32>, tensor<4x6xf32>) -> tensor<4x6xf32>
  %w3 = dnn.weight "w3" : tensor<4x6xf32>
  %13 = dnn.layer "add3" add(%12, %w3) dims <n0 = 4, n1 = 6> maps [(n0, n1), (n0, n1)] -> (n0, n1)
    bits <in = [8, 8], psum = 16, out = 8> : (tensor<4x6xf32>, tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %13 : tensor<4x6xf32>
}

// -----

// CHECK: dnn-partition-fusion: two stacks would be called 'add3'
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] {
  %w0 = dnn.weight "w0" : tensor<4x6xf32>
  %10 = dnn.layer "add0" add(%x, %w0) dims <n0 = 4, n1 = 6> maps [(n0, n1), (n0, n1)] -> (n0, n1)
    bits <in = [8, 8], psum = 16, out = 8> pins <group = "add3"> : (tensor<4x6xf32>, tensor<4x6xf32>) -> tensor<4x6xf32>
  %w1 = dnn.weight "w1" : tensor<4x6xf32>
  %11 = dnn.layer "add1" add(%10, %w1) dims <n0 = 4, n1 = 6> maps [(n0, n1), (n0, n1)] -> (n0, n1)
    bits <in = [8, 8], psum = 16, out = 8> : (tensor<4x6xf32>, tensor<4x6xf32>) -> tensor<4x6xf32>
  %w2 = dnn.weight "w2" : tensor<4x6xf32>
  %12 = dnn.layer "add2" add(%11, %w2) dims <n0 = 4, n1 = 6> maps [(n0, n1), (n0, n1)] -> (n0, n1)
    bits <in = [8, 8], psum = 16, out = 8> : (tensor<4x6xf32>, tensor<4x6xf32>) -> tensor<4x6xf32>
  %w3 = dnn.weight "w3" : tensor<4x6xf32>
  %13 = dnn.layer "add3" add(%12, %w3) dims <n0 = 4, n1 = 6> maps [(n0, n1), (n0, n1)] -> (n0, n1)
    bits <in = [8, 8], psum = 16, out = 8> : (tensor<4x6xf32>, tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %13 : tensor<4x6xf32>
}

// -----

// CHECK: dnn-partition-fusion: groups 'g' and 'h' wait for each other
dnn.network @circle(%x: tensor<4xf32>, %y: tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>) inputs ["x", "y"] outputs ["z", "u"] {
  %0 = dnn.layer "a" relu(%x) dims <n0 = 4> maps [(n0)] -> (n0)
    bits <in = [8], psum = 16, out = 8> pins <group = "g"> : (tensor<4xf32>) -> tensor<4xf32>
  %1 = dnn.layer "b" relu(%0) dims <n0 = 4> maps [(n0)] -> (n0)
    bits <in = [8], psum = 16, out = 8> pins <group = "h"> : (tensor<4xf32>) -> tensor<4xf32>
  %2 = dnn.layer "c" relu(%y) dims <n0 = 4> maps [(n0)] -> (n0)
    bits <in = [8], psum = 16, out = 8> pins <group = "h"> : (tensor<4xf32>) -> tensor<4xf32>
  %3 = dnn.layer "d" relu(%2) dims <n0 = 4> maps [(n0)] -> (n0)
    bits <in = [8], psum = 16, out = 8> pins <group = "g"> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %1, %3 : tensor<4xf32>, tensor<4xf32>
}

// -----

// CHECK: dnn-partition-fusion: the network @net already has stacks
dnn.network @net(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %0 = dnn.stack "relu"(%1 = %x : tensor<4xf32>) -> (tensor<4xf32>) {
    %2 = dnn.layer "relu" relu(%1) dims <n0 = 4> maps [(n0)] -> (n0)
      bits <in = [8], psum = 16, out = 8> : (tensor<4xf32>) -> tensor<4xf32>
    dnn.yield %2 : tensor<4xf32>
  }
  dnn.return %0 : tensor<4xf32>
}

// RUN: stream-opt %s --split-input-file --verify-diagnostics --parsing-diagnostics | filecheck %s

// Networks.

// CHECK: 2 input names for 1 arguments
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x", "z"] outputs ["y"] {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8>
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %0 : tensor<4x6xf32>
}

// -----

// CHECK: prefetch is a share from 0 to 1, not 1.5
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] prefetch 1.5 {
  dnn.return %x : tensor<4x6xf32>
}

// -----

// CHECK: tiles have priority memory or latency, not speed
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] priority speed {
  dnn.return %x : tensor<4x6xf32>
}

// -----

// CHECK: a network ends in dnn.return
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8>
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  "test.termop"() : () -> ()
}

// -----

// CHECK: dnn.return disagrees with the network's result types
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<6x4xf32> inputs ["x"] outputs ["y"] {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8>
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %0 : tensor<4x6xf32>
}

// -----

// CHECK: 0 output names for 1 results
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs [] {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8>
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %0 : tensor<4x6xf32>
}

// -----

// CHECK: layer name 'relu' is used twice; names are unique in a network
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8>
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  %1 = dnn.layer "relu" relu(%0) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8>
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %0 : tensor<4x6xf32>
}

// -----

// CHECK: input name 'x' is used twice; names are unique in a network
dnn.network @net(%x: tensor<4x6xf32>, %z: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x", "x"] outputs ["y"] {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8>
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %0 : tensor<4x6xf32>
}

// -----

// CHECK: output name 'y' is used twice; names are unique in a network
dnn.network @net(%x: tensor<4x6xf32>) -> (tensor<4x6xf32>, tensor<4x6xf32>) inputs ["x"] outputs ["y", "y"] {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8>
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %0, %0 : tensor<4x6xf32>, tensor<4x6xf32>
}

// -----

// CHECK: '@nowhere' does not name an accel.system
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] on @nowhere {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8>
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %0 : tensor<4x6xf32>
}

// -----

// CHECK: 'dnn.weight' expects parent op to be one of 'dnn.network', 'dnn.stack'
func.func @f(%x: tensor<4x6xf32>) {
  %w = dnn.weight "w" : tensor<4xf32>
  func.return
}

// -----

// Widths: a tensor has one, that of its writer or that all its readers give it.

// CHECK: layer 'next' reads an operand as 16 bits that is 8 bits wide
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8>
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  %1 = dnn.layer "next" relu(%0) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [16], psum = 16, out = 8>
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %0 : tensor<4x6xf32>
}

// -----

// CHECK: layer 'next' reads an operand as 16 bits that is 8 bits wide
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8>
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  %1 = dnn.layer "next" relu(%x) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [16], psum = 16, out = 8>
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %0 : tensor<4x6xf32>
}

// -----

// CHECK: layer 'next' reads an operand as 4 bits that is 8 bits wide
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8>
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  %1 = dnn.view concat(%0, %0) axis [0] : (tensor<4x6xf32>, tensor<4x6xf32>) -> tensor<8x6xf32>
  %2 = dnn.layer "next" relu(%1) dims <i = 8, j = 6> maps [(i, j)] -> (i, j) bits <in = [4], psum = 16, out = 8>
    : (tensor<8x6xf32>) -> tensor<8x6xf32>
  dnn.return %0 : tensor<4x6xf32>
}

// -----

// CHECK: layer 'second' reads an operand as 16 bits that is 8 bits wide
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] {
  %1 = dnn.stack "a"(%p = %x : tensor<4x6xf32>) -> (tensor<4x6xf32>) {
    %2 = dnn.layer "first" relu(%p) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8>
      : (tensor<4x6xf32>) -> tensor<4x6xf32>
    dnn.yield %2 : tensor<4x6xf32>
  }
  %3 = dnn.stack "b"(%q = %1 : tensor<4x6xf32>) -> (tensor<4x6xf32>) {
    %4 = dnn.layer "second" relu(%q) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [16], psum = 16, out = 8>
      : (tensor<4x6xf32>) -> tensor<4x6xf32>
    dnn.yield %4 : tensor<4x6xf32>
  }
  dnn.return %3 : tensor<4x6xf32>
}

// -----

// CHECK: layer 'second' reads an operand as 16 bits that is 8 bits wide
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] {
  %1 = dnn.stack "a"(%p = %x : tensor<4x6xf32>) -> (tensor<4x6xf32>) {
    %2 = dnn.layer "first" relu(%p) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8>
      : (tensor<4x6xf32>) -> tensor<4x6xf32>
    dnn.yield %2 : tensor<4x6xf32>
  }
  %3 = dnn.stack "b"(%q = %x : tensor<4x6xf32>) -> (tensor<4x6xf32>) {
    %4 = dnn.layer "second" relu(%q) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [16], psum = 16, out = 8>
      : (tensor<4x6xf32>) -> tensor<4x6xf32>
    dnn.yield %4 : tensor<4x6xf32>
  }
  dnn.return %3 : tensor<4x6xf32>
}

// -----

// Stacks.

// CHECK: layer 'last' is outside the network's stacks
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] {
  %1 = dnn.stack "a"(%p = %x : tensor<4x6xf32>) -> (tensor<4x6xf32>) {
    %2 = dnn.layer "first" relu(%p) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8>
      : (tensor<4x6xf32>) -> tensor<4x6xf32>
    dnn.yield %2 : tensor<4x6xf32>
  }
  %0 = dnn.layer "last" relu(%1) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8>
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %0 : tensor<4x6xf32>
}

// -----

// CHECK: stack name 'a' is used twice; names are unique in a network
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] {
  %1 = dnn.stack "a"(%p = %x : tensor<4x6xf32>) -> (tensor<4x6xf32>) {
    %2 = dnn.layer "first" relu(%p) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8>
      : (tensor<4x6xf32>) -> tensor<4x6xf32>
    dnn.yield %2 : tensor<4x6xf32>
  }
  %3 = dnn.stack "a"(%q = %x : tensor<4x6xf32>) -> (tensor<4x6xf32>) {
    %4 = dnn.layer "second" relu(%q) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8>
      : (tensor<4x6xf32>) -> tensor<4x6xf32>
    dnn.yield %4 : tensor<4x6xf32>
  }
  dnn.return %1 : tensor<4x6xf32>
}

// -----

// CHECK: dnn.yield disagrees with the stack's results
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] {
  %1 = dnn.stack "a"(%p = %x : tensor<4x6xf32>) -> (tensor<4x6xf32>) {
    %2 = dnn.layer "first" relu(%p) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8>
      : (tensor<4x6xf32>) -> tensor<4x6xf32>
    dnn.yield %2, %2 : tensor<4x6xf32>, tensor<4x6xf32>
  }
  dnn.return %1 : tensor<4x6xf32>
}

// -----

// CHECK: a stack yields results of its layers only; views are made where they are read
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] {
  %1 = dnn.stack "a"(%p = %x : tensor<4x6xf32>) -> (tensor<4x6xf32>) {
    %2 = dnn.layer "first" relu(%p) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8>
      : (tensor<4x6xf32>) -> tensor<4x6xf32>
    %3 = dnn.view reshape(%2) : (tensor<4x6xf32>) -> tensor<4x6xf32>
    dnn.yield %3 : tensor<4x6xf32>
  }
  dnn.return %1 : tensor<4x6xf32>
}

// -----

// CHECK: a stack reads network inputs and other stacks' results; weights and views are made inside
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] {
  %w = dnn.weight "w" : tensor<4x6xf32>
  %1 = dnn.stack "a"(%p = %w : tensor<4x6xf32>) -> (tensor<4x6xf32>) {
    %2 = dnn.layer "first" relu(%p) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8>
      : (tensor<4x6xf32>) -> tensor<4x6xf32>
    dnn.yield %2 : tensor<4x6xf32>
  }
  dnn.return %1 : tensor<4x6xf32>
}

// -----

// CHECK: the stack's arguments disagree with its operands
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] {
  %1 = "dnn.stack"(%x) <{stack_name = "a"}> ({
  ^bb0(%p: tensor<6x4xf32>):
    %2 = dnn.view reshape(%p) : (tensor<6x4xf32>) -> tensor<4x6xf32>
    dnn.yield %2 : tensor<4x6xf32>
  }) : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %1 : tensor<4x6xf32>
}

// -----

// Weights and their recipes.

// CHECK: the recipe makes shape 6x4, not 4x6
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] {
  %0 = dnn.weight "w" fill(0.0, [6, 4]) : tensor<4x6xf32>
  dnn.return %0 : tensor<4x6xf32>
}

// -----

// CHECK: the recipe makes shape 24, not 4x6
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] {
  %0 = dnn.weight "w" reshape("w", [24]) : tensor<4x6xf32>
  dnn.return %0 : tensor<4x6xf32>
}

// -----

// CHECK: recipe elements has 3 numbers for shape [4]
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %0 = dnn.weight "w" elements(1.0, 2.0, 3.0, [4]) : tensor<4xf32>
  dnn.return %0 : tensor<4xf32>
}

// -----

// CHECK: recipe fold_batch_norm does not take these arguments; see the documentation of #dnn.recipe
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] {
  %0 = dnn.weight "w" fold_batch_norm("w", "s", "v") : tensor<4x6xf32>
  dnn.return %0 : tensor<4x6xf32>
}

// -----

// CHECK: recipe transpose does not take these arguments; see the documentation of #dnn.recipe
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] {
  %0 = dnn.weight "w" transpose("w", 1.0) : tensor<4x6xf32>
  dnn.return %0 : tensor<4x6xf32>
}

// -----

// CHECK: expected one of the recipes batch_norm_scale
"test.op"() {recipe = #dnn.recipe<invert("w")>} : () -> ()

// -----

// CHECK: the recipe makes shape 24, not 4x6
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] {
  %0 = "dnn.weight"() <{weight_name = "w", recipe = #dnn.recipe<reshape("w", [24])>}> : () -> tensor<4x6xf32>
  dnn.return %0 : tensor<4x6xf32>
}

// -----

// Views.

// CHECK: 'mirror' is no kind of view; there are reshape
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8>
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  %1 = dnn.view mirror(%0) : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %1 : tensor<4x6xf32>
}

// -----

// CHECK: 'mirror' is no kind of view; there are reshape, transpose, slice, concat, broadcast
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8>
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  %1 = "dnn.view"(%0) <{kind = "mirror"}> : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %1 : tensor<4x6xf32>
}

// -----

// CHECK: a transpose view needs 'permutation'
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8>
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  %1 = "dnn.view"(%0) <{kind = "transpose"}> : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %1 : tensor<4x6xf32>
}

// -----

// CHECK: a reshape view does not take 'axis'
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8>
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  %1 = "dnn.view"(%0) <{kind = "reshape", axis = array<i64: 0>}> : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %1 : tensor<4x6xf32>
}

// -----

// CHECK: a reshape view of 2 operands
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<8x6xf32> inputs ["x"] outputs ["y"] {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8>
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  %1 = dnn.view reshape(%0, %0) : (tensor<4x6xf32>, tensor<4x6xf32>) -> tensor<8x6xf32>
  dnn.return %1 : tensor<8x6xf32>
}

// -----

// CHECK: cannot reshape 4x6 to 5x5: element counts differ
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<5x5xf32> inputs ["x"] outputs ["y"] {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8>
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  %1 = dnn.view reshape(%0) : (tensor<4x6xf32>) -> tensor<5x5xf32>
  dnn.return %1 : tensor<5x5xf32>
}

// -----

// CHECK: [1, 1] is no permutation of 2 axes
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<6x4xf32> inputs ["x"] outputs ["y"] {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8>
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  %1 = dnn.view transpose(%0) permutation [1, 1] : (tensor<4x6xf32>) -> tensor<6x4xf32>
  dnn.return %1 : tensor<6x4xf32>
}

// -----

// CHECK: the transpose view has shape 6x4, not 4x6
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8>
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  %1 = dnn.view transpose(%0) permutation [1, 0] : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %1 : tensor<4x6xf32>
}

// -----

// CHECK: offsets, sizes and strides need one entry per axis
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<2x2xf32> inputs ["x"] outputs ["y"] {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8>
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  %1 = dnn.view slice(%0) offsets [0] sizes [2, 2] strides [1, 1] : (tensor<4x6xf32>) -> tensor<2x2xf32>
  dnn.return %1 : tensor<2x2xf32>
}

// -----

// CHECK: the slice leaves axis 1 of size 6
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<2x3xf32> inputs ["x"] outputs ["y"] {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8>
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  %1 = dnn.view slice(%0) offsets [0, 3] sizes [2, 3] strides [1, 2] : (tensor<4x6xf32>) -> tensor<2x3xf32>
  dnn.return %1 : tensor<2x3xf32>
}

// -----

// CHECK: concat axis [2] of 2 axes
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<8x6xf32> inputs ["x"] outputs ["y"] {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8>
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  %1 = dnn.view concat(%0, %0) axis [2] : (tensor<4x6xf32>, tensor<4x6xf32>) -> tensor<8x6xf32>
  dnn.return %1 : tensor<8x6xf32>
}

// -----

// CHECK: the concat view has shape 8x6, not 4x12
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x12xf32> inputs ["x"] outputs ["y"] {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8>
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  %1 = dnn.view concat(%0, %0) axis [0] : (tensor<4x6xf32>, tensor<4x6xf32>) -> tensor<4x12xf32>
  dnn.return %1 : tensor<4x12xf32>
}

// -----

// CHECK: cannot concatenate 4x6 and 6x4 along axis 0
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<10x6xf32> inputs ["x"] outputs ["y"] {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8>
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  %1 = dnn.view transpose(%0) permutation [1, 0] : (tensor<4x6xf32>) -> tensor<6x4xf32>
  %2 = dnn.view concat(%0, %1) axis [0] : (tensor<4x6xf32>, tensor<6x4xf32>) -> tensor<10x6xf32>
  dnn.return %2 : tensor<10x6xf32>
}

// -----

// CHECK: a broadcast view keeps the number of axes; reshape first
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<2x4x6xf32> inputs ["x"] outputs ["y"] {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8>
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  %1 = dnn.view broadcast(%0) : (tensor<4x6xf32>) -> tensor<2x4x6xf32>
  dnn.return %1 : tensor<2x4x6xf32>
}

// -----

// CHECK: the broadcast view has shape 4x6, not 8x6
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<8x6xf32> inputs ["x"] outputs ["y"] {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8>
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  %1 = dnn.view broadcast(%0) : (tensor<4x6xf32>) -> tensor<8x6xf32>
  dnn.return %1 : tensor<8x6xf32>
}

// -----

// Layers: dimensions and kinds.

// CHECK: 2 dimension names for 1 sizes
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] {
  %0 = "dnn.layer"(%x) <{layer_name = "relu", kind = "relu", dim_names = ["i", "j"], dim_sizes = array<i64: 4>, maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>], operand_bits = array<i64: 8>, psum_bits = 16 : i64, output_bits = 8 : i64, pad = "none"}> : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %0 : tensor<4x6xf32>
}

// -----

// CHECK: a layer has at least one dimension
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] {
  %0 = "dnn.layer"(%x) <{layer_name = "relu", kind = "relu", dim_names = [], dim_sizes = array<i64>, maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>], operand_bits = array<i64: 8>, psum_bits = 16 : i64, output_bits = 8 : i64, pad = "none"}> : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %0 : tensor<4x6xf32>
}

// -----

// CHECK: dimension 'i' is declared twice
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, i = 6> maps [(i, i)] -> (i, i) bits <in = [8], psum = 16, out = 8>
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %0 : tensor<4x6xf32>
}

// -----

// CHECK: dimension 'j' must have a positive size, got 0
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, j = 0> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8>
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %0 : tensor<4x6xf32>
}

// -----

// CHECK: 'sort' is no kind of layer; there are conv, matmul
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] {
  %0 = dnn.layer "relu" sort(%x) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8>
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %0 : tensor<4x6xf32>
}

// -----

// CHECK: a layer of kind add takes 2 operands, got 1
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] {
  %0 = dnn.layer "relu" add(%x) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8>
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %0 : tensor<4x6xf32>
}

// -----

// CHECK: a layer of kind conv takes 2 to 3 operands, got 4
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x5xf32> inputs ["x"] outputs ["y"] {
  %w = dnn.weight "w" : tensor<6x5xf32>
  %0 = dnn.layer "conv" conv(%x, %w, %w, %w) dims <m = 4, n = 5, k = 6> maps [(m, k), (k, n), (k, n), (k, n)] -> (m, n)
    bits <in = [8, 8, 8, 8], psum = 16, out = 8> : (tensor<4x6xf32>, tensor<6x5xf32>, tensor<6x5xf32>, tensor<6x5xf32>) -> tensor<4x5xf32>
  dnn.return %0 : tensor<4x5xf32>
}

// -----

// CHECK: a layer of kind matmul multiplies what it reads: its pad is zero or none
dnn.network @net(%x: tensor<4xf32>) -> tensor<f32> inputs ["x"] outputs ["y"] {
  %w = dnn.weight "w" : tensor<4xf32>
  %0 = dnn.layer "dot" matmul(%x, %w) dims <k = 4> maps [(k - 1), (k)] -> () bits <in = [8, 8], psum = 16, out = 8> pad minus_infinity
    : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  dnn.return %0 : tensor<f32>
}

// -----

// CHECK: pad 'one' is none of none, zero, minus_infinity
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8> pad one
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %0 : tensor<4x6xf32>
}

// -----

// CHECK: 2 operand widths for 1 operands
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8, 8], psum = 16, out = 8>
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %0 : tensor<4x6xf32>
}

// -----

// CHECK: operand, partial-sum and result widths must be positive
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 0, out = 8>
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %0 : tensor<4x6xf32>
}

// -----

// Layers: maps. A dimension must be declared, positions must lie in the tensors, results are written once.

// CHECK: dimension 'k' is not declared in dims
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, j = 6> maps [(i, k)] -> (i, j) bits <in = [8], psum = 16, out = 8>
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %0 : tensor<4x6xf32>
}

// -----

// CHECK: 1 maps for 1 operands and a result
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] {
  %0 = "dnn.layer"(%x) <{layer_name = "relu", kind = "relu", dim_names = ["i", "j"], dim_sizes = array<i64: 4, 6>, maps = [affine_map<(d0, d1) -> (d0, d1)>], operand_bits = array<i64: 8>, psum_bits = 16 : i64, output_bits = 8 : i64, pad = "none"}> : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %0 : tensor<4x6xf32>
}

// -----

// CHECK: the map of the result is not over the 2 declared dims
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] {
  %0 = "dnn.layer"(%x) <{layer_name = "relu", kind = "relu", dim_names = ["i", "j"], dim_sizes = array<i64: 4, 6>, maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1, d2) -> (d0, d1)>], operand_bits = array<i64: 8>, psum_bits = 16 : i64, output_bits = 8 : i64, pad = "none"}> : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %0 : tensor<4x6xf32>
}

// -----

// CHECK: the map of operand 0 has 3 results, its tensor 2 axes
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, j = 6> maps [(i, j, 0)] -> (i, j) bits <in = [8], psum = 16, out = 8>
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %0 : tensor<4x6xf32>
}

// -----

// CHECK: the map of operand 0 is not linear on axis 0: only sums and multiples of dimensions are supported
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] {
  %0 = "dnn.layer"(%x) <{layer_name = "relu", kind = "relu", dim_names = ["i", "j"], dim_sizes = array<i64: 4, 6>, maps = [affine_map<(d0, d1) -> (d0 floordiv 2, d1)>, affine_map<(d0, d1) -> (d0, d1)>], operand_bits = array<i64: 8>, psum_bits = 16 : i64, output_bits = 8 : i64, pad = "none"}> : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %0 : tensor<4x6xf32>
}

// -----

// CHECK: axis 1 of the result has size 6, but j covers 0 to 4
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, j = 5> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8>
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %0 : tensor<4x6xf32>
}

// -----

// CHECK: axis 1 of operand 0 has size 6, but j - 1 covers -1 to 4 and the layer has no pad
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, j = 6> maps [(i, j - 1)] -> (i, j) bits <in = [8], psum = 16, out = 8>
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %0 : tensor<4x6xf32>
}

// -----

// CHECK: axis 1 of operand 0 has size 6, but j + 6 covers only 6 to 11
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, j = 6> maps [(i, j + 6)] -> (i, j) bits <in = [8], psum = 16, out = 8> pad zero
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %0 : tensor<4x6xf32>
}

// -----

// CHECK: axis 1 of the result: j + k skips or repeats positions
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, j = 5, k = 2> maps [(i, j)] -> (i, j + k) bits <in = [8], psum = 16, out = 8>
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %0 : tensor<4x6xf32>
}

// -----

// CHECK: axis 1 of the result: 2*j skips or repeats positions
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x5xf32> inputs ["x"] outputs ["y"] {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, j = 3> maps [(i, j)] -> (i, 2*j) bits <in = [8], psum = 16, out = 8>
    : (tensor<4x6xf32>) -> tensor<4x5xf32>
  dnn.return %0 : tensor<4x5xf32>
}

// -----

// CHECK: axis 1 of the result: 'i' moves another axis too
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x4xf32> inputs ["x"] outputs ["y"] {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i, 0)] -> (i, i) bits <in = [8], psum = 16, out = 8>
    : (tensor<4x6xf32>) -> tensor<4x4xf32>
  dnn.return %0 : tensor<4x4xf32>
}

// -----

// CHECK: a layer of kind relu reduces nothing, but its result does not depend on 'j'
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x1xf32> inputs ["x"] outputs ["y"] {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, j = 6> maps [(i, j)] -> (i, 0) bits <in = [8], psum = 16, out = 8>
    : (tensor<4x6xf32>) -> tensor<4x1xf32>
  dnn.return %0 : tensor<4x1xf32>
}

// -----

// Layers: decisions.

// CHECK: tiling names dimension 'k', which is not declared in dims
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8> tiling <temporal = [k : 2], spatial = []>
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %0 : tensor<4x6xf32>
}

// -----

// CHECK: tiling names dimension 'k', which is not declared in dims
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8> tiling <temporal = [], spatial = [k : 2]>
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %0 : tensor<4x6xf32>
}

// -----

// CHECK: tiling cuts dimension 'i' of size 4 by 8
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8> tiling <temporal = [i : 8], spatial = []>
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %0 : tensor<4x6xf32>
}

// -----

// CHECK: pins names dimension 'k', which is not declared in dims
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8> pins <temporal = [k : 2]>
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %0 : tensor<4x6xf32>
}

// -----

// CHECK: splits names dimension 'k', which is not declared in dims
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8> splits [<[]>, <[k : 2]>]
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %0 : tensor<4x6xf32>
}

// -----

// CHECK: tile size of 'i' must be positive, got 0
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8> tiling <temporal = [i : 0], spatial = []>
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %0 : tensor<4x6xf32>
}

// -----

// CHECK: tile size names dimension 'i' twice
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8> tiling <temporal = [i : 2, i : 1], spatial = []>
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %0 : tensor<4x6xf32>
}

// -----

// CHECK: split of 'i' must be positive, got 0
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8> splits [<[i : 0]>]
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %0 : tensor<4x6xf32>
}

// -----

// CHECK: split names dimension 'i' twice
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8> splits [<[i : 2, i : 2]>]
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %0 : tensor<4x6xf32>
}

// -----

// CHECK: a group name may not contain quotes or backslashes
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8> pins <group = "a\"b">
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %0 : tensor<4x6xf32>
}

// -----

// CHECK: a tile takes at least the cycles its array needs, and not less than zero
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8> costs [<@mac, 4x6, cycles = 3, compute = 4, energy = 2.0, mac_energy = 1.0>]
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %0 : tensor<4x6xf32>
}

// -----

// CHECK: 4 cycles before the array works, 4 in which it does and 2 after do not fit in 9
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8> costs [<@mac, 4x6, cycles = 9, compute = 4, energy = 2.0, mac_energy = 1.0, onload = 4, offload = 2>]
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %0 : tensor<4x6xf32>
}

// -----

// CHECK: -1 cycles before the array works
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8> costs [<@mac, 4x6, cycles = 9, compute = 4, energy = 2.0, mac_energy = 1.0, onload = -1>]
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %0 : tensor<4x6xf32>
}

// -----

// CHECK: with operands in place a tile takes 5 to 9 cycles, not 4
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8> costs [<@mac, 4x6, cycles = 9, compute = 4, energy = 2.0, mac_energy = 1.0, offload = 1, in_place = 4>]
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %0 : tensor<4x6xf32>
}

// -----

// CHECK: with operands in place a tile takes 4 to 9 cycles, not 10
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8> costs [<@mac, 4x6, cycles = 9, compute = 4, energy = 2.0, mac_energy = 1.0, in_place = 10>]
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %0 : tensor<4x6xf32>
}

// -----

// CHECK: one of memory_energy, streams, onload, offload, in_place expected
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8> costs [<@mac, 4x6, cycles = 9, compute = 4, energy = 2.0, mac_energy = 1.0, uploads = 10>]
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %0 : tensor<4x6xf32>
}

// -----

// CHECK: array energy must lie between zero and the tile's energy
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8> costs [<@mac, 4x6, cycles = 4, compute = 4, energy = 2.0, mac_energy = 3.0>]
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %0 : tensor<4x6xf32>
}

// -----

// CHECK: cores and costs need a network mapped `on` an accel.system
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8> cores [@core0]
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %0 : tensor<4x6xf32>
}

// -----

// CHECK: '@core7' does not name an accel.core of the system
accel.system @m {
  accel.core_type @mac compute {
    accel.array <D1 = 4> mac_energy_pj 0.5
    accel.memory @sram size_bits 65536 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 2 {
      accel.port @rw read_write bandwidth 32 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @dram offchip {
    accel.memory @dram size_bits 8589934592 holds [I1, I2, O] read_pj 100 write_pj 100 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @mac
  accel.core @offchip : @dram
  accel.bus @bus [@core0, @offchip] bandwidth 64
}
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] on @m {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8> cores [@core7]
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %0 : tensor<4x6xf32>
}

// -----

// CHECK: '@mac' does not name an accel.core of the system
accel.system @m {
  accel.core_type @mac compute {
    accel.array <D1 = 4> mac_energy_pj 0.5
    accel.memory @sram size_bits 65536 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 2 {
      accel.port @rw read_write bandwidth 32 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @dram offchip {
    accel.memory @dram size_bits 8589934592 holds [I1, I2, O] read_pj 100 write_pj 100 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @mac
  accel.core @offchip : @dram
  accel.bus @bus [@core0, @offchip] bandwidth 64
}
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] on @m {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8> cores [@mac]
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %0 : tensor<4x6xf32>
}

// -----

// CHECK: '@core7' does not name an accel.core of the system
accel.system @m {
  accel.core_type @mac compute {
    accel.array <D1 = 4> mac_energy_pj 0.5
    accel.memory @sram size_bits 65536 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 2 {
      accel.port @rw read_write bandwidth 32 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @dram offchip {
    accel.memory @dram size_bits 8589934592 holds [I1, I2, O] read_pj 100 write_pj 100 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @mac
  accel.core @offchip : @dram
  accel.bus @bus [@core0, @offchip] bandwidth 64
}
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] on @m {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8> pins <cores = [@core7]>
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %0 : tensor<4x6xf32>
}

// -----

// CHECK: '@core0' does not name an accel.core_type of the system
accel.system @m {
  accel.core_type @mac compute {
    accel.array <D1 = 4> mac_energy_pj 0.5
    accel.memory @sram size_bits 65536 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 2 {
      accel.port @rw read_write bandwidth 32 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @dram offchip {
    accel.memory @dram size_bits 8589934592 holds [I1, I2, O] read_pj 100 write_pj 100 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @mac
  accel.core @offchip : @dram
  accel.bus @bus [@core0, @offchip] bandwidth 64
}
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] on @m {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8> costs [<@core0, 4x6, cycles = 4, compute = 4, energy = 2.0, mac_energy = 1.0>]
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %0 : tensor<4x6xf32>
}

// -----

// CHECK: a cost is for 1 dims, the layer has 2
accel.system @m {
  accel.core_type @mac compute {
    accel.array <D1 = 4> mac_energy_pj 0.5
    accel.memory @sram size_bits 65536 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 2 {
      accel.port @rw read_write bandwidth 32 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @dram offchip {
    accel.memory @dram size_bits 8589934592 holds [I1, I2, O] read_pj 100 write_pj 100 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @mac
  accel.core @offchip : @dram
  accel.bus @bus [@core0, @offchip] bandwidth 64
}
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] on @m {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8> costs [<@mac, 4, cycles = 4, compute = 4, energy = 2.0, mac_energy = 1.0>]
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %0 : tensor<4x6xf32>
}

// -----

// CHECK: a cost's tile has size 7 along 'j' of size 6
accel.system @m {
  accel.core_type @mac compute {
    accel.array <D1 = 4> mac_energy_pj 0.5
    accel.memory @sram size_bits 65536 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 2 {
      accel.port @rw read_write bandwidth 32 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @dram offchip {
    accel.memory @dram size_bits 8589934592 holds [I1, I2, O] read_pj 100 write_pj 100 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @mac
  accel.core @offchip : @dram
  accel.bus @bus [@core0, @offchip] bandwidth 64
}
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] on @m {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8> costs [<@mac, 4x7, cycles = 4, compute = 4, energy = 2.0, mac_energy = 1.0>]
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %0 : tensor<4x6xf32>
}

// -----

// CHECK: two costs of tile 4x6 on @mac
accel.system @m {
  accel.core_type @mac compute {
    accel.array <D1 = 4> mac_energy_pj 0.5
    accel.memory @sram size_bits 65536 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 2 {
      accel.port @rw read_write bandwidth 32 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @dram offchip {
    accel.memory @dram size_bits 8589934592 holds [I1, I2, O] read_pj 100 write_pj 100 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @mac
  accel.core @offchip : @dram
  accel.bus @bus [@core0, @offchip] bandwidth 64
}
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] on @m {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8> costs [<@mac, 4x6, cycles = 4, compute = 4, energy = 2.0, mac_energy = 1.0>, <@mac, 4x6, cycles = 5, compute = 4, energy = 2.0, mac_energy = 1.0>]
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %0 : tensor<4x6xf32>
}

// -----

// CHECK: array and memories take 2.0000000001 pJ in all, the tile 2.0
accel.system @m {
  accel.core_type @mac compute {
    accel.array <D1 = 4> mac_energy_pj 0.5
    accel.memory @sram size_bits 65536 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 2 {
      accel.port @rw read_write bandwidth 32 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @dram offchip {
    accel.memory @dram size_bits 8589934592 holds [I1, I2, O] read_pj 100 write_pj 100 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @mac
  accel.core @offchip : @dram
  accel.bus @bus [@core0, @offchip] bandwidth 64
}
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] on @m {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8> costs [<@mac, 4x6, cycles = 4, compute = 4, energy = 2.0, mac_energy = 1.0, memory_energy = [@sram [0.5, 0.5000000001]]>]
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %0 : tensor<4x6xf32>
}

// -----

// CHECK: a cost has 3 energies per memory, the layer 1 operands and a result
accel.system @m {
  accel.core_type @mac compute {
    accel.array <D1 = 4> mac_energy_pj 0.5
    accel.memory @sram size_bits 65536 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 2 {
      accel.port @rw read_write bandwidth 32 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @dram offchip {
    accel.memory @dram size_bits 8589934592 holds [I1, I2, O] read_pj 100 write_pj 100 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @mac
  accel.core @offchip : @dram
  accel.bus @bus [@core0, @offchip] bandwidth 64
}
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] on @m {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8> costs [<@mac, 4x6, cycles = 4, compute = 4, energy = 2.0, mac_energy = 1.0, memory_energy = [@sram [0.5, 0.25, 0.25]]>]
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %0 : tensor<4x6xf32>
}

// -----

// CHECK: '@rf' does not name an accel.memory of @mac
accel.system @m {
  accel.core_type @mac compute {
    accel.array <D1 = 4> mac_energy_pj 0.5
    accel.memory @sram size_bits 65536 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 2 {
      accel.port @rw read_write bandwidth 32 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @dram offchip {
    accel.memory @dram size_bits 8589934592 holds [I1, I2, O] read_pj 100 write_pj 100 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @mac
  accel.core @offchip : @dram
  accel.bus @bus [@core0, @offchip] bandwidth 64
}
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] on @m {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8> costs [<@mac, 4x6, cycles = 4, compute = 4, energy = 2.0, mac_energy = 1.0, memory_energy = [@rf [0.5, 0.5]]>]
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %0 : tensor<4x6xf32>
}

// -----

// CHECK: energy of memory 'sram' is given twice
accel.system @m {
  accel.core_type @mac compute {
    accel.array <D1 = 4> mac_energy_pj 0.5
    accel.memory @sram size_bits 65536 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 2 {
      accel.port @rw read_write bandwidth 32 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @dram offchip {
    accel.memory @dram size_bits 8589934592 holds [I1, I2, O] read_pj 100 write_pj 100 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @mac
  accel.core @offchip : @dram
  accel.bus @bus [@core0, @offchip] bandwidth 64
}
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] on @m {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8> costs [<@mac, 4x6, cycles = 4, compute = 4, energy = 2.0, mac_energy = 1.0, memory_energy = [@sram [0.25, 0.25], @sram [0.25, 0.25]]>]
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %0 : tensor<4x6xf32>
}

// -----

// CHECK: energies of memories must be finite and not negative
accel.system @m {
  accel.core_type @mac compute {
    accel.array <D1 = 4> mac_energy_pj 0.5
    accel.memory @sram size_bits 65536 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 2 {
      accel.port @rw read_write bandwidth 32 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @dram offchip {
    accel.memory @dram size_bits 8589934592 holds [I1, I2, O] read_pj 100 write_pj 100 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @mac
  accel.core @offchip : @dram
  accel.bus @bus [@core0, @offchip] bandwidth 64
}
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] on @m {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8> costs [<@mac, 4x6, cycles = 4, compute = 4, energy = 2.0, mac_energy = 1.0, memory_energy = [@sram [1.5, -0.5]]>]
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %0 : tensor<4x6xf32>
}

// -----

// CHECK: every memory has an energy per operand and one for the result
accel.system @m {
  accel.core_type @mac compute {
    accel.array <D1 = 4> mac_energy_pj 0.5
    accel.memory @sram size_bits 65536 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 2 {
      accel.port @rw read_write bandwidth 32 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @dram offchip {
    accel.memory @dram size_bits 8589934592 holds [I1, I2, O] read_pj 100 write_pj 100 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @mac
  accel.core @offchip : @dram
  accel.bus @bus [@core0, @offchip] bandwidth 64
}
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] on @m {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8> costs [<@mac, 4x6, cycles = 4, compute = 4, energy = 2.0, mac_energy = 1.0, memory_energy = [@sram [0.5, 0.25], @rf [0.25]]>]
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %0 : tensor<4x6xf32>
}

// -----

// CHECK: every memory has an energy per operand and one for the result
accel.system @m {
  accel.core_type @mac compute {
    accel.array <D1 = 4> mac_energy_pj 0.5
    accel.memory @sram size_bits 65536 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 2 {
      accel.port @rw read_write bandwidth 32 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @dram offchip {
    accel.memory @dram size_bits 8589934592 holds [I1, I2, O] read_pj 100 write_pj 100 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @mac
  accel.core @offchip : @dram
  accel.bus @bus [@core0, @offchip] bandwidth 64
}
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] on @m {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8> costs [<@mac, 4x6, cycles = 4, compute = 4, energy = 2.0, mac_energy = 1.0, memory_energy = []>]
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %0 : tensor<4x6xf32>
}

// -----

// CHECK: 1 cores for 2 spatial parts
accel.system @m {
  accel.core_type @mac compute {
    accel.array <D1 = 4> mac_energy_pj 0.5
    accel.memory @sram size_bits 65536 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 2 {
      accel.port @rw read_write bandwidth 32 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @dram offchip {
    accel.memory @dram size_bits 8589934592 holds [I1, I2, O] read_pj 100 write_pj 100 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @mac
  accel.core @offchip : @dram
  accel.bus @bus [@core0, @offchip] bandwidth 64
}
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] on @m {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8> tiling <temporal = [], spatial = [i : 2]> cores [@core0]
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %0 : tensor<4x6xf32>
}

// -----

// CHECK: two spatial parts on one core
accel.system @m {
  accel.core_type @mac compute {
    accel.array <D1 = 4> mac_energy_pj 0.5
    accel.memory @sram size_bits 65536 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 2 {
      accel.port @rw read_write bandwidth 32 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @dram offchip {
    accel.memory @dram size_bits 8589934592 holds [I1, I2, O] read_pj 100 write_pj 100 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @mac
  accel.core @offchip : @dram
  accel.bus @bus [@core0, @offchip] bandwidth 64
}
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] on @m {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8> tiling <temporal = [], spatial = [i : 2]> cores [@core0, @core0]
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %0 : tensor<4x6xf32>
}

// -----


// CHECK: an operand streams twice
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8> costs [<@mac, 4x6, cycles = 4, compute = 4, energy = 4.0, mac_energy = 3.0, streams = [0 : 8 buffer 8, 0 : 8 buffer 8]>]
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %0 : tensor<4x6xf32>
}

// -----


// CHECK: a stream is an operand, its bits and those held at a time, none negative
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8> costs [<@mac, 4x6, cycles = 4, compute = 4, energy = 4.0, mac_energy = 3.0, streams = [0 : -8 buffer 8]>]
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %0 : tensor<4x6xf32>
}

// -----


// CHECK: operand 1 streams, of 1 that there are
accel.system @m {
  accel.core_type @mac compute {
    accel.array <D1 = 4> mac_energy_pj 0.5
    accel.memory @sram size_bits 65536 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 2 {
      accel.port @rw read_write bandwidth 32 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @dram offchip {
    accel.memory @dram size_bits 8589934592 holds [I1, I2, O] read_pj 100 write_pj 100 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @mac
  accel.core @offchip : @dram
  accel.bus @bus [@core0, @offchip] bandwidth 64
}
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] on @m {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8> costs [<@mac, 4x6, cycles = 4, compute = 4, energy = 4.0, mac_energy = 3.0, streams = [1 : 8 buffer 8]>]
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %0 : tensor<4x6xf32>
}

// -----


// CHECK: allocations have latency, energy, edp, not 'area'
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] attributes {"dnn.allocation" = #dnn.allocation<area = 4, bound = 3>} {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8>
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %0 : tensor<4x6xf32>
}

// -----


// CHECK: no allocation with a latency of 4 has a lower bound of 5
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] attributes {"dnn.allocation" = #dnn.allocation<latency = 4, bound = 5>} {
  %0 = dnn.layer "relu" relu(%x) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8>
    : (tensor<4x6xf32>) -> tensor<4x6xf32>
  dnn.return %0 : tensor<4x6xf32>
}

// -----

// CHECK: row_tiles must be positive, got 0
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] {
  %1 = dnn.stack "a"(%p = %x : tensor<4x6xf32>) -> (tensor<4x6xf32>) row_tiles 0 {
    %2 = dnn.layer "first" relu(%p) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8>
      : (tensor<4x6xf32>) -> tensor<4x6xf32>
    dnn.yield %2 : tensor<4x6xf32>
  }
  dnn.return %1 : tensor<4x6xf32>
}

// -----

// CHECK: row_tiles is for stacks of several layers, whose rows stream from one to the next
dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] {
  %1 = dnn.stack "a"(%p = %x : tensor<4x6xf32>) -> (tensor<4x6xf32>) row_tiles 2 {
    %2 = dnn.layer "first" relu(%p) dims <i = 4, j = 6> maps [(i, j)] -> (i, j) bits <in = [8], psum = 16, out = 8>
      : (tensor<4x6xf32>) -> tensor<4x6xf32>
    dnn.yield %2 : tensor<4x6xf32>
  }
  dnn.return %1 : tensor<4x6xf32>
}

// -----

// What a mean counts of its padding.

// CHECK: its pads are [1, 1, 1, 1]: they are at least 0, and two for each of 4 axes of operand 0, before all, then after all
dnn.network @net(%x: tensor<1x2x4x4xf32>) -> tensor<1x2x4x4xf32> inputs ["x"] outputs ["y"] {
  %0 = dnn.layer "pool" avgpool(%x) dims <b = 1, c = 2, oy = 4, ox = 4, fy = 3, fx = 3>
    maps [(b, c, oy + fy - 1, ox + fx - 1)] -> (b, c, oy, ox) bits <in = [8], psum = 16, out = 8>
    pad zero params {pads = array<i64: 1, 1, 1, 1>}
    : (tensor<1x2x4x4xf32>) -> tensor<1x2x4x4xf32>
  dnn.return %0 : tensor<1x2x4x4xf32>
}

// -----

// CHECK: its pads are an array of integers, two for each of 4 axes
dnn.network @net(%x: tensor<1x2x4x4xf32>) -> tensor<1x2x4x4xf32> inputs ["x"] outputs ["y"] {
  %0 = dnn.layer "pool" avgpool(%x) dims <b = 1, c = 2, oy = 4, ox = 4, fy = 3, fx = 3>
    maps [(b, c, oy + fy - 1, ox + fx - 1)] -> (b, c, oy, ox) bits <in = [8], psum = 16, out = 8>
    pad zero params {pads = 1 : i64}
    : (tensor<1x2x4x4xf32>) -> tensor<1x2x4x4xf32>
  dnn.return %0 : tensor<1x2x4x4xf32>
}

// RUN: stream-opt %s -p 'convert-linalg-to-dnn{precision=a8w4p16o8}' --split-input-file | filecheck %s

// What torch-mlir makes of a convolution: padding apart, the bias as what the sums begin with, a ReLU that selects.
func.func @conv(%x: tensor<1x3x8x8xf32> {onnx.name = "in put"}) -> (tensor<1x4x4x8xf32> {onnx.name = "out"}) {
  %zero = arith.constant 0.0 : f32
  %w = arith.constant dense_resource<w> : tensor<4x3x3x3xf32>
  %b = arith.constant dense_resource<b> : tensor<4xf32>
  %padded = tensor.pad %x low[0, 0, 1, 2] high[0, 0, 0, 2] {
  ^bb0(%i: index, %j: index, %k: index, %l: index):
    tensor.yield %zero : f32
  } : tensor<1x3x8x8xf32> to tensor<1x3x9x12xf32>
  %empty = tensor.empty() : tensor<1x4x4x8xf32>
  %bias = linalg.broadcast ins(%b : tensor<4xf32>) outs(%empty : tensor<1x4x4x8xf32>) dimensions = [0, 2, 3]
  %h = linalg.conv_2d_nchw_fchw {dilations = dense<[1, 2]> : vector<2xi64>, strides = dense<[2, 1]> : vector<2xi64>}
    ins(%padded, %w : tensor<1x3x9x12xf32>, tensor<4x3x3x3xf32>) outs(%bias : tensor<1x4x4x8xf32>) -> tensor<1x4x4x8xf32>
  %y = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>, affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>],
      iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%h : tensor<1x4x4x8xf32>) outs(%empty : tensor<1x4x4x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    %greater = arith.cmpf ugt, %in, %zero : f32
    %chosen = arith.select %greater, %in, %zero : f32
    linalg.yield %chosen : f32
  } -> tensor<1x4x4x8xf32>
  return %y : tensor<1x4x4x8xf32>
}

// CHECK:      dnn.network @conv(%x: tensor<1x3x8x8xf32>) -> tensor<1x4x4x8xf32> inputs ["in put"] outputs ["out"] precision "a8w4p16o8" {
// CHECK-NEXT:   %w = dnn.weight "w" : tensor<4x3x3x3xf32>
// CHECK-NEXT:   %b = dnn.weight "b" : tensor<4xf32>
// CHECK-NEXT:   %h = dnn.layer "conv" conv(%x, %w, %b) dims <b = 1, k = 4, oy = 4, ox = 8, c = 3, fy = 3, fx = 3>
// CHECK-NEXT:     maps [(b, c, 2*oy + fy - 1, ox + 2*fx - 2), (k, c, fy, fx), (k)] -> (b, k, oy, ox)
// CHECK-NEXT:     bits <in = [8, 4, 16], psum = 16, out = 8> pad zero from "linalg.conv_2d_nchw_fchw"
// CHECK-NEXT:     : (tensor<1x3x8x8xf32>, tensor<4x3x3x3xf32>, tensor<4xf32>) -> tensor<1x4x4x8xf32>
// CHECK-NEXT:   %y = dnn.layer "relu" relu(%h) dims <b = 1, c = 4, y = 4, x = 8>
// CHECK-NEXT:     maps [(b, c, y, x)] -> (b, c, y, x)
// CHECK-NEXT:     bits <in = [8], psum = 16, out = 8> from "linalg.generic"
// CHECK-NEXT:     : (tensor<1x4x4x8xf32>) -> tensor<1x4x4x8xf32>
// CHECK-NEXT:   dnn.return %y : tensor<1x4x4x8xf32>

// -----

// Steps of one along all axes need not be written; only dilations are here.
func.func @steps(%x: tensor<1x3x8x8xf32>) -> tensor<1x4x4x6xf32> {
  %zero = arith.constant 0.0 : f32
  %v = arith.constant dense_resource<steps> : tensor<4x3x3x3xf32>
  %empty = tensor.empty() : tensor<1x4x4x6xf32>
  %filled = linalg.fill ins(%zero : f32) outs(%empty : tensor<1x4x4x6xf32>) -> tensor<1x4x4x6xf32>
  %y = linalg.conv_2d_nchw_fchw {dilations = dense<[2, 1]> : vector<2xi64>}
    ins(%x, %v : tensor<1x3x8x8xf32>, tensor<4x3x3x3xf32>) outs(%filled : tensor<1x4x4x6xf32>) -> tensor<1x4x4x6xf32>
  return %y : tensor<1x4x4x6xf32>
}

// CHECK:      dnn.network @steps
// CHECK-NEXT:   %steps = dnn.weight "steps" : tensor<4x3x3x3xf32>
// CHECK-NEXT:   %y = dnn.layer "conv" conv(%x, %steps) dims <b = 1, k = 4, oy = 4, ox = 6, c = 3, fy = 3, fx = 3>
// CHECK-NEXT:     maps [(b, c, oy + 2*fy, ox + fx), (k, c, fy, fx)] -> (b, k, oy, ox)
// CHECK-NEXT:     bits <in = [8, 4], psum = 16, out = 8> from "linalg.conv_2d_nchw_fchw"
// CHECK-NEXT:     : (tensor<1x3x8x8xf32>, tensor<4x3x3x3xf32>) -> tensor<1x4x4x6xf32>
// CHECK-NEXT:   dnn.return

// -----

// Channels last, groups of one, and a layer's name from its location; what nothing reads is gone.
func.func @layouts(%x: tensor<1x8x8x3xf32>) -> tensor<1x6x6x3x2xf32> {
  %zero = arith.constant 0.0 : f32
  %d = arith.constant dense_resource<d> : tensor<3x3x3x2xf32>
  %empty = tensor.empty() : tensor<1x6x6x3x2xf32>
  %filled = linalg.fill ins(%zero : f32) outs(%empty : tensor<1x6x6x3x2xf32>) -> tensor<1x6x6x3x2xf32>
  %y = linalg.depthwise_conv_2d_nhwc_hwcm {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>}
    ins(%x, %d : tensor<1x8x8x3xf32>, tensor<3x3x3x2xf32>) outs(%filled : tensor<1x6x6x3x2xf32>) -> tensor<1x6x6x3x2xf32> loc("depth wise")
  %dead = math.exp %zero : f32
  return %y : tensor<1x6x6x3x2xf32>
}

// CHECK:      dnn.network @layouts
// CHECK-NEXT:   %d = dnn.weight "d" : tensor<3x3x3x2xf32>
// CHECK-NEXT:   %y = dnn.layer "depth wise" conv(%x, %d) dims <b = 1, g = 3, k = 2, oy = 6, ox = 6, fy = 3, fx = 3>
// CHECK-NEXT:     maps [(b, oy + fy, ox + fx, g), (fy, fx, g, k)] -> (b, oy, ox, g, k)
// CHECK-NEXT:     bits <in = [8, 4], psum = 16, out = 8> from "linalg.depthwise_conv_2d_nhwc_hwcm"
// CHECK-NEXT:     : (tensor<1x8x8x3xf32>, tensor<3x3x3x2xf32>) -> tensor<1x6x6x3x2xf32>
// CHECK-NEXT:   dnn.return

// -----

// A fully connected layer: the weight is turned, and its bias added, in operations of their own.
func.func @gemm(%x: tensor<2x8xf32>) -> tensor<2x5xf32> {
  %zero = arith.constant 0.0 : f32
  %w = arith.constant dense_resource<__elided__> : tensor<5x8xf32>
  %b = arith.constant dense<[1.0, 2.0, 3.0, 4.0, 5.0]> : tensor<5xf32>
  %e = tensor.empty() : tensor<8x5xf32>
  %t = linalg.transpose ins(%w : tensor<5x8xf32>) outs(%e : tensor<8x5xf32>) permutation = [1, 0]
  %empty = tensor.empty() : tensor<2x5xf32>
  %filled = linalg.fill ins(%zero : f32) outs(%empty : tensor<2x5xf32>) -> tensor<2x5xf32>
  %h = linalg.matmul ins(%x, %t : tensor<2x8xf32>, tensor<8x5xf32>) outs(%filled : tensor<2x5xf32>) -> tensor<2x5xf32>
  %y = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d1)>, affine_map<(d0, d1) -> (d0, d1)>],
      iterator_types = ["parallel", "parallel"]} ins(%h, %b : tensor<2x5xf32>, tensor<5xf32>) outs(%empty : tensor<2x5xf32>) {
  ^bb0(%in: f32, %bias: f32, %out: f32):
    %sum = arith.addf %in, %bias : f32
    linalg.yield %sum : f32
  } -> tensor<2x5xf32>
  return %y : tensor<2x5xf32>
}

// CHECK:      dnn.network @gemm
// CHECK-NEXT:   %constant0 = dnn.weight "constant0" transpose("constant0", [1, 0]) : tensor<8x5xf32>
// CHECK-NEXT:   %constant1 = dnn.weight "constant1" elements(1.0, 2.0, 3.0, 4.0, 5.0, [5]) : tensor<5xf32>
// CHECK-NEXT:   %h = dnn.layer "matmul" matmul(%x, %constant0, %constant1) dims <m = 2, n = 5, k = 8>
// CHECK-NEXT:     maps [(m, k), (k, n), (n)] -> (m, n)
// CHECK-NEXT:     bits <in = [8, 4, 16], psum = 16, out = 8> from "linalg.matmul"
// CHECK-NEXT:     : (tensor<2x8xf32>, tensor<8x5xf32>, tensor<5xf32>) -> tensor<2x5xf32>
// CHECK-NEXT:   dnn.return %h : tensor<2x5xf32>

// -----

// Products with maps of their own, a batch, and sums that begin with a tensor.
func.func @products(%a: tensor<2x4x8xf32>, %b: tensor<5x8xf32>, %c: tensor<2x4x5xf32>) -> tensor<2x4x5xf32> {
  %y = linalg.batch_matmul indexing_maps = [affine_map<(d0, d1, d2, d3) -> (d0, d1, d3)>, affine_map<(d0, d1, d2, d3) -> (d2, d3)>, affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>]
    ins(%a, %b : tensor<2x4x8xf32>, tensor<5x8xf32>) outs(%c : tensor<2x4x5xf32>) -> tensor<2x4x5xf32>
  return %y : tensor<2x4x5xf32>
}

// CHECK:      dnn.network @products
// CHECK-NEXT:   %0 = dnn.layer "matmul" matmul(%a, %b) dims <m = 2, m1 = 4, n = 5, k = 8>
// CHECK-NEXT:     maps [(m, m1, k), (n, k)] -> (m, m1, n)
// CHECK:        %y = dnn.layer "add" add(%0, %c) dims <m = 2, m1 = 4, n = 5>
// CHECK-NEXT:     maps [(m, m1, n), (m, m1, n)] -> (m, m1, n)

// -----

// Windows: a maximum over padding of -inf; a mean whose divisor counts the padding, and one whose divisor does not.
func.func @windows(%x: tensor<1x2x4xf32>) -> (tensor<1x2x4xf32>, tensor<1x2x4xf32>, tensor<1x2x4xf32>) {
  %zero = arith.constant 0.0 : f32
  %least = arith.constant 0xFF800000 : f32
  %three = arith.constant 3.0 : f32
  %window = tensor.empty() : tensor<3xf32>
  %empty = tensor.empty() : tensor<1x2x4xf32>
  %lowest = linalg.fill ins(%least : f32) outs(%empty : tensor<1x2x4xf32>) -> tensor<1x2x4xf32>
  %zeros = linalg.fill ins(%zero : f32) outs(%empty : tensor<1x2x4xf32>) -> tensor<1x2x4xf32>
  %a = tensor.pad %x low[0, 0, 1] high[0, 0, 1] {
  ^bb0(%i: index, %j: index, %k: index):
    tensor.yield %least : f32
  } : tensor<1x2x4xf32> to tensor<1x2x6xf32>
  %b = tensor.pad %x low[0, 0, 1] high[0, 0, 1] {
  ^bb0(%i: index, %j: index, %k: index):
    tensor.yield %zero : f32
  } : tensor<1x2x4xf32> to tensor<1x2x6xf32>
  %max = linalg.pooling_ncw_max {dilations = dense<1> : vector<1xi64>, strides = dense<1> : vector<1xi64>}
    ins(%a, %window : tensor<1x2x6xf32>, tensor<3xf32>) outs(%lowest : tensor<1x2x4xf32>) -> tensor<1x2x4xf32>
  %sum0 = linalg.pooling_ncw_sum {dilations = dense<1> : vector<1xi64>, strides = dense<1> : vector<1xi64>}
    ins(%b, %window : tensor<1x2x6xf32>, tensor<3xf32>) outs(%zeros : tensor<1x2x4xf32>) -> tensor<1x2x4xf32>
  %mean0 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2) -> (d0, d1, d2)>, affine_map<(d0, d1, d2) -> (d0, d1, d2)>], iterator_types = ["parallel", "parallel", "parallel"]}
      ins(%sum0 : tensor<1x2x4xf32>) outs(%empty : tensor<1x2x4xf32>) {
  ^bb0(%in: f32, %out: f32):
    %q = arith.divf %in, %three : f32
    linalg.yield %q : f32
  } -> tensor<1x2x4xf32>
  %sum1 = linalg.pooling_ncw_sum {dilations = dense<1> : vector<1xi64>, strides = dense<1> : vector<1xi64>}
    ins(%b, %window : tensor<1x2x6xf32>, tensor<3xf32>) outs(%zeros : tensor<1x2x4xf32>) -> tensor<1x2x4xf32>
  %one = arith.constant 1 : index
  %four = arith.constant 4 : index
  %nothing = arith.constant 0 : index
  %mean1 = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2) -> (d0, d1, d2)>, affine_map<(d0, d1, d2) -> (d0, d1, d2)>], iterator_types = ["parallel", "parallel", "parallel"]}
      ins(%sum1 : tensor<1x2x4xf32>) outs(%empty : tensor<1x2x4xf32>) {
  ^bb0(%in: f32, %out: f32):
    %at = linalg.index 2 : index
    %before = arith.subi %at, %one : index
    %begin = arith.maxsi %before, %nothing : index
    %two = arith.constant 2 : index
    %after = arith.addi %at, %two : index
    %end = arith.minsi %after, %four : index
    %count = arith.subi %end, %begin : index
    %integer = arith.index_cast %count : index to i64
    %float = arith.sitofp %integer : i64 to f32
    %q = arith.divf %in, %float : f32
    linalg.yield %q : f32
  } -> tensor<1x2x4xf32>
  return %max, %mean0, %mean1 : tensor<1x2x4xf32>, tensor<1x2x4xf32>, tensor<1x2x4xf32>
}

// CHECK:      dnn.network @windows
// CHECK-NEXT:   %max = dnn.layer "maxpool" maxpool(%x) dims <b = 1, c = 2, ox = 4, fx = 3>
// CHECK-NEXT:     maps [(b, c, ox + fx - 1)] -> (b, c, ox)
// CHECK-NEXT:     bits <in = [8], psum = 16, out = 8> pad minus_infinity from "linalg.pooling_ncw_max"
// CHECK-NEXT:     : (tensor<1x2x4xf32>) -> tensor<1x2x4xf32>
// CHECK-NEXT:   %sum0 = dnn.layer "avgpool" avgpool(%x) dims <b = 1, c = 2, ox = 4, fx = 3>
// CHECK-NEXT:     maps [(b, c, ox + fx - 1)] -> (b, c, ox)
// CHECK-NEXT:     bits <in = [8], psum = 16, out = 8> pad zero from "linalg.pooling_ncw_sum" params {pads = array<i64: 0, 0, 1, 0, 0, 1>}
// CHECK-NEXT:     : (tensor<1x2x4xf32>) -> tensor<1x2x4xf32>
// CHECK-NEXT:   %sum1 = dnn.layer "avgpool_1" avgpool(%x) dims <b = 1, c = 2, ox = 4, fx = 3>
// CHECK-NEXT:     maps [(b, c, ox + fx - 1)] -> (b, c, ox)
// CHECK-NEXT:     bits <in = [8], psum = 16, out = 8> pad zero from "linalg.pooling_ncw_sum"
// CHECK-NEXT:     : (tensor<1x2x4xf32>) -> tensor<1x2x4xf32>
// CHECK-NEXT:   dnn.return %max, %sum0, %sum1

// -----

// A body of several kinds is a layer each; results that nothing reads are left out, and so is what they alone need.
func.func @bodies(%x: tensor<2x8xf32>, %z: tensor<8xf32>) -> (tensor<2x8xf32>, tensor<2xf32>) {
  %least = arith.constant 0xFF800000 : f32
  %six = arith.constant 6.0 : f32
  %zero = arith.constant 0.0 : f32
  %none = arith.constant 0 : i64
  %empty = tensor.empty() : tensor<2x8xf32>
  %e = tensor.empty() : tensor<2xf32>
  %ei = tensor.empty() : tensor<2xi64>
  %begin = linalg.fill ins(%least : f32) outs(%e : tensor<2xf32>) -> tensor<2xf32>
  %begini = linalg.fill ins(%none : i64) outs(%ei : tensor<2xi64>) -> tensor<2xi64>
  %a = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]}
      ins(%x, %z : tensor<2x8xf32>, tensor<8xf32>) outs(%empty : tensor<2x8xf32>) {
  ^bb0(%in: f32, %by: f32, %out: f32):
    %m = arith.mulf %in, %by : f32
    %low = arith.maximumf %m, %zero : f32
    %high = arith.minimumf %low, %six : f32
    linalg.yield %high : f32
  } -> tensor<2x8xf32>
  %m:2 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0)>, affine_map<(d0, d1) -> (d0)>], iterator_types = ["parallel", "reduction"]}
      ins(%a : tensor<2x8xf32>) outs(%begin, %begini : tensor<2xf32>, tensor<2xi64>) {
  ^bb0(%in: f32, %out: f32, %at: i64):
    %i = linalg.index 1 : index
    %j = arith.index_cast %i : index to i64
    %largest = arith.maximumf %in, %out : f32
    %greater = arith.cmpf ogt, %in, %out : f32
    %where = arith.select %greater, %j, %at : i64
    linalg.yield %largest, %where : f32, i64
  } -> (tensor<2xf32>, tensor<2xi64>)
  return %a, %m#0 : tensor<2x8xf32>, tensor<2xf32>
}

// CHECK:      dnn.network @bodies
// CHECK-NEXT:   %0 = dnn.layer "mul" mul(%x, %z) dims <d0 = 2, d1 = 8>
// CHECK-NEXT:     maps [(d0, d1), (d1)] -> (d0, d1)
// CHECK:        %a = dnn.layer "clip" clip(%0) dims <d0 = 2, d1 = 8>
// CHECK-NEXT:     maps [(d0, d1)] -> (d0, d1)
// CHECK-NEXT:     bits <in = [8], psum = 16, out = 8> from "linalg.generic" params {max = 6.000000e+00 : f32, min = 0.000000e+00 : f32}
// CHECK:        %m = dnn.layer "reduce_max" reduce_max(%a) dims <d0 = 2, d1 = 8>
// CHECK-NEXT:     maps [(d0, d1)] -> (d0)
// CHECK:        dnn.return %a, %m

// -----

// A mean over axes, what is squared first; and views.
func.func @rearranged(%x: tensor<4x6xf32>) -> tensor<6x2x1xf32> {
  %zero = arith.constant 0.0 : f32
  %two = arith.constant 2.0 : f32
  %expanded = tensor.expand_shape %x [[0, 1], [2]] output_shape [2, 2, 6] : tensor<4x6xf32> into tensor<2x2x6xf32>
  %e = tensor.empty() : tensor<2x6xf32>
  %begin = linalg.fill ins(%zero : f32) outs(%e : tensor<2x6xf32>) -> tensor<2x6xf32>
  %sum = linalg.reduce ins(%expanded : tensor<2x2x6xf32>) outs(%begin : tensor<2x6xf32>) dimensions = [1]
    (%in: f32, %out: f32) {
      %square = arith.mulf %in, %in : f32
      %more = arith.addf %out, %square : f32
      linalg.yield %more : f32
    }
  %mean = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]}
      ins(%sum : tensor<2x6xf32>) outs(%e : tensor<2x6xf32>) {
  ^bb0(%in: f32, %out: f32):
    %q = arith.divf %in, %two : f32
    linalg.yield %q : f32
  } -> tensor<2x6xf32>
  %et = tensor.empty() : tensor<6x2xf32>
  %t = linalg.transpose ins(%mean : tensor<2x6xf32>) outs(%et : tensor<6x2xf32>) permutation = [1, 0]
  %y = tensor.expand_shape %t [[0], [1, 2]] output_shape [6, 2, 1] : tensor<6x2xf32> into tensor<6x2x1xf32>
  return %y : tensor<6x2x1xf32>
}

// CHECK:      dnn.network @rearranged
// CHECK-NEXT:   %expanded = dnn.view reshape(%x) : (tensor<4x6xf32>) -> tensor<2x2x6xf32>
// CHECK-NEXT:   %0 = dnn.layer "mul" mul(%expanded, %expanded) dims <d0 = 2, d1 = 2, d2 = 6>
// CHECK:        %sum = dnn.layer "reduce_mean" reduce_mean(%0) dims <d0 = 2, d1 = 2, d2 = 6>
// CHECK-NEXT:     maps [(d0, d1, d2)] -> (d0, d2)
// CHECK:        %t = dnn.view transpose(%sum) permutation [1, 0] : (tensor<2x6xf32>) -> tensor<6x2xf32>
// CHECK-NEXT:   %y = dnn.view reshape(%t) : (tensor<6x2xf32>) -> tensor<6x2x1xf32>
// CHECK-NEXT:   dnn.return %y

// -----

// Products that all fit in i16, and products of which the sums hold the lowest bits: nothing is lost by either cast.
#mx = affine_map<(m,n,k)->(m,k)>
#mw = affine_map<(m,n,k)->(k,n)>
#my = affine_map<(m,n,k)->(m,n)>
func.func @integer_products(%x: tensor<4x8xi8>, %w: tensor<8x6xi8>) -> (tensor<4x6xi32>, tensor<4x6xi16>) {
  %z = arith.constant 0 : i32
  %e = tensor.empty() : tensor<4x6xi32>
  %f = linalg.fill ins(%z : i32) outs(%e : tensor<4x6xi32>) -> tensor<4x6xi32>
  %y = linalg.generic {indexing_maps=[#mx, #mw, #my], iterator_types=["parallel","parallel","reduction"]} ins(%x, %w : tensor<4x8xi8>, tensor<8x6xi8>) outs(%f : tensor<4x6xi32>) {
  ^bb0(%i: i8, %j: i8, %o: i32):
    %p = arith.extsi %i : i8 to i16
    %q = arith.extsi %j : i8 to i16
    %m = arith.muli %p, %q : i16
    %n = arith.extsi %m : i16 to i32
    %s = arith.addi %o, %n : i32
    linalg.yield %s : i32
  } -> tensor<4x6xi32>
  %z2 = arith.constant 0 : i16
  %e2 = tensor.empty() : tensor<4x6xi16>
  %f2 = linalg.fill ins(%z2 : i16) outs(%e2 : tensor<4x6xi16>) -> tensor<4x6xi16>
  %y2 = linalg.generic {indexing_maps=[#mx, #mw, #my], iterator_types=["parallel","parallel","reduction"]} ins(%x, %w : tensor<4x8xi8>, tensor<8x6xi8>) outs(%f2 : tensor<4x6xi16>) {
  ^bb0(%i: i8, %j: i8, %o: i16):
    %p = arith.extsi %i : i8 to i32
    %q = arith.extsi %j : i8 to i32
    %m = arith.muli %p, %q : i32
    %n = arith.trunci %m : i32 to i16
    %s = arith.addi %o, %n : i16
    linalg.yield %s : i16
  } -> tensor<4x6xi16>
  return %y, %y2 : tensor<4x6xi32>, tensor<4x6xi16>
}

// CHECK:      dnn.network @integer_products
// CHECK-NEXT:   %y = dnn.layer "matmul" matmul(%x, %w) dims <m = 4, n = 6, k = 8>
// CHECK:        : (tensor<4x8xi8>, tensor<8x6xi8>) -> tensor<4x6xi32>
// CHECK-NEXT:   %y2 = dnn.layer "matmul_1" matmul(%x, %w) dims <m = 4, n = 6, k = 8>
// CHECK:        : (tensor<4x8xi8>, tensor<8x6xi8>) -> tensor<4x6xi16>
// CHECK-NEXT:   dnn.return

// -----

// Casts of constants are carried out; i1 is unsigned in both.
#id = affine_map<(d0) -> (d0)>
func.func @constants(%x: tensor<4xi32>, %b: tensor<4xi1>) -> (tensor<4xi32>, tensor<4xf32>) {
  %minus = arith.constant -1 : i8
  %all = arith.extui %minus : i8 to i32
  %many = arith.constant 2.75 : f32
  %two = arith.fptosi %many : f32 to i32
  %true = arith.constant true
  %one = arith.extui %true : i1 to i32
  %e = tensor.empty() : tensor<4xi32>
  %y = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]} ins(%x : tensor<4xi32>) outs(%e : tensor<4xi32>) {
  ^bb0(%in: i32, %out: i32):
    %r = arith.addi %in, %all : i32
    %s = arith.muli %r, %two : i32
    %t = arith.subi %s, %one : i32
    linalg.yield %t : i32
  } -> tensor<4xi32>
  %g = tensor.empty() : tensor<4xf32>
  %z = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]} ins(%b : tensor<4xi1>) outs(%g : tensor<4xf32>) {
  ^bb0(%in: i1, %out: f32):
    %r = arith.uitofp %in : i1 to f32
    linalg.yield %r : f32
  } -> tensor<4xf32>
  return %y, %z : tensor<4xi32>, tensor<4xf32>
}

// CHECK:      dnn.network @constants
// CHECK-NEXT:   %number = dnn.weight "number" fill(255.0, []) : tensor<i32>
// CHECK-NEXT:   %0 = dnn.layer "add" add(%x, %number)
// CHECK:        %number_1 = dnn.weight "number" fill(2.0, []) : tensor<i32>
// CHECK-NEXT:   %1 = dnn.layer "mul" mul(%0, %number_1)
// CHECK:        %number_2 = dnn.weight "number" fill(1.0, []) : tensor<i32>
// CHECK-NEXT:   %y = dnn.layer "sub" sub(%1, %number_2)
// CHECK:        %z = dnn.layer "cast" cast(%b) dims <d0 = 4>
// CHECK:        : (tensor<4xi1>) -> tensor<4xf32>

// -----

// A product by its maps alone, whose second operand is transposed; and attention's probabilities, which are the layers of ONNX's Softmax.
func.func @contract(%q: tensor<2x4x8xf32>, %k: tensor<2x6x8xf32>) -> tensor<2x4x6xf32> {
  %zero = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<2x4x6xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<2x4x6xf32>) -> tensor<2x4x6xf32>
  %s = linalg.contract indexing_maps = [affine_map<(b, m, n, k) -> (b, m, k)>, affine_map<(b, m, n, k) -> (b, n, k)>, affine_map<(b, m, n, k) -> (b, m, n)>]
    ins(%q, %k : tensor<2x4x8xf32>, tensor<2x6x8xf32>) outs(%f : tensor<2x4x6xf32>) -> tensor<2x4x6xf32>
  %p = linalg.softmax dimension(2) ins(%s : tensor<2x4x6xf32>) outs(%e : tensor<2x4x6xf32>) -> tensor<2x4x6xf32>
  return %p : tensor<2x4x6xf32>
}

// CHECK:      dnn.network @contract
// CHECK-NEXT:   %s = dnn.layer "matmul" matmul(%q, %k) dims <b0 = 2, m = 4, n = 6, k = 8>
// CHECK-NEXT:     maps [(b0, m, k), (b0, n, k)] -> (b0, m, n)
// CHECK-NEXT:     bits <in = [8, 8], psum = 16, out = 8> from "linalg.contract"
// CHECK:        %0 = dnn.layer "reduce_max" reduce_max(%s) dims <d0 = 2, d1 = 4, d2 = 6>
// CHECK-NEXT:     maps [(d0, d1, d2)] -> (d0, d1, 0)
// CHECK:        %1 = dnn.layer "sub" sub(%s, %0)
// CHECK-NEXT:     maps [(d0, d1, d2), (d0, d1, 0)] -> (d0, d1, d2)
// CHECK:        %2 = dnn.layer "exp" exp(%1)
// CHECK:        %3 = dnn.layer "reduce_sum" reduce_sum(%2)
// CHECK:        %p = dnn.layer "div" div(%2, %3)
// CHECK:        dnn.return %p : tensor<2x4x6xf32>

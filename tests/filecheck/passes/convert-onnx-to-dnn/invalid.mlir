// RUN: stream-opt %s -p 'convert-onnx-to-dnn{precision=file}' --split-input-file --verify-diagnostics | filecheck %s
// RUN: stream-opt %s -p convert-onnx-to-dnn --split-input-file --verify-diagnostics | filecheck %s --check-prefix=NATIVE
// RUN: not stream-opt %s -p 'convert-onnx-to-dnn{precision=a8w0p16o8}' 2>&1 | filecheck %s --check-prefix=PRECISION

// NATIVE:      convert-onnx-to-dnn: the module has no accel.system
// NATIVE-NEXT: remedy: add one

// PRECISION:      convert-onnx-to-dnn: unknown precision 'a8w0p16o8'
// PRECISION-NEXT: remedy: choose native, file, or bits of activations, weights, partial sums and outputs as in a8w8p16o8

// CHECK: convert-onnx-to-dnn: the module has no func.func of onnx operations
// CHECK-NEXT: remedy: run onnx-import{file=…} first
builtin.module {
}

// -----

// CHECK: convert-onnx-to-dnn: node 'find' (NonZero, opset 13): there is no lowering for it
// CHECK-NEXT: remedy: express it by the supported operators of ONNX: Abs, Add, AveragePool, BatchNormalization, Cast, CastLike, Clip, Concat, Conv, ConvInteger, DepthToSpace, DequantizeLinear, Div, Dropout, Elu, Erf, Exp, Expand, Flatten, Gelu, Gemm, GlobalAveragePool, GlobalMaxPool, HardSigmoid, HardSwish, Identity, InstanceNormalization, LRN, LayerNormalization, LeakyRelu, Log, LogSoftmax, LpNormalization, MatMul, MatMulInteger, Max, MaxPool, Mean, Min, Mish, Mul, Neg, PRelu, Pow, QLinearConv, QLinearMatMul, QuantizeLinear, Reciprocal, ReduceL1, ReduceL2, ReduceMax, ReduceMean, ReduceMin, ReduceSum, ReduceSumSquare, Relu, Reshape, Sigmoid, Slice, Softmax, Softplus, SpaceToDepth, Split, Sqrt, Squeeze, Sub, Sum, Tanh, Tile, Transpose, Unsqueeze
func.func @f(%x: tensor<2x3xf32>) -> tensor<2x6xi64> attributes {onnx.opset = 13 : i64} {
  %y = onnx.NonZero "find"(%x) : (tensor<2x3xf32>) -> tensor<2x6xi64>
  func.return %y : tensor<2x6xi64>
}

// -----

// CHECK: convert-onnx-to-dnn: node 'act' (com.example.Snake, opset 22): there is no lowering for it
// CHECK-NEXT: remedy: express it by the supported operators of other domains: FastGelu, Gelu, HardSwish, Mish, QuickGelu, Silu, Swish
func.func @f(%x: tensor<2xf32>) -> tensor<2xf32> {
  %y = onnx.Custom "act"(%x) {domain_name = "com.example", function_name = "Snake"} : (tensor<2xf32>) -> tensor<2xf32>
  func.return %y : tensor<2xf32>
}

// -----

// CHECK: convert-onnx-to-dnn: node 'act' (com.microsoft.FastGelu, opset 22): it has 2 operands
// CHECK-NEXT: remedy: only one is supported
func.func @f(%x: tensor<2xf32>, %z: tensor<2xf32>) -> tensor<2xf32> {
  %y = onnx.Custom "act"(%x, %z) {domain_name = "com.microsoft", function_name = "FastGelu"} : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
  func.return %y : tensor<2xf32>
}

// -----

// CHECK: convert-onnx-to-dnn: 'builtin.unrealized_conversion_cast' is no operation of the onnx dialect
// CHECK-NEXT: remedy: a model is one func.func of onnx operations
func.func @f(%x: tensor<2xf32>) -> tensor<2xf32> {
  %y = builtin.unrealized_conversion_cast %x : tensor<2xf32> to tensor<2xf32>
  func.return %y : tensor<2xf32>
}

// -----

// CHECK: convert-onnx-to-dnn: a value of type tensor<?x3xf32> is no tensor of static shape
// CHECK-NEXT: remedy: bind symbolic dimensions when importing the model (--dim name=value)
func.func @f(%x: tensor<?x3xf32> {onnx.name = "x"}) -> tensor<?x3xf32> {
  %y = onnx.Relu "relu"(%x) : (tensor<?x3xf32>) -> tensor<?x3xf32>
  func.return %y : tensor<?x3xf32>
}

// -----

// CHECK: convert-onnx-to-dnn: node 'relu' (Relu, opset 22): a result of type tensor<?x3xf32> is no tensor of static shape
// CHECK-NEXT: remedy: bind symbolic dimensions when importing the model (--dim name=value)
func.func @f(%x: tensor<2x3xf32>) -> tensor<?x3xf32> {
  %y = onnx.Relu "relu"(%x) : (tensor<2x3xf32>) -> tensor<?x3xf32>
  func.return %y : tensor<?x3xf32>
}

// -----

// CHECK: convert-onnx-to-dnn: node 'relu' (Relu, opset 22): a result of type tensor<0x3xf32> has no elements
// CHECK-NEXT: remedy: remove it
func.func @f(%x: tensor<2x3xf32>) -> tensor<0x3xf32> {
  %y = onnx.Relu "relu"(%x) : (tensor<2x3xf32>) -> tensor<0x3xf32>
  func.return %y : tensor<0x3xf32>
}

// -----

// CHECK: convert-onnx-to-dnn: a value of type tensor<2xcomplex<f32>>: elements of type complex<f32> have no width
// CHECK-NEXT: remedy: export it as numbers
func.func @f(%x: tensor<2xcomplex<f32>>) -> tensor<2xcomplex<f32>> {
  %y = onnx.Relu "relu"(%x) : (tensor<2xcomplex<f32>>) -> tensor<2xcomplex<f32>>
  func.return %y : tensor<2xcomplex<f32>>
}

// -----

// CHECK: convert-onnx-to-dnn: result 'y' is an input, rearranged at most: no layer computes it
// CHECK-NEXT: remedy: remove it from the model's outputs
func.func @f(%x: tensor<2x3xf32>) -> (tensor<3x2xf32> {onnx.name = "y"}) {
  %y = onnx.Transpose "turn"(%x) : (tensor<2x3xf32>) -> tensor<3x2xf32>
  func.return %y : tensor<3x2xf32>
}

// -----

// CHECK: convert-onnx-to-dnn: result 'output0' is a constant: no layer computes it
// CHECK-NEXT: remedy: remove it from the model's outputs
func.func @f(%x: tensor<2x3xf32>) -> (tensor<2xf32>) {
  %w = onnx.Initializer "w" : tensor<2xf32>
  func.return %w : tensor<2xf32>
}

// -----

// CHECK: convert-onnx-to-dnn: node 'pool' (MaxPool, opset 22): its result 1 is not supported
// CHECK-NEXT: remedy: export the model without it
func.func @f(%x: tensor<1x1x4x4xf32>) -> (tensor<1x1x2x2xf32>, tensor<1x1x2x2xi64>) {
  %y, %i = onnx.MaxPool "pool"(%x) {kernel_shape = [3, 3]} : (tensor<1x1x4x4xf32>) -> (tensor<1x1x2x2xf32>, tensor<1x1x2x2xi64>)
  func.return %y, %i : tensor<1x1x2x2xf32>, tensor<1x1x2x2xi64>
}

// -----

// CHECK: convert-onnx-to-dnn: node 'pool' (MaxPool, opset 22): its window gives 2 positions along spatial axis 0, its result has 3
// CHECK-NEXT: remedy: correct the shape of the result
func.func @f(%x: tensor<1x1x4x4xf32>) -> tensor<1x1x3x3xf32> {
  %y = onnx.MaxPool "pool"(%x) {kernel_shape = [3, 3]} : (tensor<1x1x4x4xf32>) -> tensor<1x1x3x3xf32>
  func.return %y : tensor<1x1x3x3xf32>
}

// -----

// CHECK: convert-onnx-to-dnn: node 'pool' (MaxPool, opset 22): its kernel has 1 axes, its image 2
// CHECK-NEXT: remedy: correct the shapes
func.func @f(%x: tensor<1x1x4x4xf32>) -> tensor<1x1x2x2xf32> {
  %y = onnx.MaxPool "pool"(%x) {kernel_shape = [3]} : (tensor<1x1x4x4xf32>) -> tensor<1x1x2x2xf32>
  func.return %y : tensor<1x1x2x2xf32>
}

// -----

// CHECK: convert-onnx-to-dnn: node 'pool' (MaxPool, opset 22): strides has 1 entries, not 2
// CHECK-NEXT: remedy: give one per spatial axis; pads has two
func.func @f(%x: tensor<1x1x4x4xf32>) -> tensor<1x1x2x2xf32> {
  %y = onnx.MaxPool "pool"(%x) {kernel_shape = [3, 3], strides = [1]} : (tensor<1x1x4x4xf32>) -> tensor<1x1x2x2xf32>
  func.return %y : tensor<1x1x2x2xf32>
}

// -----

// CHECK: convert-onnx-to-dnn: node 'pool' (MaxPool, opset 22): auto_pad 'SAME' is unknown
// CHECK-NEXT: remedy: use NOTSET, VALID, SAME_UPPER or SAME_LOWER
func.func @f(%x: tensor<1x1x4x4xf32>) -> tensor<1x1x2x2xf32> {
  %y = onnx.MaxPool "pool"(%x) {kernel_shape = [3, 3], auto_pad = "SAME"} : (tensor<1x1x4x4xf32>) -> tensor<1x1x2x2xf32>
  func.return %y : tensor<1x1x2x2xf32>
}

// -----

// CHECK: convert-onnx-to-dnn: node 'pool' (MaxPool, opset 22): its window 0 along spatial axis 1 has nothing but padding
// CHECK-NEXT: remedy: pad it by less: for a window of nothing there is no maximum or mean
func.func @f(%x: tensor<1x1x4x4xf32>) -> tensor<1x1x3x5xf32> {
  %y = onnx.MaxPool "pool"(%x) {kernel_shape = [2, 2], pads = [0, 2, 0, 0]} : (tensor<1x1x4x4xf32>) -> tensor<1x1x3x5xf32>
  func.return %y : tensor<1x1x3x5xf32>
}

// -----

// CHECK: convert-onnx-to-dnn: node 'pool' (AveragePool, opset 22): its window gives 1 positions along spatial axis 1, its result has 2
// CHECK-NEXT: remedy: correct the shape of the result: a last window may not begin in the padding at the end, though ONNX's shape inference counts it
func.func @f(%x: tensor<1x1x4x3xf32>) -> tensor<1x1x1x2xf32> {
  %y = onnx.AveragePool "pool"(%x) {kernel_shape = [4, 2], strides = [1, 3], pads = [0, 0, 0, 1], ceil_mode = 1} : (tensor<1x1x4x3xf32>) -> tensor<1x1x1x2xf32>
  func.return %y : tensor<1x1x1x2xf32>
}

// -----

// CHECK: convert-onnx-to-dnn: node 'pool' (MaxPool, opset 22): strides are [0, 1]
// CHECK-NEXT: remedy: give numbers of at least 1
func.func @f(%x: tensor<1x1x4x4xf32>) -> tensor<1x1x3x3xf32> {
  %y = onnx.MaxPool "pool"(%x) {kernel_shape = [2, 2], strides = [0, 1]} : (tensor<1x1x4x4xf32>) -> tensor<1x1x3x3xf32>
  func.return %y : tensor<1x1x3x3xf32>
}

// -----

// CHECK: convert-onnx-to-dnn: node 'pool' (AveragePool, opset 22): pads are [-1, 0, 1, 1]
// CHECK-NEXT: remedy: give numbers of at least 0
func.func @f(%x: tensor<1x1x4x4xf32>) -> tensor<1x1x3x4xf32> {
  %y = onnx.AveragePool "pool"(%x) {kernel_shape = [2, 2], pads = [-1, 0, 1, 1], count_include_pad = 1} : (tensor<1x1x4x4xf32>) -> tensor<1x1x3x4xf32>
  func.return %y : tensor<1x1x3x4xf32>
}

// -----

// CHECK: convert-onnx-to-dnn: node 'pool' (GlobalMaxPool, opset 22): it has 4 spatial axes
// CHECK-NEXT: remedy: only one, two and three are supported
func.func @f(%x: tensor<1x1x4x4x4x4xf32>) -> tensor<1x1x1x1x1x1xf32> {
  %y = onnx.GlobalMaxPool "pool"(%x) : (tensor<1x1x4x4x4x4xf32>) -> tensor<1x1x1x1x1x1xf32>
  func.return %y : tensor<1x1x1x1x1x1xf32>
}

// -----

// CHECK: convert-onnx-to-dnn: node 'conv' (Conv, opset 22): 3 filters over 2 channels each do not cover 4 channels in 2 groups
// CHECK-NEXT: remedy: correct `group` or the weight's shape
func.func @f(%x: tensor<1x4x4x4xf32>) -> tensor<1x3x2x2xf32> {
  %none = onnx.NoValue
  %w = onnx.Initializer "w" : tensor<3x2x3x3xf32>
  %y = onnx.Conv "conv"(%x, %w, %none) {group = 2} : (tensor<1x4x4x4xf32>, tensor<3x2x3x3xf32>, none) -> tensor<1x3x2x2xf32>
  func.return %y : tensor<1x3x2x2xf32>
}

// -----

// CHECK: convert-onnx-to-dnn: node 'product' (MatMul, opset 22): it multiplies rows of 4 elements by columns of 5
// CHECK-NEXT: remedy: correct the operands' shapes
func.func @f(%x: tensor<3x4xf32>, %z: tensor<5x2xf32>) -> tensor<3x2xf32> {
  %y = onnx.MatMul "product"(%x, %z) : (tensor<3x4xf32>, tensor<5x2xf32>) -> tensor<3x2xf32>
  func.return %y : tensor<3x2xf32>
}

// -----

// CHECK: convert-onnx-to-dnn: node 'bn' (BatchNormalization, opset 22): it is in training mode
// CHECK-NEXT: remedy: export the model for inference
func.func @f(%x: tensor<1x4x4x4xf32>) -> tensor<1x4x4x4xf32> {
  %w = onnx.Initializer "w" : tensor<4xf32>
  %y = onnx.BatchNormalization "bn"(%x, %w, %w, %w, %w) {training_mode = 1} : (tensor<1x4x4x4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<1x4x4x4xf32>
  func.return %y : tensor<1x4x4x4xf32>
}

// -----

// CHECK: convert-onnx-to-dnn: node 'bn' (BatchNormalization, opset 22): its statistics are computed
// CHECK-NEXT: remedy: export them as weights
func.func @f(%x: tensor<1x4x4x4xf32>, %w: tensor<4xf32>) -> tensor<1x4x4x4xf32> {
  %y = onnx.BatchNormalization "bn"(%x, %w, %w, %w, %w) : (tensor<1x4x4x4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<1x4x4x4xf32>
  func.return %y : tensor<1x4x4x4xf32>
}

// -----

// CHECK: convert-onnx-to-dnn: node 'drop' (Dropout, opset 22): it is in training mode
// CHECK-NEXT: remedy: export the model for inference
func.func @f(%x: tensor<4xf32>) -> tensor<4xf32> {
  %none = onnx.NoValue
  %t = onnx.Constant dense<true> : tensor<i1>
  %h = onnx.Dropout "drop"(%x, %none, %t) : (tensor<4xf32>, none, tensor<i1>) -> tensor<4xf32>
  %y = onnx.Relu "relu"(%h) : (tensor<4xf32>) -> tensor<4xf32>
  func.return %y : tensor<4xf32>
}

// -----

// CHECK: convert-onnx-to-dnn: node 'cut' (Slice, opset 22): operand 'starts' is computed or kept in a file
// CHECK-NEXT: remedy: export the model with it as a constant
func.func @f(%x: tensor<4xf32>, %s: tensor<1xi64>) -> tensor<2xf32> {
  %none = onnx.NoValue
  %h = onnx.Slice "cut"(%x, %s, %s, %none, %none) : (tensor<4xf32>, tensor<1xi64>, tensor<1xi64>, none, none) -> tensor<2xf32>
  %y = onnx.Relu "relu"(%h) : (tensor<2xf32>) -> tensor<2xf32>
  func.return %y : tensor<2xf32>
}

// -----

// CHECK: convert-onnx-to-dnn: node 'softmax' (Softmax, opset 22): axis 2 of a tensor of 2 axes
// CHECK-NEXT: remedy: choose an axis the tensor has
func.func @f(%x: tensor<4x2xf32>) -> tensor<4x2xf32> {
  %y = onnx.Softmax "softmax"(%x) {axis = 2} : (tensor<4x2xf32>) -> tensor<4x2xf32>
  func.return %y : tensor<4x2xf32>
}

// -----

// CHECK: convert-onnx-to-dnn: node 'max' (ReduceMax, opset 22): axes [2] of a tensor of 2 axes
// CHECK-NEXT: remedy: choose axes the tensor has
func.func @f(%x: tensor<4x2xf32>) -> tensor<4x1xf32> {
  %a = onnx.Constant dense<[2]> : tensor<1xi64>
  %y = onnx.ReduceMax "max"(%x, %a) : (tensor<4x2xf32>, tensor<1xi64>) -> tensor<4x1xf32>
  func.return %y : tensor<4x1xf32>
}

// -----

// CHECK: convert-onnx-to-dnn: node 'quantise' (QuantizeLinear, opset 22): operand 'y_scale' is computed
// CHECK-NEXT: remedy: scales and zero points must be constants of the model
func.func @f(%x: tensor<4xf32>, %s: tensor<f32>) -> tensor<4xui8> {
  %none = onnx.NoValue
  %y = onnx.QuantizeLinear "quantise"(%x, %s, %none) : (tensor<4xf32>, tensor<f32>, none) -> tensor<4xui8>
  func.return %y : tensor<4xui8>
}

// -----

// CHECK: convert-onnx-to-dnn: node 'quantise' (QuantizeLinear, opset 22): quantisation by blocks is not supported
// CHECK-NEXT: remedy: quantise per tensor or per axis
func.func @f(%x: tensor<4xf32>) -> tensor<4xui8> {
  %none = onnx.NoValue
  %s = onnx.Initializer "s" : tensor<2xf32>
  %y = onnx.QuantizeLinear "quantise"(%x, %s, %none) {block_size = 2, axis = 0} : (tensor<4xf32>, tensor<2xf32>, none) -> tensor<4xui8>
  func.return %y : tensor<4xui8>
}

// -----

// CHECK: convert-onnx-to-dnn: node 'pool' (MaxPool, opset 22): no core of @m supports its layer of kind 'maxpool'
// CHECK-NEXT: remedy: choose another machine, or add a core type that `runs` it
accel.system @m {
  accel.core_type @mac compute precision <in = 6, weight = 4, psum = 24, out = 12> runs [mac] {
    accel.array <D1 = 4> mac_energy_pj 0.5
    accel.memory @sram size_bits 65536 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 2 {
      accel.port @rw read_write bandwidth 32 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @vector compute precision <in = 16, weight = 16, psum = 32, out = 16> runs [elementwise, matmul] {
    accel.array <lane = 4> mac_energy_pj 0.5
    accel.memory @sram size_bits 65536 holds [I1, I2, O] shared_over [lane] read_pj 1 write_pj 2 {
      accel.port @rw read_write bandwidth 32 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @dram offchip {
    accel.memory @dram size_bits 8589934592 holds [I1, I2, O] read_pj 100 write_pj 100 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @mac
  accel.core @core1 : @vector
  accel.core @offchip : @dram
  accel.bus @bus [@core0, @core1, @offchip] bandwidth 64
}

func.func @f(%x: tensor<1x1x4x4xf32>) -> tensor<1x1x2x2xf32> {
  %y = onnx.MaxPool "pool"(%x) {kernel_shape = [3, 3]} : (tensor<1x1x4x4xf32>) -> tensor<1x1x2x2xf32>
  func.return %y : tensor<1x1x2x2xf32>
}

// -----

// CHECK: convert-onnx-to-dnn: onnx.Constant 'constant' of type tensor<65xf32> is data
// CHECK-NEXT: remedy: run convert-onnx-mlir-to-onnx first, which makes initializers of weights
func.func @f(%x: tensor<65xf32>) -> tensor<65xf32> {
  %c = onnx.Constant dense_resource<c> : tensor<65xf32>
  %y = onnx.Add "add"(%x, %c) : (tensor<65xf32>, tensor<65xf32>) -> tensor<65xf32>
  func.return %y : tensor<65xf32>
}

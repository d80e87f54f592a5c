// RUN: stream-opt %s -p convert-onnx-to-dnn | filecheck %s --check-prefix=NATIVE
// RUN: stream-opt %s -p 'convert-onnx-to-dnn{precision=file}' | filecheck %s --check-prefix=FILE
// RUN: stream-opt %s -p 'convert-onnx-to-dnn{precision=a7w3p20o9}' | filecheck %s --check-prefix=FIXED

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

func.func @net(%x: tensor<1x3x8x8xf16> {onnx.name = "x"}, %z: tensor<1x3x8x8xf16> {onnx.name = "z"}) -> (tensor<1x10x8x8xf16> {onnx.name = "y"}) {
  %w = onnx.Initializer "w" : tensor<4x3x3x3xf16>
  %b = onnx.Initializer "b" : tensor<4xf16>
  %c = onnx.Conv "conv"(%x, %w, %b) {pads = [1, 1, 1, 1]} : (tensor<1x3x8x8xf16>, tensor<4x3x3x3xf16>, tensor<4xf16>) -> tensor<1x4x8x8xf16>
  %r = onnx.Relu "relu"(%x) : (tensor<1x3x8x8xf16>) -> tensor<1x3x8x8xf16>
  %v = onnx.Concat "concat"(%r, %z, %c) {axis = 1} : (tensor<1x3x8x8xf16>, tensor<1x3x8x8xf16>, tensor<1x4x8x8xf16>) -> tensor<1x10x8x8xf16>
  %s = onnx.Initializer "s" : tensor<10x1x1xf16>
  %m = onnx.Mul "mul"(%v, %s) : (tensor<1x10x8x8xf16>, tensor<10x1x1xf16>) -> tensor<1x10x8x8xf16>
  %e = onnx.Exp "exp"(%z) : (tensor<1x3x8x8xf16>) -> tensor<1x3x8x8xf16>
  %o = onnx.Initializer "o" : tensor<8x8xf16>
  %p = onnx.MatMul "product"(%o, %m) {onnx.weight_size = 5 : i64, onnx.act_size = 11 : i64, onnx.output_size = 30 : i64} : (tensor<8x8xf16>, tensor<1x10x8x8xf16>) -> tensor<1x10x8x8xf16>
  %t = onnx.Sub "sub"(%p, %m) : (tensor<1x10x8x8xf16>, tensor<1x10x8x8xf16>) -> tensor<1x10x8x8xf16>
  func.return %t : tensor<1x10x8x8xf16>
}

// NATIVE: dnn.network @net(%x: tensor<1x3x8x8xf16>, %z: tensor<1x3x8x8xf16>) -> tensor<1x10x8x8xf16> inputs ["x", "z"] outputs ["y"] on @m precision "native"
// NATIVE: dnn.layer "conv"
// NATIVE: bits <in = [6, 4, 24], psum = 24, out = 12>
// NATIVE: dnn.layer "relu"
// NATIVE: bits <in = [6], psum = 32, out = 16>
// NATIVE: dnn.layer "mul"
// NATIVE: bits <in = [16, 16], psum = 32, out = 16>
// NATIVE: dnn.layer "product"
// NATIVE: bits <in = [6, 16], psum = 24, out = 12>
// NATIVE: dnn.layer "sub"
// NATIVE: bits <in = [12, 16], psum = 32, out = 16>

// FILE: dnn.network @net(%x: tensor<1x3x8x8xf16>, %z: tensor<1x3x8x8xf16>) -> tensor<1x10x8x8xf16> inputs ["x", "z"] outputs ["y"] on @m precision "file"
// FILE: dnn.layer "conv"
// FILE: bits <in = [16, 16, 16], psum = 32, out = 16>
// FILE: dnn.layer "relu"
// FILE: bits <in = [16], psum = 32, out = 16>
// FILE: dnn.layer "mul"
// FILE: bits <in = [16, 16], psum = 32, out = 16>
// FILE: dnn.layer "product"
// FILE: bits <in = [11, 16], psum = 30, out = 11>
// FILE: dnn.layer "sub"
// FILE: bits <in = [11, 16], psum = 32, out = 16>

// FIXED: dnn.network @net(%x: tensor<1x3x8x8xf16>, %z: tensor<1x3x8x8xf16>) -> tensor<1x10x8x8xf16> inputs ["x", "z"] outputs ["y"] on @m precision "a7w3p20o9"
// FIXED: dnn.layer "conv"
// FIXED: bits <in = [7, 3, 20], psum = 20, out = 9>
// FIXED: dnn.layer "relu"
// FIXED: bits <in = [7], psum = 20, out = 9>
// FIXED: dnn.layer "mul"
// FIXED: bits <in = [9, 3], psum = 20, out = 9>
// FIXED: dnn.layer "product"
// FIXED: bits <in = [7, 9], psum = 20, out = 9>
// FIXED: dnn.layer "sub"
// FIXED: bits <in = [9, 9], psum = 20, out = 9>

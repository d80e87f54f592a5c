// Every operation and attribute of the `dnn` dialect: a small network after each decision has been taken, on a machine
// of two cores. Passes add the decisions one by one; `tests/filecheck/passes` shows the forms in between.
accel.system @pair {
  accel.core_type @array compute precision <in = 8, weight = 8, psum = 16, out = 8> {
    accel.array <D1 = 4, D2 = 4> mac_energy_pj 0.5
    accel.memory @sram size_bits 65536 holds [I1, I2, O] shared_over [D1, D2] read_pj 1 write_pj 2 {
      accel.port @rw read_write bandwidth 32 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @dram offchip {
    accel.memory @dram size_bits 8589934592 holds [I1, I2, O] read_pj 100 write_pj 100 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @array
  accel.core @core1 : @array
  accel.core @offchip : @dram
  accel.bus @bus [@core0, @core1, @offchip] bandwidth 64
}

// Inputs and outputs keep the model's names. `on` is the machine, `precision` how operand widths were chosen.
dnn.network @net(%image: tensor<1x4x8x8xf32>) -> tensor<1x10xf32> inputs ["image"] outputs ["classes"] on @pair precision "native" {
  // A fusion group: what it reads from outside, and what outlives it. Weights and views are made inside.
  // Into how many tiles its rows are to be cut may be decided with it.
  %head = dnn.stack "front"(%x = %image : tensor<1x4x8x8xf32>) -> (tensor<1x4x8x8xf32>) row_tiles 4 {
    // A weight names a tensor of the model; a recipe says how it is made of several. The data stays in the file.
    %w = dnn.weight "conv1.weight" fold_batch_norm("conv1.weight", "bn1.weight", "bn1.var", 1.0e-05) : tensor<8x2x3x3xf32>
    %b = dnn.weight "conv1.bias" fold_batch_norm_bias(fill(0.0, [8]), "bn1.weight", "bn1.bias", "bn1.mean", "bn1.var", 1.0e-05) : tensor<8xf32>
    // A loop nest: two groups (g) of four filters (k) over two channels (c) each. Positions outside the image read
    // zero. `tiling` has the temporal tile sizes, outermost loop first, and the ways across `cores`. `costs` have cycles and pJ of the distinct tiles; if it is known, also what accesses to
    // each memory of the core take for x, w, b and the result.
    %1 = dnn.layer "conv1" conv(%x, %w, %b) dims <b = 1, g = 2, k = 4, oy = 8, ox = 8, c = 2, fy = 3, fx = 3>
      maps [(b, 2*g + c, oy + fy - 1, ox + fx - 1), (4*g + k, c, fy, fx), (4*g + k)] -> (b, 4*g + k, oy, ox)
      bits <in = [8, 8, 16], psum = 16, out = 8> pad zero from "Conv"
      pins <group = "front", cores = [@core0, @core1], temporal = [oy : 2], spatial = [g : 2]>
      tiling <temporal = [oy : 2], spatial = [g : 2]>
      splits [<[]>, <[g : 2]>, <[k : 2]>]
      costs [<@array, 1x2x4x2x8x2x3x3, cycles = 160, compute = 144, energy = 1500.0, mac_energy = 1152.0,
          memory_energy = [@sram [144.0, 108.0, 16.0, 80.0]]>,
        <@array, 1x1x4x2x8x2x3x3, cycles = 80, compute = 72, energy = 750.0, mac_energy = 576.0>]
      cores [@core0, @core1]
      : (tensor<1x4x8x8xf32>, tensor<8x2x3x3xf32>, tensor<8xf32>) -> tensor<1x8x8x8xf32>
    // Parameters of the arithmetic; they do not matter to mapping.
    %2 = dnn.layer "act" leaky_relu(%1) dims <b = 1, c = 8, y = 8, x = 8>
      maps [(b, c, y, x)] -> (b, c, y, x)
      bits <in = [8], psum = 16, out = 8> from "LeakyRelu" params {alpha = 1.000000e-01 : f32}
      tiling <temporal = [y : 2], spatial = []>
      cores [@core0]
      : (tensor<1x8x8x8xf32>) -> tensor<1x8x8x8xf32>
    // Views arrange elements anew, at no cost; layers read through them.
    %3 = dnn.view reshape(%2) : (tensor<1x8x8x8xf32>) -> tensor<1x2x4x64xf32>
    %4 = dnn.view transpose(%3) permutation [0, 2, 1, 3] : (tensor<1x2x4x64xf32>) -> tensor<1x4x2x64xf32>
    %5 = dnn.view reshape(%4) : (tensor<1x4x2x64xf32>) -> tensor<1x8x8x8xf32>
    %6 = dnn.view slice(%5) offsets [0, 6, 0, 0] sizes [1, 2, 8, 8] strides [1, -2, 1, 1] : (tensor<1x8x8x8xf32>) -> tensor<1x2x8x8xf32>
    %7 = dnn.view concat(%6, %6) axis [1] : (tensor<1x2x8x8xf32>, tensor<1x2x8x8xf32>) -> tensor<1x4x8x8xf32>
    %offset = dnn.weight "offset" elements(0.5, -0.25, [2, 1]) : tensor<2x1xf32>
    %8 = dnn.view broadcast(%offset) : (tensor<2x1xf32>) -> tensor<2x2xf32>
    %9 = dnn.view reshape(%8) : (tensor<2x2xf32>) -> tensor<4x1x1xf32>
    // Operands are broadcast by their maps.
    %10 = dnn.layer "add" add(%7, %9) dims <b = 1, c = 4, y = 8, x = 8>
      maps [(b, c, y, x), (c, 0, 0)] -> (b, c, y, x)
      bits <in = [8, 8], psum = 16, out = 8> from "Add"
      tiling <temporal = [], spatial = []>
      cores [@core1]
      : (tensor<1x4x8x8xf32>, tensor<4x1x1xf32>) -> tensor<1x4x8x8xf32>
    dnn.yield %10 : tensor<1x4x8x8xf32>
  }
  %classes = dnn.stack "back"(%h = %head : tensor<1x4x8x8xf32>) -> (tensor<1x10xf32>) {
    // Dimensions that the result does not depend on are reductions.
    %1 = dnn.layer "pool" avgpool(%h) dims <b = 1, c = 4, fy = 8, fx = 8>
      maps [(b, c, fy, fx)] -> (b, c, 0, 0)
      bits <in = [8], psum = 16, out = 8> from "GlobalAveragePool"
      cores [@core0]
      : (tensor<1x4x8x8xf32>) -> tensor<1x4x1x1xf32>
    %2 = dnn.view reshape(%1) : (tensor<1x4x1x1xf32>) -> tensor<1x4xf32>
    %w = dnn.weight "fc.weight" transpose(reshape("fc.weight", [10, 4]), [1, 0]) : tensor<4x10xf32>
    %b = dnn.weight "fc.bias" : tensor<10xf32>
    %3 = dnn.layer "fc" matmul(%2, %w, %b) dims <m = 1, n = 10, k = 4>
      maps [(m, k), (k, n), (n)] -> (m, n)
      bits <in = [8, 8, 16], psum = 16, out = 8> from "Gemm" params {alpha = 5.000000e-01 : f32}
      cores [@core1]
      : (tensor<1x4xf32>, tensor<4x10xf32>, tensor<10xf32>) -> tensor<1x10xf32>
    dnn.yield %3 : tensor<1x10xf32>
  }
  dnn.return %classes : tensor<1x10xf32>
}

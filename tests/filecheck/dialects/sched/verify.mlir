// RUN: stream-opt %s --split-input-file --verify-diagnostics --parsing-diagnostics | filecheck %s

// Symbols

// CHECK: @x does not name a dnn.network
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @x on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: @n does not name an accel.system
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @n
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: @n is mapped on @t, not on @s
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
accel.system @t {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] on @t {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: 'rellu' does not name a layer of the network; did you mean 'relu'?
// CHECK: sched.compute "rellu"[0] on @c0
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64> {
  sched.compute "rellu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: part 1 of layer 'relu', which has 1
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64> {
  sched.compute "relu"[1] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: '@c7' does not name a core of the system
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64> {
  sched.compute "relu"[0] on @c7 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: part 0 of layer 'relu' is allocated to '@c1'
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] on @s {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> cores [@c1] : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: '@drum' does not name a core of the system; did you mean 'dram'?
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @drum::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: '@c0::@sram' does not name a memory of the core; it has m
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@sram via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: '@c0' does not name a memory of the core; it has m
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0 via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: '@buss' does not name a link or bus of the system
// CHECK: sched.transfer load
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@buss] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: '@bus' cannot be crossed in reverse: it is a bus or a one-way link
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus reverse] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: '@one' cannot be crossed in reverse: it is a bus or a one-way link
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus, @one reverse] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: '@c9' does not name a core of the system
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64>
  totals <latency_cycles = 8, latency_bounds = <compute_cycles = 4, core_ports_cycles = 0, offchip_ports_cycles = 0, offchip_channels_cycles = 0, channels_cycles = 0, critical_path_cycles = 4>, energy_pj = 5, energy_lower_bound_pj = 4, macs = 0,
    array_utilisation = 0.5, offchip_read_bits = 32, offchip_write_bits = 32,
    busiest = [],
    peaks = [<memory = @c9::@m, used_bits = 64>],
    causes = <compute_pj = 1, weights_pj = 0, activations_pj = 2, spill_pj = 0, output_pj = 1, unsplit_pj = 1>,
    cores = [<core = @c0, array_pj = 1, unsplit_pj = 1, memories = [<memory = @m, access_pj = 1>]>,
      <core = @dram, memories = [<memory = @d, access_pj = 1>]>],
    interconnect = [<medium = @bus, energy_pj = 1>], layers = [<layer = "relu", energy_pj = 5>],
    stacks = [<stack = "n", start_cycle = 2, end_cycle = 6, energy_pj = 5, data_start_cycle = 2, data_end_cycle = 6, latency_bounds = <compute_cycles = 0, core_ports_cycles = 0, offchip_ports_cycles = 0, offchip_channels_cycles = 0, channels_cycles = 0, critical_path_cycles = 0>, energy_lower_bound_pj = 0>]> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// Kinds and ends

// CHECK: 'carry' is no kind of transfer; there are load, move, store, spill, reload
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer carry "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: loads and streams name their tensor, and only they do
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
  "sched.transfer"() <{kind = "load", layer = "relu", parts = array<i64: 0>, source = @dram::@d, targets = [@c0::@m], route = [@bus], rows = array<i64: 4, 5>, energy_pj = 1.0 : f64}> : () -> ()
}

// -----
// CHECK: a load starts off-chip, not at '@c1'
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @c1::@m to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: a store ends off-chip, not at '@c1'
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @c1::@m via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: a move ends on chip, not at '@dram'
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer move "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: reverse hops [1] are not hops of a route of 1
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
  "sched.transfer"() <{kind = "move", layer = "relu", parts = array<i64: 0>, source = @c0::@m, targets = [@c1::@m], route = [@one], reverse = array<i64: 1>, rows = array<i64: 4, 5>, energy_pj = 1.0 : f64}> : () -> ()
}

// -----
// CHECK: reverse hops [0, 0] do not ascend
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
  "sched.transfer"() <{kind = "move", layer = "relu", parts = array<i64: 0>, source = @c0::@m, targets = [@c1::@m], route = [@one, @one], reverse = array<i64: 0, 0>, rows = array<i64: 4, 5>, energy_pj = 1.0 : f64}> : () -> ()
}

// -----
// CHECK: a program holds sched.compute, sched.transfer and sched.loop, not builtin.module
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
  builtin.module {}
}

// -----
// Rows

// CHECK: tasks must be a table of 4 columns: tile, start, duration, release
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2], [1, 4, 2]]> : tensor<2x3xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: transfers must be a table of 5 columns: tile, start, duration, bits, release
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 2, 2, 6], [1, 4, 2, 6]]> : tensor<2x4xi64> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: part -1 is negative
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
  "sched.compute"() <{layer = "relu", part = -1, core = @c0, rows = array<i64: 2, 3>, energy_pj = 1.0 : f64}> : () -> ()
}

// -----
// CHECK: rows are a first and an end, got 1 numbers
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
  "sched.compute"() <{layer = "relu", part = 0, core = @c0, rows = array<i64: 2>, energy_pj = 1.0 : f64}> : () -> ()
}

// -----
// CHECK: rows 2 to 2 are none
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64> {
  sched.compute "relu"[0] on @c0 rows 2 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: energy must be finite and not negative, got -1.0
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj -1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: rows 0 to 3 of a table with 2
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64> {
  sched.compute "relu"[0] on @c0 rows 0 to 3 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: rows 1 to 2 should follow row 0, where the last end
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64> {
  sched.compute "relu"[0] on @c0 rows 1 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: rows 1 to 4 should follow row 2, where the last end
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 1 to 4 energy_pj 1
}

// -----
// CHECK: rows 1 to 2 of tasks belong to no operation
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64> {
  sched.compute "relu"[0] on @c0 rows 0 to 1 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: rows 2 to 4 of transfers belong to no operation
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
}

// -----
// CHECK: part 1 of layer 'relu' is not computed
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 1], spatial = [i : 2]> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: part 0 of layer 'relu' is computed twice
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [0, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64> {
  sched.compute "relu"[0] on @c0 rows 0 to 1 energy_pj 1
  sched.compute "relu"[0] on @c0 rows 1 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: 2 rows should hold each tile from 0 to 1 once
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [0, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// Times

// CHECK: tile 0 starts at -2, which is negative
// CHECK: sched.compute "relu"
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, -2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: tile 1 has a negative duration, -2
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, -2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: tile 1 is released at 5, before it ends at 6
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 5]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: tile 1 starts at 3, before its predecessor ends at 4
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 3, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: tile 0 starts at -1, which is negative
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, -1, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: tile 0 has a negative duration, -2
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, -2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: tile 0 has -16 bits
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, -16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: tile 0 is released at 1, before it arrives at 2
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 1], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: tile 1 is released at 9, but stays off-chip (-1)
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, 9]]> : tensor<4x5xi64> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: tile 5 is no tile that is computed
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [5, 6, 2, 16, -1]]> : tensor<4x5xi64> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// A task that starts before what it depends on, a transfer that starts before its block is there

// CHECK: tile 0 starts at 1, before the 'x' it needs arrives at 2
// CHECK: sched.compute "relu"
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 1, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: tile 0 leaves at 3, before it has been computed at 4
// CHECK: sched.transfer store
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 3, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// Totals

// CHECK: macs must be finite and not negative, got -1
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64>
  totals <latency_cycles = 8, latency_bounds = <compute_cycles = 4, core_ports_cycles = 0, offchip_ports_cycles = 0, offchip_channels_cycles = 0, channels_cycles = 0, critical_path_cycles = 4>, energy_pj = 5, energy_lower_bound_pj = 4, macs = -1,
    array_utilisation = 0.5, offchip_read_bits = 32, offchip_write_bits = 32,
    busiest = [],
    peaks = [<memory = @c0::@m, used_bits = 64>],
    causes = <compute_pj = 1, weights_pj = 0, activations_pj = 2, spill_pj = 0, output_pj = 1, unsplit_pj = 1>,
    cores = [<core = @c0, array_pj = 1, unsplit_pj = 1, memories = [<memory = @m, access_pj = 1>]>,
      <core = @dram, memories = [<memory = @d, access_pj = 1>]>],
    interconnect = [<medium = @bus, energy_pj = 1>], layers = [<layer = "relu", energy_pj = 5>],
    stacks = [<stack = "n", start_cycle = 2, end_cycle = 6, energy_pj = 5, data_start_cycle = 2, data_end_cycle = 6, latency_bounds = <compute_cycles = 0, core_ports_cycles = 0, offchip_ports_cycles = 0, offchip_channels_cycles = 0, channels_cycles = 0, critical_path_cycles = 0>, energy_lower_bound_pj = 0>]> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: the latency is below its lower bound
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64>
  totals <latency_cycles = 8, latency_bounds = <compute_cycles = 9, core_ports_cycles = 0, offchip_ports_cycles = 0, offchip_channels_cycles = 0, channels_cycles = 0, critical_path_cycles = 9>, energy_pj = 5, energy_lower_bound_pj = 4, macs = 0,
    array_utilisation = 0.5, offchip_read_bits = 32, offchip_write_bits = 32,
    busiest = [],
    peaks = [<memory = @c0::@m, used_bits = 64>],
    causes = <compute_pj = 1, weights_pj = 0, activations_pj = 2, spill_pj = 0, output_pj = 1, unsplit_pj = 1>,
    cores = [<core = @c0, array_pj = 1, unsplit_pj = 1, memories = [<memory = @m, access_pj = 1>]>,
      <core = @dram, memories = [<memory = @d, access_pj = 1>]>],
    interconnect = [<medium = @bus, energy_pj = 1>], layers = [<layer = "relu", energy_pj = 5>],
    stacks = [<stack = "n", start_cycle = 2, end_cycle = 6, energy_pj = 5, data_start_cycle = 2, data_end_cycle = 6, latency_bounds = <compute_cycles = 0, core_ports_cycles = 0, offchip_ports_cycles = 0, offchip_channels_cycles = 0, channels_cycles = 0, critical_path_cycles = 0>, energy_lower_bound_pj = 0>]> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: the energy is below its lower bound
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64>
  totals <latency_cycles = 8, latency_bounds = <compute_cycles = 4, core_ports_cycles = 0, offchip_ports_cycles = 0, offchip_channels_cycles = 0, channels_cycles = 0, critical_path_cycles = 4>, energy_pj = 5, energy_lower_bound_pj = 9, macs = 0,
    array_utilisation = 0.5, offchip_read_bits = 32, offchip_write_bits = 32,
    busiest = [],
    peaks = [<memory = @c0::@m, used_bits = 64>],
    causes = <compute_pj = 1, weights_pj = 0, activations_pj = 2, spill_pj = 0, output_pj = 1, unsplit_pj = 1>,
    cores = [<core = @c0, array_pj = 1, unsplit_pj = 1, memories = [<memory = @m, access_pj = 1>]>,
      <core = @dram, memories = [<memory = @d, access_pj = 1>]>],
    interconnect = [<medium = @bus, energy_pj = 1>], layers = [<layer = "relu", energy_pj = 5>],
    stacks = [<stack = "n", start_cycle = 2, end_cycle = 6, energy_pj = 5, data_start_cycle = 2, data_end_cycle = 6, latency_bounds = <compute_cycles = 0, core_ports_cycles = 0, offchip_ports_cycles = 0, offchip_channels_cycles = 0, channels_cycles = 0, critical_path_cycles = 0>, energy_lower_bound_pj = 0>]> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: stack 'n' takes 4 cycles from first to last transfer, below its lower bound of 5
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64>
  totals <latency_cycles = 8, latency_bounds = <compute_cycles = 4, core_ports_cycles = 0, offchip_ports_cycles = 0, offchip_channels_cycles = 0, channels_cycles = 0, critical_path_cycles = 4>, energy_pj = 5, energy_lower_bound_pj = 4, macs = 0,
    array_utilisation = 0.5, offchip_read_bits = 32, offchip_write_bits = 32,
    busiest = [],
    peaks = [<memory = @c0::@m, used_bits = 64>],
    causes = <compute_pj = 1, weights_pj = 0, activations_pj = 2, spill_pj = 0, output_pj = 1, unsplit_pj = 1>,
    cores = [<core = @c0, array_pj = 1, unsplit_pj = 1, memories = [<memory = @m, access_pj = 1>]>,
      <core = @dram, memories = [<memory = @d, access_pj = 1>]>],
    interconnect = [<medium = @bus, energy_pj = 1>], layers = [<layer = "relu", energy_pj = 5>],
    stacks = [<stack = "n", start_cycle = 2, end_cycle = 6, energy_pj = 5, data_start_cycle = 2, data_end_cycle = 6, latency_bounds = <compute_cycles = 5, core_ports_cycles = 0, offchip_ports_cycles = 0, offchip_channels_cycles = 0, channels_cycles = 0, critical_path_cycles = 5>, energy_lower_bound_pj = 0>]> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: the energy of stack 'n' is below its lower bound
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64>
  totals <latency_cycles = 8, latency_bounds = <compute_cycles = 4, core_ports_cycles = 0, offchip_ports_cycles = 0, offchip_channels_cycles = 0, channels_cycles = 0, critical_path_cycles = 4>, energy_pj = 5, energy_lower_bound_pj = 4, macs = 0,
    array_utilisation = 0.5, offchip_read_bits = 32, offchip_write_bits = 32,
    busiest = [],
    peaks = [<memory = @c0::@m, used_bits = 64>],
    causes = <compute_pj = 1, weights_pj = 0, activations_pj = 2, spill_pj = 0, output_pj = 1, unsplit_pj = 1>,
    cores = [<core = @c0, array_pj = 1, unsplit_pj = 1, memories = [<memory = @m, access_pj = 1>]>,
      <core = @dram, memories = [<memory = @d, access_pj = 1>]>],
    interconnect = [<medium = @bus, energy_pj = 1>], layers = [<layer = "relu", energy_pj = 5>],
    stacks = [<stack = "n", start_cycle = 2, end_cycle = 6, energy_pj = 5, data_start_cycle = 2, data_end_cycle = 6, latency_bounds = <compute_cycles = 0, core_ports_cycles = 0, offchip_ports_cycles = 0, offchip_channels_cycles = 0, channels_cycles = 0, critical_path_cycles = 0>, energy_lower_bound_pj = 9>]> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: tiles of stack 'n', from 2 to 6, are not within its tiles and transfers, from 3 to 6
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64>
  totals <latency_cycles = 8, latency_bounds = <compute_cycles = 4, core_ports_cycles = 0, offchip_ports_cycles = 0, offchip_channels_cycles = 0, channels_cycles = 0, critical_path_cycles = 4>, energy_pj = 5, energy_lower_bound_pj = 4, macs = 0,
    array_utilisation = 0.5, offchip_read_bits = 32, offchip_write_bits = 32,
    busiest = [],
    peaks = [<memory = @c0::@m, used_bits = 64>],
    causes = <compute_pj = 1, weights_pj = 0, activations_pj = 2, spill_pj = 0, output_pj = 1, unsplit_pj = 1>,
    cores = [<core = @c0, array_pj = 1, unsplit_pj = 1, memories = [<memory = @m, access_pj = 1>]>,
      <core = @dram, memories = [<memory = @d, access_pj = 1>]>],
    interconnect = [<medium = @bus, energy_pj = 1>], layers = [<layer = "relu", energy_pj = 5>],
    stacks = [<stack = "n", start_cycle = 2, end_cycle = 6, energy_pj = 5, data_start_cycle = 3, data_end_cycle = 6, latency_bounds = <compute_cycles = 0, core_ports_cycles = 0, offchip_ports_cycles = 0, offchip_channels_cycles = 0, channels_cycles = 0, critical_path_cycles = 0>, energy_lower_bound_pj = 0>]> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: stack 'n' ends at 9, after all ends at 8
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64>
  totals <latency_cycles = 8, latency_bounds = <compute_cycles = 4, core_ports_cycles = 0, offchip_ports_cycles = 0, offchip_channels_cycles = 0, channels_cycles = 0, critical_path_cycles = 4>, energy_pj = 5, energy_lower_bound_pj = 4, macs = 0,
    array_utilisation = 0.5, offchip_read_bits = 32, offchip_write_bits = 32,
    busiest = [],
    peaks = [<memory = @c0::@m, used_bits = 64>],
    causes = <compute_pj = 1, weights_pj = 0, activations_pj = 2, spill_pj = 0, output_pj = 1, unsplit_pj = 1>,
    cores = [<core = @c0, array_pj = 1, unsplit_pj = 1, memories = [<memory = @m, access_pj = 1>]>,
      <core = @dram, memories = [<memory = @d, access_pj = 1>]>],
    interconnect = [<medium = @bus, energy_pj = 1>], layers = [<layer = "relu", energy_pj = 5>],
    stacks = [<stack = "n", start_cycle = 2, end_cycle = 6, energy_pj = 5, data_start_cycle = 2, data_end_cycle = 9, latency_bounds = <compute_cycles = 0, core_ports_cycles = 0, offchip_ports_cycles = 0, offchip_channels_cycles = 0, channels_cycles = 0, critical_path_cycles = 0>, energy_lower_bound_pj = 0>]> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: @bus is busy for 9 cycles of 8
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64>
  totals <latency_cycles = 8, latency_bounds = <compute_cycles = 4, core_ports_cycles = 0, offchip_ports_cycles = 0, offchip_channels_cycles = 0, channels_cycles = 0, critical_path_cycles = 4>, energy_pj = 5, energy_lower_bound_pj = 4, macs = 0,
    array_utilisation = 0.5, offchip_read_bits = 32, offchip_write_bits = 32,
    busiest = [<resource = @bus, busy_cycles = 9>],
    peaks = [<memory = @c0::@m, used_bits = 64>],
    causes = <compute_pj = 1, weights_pj = 0, activations_pj = 2, spill_pj = 0, output_pj = 1, unsplit_pj = 1>,
    cores = [<core = @c0, array_pj = 1, unsplit_pj = 1, memories = [<memory = @m, access_pj = 1>]>,
      <core = @dram, memories = [<memory = @d, access_pj = 1>]>],
    interconnect = [<medium = @bus, energy_pj = 1>], layers = [<layer = "relu", energy_pj = 5>],
    stacks = [<stack = "n", start_cycle = 2, end_cycle = 6, energy_pj = 5, data_start_cycle = 2, data_end_cycle = 6, latency_bounds = <compute_cycles = 0, core_ports_cycles = 0, offchip_ports_cycles = 0, offchip_channels_cycles = 0, channels_cycles = 0, critical_path_cycles = 0>, energy_lower_bound_pj = 0>]> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: resource '@bus' is listed twice
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64>
  totals <latency_cycles = 8, latency_bounds = <compute_cycles = 4, core_ports_cycles = 0, offchip_ports_cycles = 0, offchip_channels_cycles = 0, channels_cycles = 0, critical_path_cycles = 4>, energy_pj = 5, energy_lower_bound_pj = 4, macs = 0,
    array_utilisation = 0.5, offchip_read_bits = 32, offchip_write_bits = 32,
    busiest = [<resource = @bus, busy_cycles = 1>, <resource = @bus, busy_cycles = 1>],
    peaks = [<memory = @c0::@m, used_bits = 64>],
    causes = <compute_pj = 1, weights_pj = 0, activations_pj = 2, spill_pj = 0, output_pj = 1, unsplit_pj = 1>,
    cores = [<core = @c0, array_pj = 1, unsplit_pj = 1, memories = [<memory = @m, access_pj = 1>]>,
      <core = @dram, memories = [<memory = @d, access_pj = 1>]>],
    interconnect = [<medium = @bus, energy_pj = 1>], layers = [<layer = "relu", energy_pj = 5>],
    stacks = [<stack = "n", start_cycle = 2, end_cycle = 6, energy_pj = 5, data_start_cycle = 2, data_end_cycle = 6, latency_bounds = <compute_cycles = 0, core_ports_cycles = 0, offchip_ports_cycles = 0, offchip_channels_cycles = 0, channels_cycles = 0, critical_path_cycles = 0>, energy_lower_bound_pj = 0>]> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: '@car' does not name a core, link or bus of the system
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64>
  totals <latency_cycles = 8, latency_bounds = <compute_cycles = 4, core_ports_cycles = 0, offchip_ports_cycles = 0, offchip_channels_cycles = 0, channels_cycles = 0, critical_path_cycles = 4>, energy_pj = 5, energy_lower_bound_pj = 4, macs = 0,
    array_utilisation = 0.5, offchip_read_bits = 32, offchip_write_bits = 32,
    busiest = [<resource = @car, busy_cycles = 1>],
    peaks = [<memory = @c0::@m, used_bits = 64>],
    causes = <compute_pj = 1, weights_pj = 0, activations_pj = 2, spill_pj = 0, output_pj = 1, unsplit_pj = 1>,
    cores = [<core = @c0, array_pj = 1, unsplit_pj = 1, memories = [<memory = @m, access_pj = 1>]>,
      <core = @dram, memories = [<memory = @d, access_pj = 1>]>],
    interconnect = [<medium = @bus, energy_pj = 1>], layers = [<layer = "relu", energy_pj = 5>],
    stacks = [<stack = "n", start_cycle = 2, end_cycle = 6, energy_pj = 5, data_start_cycle = 2, data_end_cycle = 6, latency_bounds = <compute_cycles = 0, core_ports_cycles = 0, offchip_ports_cycles = 0, offchip_channels_cycles = 0, channels_cycles = 0, critical_path_cycles = 0>, energy_lower_bound_pj = 0>]> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: '@c0::@m::@r' does not name a port of the memory
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64>
  totals <latency_cycles = 8, latency_bounds = <compute_cycles = 4, core_ports_cycles = 0, offchip_ports_cycles = 0, offchip_channels_cycles = 0, channels_cycles = 0, critical_path_cycles = 4>, energy_pj = 5, energy_lower_bound_pj = 4, macs = 0,
    array_utilisation = 0.5, offchip_read_bits = 32, offchip_write_bits = 32,
    busiest = [<resource = @c0::@m::@r, busy_cycles = 1>],
    peaks = [<memory = @c0::@m, used_bits = 64>],
    causes = <compute_pj = 1, weights_pj = 0, activations_pj = 2, spill_pj = 0, output_pj = 1, unsplit_pj = 1>,
    cores = [<core = @c0, array_pj = 1, unsplit_pj = 1, memories = [<memory = @m, access_pj = 1>]>,
      <core = @dram, memories = [<memory = @d, access_pj = 1>]>],
    interconnect = [<medium = @bus, energy_pj = 1>], layers = [<layer = "relu", energy_pj = 5>],
    stacks = [<stack = "n", start_cycle = 2, end_cycle = 6, energy_pj = 5, data_start_cycle = 2, data_end_cycle = 6, latency_bounds = <compute_cycles = 0, core_ports_cycles = 0, offchip_ports_cycles = 0, offchip_channels_cycles = 0, channels_cycles = 0, critical_path_cycles = 0>, energy_lower_bound_pj = 0>]> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: '@c0::@x' does not name a memory of the core; it has m
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64>
  totals <latency_cycles = 8, latency_bounds = <compute_cycles = 4, core_ports_cycles = 0, offchip_ports_cycles = 0, offchip_channels_cycles = 0, channels_cycles = 0, critical_path_cycles = 4>, energy_pj = 5, energy_lower_bound_pj = 4, macs = 0,
    array_utilisation = 0.5, offchip_read_bits = 32, offchip_write_bits = 32,
    busiest = [<resource = @c0::@x::@rw, busy_cycles = 1>],
    peaks = [<memory = @c0::@m, used_bits = 64>],
    causes = <compute_pj = 1, weights_pj = 0, activations_pj = 2, spill_pj = 0, output_pj = 1, unsplit_pj = 1>,
    cores = [<core = @c0, array_pj = 1, unsplit_pj = 1, memories = [<memory = @m, access_pj = 1>]>,
      <core = @dram, memories = [<memory = @d, access_pj = 1>]>],
    interconnect = [<medium = @bus, energy_pj = 1>], layers = [<layer = "relu", energy_pj = 5>],
    stacks = [<stack = "n", start_cycle = 2, end_cycle = 6, energy_pj = 5, data_start_cycle = 2, data_end_cycle = 6, latency_bounds = <compute_cycles = 0, core_ports_cycles = 0, offchip_ports_cycles = 0, offchip_channels_cycles = 0, channels_cycles = 0, critical_path_cycles = 0>, energy_lower_bound_pj = 0>]> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: energy_pj = 5.0 is not the sum of its causes, 6.0
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64>
  totals <latency_cycles = 8, latency_bounds = <compute_cycles = 4, core_ports_cycles = 0, offchip_ports_cycles = 0, offchip_channels_cycles = 0, channels_cycles = 0, critical_path_cycles = 4>, energy_pj = 5, energy_lower_bound_pj = 4, macs = 0,
    array_utilisation = 0.5, offchip_read_bits = 32, offchip_write_bits = 32,
    busiest = [],
    peaks = [<memory = @c0::@m, used_bits = 64>],
    causes = <compute_pj = 1, weights_pj = 0, activations_pj = 2, spill_pj = 0, output_pj = 2, unsplit_pj = 1>,
    cores = [<core = @c0, array_pj = 1, unsplit_pj = 1, memories = [<memory = @m, access_pj = 1>]>,
      <core = @dram, memories = [<memory = @d, access_pj = 1>]>],
    interconnect = [<medium = @bus, energy_pj = 1>], layers = [<layer = "relu", energy_pj = 5>],
    stacks = [<stack = "n", start_cycle = 2, end_cycle = 6, energy_pj = 5, data_start_cycle = 2, data_end_cycle = 6, latency_bounds = <compute_cycles = 0, core_ports_cycles = 0, offchip_ports_cycles = 0, offchip_channels_cycles = 0, channels_cycles = 0, critical_path_cycles = 0>, energy_lower_bound_pj = 0>]> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: energy_pj = 5.0 is not the sum of cores and interconnect, 5.5
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64>
  totals <latency_cycles = 8, latency_bounds = <compute_cycles = 4, core_ports_cycles = 0, offchip_ports_cycles = 0, offchip_channels_cycles = 0, channels_cycles = 0, critical_path_cycles = 4>, energy_pj = 5, energy_lower_bound_pj = 4, macs = 0,
    array_utilisation = 0.5, offchip_read_bits = 32, offchip_write_bits = 32,
    busiest = [],
    peaks = [<memory = @c0::@m, used_bits = 64>],
    causes = <compute_pj = 1, weights_pj = 0, activations_pj = 2, spill_pj = 0, output_pj = 1, unsplit_pj = 1>,
    cores = [<core = @c0, array_pj = 1, unsplit_pj = 1, memories = [<memory = @m, access_pj = 1>]>,
      <core = @dram, memories = [<memory = @d, access_pj = 1>]>],
    interconnect = [<medium = @bus, energy_pj = 1.5>], layers = [<layer = "relu", energy_pj = 5>],
    stacks = [<stack = "n", start_cycle = 2, end_cycle = 6, energy_pj = 5, data_start_cycle = 2, data_end_cycle = 6, latency_bounds = <compute_cycles = 0, core_ports_cycles = 0, offchip_ports_cycles = 0, offchip_channels_cycles = 0, channels_cycles = 0, critical_path_cycles = 0>, energy_lower_bound_pj = 0>]> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: energy_pj = 5.0 is not the sum of layers and static energy, 4.0
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64>
  totals <latency_cycles = 8, latency_bounds = <compute_cycles = 4, core_ports_cycles = 0, offchip_ports_cycles = 0, offchip_channels_cycles = 0, channels_cycles = 0, critical_path_cycles = 4>, energy_pj = 5, energy_lower_bound_pj = 4, macs = 0,
    array_utilisation = 0.5, offchip_read_bits = 32, offchip_write_bits = 32,
    busiest = [],
    peaks = [<memory = @c0::@m, used_bits = 64>],
    causes = <compute_pj = 1, weights_pj = 0, activations_pj = 2, spill_pj = 0, output_pj = 1, unsplit_pj = 1>,
    cores = [<core = @c0, array_pj = 1, unsplit_pj = 1, memories = [<memory = @m, access_pj = 1>]>,
      <core = @dram, memories = [<memory = @d, access_pj = 1>]>],
    interconnect = [<medium = @bus, energy_pj = 1>], layers = [<layer = "relu", energy_pj = 4>],
    stacks = [<stack = "n", start_cycle = 2, end_cycle = 6, energy_pj = 5, data_start_cycle = 2, data_end_cycle = 6, latency_bounds = <compute_cycles = 0, core_ports_cycles = 0, offchip_ports_cycles = 0, offchip_channels_cycles = 0, channels_cycles = 0, critical_path_cycles = 0>, energy_lower_bound_pj = 0>]> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: energy_pj = 5.0 is not the sum of stacks and static energy, 6.0
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64>
  totals <latency_cycles = 8, latency_bounds = <compute_cycles = 4, core_ports_cycles = 0, offchip_ports_cycles = 0, offchip_channels_cycles = 0, channels_cycles = 0, critical_path_cycles = 4>, energy_pj = 5, energy_lower_bound_pj = 4, macs = 0,
    array_utilisation = 0.5, offchip_read_bits = 32, offchip_write_bits = 32,
    busiest = [],
    peaks = [<memory = @c0::@m, used_bits = 64>],
    causes = <compute_pj = 1, weights_pj = 0, activations_pj = 2, spill_pj = 0, output_pj = 1, unsplit_pj = 1>,
    cores = [<core = @c0, array_pj = 1, unsplit_pj = 1, memories = [<memory = @m, access_pj = 1>]>,
      <core = @dram, memories = [<memory = @d, access_pj = 1>]>],
    interconnect = [<medium = @bus, energy_pj = 1>], layers = [<layer = "relu", energy_pj = 5>],
    stacks = [<stack = "n", start_cycle = 2, end_cycle = 6, energy_pj = 6, data_start_cycle = 2, data_end_cycle = 6, latency_bounds = <compute_cycles = 0, core_ports_cycles = 0, offchip_ports_cycles = 0, offchip_channels_cycles = 0, channels_cycles = 0, critical_path_cycles = 0>, energy_lower_bound_pj = 0>]> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: compute_pj = 1.0 is not the sum of arrays, 2.0
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64>
  totals <latency_cycles = 8, latency_bounds = <compute_cycles = 4, core_ports_cycles = 0, offchip_ports_cycles = 0, offchip_channels_cycles = 0, channels_cycles = 0, critical_path_cycles = 4>, energy_pj = 5, energy_lower_bound_pj = 4, macs = 0,
    array_utilisation = 0.5, offchip_read_bits = 32, offchip_write_bits = 32,
    busiest = [],
    peaks = [<memory = @c0::@m, used_bits = 64>],
    causes = <compute_pj = 1, weights_pj = 0, activations_pj = 2, spill_pj = 0, output_pj = 1, unsplit_pj = 1>,
    cores = [<core = @c0, array_pj = 2, unsplit_pj = 1, memories = [<memory = @m, access_pj = 0>]>,
      <core = @dram, memories = [<memory = @d, access_pj = 1>]>],
    interconnect = [<medium = @bus, energy_pj = 1>], layers = [<layer = "relu", energy_pj = 5>],
    stacks = [<stack = "n", start_cycle = 2, end_cycle = 6, energy_pj = 5, data_start_cycle = 2, data_end_cycle = 6, latency_bounds = <compute_cycles = 0, core_ports_cycles = 0, offchip_ports_cycles = 0, offchip_channels_cycles = 0, channels_cycles = 0, critical_path_cycles = 0>, energy_lower_bound_pj = 0>]> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: unsplit_pj = 1.0 is not the sum of cores, 0.0
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64>
  totals <latency_cycles = 8, latency_bounds = <compute_cycles = 4, core_ports_cycles = 0, offchip_ports_cycles = 0, offchip_channels_cycles = 0, channels_cycles = 0, critical_path_cycles = 4>, energy_pj = 5, energy_lower_bound_pj = 4, macs = 0,
    array_utilisation = 0.5, offchip_read_bits = 32, offchip_write_bits = 32,
    busiest = [],
    peaks = [<memory = @c0::@m, used_bits = 64>],
    causes = <compute_pj = 1, weights_pj = 0, activations_pj = 2, spill_pj = 0, output_pj = 1, unsplit_pj = 1>,
    cores = [<core = @c0, array_pj = 1, memories = [<memory = @m, access_pj = 2>]>,
      <core = @dram, memories = [<memory = @d, access_pj = 1>]>],
    interconnect = [<medium = @bus, energy_pj = 1>], layers = [<layer = "relu", energy_pj = 5>],
    stacks = [<stack = "n", start_cycle = 2, end_cycle = 6, energy_pj = 5, data_start_cycle = 2, data_end_cycle = 6, latency_bounds = <compute_cycles = 0, core_ports_cycles = 0, offchip_ports_cycles = 0, offchip_channels_cycles = 0, channels_cycles = 0, critical_path_cycles = 0>, energy_lower_bound_pj = 0>]> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: static_pj = 1.0 is not the sum of cores, 1.5
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64>
  totals <latency_cycles = 8, latency_bounds = <compute_cycles = 4, core_ports_cycles = 0, offchip_ports_cycles = 0, offchip_channels_cycles = 0, channels_cycles = 0, critical_path_cycles = 4>, energy_pj = 6, energy_lower_bound_pj = 4, macs = 0,
    array_utilisation = 0.5, offchip_read_bits = 32, offchip_write_bits = 32,
    busiest = [],
    peaks = [<memory = @c0::@m, used_bits = 64>],
    causes = <compute_pj = 1, weights_pj = 0, activations_pj = 2, spill_pj = 0, output_pj = 1, unsplit_pj = 1, static_pj = 1>,
    cores = [<core = @c0, array_pj = 1, unsplit_pj = 1, memories = [<memory = @m, access_pj = 0.5, static_pj = 1.5>]>,
      <core = @dram, memories = [<memory = @d, access_pj = 1>]>],
    interconnect = [<medium = @bus, energy_pj = 1>], layers = [<layer = "relu", energy_pj = 5>],
    stacks = [<stack = "n", start_cycle = 2, end_cycle = 6, energy_pj = 5, data_start_cycle = 2, data_end_cycle = 6, latency_bounds = <compute_cycles = 0, core_ports_cycles = 0, offchip_ports_cycles = 0, offchip_channels_cycles = 0, channels_cycles = 0, critical_path_cycles = 0>, energy_lower_bound_pj = 0>]> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: energy_pj = 5.0 is not the sum of its causes, 5.00000000001
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64>
  totals <latency_cycles = 8, latency_bounds = <compute_cycles = 4, core_ports_cycles = 0, offchip_ports_cycles = 0, offchip_channels_cycles = 0, channels_cycles = 0, critical_path_cycles = 4>, energy_pj = 5, energy_lower_bound_pj = 4, macs = 0,
    array_utilisation = 0.5, offchip_read_bits = 32, offchip_write_bits = 32,
    busiest = [],
    peaks = [<memory = @c0::@m, used_bits = 64>],
    causes = <compute_pj = 1, weights_pj = 0, activations_pj = 2, spill_pj = 0, output_pj = 1.00000000001, unsplit_pj = 1>,
    cores = [<core = @c0, array_pj = 1, unsplit_pj = 1, memories = [<memory = @m, access_pj = 1>]>,
      <core = @dram, memories = [<memory = @d, access_pj = 1>]>],
    interconnect = [<medium = @bus, energy_pj = 1>], layers = [<layer = "relu", energy_pj = 5>],
    stacks = [<stack = "n", start_cycle = 2, end_cycle = 6, energy_pj = 5, data_start_cycle = 2, data_end_cycle = 6, latency_bounds = <compute_cycles = 0, core_ports_cycles = 0, offchip_ports_cycles = 0, offchip_channels_cycles = 0, channels_cycles = 0, critical_path_cycles = 0>, energy_lower_bound_pj = 0>]> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: core '@c0' is listed twice
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64>
  totals <latency_cycles = 8, latency_bounds = <compute_cycles = 4, core_ports_cycles = 0, offchip_ports_cycles = 0, offchip_channels_cycles = 0, channels_cycles = 0, critical_path_cycles = 4>, energy_pj = 5, energy_lower_bound_pj = 4, macs = 0,
    array_utilisation = 0.5, offchip_read_bits = 32, offchip_write_bits = 32,
    busiest = [],
    peaks = [<memory = @c0::@m, used_bits = 64>],
    causes = <compute_pj = 1, weights_pj = 0, activations_pj = 2, spill_pj = 0, output_pj = 1, unsplit_pj = 1>,
    cores = [<core = @c0, array_pj = 1, unsplit_pj = 1, memories = [<memory = @m, access_pj = 1>]>,
      <core = @c0, memories = [<memory = @m, access_pj = 1>]>],
    interconnect = [<medium = @bus, energy_pj = 1>], layers = [<layer = "relu", energy_pj = 5>],
    stacks = [<stack = "n", start_cycle = 2, end_cycle = 6, energy_pj = 5, data_start_cycle = 2, data_end_cycle = 6, latency_bounds = <compute_cycles = 0, core_ports_cycles = 0, offchip_ports_cycles = 0, offchip_channels_cycles = 0, channels_cycles = 0, critical_path_cycles = 0>, energy_lower_bound_pj = 0>]> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: memory '@m' is listed twice
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64>
  totals <latency_cycles = 8, latency_bounds = <compute_cycles = 4, core_ports_cycles = 0, offchip_ports_cycles = 0, offchip_channels_cycles = 0, channels_cycles = 0, critical_path_cycles = 4>, energy_pj = 5, energy_lower_bound_pj = 4, macs = 0,
    array_utilisation = 0.5, offchip_read_bits = 32, offchip_write_bits = 32,
    busiest = [],
    peaks = [<memory = @c0::@m, used_bits = 64>],
    causes = <compute_pj = 1, weights_pj = 0, activations_pj = 2, spill_pj = 0, output_pj = 1, unsplit_pj = 1>,
    cores = [<core = @c0, array_pj = 1, unsplit_pj = 1, memories = [<memory = @m, access_pj = 0.5>, <memory = @m, access_pj = 0.5>]>,
      <core = @dram, memories = [<memory = @d, access_pj = 1>]>],
    interconnect = [<medium = @bus, energy_pj = 1>], layers = [<layer = "relu", energy_pj = 5>],
    stacks = [<stack = "n", start_cycle = 2, end_cycle = 6, energy_pj = 5, data_start_cycle = 2, data_end_cycle = 6, latency_bounds = <compute_cycles = 0, core_ports_cycles = 0, offchip_ports_cycles = 0, offchip_channels_cycles = 0, channels_cycles = 0, critical_path_cycles = 0>, energy_lower_bound_pj = 0>]> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: medium '@bus' is listed twice
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64>
  totals <latency_cycles = 8, latency_bounds = <compute_cycles = 4, core_ports_cycles = 0, offchip_ports_cycles = 0, offchip_channels_cycles = 0, channels_cycles = 0, critical_path_cycles = 4>, energy_pj = 5, energy_lower_bound_pj = 4, macs = 0,
    array_utilisation = 0.5, offchip_read_bits = 32, offchip_write_bits = 32,
    busiest = [],
    peaks = [<memory = @c0::@m, used_bits = 64>],
    causes = <compute_pj = 1, weights_pj = 0, activations_pj = 2, spill_pj = 0, output_pj = 1, unsplit_pj = 1>,
    cores = [<core = @c0, array_pj = 1, unsplit_pj = 1, memories = [<memory = @m, access_pj = 1>]>,
      <core = @dram, memories = [<memory = @d, access_pj = 1>]>],
    interconnect = [<medium = @bus, energy_pj = 0.5>, <medium = @bus, energy_pj = 0.5>], layers = [<layer = "relu", energy_pj = 5>],
    stacks = [<stack = "n", start_cycle = 2, end_cycle = 6, energy_pj = 5, data_start_cycle = 2, data_end_cycle = 6, latency_bounds = <compute_cycles = 0, core_ports_cycles = 0, offchip_ports_cycles = 0, offchip_channels_cycles = 0, channels_cycles = 0, critical_path_cycles = 0>, energy_lower_bound_pj = 0>]> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: layer 'relu' is listed twice
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64>
  totals <latency_cycles = 8, latency_bounds = <compute_cycles = 4, core_ports_cycles = 0, offchip_ports_cycles = 0, offchip_channels_cycles = 0, channels_cycles = 0, critical_path_cycles = 4>, energy_pj = 5, energy_lower_bound_pj = 4, macs = 0,
    array_utilisation = 0.5, offchip_read_bits = 32, offchip_write_bits = 32,
    busiest = [],
    peaks = [<memory = @c0::@m, used_bits = 64>],
    causes = <compute_pj = 1, weights_pj = 0, activations_pj = 2, spill_pj = 0, output_pj = 1, unsplit_pj = 1>,
    cores = [<core = @c0, array_pj = 1, unsplit_pj = 1, memories = [<memory = @m, access_pj = 1>]>,
      <core = @dram, memories = [<memory = @d, access_pj = 1>]>],
    interconnect = [<medium = @bus, energy_pj = 1>], layers = [<layer = "relu", energy_pj = 2>, <layer = "relu", energy_pj = 3>],
    stacks = [<stack = "n", start_cycle = 2, end_cycle = 6, energy_pj = 5, data_start_cycle = 2, data_end_cycle = 6, latency_bounds = <compute_cycles = 0, core_ports_cycles = 0, offchip_ports_cycles = 0, offchip_channels_cycles = 0, channels_cycles = 0, critical_path_cycles = 0>, energy_lower_bound_pj = 0>]> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: '@dran' does not name a core of the system; did you mean 'dram'?
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64>
  totals <latency_cycles = 8, latency_bounds = <compute_cycles = 4, core_ports_cycles = 0, offchip_ports_cycles = 0, offchip_channels_cycles = 0, channels_cycles = 0, critical_path_cycles = 4>, energy_pj = 5, energy_lower_bound_pj = 4, macs = 0,
    array_utilisation = 0.5, offchip_read_bits = 32, offchip_write_bits = 32,
    busiest = [],
    peaks = [<memory = @c0::@m, used_bits = 64>],
    causes = <compute_pj = 1, weights_pj = 0, activations_pj = 2, spill_pj = 0, output_pj = 1, unsplit_pj = 1>,
    cores = [<core = @c0, array_pj = 1, unsplit_pj = 1, memories = [<memory = @m, access_pj = 1>]>,
      <core = @dran, memories = [<memory = @d, access_pj = 1>]>],
    interconnect = [<medium = @bus, energy_pj = 1>], layers = [<layer = "relu", energy_pj = 5>],
    stacks = [<stack = "n", start_cycle = 2, end_cycle = 6, energy_pj = 5, data_start_cycle = 2, data_end_cycle = 6, latency_bounds = <compute_cycles = 0, core_ports_cycles = 0, offchip_ports_cycles = 0, offchip_channels_cycles = 0, channels_cycles = 0, critical_path_cycles = 0>, energy_lower_bound_pj = 0>]> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: '@c0::@d' does not name a memory of the core; it has m
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64>
  totals <latency_cycles = 8, latency_bounds = <compute_cycles = 4, core_ports_cycles = 0, offchip_ports_cycles = 0, offchip_channels_cycles = 0, channels_cycles = 0, critical_path_cycles = 4>, energy_pj = 5, energy_lower_bound_pj = 4, macs = 0,
    array_utilisation = 0.5, offchip_read_bits = 32, offchip_write_bits = 32,
    busiest = [],
    peaks = [<memory = @c0::@m, used_bits = 64>],
    causes = <compute_pj = 1, weights_pj = 0, activations_pj = 2, spill_pj = 0, output_pj = 1, unsplit_pj = 1>,
    cores = [<core = @c0, array_pj = 1, unsplit_pj = 1, memories = [<memory = @d, access_pj = 1>]>,
      <core = @dram, memories = [<memory = @d, access_pj = 1>]>],
    interconnect = [<medium = @bus, energy_pj = 1>], layers = [<layer = "relu", energy_pj = 5>],
    stacks = [<stack = "n", start_cycle = 2, end_cycle = 6, energy_pj = 5, data_start_cycle = 2, data_end_cycle = 6, latency_bounds = <compute_cycles = 0, core_ports_cycles = 0, offchip_ports_cycles = 0, offchip_channels_cycles = 0, channels_cycles = 0, critical_path_cycles = 0>, energy_lower_bound_pj = 0>]> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: '@bas' does not name a link or bus of the system
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64>
  totals <latency_cycles = 8, latency_bounds = <compute_cycles = 4, core_ports_cycles = 0, offchip_ports_cycles = 0, offchip_channels_cycles = 0, channels_cycles = 0, critical_path_cycles = 4>, energy_pj = 5, energy_lower_bound_pj = 4, macs = 0,
    array_utilisation = 0.5, offchip_read_bits = 32, offchip_write_bits = 32,
    busiest = [],
    peaks = [<memory = @c0::@m, used_bits = 64>],
    causes = <compute_pj = 1, weights_pj = 0, activations_pj = 2, spill_pj = 0, output_pj = 1, unsplit_pj = 1>,
    cores = [<core = @c0, array_pj = 1, unsplit_pj = 1, memories = [<memory = @m, access_pj = 1>]>,
      <core = @dram, memories = [<memory = @d, access_pj = 1>]>],
    interconnect = [<medium = @bas, energy_pj = 1>], layers = [<layer = "relu", energy_pj = 5>],
    stacks = [<stack = "n", start_cycle = 2, end_cycle = 6, energy_pj = 5, data_start_cycle = 2, data_end_cycle = 6, latency_bounds = <compute_cycles = 0, core_ports_cycles = 0, offchip_ports_cycles = 0, offchip_channels_cycles = 0, channels_cycles = 0, critical_path_cycles = 0>, energy_lower_bound_pj = 0>]> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: 'rely' does not name a layer of the network; did you mean 'relu'?
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64>
  totals <latency_cycles = 8, latency_bounds = <compute_cycles = 4, core_ports_cycles = 0, offchip_ports_cycles = 0, offchip_channels_cycles = 0, channels_cycles = 0, critical_path_cycles = 4>, energy_pj = 5, energy_lower_bound_pj = 4, macs = 0,
    array_utilisation = 0.5, offchip_read_bits = 32, offchip_write_bits = 32,
    busiest = [],
    peaks = [<memory = @c0::@m, used_bits = 64>],
    causes = <compute_pj = 1, weights_pj = 0, activations_pj = 2, spill_pj = 0, output_pj = 1, unsplit_pj = 1>,
    cores = [<core = @c0, array_pj = 1, unsplit_pj = 1, memories = [<memory = @m, access_pj = 1>]>,
      <core = @dram, memories = [<memory = @d, access_pj = 1>]>],
    interconnect = [<medium = @bus, energy_pj = 1>], layers = [<layer = "rely", energy_pj = 5>],
    stacks = [<stack = "n", start_cycle = 2, end_cycle = 6, energy_pj = 5, data_start_cycle = 2, data_end_cycle = 6, latency_bounds = <compute_cycles = 0, core_ports_cycles = 0, offchip_ports_cycles = 0, offchip_channels_cycles = 0, channels_cycles = 0, critical_path_cycles = 0>, energy_lower_bound_pj = 0>]> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: access_pj must be finite and not negative, got -1.0
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64>
  totals <latency_cycles = 8, latency_bounds = <compute_cycles = 4, core_ports_cycles = 0, offchip_ports_cycles = 0, offchip_channels_cycles = 0, channels_cycles = 0, critical_path_cycles = 4>, energy_pj = 5, energy_lower_bound_pj = 4, macs = 0,
    array_utilisation = 0.5, offchip_read_bits = 32, offchip_write_bits = 32,
    busiest = [],
    peaks = [<memory = @c0::@m, used_bits = 64>],
    causes = <compute_pj = 1, weights_pj = 0, activations_pj = 2, spill_pj = 0, output_pj = 1, unsplit_pj = 1>,
    cores = [<core = @c0, array_pj = 1, unsplit_pj = 1, memories = [<memory = @m, access_pj = -1>]>,
      <core = @dram, memories = [<memory = @d, access_pj = 1>]>],
    interconnect = [<medium = @bus, energy_pj = 1>], layers = [<layer = "relu", energy_pj = 5>],
    stacks = [<stack = "n", start_cycle = 2, end_cycle = 6, energy_pj = 5, data_start_cycle = 2, data_end_cycle = 6, latency_bounds = <compute_cycles = 0, core_ports_cycles = 0, offchip_ports_cycles = 0, offchip_channels_cycles = 0, channels_cycles = 0, critical_path_cycles = 0>, energy_lower_bound_pj = 0>]> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: another entry after the comma
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64>
  totals <latency_cycles = 8, latency_bounds = <compute_cycles = 4, core_ports_cycles = 0, offchip_ports_cycles = 0, offchip_channels_cycles = 0, channels_cycles = 0, critical_path_cycles = 4>, energy_pj = 5, energy_lower_bound_pj = 4, macs = 0,
    array_utilisation = 0.5, offchip_read_bits = 32, offchip_write_bits = 32,
    busiest = [],
    peaks = [<memory = @c0::@m, used_bits = 64>],
    causes = <compute_pj = 1, weights_pj = 0, activations_pj = 2, spill_pj = 0, output_pj = 1, unsplit_pj = 1,>,
    cores = [<core = @c0, array_pj = 1, unsplit_pj = 1, memories = [<memory = @m, access_pj = 1>]>,
      <core = @dram, memories = [<memory = @d, access_pj = 1>]>],
    interconnect = [<medium = @bus, energy_pj = 1>], layers = [<layer = "relu", energy_pj = 5>],
    stacks = [<stack = "n", start_cycle = 2, end_cycle = 6, energy_pj = 5, data_start_cycle = 2, data_end_cycle = 6, latency_bounds = <compute_cycles = 0, core_ports_cycles = 0, offchip_ports_cycles = 0, offchip_channels_cycles = 0, channels_cycles = 0, critical_path_cycles = 0>, energy_lower_bound_pj = 0>]> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: expected ', weights_pj = '
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64>
  totals <latency_cycles = 8, latency_bounds = <compute_cycles = 4, core_ports_cycles = 0, offchip_ports_cycles = 0, offchip_channels_cycles = 0, channels_cycles = 0, critical_path_cycles = 4>, energy_pj = 5, energy_lower_bound_pj = 4, macs = 0,
    array_utilisation = 0.5, offchip_read_bits = 32, offchip_write_bits = 32,
    busiest = [],
    peaks = [<memory = @c0::@m, used_bits = 64>],
    causes = <compute_pj = 1>,
    cores = [<core = @c0, array_pj = 1, unsplit_pj = 1, memories = [<memory = @m, access_pj = 1>]>,
      <core = @dram, memories = [<memory = @d, access_pj = 1>]>],
    interconnect = [<medium = @bus, energy_pj = 1>], layers = [<layer = "relu", energy_pj = 5>],
    stacks = [<stack = "n", start_cycle = 2, end_cycle = 6, energy_pj = 5, data_start_cycle = 2, data_end_cycle = 6, latency_bounds = <compute_cycles = 0, core_ports_cycles = 0, offchip_ports_cycles = 0, offchip_channels_cycles = 0, channels_cycles = 0, critical_path_cycles = 0>, energy_lower_bound_pj = 0>]> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: array_utilisation = 1.5 exceeds 1
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64>
  totals <latency_cycles = 8, latency_bounds = <compute_cycles = 4, core_ports_cycles = 0, offchip_ports_cycles = 0, offchip_channels_cycles = 0, channels_cycles = 0, critical_path_cycles = 4>, energy_pj = 5, energy_lower_bound_pj = 4, macs = 0,
    array_utilisation = 1.5, offchip_read_bits = 32, offchip_write_bits = 32,
    busiest = [],
    peaks = [<memory = @c0::@m, used_bits = 64>],
    causes = <compute_pj = 1, weights_pj = 0, activations_pj = 2, spill_pj = 0, output_pj = 1, unsplit_pj = 1>,
    cores = [<core = @c0, array_pj = 1, unsplit_pj = 1, memories = [<memory = @m, access_pj = 1>]>,
      <core = @dram, memories = [<memory = @d, access_pj = 1>]>],
    interconnect = [<medium = @bus, energy_pj = 1>], layers = [<layer = "relu", energy_pj = 5>],
    stacks = [<stack = "n", start_cycle = 2, end_cycle = 6, energy_pj = 5, data_start_cycle = 2, data_end_cycle = 6, latency_bounds = <compute_cycles = 0, core_ports_cycles = 0, offchip_ports_cycles = 0, offchip_channels_cycles = 0, channels_cycles = 0, critical_path_cycles = 0>, energy_lower_bound_pj = 0>]> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: stack 'n' ends before it starts
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64>
  totals <latency_cycles = 8, latency_bounds = <compute_cycles = 4, core_ports_cycles = 0, offchip_ports_cycles = 0, offchip_channels_cycles = 0, channels_cycles = 0, critical_path_cycles = 4>, energy_pj = 5, energy_lower_bound_pj = 4, macs = 0,
    array_utilisation = 0.5, offchip_read_bits = 32, offchip_write_bits = 32,
    busiest = [],
    peaks = [<memory = @c0::@m, used_bits = 64>],
    causes = <compute_pj = 1, weights_pj = 0, activations_pj = 2, spill_pj = 0, output_pj = 1, unsplit_pj = 1>,
    cores = [<core = @c0, array_pj = 1, unsplit_pj = 1, memories = [<memory = @m, access_pj = 1>]>,
      <core = @dram, memories = [<memory = @d, access_pj = 1>]>],
    interconnect = [<medium = @bus, energy_pj = 1>], layers = [<layer = "relu", energy_pj = 5>],
    stacks = [<stack = "n", start_cycle = 7, end_cycle = 6, energy_pj = 5, data_start_cycle = 7, data_end_cycle = 6, latency_bounds = <compute_cycles = 0, core_ports_cycles = 0, offchip_ports_cycles = 0, offchip_channels_cycles = 0, channels_cycles = 0, critical_path_cycles = 0>, energy_lower_bound_pj = 0>]> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: a transfer has one target, or several that differ
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0, 0] from @dram::@d to [@c0::@m, @c0::@m] via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: 1 parts, where a load to 2 targets is about 2
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to [@c0::@m, @c1::@m] via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: rows 0 to 1 are no multiple of the 2 targets
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0, 0] from @dram::@d to [@c0::@m, @c1::@m] via [@bus] rows 0 to 1 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: tile 1 has a start of 2, at the first of its targets 0
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0, 0] from @dram::@d to [@c0::@m, @c1::@m] via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// Loops

// CHECK: start_cycle must be at least 0, got -1
// CHECK: sched.loop
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<10xf32>) -> tensor<10xf32> inputs ["x"] outputs ["y"] on @s {
  %0 = dnn.layer "a" relu(%x) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<10xf32>) -> tensor<10xf32>
  %1 = dnn.layer "b" relu(%0) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 5], spatial = []> cores [@c0] : (tensor<10xf32>) -> tensor<10xf32>
  dnn.return %1 : tensor<10xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 8], [0, 20, 2, 22], [1, 22, 2, 24]]> : tensor<3x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 7], [0, 22, 2, 40, -1], [1, 24, 2, 40, -1]]> : tensor<4x5xi64> {
  sched.compute "a"[0] on @c0 rows 0 to 1 energy_pj 1
  sched.compute "b"[0] on @c0 rows 1 to 3 energy_pj 1
  sched.transfer load "x" for "a"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "b"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
  sched.loop from -1 every 3 for 5 trips {
    sched.repeat compute "a"[0] rows 0 to 1 tile_step 1
    sched.repeat load "x" for "a"[0] rows 1 to 2 tile_step 1
  }
}

// -----
// CHECK: interval_cycles must be at least 1, got 0
// CHECK: sched.loop
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<10xf32>) -> tensor<10xf32> inputs ["x"] outputs ["y"] on @s {
  %0 = dnn.layer "a" relu(%x) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<10xf32>) -> tensor<10xf32>
  %1 = dnn.layer "b" relu(%0) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 5], spatial = []> cores [@c0] : (tensor<10xf32>) -> tensor<10xf32>
  dnn.return %1 : tensor<10xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 8], [0, 20, 2, 22], [1, 22, 2, 24]]> : tensor<3x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 7], [0, 22, 2, 40, -1], [1, 24, 2, 40, -1]]> : tensor<4x5xi64> {
  sched.compute "a"[0] on @c0 rows 0 to 1 energy_pj 1
  sched.compute "b"[0] on @c0 rows 1 to 3 energy_pj 1
  sched.transfer load "x" for "a"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "b"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
  sched.loop from 2 every 0 for 5 trips {
    sched.repeat compute "a"[0] rows 0 to 1 tile_step 1
    sched.repeat load "x" for "a"[0] rows 1 to 2 tile_step 1
  }
}

// -----
// CHECK: trips must be at least 2, got 1
// CHECK: sched.loop
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<10xf32>) -> tensor<10xf32> inputs ["x"] outputs ["y"] on @s {
  %0 = dnn.layer "a" relu(%x) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<10xf32>) -> tensor<10xf32>
  %1 = dnn.layer "b" relu(%0) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 5], spatial = []> cores [@c0] : (tensor<10xf32>) -> tensor<10xf32>
  dnn.return %1 : tensor<10xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 8], [0, 20, 2, 22], [1, 22, 2, 24]]> : tensor<3x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 7], [0, 22, 2, 40, -1], [1, 24, 2, 40, -1]]> : tensor<4x5xi64> {
  sched.compute "a"[0] on @c0 rows 0 to 1 energy_pj 1
  sched.compute "b"[0] on @c0 rows 1 to 3 energy_pj 1
  sched.transfer load "x" for "a"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "b"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
  sched.loop from 2 every 3 for 1 trips {
    sched.repeat compute "a"[0] rows 0 to 1 tile_step 1
    sched.repeat load "x" for "a"[0] rows 1 to 2 tile_step 1
  }
}

// -----
// CHECK: a loop repeats something
// CHECK: sched.loop
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<10xf32>) -> tensor<10xf32> inputs ["x"] outputs ["y"] on @s {
  %0 = dnn.layer "a" relu(%x) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<10xf32>) -> tensor<10xf32>
  %1 = dnn.layer "b" relu(%0) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 5], spatial = []> cores [@c0] : (tensor<10xf32>) -> tensor<10xf32>
  dnn.return %1 : tensor<10xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 8], [0, 20, 2, 22], [1, 22, 2, 24]]> : tensor<3x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 7], [0, 22, 2, 40, -1], [1, 24, 2, 40, -1]]> : tensor<4x5xi64> {
  sched.compute "a"[0] on @c0 rows 0 to 1 energy_pj 1
  sched.compute "b"[0] on @c0 rows 1 to 3 energy_pj 1
  sched.transfer load "x" for "a"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "b"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
  sched.loop from 2 every 3 for 5 trips {
  }
}

// -----
// CHECK: a loop holds sched.repeat, not builtin.module
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<10xf32>) -> tensor<10xf32> inputs ["x"] outputs ["y"] on @s {
  %0 = dnn.layer "a" relu(%x) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<10xf32>) -> tensor<10xf32>
  %1 = dnn.layer "b" relu(%0) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 5], spatial = []> cores [@c0] : (tensor<10xf32>) -> tensor<10xf32>
  dnn.return %1 : tensor<10xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 8], [0, 20, 2, 22], [1, 22, 2, 24]]> : tensor<3x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 7], [0, 22, 2, 40, -1], [1, 24, 2, 40, -1]]> : tensor<4x5xi64> {
  sched.compute "a"[0] on @c0 rows 0 to 1 energy_pj 1
  sched.compute "b"[0] on @c0 rows 1 to 3 energy_pj 1
  sched.transfer load "x" for "a"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "b"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
  sched.loop from 2 every 3 for 5 trips {
    builtin.module {}
  }
}

// -----
// CHECK: 'paint' is no kind of transfer; there are compute, load, move, store, spill, reload
// CHECK: sched.repeat
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<10xf32>) -> tensor<10xf32> inputs ["x"] outputs ["y"] on @s {
  %0 = dnn.layer "a" relu(%x) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<10xf32>) -> tensor<10xf32>
  %1 = dnn.layer "b" relu(%0) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 5], spatial = []> cores [@c0] : (tensor<10xf32>) -> tensor<10xf32>
  dnn.return %1 : tensor<10xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 8], [0, 20, 2, 22], [1, 22, 2, 24]]> : tensor<3x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 7], [0, 22, 2, 40, -1], [1, 24, 2, 40, -1]]> : tensor<4x5xi64> {
  sched.compute "a"[0] on @c0 rows 0 to 1 energy_pj 1
  sched.compute "b"[0] on @c0 rows 1 to 3 energy_pj 1
  sched.transfer load "x" for "a"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "b"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
  sched.loop from 2 every 3 for 5 trips {
    sched.repeat paint "a"[0] rows 0 to 1 tile_step 1
    sched.repeat load "x" for "a"[0] rows 1 to 2 tile_step 1
  }
}

// -----
// CHECK: loads and streams name their tensor, and only they do
// CHECK: sched.repeat
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<10xf32>) -> tensor<10xf32> inputs ["x"] outputs ["y"] on @s {
  %0 = dnn.layer "a" relu(%x) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<10xf32>) -> tensor<10xf32>
  %1 = dnn.layer "b" relu(%0) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 5], spatial = []> cores [@c0] : (tensor<10xf32>) -> tensor<10xf32>
  dnn.return %1 : tensor<10xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 8], [0, 20, 2, 22], [1, 22, 2, 24]]> : tensor<3x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 7], [0, 22, 2, 40, -1], [1, 24, 2, 40, -1]]> : tensor<4x5xi64> {
  sched.compute "a"[0] on @c0 rows 0 to 1 energy_pj 1
  sched.compute "b"[0] on @c0 rows 1 to 3 energy_pj 1
  sched.transfer load "x" for "a"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "b"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
  "sched.loop"() <{start_cycle = 2 : i64, interval_cycles = 3 : i64, trips = 5 : i64}> ({
    "sched.repeat"() <{kind = "compute", tensor = "x", layer = "a", parts = array<i64: 0>, rows = array<i64: 0, 1>, tile_step = 1 : i64}> : () -> ()
  }) : () -> ()
}

// -----
// CHECK: rows 1 to 1 are none
// CHECK: sched.repeat
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<10xf32>) -> tensor<10xf32> inputs ["x"] outputs ["y"] on @s {
  %0 = dnn.layer "a" relu(%x) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<10xf32>) -> tensor<10xf32>
  %1 = dnn.layer "b" relu(%0) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 5], spatial = []> cores [@c0] : (tensor<10xf32>) -> tensor<10xf32>
  dnn.return %1 : tensor<10xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 8], [0, 20, 2, 22], [1, 22, 2, 24]]> : tensor<3x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 7], [0, 22, 2, 40, -1], [1, 24, 2, 40, -1]]> : tensor<4x5xi64> {
  sched.compute "a"[0] on @c0 rows 0 to 1 energy_pj 1
  sched.compute "b"[0] on @c0 rows 1 to 3 energy_pj 1
  sched.transfer load "x" for "a"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "b"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
  sched.loop from 2 every 3 for 5 trips {
    sched.repeat compute "a"[0] rows 1 to 1 tile_step 1
    sched.repeat load "x" for "a"[0] rows 1 to 2 tile_step 1
  }
}

// -----
// CHECK: rows 0 to 5 of a table with 3
// CHECK: sched.repeat
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<10xf32>) -> tensor<10xf32> inputs ["x"] outputs ["y"] on @s {
  %0 = dnn.layer "a" relu(%x) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<10xf32>) -> tensor<10xf32>
  %1 = dnn.layer "b" relu(%0) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 5], spatial = []> cores [@c0] : (tensor<10xf32>) -> tensor<10xf32>
  dnn.return %1 : tensor<10xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 8], [0, 20, 2, 22], [1, 22, 2, 24]]> : tensor<3x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 7], [0, 22, 2, 40, -1], [1, 24, 2, 40, -1]]> : tensor<4x5xi64> {
  sched.compute "a"[0] on @c0 rows 0 to 1 energy_pj 1
  sched.compute "b"[0] on @c0 rows 1 to 3 energy_pj 1
  sched.transfer load "x" for "a"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "b"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
  sched.loop from 2 every 3 for 5 trips {
    sched.repeat compute "a"[0] rows 0 to 5 tile_step 1
    sched.repeat load "x" for "a"[0] rows 1 to 2 tile_step 1
  }
}

// -----
// CHECK: rows 0 to 2 have several owners
// CHECK: sched.repeat
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<10xf32>) -> tensor<10xf32> inputs ["x"] outputs ["y"] on @s {
  %0 = dnn.layer "a" relu(%x) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<10xf32>) -> tensor<10xf32>
  %1 = dnn.layer "b" relu(%0) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 5], spatial = []> cores [@c0] : (tensor<10xf32>) -> tensor<10xf32>
  dnn.return %1 : tensor<10xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 8], [0, 20, 2, 22], [1, 22, 2, 24]]> : tensor<3x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 7], [0, 22, 2, 40, -1], [1, 24, 2, 40, -1]]> : tensor<4x5xi64> {
  sched.compute "a"[0] on @c0 rows 0 to 1 energy_pj 1
  sched.compute "b"[0] on @c0 rows 1 to 3 energy_pj 1
  sched.transfer load "x" for "a"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "b"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
  sched.loop from 2 every 3 for 5 trips {
    sched.repeat compute "a"[0] rows 0 to 2 tile_step 1
    sched.repeat load "x" for "a"[0] rows 1 to 2 tile_step 1
  }
}

// -----
// CHECK: rows 1 to 2 are those of compute "b"[0]
// CHECK: sched.repeat compute
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<10xf32>) -> tensor<10xf32> inputs ["x"] outputs ["y"] on @s {
  %0 = dnn.layer "a" relu(%x) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<10xf32>) -> tensor<10xf32>
  %1 = dnn.layer "b" relu(%0) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 5], spatial = []> cores [@c0] : (tensor<10xf32>) -> tensor<10xf32>
  dnn.return %1 : tensor<10xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 8], [0, 20, 2, 22], [1, 22, 2, 24]]> : tensor<3x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 7], [0, 22, 2, 40, -1], [1, 24, 2, 40, -1]]> : tensor<4x5xi64> {
  sched.compute "a"[0] on @c0 rows 0 to 1 energy_pj 1
  sched.compute "b"[0] on @c0 rows 1 to 3 energy_pj 1
  sched.transfer load "x" for "a"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "b"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
  sched.loop from 2 every 3 for 5 trips {
    sched.repeat compute "a"[0] rows 1 to 2 tile_step 1
    sched.repeat load "x" for "a"[0] rows 1 to 2 tile_step 1
  }
}

// -----
// CHECK: rows 1 to 2 are those of load "x" for "a"[0]
// CHECK: sched.repeat load
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<10xf32>) -> tensor<10xf32> inputs ["x"] outputs ["y"] on @s {
  %0 = dnn.layer "a" relu(%x) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<10xf32>) -> tensor<10xf32>
  %1 = dnn.layer "b" relu(%0) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 5], spatial = []> cores [@c0] : (tensor<10xf32>) -> tensor<10xf32>
  dnn.return %1 : tensor<10xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 8], [0, 20, 2, 22], [1, 22, 2, 24]]> : tensor<3x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 7], [0, 22, 2, 40, -1], [1, 24, 2, 40, -1]]> : tensor<4x5xi64> {
  sched.compute "a"[0] on @c0 rows 0 to 1 energy_pj 1
  sched.compute "b"[0] on @c0 rows 1 to 3 energy_pj 1
  sched.transfer load "x" for "a"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "b"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
  sched.loop from 2 every 3 for 5 trips {
    sched.repeat compute "a"[0] rows 0 to 1 tile_step 1
    sched.repeat load "y" for "a"[0] rows 1 to 2 tile_step 1
  }
}

// -----
// CHECK: rows 1 to 2 are those of load "x" for "a"[0]
// CHECK: sched.repeat move
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<10xf32>) -> tensor<10xf32> inputs ["x"] outputs ["y"] on @s {
  %0 = dnn.layer "a" relu(%x) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<10xf32>) -> tensor<10xf32>
  %1 = dnn.layer "b" relu(%0) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 5], spatial = []> cores [@c0] : (tensor<10xf32>) -> tensor<10xf32>
  dnn.return %1 : tensor<10xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 8], [0, 20, 2, 22], [1, 22, 2, 24]]> : tensor<3x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 7], [0, 22, 2, 40, -1], [1, 24, 2, 40, -1]]> : tensor<4x5xi64> {
  sched.compute "a"[0] on @c0 rows 0 to 1 energy_pj 1
  sched.compute "b"[0] on @c0 rows 1 to 3 energy_pj 1
  sched.transfer load "x" for "a"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "b"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
  sched.loop from 2 every 3 for 5 trips {
    sched.repeat compute "a"[0] rows 0 to 1 tile_step 1
    sched.repeat move "a"[0] rows 1 to 2 tile_step 1
  }
}

// -----
// CHECK: rows 0 to 1 are repeated twice
// CHECK: sched.repeat
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<10xf32>) -> tensor<10xf32> inputs ["x"] outputs ["y"] on @s {
  %0 = dnn.layer "a" relu(%x) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<10xf32>) -> tensor<10xf32>
  %1 = dnn.layer "b" relu(%0) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 5], spatial = []> cores [@c0] : (tensor<10xf32>) -> tensor<10xf32>
  dnn.return %1 : tensor<10xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 8], [0, 20, 2, 22], [1, 22, 2, 24]]> : tensor<3x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 7], [0, 22, 2, 40, -1], [1, 24, 2, 40, -1]]> : tensor<4x5xi64> {
  sched.compute "a"[0] on @c0 rows 0 to 1 energy_pj 1
  sched.compute "b"[0] on @c0 rows 1 to 3 energy_pj 1
  sched.transfer load "x" for "a"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "b"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
  sched.loop from 2 every 3 for 5 trips {
    sched.repeat compute "a"[0] rows 0 to 1 tile_step 1
    sched.repeat load "x" for "a"[0] rows 1 to 2 tile_step 1
  }
  sched.loop from 2 every 3 for 5 trips {
    sched.repeat compute "a"[0] rows 0 to 1 tile_step 1
  }
}

// -----
// CHECK: tile 0 starts at 0, not in the first trip from 2 to 5
// CHECK: sched.repeat load
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<10xf32>) -> tensor<10xf32> inputs ["x"] outputs ["y"] on @s {
  %0 = dnn.layer "a" relu(%x) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<10xf32>) -> tensor<10xf32>
  %1 = dnn.layer "b" relu(%0) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 5], spatial = []> cores [@c0] : (tensor<10xf32>) -> tensor<10xf32>
  dnn.return %1 : tensor<10xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 8], [0, 20, 2, 22], [1, 22, 2, 24]]> : tensor<3x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 7], [0, 22, 2, 40, -1], [1, 24, 2, 40, -1]]> : tensor<4x5xi64> {
  sched.compute "a"[0] on @c0 rows 0 to 1 energy_pj 1
  sched.compute "b"[0] on @c0 rows 1 to 3 energy_pj 1
  sched.transfer load "x" for "a"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "b"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
  sched.loop from 2 every 3 for 5 trips {
    sched.repeat compute "a"[0] rows 0 to 1 tile_step 1
    sched.repeat load "x" for "a"[0] rows 0 to 2 tile_step 1
  }
}

// -----
// CHECK: tile 0 starts at 2, not in the first trip from 0 to 2
// CHECK: sched.repeat compute
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<10xf32>) -> tensor<10xf32> inputs ["x"] outputs ["y"] on @s {
  %0 = dnn.layer "a" relu(%x) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<10xf32>) -> tensor<10xf32>
  %1 = dnn.layer "b" relu(%0) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 5], spatial = []> cores [@c0] : (tensor<10xf32>) -> tensor<10xf32>
  dnn.return %1 : tensor<10xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 8], [0, 20, 2, 22], [1, 22, 2, 24]]> : tensor<3x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 7], [0, 22, 2, 40, -1], [1, 24, 2, 40, -1]]> : tensor<4x5xi64> {
  sched.compute "a"[0] on @c0 rows 0 to 1 energy_pj 1
  sched.compute "b"[0] on @c0 rows 1 to 3 energy_pj 1
  sched.transfer load "x" for "a"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "b"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
  sched.loop from 0 every 2 for 5 trips {
    sched.repeat compute "a"[0] rows 0 to 1 tile_step 1
  }
}

// -----
// CHECK: what stays off-chip has no release_step
// CHECK: sched.repeat store
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<10xf32>) -> tensor<10xf32> inputs ["x"] outputs ["y"] on @s {
  %0 = dnn.layer "a" relu(%x) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<10xf32>) -> tensor<10xf32>
  %1 = dnn.layer "b" relu(%0) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 5], spatial = []> cores [@c0] : (tensor<10xf32>) -> tensor<10xf32>
  dnn.return %1 : tensor<10xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 8], [0, 20, 2, 22], [1, 22, 2, 24]]> : tensor<3x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 7], [0, 22, 2, 40, -1], [1, 24, 2, 40, -1]]> : tensor<4x5xi64> {
  sched.compute "a"[0] on @c0 rows 0 to 1 energy_pj 1
  sched.compute "b"[0] on @c0 rows 1 to 3 energy_pj 1
  sched.transfer load "x" for "a"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "b"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
  sched.loop from 2 every 3 for 5 trips {
    sched.repeat compute "a"[0] rows 0 to 1 tile_step 1
    sched.repeat load "x" for "a"[0] rows 1 to 2 tile_step 1
  }
  sched.loop from 22 every 3 for 2 trips {
    sched.repeat store "b"[0] rows 2 to 3 tile_step 1 release_step 3
  }
}

// -----
// CHECK: '@c0' starts 6 times from 2 to 22, not only the 5 of the loop
// CHECK: sched.loop
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<10xf32>) -> tensor<10xf32> inputs ["x"] outputs ["y"] on @s {
  %0 = dnn.layer "a" relu(%x) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<10xf32>) -> tensor<10xf32>
  %1 = dnn.layer "b" relu(%0) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 5], spatial = []> cores [@c0] : (tensor<10xf32>) -> tensor<10xf32>
  dnn.return %1 : tensor<10xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 8], [0, 20, 2, 22], [1, 22, 2, 24]]> : tensor<3x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 7], [0, 22, 2, 40, -1], [1, 24, 2, 40, -1]]> : tensor<4x5xi64> {
  sched.compute "a"[0] on @c0 rows 0 to 1 energy_pj 1
  sched.compute "b"[0] on @c0 rows 1 to 3 energy_pj 1
  sched.transfer load "x" for "a"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "b"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
  sched.loop from 2 every 4 for 5 trips {
    sched.repeat compute "a"[0] rows 0 to 1 tile_step 1
  }
}

// -----
// CHECK: load "x" for "a"[0] starts 4 times from 0 to 6, not only the 3 of the loop
// CHECK: sched.loop
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<10xf32>) -> tensor<10xf32> inputs ["x"] outputs ["y"] on @s {
  %0 = dnn.layer "a" relu(%x) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<10xf32>) -> tensor<10xf32>
  %1 = dnn.layer "b" relu(%0) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 5], spatial = []> cores [@c0] : (tensor<10xf32>) -> tensor<10xf32>
  dnn.return %1 : tensor<10xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 4, 2, 8], [1, 6, 2, 10], [2, 8, 2, 12], [3, 10, 2, 14], [4, 12, 2, 16], [0, 20, 2, 22], [1, 22, 2, 24]]> : tensor<7x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [3, 5, 2, 16, 10], [4, 8, 2, 16, 10]]> : tensor<3x5xi64> {
  sched.compute "a"[0] on @c0 rows 0 to 5 energy_pj 1
  sched.compute "b"[0] on @c0 rows 5 to 7 energy_pj 1
  sched.transfer load "x" for "a"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 3 energy_pj 1
  sched.loop from 0 every 2 for 3 trips {
    sched.repeat load "x" for "a"[0] rows 0 to 1 tile_step 1
  }
}

// -----
// CHECK: repeats more than 100000000 rows
// CHECK: sched.repeat
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<10xf32>) -> tensor<10xf32> inputs ["x"] outputs ["y"] on @s {
  %0 = dnn.layer "a" relu(%x) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<10xf32>) -> tensor<10xf32>
  %1 = dnn.layer "b" relu(%0) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 5], spatial = []> cores [@c0] : (tensor<10xf32>) -> tensor<10xf32>
  dnn.return %1 : tensor<10xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 4, 2, 8], [0, 20, 2, 22], [1, 22, 2, 24]]> : tensor<3x4xi64>
  transfers dense<> : tensor<0x5xi64> {
  sched.compute "a"[0] on @c0 rows 0 to 1 energy_pj 1
  sched.compute "b"[0] on @c0 rows 1 to 3 energy_pj 1
  sched.loop from 4 every 2 for 1000000000000000 trips {
    sched.repeat compute "a"[0] rows 0 to 1 tile_step 1
  }
}

// -----
// What a loop makes of its rows is checked like all others

// CHECK: 5 rows should hold each tile from 0 to 4 once
// CHECK: sched.compute "a"
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<10xf32>) -> tensor<10xf32> inputs ["x"] outputs ["y"] on @s {
  %0 = dnn.layer "a" relu(%x) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<10xf32>) -> tensor<10xf32>
  %1 = dnn.layer "b" relu(%0) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 5], spatial = []> cores [@c0] : (tensor<10xf32>) -> tensor<10xf32>
  dnn.return %1 : tensor<10xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 8], [0, 20, 2, 22], [1, 22, 2, 24]]> : tensor<3x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 7], [0, 22, 2, 40, -1], [1, 24, 2, 40, -1]]> : tensor<4x5xi64> {
  sched.compute "a"[0] on @c0 rows 0 to 1 energy_pj 1
  sched.compute "b"[0] on @c0 rows 1 to 3 energy_pj 1
  sched.transfer load "x" for "a"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "b"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
  sched.loop from 2 every 3 for 5 trips {
    sched.repeat compute "a"[0] rows 0 to 1 tile_step 2
    sched.repeat load "x" for "a"[0] rows 1 to 2 tile_step 1
  }
}

// -----
// CHECK: tile 1 is released at 3, before it ends at 7
// CHECK: sched.compute "a"
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<10xf32>) -> tensor<10xf32> inputs ["x"] outputs ["y"] on @s {
  %0 = dnn.layer "a" relu(%x) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<10xf32>) -> tensor<10xf32>
  %1 = dnn.layer "b" relu(%0) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 5], spatial = []> cores [@c0] : (tensor<10xf32>) -> tensor<10xf32>
  dnn.return %1 : tensor<10xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 8], [0, 20, 2, 22], [1, 22, 2, 24]]> : tensor<3x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 7], [0, 22, 2, 40, -1], [1, 24, 2, 40, -1]]> : tensor<4x5xi64> {
  sched.compute "a"[0] on @c0 rows 0 to 1 energy_pj 1
  sched.compute "b"[0] on @c0 rows 1 to 3 energy_pj 1
  sched.transfer load "x" for "a"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "b"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
  sched.loop from 2 every 3 for 5 trips {
    sched.repeat compute "a"[0] rows 0 to 1 tile_step 1 release_step -5
    sched.repeat load "x" for "a"[0] rows 1 to 2 tile_step 1
  }
}

// -----
// CHECK: tile 5 is no tile that is computed
// CHECK: sched.transfer load
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<10xf32>) -> tensor<10xf32> inputs ["x"] outputs ["y"] on @s {
  %0 = dnn.layer "a" relu(%x) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<10xf32>) -> tensor<10xf32>
  %1 = dnn.layer "b" relu(%0) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 5], spatial = []> cores [@c0] : (tensor<10xf32>) -> tensor<10xf32>
  dnn.return %1 : tensor<10xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 8], [0, 20, 2, 22], [1, 22, 2, 24]]> : tensor<3x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 7], [0, 22, 2, 40, -1], [1, 24, 2, 40, -1]]> : tensor<4x5xi64> {
  sched.compute "a"[0] on @c0 rows 0 to 1 energy_pj 1
  sched.compute "b"[0] on @c0 rows 1 to 3 energy_pj 1
  sched.transfer load "x" for "a"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "b"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
  sched.loop from 2 every 3 for 5 trips {
    sched.repeat compute "a"[0] rows 0 to 1 tile_step 1
    sched.repeat load "x" for "a"[0] rows 1 to 2 tile_step 1
  }
}

// -----
// Expanded schedules

// CHECK: an expanded schedule holds sched.tile and sched.copy, not builtin.module
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<10xf32>) -> tensor<10xf32> inputs ["x"] outputs ["y"] on @s {
  %0 = dnn.layer "a" relu(%x) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<10xf32>) -> tensor<10xf32>
  %1 = dnn.layer "b" relu(%0) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 5], spatial = []> cores [@c0] : (tensor<10xf32>) -> tensor<10xf32>
  dnn.return %1 : tensor<10xf32>
}
sched.expanded @e of @n on @s {
  builtin.module {}
}

// -----
// CHECK: @x does not name a dnn.network
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<10xf32>) -> tensor<10xf32> inputs ["x"] outputs ["y"] on @s {
  %0 = dnn.layer "a" relu(%x) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<10xf32>) -> tensor<10xf32>
  %1 = dnn.layer "b" relu(%0) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 5], spatial = []> cores [@c0] : (tensor<10xf32>) -> tensor<10xf32>
  dnn.return %1 : tensor<10xf32>
}
sched.expanded @e of @x on @s {
  %0 = sched.copy load "x" for tile 0 of "a"[0] from @dram::@d to @c0::@m via [@bus] bits 16 at 0 for 2 until 4
}

// -----
// CHECK: 'q' does not name a layer of the network
// CHECK: sched.copy
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<10xf32>) -> tensor<10xf32> inputs ["x"] outputs ["y"] on @s {
  %0 = dnn.layer "a" relu(%x) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<10xf32>) -> tensor<10xf32>
  %1 = dnn.layer "b" relu(%0) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 5], spatial = []> cores [@c0] : (tensor<10xf32>) -> tensor<10xf32>
  dnn.return %1 : tensor<10xf32>
}
sched.expanded @e of @n on @s {
  %0 = sched.copy load "x" for tile 0 of "q"[0] from @dram::@d to @c0::@m via [@bus] bits 16 at 0 for 2 until 4
}

// -----
// CHECK: part 3 of layer 'a', which has 1
// CHECK: sched.tile
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<10xf32>) -> tensor<10xf32> inputs ["x"] outputs ["y"] on @s {
  %0 = dnn.layer "a" relu(%x) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<10xf32>) -> tensor<10xf32>
  %1 = dnn.layer "b" relu(%0) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 5], spatial = []> cores [@c0] : (tensor<10xf32>) -> tensor<10xf32>
  dnn.return %1 : tensor<10xf32>
}
sched.expanded @e of @n on @s {
  %0 = sched.copy load "x" for tile 0 of "a"[0] from @dram::@d to @c0::@m via [@bus] bits 16 at 0 for 2 until 4
  %1 = sched.tile 0 of "a"[3] on @c0 after (%0) at 2 for 2 until 6 energy_pj 1
}

// -----
// CHECK: '@c9' does not name a core of the system
// CHECK: sched.tile
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<10xf32>) -> tensor<10xf32> inputs ["x"] outputs ["y"] on @s {
  %0 = dnn.layer "a" relu(%x) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<10xf32>) -> tensor<10xf32>
  %1 = dnn.layer "b" relu(%0) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 5], spatial = []> cores [@c0] : (tensor<10xf32>) -> tensor<10xf32>
  dnn.return %1 : tensor<10xf32>
}
sched.expanded @e of @n on @s {
  %0 = sched.copy load "x" for tile 0 of "a"[0] from @dram::@d to @c0::@m via [@bus] bits 16 at 0 for 2 until 4
  %1 = sched.tile 0 of "a"[0] on @c9 after (%0) at 2 for 2 until 6 energy_pj 1
}

// -----
// CHECK: part 0 of layer 'b' is allocated to '@c0'
// CHECK: sched.tile
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<10xf32>) -> tensor<10xf32> inputs ["x"] outputs ["y"] on @s {
  %0 = dnn.layer "a" relu(%x) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<10xf32>) -> tensor<10xf32>
  %1 = dnn.layer "b" relu(%0) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 5], spatial = []> cores [@c0] : (tensor<10xf32>) -> tensor<10xf32>
  dnn.return %1 : tensor<10xf32>
}
sched.expanded @e of @n on @s {
  %0 = sched.copy load "x" for tile 0 of "a"[0] from @dram::@d to @c0::@m via [@bus] bits 16 at 0 for 2 until 4
  %1 = sched.tile 0 of "b"[0] on @c1 after (%0) at 2 for 2 until 6 energy_pj 1
}

// -----
// CHECK: '@c0::@x' does not name a memory of the core; it has m
// CHECK: sched.copy
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<10xf32>) -> tensor<10xf32> inputs ["x"] outputs ["y"] on @s {
  %0 = dnn.layer "a" relu(%x) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<10xf32>) -> tensor<10xf32>
  %1 = dnn.layer "b" relu(%0) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 5], spatial = []> cores [@c0] : (tensor<10xf32>) -> tensor<10xf32>
  dnn.return %1 : tensor<10xf32>
}
sched.expanded @e of @n on @s {
  %0 = sched.copy load "x" for tile 0 of "a"[0] from @dram::@d to @c0::@x via [@bus] bits 16 at 0 for 2 until 4
}

// -----
// CHECK: a load starts off-chip, not at '@c1'
// CHECK: sched.copy
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<10xf32>) -> tensor<10xf32> inputs ["x"] outputs ["y"] on @s {
  %0 = dnn.layer "a" relu(%x) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<10xf32>) -> tensor<10xf32>
  %1 = dnn.layer "b" relu(%0) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 5], spatial = []> cores [@c0] : (tensor<10xf32>) -> tensor<10xf32>
  dnn.return %1 : tensor<10xf32>
}
sched.expanded @e of @n on @s {
  %0 = sched.copy load "x" for tile 0 of "a"[0] from @c1::@m to @c0::@m via [@bus] bits 16 at 0 for 2 until 4
}

// -----
// CHECK: '@two' does not name a link or bus of the system
// CHECK: sched.copy
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<10xf32>) -> tensor<10xf32> inputs ["x"] outputs ["y"] on @s {
  %0 = dnn.layer "a" relu(%x) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<10xf32>) -> tensor<10xf32>
  %1 = dnn.layer "b" relu(%0) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 5], spatial = []> cores [@c0] : (tensor<10xf32>) -> tensor<10xf32>
  dnn.return %1 : tensor<10xf32>
}
sched.expanded @e of @n on @s {
  %0 = sched.copy load "x" for tile 0 of "a"[0] from @dram::@d to @c0::@m via [@two] bits 16 at 0 for 2 until 4
}

// -----
// CHECK: 'haul' is no kind of transfer; there are load, move, store, spill, reload
// CHECK: sched.copy
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<10xf32>) -> tensor<10xf32> inputs ["x"] outputs ["y"] on @s {
  %0 = dnn.layer "a" relu(%x) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<10xf32>) -> tensor<10xf32>
  %1 = dnn.layer "b" relu(%0) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 5], spatial = []> cores [@c0] : (tensor<10xf32>) -> tensor<10xf32>
  dnn.return %1 : tensor<10xf32>
}
sched.expanded @e of @n on @s {
  %0 = sched.copy haul tile 0 of "a"[0] from @dram::@d to @c0::@m via [@bus] bits 16 at 0 for 2 until 4
}

// -----
// CHECK: a load has a release_cycle
// CHECK: sched.copy
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<10xf32>) -> tensor<10xf32> inputs ["x"] outputs ["y"] on @s {
  %0 = dnn.layer "a" relu(%x) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<10xf32>) -> tensor<10xf32>
  %1 = dnn.layer "b" relu(%0) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 5], spatial = []> cores [@c0] : (tensor<10xf32>) -> tensor<10xf32>
  dnn.return %1 : tensor<10xf32>
}
sched.expanded @e of @n on @s {
  %0 = sched.copy load "x" for tile 0 of "a"[0] from @dram::@d to @c0::@m via [@bus] bits 16 at 0 for 2
}

// -----
// CHECK: a store has no release_cycle
// CHECK: sched.copy
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<10xf32>) -> tensor<10xf32> inputs ["x"] outputs ["y"] on @s {
  %0 = dnn.layer "a" relu(%x) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<10xf32>) -> tensor<10xf32>
  %1 = dnn.layer "b" relu(%0) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 5], spatial = []> cores [@c0] : (tensor<10xf32>) -> tensor<10xf32>
  dnn.return %1 : tensor<10xf32>
}
sched.expanded @e of @n on @s {
  %0 = sched.copy store tile 0 of "a"[0] from @c0::@m to @dram::@d via [@bus] bits 16 at 0 for 2 until 4
}

// -----
// CHECK: a tile has a release_cycle
// CHECK: sched.tile
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<10xf32>) -> tensor<10xf32> inputs ["x"] outputs ["y"] on @s {
  %0 = dnn.layer "a" relu(%x) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<10xf32>) -> tensor<10xf32>
  %1 = dnn.layer "b" relu(%0) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 5], spatial = []> cores [@c0] : (tensor<10xf32>) -> tensor<10xf32>
  dnn.return %1 : tensor<10xf32>
}
sched.expanded @e of @n on @s {
  %0 = sched.copy load "x" for tile 0 of "a"[0] from @dram::@d to @c0::@m via [@bus] bits 16 at 0 for 2 until 4
  %1 = sched.tile 0 of "a"[0] on @c0 after (%0) at 2 for 2 energy_pj 1
}

// -----
// CHECK: start_cycle is negative, -2
// CHECK: sched.copy
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<10xf32>) -> tensor<10xf32> inputs ["x"] outputs ["y"] on @s {
  %0 = dnn.layer "a" relu(%x) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<10xf32>) -> tensor<10xf32>
  %1 = dnn.layer "b" relu(%0) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 5], spatial = []> cores [@c0] : (tensor<10xf32>) -> tensor<10xf32>
  dnn.return %1 : tensor<10xf32>
}
sched.expanded @e of @n on @s {
  %0 = sched.copy load "x" for tile 0 of "a"[0] from @dram::@d to @c0::@m via [@bus] bits 16 at -2 for 2 until 4
}

// -----
// CHECK: duration_cycles is negative, -2
// CHECK: sched.copy
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<10xf32>) -> tensor<10xf32> inputs ["x"] outputs ["y"] on @s {
  %0 = dnn.layer "a" relu(%x) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<10xf32>) -> tensor<10xf32>
  %1 = dnn.layer "b" relu(%0) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 5], spatial = []> cores [@c0] : (tensor<10xf32>) -> tensor<10xf32>
  dnn.return %1 : tensor<10xf32>
}
sched.expanded @e of @n on @s {
  %0 = sched.copy load "x" for tile 0 of "a"[0] from @dram::@d to @c0::@m via [@bus] bits 16 at 0 for -2 until 4
}

// -----
// CHECK: bits is negative, -16
// CHECK: sched.copy
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<10xf32>) -> tensor<10xf32> inputs ["x"] outputs ["y"] on @s {
  %0 = dnn.layer "a" relu(%x) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<10xf32>) -> tensor<10xf32>
  %1 = dnn.layer "b" relu(%0) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 5], spatial = []> cores [@c0] : (tensor<10xf32>) -> tensor<10xf32>
  dnn.return %1 : tensor<10xf32>
}
sched.expanded @e of @n on @s {
  %0 = sched.copy load "x" for tile 0 of "a"[0] from @dram::@d to @c0::@m via [@bus] bits -16 at 0 for 2 until 4
}

// -----
// CHECK: energy must be finite and not negative, got -1.0
// CHECK: sched.tile
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<10xf32>) -> tensor<10xf32> inputs ["x"] outputs ["y"] on @s {
  %0 = dnn.layer "a" relu(%x) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<10xf32>) -> tensor<10xf32>
  %1 = dnn.layer "b" relu(%0) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 5], spatial = []> cores [@c0] : (tensor<10xf32>) -> tensor<10xf32>
  dnn.return %1 : tensor<10xf32>
}
sched.expanded @e of @n on @s {
  %0 = sched.copy load "x" for tile 0 of "a"[0] from @dram::@d to @c0::@m via [@bus] bits 16 at 0 for 2 until 4
  %1 = sched.tile 0 of "a"[0] on @c0 after (%0) at 2 for 2 until 6 energy_pj -1
}

// -----
// CHECK: is released at 1, before it is done at 2
// CHECK: sched.copy
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<10xf32>) -> tensor<10xf32> inputs ["x"] outputs ["y"] on @s {
  %0 = dnn.layer "a" relu(%x) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<10xf32>) -> tensor<10xf32>
  %1 = dnn.layer "b" relu(%0) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 5], spatial = []> cores [@c0] : (tensor<10xf32>) -> tensor<10xf32>
  dnn.return %1 : tensor<10xf32>
}
sched.expanded @e of @n on @s {
  %0 = sched.copy load "x" for tile 0 of "a"[0] from @dram::@d to @c0::@m via [@bus] bits 16 at 0 for 2 until 1
}

// -----
// CHECK: starts at 1, before what it waits for is done at 2
// CHECK: sched.tile
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<10xf32>) -> tensor<10xf32> inputs ["x"] outputs ["y"] on @s {
  %0 = dnn.layer "a" relu(%x) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<10xf32>) -> tensor<10xf32>
  %1 = dnn.layer "b" relu(%0) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 5], spatial = []> cores [@c0] : (tensor<10xf32>) -> tensor<10xf32>
  dnn.return %1 : tensor<10xf32>
}
sched.expanded @e of @n on @s {
  %0 = sched.copy load "x" for tile 0 of "a"[0] from @dram::@d to @c0::@m via [@bus] bits 16 at 0 for 2 until 4
  %1 = sched.tile 0 of "a"[0] on @c0 after (%0) at 1 for 2 until 6 energy_pj 1
}

// -----
// CHECK: waits for what is neither sched.tile nor sched.copy
// CHECK: sched.tile
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<10xf32>) -> tensor<10xf32> inputs ["x"] outputs ["y"] on @s {
  %0 = dnn.layer "a" relu(%x) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<10xf32>) -> tensor<10xf32>
  %1 = dnn.layer "b" relu(%0) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 5], spatial = []> cores [@c0] : (tensor<10xf32>) -> tensor<10xf32>
  dnn.return %1 : tensor<10xf32>
}
sched.expanded @e of @n on @s {
  %0 = builtin.unrealized_conversion_cast to !sched.token
  %1 = sched.tile 0 of "a"[0] on @c0 after (%0) at 2 for 2 until 6 energy_pj 1
}

// -----
// CHECK: the tile is computed twice
// CHECK: sched.tile
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<10xf32>) -> tensor<10xf32> inputs ["x"] outputs ["y"] on @s {
  %0 = dnn.layer "a" relu(%x) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<10xf32>) -> tensor<10xf32>
  %1 = dnn.layer "b" relu(%0) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 5], spatial = []> cores [@c0] : (tensor<10xf32>) -> tensor<10xf32>
  dnn.return %1 : tensor<10xf32>
}
sched.expanded @e of @n on @s {
  %0 = sched.copy load "x" for tile 0 of "a"[0] from @dram::@d to @c0::@m via [@bus] bits 16 at 0 for 2 until 4
  %1 = sched.tile 0 of "a"[0] on @c0 after (%0) at 2 for 2 until 6 energy_pj 1
  %2 = sched.tile 0 of "a"[0] on @c0 at 8 for 2 until 12 energy_pj 1
}

// -----
// CHECK: starts at 3, while '@c0' is busy until 4
// CHECK: sched.tile
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<10xf32>) -> tensor<10xf32> inputs ["x"] outputs ["y"] on @s {
  %0 = dnn.layer "a" relu(%x) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<10xf32>) -> tensor<10xf32>
  %1 = dnn.layer "b" relu(%0) dims <i = 10> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 5], spatial = []> cores [@c0] : (tensor<10xf32>) -> tensor<10xf32>
  dnn.return %1 : tensor<10xf32>
}
sched.expanded @e of @n on @s {
  %0 = sched.copy load "x" for tile 0 of "a"[0] from @dram::@d to @c0::@m via [@bus] bits 16 at 0 for 2 until 4
  %1 = sched.tile 0 of "a"[0] on @c0 after (%0) at 2 for 2 until 6 energy_pj 1
  %2 = sched.tile 1 of "a"[0] on @c0 at 3 for 2 until 12 energy_pj 1
}

// -----
// Addresses

// CHECK: addresses of tasks must be a table of one number each
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64>
  addresses <tasks = dense<[[0, 16]]> : tensor<1x2xi64>, transfers = dense<[[0, 32], [16, 48], [0, 32], [16, 32]]> : tensor<4x2xi64>,
    layouts = [<memory = @c0::@m, peak_bits = 64, height_bits = 64>], regions = [<tensor = "x", memory = @dram::@d, address_bits = 0, size_bits = 32>]> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: addresses of tasks must be a table of one number each
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64>
  addresses <tasks = dense<[0, 16]> : tensor<2xi32>, transfers = dense<[[0, 32], [16, 48], [0, 32], [16, 32]]> : tensor<4x2xi64>,
    layouts = [<memory = @c0::@m, peak_bits = 64, height_bits = 64>], regions = [<tensor = "x", memory = @dram::@d, address_bits = 0, size_bits = 32>]> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: addresses of transfers must be a table of pairs of source and target
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64>
  addresses <tasks = dense<[0, 16]> : tensor<2xi64>, transfers = dense<[0, 32, 16, 48]> : tensor<4xi64>,
    layouts = [<memory = @c0::@m, peak_bits = 64, height_bits = 64>], regions = [<tensor = "x", memory = @dram::@d, address_bits = 0, size_bits = 32>]> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: addresses of transfers must be a table of pairs of source and target
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64>
  addresses <tasks = dense<[0, 16]> : tensor<2xi64>, transfers = dense<[[0, 32, 0]]> : tensor<1x3xi64>,
    layouts = [<memory = @c0::@m, peak_bits = 64, height_bits = 64>], regions = [<tensor = "x", memory = @dram::@d, address_bits = 0, size_bits = 32>]> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: the address of task row 1, -8, is negative
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64>
  addresses <tasks = dense<[0, -8]> : tensor<2xi64>, transfers = dense<[[0, 32], [16, 48], [0, 32], [16, 32]]> : tensor<4x2xi64>,
    layouts = [<memory = @c0::@m, peak_bits = 64, height_bits = 64>], regions = [<tensor = "x", memory = @dram::@d, address_bits = 0, size_bits = 32>]> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: the address of task row 0, 12, is no multiple of 8 bits
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64>
  addresses <tasks = dense<[12, 16]> : tensor<2xi64>, transfers = dense<[[0, 32], [16, 48], [0, 32], [16, 32]]> : tensor<4x2xi64>,
    layouts = [<memory = @c0::@m, peak_bits = 64, height_bits = 64>], regions = [<tensor = "x", memory = @dram::@d, address_bits = 0, size_bits = 32>]> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: the address of the source of transfer row 1, 17, is no multiple of 8 bits
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64>
  addresses <tasks = dense<[0, 16]> : tensor<2xi64>, transfers = dense<[[0, 32], [17, 48], [0, 32], [16, 32]]> : tensor<4x2xi64>,
    layouts = [<memory = @c0::@m, peak_bits = 64, height_bits = 64>], regions = [<tensor = "x", memory = @dram::@d, address_bits = 0, size_bits = 32>]> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: the address of the target of transfer row 3, -16, is negative
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64>
  addresses <tasks = dense<[0, 16]> : tensor<2xi64>, transfers = dense<[[0, 32], [16, 48], [0, 32], [16, -16]]> : tensor<4x2xi64>,
    layouts = [<memory = @c0::@m, peak_bits = 64, height_bits = 64>], regions = [<tensor = "x", memory = @dram::@d, address_bits = 0, size_bits = 32>]> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: the address of 'x', 4, is no multiple of 8 bits
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64>
  addresses <tasks = dense<[0, 16]> : tensor<2xi64>, transfers = dense<[[0, 32], [16, 48], [0, 32], [16, 32]]> : tensor<4x2xi64>,
    layouts = [<memory = @c0::@m, peak_bits = 64, height_bits = 64>], regions = [<tensor = "x", memory = @dram::@d, address_bits = 4, size_bits = 32>]> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: size_bits must be finite and not negative, got -32
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64>
  addresses <tasks = dense<[0, 16]> : tensor<2xi64>, transfers = dense<[[0, 32], [16, 48], [0, 32], [16, 32]]> : tensor<4x2xi64>,
    layouts = [<memory = @c0::@m, peak_bits = 64, height_bits = 64>], regions = [<tensor = "x", memory = @dram::@d, address_bits = 0, size_bits = -32>]> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: height_bits = 64 is below peak_bits = 72
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64>
  addresses <tasks = dense<[0, 16]> : tensor<2xi64>, transfers = dense<[[0, 32], [16, 48], [0, 32], [16, 32]]> : tensor<4x2xi64>,
    layouts = [<memory = @c0::@m, peak_bits = 72, height_bits = 64>], regions = [<tensor = "x", memory = @dram::@d, address_bits = 0, size_bits = 32>]> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: 3 addresses of 2 tasks
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64>
  addresses <tasks = dense<[0, 16, 0]> : tensor<3xi64>, transfers = dense<[[0, 32], [16, 48], [0, 32], [16, 32]]> : tensor<4x2xi64>,
    layouts = [<memory = @c0::@m, peak_bits = 64, height_bits = 64>], regions = [<tensor = "x", memory = @dram::@d, address_bits = 0, size_bits = 32>]> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: 1 addresses of 4 transfers
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64>
  addresses <tasks = dense<[0, 16]> : tensor<2xi64>, transfers = dense<[[0, 32]]> : tensor<1x2xi64>,
    layouts = [<memory = @c0::@m, peak_bits = 64, height_bits = 64>], regions = [<tensor = "x", memory = @dram::@d, address_bits = 0, size_bits = 32>]> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: '@c7' does not name a core of the system
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64>
  addresses <tasks = dense<[0, 16]> : tensor<2xi64>, transfers = dense<[[0, 32], [16, 48], [0, 32], [16, 32]]> : tensor<4x2xi64>,
    layouts = [<memory = @c7::@m, peak_bits = 64, height_bits = 64>], regions = [<tensor = "x", memory = @dram::@d, address_bits = 0, size_bits = 32>]> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----
// CHECK: '@dram::@m' does not name a memory of the core; it has d
accel.system @s {
  accel.core_type @pe compute { accel.array <D1 = 1> mac_energy_pj 1 accel.memory @m size_bits 1024 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core_type @ddr offchip { accel.memory @d size_bits 65536 holds [I1, I2, O] read_pj 1 write_pj 1 {
    accel.port @rw read_write bandwidth 8 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th] } }
  accel.core @c0 : @pe accel.core @c1 : @pe accel.core @dram : @ddr
  accel.bus @bus [@c0, @c1, @dram] bandwidth 8
  accel.link @one : @c0 -> @c1 bandwidth 8
}
dnn.network @n(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {
  %y = dnn.layer "relu" relu(%x) dims <i = 4> maps [(i)] -> (i) bits <in = [8], psum = 8, out = 8>
    tiling <temporal = [i : 2], spatial = []> : (tensor<4xf32>) -> tensor<4xf32>
  dnn.return %y : tensor<4xf32>
}
sched.program @p of @n on @s
  tasks dense<[[0, 2, 2, 6], [1, 4, 2, 8]]> : tensor<2x4xi64>
  transfers dense<[[0, 0, 2, 16, 4], [1, 2, 2, 16, 6], [0, 4, 2, 16, -1], [1, 6, 2, 16, -1]]> : tensor<4x5xi64>
  addresses <tasks = dense<[0, 16]> : tensor<2xi64>, transfers = dense<[[0, 32], [16, 48], [0, 32], [16, 32]]> : tensor<4x2xi64>,
    layouts = [<memory = @c0::@m, peak_bits = 64, height_bits = 64>], regions = [<tensor = "x", memory = @dram::@m, address_bits = 0, size_bits = 32>]> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

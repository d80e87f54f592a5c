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
  totals <latency_cycles = 8, latency_lower_bound_cycles = 4, energy_pj = 5, energy_lower_bound_pj = 4, array_energy_pj = 1,
    core_memory_energy_pj = 1, link_energy_pj = 1, onchip_memory_energy_pj = 1, offchip_energy_pj = 1, macs = 0,
    array_utilisation = 0.5, offchip_read_bits = 32, offchip_write_bits = 32,
    peaks = [<memory = @c9::@m, used_bits = 64>],
    stacks = [<stack = "n", start_cycle = 2, end_cycle = 6, energy_pj = 5>]> {
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

// CHECK: a load names its tensor, and only a load does
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
  "sched.transfer"() <{kind = "load", layer = "relu", part = 0, source = @dram::@d, target = @c0::@m, route = [@bus], rows = array<i64: 4, 5>, energy_pj = 1.0 : f64}> : () -> ()
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
  "sched.transfer"() <{kind = "move", layer = "relu", part = 0, source = @c0::@m, target = @c1::@m, route = [@one], reverse = array<i64: 1>, rows = array<i64: 4, 5>, energy_pj = 1.0 : f64}> : () -> ()
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
  "sched.transfer"() <{kind = "move", layer = "relu", part = 0, source = @c0::@m, target = @c1::@m, route = [@one, @one], reverse = array<i64: 0, 0>, rows = array<i64: 4, 5>, energy_pj = 1.0 : f64}> : () -> ()
}

// -----

// CHECK: a program holds sched.compute and sched.transfer, not builtin.module
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
  totals <latency_cycles = 8, latency_lower_bound_cycles = 4, energy_pj = 5, energy_lower_bound_pj = 4, array_energy_pj = 1,
    core_memory_energy_pj = 1, link_energy_pj = 1, onchip_memory_energy_pj = 1, offchip_energy_pj = 1, macs = -1,
    array_utilisation = 0.5, offchip_read_bits = 32, offchip_write_bits = 32,
    peaks = [<memory = @c0::@m, used_bits = 64>],
    stacks = [<stack = "n", start_cycle = 2, end_cycle = 6, energy_pj = 5>]> {
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
  totals <latency_cycles = 8, latency_lower_bound_cycles = 9, energy_pj = 5, energy_lower_bound_pj = 4, array_energy_pj = 1,
    core_memory_energy_pj = 1, link_energy_pj = 1, onchip_memory_energy_pj = 1, offchip_energy_pj = 1, macs = 0,
    array_utilisation = 0.5, offchip_read_bits = 32, offchip_write_bits = 32,
    peaks = [<memory = @c0::@m, used_bits = 64>],
    stacks = [<stack = "n", start_cycle = 2, end_cycle = 6, energy_pj = 5>]> {
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
  totals <latency_cycles = 8, latency_lower_bound_cycles = 4, energy_pj = 5, energy_lower_bound_pj = 9, array_energy_pj = 1,
    core_memory_energy_pj = 1, link_energy_pj = 1, onchip_memory_energy_pj = 1, offchip_energy_pj = 1, macs = 0,
    array_utilisation = 0.5, offchip_read_bits = 32, offchip_write_bits = 32,
    peaks = [<memory = @c0::@m, used_bits = 64>],
    stacks = [<stack = "n", start_cycle = 2, end_cycle = 6, energy_pj = 5>]> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
}

// -----

// CHECK: energy_pj = 5.0 is not the sum of its parts, 6.0
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
  totals <latency_cycles = 8, latency_lower_bound_cycles = 4, energy_pj = 5, energy_lower_bound_pj = 4, array_energy_pj = 1,
    core_memory_energy_pj = 1, link_energy_pj = 2, onchip_memory_energy_pj = 1, offchip_energy_pj = 1, macs = 0,
    array_utilisation = 0.5, offchip_read_bits = 32, offchip_write_bits = 32,
    peaks = [<memory = @c0::@m, used_bits = 64>],
    stacks = [<stack = "n", start_cycle = 2, end_cycle = 6, energy_pj = 5>]> {
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
  totals <latency_cycles = 8, latency_lower_bound_cycles = 4, energy_pj = 5, energy_lower_bound_pj = 4, array_energy_pj = 1,
    core_memory_energy_pj = 1, link_energy_pj = 1, onchip_memory_energy_pj = 1, offchip_energy_pj = 1, macs = 0,
    array_utilisation = 1.5, offchip_read_bits = 32, offchip_write_bits = 32,
    peaks = [<memory = @c0::@m, used_bits = 64>],
    stacks = [<stack = "n", start_cycle = 2, end_cycle = 6, energy_pj = 5>]> {
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
  totals <latency_cycles = 8, latency_lower_bound_cycles = 4, energy_pj = 5, energy_lower_bound_pj = 4, array_energy_pj = 1,
    core_memory_energy_pj = 1, link_energy_pj = 1, onchip_memory_energy_pj = 1, offchip_energy_pj = 1, macs = 0,
    array_utilisation = 0.5, offchip_read_bits = 32, offchip_write_bits = 32,
    peaks = [<memory = @c0::@m, used_bits = 64>],
    stacks = [<stack = "n", start_cycle = 7, end_cycle = 6, energy_pj = 5>]> {
  sched.compute "relu"[0] on @c0 rows 0 to 2 energy_pj 1
  sched.transfer load "x" for "relu"[0] from @dram::@d to @c0::@m via [@bus] rows 0 to 2 energy_pj 1
  sched.transfer store "relu"[0] from @c0::@m to @dram::@d via [@bus] rows 2 to 4 energy_pj 1
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

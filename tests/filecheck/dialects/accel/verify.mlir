// RUN: stream-opt %s --split-input-file --verify-diagnostics --parsing-diagnostics | filecheck %s

// Ports

// CHECK: port kind 'sideways' is none of read, write, read_write
accel.system @s {
  accel.core_type @t compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @m size_bits 8 holds [I1] read_pj 1 write_pj 1 {
      accel.port @p sideways bandwidth 8 serves [I1 tl]
    }
  }
}

// -----

// CHECK: bandwidth must be positive, got -8
accel.system @s {
  accel.core_type @t compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @m size_bits 8 holds [I1] read_pj 1 write_pj 1 {
      accel.port @p read bandwidth -8 serves [I1 tl]
    }
  }
}

// -----

// CHECK: bandwidth must be positive, got 0
accel.system @s {
  accel.core_type @t compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @m size_bits 8 holds [I1] read_pj 1 write_pj 1 {
      accel.port @p read bandwidth 0 to 8 serves [I1 tl]
    }
  }
}

// -----

// CHECK: smallest access of 64 bits is wider than the widest of 32
accel.system @s {
  accel.core_type @t compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @m size_bits 8 holds [I1] read_pj 1 write_pj 1 {
      accel.port @p read bandwidth 64 to 32 serves [I1 tl]
    }
  }
}

// -----

// CHECK: a port serves at least one access, such as 'I1 tl'
accel.system @s {
  accel.core_type @t compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @m size_bits 8 holds [I1] read_pj 1 write_pj 1 {
      accel.port @p read bandwidth 8 serves []
    }
  }
}

// -----

// CHECK: 'I1 up' is not an operand (I1, I2, O) and a direction (fh, tl, fl, th)
accel.system @s {
  accel.core_type @t compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @m size_bits 8 holds [I1] read_pj 1 write_pj 1 {
      accel.port @p read bandwidth 8 serves [I1 up]
    }
  }
}

// -----

// CHECK: access 'I1 tl' is listed 2 times
accel.system @s {
  accel.core_type @t compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @m size_bits 8 holds [I1] read_pj 1 write_pj 1 {
      accel.port @p read bandwidth 8 serves [I1 tl, I1 tl]
    }
  }
}

// -----

// CHECK: a read port cannot serve 'I1 fh'
accel.system @s {
  accel.core_type @t compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @m size_bits 8 holds [I1] read_pj 1 write_pj 1 {
      accel.port @p read bandwidth 8 serves [I1 tl, I1 fh]
    }
  }
}

// -----

// CHECK: a write port cannot serve 'O th'
accel.system @s {
  accel.core_type @t compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @m size_bits 8 holds [O] read_pj 1 write_pj 1 {
      accel.port @p write bandwidth 8 serves [O fl, O th]
    }
  }
}

// -----

// Memories

// CHECK: size must be positive, got 0
accel.system @s {
  accel.core_type @t compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @m size_bits 0 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
}

// -----

// CHECK: read energy must be finite and not negative, got -1.0
accel.system @s {
  accel.core_type @t compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj -1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
}

// -----

// CHECK: write energy must be finite and not negative, got -0.5
accel.system @s {
  accel.core_type @t compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj -0.5 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
}

// -----

// CHECK: static power must be finite and not negative, got -0.5; give it in pJ per cycle, 0 or more
accel.system @s {
  accel.core_type @t compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 static_power_pj_per_cycle -0.5 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
}

// -----

// CHECK: static power must be finite and not negative, got -0.5; give it in pJ per cycle, 0 or more
accel.system @s {
  accel.core_type @t compute static_power_pj_per_cycle -0.5 {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
}

// -----

// CHECK: a memory holds at least one operand
accel.system @s {
  accel.core_type @t compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @m size_bits 8 holds [] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
}

// -----

// CHECK: operand 'W' is none of I1, I2, O
accel.system @s {
  accel.core_type @t compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @m size_bits 8 holds [I1, W] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
}

// -----

// CHECK: operand 'I1' is listed 2 times
accel.system @s {
  accel.core_type @t compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @m size_bits 8 holds [I1, I1] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
}

// -----

// CHECK: port @p serves 'I2 tl', but the memory does not hold I2
accel.system @s {
  accel.core_type @t compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @m size_bits 8 holds [I1] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl]
    }
  }
}

// -----

// CHECK: ports @p and @q both serve 'I1 tl'; leave it to one of them
accel.system @s {
  accel.core_type @t compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @m size_bits 8 holds [I1] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh]
      accel.port @q read bandwidth 8 serves [I1 tl]
    }
  }
}

// -----

// CHECK: no port serves 'I1 fh'
accel.system @s {
  accel.core_type @t compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @m size_bits 8 holds [I1] read_pj 1 write_pj 1 {
      accel.port @p read bandwidth 8 serves [I1 tl]
    }
  }
}

// -----

// CHECK: no port serves 'I2 tl'
accel.system @s {
  accel.core_type @t compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @m size_bits 8 holds [I2] read_pj 1 write_pj 1 {
      accel.port @p write bandwidth 8 serves [I2 fh]
    }
  }
}

// -----

// CHECK: no port serves 'O th'
accel.system @s {
  accel.core_type @t compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @m size_bits 8 holds [O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [O fh, O tl, O fl]
    }
  }
}

// -----

// CHECK: shared over 'D3', which is not a dimension of the array (D1)
accel.system @s {
  accel.core_type @t compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @m size_bits 8 holds [I1, I2, O] shared_over [D1, D3] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
}

// -----

// CHECK: array dimension 'D1' is listed 2 times
accel.system @s {
  accel.core_type @t compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @m size_bits 8 holds [I1, I2, O] shared_over [D1, D1] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
}

// -----

// CHECK: shared over 'D1', which is not a dimension of the array ()
accel.system @s {
  accel.core_type @t offchip {
    accel.memory @m size_bits 8 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
}

// -----

// CHECK: Redefinition of symbol "p"
accel.system @s {
  accel.core_type @t compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @m size_bits 8 holds [I1] read_pj 1 write_pj 1 {
      accel.port @p read bandwidth 8 serves [I1 tl]
      accel.port @p write bandwidth 8 serves [I1 fh]
    }
  }
}

// -----

// Neighbouring tiles, and inputs that are fed bit by bit

// CHECK: 'onloading' is no part of a tile that can overlap; did you mean 'onload'? write onload or offload
accel.system @s {
  accel.core_type @t compute overlaps [onloading] {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
}

// -----

// CHECK: stage 'onload' is listed 2 times; list it once
accel.system @s {
  accel.core_type @t compute overlaps [onload, onload] {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
}

// -----

// CHECK: only compute cores have tiles to overlap; the role is 'memory'; remove 'overlaps'
accel.system @s {
  accel.core_type @t memory overlaps [onload] {
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
}

// -----

// CHECK: 'O' cannot be stationary from tile to tile; only I1, I2 can
accel.system @s {
  accel.core_type @t compute stationary [O] {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
}

// -----

// CHECK: stationary I2 has no memory inside its outermost one to stay in; add the memory at the array
accel.system @s {
  accel.core_type @t compute stationary [I2] {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
}

// -----

// CHECK: only compute cores keep operands in their array; the role is 'offchip'; remove 'stationary'
accel.system @s {
  accel.core_type @t offchip stationary [I2] {
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
}

// -----

// CHECK: 'cycles' of a pass must be positive, got 0
accel.system @s {
  accel.core_type @t compute {
    accel.array <D1 = 4> mac_energy_pj 1 serial <bits = 1, cycles = 0>
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
}

// -----

// CHECK: 'bits' of a pass must be positive, got -1
accel.system @s {
  accel.core_type @t compute {
    accel.array <D1 = 4> mac_energy_pj 1 serial <bits = -1, cycles = 2>
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
}

// -----

// Arrays

// CHECK: energy of an operation must be finite and not negative, got -1.0
accel.system @s {
  accel.core_type @t compute {
    accel.array <D1 = 4> mac_energy_pj -1
  }
}

// -----

// CHECK: dataflow over 'D2', which is not a dimension of the array (D1)
accel.system @s {
  accel.core_type @t compute {
    accel.array <D1 = 4> mac_energy_pj 1 dataflow <D2 = [k = 4]>
  }
}

// -----

// CHECK: dataflow unrolls 8 times over 'D1' of size 4
accel.system @s {
  accel.core_type @t compute {
    accel.array <D1 = 4> mac_energy_pj 1 dataflow <D1 = [k = 2, c = 4]>
  }
}

// -----

// CHECK: size of dimension 'D1' must be positive, got 0
accel.system @s {
  accel.core_type @t compute {
    accel.array <D1 = 0> mac_energy_pj 1
  }
}

// -----

// CHECK: dimension 'D1' is listed 2 times
accel.system @s {
  accel.core_type @t compute {
    accel.array <D1 = 4, D1 = 4> mac_energy_pj 1
  }
}

// -----

// CHECK: at least one dimension expected
accel.system @s {
  accel.core_type @t compute {
    accel.array <> mac_energy_pj 1
  }
}

// -----

// CHECK: dimension 'D1' is listed 2 times
accel.system @s {
  accel.core_type @t compute {
    accel.array <D1 = 4> mac_energy_pj 1 dataflow <D1 = [k = 4], D1 = [c = 4]>
  }
}

// -----

// Core types

// CHECK: role 'cpu' is none of compute, memory, offchip
accel.system @s {
  accel.core_type @t cpu {
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
}

// -----

// CHECK: a compute core needs exactly one accel.array, got 0
accel.system @s {
  accel.core_type @t compute {
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
}

// -----

// CHECK: only compute cores have an accel.array; the role is 'memory'
accel.system @s {
  accel.core_type @t memory {
    accel.array <D1 = 4> mac_energy_pj 1
  }
}

// -----

// CHECK: at least one accel.memory expected
accel.system @s {
  accel.core_type @t memory {
    
  }
}

// -----

// CHECK: no memory holds I2, O: a core of role 'compute' keeps every operand
accel.system @s {
  accel.core_type @t compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @m size_bits 8 holds [I1] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh]
    }
  }
}

// -----

// CHECK: operands are in different outermost memories: @inputs, @rest; what a layer writes to off-chip memory is read there by others; let one memory, the last, hold I1, I2, O
accel.system @s {
  accel.core_type @t offchip {
    accel.memory @inputs size_bits 8 holds [I1] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh]
    }
    accel.memory @rest size_bits 8 holds [I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
}

// -----

// CHECK: only compute cores run layers; the role is 'offchip'
accel.system @s {
  accel.core_type @t offchip runs [conv] {
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
}

// -----

// CHECK: only compute cores draw power beside their memories; the role is 'offchip'; give the power to an accel.memory
accel.system @s {
  accel.core_type @t offchip static_power_pj_per_cycle 1 {
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
}

// -----

// CHECK: 'softplsu' is no kind of layer and no family of kinds; did you mean 'softplus'? use a dnn.kind such as conv, or a family: mac, pooling, elementwise, reduction
accel.system @s {
  accel.core_type @t compute runs [softplsu] {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
}

// -----

// CHECK: kind 'add' is listed 2 times
accel.system @s {
  accel.core_type @t compute runs [add, add] {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
}

// -----

// CHECK: width of 'weight' must be positive, got 0
accel.system @s {
  accel.core_type @t compute precision <in = 8, weight = 0, psum = 16, out = 8> {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
}

// -----

// CHECK: Redefinition of symbol "m"
accel.system @s {
  accel.core_type @t compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
}

// -----

// Cores

// CHECK: @u does not name an accel.core_type of this system
accel.system @s {
  accel.core_type @t compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @dram offchip {
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @u
}

// -----

// CHECK: a position is a column and a row, got 1 numbers
accel.system @s {
  accel.core_type @t compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @dram offchip {
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @t at [1]
}

// -----

// CHECK: Redefinition of symbol "core0"
accel.system @s {
  accel.core_type @t compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @dram offchip {
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @t
  accel.core @core1 : @t
  accel.core @core2 : @dram
  accel.core @core0 : @t
}

// -----

// Links

// CHECK: links @core0 to itself
accel.system @s {
  accel.core_type @t compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @dram offchip {
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @t
  accel.core @core1 : @t
  accel.core @core2 : @dram
  accel.link @link0 : @core0 <-> @core0 bandwidth 8
}

// -----

// CHECK: @core9 does not name an accel.core of this system; name one of core0, core1
accel.system @s {
  accel.core_type @t compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @dram offchip {
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @t
  accel.core @core1 : @t
  accel.core @core2 : @dram
  accel.link @link0 : @core0 <-> @core9 bandwidth 8
}

// -----

// CHECK: @t does not name an accel.core of this system
accel.system @s {
  accel.core_type @t compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @dram offchip {
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @t
  accel.core @core1 : @t
  accel.core @core2 : @dram
  accel.link @link0 : @core0 <-> @t bandwidth 8
}

// -----

// CHECK: bandwidth must be positive, got 0
accel.system @s {
  accel.core_type @t compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @dram offchip {
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @t
  accel.core @core1 : @t
  accel.core @core2 : @dram
  accel.link @link0 : @core0 <-> @core1 bandwidth 0
}

// -----

// CHECK: energy per bit must be finite and not negative, got -1.0
accel.system @s {
  accel.core_type @t compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @dram offchip {
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @t
  accel.core @core1 : @t
  accel.core @core2 : @dram
  accel.link @link0 : @core0 <-> @core1 bandwidth 8 energy_pj_per_bit -1
}

// -----

// CHECK: latency must not be negative, got -1
accel.system @s {
  accel.core_type @t compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @dram offchip {
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @t
  accel.core @core1 : @t
  accel.core @core2 : @dram
  accel.link @link0 : @core0 <-> @core1 bandwidth 8 latency_cycles -1
}

// -----

// Buses

// CHECK: a bus joins at least two cores, got 1; list them all
accel.system @s {
  accel.core_type @t compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @dram offchip {
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @t
  accel.core @core1 : @t
  accel.core @core2 : @dram
  accel.bus @bus0 [@core0] bandwidth 8
}

// -----

// CHECK: core 'core0' is listed 2 times
accel.system @s {
  accel.core_type @t compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @dram offchip {
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @t
  accel.core @core1 : @t
  accel.core @core2 : @dram
  accel.bus @bus0 [@core0, @core1, @core0] bandwidth 8
}

// -----

// CHECK: @core7 does not name an accel.core of this system
accel.system @s {
  accel.core_type @t compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @dram offchip {
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @t
  accel.core @core1 : @t
  accel.core @core2 : @dram
  accel.bus @bus0 [@core0, @core7] bandwidth 8
}

// -----

// CHECK: a one-way bus has at least one sender and one receiver
accel.system @s {
  accel.core_type @t compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @dram offchip {
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @t
  accel.core @core1 : @t
  accel.core @core2 : @dram
  accel.bus @bus0 [] -> [@core0, @core1] bandwidth 8
}

// -----

// CHECK: a one-way bus has at least one sender and one receiver
accel.system @s {
  accel.core_type @t compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @dram offchip {
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @t
  accel.core @core1 : @t
  accel.core @core2 : @dram
  accel.bus @bus0 [@core0, @core1] -> [] bandwidth 8
}

// -----

// CHECK: the senders of a one-way bus are the first of its cores
accel.system @s {
  accel.core_type @t compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @dram offchip {
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @t
  accel.core @core1 : @t
  accel.core @core2 : @dram
  "accel.bus"() <{sym_name = "bus0", cores = [@core0, @core1], senders = [@core1], bandwidth_bits = 8 : i64, energy_pj_per_bit = 0.0 : f64, latency_cycles = 0 : i64}> : () -> ()
}

// -----

// CHECK: bandwidth must be positive, got -1
accel.system @s {
  accel.core_type @t compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @dram offchip {
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @t
  accel.core @core1 : @t
  accel.core @core2 : @dram
  accel.bus @bus0 [@core0, @core1] bandwidth -1
}

// -----

// CHECK: energy per bit must be finite and not negative, got -1.0
accel.system @s {
  accel.core_type @t compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @dram offchip {
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @t
  accel.core @core1 : @t
  accel.core @core2 : @dram
  accel.bus @bus0 [@core0, @core1] bandwidth 8 energy_pj_per_bit -1
}

// -----

// CHECK: latency must not be negative, got -1
accel.system @s {
  accel.core_type @t compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @dram offchip {
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @t
  accel.core @core1 : @t
  accel.core @core2 : @dram
  accel.bus @bus0 [@core0, @core1] bandwidth 8 latency_cycles -1
}

// -----

// Shared memories

// CHECK: a shared memory has at least two members, got 1
accel.system @s {
  accel.core_type @t compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @dram offchip {
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @t
  accel.core @core1 : @t
  accel.core @core2 : @dram
  accel.shared_memory [@core0::@m]
}

// -----

// CHECK: core 'core0' is listed 2 times
accel.system @s {
  accel.core_type @t compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @dram offchip {
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @t
  accel.core @core1 : @t
  accel.core @core2 : @dram
  accel.shared_memory [@core0::@m, @core0::@m]
}

// -----

// CHECK: @core5 does not name an accel.core of this system
accel.system @s {
  accel.core_type @t compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @dram offchip {
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @t
  accel.core @core1 : @t
  accel.core @core2 : @dram
  accel.shared_memory [@core0::@m, @core5::@m]
}

// -----

// CHECK: @core1 is not a core and a memory, such as @core0::@sram
accel.system @s {
  accel.core_type @t compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @dram offchip {
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @t
  accel.core @core1 : @t
  accel.core @core2 : @dram
  accel.shared_memory [@core0::@m, @core1]
}

// -----

// CHECK: @core1::@n does not name an accel.memory of the core
accel.system @s {
  accel.core_type @t compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @dram offchip {
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @t
  accel.core @core1 : @t
  accel.core @core2 : @dram
  accel.shared_memory [@core0::@m, @core1::@n]
}

// -----

// CHECK: @core1::@low is not the outermost memory of any operand
accel.system @s {
  accel.core_type @t compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @low size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @dram offchip {
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @t
  accel.core @core1 : @t
  accel.core @core2 : @dram
  accel.shared_memory [@core0::@m, @core1::@low]
}

// -----

// CHECK: one memory cannot have two sizes: @core0::@m has 8 bits and @core2::@m has 16
accel.system @s {
  accel.core_type @t compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @dram offchip {
    accel.memory @m size_bits 16 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @t
  accel.core @core1 : @t
  accel.core @core2 : @dram
  accel.shared_memory [@core0::@m, @core2::@m]
}

// -----

// CHECK: one memory cannot draw two powers: @core0::@m draws 0.0 pJ per cycle and @core2::@m 2.0; give both
accel.system @s {
  accel.core_type @t compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @dram offchip {
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 static_power_pj_per_cycle 2 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @t
  accel.core @core1 : @t
  accel.core @core2 : @dram
  accel.shared_memory [@core0::@m, @core2::@m]
}

// -----

// CHECK: memory @core1::@m is in 2 accel.shared_memory operations; join them
accel.system @s {
  accel.core_type @t compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @dram offchip {
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @t
  accel.core @core1 : @t
  accel.core @core2 : @dram
  accel.bus @bus0 [@core0, @core1, @core2] bandwidth 8
  accel.shared_memory [@core0::@m, @core1::@m]
  accel.shared_memory [@core1::@m, @core2::@m]
}

// -----

// Systems

// CHECK: no core is off-chip memory; give one core a type of role 'offchip'
accel.system @s {
  accel.core_type @t compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @t
}

// -----

// CHECK: exactly one core may be off-chip memory, got core2, core3
accel.system @s {
  accel.core_type @t compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @dram offchip {
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @t
  accel.core @core1 : @t
  accel.core @core2 : @dram
  accel.core @core3 : @dram
}

// -----

// CHECK: cores @core0 and @core2 are both at [1, 0]; give each core a place of its own
accel.system @s {
  accel.core_type @t compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @dram offchip {
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @t at [1, 0]
  accel.core @core1 : @t at [0, 1]
  accel.core @core2 : @dram at [1, 0]
  accel.bus @bus0 [@core0, @core1, @core2] bandwidth 8
}

// -----

// CHECK: core @core1 is unreachable: no link, bus or shared memory leads to it from off-chip memory (@core2)
accel.system @s {
  accel.core_type @t compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @dram offchip {
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @t
  accel.core @core1 : @t
  accel.core @core2 : @dram
  accel.link @link0 : @core0 <-> @core2 bandwidth 8
}

// -----

// CHECK: core @core1 is unreachable: no link, bus or shared memory leads from it to off-chip memory (@core2)
accel.system @s {
  accel.core_type @t compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @dram offchip {
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @t
  accel.core @core1 : @t
  accel.core @core2 : @dram
  accel.link @link0 : @core0 <-> @core2 bandwidth 8
  accel.link @link1 : @core0 -> @core1 bandwidth 8
}

// -----

// CHECK: core @core0 is unreachable: no link, bus or shared memory leads to it from off-chip memory (@core2)
accel.system @s {
  accel.core_type @t compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @dram offchip {
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @t
  accel.core @core1 : @t
  accel.core @core2 : @dram
  accel.bus @bus0 [@core0, @core1] -> [@core2] bandwidth 8
}

// -----

// What lies in one shared memory does not appear in the next.

// CHECK: core @core3 is unreachable: no link, bus or shared memory leads to it from off-chip memory (@core2)
accel.system @s {
  accel.core_type @t compute {
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @a size_bits 8 holds [I1, I2] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh]
    }
    accel.memory @b size_bits 8 holds [O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @dram offchip {
    accel.memory @m size_bits 8 holds [I1, I2, O] read_pj 1 write_pj 1 {
      accel.port @p read_write bandwidth 8 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @t
  accel.core @core1 : @t
  accel.core @core2 : @dram
  accel.core @core3 : @t
  accel.core @core4 : @t
  accel.link @link0 : @core0 <-> @core2 bandwidth 8
  accel.shared_memory [@core0::@a, @core1::@a]
  accel.shared_memory [@core1::@b, @core3::@b]
}

// -----

// Nesting

// CHECK: 'accel.core' expects parent op 'accel.system'
accel.core @core0 : @t

// -----

// CHECK: 'accel.array' expects parent op 'accel.core_type'
accel.system @s {
  accel.array <D1 = 4> mac_energy_pj 1
}

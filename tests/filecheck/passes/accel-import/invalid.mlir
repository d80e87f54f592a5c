// RUN: stream-opt %s -p 'accel-import' --verify-diagnostics | filecheck %s --check-prefix=NEITHER
// RUN: stream-opt %s -p 'accel-import{name=simba file="x.yaml"}' --verify-diagnostics | filecheck %s --check-prefix=BOTH
// RUN: stream-opt %s -p 'accel-import{name=simbaa}' --verify-diagnostics | filecheck %s --check-prefix=UNKNOWN
// RUN: stream-opt %s -p 'accel-import{file="nowhere.mlir"}' --verify-diagnostics | filecheck %s --check-prefix=MISSING
// RUN: stream-opt %s -p 'accel-import{name=simba},accel-import{name=simba}' --verify-diagnostics | filecheck %s --check-prefix=TWICE
// RUN: stream-opt %s -p 'accel-import{file="%S/Inputs/duo.yaml"}' --verify-diagnostics | filecheck %s --check-prefix=CLASH
// RUN: stream-opt %s -p 'accel-import{file="%S/Inputs/typo.yaml"}' --verify-diagnostics | filecheck %s --check-prefix=TYPO
// RUN: stream-opt %s -p 'accel-import{file="%S/Inputs/unreachable.yaml"}' --verify-diagnostics | filecheck %s --check-prefix=FAR
// RUN: stream-opt %s -p 'accel-import{file="%S/Inputs/invalid.mlir"}' --verify-diagnostics | filecheck %s --check-prefix=INVALID
// RUN: stream-opt %s -p 'accel-import{file="%S/Inputs/empty.mlir"}' --verify-diagnostics | filecheck %s --check-prefix=EMPTY
// RUN: not stream-opt %s -p 'accel-import{file="%S/Inputs/unparsable.mlir"}' 2>&1 | filecheck %s --check-prefix=TEXT

builtin.module {
  func.func private @duo() -> ()
}

// NEITHER:      accel-import: neither name nor file is given
// NEITHER-NEXT: remedy: write accel-import{name=…} for a machine of the library or accel-import{file="…"} for a file

// BOTH:         accel-import: name and file are both given

// UNKNOWN:      no machine is called 'simbaa'; did you mean 'simba'?
// UNKNOWN-NEXT: remedy: choose one of depfin, diana, {{.*}}, or give a file

// MISSING:      nowhere.mlir: no such file
// MISSING-NEXT: remedy: give an accel .mlir or an accelerator YAML file

// TWICE:        accel-import: the module already has a machine @simba
// TWICE-NEXT:   remedy: import a machine once, or rename one of the two

// CLASH:        accel-import: the machine is called like the func.func @duo of the module
// CLASH-NEXT:   remedy: rename the func.func, or the machine: a YAML file's machine is called like the file

// TYPO:         Inputs/typo.yaml:7: 'bandwidth' must be a whole number of bits per cycle, got '4 GB/s'
// TYPO-NEXT:    remedy: bits per cycle = 8 × bytes per second ÷ clock frequency

// FAR:          Inputs/unreachable.yaml:1: core @core1 is unreachable: no link, bus or shared memory leads to it from off-chip memory (@core2)
// FAR-NEXT:     remedy: add a link or a bus that does, or remove the core

// INVALID:      Inputs/invalid.mlir:1: accel.system @bad machine: no core is off-chip memory
// INVALID-NEXT: remedy: give one core a type of role 'offchip'

// EMPTY:        Inputs/empty.mlir:1: one accel.system expected in the file, got none
// EMPTY-NEXT:   remedy: write an accel.system into it

// TEXT:         Inputs/unparsable.mlir:3:1
// TEXT:         Operation accel.cores is not registered

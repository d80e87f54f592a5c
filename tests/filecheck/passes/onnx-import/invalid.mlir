// RUN: not stream-opt %s -p 'onnx-import{file="%S/Inputs/relu.onnxtxt" dims="batch=4"}' 2>&1 | filecheck %s --check-prefix=SYMBOL
// SYMBOL:      onnx-import: the function of {{.*}}relu.onnxtxt cannot be called @relu: the module already has a symbol of that name
// SYMBOL-NEXT: remedy: choose another with symbol="…"

// RUN: not stream-opt %s -p 'onnx-import{file="%S/Inputs/relu.onnxtxt" dims="batch=none"}' 2>&1 | filecheck %s --check-prefix=DIMS
// DIMS:      onnx-import: dims: 'batch=none' is no name with a size from 1 to 2^63 - 1
// DIMS-NEXT: remedy: write dims="batch=1,seq=128"

// RUN: not stream-opt %s -p 'onnx-import{file="%S/Inputs/relu.onnxtxt" dims="batch=4,batch=4"}' 2>&1 | filecheck %s --check-prefix=AGAIN
// AGAIN:      onnx-import: dims: 'batch' is given twice
// AGAIN-NEXT: remedy: give each dimension one size

// RUN: not stream-opt %s -p 'onnx-import{file="%S/Inputs/relu.onnxtxt" dims="batch=9223372036854775808"}' 2>&1 | filecheck %s --check-prefix=HUGE
// HUGE:      relu.onnxtxt: dimension 'batch' cannot have size 9223372036854775808
// HUGE-NEXT: remedy: give a size from 1 to 2^63 - 1

// RUN: not stream-opt %s -p 'onnx-import{file="%S/Inputs/absent.onnx"}' 2>&1 | filecheck %s --check-prefix=FILE
// FILE:      {{.*}}absent.onnx: no such file
// FILE-NEXT: remedy: check the path of the model

func.func private @relu()

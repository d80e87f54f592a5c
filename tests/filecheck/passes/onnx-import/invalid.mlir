// RUN: not stream-opt %s -p 'onnx-import{file="%S/Inputs/relu.onnxtxt" dims="batch=4"}' 2>&1 | filecheck %s --check-prefix=SYMBOL
// SYMBOL:      onnx-import: the module already has a symbol @relu
// SYMBOL-NEXT: remedy: choose another with symbol="…"

// RUN: not stream-opt %s -p 'onnx-import{file="%S/Inputs/relu.onnxtxt" dims="batch=none"}' 2>&1 | filecheck %s --check-prefix=DIMS
// DIMS:      onnx-import: dims: 'batch=none' is no name with a size
// DIMS-NEXT: remedy: write dims="batch=1,seq=128"

// RUN: not stream-opt %s -p 'onnx-import{file="%S/Inputs/absent.onnx"}' 2>&1 | filecheck %s --check-prefix=FILE
// FILE:      {{.*}}absent.onnx: no such file
// FILE-NEXT: remedy: check the path of the model

func.func private @relu()

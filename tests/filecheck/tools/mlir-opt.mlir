// The generic form of every operation and attribute is read and written by MLIR's own tool, which knows none of them.

// REQUIRES: mlir-opt

// RUN: stream-opt %repo/dialects/accel.mlir --print-op-generic | %mlir-opt --allow-unregistered-dialect > %t.accel
// RUN: stream-opt %t.accel -f mlir --print-op-generic | %mlir-opt --allow-unregistered-dialect | diff %t.accel -
// RUN: stream-opt %repo/dialects/dnn.mlir --print-op-generic | %mlir-opt --allow-unregistered-dialect > %t.dnn
// RUN: stream-opt %t.dnn -f mlir --print-op-generic | %mlir-opt --allow-unregistered-dialect | diff %t.dnn -
// RUN: stream-opt %repo/dialects/onnx.mlir --print-op-generic | %mlir-opt --allow-unregistered-dialect > %t.onnx
// RUN: stream-opt %t.onnx -f mlir --print-op-generic | %mlir-opt --allow-unregistered-dialect | diff %t.onnx -
// RUN: stream-opt %repo/dialects/sched.mlir --print-op-generic | %mlir-opt --allow-unregistered-dialect > %t.sched
// RUN: stream-opt %t.sched -f mlir --print-op-generic | %mlir-opt --allow-unregistered-dialect | diff %t.sched -

// Text of other compilers in our tools and in xDSL's; in generic form, operations that xDSL lacks have all that is needed.

// REQUIRES: mlir-opt

// RUN: stream-opt %repo/tests/unit/toolchain/cases/avgpool_counted.mlir -p 'convert-linalg-to-dnn{precision=file}' | filecheck %s
// RUN: %mlir-opt --mlir-print-op-generic %repo/tests/unit/toolchain/cases/avgpool_counted.mlir > %t.generic
// RUN: stream-opt %t.generic -f mlir -p 'convert-linalg-to-dnn{precision=file}' | filecheck %s
// RUN: xdsl-opt %t.generic -f mlir --allow-unregistered-dialect -p 'convert-linalg-to-dnn{precision=file}' | filecheck %s
// RUN: %mlir-opt --linalg-generalize-named-ops %repo/tests/unit/toolchain/cases/avgpool_counted.mlir > %t.generalised
// RUN: xdsl-opt %t.generalised -f mlir -p 'convert-linalg-to-dnn{precision=file}' | filecheck %s
// RUN: %mlir-opt --mlir-print-debuginfo %repo/tests/unit/toolchain/cases/avgpool_counted.mlir > %t.located
// RUN: stream-opt %t.located -f mlir -p 'convert-linalg-to-dnn{precision=file}' | filecheck %s
// RUN: %mlir-opt --mlir-print-op-generic %repo/examples/toolchain/small_cnn.linalg.mlir > %t.network
// RUN: xdsl-opt %t.network -f mlir --allow-unregistered-dialect -p 'convert-linalg-to-dnn{precision=file}' | filecheck %s --check-prefix=NETWORK

// CHECK:      dnn.layer "avgpool" avgpool(%{{.*}}) dims <b = 2, c = 4, oy = 4, ox = 3, fy = 3, fx = 2>
// CHECK-NEXT:   maps [(b, c, 2*oy + fy - 1, 2*ox + fx)] -> (b, c, oy, ox)
// CHECK-NEXT:   bits <in = [32], psum = 32, out = 32> pad zero from "linalg.{{.*}}" params {pads = array<i64: 0, 0, 1, 0, 0, 0, 1, 1>}

// NETWORK:      dnn.layer "conv" conv(
// NETWORK:      dnn.layer "relu" relu(
// NETWORK:      dnn.layer "maxpool" maxpool(
// NETWORK:      dnn.layer "conv_1" conv(
// NETWORK:      dnn.layer "relu_1" relu(
// NETWORK:      dnn.layer "avgpool" avgpool(
// NETWORK:      dnn.layer "matmul" matmul(
// NETWORK-NEXT:   maps [(m, k), (k, n), (n)] -> (m, n)

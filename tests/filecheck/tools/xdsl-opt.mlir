// Plain xdsl-opt finds the package's dialects, passes and targets once it is installed.

// RUN: env COLUMNS=99999 xdsl-opt --help | filecheck %s --check-prefix=HELP
// RUN: xdsl-opt %repo/dialects/sched.mlir -t schedule-json | filecheck %s --check-prefix=JSON
// RUN: not xdsl-opt %repo/dialects/sched.mlir -p 'onnx-import{file="missing.onnx"}' 2>&1 | filecheck %s --check-prefix=PASS

// HELP-DAG: schedule-json
// HELP-DAG: onnx-import
// HELP-DAG: convert-onnx-to-dnn

// JSON: "schema": "stream-xdsl.summary/1",

// PASS: InputError: missing.onnx

// RUN: not stream-opt %s -t schedule-json 2>&1 | filecheck %s

// CHECK:      error: schedule-json: the module holds 0 schedules (sched.program), not one
// CHECK-NEXT:   remedy: run a pipeline that ends in convert-dnn-to-sched,sched-annotate-cost
// CHECK-NOT:  Traceback

func.func @nothing() {
  func.return
}

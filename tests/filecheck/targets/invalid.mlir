// RUN: not stream-opt %s -t schedule-json 2>&1 | filecheck %s

// CHECK:      error: schedule-json: the module holds no schedule (sched.program): the pipeline ends without convert-dnn-to-sched
// CHECK-NEXT:   remedy: run a pipeline that ends in convert-dnn-to-sched,sched-annotate-cost
// CHECK-NOT:  Traceback

func.func @nothing() {
  func.return
}

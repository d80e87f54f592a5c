// The dialect's own sample, in the three forms in which a schedule leaves the compiler.

// RUN: stream-opt %repo/dialects/sched.mlir -t schedule-json | filecheck %s --check-prefix=JSON
// RUN: stream-opt %repo/dialects/sched.mlir -t perfetto-trace | filecheck %s --check-prefix=TRACE
// RUN: stream-opt %repo/dialects/sched.mlir -t schedule-svg | filecheck %s --check-prefix=SVG

// JSON:      {
// JSON-NEXT:   "schema": "stream-xdsl.summary/1",
// JSON-NEXT:   "model": "net",
// JSON-NEXT:   "accelerator": "duo",
// JSON-NEXT:   "precision": "explicit",
// JSON-NEXT:   "latency_cycles": 58,
// JSON-NEXT:   "energy_pj": 3520.0,
// JSON-NEXT:   "edp_pj_cycles": 204160.0,
// JSON-NEXT:   "macs": 512,
// JSON-NEXT:   "utilisation": 0.275,
// JSON-NEXT:   "offchip_read_bits": 1024,
// JSON-NEXT:   "offchip_write_bits": 512,
// JSON-NEXT:   "latency_lower_bound_cycles": 30,
// JSON-NEXT:   "energy_lower_bound_pj": 2592.0,
// JSON-NEXT:   "stacks": [
// JSON-NEXT:     {
// JSON-NEXT:       "name": "front",
// JSON-NEXT:       "layers": [
// JSON-NEXT:         "fc",
// JSON-NEXT:         "relu"
// JSON-NEXT:       ],
// JSON-NEXT:       "latency_cycles": 42,
// JSON-NEXT:       "energy_pj": 3520.0,
// JSON-NEXT:       "cores": [
// JSON-NEXT:         "core0",
// JSON-NEXT:         "core1"
// JSON-NEXT:       ],
// JSON-NEXT:       "start_cycle": 12,
// JSON-NEXT:       "end_cycle": 54,
// JSON-NEXT:       "data_start_cycle": 0,
// JSON-NEXT:       "data_end_cycle": 58,
// JSON-NEXT:       "latency_bounds_cycles": {
// JSON-NEXT:         "compute": 18,
// JSON-NEXT:         "core_ports": 30,
// JSON-NEXT:         "offchip_ports": 24,
// JSON-NEXT:         "offchip_channels": 24,
// JSON-NEXT:         "channels": 24,
// JSON-NEXT:         "critical_path": 24
// JSON-NEXT:       },
// JSON-NEXT:       "bound_by": "core_ports",
// JSON-NEXT:       "latency_gap": 0.9333333333333333,
// JSON-NEXT:       "latency_lower_bound_cycles": 30,
// JSON-NEXT:       "energy_lower_bound_pj": 2592.0,
// JSON-NEXT:       "energy_gap": 0.3580246913580247,
// JSON-NEXT:       "allocation": null
// JSON-NEXT:     }
// JSON-NEXT:   ],
// JSON-NEXT:   "compile_seconds": null,
// JSON-NEXT:   "energy": {
// JSON-NEXT:     "causes_pj": {
// JSON-NEXT:       "compute": 288.0,
// JSON-NEXT:       "weights": 1088.0,
// JSON-NEXT:       "activations": 1312.0,
// JSON-NEXT:       "spill": 0.0,
// JSON-NEXT:       "output": 832.0,
// JSON-NEXT:       "unsplit": 0.0,
// JSON-NEXT:       "static": 0.0
// JSON-NEXT:     },
// JSON-NEXT:     "cores": [
// JSON-NEXT:       {
// JSON-NEXT:         "name": "core0",
// JSON-NEXT:         "array_pj": 256.0,
// JSON-NEXT:         "unsplit_pj": 0.0,
// JSON-NEXT:         "static_pj": 0.0,
// JSON-NEXT:         "memories": [
// JSON-NEXT:           {
// JSON-NEXT:             "name": "sram",
// JSON-NEXT:             "access_pj": 768.0,
// JSON-NEXT:             "static_pj": 0.0
// JSON-NEXT:           }
// JSON-NEXT:         ]
// JSON-NEXT:       },
// JSON-NEXT:       {
// JSON-NEXT:         "name": "core1",
// JSON-NEXT:         "array_pj": 32.0,
// JSON-NEXT:         "unsplit_pj": 0.0,
// JSON-NEXT:         "static_pj": 0.0,
// JSON-NEXT:         "memories": [
// JSON-NEXT:           {
// JSON-NEXT:             "name": "sram",
// JSON-NEXT:             "access_pj": 160.0,
// JSON-NEXT:             "static_pj": 0.0
// JSON-NEXT:           }
// JSON-NEXT:         ]
// JSON-NEXT:       },
// JSON-NEXT:       {
// JSON-NEXT:         "name": "dram",
// JSON-NEXT:         "array_pj": 0.0,
// JSON-NEXT:         "unsplit_pj": 0.0,
// JSON-NEXT:         "static_pj": 0.0,
// JSON-NEXT:         "memories": [
// JSON-NEXT:           {
// JSON-NEXT:             "name": "dram",
// JSON-NEXT:             "access_pj": 1536.0,
// JSON-NEXT:             "static_pj": 0.0
// JSON-NEXT:           }
// JSON-NEXT:         ]
// JSON-NEXT:       }
// JSON-NEXT:     ],
// JSON-NEXT:     "interconnect_pj": {
// JSON-NEXT:       "bus0": 768.0
// JSON-NEXT:     },
// JSON-NEXT:     "layers_pj": {
// JSON-NEXT:       "fc": 2624.0,
// JSON-NEXT:       "relu": 896.0
// JSON-NEXT:     }
// JSON-NEXT:   },
// JSON-NEXT:   "latency_bounds_cycles": {
// JSON-NEXT:     "compute": 18,
// JSON-NEXT:     "core_ports": 30,
// JSON-NEXT:     "offchip_ports": 24,
// JSON-NEXT:     "offchip_channels": 24,
// JSON-NEXT:     "channels": 24,
// JSON-NEXT:     "critical_path": 24
// JSON-NEXT:   },
// JSON-NEXT:   "bound_by": "core_ports",
// JSON-NEXT:   "latency_gap": 0.9333333333333333,
// JSON-NEXT:   "energy_gap": 0.3580246913580247,
// JSON-NEXT:   "busiest": [
// JSON-NEXT:     {
// JSON-NEXT:       "resource": "core0",
// JSON-NEXT:       "busy_cycles": 32,
// JSON-NEXT:       "utilisation": 0.5517241379310345
// JSON-NEXT:     },
// JSON-NEXT:     {
// JSON-NEXT:       "resource": "core0.sram.rw",
// JSON-NEXT:       "busy_cycles": 52,
// JSON-NEXT:       "utilisation": 0.896551724137931
// JSON-NEXT:     },
// JSON-NEXT:     {
// JSON-NEXT:       "resource": "bus0",
// JSON-NEXT:       "busy_cycles": 24,
// JSON-NEXT:       "utilisation": 0.41379310344827586
// JSON-NEXT:     }
// JSON-NEXT:   ]
// JSON-NEXT: }

// TRACE:      {"displayTimeUnit": "ns", "otherData": {"unit": "1 us = 1 cycle"}, "traceEvents": [
// TRACE-NEXT: {"ph": "M", "name": "process_name", "pid": 1, "tid": 0, "args": {"name": "cores"}},
// TRACE-NEXT: {"ph": "M", "name": "thread_name", "pid": 1, "tid": 0, "args": {"name": "core0"}},
// TRACE-NEXT: {"ph": "M", "name": "thread_sort_index", "pid": 1, "tid": 0, "args": {"sort_index": 0}},
// TRACE-NEXT: {"ph": "M", "name": "thread_name", "pid": 1, "tid": 1, "args": {"name": "core1"}},
// TRACE:      "name": "process_name", "pid": 2, "tid": 0, "args": {"name": "channels"}
// TRACE-DAG:  "name": "thread_name", "pid": 2, "tid": [[LINK:[0-9]+]], "args": {"name": "link0.reverse"}
// TRACE-DAG:  "name": "thread_name", "pid": 2, "tid": [[BUS:[0-9]+]], "args": {"name": "bus0"}
// TRACE:      {"ph": "X", "cat": "compute", "name": "fc", "pid": 1, "tid": 0, "ts": 12, "dur": 16, "args": {"tile": 0, "stack": "front"}},
// TRACE:      {"ph": "X", "cat": "compute", "name": "relu", "pid": 1, "tid": 1, "ts": 52, "dur": 2, "args": {"tile": 1, "stack": "front"}},
// TRACE-NEXT: {"ph": "X", "cat": "transfer", "name": "load x", "pid": 2, "tid": [[BUS]], "ts": 0, "dur": 4, "args": {"layer": "fc", "stack": "front", "bits": 256}},
// TRACE:      "name": "move fc", "pid": 2, "tid": [[LINK]], "ts": 28, "dur": 8,
// TRACE:      "name": "store relu", "pid": 2, "tid": [[BUS]], "ts": 54, "dur": 4, "args": {"layer": "relu", "stack": "front", "bits": 256}}
// TRACE-NEXT: ]}

// SVG: <svg xmlns="http://www.w3.org/2000/svg"
// SVG: net on duo: 58 cycles, 3.52 nJ
// SVG: <title>fc: 12 to 44</title>
// SVG: </svg>

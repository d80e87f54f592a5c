"""What plain `xdsl-opt` finds of this package: lazy factories of dialects, passes and targets."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from xdsl.universe import Universe


def _lazy(module: str, name: str) -> Callable[[], Any]:
    """A factory that imports on first use, so that start-up pays for nothing it does not need."""
    return lambda: getattr(import_module(f"stream_xdsl.{module}"), name)


UNIVERSE = Universe(
    all_dialects={
        "accel": _lazy("dialects.accel", "Accel"),
        "async": _lazy("dialects.async_", "Async"),
        "dnn": _lazy("dialects.dnn", "Dnn"),
        "onnx": _lazy("dialects.onnx", "Onnx"),
        "sched": _lazy("dialects.sched", "Sched"),
        "torch": _lazy("dialects.torch", "Torch"),
    },
    all_passes={
        "accel-import": _lazy("passes.accel_import", "AccelImportPass"),
        "convert-dnn-to-sched": _lazy("passes.convert_dnn_to_sched", "ConvertDnnToSchedPass"),
        "convert-linalg-to-dnn": _lazy("passes.convert_linalg_to_dnn", "ConvertLinalgToDnnPass"),
        "convert-onnx-mlir-to-onnx": _lazy("passes.convert_onnx_mlir_to_onnx", "ConvertOnnxMlirToOnnxPass"),
        "convert-onnx-to-dnn": _lazy("passes.convert_onnx_to_dnn", "ConvertOnnxToDnnPass"),
        "convert-sched-to-loops": _lazy("passes.convert_sched_to_loops", "ConvertSchedToLoopsPass"),
        "convert-torch-onnx-to-onnx": _lazy(
            "passes.convert_torch_onnx_to_onnx", "ConvertTorchOnnxToOnnxPass"
        ),
        "dnn-allocate-cores": _lazy("passes.dnn_allocate_cores", "DnnAllocateCoresPass"),
        "dnn-estimate-core-cost": _lazy("passes.dnn_estimate_core_cost", "DnnEstimateCoreCostPass"),
        "dnn-import-mapping": _lazy("passes.dnn_import_mapping", "DnnImportMappingPass"),
        "dnn-optimise-mapping": _lazy("passes.dnn_optimise_mapping", "DnnOptimiseMappingPass"),
        "dnn-partition-fusion": _lazy("passes.dnn_partition_fusion", "DnnPartitionFusionPass"),
        "dnn-split-reductions": _lazy("passes.dnn_split_reductions", "DnnSplitReductionsPass"),
        "dnn-tile-layers": _lazy("passes.dnn_tile_layers", "DnnTileLayersPass"),
        "onnx-import": _lazy("passes.onnx_import", "OnnxImportPass"),
        "sched-annotate-cost": _lazy("passes.sched_annotate_cost", "SchedAnnotateCostPass"),
        "sched-assign-addresses": _lazy("passes.sched_assign_addresses", "SchedAssignAddressesPass"),
        "sched-expand": _lazy("passes.sched_expand", "SchedExpandPass"),
        "sched-roll": _lazy("passes.sched_roll", "SchedRollPass"),
        "sched-unroll": _lazy("passes.sched_unroll", "SchedUnrollPass"),
        "sched-verify": _lazy("passes.sched_verify", "SchedVerifyPass"),
        "sched-verify-execution": _lazy("passes.sched_verify_execution", "SchedVerifyExecutionPass"),
    },
    all_targets={
        "perfetto-trace": _lazy("tools.targets", "PerfettoTraceTarget"),
        "schedule-json": _lazy("tools.targets", "ScheduleJsonTarget"),
        "schedule-svg": _lazy("tools.targets", "ScheduleSvgTarget"),
    },
)

"""What a schedule is compared with: what ONNX's reference evaluator, or onnxruntime, makes of the model."""

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any, cast

import numpy as np
from onnx import ModelProto, helper
from onnx.reference import ReferenceEvaluator
from onnx.reference.op_run import OpRun
from onnx.reference.ops import op_matmul
from onnx.reference.ops.op_gemm import Gemm_7

from stream_xdsl.runtime.elements import Array
from stream_xdsl.runtime.reference import DataError


class LRN(OpRun):
    """What ONNX specifies. The evaluator's own sums up windows for as many channels as the batch is large."""

    op_domain = ""

    def _run(self, x: Array, alpha: float, beta: float, bias: float, size: int) -> tuple[Array]:
        before = (size - 1) // 2
        padding = [(0, 0), (before, size - 1 - before), *[(0, 0)] * (x.ndim - 2)]
        squares = np.pad(x.astype(np.float64) ** 2, padding)
        sums = np.lib.stride_tricks.sliding_window_view(squares, size, axis=1).sum(axis=-1)
        return ((x / (bias + alpha / size * sums) ** beta).astype(x.dtype),)


class Gemm(Gemm_7):
    """Of floats of 16 bits as of f32, for which NumPy has fast products; those are summed up as f32 either way."""

    def _run(self, *operands: Any, **attributes: Any) -> tuple[Array]:
        return _by_way_of_f32(super()._run, operands, attributes)


class MatMul(op_matmul.MatMul):
    """Like Gemm."""

    def _run(self, *operands: Any, **attributes: Any) -> tuple[Array]:
        return _by_way_of_f32(super()._run, operands, attributes)


def _by_way_of_f32(
    operator: Callable[..., tuple[Array]], operands: Sequence[Any], attributes: Mapping[str, Any]
) -> tuple[Array]:
    types = {operand.dtype.name: operand.dtype for operand in operands if operand is not None}
    if not types.keys() <= {"float16", "bfloat16"}:
        return operator(*operands, **attributes)
    (result,) = operator(*(None if o is None else o.astype(np.float32) for o in operands), **attributes)
    (dtype,) = types.values()
    return (result.astype(dtype),)


def evaluate(model: ModelProto, inputs: Mapping[str, Array]) -> dict[str, Array]:
    """The model's results by name, by ONNX's reference evaluator. Raises DataError if it fails."""
    try:
        evaluator = ReferenceEvaluator(model, new_ops=cast(Any, [LRN, Gemm, MatMul]))
        results = cast(list[Any], evaluator.run(None, _fed(model, inputs)))
    except Exception as error:  # it raises whatever NumPy and its own operators do
        raise DataError(
            f"ONNX's reference evaluator fails on the model: {type(error).__name__}: {error}",
            "use operators and types that ONNX defines",
        ) from None
    return _named(model, results)


def evaluate_with_onnxruntime(model: ModelProto, inputs: Mapping[str, Array]) -> dict[str, Array]:
    """The model's results by name, by onnxruntime, one operator after the other as the model has them.

    Raises ImportError if it is not installed, and DataError if it fails.
    """
    runtime = import_module("onnxruntime")
    options = runtime.SessionOptions()
    options.graph_optimization_level = runtime.GraphOptimizationLevel.ORT_DISABLE_ALL
    options.use_deterministic_compute = True
    options.log_severity_level = 4  # what goes wrong is raised
    try:
        session = runtime.InferenceSession(
            model.SerializeToString(), options, providers=["CPUExecutionProvider"]
        )
        results = session.run(None, _fed(model, inputs))
    except Exception as error:  # it has a dozen of its own, with no base class
        raise DataError(
            f"onnxruntime fails on the model: {type(error).__name__}: {error}",
            "compare with ONNX's reference evaluator, which knows more operators and types",
        ) from None
    return _named(model, results)


def _fed(model: ModelProto, inputs: Mapping[str, Array]) -> dict[str, Array]:
    """The inputs in the types that the model has."""
    types = {value.name: value.type.tensor_type.elem_type for value in model.graph.input}
    return {
        name: values.astype(helper.tensor_dtype_to_np_dtype(types[name])) for name, values in inputs.items()
    }


def _named(model: ModelProto, results: list[Any]) -> dict[str, Array]:
    return {value.name: np.asarray(result) for value, result in zip(model.graph.output, results, strict=True)}

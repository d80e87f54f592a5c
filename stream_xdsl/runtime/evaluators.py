"""What a schedule is compared with: what ONNX's reference evaluator, or onnxruntime, makes of the model."""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any, cast

import numpy as np
from onnx import ModelProto, helper
from onnx.reference import ReferenceEvaluator
from onnx.reference.op_run import OpRun
from onnx.reference.ops import op_matmul
from onnx.reference.ops.op_conv import Conv
from onnx.reference.ops.op_gemm import Gemm_7
from onnx.reference.ops.op_global_average_pool import GlobalAveragePool
from onnx.reference.ops.op_reduce_mean import ReduceMean_18

from stream_xdsl.runtime.elements import Array
from stream_xdsl.runtime.reference import DataError
from stream_xdsl.runtime.reference_operators import LRN, AveragePool, LpNormalization, MaxPool

_SHORT = {"float16": np.float32, "bfloat16": np.float32}
"""Products of floats of 16 bits as of f32, for which NumPy has fast ones; those are summed up as f32 either way."""

_SINGLE = {"float32": np.float64}
"""Sums as the runtime has them, in whatever order they are added up; they are rounded once."""


def _widened(operator: type[OpRun], wider: Mapping[str, type[np.floating[Any]]]) -> type[OpRun]:
    """An operator of the evaluator that computes in a wider type, by the name of its operands' type, and rounds its results."""

    run_own = cast(Callable[..., tuple[Array, ...]], vars(operator)["_run"])

    def run(self: OpRun, *operands: Any, **attributes: Any) -> tuple[Array, ...]:
        # ONNX lets these operators have operands of one type, but for numbers of axes.
        narrow = next((o.dtype for o in operands if o is not None and o.dtype.name in wider), None)
        if narrow is None:
            return run_own(self, *operands, **attributes)
        own = (o.astype(wider[narrow.name]) if o is not None and o.dtype == narrow else o for o in operands)
        return tuple(result.astype(narrow) for result in run_own(self, *own, **attributes))

    return type(operator.__name__.partition("_")[0], (operator,), {"op_domain": "", "_run": run})


_MENDED = (LRN, LpNormalization, MaxPool, AveragePool)

_ALWAYS = (*_MENDED, *(_widened(operator, _SHORT) for operator in (Gemm_7, op_matmul.MatMul)))

_QUANTISED = (
    *_MENDED,
    *(_widened(operator, _SHORT | _SINGLE) for operator in (Gemm_7, op_matmul.MatMul)),
    *(_widened(operator, _SINGLE) for operator in (Conv, GlobalAveragePool, ReduceMean_18)),
)
"""For models that quantise: which integer a sum becomes is not to depend on the order in which it is added up."""


def quantises(model: ModelProto) -> bool:
    """Whether an operator makes integers of floats by QuantizeLinear."""
    return any(node.op_type == "QuantizeLinear" for node in model.graph.node)


def evaluate(model: ModelProto, inputs: Mapping[str, Array]) -> dict[str, Array]:
    """The model's results by name, by ONNX's reference evaluator. Raises DataError if it fails."""
    try:
        operators = _QUANTISED if quantises(model) else _ALWAYS
        evaluator = ReferenceEvaluator(model, new_ops=cast(Any, list(operators)))
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

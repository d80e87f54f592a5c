"""Matrix products: rows of the result m, columns n, reduction k, batch b0, b1, …."""

from typing import cast

from stream_xdsl.dialects.onnx import OnnxOp
from stream_xdsl.passes.lowering.layer_builder import Axis, Nest, Parameter, Read, Value, shape_of, type_of
from stream_xdsl.passes.lowering.precision import Role
from stream_xdsl.passes.lowering.steps import broadcast_axes, broadcast_shape
from stream_xdsl.passes.onnx_lowerings.builder import NetworkBuilder, result_type
from stream_xdsl.passes.onnx_lowerings.normalization import fold_batch_norm
from stream_xdsl.passes.onnx_lowerings.quantization import quantization_parameters
from stream_xdsl.workload.kinds import Kind


def _lower_gemm(builder: NetworkBuilder, op: OnnxOp) -> Value:
    """Gemm, together with a BatchNormalization that alone reads it; alpha and beta are parameters unless 1."""
    a, b, bias = builder.operand(op, "A"), builder.operand(op, "B"), builder.optional(op, "C")
    turn_a, turn_b = bool(op.attribute("transA")), bool(op.attribute("transB"))
    alpha, beta = cast(float, op.attribute("alpha")), cast(float, op.attribute("beta"))
    m, n = result_type(op).get_shape()
    k = shape_of(a)[0 if turn_a else 1]
    if beta == 0.0:
        bias = None
    if alpha == 1.0 and beta == 1.0 and (bias is None or shape_of(bias) == (n,)):
        b, bias = fold_batch_norm(builder, op, b, bias, 0 if turn_b else 1)
    reads = [
        Read(a, ["k", "m"] if turn_a else ["m", "k"]),
        Read(b, ["n", "k"] if turn_b else ["k", "n"], Role.WEIGHT),
    ]
    if bias is not None:
        outer = Nest((("m", m), ("n", n)))
        reads.append(Read(bias, broadcast_axes(outer, shape_of(bias)), Role.BIAS))
    params: dict[str, Parameter] = {}
    if alpha != 1.0:
        params["alpha"] = alpha
    if bias is not None and beta != 1.0:
        params["beta"] = beta
    nest = Nest((("m", m), ("n", n), ("k", k)))
    return builder.layer(op, Kind.MATMUL, nest, reads, ["m", "n"], result_type(op), params=params)


def _lower_matmul(builder: NetworkBuilder, op: OnnxOp) -> Value:
    return _product(builder, op, builder.operand(op, "A"), builder.operand(op, "B"), {})


def _lower_matmul_integer(builder: NetworkBuilder, op: OnnxOp) -> Value:
    names = {"input_zero_point": "a_zero_point", "weight_zero_point": "b_zero_point"}
    params = quantization_parameters(builder, op, names)
    return _product(builder, op, builder.operand(op, "A"), builder.operand(op, "B"), params)


def _lower_qlinear_matmul(builder: NetworkBuilder, op: OnnxOp) -> Value:
    names = {
        f"{what}_{part}": f"{operand}_{part}"
        for what, operand in (("input", "a"), ("weight", "b"), ("output", "y"))
        for part in ("scale", "zero_point")
    }
    params = quantization_parameters(builder, op, names)
    scale = str(type_of(builder.operand(op, "a_scale")).element_type)
    if scale != "f32":
        params["precision"] = scale
    return _product(builder, op, builder.operand(op, "a"), builder.operand(op, "b"), params)


def _product(builder: NetworkBuilder, op: OnnxOp, a: Value, b: Value, params: dict[str, Parameter]) -> Value:
    """NumPy's matmul: leading axes broadcast, an operand with one axis has no m or n."""
    *batch_a, rows, k = shape_of(a) if len(shape_of(a)) > 1 else (1, *shape_of(a))
    *batch_b, inner, columns = shape_of(b) if len(shape_of(b)) > 1 else (*shape_of(b), 1)
    if inner != k:
        raise builder.error(
            op, f"it multiplies rows of {k} elements by columns of {inner}", "correct the operands' shapes"
        )
    batch = Nest(tuple((f"b{axis}", size) for axis, size in enumerate(broadcast_shape(batch_a, batch_b))))
    m: list[tuple[str, int]] = [("m", rows)] if len(shape_of(a)) > 1 else []
    n: list[tuple[str, int]] = [("n", columns)] if len(shape_of(b)) > 1 else []
    nest = Nest((*batch.dims, *m, *n, ("k", k)))
    rows_axis: list[Axis] = [name for name, _ in m]
    columns_axis: list[Axis] = [name for name, _ in n]
    reads = [
        Read(a, [*broadcast_axes(batch, batch_a), *rows_axis, "k"]),
        Read(b, [*broadcast_axes(batch, batch_b), "k", *columns_axis], Role.WEIGHT),
    ]
    axes: list[Axis] = [*(name for name, _ in batch.dims), *rows_axis, *columns_axis]
    return builder.layer(op, Kind.MATMUL, nest, reads, axes, result_type(op), params=params)


LOWERINGS = {
    "Gemm": _lower_gemm,
    "MatMul": _lower_matmul,
    "MatMulInteger": _lower_matmul_integer,
    "QLinearMatMul": _lower_qlinear_matmul,
}

"""Puts the layers of a split reduction in the place of the layer that had it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xdsl.dialects.builtin import (
    AnyFloat,
    ArrayAttr,
    DenseArrayBase,
    Float64Type,
    IntegerType,
    SymbolRefAttr,
    TensorType,
    f32,
    f64,
)
from xdsl.ir import Attribute, Operation, SSAValue
from xdsl.ir.affine import AffineMap
from xdsl.rewriter import InsertPoint, Rewriter

from stream_xdsl.dialects.dnn import LayerOp, ViewOp
from stream_xdsl.dialects.dnn_attributes import DimFactors, PinsAttr, TilingAttr
from stream_xdsl.dialects.dnn_maps import linear_expression, shape_of
from stream_xdsl.workload.affine import reach
from stream_xdsl.workload.kinds import Category
from stream_xdsl.workload.network import Layer, LinearMap
from stream_xdsl.workload.reduction_split import (
    BIAS_PARAMS,
    EXTREMES,
    SUM_PARAMS,
    Arithmetic,
    Joining,
    PartialLayer,
    joining,
    shifted,
    sum_bits,
)


def read_arithmetic(op: LayerOp, layer: Layer) -> Arithmetic:
    """What of a layer's arithmetic tells whether its reduction can be split."""
    params = {} if op.params is None else op.params.data
    return Arithmetic(
        any(isinstance(_element(value), AnyFloat) for value in op.inputs),
        op.pad.data != "none" and not _counts_padding(params.get("pads"), layer),
        layer.kind.category is Category.MAC and not params.keys().isdisjoint({"alpha", "beta"}),
    )


def _counts_padding(pads: Attribute | None, layer: Layer) -> bool:
    """Whether all padding that a mean reads counts: `pads`, begins then ends of its axes, is as wide."""
    if not isinstance(pads, DenseArrayBase):
        return False
    (use,), counted = layer.uses, [int(pad) for pad in pads.get_values()]
    axes = len(use.shape)
    reaches = (
        reach(row, offset, layer.sizes)
        for row, offset in zip(use.map.coefficients, use.map.offsets, strict=True)
    )
    return all(
        -begin <= low and high < size + end
        for (low, high), size, begin, end in zip(
            reaches, use.shape, counted[:axes], counted[axes:], strict=True
        )
    )


@dataclass(frozen=True)
class _Operand:
    value: SSAValue
    access: LinearMap
    bits: int


@dataclass(frozen=True)
class SplitLayer:
    """A layer whose reduction is split, and what becomes of it."""

    op: LayerOp
    layer: Layer
    """The same as engines see it."""
    partials: tuple[PartialLayer, ...]
    names: tuple[str, ...]
    """Of the partial layers."""
    cores: tuple[tuple[str, ...], ...]
    """Of each of them."""
    allocated: bool
    """Whether those are the cores of its parts, one by one, rather than those it may run on."""

    @property
    def operands(self) -> list[_Operand]:
        """Those of the layer."""
        return [
            _Operand(value, use.map, use.bits)
            for value, use in zip(self.op.inputs, self.layer.uses, strict=True)
        ]

    @property
    def reductions(self) -> tuple[int, ...]:
        """The dimensions that the partial layers have ranges of."""
        first = self.partials[0]
        return tuple(d for d, size in enumerate(self.layer.sizes) if first.sizes[d] != size)


def write_partial_layers(split: SplitLayer) -> None:
    """Put the partial layers, and what joins them, in the place of the layer."""
    op = split.op
    chained = joining(split.layer.kind, split.layer.name) is Joining.CHAIN
    new_ops, result = _chain(split) if chained else _gather(split)
    for made in new_ops:
        made.location = op.location
    result.name_hint = op.output.name_hint
    Rewriter.insert_op(new_ops, InsertPoint.before(op))
    op.output.replace_all_uses_with(result)
    op.detach()
    op.erase()


def _chain(split: SplitLayer) -> tuple[list[Operation], SSAValue]:
    """Each range starts from the sums of the one before; the first has the bias, and the last what follows the sum."""
    op = split.op
    sums = TensorType(_sum_element(split), shape_of(op.output))
    params = {} if op.params is None else op.params.data
    new_ops: list[Operation] = []
    operands = split.operands
    for position in range(len(split.partials)):
        is_first, is_last = position == 0, position == len(split.partials) - 1
        own = {
            name: value
            for name, value in params.items()
            if name in SUM_PARAMS or (is_first if name in BIAS_PARAMS else is_last)
        }
        made = _partial(split, position, operands, None if is_last else sums, own)
        new_ops.append(made)
        operands = [*operands[:2], _Operand(made.output, split.layer.output_map, op.psum_bits.value.data)]
    return new_ops, new_ops[-1].results[0]


def _gather(split: SplitLayer) -> tuple[list[Operation], SSAValue]:
    """A further layer, of the layer's kind and name, reduces the results of all ranges along an axis of their own."""
    op, layer = split.op, split.layer
    is_extreme = layer.kind in EXTREMES
    made_type = _tensor(op.output) if is_extreme else TensorType(_sum_element(split), shape_of(op.output))
    operands = split.operands
    params = {} if op.params is None else op.params.data
    partials = [
        _partial(split, position, operands, made_type, params) for position in range(len(split.partials))
    ]
    row = TensorType(made_type.element_type, (1, *made_type.get_shape()))
    rows = [ViewOp("reshape", [made.output], row) for made in partials]
    gathered = ViewOp(
        "concat",
        [view.output for view in rows],
        TensorType(made_type.element_type, (len(rows), *made_type.get_shape())),
        axis=[0],
    )
    kept = [dim for dim in range(len(layer.dims)) if dim not in layer.reduction_dims]
    result = LinearMap(
        tuple((*(row[dim] for dim in kept), 0) for row in layer.output_map.coefficients),
        layer.output_map.offsets,
    )
    first = LinearMap(((*(0 for _ in kept), 1), *result.coefficients), (0, *result.offsets))
    joined = LayerOp(
        layer.name,
        layer.kind,
        [gathered.output],
        [
            *((layer.dims[dim], layer.sizes[dim]) for dim in kept),
            (layer.dims[split.reductions[0]], len(rows)),
        ],
        [_affine(access, len(kept) + 1) for access in (first, result)],
        _tensor(op.output),
        operand_bits=[partials[0].output_bits.value.data],
        psum_bits=op.psum_bits.value.data,
        output_bits=op.output_bits.value.data,
        origin=None if op.origin is None else op.origin.data,
    )
    joined.attributes |= op.attributes
    _decide(joined, split, len(split.partials) - 1, {layer.dims[dim]: layer.sizes[dim] for dim in kept})
    return [*partials, *rows, gathered, joined], joined.output


def _partial(
    split: SplitLayer,
    position: int,
    operands: Sequence[_Operand],
    sums: TensorType[Attribute] | None,
    params: Mapping[str, Attribute],
) -> LayerOp:
    """The layer of a range; without a type of `sums` its result is that of the whole layer."""
    op, partial = split.op, split.partials[position]
    sizes = dict(zip(split.layer.dims, partial.sizes, strict=True))
    moved = [*(shifted(operand.access, partial.origin) for operand in operands), split.layer.output_map]
    is_sum = sums is not None and split.layer.kind not in EXTREMES
    made = LayerOp(
        split.names[position],
        split.layer.kind,
        [operand.value for operand in operands],
        list(sizes.items()),
        [_affine(access, len(sizes)) for access in moved],
        _tensor(op.output) if sums is None else sums,
        operand_bits=[operand.bits for operand in operands],
        psum_bits=op.psum_bits.value.data,
        output_bits=(op.psum_bits if is_sum else op.output_bits).value.data,
        pad=op.pad.data,
        origin=None if op.origin is None else op.origin.data,
        params=dict(params),
    )
    made.attributes |= op.attributes
    _decide(made, split, position, sizes)
    return made


def _decide(made: LayerOp, split: SplitLayer, position: int, sizes: Mapping[str, int]) -> None:
    """What was decided about the layer holds for one made of it, as far as it is about dimensions of these sizes; its cores are a range's."""
    op = split.op
    parallel = {name for d, name in enumerate(split.layer.dims) if d not in split.layer.reduction_dims}

    def tiles(entries: DimFactors) -> DimFactors:
        return tuple((name, min(size, sizes[name])) for name, size in entries if name in sizes)

    def ways(entries: DimFactors) -> DimFactors:
        return tuple((name, number) for name, number in entries if name in parallel)

    if op.tiling is not None:
        made.tiling = TilingAttr.get(tiles(op.tiling.temporal), ways(op.tiling.spatial))
    pins = PinsAttr.get() if op.pins is None else op.pins
    temporal, spatial = pins.temporal_sizes, pins.spatial_ways
    pinned = PinsAttr.get(
        pins.group.data,
        pins.core_names if split.allocated else split.cores[position],
        None if temporal is None else tiles(temporal),
        None if spatial is None else ways(spatial),
    )
    if op.pins is not None or not split.allocated:
        made.pins = pinned
    if split.allocated:
        made.cores = ArrayAttr([SymbolRefAttr(core) for core in split.cores[position]])


def _affine(access: LinearMap, dims: int) -> AffineMap:
    rows = zip(access.coefficients, access.offsets, strict=True)
    return AffineMap(dims, 0, tuple(linear_expression(row, offset) for row, offset in rows))


def _tensor(value: SSAValue) -> TensorType[Attribute]:
    assert isinstance(value.type, TensorType)  # values of dnn are tensors
    return value.type


def _element(value: SSAValue) -> Attribute:
    return _tensor(value).element_type


def _sum_element(split: SplitLayer) -> Attribute:
    """The type of elements of partial sums: integers that hold all sums that there can be, or floats of at least single precision."""
    elements = [_element(value) for value in split.op.inputs]
    widths = [element.width.data for element in elements if isinstance(element, IntegerType)]
    if len(widths) == len(elements):
        return IntegerType(sum_bits(split.layer, widths[:2]))
    return f64 if widths or Float64Type() in (*elements, _element(split.op.output)) else f32

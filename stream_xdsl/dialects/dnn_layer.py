"""The heart of the `dnn` dialect: the layer, a loop nest with the decisions made about it."""

from collections.abc import Mapping, Sequence

from xdsl.dialects.builtin import (
    I64,
    AffineMapAttr,
    ArrayAttr,
    DenseArrayBase,
    DictionaryAttr,
    FlatSymbolRefAttr,
    IntegerAttr,
    IntegerType,
    StringAttr,
    SymbolRefAttr,
    TensorType,
    i64,
)
from xdsl.ir import Attribute, Operation, SSAValue
from xdsl.ir.affine import (
    AffineExpr,
    AffineMap,
)
from xdsl.irdl import (
    IRDLOperation,
    irdl_op_definition,
    lazy_traits_def,
    opt_prop_def,
    prop_def,
    result_def,
    var_operand_def,
)
from xdsl.parser import Parser
from xdsl.printer import Printer
from xdsl.traits import (
    HasParent,
    OpTrait,
    Pure,
    SymbolTable,
    SymbolUserOpInterface,
)
from xdsl.utils.exceptions import VerifyException

from stream_xdsl.dialects.dnn_attributes import (
    CostAttr,
    PinsAttr,
    SplitAttr,
    TilingAttr,
    format_symbol_list,
    parse_symbol_list,
)
from stream_xdsl.dialects.dnn_maps import (
    element_count,
    format_linear,
    format_map,
    linear_terms,
    parse_map,
    shape_of,
    shape_text,
)
from stream_xdsl.workload.affine import reach
from stream_xdsl.workload.kinds import Category, Kind

_Tensor = TensorType.constr()

PADS = ("none", "zero", "minus_infinity")
"""What an index outside the tensor reads; `none` means that none may."""

OPERAND_COUNTS: dict[Kind, tuple[int, int]] = {
    Kind.CONV: (2, 3),
    Kind.MATMUL: (2, 3),
    Kind.SCALE_SHIFT: (3, 3),
    Kind.LRN: (2, 2),
    Kind.QUANTIZE: (1, 3),
    Kind.DEQUANTIZE: (1, 3),
    **dict.fromkeys(
        (Kind.ADD, Kind.SUB, Kind.MUL, Kind.DIV, Kind.POW, Kind.MIN, Kind.MAX, Kind.PRELU), (2, 2)
    ),
}
"""Least and most operands of a kind; one where not listed."""


def _system_of(op: Operation) -> Operation | None:
    """The system that the enclosing network is mapped on, if any."""
    parent = op.parent_op()
    while parent is not None and parent.name != "dnn.network":
        parent = parent.parent_op()
    system = None if parent is None else parent.properties.get("system")
    return SymbolTable.lookup_symbol(op, system) if isinstance(system, SymbolRefAttr) else None


class _CoresExist(SymbolUserOpInterface):
    """Cores and core types that a layer mentions are those of the network's system."""

    def verify(self, op: Operation) -> None:
        if not isinstance(op, LayerOp):
            return
        cores = list(op.core_names)
        core_types = [c.core_type.root_reference.data for c in op.costs or ()]
        pinned = op.pins.core_names if op.pins is not None else ()
        if not cores and not core_types and not pinned:
            return
        system = _system_of(op)
        if system is None:
            if cores or core_types:
                raise VerifyException("cores and costs need a network mapped `on` an accel.system")
            return  # pins may come before the machine
        cores += pinned
        for names, expected in ((cores, "accel.core"), (core_types, "accel.core_type")):
            for name in dict.fromkeys(names):
                target = SymbolTable.lookup_symbol(system, name)
                if target is None or target.name != expected:
                    raise VerifyException(f"'@{name}' does not name an {expected} of the system")
        self._verify_memories(op, system)

    @staticmethod
    def _verify_memories(op: "LayerOp", system: Operation) -> None:
        named = ((cost.core_type, memory) for cost in op.costs or () for memory in cost.memories)
        for core_type, memory in dict.fromkeys(named):
            owner, name = core_type.root_reference.data, memory.root_reference.data
            if SymbolTable.lookup_symbol(system, SymbolRefAttr(owner, [name])) is None:
                raise VerifyException(f"'@{name}' does not name an accel.memory of @{owner}")


def _in_order(entries: Mapping[str, Attribute]) -> DictionaryAttr:
    """By name, as MLIR has them, so that what passes through its tools comes back as it was."""
    return DictionaryAttr(dict(sorted(entries.items())))


def _layer_traits() -> tuple[OpTrait, ...]:
    from stream_xdsl.dialects.dnn import (  # they hold layers, so their file imports this one
        NetworkOp,
        StackOp,
    )

    return HasParent(NetworkOp, StackOp), Pure(), _CoresExist()


@irdl_op_definition
class LayerOp(IRDLOperation):
    """A loop nest: named dimensions with sizes, and for each operand and the result a map from loop indices
    to tensor positions.

    The kind fixes the arithmetic of one point; dimensions that the result's map does not mention are
    reductions. Positions outside an operand's tensor read `pad`. `bits` are the widths that memory, links
    and costs see: of each operand, of partial sums and of the result; tensor types keep the model's
    element type.

    The kind and `params` say what one point computes; elementwise kinds are what their names say, and:

    - `conv`, `matmul`: alpha · Σ in · weight + beta · bias, `alpha` and `beta` 1 where absent. Quantised: the params
      `input_zero_point` and `weight_zero_point` are subtracted before (padding is zero after that); with `output_scale`
      the result times `input_scale` · `weight_scale` / `output_scale` plus `output_zero_point` is rounded to the nearest
      (to even on a tie) and saturated; the three are combined in `precision`, "f16" or "bf16", or "f32" where absent.
    - `maxpool`, `reduce_max`, `reduce_min`, `reduce_sum`, `reduce_mean`: over the dimensions that the result lacks.
    - `avgpool`: the mean of the positions inside the tensor, and in its padding as far as `pads` reaches where that is
      given (begin of each axis of the operand, then end of each).
    - `scale_shift`: in · scale + shift. `prelu`: operands are the value and its slope below zero.
    - `lrn`: centre / (bias + alpha / size · Σ window²) ^ beta; operands are the window and the centre.
    - `leaky_relu`, `elu`: `alpha`. `hard_sigmoid`: `alpha`, `beta`. `silu`: in · sigmoid(alpha · in), `alpha` 1 where absent.
      `gelu`: `approximate`, "none" or "tanh". `clip`: `min`, `max`, each optional.
    - `quantize`, `dequantize`: `scale`, `zero_point` (0 where absent), rounded and saturated as above.
    - `cast`: floats are rounded to the nearest, integers cut off and wrapped around. `saturate` is of `cast` to and `quantize` to floats of 8 bits: 1 if what
      is too large becomes the largest number (0 where absent for `cast`, 1 for `quantize`), else infinite, or not a number.
    - A scale or zero point is a number, or one per position along an axis: a list, or the name of a tensor of the model.
      The axis is `axis` of the operand for `quantize` and `dequantize`, else the output channels of the weight.

    Passes add: `pins` (user decisions), `tiling`, `splits` (candidate splits across cores), `costs` (per
    core type and tile shape) and `cores` (one per spatial part).

    ```mlir
    %1 = dnn.layer "conv1" conv(%x, %w, %b) dims <b = 1, k = 64, oy = 112, ox = 112, c = 3, fy = 7, fx = 7>
      maps [(b, c, 2*oy + fy - 3, 2*ox + fx - 3), (k, c, fy, fx), (k)] -> (b, k, oy, ox)
      bits <in = [8, 8, 16], psum = 16, out = 8> pad zero from "Conv"
      tiling <temporal = [oy : 4], spatial = [k : 2]> cores [@core0, @core1]
      : (tensor<1x3x224x224xf32>, tensor<64x3x7x7xf32>, tensor<64xf32>) -> tensor<1x64x112x112xf32>
    ```
    """

    name = "dnn.layer"
    layer_name = prop_def(StringAttr)
    kind = prop_def(StringAttr)
    dim_names = prop_def(ArrayAttr[StringAttr])
    dim_sizes = prop_def(DenseArrayBase[I64])
    maps = prop_def(ArrayAttr[AffineMapAttr])
    """One per operand, then the result's."""
    operand_bits = prop_def(DenseArrayBase[I64])
    psum_bits = prop_def(IntegerAttr[I64])
    output_bits = prop_def(IntegerAttr[I64])
    pad = prop_def(StringAttr)
    origin = opt_prop_def(StringAttr)
    """The ONNX operator it comes from."""
    params = opt_prop_def(DictionaryAttr)
    """Parameters of the arithmetic, such as a leaky slope; no effect on mapping."""
    pins = opt_prop_def(PinsAttr)
    tiling = opt_prop_def(TilingAttr)
    splits = opt_prop_def(ArrayAttr[SplitAttr])
    costs = opt_prop_def(ArrayAttr[CostAttr])
    cores = opt_prop_def(ArrayAttr[FlatSymbolRefAttr])
    inputs = var_operand_def(_Tensor)
    output = result_def(_Tensor)
    traits = lazy_traits_def(_layer_traits)

    def __init__(
        self,
        name: str,
        kind: Kind,
        inputs: Sequence[SSAValue],
        dims: Sequence[tuple[str, int]],
        maps: Sequence[AffineMap],
        result_type: TensorType[Attribute],
        *,
        operand_bits: Sequence[int],
        psum_bits: int,
        output_bits: int,
        pad: str = "none",
        origin: str | None = None,
        params: dict[str, Attribute] | None = None,
    ):
        super().__init__(
            operands=[inputs],
            result_types=[result_type],
            properties={
                "layer_name": StringAttr(name),
                "kind": StringAttr(kind.value),
                "dim_names": ArrayAttr([StringAttr(dim) for dim, _ in dims]),
                "dim_sizes": DenseArrayBase.from_list(i64, [size for _, size in dims]),
                "maps": ArrayAttr([AffineMapAttr(m) for m in maps]),
                "operand_bits": DenseArrayBase.from_list(i64, list(operand_bits)),
                "psum_bits": IntegerAttr(psum_bits, i64),
                "output_bits": IntegerAttr(output_bits, i64),
                "pad": StringAttr(pad),
                "origin": None if origin is None else StringAttr(origin),
                "params": _in_order(params) if params else None,
            },
        )

    @property
    def dims(self) -> dict[str, int]:
        """Dimension name -> size, in order."""
        names = [name.data for name in self.dim_names]
        return dict(zip(names, (int(size) for size in self.dim_sizes.get_values()), strict=True))

    @property
    def reductions(self) -> frozenset[str]:
        """The dimensions that the result lacks."""
        kept = {dim for axis in self.maps.data[-1].data.results for dim in axis.used_dims()}
        return frozenset(name for d, name in enumerate(self.dims) if d not in kept)

    @property
    def core_names(self) -> tuple[str, ...]:
        """The core of each spatial part; () before allocation."""
        return tuple(core.root_reference.data for core in self.cores or ())

    @classmethod
    def parse(cls, parser: Parser) -> "LayerOp":
        properties: dict[str, Attribute] = {"layer_name": StringAttr(parser.parse_str_literal())}
        properties["kind"] = StringAttr(parser.parse_identifier(" for the kind of layer"))
        operands = parser.parse_comma_separated_list(parser.Delimiter.PAREN, parser.parse_unresolved_operand)
        parser.parse_keyword("dims")

        def dim() -> tuple[str, int]:
            name = parser.parse_identifier(" for a loop dimension")
            parser.parse_punctuation("=")
            return name, parser.parse_integer(allow_boolean=False)

        dims = parser.parse_comma_separated_list(parser.Delimiter.ANGLE, dim)
        names = [name for name, _ in dims]
        properties["dim_names"] = ArrayAttr([StringAttr(name) for name in names])
        properties["dim_sizes"] = DenseArrayBase.from_list(i64, [size for _, size in dims])
        parser.parse_keyword("maps")
        maps = parser.parse_comma_separated_list(parser.Delimiter.SQUARE, lambda: parse_map(parser, names))
        parser.parse_punctuation("->")
        properties["maps"] = ArrayAttr([*maps, parse_map(parser, names)])
        properties |= cls._parse_bits(parser)
        properties["pad"] = StringAttr(
            parser.parse_identifier(" for the pad value") if parser.parse_optional_keyword("pad") else "none"
        )
        properties |= cls._parse_decisions(parser)
        attributes = parser.parse_optional_attr_dict()
        parser.parse_punctuation(":")
        position = parser.pos
        function = parser.parse_function_type()
        return cls.create(
            operands=parser.resolve_operands(operands, function.inputs.data, position),
            result_types=list(function.outputs.data),
            properties=properties,
            attributes=attributes,
        )

    @staticmethod
    def _parse_bits(parser: Parser) -> dict[str, Attribute]:
        parser.parse_keyword("bits")
        with parser.in_angle_brackets():
            parser.parse_keyword("in")
            parser.parse_punctuation("=")
            operand_bits = parser.parse_comma_separated_list(parser.Delimiter.SQUARE, parser.parse_integer)
            result: dict[str, Attribute] = {"operand_bits": DenseArrayBase.from_list(i64, operand_bits)}
            for key, prop in (("psum", "psum_bits"), ("out", "output_bits")):
                parser.parse_punctuation(",")
                parser.parse_keyword(key)
                parser.parse_punctuation("=")
                result[prop] = IntegerAttr(parser.parse_integer(), i64)
        return result

    @staticmethod
    def _parse_decisions(parser: Parser) -> dict[str, Attribute]:
        result: dict[str, Attribute] = {}
        if parser.parse_optional_keyword("from"):
            result["origin"] = StringAttr(parser.parse_str_literal())
        if parser.parse_optional_keyword("params"):
            result["params"] = _in_order(parser.parse_optional_dictionary_attr_dict())
        if parser.parse_optional_keyword("pins"):
            result["pins"] = PinsAttr.new(PinsAttr.parse_parameters(parser))
        if parser.parse_optional_keyword("tiling"):
            result["tiling"] = TilingAttr.new(TilingAttr.parse_parameters(parser))
        if parser.parse_optional_keyword("splits"):
            result["splits"] = ArrayAttr(
                parser.parse_comma_separated_list(
                    parser.Delimiter.SQUARE, lambda: SplitAttr.new(SplitAttr.parse_parameters(parser))
                )
            )
        if parser.parse_optional_keyword("costs"):
            result["costs"] = ArrayAttr(
                parser.parse_comma_separated_list(
                    parser.Delimiter.SQUARE, lambda: CostAttr.new(CostAttr.parse_parameters(parser))
                )
            )
        if parser.parse_optional_keyword("cores"):
            result["cores"] = parse_symbol_list(parser)
        return result

    def print(self, printer: Printer) -> None:
        dims = self.dims
        names = tuple(dims)
        printer.print_string(" ")
        printer.print_string_literal(self.layer_name.data)
        printer.print_string(f" {self.kind.data}(")
        printer.print_list(self.inputs, printer.print_ssa_value)
        printer.print_string(") dims <" + ", ".join(f"{name} = {size}" for name, size in dims.items()) + ">")
        *inputs, output = (format_map(m.data, names) for m in self.maps)
        bits = ", ".join(str(b) for b in self.operand_bits.get_values())
        with printer.indented():
            printer.print_string(f"\nmaps [{', '.join(inputs)}] -> {output}")
            printer.print_string(
                f"\nbits <in = [{bits}], psum = {self.psum_bits.value.data}, "
                f"out = {self.output_bits.value.data}>"
            )
            if self.pad.data != "none":
                printer.print_string(f" pad {self.pad.data}")
            if self.origin is not None:
                printer.print_string(" from ")
                printer.print_string_literal(self.origin.data)
            if self.params is not None:
                printer.print_string(" params ")
                printer.print_attr_dict(self.params.data)
            self._print_decisions(printer)
            printer.print_op_attributes(self.attributes)
            printer.print_string("\n: ")
            printer.print_function_type(self.operand_types, self.result_types)

    def _print_decisions(self, printer: Printer) -> None:
        line = "\n"
        if self.pins is not None:
            printer.print_string(f"{line}pins ")
            self.pins.print_parameters(printer)
        if self.tiling is not None:
            printer.print_string(f"{line}tiling ")
            self.tiling.print_parameters(printer)
        for key, entries in (("splits", self.splits), ("costs", self.costs)):
            if entries is not None:
                printer.print_string(f"{line}{key} [")
                for position, entry in enumerate(entries):
                    if position:
                        printer.print_string(", " if key == "splits" else f",{line}  ")
                    entry.print_parameters(printer)
                printer.print_string("]")
        if self.cores is not None:
            printer.print_string(f"{line}cores {format_symbol_list(self.cores)}")

    def verify_(self) -> None:
        self._verify_dims()
        self._verify_kind()
        self._verify_maps()
        self._verify_decisions()

    def _verify_dims(self) -> None:
        names = [name.data for name in self.dim_names]
        if len(names) != len(self.dim_sizes):
            raise VerifyException(f"{len(names)} dimension names for {len(self.dim_sizes)} sizes")
        if not names:
            raise VerifyException("a layer has at least one dimension")
        for name in names:
            if names.count(name) > 1:
                raise VerifyException(f"dimension '{name}' is declared twice")
        for name, size in self.dims.items():
            if size < 1:
                raise VerifyException(f"dimension '{name}' must have a positive size, got {size}")

    def _verify_kind(self) -> None:
        if self.kind.data not in set(Kind):
            raise VerifyException(f"'{self.kind.data}' is no kind of layer; there are {', '.join(Kind)}")
        least, most = OPERAND_COUNTS.get(Kind(self.kind.data), (1, 1))
        if not least <= len(self.inputs) <= most:
            wanted = str(least) if least == most else f"{least} to {most}"
            raise VerifyException(
                f"a layer of kind {self.kind.data} takes {wanted} operands, got {len(self.inputs)}"
            )
        if self.pad.data not in PADS:
            raise VerifyException(f"pad '{self.pad.data}' is none of {', '.join(PADS)}")
        if self.pad.data == "minus_infinity" and Kind(self.kind.data).category is Category.MAC:
            raise VerifyException(
                f"a layer of kind {self.kind.data} multiplies what it reads: its pad is zero or none"
            )
        self._verify_pads()
        if len(self.operand_bits) != len(self.inputs):
            raise VerifyException(f"{len(self.operand_bits)} operand widths for {len(self.inputs)} operands")
        if min(*self.operand_bits.get_values(), self.psum_bits.value.data, self.output_bits.value.data) < 1:
            raise VerifyException("operand, partial-sum and result widths must be positive")

    def _verify_pads(self) -> None:
        """Of an average pool that counts its padding."""
        pads = None if self.params is None else self.params.data.get("pads")
        if pads is None or Kind(self.kind.data) is not Kind.AVGPOOL:
            return
        axes = len(shape_of(self.inputs[0]))
        if not isinstance(pads, DenseArrayBase) or not isinstance(pads.elt_type, IntegerType):
            raise VerifyException(f"its pads are an array of integers, two for each of {axes} axes")
        values = [int(pad) for pad in pads.get_values()]
        if len(values) != 2 * axes or min(values) < 0:
            raise VerifyException(
                f"its pads are {values}: they are at least 0, and two for each of {axes} axes of operand 0, "
                "before all, then after all"
            )

    def _verify_maps(self) -> None:
        dims = self.dims
        if len(self.maps) != len(self.inputs) + 1:
            raise VerifyException(f"{len(self.maps)} maps for {len(self.inputs)} operands and a result")
        values: list[SSAValue] = [*self.inputs, self.output]
        for position, (affine_map, value) in enumerate(zip(self.maps, values, strict=True)):
            what = "the result" if value is self.output else f"operand {position}"
            shape = shape_of(value)
            if affine_map.data.num_dims != len(dims) or affine_map.data.num_symbols:
                raise VerifyException(f"the map of {what} is not over the {len(dims)} declared dims")
            if len(affine_map.data.results) != len(shape):
                raise VerifyException(
                    f"the map of {what} has {len(affine_map.data.results)} results, its tensor {len(shape)} axes"
                )
            for axis, (expression, size) in enumerate(zip(affine_map.data.results, shape, strict=True)):
                self._verify_axis(what, axis, expression, size, exact=value is self.output)
        self._verify_result_map()

    def _verify_axis(self, what: str, axis: int, expression: AffineExpr, size: int, *, exact: bool) -> None:
        dims = self.dims
        try:
            coefficients, offset = linear_terms(expression, len(dims))
        except ValueError as error:
            raise VerifyException(f"the map of {what} is not linear on axis {axis}: {error}") from None
        low, high = reach(coefficients, offset, dims.values())
        text = format_linear(expression, tuple(dims))
        if exact and (low, high) != (0, size - 1):
            raise VerifyException(f"axis {axis} of {what} has size {size}, but {text} covers {low} to {high}")
        if low >= size or high < 0:
            raise VerifyException(
                f"axis {axis} of {what} has size {size}, but {text} covers only {low} to {high}"
            )
        if self.pad.data == "none" and (low < 0 or high >= size):
            raise VerifyException(
                f"axis {axis} of {what} has size {size}, but {text} covers {low} to {high} and the layer has no pad"
            )

    def _verify_result_map(self) -> None:
        """Every element is written, and by one index of the dimensions that the map mentions."""
        dims = list(self.dims.items())
        free = {name for name, size in dims if size > 1}
        for axis, expression in enumerate(self.maps.data[-1].data.results):
            coefficients, _ = linear_terms(expression, len(dims))
            terms = [(c, *dim) for c, dim in zip(coefficients, dims, strict=True) if c and dim[1] > 1]
            stride = 1
            for coefficient, name, size in sorted(terms):
                if coefficient != stride:
                    text = format_linear(expression, tuple(self.dims))
                    raise VerifyException(f"axis {axis} of the result: {text} skips or repeats positions")
                if name not in free:
                    raise VerifyException(f"axis {axis} of the result: '{name}' moves another axis too")
                free.remove(name)
                stride *= size
        kind = Kind(self.kind.data)
        if free and kind.category is Category.ELEMENTWISE:
            raise VerifyException(
                f"a layer of kind {kind} reduces nothing, but its result does not depend on '{min(free)}'"
            )

    def _verify_decisions(self) -> None:
        dims = self.dims
        tiling, pins = self.tiling, self.pins
        for what, entries in (
            ("tiling", (*tiling.temporal, *tiling.spatial) if tiling is not None else ()),
            ("pins", (*(pins.temporal_sizes or ()), *(pins.spatial_ways or ())) if pins is not None else ()),
            ("splits", tuple(entry for split in self.splits or () for entry in split.entries)),
        ):
            for name, factor in entries:
                if name not in dims:
                    raise VerifyException(f"{what} names dimension '{name}', which is not declared in dims")
                if factor > dims[name]:
                    raise VerifyException(f"{what} cuts dimension '{name}' of size {dims[name]} by {factor}")
        keys: set[tuple[str, tuple[int, ...]]] = set()
        for cost in self.costs or ():
            core_type, tile = cost.core_type.root_reference.data, cost.tile_sizes
            if len(tile) != len(dims):
                raise VerifyException(f"a cost is for {len(tile)} dims, the layer has {len(dims)}")
            for size, (name, extent) in zip(tile, dims.items(), strict=True):
                if not 1 <= size <= extent:
                    raise VerifyException(f"a cost's tile has size {size} along '{name}' of size {extent}")
            if (core_type, tile) in keys:
                raise VerifyException(f"two costs of tile {shape_text(tile)} on @{core_type}")
            for operand in cost.stream_bits:
                if operand >= len(self.inputs):
                    raise VerifyException(f"operand {operand} streams, of {len(self.inputs)} that there are")
            keys.add((core_type, tile))
            for _, energies in cost.energy_by_memory_pj:
                if len(energies) != len(self.inputs) + 1:
                    raise VerifyException(
                        f"a cost has {len(energies)} energies per memory, the layer {len(self.inputs)} operands and a result"
                    )
        if self.cores is not None:
            ways = element_count([w for _, w in tiling.spatial]) if tiling is not None else 1
            if len(self.cores) != ways:
                raise VerifyException(f"{len(self.cores)} cores for {ways} spatial parts")
            if len(set(self.core_names)) != len(self.cores):
                raise VerifyException("two spatial parts on one core")

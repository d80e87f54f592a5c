"""Attributes of the `dnn` dialect: decisions and recipes, each with a syntax that reads as it means."""

import re
from collections.abc import Sequence
from math import fsum, isclose, isfinite, prod
from typing import TypeAlias

from xdsl.dialects.builtin import (
    I64,
    ArrayAttr,
    DenseArrayBase,
    FlatSymbolRefAttr,
    Float64Type,
    FloatAttr,
    IntAttr,
    IntegerAttr,
    StringAttr,
    SymbolRefAttr,
    f64,
    i64,
)
from xdsl.ir import Attribute, ParametrizedAttribute
from xdsl.irdl import irdl_attr_definition
from xdsl.parser import AttrParser
from xdsl.printer import Printer
from xdsl.utils.exceptions import VerifyException

DimFactors: TypeAlias = tuple[tuple[str, int], ...]
MemoryEnergy: TypeAlias = tuple[tuple[str, tuple[float, ...]], ...]
"""Memory of a core type -> pJ per operand of the layer, and of the result."""

ADDS_UP = 1e-12
"""Relative: parts and total are doubles, rounded once each; thousands of such roundings are less, a part that is missing more."""


def parse_dim_factors(parser: AttrParser) -> tuple[ArrayAttr[StringAttr], DenseArrayBase[I64]]:
    """Parse `[oy : 4, k : 2]`."""

    def entry() -> tuple[str, int]:
        name = parser.parse_identifier(" for a loop dimension")
        parser.parse_punctuation(":")
        return name, parser.parse_integer(allow_boolean=False)

    entries = parser.parse_comma_separated_list(parser.Delimiter.SQUARE, entry)
    return _dim_factors(entries)


def _dim_factors(entries: Sequence[tuple[str, int]]) -> tuple[ArrayAttr[StringAttr], DenseArrayBase[I64]]:
    return (
        ArrayAttr([StringAttr(name) for name, _ in entries]),
        DenseArrayBase.from_list(i64, [factor for _, factor in entries]),
    )


def _read_dim_factors(names: ArrayAttr[StringAttr], factors: DenseArrayBase[I64]) -> DimFactors:
    return tuple((n.data, int(f)) for n, f in zip(names, factors.get_values(), strict=True))


def _format_dim_factors(entries: DimFactors) -> str:
    return "[" + ", ".join(f"{name} : {factor}" for name, factor in entries) + "]"


def _verify_dim_factors(what: str, entries: DimFactors) -> None:
    names = [name for name, _ in entries]
    for name, factor in entries:
        if factor < 1:
            raise VerifyException(f"{what} of '{name}' must be positive, got {factor}")
        if names.count(name) > 1:
            raise VerifyException(f"{what} names dimension '{name}' twice")


@irdl_attr_definition
class TilingAttr(ParametrizedAttribute):
    """Temporal tile sizes, outermost loop first, and ways of the split across cores.

    `#dnn.tiling<temporal = [oy : 4], spatial = [k : 2]>`: tiles of four rows, in two halves of the
    output channels. Edge tiles are smaller, nothing is padded up; a split is balanced.
    """

    name = "dnn.tiling"
    temporal_dims: ArrayAttr[StringAttr]
    temporal_sizes: DenseArrayBase[I64]
    spatial_dims: ArrayAttr[StringAttr]
    spatial_ways: DenseArrayBase[I64]

    @classmethod
    def get(
        cls, temporal: Sequence[tuple[str, int]], spatial: Sequence[tuple[str, int]] = ()
    ) -> "TilingAttr":
        """Build from (dimension, size) and (dimension, ways) pairs."""
        return cls(*_dim_factors(temporal), *_dim_factors(spatial))

    @property
    def temporal(self) -> DimFactors:
        """(dimension, tile size), outermost first."""
        return _read_dim_factors(self.temporal_dims, self.temporal_sizes)

    @property
    def spatial(self) -> DimFactors:
        """(dimension, ways)."""
        return _read_dim_factors(self.spatial_dims, self.spatial_ways)

    @classmethod
    def parse_parameters(cls, parser: AttrParser) -> Sequence[Attribute]:
        with parser.in_angle_brackets():
            parser.parse_keyword("temporal")
            parser.parse_punctuation("=")
            temporal = parse_dim_factors(parser)
            parser.parse_punctuation(",")
            parser.parse_keyword("spatial")
            parser.parse_punctuation("=")
            return (*temporal, *parse_dim_factors(parser))

    def print_parameters(self, printer: Printer) -> None:
        temporal, spatial = _format_dim_factors(self.temporal), _format_dim_factors(self.spatial)
        printer.print_string(f"<temporal = {temporal}, spatial = {spatial}>")

    def verify(self) -> None:
        _verify_dim_factors("tile size", self.temporal)
        _verify_dim_factors("split", self.spatial)


@irdl_attr_definition
class SplitAttr(ParametrizedAttribute):
    """A candidate split across cores: `#dnn.split<[k : 2, oy : 2]>`; `#dnn.split<[]>` is one core."""

    name = "dnn.split"
    dims: ArrayAttr[StringAttr]
    ways: DenseArrayBase[I64]

    @classmethod
    def get(cls, entries: Sequence[tuple[str, int]]) -> "SplitAttr":
        """Build from (dimension, ways) pairs."""
        return cls(*_dim_factors(entries))

    @property
    def entries(self) -> DimFactors:
        """(dimension, ways)."""
        return _read_dim_factors(self.dims, self.ways)

    @classmethod
    def parse_parameters(cls, parser: AttrParser) -> Sequence[Attribute]:
        with parser.in_angle_brackets():
            return parse_dim_factors(parser)

    def print_parameters(self, printer: Printer) -> None:
        printer.print_string(f"<{_format_dim_factors(self.entries)}>")

    def verify(self) -> None:
        _verify_dim_factors("split", self.entries)


OBJECTIVES = ("latency", "energy", "edp")
"""Of allocations."""


@irdl_attr_definition
class AllocationAttr(ParametrizedAttribute):
    """How good the cores of a stack's layers are in the model of `docs/allocation.md`: `#dnn.allocation<latency = 1200, bound = 1100>`.

    It stands as `dnn.allocation` among the attributes of a `dnn.stack`, or of a `dnn.network` without stacks. The objective is `latency` in cycles, `energy`
    in fJ, or `edp`, their product. No allocation of the stack has less of it than the bound; where both are equal, it is proven that none is better.
    """

    name = "dnn.allocation"
    objective: StringAttr
    value: IntAttr
    bound: IntAttr

    @classmethod
    def get(cls, objective: str, value: int, bound: int) -> "AllocationAttr":
        """Build from plain values."""
        return cls(StringAttr(objective), IntAttr(value), IntAttr(bound))

    @classmethod
    def parse_parameters(cls, parser: AttrParser) -> Sequence[Attribute]:
        with parser.in_angle_brackets():
            objective = parser.parse_identifier(" for an objective")
            parser.parse_punctuation("=")
            value = parser.parse_integer(allow_boolean=False)
            parser.parse_punctuation(",")
            parser.parse_keyword("bound")
            parser.parse_punctuation("=")
            bound = parser.parse_integer(allow_boolean=False)
            return StringAttr(objective), IntAttr(value), IntAttr(bound)

    def print_parameters(self, printer: Printer) -> None:
        printer.print_string(f"<{self.objective.data} = {self.value.data}, bound = {self.bound.data}>")

    def verify(self) -> None:
        if self.objective.data not in OBJECTIVES:
            raise VerifyException(f"allocations have {', '.join(OBJECTIVES)}, not '{self.objective.data}'")
        if not 0 <= self.bound.data <= self.value.data:
            raise VerifyException(
                f"no allocation with a {self.objective.data} of {self.value.data} has a lower bound of {self.bound.data}"
            )


@irdl_attr_definition
class PinsAttr(ParametrizedAttribute):
    """Decisions a user made beforehand; passes keep to them.

    `#dnn.pins<group = "front", cores = [@core0, @core1], temporal = [oy : 1], spatial = [k : 2]>`; every
    entry is optional. `group` is the fusion group, `cores` the allowed cores.
    """

    name = "dnn.pins"
    group: StringAttr
    cores: ArrayAttr[FlatSymbolRefAttr]
    temporal: ArrayAttr[SplitAttr]
    """Empty or one entry: the temporal tile sizes."""
    spatial: ArrayAttr[SplitAttr]
    """Empty or one entry: the ways across cores."""

    @classmethod
    def get(
        cls,
        group: str = "",
        cores: Sequence[str] = (),
        temporal: Sequence[tuple[str, int]] | None = None,
        spatial: Sequence[tuple[str, int]] | None = None,
    ) -> "PinsAttr":
        """Build from plain values; `None` leaves the decision open."""
        return cls(
            StringAttr(group),
            ArrayAttr([SymbolRefAttr(c) for c in cores]),
            ArrayAttr([] if temporal is None else [SplitAttr.get(temporal)]),
            ArrayAttr([] if spatial is None else [SplitAttr.get(spatial)]),
        )

    @property
    def temporal_sizes(self) -> DimFactors | None:
        """Pinned (dimension, tile size), or None."""
        return self.temporal.data[0].entries if self.temporal.data else None

    @property
    def spatial_ways(self) -> DimFactors | None:
        """Pinned (dimension, ways), or None."""
        return self.spatial.data[0].entries if self.spatial.data else None

    @property
    def core_names(self) -> tuple[str, ...]:
        """Allowed cores; empty = any."""
        return tuple(c.root_reference.data for c in self.cores)

    @classmethod
    def parse_parameters(cls, parser: AttrParser) -> Sequence[Attribute]:
        group, cores = StringAttr(""), ArrayAttr[FlatSymbolRefAttr]([])
        factors: dict[str, ArrayAttr[SplitAttr]] = {"temporal": ArrayAttr([]), "spatial": ArrayAttr([])}
        with parser.in_angle_brackets():
            while True:
                key = parser.parse_optional_keyword_in(("group", "cores", "temporal", "spatial"))
                if key is None:
                    break
                parser.parse_punctuation("=")
                if key == "group":
                    group = StringAttr(parser.parse_str_literal())
                elif key == "cores":
                    cores = parse_symbol_list(parser)
                else:
                    factors[key] = ArrayAttr([SplitAttr(*parse_dim_factors(parser))])
                if parser.parse_optional_punctuation(",") is None:
                    break
        return (group, cores, factors["temporal"], factors["spatial"])

    def print_parameters(self, printer: Printer) -> None:
        entries: list[str] = []
        if self.group.data:
            entries.append(f'group = "{self.group.data}"')
        if self.cores.data:
            entries.append("cores = " + format_symbol_list(self.cores))
        if self.temporal_sizes is not None:
            entries.append(f"temporal = {_format_dim_factors(self.temporal_sizes)}")
        if self.spatial_ways is not None:
            entries.append(f"spatial = {_format_dim_factors(self.spatial_ways)}")
        printer.print_string(f"<{', '.join(entries)}>")

    def verify(self) -> None:
        _verify_dim_factors("tile size", self.temporal_sizes or ())
        _verify_dim_factors("split", self.spatial_ways or ())
        if '"' in self.group.data or "\\" in self.group.data:
            raise VerifyException("a group name may not contain quotes or backslashes")


def parse_symbol_list(parser: AttrParser) -> ArrayAttr[FlatSymbolRefAttr]:
    """Parse `[@core0, @core1]`."""
    names = parser.parse_comma_separated_list(parser.Delimiter.SQUARE, parser.parse_symbol_name)
    return ArrayAttr([SymbolRefAttr(name.data) for name in names])


def format_symbol_list(symbols: ArrayAttr[FlatSymbolRefAttr]) -> str:
    """Format as `[@core0, @core1]`."""
    return "[" + ", ".join(f"@{symbol.root_reference.data}" for symbol in symbols) + "]"


@irdl_attr_definition
class CostAttr(ParametrizedAttribute):
    """What one tile of a given shape costs on one core type.

    `#dnn.cost<@pe, 4x8x16, cycles = 52, compute = 40, energy = 115.5, mac_energy = 51.5,
    memory_energy = [@rf [4.0, 0.0, 8.0], @sram [16.0, 32.0, 4.0]]>`:
    sizes of the tile per loop dimension, cycles it occupies the core, cycles the array itself needs, energy in pJ inside
    the core, the part of it that the array spends, and where the rest goes: for each memory of the core type what accesses
    for each operand of the layer and for its result take, in this order, partial sums included. Memories that nothing
    accesses are left out; without `memory_energy` nobody knows where the rest goes.

    Of operands that are too large for the core's memory, `streams = [1 : 4096 buffer 512]` says by position how many bits come from off-chip
    memory while the tile runs, and how many of them its outermost memory holds at a time.

    On core types that say so, more keys follow where they are not trivial: `onload` and `offload`, cycles of those
    before the array works and after, which overlap with the core's neighbouring tiles; and `in_place`, the cycles of a
    tile that finds its stationary operands in the array: `…, mac_energy = 8.0, onload = 31, offload = 1, in_place = 4>`.
    """

    name = "dnn.cost"
    core_type: FlatSymbolRefAttr
    tile: DenseArrayBase[I64]
    cycles: IntegerAttr[I64]
    compute_cycles: IntegerAttr[I64]
    energy_pj: FloatAttr[Float64Type]
    mac_energy_pj: FloatAttr[Float64Type]
    memories: ArrayAttr[FlatSymbolRefAttr]
    memory_energy_pj: DenseArrayBase[Float64Type]
    """A row per memory, an entry per operand and one for the result."""
    streams: ArrayAttr[DenseArrayBase[I64]]
    """(operand, bits, buffer bits) of each that streams."""
    onload_cycles: IntegerAttr[I64]
    offload_cycles: IntegerAttr[I64]
    in_place_cycles: IntegerAttr[I64]

    @classmethod
    def get(
        cls,
        core_type: str,
        tile: Sequence[int],
        *,
        cycles: int,
        compute_cycles: int,
        energy_pj: float,
        mac_energy_pj: float,
        memory_energy_pj: MemoryEnergy = (),
        streams: Sequence[tuple[int, int, int]] = (),
        onload_cycles: int = 0,
        offload_cycles: int = 0,
        in_place_cycles: int | None = None,
    ) -> "CostAttr":
        """Build from plain values; without cycles in place, those of the tile."""
        return cls(
            SymbolRefAttr(core_type),
            DenseArrayBase.from_list(i64, list(tile)),
            IntegerAttr(cycles, i64),
            IntegerAttr(compute_cycles, i64),
            FloatAttr(energy_pj, f64),
            FloatAttr(mac_energy_pj, f64),
            *_memory_energy(memory_energy_pj),
            ArrayAttr([DenseArrayBase.from_list(i64, list(stream)) for stream in streams]),
            IntegerAttr(onload_cycles, i64),
            IntegerAttr(offload_cycles, i64),
            IntegerAttr(cycles if in_place_cycles is None else in_place_cycles, i64),
        )

    @property
    def stream_bits(self) -> dict[int, tuple[int, int]]:
        """By operand that streams: bits that come, and bits that are held at a time."""
        found: dict[int, tuple[int, int]] = {}
        for stream in self.streams:
            operand, bits, buffer = stream.get_values()
            found[int(operand)] = int(bits), int(buffer)
        return found

    @property
    def tile_sizes(self) -> tuple[int, ...]:
        """Size of the tile per loop dimension."""
        return tuple(int(size) for size in self.tile.get_values())

    @property
    def energy_by_memory_pj(self) -> MemoryEnergy:
        """(memory, energy per operand and of the result); empty if it is not known."""
        values = self.memory_energy_pj.get_values()
        width = len(values) // len(self.memories) if self.memories.data else 0
        return tuple(
            (memory.root_reference.data, tuple(values[i * width : (i + 1) * width]))
            for i, memory in enumerate(self.memories)
        )

    @classmethod
    def parse_parameters(cls, parser: AttrParser) -> Sequence[Attribute]:
        with parser.in_angle_brackets():
            core_type = SymbolRefAttr(parser.parse_symbol_name().data)
            parser.parse_punctuation(",")
            tile = parser.parse_dimension_list()
            values: list[IntegerAttr[I64] | FloatAttr[Float64Type]] = []
            for key in ("cycles", "compute", "energy", "mac_energy"):
                parser.parse_punctuation(",")
                parser.parse_keyword(key)
                parser.parse_punctuation("=")
                if key in ("cycles", "compute"):
                    values.append(IntegerAttr(parser.parse_integer(), i64))
                else:
                    values.append(FloatAttr(float(parser.parse_number()), f64))
            stages = {"onload": IntegerAttr(0, i64), "offload": IntegerAttr(0, i64), "in_place": values[0]}
            memories: MemoryEnergy = ()
            streams: list[DenseArrayBase[I64]] = []
            while parser.parse_optional_punctuation(","):
                match parser.parse_identifier(" for what the cost says besides"):
                    case "memory_energy":
                        memories = cls._parse_memory_energy(parser)
                    case "streams":
                        parser.parse_punctuation("=")
                        streams = parser.parse_comma_separated_list(
                            parser.Delimiter.SQUARE, lambda: cls._parse_stream(parser)
                        )
                    case key:
                        if key not in stages:
                            parser.raise_error(f"one of memory_energy, streams, {', '.join(stages)} expected")
                        parser.parse_punctuation("=")
                        stages[key] = IntegerAttr(parser.parse_integer(), i64)
        rest = (*_memory_energy(memories), ArrayAttr(streams), *stages.values())
        return (core_type, DenseArrayBase.from_list(i64, tile), *values, *rest)

    @staticmethod
    def _parse_stream(parser: AttrParser) -> DenseArrayBase[I64]:
        operand = parser.parse_integer(allow_boolean=False)
        parser.parse_punctuation(":")
        bits = parser.parse_integer(allow_boolean=False)
        parser.parse_keyword("buffer")
        return DenseArrayBase.from_list(i64, [operand, bits, parser.parse_integer(allow_boolean=False)])

    @staticmethod
    def _parse_memory_energy(parser: AttrParser) -> MemoryEnergy:
        parser.parse_punctuation("=")
        start = parser.pos

        def entry() -> tuple[str, tuple[float, ...]]:
            memory = parser.parse_symbol_name().data
            energies = parser.parse_comma_separated_list(parser.Delimiter.SQUARE, parser.parse_number)
            return memory, tuple(map(float, energies))

        entries = parser.parse_comma_separated_list(parser.Delimiter.SQUARE, entry)
        if not entries or len({len(energies) for _, energies in entries}) > 1:
            parser.raise_error("every memory has an energy per operand and one for the result", start)
        return tuple(entries)

    def print_parameters(self, printer: Printer) -> None:
        tile = "x".join(str(size) for size in self.tile_sizes)
        with printer.in_angle_brackets():
            printer.print_symbol_name(self.core_type.root_reference.data)
            printer.print_string(
                f", {tile}, cycles = {self.cycles.value.data}, compute = {self.compute_cycles.value.data}, "
                f"energy = {_format_float(self.energy_pj.value.data)}, "
                f"mac_energy = {_format_float(self.mac_energy_pj.value.data)}"
            )
            if entries := self.energy_by_memory_pj:
                printer.print_string(", memory_energy = ")
                with printer.in_square_brackets():
                    printer.print_list(entries, lambda entry: self._print_memory_energy(printer, *entry))
            if self.streams.data:
                texts = (f"{o} : {bits} buffer {held}" for o, (bits, held) in self.stream_bits.items())
                printer.print_string(f", streams = [{', '.join(texts)}]")
            for key, cycles, usual in (
                ("onload", self.onload_cycles, 0),
                ("offload", self.offload_cycles, 0),
                ("in_place", self.in_place_cycles, self.cycles.value.data),
            ):
                if cycles.value.data != usual:
                    printer.print_string(f", {key} = {cycles.value.data}")

    @staticmethod
    def _print_memory_energy(printer: Printer, memory: str, energies: Sequence[float]) -> None:
        printer.print_symbol_name(memory)
        printer.print_string(f" [{', '.join(map(_format_float, energies))}]")

    def verify(self) -> None:
        for stream in self.streams:
            if len(stream) != 3 or min(stream.get_values()) < 0:
                raise VerifyException(
                    "a stream is an operand, its bits and those held at a time, none negative"
                )
        if len(self.stream_bits) < len(self.streams):
            raise VerifyException("an operand streams twice")
        if self.compute_cycles.value.data < 0 or self.cycles.value.data < self.compute_cycles.value.data:
            raise VerifyException("a tile takes at least the cycles its array needs, and not less than zero")
        energy, array = self.energy_pj.value.data, self.mac_energy_pj.value.data
        if not 0 <= array <= energy:
            raise VerifyException("array energy must lie between zero and the tile's energy")
        self._verify_memory_energy(energy, array)
        self._verify_stages()

    def _verify_memory_energy(self, energy: float, array: float) -> None:
        names, values = (
            [name.root_reference.data for name in self.memories],
            self.memory_energy_pj.get_values(),
        )
        if not names and not values:
            return
        if not names or not values or len(values) % len(names):
            raise VerifyException(
                f"{len(values)} energies of {len(names)} memories are not the same for each"
            )
        for name in names:
            if names.count(name) > 1:
                raise VerifyException(f"energy of memory '{name}' is given twice")
        if not all(isfinite(value) and value >= 0 for value in values):
            raise VerifyException("energies of memories must be finite and not negative")
        total = fsum((array, *values))
        if not isclose(total, energy, rel_tol=ADDS_UP):
            raise VerifyException(f"array and memories take {total} pJ in all, the tile {energy}")

    def _verify_stages(self) -> None:
        onload, offload = self.onload_cycles.value.data, self.offload_cycles.value.data
        cycles, in_place = self.cycles.value.data, self.in_place_cycles.value.data
        work = self.compute_cycles.value.data
        if min(onload, offload) < 0 or onload + work + offload > cycles:
            raise VerifyException(
                f"{onload} cycles before the array works, {work} in which it does and {offload} after do not fit in {cycles}"
            )
        if not offload + work <= in_place <= cycles:
            raise VerifyException(
                f"with operands in place a tile takes {offload + work} to {cycles} cycles, not {in_place}"
            )


def _memory_energy(entries: MemoryEnergy) -> tuple[ArrayAttr[FlatSymbolRefAttr], DenseArrayBase[Float64Type]]:
    return (
        ArrayAttr([SymbolRefAttr(memory) for memory, _ in entries]),
        DenseArrayBase.from_list(f64, [energy for _, energies in entries for energy in energies]),
    )


def _format_float(value: float) -> str:
    # The shortest form that reads back to the same double, with the decimal point MLIR's lexer wants.
    text = repr(value)
    if not isfinite(value):
        return text
    mantissa, _, exponent = text.partition("e")
    if "." not in mantissa:
        mantissa += ".0"
    return mantissa + (f"e{exponent}" if exponent else "")


def _recipe_argument_kind(argument: Attribute) -> str:
    match argument:
        case StringAttr() | RecipeAttr():
            return "t"
        case FloatAttr():
            return "n"
        case DenseArrayBase():
            return "i"
        case _:
            raise VerifyException(
                f"'{argument}' is no argument of a recipe: a name, recipe, number or integer list"
            )


def _parse_float(parser: AttrParser) -> float:
    sign = -1.0 if parser.parse_optional_punctuation("-") else 1.0
    word = parser.parse_optional_keyword_in(("inf", "nan"))
    return sign * float(parser.parse_number() if word is None else word)


RECIPES = {
    "fill": "ni",
    "elements": "n+i",
    "dequantize": "ttt?i",
    "transpose": "ti",
    "reshape": "ti",
    "batch_norm_scale": "ttn",
    "batch_norm_shift": "ttttn",
    "fold_batch_norm": "tttn",
    "fold_batch_norm_bias": "tttttn",
}
"""How weights are made from the model's own (see `RecipeAttr`): pattern of arguments, each a tensor `t` (name or
recipe), a number `n` or integers `i`."""


@irdl_attr_definition
class RecipeAttr(ParametrizedAttribute):
    """How a weight is made from tensors of the model file; the data itself never enters the IR.

    Arguments are names of tensors in the model, nested recipes, numbers or lists of integers:

    - `fill(value, [shape])`, `elements(first, second, …, [shape])` in row-major order
    - `dequantize(x, scale, [axis])`, `dequantize(x, scale, zero_point, [axis])` = (x − zero_point) · scale, scale and
      zero_point scalars or one per position along the axis
    - `transpose(x, [permutation])`, `reshape(x, [shape])`
    - `batch_norm_scale(scale, var, epsilon)` = scale / sqrt(var + epsilon)
    - `batch_norm_shift(scale, shift, mean, var, epsilon)` = shift − mean · batch_norm_scale
    - `fold_batch_norm(w, scale, var, epsilon)`: w scaled per output channel
    - `fold_batch_norm_bias(bias, scale, shift, mean, var, epsilon)` = (bias − mean) · batch_norm_scale + shift
    """

    name = "dnn.recipe"
    function: StringAttr
    arguments: ArrayAttr[Attribute]

    @classmethod
    def get(cls, function: str, *arguments: "str | float | int | Sequence[int] | RecipeAttr") -> "RecipeAttr":
        """Build from plain values: str = tensor name, number, list of integers, or a nested recipe."""
        converted: list[Attribute] = []
        for argument in arguments:
            match argument:
                case str():
                    converted.append(StringAttr(argument))
                case RecipeAttr():
                    converted.append(argument)
                case int() | float():
                    converted.append(FloatAttr(float(argument), f64))
                case _:
                    converted.append(DenseArrayBase.from_list(i64, list(argument)))
        return cls(StringAttr(function), ArrayAttr(converted))

    @property
    def shape(self) -> tuple[int, ...] | None:
        """The shape it makes, where the recipe says so."""
        if self.function.data not in ("fill", "elements", "reshape"):
            return None
        sizes = self.arguments.data[-1]
        return tuple(map(int, sizes.get_values())) if isinstance(sizes, DenseArrayBase) else None

    @property
    def sources(self) -> tuple[str, ...]:
        """Names of the model's tensors it reads, in order of first mention."""
        found: dict[str, None] = {}
        for argument in self.arguments:
            if isinstance(argument, StringAttr):
                found[argument.data] = None
            elif isinstance(argument, RecipeAttr):
                found.update(dict.fromkeys(argument.sources))
        return tuple(found)

    @classmethod
    def parse_call(cls, parser: AttrParser) -> "RecipeAttr | None":
        """Parse `fold_batch_norm("w", …)` if there is one."""
        function = parser.parse_optional_keyword_in(RECIPES)
        if function is None:
            return None

        def argument() -> Attribute:
            if (text := parser.parse_optional_str_literal()) is not None:
                return StringAttr(text)
            if (nested := cls.parse_call(parser)) is not None:
                return nested
            integers = parser.parse_optional_comma_separated_list(
                parser.Delimiter.SQUARE, parser.parse_integer
            )
            if integers is not None:
                return DenseArrayBase.from_list(i64, integers)
            return FloatAttr(_parse_float(parser), f64)

        return cls(
            StringAttr(function),
            ArrayAttr(parser.parse_comma_separated_list(parser.Delimiter.PAREN, argument)),
        )

    def print_call(self, printer: Printer) -> None:
        """Print `fold_batch_norm("w", …)`."""
        printer.print_string(self.function.data + "(")
        for position, argument in enumerate(self.arguments):
            if position:
                printer.print_string(", ")
            if isinstance(argument, RecipeAttr):
                argument.print_call(printer)
            elif isinstance(argument, StringAttr):
                printer.print_string_literal(argument.data)
            elif isinstance(argument, DenseArrayBase):
                printer.print_string(str(list(argument.get_values())))
            elif isinstance(argument, FloatAttr):
                printer.print_string(_format_float(argument.value.data))
        printer.print_string(")")

    @classmethod
    def parse_parameters(cls, parser: AttrParser) -> Sequence[Attribute]:
        with parser.in_angle_brackets():
            recipe = cls.parse_call(parser)
            if recipe is None:
                parser.raise_error(f"expected one of the recipes {', '.join(sorted(RECIPES))}")
            return (recipe.function, recipe.arguments)

    def print_parameters(self, printer: Printer) -> None:
        printer.print_string("<")
        self.print_call(printer)
        printer.print_string(">")

    def verify(self) -> None:
        if self.function.data not in RECIPES:
            raise VerifyException(
                f"unknown recipe '{self.function.data}'; there are {', '.join(sorted(RECIPES))}"
            )
        kinds = "".join(_recipe_argument_kind(argument) for argument in self.arguments)
        if not re.fullmatch(RECIPES[self.function.data], kinds):
            raise VerifyException(
                f"recipe {self.function.data} does not take these arguments; see the documentation of #dnn.recipe"
            )
        if self.function.data == "elements" and len(self.arguments) - 1 != prod(self.shape or ()):
            raise VerifyException(
                f"recipe elements has {len(self.arguments) - 1} numbers for shape {list(self.shape or ())}"
            )

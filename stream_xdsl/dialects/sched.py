"""The `sched` dialect: when every tile is computed and every transfer made, and what that costs.

A `sched.program` holds the answer in two dense tables, one row a task and one row a transfer. Its operations own
consecutive rows: a `sched.compute` those of one part of a layer, a `sched.transfer` those of one kind of movement
of one tensor from a memory to one or more others over one route or tree; one that has several targets has a row for each. `docs/architecture.md` says what the columns mean.

Times are in cycles, sizes in bits, energies in pJ.
"""

import math
from bisect import bisect_right
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum, auto
from itertools import pairwise
from typing import ClassVar

import numpy as np
import numpy.typing as npt
from xdsl.dialects.builtin import (
    I64,
    ArrayAttr,
    BytesAttr,
    DenseArrayBase,
    DenseIntOrFPElementsAttr,
    FlatSymbolRefAttr,
    Float64Type,
    FloatAttr,
    IntegerAttr,
    IntegerType,
    StringAttr,
    SymbolNameConstraint,
    SymbolRefAttr,
    TensorType,
    f64,
    i64,
)
from xdsl.ir import Attribute, Block, Dialect, Operation, ParametrizedAttribute, Region
from xdsl.irdl import (
    IRDLOperation,
    irdl_attr_definition,
    irdl_op_definition,
    lazy_traits_def,
    opt_prop_def,
    prop_def,
    region_def,
    traits_def,
)
from xdsl.parser import AttrParser, Parser
from xdsl.printer import Printer
from xdsl.traits import HasParent, IsolatedFromAbove, NoTerminator, SymbolOpInterface, SymbolTable
from xdsl.utils.exceptions import VerifyException

from stream_xdsl.diagnostics import did_you_mean
from stream_xdsl.dialects.accel import (
    BusOp,
    CoreOp,
    CoreTypeOp,
    LinkOp,
    SystemOp,
    number_text,
    symbol_path,
)
from stream_xdsl.dialects.dnn import LayerOp, NetworkOp
from stream_xdsl.dialects.dnn_attributes import ADDS_UP
from stream_xdsl.hardware.machine import Role

Ints = npt.NDArray[np.int64]
Table = DenseIntOrFPElementsAttr[IntegerType]

TASK_COLUMNS = ("tile", "start", "duration", "release")
TASK_TILE, TASK_START, TASK_DURATION, TASK_RELEASE = range(4)

TRANSFER_COLUMNS = ("tile", "start", "duration", "bits", "release")
TRANSFER_TILE, TRANSFER_START, TRANSFER_DURATION, TRANSFER_BITS, TRANSFER_RELEASE = range(5)

NEVER = -1
"""The release of copies that stay off-chip."""


class TransferKind(StrEnum):
    """Why data moves."""

    LOAD = auto()
    """Off-chip to a reading part: network inputs, weights, results of earlier stacks."""
    MOVE = auto()
    """A block of this stack to a memory where later layers of the stack read it."""
    STORE = auto()
    """A whole block that outlives its stack, off-chip."""
    SPILL = auto()
    """A whole block off-chip because space ran out or no route leads to a reader."""
    RELOAD = auto()
    """What is needed of a spilled block, back to where it is read."""
    STREAM = auto()
    """An operand too large for the reading core's memory, off-chip to that core while a tile runs."""


_FROM_OFFCHIP = (TransferKind.LOAD, TransferKind.RELOAD, TransferKind.STREAM)
_OF_TENSORS = (TransferKind.LOAD, TransferKind.STREAM)
_TO_OFFCHIP = (TransferKind.STORE, TransferKind.SPILL)


def table_attr(table: Ints) -> Table:
    """The dense attribute of a (rows, columns) table."""
    data = np.ascontiguousarray(table, dtype="<i8").tobytes()
    return DenseIntOrFPElementsAttr(TensorType(i64, list(table.shape)), BytesAttr(data))


def _read_table(attribute: Table) -> Ints:
    return np.frombuffer(attribute.data.data, dtype="<i8").reshape(attribute.get_shape())


# Attributes: what a program costs in total


class _Record(ParametrizedAttribute):
    """An attribute printed as `<key = value, …>`, one key per parameter, in order."""

    LEFT_OUT: ClassVar[frozenset[str]] = frozenset()
    """Numbers that are not written where they are 0."""
    RECORDS: ClassVar[Mapping[str, "type[_Record]"]] = {}
    """Keys whose values are records, or lists of such."""
    LINES: ClassVar[frozenset[str]] = frozenset()
    """Keys that begin a line."""

    @classmethod
    def key_names(cls) -> tuple[str, ...]:
        return tuple(name for name, _ in cls.get_irdl_definition().parameters)

    @classmethod
    def parse_parameters(cls, parser: AttrParser) -> Sequence[Attribute]:
        values: list[Attribute] = []
        with parser.in_angle_brackets():
            follows = True
            for key in cls.key_names():
                if key in cls.LEFT_OUT and not (follows and parser.parse_optional_keyword(key)):
                    values.append(FloatAttr(0.0, f64))
                    continue
                if key not in cls.LEFT_OUT:
                    if not follows:
                        parser.raise_error(f"expected ', {key} = '")
                    parser.parse_keyword(key)
                parser.parse_punctuation("=")
                values.append(cls._parse_value(parser, key))
                follows = parser.parse_optional_punctuation(",") is not None
            if follows:
                parser.raise_error("expected another entry after the comma")
        return values

    @classmethod
    def _parse_value(cls, parser: AttrParser, key: str) -> Attribute:
        record = cls.RECORDS.get(key)
        if record is not None:

            def parse_record() -> Attribute:
                return record.new(record.parse_parameters(parser))

            found = parser.parse_optional_comma_separated_list(parser.Delimiter.SQUARE, parse_record)
            return parse_record() if found is None else ArrayAttr(found)
        if key.endswith(("_pj", "utilisation")):
            return FloatAttr(float(parser.parse_number()), f64)
        return IntegerAttr(parser.parse_integer(), i64)

    def print_parameters(self, printer: Printer) -> None:
        entries = [
            (key, value)
            for key, value in zip(self.key_names(), self.parameters, strict=True)
            if key not in self.LEFT_OUT or value != FloatAttr(0.0, f64)
        ]
        with printer.in_angle_brackets(), printer.indented():
            for i, (key, value) in enumerate(entries):
                if i:
                    printer.print_string(",\n" if key in self.LINES else ", ")
                self._print_entry(printer, key, value)

    def _print_entry(self, printer: Printer, key: str, value: Attribute) -> None:
        printer.print_string(f"{key} = ")
        match value:
            case FloatAttr():
                printer.print_string(number_text(value.value.data))
            case IntegerAttr():
                printer.print_string(str(value.value.data))
            case ArrayAttr():
                with printer.in_square_brackets():
                    printer.print_list(value.data, lambda entry: self._print_record(printer, entry))
            case _Record():
                value.print_parameters(printer)
            case _:
                printer.print_attribute(value)

    @staticmethod
    def _print_record(printer: Printer, entry: Attribute) -> None:
        assert isinstance(entry, _Record)
        entry.print_parameters(printer)

    def verify(self) -> None:
        for key, value in zip(self.key_names(), self.parameters, strict=True):
            if isinstance(value, FloatAttr | IntegerAttr):
                number = value.value.data
                if not math.isfinite(number) or number < 0:
                    raise VerifyException(f"{key} must be finite and not negative, got {number}")


@irdl_attr_definition
class PeakAttr(_Record):
    """The most bits that a memory held at any time: `#sched.peak<memory = @core0::@sram, used_bits = 1024>`."""

    name = "sched.peak"
    memory: SymbolRefAttr
    used_bits: IntegerAttr[I64]

    @classmethod
    def _parse_value(cls, parser: AttrParser, key: str) -> Attribute:
        return parser.parse_attribute() if key == "memory" else super()._parse_value(parser, key)


@irdl_attr_definition
class CausesAttr(_Record):
    """All energy by what it is spent for, as `docs/architecture.md` defines it; each pJ has one cause.

    `unsplit_pj`, which is of tiles whose cost does not tell for what they access memories, and `static_pj` are left out where
    they are 0.

    `#sched.causes<compute_pj = 24, weights_pj = 130, activations_pj = 260, spill_pj = 0, output_pj = 130, static_pj = 12>`
    """

    name = "sched.causes"
    LEFT_OUT = frozenset({"unsplit_pj", "static_pj"})
    compute_pj: FloatAttr[Float64Type]
    weights_pj: FloatAttr[Float64Type]
    activations_pj: FloatAttr[Float64Type]
    spill_pj: FloatAttr[Float64Type]
    output_pj: FloatAttr[Float64Type]
    unsplit_pj: FloatAttr[Float64Type]
    static_pj: FloatAttr[Float64Type]

    @property
    def values_pj(self) -> dict[str, float]:
        """Energy by cause, named without the unit."""
        return {
            key.removesuffix("_pj"): value.value.data
            for key, value in zip(self.key_names(), self.parameters, strict=True)
            if isinstance(value, FloatAttr)
        }


@irdl_attr_definition
class MemoryEnergyAttr(_Record):
    """What accesses to a memory of a core take, for tiles and for transfers, and its static energy, left out where it is 0.

    `#sched.memory_energy<memory = @sram, access_pj = 10, static_pj = 2>`
    """

    name = "sched.memory_energy"
    LEFT_OUT = frozenset({"static_pj"})
    memory: FlatSymbolRefAttr
    access_pj: FloatAttr[Float64Type]
    static_pj: FloatAttr[Float64Type]

    @classmethod
    def _parse_value(cls, parser: AttrParser, key: str) -> Attribute:
        return _parse_symbol(parser) if key == "memory" else super()._parse_value(parser, key)


@irdl_attr_definition
class CoreEnergyAttr(_Record):
    """Where a core spends energy: its array, memories of which its tiles' costs do not tell which, the core itself whether it
    works or not, and each of its memories. The first three are left out where they are 0, as are memories without any.

    `#sched.core_energy<core = @core0, array_pj = 24, memories = [<memory = @sram, access_pj = 10>]>`
    """

    name = "sched.core_energy"
    LEFT_OUT = frozenset({"array_pj", "unsplit_pj", "static_pj"})
    RECORDS = {"memories": MemoryEnergyAttr}
    core: FlatSymbolRefAttr
    array_pj: FloatAttr[Float64Type]
    unsplit_pj: FloatAttr[Float64Type]
    static_pj: FloatAttr[Float64Type]
    memories: ArrayAttr[MemoryEnergyAttr]

    @classmethod
    def _parse_value(cls, parser: AttrParser, key: str) -> Attribute:
        return _parse_symbol(parser) if key == "core" else super()._parse_value(parser, key)

    @property
    def total_static_pj(self) -> float:
        """Of the core and its memories."""
        return math.fsum(
            (self.static_pj.value.data, *(memory.static_pj.value.data for memory in self.memories))
        )

    @property
    def total_pj(self) -> float:
        """All of it."""
        dynamic = (self.array_pj, self.unsplit_pj, *(memory.access_pj for memory in self.memories))
        return math.fsum((self.total_static_pj, *(energy.value.data for energy in dynamic)))

    def verify(self) -> None:
        super().verify()
        _verify_unique("memory", (symbol_path(memory.memory) for memory in self.memories))


@irdl_attr_definition
class MediumEnergyAttr(_Record):
    """What a link, both ways, or a bus spends: `#sched.medium_energy<medium = @bus0, energy_pj = 256>`."""

    name = "sched.medium_energy"
    medium: FlatSymbolRefAttr
    energy_pj: FloatAttr[Float64Type]

    @classmethod
    def _parse_value(cls, parser: AttrParser, key: str) -> Attribute:
        return _parse_symbol(parser) if key == "medium" else super()._parse_value(parser, key)


@irdl_attr_definition
class LayerEnergyAttr(_Record):
    """What a layer's tiles take, loads for it, and transfers of its result: `#sched.layer_energy<layer = "fc", energy_pj = 100>`."""

    name = "sched.layer_energy"
    layer: StringAttr
    energy_pj: FloatAttr[Float64Type]

    @classmethod
    def _parse_value(cls, parser: AttrParser, key: str) -> Attribute:
        if key == "layer":
            return StringAttr(parser.parse_str_literal())
        return super()._parse_value(parser, key)


@irdl_attr_definition
class StackAttr(_Record):
    """One stack: from the start of its first tile to the end of its last, with the energy of its layers.

    `#sched.stack<stack = "front", start_cycle = 0, end_cycle = 112, energy_pj = 1000>`
    """

    name = "sched.stack"
    stack: StringAttr
    start_cycle: IntegerAttr[I64]
    end_cycle: IntegerAttr[I64]
    energy_pj: FloatAttr[Float64Type]

    @classmethod
    def _parse_value(cls, parser: AttrParser, key: str) -> Attribute:
        if key == "stack":
            return StringAttr(parser.parse_str_literal())
        return super()._parse_value(parser, key)

    def verify(self) -> None:
        super().verify()
        if self.end_cycle.value.data < self.start_cycle.value.data:
            raise VerifyException(f"stack '{self.stack.data}' ends before it starts")


@irdl_attr_definition
class TotalsAttr(_Record):
    """Latency and energy of a program, where the energy goes, and bounds no schedule can beat.

    `energy_pj` is broken down in four ways, each of which adds up to it: by cause; by place, which are the cores with their
    arrays and memories (a shared memory is with its first core, off-chip memory with the core that fronts it) and the
    interconnect; and, without static energy, by layer and by stack. Places that spend nothing are left out.
    `array_utilisation` is `macs` over what the arrays of all compute cores could do in `latency_cycles`.

    Energies are doubles. Each is a sum that is rounded once, so sums of them are off by a few units in the last place; the
    verifier allows one part in 10¹².

    ```mlir
    totals <latency_cycles = 112, latency_lower_bound_cycles = 100, energy_pj = 1000, energy_lower_bound_pj = 800,
      macs = 4096, array_utilisation = 0.25, offchip_read_bits = 1024, offchip_write_bits = 512,
      peaks = [<memory = @core0::@sram, used_bits = 1024>],
      causes = <compute_pj = 400, weights_pj = 250, activations_pj = 250, spill_pj = 0, output_pj = 100>,
      cores = [<core = @core0, array_pj = 400, memories = [<memory = @sram, access_pj = 300>]>,
        <core = @dram, memories = [<memory = @dram, access_pj = 200>]>],
      interconnect = [<medium = @bus0, energy_pj = 100>],
      layers = [<layer = "conv1", energy_pj = 600>, <layer = "conv2", energy_pj = 400>],
      stacks = [<stack = "front", start_cycle = 0, end_cycle = 112, energy_pj = 1000>]>
    ```
    """

    name = "sched.totals"
    RECORDS = {
        "peaks": PeakAttr,
        "causes": CausesAttr,
        "cores": CoreEnergyAttr,
        "interconnect": MediumEnergyAttr,
        "layers": LayerEnergyAttr,
        "stacks": StackAttr,
    }
    LINES = frozenset(RECORDS)
    latency_cycles: IntegerAttr[I64]
    latency_lower_bound_cycles: IntegerAttr[I64]
    energy_pj: FloatAttr[Float64Type]
    energy_lower_bound_pj: FloatAttr[Float64Type]
    macs: IntegerAttr[I64]
    array_utilisation: FloatAttr[Float64Type]
    offchip_read_bits: IntegerAttr[I64]
    offchip_write_bits: IntegerAttr[I64]
    peaks: ArrayAttr[PeakAttr]
    causes: CausesAttr
    cores: ArrayAttr[CoreEnergyAttr]
    interconnect: ArrayAttr[MediumEnergyAttr]
    layers: ArrayAttr[LayerEnergyAttr]
    stacks: ArrayAttr[StackAttr]

    def verify(self) -> None:
        super().verify()
        latency, energy = self.latency_cycles.value.data, self.energy_pj.value.data
        if self.latency_lower_bound_cycles.value.data > latency:
            raise VerifyException("the latency is below its lower bound")
        if self.energy_lower_bound_pj.value.data > energy * (1 + 1e-9):
            raise VerifyException("the energy is below its lower bound")
        if self.array_utilisation.value.data > 1:
            raise VerifyException(f"array_utilisation = {self.array_utilisation.value.data} exceeds 1")
        for what, names in (
            ("core", (symbol_path(entry.core) for entry in self.cores)),
            ("medium", (symbol_path(entry.medium) for entry in self.interconnect)),
            ("layer", (entry.layer.data for entry in self.layers)),
            ("stack", (entry.stack.data for entry in self.stacks)),
        ):
            _verify_unique(what, names)
        self._verify_energy(energy)

    def _verify_energy(self, energy: float) -> None:
        causes, static = self.causes, self.causes.static_pj.value.data
        media = [medium.energy_pj.value.data for medium in self.interconnect]
        layers, stacks = (
            [entry.energy_pj.value.data for entry in found] for found in (self.layers, self.stacks)
        )
        for claim, claimed, whose, parts in (
            ("energy_pj", energy, "its causes", causes.values_pj.values()),
            (
                "energy_pj",
                energy,
                "cores and interconnect",
                [*(core.total_pj for core in self.cores), *media],
            ),
            ("energy_pj", energy, "layers and static energy", [*layers, static]),
            ("energy_pj", energy, "stacks and static energy", [*stacks, static]),
            (
                "compute_pj",
                causes.compute_pj.value.data,
                "arrays",
                [c.array_pj.value.data for c in self.cores],
            ),
            (
                "unsplit_pj",
                causes.unsplit_pj.value.data,
                "cores",
                [c.unsplit_pj.value.data for c in self.cores],
            ),
            ("static_pj", static, "cores", [core.total_static_pj for core in self.cores]),
        ):
            total = math.fsum(parts)
            if not math.isclose(total, claimed, rel_tol=ADDS_UP):
                raise VerifyException(f"{claim} = {claimed} is not the sum of {whose}, {total}")


def _verify_unique(what: str, names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise VerifyException(f"{what} '{name}' is listed twice")
        seen.add(name)


def _parse_symbol(parser: AttrParser) -> SymbolRefAttr:
    return SymbolRefAttr(parser.parse_symbol_name())


# Operations


def _parse_rows(parser: Parser) -> tuple[Attribute, Attribute]:
    parser.parse_keyword("rows")
    first = parser.parse_integer(allow_boolean=False)
    parser.parse_keyword("to")
    rows = DenseArrayBase.from_list(i64, [first, parser.parse_integer(allow_boolean=False)])
    parser.parse_keyword("energy_pj")
    return rows, FloatAttr(float(parser.parse_number()), f64)


def _parse_parts(parser: Parser) -> tuple[StringAttr, list[int]]:
    layer = StringAttr(parser.parse_str_literal())
    return layer, parser.parse_comma_separated_list(
        parser.Delimiter.SQUARE, lambda: parser.parse_integer(allow_boolean=False, allow_negative=False)
    )


class _RowsOp(IRDLOperation):
    """What owners of table rows have in common."""

    layer = prop_def(StringAttr)
    rows = prop_def(DenseArrayBase.constr(i64))
    """First row, and the row after the last."""
    energy_pj = prop_def(FloatAttr[Float64Type])

    @property
    def row_range(self) -> slice:
        """Its rows of the program's table."""
        first, end = self.rows.get_values()
        return slice(int(first), int(end))

    @property
    def part_indices(self) -> tuple[int, ...]:
        """The parts of the layer that it is about."""
        raise NotImplementedError

    def _print_parts(self, printer: Printer) -> None:
        printer.print_string_literal(self.layer.data)
        printer.print_string(f"[{', '.join(map(str, self.part_indices))}]")

    def _print_rows(self, printer: Printer) -> None:
        first, end = self.rows.get_values()
        printer.print_string(f" rows {first} to {end} energy_pj {number_text(self.energy_pj.value.data)}")
        printer.print_op_attributes(self.attributes)

    def verify_(self) -> None:
        for part in self.part_indices:
            if part < 0:
                raise VerifyException(f"part {part} is negative")
        if len(self.rows) != 2:
            raise VerifyException(f"rows are a first and an end, got {len(self.rows)} numbers")
        first, end = self.rows.get_values()
        if not 0 <= first < end:
            raise VerifyException(f"rows {first} to {end} are none")
        energy = self.energy_pj.value.data
        if not math.isfinite(energy) or energy < 0:
            raise VerifyException(f"energy must be finite and not negative, got {energy}")


@irdl_op_definition
class ComputeOp(_RowsOp):
    """The tasks of one spatial part of a layer, all on one core; `energy_pj` is of all of them.

    ```mlir
    sched.compute "conv1"[0] on @core0 rows 0 to 2 energy_pj 1000
    ```
    """

    name = "sched.compute"
    part = prop_def(IntegerAttr[I64])
    core = prop_def(FlatSymbolRefAttr)
    traits = lazy_traits_def(lambda: (HasParent(ProgramOp),))

    @property
    def layer_part(self) -> tuple[str, int]:
        """Name of the layer and index of the part."""
        return self.layer.data, self.part.value.data

    @property
    def part_indices(self) -> tuple[int, ...]:
        return (self.part.value.data,)

    @classmethod
    def parse(cls, parser: Parser) -> "ComputeOp":
        layer = StringAttr(parser.parse_str_literal())
        with parser.in_square_brackets():
            part = IntegerAttr(parser.parse_integer(allow_boolean=False, allow_negative=False), i64)
        parser.parse_keyword("on")
        core = SymbolRefAttr(parser.parse_symbol_name())
        rows, energy = _parse_rows(parser)
        properties = {"layer": layer, "part": part, "core": core, "rows": rows, "energy_pj": energy}
        return cls.create(properties=properties, attributes=parser.parse_optional_attr_dict())

    def print(self, printer: Printer) -> None:
        printer.print_string(" ")
        self._print_parts(printer)
        printer.print_string(" on ")
        printer.print_attribute(self.core)
        self._print_rows(printer)


@irdl_op_definition
class TransferOp(_RowsOp):
    """Transfers of one kind of one tensor from a memory to another over one route, or at once to several others over a tree;
    `energy_pj` is of all of them.

    A `load` names the tensor and, for each target, the part it is for, and so does a `stream`, whose rows are the tiles that it runs with;
    every other kind the part that produced the block. The route
    lists links and buses in order; a link crossed from its second core to its first is marked `reverse`. What goes to several targets
    leaves its source once and crosses each link and bus once; it has a row for each target, in their order, which differ in
    when the copy is released, and for loads in the tile of each part that needs it first.

    ```mlir
    sched.transfer load "w" for "conv1"[0, 1] from @dram::@dram to [@core0::@sram, @core1::@sram] via [@bus0] rows 2 to 4 energy_pj 25
    sched.transfer move "conv1"[0] from @core0::@sram to @core1::@sram via [@link0 reverse] rows 4 to 6 energy_pj 25
    ```
    """

    name = "sched.transfer"
    kind = prop_def(StringAttr)
    tensor = opt_prop_def(StringAttr)
    parts = prop_def(DenseArrayBase.constr(i64))
    """Of the layer: of a load one for each target, else one."""
    source = prop_def(SymbolRefAttr)
    targets = prop_def(ArrayAttr[SymbolRefAttr])
    route = prop_def(ArrayAttr[FlatSymbolRefAttr])
    reverse = opt_prop_def(DenseArrayBase.constr(i64))
    """Ascending positions in the route of links that are crossed backwards."""
    traits = lazy_traits_def(lambda: (HasParent(ProgramOp),))

    @property
    def part_indices(self) -> tuple[int, ...]:
        return tuple(int(part) for part in self.parts.get_values())

    @property
    def layer_parts(self) -> tuple[tuple[str, int], ...]:
        """For each target: name of the layer and index of the part."""
        parts = self.part_indices
        parts *= len(self.targets) if len(parts) == 1 else 1
        return tuple((self.layer.data, part) for part in parts)

    @staticmethod
    def route_properties(channels: Sequence[str]) -> dict[str, Attribute]:
        """The properties of a route given by channel names as in `channels`."""
        names = [name.removesuffix(".reverse") for name in channels]
        backwards = [
            i for i, (name, channel) in enumerate(zip(names, channels, strict=True)) if name != channel
        ]
        properties: dict[str, Attribute] = {"route": ArrayAttr([SymbolRefAttr(name) for name in names])}
        if backwards:
            properties["reverse"] = DenseArrayBase.from_list(i64, backwards)
        return properties

    @property
    def channels(self) -> tuple[str, ...]:
        """The channels of the route, named as in `hardware.routes`: `bus0`, `link0` or `link0.reverse`."""
        backwards = () if self.reverse is None else self.reverse.get_values()
        return tuple(
            entry.root_reference.data + (".reverse" if i in backwards else "")
            for i, entry in enumerate(self.route)
        )

    @classmethod
    def parse(cls, parser: Parser) -> "TransferOp":
        kind = parser.parse_identifier(" for the kind of transfer")
        properties: dict[str, Attribute] = {"kind": StringAttr(kind)}
        if kind in _OF_TENSORS:
            properties["tensor"] = StringAttr(parser.parse_str_literal())
            parser.parse_keyword("for")
        properties["layer"], parts = _parse_parts(parser)
        properties["parts"] = DenseArrayBase.from_list(i64, parts)
        parser.parse_keyword("from")
        properties["source"] = parser.parse_attribute()
        parser.parse_keyword("to")
        targets = parser.parse_optional_comma_separated_list(parser.Delimiter.SQUARE, parser.parse_attribute)
        properties["targets"] = ArrayAttr([parser.parse_attribute()] if targets is None else targets)
        parser.parse_keyword("via")

        def hop() -> str:
            name = parser.parse_symbol_name().data
            return f"{name}.reverse" if parser.parse_optional_keyword("reverse") else name

        channels = parser.parse_comma_separated_list(parser.Delimiter.SQUARE, hop)
        properties |= cls.route_properties(channels)
        properties["rows"], properties["energy_pj"] = _parse_rows(parser)
        return cls.create(properties=properties, attributes=parser.parse_optional_attr_dict())

    def print(self, printer: Printer) -> None:
        printer.print_string(f" {self.kind.data} ")
        if self.tensor is not None:
            printer.print_string_literal(self.tensor.data)
            printer.print_string(" for ")
        self._print_parts(printer)
        hops = ", ".join(
            f"@{channel.removesuffix('.reverse')} reverse" if channel.endswith(".reverse") else f"@{channel}"
            for channel in self.channels
        )
        targets = ", ".join(map(symbol_path, self.targets))
        targets = f"[{targets}]" if len(self.targets) > 1 else targets
        printer.print_string(f" from {symbol_path(self.source)} to {targets} via [{hops}]")
        self._print_rows(printer)

    def verify_(self) -> None:
        super().verify_()
        if self.kind.data not in set(TransferKind):
            raise VerifyException(
                f"'{self.kind.data}' is no kind of transfer; there are {', '.join(TransferKind)}"
            )
        if (self.tensor is not None) != (self.kind.data in _OF_TENSORS):
            raise VerifyException("loads and streams name their tensor, and only they do")
        targets = len(self.targets)
        if not targets or len(set(self.targets)) < targets:
            raise VerifyException("a transfer has one target, or several that differ")
        parts = targets if self.tensor is not None else 1
        if len(self.parts) != parts:
            raise VerifyException(
                f"{len(self.parts)} parts, where a {self.kind.data} to {targets} "
                f"target{'s' * (targets > 1)} is about {parts}"
            )
        first, end = self.rows.get_values()
        if (end - first) % targets:
            raise VerifyException(f"rows {first} to {end} are no multiple of the {targets} targets")
        if self.reverse is not None:
            positions = self.reverse.get_values()
            if not positions or positions[0] < 0 or positions[-1] >= len(self.route):
                raise VerifyException(
                    f"reverse hops {list(positions)} are not hops of a route of {len(self.route)}"
                )
            if any(a >= b for a, b in pairwise(positions)):
                raise VerifyException(f"reverse hops {list(positions)} do not ascend")


@dataclass(frozen=True)
class _System:
    """What names mean in a system."""

    memories: dict[str, frozenset[str]]
    """Core -> its memories."""
    offchip: str
    channels: frozenset[str]
    overlapping: frozenset[str]
    """Cores whose tiles overlap with their neighbours."""

    @staticmethod
    def read(system: SystemOp) -> "_System":
        types = {op.sym_name.data: op for op in system.of_type(CoreTypeOp)}
        cores = {op.sym_name.data: types[op.core_type.root_reference.data] for op in system.of_type(CoreOp)}
        channels = {op.sym_name.data for op in system.of_type(BusOp)}
        for link in system.of_type(LinkOp):
            channels.add(link.sym_name.data)
            if link.two_way is not None:
                channels.add(f"{link.sym_name.data}.reverse")
        memories = {t: frozenset(m.sym_name.data for m in op.memories) for t, op in types.items()}
        return _System(
            {core: memories[op.sym_name.data] for core, op in cores.items()},
            next(core for core, op in cores.items() if op.role.data == Role.OFFCHIP),
            frozenset(channels),
            frozenset(core for core, op in cores.items() if op.overlaps is not None),
        )


@irdl_op_definition
class ProgramOp(IRDLOperation):
    """The schedule of a network on a system.

    Task rows are `tile, start, duration, release`; transfer rows `tile, start, duration, bits, release`. The compute
    operations own consecutive rows of the first table, the transfer operations of the second, all of them in order.

    ```mlir
    sched.program @net_on_quad of @net on @quad
      tasks dense<[[0, 12, 100, 112]]> : tensor<1x4xi64>
      transfers dense<[[0, 0, 12, 768, 112], [0, 112, 6, 384, -1]]> : tensor<2x5xi64> {
      sched.compute "conv1"[0] on @core0 rows 0 to 1 energy_pj 1000
      sched.transfer load "x" for "conv1"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 0 to 1 energy_pj 25
      sched.transfer store "conv1"[0] from @core0::@sram to @dram::@dram via [@bus0] rows 1 to 2 energy_pj 12.5
    }
    ```
    """

    name = "sched.program"
    sym_name = prop_def(SymbolNameConstraint())
    network = prop_def(FlatSymbolRefAttr)
    system = prop_def(FlatSymbolRefAttr)
    tasks = prop_def(Table)
    transfers = prop_def(Table)
    totals = opt_prop_def(TotalsAttr)
    body = region_def("single_block")
    traits = traits_def(SymbolOpInterface(), IsolatedFromAbove(), NoTerminator())

    def __init__(
        self,
        name: str,
        network: str,
        system: str,
        tasks: Ints,
        transfers: Ints,
        ops: Sequence[Operation],
        totals: TotalsAttr | None = None,
    ):
        super().__init__(
            properties={
                "sym_name": StringAttr(name),
                "network": SymbolRefAttr(network),
                "system": SymbolRefAttr(system),
                "tasks": table_attr(tasks),
                "transfers": table_attr(transfers),
                "totals": totals,
            },
            regions=[Region(Block(ops))],
        )

    @property
    def task_table(self) -> Ints:
        """(tasks, 4) read-only view of the task rows; columns are TASK_COLUMNS."""
        return _read_table(self.tasks)

    @property
    def transfer_table(self) -> Ints:
        """(transfers, 5) read-only view of the transfer rows; columns are TRANSFER_COLUMNS."""
        return _read_table(self.transfers)

    @property
    def compute_ops(self) -> Iterator[ComputeOp]:
        """The owners of the task rows, in order."""
        return (op for op in self.body.block.ops if isinstance(op, ComputeOp))

    @property
    def transfer_ops(self) -> Iterator[TransferOp]:
        """The owners of the transfer rows, in order."""
        return (op for op in self.body.block.ops if isinstance(op, TransferOp))

    @property
    def network_op(self) -> NetworkOp:
        """The network it schedules; raises VerifyException if there is none."""
        network = SymbolTable.lookup_symbol(self, self.network)
        if not isinstance(network, NetworkOp):
            raise VerifyException(f"{symbol_path(self.network)} does not name a dnn.network")
        return network

    @property
    def system_op(self) -> SystemOp:
        """The system it runs on; raises VerifyException if there is none."""
        system = SymbolTable.lookup_symbol(self, self.system)
        if not isinstance(system, SystemOp):
            raise VerifyException(f"{symbol_path(self.system)} does not name an accel.system")
        return system

    @classmethod
    def parse(cls, parser: Parser) -> "ProgramOp":
        properties: dict[str, Attribute] = {"sym_name": parser.parse_symbol_name()}
        for keyword, key in (("of", "network"), ("on", "system")):
            parser.parse_keyword(keyword)
            properties[key] = SymbolRefAttr(parser.parse_symbol_name())
        for key in ("tasks", "transfers"):
            parser.parse_keyword(key)
            properties[key] = parser.parse_attribute()
        if parser.parse_optional_keyword("totals"):
            properties["totals"] = TotalsAttr.new(TotalsAttr.parse_parameters(parser))
        attributes = parser.parse_optional_attr_dict_with_keyword()
        return cls.create(
            properties=properties,
            attributes={} if attributes is None else attributes.data,
            regions=[parser.parse_region()],
        )

    def print(self, printer: Printer) -> None:
        printer.print_string(" ")
        printer.print_symbol_name(self.sym_name.data)
        printer.print_string(f" of {symbol_path(self.network)} on {symbol_path(self.system)}")
        with printer.indented():
            printer.print_string("\ntasks ")
            printer.print_attribute(self.tasks)
            printer.print_string("\ntransfers ")
            printer.print_attribute(self.transfers)
            if self.totals is not None:
                printer.print_string("\ntotals ")
                self.totals.print_parameters(printer)
        printer.print_op_attributes(self.attributes, print_keyword=True)
        printer.print_string(" ")
        printer.print_region(self.body)

    def verify(self, verify_nested_ops: bool = True) -> None:
        # Whether rows and names fit is only known here, once for all rows; the error is shown at the row's owner.
        super().verify(verify_nested_ops)
        if verify_nested_ops:
            _Check(self).run()

    def verify_(self) -> None:
        for name, table, columns in (
            ("tasks", self.tasks, TASK_COLUMNS),
            ("transfers", self.transfers, TRANSFER_COLUMNS),
        ):
            shape = table.get_shape()
            if len(shape) != 2 or shape[1] != len(columns) or table.get_element_type() != i64:
                raise VerifyException(
                    f"{name} must be a table of {len(columns)} columns: {', '.join(columns)}"
                )
        for op in self.body.block.ops:
            if not isinstance(op, _RowsOp):
                raise VerifyException(f"a program holds sched.compute and sched.transfer, not {op.name}")
        network, system = self.network_op, self.system_op
        if network.system is not None and network.system != self.system:
            raise VerifyException(
                f"{symbol_path(self.network)} is mapped on {symbol_path(network.system)}, "
                f"not on {symbol_path(self.system)}"
            )
        if self.totals is not None:
            self._verify_places(self.totals, _System.read(system))
        self._verify_covered("tasks", len(self.task_table), tuple(self.compute_ops))
        self._verify_covered("transfers", len(self.transfer_table), tuple(self.transfer_ops))

    def _verify_places(self, totals: TotalsAttr, system: "_System") -> None:
        for peak in totals.peaks:
            _verify_memory(peak.memory, system)
        for core in totals.cores:
            _verify_core(core.core.root_reference.data, system)
            for memory in core.memories:
                _verify_memory(
                    SymbolRefAttr(core.core.root_reference, [memory.memory.root_reference]), system
                )
        for medium in totals.interconnect:
            if (name := medium.medium.root_reference.data) not in system.channels:
                raise VerifyException(f"'@{name}' does not name a link or bus of the system")
        layers = [layer.layer_name.data for layer in self.network_op.layers]
        for layer in totals.layers:
            if (name := layer.layer.data) not in layers:
                raise VerifyException(
                    f"'{name}' does not name a layer of the network{did_you_mean(name, layers)}"
                )

    def _verify_covered(self, what: str, rows: int, owners: Sequence[_RowsOp]) -> None:
        end = max((op.row_range.stop for op in owners), default=0)
        if end < rows:
            raise VerifyException(f"rows {end} to {rows} of {what} belong to no operation")


def _verify_core(core: str, system: _System) -> None:
    if core not in system.memories:
        raise VerifyException(
            f"'@{core}' does not name a core of the system{did_you_mean(core, system.memories)}"
        )


def _verify_memory(reference: SymbolRefAttr, system: _System) -> str:
    """The core of a memory reference such as `@core0::@sram`."""
    core, nested = reference.root_reference.data, [part.data for part in reference.nested_references]
    _verify_core(core, system)
    if len(nested) != 1 or nested[0] not in system.memories[core]:
        raise VerifyException(
            f"'{symbol_path(reference)}' does not name a memory of the core; it has "
            + ", ".join(sorted(system.memories[core]))
        )
    return core


class _Check:
    """The rows and names of a program's operations against its tables, network and system."""

    def __init__(self, program: ProgramOp):
        self.program = program
        self.tasks = program.task_table
        self.transfers = program.transfer_table
        self.layers = {layer.layer_name.data: layer for layer in program.network_op.layers}
        self.system = _System.read(program.system_op)
        self.owners: dict[tuple[str, int], ComputeOp] = {}
        self.ends = np.zeros(len(self.tasks), dtype=np.int64)
        """End of each tile, at the first row of its part plus the tile."""

    def run(self) -> None:
        row = 0
        for op in self.program.compute_ops:
            with _blaming(op):
                row = self._rows(op, row)
                self._parts(op)
                self._compute(op)
        row, transfers = 0, tuple(self.program.transfer_ops)
        for op in transfers:
            with _blaming(op):
                row = self._rows(op, row)
                self._parts(op)
                self._transfer(op)
        with _blaming(self.program):
            self._complete()
        if transfers:
            self._transfer_rows(transfers)
            self._arrivals(transfers)

    def _rows(self, op: _RowsOp, expected: int) -> int:
        rows = op.row_range
        if rows.start != expected:
            raise VerifyException(
                f"rows {rows.start} to {rows.stop} should follow row {expected}, where the last end"
            )
        table = self.tasks if isinstance(op, ComputeOp) else self.transfers
        if rows.stop > len(table):
            raise VerifyException(f"rows {rows.start} to {rows.stop} of a table with {len(table)}")
        return rows.stop

    def _parts(self, op: _RowsOp) -> None:
        name = op.layer.data
        layer = self.layers.get(name)
        if layer is None:
            raise VerifyException(
                f"'{name}' does not name a layer of the network{did_you_mean(name, self.layers)}"
            )
        parts = _parts(layer)
        for part in op.part_indices:
            if part < parts:
                continue
            raise VerifyException(f"part {part} of layer '{name}', which has {parts}")

    def _compute(self, op: ComputeOp) -> None:
        name, part = op.layer_part
        core, cores = op.core.root_reference.data, self.layers[name].core_names
        _verify_core(core, self.system)
        if cores and cores[part] != core:
            raise VerifyException(f"part {part} of layer '{name}' is allocated to '@{cores[part]}'")
        if op.layer_part in self.owners:
            raise VerifyException(f"part {part} of layer '{name}' is computed twice")
        tile, start, duration, release = self.tasks[op.row_range].T
        if sorted(tile.tolist()) != list(range(len(tile))):
            raise VerifyException(f"{len(tile)} rows should hold each tile from 0 to {len(tile) - 1} once")
        end = start + duration
        _require(start >= 0, tile, lambda i: f"starts at {start[i]}, which is negative")
        _require(duration >= 0, tile, lambda i: f"has a negative duration, {duration[i]}")
        _require(release >= end, tile, lambda i: f"is released at {release[i]}, before it ends at {end[i]}")
        if core in self.system.overlapping:
            _require(
                (start[1:] >= start[:-1]) & (end[1:] >= end[:-1]),
                tile[1:],
                lambda i: (
                    f"starts at {start[i + 1]} and ends at {end[i + 1]}, but its predecessor at {start[i]} and {end[i]}"
                ),
            )
        else:
            _require(
                start[1:] >= end[:-1],
                tile[1:],
                lambda i: f"starts at {start[i + 1]}, before its predecessor ends at {end[i]}",
            )
        self.ends[op.row_range.start + tile] = end
        self.owners[op.layer_part] = op

    def _transfer(self, op: TransferOp) -> None:
        offchip = self.system.offchip
        source, *targets = (_verify_memory(reference, self.system) for reference in (op.source, *op.targets))
        ends = [(source, _FROM_OFFCHIP, "starts"), *((target, _TO_OFFCHIP, "ends") for target in targets)]
        for core, kinds, place in ends:
            if (core == offchip) != (op.kind.data in kinds):
                where = "off-chip" if op.kind.data in kinds else "on chip"
                raise VerifyException(f"a {op.kind.data} {place} {where}, not at '@{core}'")
        for channel in op.channels:
            if channel not in self.system.channels:
                name, _, backwards = channel.partition(".")
                one_way = bool(backwards) and name in self.system.channels
                raise VerifyException(
                    f"'@{name}' cannot be crossed in reverse: it is a bus or a one-way link"
                    if one_way
                    else f"'@{name}' does not name a link or bus of the system"
                )

    def _transfer_rows(self, ops: Sequence[TransferOp]) -> None:
        """All rows at once, because there may be many operations with few rows each."""
        counts = [op.row_range.stop - op.row_range.start for op in ops]
        loads, stays, produced, targets = (
            np.repeat(column, counts)
            for column in (
                [op.tensor is not None for op in ops],
                [op.kind.data in _TO_OFFCHIP for op in ops],
                [op.kind.data in (TransferKind.MOVE, *_TO_OFFCHIP) for op in ops],
                [len(op.targets) for op in ops],
            )
        )
        parts = [
            np.tile([(rows.start, rows.stop - rows.start) for rows in owners], (count // len(owners), 1))
            for count, owners in (
                (count, [self.owners[part].row_range for part in op.layer_parts])
                for count, op in zip(counts, ops, strict=True)
            )
        ]
        first, tiles = np.concatenate(parts).T
        begins = np.repeat(np.cumsum(counts) - counts, counts)
        rows = np.arange(len(begins))
        leader = rows - (rows - begins) % targets
        tile, start, duration, bits, release = self.transfers.T
        end = start + duration
        known = (tile >= 0) & (tile < tiles)
        made = self.ends[np.where(known, first + tile, 0)]
        ends = [op.row_range.stop for op in ops]

        def require(holds: npt.NDArray[np.bool_], message: Callable[[int], str]) -> None:
            row = int(np.argmin(holds))
            if not holds[row]:
                with _blaming(ops[bisect_right(ends, row)]):
                    raise VerifyException(f"tile {tile[row]} {message(row)}")

        require(start >= 0, lambda i: f"starts at {start[i]}, which is negative")
        require(duration >= 0, lambda i: f"has a negative duration, {duration[i]}")
        require(bits >= 0, lambda i: f"has {bits[i]} bits")
        require(
            ~stays | (release == NEVER),
            lambda i: f"is released at {release[i]}, but stays off-chip ({NEVER})",
        )
        require(
            stays | (release >= end), lambda i: f"is released at {release[i]}, before it arrives at {end[i]}"
        )
        require(known, lambda i: "is no tile that is computed")
        for name, column in (
            ("tile", np.where(loads, 0, tile)),
            ("start", start),
            ("duration", duration),
            ("bits", bits),
        ):
            require(
                column == column[leader],
                lambda i, name=name, column=column: (
                    f"has a {name} of {column[i]}, at the first of its targets {column[leader[i]]}"
                ),
            )
        require(
            ~produced | (start >= made),
            lambda i: f"leaves at {start[i]}, before it has been computed at {made[i]}",
        )

    def _complete(self) -> None:
        for name, layer in self.layers.items():
            for part in range(_parts(layer)):
                if (name, part) not in self.owners:
                    raise VerifyException(f"part {part} of layer '{name}' is not computed")

    def _arrivals(self, ops: Sequence[TransferOp]) -> None:
        """A task does not start before what it is the first to need has been loaded, once at least."""
        arrivals: dict[tuple[str, int, str, str], dict[int, int]] = {}
        for op in ops:
            if op.tensor is None or op.kind.data != TransferKind.LOAD:
                continue
            rows = self.transfers[op.row_range]
            for i, (owner, target) in enumerate(zip(op.layer_parts, op.targets, strict=True)):
                first = arrivals.setdefault((*owner, op.tensor.data, symbol_path(target)), {})
                for tile, start, duration, *_ in rows[i :: len(op.targets)].tolist():
                    first[tile] = min(first.get(tile, start + duration), start + duration)
        for (name, part, tensor, _), first in arrivals.items():
            owner = self.owners[name, part]
            for tile, start, *_ in self.tasks[owner.row_range].tolist():
                if start < first.get(tile, start):
                    with _blaming(owner):
                        raise VerifyException(
                            f"tile {tile} starts at {start}, before the '{tensor}' it needs arrives at {first[tile]}"
                        )


@contextmanager
def _blaming(op: Operation) -> Generator[None]:
    """Show a verification error at that operation."""
    try:
        yield
    except VerifyException as error:
        op.emit_error(f"Operation does not verify: {error}", error)


def _parts(layer: LayerOp) -> int:
    return 1 if layer.tiling is None else math.prod(ways for _, ways in layer.tiling.spatial)


def _require(holds: npt.NDArray[np.bool_], tile: Ints, message: Callable[[int], str]) -> None:
    """Raise for the first row that does not hold."""
    if not holds.all():
        row = int(np.argmin(holds))
        raise VerifyException(f"tile {tile[row]} {message(row)}")


Sched = Dialect(
    "sched",
    [ProgramOp, ComputeOp, TransferOp],
    [
        TotalsAttr,
        PeakAttr,
        CausesAttr,
        CoreEnergyAttr,
        MemoryEnergyAttr,
        MediumEnergyAttr,
        LayerEnergyAttr,
        StackAttr,
    ],
)

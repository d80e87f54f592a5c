"""The `sched` dialect: when every tile is computed and every transfer made, and what that costs.

A `sched.program` holds the answer in two dense tables, one row a task and one row a transfer. Its operations own
consecutive rows: a `sched.compute` those of one part of a layer, a `sched.transfer` those of one kind of movement
of one tensor between two memories over one route. `docs/architecture.md` says what the columns mean.

Times are in cycles, sizes in bits, energies in pJ.
"""

import math
from bisect import bisect_right
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum, auto
from itertools import pairwise

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
from stream_xdsl.hardware.machine import Role

Ints = npt.NDArray[np.int64]
Table = DenseIntOrFPElementsAttr[IntegerType]

TASK_COLUMNS = ("tile", "start", "duration", "release")
TASK_TILE, TASK_START, TASK_DURATION, TASK_RELEASE = range(4)

TRANSFER_COLUMNS = ("tile", "start", "duration", "bits", "release")
TRANSFER_TILE, TRANSFER_START, TRANSFER_DURATION, TRANSFER_BITS, TRANSFER_RELEASE = range(5)

NEVER = -1
"""The release of copies that stay off-chip."""

ADDRESS_COLUMNS = ("source", "target")
SOURCE_ADDRESS, TARGET_ADDRESS = range(2)
"""Of a transfer."""

ALIGNMENT_BITS = 8
"""Addresses are whole bytes, as multiples of bits."""


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


_FROM_OFFCHIP = (TransferKind.LOAD, TransferKind.RELOAD)
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

    @classmethod
    def keys(cls) -> tuple[str, ...]:
        return tuple(name for name, _ in cls.get_irdl_definition().parameters)

    @classmethod
    def parse_parameters(cls, parser: AttrParser) -> Sequence[Attribute]:
        values: list[Attribute] = []
        with parser.in_angle_brackets():
            for i, (key, _) in enumerate(cls.get_irdl_definition().parameters):
                if i:
                    parser.parse_punctuation(",")
                parser.parse_keyword(key)
                parser.parse_punctuation("=")
                values.append(cls._parse_value(parser, key))
        return values

    @classmethod
    def _parse_value(cls, parser: AttrParser, key: str) -> Attribute:
        if key == "memory":
            return parser.parse_attribute()
        if key in ("stack", "tensor"):
            return StringAttr(parser.parse_str_literal())
        if key.endswith(("_pj", "utilisation")):
            return FloatAttr(float(parser.parse_number()), f64)
        return IntegerAttr(parser.parse_integer(), i64)

    def print_parameters(self, printer: Printer) -> None:
        with printer.in_angle_brackets():
            printer.print_list(
                tuple(zip(self.keys(), self.parameters, strict=True)),
                lambda entry: self._print_entry(printer, *entry),
            )

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
            case _:
                printer.print_attribute(value)

    @staticmethod
    def _print_record(printer: Printer, entry: Attribute) -> None:
        assert isinstance(entry, _Record)
        entry.print_parameters(printer)

    def verify(self) -> None:
        for key, value in zip(self.keys(), self.parameters, strict=True):
            if isinstance(value, FloatAttr | IntegerAttr):
                number = value.value.data
                if not math.isfinite(number) or number < 0:
                    raise VerifyException(f"{key} must be finite and not negative, got {number}")


def _parse_records(parser: AttrParser, record: type[_Record]) -> ArrayAttr[Attribute]:
    return ArrayAttr(
        parser.parse_comma_separated_list(
            parser.Delimiter.SQUARE, lambda: record.new(record.parse_parameters(parser))
        )
    )


@irdl_attr_definition
class PeakAttr(_Record):
    """The most bits that a memory held at any time: `#sched.peak<memory = @core0::@sram, used_bits = 1024>`."""

    name = "sched.peak"
    memory: SymbolRefAttr
    used_bits: IntegerAttr[I64]


@irdl_attr_definition
class StackAttr(_Record):
    """One stack: from the start of its first tile to the end of its last, with the energy of its tiles and transfers.

    `#sched.stack<stack = "front", start_cycle = 0, end_cycle = 112, energy_pj = 1000>`
    """

    name = "sched.stack"
    stack: StringAttr
    start_cycle: IntegerAttr[I64]
    end_cycle: IntegerAttr[I64]
    energy_pj: FloatAttr[Float64Type]

    def verify(self) -> None:
        super().verify()
        if self.end_cycle.value.data < self.start_cycle.value.data:
            raise VerifyException(f"stack '{self.stack.data}' ends before it starts")


@irdl_attr_definition
class TotalsAttr(_Record):
    """Latency and energy of a program, where the energy goes, and bounds no schedule can beat.

    `energy_pj` is the sum of the five parts that follow it: the arrays, memories inside cores while tiles are
    computed, links and buses, on-chip and off-chip memory on behalf of transfers. `array_utilisation` is `macs` over
    what the arrays of all compute cores could do in `latency_cycles`.

    ```mlir
    totals <latency_cycles = 112, latency_lower_bound_cycles = 100, energy_pj = 1000, energy_lower_bound_pj = 800,
      array_energy_pj = 400, core_memory_energy_pj = 200, link_energy_pj = 100, onchip_memory_energy_pj = 100,
      offchip_energy_pj = 200, macs = 4096, array_utilisation = 0.25, offchip_read_bits = 1024,
      offchip_write_bits = 512, peaks = [<memory = @core0::@sram, used_bits = 1024>],
      stacks = [<stack = "front", start_cycle = 0, end_cycle = 112, energy_pj = 1000>]>
    ```
    """

    name = "sched.totals"
    latency_cycles: IntegerAttr[I64]
    latency_lower_bound_cycles: IntegerAttr[I64]
    energy_pj: FloatAttr[Float64Type]
    energy_lower_bound_pj: FloatAttr[Float64Type]
    array_energy_pj: FloatAttr[Float64Type]
    core_memory_energy_pj: FloatAttr[Float64Type]
    link_energy_pj: FloatAttr[Float64Type]
    onchip_memory_energy_pj: FloatAttr[Float64Type]
    offchip_energy_pj: FloatAttr[Float64Type]
    macs: IntegerAttr[I64]
    array_utilisation: FloatAttr[Float64Type]
    offchip_read_bits: IntegerAttr[I64]
    offchip_write_bits: IntegerAttr[I64]
    peaks: ArrayAttr[PeakAttr]
    stacks: ArrayAttr[StackAttr]

    @classmethod
    def _parse_value(cls, parser: AttrParser, key: str) -> Attribute:
        record = {"peaks": PeakAttr, "stacks": StackAttr}.get(key)
        return super()._parse_value(parser, key) if record is None else _parse_records(parser, record)

    def verify(self) -> None:
        super().verify()
        latency, energy = self.latency_cycles.value.data, self.energy_pj.value.data
        if self.latency_lower_bound_cycles.value.data > latency:
            raise VerifyException("the latency is below its lower bound")
        if self.energy_lower_bound_pj.value.data > energy * (1 + 1e-9):
            raise VerifyException("the energy is below its lower bound")
        parts = (
            self.array_energy_pj,
            self.core_memory_energy_pj,
            self.link_energy_pj,
            self.onchip_memory_energy_pj,
            self.offchip_energy_pj,
        )
        total = sum(part.value.data for part in parts)
        if not math.isclose(total, energy, rel_tol=1e-9, abs_tol=1e-6):
            raise VerifyException(f"energy_pj = {energy} is not the sum of its parts, {total}")
        if self.array_utilisation.value.data > 1:
            raise VerifyException(f"array_utilisation = {self.array_utilisation.value.data} exceeds 1")


# Attributes: where what moves and stays lies


@irdl_attr_definition
class LayoutAttr(_Record):
    """How the addresses use a memory: `#sched.layout<memory = @core0::@sram, peak_bits = 1024, height_bits = 1280>`.

    `peak_bits` is the most that is taken at any time, everything rounded up to whole bytes; `height_bits` is where the highest
    address in use ends.
    """

    name = "sched.layout"
    memory: SymbolRefAttr
    peak_bits: IntegerAttr[I64]
    height_bits: IntegerAttr[I64]

    @property
    def fragmentation(self) -> float:
        """Height over peak: 1 where not a byte is wasted."""
        return self.height_bits.value.data / max(1, self.peak_bits.value.data)

    def verify(self) -> None:
        super().verify()
        peak, height = self.peak_bits.value.data, self.height_bits.value.data
        if height < peak:
            raise VerifyException(f"height_bits = {height} is below peak_bits = {peak}")


@irdl_attr_definition
class RegionAttr(_Record):
    """Where a whole tensor lies off-chip, from the beginning of the program to its end.

    `#sched.region<tensor = "x", memory = @dram::@dram, address_bits = 0, size_bits = 512>`
    """

    name = "sched.region"
    tensor: StringAttr
    memory: SymbolRefAttr
    address_bits: IntegerAttr[I64]
    size_bits: IntegerAttr[I64]

    def verify(self) -> None:
        super().verify()
        _verify_aligned(np.array([self.address_bits.value.data]), lambda _: f"'{self.tensor.data}'")


@irdl_attr_definition
class AddressesAttr(_Record):
    """Where everything lies while it takes space: addresses in bits from the start of its memory, all whole bytes.

    `tasks` has the address of each task's output block in its core's O memory; `transfers` where each transfer reads, in
    its source memory, and where it writes, in its target memory. Off-chip, that is the region of the tensor, of which
    the transfer moves a part. Rows are those of the program's tables.

    ```mlir
    addresses <tasks = dense<[512, 768]> : tensor<2xi64>, transfers = dense<[[0, 0], [512, 0]]> : tensor<2x2xi64>,
      layouts = [<memory = @core0::@sram, peak_bits = 1024, height_bits = 1280>],
      regions = [<tensor = "x", memory = @dram::@dram, address_bits = 0, size_bits = 512>]>
    ```
    """

    name = "sched.addresses"
    tasks: Table
    transfers: Table
    layouts: ArrayAttr[LayoutAttr]
    regions: ArrayAttr[RegionAttr]

    @property
    def task_table(self) -> Ints:
        """(tasks,) read-only view of the addresses of output blocks."""
        return _read_table(self.tasks)

    @property
    def transfer_table(self) -> Ints:
        """(transfers, 2) read-only view; columns are ADDRESS_COLUMNS."""
        return _read_table(self.transfers)

    @classmethod
    def _parse_value(cls, parser: AttrParser, key: str) -> Attribute:
        match key:
            case "tasks" | "transfers":
                return parser.parse_attribute()
            case _:
                return _parse_records(parser, LayoutAttr if key == "layouts" else RegionAttr)

    def print_parameters(self, printer: Printer) -> None:
        # A line for each table, memory and region.
        with printer.in_angle_brackets(), printer.indented():
            for name, table in (("tasks", self.tasks), ("transfers", self.transfers)):
                printer.print_string(f"\n{name} = ")
                printer.print_attribute(table)
                printer.print_string(",")
            for name, records, end in (("layouts", self.layouts, ","), ("regions", self.regions, "")):
                printer.print_string(f"\n{name} = [")
                with printer.indented():
                    for i, record in enumerate(records.data):
                        printer.print_string(",\n" if i else "\n")
                        record.print_parameters(printer)
                printer.print_string(f"]{end}")

    def verify(self) -> None:
        for name, table, row in (("tasks", self.tasks, ()), ("transfers", self.transfers, (2,))):
            shape = table.get_shape()
            if len(shape) != 1 + len(row) or shape[1:] != row or table.get_element_type() != i64:
                form = f"pairs of {' and '.join(ADDRESS_COLUMNS)}" if row else "one number each"
                raise VerifyException(f"addresses of {name} must be a table of {form}")
        _verify_aligned(self.task_table, lambda i: f"task row {i}")
        for column, name in enumerate(ADDRESS_COLUMNS):
            _verify_aligned(
                self.transfer_table[:, column], lambda i, name=name: f"the {name} of transfer row {i}"
            )


def _verify_aligned(addresses: Ints, what: Callable[[int], str]) -> None:
    wrong = np.flatnonzero((addresses < 0) | (addresses % ALIGNMENT_BITS != 0))
    if len(wrong):
        address = int(addresses[wrong[0]])
        problem = "is negative" if address < 0 else f"is no multiple of {ALIGNMENT_BITS} bits"
        raise VerifyException(f"the address of {what(int(wrong[0]))}, {address}, {problem}")


# Operations


def _parse_rows(parser: Parser) -> tuple[Attribute, Attribute]:
    parser.parse_keyword("rows")
    first = parser.parse_integer(allow_boolean=False)
    parser.parse_keyword("to")
    rows = DenseArrayBase.from_list(i64, [first, parser.parse_integer(allow_boolean=False)])
    parser.parse_keyword("energy_pj")
    return rows, FloatAttr(float(parser.parse_number()), f64)


def _parse_part(parser: Parser) -> tuple[Attribute, Attribute]:
    layer = StringAttr(parser.parse_str_literal())
    with parser.in_square_brackets():
        part = IntegerAttr(parser.parse_integer(allow_boolean=False, allow_negative=False), i64)
    return layer, part


class _RowsOp(IRDLOperation):
    """What owners of table rows have in common."""

    layer = prop_def(StringAttr)
    part = prop_def(IntegerAttr[I64])
    rows = prop_def(DenseArrayBase.constr(i64))
    """First row, and the row after the last."""
    energy_pj = prop_def(FloatAttr[Float64Type])

    @property
    def row_range(self) -> slice:
        """Its rows of the program's table."""
        first, end = self.rows.get_values()
        return slice(int(first), int(end))

    @property
    def layer_part(self) -> tuple[str, int]:
        """Name of the layer and index of the part."""
        return self.layer.data, self.part.value.data

    def _print_part(self, printer: Printer) -> None:
        printer.print_string_literal(self.layer.data)
        printer.print_string(f"[{self.part.value.data}]")

    def _print_rows(self, printer: Printer) -> None:
        first, end = self.rows.get_values()
        printer.print_string(f" rows {first} to {end} energy_pj {number_text(self.energy_pj.value.data)}")
        printer.print_op_attributes(self.attributes)

    def verify_(self) -> None:
        if self.part.value.data < 0:
            raise VerifyException(f"part {self.part.value.data} is negative")
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
    core = prop_def(FlatSymbolRefAttr)
    traits = lazy_traits_def(lambda: (HasParent(ProgramOp),))

    @classmethod
    def parse(cls, parser: Parser) -> "ComputeOp":
        layer, part = _parse_part(parser)
        parser.parse_keyword("on")
        core = SymbolRefAttr(parser.parse_symbol_name())
        rows, energy = _parse_rows(parser)
        properties = {"layer": layer, "part": part, "core": core, "rows": rows, "energy_pj": energy}
        return cls.create(properties=properties, attributes=parser.parse_optional_attr_dict())

    def print(self, printer: Printer) -> None:
        printer.print_string(" ")
        self._print_part(printer)
        printer.print_string(" on ")
        printer.print_attribute(self.core)
        self._print_rows(printer)


@irdl_op_definition
class TransferOp(_RowsOp):
    """Transfers of one kind of one tensor between two memories over one route; `energy_pj` is of all of them.

    A `load` names the tensor and the part it is for; every other kind the part that produced the block. The route
    lists links and buses in order; a link crossed from its second core to its first is marked `reverse`.

    ```mlir
    sched.transfer load "w" for "conv1"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 2 to 3 energy_pj 25
    sched.transfer move "conv1"[0] from @core0::@sram to @core1::@sram via [@link0 reverse] rows 3 to 5 energy_pj 25
    ```
    """

    name = "sched.transfer"
    kind = prop_def(StringAttr)
    tensor = opt_prop_def(StringAttr)
    source = prop_def(SymbolRefAttr)
    target = prop_def(SymbolRefAttr)
    route = prop_def(ArrayAttr[FlatSymbolRefAttr])
    reverse = opt_prop_def(DenseArrayBase.constr(i64))
    """Ascending positions in the route of links that are crossed backwards."""
    traits = lazy_traits_def(lambda: (HasParent(ProgramOp),))

    @staticmethod
    def route_properties(channels: Iterable[str]) -> dict[str, Attribute]:
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
        properties: dict[str, Attribute] = {
            "kind": StringAttr(parser.parse_identifier(" for the kind of transfer"))
        }
        if properties["kind"] == StringAttr(TransferKind.LOAD.value):
            properties["tensor"] = StringAttr(parser.parse_str_literal())
            parser.parse_keyword("for")
        properties["layer"], properties["part"] = _parse_part(parser)
        for keyword, key in (("from", "source"), ("to", "target")):
            parser.parse_keyword(keyword)
            properties[key] = parser.parse_attribute()
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
        self._print_part(printer)
        hops = ", ".join(
            f"@{channel.removesuffix('.reverse')} reverse" if channel.endswith(".reverse") else f"@{channel}"
            for channel in self.channels
        )
        printer.print_string(f" from {symbol_path(self.source)} to {symbol_path(self.target)} via [{hops}]")
        self._print_rows(printer)

    def verify_(self) -> None:
        super().verify_()
        if self.kind.data not in set(TransferKind):
            raise VerifyException(
                f"'{self.kind.data}' is no kind of transfer; there are {', '.join(TransferKind)}"
            )
        if (self.tensor is not None) != (self.kind.data == TransferKind.LOAD):
            raise VerifyException("a load names its tensor, and only a load does")
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
        )


_RECORDS: Mapping[str, type[_Record]] = {"addresses": AddressesAttr, "totals": TotalsAttr}
"""What is written below the tables of a program, in this order."""


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
    addresses = opt_prop_def(AddressesAttr)
    """Where everything lies, once `sched-assign-addresses` has decided it."""
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
        for key, record in _RECORDS.items():
            if parser.parse_optional_keyword(key):
                properties[key] = record.new(record.parse_parameters(parser))
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
            for key in _RECORDS:
                if (record := self.properties.get(key)) is not None:
                    assert isinstance(record, _Record)
                    printer.print_string(f"\n{key} ")
                    record.print_parameters(printer)
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
        if memories := list(self._memories()):
            names = _System.read(system)
            for memory in memories:
                _verify_memory(memory, names)
        self._verify_covered("tasks", len(self.task_table), tuple(self.compute_ops))
        self._verify_covered("transfers", len(self.transfer_table), tuple(self.transfer_ops))
        if self.addresses is not None:
            for name, table, addresses in (
                ("tasks", self.task_table, self.addresses.task_table),
                ("transfers", self.transfer_table, self.addresses.transfer_table),
            ):
                if len(table) != len(addresses):
                    raise VerifyException(f"{len(addresses)} addresses of {len(table)} {name}")

    def _memories(self) -> Iterator[SymbolRefAttr]:
        """The memories that its records are about."""
        if self.totals is not None:
            yield from (peak.memory for peak in self.totals.peaks)
        if self.addresses is not None:
            yield from (layout.memory for layout in self.addresses.layouts)
            yield from (region.memory for region in self.addresses.regions)

    def _verify_covered(self, what: str, rows: int, owners: Sequence[_RowsOp]) -> None:
        end = max((op.row_range.stop for op in owners), default=0)
        if end < rows:
            raise VerifyException(f"rows {end} to {rows} of {what} belong to no operation")


def _verify_memory(reference: SymbolRefAttr, system: _System) -> str:
    """The core of a memory reference such as `@core0::@sram`."""
    core, nested = reference.root_reference.data, [part.data for part in reference.nested_references]
    if core not in system.memories:
        raise VerifyException(
            f"'@{core}' does not name a core of the system{did_you_mean(core, system.memories)}"
        )
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
                self._part(op)
                self._compute(op)
        row, transfers = 0, tuple(self.program.transfer_ops)
        for op in transfers:
            with _blaming(op):
                row = self._rows(op, row)
                self._part(op)
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

    def _part(self, op: _RowsOp) -> None:
        name, part = op.layer_part
        layer = self.layers.get(name)
        if layer is None:
            raise VerifyException(
                f"'{name}' does not name a layer of the network{did_you_mean(name, self.layers)}"
            )
        parts = _parts(layer)
        if part >= parts:
            raise VerifyException(f"part {part} of layer '{name}', which has {parts}")

    def _compute(self, op: ComputeOp) -> None:
        name, part = op.layer_part
        core, cores = op.core.root_reference.data, self.layers[name].core_names
        if core not in self.system.memories:
            raise VerifyException(
                f"'@{core}' does not name a core of the system{did_you_mean(core, self.system.memories)}"
            )
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
        _require(
            start[1:] >= end[:-1],
            tile[1:],
            lambda i: f"starts at {start[i + 1]}, before its predecessor ends at {end[i]}",
        )
        self.ends[op.row_range.start + tile] = end
        self.owners[op.layer_part] = op

    def _transfer(self, op: TransferOp) -> None:
        offchip = self.system.offchip
        source, target = (_verify_memory(reference, self.system) for reference in (op.source, op.target))
        for core, kinds, place in ((source, _FROM_OFFCHIP, "starts"), (target, _TO_OFFCHIP, "ends")):
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
        parts = [self.owners[op.layer_part].row_range for op in ops]
        counts = [op.row_range.stop - op.row_range.start for op in ops]
        first, tiles, stays, produced = (
            np.repeat(column, counts)
            for column in (
                [part.start for part in parts],
                [part.stop - part.start for part in parts],
                [op.kind.data in _TO_OFFCHIP for op in ops],
                [op.kind.data in (TransferKind.MOVE, *_TO_OFFCHIP) for op in ops],
            )
        )
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
            if op.tensor is not None:
                first = arrivals.setdefault((*op.layer_part, op.tensor.data, symbol_path(op.target)), {})
                for tile, start, duration, *_ in self.transfers[op.row_range].tolist():
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
    [TotalsAttr, PeakAttr, StackAttr, AddressesAttr, LayoutAttr, RegionAttr],
)

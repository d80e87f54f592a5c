"""The `sched` dialect: when every tile is computed and every transfer made, and what that costs.

A `sched.program` holds the answer in two dense tables, one row a task and one row a transfer. Its operations own
consecutive rows: a `sched.compute` those of one part of a layer, a `sched.transfer` those of one kind of movement
of one tensor from a memory to one or more others over one route or tree; one that has several targets has a row for each. `docs/architecture.md` says what the columns mean.

It comes in three forms. *Packed*: the tables have all rows. *Rolled*: where rows repeat themselves, a `sched.loop` says
how, and the tables have them once. *Expanded*: a `sched.expanded` has an operation for every tile and transfer instead
of tables, and tokens that lead from each to those that wait for it.

Times are in cycles, sizes in bits, energies in pJ.

`sched.irdl.mlir` is what IRDL can express of this dialect: the operations that a `sched.expanded` holds, for `mlir-opt --irdl-file`, printed without
properties (`--print-no-properties`). It cannot express what holds them, for it has no regions without terminators; nor attributes with a syntax of their
own, such as totals; nor attributes that may be absent; nor what operations mean together.
"""

import math
from bisect import bisect_right
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum, auto
from itertools import pairwise
from typing import ClassVar, Self

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
from xdsl.ir import (
    Attribute,
    Block,
    Dialect,
    Operation,
    ParametrizedAttribute,
    Region,
    SSAValue,
    TypeAttribute,
)
from xdsl.irdl import (
    IRDLOperation,
    irdl_attr_definition,
    irdl_op_definition,
    lazy_traits_def,
    opt_prop_def,
    prop_def,
    region_def,
    result_def,
    traits_def,
    var_operand_def,
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
    symbol_text,
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

ADDRESS_COLUMNS = ("source", "target")
SOURCE_ADDRESS, TARGET_ADDRESS = range(2)
"""Of a transfer."""

ALIGNMENT_BITS = 8
"""Addresses are whole bytes, as multiples of bits."""

MOST_ROWS = 10**8
"""That are repeated, so that a slip of the pen does not fill the memory."""

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
class LatencyBoundsAttr(_Record):
    """Cycles that each resource needs at least, as `docs/bounds.md` derives them; the greatest bounds the latency, and binds.

    `#sched.latency_bounds<compute_cycles = 64, core_ports_cycles = 80, offchip_ports_cycles = 100, offchip_channels_cycles = 50, channels_cycles = 50, critical_path_cycles = 100>`
    """

    name = "sched.latency_bounds"
    compute_cycles: IntegerAttr[I64]
    core_ports_cycles: IntegerAttr[I64]
    offchip_ports_cycles: IntegerAttr[I64]
    offchip_channels_cycles: IntegerAttr[I64]
    channels_cycles: IntegerAttr[I64]
    critical_path_cycles: IntegerAttr[I64]

    @property
    def values_cycles(self) -> dict[str, int]:
        """Cycles by resource, named without the unit."""
        return {
            key.removesuffix("_cycles"): value.value.data
            for key, value in zip(self.key_names(), self.parameters, strict=True)
            if isinstance(value, IntegerAttr)
        }

    @property
    def cycles(self) -> int:
        """The lower bound of the latency."""
        return max(self.values_cycles.values())


@irdl_attr_definition
class BusyAttr(_Record):
    """For how long a core, a memory port, a link (the busier of its directions) or a bus is in use: cores by tiles, the others
    by transfers, and ports that tiles take turns with transfers on by both.

    `#sched.busy<resource = @dram::@dram::@rw, busy_cycles = 90>`
    """

    name = "sched.busy"
    resource: SymbolRefAttr
    busy_cycles: IntegerAttr[I64]

    @classmethod
    def _parse_value(cls, parser: AttrParser, key: str) -> Attribute:
        return parser.parse_attribute() if key == "resource" else super()._parse_value(parser, key)


@irdl_attr_definition
class StackAttr(_Record):
    """One stack: from the start of its first tile to the end of its last, with the energy of its layers.

    Data may come before its first tile and leave after its last: `data_start_cycle` is when its first tile or transfer starts,
    `data_end_cycle` when the last one ends. What is between them is not below the bounds of latency, which are those of its
    layers by themselves.

    ```mlir
    #sched.stack<stack = "front", start_cycle = 12, end_cycle = 100, energy_pj = 1000, data_start_cycle = 0, data_end_cycle = 112,
      latency_bounds = <compute_cycles = 64, core_ports_cycles = 64, offchip_ports_cycles = 100, offchip_channels_cycles = 50, channels_cycles = 50, critical_path_cycles = 100>,
      energy_lower_bound_pj = 800>
    ```
    """

    name = "sched.stack"
    RECORDS = {"latency_bounds": LatencyBoundsAttr}
    stack: StringAttr
    start_cycle: IntegerAttr[I64]
    end_cycle: IntegerAttr[I64]
    energy_pj: FloatAttr[Float64Type]
    data_start_cycle: IntegerAttr[I64]
    data_end_cycle: IntegerAttr[I64]
    latency_bounds: LatencyBoundsAttr
    energy_lower_bound_pj: FloatAttr[Float64Type]

    @classmethod
    def _parse_value(cls, parser: AttrParser, key: str) -> Attribute:
        if key == "stack":
            return StringAttr(parser.parse_str_literal())
        return super()._parse_value(parser, key)

    def verify(self) -> None:
        super().verify()
        name = f"stack '{self.stack.data}'"
        start, end = self.start_cycle.value.data, self.end_cycle.value.data
        if end < start:
            raise VerifyException(f"{name} ends before it starts")
        first, last = self.data_start_cycle.value.data, self.data_end_cycle.value.data
        if start < first or end > last:
            raise VerifyException(
                f"tiles of {name}, from {start} to {end}, are not within its tiles and transfers, from {first} to {last}"
            )
        if self.latency_bounds.cycles > last - first:
            raise VerifyException(
                f"{name} takes {last - first} cycles from first to last transfer, below its lower bound of {self.latency_bounds.cycles}"
            )
        if self.energy_lower_bound_pj.value.data > self.energy_pj.value.data * (1 + 1e-9):
            raise VerifyException(f"the energy of {name} is below its lower bound")


@irdl_attr_definition
class TotalsAttr(_Record):
    """Latency and energy of a program, where the energy goes, and bounds no schedule can beat.

    `energy_pj` is broken down in four ways, each of which adds up to it: by cause; by place, which are the cores with their
    arrays and memories (a shared memory is with its first core, off-chip memory with the core that fronts it) and the
    interconnect; and, without static energy, by layer and by stack. Places that spend nothing are left out.
    `array_utilisation` is `macs` over what the arrays of all compute cores could do in `latency_cycles`. `busiest` has the busiest
    core, the busiest memory port, and the busiest link or bus, if any is in use.

    Energies are doubles. Each is a sum that is rounded once, so sums of them are off by a few units in the last place; the
    verifier allows one part in 10¹².

    ```mlir
    totals <latency_cycles = 112,
      latency_bounds = <compute_cycles = 64, core_ports_cycles = 64, offchip_ports_cycles = 100, offchip_channels_cycles = 50, channels_cycles = 50, critical_path_cycles = 100>,
      energy_pj = 1000, energy_lower_bound_pj = 800, macs = 4096, array_utilisation = 0.25, offchip_read_bits = 1024,
      offchip_write_bits = 512,
      busiest = [<resource = @core0, busy_cycles = 88>, <resource = @dram::@dram::@rw, busy_cycles = 100>, <resource = @bus0, busy_cycles = 100>],
      peaks = [<memory = @core0::@sram, used_bits = 1024>],
      causes = <compute_pj = 400, weights_pj = 250, activations_pj = 250, spill_pj = 0, output_pj = 100>,
      cores = [<core = @core0, array_pj = 400, memories = [<memory = @sram, access_pj = 300>]>,
        <core = @dram, memories = [<memory = @dram, access_pj = 200>]>],
      interconnect = [<medium = @bus0, energy_pj = 100>],
      layers = [<layer = "conv1", energy_pj = 600>, <layer = "conv2", energy_pj = 400>],
      stacks = [<stack = "front", start_cycle = 12, end_cycle = 100, energy_pj = 1000, data_start_cycle = 0, data_end_cycle = 112,
        latency_bounds = <compute_cycles = 64, core_ports_cycles = 64, offchip_ports_cycles = 100, offchip_channels_cycles = 50, channels_cycles = 50, critical_path_cycles = 100>,
        energy_lower_bound_pj = 800>]>
    ```
    """

    name = "sched.totals"
    RECORDS = {
        "latency_bounds": LatencyBoundsAttr,
        "busiest": BusyAttr,
        "peaks": PeakAttr,
        "causes": CausesAttr,
        "cores": CoreEnergyAttr,
        "interconnect": MediumEnergyAttr,
        "layers": LayerEnergyAttr,
        "stacks": StackAttr,
    }
    LINES = frozenset(RECORDS) - {"latency_bounds"}
    latency_cycles: IntegerAttr[I64]
    latency_bounds: LatencyBoundsAttr
    energy_pj: FloatAttr[Float64Type]
    energy_lower_bound_pj: FloatAttr[Float64Type]
    macs: IntegerAttr[I64]
    array_utilisation: FloatAttr[Float64Type]
    offchip_read_bits: IntegerAttr[I64]
    offchip_write_bits: IntegerAttr[I64]
    busiest: ArrayAttr[BusyAttr]
    peaks: ArrayAttr[PeakAttr]
    causes: CausesAttr
    cores: ArrayAttr[CoreEnergyAttr]
    interconnect: ArrayAttr[MediumEnergyAttr]
    layers: ArrayAttr[LayerEnergyAttr]
    stacks: ArrayAttr[StackAttr]

    def verify(self) -> None:
        super().verify()
        latency, energy = self.latency_cycles.value.data, self.energy_pj.value.data
        if self.latency_bounds.cycles > latency:
            raise VerifyException("the latency is below its lower bound")
        if self.energy_lower_bound_pj.value.data > energy * (1 + 1e-9):
            raise VerifyException("the energy is below its lower bound")
        if self.array_utilisation.value.data > 1:
            raise VerifyException(f"array_utilisation = {self.array_utilisation.value.data} exceeds 1")
        for busy in self.busiest:
            if (cycles := busy.busy_cycles.value.data) > latency:
                raise VerifyException(
                    f"{symbol_path(busy.resource)} is busy for {cycles} cycles of {latency}"
                )
        for stack in self.stacks:
            if (end := stack.data_end_cycle.value.data) > latency:
                raise VerifyException(
                    f"stack '{stack.stack.data}' ends at {end}, after all ends at {latency}"
                )
        for what, names in (
            ("resource", (symbol_path(entry.resource) for entry in self.busiest)),
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

    @classmethod
    def _parse_value(cls, parser: AttrParser, key: str) -> Attribute:
        return parser.parse_attribute() if key == "memory" else super()._parse_value(parser, key)

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

    @classmethod
    def _parse_value(cls, parser: AttrParser, key: str) -> Attribute:
        match key:
            case "memory":
                return parser.parse_attribute()
            case "tensor":
                return StringAttr(parser.parse_str_literal())
            case _:
                return super()._parse_value(parser, key)

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
    RECORDS = {"layouts": LayoutAttr, "regions": RegionAttr}
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
        if key in ("tasks", "transfers"):
            return parser.parse_attribute()
        return super()._parse_value(parser, key)

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


def _parse_body(parser: Parser) -> Region:
    region = parser.parse_region()
    return region if region.blocks else Region(Block())


def _parse_rows(parser: Parser) -> Attribute:
    parser.parse_keyword("rows")
    first = parser.parse_integer(allow_boolean=False)
    parser.parse_keyword("to")
    return DenseArrayBase.from_list(i64, [first, parser.parse_integer(allow_boolean=False)])


def _parse_energy(parser: Parser) -> Attribute:
    parser.parse_keyword("energy_pj")
    return FloatAttr(float(parser.parse_number()), f64)


_COMPUTE = StringAttr("compute")
"""What stands for a kind of transfer where it is about tiles."""


def _parse_kind(parser: Parser) -> dict[str, Attribute]:
    """The kind of a transfer; that of a load or a stream with the tensor."""
    kind = StringAttr(parser.parse_identifier(" for the kind of transfer"))
    if kind.data not in _OF_TENSORS:
        return {"kind": kind}
    tensor = StringAttr(parser.parse_str_literal())
    parser.parse_keyword("for")
    return {"kind": kind, "tensor": tensor}


def _print_kind(printer: Printer, kind: StringAttr, tensor: StringAttr | None) -> None:
    printer.print_string(f"{kind.data} ")
    if tensor is not None:
        printer.print_string_literal(tensor.data)
        printer.print_string(" for ")


def _subject(op: "_PartOp", kind: StringAttr, tensor: StringAttr | None) -> str:
    """As in `move "conv1"[0]` or `load "x" for "conv1"[0]`."""
    what = "" if tensor is None else f'"{tensor.data}" for '
    return f'{kind.data} {what}"{op.layer.data}"[{", ".join(map(str, op.part_indices))}]'


def _verify_kind(kind: StringAttr, tensor: StringAttr | None, also: tuple[str, ...] = ()) -> None:
    kinds = (*also, *TransferKind)
    if kind.data not in kinds:
        raise VerifyException(f"'{kind.data}' is no kind of transfer; there are {', '.join(kinds)}")
    if (tensor is not None) != (kind.data in _OF_TENSORS):
        raise VerifyException("loads and streams name their tensor, and only they do")


class _PartOp(IRDLOperation):
    """What is about one part of a layer, or several."""

    layer = prop_def(StringAttr)

    @property
    def part_indices(self) -> tuple[int, ...]:
        """The parts of the layer that it is about."""
        raise NotImplementedError

    @classmethod
    def _parse_parts(cls, parser: Parser) -> dict[str, Attribute]:
        raise NotImplementedError

    def _print_parts(self, printer: Printer) -> None:
        printer.print_string_literal(self.layer.data)
        printer.print_string(f"[{', '.join(map(str, self.part_indices))}]")

    def verify_(self) -> None:
        for part in self.part_indices:
            if part < 0:
                raise VerifyException(f"part {part} is negative")


class _OnePartOp(_PartOp):
    """What is about one part."""

    part = prop_def(IntegerAttr[I64])

    @property
    def layer_part(self) -> tuple[str, int]:
        """Name of the layer and index of the part."""
        return self.layer.data, self.part.value.data

    @property
    def part_indices(self) -> tuple[int, ...]:
        return (self.part.value.data,)

    @classmethod
    def _parse_parts(cls, parser: Parser) -> dict[str, Attribute]:
        layer = StringAttr(parser.parse_str_literal())
        with parser.in_square_brackets():
            part = IntegerAttr(parser.parse_integer(allow_boolean=False, allow_negative=False), i64)
        return {"layer": layer, "part": part}


class _PartsOp(_PartOp):
    """What is about the part that made a block, or the parts that several targets are for."""

    parts = prop_def(DenseArrayBase.constr(i64))

    @property
    def part_indices(self) -> tuple[int, ...]:
        return tuple(int(part) for part in self.parts.get_values())

    @classmethod
    def _parse_parts(cls, parser: Parser) -> dict[str, Attribute]:
        layer = StringAttr(parser.parse_str_literal())
        parts = parser.parse_comma_separated_list(
            parser.Delimiter.SQUARE,
            lambda: parser.parse_integer(allow_boolean=False, allow_negative=False),
        )
        return {"layer": layer, "parts": DenseArrayBase.from_list(i64, parts)}


class _RowsOp(_PartOp):
    """What is about consecutive rows of a table."""

    rows = prop_def(DenseArrayBase.constr(i64))
    """First row, and the row after the last."""

    @property
    def row_range(self) -> slice:
        """Its rows of the program's table, as they are written there."""
        first, end = self.rows.get_values()
        return slice(int(first), int(end))

    def verify_(self) -> None:
        super().verify_()
        if len(self.rows) != 2:
            raise VerifyException(f"rows are a first and an end, got {len(self.rows)} numbers")
        first, end = self.rows.get_values()
        if not 0 <= first < end:
            raise VerifyException(f"rows {first} to {end} are none")


class _OwnerOp(_RowsOp):
    """What owners of rows have in common."""

    energy_pj = prop_def(FloatAttr[Float64Type])

    def _print_rows(self, printer: Printer) -> None:
        first, end = self.rows.get_values()
        printer.print_string(f" rows {first} to {end} energy_pj {number_text(self.energy_pj.value.data)}")
        printer.print_op_attributes(self.attributes)

    def verify_(self) -> None:
        super().verify_()
        _verify_energy(self.energy_pj)


def _verify_energy(energy_pj: FloatAttr[Float64Type]) -> None:
    energy = energy_pj.value.data
    if not math.isfinite(energy) or energy < 0:
        raise VerifyException(f"energy must be finite and not negative, got {energy}")


@irdl_op_definition
class ComputeOp(_OnePartOp, _OwnerOp):
    """The tasks of one spatial part of a layer, all on one core; `energy_pj` is of all of them.

    ```mlir
    sched.compute "conv1"[0] on @core0 rows 0 to 2 energy_pj 1000
    ```
    """

    name = "sched.compute"
    core = prop_def(FlatSymbolRefAttr)
    traits = lazy_traits_def(lambda: (HasParent(ProgramOp),))

    @property
    def subject(self) -> str:
        """What it is about."""
        return _subject(self, _COMPUTE, None)

    @classmethod
    def parse(cls, parser: Parser) -> "ComputeOp":
        properties = cls._parse_parts(parser)
        parser.parse_keyword("on")
        properties["core"] = SymbolRefAttr(parser.parse_symbol_name())
        properties |= {"rows": _parse_rows(parser), "energy_pj": _parse_energy(parser)}
        return cls.create(properties=properties, attributes=parser.parse_optional_attr_dict())

    def print(self, printer: Printer) -> None:
        printer.print_string(" ")
        self._print_parts(printer)
        printer.print_string(" on ")
        printer.print_attribute(self.core)
        self._print_rows(printer)


class _MovementOp(_PartsOp):
    """What moves one tensor from a memory to another over one route, or to several over a tree."""

    kind = prop_def(StringAttr)
    tensor = opt_prop_def(StringAttr)
    source = prop_def(SymbolRefAttr)
    targets = prop_def(ArrayAttr[SymbolRefAttr])
    route = prop_def(ArrayAttr[FlatSymbolRefAttr])
    reverse = opt_prop_def(DenseArrayBase.constr(i64))
    """Ascending positions in the route of links that are crossed backwards."""

    @property
    def subject(self) -> str:
        """What it is about."""
        return _subject(self, self.kind, self.tensor)

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
    def parse_movement(cls, parser: Parser) -> dict[str, Attribute]:
        """Its properties but for rows and times."""
        properties = _parse_kind(parser) | cls._parse_block(parser)
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
        return properties | cls.route_properties(channels)

    @classmethod
    def _parse_block(cls, parser: Parser) -> dict[str, Attribute]:
        """What of the tensor it is about."""
        return cls._parse_parts(parser)

    def print_movement(self, printer: Printer) -> None:
        """All but rows and times."""
        _print_kind(printer, self.kind, self.tensor)
        self._print_block(printer)
        hops = ", ".join(
            f"{symbol_text(channel.removesuffix('.reverse'))}{' reverse' * channel.endswith('.reverse')}"
            for channel in self.channels
        )
        targets = ", ".join(map(symbol_path, self.targets))
        targets = f"[{targets}]" if len(self.targets) > 1 else targets
        printer.print_string(f" from {symbol_path(self.source)} to {targets} via [{hops}]")

    def _print_block(self, printer: Printer) -> None:
        self._print_parts(printer)

    def verify_(self) -> None:
        super().verify_()
        _verify_kind(self.kind, self.tensor)
        targets = len(self.targets)
        if not targets or len(set(self.targets)) < targets:
            raise VerifyException("a transfer has one target, or several that differ")
        parts = targets if self.tensor is not None else 1
        if len(self.parts) != parts:
            raise VerifyException(
                f"{len(self.parts)} parts, where a {self.kind.data} to {targets} "
                f"target{'s' * (targets > 1)} is about {parts}"
            )
        if self.reverse is not None:
            positions = self.reverse.get_values()
            if not positions or positions[0] < 0 or positions[-1] >= len(self.route):
                raise VerifyException(
                    f"reverse hops {list(positions)} are not hops of a route of {len(self.route)}"
                )
            if any(a >= b for a, b in pairwise(positions)):
                raise VerifyException(f"reverse hops {list(positions)} do not ascend")


@irdl_op_definition
class TransferOp(_MovementOp, _OwnerOp):
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
    traits = lazy_traits_def(lambda: (HasParent(ProgramOp),))

    @classmethod
    def parse(cls, parser: Parser) -> "TransferOp":
        properties = cls.parse_movement(parser)
        properties |= {"rows": _parse_rows(parser), "energy_pj": _parse_energy(parser)}
        return cls.create(properties=properties, attributes=parser.parse_optional_attr_dict())

    def print(self, printer: Printer) -> None:
        printer.print_string(" ")
        self.print_movement(printer)
        self._print_rows(printer)

    def verify_(self) -> None:
        super().verify_()
        targets, (first, end) = len(self.targets), self.rows.get_values()
        if (end - first) % targets:
            raise VerifyException(f"rows {first} to {end} are no multiple of the {targets} targets")


@irdl_op_definition
class RepeatOp(_PartsOp, _RowsOp):
    """Rows of one owner in a loop: what it does in the first trip.

    `kind` and what follows it name the owner: `compute`, or a kind of transfer. In every further trip the rows start
    later by the loop's interval and are about tiles that are further by `tile_step`; their release is later by
    `release_step`, if that is another: where a producer runs ahead of its consumer, data stays longer from trip to trip.

    ```mlir
    sched.repeat compute "conv1"[0] rows 1 to 3 tile_step 2
    sched.repeat load "x" for "conv1"[0] rows 4 to 5 tile_step 1 release_step 120
    ```
    """

    name = "sched.repeat"
    kind = prop_def(StringAttr)
    tensor = opt_prop_def(StringAttr)
    tile_step = prop_def(IntegerAttr[I64])
    release_step_cycles = opt_prop_def(IntegerAttr[I64])
    """The loop's interval, if it is not given."""
    traits = lazy_traits_def(lambda: (HasParent(LoopOp),))

    @classmethod
    def of(
        cls,
        owner: "ComputeOp | TransferOp",
        rows: slice,
        tile_step: int,
        release_step_cycles: int | None = None,
    ) -> "RepeatOp":
        """The repeated rows of an owner."""
        properties: dict[str, Attribute] = {
            "kind": _COMPUTE if isinstance(owner, ComputeOp) else owner.kind,
            "layer": owner.layer,
            "parts": DenseArrayBase.from_list(i64, owner.part_indices),
            "rows": DenseArrayBase.from_list(i64, [rows.start, rows.stop]),
            "tile_step": IntegerAttr(tile_step, i64),
        }
        if isinstance(owner, TransferOp) and owner.tensor is not None:
            properties["tensor"] = owner.tensor
        if release_step_cycles is not None:
            properties["release_step_cycles"] = IntegerAttr(release_step_cycles, i64)
        return cls.create(properties=properties)

    @property
    def subject(self) -> str:
        """What it is about, as its owner says it."""
        return _subject(self, self.kind, self.tensor)

    @classmethod
    def parse(cls, parser: Parser) -> "RepeatOp":
        properties = _parse_kind(parser) | cls._parse_parts(parser) | {"rows": _parse_rows(parser)}
        parser.parse_keyword("tile_step")
        properties["tile_step"] = IntegerAttr(parser.parse_integer(allow_boolean=False), i64)
        if parser.parse_optional_keyword("release_step"):
            properties["release_step_cycles"] = IntegerAttr(parser.parse_integer(allow_boolean=False), i64)
        return cls.create(properties=properties, attributes=parser.parse_optional_attr_dict())

    def print(self, printer: Printer) -> None:
        printer.print_string(" ")
        _print_kind(printer, self.kind, self.tensor)
        self._print_parts(printer)
        first, end = self.rows.get_values()
        printer.print_string(f" rows {first} to {end} tile_step {self.tile_step.value.data}")
        if self.release_step_cycles is not None:
            printer.print_string(f" release_step {self.release_step_cycles.value.data}")
        printer.print_op_attributes(self.attributes)

    def verify_(self) -> None:
        super().verify_()
        _verify_kind(self.kind, self.tensor, also=(_COMPUTE.data,))


@irdl_op_definition
class LoopOp(IRDLOperation):
    """A steady state: for a while, some owners do the same once every `interval_cycles`.

    The first trip has the rows of its `sched.repeat` operations, which start within the first interval; the program's
    tables have no other trip. While the loop runs, the cores in it compute nothing else, and the `sched.transfer`s in it
    move nothing else. The rows before and after it, its prologue and epilogue, are in the tables.

    ```mlir
    sched.loop from 448 every 112 for 26 trips {
      sched.repeat compute "conv1"[0] rows 1 to 2 tile_step 1
      sched.repeat store "conv1"[0] rows 5 to 6 tile_step 1
    }
    ```
    """

    name = "sched.loop"
    start_cycle = prop_def(IntegerAttr[I64])
    interval_cycles = prop_def(IntegerAttr[I64])
    trips = prop_def(IntegerAttr[I64])
    body = region_def("single_block")
    traits = lazy_traits_def(lambda: (HasParent(ProgramOp), NoTerminator()))

    def __init__(self, start_cycle: int, interval_cycles: int, trips: int, repeats: Sequence[RepeatOp]):
        properties = {"start_cycle": start_cycle, "interval_cycles": interval_cycles, "trips": trips}
        super().__init__(
            properties={key: IntegerAttr(value, i64) for key, value in properties.items()},
            regions=[Region(Block(repeats))],
        )

    @property
    def repeats(self) -> Iterator[RepeatOp]:
        """What it consists of, in order."""
        return (op for op in self.body.block.ops if isinstance(op, RepeatOp))

    @classmethod
    def parse(cls, parser: Parser) -> "LoopOp":
        properties: dict[str, Attribute] = {}
        for keyword, key in (("from", "start_cycle"), ("every", "interval_cycles"), ("for", "trips")):
            parser.parse_keyword(keyword)
            properties[key] = IntegerAttr(parser.parse_integer(allow_boolean=False), i64)
        parser.parse_keyword("trips")
        attributes = parser.parse_optional_attr_dict_with_keyword()
        return cls.create(
            properties=properties,
            attributes={} if attributes is None else attributes.data,
            regions=[_parse_body(parser)],
        )

    def print(self, printer: Printer) -> None:
        start, interval, trips = (p.value.data for p in (self.start_cycle, self.interval_cycles, self.trips))
        printer.print_string(f" from {start} every {interval} for {trips} trips")
        printer.print_op_attributes(self.attributes, print_keyword=True)
        printer.print_string(" ")
        printer.print_region(self.body, print_empty_block=False)

    def verify_(self) -> None:
        for name, value, least in (
            ("start_cycle", self.start_cycle, 0),
            ("interval_cycles", self.interval_cycles, 1),
            ("trips", self.trips, 2),
        ):
            if value.value.data < least:
                raise VerifyException(f"{name} must be at least {least}, got {value.value.data}")
        if not self.body.block.ops:
            raise VerifyException("a loop repeats something")
        for op in self.body.block.ops:
            if not isinstance(op, RepeatOp):
                raise VerifyException(f"a loop holds sched.repeat, not {op.name}")


@dataclass(frozen=True, eq=False)
class Unrolled:
    """All rows of a program, those of all trips of its loops included, and whose they are."""

    tasks: Ints
    """(tasks, 4); columns are TASK_COLUMNS."""
    transfers: Ints
    """(transfers, 5); columns are TRANSFER_COLUMNS."""
    computes: tuple[tuple[ComputeOp, slice], ...]
    """The owners of the task rows with their rows, in order."""
    movements: tuple[tuple[TransferOp, slice], ...]
    """The owners of the transfer rows with their rows, in order."""


def _unroll(table: Ints, repeats: Sequence[tuple[LoopOp, RepeatOp]]) -> tuple[Ints, Ints]:
    """A table with the rows of all trips, and (rows + 1,) where in it each row is, or the first trip of it."""
    rows = len(table)
    more = np.zeros(rows + 1, dtype=np.int64)
    steps = np.zeros((rows, table.shape[1]), dtype=np.int64)
    once = np.ones(rows, dtype=np.bool_)
    for loop, repeat in repeats:
        mine, interval = repeat.row_range, loop.interval_cycles.value.data
        more[mine.stop] += (loop.trips.value.data - 1) * (mine.stop - mine.start)
        release = interval if repeat.release_step_cycles is None else repeat.release_step_cycles.value.data
        # Tile and start are the first columns of both tables, the release is the last.
        steps[mine, TASK_TILE], steps[mine, TASK_START] = repeat.tile_step.value.data, interval
        steps[mine, -1] = np.where(table[mine, -1] == NEVER, 0, release)
        once[mine] = False
    place = np.arange(rows + 1) + np.cumsum(more)
    taken, trip = np.empty(place[-1], dtype=np.int64), np.zeros(place[-1], dtype=np.int64)
    taken[place[:-1][once]] = np.flatnonzero(once)
    for loop, repeat in repeats:
        mine, trips = repeat.row_range, loop.trips.value.data
        count = mine.stop - mine.start
        whole = slice(int(place[mine.start]), int(place[mine.start]) + trips * count)
        taken[whole] = np.tile(np.arange(mine.start, mine.stop), trips)
        trip[whole] = np.repeat(np.arange(trips), count)
    return table[taken] + trip[:, None] * steps[taken], place


@dataclass(frozen=True)
class _System:
    """What names mean in a system."""

    memories: dict[str, frozenset[str]]
    """Core -> its memories."""
    ports: dict[tuple[str, str], frozenset[str]]
    """Core and memory -> its ports."""
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
            {
                (core, memory.sym_name.data): frozenset(port.sym_name.data for port in memory.ports)
                for core, op in cores.items()
                for memory in op.memories
            },
            next(core for core, op in cores.items() if op.role.data == Role.OFFCHIP),
            frozenset(channels),
            frozenset(core for core, op in cores.items() if op.overlaps is not None),
        )


class _ScheduleOp(IRDLOperation):
    """The schedule of a network on a system, in one form or another."""

    sym_name = prop_def(SymbolNameConstraint())
    network = prop_def(FlatSymbolRefAttr)
    system = prop_def(FlatSymbolRefAttr)
    totals = opt_prop_def(TotalsAttr)
    body = region_def("single_block")
    traits = traits_def(SymbolOpInterface(), IsolatedFromAbove(), NoTerminator())

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
    def parse(cls, parser: Parser) -> Self:
        properties: dict[str, Attribute] = {"sym_name": parser.parse_symbol_name()}
        for keyword, key in (("of", "network"), ("on", "system")):
            parser.parse_keyword(keyword)
            properties[key] = SymbolRefAttr(parser.parse_symbol_name())
        properties |= cls._parse_tables(parser)
        if parser.parse_optional_keyword("totals"):
            properties["totals"] = TotalsAttr.new(TotalsAttr.parse_parameters(parser))
        attributes = parser.parse_optional_attr_dict_with_keyword()
        return cls.create(
            properties=properties,
            attributes={} if attributes is None else attributes.data,
            regions=[_parse_body(parser)],
        )

    @classmethod
    def _parse_tables(cls, parser: Parser) -> dict[str, Attribute]:
        return {}

    def print(self, printer: Printer) -> None:
        printer.print_string(" ")
        printer.print_symbol_name(self.sym_name.data)
        printer.print_string(f" of {symbol_path(self.network)} on {symbol_path(self.system)}")
        with printer.indented():
            self._print_tables(printer)
            if self.totals is not None:
                printer.print_string("\ntotals ")
                self.totals.print_parameters(printer)
        printer.print_op_attributes(self.attributes, print_keyword=True)
        printer.print_string(" ")
        printer.print_region(self.body, print_empty_block=False)

    def _print_tables(self, printer: Printer) -> None:
        pass

    def verify_(self) -> None:
        network, system = self.network_op, self.system_op
        if network.system is not None and network.system != self.system:
            raise VerifyException(
                f"{symbol_path(self.network)} is mapped on {symbol_path(network.system)}, "
                f"not on {symbol_path(self.system)}"
            )
        if self.totals is not None:
            self._verify_places(self.totals, _System.read(system))

    def _verify_places(self, totals: TotalsAttr, system: "_System") -> None:
        for busy in totals.busiest:
            _verify_resource(busy.resource, system)
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


@irdl_op_definition
class ProgramOp(_ScheduleOp):
    """The schedule of a network on a system, as tables.

    Task rows are `tile, start, duration, release`; transfer rows `tile, start, duration, bits, release`. The compute
    operations own consecutive rows of the first table, the transfer operations of the second, all of them in order.
    Rows in a `sched.loop` stand for those of all its trips.

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
    tasks = prop_def(Table)
    transfers = prop_def(Table)
    addresses = opt_prop_def(AddressesAttr)
    """Where everything lies, once `sched-assign-addresses` has decided it."""

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
        """(rows, 4) read-only view of the task rows that are written; columns are TASK_COLUMNS."""
        return _read_table(self.tasks)

    @property
    def transfer_table(self) -> Ints:
        """(rows, 5) read-only view of the transfer rows that are written; columns are TRANSFER_COLUMNS."""
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
    def loops(self) -> Iterator[LoopOp]:
        """Its steady states, in order; a packed program has none."""
        return (op for op in self.body.block.ops if isinstance(op, LoopOp))

    @property
    def unrolled(self) -> Unrolled:
        """All rows of a verified program, computed anew: what a schedule means is told by these, never by the tables."""
        repeats = [(loop, repeat) for loop in self.loops for repeat in loop.repeats]
        tasks, transfers = (
            _unroll(table, [entry for entry in repeats if (entry[1].kind == _COMPUTE) == computing])
            for table, computing in ((self.task_table, True), (self.transfer_table, False))
        )

        def rows(op: _OwnerOp, place: Ints) -> slice:
            written = op.row_range
            return slice(int(place[written.start]), int(place[written.stop]))

        return Unrolled(
            tasks[0],
            transfers[0],
            tuple((op, rows(op, tasks[1])) for op in self.compute_ops),
            tuple((op, rows(op, transfers[1])) for op in self.transfer_ops),
        )

    @classmethod
    def _parse_tables(cls, parser: Parser) -> dict[str, Attribute]:
        tables: dict[str, Attribute] = {}
        for key in ("tasks", "transfers"):
            parser.parse_keyword(key)
            tables[key] = parser.parse_attribute()
        if parser.parse_optional_keyword("addresses"):
            tables["addresses"] = AddressesAttr.new(AddressesAttr.parse_parameters(parser))
        return tables

    def _print_tables(self, printer: Printer) -> None:
        printer.print_string("\ntasks ")
        printer.print_attribute(self.tasks)
        printer.print_string("\ntransfers ")
        printer.print_attribute(self.transfers)
        if self.addresses is not None:
            printer.print_string("\naddresses ")
            self.addresses.print_parameters(printer)

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
            if not isinstance(op, ComputeOp | TransferOp | LoopOp):
                raise VerifyException(
                    f"a program holds sched.compute, sched.transfer and sched.loop, not {op.name}"
                )
        super().verify_()
        self._verify_covered("tasks", len(self.task_table), tuple(self.compute_ops))
        self._verify_covered("transfers", len(self.transfer_table), tuple(self.transfer_ops))
        if self.addresses is not None:
            self._verify_addresses(self.addresses)

    def _verify_addresses(self, addresses: AddressesAttr) -> None:
        system = _System.read(self.system_op)
        for record in (*addresses.layouts, *addresses.regions):
            _verify_memory(record.memory, system)
        for name, table, own in (
            ("tasks", self.task_table, addresses.task_table),
            ("transfers", self.transfer_table, addresses.transfer_table),
        ):
            if len(table) != len(own):
                raise VerifyException(f"{len(own)} addresses of {len(table)} {name}")
        if any(True for _ in self.loops):
            raise VerifyException(
                "a program with loops has no addresses: what repeats itself does not lie in one place"
            )

    def _verify_covered(self, what: str, rows: int, owners: Sequence[_OwnerOp]) -> None:
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


def _verify_resource(reference: SymbolRefAttr, system: _System) -> None:
    """A core, a memory port such as `@core0::@sram::@rw`, or a link or bus."""
    name, nested = reference.root_reference.data, [part.data for part in reference.nested_references]
    if nested:
        _verify_memory(SymbolRefAttr(name, nested[:1]), system)
        if len(nested) != 2 or nested[1] not in system.ports[name, nested[0]]:
            raise VerifyException(f"'{symbol_path(reference)}' does not name a port of the memory")
    elif name not in system.memories and name not in system.channels:
        raise VerifyException(f"'@{name}' does not name a core, link or bus of the system")


class _Names:
    """What the operations of a schedule name, of its network and of its system."""

    def __init__(self, schedule: _ScheduleOp):
        self.layers = {layer.layer_name.data: layer for layer in schedule.network_op.layers}
        self.system = _System.read(schedule.system_op)

    def check_part(self, op: _PartOp) -> None:
        """Raise VerifyException for a layer or a part that is none."""
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

    def check_core(self, op: "ComputeOp | TileOp") -> None:
        """Raise VerifyException for a core that is none, or not that of the part."""
        name, part = op.layer_part
        core, cores = op.core.root_reference.data, self.layers[name].core_names
        _verify_core(core, self.system)
        if cores and cores[part] != core:
            raise VerifyException(f"part {part} of layer '{name}' is allocated to '@{cores[part]}'")

    def check_movement(self, op: _MovementOp) -> None:
        """Raise VerifyException for memories and channels that are none, or do not fit the kind of transfer."""
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


class _Check:
    """The rows and names of a program's operations against its tables, network and system."""

    def __init__(self, program: ProgramOp):
        self.program = program
        self.names = _Names(program)
        self.owners: dict[tuple[str, int], tuple[ComputeOp, slice]] = {}
        """Who computes a part, and its rows."""
        self.repeating: dict[RepeatOp, ComputeOp | TransferOp] = {}
        """Whose rows are repeated."""

    def run(self) -> None:
        program = self.program
        self._rows(tuple(program.compute_ops), len(program.task_table))
        self._rows(tuple(program.transfer_ops), len(program.transfer_table))
        loops = tuple(program.loops)
        self._repeats(loops, tuple(program.compute_ops), program.task_table, computing=True)
        self._repeats(loops, tuple(program.transfer_ops), program.transfer_table, computing=False)
        unrolled = program.unrolled
        self.tasks, self.transfers = unrolled.tasks, unrolled.transfers
        self.ends = np.zeros(len(self.tasks), dtype=np.int64)
        """End of each tile, at the first row of its part plus the tile."""
        for op, rows in unrolled.computes:
            with _blaming(op):
                self.names.check_part(op)
                self._compute(op, rows)
        for op, _ in unrolled.movements:
            with _blaming(op):
                self.names.check_part(op)
                self.names.check_movement(op)
        with _blaming(program):
            self._complete()
        if unrolled.movements:
            self._transfer_rows(unrolled.movements)
            self._arrivals(unrolled.movements)
        self._exclusive(unrolled)

    def _rows(self, owners: Sequence[_OwnerOp], count: int) -> None:
        """They own the rows of their table one after another."""
        expected = 0
        for op in owners:
            rows = op.row_range
            with _blaming(op):
                if rows.start != expected:
                    raise VerifyException(
                        f"rows {rows.start} to {rows.stop} should follow row {expected}, where the last end"
                    )
                if rows.stop > count:
                    raise VerifyException(f"rows {rows.start} to {rows.stop} of a table with {count}")
            expected = rows.stop

    def _repeats(
        self,
        loops: Sequence[LoopOp],
        owners: Sequence[ComputeOp | TransferOp],
        table: Ints,
        *,
        computing: bool,
    ) -> None:
        """Loops repeat rows of whom they say, in their first interval, and none twice."""
        ends = [owner.row_range.stop for owner in owners]
        repeated = np.zeros(len(table), dtype=np.bool_)
        for loop in loops:
            start = loop.start_cycle.value.data
            end = start + loop.interval_cycles.value.data
            for op in loop.repeats:
                if (op.kind == _COMPUTE) != computing:
                    continue
                rows = op.row_range
                with _blaming(op):
                    if rows.stop > len(table):
                        raise VerifyException(
                            f"rows {rows.start} to {rows.stop} of a table with {len(table)}"
                        )
                    owner = owners[bisect_right(ends, rows.start)]
                    if rows.stop > owner.row_range.stop:
                        raise VerifyException(f"rows {rows.start} to {rows.stop} have several owners")
                    if op.subject != owner.subject:
                        raise VerifyException(
                            f"rows {rows.start} to {rows.stop} are those of {owner.subject}"
                        )
                    if repeated[rows].any():
                        raise VerifyException(f"rows {rows.start} to {rows.stop} are repeated twice")
                    tile, starts = table[rows, TASK_TILE], table[rows, TASK_START]
                    _require(
                        (starts >= start) & (starts < end),
                        tile,
                        lambda i, starts=starts, start=start, end=end: (
                            f"starts at {starts[i]}, not in the first trip from {start} to {end}"
                        ),
                    )
                    if op.release_step_cycles is not None and (table[rows, -1] == NEVER).any():
                        raise VerifyException("what stays off-chip has no release_step")
                    if loop.trips.value.data * (rows.stop - rows.start) > MOST_ROWS:
                        raise VerifyException(f"repeats more than {MOST_ROWS} rows")
                repeated[rows] = True
                self.repeating[op] = owner

    def _compute(self, op: ComputeOp, rows: slice) -> None:
        self.names.check_core(op)
        if op.layer_part in self.owners:
            name, part = op.layer_part
            raise VerifyException(f"part {part} of layer '{name}' is computed twice")
        tile, start, duration, release = self.tasks[rows].T
        if sorted(tile.tolist()) != list(range(len(tile))):
            raise VerifyException(f"{len(tile)} rows should hold each tile from 0 to {len(tile) - 1} once")
        end = start + duration
        _require(start >= 0, tile, lambda i: f"starts at {start[i]}, which is negative")
        _require(duration >= 0, tile, lambda i: f"has a negative duration, {duration[i]}")
        _require(release >= end, tile, lambda i: f"is released at {release[i]}, before it ends at {end[i]}")
        if op.core.root_reference.data in self.names.system.overlapping:
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
        self.ends[rows.start + tile] = end
        self.owners[op.layer_part] = op, rows

    def _transfer_rows(self, owners: Sequence[tuple[TransferOp, slice]]) -> None:
        """All rows at once, because there may be many operations with few rows each."""
        ops = [op for op, _ in owners]
        counts = [rows.stop - rows.start for _, rows in owners]
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
            np.tile([(rows.start, rows.stop - rows.start) for rows in computed], (count // len(computed), 1))
            for count, computed in (
                (count, [self.owners[part][1] for part in op.layer_parts])
                for count, op in zip(counts, ops, strict=True)
            )
        ]
        first, tiles = np.concatenate(parts).T
        begins = np.repeat(np.cumsum(counts) - counts, counts)
        places = np.arange(len(begins))
        leader = places - (places - begins) % targets
        tile, start, duration, bits, release = self.transfers.T
        end = start + duration
        known = (tile >= 0) & (tile < tiles)
        made = self.ends[np.where(known, first + tile, 0)]
        ends = [rows.stop for _, rows in owners]

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
        for name, layer in self.names.layers.items():
            for part in range(_parts(layer)):
                if (name, part) not in self.owners:
                    raise VerifyException(f"part {part} of layer '{name}' is not computed")

    def _arrivals(self, owners: Sequence[tuple[TransferOp, slice]]) -> None:
        """A task does not start before what it is the first to need has been loaded, once at least."""
        arrivals: dict[tuple[str, int, str, str], dict[int, int]] = {}
        for op, rows in owners:
            if op.tensor is None or op.kind.data != TransferKind.LOAD:
                continue
            own = self.transfers[rows]
            for i, (owner, target) in enumerate(zip(op.layer_parts, op.targets, strict=True)):
                first = arrivals.setdefault((*owner, op.tensor.data, symbol_path(target)), {})
                for tile, start, duration, *_ in own[i :: len(op.targets)].tolist():
                    first[tile] = min(first.get(tile, start + duration), start + duration)
        for (name, part, tensor, _), first in arrivals.items():
            owner, rows = self.owners[name, part]
            for tile, start, *_ in self.tasks[rows].tolist():
                if start < first.get(tile, start):
                    with _blaming(owner):
                        raise VerifyException(
                            f"tile {tile} starts at {start}, before the '{tensor}' it needs arrives at {first[tile]}"
                        )

    def _exclusive(self, unrolled: Unrolled) -> None:
        """While a loop runs, the cores and the transfers in it do nothing else."""
        starts: dict[str | TransferOp, list[Ints]] = {}
        for op, rows in unrolled.computes:
            starts.setdefault(self._actor(op), []).append(unrolled.tasks[rows, TASK_START])
        for op, rows in unrolled.movements:
            starts[op] = [unrolled.transfers[rows, TRANSFER_START]]
        for loop in self.program.loops:
            first, trips = loop.start_cycle.value.data, loop.trips.value.data
            end = first + trips * loop.interval_cycles.value.data
            repeated: dict[str | TransferOp, int] = {}
            for op in loop.repeats:
                actor, rows = self._actor(self.repeating[op]), op.row_range
                repeated[actor] = repeated.get(actor, 0) + trips * (rows.stop - rows.start)
            for actor, count in repeated.items():
                found = sum(np.count_nonzero((own >= first) & (own < end)) for own in starts[actor])
                if found != count:
                    who = f"'@{actor}'" if isinstance(actor, str) else actor.subject
                    with _blaming(loop):
                        raise VerifyException(
                            f"{who} starts {found} times from {first} to {end}, not only the {count} of the loop"
                        )

    @staticmethod
    def _actor(owner: ComputeOp | TransferOp) -> str | TransferOp:
        """What does an owner's rows, one after another: a core, or the owner itself."""
        return owner.core.root_reference.data if isinstance(owner, ComputeOp) else owner


# The expanded form


@irdl_attr_definition
class TokenType(ParametrizedAttribute, TypeAttribute):
    """That a tile has been computed, or a transfer been made: `!sched.token`."""

    name = "sched.token"


class _EventOp(_PartOp):
    """A tile or a transfer, and what must be done before it starts."""

    tile = prop_def(IntegerAttr[I64])
    start_cycle = prop_def(IntegerAttr[I64])
    duration_cycles = prop_def(IntegerAttr[I64])
    release_cycle = opt_prop_def(IntegerAttr[I64])
    """When the space of what it makes is given back; copies that stay off-chip have none."""
    after = var_operand_def(TokenType)
    done = result_def(TokenType)
    traits = lazy_traits_def(lambda: (HasParent(ExpandedOp),))

    @property
    def end_cycle(self) -> int:
        """When it is done."""
        return self.start_cycle.value.data + self.duration_cycles.value.data

    @classmethod
    def _parse_block(cls, parser: Parser) -> dict[str, Attribute]:
        tile = IntegerAttr(parser.parse_integer(allow_boolean=False, allow_negative=False), i64)
        parser.parse_keyword("of")
        return {"tile": tile} | cls._parse_parts(parser)

    def _print_block(self, printer: Printer) -> None:
        printer.print_string(f"{self.tile.value.data} of ")
        self._print_parts(printer)

    @staticmethod
    def _parse_times(parser: Parser) -> tuple[list[SSAValue], dict[str, Attribute]]:
        """What it waits for, and when it is."""
        after: list[SSAValue] = []
        if parser.parse_optional_keyword("after"):
            after = parser.parse_comma_separated_list(
                parser.Delimiter.PAREN,
                lambda: parser.resolve_operand(parser.parse_unresolved_operand(), TokenType()),
            )
        times: dict[str, Attribute] = {}
        for keyword, key in (("at", "start_cycle"), ("for", "duration_cycles")):
            parser.parse_keyword(keyword)
            times[key] = IntegerAttr(parser.parse_integer(allow_boolean=False), i64)
        if parser.parse_optional_keyword("until"):
            times["release_cycle"] = IntegerAttr(parser.parse_integer(allow_boolean=False), i64)
        return after, times

    def _print_times(self, printer: Printer) -> None:
        if self.after:
            printer.print_string(" after (")
            printer.print_list(self.after, printer.print_ssa_value)
            printer.print_string(")")
        start, duration = self.start_cycle.value.data, self.duration_cycles.value.data
        printer.print_string(f" at {start} for {duration}")
        if self.release_cycle is not None:
            printer.print_string(f" until {self.release_cycle.value.data}")

    def verify_(self) -> None:
        super().verify_()
        for name, value in (
            ("tile", self.tile),
            ("start_cycle", self.start_cycle),
            ("duration_cycles", self.duration_cycles),
        ):
            if value.value.data < 0:
                raise VerifyException(f"{name} is negative, {value.value.data}")
        start, release = self.start_cycle.value.data, self.release_cycle
        if release is not None and release.value.data < self.end_cycle:
            raise VerifyException(
                f"is released at {release.value.data}, before it is done at {self.end_cycle}"
            )
        for token in self.after:
            if not isinstance(token.owner, _EventOp):
                raise VerifyException("waits for what is neither sched.tile nor sched.copy")
            if token.owner.end_cycle > start:
                raise VerifyException(
                    f"starts at {start}, before what it waits for is done at {token.owner.end_cycle}"
                )


@irdl_op_definition
class TileOp(_OnePartOp, _EventOp):
    """A tile of one part of a layer, computed on its core.

    It waits `after` the transfers that bring what it needs, the tiles whose result it reads where they write it, and the
    one before it that accumulates into the same block. It runs `at` a cycle `for` some cycles; its block's space is taken
    `until` its release.

    ```mlir
    %3 = sched.tile 2 of "conv1"[0] on @core0 after (%0, %1) at 12 for 100 until 112 energy_pj 10.5
    ```
    """

    name = "sched.tile"
    core = prop_def(FlatSymbolRefAttr)
    energy_pj = prop_def(FloatAttr[Float64Type])

    @classmethod
    def parse(cls, parser: Parser) -> "TileOp":
        properties = cls._parse_block(parser)
        parser.parse_keyword("on")
        properties["core"] = SymbolRefAttr(parser.parse_symbol_name())
        after, times = cls._parse_times(parser)
        properties |= times | {"energy_pj": _parse_energy(parser)}
        attributes = parser.parse_optional_attr_dict()
        return cls.create(
            operands=after, result_types=[TokenType()], properties=properties, attributes=attributes
        )

    def print(self, printer: Printer) -> None:
        printer.print_string(" ")
        self._print_block(printer)
        printer.print_string(f" on {symbol_path(self.core)}")
        self._print_times(printer)
        printer.print_string(f" energy_pj {number_text(self.energy_pj.value.data)}")
        printer.print_op_attributes(self.attributes)

    def verify_(self) -> None:
        super().verify_()
        _verify_energy(self.energy_pj)
        if self.release_cycle is None:
            raise VerifyException("a tile has a release_cycle")


@irdl_op_definition
class CopyOp(_EventOp, _MovementOp):
    """A transfer of one block between two memories.

    It waits `after` what put the data where it comes from: tiles, or other transfers. The copy's space is taken `until` its
    release; copies that stay off-chip have none. For kinds of transfers and their tiles see `sched.transfer`. What is sent to several
    memories at once is a copy for each, at the same time, via the same channels.

    ```mlir
    %0 = sched.copy load "x" for tile 2 of "conv1"[0] from @dram::@dram to @core0::@sram via [@bus0] bits 768 at 0 for 12 until 112
    %4 = sched.copy store tile 2 of "conv1"[0] from @core0::@sram to @dram::@dram via [@bus0] bits 384 after (%3) at 112 for 6
    ```
    """

    name = "sched.copy"
    bits = prop_def(IntegerAttr[I64])

    @classmethod
    def _parse_block(cls, parser: Parser) -> dict[str, Attribute]:
        parser.parse_keyword("tile")
        return super()._parse_block(parser)

    def _print_block(self, printer: Printer) -> None:
        printer.print_string("tile ")
        super()._print_block(printer)

    @classmethod
    def parse(cls, parser: Parser) -> "CopyOp":
        properties = cls.parse_movement(parser)
        parser.parse_keyword("bits")
        properties["bits"] = IntegerAttr(parser.parse_integer(allow_boolean=False), i64)
        after, times = cls._parse_times(parser)
        attributes = parser.parse_optional_attr_dict()
        return cls.create(
            operands=after, result_types=[TokenType()], properties=properties | times, attributes=attributes
        )

    def print(self, printer: Printer) -> None:
        printer.print_string(" ")
        self.print_movement(printer)
        printer.print_string(f" bits {self.bits.value.data}")
        self._print_times(printer)
        printer.print_op_attributes(self.attributes)

    def verify_(self) -> None:
        super().verify_()
        if len(self.targets) > 1:
            raise VerifyException("a copy has one target; what is sent to several is a copy for each")
        if self.bits.value.data < 0:
            raise VerifyException(f"bits is negative, {self.bits.value.data}")
        stays = self.kind.data in _TO_OFFCHIP
        if stays != (self.release_cycle is None):
            raise VerifyException(f"a {self.kind.data} has {'no' if stays else 'a'} release_cycle")


@irdl_op_definition
class ExpandedOp(_ScheduleOp):
    """The schedule of a network on a system, with an operation for every tile and every transfer.

    Tokens lead from each operation to those that wait for it. It may be a part of a schedule.

    ```mlir
    sched.expanded @net_on_quad of @net on @quad {
      %0 = sched.copy load "x" for tile 0 of "conv1"[0] from @dram::@dram to @core0::@sram via [@bus0] bits 768 at 0 for 12 until 112
      %1 = sched.tile 0 of "conv1"[0] on @core0 after (%0) at 12 for 100 until 118 energy_pj 1000
      %2 = sched.copy store tile 0 of "conv1"[0] from @core0::@sram to @dram::@dram via [@bus0] bits 384 after (%1) at 112 for 6
    }
    ```
    """

    name = "sched.expanded"

    def __init__(
        self, name: str, network: str, system: str, ops: Sequence[Operation], totals: TotalsAttr | None = None
    ):
        super().__init__(
            properties={
                "sym_name": StringAttr(name),
                "network": SymbolRefAttr(network),
                "system": SymbolRefAttr(system),
                "totals": totals,
            },
            regions=[Region(Block(ops))],
        )

    def verify(self, verify_nested_ops: bool = True) -> None:
        super().verify(verify_nested_ops)
        if verify_nested_ops:
            self._verify_events()

    def verify_(self) -> None:
        super().verify_()
        for op in self.body.block.ops:
            if not isinstance(op, TileOp | CopyOp):
                raise VerifyException(f"an expanded schedule holds sched.tile and sched.copy, not {op.name}")

    def _verify_events(self) -> None:
        names = _Names(self)
        tiles: dict[tuple[str, int, int], TileOp] = {}
        running: dict[str, list[TileOp]] = {}
        for op in self.body.block.ops:
            with _blaming(op):
                match op:
                    case TileOp():
                        names.check_part(op)
                        names.check_core(op)
                        if tiles.setdefault((*op.layer_part, op.tile.value.data), op) is not op:
                            raise VerifyException("the tile is computed twice")
                        running.setdefault(op.core.root_reference.data, []).append(op)
                    case CopyOp():
                        names.check_part(op)
                        names.check_movement(op)
                    case _:
                        pass
        for core, own in running.items():
            if core in names.system.overlapping:
                continue
            own.sort(key=lambda op: (op.start_cycle.value.data, op.end_cycle))
            for before, op in pairwise(own):
                if op.start_cycle.value.data < before.end_cycle:
                    with _blaming(op):
                        raise VerifyException(
                            f"starts at {op.start_cycle.value.data}, while '@{core}' is busy until {before.end_cycle}"
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
    [ProgramOp, ComputeOp, TransferOp, LoopOp, RepeatOp, ExpandedOp, TileOp, CopyOp],
    [
        TotalsAttr,
        LatencyBoundsAttr,
        BusyAttr,
        PeakAttr,
        CausesAttr,
        CoreEnergyAttr,
        MemoryEnergyAttr,
        MediumEnergyAttr,
        LayerEnergyAttr,
        StackAttr,
        AddressesAttr,
        LayoutAttr,
        RegionAttr,
        TokenType,
    ],
)

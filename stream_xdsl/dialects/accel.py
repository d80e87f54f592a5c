"""`accel`: the machine a network is mapped onto.

An `accel.system` lists kinds of core (`accel.core_type`, with an operational array and a memory hierarchy), the cores
themselves, memories that several cores share, and the interconnect. The interconnect is a multigraph: a mesh link and
a bus between the same two cores are two ways to go.

Sizes are in bits, bandwidths in bits per cycle, energies in pJ, times in cycles, static power in pJ per cycle.

IRDL cannot express this dialect: IRDL has no regions without terminators, no symbol tables, and no syntax for attributes but its own.
"""

import math
import re
from abc import ABC
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from io import StringIO
from typing import ClassVar, TypeVar

from xdsl.dialects.builtin import (
    I64,
    ArrayAttr,
    DenseArrayBase,
    FlatSymbolRefAttr,
    Float64Type,
    FloatAttr,
    IntegerAttr,
    StringAttr,
    SymbolNameConstraint,
    SymbolRefAttr,
    UnitAttr,
    f64,
    i64,
)
from xdsl.ir import Attribute, Block, Dialect, Operation, ParametrizedAttribute
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
from xdsl.irdl.declarative_assembly_format import (
    AttributeVariable,
    CustomDirective,
    ParsingState,
    PrintingState,
    RegionVariable,
    irdl_custom_directive,
)
from xdsl.parser import AttrParser, Parser
from xdsl.printer import Printer
from xdsl.traits import HasParent, IsolatedFromAbove, NoTerminator, SymbolOpInterface, SymbolTable
from xdsl.utils.exceptions import VerifyException

from stream_xdsl.diagnostics import did_you_mean
from stream_xdsl.hardware.machine import REQUIRED_DIRECTIONS, Direction, MemoryOperand, PortKind, Role, Stage
from stream_xdsl.workload.kinds import Category, Kind

NO_ENERGY = NO_POWER = FloatAttr(0.0, f64)
NO_LATENCY = IntegerAttr(0, i64)

_ACCESSES = frozenset(f"{operand} {direction}" for operand in MemoryOperand for direction in Direction)


# Syntax shared by the operations


class _Sugar(CustomDirective):
    """Shorter text for one attribute of an operation; its generic form stays that of the attribute."""

    inner: AttributeVariable

    def is_present(self, op: IRDLOperation) -> bool:
        return self.inner.is_present(op)

    def is_anchorable(self) -> bool:
        return True

    def is_optional_like(self) -> bool:
        return self.inner.is_optional_like()

    def parse(self, parser: Parser, state: ParsingState) -> None:
        self.inner.set(state, self.parse_attribute(parser))

    def print(self, printer: Printer, state: PrintingState, op: IRDLOperation) -> None:
        state.print_whitespace(printer)
        attribute = self.inner.get(op)
        assert attribute is not None
        self.print_attribute(printer, attribute)

    def parse_attribute(self, parser: Parser) -> Attribute:
        raise NotImplementedError

    def print_attribute(self, printer: Printer, attribute: Attribute) -> None:
        raise NotImplementedError


def number_text(value: float) -> str:
    """The shortest text that MLIR reads back as the same double."""
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    mantissa, exponent, power = repr(value).partition("e")
    return f"{mantissa}.0e{power}" if exponent and "." not in mantissa else repr(value)


@irdl_custom_directive
class Number(_Sugar):
    """A double as `416.16` or `50`."""

    inner: AttributeVariable

    def parse_attribute(self, parser: Parser) -> Attribute:
        return FloatAttr(float(parser.parse_number()), f64)

    def print_attribute(self, printer: Printer, attribute: Attribute) -> None:
        assert isinstance(attribute, FloatAttr)
        printer.print_string(number_text(attribute.value.data))


@irdl_custom_directive
class Word(_Sugar):
    """A string as a bare word."""

    inner: AttributeVariable

    def parse_attribute(self, parser: Parser) -> Attribute:
        return StringAttr(parser.parse_identifier_or_str_literal())

    def print_attribute(self, printer: Printer, attribute: Attribute) -> None:
        assert isinstance(attribute, StringAttr)
        printer.print_identifier_or_string_literal(attribute.data)


@irdl_custom_directive
class Words(_Sugar):
    """Strings as `[I1, O]`; each may consist of several words: `[I1 tl, O th]`."""

    inner: AttributeVariable

    def parse_attribute(self, parser: Parser) -> Attribute:
        def parse_entry() -> StringAttr:
            words = [parser.parse_identifier_or_str_literal()]
            while (word := parser.parse_optional_identifier()) is not None:
                words.append(word)
            return StringAttr(" ".join(words))

        return ArrayAttr(parser.parse_comma_separated_list(parser.Delimiter.SQUARE, parse_entry))

    def print_attribute(self, printer: Printer, attribute: Attribute) -> None:
        def print_entry(entry: str) -> None:
            if all(word.isidentifier() and word.isascii() for word in entry.split(" ")):
                printer.print_string(entry)
            else:
                printer.print_string_literal(entry)

        with printer.in_square_brackets():
            printer.print_list(_strings(attribute), print_entry)


@irdl_custom_directive
class Body(CustomDirective):
    """A region that has its block even where nothing is in it, so that the verifiers can say what is missing."""

    region: RegionVariable

    def parse(self, parser: Parser, state: ParsingState) -> None:
        region = parser.parse_region()
        if not region.blocks:
            region.add_block(Block())
        self.region.set(state, region)

    def print(self, printer: Printer, state: PrintingState, op: IRDLOperation) -> None:
        self.region.print(printer, state, op)


@irdl_custom_directive
class Bandwidth(CustomDirective):
    """`8`, or `64 to 2048` where the smallest access is narrower than the widest."""

    minimum: AttributeVariable
    maximum: AttributeVariable

    def parse(self, parser: Parser, state: ParsingState) -> None:
        smallest = parser.parse_integer()
        widest = parser.parse_integer() if parser.parse_optional_keyword("to") else smallest
        self.minimum.set(state, IntegerAttr(smallest, i64))
        self.maximum.set(state, IntegerAttr(widest, i64))

    def print(self, printer: Printer, state: PrintingState, op: IRDLOperation) -> None:
        state.print_whitespace(printer)
        smallest, widest = self.minimum.get(op), self.maximum.get(op)
        assert isinstance(smallest, IntegerAttr)
        assert isinstance(widest, IntegerAttr)
        printer.print_string(str(smallest.value.data))
        if smallest != widest:
            printer.print_string(f" to {widest.value.data}")


@irdl_custom_directive
class Ends(CustomDirective):
    """`@core0 <-> @core1` (each direction its own wires) or `@core0 -> @core1`."""

    source: AttributeVariable
    target: AttributeVariable
    two_way: AttributeVariable

    def parse(self, parser: Parser, state: ParsingState) -> None:
        self.source.set(state, SymbolRefAttr(parser.parse_symbol_name()))
        if parser.parse_optional_punctuation("<"):
            self.two_way.set(state, UnitAttr())
        parser.parse_punctuation("->", " or '<->' between the ends of a link")
        self.target.set(state, SymbolRefAttr(parser.parse_symbol_name()))

    def print(self, printer: Printer, state: PrintingState, op: IRDLOperation) -> None:
        state.print_whitespace(printer)
        source, target = self.source.get(op), self.target.get(op)
        assert source is not None
        assert target is not None
        printer.print_attribute(source)
        printer.print_string(" <-> " if self.two_way.get(op) else " -> ")
        printer.print_attribute(target)


@irdl_custom_directive
class BusCores(CustomDirective):
    """`[@core0, @core1]`, or `[@core0] -> [@core1, @core2]` if only the first ones send."""

    cores: AttributeVariable
    senders: AttributeVariable

    def parse(self, parser: Parser, state: ParsingState) -> None:
        def parse_cores() -> list[SymbolRefAttr]:
            return parser.parse_comma_separated_list(
                parser.Delimiter.SQUARE, lambda: SymbolRefAttr(parser.parse_symbol_name())
            )

        cores = parse_cores()
        if parser.parse_optional_punctuation("->"):
            self.senders.set(state, ArrayAttr(cores))
            cores = cores + parse_cores()
        self.cores.set(state, ArrayAttr(cores))

    def print(self, printer: Printer, state: PrintingState, op: IRDLOperation) -> None:
        def print_cores(cores: Sequence[Attribute]) -> None:
            with printer.in_square_brackets():
                printer.print_list(cores, printer.print_attribute)

        state.print_whitespace(printer)
        cores, senders = self.cores.get(op), self.senders.get(op)
        assert isinstance(cores, ArrayAttr)
        if isinstance(senders, ArrayAttr):
            print_cores(senders.data)
            printer.print_string(" -> ")
            print_cores(cores.data[len(senders) :])
        else:
            print_cores(cores.data)


# Attributes


def _strings(attribute: Attribute) -> list[str]:
    assert isinstance(attribute, ArrayAttr)
    return [entry.data for entry in attribute if isinstance(entry, StringAttr)]


def _parse_verified(
    parser: AttrParser, start: int, make: Callable[[], ParametrizedAttribute]
) -> Sequence[Attribute]:
    """The attribute's parameters; an invalid attribute is a parse error with its place in the text."""
    try:
        return make().parameters
    except VerifyException as error:
        parser.raise_error(str(error), start, start + 1)


@irdl_attr_definition
class DimsAttr(ParametrizedAttribute):
    """Named sizes, in order: `#accel.dims<D1 = 32, D2 = 32>`."""

    name = "accel.dims"
    names: ArrayAttr[StringAttr]
    sizes: DenseArrayBase[I64]

    @staticmethod
    def get(dims: Iterable[tuple[str, int]]) -> "DimsAttr":
        """From (name, size) pairs."""
        pairs = tuple(dims)
        return DimsAttr(
            ArrayAttr([StringAttr(name) for name, _ in pairs]),
            DenseArrayBase.from_list(i64, [size for _, size in pairs]),
        )

    def items(self) -> tuple[tuple[str, int], ...]:
        """(name, size) pairs."""
        return tuple(zip((name.data for name in self.names), self.sizes.get_values(), strict=True))

    @classmethod
    def parse_parameters(cls, parser: AttrParser) -> Sequence[Attribute]:
        start = parser.pos
        dims = parser.parse_comma_separated_list(parser.Delimiter.ANGLE, lambda: _parse_size(parser))
        return _parse_verified(parser, start, lambda: cls.get(dims))

    def print_parameters(self, printer: Printer) -> None:
        with printer.in_angle_brackets():
            printer.print_list(self.items(), lambda dim: _print_size(printer, dim))

    def verify(self) -> None:
        if len(self.names) != len(self.sizes):
            raise VerifyException(f"{len(self.names)} dimensions with {len(self.sizes)} sizes")
        if not self.names:
            raise VerifyException("at least one dimension expected")
        _verify_unique("dimension", (name.data for name in self.names))
        for name, size in self.items():
            if size <= 0:
                raise VerifyException(f"size of dimension '{name}' must be positive, got {size}")


def _parse_size(parser: AttrParser) -> tuple[str, int]:
    name = parser.parse_identifier_or_str_literal()
    parser.parse_punctuation("=")
    return name, parser.parse_integer()


def _parse_fields(parser: AttrParser, fields: Sequence[str]) -> list[int]:
    """What `_print_size` prints of keywords, in their order and in angle brackets."""
    values: list[int] = []
    with parser.in_angle_brackets():
        for i, field in enumerate(fields):
            if i:
                parser.parse_punctuation(",")
            parser.parse_keyword(field)
            parser.parse_punctuation("=")
            values.append(parser.parse_integer())
    return values


def _print_size(printer: Printer, dim: tuple[str, int]) -> None:
    printer.print_identifier_or_string_literal(dim[0])
    printer.print_string(f" = {dim[1]}")


@irdl_attr_definition
class DataflowAttr(ParametrizedAttribute):
    """A fixed spatial unrolling, loops by array dimension: `#accel.dataflow<D1 = [k = 32], D2 = [c = 4, fx = 3]>`."""

    name = "accel.dataflow"
    array_dims: ArrayAttr[StringAttr]
    unrollings: ArrayAttr[DimsAttr]

    @staticmethod
    def get(dataflow: Iterable[tuple[str, Iterable[tuple[str, int]]]]) -> "DataflowAttr":
        """From (array dimension, (loop, factor) pairs) pairs."""
        pairs = tuple(dataflow)
        return DataflowAttr(
            ArrayAttr([StringAttr(name) for name, _ in pairs]),
            ArrayAttr([DimsAttr.get(loops) for _, loops in pairs]),
        )

    def items(self) -> tuple[tuple[str, tuple[tuple[str, int], ...]], ...]:
        """(array dimension, (loop, factor) pairs) pairs."""
        return tuple(
            (name.data, dims.items()) for name, dims in zip(self.array_dims, self.unrollings, strict=True)
        )

    @classmethod
    def parse_parameters(cls, parser: AttrParser) -> Sequence[Attribute]:
        def parse_entry() -> tuple[str, list[tuple[str, int]]]:
            name = parser.parse_identifier_or_str_literal()
            parser.parse_punctuation("=")
            return name, parser.parse_comma_separated_list(
                parser.Delimiter.SQUARE, lambda: _parse_size(parser)
            )

        start = parser.pos
        entries = parser.parse_comma_separated_list(parser.Delimiter.ANGLE, parse_entry)
        return _parse_verified(parser, start, lambda: cls.get(entries))

    def print_parameters(self, printer: Printer) -> None:
        def print_entry(entry: tuple[str, tuple[tuple[str, int], ...]]) -> None:
            printer.print_identifier_or_string_literal(entry[0])
            printer.print_string(" = ")
            with printer.in_square_brackets():
                printer.print_list(entry[1], lambda dim: _print_size(printer, dim))

        with printer.in_angle_brackets():
            printer.print_list(self.items(), print_entry)

    def verify(self) -> None:
        if len(self.array_dims) != len(self.unrollings):
            raise VerifyException(f"{len(self.array_dims)} dimensions with {len(self.unrollings)} unrollings")
        _verify_unique("dimension", (name.data for name in self.array_dims))


@irdl_attr_definition
class PrecisionAttr(ParametrizedAttribute):
    """Native operand widths in bits: `#accel.precision<in = 8, weight = 8, psum = 16, out = 8>`."""

    name = "accel.precision"
    widths: DenseArrayBase[I64]
    """Of inputs, weights, partial sums and outputs."""

    FIELDS: ClassVar = ("in", "weight", "psum", "out")

    @staticmethod
    def get(widths: Sequence[int]) -> "PrecisionAttr":
        """From the four widths."""
        return PrecisionAttr(DenseArrayBase.from_list(i64, widths))

    @classmethod
    def parse_parameters(cls, parser: AttrParser) -> Sequence[Attribute]:
        start = parser.pos
        widths = _parse_fields(parser, cls.FIELDS)
        return _parse_verified(parser, start, lambda: cls.get(widths))

    def print_parameters(self, printer: Printer) -> None:
        with printer.in_angle_brackets():
            printer.print_list(
                tuple(zip(self.FIELDS, self.widths.get_values(), strict=True)),
                lambda dim: _print_size(printer, dim),
            )

    def verify(self) -> None:
        if len(self.widths) != len(self.FIELDS):
            raise VerifyException(f"{len(self.FIELDS)} widths expected, got {len(self.widths)}")
        for field, width in zip(self.FIELDS, self.widths.get_values(), strict=True):
            if width <= 0:
                raise VerifyException(f"width of '{field}' must be positive, got {width}")


@irdl_attr_definition
class SerialAttr(ParametrizedAttribute):
    """Inputs that are fed a few bits at a time: `#accel.serial<bits = 1, cycles = 10>`, a pass of 10 cycles for every bit."""

    name = "accel.serial"
    bits: IntegerAttr[I64]
    cycles: IntegerAttr[I64]

    FIELDS: ClassVar = ("bits", "cycles")

    @staticmethod
    def get(bits: int, cycles: int) -> "SerialAttr":
        """From bits of a pass, and its cycles."""
        return SerialAttr(IntegerAttr(bits, i64), IntegerAttr(cycles, i64))

    def values(self) -> tuple[int, int]:
        """Bits of a pass, and its cycles."""
        return self.bits.value.data, self.cycles.value.data

    @classmethod
    def parse_parameters(cls, parser: AttrParser) -> Sequence[Attribute]:
        start = parser.pos
        values = _parse_fields(parser, cls.FIELDS)
        return _parse_verified(parser, start, lambda: cls.get(*values))

    def print_parameters(self, printer: Printer) -> None:
        with printer.in_angle_brackets():
            printer.print_list(
                tuple(zip(self.FIELDS, self.values(), strict=True)), lambda dim: _print_size(printer, dim)
            )

    def verify(self) -> None:
        for field, value in zip(self.FIELDS, self.values(), strict=True):
            if value <= 0:
                raise VerifyException(f"'{field}' of a pass must be positive, got {value}")


# Checks shared by the operations


class MachineError(VerifyException):
    """What is wrong with an operation, and the remedy.

    `core` is the core at fault where the system had to find out.
    """

    def __init__(self, cause: str, remedy: str, core: "CoreOp | None" = None):
        self.cause = cause
        self.remedy = remedy
        self.core = core
        super().__init__(f"{cause}{' ' if cause.endswith('?') else '; '}{remedy}")


def _verify_unique(what: str, names: Iterable[str]) -> None:
    for name, count in Counter(names).items():
        if count > 1:
            raise MachineError(f"{what} '{name}' is listed {count} times", "list it once")


def _verify_positive(what: str, attribute: IntegerAttr[I64]) -> None:
    if attribute.value.data <= 0:
        raise MachineError(
            f"{what} must be positive, got {attribute.value.data}", "give it in bits, 1 or more"
        )


def _verify_energy(what: str, attribute: FloatAttr[Float64Type]) -> None:
    value = attribute.value.data
    if value < 0 or not math.isfinite(value):
        raise MachineError(f"{what} must be finite and not negative, got {value}", "give it in pJ, 0 or more")


def _verify_power(attribute: FloatAttr[Float64Type]) -> None:
    value = attribute.value.data
    if value < 0 or not math.isfinite(value):
        raise MachineError(
            f"static power must be finite and not negative, got {value}", "give it in pJ per cycle, 0 or more"
        )


def _verify_of_array(what: str, dim: str, dims: Iterable[str]) -> None:
    if dim not in dims:
        raise MachineError(
            f"{what} '{dim}', which is not a dimension of the array ({_list(dims)})",
            "name a dimension of the core type's accel.array, or remove it",
        )


def symbol_path(reference: SymbolRefAttr) -> str:
    """The reference as it is written: `@core0::@sram`, or `@"2_conv"`."""
    return "::".join(
        symbol_text(part.data) for part in (reference.root_reference, *reference.nested_references)
    )


def symbol_text(name: str) -> str:
    """The name as a symbol is written: in quotes if it has to be."""
    if _PLAIN.fullmatch(name):
        return f"@{name}"
    text = StringIO()
    Printer(text).print_symbol_name(name)
    return text.getvalue()


_PLAIN = re.compile(r"[A-Za-z_][\w$.]*", re.ASCII)


def _list(names: Iterable[str]) -> str:
    return ", ".join(names)


def _find_cores(op: Operation, references: Iterable[SymbolRefAttr]) -> dict[str, "CoreOp"]:
    """The cores that the references of an operation inside a system name.

    One walk for all of them: a lookup each would make large systems quadratic.
    """
    references = tuple(references)
    wanted = {reference.root_reference.data for reference in references}
    found: dict[str, CoreOp] = {}
    block = op.parent
    assert block is not None
    for sibling in block.ops:
        if isinstance(sibling, CoreOp) and sibling.sym_name.data in wanted:
            found[sibling.sym_name.data] = sibling
            if len(found) == len(wanted):
                return found
    for reference in references:
        if reference.root_reference.data not in found:
            root = SymbolRefAttr(reference.root_reference)
            names = [core.sym_name.data for core in block.ops if isinstance(core, CoreOp)]
            raise MachineError(
                f"{symbol_path(root)} does not name an accel.core of this system",
                f"name one of {_list(names)}" if names else "add an accel.core of that name",
            )
    return found


# Operations

_Op = TypeVar("_Op", bound=Operation)


@irdl_op_definition
class SystemOp(IRDLOperation):
    """A multi-core accelerator: core types, cores, interconnect and shared memories.

    Exactly one core is off-chip memory, and every core reaches it and is reached from it, over the interconnect or
    because it shares a memory with a core that is.

    ```mlir
    accel.system @duo {
      accel.core_type @pe compute {
        accel.array <D1 = 16> mac_energy_pj 0.04
        accel.memory @sram size_bits 1048576 holds [I1, I2, O] shared_over [D1] read_pj 60 write_pj 75 {
          accel.port @rw read_write bandwidth 256 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th]
        }
      }
      accel.core_type @dram offchip {
        accel.memory @dram size_bits 8589934592 holds [I1, I2, O] read_pj 640 write_pj 640 {
          accel.port @rw read_write bandwidth 64 serves [I1 fh, I1 tl, I2 fh, I2 tl, O fh, O tl, O fl, O th]
        }
      }
      accel.core @core0 : @pe
      accel.core @core1 : @dram
      accel.link @link0 : @core0 <-> @core1 bandwidth 64
    }
    ```
    """

    name = "accel.system"
    sym_name = prop_def(SymbolNameConstraint())
    body = region_def("single_block")
    traits = traits_def(SymbolOpInterface(), SymbolTable(), IsolatedFromAbove(), NoTerminator())
    custom_directives = (Body,)
    assembly_format = "$sym_name attr-dict-with-keyword custom<Body>($body)"

    def of_type(self, op_type: type[_Op]) -> Iterator[_Op]:
        """The operations of one kind, in order."""
        return (op for op in self.body.block.ops if isinstance(op, op_type))

    def verify_(self) -> None:
        types = {op.sym_name.data: op for op in self.of_type(CoreTypeOp)}
        cores = {op.sym_name.data: types[op.core_type.root_reference.data] for op in self.of_type(CoreOp)}
        offchip = [name for name, core_type in cores.items() if core_type.role.data == Role.OFFCHIP]
        if not offchip:
            raise MachineError("no core is off-chip memory", "give one core a type of role 'offchip'")
        if len(offchip) > 1:
            raise MachineError(
                f"exactly one core may be off-chip memory, got {_list(offchip)}",
                "give the others a type of role 'memory'",
            )
        self._verify_positions()
        self._verify_sharing()
        self._verify_reachable(offchip[0])

    def _verify_positions(self) -> None:
        taken: dict[tuple[int, ...], CoreOp] = {}
        for core in self.of_type(CoreOp):
            if core.position is None:
                continue
            position = core.position.get_values()
            if (other := taken.setdefault(position, core)) is not core:
                raise MachineError(
                    f"cores @{other.sym_name.data} and @{core.sym_name.data} are both at {list(position)}",
                    "give each core a place of its own",
                    core,
                )

    def _verify_sharing(self) -> None:
        members = (symbol_path(member) for op in self.of_type(SharedMemoryOp) for member in op.members)
        for member, count in Counter(members).items():
            if count > 1:
                raise MachineError(
                    f"memory {member} is in {count} accel.shared_memory operations", "join them"
                )

    def _verify_reachable(self, offchip: str) -> None:
        # A node is a core that a link or bus reached, a core reached over a shared memory (one hop: what lies in one
        # memory does not appear in the next), or a medium. A bus of n cores is then 2n edges, not n².
        forward: defaultdict[_Node, list[_Node]] = defaultdict(list)
        backward: defaultdict[_Node, list[_Node]] = defaultdict(list)

        def edge(source: _Node, target: _Node) -> None:
            forward[source].append(target)
            backward[target].append(source)

        def medium(name: str, sources: Iterable[str], targets: Iterable[str]) -> None:
            for source in sources:
                edge(("core", source), ("medium", name))
                edge(("sharer", source), ("medium", name))
            for target in targets:
                edge(("medium", name), ("core", target))

        for link in self.of_type(LinkOp):
            source, target = link.source.root_reference.data, link.target.root_reference.data
            medium(link.sym_name.data, [source], [target])
            if link.two_way:
                medium(f"{link.sym_name.data} back", [target], [source])
        for bus in self.of_type(BusOp):
            senders, receivers = bus.senders_and_receivers()
            medium(bus.sym_name.data, senders, receivers)
        for shared in self.of_type(SharedMemoryOp):
            names = [member.root_reference.data for member in shared.members]
            for one in names:
                for other in names:
                    edge(("core", one), ("sharer", other))

        loadable = _reached(forward, [("core", offchip)])
        storable = _reached(backward, [("core", offchip), ("sharer", offchip)])
        for core in self.of_type(CoreOp):
            name = core.sym_name.data
            if not loadable & {("core", name), ("sharer", name)}:
                way = f"to it from off-chip memory (@{offchip})"
            elif ("core", name) not in storable:
                way = f"from it to off-chip memory (@{offchip})"
            else:
                continue
            raise MachineError(
                f"core @{name} is unreachable: no link, bus or shared memory leads {way}",
                "add a link or a bus that does, or remove the core",
                core,
            )


_Node = tuple[str, str]


def _reached(edges: Mapping[_Node, list[_Node]], starts: Iterable[_Node]) -> set[_Node]:
    stack = list(starts)
    seen = set(stack)
    while stack:
        for node in edges.get(stack.pop(), ()):
            if node not in seen:
                seen.add(node)
                stack.append(node)
    return seen


@irdl_op_definition
class CoreTypeOp(IRDLOperation):
    """A kind of core: its operational array, if it computes, and its memories, lowest level first.

    The role is `compute`, `memory` (an on-chip scratchpad) or `offchip`, whose outermost memory holds all operands. `precision` gives the native operand widths
    (8-bit inputs, weights and outputs and 16-bit partial sums where absent). `runs` restricts the kinds of layer, or
    families of kinds (`mac`, `pooling`, `elementwise`, `reduction`), that may be placed here; absent means any.
    `static_power_pj_per_cycle` is what a compute core draws all the time, without its memories; absent means nothing.

    A tile has the core to itself from its first load to its last store, and finds nothing in the array, unless the type
    says otherwise. `overlaps` names what may go on while the array works on the neighbouring tile: `onload`, the way of a
    tile's first data to the array, and `offload`, the way of its last results back. `stationary` names operands (`I1`,
    `I2`) that stay in their innermost memories: the core's next tile does not load them if it needs the same.

    ```mlir
    accel.core_type @vector compute precision <in = 32, weight = 32, psum = 32, out = 32> runs [elementwise, softplus]
        static_power_pj_per_cycle 12.5 {
      accel.array <D1 = 64> mac_energy_pj 0.1
      accel.memory @sram size_bits 1048576 holds [I1, I2, O] shared_over [D1] read_pj 60 write_pj 75 {
        accel.port @r read bandwidth 512 serves [I1 tl, I2 tl, O tl, O th]
        accel.port @w write bandwidth 512 serves [I1 fh, I2 fh, O fh, O fl]
      }
    }
    accel.core_type @in_memory compute runs [mac] overlaps [onload, offload] stationary [I2] {
      accel.array <D1 = 64, D2 = 64> mac_energy_pj 0.01 serial <bits = 1, cycles = 2>
      accel.memory @cell size_bits 8 holds [I2] read_pj 0 write_pj 0.1 {
        accel.port @r read bandwidth 8 serves [I2 tl]
        accel.port @w write bandwidth 8 serves [I2 fh]
      }
      accel.memory @sram size_bits 1048576 holds [I1, I2, O] shared_over [D1, D2] read_pj 60 write_pj 75 {
        accel.port @r read bandwidth 512 serves [I1 tl, I2 tl, O tl, O th]
        accel.port @w write bandwidth 512 serves [I1 fh, I2 fh, O fh, O fl]
      }
    }
    ```
    """

    name = "accel.core_type"
    sym_name = prop_def(SymbolNameConstraint())
    role = prop_def(StringAttr)
    precision = opt_prop_def(PrecisionAttr)
    runs = opt_prop_def(ArrayAttr[StringAttr])
    static_power_pj_per_cycle = prop_def(FloatAttr[Float64Type], default_value=NO_POWER)
    overlaps = opt_prop_def(ArrayAttr[StringAttr])
    stationary = opt_prop_def(ArrayAttr[StringAttr])
    body = region_def("single_block")
    traits = lazy_traits_def(
        lambda: (SymbolOpInterface(), SymbolTable(), NoTerminator(), HasParent(SystemOp))
    )
    custom_directives = (Body, Number, Word, Words)
    assembly_format = (
        "$sym_name custom<Word>($role) (`precision` $precision^)? (`runs` custom<Words>($runs)^)? "
        "(`static_power_pj_per_cycle` custom<Number>($static_power_pj_per_cycle)^)? "
        "(`overlaps` custom<Words>($overlaps)^)? (`stationary` custom<Words>($stationary)^)? "
        "attr-dict-with-keyword custom<Body>($body)"
    )

    @property
    def array(self) -> "ArrayOp | None":
        """The operational array, if the type has one."""
        return next((op for op in self.body.block.ops if isinstance(op, ArrayOp)), None)

    @property
    def memories(self) -> tuple["MemoryOp", ...]:
        """The memories, lowest level first."""
        return tuple(op for op in self.body.block.ops if isinstance(op, MemoryOp))

    def outermost(self) -> dict[str, "MemoryOp"]:
        """Operand -> the memory that is its highest level."""
        return {operand: memory for memory in self.memories for operand in _strings(memory.holds)}

    def verify_(self) -> None:
        role = self.role.data
        if role not in set(Role):
            raise MachineError(f"role '{role}' is none of {_list(Role)}", "write one of them")
        arrays = sum(isinstance(op, ArrayOp) for op in self.body.block.ops)
        if role == Role.COMPUTE and arrays != 1:
            raise MachineError(
                f"a compute core needs exactly one accel.array, got {arrays}",
                "remove the others" if arrays else "add one, or make the role 'memory'",
            )
        if role != Role.COMPUTE and arrays:
            raise MachineError(
                f"only compute cores have an accel.array; the role is '{role}'",
                "remove the array, or make the role 'compute'",
            )
        _verify_power(self.static_power_pj_per_cycle)
        if role != Role.COMPUTE and self.static_power_pj_per_cycle.value.data:
            raise MachineError(
                f"only compute cores draw power beside their memories; the role is '{role}'",
                "give the power to an accel.memory",
            )
        if self.runs is not None:
            self._verify_runs(role, _strings(self.runs))
        if self.overlaps is not None:
            self._verify_overlaps(role, _strings(self.overlaps))
        if self.stationary is not None:
            self._verify_stationary(role, _strings(self.stationary))
        held = self.outermost()
        if not held:
            raise MachineError("at least one accel.memory expected", "add the memories, lowest level first")
        missing = [operand for operand in MemoryOperand if operand not in held]
        if missing and role != Role.MEMORY:
            raise MachineError(
                f"no memory holds {_list(missing)}: a core of role '{role}' keeps every operand",
                "list them under 'holds' of a memory, and serve them by its ports",
            )
        if role == Role.OFFCHIP and len(outermost := {id(memory): memory for memory in held.values()}) > 1:
            names = (f"@{memory.sym_name.data}" for memory in outermost.values())
            raise MachineError(
                f"operands are in different outermost memories: {', '.join(names)}; what a layer writes to off-chip memory is read there "
                "by others",
                f"let one memory, the last, hold {_list(MemoryOperand)}",
            )

    def _verify_runs(self, role: str, runs: list[str]) -> None:
        if role != Role.COMPUTE:
            raise MachineError(f"only compute cores run layers; the role is '{role}'", "remove 'runs'")
        known = [*Kind, *Category]
        for kind in runs:
            if kind not in known:
                raise MachineError(
                    f"'{kind}' is no kind of layer and no family of kinds{did_you_mean(kind, known)}",
                    f"use a dnn.kind such as conv, or a family: {_list(Category)}",
                )
        _verify_unique("kind", runs)

    def _verify_overlaps(self, role: str, stages: list[str]) -> None:
        if role != Role.COMPUTE:
            raise MachineError(
                f"only compute cores have tiles to overlap; the role is '{role}'", "remove 'overlaps'"
            )
        for stage in stages:
            if stage not in set(Stage):
                raise MachineError(
                    f"'{stage}' is no part of a tile that can overlap{did_you_mean(stage, list(Stage))}",
                    f"write {' or '.join(Stage)}",
                )
        _verify_unique("stage", stages)

    def _verify_stationary(self, role: str, operands: list[str]) -> None:
        if role != Role.COMPUTE:
            raise MachineError(
                f"only compute cores keep operands in their array; the role is '{role}'",
                "remove 'stationary'",
            )
        inputs = [operand for operand in MemoryOperand if operand is not MemoryOperand.O]
        for operand in operands:
            if operand not in inputs:
                raise MachineError(
                    f"'{operand}' cannot be stationary from tile to tile", f"only {_list(inputs)} can"
                )
            if sum(operand in _strings(memory.holds) for memory in self.memories) < 2:
                raise MachineError(
                    f"stationary {operand} has no memory inside its outermost one to stay in",
                    "add the memory at the array that keeps it, or remove it from 'stationary'",
                )
        _verify_unique("operand", operands)


@irdl_op_definition
class ArrayOp(IRDLOperation):
    """The operational array: named dimensions with sizes, and the energy of one operation.

    `dataflow` fixes the spatial unrolling: for an array dimension, the loops unrolled over it and by how much. Without
    it the mapper chooses per layer. `serial` says that inputs are fed a few bits at a time, and what a pass of so many takes:
    an operation on 8-bit inputs takes 80 cycles with `serial <bits = 1, cycles = 10>`. Without it, one.

    ```mlir
    accel.array <D1 = 32, D2 = 32> mac_energy_pj 0.04 dataflow <D1 = [k = 32], D2 = [c = 32]>
    accel.array <D1 = 1152, D2 = 64> mac_energy_pj 0.04 serial <bits = 1, cycles = 10>
    ```
    """

    name = "accel.array"
    dims = prop_def(DimsAttr)
    mac_energy_pj = prop_def(FloatAttr[Float64Type])
    serial = opt_prop_def(SerialAttr)
    dataflow = opt_prop_def(DataflowAttr)
    traits = traits_def(HasParent(CoreTypeOp))
    custom_directives = (Number,)
    assembly_format = "$dims `mac_energy_pj` custom<Number>($mac_energy_pj) (`serial` $serial^)? (`dataflow` $dataflow^)? attr-dict"

    def verify_(self) -> None:
        _verify_energy("energy of an operation", self.mac_energy_pj)
        sizes = dict(self.dims.items())
        for dim, loops in () if self.dataflow is None else self.dataflow.items():
            _verify_of_array("dataflow over", dim, sizes)
            factor = math.prod(size for _, size in loops)
            if factor > sizes[dim]:
                raise MachineError(
                    f"dataflow unrolls {factor} times over '{dim}' of size {sizes[dim]}",
                    f"let the factors multiply to at most {sizes[dim]}",
                )


@irdl_op_definition
class MemoryOp(IRDLOperation):
    """One level of the memory hierarchy of a core type.

    It holds some of the operands I1 (activation), I2 (weight, or second activation) and O (output). One instance is
    shared over the array dimensions listed by `shared_over` and replicated over the others. Energies are per access of
    a port's full width. Static power, absent where there is none, is what one instance draws all the time.

    ```mlir
    accel.memory @rf size_bits 16 holds [O] shared_over [D2] read_pj 0.021 write_pj 0.021 static_power_pj_per_cycle 0.001 {
      accel.port @r read bandwidth 16 serves [O tl, O th]
      accel.port @w write bandwidth 16 serves [O fh, O fl]
    }
    ```
    """

    name = "accel.memory"
    sym_name = prop_def(SymbolNameConstraint())
    size_bits = prop_def(IntegerAttr[I64])
    holds = prop_def(ArrayAttr[StringAttr])
    shared_over = prop_def(ArrayAttr[StringAttr], default_value=ArrayAttr([]))
    read_energy_pj = prop_def(FloatAttr[Float64Type])
    write_energy_pj = prop_def(FloatAttr[Float64Type])
    static_power_pj_per_cycle = prop_def(FloatAttr[Float64Type], default_value=NO_POWER)
    body = region_def("single_block")
    traits = lazy_traits_def(
        lambda: (SymbolOpInterface(), SymbolTable(), NoTerminator(), HasParent(CoreTypeOp))
    )
    custom_directives = (Body, Number, Words)
    assembly_format = (
        "$sym_name `size_bits` $size_bits `holds` custom<Words>($holds) (`shared_over` custom<Words>($shared_over)^)? "
        "`read_pj` custom<Number>($read_energy_pj) `write_pj` custom<Number>($write_energy_pj) "
        "(`static_power_pj_per_cycle` custom<Number>($static_power_pj_per_cycle)^)? "
        "attr-dict-with-keyword custom<Body>($body)"
    )

    @property
    def ports(self) -> tuple["PortOp", ...]:
        """The ports, in order."""
        return tuple(op for op in self.body.block.ops if isinstance(op, PortOp))

    def verify_(self) -> None:
        _verify_positive("size", self.size_bits)
        _verify_energy("read energy", self.read_energy_pj)
        _verify_energy("write energy", self.write_energy_pj)
        _verify_power(self.static_power_pj_per_cycle)
        holds = _strings(self.holds)
        if not holds:
            raise MachineError("a memory holds at least one operand", f"list some of {_list(MemoryOperand)}")
        for operand in holds:
            if operand not in set(MemoryOperand):
                raise MachineError(
                    f"operand '{operand}' is none of {_list(MemoryOperand)}", "write one of them"
                )
        _verify_unique("operand", holds)
        self._verify_ports(holds)
        self._verify_shared_over()

    def _verify_ports(self, holds: list[str]) -> None:
        served: dict[tuple[MemoryOperand, Direction], str] = {}
        for port in self.ports:
            for operand, direction in port.accesses():
                if operand not in holds:
                    raise MachineError(
                        f"port @{port.sym_name.data} serves '{operand} {direction}', but the memory does not hold {operand}",
                        f"add {operand} to what it holds, or remove the access",
                    )
                if (
                    other := served.setdefault((operand, direction), port.sym_name.data)
                ) != port.sym_name.data:
                    raise MachineError(
                        f"ports @{other} and @{port.sym_name.data} both serve '{operand} {direction}'",
                        "leave it to one of them",
                    )
        for operand in map(MemoryOperand, holds):
            for direction in REQUIRED_DIRECTIONS[operand]:
                if (operand, direction) not in served:
                    raise MachineError(
                        f"no port serves '{operand} {direction}'",
                        "add it to what a port of this memory serves",
                    )

    def _verify_shared_over(self) -> None:
        core_type = self.parent_op()
        assert isinstance(core_type, CoreTypeOp)
        array = core_type.array
        dims = [] if array is None else [name for name, _ in array.dims.items()]
        shared_over = _strings(self.shared_over)
        for dim in shared_over:
            _verify_of_array("shared over", dim, dims)
        _verify_unique("array dimension", shared_over)


@irdl_op_definition
class PortOp(IRDLOperation):
    """A port of a memory, with the narrowest and widest access in bits per cycle and the traffic it carries.

    Directions are seen from the memory: `fh` written from the higher level, `tl` read for the lower level, `fl`
    written from the lower level, `th` read for the higher level. A port is `read` (tl, th), `write` (fh, fl) or
    `read_write`.

    ```mlir
    accel.port @rw read_write bandwidth 64 to 2048 serves [I1 fh, I1 tl]
    ```
    """

    name = "accel.port"
    sym_name = prop_def(SymbolNameConstraint())
    kind = prop_def(StringAttr)
    bandwidth_min_bits = prop_def(IntegerAttr[I64])
    bandwidth_max_bits = prop_def(IntegerAttr[I64])
    serves = prop_def(ArrayAttr[StringAttr])
    traits = traits_def(SymbolOpInterface(), HasParent(MemoryOp))
    custom_directives = (Bandwidth, Word, Words)
    assembly_format = (
        "$sym_name custom<Word>($kind) `bandwidth` custom<Bandwidth>($bandwidth_min_bits, $bandwidth_max_bits) "
        "`serves` custom<Words>($serves) attr-dict"
    )

    def accesses(self) -> tuple[tuple[MemoryOperand, Direction], ...]:
        """What the port serves."""
        pairs = (entry.split(" ") for entry in _strings(self.serves))
        return tuple((MemoryOperand(operand), Direction(direction)) for operand, direction in pairs)

    def verify_(self) -> None:
        if self.kind.data not in set(PortKind):
            raise MachineError(
                f"port kind '{self.kind.data}' is none of {_list(PortKind)}", "write one of them"
            )
        _verify_positive("bandwidth", self.bandwidth_min_bits)
        smallest, widest = self.bandwidth_min_bits.value.data, self.bandwidth_max_bits.value.data
        if smallest > widest:
            raise MachineError(
                f"smallest access of {smallest} bits is wider than the widest of {widest}",
                f"write 'bandwidth {widest} to {smallest}', or one number",
            )
        entries = _strings(self.serves)
        if not entries:
            raise MachineError(
                "a port serves at least one access, such as 'I1 tl'", "remove the port otherwise"
            )
        _verify_unique("access", entries)
        for entry in entries:
            if entry not in _ACCESSES:
                raise MachineError(
                    f"'{entry}' is not an operand ({_list(MemoryOperand)}) and a direction ({_list(Direction)})",
                    "write such as 'I1 tl'",
                )
        for operand, direction in self.accesses():
            if not PortKind(self.kind.data).allows(direction):
                raise MachineError(
                    f"a {self.kind.data} port cannot serve '{operand} {direction}'",
                    "make it read_write, or move the access to another port",
                )


@irdl_op_definition
class CoreOp(IRDLOperation):
    """One core. `at [column, row]` is where a drawing puts it.

    ```mlir
    accel.core @core0 : @tpu_like at [0, 1]
    ```
    """

    name = "accel.core"
    sym_name = prop_def(SymbolNameConstraint())
    core_type = prop_def(FlatSymbolRefAttr)
    position = opt_prop_def(DenseArrayBase.constr(i64))
    traits = traits_def(SymbolOpInterface(), HasParent(SystemOp))
    assembly_format = "$sym_name `:` $core_type (`at` $position^)? attr-dict"

    def verify_(self) -> None:
        assert self.parent is not None
        name = self.core_type.root_reference.data
        types = [op.sym_name.data for op in self.parent.ops if isinstance(op, CoreTypeOp)]
        if name not in types:
            raise MachineError(
                f"@{name} does not name an accel.core_type of this system",
                f"name one of {_list(types)}" if types else "add an accel.core_type of that name",
            )
        if self.position is not None and len(self.position) != 2:
            raise MachineError(
                f"a position is a column and a row, got {len(self.position)} numbers", "write such as [0, 1]"
            )


class _MediumOp(IRDLOperation, ABC):
    """What a link and a bus have in common."""

    sym_name = prop_def(SymbolNameConstraint())
    bandwidth_bits = prop_def(IntegerAttr[I64])
    energy_pj_per_bit = prop_def(FloatAttr[Float64Type], default_value=NO_ENERGY)
    latency_cycles = prop_def(IntegerAttr[I64], default_value=NO_LATENCY)
    traits = traits_def(SymbolOpInterface(), HasParent(SystemOp))

    FIGURES: ClassVar = (
        "`bandwidth` $bandwidth_bits (`energy_pj_per_bit` custom<Number>($energy_pj_per_bit)^)? "
        "(`latency_cycles` $latency_cycles^)? attr-dict"
    )

    def _verify_figures(self) -> None:
        _verify_positive("bandwidth", self.bandwidth_bits)
        _verify_energy("energy per bit", self.energy_pj_per_bit)
        if (latency := self.latency_cycles.value.data) < 0:
            raise MachineError(f"latency must not be negative, got {latency}", "give it in cycles, 0 or more")


@irdl_op_definition
class LinkOp(_MediumOp):
    """A point-to-point connection. `<->` gives each direction its own wires of the full bandwidth, `->` is one way.

    ```mlir
    accel.link @link0 : @core0 <-> @core1 bandwidth 32
    accel.link @link1 : @core1 -> @core2 bandwidth 64 energy_pj_per_bit 0.5 latency_cycles 2
    ```
    """

    name = "accel.link"
    source = prop_def(FlatSymbolRefAttr)
    target = prop_def(FlatSymbolRefAttr)
    two_way = opt_prop_def(UnitAttr)
    custom_directives = (Ends, Number)
    assembly_format = "$sym_name `:` custom<Ends>($source, $target, $two_way) " + _MediumOp.FIGURES

    def verify_(self) -> None:
        if self.source == self.target:
            raise MachineError(f"links {symbol_path(self.source)} to itself", "name two cores")
        _find_cores(self, (self.source, self.target))
        self._verify_figures()


@irdl_op_definition
class BusOp(_MediumOp):
    """One medium shared by every pair of its cores, in both directions; one transfer uses all of it.

    With `->` it is one way: only the cores on the left send and only those on the right receive.

    ```mlir
    accel.bus @bus0 [@core0, @core1, @dram] bandwidth 128 energy_pj_per_bit 0.5 latency_cycles 2
    accel.bus @read [@dram] -> [@core0, @core1] bandwidth 128
    ```
    """

    name = "accel.bus"
    cores = prop_def(ArrayAttr[FlatSymbolRefAttr])
    senders = opt_prop_def(ArrayAttr[FlatSymbolRefAttr])
    custom_directives = (BusCores, Number)
    assembly_format = "$sym_name custom<BusCores>($cores, $senders) " + _MediumOp.FIGURES

    def senders_and_receivers(self) -> tuple[list[str], list[str]]:
        """The names of the cores that send and of those that receive."""
        names = [core.root_reference.data for core in self.cores]
        return (
            (names, names)
            if self.senders is None
            else (names[: len(self.senders)], names[len(self.senders) :])
        )

    def verify_(self) -> None:
        if len(self.cores) < 2:
            raise MachineError(f"a bus joins at least two cores, got {len(self.cores)}", "list them all")
        _verify_unique("core", (core.root_reference.data for core in self.cores))
        _find_cores(self, self.cores)
        if self.senders is not None:
            if not 0 < len(self.senders) < len(self.cores):
                raise MachineError(
                    "a one-way bus has at least one sender and one receiver",
                    "write such as [@core0] -> [@core1]",
                )
            if self.senders.data != self.cores.data[: len(self.senders)]:
                raise MachineError(
                    "the senders of a one-way bus are the first of its cores", "reorder the cores"
                )
        self._verify_figures()


@irdl_op_definition
class SharedMemoryOp(IRDLOperation):
    """One physical memory that is the outermost memory, for some operand, of several cores, even of different types.

    ```mlir
    accel.shared_memory [@core0::@sram, @core1::@sram]
    ```
    """

    name = "accel.shared_memory"
    members = prop_def(ArrayAttr[SymbolRefAttr])
    traits = traits_def(HasParent(SystemOp))
    assembly_format = "$members attr-dict"

    def verify_(self) -> None:
        if len(self.members) < 2:
            raise MachineError(
                f"a shared memory has at least two members, got {len(self.members)}",
                "list those of the other cores, or remove it",
            )
        _verify_unique("core", (member.root_reference.data for member in self.members))
        cores = _find_cores(self, self.members)
        sizes: dict[str, int] = {}
        powers: dict[str, float] = {}
        for member in self.members:
            core = cores[member.root_reference.data]
            core_type = SymbolTable.lookup_symbol(self, core.core_type)
            if not isinstance(core_type, CoreTypeOp) or len(member.nested_references) != 1:
                raise MachineError(
                    f"{symbol_path(member)} is not a core and a memory, such as @core0::@sram",
                    "name the core and one memory of its type",
                )
            name = member.nested_references.data[0].data
            memory = next((m for m in core_type.memories if m.sym_name.data == name), None)
            if memory is None:
                known = [m.sym_name.data for m in core_type.memories]
                raise MachineError(
                    f"{symbol_path(member)} does not name an accel.memory of the core{did_you_mean(name, known)}",
                    f"name one of {_list(known)}",
                )
            outermost = core_type.outermost().values()
            if memory not in outermost:
                names = dict.fromkeys(m.sym_name.data for m in outermost)
                raise MachineError(
                    f"{symbol_path(member)} is not the outermost memory of any operand",
                    f"only outermost memories are shared, here {_list(names)}",
                )
            sizes[symbol_path(member)] = memory.size_bits.value.data
            powers[symbol_path(member)] = memory.static_power_pj_per_cycle.value.data
        (first, size), *others = sizes.items()
        for other, other_size in others:
            if other_size != size:
                raise MachineError(
                    f"one memory cannot have two sizes: {first} has {size} bits and {other} has {other_size}",
                    "give both core types' memories one size, or do not share them",
                )
            if powers[other] != powers[first]:
                raise MachineError(
                    f"one memory cannot draw two powers: {first} draws {powers[first]} pJ per cycle and {other} "
                    f"{powers[other]}",
                    "give both core types' memories one static power, or do not share them",
                )


Accel = Dialect(
    "accel",
    [SystemOp, CoreTypeOp, ArrayOp, MemoryOp, PortOp, CoreOp, LinkOp, BusOp, SharedMemoryOp],
    [DimsAttr, DataflowAttr, PrecisionAttr, SerialAttr],
)
"""The dialect."""

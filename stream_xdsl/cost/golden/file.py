"""Figures that ZigZag computed, to compare with: what went in as the engine's types, what came out as it was written.

The format is that of zigzag-dse 3.8.5's own inputs in JSON, with settings and results. Cores are read leniently:
records include hardware that the accelerator frontend rejects and ZigZag takes.
"""

import gzip
import json
import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import gcd, isfinite
from pathlib import Path
from typing import Any, cast

from stream_xdsl.cost.loop_nest import LoopNest, Operand, Window
from stream_xdsl.hardware.machine import (
    Array,
    CoreType,
    Direction,
    Memory,
    MemoryOperand,
    Port,
    PortKind,
    Role,
)

OBJECTIVES = ("latency", "energy", "EDP", "bwlat")
"""What mappings are chosen by: latency then energy, energy then latency, their product, or latency times the multiple
of the off-chip bandwidth that the mapping needs, rounded up."""

_MAPPING_KEYS = ("name", "spatial_mapping", "spatial_mapping_hint", "memory_operand_links")


@dataclass(frozen=True)
class GoldenSettings:
    """How the mapping was searched."""

    lpf_limit: int
    """Temporal loops that are permuted; smaller prime factors are merged until there are so few."""
    nb_spatial_mappings: int
    """Spatial unrollings that are tried."""
    even: bool
    """Whether operands that share a memory must keep the same loops in it."""
    objective: str
    """One of OBJECTIVES."""
    cycles_per_op: int
    """Of the result, and in the record's nest. The search, and so every order in `GoldenOrders`, counts one."""


@dataclass(frozen=True)
class GoldenRecord:
    """One layer on one core, and what ZigZag made of it."""

    id: str
    nest: LoopNest
    core_type: CoreType
    settings: GoldenSettings
    spatial_mapping: tuple[tuple[str, tuple[tuple[str, int], ...]], ...]
    """What the user fixed: array dimension -> (loop, factor); empty if nothing."""
    spatial_hints: tuple[tuple[str, tuple[str, ...]], ...]
    """Array dimension -> the loops that may be unrolled over it; empty if all may."""
    status: str
    """`ok` or `error`."""
    error: str
    """The exception that ended the search, or empty."""
    result: dict[str, Any] | None
    """The chosen mapping and its cost, as in the file; None after an error."""
    search: dict[str, Any]
    """The unrollings tried and orders evaluated, as in the file."""


@dataclass(frozen=True, slots=True)
class GoldenOrder:
    """One loop order that was evaluated."""

    unrolling: int
    """Index into the record's `search["spatial_mappings_tried"]`."""
    order: tuple[int, ...]
    """Indices into the loops, innermost first."""
    figures: tuple[float, float, float, float] | None
    """Latency without transfers before and after, with those before, with both (cycles), and energy (pJ); None if the
    loops found no place in the memories."""


@dataclass(frozen=True)
class GoldenOrders:
    """Every loop order that was evaluated for a record, in the order in which they came."""

    id: str
    loops: tuple[tuple[str, int], ...]
    """(loop dimension, factor)."""
    rows: tuple[GoldenOrder, ...]


def read_records(path: str | Path) -> tuple[GoldenRecord, ...]:
    """The records of a JSON file. Raises ValueError with file, record and key if it is malformed."""
    path = Path(path)
    records: list[GoldenRecord] = []
    for index, raw in enumerate(_Value(_decode(path, path.read_bytes()), str(path), "").entries()):
        name = _Value(raw.raw, f"{path}: record {index}", "")["id"].text()
        records.append(_read_record(name, _Value(raw.raw, f"{path}: record '{name}'", "")))
    return tuple(records)


def read_orders(path: str | Path) -> GoldenOrders:
    """The orders in a gzipped JSON file. Raises ValueError with file and key if it is malformed."""
    path = Path(path)
    try:
        data = gzip.decompress(path.read_bytes())
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise ValueError(f"{path}: not a gzip file: {error}") from None
    value = _Value(_decode(path, data), str(path), "")
    loops = tuple(_read_loop(entry) for entry in value["loops"].entries())
    rows = tuple(_read_order(entry, len(loops)) for entry in value["rows"].entries())
    return GoldenOrders(value["id"].text(), loops, rows)


def _decode(path: Path, data: bytes) -> object:
    try:
        return json.loads(data)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"{path}: not JSON: {error}") from None


@dataclass(frozen=True, slots=True)
class _Value:
    """A JSON value that knows where it is; what it is not expected to be is a ValueError."""

    raw: Any
    where: str
    """File and record."""
    key: str
    """Keys on the way from the record, joined by dots."""

    def error(self, message: str) -> ValueError:
        return ValueError(f"{self.where}: '{self.key}' {message}" if self.key else f"{self.where}: {message}")

    def unexpected(self, wanted: str) -> ValueError:
        text = json.dumps(self.raw)
        return self.error(f"must be {wanted}, got {text if len(text) <= 60 else text[:57] + '...'}")

    def _below(self, name: str, raw: object) -> "_Value":
        return _Value(raw, self.where, f"{self.key}.{name}" if self.key else name)

    def mapping(self) -> dict[str, "_Value"]:
        if not isinstance(self.raw, dict):
            raise self.unexpected("an object")
        return {name: self._below(name, raw) for name, raw in cast(dict[str, Any], self.raw).items()}

    def get(self, name: str) -> "_Value | None":
        """The value of a key; None if it is absent or null."""
        value = self.mapping().get(name)
        return None if value is None or value.raw is None else value

    def __getitem__(self, name: str) -> "_Value":
        if (value := self.get(name)) is None:
            raise self._below(name, None).error("is missing")
        return value

    def entries(self) -> list["_Value"]:
        if not isinstance(self.raw, list):
            raise self.unexpected("a list")
        return [self._below(str(i), raw) for i, raw in enumerate(cast(list[Any], self.raw))]

    def text(self) -> str:
        if not isinstance(self.raw, str):
            raise self.unexpected("text")
        return self.raw

    def texts(self) -> tuple[str, ...]:
        return tuple(entry.text() for entry in self.entries())

    def one_of(self, known: Sequence[str]) -> str:
        if self.raw not in known:
            raise self.unexpected(f"one of {', '.join(known)}")
        return self.raw

    def number(self) -> float:
        if not isinstance(self.raw, int | float) or isinstance(self.raw, bool) or not isfinite(self.raw):
            raise self.unexpected("a number")
        return self.raw

    def integer(self, minimum: int) -> int:
        number = self.number()
        if number < minimum or number != int(number):
            raise self.unexpected(f"a whole number, {minimum} or more")
        return int(number)

    def integers(self, minimum: int, count: int) -> tuple[int, ...]:
        entries = self.entries()
        if len(entries) != count:
            raise self.error(f"must have {count} entries, got {len(entries)}")
        return tuple(entry.integer(minimum) for entry in entries)


def _read_record(name: str, record: _Value) -> GoldenRecord:
    settings = record["settings"]
    mapping = record["mapping_def"]
    for key, value in mapping.mapping().items():
        if key not in _MAPPING_KEYS:
            # Such as a temporal ordering: without it the search would be another one.
            raise value.error(f"is not known; known are {', '.join(_MAPPING_KEYS)}")
    links = {
        operand: MemoryOperand(role.one_of(tuple(MemoryOperand)))
        for operand, role in mapping["memory_operand_links"].mapping().items()
    }
    cycles_per_op = settings["cycles_per_op"].integer(1)
    status = record["status"].one_of(("ok", "error"))
    return GoldenRecord(
        name,
        _read_nest(record["layer_def"], links, cycles_per_op),
        _read_core_type(record["core_yaml"]),
        GoldenSettings(
            settings["lpf_limit"].integer(1),
            settings["nb_spatial_mappings"].integer(1),
            settings["temporal_mapping_type"].one_of(("even", "uneven")) == "even",
            settings["objective"].one_of(OBJECTIVES),
            cycles_per_op,
        ),
        tuple(
            (dim, tuple(map(_read_unrolled_loop, loops.entries())))
            for dim, loops in _optional_mapping(mapping, "spatial_mapping").items()
        ),
        tuple(
            (dim, tuple(loop.upper() for loop in loops.texts()))
            for dim, loops in _optional_mapping(mapping, "spatial_mapping_hint").items()
        ),
        status,
        record["error"].text() if status == "error" else "",
        _object(record["result"]) if status == "ok" else None,
        _object(record["search"]),
    )


def _object(value: _Value) -> dict[str, Any]:
    return {name: entry.raw for name, entry in value.mapping().items()}


def _optional_mapping(value: _Value, name: str) -> dict[str, _Value]:
    found = value.get(name)
    return {} if found is None else found.mapping()


def _read_unrolled_loop(value: _Value) -> tuple[str, int]:
    match = re.fullmatch(r"(\w+)\s*,\s*0*([1-9]\d*)", value.text())
    if match is None:
        raise value.unexpected("a loop and a factor such as 'K, 32'")
    return match[1].upper(), int(match[2])


def _read_loop(value: _Value) -> tuple[str, int]:
    entries = value.entries()
    if len(entries) != 2:
        raise value.unexpected("a loop dimension and a factor")
    return entries[0].text(), entries[1].integer(1)


def _read_order(value: _Value, loops: int) -> GoldenOrder:
    # There are tens of thousands: no step may make a _Value.
    match value.raw:
        case [int(unrolling), [*order], None]:
            figures = None
        case [
            int(unrolling),
            [*order],
            int() | float() as latency0,
            int() | float() as latency1,
            int() | float() as latency2,
            int() | float() as energy,
        ]:
            figures = (latency0, latency1, latency2, energy)
        case _:
            raise value.unexpected("an unrolling, an order, and four figures or null")
    if not all(isinstance(index, int) and 0 <= index < loops for index in order):
        raise value.unexpected(f"an order of indices into {loops} loops")
    return GoldenOrder(unrolling, tuple(order), figures)


# The layer


def _read_nest(layer: _Value, links: Mapping[str, MemoryOperand], cycles_per_op: int) -> LoopNest:
    dims = tuple(dim.upper() for dim in layer["loop_dims"].texts())
    if len(set(dims)) != len(dims):
        raise layer["loop_dims"].error("lists a loop twice")
    sizes = layer["loop_sizes"].integers(1, len(dims))
    windows = _read_windows(layer, dims, sizes)
    # A position along a shared axis, and the loops that make it up, select nothing else.
    indirect = {*windows, *(dims[d] for window in windows.values() for d, _ in window.terms)}

    equation = _read_equation(layer["equation"])
    operands: list[Operand] = []
    for position, (name, indices) in enumerate(equation):
        if name not in links:
            raise layer["equation"].error(f"has operand {name}, which 'memory_operand_links' lacks")
        for index in indices:
            if index not in dims and index not in windows:
                raise layer["equation"].error(
                    f"has index {index} of operand {name}, which is neither a loop nor in a relation"
                )
        precision = layer["operand_precision"]
        final = precision.get(f"{name}_final") if position == 0 else None
        shares = any(index in windows for index in indices)
        operands.append(
            Operand(
                name,
                links[name],
                (precision[name] if final is None else final).integer(0),
                tuple(dims.index(index) for index in indices if not shares or index not in indirect),
                # ZigZag takes every relation of the layer, also one whose axis the operand lacks.
                tuple(windows.values()) if shares else (),
            )
        )
    psum_bits = layer["operand_precision"][equation[0][0]].integer(0)
    return LoopNest(dims, sizes, operands[0], psum_bits, tuple(operands[1:]), cycles_per_point=cycles_per_op)


def _read_equation(equation: _Value) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Operands, the result first, with their indices."""
    result, *rest = re.split(r"\+?=", equation.text().replace(" ", ""))
    operands: list[tuple[str, tuple[str, ...]]] = []
    for term in (result, *(term for side in rest for term in re.split(r"[*+]+", side))):
        match = re.fullmatch(r"(\w+?)((?:\[\w*\])*)", term)
        if match is None or len(rest) != 1:
            raise equation.unexpected("an equation such as 'O[b][k]+=I[b][c]*W[c][k]'")
        operands.append((match[1], tuple(index.upper() for index in re.findall(r"\[(\w+)\]", match[2]))))
    return tuple(operands)


def _read_windows(layer: _Value, dims: tuple[str, ...], sizes: tuple[int, ...]) -> dict[str, Window]:
    """The axes that two loops sweep, by name, such as IX = 2·OX + 1·FX."""
    lengths: dict[str, int] = {}
    paddings: dict[str, int] = {}
    if (named := layer.get("pr_loop_dims")) is not None:
        axes = [axis.upper() for axis in named.texts()]
        if (given := layer.get("pr_loop_sizes")) is not None:
            lengths = dict(zip(axes, given.integers(1, len(axes)), strict=True))
        if (padding := layer.get("padding")) is not None:
            around = [sum(entry.integers(0, 2)) for entry in padding.entries()]
            if len(around) != len(axes):
                raise padding.error(f"must have {len(axes)} entries, got {len(around)}")
            paddings = dict(zip(axes, around, strict=True))

    windows: dict[str, Window] = {}
    relations = layer.get("dimension_relations")
    for relation in [] if relations is None else relations.entries():
        match = re.fullmatch(
            r"(\w+)=(?:([1-9]\d*)\*)?(\w+)\+(?:([1-9]\d*)\*)?(\w+)", relation.text().replace(" ", "")
        )
        if match is None:
            raise relation.unexpected("a relation such as 'ix=2*ox+1*fx'")
        axis = match[1].upper()
        terms: list[tuple[int, int]] = []
        for factor, loop in ((match[2], match[3].upper()), (match[4], match[5].upper())):
            if loop not in dims:
                raise relation.error(f"has {loop}, which is not a loop")
            terms.append((dims.index(loop), int(factor or 1)))
        length = lengths.get(axis)
        if length is None:
            length = _positions(terms, sizes) - paddings.get(axis, 0)
        if length < 1:
            raise relation.error(f"leaves nothing of {axis}, which is all padding")
        windows[axis] = Window(tuple(terms), length)
    return windows


def _positions(terms: Sequence[tuple[int, int]], sizes: Sequence[int]) -> int:
    """Positions that the whole loops reach, as ZigZag counts them: too many if one loop is shorter than a step."""
    (a, step_a), (b, step_b) = terms
    common = gcd(step_a, step_b)
    return sizes[a] * sizes[b] - max(0, sizes[b] - step_a // common) * (sizes[a] - step_b // common)


# The core


def _read_core_type(core: _Value) -> CoreType:
    array = core["operational_array"]
    dims = array["dimensions"].texts()
    sizes = array["sizes"].integers(1, len(dims))
    return CoreType(
        core["name"].text(),
        Role.COMPUTE,
        Array(tuple(zip(dims, sizes, strict=True)), array["unit_energy"].number()),
        tuple(_read_memory(name, memory) for name, memory in core["memories"].mapping().items()),
    )


def _read_memory(name: str, memory: _Value) -> Memory:
    return Memory(
        name,
        memory["size"].integer(0),
        memory["r_cost"].number(),
        memory["w_cost"].number(),
        tuple(MemoryOperand(entry.one_of(tuple(MemoryOperand))) for entry in memory["operands"].entries()),
        memory["served_dimensions"].texts(),
        tuple(map(_read_port, memory["ports"].entries())),
    )


def _read_port(port: _Value) -> Port:
    return Port(
        port["name"].text(),
        PortKind(port["type"].one_of(tuple(PortKind))),
        port["bandwidth_min"].integer(1),
        port["bandwidth_max"].integer(1),
        tuple(map(_read_access, port["allocation"].entries())),
    )


def _read_access(value: _Value) -> tuple[MemoryOperand, Direction]:
    operand, _, direction = (part.strip() for part in value.text().partition(","))
    if operand not in set(MemoryOperand) or direction not in set(Direction):
        raise value.unexpected("an operand and a direction such as 'I1, tl'")
    return MemoryOperand(operand), Direction(direction)

"""What a person reads about one layer on one core: figures, the loop nest, and where the stalls come from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise, zip_longest
from math import ceil, isclose, prod
from typing import TYPE_CHECKING

from stream_xdsl.cost.result import Cost, Mapping, Occupancy, PortStall, Traffic
from stream_xdsl.hardware.machine import CoreType, Direction
from stream_xdsl.report.cost_summary import LayerCost, OtherCoreType
from stream_xdsl.report.text import bits_text, energy_text

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

MAX_DETAILED_PORTS = 3
"""Late ports of which the table says what shares them."""

MAX_CORES = 8
"""Cores of a type that are listed by name."""

OUTSIDE = "beyond the core"
"""Where data are that no memory of the core holds."""
ARRAY = "array"

Cells = tuple[str, ...]


def print_cost(report: LayerCost, console: Console) -> None:
    """Print everything that the cost model knows about the layer, section by section."""
    cost = report.cost
    where = f"{report.core_type.name} of {report.accelerator}"
    _print_line(console, f"{report.layer} of {report.model}, {report.kind}, on {where}", "bold")
    _print_plain(console, _header_rows(report))
    _print_plain(console, _figure_rows(cost), numbers=(1, 2))

    _print_section(console, "energy", *_energy_table(report))
    _print_section(console, "loop nest", *_loop_table(report), repeats="dim")
    _print_notes(console, _passing_lines(cost.mapping))
    _print_section(console, _stall_title(cost), *_port_table(cost, report.core_type))
    _print_section(console, "memory, in bits", *_occupancy_table(cost, report.core_type))
    _print_section(
        console,
        "bandwidth at the outermost memories, in bits/cycle",
        *_boundary_table(cost, report.core_type),
    )
    if cost.streams:
        _print_section(console, "what streams past the core", *_stream_table(cost))
        _print_notes(console, [cost.reason])


# Layout


def _print_plain(console: Console, rows: Iterable[Cells], numbers: Sequence[int] = ()) -> None:
    """Print rows without a heading; the columns in `numbers` are aligned to the right."""
    rows = list(rows)
    table = _table(box=False)
    _add_columns(table, [""] * len(rows[0]), numbers)
    _fill(table, rows)
    console.print(table)
    console.print()


def _print_section(
    console: Console,
    title: str,
    columns: Sequence[str],
    rows: Iterable[Cells],
    numbers: Sequence[int] = (),
    repeats: str = "",
) -> None:
    """Print a table below its title; `repeats` is the style of cells that say what the one above them says."""
    _print_line(console, title, "bold")
    table = _table(box=True)
    _add_columns(table, columns, numbers)
    _fill(table, rows, repeats)
    console.print(table)


def _print_notes(console: Console, lines: Iterable[str]) -> None:
    """Print lines below a table, if there are any."""
    if text := "\n".join(f"  {line}" for line in lines):
        _print_line(console, f"{text}\n")


def _print_line(console: Console, text: str, style: str = "") -> None:
    from rich.text import Text

    console.print(Text(text, style))  # not str: a name may look like an emoji's


def _table(box: bool) -> Table:
    from rich import box as boxes
    from rich.table import Table

    return Table(box=boxes.SIMPLE_HEAD if box else None, show_header=box, pad_edge=True)


def _add_columns(table: Table, names: Sequence[str], numbers: Sequence[int]) -> None:
    """Words may be folded, numbers stay whole as long as there is room."""
    from rich.text import Text

    for column, name in enumerate(names):
        if column in numbers:
            table.add_column(Text(name), justify="right", no_wrap=True)
        else:
            table.add_column(Text(name), overflow="fold")


def _fill(table: Table, rows: Iterable[Cells], repeats: str = "") -> None:
    from rich.text import Text

    above: Cells = ()
    for row in rows:
        styles = (repeats if cell == before else "" for cell, before in zip_longest(row, above))
        table.add_row(*(Text(cell, style) for cell, style in zip(row, styles, strict=True)))
        above = row


# Header and figures


def _header_rows(report: LayerCost) -> list[Cells]:
    array, nest = report.core_type.array, report.nest
    assert array is not None  # the core runs layers
    types = len(report.others) + 1
    choice = f"; least {report.objective} of the {types} types that run {report.kind}" if types > 1 else ""
    rows = [("core", f"{report.core_type.name}: {_some(report.cores)}{choice}")]
    rows += [("" if i else "others", _other_text(other)) for i, other in enumerate(report.others)]
    sizes = " × ".join(f"{name} {size}" for name, size in array.dimensions)
    rows.append(("array", f"{sizes}: {array.units:,} units"))
    for operand, tensors in zip((*nest.operands, *nest.initial), report.tensors, strict=True):
        sums = f", partial sums {nest.psum_bits} bit" if operand is nest.output else ""
        rows.append((operand.name, f"{operand.bits} bit{sums}: {', '.join(tensors)}"))
    whole = report.tile_sizes == report.layer_sizes
    rows.append(("layer" if whole else "tile", _sizes_text(report)))
    pace = f", {nest.cycles_per_point} cycles each" if nest.cycles_per_point != 1 else ""
    rows.append(("", f"{report.cost.points:,} operations{pace}"))
    return rows


def _some(names: Sequence[str]) -> str:
    """The names if a person can take them in, else how many, the first and the last."""
    few = len(names) <= MAX_CORES
    return " ".join(names) if few else f"{len(names)} cores, {names[0]} … {names[-1]}"


def _other_text(other: OtherCoreType) -> str:
    if other.latency_cycles is None or other.energy_pj is None:
        return f"{other.name}: no mapping, {other.reason}"
    streams = f", streaming {' '.join(other.streams)}" if other.streams else ""
    return f"{other.name}: {other.latency_cycles:,} cycles, {energy_text(other.energy_pj)}{streams}"


def _sizes_text(report: LayerCost) -> str:
    return " ".join(
        f"{dim}={tile}" if tile == whole else f"{dim}={tile} of {whole}"
        for dim, tile, whole in zip(report.dims, report.tile_sizes, report.layer_sizes, strict=True)
    )


def _figure_rows(cost: Cost) -> list[Cells]:
    latency = cost.latency
    parts = (
        ("ideal", latency.ideal_cycles, "all units busy all the time"),
        ("spatial stall", latency.spatial_stall_cycles, "loops do not fill the array"),
        ("temporal stall", latency.temporal_stall_cycles, "memory ports cannot keep up"),
        ("onload", latency.onload_cycles, "first data on their way to the array"),
        ("offload", latency.offload_cycles, "last results on their way out"),
    )
    return [
        ("latency", f"{latency.cycles:,}", "", "cycles"),
        *(
            (f"  {name}", _number(cycles), _share(cycles, latency.total_cycles), meaning)
            for name, cycles, meaning in parts
        ),
        ("energy", energy_text(cost.energy_pj), "", ""),
        ("EDP", f"{cost.energy_pj * latency.cycles:.4g}", "", "pJ·cycles"),
        ("utilisation", f"{cost.utilisation:.1%}", "", ""),
    ]


def _energy_table(report: LayerCost) -> tuple[Sequence[str], list[Cells], Sequence[int]]:
    """A row a memory, outermost first, then what is no operand's; a column an operand."""
    cost, core_type = report.cost, report.core_type
    operands = _operands(cost)
    rows: list[Cells] = []
    for memory in _outermost_first(core_type, (entry.memory for entry in cost.traffic)):
        by_operand = [
            sum(e.energy_pj for e in cost.traffic if (e.memory, e.operand) == (memory, operand))
            for operand in operands
        ]
        cells = (energy_text(energy) if energy else "" for energy in by_operand)
        total = sum(by_operand)
        rows.append((memory, energy_text(total), _share(total, cost.energy_pj), *cells))
    rest = [("operations", cost.mac_energy_pj)]
    if cost.initial_energy_pj:
        names = ", ".join(operand.name for operand in report.nest.initial)
        rest.insert(0, (f"{names}, in all memories", cost.initial_energy_pj))
    for name, energy in rest:
        rows.append((name, energy_text(energy), _share(energy, cost.energy_pj), *("" for _ in operands)))
    return ("", "in all", "", *operands), rows, range(1, 3 + len(operands))


# The loop nest


def _loop_table(report: LayerCost) -> tuple[Sequence[str], list[Cells]]:
    """A row a loop, outermost first; a column an operand, naming the memory whose data the loop runs over."""
    mapping = report.cost.mapping
    operands = [name for name, _, _ in mapping.levels]
    rows: list[Cells] = []
    for (dim, memories), loops in groupby(
        reversed(_placed_loops(mapping)), key=lambda loop: (loop[0], loop[2])
    ):
        # What stand next to each other in the same memories are one loop to a reader.
        size = prod(factor for _, factor, _ in loops)
        rows.append((f"{'  ' * len(rows)}for {dim} in 0:{size}", *memories))
    indent = "  " * len(rows)
    passed = tuple(
        " → ".join(m for m, loops in reversed(list(zip(memories, counts, strict=True))) if not loops)
        for _, memories, counts in mapping.levels
    )
    if any(passed):
        rows.append((f"{indent}at every step", *passed))
    rows += [(indent + text, *cells) for text, *cells in _spatial_rows(report)]
    return ("", *operands), rows


def _placed_loops(mapping: Mapping) -> list[tuple[str, int, Cells]]:
    """(dimension, factor, memory per operand), innermost first."""
    return [
        (
            dim,
            factor,
            tuple(
                next((m for m, loops in zip(memories, counts, strict=True) if loops > place), OUTSIDE)
                for _, memories, counts in mapping.levels
            ),
        )
        for place, (dim, factor) in enumerate(mapping.temporal)
    ]


def _spatial_rows(report: LayerCost) -> Iterable[Cells]:
    """A row a loop that the array unrolls, saying which operands are the same for all its iterations."""
    array, nest, mapping = report.core_type.array, report.nest, report.cost.mapping
    assert array is not None  # the core runs layers
    unrolled = dict(mapping.spatial)
    operands = {operand.name: operand for operand in nest.operands}
    for name, size in array.dimensions:
        loops = [(dim, factor) for dim, factor in unrolled.get(name, ()) if factor > 1]
        full = isclose(prod(factor for _, factor in loops), size)
        where = f"on {name}" if full else f"on {name} of {size} units"
        if not loops and not full:
            yield f"nothing {where}", *("" for _ in mapping.levels)
        for dim, factor in loops:
            cells: list[str] = []
            for operand_name, _, _ in mapping.levels:
                same = operands[operand_name].is_irrelevant(nest.dims.index(dim))
                word = "summed" if operand_name == nest.output.name else "broadcast"
                cells.append(word if same else "")
            yield f"parfor {dim} in 0:{factor:.4g} {where}", *cells


def _passing_lines(mapping: Mapping) -> Iterable[str]:
    """Memories above the innermost loops that the table does not show, because no loop runs over what they hold."""
    for operand, memories, counts in mapping.levels:
        for (low, below), (high, loops) in pairwise(zip(memories, counts, strict=True)):
            if loops == below > 0 and high != OUTSIDE:
                yield f"{operand}: no loop runs over {high}, which holds what {low} holds, in all its instances"


# Stalls


def _stall_title(cost: Cost) -> str:
    late = sum(round(port.stall_cycles, 1) > 0 for port in cost.ports)
    if not late:
        return "where stalls would come from, in cycles (negative is slack): no port is late"
    verb = "is" if late == 1 else "are"
    count = f"{late} of {len(cost.ports)} ports {verb} late"
    return f"where the stalls come from, in cycles (negative is slack): {count}"


def _port_table(cost: Cost, core_type: CoreType) -> tuple[Sequence[str], list[Cells], Sequence[int]]:
    """Every port, worst first; of the worst ones, what moves through them."""
    columns = ("port", "late", "moves", "", "bits", "takes", "may take", "period")

    def moves(port: PortStall) -> list[Traffic]:
        return [entry for entry in cost.traffic if (entry.memory, entry.port) == (port.memory, port.port)]

    ports = sorted(cost.ports, key=lambda port: (-round(port.stall_cycles, 1), -len(moves(port))))
    late = sum(round(port.stall_cycles, 1) > 0 for port in ports)
    detailed = min(max(late, 1), MAX_DETAILED_PORTS)
    rows: list[Cells] = []
    for position, port in enumerate(ports):
        head = (f"{port.memory}.{port.port}", _number(port.stall_cycles))
        if position >= detailed:
            what = ", ".join(dict.fromkeys(entry.operand for entry in moves(port)))
            rows.append((*head, what, *("" for _ in columns[3:])))
            continue
        for entry in moves(port):
            rows.append((*head, *_traffic_cells(entry, core_type)))
            head = ("", "")
    return columns, rows, (1, 4, 5, 6, 7)


def _traffic_cells(entry: Traffic, core_type: CoreType) -> Cells:
    return (
        entry.operand,
        _way(entry, core_type),
        _number(entry.bits_per_period),
        f"{entry.real_cycles:,}",
        f"{entry.allowed_cycles:,}",
        f"{entry.period_cycles:,}",
    )


def _way(entry: Traffic, core_type: CoreType) -> str:
    """Where the data come from and where they go."""
    names = [memory.name for memory in core_type.levels(entry.memory_operand)]
    below = names[entry.level - 1] if entry.level else ARRAY
    above = names[entry.level + 1] if entry.level + 1 < len(names) else OUTSIDE
    match entry.direction:
        case Direction.TO_LOW:
            return f"{entry.memory} → {below}"
        case Direction.FROM_LOW:
            return f"{below} → {entry.memory}"
        case Direction.TO_HIGH:
            return f"{entry.memory} → {above}"
        case Direction.FROM_HIGH:
            return f"{above} → {entry.memory}"


# Memories and the core's boundary


def _occupancy_table(cost: Cost, core_type: CoreType) -> tuple[Sequence[str], list[Cells], Sequence[int]]:
    """A row a memory, outermost first; a column an operand."""
    operands = _operands(cost)
    rows: list[Cells] = []
    for memory in _outermost_first(core_type, (entry.memory for entry in cost.occupancy)):
        entries = [entry for entry in cost.occupancy if entry.memory == memory]
        used, size = sum(entry.bits for entry in entries), entries[0].size_bits
        share = _share(used, size)
        cells = (_held_text(entries, operand) for operand in operands)
        rows.append((memory, _bits(size), _bits(used), share, *cells))
    return ("", "size", "used", "", *operands), rows, range(1, 4 + len(operands))


def _held_text(entries: Iterable[Occupancy], operand: str) -> str:
    held = sum(entry.bits for entry in entries if entry.operand == operand)
    return _bits(held) if held else ""


def _boundary_table(cost: Cost, core_type: CoreType) -> tuple[Sequence[str], list[Cells], Sequence[int]]:
    """What moves in and out of the outermost memory of each operand, all instances together."""
    rows: list[Cells] = []
    operands = _operands(cost)
    for entry in sorted(cost.traffic, key=lambda entry: operands.index(entry.operand)):
        if entry.level != len(core_type.levels(entry.memory_operand)) - 1:
            continue
        memory = core_type.top(entry.memory_operand)
        port = memory.port(entry.memory_operand, entry.direction)
        width = port.bandwidth_max_bits * entry.instances if port is not None else 0
        rows.append(
            (
                entry.operand,
                _way(entry, core_type),
                _rate(entry.average_bits_per_cycle * entry.instances),
                _rate(entry.peak_bits_per_cycle * entry.instances),
                _rate(width),
                entry.port,
            )
        )
    return ("", "", "average", "peak", "port has", "port"), rows, (2, 3, 4)


def _stream_table(cost: Cost) -> tuple[Sequence[str], list[Cells], Sequence[int]]:
    rows = [
        (
            stream.operand,
            _bits(stream.bits),
            _rate(stream.average_bits_per_cycle),
            _rate(stream.peak_bits_per_cycle),
        )
        for stream in cost.streams
    ]
    return ("", "bits", "average bits/cycle", "peak bits/cycle"), rows, (1, 2, 3)


# Words


def _operands(cost: Cost) -> list[str]:
    """Names of the operands, those of the loop nest first."""
    mapped = (name for name, _, _ in cost.mapping.levels)
    return list(
        dict.fromkeys([*mapped, *(e.operand for e in cost.traffic), *(e.operand for e in cost.occupancy)])
    )


def _outermost_first(core_type: CoreType, names: Iterable[str]) -> list[str]:
    """Those of the core's memories that are named."""
    named = set(names)
    return [memory.name for memory in reversed(core_type.memories) if memory.name in named]


def _number(value: float) -> str:
    """With separators, and one decimal only where it has one."""
    return f"{round(value, 1) + 0.0:,.1f}".removesuffix(".0")  # + 0.0: no minus before a zero


def _bits(bits: float) -> str:
    """An amount of data where it is said to be bits."""
    return bits_text(ceil(bits)).removesuffix("bit").rstrip()


def _rate(bits_per_cycle: float) -> str:
    """Four digits are enough where less than thousands of bits move in a cycle."""
    return _number(bits_per_cycle) if bits_per_cycle >= 1000 else f"{bits_per_cycle:.4g}"


def _share(part: float, whole: float) -> str:
    return f"{part / whole:.1%}" if whole else ""

"""The summary a person reads on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stream_xdsl.report.model import Allocation, ScheduleReport, Stack, gap

if TYPE_CHECKING:
    from rich.console import Console

MAX_STACKS = 24
"""Rows of the table of stacks; of more, those that take longest are shown."""


def energy_text(pj: float) -> str:
    """An energy in the unit that suits it."""
    for factor, unit in ((1e9, "mJ"), (1e6, "µJ"), (1e3, "nJ")):
        if pj >= factor:
            return f"{pj / factor:,.4g} {unit}"
    return f"{pj:,.4g} pJ"


def bits_text(bits: int) -> str:
    """An amount of data in the unit that suits it."""
    for factor, unit in ((1e9, "Gbit"), (1e6, "Mbit"), (1e3, "kbit")):
        if bits >= factor:
            return f"{bits / factor:,.4g} {unit}"
    return f"{bits} bit"


def print_summary(report: ScheduleReport, compile_seconds: float, console: Console) -> None:
    """Print totals with their bounds, a row per cause of energy, then a row per stack."""
    from rich import box
    from rich.table import Table

    console.print(
        f"{report.model} on {report.accelerator}, precision {report.precision}: compiled in {compile_seconds:.1f} s",
        style="bold",
    )
    totals = Table(box=None, show_header=False, pad_edge=True)
    totals.add_column()
    totals.add_column(justify="right")
    totals.add_column()
    for row in _totals(report):
        totals.add_row(*row)
    console.print(totals)

    causes = Table(box=box.SIMPLE_HEAD, pad_edge=True)
    causes.add_column("energy for")
    for title in ("energy", "of all"):
        causes.add_column(title, justify="right", no_wrap=True)
    for cause, spent in report.energy.causes_pj.items():
        if spent:
            causes.add_row(cause, energy_text(spent), f"{spent / report.energy_pj:.1%}")
    console.print(causes)

    table = Table(box=box.SIMPLE_HEAD, pad_edge=True)
    for title in ("stack", "layers", "cores"):
        table.add_column(title)
    for title in ("start", "cycles", "energy", "with data", "bound", "gap"):
        table.add_column(title, justify="right", no_wrap=True)
    table.add_column("bound by")
    stacks = report.stacks
    if any(stack.allocation is not None for stack in stacks):
        table.add_column("gap of cores", justify="right")
    longest = sorted(stacks, key=lambda stack: -stack.latency_cycles)[:MAX_STACKS]
    for stack in stacks:
        if stack in longest:
            table.add_row(*_stack_row(stack))
    console.print(table)
    if len(stacks) > MAX_STACKS:
        console.print(f"  and {len(stacks) - MAX_STACKS} shorter stacks; --json has them all")


def _totals(report: ScheduleReport) -> list[tuple[str, str, str]]:
    bounds = report.latency_bounds
    over = _over(report.latency_cycles, bounds.cycles, f"{bounds.cycles:,} cycles")
    busy = ", ".join(f"{own.resource} {report.utilisation_of(own):.0%}" for own in report.busiest)
    return [
        (
            "latency",
            f"{report.latency_cycles:,} cycles",
            f"{over}, bound by {resource_words(bounds.binding)}" if over else "",
        ),
        *(
            (f"  {resource_words(name)}", f"{cycles:,} cycles", "at least")
            for name, cycles in bounds.by_resource_cycles.items()
        ),
        (
            "energy",
            energy_text(report.energy_pj),
            _over(report.energy_pj, report.energy_lower_bound_pj, energy_text(report.energy_lower_bound_pj)),
        ),
        ("EDP", f"{report.edp_pj_cycles:.4g} pJ·cycles", ""),
        ("MACs", f"{report.macs:,}", ""),
        (
            "utilisation",
            f"{report.utilisation:.1%}",
            f"busiest are {busy} of the time" if busy else "",
        ),
        ("off-chip reads", bits_text(report.offchip_read_bits), ""),
        ("off-chip writes", bits_text(report.offchip_write_bits), ""),
    ]


def _over(value: float, bound: float, bound_text: str) -> str:
    return f"{value / bound:.2f} × the lower bound of {bound_text}" if bound > 0 else ""


def resource_words(resource: str) -> str:
    """A resource as it is called in a sentence."""
    return resource.replace("_", " ").replace("offchip", "off-chip")


def _stack_row(stack: Stack) -> tuple[str, ...]:
    bounds = stack.latency_bounds
    over = gap(stack.data_cycles, bounds.cycles)
    return (
        stack.name,
        _some(stack.layers, 1),
        _some(stack.cores, 4),
        f"{stack.start_cycle:,}",
        f"{stack.latency_cycles:,}",
        energy_text(stack.energy_pj),
        f"{stack.data_cycles:,}",
        f"{bounds.cycles:,}",
        "" if over is None else f"{over:.1%}",
        resource_words(bounds.binding),
        *(() if stack.allocation is None else (_allocation_text(stack.allocation),)),
    )


def _allocation_text(found: Allocation) -> str:
    over = gap(found.value, found.bound)
    return "" if over is None else f"{over:.1%} in {found.objective}"


def _some(names: tuple[str, ...], most: int) -> str:
    """All the names if there are few, else how many, the first and the last."""
    return " ".join(names) if len(names) <= most else f"{len(names)}: {names[0]} … {names[-1]}"

"""The summary a person reads on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stream_xdsl.report.model import ScheduleReport, Stack

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
    for title in ("start", "cycles", "of latency", "energy"):
        table.add_column(title, justify="right", no_wrap=True)
    stacks = report.stacks
    longest = sorted(stacks, key=lambda stack: -stack.latency_cycles)[:MAX_STACKS]
    for stack in stacks:
        if stack in longest:
            table.add_row(*_stack_row(stack, report.latency_cycles))
    console.print(table)
    if len(stacks) > MAX_STACKS:
        console.print(f"  and {len(stacks) - MAX_STACKS} shorter stacks; --json has them all")


def _totals(report: ScheduleReport) -> list[tuple[str, str, str]]:
    name, busy = report.busiest
    return [
        (
            "latency",
            f"{report.latency_cycles:,} cycles",
            _gap(
                report.latency_cycles,
                report.latency_lower_bound_cycles,
                f"{report.latency_lower_bound_cycles:,} cycles",
            ),
        ),
        (
            "energy",
            energy_text(report.energy_pj),
            _gap(report.energy_pj, report.energy_lower_bound_pj, energy_text(report.energy_lower_bound_pj)),
        ),
        ("EDP", f"{report.edp_pj_cycles:.4g} pJ·cycles", ""),
        ("MACs", f"{report.macs:,}", ""),
        (
            "utilisation",
            f"{report.utilisation:.1%}",
            f"busiest is {name}, {busy:.0%} of the time" if name else "",
        ),
        ("off-chip reads", bits_text(report.offchip_read_bits), ""),
        ("off-chip writes", bits_text(report.offchip_write_bits), ""),
    ]


def _gap(value: float, bound: float, bound_text: str) -> str:
    return f"{value / bound:.2f} × the lower bound of {bound_text}" if bound > 0 else ""


def _stack_row(stack: Stack, latency_cycles: int) -> tuple[str, ...]:
    share = stack.latency_cycles / latency_cycles if latency_cycles else 0.0
    return (
        stack.name,
        _some(stack.layers, 1),
        _some(stack.cores, 4),
        f"{stack.start_cycle:,}",
        f"{stack.latency_cycles:,}",
        f"{share:.1%}",
        energy_text(stack.energy_pj),
    )


def _some(names: tuple[str, ...], most: int) -> str:
    """All the names if there are few, else how many, the first and the last."""
    return " ".join(names) if len(names) <= most else f"{len(names)}: {names[0]} … {names[-1]}"

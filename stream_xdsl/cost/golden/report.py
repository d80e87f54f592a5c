"""The outcome of golden checks: a line per record, a summary, and all of it as plain data."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any

from stream_xdsl.cost.golden.check import STEPS, RecordCheck
from stream_xdsl.cost.golden.definitions import CAUSES
from stream_xdsl.cost.golden.search import Choice
from stream_xdsl.cost.result import Cost

SCHEMA = "stream-xdsl.golden/1"

_SHOWN = 5
"""Mismatches of a record that are shown."""

HEADER = (
    f"{'record':36} {'status':6} {'parity':8} {'orders':>12} {'search':>7} {'choice':6}"
    f" {'cycles':>7} {'energy':>7} {'ms':>7}"
)


def record_lines(check: RecordCheck) -> Iterator[str]:
    """The line of a record, and one for each mismatch and note."""
    record = check.case.record
    orders = "-"
    if check.orders is not None:
        orders = f"{check.orders.rows} {'bad ' + str(check.orders.bad) if check.orders.bad else 'ok'}"
    elif record.status == "ok":
        orders = "no orders"
    parity = "ok" if record.status == "ok" else "-"
    if "parity" in check.failed_steps:
        parity = "fails"
    elif check.parity:
        parity = f"{len(check.parity)} differ"
    ms = f"{1e3 * sum(check.seconds.values()):7.0f}"
    line = f"{record.id:36} {record.status:6} {parity:8} {orders:>12} "
    if record.status == "ok":
        choice = {True: "same", False: "other", None: "-"}[check.same_choice]
        own = check.own_ratios or (None, None)
        yield f"{line}{_ratio(check.search_ratio)} {choice:6} {_ratio(own[0])} {_ratio(own[1])} {ms}"
    else:
        yield f"{line}{'':7} {'':6} {'':7} {'':7} {ms}  {_own_finding(check)}"
    yield from (f"  mismatch: {text}" for text in check.mismatches[:_SHOWN])
    if len(check.mismatches) > _SHOWN:
        yield f"  and {len(check.mismatches) - _SHOWN} more mismatches"
    yield from (f"  note: {text}" for text in check.notes)


def _ratio(value: float | None) -> str:
    return f"{'-':>7}" if value is None else f"{value:7.4f}"


def _own_finding(check: RecordCheck) -> str:
    """What our search makes of a record that ZigZag cannot map."""
    if check.own is None:
        return "not searched"
    if check.own.cost is None:
        return f"ours: {check.own.failure}"
    cost = check.own.cost
    streams = ", ".join(stream.operand for stream in cost.streams)
    return (
        f"ours: {cost.latency.cycles} cycles, {cost.energy_pj:.0f} pJ"
        f"{', all on chip' if not streams else f', streaming {streams}'}"
    )


# The summary


@dataclass(frozen=True)
class Spread:
    """Of ratios; None of all if there are none."""

    count: int
    minimum: float | None
    median: float | None
    maximum: float | None


@dataclass(frozen=True)
class CauseCount:
    """How often a definition matters, and how much alone, where it can be exchanged alone; ratios ours to ZigZag's."""

    name: str
    records: int
    latency: Spread
    energy: Spread


@dataclass(frozen=True)
class Summary:
    """Of all records."""

    records: int
    ok: int
    """Mapped by ZigZag."""
    mapped_by_us_alone: int
    differing_records: int
    """With differences in the recorded mapping's figures, or without our figures."""
    order_rows: int
    bad_orders: int
    records_without_orders: int
    """That ZigZag mapped."""
    same_choices: int
    search_ratio: Spread
    """The objective by ZigZag's definitions, best found to recorded."""
    own_cycles_ratio: Spread
    """Latency by our definitions and search to that recorded."""
    own_energy_ratio: Spread
    mappings_in_both: int
    """Recorded mappings that fit by our definitions, too."""
    mappings_that_differ: int
    """Of them, those with other latency or energy by our definitions."""
    latency_gap: Spread
    """Of the recorded mappings, ours to ZigZag's."""
    energy_gap: Spread
    causes: tuple[CauseCount, ...]
    mismatching_records: int
    seconds: dict[str, float]


def summarise(checks: Sequence[RecordCheck]) -> Summary:
    """Count and compare."""
    ok = [check for check in checks if check.case.record.status == "ok"]
    failed = [check for check in checks if check.case.record.status != "ok"]
    own = [ratios for check in ok if (ratios := check.own_ratios) is not None]
    gaps = [check.gap for check in ok if check.gap is not None]
    both = [gap for gap in gaps if gap.cycles_ratio is not None]
    orders = [check.orders for check in checks if check.orders is not None]
    causes = [cause for gap in both for cause in gap.causes]
    counts = (
        CauseCount(
            name,
            sum(cause.name == name for cause in causes),
            _spread(cause.cycles_ratio for cause in causes if cause.name == name),
            _spread(cause.energy_ratio for cause in causes if cause.name == name),
        )
        for name in CAUSES
    )
    return Summary(
        records=len(checks),
        ok=len(ok),
        mapped_by_us_alone=sum(check.own is not None and check.own.cost is not None for check in failed),
        differing_records=sum(bool(check.parity) or "parity" in check.failed_steps for check in checks),
        order_rows=sum(found.rows for found in orders),
        bad_orders=sum(found.bad for found in orders),
        records_without_orders=sum(check.orders is None for check in ok),
        same_choices=sum(check.same_choice is True for check in ok),
        search_ratio=_spread(check.search_ratio for check in ok),
        own_cycles_ratio=_spread(cycles for cycles, _ in own),
        own_energy_ratio=_spread(energy for _, energy in own),
        mappings_in_both=len(both),
        mappings_that_differ=sum(gap.differs for gap in both),
        latency_gap=_spread(gap.cycles_ratio for gap in both),
        energy_gap=_spread(gap.energy_ratio for gap in both),
        causes=tuple(counts),
        mismatching_records=sum(bool(check.mismatches) for check in checks),
        seconds={step: sum(check.seconds[step] for check in checks) for step in STEPS},
    )


def _spread(ratios: Iterable[float | None]) -> Spread:
    found = [ratio for ratio in ratios if ratio is not None]
    return Spread(len(found), min(found), median(found), max(found)) if found else Spread(0, None, None, None)


def summary_lines(summary: Summary) -> Iterator[str]:
    """The summary as text."""
    failed = summary.records - summary.ok
    yield (
        f"{summary.records} records: {summary.ok} that ZigZag maps, {failed} that it does not, of which we map"
        f" {summary.mapped_by_us_alone}"
    )
    yield f"parity: {summary.ok - summary.differing_records} records equal, {summary.differing_records} differ"
    yield (
        f"orders: {summary.order_rows} compared, {summary.bad_orders} bad;"
        f" {summary.records_without_orders} records without"
    )
    yield f"search by ZigZag's definitions, objective to recorded: {_spread_text(summary.search_ratio)}"
    yield f"  of its own candidates the same choice: {summary.same_choices} of {summary.ok}"
    yield f"search by our definitions, cycles to recorded: {_spread_text(summary.own_cycles_ratio)}"
    yield f"  energy to recorded: {_spread_text(summary.own_energy_ratio)}"
    yield (
        f"recorded mappings by our definitions: {summary.mappings_in_both} fit, {summary.mappings_that_differ}"
        " of them with other figures"
    )
    yield f"  cycles, ours to ZigZag's: {_spread_text(summary.latency_gap)}"
    yield f"  energy, ours to ZigZag's: {_spread_text(summary.energy_gap)}"
    yield f"  {'what ZigZag does and we do not':84} {'records':>7} {'cycles alone':>15} {'energy alone':>15}"
    for cause in summary.causes:
        if cause.records:
            alone = f"{_range(cause.latency):>15} {_range(cause.energy):>15}"
            yield f"  {cause.name:84} {cause.records:7} {alone}"
    steps = ", ".join(f"{step} {seconds:.2f}" for step, seconds in summary.seconds.items())
    yield f"seconds: {sum(summary.seconds.values()):.2f} ({steps})"
    if summary.mismatching_records:
        yield f"MISMATCH: {summary.mismatching_records} of {summary.records} records"
    else:
        yield "no mismatch"


def _spread_text(spread: Spread) -> str:
    if spread.minimum is None:
        return "-"
    return f"median {spread.median:.4f}, min {spread.minimum:.4f}, max {spread.maximum:.4f}"


def _range(spread: Spread) -> str:
    return "-" if spread.minimum is None else f"{spread.minimum:.3f}-{spread.maximum:.3f}"


# Plain data


def summary_data(summary: Summary) -> dict[str, Any]:
    """The summary."""
    return asdict(summary)


def record_data(check: RecordCheck) -> dict[str, Any]:
    """All about a record."""
    record, gap = check.case.record, check.gap
    return {
        "id": record.id,
        "status": record.status,
        "error": record.error,
        "objective": record.settings.objective,
        "parity_differences": check.parity,
        "orders": None if check.orders is None else asdict(check.orders),
        "zigzag_definitions": None if check.zigzag is None else _zigzag_data(check),
        "own_definitions": None if check.own is None else _own_data(check),
        "same_mapping": None
        if gap is None
        else {**asdict(gap), "causes": [asdict(cause) for cause in gap.causes]},
        "mismatches": check.mismatches,
        "notes": list(check.notes),
        "seconds": check.seconds,
    }


def _zigzag_data(check: RecordCheck) -> dict[str, Any]:
    found = check.zigzag
    assert found is not None
    return {
        "failure": found.failure,
        "best_of_zigzag_unrollings": _choice_data(check, found.same),
        "best": _choice_data(check, found.best),
        "recorded_score": None if found.golden is None else list(found.golden),
        "objective_ratio": check.search_ratio,
        "same_choice": check.same_choice,
    }


def _choice_data(check: RecordCheck, choice: Choice | None) -> dict[str, Any] | None:
    if choice is None:
        return None
    return {
        "unrolling": check.case.named(choice.unrolling),
        "order": [list(loop) for loop in choice.order],
        "score": list(choice.score),
        "cycles_at_one_per_operation": choice.cycles,
        "energy_pj": choice.energy_pj,
    }


def _own_data(check: RecordCheck) -> dict[str, Any]:
    own = check.own
    assert own is not None
    ratios = check.own_ratios
    return {
        "failure": own.failure,
        "mapping": None if own.cost is None else _cost_data(own.cost),
        "score": None if own.score is None else list(own.score),
        "recorded_score": None if own.golden is None else list(own.golden),
        "recorded_score_as_placed": None if own.golden_as_placed is None else list(own.golden_as_placed),
        "least_cycles": own.least_cycles,
        "least_energy_pj": own.least_energy_pj,
        "cycles_ratio": None if ratios is None else ratios[0],
        "energy_ratio": None if ratios is None else ratios[1],
    }


def _cost_data(cost: Cost) -> dict[str, Any]:
    return {
        "unrolling": {axis: dict(loops) for axis, loops in cost.mapping.spatial},
        "order": [list(loop) for loop in cost.mapping.temporal],
        "cycles": cost.latency.total_cycles,
        "energy_pj": cost.energy_pj,
        "streaming": [{"operand": stream.operand, "bits": stream.bits} for stream in cost.streams],
        "reason": cost.reason,
    }

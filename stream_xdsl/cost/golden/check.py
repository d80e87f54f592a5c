"""One golden record checked: parity of its mapping and of every order, and what searches find."""

import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import isclose

import numpy as np

from stream_xdsl.cost.compat import Compat
from stream_xdsl.cost.evaluate import CaseCosts
from stream_xdsl.cost.golden.definitions import DefinitionGap, definition_gap
from stream_xdsl.cost.golden.figures import differences, golden_figures, without_single_iterations
from stream_xdsl.cost.golden.file import GoldenOrder, GoldenOrders
from stream_xdsl.cost.golden.mapping import TOLERANCE, GoldenCase
from stream_xdsl.cost.golden.search import (
    OffChip,
    OwnSearch,
    ZigZagSearch,
    find_offchip,
    is_worse,
    own_search,
    zigzag_search,
)
from stream_xdsl.cost.hierarchy import HardwareError

STEPS = ("parity", "orders", "zigzag_search", "own_search", "definitions")
"""What takes time."""


@dataclass(frozen=True)
class OrdersCheck:
    """Every order that the file has or that we enumerate."""

    rows: int
    """In the file."""
    bad: int
    """Rows with other figures, accepted where we reject or the reverse, missing in the file, or unknown to us."""
    first: str
    """The first bad one, or empty."""


@dataclass
class RecordCheck:
    """What came out for a record; fields stay None where a step does not apply."""

    case: GoldenCase
    parity: list[str] = field(default_factory=list[str])
    """How figures of the recorded mapping differ, by name."""
    orders: OrdersCheck | None = None
    zigzag: ZigZagSearch | None = None
    own: OwnSearch | None = None
    gap: DefinitionGap | None = None
    mismatches: list[str] = field(default_factory=list[str])
    """All that must not be, in words; includes `parity`."""
    failed_steps: list[str] = field(default_factory=list[str])
    """Steps that ended early."""
    seconds: dict[str, float] = field(default_factory=lambda: dict.fromkeys(STEPS, 0.0))

    @property
    def same_choice(self) -> bool | None:
        """Whether ZigZag's own candidates have, under our evaluation, its mapping as their first best."""
        case = self.case
        if case.chosen is None or self.zigzag is None:
            return None
        same = self.zigzag.same
        order = tuple((case.record.nest.dims[dim], factor) for dim, factor in case.order)
        return same is not None and (same.unrolling, same.order) == (
            case.zigzag_unrollings[case.chosen],
            order,
        )

    @property
    def search_ratio(self) -> float | None:
        """The best objective found by ZigZag's definitions to that of the recorded mapping."""
        if self.zigzag is None or self.zigzag.best is None or self.zigzag.golden is None:
            return None
        return self.zigzag.best.score[0] / self.zigzag.golden[0]

    @property
    def notes(self) -> tuple[str, ...]:
        """What is worth knowing besides mismatches."""
        own = self.own
        if own is None:
            return ()
        if own.cost is None and self.case.record.status == "ok" and not own.mismatches:
            return (f"own search: no mapping: {own.failure}; nor does the recorded one fit",)
        return own.notes

    @property
    def own_ratios(self) -> tuple[float, float] | None:
        """Latency and energy of our search to those recorded."""
        result = self.case.record.result
        if result is None or self.own is None or self.own.cost is None:
            return None
        cost = self.own.cost
        match result:
            case {
                "latency": {"total2": int() | float() as cycles},
                "energy": {"total": int() | float() as pj},
            }:
                if cycles > 0 and pj > 0:
                    return cost.latency.total_cycles / cycles, cost.energy_pj / pj
            case _:
                pass
        return None


def check_record(case: GoldenCase, orders: GoldenOrders | None) -> RecordCheck:
    """Check a record, and its orders if there is a file of them."""
    check = RecordCheck(case)
    offchip = OffChip((), 0)
    with _step(check, "parity"):
        offchip = find_offchip(case)
        check.parity += _parity(case, offchip)
        check.mismatches += check.parity
    if orders is not None:
        with _step(check, "orders"):
            check.orders = _check_orders(case, orders)
            if check.orders.bad:
                check.mismatches.append(f"orders: {check.orders.bad} bad, {check.orders.first}")
    with _step(check, "zigzag_search"):
        check.zigzag = zigzag_search(case, offchip)
        check.mismatches += _zigzag_mismatches(case, check.zigzag)
    with _step(check, "own_search"):
        check.own = own_search(case)
        check.mismatches += check.own.mismatches
    with _step(check, "definitions"):
        check.gap = definition_gap(case)
    return check


@contextmanager
def _step(check: RecordCheck, step: str) -> Generator[None]:
    """Times a step, and goes on after one that fails."""
    start = time.perf_counter()
    try:
        yield
    except Exception as error:
        # Whatever it is, such as hardware that only ZigZag can evaluate, the other steps and records say more.
        check.mismatches.append(f"{step} fails: {type(error).__name__}: {error}")
        check.failed_steps.append(step)
    check.seconds[step] = time.perf_counter() - start


# The recorded mapping


def _parity(case: GoldenCase, offchip: OffChip) -> list[str]:
    found: list[str] = []
    try:
        own = [case.named(unrolling) for unrolling in case.own_unrollings]
    except (HardwareError, ValueError):
        own = []  # a failure that the record may have, too
    if case.tried is not None and own != [case.named(unrolling) for unrolling in case.tried]:
        found.append(f"search.spatial_mappings_tried: {own}, recorded {[case.named(u) for u in case.tried]}")
    result = case.record.result
    if result is None:
        return found
    if case.chosen is None:
        found.append("spatial_mapping: none of the unrollings that ZigZag tries")
        return found
    costs = case.evaluate(Compat.ZIGZAG)
    if not len(costs):
        found.append("temporal_mapping_allocated: does not fit in the memories")
        return found
    recorded = {
        key: without_single_iterations(value) if key.startswith("temporal_mapping") else value
        for key, value in result.items()
    }
    found += differences(golden_figures(costs), recorded)
    if case.record.settings.objective == "bwlat":
        objective = float(offchip.latencies(costs)[0])
        found += differences({"bwlat_objective": objective}, recorded)
    return found


# Orders

_Order = tuple[tuple[str, int], ...]
_OrderFigures = tuple[float, ...]


def _check_orders(case: GoldenCase, orders: GoldenOrders) -> OrdersCheck:
    """Compare the rows of each unrolling with our orders of its loops."""
    by_unrolling: dict[int, list[GoldenOrder]] = {}
    for row in orders.rows:
        by_unrolling.setdefault(row.unrolling, []).append(row)
    bad: list[str] = []
    seen: set[tuple[int, _Order]] = set()
    for index, unrolling in enumerate(case.zigzag_unrollings):
        costs = case.all_orders(unrolling, each_order=True)
        ours = _figures_by_order(costs)
        for row in by_unrolling.pop(index, []):
            order = tuple(loop for i in row.order if (loop := orders.loops[i])[1] > 1)
            if problem := _problem(row, order, ours):
                bad.append(f"unrolling {index}, {_text(order)}: {problem}")
            seen.add((index, order))
        bad += [
            f"unrolling {index}, {_text(order)}: not recorded" for order in ours if (index, order) not in seen
        ]
        if not len(costs):
            break  # ZigZag gives up on the first unrolling without any order that fits
    bad += [
        f"unrolling {index} is not one that we try"
        for index, rows in sorted(by_unrolling.items())
        for _ in rows
    ]
    return OrdersCheck(len(orders.rows), len(bad), bad[0] if bad else "")


def _figures_by_order(costs: CaseCosts) -> dict[_Order, _OrderFigures | None]:
    """Latencies and energy of every order, None where it does not fit."""
    states = costs.cases.states
    loops = [(states.nest.dims[dim], factor) for dim, factor in states.loops]
    orders = [tuple(loops[i] for i in order) for order in states.paths.orders.tolist()]
    result: dict[_Order, _OrderFigures | None] = dict.fromkeys(orders)
    if len(costs):
        stalled = costs.array_cycles + costs.stall_cycles
        onloaded = stalled + costs.onload_cycles
        figures = np.stack([stalled, onloaded, onloaded + costs.offload_cycles, costs.energy_pj], axis=1)
        for row, own in zip(costs.cases.orders.tolist(), figures.tolist(), strict=True):
            result[orders[row]] = tuple(own)
    return result


def _problem(row: GoldenOrder, order: _Order, ours: dict[_Order, _OrderFigures | None]) -> str:
    """How a row is not ours, or empty."""
    if order not in ours:
        return "not an order of the loops that are left"
    own, recorded = ours[order], row.figures
    if own is None or recorded is None:
        return (
            ""
            if own is recorded
            else f"{'rejected' if own is None else own}, recorded {recorded or 'as rejected'}"
        )
    equal = all(
        isclose(a, b, rel_tol=TOLERANCE, abs_tol=TOLERANCE) for a, b in zip(own, recorded, strict=True)
    )
    return "" if equal else f"{own}, recorded {recorded}"


def _text(order: _Order) -> str:
    return " ".join(f"{dim}{factor}" for dim, factor in order) or "no loops"


# Searches


def _zigzag_mismatches(case: GoldenCase, found: ZigZagSearch) -> list[str]:
    record = case.record
    if record.status != "ok":
        return [] if found.failure else ["error: ZigZag finds no mapping, its procedure as we have it does"]
    if found.failure:
        return [f"search: ZigZag's procedure fails: {found.failure}"]
    if found.golden is None or found.best is None:
        return []  # reported as a difference of the mapping
    if is_worse(found.best.score, found.golden):
        return [f"search: {found.best.score}, the recorded mapping has {found.golden}"]
    return []

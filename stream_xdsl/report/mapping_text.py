"""What a person reads about why a mapping is as it is."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from stream_xdsl.mapping.bounds import Bounds
from stream_xdsl.mapping.explain import Reason
from stream_xdsl.mapping.goal import Goal
from stream_xdsl.mapping.plan import Evaluation
from stream_xdsl.report.model import gap
from stream_xdsl.report.text import energy_text, resource_words


def explanation_lines(goal: Goal, best: Evaluation, reasons: Sequence[Reason]) -> Iterator[str]:
    """All reasons, stack by stack: what was decided, what no mapping with that can beat, and how much more or less the whole network would take with the runner-up.

    Gaps are those of the mapping, or of the one with the runner-up, to the bounds of all mappings with the same decision.
    """
    yield f"for least {goal.value}: latency {best.latency_cycles:,} cycles, energy {energy_text(best.energy_pj)}"
    for stack, own in groupby(reasons, key=lambda reason: reason.stack):
        yield ""
        yield f"stack '{stack}'"
        for reason in own:
            yield f"  {reason.decision}"
            yield f"    no mapping with this decision takes {_bounds(best, reason.bounds)}"
            other = reason.runner_up
            if isinstance(other, str):
                yield f"    rather than {other}: cannot be mapped"
                continue
            yield f"    rather than {other.decision}: {_change(best, other.evaluation)}"
            yield f"      no mapping with that takes {_bounds(other.evaluation, other.bounds)}"
            if goal.key(_as_good_as(other.bounds)) >= goal.key(best):
                yield "      so none with that is better"


def _as_good_as(bounds: Bounds) -> Evaluation:
    return Evaluation(bounds.latency_cycles, bounds.energy_pj)


def _bounds(found: Evaluation, bounds: Bounds) -> str:
    latency = f"{bounds.latency_cycles:,} cycles ({resource_words(bounds.latency.binding)}{_gap(', ', found.latency_cycles, bounds.latency_cycles)})"
    energy = energy_text(bounds.energy_pj) + _gap(" (", found.energy_pj, bounds.energy_pj, ")")
    return f"fewer than {latency} or less than {energy}"


def _gap(before: str, value: float, bound: float, after: str = "") -> str:
    over = gap(value, bound)
    return "" if over is None else f"{before}gap {over:.2%}{after}"


def _change(best: Evaluation, other: Evaluation) -> str:
    latency = other.latency_cycles / best.latency_cycles
    energy = other.energy_pj / best.energy_pj
    parts = {"latency": latency, "energy": energy, "EDP": latency * energy}
    return ", ".join(f"{name} {ratio - 1:+.2%}" for name, ratio in parts.items())

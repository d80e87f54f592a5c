"""What a person reads about why a mapping is as it is."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from stream_xdsl.mapping.explain import Reason
from stream_xdsl.mapping.plan import Evaluation
from stream_xdsl.report.text import energy_text


def explanation_lines(objective: str, best: Evaluation, reasons: Sequence[Reason]) -> Iterator[str]:
    """All reasons, stack by stack: what was decided, and how much more or less the whole network would take with the runner-up."""
    yield f"for least {objective}: latency {best.latency_cycles:,} cycles, energy {energy_text(best.energy_pj)}"
    for stack, own in groupby(reasons, key=lambda reason: reason.stack):
        yield ""
        yield f"stack '{stack}'"
        for reason in own:
            yield f"  {reason.decision}"
            yield f"    rather than {reason.runner_up}: {_change(best, reason.evaluation)}"


def _change(best: Evaluation, other: Evaluation | None) -> str:
    if other is None:
        return "cannot be mapped"
    latency = other.latency_cycles / best.latency_cycles
    energy = other.energy_pj / best.energy_pj
    parts = {"latency": latency, "energy": energy, "EDP": latency * energy}
    return ", ".join(f"{name} {ratio - 1:+.2%}" for name, ratio in parts.items())

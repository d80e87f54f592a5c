"""What a person reads about why a mapping is as it is."""

from stream_xdsl.mapping.bounds import Bounds, LatencyBounds
from stream_xdsl.mapping.explain import Reason, RunnerUp
from stream_xdsl.mapping.goal import Goal
from stream_xdsl.mapping.plan import Evaluation
from stream_xdsl.report.mapping_text import explanation_lines


def bounds(latency_cycles: int, energy_pj: float) -> Bounds:
    return Bounds(LatencyBounds(1, 2, latency_cycles, 3, 4, 5), energy_pj)


def test_bounds_and_gaps_of_decisions_and_runners_up():
    """Of three runners-up one is ruled out for the goal, one is not, one cannot be mapped."""
    reasons = [
        Reason("s", "a", bounds(80, 8), RunnerUp("b", Evaluation(200, 20), bounds(120, 10))),
        Reason("s", "c", bounds(100, 10), RunnerUp("d", Evaluation(110, 10), bounds(90, 10))),
        Reason("t", "e", bounds(100, 0), "f"),
    ]
    assert list(explanation_lines(Goal.EDP, Evaluation(100, 10), reasons)) == [
        "for least edp: latency 100 cycles, energy 10 pJ",
        "",
        "stack 's'",
        "  a",
        "    no mapping with this decision takes fewer than 80 cycles (off-chip ports, gap 25.00%) or less than 8 pJ (gap 25.00%)",
        "    rather than b: latency +100.00%, energy +100.00%, EDP +300.00%",
        "      no mapping with that takes fewer than 120 cycles (off-chip ports, gap 66.67%) or less than 10 pJ (gap 100.00%)",
        "      so none with that is better",
        "  c",
        "    no mapping with this decision takes fewer than 100 cycles (off-chip ports, gap 0.00%) or less than 10 pJ (gap 0.00%)",
        "    rather than d: latency +10.00%, energy +0.00%, EDP +10.00%",
        "      no mapping with that takes fewer than 90 cycles (off-chip ports, gap 22.22%) or less than 10 pJ (gap 0.00%)",
        "",
        "stack 't'",
        "  e",
        "    no mapping with this decision takes fewer than 100 cycles (off-chip ports, gap 0.00%) or less than 0 pJ",
        "    rather than f: cannot be mapped",
    ]

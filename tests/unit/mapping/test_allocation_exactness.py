"""CP-SAT proves optimal what brute force over the whole decision space finds best."""

import pytest
from allocation_family import BruteForce, chain, family_member, points

from stream_xdsl.mapping.allocation_cp_sat import allocate_cp_sat

EFFORT = 60.0

SHAPES = {
    "pair": ((3, 3), chain(2)),
    "two of four": ((4,) * 4, ((0, 1),)),
    "diamonds": ((3,) * 6, ((0, 1), (0, 2), (1, 3), (2, 3), (3, 4), (3, 5))),
    "independent": ((4,) * 5, ()),
    "wide and independent": ((7,) * 4, ()),
    "branches": ((4,) * 7, ((0, 1), (0, 2), (1, 3), (2, 4), (3, 5), (4, 5), (5, 6))),
}
LARGE = {
    "long chain": ((*(4,) * 9, 3), chain(10)),
    "wide chain": ((7,) * 7, chain(7)),
}


@pytest.mark.parametrize("symmetric", [False, True])
@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("shape", SHAPES)
def test_latency(shape: str, seed: int, symmetric: bool):
    _check_latency(*SHAPES[shape], seed, symmetric)


@pytest.mark.parametrize("symmetric", [False, True])
@pytest.mark.parametrize("shape", LARGE)
def test_latency_of_almost_a_million_points(shape: str, symmetric: bool):
    _check_latency(*LARGE[shape], 0, symmetric)


def _check_latency(
    sizes: tuple[int, ...], edges: tuple[tuple[int, int], ...], seed: int, symmetric: bool
) -> None:
    problem = family_member(seed, sizes, edges, symmetric=symmetric)
    problem.check()
    assert points(problem) <= 10**6
    solution = allocate_cp_sat(problem, EFFORT)
    solution.verify(problem)
    assert solution.is_proven(problem)
    assert solution.bound == BruteForce(problem).latency.min()

"""The strategies of allocation by name, for passes and searches."""

from stream_xdsl.cost.search import Objective
from stream_xdsl.mapping.allocation import AllocationProblem, AllocationSolution
from stream_xdsl.mapping.allocation_cp_sat import allocate_cp_sat
from stream_xdsl.mapping.allocation_fixed import allocate_fixed
from stream_xdsl.mapping.allocation_genetic import allocate_genetic
from stream_xdsl.mapping.allocation_greedy import allocate_greedy
from stream_xdsl.mapping.allocation_spread import allocate_spread
from stream_xdsl.mapping.allocation_thrifty import allocate_thrifty

STRATEGIES = ("cp-sat", "fixed", "greedy", "genetic")
"""Those of `dnn-allocate-cores`; searches have `spread`, `streams` and `thrifty`, too."""

EFFORT = 0.01
"""Of CP-SAT for a stack, unless a user wants another."""


def allocate(
    strategy: str,
    problem: AllocationProblem,
    objective: Objective = Objective.LATENCY,
    effort: float = EFFORT,
) -> AllocationSolution:
    """The solution of a strategy; the objective is for CP-SAT and genetic search, effort for CP-SAT. Raises ValueError for an unknown name."""
    match strategy:
        case "cp-sat":
            return allocate_cp_sat(problem, effort, objective)
        case "genetic":
            return allocate_genetic(problem, objective)
        case "fixed":
            return allocate_fixed(problem)
        case "greedy":
            return allocate_greedy(problem)
        case "spread":
            return allocate_spread(problem)
        case "streams":
            return allocate_spread(problem, rows=False)
        case "thrifty":
            return allocate_thrifty(problem)
        case _:
            raise ValueError(f"no allocation is called '{strategy}'")

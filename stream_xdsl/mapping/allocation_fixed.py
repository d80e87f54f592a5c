"""Allocation without a search: every layer on as many cores as it can use."""

from stream_xdsl.mapping.allocation import AllocationProblem, AllocationSolution, schedule


def allocate_fixed(problem: AllocationProblem) -> AllocationSolution:
    """The widest option of every layer; of several the one with the fewest cycles, then the fewest bits to load."""
    problem.check()
    return schedule(
        problem,
        [
            min(
                range(len(options)),
                key=lambda o: (-len(options[o].cores), options[o].cycles, options[o].load_bits, o),
            )
            for options in problem.options
        ],
    )

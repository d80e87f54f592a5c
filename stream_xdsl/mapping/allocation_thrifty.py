"""Allocation without a search: every layer where the least data moves."""

from stream_xdsl.mapping.allocation import AllocationProblem, AllocationSolution, schedule


def allocate_thrifty(problem: AllocationProblem) -> AllocationSolution:
    """Layer after layer the option that moves the fewest bits; of several the one on the fewest cores, then with the fewest cycles."""
    problem.check()
    choice: list[int] = []
    for layer, options in enumerate(problem.options):
        moved = [
            problem.brought_bits(choice, layer, o) + option.store_bits for o, option in enumerate(options)
        ]
        choice.append(
            min(range(len(options)), key=lambda o: (moved[o], len(options[o].cores), options[o].cycles, o))
        )
    return schedule(problem, choice)

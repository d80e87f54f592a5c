"""Allocation without a search: layer after layer where there is least to do."""

from stream_xdsl.mapping.allocation import AllocationProblem, AllocationSolution, schedule


def allocate_greedy(problem: AllocationProblem) -> AllocationSolution:
    """Layer after layer the option that leaves the busiest of its cores least busy; of several the one with the fewest bits to load."""
    problem.check()
    busy = dict.fromkeys(problem.cores, 0)
    choice: list[int] = []
    for options in problem.options:
        best = min(
            range(len(options)),
            key=lambda o: (
                max(busy[core] for core in options[o].cores) + options[o].cycles,
                options[o].load_bits,
                o,
            ),
        )
        for core in options[best].cores:
            busy[core] += options[best].cycles
        choice.append(best)
    return schedule(problem, choice)

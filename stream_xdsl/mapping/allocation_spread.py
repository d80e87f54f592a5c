"""Allocation without a search: every layer on as many cores as it can use, split so that the least data moves."""

from stream_xdsl.mapping.allocation import AllocationProblem, AllocationSolution, schedule


def allocate_spread(problem: AllocationProblem, *, rows: bool = True) -> AllocationSolution:
    """Layer after layer, of the widest options the one that moves the fewest bits; of several the one with the fewest cycles.

    Splits along rows or columns keep most of what a layer reads where it was made, unless its weights, which each part needs whole then,
    outweigh that. Without `rows`, those along rows
    are taken only if a layer of several has no other.
    """
    problem.check()
    in_step = not rows and len(problem.options) > 1
    choice: list[int] = []
    for layer, options in enumerate(problem.options):
        moved = [problem.brought_bits(choice, layer, o) for o in range(len(options))]
        avoided = [in_step and problem.rows[layer] in dict(own.split) for own in options]
        choice.append(
            min(
                range(len(options)),
                key=lambda o: (avoided[o], -len(options[o].cores), moved[o], options[o].cycles, o),
            )
        )
    return schedule(problem, choice)

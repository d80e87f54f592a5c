"""Allocation by constraint programming: the choice with the least latency in the steady-state model."""

from itertools import pairwise
from typing import TYPE_CHECKING

from stream_xdsl.mapping.allocation import AllocationProblem, AllocationSolution, Option, schedule
from stream_xdsl.mapping.allocation_fixed import allocate_fixed
from stream_xdsl.mapping.allocation_greedy import allocate_greedy

if TYPE_CHECKING:
    from ortools.sat.python import cp_model


def allocate_cp_sat(problem: AllocationProblem, effort: float = 1.0) -> AllocationSolution:
    """The best choice found, and a bound on all choices.

    `effort` limits the search in CP-SAT's deterministic time, roughly seconds; the same problem gives the same answer on
    every machine. Not worse than the fixed allocation or the best one on single cores.
    """
    problem.check()
    if len(problem.layers) == 1:
        # Nothing to coordinate: the best is found by looking at all.
        solutions = [schedule(problem, [o]) for o in range(len(problem.options[0]))]
        best = min(solutions, key=lambda s: (problem.latency(s.interval, s.makespan), s.choice))
        return schedule(problem, best.choice, problem.latency(best.interval, best.makespan))
    starting = min(
        (allocate_fixed(problem), allocate_greedy(problem)),
        key=lambda s: problem.latency(s.interval, s.makespan),
    )
    return _Model(problem, starting).solve(effort)


class _Model:
    def __init__(self, problem: AllocationProblem, starting: AllocationSolution):
        from ortools.sat.python import cp_model

        self.problem = problem
        self.starting = starting
        self.cp = cp_model
        self.model = model = cp_model.CpModel()
        self.horizon = problem.latency(starting.interval, starting.makespan)
        layers = range(len(problem.layers))
        self.chosen = [
            [model.new_bool_var(f"x{i}_{o}") for o in range(len(problem.options[i]))] for i in layers
        ]
        self.starts = [model.new_int_var(0, self.horizon, f"start{i}") for i in layers]
        self.ends = [model.new_int_var(0, self.horizon, f"end{i}") for i in layers]
        # A single iteration may be shorter than the interval, which is of no account then.
        longest = self.horizon if problem.iterations > 1 else 1 << 40
        self.interval = model.new_int_var(0, longest, "interval")
        self.makespan = model.new_int_var(0, self.horizon, "makespan")
        for chosen in self.chosen:
            model.add_exactly_one(chosen)
        self._cores()
        self._data()
        self._symmetry()
        model.add_max_equality(self.makespan, self.ends)
        model.minimize((problem.iterations - 1) * self.interval + self.makespan)
        self._hint()

    def _cores(self) -> None:
        """One layer at a time on a core within an iteration, and all of an iteration within the interval."""
        running: dict[int, list[cp_model.IntervalVar]] = {core: [] for core in self.problem.cores}
        busy: dict[int, list[cp_model.LinearExpr]] = {core: [] for core in self.problem.cores}
        for i, options in enumerate(self.problem.options):
            self.model.add(
                self.ends[i]
                == self.starts[i] + sum(o.cycles * x for o, x in zip(options, self.chosen[i], strict=True))
            )
            for o, option in enumerate(options):
                x = self.chosen[i][o]
                interval = self.model.new_optional_fixed_size_interval_var(
                    self.starts[i], option.cycles, x, f"run{i}_{o}"
                )
                for core in option.cores:
                    running[core].append(interval)
                    busy[core].append(option.cycles * x)
        for core in self.problem.cores:
            self.model.add_no_overlap(running[core])
            self.model.add(self.interval >= sum(busy[core]))

    def _data(self) -> None:
        """Inputs arrive before they are read, and every resource moves an iteration's bits within the interval."""
        problem, model = self.problem, self.model
        moves: list[cp_model.IntVar] = []
        for number, edge in enumerate(problem.edges):
            moved = model.new_int_var(0, max(edge.bits), f"moved{number}")
            for o, bits in enumerate(edge.bits):
                there = [
                    amount * self.chosen[edge.producer][p]
                    for (p, c), amount in edge.in_place.items()
                    if c == o
                ]
                model.add(moved >= bits * self.chosen[edge.consumer][o] - sum(there))
            rate = problem.move_bits_per_cycle
            model.add(rate * self.starts[edge.consumer] >= rate * self.ends[edge.producer] + moved)
            moves.append(moved)
        flat = [
            (option, x)
            for options, chosen in zip(problem.options, self.chosen, strict=True)
            for option, x in zip(options, chosen, strict=True)
        ]
        again: list[cp_model.IntVar] = []
        for core in problem.cores:
            held = [
                (option.weight_bits, x) for option, x in flat if core in option.cores and option.weight_bits
            ]
            capacity = problem.weight_capacity_bits.get(core)
            worst = sum(bits for bits, _ in held)
            if capacity is not None and worst > capacity:
                excess = model.new_int_var(0, worst, f"again{core}")
                model.add(excess >= sum(bits * x for bits, x in held) - capacity)
                again.append(excess)
        loads = sum(option.load_bits * x for option, x in flat if option.load_bits) + sum(again)
        stores = sum(option.store_bits * x for option, x in flat if option.store_bits)
        for resource in problem.resources:
            used = sum(
                amount
                for amount, counts in (
                    (loads, resource.loads),
                    (stores, resource.stores),
                    (sum(moves), resource.moves),
                )
                if counts
            )
            model.add(resource.bits_per_cycle * self.interval >= used)

    def _symmetry(self) -> None:
        """Of choices that differ in the names of equal cores only, keep the lexicographically least."""
        for swapped in _symmetries(self.problem):
            moved: list[cp_model.IntVar] = []
            for chosen, image in zip(self.chosen, swapped, strict=True):
                for o, other in enumerate(image):
                    if other < o:
                        self.model.add_bool_or([*moved, chosen[o].negated()])
                moved += [chosen[o] for o, other in enumerate(image) if other != o]

    def _hint(self) -> None:
        solution = self.starting
        for chosen, choice in zip(self.chosen, solution.choice, strict=True):
            for o, x in enumerate(chosen):
                self.model.add_hint(x, int(o == choice))
        for variable, value in zip(self.starts, solution.starts, strict=True):
            self.model.add_hint(variable, value)

    def solve(self, effort: float) -> AllocationSolution:
        solver = self.cp.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = 0
        solver.parameters.max_deterministic_time = effort
        status = solver.solve(self.model)
        bound = max(0, round(solver.best_objective_bound))
        if status not in (self.cp.OPTIMAL, self.cp.FEASIBLE):
            return schedule(self.problem, self.starting.choice, 0)
        choice = [next(o for o, x in enumerate(chosen) if solver.boolean_value(x)) for chosen in self.chosen]
        starts = tuple(solver.value(start) for start in self.starts)
        makespan = max(
            start + self.problem.options[i][o].cycles
            for i, (start, o) in enumerate(zip(starts, choice, strict=True))
        )
        found = AllocationSolution(tuple(choice), starts, self.problem.interval(choice), makespan, bound)
        latency = self.problem.latency
        if latency(found.interval, found.makespan) <= self.horizon:
            return found
        return schedule(self.problem, self.starting.choice, bound)


def _symmetries(problem: AllocationProblem) -> list[list[list[int]]]:
    """Swaps of two sets of cores that change nothing: for every layer the option that each option becomes."""
    sets = sorted(
        {option.cores for options in problem.options for option in options}, key=lambda c: (len(c), c)
    )
    found: list[list[list[int]]] = []
    for first, second in pairwise(sets):
        if len(first) == len(second) and not set(first) & set(second):
            swap = dict(zip((*first, *second), (*second, *first), strict=True))
            image = _image(problem, swap)
            if image is not None:
                found.append(image)
    return found


def _image(problem: AllocationProblem, swap: dict[int, int]) -> list[list[int]] | None:
    """What every option becomes if cores are swapped; None if the problem is not the same then."""
    capacity = problem.weight_capacity_bits
    if any(capacity.get(a) != capacity.get(b) for a, b in swap.items()):
        return None
    result: list[list[int]] = []
    for options in problem.options:
        place = {(frozenset(o.cores), o.split, *_costs(o)): i for i, o in enumerate(options)}
        keys = [(frozenset(swap.get(c, c) for c in o.cores), o.split, *_costs(o)) for o in options]
        if any(key not in place for key in keys):
            return None
        result.append([place[key] for key in keys])
    for edge in problem.edges:
        before, after = result[edge.producer], result[edge.consumer]
        if any(edge.bits[o] != edge.bits[image] for o, image in enumerate(after)):
            return None
        if any(edge.in_place.get((before[p], after[c]), 0) != bits for (p, c), bits in edge.in_place.items()):
            return None
    return result


def _costs(option: Option) -> tuple[int, int, int, int]:
    return option.cycles, option.load_bits, option.store_bits, option.weight_bits

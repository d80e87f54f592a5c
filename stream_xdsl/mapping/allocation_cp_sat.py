"""Allocation by constraint programming: the choice with the least latency, energy or product of both in the steady-state model.

CP-SAT minimises what is linear, latency or energy, with limits on the other. Products and fronts are walked: from the fastest solution
to ever less energy, each step the fastest solution below a limit on energy. `docs/allocation.md` says why what is left out is proven to
be no better.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from stream_xdsl.cost.search import Objective
from stream_xdsl.mapping.allocation import (
    AllocationProblem,
    AllocationSolution,
    Option,
    most_held_bits,
    schedule,
)
from stream_xdsl.mapping.allocation_fixed import allocate_fixed
from stream_xdsl.mapping.allocation_greedy import allocate_greedy
from stream_xdsl.mapping.allocation_thrifty import allocate_thrifty

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

ENERGY_BITS = 50
"""CP-SAT gives bounds as doubles; numbers of so many bits are exact in them, with room for what it adds up."""


THOROUGH_EFFORT = 0.2
"""Less than that would go into simplifying a model of forty layers and into its linear relaxation, before anything is searched: a question with
less does without."""

_Terms = list[tuple[int, Any]]
"""(factor, variable)"""

LAST_SHARE = 16
"""A walk ends when less than this part of its effort is left."""


@dataclass(frozen=True)
class ParetoFront:
    """Solutions none of which is better than another in both latency and energy."""

    solutions: tuple[AllocationSolution, ...]
    """Fastest first."""
    is_proven: bool
    """For every solution of the problem there is one here that is as good in both."""


def allocate_cp_sat(
    problem: AllocationProblem, effort: float = 1.0, objective: Objective = Objective.LATENCY
) -> AllocationSolution:
    """The best solution found, and a bound on all solutions.

    `effort` limits the search in CP-SAT's deterministic time, roughly seconds; the same problem gives the same answer on
    every machine. Not worse in the objective than the fixed allocation or the best one on single cores; for energy and EDP, nor than
    the thrifty one.
    """
    problem.check()
    if len(problem.layers) == 1:
        # Nothing to coordinate: the best is found by looking at all.
        solutions = [schedule(problem, [o]) for o in range(len(problem.options[0]))]
        best = _best(problem, objective, solutions)
        return replace(best, bound=best.value(problem, objective), objective=objective)
    if objective is Objective.LATENCY:
        starting = _best(problem, objective, [allocate_fixed(problem), allocate_greedy(problem)])
        horizon = starting.latency(problem)
        model = _Model(problem, longest_interval=horizon, longest_makespan=horizon, energies=False)
        answer = model.least(model.latency, effort, starting)
        return replace(
            _best(problem, objective, [*answer.solutions, starting]), bound=answer.bound, objective=objective
        )
    search = _Search(problem, effort)
    return search.least_energy() if objective is Objective.ENERGY else search.least_edp()


def pareto_front(problem: AllocationProblem, effort: float = 10.0) -> ParetoFront:
    """Solutions for every trade of latency for energy; `effort` as above, all together."""
    problem.check()
    return _Search(problem, effort).front()


def _best(
    problem: AllocationProblem, objective: Objective, solutions: Sequence[AllocationSolution]
) -> AllocationSolution:
    """The first of those with the least of the objective, and among these the least latency."""
    return min(solutions, key=lambda s: (s.value(problem, objective), s.latency(problem)))


@dataclass(frozen=True)
class _Answer:
    """What CP-SAT says."""

    solutions: tuple[AllocationSolution, ...]
    """The best it found, if any."""
    bound: int
    """Of what was minimised, among all that keeps the limits."""
    is_infeasible: bool
    """Nothing keeps the limits."""
    is_optimal: bool
    deterministic_time: float


class _Search:
    """Several questions to CP-SAT that share one effort.

    Limits on energy are in the model's energy, scaled down and rounded down (see `_energy_shift`): what keeps a limit in
    truth keeps it in the model.
    """

    def __init__(self, problem: AllocationProblem, effort: float):
        self.problem = problem
        self.left = effort
        self.reserve = effort / LAST_SHARE
        self.shift = _energy_shift(problem)
        self.known = [allocate_fixed(problem), allocate_greedy(problem), allocate_thrifty(problem)]
        self.model = _Model(
            problem,
            longest_interval=_longest_interval(problem),
            longest_makespan=_longest_makespan(problem),
            energies=True,
        )
        self.energy = self.model.energy(self.shift)
        self.energy_limit = _Limit(self.model.model, self.energy)
        self.latency_limit = _Limit(self.model.model, self.model.latency)

    def least_energy(self) -> AllocationSolution:
        """The least energy, and in that the least latency."""
        answer = self._thriftiest()
        best = _best(self.problem, Objective.ENERGY, self.known)
        self._fastest(best.energy_fj(self.problem) >> self.shift)
        best = _best(self.problem, Objective.ENERGY, self.known)
        return replace(best, bound=answer.bound << self.shift, objective=Objective.ENERGY)

    def least_edp(self) -> AllocationSolution:
        """The least product, by ever lower limits on energy.

        What keeps a limit takes at least as many cycles as the fastest that does; so if it takes nearly as much energy as the limit
        allows, its product is no less than the best one known. The next limit is where this ends.
        """
        problem, shift = self.problem, self.shift
        thriftiest = self._thriftiest().bound
        bounds: list[int] = []
        limit = None
        while True:
            answer = self._fastest(limit)
            if answer.is_infeasible:
                break
            if not answer.solutions:
                bounds.append(answer.bound * (thriftiest << shift))
                break
            fastest = answer.solutions[0]
            edp = _best(problem, Objective.EDP, self.known).value(problem, Objective.EDP)
            hopeless = min(
                -(-edp // fastest.latency(problem)) >> shift,
                fastest.energy_fj(problem) >> shift,
                *(() if limit is None else (limit,)),
            )
            bounds.append(answer.bound * (max(hopeless, thriftiest) << shift))
            limit = hopeless - 1
            if limit < thriftiest:
                break
            if self.left < self.reserve:
                bounds.append(answer.bound * (thriftiest << shift))
                break
        best = _best(problem, Objective.EDP, self.known)
        bound = min([*bounds, best.value(problem, Objective.EDP)])
        return replace(best, bound=bound, objective=Objective.EDP)

    def front(self) -> ParetoFront:
        """All of the front, if the effort suffices."""
        problem = self.problem
        found: list[AllocationSolution] = []
        limit = None
        while True:
            fast = self._fastest(limit)
            if fast.is_infeasible or not fast.solutions:
                break
            latency = fast.solutions[0].latency(problem)
            thrifty = self._thriftiest(latency)
            best = _best(problem, Objective.ENERGY, [*thrifty.solutions, *fast.solutions])
            if not found or best.energy_fj(problem) < found[-1].energy_fj(problem):
                found.append(best)
            limit = (best.energy_fj(problem) >> self.shift) - 1
            if not (fast.is_optimal and thrifty.is_optimal):
                break
        proven = fast.is_infeasible and self.shift == 0
        return ParetoFront(tuple(found), proven)

    def _fastest(self, energy_at_most: int | None) -> _Answer:
        """The least latency within that energy."""
        self.energy_limit.set(energy_at_most)
        self.latency_limit.set(None)
        return self._least(self.model.latency, Objective.LATENCY)

    def _thriftiest(self, latency_at_most: int | None = None) -> _Answer:
        """The least energy within that latency."""
        self.energy_limit.set(None)
        self.latency_limit.set(latency_at_most)
        return self._least(self.energy, Objective.ENERGY)

    def _least(self, minimised: "cp_model.LinearExprT", objective: Objective) -> _Answer:
        # Half of what is left for one question, so that some is left for the others.
        answer = self.model.least(minimised, self.left / 2, _best(self.problem, objective, self.known))
        self.left -= answer.deterministic_time
        self.known += answer.solutions
        return answer


def _longest_makespan(problem: AllocationProblem) -> int:
    """Of an iteration in which one thing happens at a time."""
    arrivals = sum(-(-max(edge.bits) // problem.move_bits_per_cycle) for edge in problem.edges)
    return arrivals + sum(max(o.cycles for o in options) for options in problem.options)


def _most_moved_bits(problem: AllocationProblem) -> int:
    """That an iteration moves between cores."""
    return sum(max(edge.bits) for edge in problem.edges)


def _longest_interval(problem: AllocationProblem) -> int:
    offchip = sum(max(o.load_bits + o.store_bits for o in options) for options in problem.options)
    slowest = min((r.bits_per_cycle for r in problem.resources), default=1)
    # What has no room may be stored and loaded again.
    bits = _most_moved_bits(problem) + offchip + 2 * most_held_bits(problem)
    return max(sum(max(o.cycles for o in options) for options in problem.options), -(-bits // slowest))


def _energy_shift(problem: AllocationProblem) -> int:
    """By how many bits energies are shifted right for CP-SAT, each of them rounded down: 0 unless the sum can be very large."""
    latency = problem.latency(_longest_interval(problem), _longest_makespan(problem))
    missing_fj = sum(
        max(energies.values(), default=0)
        for energies in (problem.reload_fj_per_bit, problem.spill_fj_per_bit)
    )
    most = (
        sum(max(o.energy_fj for o in options) for options in problem.options)
        + problem.iterations * _most_moved_bits(problem) * problem.move_fj_per_bit
        + problem.iterations * most_held_bits(problem) * missing_fj
        + problem.static_fj_per_cycle * latency
    )
    return max(0, most.bit_length() - ENERGY_BITS)


class _Limit:
    """A bound from above on an expression, which can be moved."""

    def __init__(self, model: "cp_model.CpModel", limited: "cp_model.LinearExprT"):
        from ortools.sat.python import cp_model

        self._none: int = cp_model.INT_MAX
        self._domain: Any = model.add(limited <= 0).proto.linear.domain
        # CP-SAT has the constant of the expression on this side.
        self._constant: int = -self._domain[1]

    def set(self, most: int | None) -> None:
        """Allow no more, or anything."""
        self._domain[1] = self._none if most is None else most - self._constant


class _Model:
    """All solutions of a problem, or those that need no more than the longest of intervals and makespans, for CP-SAT to choose from.

    Unless energies count, cores that differ in nothing else are equal.
    """

    def __init__(
        self,
        problem: AllocationProblem,
        *,
        longest_interval: int,
        longest_makespan: int,
        energies: bool,
    ):
        from ortools.sat.python import cp_model

        self.problem = problem
        self.cp = cp_model
        self.model = model = cp_model.CpModel()
        layers = range(len(problem.layers))
        self.chosen = [
            [model.new_bool_var(f"x{i}_{o}") for o in range(len(problem.options[i]))] for i in layers
        ]
        self.starts = [model.new_int_var(0, longest_makespan, f"start{i}") for i in layers]
        self.ends = [model.new_int_var(0, longest_makespan, f"end{i}") for i in layers]
        # A single iteration may be shorter than the interval, which is of no account then.
        longest = longest_interval if problem.iterations > 1 else 1 << 40
        self.interval = model.new_int_var(0, longest, "interval")
        self.makespan = model.new_int_var(0, longest_makespan, "makespan")
        self.moved: list[cp_model.IntVar] = []
        self.missing: dict[int, cp_model.IntVar] = {}
        """By memory, bits for which a round has no room."""
        self.spilled: dict[int, cp_model.IntVar] = {}
        """Those of them that do not come from off-chip memory."""
        for chosen in self.chosen:
            model.add_exactly_one(chosen)
        self._cores()
        self._rooms()
        self._data()
        self._symmetry(energies)
        model.add_max_equality(self.makespan, self.ends)
        self.latency = (problem.iterations - 1) * self.interval + self.makespan

    def energy(self, shift: int) -> "cp_model.LinearExprT":
        """Energy of the whole stack, in fJ shifted right, each term rounded down."""
        problem = self.problem
        own = self._sum(
            (option.energy_fj >> shift, x)
            for options, chosen in zip(problem.options, self.chosen, strict=True)
            for option, x in zip(options, chosen, strict=True)
        )
        moves = (problem.iterations * problem.move_fj_per_bit >> shift) * sum(self.moved)
        rounds = problem.rounds
        missing = sum(
            ((rounds - 1) * problem.reload_fj_per_bit.get(memory, 0) >> shift) * bits
            for memory, bits in self.missing.items()
        )
        missing += sum(
            (
                problem.reload_fj_per_bit.get(memory, 0) + rounds * problem.spill_fj_per_bit.get(memory, 0)
                >> shift
            )
            * bits
            for memory, bits in self.spilled.items()
        )
        return own + moves + missing + (problem.static_fj_per_cycle >> shift) * self.latency

    def _sum(self, terms: "Iterable[tuple[int, cp_model.IntVar]]") -> "cp_model.LinearExpr":
        """Of (coefficient, variable); CP-SAT's own addition of single terms is slow."""
        found = list(terms)
        variables, factors = [x for _, x in found], [factor for factor, _ in found]
        return self.cp.LinearExpr.weighted_sum(variables, factors)

    def _cores(self) -> None:
        """One layer at a time on a core within an iteration, and all of an iteration within the interval."""
        running: dict[int, list[cp_model.IntervalVar]] = {core: [] for core in self.problem.cores}
        busy: dict[int, list[tuple[int, cp_model.IntVar]]] = {core: [] for core in self.problem.cores}
        for i, options in enumerate(self.problem.options):
            self.model.add(
                self.ends[i]
                == self.starts[i]
                + self._sum((o.cycles, x) for o, x in zip(options, self.chosen[i], strict=True))
            )
            for o, option in enumerate(options):
                x = self.chosen[i][o]
                interval = self.model.new_optional_fixed_size_interval_var(
                    self.starts[i], option.cycles, x, f"run{i}_{o}"
                )
                for core in option.cores:
                    running[core].append(interval)
                    busy[core].append((option.cycles, x))
        for core in self.problem.cores:
            self.model.add_no_overlap(running[core])
            self.model.add(self.interval >= self._sum(busy[core]))

    def _data(self) -> None:
        """Inputs arrive before they are read, and every resource moves an iteration's bits within the interval."""
        problem, model = self.problem, self.model
        for number, edge in enumerate(problem.edges):
            moved = model.new_int_var(0, max(edge.bits), f"moved{number}")
            there: list[list[tuple[int, cp_model.IntVar]]] = [[] for _ in edge.bits]
            for (p, c), amount in edge.in_place.items():
                there[c].append((-amount, self.chosen[edge.producer][p]))
            for x, bits, saved in zip(self.chosen[edge.consumer], edge.bits, there, strict=True):
                model.add(moved >= self._sum([(bits, x), *saved]))
            rate = problem.move_bits_per_cycle
            model.add(rate * self.starts[edge.consumer] >= rate * self.ends[edge.producer] + moved)
            self.moved.append(moved)
        flat = [
            (option, x)
            for options, chosen in zip(problem.options, self.chosen, strict=True)
            for option, x in zip(options, chosen, strict=True)
        ]
        # Per stack if something is missing, because it need not be a whole number per iteration.
        count = problem.iterations if self.missing else 1
        loads = self._sum((count * option.load_bits, x) for option, x in flat if option.load_bits)
        stores = self._sum((count * option.store_bits, x) for option, x in flat if option.store_bits)
        moves = count * sum(self.moved)
        spilled = sum(self.spilled.values())
        loads += (problem.rounds - 1) * sum(self.missing.values()) + spilled
        stores += problem.rounds * spilled
        for resource in problem.resources:
            used = sum(
                amount
                for amount, counts in (
                    (loads, resource.loads),
                    (stores, resource.stores),
                    (moves, resource.moves),
                )
                if counts
            )
            model.add(count * resource.bits_per_cycle * self.interval >= used)

    def _rooms(self) -> None:
        """What every memory has no room for."""
        problem, model = self.problem, self.model
        loaded, made = defaultdict[int, _Terms](list), defaultdict[int, _Terms](list)
        running, results = (defaultdict[tuple[int, int], _Terms](list) for _ in range(2))
        most_loaded, most_made = Counter[int](), Counter[int]()
        for layer, (options, chosen) in enumerate(zip(problem.options, self.chosen, strict=True)):
            own_loaded, own_made = defaultdict[int, int](int), defaultdict[int, int](int)
            for option, x in zip(options, chosen, strict=True):
                for h in option.holdings:
                    kept = h.made_bits + problem.wait(layer) * h.result_bits
                    for found, bits in (
                        (loaded[h.memory], h.loaded_bits),
                        (made[h.memory], kept),
                        (running[h.memory, layer], h.running_bits),
                        (results[h.memory, layer], h.result_bits),
                    ):
                        if bits:
                            found.append((bits, x))
                    own_loaded[h.memory] = max(own_loaded[h.memory], h.loaded_bits)
                    all_made = kept + h.running_bits + h.result_bits
                    own_made[h.memory] = max(own_made[h.memory], all_made)
            most_loaded.update(own_loaded)
            most_made.update(own_made)
        for memory, capacity in sorted(problem.capacity_bits.items()):
            most = most_loaded[memory] + most_made[memory]
            if most <= capacity:
                continue
            peak = model.new_int_var(0, most_made[memory], f"peak{memory}")
            for layer, waiting in enumerate(problem.waiting):
                now = [*running[memory, layer], *(term for p in waiting for term in results[memory, p])]
                if now:
                    model.add(peak >= self._sum(now))
            held = self._sum(made[memory]) + peak
            missing = model.new_int_var(0, most - capacity, f"missing{memory}")
            model.add(missing >= held + self._sum(loaded[memory]) - capacity)
            self.missing[memory] = missing
            if most_made[memory] > capacity:
                spilled = model.new_int_var(0, most_made[memory] - capacity, f"spilled{memory}")
                model.add(spilled >= held - capacity)
                self.spilled[memory] = spilled

    def _symmetry(self, energies: bool) -> None:
        """Of choices that differ in the names of equal cores only, keep the lexicographically least."""
        for swapped in _symmetries(self.problem, energies):
            moved: list[cp_model.IntVar] = []
            for chosen, image in zip(self.chosen, swapped, strict=True):
                for o, other in enumerate(image):
                    if other < o:
                        self.model.add_bool_or([*moved, chosen[o].negated()])
                moved += [chosen[o] for o, other in enumerate(image) if other != o]

    def _hint(self, solution: AllocationSolution) -> None:
        self.model.clear_hints()
        for chosen, choice in zip(self.chosen, solution.choice, strict=True):
            for o, x in enumerate(chosen):
                self.model.add_hint(x, int(o == choice))
        for variable, value in zip(self.starts, solution.starts, strict=True):
            self.model.add_hint(variable, value)

    def least(
        self, minimised: "cp_model.LinearExprT", effort: float, starting: AllocationSolution
    ) -> _Answer:
        """The solution with the least of an expression that CP-SAT finds, from one that is known."""
        self._hint(starting)
        self.model.minimize(minimised)
        solver = self.cp.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = 0
        solver.parameters.max_deterministic_time = effort
        if effort < THOROUGH_EFFORT:
            solver.parameters.cp_model_presolve = False
            solver.parameters.linearization_level = 0
        status = _solve(solver, self.model)
        time = solver.response_proto.deterministic_time
        if status not in (self.cp.OPTIMAL, self.cp.FEASIBLE):
            return _Answer((), 0, status == self.cp.INFEASIBLE, False, time)
        choice = [next(o for o, x in enumerate(chosen) if solver.boolean_value(x)) for chosen in self.chosen]
        starts = tuple(solver.value(start) for start in self.starts)
        makespan = max(
            start + self.problem.options[i][o].cycles
            for i, (start, o) in enumerate(zip(starts, choice, strict=True))
        )
        found = AllocationSolution(tuple(choice), starts, self.problem.interval(choice), makespan, 0)
        bound = max(0, round(solver.best_objective_bound))
        return _Answer((found,), bound, False, status == self.cp.OPTIMAL, time)


def _solve(solver: "cp_model.CpSolver", model: "cp_model.CpModel") -> "cp_model.CpSolverStatus":
    """In a thread of its own, so that Ctrl-C ends it at once."""
    # Its own handler would end the search, and nobody else would learn of it.
    solver.parameters.catch_sigint_signal = False
    with ThreadPoolExecutor(1) as thread:
        solving = thread.submit(solver.solve, model)
        try:
            return solving.result()
        except KeyboardInterrupt:
            solver.stop_search()
            raise


def _symmetries(problem: AllocationProblem, energies: bool) -> list[list[list[int]]]:
    """Swaps of two sets of cores that change nothing: for every layer the option that each option becomes."""
    sets = sorted(
        {option.cores for options in problem.options for option in options}, key=lambda c: (len(c), c)
    )
    found: list[list[list[int]]] = []
    for first, second in pairwise(sets):
        if len(first) == len(second) and not set(first) & set(second):
            swap = dict(zip((*first, *second), (*second, *first), strict=True))
            image = _image(problem, swap, energies)
            if image is not None:
                found.append(image)
    return found


def _image(problem: AllocationProblem, swap: dict[int, int], energies: bool) -> list[list[int]] | None:
    """What every option becomes if cores are swapped; None if the problem is not the same then."""
    swapped: dict[int, int] = {}
    for a, b in swap.items():
        own, other = problem.memories.get(a, ()), problem.memories.get(b, ())
        if len(own) != len(other) or any(
            swapped.setdefault(m, n) != n for m, n in zip(own, other, strict=True)
        ):
            return None
    figures = [problem.capacity_bits]
    figures += [problem.reload_fj_per_bit, problem.spill_fj_per_bit] if energies else []
    if any(figure.get(m) != figure.get(n) for figure in figures for m, n in swapped.items()):
        return None
    result: list[list[int]] = []
    for options in problem.options:
        place = {_key(o, {}, {}, energies): i for i, o in enumerate(options)}
        keys = [_key(o, swap, swapped, energies) for o in options]
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


def _key(
    option: Option, cores: Mapping[int, int], memories: Mapping[int, int], energies: bool
) -> tuple[Hashable, ...]:
    """All of an option that counts, if cores and memories are swapped."""
    return (
        frozenset(cores.get(core, core) for core in option.cores),
        option.split,
        option.cycles,
        option.load_bits,
        option.store_bits,
        frozenset(
            (memories.get(h.memory, h.memory), h.loaded_bits, h.made_bits, h.running_bits, h.result_bits)
            for h in option.holdings
        ),
        option.energy_fj if energies else 0,
    )

"""The problem of giving the layers of one stack their cores, apart from how it is solved.

The model is a steady state: a stack processes its input in N iterations (tiles), and in each every layer does
1/N of its work. Successive iterations overlap, a new one starting every II cycles, so that a stack takes

    (N − 1) · II + makespan of one iteration

where II is at least the work of an iteration on every core, and on every resource that moves data. It takes the energy of its
options, of what moves between cores and of what memories have no room for, and static power for its latency.
`docs/allocation.md` has the model in full.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeVar

from stream_xdsl.cost.search import Objective
from stream_xdsl.workload.tiling import Split

Figure = TypeVar("Figure", int, float)


def objective_value(objective: Objective, latency: Figure, energy: Figure) -> Figure:
    """What is to be least: one of the two, or for EDP their product."""
    match objective:
        case Objective.LATENCY:
            return latency
        case Objective.ENERGY:
            return energy
        case Objective.EDP:
            return latency * energy


@dataclass(frozen=True)
class Holding:
    """What an option has in a memory at once, for all of its cores that use it. All in bits."""

    memory: int
    loaded_bits: int = 0
    """From off-chip memory, kept from iteration to iteration: weights, and what tiles share of inputs."""
    made_bits: int = 0
    """Of other layers' results, kept from iteration to iteration: what tiles share of them."""
    running_bits: int = 0
    """Only while the layer runs: the rest of its operands, and what it makes."""
    result_bits: int = 0
    """What an iteration makes for other layers, until they have read it."""


@dataclass(frozen=True)
class Option:
    """One way to run a layer. All bits and cycles are of one iteration, rounded up, except what is held."""

    split: Split
    """(dimension, ways), first most significant."""
    cores: tuple[int, ...]
    """Of each part, in part order."""
    cycles: int
    """On the busiest of its cores."""
    load_bits: int = 0
    """From off-chip memory, to all parts together."""
    store_bits: int = 0
    holdings: tuple[Holding, ...] = ()
    """At most one in each memory."""
    energy_fj: int = 0
    """Of all iterations: its tiles, and what they load and store."""


@dataclass(frozen=True)
class Edge:
    """What a layer reads of another one's result in an iteration."""

    producer: int
    consumer: int
    bits: tuple[int, ...]
    """Per option of the consumer: all that its parts read."""
    in_place: Mapping[tuple[int, int], int] = field(default_factory=dict[tuple[int, int], int], hash=False)
    """(option of the producer, option of the consumer) -> the part of it that is there already."""

    def moved_bits(self, producer_option: int, consumer_option: int) -> int:
        """Bits that must move."""
        return self.bits[consumer_option] - self.in_place.get((producer_option, consumer_option), 0)


@dataclass(frozen=True)
class Resource:
    """Something that moves data: a port of the off-chip memory, a bus, the links between cores together."""

    name: str
    bits_per_cycle: int
    loads: bool = False
    stores: bool = False
    moves: bool = False


@dataclass(frozen=True)
class AllocationProblem:
    """Layers of a stack in topological order, and the options of each; solutions choose one."""

    layers: tuple[str, ...] = field(compare=False)
    """Names, for messages."""
    options: tuple[tuple[Option, ...], ...]
    edges: tuple[Edge, ...]
    iterations: int
    resources: tuple[Resource, ...]
    move_bits_per_cycle: int
    """Of one transfer between two cores."""
    capacity_bits: Mapping[int, int] = field(hash=False)
    """Per memory; those without one hold everything. What is held beyond it is loaded again in every round."""
    memories: Mapping[int, tuple[int, ...]] = field(default_factory=dict[int, tuple[int, ...]], hash=False)
    """Per core those that it uses; of cores that are alike in the same order."""
    rounds: int = 1
    """How many times the layers run one after the other: as many as there are iterations, or fewer that have several each."""
    waits: tuple[int, ...] = ()
    """Per layer: as many results as this wait for its readers while it makes the next; of layers that are not told, none."""
    reload_fj_per_bit: Mapping[int, int] = field(default_factory=dict[int, int], hash=False)
    """Per memory, of what is loaded again."""
    spill_fj_per_bit: Mapping[int, int] = field(default_factory=dict[int, int], hash=False)
    """Per memory, of what must be stored before it can be loaded again."""
    move_fj_per_bit: int = 0
    """Of one transfer between two cores."""
    static_fj_per_cycle: int = 0
    """Of the whole machine, whether it works or not."""
    rows: tuple[int | None, ...] = ()
    """Per layer its loop of rows, if it has one."""

    def check(self) -> None:
        """Raise ValueError if the problem makes no sense."""
        if not self.layers or len(self.layers) != len(self.options):
            raise ValueError("as many lists of options as layers are needed, and at least one layer")
        for name, options in zip(self.layers, self.options, strict=True):
            if not options:
                raise ValueError(f"layer '{name}' has no option")
            for option in options:
                if len(set(option.cores)) != len(option.cores) or not option.cores:
                    raise ValueError(f"layer '{name}' has an option with no core or one core twice")
                if min(option.cycles, option.load_bits, option.store_bits, option.energy_fj) < 0:
                    raise ValueError(f"layer '{name}' has an option with a negative cost")
                self._check_holdings(name, option)
        for edge in self.edges:
            if not 0 <= edge.producer < edge.consumer < len(self.layers):
                raise ValueError(
                    f"edge {edge.producer} -> {edge.consumer} is against the order of the layers"
                )
            if len(edge.bits) != len(self.options[edge.consumer]):
                raise ValueError(f"edge {edge.producer} -> {edge.consumer} has not one size per option")
            if any(there > edge.bits[consumer] for (_, consumer), there in edge.in_place.items()):
                raise ValueError(f"edge {edge.producer} -> {edge.consumer} has more in place than is read")
        if (
            self.iterations < 1
            or self.move_bits_per_cycle < 1
            or any(r.bits_per_cycle < 1 for r in self.resources)
        ):
            raise ValueError("iterations and bandwidths must be positive")
        if not 1 <= self.rounds <= self.iterations:
            raise ValueError("there is at least one round, and at most one for each iteration")
        if len(self.waits) not in (0, len(self.layers)) or min(self.waits, default=0) < 0:
            raise ValueError("results wait for as many iterations as each layer says, or none does")
        if min(self.capacity_bits.values(), default=0) < 0:
            raise ValueError("capacities must not be negative")
        energies = (*self.reload_fj_per_bit.values(), *self.spill_fj_per_bit.values())
        if min(self.move_fj_per_bit, self.static_fj_per_cycle, *energies) < 0:
            raise ValueError("energies must not be negative")

    def _check_holdings(self, name: str, option: Option) -> None:
        own = [memory for core in option.cores for memory in self.memories.get(core, ())]
        held = [holding.memory for holding in option.holdings]
        if len(set(held)) != len(held) or not set(held) <= set(own):
            raise ValueError(
                f"layer '{name}' has an option that holds something twice in a memory or in that of another core"
            )
        if any(min(h.loaded_bits, h.made_bits, h.running_bits, h.result_bits) < 0 for h in option.holdings):
            raise ValueError(f"layer '{name}' has an option that holds less than nothing")

    @cached_property
    def cores(self) -> tuple[int, ...]:
        """All cores that some option uses, ascending."""
        return tuple(sorted({c for options in self.options for o in options for c in o.cores}))

    @cached_property
    def arriving(self) -> tuple[tuple[Edge, ...], ...]:
        """Per layer the edges to it."""
        found: list[list[Edge]] = [[] for _ in self.layers]
        for edge in self.edges:
            found[edge.consumer].append(edge)
        return tuple(map(tuple, found))

    def busy_cycles(self, choice: Sequence[int]) -> dict[int, int]:
        """Cycles that an iteration takes on each core."""
        busy = dict.fromkeys(self.cores, 0)
        for options, chosen in zip(self.options, choice, strict=True):
            for core in options[chosen].cores:
                busy[core] += options[chosen].cycles
        return busy

    def wait(self, layer: int) -> int:
        """How many of a layer's results wait for its readers."""
        return self.waits[layer] if self.waits else 0

    @cached_property
    def waiting(self) -> tuple[tuple[int, ...], ...]:
        """Per layer those before it, without the one just before, whose results wait for later ones while it runs."""
        last = [
            max((e.consumer for e in self.edges if e.producer == p), default=0)
            for p in range(len(self.layers))
        ]
        return tuple(tuple(p for p in range(i) if last[p] > i) for i in range(len(self.layers)))

    def missing_bits(self, choice: Sequence[int]) -> dict[int, tuple[int, int]]:
        """By memory, of the whole stack: bits that are loaded again, for want of room, and those that must be stored before.

        What comes from off-chip memory gives way first: it need not be stored, nor loaded again in the first round.
        """
        held = [options[chosen].holdings for options, chosen in zip(self.options, choice, strict=True)]
        loaded, made, peak = Counter[int](), Counter[int](), dict[int, int]()
        for layer, (own, waiting) in enumerate(zip(held, self.waiting, strict=True)):
            now = dict[int, int]()
            for h in own:
                loaded[h.memory] += h.loaded_bits
                made[h.memory] += h.made_bits + self.wait(layer) * h.result_bits
                now[h.memory] = h.running_bits
            for h in (h for p in waiting for h in held[p]):
                now[h.memory] = now.get(h.memory, 0) + h.result_bits
            for memory, bits in now.items():
                peak[memory] = max(peak.get(memory, 0), bits)
        found: dict[int, tuple[int, int]] = {}
        for memory, most in peak.items():
            capacity = self.capacity_bits.get(memory)
            if capacity is not None:
                spilled = max(0, made[memory] + most - capacity)
                missing = max(0, loaded[memory] + made[memory] + most - capacity)
                found[memory] = (self.rounds - 1) * missing + spilled, self.rounds * spilled
        return found

    def brought_bits(self, choice: Sequence[int], layer: int, option: int) -> int:
        """Bits that an iteration brings to an option of a layer, from off-chip memory and from the layers before it, which have a choice."""
        arriving = (edge.moved_bits(choice[edge.producer], option) for edge in self.arriving[layer])
        return self.options[layer][option].load_bits + sum(arriving)

    def moved_bits(self, choice: Sequence[int]) -> int:
        """Bits that an iteration moves between cores."""
        return sum(e.moved_bits(choice[e.producer], choice[e.consumer]) for e in self.edges)

    def interval(self, choice: Sequence[int]) -> int:
        """The least II of a choice: cycles between the starts of successive iterations."""
        chosen = [options[o] for options, o in zip(self.options, choice, strict=True)]
        missing = self.missing_bits(choice).values()
        loads = self.iterations * sum(o.load_bits for o in chosen) + sum(again for again, _ in missing)
        stores = self.iterations * sum(o.store_bits for o in chosen) + sum(spilled for _, spilled in missing)
        moves = self.iterations * self.moved_bits(choice)
        least = max(self.busy_cycles(choice).values())
        for r in self.resources:
            bits = loads * r.loads + stores * r.stores + moves * r.moves
            least = max(least, -(-bits // (self.iterations * r.bits_per_cycle)))
        return least

    def restricted(self, kept: Sequence[Sequence[int]]) -> "AllocationProblem":
        """The same problem with only some of the options of each layer, by number."""
        edges = tuple(
            Edge(
                edge.producer,
                edge.consumer,
                tuple(edge.bits[c] for c in kept[edge.consumer]),
                {
                    (i, j): edge.in_place[p, c]
                    for i, p in enumerate(kept[edge.producer])
                    for j, c in enumerate(kept[edge.consumer])
                    if (p, c) in edge.in_place
                },
            )
            for edge in self.edges
        )
        options = tuple(
            tuple(options[o] for o in own) for options, own in zip(self.options, kept, strict=True)
        )
        return replace(self, options=options, edges=edges)

    def energy_fj(self, choice: Sequence[int], latency_cycles: int) -> int:
        """Energy of the whole stack, if it takes so long."""
        missing = sum(
            bits * self.reload_fj_per_bit.get(memory, 0) + spilled * self.spill_fj_per_bit.get(memory, 0)
            for memory, (bits, spilled) in self.missing_bits(choice).items()
        )
        moves = self.iterations * self.moved_bits(choice) * self.move_fj_per_bit
        own = sum(options[o].energy_fj for options, o in zip(self.options, choice, strict=True))
        return own + missing + moves + self.static_fj_per_cycle * latency_cycles

    def latency(self, interval: int, makespan: int) -> int:
        """Cycles of the whole stack."""
        return (self.iterations - 1) * interval + makespan


class InfeasibleError(ValueError):
    """A solution that does not solve its problem."""


@dataclass(frozen=True)
class AllocationSolution:
    """One option per layer, and the schedule of one iteration."""

    choice: tuple[int, ...]
    starts: tuple[int, ...]
    interval: int
    makespan: int
    bound: int
    """No solution of the problem has less of the objective: cycles, fJ, or for EDP their product."""
    objective: Objective = Objective.LATENCY
    """What the bound is of."""

    def latency(self, problem: AllocationProblem) -> int:
        """Cycles of the whole stack."""
        return problem.latency(self.interval, self.makespan)

    def energy_fj(self, problem: AllocationProblem) -> int:
        """Of the whole stack."""
        return problem.energy_fj(self.choice, self.latency(problem))

    def value(self, problem: AllocationProblem, objective: Objective) -> int:
        """Cycles, fJ, or for EDP their product."""
        return objective_value(objective, self.latency(problem), self.energy_fj(problem))

    def is_proven(self, problem: AllocationProblem) -> bool:
        """Whether nothing better exists: the bound is met, with gap 0."""
        return self.bound == self.value(problem, self.objective)

    def verify(self, problem: AllocationProblem) -> None:
        """Raise InfeasibleError unless the solution keeps every rule of the problem."""
        if len(self.choice) != len(problem.layers) or any(
            not 0 <= c < len(options) for c, options in zip(self.choice, problem.options, strict=True)
        ):
            raise InfeasibleError("not one option per layer")
        chosen = [options[o] for options, o in zip(problem.options, self.choice, strict=True)]
        ends = [start + option.cycles for start, option in zip(self.starts, chosen, strict=True)]
        if min(self.starts) < 0 or max(ends) > self.makespan:
            raise InfeasibleError("an iteration is longer than it says")
        for i, one in enumerate(chosen):
            for j in range(i):
                if (
                    set(one.cores) & set(chosen[j].cores)
                    and self.starts[i] < ends[j]
                    and self.starts[j] < ends[i]
                ):
                    raise InfeasibleError(
                        f"'{problem.layers[i]}' and '{problem.layers[j]}' overlap on a core"
                    )
        for edge in problem.edges:
            bits = edge.moved_bits(self.choice[edge.producer], self.choice[edge.consumer])
            if self.starts[edge.consumer] < ends[edge.producer] - (-bits // problem.move_bits_per_cycle):
                raise InfeasibleError(
                    f"'{problem.layers[edge.consumer]}' starts before its input has arrived"
                )
        if self.interval < problem.interval(self.choice):
            raise InfeasibleError(f"iterations cannot start every {self.interval} cycles")
        if self.bound > self.value(problem, self.objective):
            raise InfeasibleError("the bound is above the solution")


def schedule(problem: AllocationProblem, choice: Sequence[int], bound: int = 0) -> AllocationSolution:
    """The iteration of a given choice, every layer as early as the ones before it allow."""
    free = dict.fromkeys(problem.cores, 0)
    starts: list[int] = []
    ends: list[int] = []
    for i, options in enumerate(problem.options):
        option = options[choice[i]]
        start = max((free[core] for core in option.cores), default=0)
        for edge in problem.arriving[i]:
            bits = edge.moved_bits(choice[edge.producer], choice[i])
            start = max(start, ends[edge.producer] - (-bits // problem.move_bits_per_cycle))
        starts.append(start)
        ends.append(start + option.cycles)
        free.update(dict.fromkeys(option.cores, ends[-1]))
    return AllocationSolution(tuple(choice), tuple(starts), problem.interval(choice), max(ends), bound)


def most_held_bits(problem: AllocationProblem) -> int:
    """No choice has more in all memories together, everything at once."""
    found = 0
    for layer, options in enumerate(problem.options):
        times = 1 + problem.wait(layer)
        found += max(
            sum(h.loaded_bits + h.made_bits + h.running_bits + times * h.result_bits for h in o.holdings)
            for o in options
        )
    return found

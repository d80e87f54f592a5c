"""Why nothing fits: the requirements that contradict each other, none of which could be left out, in words.

What a user, the layers and the machine demand are *requirements*. For every layer one option is taken of each of three
lists: the core types its tiles must fit on, its tile sizes, and the number of its parts. A requirement *bans* options, or
options that are taken together. Each requirement is an assumption of a CP-SAT model; from the assumptions that suffice for
it to have no solution, requirements are left out one by one, as long as the rest still has none.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum, auto
from functools import cached_property
from math import prod

from stream_xdsl.hardware.machine import CoreType, Machine, MemoryOperand, Role
from stream_xdsl.mapping.tile_sizes import Room, Temporal, rooms
from stream_xdsl.workload.kinds import Kind
from stream_xdsl.workload.tiling import Split

LISTED = 6
"""Of more cores than that, a remedy names so many."""


@dataclass(frozen=True)
class TileOption:
    """Tile sizes that a layer could have."""

    temporal: Temporal = ()
    as_pinned: bool = True
    """They are what the user pinned, or smaller inside, or nothing is pinned."""
    fused: bool = True
    """The layer is in one stack with those whose results it reads, or reads none of its stack."""


@dataclass(frozen=True)
class TileNeed:
    """What a tile takes of the outermost memories at once, in bits by role."""

    option: int
    """Of the layer's tiles."""
    given: tuple[tuple[int, int], ...]
    """If these are the tiles of the layers it reads: (demand, option)."""
    bits: Mapping[MemoryOperand, int]


@dataclass(frozen=True)
class Demand:
    """What is asked of one layer."""

    name: str
    kind: Kind
    cores: tuple[int, ...] = ()
    """That it is pinned to. Empty: any."""
    dims: tuple[str, ...] = ()
    splits: tuple[Split, ...] | None = None
    """One of which it must have. None: any."""
    split_is_pinned: bool = True
    """The splits are the user's, not what an earlier pass chose."""
    pinned_tiles: Temporal | None = None
    reads: tuple[str, ...] = ()
    """Layers of its stack whose results it reads."""
    tiles: tuple[TileOption, ...] = (TileOption(),)
    needs: tuple[TileNeed, ...] = ()


class What(IntEnum):
    """What a requirement is about, in the order in which sentences tell it."""

    MAPPED = auto()
    """A layer takes one option of each list. No sentence says so."""
    CORES = auto()
    """A layer runs on the cores it is pinned to."""
    SPLIT = auto()
    """A layer has one of the splits it may have."""
    TILES = auto()
    """A layer has the tiles it is pinned to."""
    FUSED = auto()
    """A layer is in one stack with those it reads."""
    KIND = auto()
    """A layer runs on cores that run its kind."""
    EVERY_TYPE = auto()
    """A layer's tiles fit on every core type that it may run on."""
    CAPACITY = auto()
    """A memory is no larger than it is."""
    NUMBER = auto()
    """There are no more cores of a type than there are."""


_DECISIONS = (What.CORES, What.SPLIT, What.TILES, What.FUSED, What.EVERY_TYPE)
"""What a user can give up without another machine."""


@dataclass(frozen=True, order=True)
class Requirement:
    """One of the things that are asked."""

    what: What
    subject: int
    """The demand, or for CAPACITY and NUMBER the core type."""
    memory: str = ""


Literal = tuple[str, int, int]
"""(list, demand, option) that is taken; lists are "place", "tiles" and "parts"."""


@dataclass(frozen=True)
class Ban:
    """Options that may not all be taken as long as all these requirements hold."""

    requirements: tuple[Requirement, ...]
    options: tuple[Literal, ...]


@dataclass(frozen=True)
class Conflict:
    """Requirements that contradict each other; without any one of them the others would not."""

    requirements: tuple[Requirement, ...]
    text: str
    """In a line, each in a sentence."""
    remedy: str


def find_conflict(machine: Machine, demands: Sequence[Demand]) -> Conflict | None:
    """The requirements that keep layers from being mapped together, or None if nothing that this model knows does.

    That a layer must fit on every core type is considered only if it fits on one.
    """
    for every_type in (False, True):
        problem = ConflictProblem(machine, demands, every_type=every_type)
        found = minimal_conflict(problem)
        if found:
            return _Words(problem, found).conflict()
    return None


class ConflictProblem:
    """Options, and the requirements that ban them."""

    def __init__(self, machine: Machine, demands: Sequence[Demand], *, every_type: bool):
        self.machine = machine
        self.demands = tuple(demands)
        self.types = machine.core_types
        self.rooms: dict[CoreType, Room] = {
            room.core_type: room for room in rooms(machine, range(len(machine.cores)))
        }
        self.places = [self._places(demand) for demand in demands]
        self.parts = [self._parts(demand) for demand in demands]
        self.bans: list[Ban] = []
        for i in range(len(demands)):
            self._ban_places(i, every_type=every_type)
            self._ban_parts(i)
            self._ban_tiles(i)

    @cached_property
    def requirements(self) -> tuple[Requirement, ...]:
        """All of them, in the order of sentences."""
        mapped = [Requirement(What.MAPPED, i) for i in range(len(self.demands))]
        return tuple(sorted({*mapped, *(r for ban in self.bans for r in ban.requirements)}))

    @cached_property
    def options(self) -> list[list[Literal]]:
        """The lists of which, for each layer in turn, one option each is taken."""
        return [
            [(name, i, o) for o in range(count)]
            for i, demand in enumerate(self.demands)
            for name, count in (
                ("place", len(self.places[i])),
                ("tiles", len(demand.tiles)),
                ("parts", len(self.parts[i])),
            )
        ]

    def capable(self, demand: Demand) -> list[int]:
        """The core types that run a layer."""
        return [t for t, core_type in enumerate(self.types) if core_type.can_run(demand.kind)]

    def pinned_types(self, demand: Demand) -> list[int]:
        """The types of the cores that a layer is pinned to; all if it is not."""
        if not demand.cores:
            return list(range(len(self.types)))
        return list(
            dict.fromkeys(self.types.index(self.machine.cores[core].core_type) for core in demand.cores)
        )

    def usable(self, demand: Demand) -> list[int]:
        """The core types that a layer may run on."""
        return [t for t in self.pinned_types(demand) if t in self.capable(demand)]

    def cores_of(self, core_type: int, cores: Iterable[int]) -> tuple[int, ...]:
        """Those of a type, each once."""
        return tuple(
            core
            for core in dict.fromkeys(cores)
            if self.machine.cores[core].core_type == self.types[core_type]
        )

    def number(self, core_type: int) -> int:
        """Cores of a type that the machine has."""
        return len(self.cores_of(core_type, range(len(self.machine.cores))))

    def _places(self, demand: Demand) -> list[tuple[int, ...]]:
        """Sets of core types that its tiles could have to fit on: each by itself, and all that it may run on."""
        pinned = self.pinned_types(demand) if demand.cores else []
        single = [(t,) for t, own in enumerate(self.types) if own.role is Role.COMPUTE or t in pinned]
        usable = tuple(self.usable(demand))
        return [*single, usable] if len(usable) > 1 else single

    def _parts(self, demand: Demand) -> list[int]:
        """Numbers of parts, those that are asked for first."""
        asked = [prod(ways for _, ways in split) for split in demand.splits or ()]
        return list(dict.fromkeys((*asked, 1)))

    def _ban_places(self, i: int, *, every_type: bool) -> None:
        demand = self.demands[i]
        capable, pinned, usable = self.capable(demand), self.pinned_types(demand), self.usable(demand)
        for place, types in enumerate(self.places[i]):
            option = (("place", i, place),)
            if not set(types) <= set(capable):
                self.bans.append(Ban((Requirement(What.KIND, i),), option))
            if not set(types) <= set(pinned):
                self.bans.append(Ban((Requirement(What.CORES, i),), option))
            if every_type and not set(usable) <= set(types):
                self.bans.append(Ban((Requirement(What.EVERY_TYPE, i),), option))

    def _ban_parts(self, i: int) -> None:
        demand = self.demands[i]
        asked = {prod(ways for _, ways in split) for split in demand.splits or ()}
        for o, parts in enumerate(self.parts[i]):
            split = ("parts", i, o)
            if demand.splits is not None and parts not in asked:
                self.bans.append(Ban((Requirement(What.SPLIT, i),), (split,)))
            for place, types in enumerate(self.places[i]):
                options = (("place", i, place), split)
                if self._one_by_one(demand, types) == parts:
                    continue
                if demand.cores and parts > max(len(self.cores_of(t, demand.cores)) for t in types):
                    self.bans.append(Ban((Requirement(What.CORES, i),), options))
                if parts > max(self.number(t) for t in types):
                    self.bans.append(Ban(tuple(Requirement(What.NUMBER, t) for t in types), options))

    def _one_by_one(self, demand: Demand, types: tuple[int, ...]) -> int:
        """Parts that go to pinned cores of different types, one each; 0 if these are of one type."""
        if len(types) < 2:
            return 0
        return sum(len(self.cores_of(t, demand.cores)) for t in types)

    def _ban_tiles(self, i: int) -> None:
        demand = self.demands[i]
        for o, option in enumerate(demand.tiles):
            if not option.as_pinned:
                self.bans.append(Ban((Requirement(What.TILES, i),), (("tiles", i, o),)))
            if not option.fused:
                self.bans.append(Ban((Requirement(What.FUSED, i),), (("tiles", i, o),)))
        for need in demand.needs:
            for place, types in enumerate(self.places[i]):
                options: tuple[Literal, ...] = (
                    ("place", i, place),
                    ("tiles", i, need.option),
                    *(("tiles", producer, option) for producer, option in need.given),
                )
                for t in types:
                    for memory in self.too_small(t, need):
                        self.bans.append(Ban((Requirement(What.CAPACITY, t, memory),), options))

    def too_small(self, core_type: int, need: TileNeed) -> dict[str, int]:
        """The memories of a core type that are too small for a tile, and the bits of them it needs."""
        memories = self.rooms[self.types[core_type]].memories
        needed = {name: sum(need.bits[role] for role in roles) for roles, _, name in memories}
        return {name: needed[name] for _, bits, name in memories if needed[name] > bits}


class _Model:
    """The CP-SAT model of a problem: options are taken or not, requirements assumed or not."""

    def __init__(self, problem: ConflictProblem):
        from ortools.sat.python import cp_model

        self.cp = cp_model
        self.model = model = cp_model.CpModel()
        self.assumed = {r: model.new_bool_var(f"{r.what.name}{r.subject}") for r in problem.requirements}
        self.taken: dict[Literal, cp_model.IntVar] = {}
        for options in problem.options:
            own = [model.new_bool_var(f"{name}{i}_{o}") for name, i, o in options]
            self.taken |= zip(options, own, strict=True)
            model.add_at_most_one(own)
            model.add_at_least_one(own).only_enforce_if(self.assumed[Requirement(What.MAPPED, options[0][1])])
        for ban in problem.bans:
            model.add_bool_or(
                *(self.assumed[r].negated() for r in ban.requirements),
                *(self.taken[option].negated() for option in ban.options),
            )

    def core(
        self, requirements: Sequence[Requirement], taken: Sequence[Literal] = ()
    ) -> list[Requirement] | None:
        """Of requirements that cannot all be kept, if such options are taken, some that cannot either; None if they can."""
        solver = self.cp.CpSolver()
        # Assumptions are explained by one worker only; these models are decided in no time.
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = 0
        # Else Ctrl-C would end the solver, and nobody else would learn of it.
        solver.parameters.catch_sigint_signal = False
        self.model.clear_assumptions()
        self.model.add_assumptions(
            [*(self.assumed[r] for r in requirements), *(self.taken[option] for option in taken)]
        )
        status = solver.solve(self.model)
        assert status in (self.cp.OPTIMAL, self.cp.INFEASIBLE)  # there is no limit and no objective
        if status == self.cp.OPTIMAL:
            return None
        sufficient = set(solver.sufficient_assumptions_for_infeasibility())
        return [r for r in requirements if self.assumed[r].index in sufficient]


def minimal_conflict(problem: ConflictProblem) -> tuple[Requirement, ...]:
    """Requirements that cannot all be kept, although all but any one of them can; none if all of the problem can."""
    model = _Model(problem)
    left = model.core(problem.requirements)
    if left is None:
        return ()
    # What the machine demands is left out first: users rather read of their own decisions.
    for requirement in sorted(left, reverse=True):
        if requirement in left:
            left = model.core([r for r in left if r != requirement]) or left
    return tuple(left)


class _Words:
    """Tells a conflict."""

    def __init__(self, problem: ConflictProblem, found: tuple[Requirement, ...]):
        self.problem = problem
        self.machine = problem.machine
        self.found = found
        self.layers = [r.subject for r in found if r.what is What.MAPPED]

    def conflict(self) -> Conflict:
        sentences = [sentence for r in self.found for sentence in self._sentences(r)]
        return Conflict(self.found, "; ".join(sentences), self._remedy())

    def _holds(self, what: What, subject: int) -> bool:
        return Requirement(what, subject) in self.found

    def _type(self, core_type: int) -> str:
        return f"'{self.problem.types[core_type].name}'"

    # What is required

    def _sentences(self, r: Requirement) -> list[str]:
        match r.what:
            case What.MAPPED:
                return []
            case What.CAPACITY:
                stuck = [i for i in self.layers if self._stuck(i, r.subject)]
                return [s for i in stuck or self.layers for s in self._capacity(i, r)]
            case What.NUMBER:
                number = self.problem.number(r.subject)
                there = "there is one core" if number == 1 else f"there are {number or 'no'} cores"
                return [f"{there} of type {self._type(r.subject)}"]
            case _:
                return self._layer_sentences(r.what, r.subject)

    def _layer_sentences(self, what: What, i: int) -> list[str]:
        demand = self.problem.demands[i]
        layer = f"layer '{demand.name}'"
        match what:
            case What.CORES:
                names = [f"'{self.machine.cores[core].name}'" for core in dict.fromkeys(demand.cores)]
                types = [self._type(t) for t in self.problem.pinned_types(demand)]
                return [
                    f"{layer} is pinned to {_noun('core', names)} {_listed(names)} of {_noun('type', types)} {_listed(types)}"
                ]
            case What.SPLIT:
                splits = [self._split(demand, split) for split in demand.splits or ()]
                if not splits:
                    return [f"{layer} has no candidate split"]
                if demand.split_is_pinned:
                    return [f"the split of {layer} is pinned to {_listed(splits)}"]
                return [f"{layer} has only the candidate {_noun('split', splits)} into {_listed(splits)}"]
            case What.TILES:
                tiles = _loops(demand, demand.pinned_tiles or ())
                return [
                    f"the tiles of {layer} are pinned to {tiles}"
                    if tiles
                    else f"{layer} is pinned to be one tile"
                ]
            case What.FUSED:
                made = _listed([f"'{name}'" for name in demand.reads])
                return [f"{layer} is fused with {made} and needs whole blocks of what it reads from there"]
            case What.EVERY_TYPE:
                types = _listed([self._type(t) for t in self.problem.usable(demand)])
                return [f"{layer} may run on cores of types {types}, so that its tiles must fit on each"]
            case _:
                return self._kind(i)

    def _kind(self, i: int) -> list[str]:
        """What the core types do not run."""
        demand = self.problem.demands[i]
        capable = self.problem.capable(demand)
        if self._holds(What.CORES, i):
            others = [t for t in self.problem.pinned_types(demand) if t not in capable]
            return [self._runs(t) for t in others]
        if capable:
            names = _listed([self._type(t) for t in capable])
            return [
                f"of all core types only {names} run{'s' if len(capable) == 1 else ''} {demand.kind.value} layers"
            ]
        computing = [t for t, own in enumerate(self.problem.types) if own.role is Role.COMPUTE]
        return [
            f"no core of @{self.machine.name} runs layer '{demand.name}' of kind {demand.kind.value}",
            *(self._runs(t) for t in computing),
        ]

    def _runs(self, core_type: int) -> str:
        own = self.problem.types[core_type]
        if own.role is not Role.COMPUTE:
            return f"core type '{own.name}' computes nothing"
        return f"core type '{own.name}' runs only {_listed(sorted(own.runs or ()))}"

    def _split(self, demand: Demand, split: Split) -> str:
        parts = prod(ways for _, ways in split)
        return f"{parts} parts ({_loops(demand, split)})" if split else "one part"

    def _capacity(self, i: int, r: Requirement) -> list[str]:
        """The least that a tile of a layer needs of a memory that is too small for it."""
        demand = self.problem.demands[i]
        needs = [
            (needed[r.memory], n)
            for n, need in enumerate(demand.needs)
            if self._allowed(i, need) and r.memory in (needed := self.problem.too_small(r.subject, need))
        ]
        if not needs:
            return []
        bits, n = min(needs)
        need = demand.needs[n]
        roles, size = next(
            (held, size)
            for held, size, name in self.problem.rooms[self.problem.types[r.subject]].memories
            if name == r.memory
        )
        loops = _loops(demand, demand.tiles[need.option].temporal) or "the whole layer"
        kept = " that keeps to this" if self._holds(What.TILES, i) else ""
        shares = " + ".join(f"{need.bits[role]} of {role}" for role in roles if need.bits[role])
        return [
            f"{'even the smallest' if self._stuck(i, r.subject) else 'a'} tile of layer '{demand.name}'{kept} ({loops}) needs {bits} bits at once "
            f"({shares}), but memory '{r.memory}' of core type {self._type(r.subject)} has {size} for it"
        ]

    def _stuck(self, i: int, core_type: int) -> bool:
        """Whether a core type is too small for all tiles of a layer that are left."""
        return all(
            self._too_small(core_type, need)
            for need in self.problem.demands[i].needs
            if self._allowed(i, need)
        )

    def _too_small(self, core_type: int, need: TileNeed) -> bool:
        memories = self.problem.too_small(core_type, need)
        return any(Requirement(What.CAPACITY, core_type, memory) in self.found for memory in memories)

    def _allowed(self, i: int, need: TileNeed) -> bool:
        """Whether none of the requirements told bans these tiles, for what the layer itself takes or for what it reads."""
        keeps = all(
            (tile.as_pinned or not self._holds(What.TILES, layer))
            and (tile.fused or not self._holds(What.FUSED, layer))
            for layer, option in ((i, need.option), *need.given)
            for tile in [self.problem.demands[layer].tiles[option]]
        )
        return keeps and all(self._fits_somewhere(layer, option) for layer, option in need.given)

    def _fits_somewhere(self, i: int, option: int) -> bool:
        needs = [need for need in self.problem.demands[i].needs if need.option == option]
        return not needs or any(
            not self._too_small(t, need) for need in needs for types in self.problem.places[i] for t in types
        )

    # What to give up

    def _remedy(self) -> str:
        own = [r for r in self.found if r.what in _DECISIONS]
        given_up = own or [r for r in self.found if r.what is not What.MAPPED]
        model = _Model(self.problem)
        everything = self.problem.requirements
        enough = [r for r in given_up if model.core([other for other in everything if other != r]) is None]
        remedies = list(dict.fromkeys(self._gives_up(model, r) for r in enough or given_up))
        if any(r.what is What.CAPACITY for r in given_up):
            remedies.append("narrow the operands (convert-onnx-to-dnn{precision=…})")
        text = ", or ".join(remedies)
        return text if enough else f"{text}; none of this alone is enough, for there are more conflicts"

    def _gives_up(self, model: _Model, r: Requirement) -> str:
        match r.what:
            case What.CAPACITY:
                return f"enlarge memory '{r.memory}' of core type {self._type(r.subject)}"
            case What.NUMBER:
                return f"add cores of type {self._type(r.subject)}"
            case _:
                return self._layer_gives_up(model, r)

    def _layer_gives_up(self, model: _Model, r: Requirement) -> str:
        i, demand = r.subject, self.problem.demands[r.subject]
        layer = f"layer '{demand.name}'"
        match r.what:
            case What.CORES if demand.splits and self._holds(What.SPLIT, i):
                parts = min(prod(ways for _, ways in split) for split in demand.splits)
                return f"pin {layer} to at least {parts} cores of one type"
            case What.CORES:
                others = self._fitting(model, r)
                return (
                    f"pin {layer} to {_cores(self.machine, others)}"
                    if others
                    else f"pin {layer} to other cores"
                )
            case What.SPLIT if demand.split_is_pinned:
                return f"pin a split of {layer} into fewer parts"
            case What.SPLIT:
                fewer = " into fewer parts" if demand.splits else ""
                return f"give {layer} candidate splits{fewer} (dnn-tile-layers)"
            case What.TILES:
                return f"pin smaller tiles of {layer}, or none"
            case What.FUSED:
                return f"let another stack begin with {layer} (dnn-partition-fusion{{strategy=layer-by-layer}} fuses nothing)"
            case What.EVERY_TYPE:
                return f"pin {layer} to {_cores(self.machine, self._fitting(model, r))}"
            case _:
                category = demand.kind.category.value
                return f"add a core type whose `runs` has '{demand.kind.value}' or '{category}', or choose another machine"

    def _fitting(self, model: _Model, given_up: Requirement) -> tuple[int, ...]:
        """The cores on which a layer could run if a requirement of it were given up, and it were pinned to them."""
        i, demand = given_up.subject, self.problem.demands[given_up.subject]
        rest = [
            r for r in self.problem.requirements if r != given_up and r != Requirement(What.EVERY_TYPE, i)
        ]
        fitting = [
            types[0]
            for place, types in enumerate(self.problem.places[i])
            if len(types) == 1 and model.core(rest, [("place", i, place)]) is None
        ]
        allowed = demand.cores if given_up.what is What.EVERY_TYPE else ()
        cores = dict.fromkeys(allowed) or range(len(self.machine.cores))
        return tuple(core for t in fitting for core in self.problem.cores_of(t, cores))


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _noun(noun: str, words: Sequence[str]) -> str:
    return noun if len(words) == 1 else f"{noun}s"


def _loops(demand: Demand, factors: Sequence[tuple[int, int]]) -> str:
    return ", ".join(f"{demand.dims[dim]}: {factor}" for dim, factor in factors)


def _cores(machine: Machine, cores: Sequence[int]) -> str:
    """Some cores, as pins name them."""
    names = [f"@{machine.cores[core].name}" for core in cores]
    return ", ".join(names[:LISTED]) + (", …" if len(names) > LISTED else "")

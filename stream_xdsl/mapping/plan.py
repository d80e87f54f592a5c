"""All decisions about a network, made stack by stack, and what COALA says of them.

A *plan* is a network whose layers have tiles, splits and cores, with the costs of those tiles. Stacks are planned each by itself, as
networks of their own that read and write off-chip memory; whole networks are put together from them.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace

from stream_xdsl.coala.costed import schedule_network
from stream_xdsl.coala.part_costs import KnownParts, part_costs
from stream_xdsl.coala.schedule import USUAL, Placement
from stream_xdsl.cost.estimate import Tile
from stream_xdsl.cost.layer_costs import LayerCosts, tiles_of_layer
from stream_xdsl.cost.search import Objective
from stream_xdsl.cost.tile_shapes import tile_shapes
from stream_xdsl.hardware.machine import Machine
from stream_xdsl.hardware.routes import Interconnect
from stream_xdsl.mapping.allocation import AllocationProblem
from stream_xdsl.mapping.allocation_options import AllocationBuilder, Candidates, Known
from stream_xdsl.mapping.decided import PlacedLayer, placed_layer
from stream_xdsl.mapping.freedom import Freedom
from stream_xdsl.mapping.tile_sizes import Cut, KnownTilings, choose_tiles, heavy_layers, most_row_tiles
from stream_xdsl.mapping.transfer_energies import TransferEnergies
from stream_xdsl.workload.network import Layer, Network, TensorRole
from stream_xdsl.workload.tile_graph import KnownPieces
from stream_xdsl.workload.tiling import Split

Place = tuple[Split, tuple[int, ...]]
"""The split of a layer, and the core of each part."""


@dataclass(frozen=True, eq=False)
class Draft:
    """A stack, as a network of its own, whose layers have tiles; by layer candidates for splits and cores, and the tiles to be costed."""

    network: Network
    candidates: tuple[Candidates, ...]
    tiles: tuple[dict[tuple[str, tuple[int, ...]], Tile], ...]
    forms: tuple[int, ...]
    """Equal for layers that are equal in all that they are planned by, but for their tiles."""
    tiled: tuple[Hashable, ...]
    """Equal for layers with equal tiles to be costed."""


@dataclass(frozen=True, eq=False)
class Plan:
    """A network with all decisions, and by layer the costs of its tiles."""

    network: Network
    costs: tuple[LayerCosts, ...]

    @classmethod
    def of(cls, draft: Draft, costs: tuple[LayerCosts, ...], places: Sequence[Place]) -> "Plan":
        """A draft with a split and cores for each layer."""
        layers = tuple(
            replace(layer, spatial=split, cores=cores)
            for layer, (split, cores) in zip(draft.network.layers, places, strict=True)
        )
        return cls(replace(draft.network, layers=layers), costs)

    def for_layers(self, network: Network) -> "Plan":
        """The same decisions for a stack of the same form."""
        layers = tuple(
            replace(layer, temporal=own.temporal, spatial=own.spatial, cores=own.cores)
            for layer, own in zip(network.layers, self.network.layers, strict=True)
        )
        return Plan(replace(network, layers=layers), self.costs)


@dataclass(frozen=True)
class Evaluation:
    """What a plan takes."""

    latency_cycles: int
    energy_pj: float
    rows: int = 0
    """Tiles and transfers that were scheduled."""


def stack_network(network: Network, name: str, layers: Sequence[int]) -> Network:
    """Some layers, ascending, as a network of one stack, which reads from and writes to off-chip memory what crosses its border."""
    members = set(layers)
    outside = {t for t, layer in network.producer.items() if layer not in members}
    tensors = tuple(
        replace(tensor, role=TensorRole.INPUT) if t in outside else tensor
        for t, tensor in enumerate(network.tensors)
    )
    own = tuple(replace(network.layers[i], stack=0) for i in layers)
    outputs = tuple(
        layer.output
        for layer in own
        if layer.output in network.outputs or not members.issuperset(network.consumers.get(layer.output, ()))
    )
    return Network(name, tensors, own, (name,), outputs)


class Planner:
    """Makes plans of stacks of one network on one machine, and evaluates them."""

    def __init__(self, network: Network, machine: Machine, freedoms: Sequence[Freedom]):
        self.network = network
        self.machine = machine
        self.freedoms = tuple(freedoms)
        self.interconnect = Interconnect(machine)
        self._transfers = TransferEnergies(machine, self.interconnect)
        self._known_options = Known()
        self._known_tiles = KnownTilings()
        self._most_rows: dict[int, int] = {}
        self._layer_tiles: dict[Hashable, dict[tuple[str, tuple[int, ...]], Tile]] = {}
        self._forms: dict[Hashable, int] = {}
        self._known_pieces = KnownPieces()
        self._known_parts = KnownParts()
        self._heavy = heavy_layers(network)
        self._layer_forms = [self._layer_form(i) for i in range(len(network.layers))]

    def form(self, network: Network, members: Sequence[int]) -> int:
        """A number for all that decides how a stack, as a network of its own, is planned: stacks of one form get the same plan."""
        tensors: dict[int, int] = {}
        found: list[Hashable] = []
        for i, layer in zip(members, network.layers, strict=True):
            read = [piece.tensor for use in layer.uses for piece in use.pieces]
            found.append(self._layer_forms[i])
            for t in (*read, layer.output):
                found.append(tensors.setdefault(t, len(tensors)))
        mentioned = tuple((t.role, t.shape, t.bits) for t in (network.tensors[t] for t in tensors))
        form = (tuple(found), mentioned, tuple(tensors[t] for t in network.outputs))
        return self._forms.setdefault(form, len(self._forms))

    def _layer_form(self, index: int) -> int:
        """A number for all that a layer is, but for the tensors it reads and writes."""
        layer = self.network.layers[index]
        uses = tuple(
            (
                use.shape,
                use.map,
                use.bits,
                tuple(
                    tuple(
                        (g.source_axes, g.target_axes, g.source_sizes, g.index.tobytes())
                        for g in piece.groups
                    )
                    for piece in use.pieces
                ),
            )
            for use in layer.uses
        )
        loops = (layer.kind, layer.dims, layer.sizes, layer.output_map, layer.psum_bits, layer.output_bits)
        key = (*loops, uses, self.freedoms[index], index in self._heavy)
        return self._forms.setdefault(key, len(self._forms))

    def most_row_tiles(self, most_tiles: int) -> int:
        """The same for all stacks, however few layers they have."""
        if most_tiles not in self._most_rows:
            cores = [freedom.cores for freedom in self.freedoms]
            self._most_rows[most_tiles] = most_row_tiles(self.machine, cores, most_tiles)
        return self._most_rows[most_tiles]

    def heavy(self, members: Sequence[int]) -> tuple[bool, ...]:
        """By layer of a stack whether row tiles are of no use for it."""
        return tuple(len(members) > 1 and i in self._heavy for i in members)

    def draft(
        self,
        network: Network,
        members: Sequence[int],
        most_tiles: int,
        *,
        row_tiles: int | None = None,
        heavy: Cut = Cut.ROWS,
    ) -> Draft:
        """Tiles of a stack's layers, none cut into more than `most_tiles` unless nothing else fits; rows of fused ones into `row_tiles`, if that is decided;
        heavy ones are cut along something else where that fits. Raises TileSizeError."""
        own = [self.freedoms[i] for i in members]
        cuts = {k: heavy for k, is_heavy in enumerate(self.heavy(members)) if is_heavy}
        tiles = choose_tiles(
            network,
            self.machine,
            [freedom.cores for freedom in own],
            [freedom.temporal for freedom in own],
            [freedom.split for freedom in own],
            most_tiles,
            most_rows=self.most_row_tiles(most_tiles),
            row_tiles=(row_tiles,),
            cuts=cuts,
            known=self._known_tiles,
        )
        layers = tuple(replace(layer, temporal=cut) for layer, cut in zip(network.layers, tiles, strict=True))
        splits = [
            freedom.splits(layer, self.machine, fused=len(own) > 1)
            for layer, freedom in zip(layers, own, strict=True)
        ]
        tiled = [
            (self._layer_forms[i], layer.temporal, mine)
            for i, layer, mine in zip(members, layers, splits, strict=True)
        ]
        return Draft(
            replace(network, layers=layers),
            tuple(
                Candidates(freedom.cores, mine, freedom.in_order)
                for freedom, mine in zip(own, splits, strict=True)
            ),
            tuple(
                self._tiles(key, i, layer, mine)
                for key, i, layer, mine in zip(tiled, members, layers, splits, strict=True)
            ),
            tuple(self._layer_forms[i] for i in members),
            tuple(tiled),
        )

    def _tiles(
        self, key: Hashable, index: int, layer: Layer, splits: tuple[Split, ...]
    ) -> dict[tuple[str, tuple[int, ...]], Tile]:
        if key not in self._layer_tiles:
            core_types = [self.machine.cores[core].core_type for core in self.freedoms[index].cores]
            shapes = tile_shapes(layer.sizes, layer.temporal, splits)
            self._layer_tiles[key] = tiles_of_layer(layer, core_types, shapes)
        return self._layer_tiles[key]

    def problem(
        self, draft: Draft, costs: Sequence[LayerCosts], objective: Objective = Objective.LATENCY
    ) -> AllocationProblem:
        """Of giving a draft's layers splits and cores; its tiles are mapped for an objective. Raises NoOptionError."""
        layers = draft.network.layers
        builder = AllocationBuilder(
            draft.network,
            self.machine,
            draft.candidates,
            lambda layer, core_type, shape: costs[layer][core_type, shape].cycles,
            lambda layer, core_type, shape: costs[layer][core_type, shape].energy_pj,
            self._transfers,
            [(form, layer.temporal, objective) for form, layer in zip(draft.forms, layers, strict=True)],
            self._known_options,
        )
        return builder.build(0)

    def join(self, plans: Sequence[Plan]) -> Plan:
        """The whole network, from the plans of its stacks in the order in which they run."""
        layers = tuple(
            replace(layer, stack=stack) for stack, plan in enumerate(plans) for layer in plan.network.layers
        )
        names = tuple(plan.network.name for plan in plans)
        return Plan(
            replace(self.network, layers=layers, stacks=names),
            tuple(own for plan in plans for own in plan.costs),
        )

    def placed(self, plan: Plan) -> list[PlacedLayer]:
        """By layer what it takes with its split, cores and tiles, whatever the schedule. Raises CostError if its tiles cannot be scheduled."""
        costs = part_costs(plan.network, self.machine, plan.costs, self._known_parts)
        return [
            placed_layer(layer, self.machine, [costs[index, part] for part in range(len(layer.cores))])
            for index, layer in enumerate(plan.network.layers)
        ]

    def evaluate(
        self, plan: Plan, placement: Placement = USUAL, latest_cycles: int | None = None
    ) -> Evaluation:
        """Latency and energy of the schedule that `convert-dnn-to-sched` makes so. Raises UnmappableError if there is none, LateError if it takes longer than is wanted."""
        costs = part_costs(plan.network, self.machine, plan.costs, self._known_parts)
        _, result = schedule_network(
            self.machine,
            self.interconnect,
            plan.network,
            costs,
            placement,
            known=self._known_pieces,
            latest_cycles=latest_cycles,
        )
        latency = result.latency_cycles
        return Evaluation(
            latency,
            result.energy_pj + self.machine.static_power_pj_per_cycle * latency,
            len(result.task_start) + len(result.transfer_start),
        )

"""The pass `dnn-partition-fusion`."""

from collections.abc import Sequence
from dataclasses import dataclass

from xdsl.context import Context
from xdsl.dialects.builtin import ModuleOp
from xdsl.passes import ModulePass

from stream_xdsl.bridge.decisions import (
    find_mapping_problem,
    open_store,
    pinned_cores,
    read_freedom,
    unmappable_error,
)
from stream_xdsl.bridge.network import find_network, layer_ops, read_network
from stream_xdsl.bridge.stacks import check_no_stacks, write_row_tiles, write_stacks
from stream_xdsl.cost.estimate import Tile, TileCost, TileError, estimate
from stream_xdsl.cost.search import Objective
from stream_xdsl.diagnostics import PassError, check_choice, did_you_mean
from stream_xdsl.dialects.dnn import LayerOp, NetworkOp
from stream_xdsl.hardware.machine import Machine
from stream_xdsl.mapping.partition import (
    Group,
    PartitionError,
    layer_by_layer,
    manual,
    usual_weights_fit,
)
from stream_xdsl.mapping.partition_scheduled import (
    MOST_SCHEDULES,
    NoPartitionError,
    best_in_schedules,
)
from stream_xdsl.mapping.tile_sizes import TileSizeError
from stream_xdsl.progress import progress_bar
from stream_xdsl.workload.network import Network

STRATEGIES = ("layer-by-layer", "weights-fit", "optimal", "manual")


@dataclass(frozen=True)
class DnnPartitionFusionPass(ModulePass):
    """Group the layers of a network into stacks: fusion groups whose intermediate tensors stay on chip.

    Every stack gets copies of the weights and views that its layers read, so that only real tensors cross its border.

    Options:
      strategy: `layer-by-layer` makes every layer its own stack; `weights-fit` fuses as many layers in a row as have
        room for their weights on the cores that run them (memories that also hold activations count half; greedy), and
        begins a new stack at a layer that has no room for rows of what the stack before would hand over;
        `optimal` searches for the groups, across branches, too, by a model that schedules correct (`docs/partition.md`); it is never worse
        than the other two, as the passes of the named pipelines go on with default options; where schedules like another number of row tiles better than
        that which `dnn-tile-layers` would take, the stack says so (`row_tiles`);
        `manual` takes the groups of the layers' pins, or of `stacks`, and leaves all other layers on their own.
      objective: for `optimal`, what is to be least: `latency`, `energy`, or `edp`, their product.
      cache: for `optimal`, whether costs of tiles are kept on disk, and taken from there.
      stacks: for `manual`, groups of layer names, as in `"conv1,relu1;conv2,relu2"`; they are called stack0, stack1, …
      system: the `accel.system`, for `weights-fit` and `optimal`, if there are several and the network is not mapped `on` one.

    ```mlir
    // before, with dnn-partition-fusion{strategy=layer-by-layer}
    dnn.network @net(%x: tensor<4x6xf32>) -> tensor<6x4xf32> inputs ["x"] outputs ["y"] {
      %0 = dnn.layer "relu" relu(%x) …
      %1 = dnn.view transpose(%0) permutation [1, 0] : (tensor<4x6xf32>) -> tensor<6x4xf32>
      %2 = dnn.layer "exp" exp(%1) …
      dnn.return %2 : tensor<6x4xf32>
    }

    // after
    dnn.network @net(%x: tensor<4x6xf32>) -> tensor<6x4xf32> inputs ["x"] outputs ["y"] {
      %0 = dnn.stack "relu"(%x_1 = %x : tensor<4x6xf32>) -> (tensor<4x6xf32>) {
        %1 = dnn.layer "relu" relu(%x_1) …
        dnn.yield %1 : tensor<4x6xf32>
      }
      %2 = dnn.stack "exp"(%3 = %0 : tensor<4x6xf32>) -> (tensor<6x4xf32>) {
        %4 = dnn.view transpose(%3) permutation [1, 0] : (tensor<4x6xf32>) -> tensor<6x4xf32>
        %5 = dnn.layer "exp" exp(%4) …
        dnn.yield %5 : tensor<6x4xf32>
      }
      dnn.return %2 : tensor<6x4xf32>
    }
    ```
    """

    name = "dnn-partition-fusion"

    strategy: str = "layer-by-layer"
    objective: str = Objective.EDP.value
    cache: bool = True
    stacks: str = ""
    system: str = ""

    def __post_init__(self):
        check_choice(self.name, "strategy", self.strategy, STRATEGIES)
        check_choice(self.name, "objective", self.objective, Objective)
        if self.stacks and self.strategy != "manual":
            raise PassError(
                self.name, f"stacks= has no meaning for {self.strategy}", remedy="add strategy=manual"
            )

    def apply(self, ctx: Context, op: ModuleOp) -> None:
        network_op = find_network(op, self.name)
        check_no_stacks(network_op, self.name, "partition a network once, before it is tiled")
        network = read_network(network_op, None, self.name)
        layers = layer_ops(network_op)
        try:
            match self.strategy:
                case "layer-by-layer":
                    groups = layer_by_layer(network)
                case "weights-fit":
                    _, machine = find_mapping_problem(op, self.name, self.system)
                    cores = [pinned_cores(layer, machine, self.name) for layer in layers]
                    groups = usual_weights_fit(network, machine, cores)
                case "optimal":
                    _, machine = find_mapping_problem(op, self.name, self.system)
                    groups = self._optimal(network, machine, network_op, layers)
                case _:
                    groups = manual(network, self._named_groups(layers))
        except PartitionError as error:
            raise PassError(
                self.name,
                str(error),
                op=layers[error.layer],
                remedy="regroup so that each group runs to its end once its inputs are there",
            ) from None
        except TileError as error:
            raise PassError(
                self.name,
                f"a tile cannot run on core type @{error.tile.core_type.name}: {error}",
                op=network_op,
                remedy="enlarge the memory, or keep layers off that core type with pins",
            ) from None
        except TileSizeError as error:
            raise PassError(
                self.name,
                str(error),
                op=layers[error.layer],
                remedy="choose a machine with a larger memory, smaller pinned tiles, or narrower operands",
            ) from None
        write_stacks(network_op, [(group.name, [layers[i] for i in group.layers]) for group in groups])
        write_row_tiles(network_op, [group.row_tiles for group in groups])

    def _optimal(
        self, network: Network, machine: Machine, network_op: NetworkOp, layers: Sequence[LayerOp]
    ) -> tuple[Group, ...]:
        freedoms = [read_freedom(layer, machine, self.name) for layer in layers]
        store = open_store(self.name) if self.cache else None

        def cost(tiles: Sequence[Tile], objective: Objective) -> Sequence[TileCost]:
            return estimate(tiles, objective=objective, store=store)

        try:
            with progress_bar("partitions scheduled", MOST_SCHEDULES) as advance:
                return best_in_schedules(
                    network, machine, freedoms, cost, Objective(self.objective), advance=advance
                )
        except NoPartitionError as error:
            message = f"no partition that was tried can be scheduled: {error}"
            raise unmappable_error(self.name, message, network_op, network, machine) from None

    def _named_groups(self, layers: Sequence[LayerOp]) -> list[tuple[str, list[int]]]:
        place = {layer.layer_name.data: i for i, layer in enumerate(layers)}
        groups: dict[str, list[int]] = {}
        if not self.stacks:
            for i, layer in enumerate(layers):
                if layer.pins is not None and layer.pins.group.data:
                    groups.setdefault(layer.pins.group.data, []).append(i)
            return list(groups.items())
        for g, names in enumerate(self.stacks.split(";")):
            for name in (part.strip() for part in names.split(",")):
                if name not in place:
                    raise PassError(
                        self.name,
                        f"stacks= names layer '{name}', which the network does not have{did_you_mean(name, place)}",
                        remedy="use names of dnn.layer operations",
                    )
                groups.setdefault(f"stack{g}", []).append(place[name])
        return list(groups.items())

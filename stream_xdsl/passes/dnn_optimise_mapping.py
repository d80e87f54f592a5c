"""The pass `dnn-optimise-mapping`."""

import warnings
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass

from xdsl.context import Context
from xdsl.dialects.builtin import ModuleOp
from xdsl.passes import ModulePass

from stream_xdsl.bridge.decisions import (
    cost_attr,
    find_mapping_problem,
    open_store,
    read_freedom,
    unmappable_error,
    write_allocation,
    write_placement,
    write_quality,
)
from stream_xdsl.bridge.network import layer_ops, read_network
from stream_xdsl.bridge.stacks import check_no_stacks, write_stacks
from stream_xdsl.cost.estimate import Tile, TileCost, estimate
from stream_xdsl.cost.search import Objective
from stream_xdsl.diagnostics import PassError, check_choice
from stream_xdsl.dialects.dnn import LayerOp, NetworkOp
from stream_xdsl.mapping.goal import Goal
from stream_xdsl.mapping.optimise import EFFORTS, NoMappingError, optimise
from stream_xdsl.mapping.plan import Evaluation
from stream_xdsl.output import whole_file
from stream_xdsl.progress import progress_bar
from stream_xdsl.report.mapping_text import explanation_lines


@dataclass(frozen=True)
class DnnOptimiseMappingPass(ModulePass):
    """Decide jointly which layers are fused, how they are tiled, and how each is split over which cores.

    Takes the place of `dnn-partition-fusion`, `dnn-tile-layers`, `dnn-estimate-core-cost` and `dnn-allocate-cores`. Partitions into stacks,
    each planned as those passes would or in another way, some layers changed, are scheduled as a whole, and the best is kept: first those that the named pipelines
    make, fully fused ones, and weights-fit at smaller capacities, then neighbours of the best (`docs/mapping-search.md`). So the result is
    never worse than theirs, as `convert-dnn-to-sched` schedules it with its default options; how that places tiles is decided, too. It does not depend on how fast the machine is or how
    many processors it has. Ctrl-C ends the search and leaves the best mapping found so far, with a warning; if there is none yet, it ends the tool.

    Options:
      objective: what the mapping has least of: `edp` (the default), `latency` or `energy`.
      effort: `quick` compares a few partitions; `default` compares more, and 16 neighbours of the best; `thorough` up to 400, and the partitions of `dnn-partition-fusion{strategy=optimal}`.
      seed: which neighbours are looked at: 0 (the default) takes the most promising first, any other number leaves that to chance; several runs see more than one.
      explain: a file for the reasons: for every cut, and every layer's split and cores, what no mapping with it can beat, and what the whole network would take with the runner-up.
      cache: `false` costs every tile anew and leaves the store on disk alone (`docs/cost-model.md` says where it is).
      system: the `accel.system`, if there are several and the network is not mapped `on` one.

    ```mlir
    // before
    dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] {
      %1 = dnn.layer "relu" relu(%x) dims <n0 = 4, n1 = 6> maps [(n0, n1)] -> (n0, n1)
        bits <in = [8], psum = 16, out = 8> : (tensor<4x6xf32>) -> tensor<4x6xf32>
      dnn.return %1 : tensor<4x6xf32>
    }

    // after
    dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] on @mono {
      %0 = dnn.stack "relu"(%x_1 = %x : tensor<4x6xf32>) -> (tensor<4x6xf32>) {
        %1 = dnn.layer "relu" relu(%x_1) dims <n0 = 4, n1 = 6> maps [(n0, n1)] -> (n0, n1)
          bits <in = [8], psum = 16, out = 8> tiling <temporal = [n1 : 3], spatial = []>
          costs [<@pe, 4x3, cycles = 3, …>] cores [@core0] : (tensor<4x6xf32>) -> tensor<4x6xf32>
        dnn.yield %1 : tensor<4x6xf32>
      }
      dnn.return %0 : tensor<4x6xf32>
    }
    ```
    """

    name = "dnn-optimise-mapping"

    objective: str = Goal.EDP.value
    effort: str = "default"
    seed: int = 0
    explain: str = ""
    cache: bool = True
    system: str = ""

    def __post_init__(self):
        check_choice(self.name, "objective", self.objective, Goal)
        check_choice(self.name, "effort", self.effort, tuple(EFFORTS))
        if self.seed < 0:
            raise PassError(
                self.name,
                f"seed must not be negative, got {self.seed}",
                remedy="give 0 or more, or leave it out",
            )

    def apply(self, ctx: Context, op: ModuleOp) -> None:
        network_op, machine = find_mapping_problem(op, self.name, self.system)
        layers = layer_ops(network_op)
        self._check(network_op, layers)
        network = read_network(network_op, machine, self.name)
        freedoms = [read_freedom(layer, machine, self.name) for layer in layers]
        store = open_store(self.name) if self.cache else None
        goal, effort = Goal(self.objective), EFFORTS[self.effort]

        def cost(tiles: Sequence[Tile], objective: Objective) -> Sequence[TileCost]:
            return estimate(tiles, objective=objective, store=store)

        with ExitStack() as opened:
            # Opened first: that it cannot be written is known before the search.
            explanation = opened.enter_context(whole_file(self.explain)) if self.explain else None
            bar = opened.enter_context(progress_bar("mappings scheduled", effort.most_schedules))

            def advance(best: Evaluation | None) -> None:
                bar(
                    1,
                    ""
                    if best is None
                    else f"best {best.latency_cycles:,} cycles, {best.energy_pj / 1e6:,.1f} µJ",
                )

            try:
                found = optimise(
                    network,
                    machine,
                    freedoms,
                    cost,
                    goal,
                    effort,
                    seed=self.seed,
                    reasons=bool(self.explain),
                    advance=advance,
                    interrupted=self._interrupted,
                )
            except NoMappingError as error:
                message = f"no mapping was found: {error}"
                raise unmappable_error(self.name, message, network_op, network, machine) from None
            if explanation is not None:
                lines = explanation_lines(goal, found.evaluation, found.reasons)
                explanation.writelines(f"{line}\n" for line in lines)
        groups = [
            (name, [layers[i] for i in s.layers])
            for name, s in zip(found.plan.network.stacks, found.partition, strict=True)
        ]
        write_placement(network_op, found.placement)
        write_stacks(network_op, groups)
        write_quality(network_op, None)
        ops = {layer.layer_name.data: layer for layer in layer_ops(network_op)}
        for layer, costs in zip(found.plan.network.layers, found.plan.costs, strict=True):
            attributes = {key: cost_attr(*key, cost) for key, cost in costs.items()}
            write_allocation(ops[layer.name], layer, machine, attributes)

    def _interrupted(self, scheduled: int) -> None:
        warnings.warn(
            f"{self.name}: interrupted; goes on with the best mapping of {scheduled} scheduled so far; interrupt again to give up",
            stacklevel=2,
        )

    def _check(self, network_op: NetworkOp, layers: Sequence[LayerOp]) -> None:
        if not layers:
            raise PassError(
                self.name, "the network has no layers", op=network_op, remedy="there is nothing to map"
            )
        check_no_stacks(network_op, self.name, "leave out dnn-partition-fusion, whose work this pass does")
        for layer in layers:
            if layer.pins is not None and layer.pins.group.data:
                raise PassError(
                    self.name,
                    f"layer '{layer.layer_name.data}' is pinned to group '{layer.pins.group.data}', but this pass decides what is fused",
                    op=layer,
                    remedy="leave the groups out of the mapping file, or use the pipeline of separate passes with "
                    "dnn-partition-fusion{strategy=manual}",
                )

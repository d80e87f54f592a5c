"""The pass `dnn-allocate-cores`."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from xdsl.context import Context
from xdsl.dialects.builtin import ModuleOp
from xdsl.passes import ModulePass

from stream_xdsl.bridge.decisions import (
    Costs,
    conflict_error,
    find_mapping_problem,
    read_costs,
    read_freedom,
    read_pins,
    read_splits,
    write_allocation,
    write_quality,
)
from stream_xdsl.bridge.network import layer_ops, read_network
from stream_xdsl.cost.search import Objective
from stream_xdsl.diagnostics import PassError, check_choice
from stream_xdsl.dialects.dnn import CostAttr, LayerOp, NetworkOp, StackOp
from stream_xdsl.dialects.dnn_attributes import AllocationAttr
from stream_xdsl.hardware.machine import Machine
from stream_xdsl.hardware.routes import Interconnect
from stream_xdsl.mapping.allocate import EFFORT, STRATEGIES, allocate
from stream_xdsl.mapping.allocation import AllocationProblem, AllocationSolution
from stream_xdsl.mapping.allocation_options import AllocationBuilder, Candidates, NoOptionError
from stream_xdsl.mapping.conflicts import Demand, find_conflict
from stream_xdsl.mapping.transfer_energies import TransferEnergies
from stream_xdsl.workload.kinds import Kind
from stream_xdsl.workload.network import Network


@dataclass(frozen=True)
class DnnAllocateCoresPass(ModulePass):
    """Choose for every layer one of its candidate splits, and a core for each part.

    Stack by stack, in a model of its steady state: tiles follow each other at an interval that no core, no channel and no
    port of the off-chip memory may exceed, and results that are not where they are read take time to move. What the memories of
    cores have no room for, weights first, is spilled and loaded again. Only the costs that are used are kept. `cp-sat` leaves at each stack the
    objective in that model and the solver's lower bound of it, as `dnn.allocation`; if they are equal, no choice is better.

    Options:
      strategy: `cp-sat` takes the choice with the least of the objective in that model, by constraint programming; `fixed` spreads
        every layer over as many of its cores as it can, which for pinned layers are those; `greedy` takes layer after layer
        where there is least to do; `genetic` searches by NSGA-II, 64 individuals over 10 generations.
      objective: for `cp-sat` and `genetic`, what is to be least: `latency` (the default), `energy`, or `edp`, their product.
      effort: limit of the search by `cp-sat` per stack, in CP-SAT's deterministic time, roughly seconds.
      system: the `accel.system`, if there are several and the network is not mapped `on` one.

    ```mlir
    // before
    %1 = dnn.layer "relu" relu(%0) dims <n0 = 4, n1 = 6> maps [(n0, n1)] -> (n0, n1)
      bits <in = [8], psum = 16, out = 8>
      tiling <temporal = [n0 : 2], spatial = []> splits [<[]>, <[n1 : 2]>]
      costs [<@pe, 2x6, cycles = 3, …>, <@pe, 2x3, cycles = 2, …>]
      : (tensor<4x6xf32>) -> tensor<4x6xf32>

    // after
    %1 = dnn.layer "relu" relu(%0) dims <n0 = 4, n1 = 6> maps [(n0, n1)] -> (n0, n1)
      bits <in = [8], psum = 16, out = 8>
      tiling <temporal = [n0 : 2], spatial = [n1 : 2]>
      costs [<@pe, 2x3, cycles = 2, …>] cores [@core0, @core1]
      : (tensor<4x6xf32>) -> tensor<4x6xf32>
    ```
    """

    name = "dnn-allocate-cores"

    strategy: str = "cp-sat"
    objective: str = Objective.LATENCY.value
    effort: float = EFFORT
    system: str = ""

    def __post_init__(self):
        check_choice(self.name, "strategy", self.strategy, STRATEGIES)
        check_choice(self.name, "objective", self.objective, Objective)
        if self.effort <= 0:
            raise PassError(self.name, f"effort must be positive, got {self.effort}")

    def apply(self, ctx: Context, op: ModuleOp) -> None:
        network_op, machine = find_mapping_problem(op, self.name, self.system)
        network = read_network(network_op, machine, self.name)
        layers = layer_ops(network_op)
        costs = [read_costs(layer) for layer in layers]
        builder = self._builder(network, machine, layers, costs)
        solved: dict[AllocationProblem, AllocationSolution] = {}
        for stack in range(len(network.stacks)):
            try:
                problem = builder.build(stack)
            except NoOptionError as error:
                raise self._refuse(layers[error.layer], machine) from None
            if problem not in solved:
                solved[problem] = self._solve(problem)
            members = [i for i, layer in enumerate(network.layers) if layer.stack == stack]
            owner = layers[members[0]].parent_op()
            assert isinstance(owner, NetworkOp | StackOp)
            write_quality(owner, self._quality(problem, solved[problem]))
            for i, options, chosen in zip(members, problem.options, solved[problem].choice, strict=True):
                split, cores = options[chosen].split, options[chosen].cores
                allocated = replace(network.layers[i], spatial=split, cores=cores)
                write_allocation(layers[i], allocated, machine, costs[i])

    def _builder(
        self, network: Network, machine: Machine, layers: Sequence[LayerOp], costs: Sequence[Costs]
    ) -> AllocationBuilder:
        def cost_of(layer: int, core_type: str, shape: tuple[int, ...]) -> CostAttr:
            cost = costs[layer].get((core_type, shape))
            if cost is None:
                raise PassError(
                    self.name,
                    f"layer '{network.layers[layer].name}' has no cost of a {'x'.join(map(str, shape))} tile on @{core_type}",
                    op=layers[layer],
                    remedy="run dnn-estimate-core-cost after the layers are tiled",
                )
            return cost

        candidates = [
            Candidates(freedom.cores, read_splits(layer), freedom.in_order)
            for layer in layers
            for freedom in [read_freedom(layer, machine, self.name)]
        ]
        return AllocationBuilder(
            network,
            machine,
            candidates,
            lambda layer, core_type, shape: cost_of(layer, core_type, shape).cycles.value.data,
            lambda layer, core_type, shape: cost_of(layer, core_type, shape).energy_pj.value.data,
            TransferEnergies(machine, Interconnect(machine)),
        )

    def _refuse(self, op: LayerOp, machine: Machine) -> PassError:
        """No split of a layer has as few parts as there are cores for it."""
        pins, splits = read_pins(op, machine), read_splits(op)
        demand = Demand(
            op.layer_name.data,
            Kind(op.kind.data),
            pins.cores,
            tuple(op.dims),
            splits,
            split_is_pinned=splits == (pins.split,),
        )
        conflict = find_conflict(machine, [demand])
        assert conflict is not None  # the same rule, told by requirements
        return conflict_error(self.name, conflict, op)

    def _quality(self, problem: AllocationProblem, solution: AllocationSolution) -> AllocationAttr | None:
        """None if the strategy proves nothing."""
        if not solution.bound:
            return None
        value = solution.value(problem, solution.objective)
        return AllocationAttr.get(solution.objective.value, value, solution.bound)

    def _solve(self, problem: AllocationProblem) -> AllocationSolution:
        return allocate(self.strategy, problem, Objective(self.objective), self.effort)

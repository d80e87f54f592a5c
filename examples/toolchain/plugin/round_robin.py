"""A pass of another package, which takes the place of `dnn-allocate-cores`: layers take turns on the cores that can run them."""

from dataclasses import dataclass, replace

from xdsl.context import Context
from xdsl.dialects.builtin import ModuleOp
from xdsl.passes import ModulePass
from xdsl.universe import Universe

from stream_xdsl.bridge.decisions import find_mapping_problem, read_costs, write_allocation
from stream_xdsl.bridge.network import layer_ops, read_network
from stream_xdsl.diagnostics import PassError


@dataclass(frozen=True)
class RoundRobinPass(ModulePass):
    """Put layer after layer on the next core whose type has a cost for the tiles of the whole layer."""

    name = "dnn-allocate-round-robin"

    def apply(self, ctx: Context, op: ModuleOp) -> None:
        """Write the allocation of each layer."""
        network_op, machine = find_mapping_problem(op, self.name, "")
        network = read_network(network_op, machine, self.name)
        for turn, (layer, layer_op) in enumerate(zip(network.layers, layer_ops(network_op), strict=True)):
            tile = tuple(dict(layer.temporal).get(dim, size) for dim, size in enumerate(layer.sizes))
            costs = read_costs(layer_op)
            cores = [i for i, core in enumerate(machine.cores) if (core.core_type.name, tile) in costs]
            if not cores:
                raise PassError(self.name, f"no core runs '{layer.name}' whole", op=layer_op)
            allocated = replace(layer, spatial=(), cores=(cores[turn % len(cores)],))
            write_allocation(layer_op, allocated, machine, costs)


UNIVERSE = Universe(all_passes={"dnn-allocate-round-robin": lambda: RoundRobinPass})

"""The pass `convert-dnn-to-sched`."""

from dataclasses import dataclass, replace

from xdsl.context import Context
from xdsl.dialects.builtin import ModuleOp
from xdsl.passes import ModulePass

from stream_xdsl.bridge.decisions import check_splits, find_mapping_problem, read_placement
from stream_xdsl.bridge.network import layer_ops, read_network
from stream_xdsl.bridge.schedule import read_part_costs, write_schedule
from stream_xdsl.coala.costed import schedule_network
from stream_xdsl.coala.schedule import CapacityError, Priority
from stream_xdsl.diagnostics import PassError, check_choice, did_you_mean
from stream_xdsl.dialects.dnn import NetworkOp
from stream_xdsl.dialects.sched import ExpandedOp, ProgramOp
from stream_xdsl.hardware.machine import Machine
from stream_xdsl.hardware.routes import Interconnect
from stream_xdsl.unmappable import UnmappableError
from stream_xdsl.workload.network import Network

LISTED = 4
"""Tensors that a capacity error names."""


@dataclass(frozen=True)
class ConvertDnnToSchedPass(ModulePass):
    """Schedule an allocated network: when every tile is computed, and when everything it needs is moved.

    Every layer needs cores and a cost of each of its tiles on them. The tiles of a stack are placed in an order of choice;
    each starts as soon as its core, its data and space for its output allow. Data is fetched as early as memory and
    bandwidth allow: loads run ahead of the tiles that need them. Links, buses and the ports of off-chip memory are
    shared; no memory ever holds more than its size. Where space runs out, what is needed furthest in the future makes
    room, and is fetched again; of what the core's last tile has just read, only what nothing else can make room for. Operands too large for a core's memory stream from off-chip memory while a tile runs, which takes longer if channels do not
    have the rate. Inputs, weights and results that outlive their stack are off-chip.

    The network stays as it is; a `sched.program` with the schedule is added.

    Options:
      priority: if not given, what the network says, as `dnn-optimise-mapping` decided, or else `memory`. `memory`: a tile is placed just before the first that needs it, so that little is kept for long; `latency`:
        tiles are placed as they could start if every part had a core of its own and data moved at once, so that producers run ahead of
        slow consumers, which need not end earlier where bandwidth is short; `list`: of the tiles that could be next those of the layer first in `layers`.
      layers: names of layers, most urgent first, as in `layers="b","a"`; all others follow, in the order of the network.
      prefetch: up to which share of every memory on chip, from 0 to 1, loads fill it that are made before the tiles that need them are placed, where off-chip memory and a port
        are idle: such loads delay tiles of the core they are for, which then need not wait for them later. If not given, what the network says, or else 0: each
        is made with its tile, in time that other tiles and transfers left.
      headroom: the share of every memory on chip, from 0 (default) up to 1, that stays free wherever what a tile needs at once fits the rest;
        with some, `sched-assign-addresses` finds contiguous places.
      system: the `accel.system`, if there are several and the network is not mapped `on` one.

    ```mlir
    // before
    dnn.network @net(%x: tensor<4x6xf32>) -> tensor<4x6xf32> inputs ["x"] outputs ["y"] on @mono {
      %1 = dnn.layer "relu" relu(%x) dims <n0 = 4, n1 = 6> maps [(n0, n1)] -> (n0, n1)
        bits <in = [8], psum = 16, out = 8> tiling <temporal = [n1 : 3], spatial = []>
        costs [<@pe, 4x3, cycles = 3, compute = 3, energy = 13.0, mac_energy = 12.0>] cores [@core0]
        : (tensor<4x6xf32>) -> tensor<4x6xf32>
      dnn.return %1 : tensor<4x6xf32>
    }

    // after, with a bus of 16 bits per cycle
    sched.program @net_on_mono of @net on @mono
      tasks dense<[[0, 6, 3, 18], [1, 12, 3, 24]]> : tensor<2x4xi64>
      transfers dense<[[0, 0, 6, 96, 9], [1, 6, 6, 96, 15], [0, 12, 6, 96, -1], [1, 18, 6, 96, -1]]> : tensor<4x5xi64> {
      sched.compute "relu"[0] on @core0 rows 0 to 2 energy_pj 26
      sched.transfer load "x" for "relu"[0] from @dram::@dram to @core0::@sram via [@bus0] rows 0 to 2 energy_pj 260
      sched.transfer store "relu"[0] from @core0::@sram to @dram::@dram via [@bus0] rows 2 to 4 energy_pj 260
    }
    ```
    """

    name = "convert-dnn-to-sched"

    priority: str = ""
    layers: tuple[str, ...] = ()
    prefetch: float | int | None = None
    headroom: float | int = 0
    system: str = ""

    def __post_init__(self):
        if self.priority:
            check_choice(self.name, "priority", self.priority, Priority)
        if bool(self.layers) != (self.priority == Priority.LIST):
            raise PassError(
                self.name,
                "layers are listed for priority=list, and only for it",
                remedy='write priority=list layers="b","a"',
            )

        if self.prefetch is not None and not 0 <= self.prefetch <= 1:
            raise PassError(
                self.name,
                f"prefetch is {self.prefetch:g}",
                remedy="give a share from 0 to 1, as in prefetch=0.5",
            )
        if not 0 <= self.headroom < 1:
            raise PassError(
                self.name,
                f"headroom is {self.headroom:g}",
                remedy="give a share of at least 0 and below 1, as in headroom=0.25",
            )

    def apply(self, ctx: Context, op: ModuleOp) -> None:
        network_op, machine = find_mapping_problem(op, self.name, self.system)
        for program in op.body.block.ops:
            if isinstance(program, ProgramOp | ExpandedOp):
                raise PassError(
                    self.name,
                    f"the module holds the schedule @{program.sym_name.data} already",
                    op=program,
                    remedy="remove it first",
                )
        network = read_network(network_op, machine, self.name)
        if not network.layers:
            raise PassError(
                self.name, "the network has no layers", op=network_op, remedy="there is nothing to schedule"
            )
        for layer in layer_ops(network_op):
            check_splits(layer, self.name)
        costs = read_part_costs(layer_ops(network_op), network, machine, self.name)
        placement = read_placement(network_op)
        if self.priority:
            placement = replace(placement, priority=Priority(self.priority))
        if self.prefetch is not None:
            placement = replace(placement, prefetch=float(self.prefetch))
        interconnect = Interconnect(machine)
        problem = (machine, interconnect, network, costs, placement, self._listed(network))
        try:
            graph, result = schedule_network(*problem, headroom=self.headroom)
        except CapacityError as error:
            raise self._does_not_fit(error, network_op, network, machine) from None
        except UnmappableError as error:
            raise PassError(
                self.name,
                str(error),
                op=network_op,
                remedy="change the layer's tiling, or allocate it to other cores",
            ) from None
        op.body.block.add_op(write_schedule(result, machine, interconnect, network, graph))

    def _listed(self, network: Network) -> list[int]:
        places = {layer.name: i for i, layer in enumerate(network.layers)}
        for name in self.layers:
            if name not in places:
                raise PassError(
                    self.name,
                    f"no layer is named '{name}'",
                    remedy=f"list layers by name{did_you_mean(name, places)}",
                )
            if self.layers.count(name) > 1:
                raise PassError(self.name, f"'{name}' is listed twice", remedy="list each layer once")
        return [places[name] for name in self.layers]

    def _does_not_fit(
        self, error: CapacityError, network_op: NetworkOp, network: Network, machine: Machine
    ) -> PassError:
        core = machine.cores[error.core].name
        held = ", ".join(
            f"{bits} of '{network.tensors[tensor].name}'" for tensor, bits in error.contributors[:LISTED]
        )
        return PassError(
            self.name,
            f"part {error.part} of layer '{network.layers[error.layer].name}' does not fit: a tile needs "
            f"{error.needed_bits} bits at once in @{core}::@{error.memory}, which has {error.size_bits}"
            + (f"; there are {held} already" if held else ""),
            op=layer_ops(network_op)[error.layer],
            remedy="use smaller tiles, split the layer over more cores, or fuse fewer layers",
        )

"""The pass `sched-annotate-cost`."""

from dataclasses import dataclass

from xdsl.context import Context
from xdsl.dialects.builtin import ModuleOp
from xdsl.passes import ModulePass
from xdsl.utils.exceptions import VerifyException

from stream_xdsl.bridge.machine import read_machine
from stream_xdsl.bridge.network import layer_ops, read_network
from stream_xdsl.bridge.programs import find_programs
from stream_xdsl.bridge.schedule import read_compute_rows, read_part_costs, read_transfer_rows, write_totals
from stream_xdsl.coala.totals import compute_totals
from stream_xdsl.diagnostics import PassError
from stream_xdsl.dialects.sched import ProgramOp
from stream_xdsl.hardware.routes import Interconnect
from stream_xdsl.mapping.bounds import lower_bounds, stack_bounds


@dataclass(frozen=True)
class SchedAnnotateCostPass(ModulePass):
    """Sum up what a schedule costs, and set the totals of every `sched.program`.

    Latency is the end of the last task or transfer. Energy, from the layers' costs, the transfers and static power, is
    broken down by cause, by core, memory, link and bus, by layer and by stack, each of which adds up to all of it. The totals also hold
    MACs and the utilisation of the arrays, off-chip traffic, the busiest core, memory port and channel, the peak use of every on-chip
    memory, and bounds on latency and energy, of the network and of each stack, that no schedule on the machine can beat. The latency
    is bounded by what each resource needs: the greatest of `latency_bounds` binds, as `docs/bounds.md` explains.

    ```mlir
    // before
    sched.program @net_on_mono of @net on @mono
      tasks dense<[[0, 6, 3, 18], [1, 12, 3, 24]]> : tensor<2x4xi64>
      transfers dense<[[0, 0, 6, 96, 9], [1, 6, 6, 96, 15], [0, 12, 6, 96, -1], [1, 18, 6, 96, -1]]> : tensor<4x5xi64> {
      …
    }

    // after
    sched.program @net_on_mono of @net on @mono
      tasks dense<[[0, 6, 3, 18], [1, 12, 3, 24]]> : tensor<2x4xi64>
      transfers dense<[[0, 0, 6, 96, 9], [1, 6, 6, 96, 15], [0, 12, 6, 96, -1], [1, 18, 6, 96, -1]]> : tensor<4x5xi64>
      totals <latency_cycles = 24,
        latency_bounds = <compute_cycles = 6, core_ports_cycles = 6, offchip_ports_cycles = 6, offchip_channels_cycles = 24, channels_cycles = 24, critical_path_cycles = 24>,
        energy_pj = 546, energy_lower_bound_pj = 408,
        macs = 0, array_utilisation = 0, offchip_read_bits = 192, offchip_write_bits = 192,
        busiest = [<resource = @core0, busy_cycles = 6>, <resource = @core0::@sram::@transfers, busy_cycles = 24>,
          <resource = @bus0, busy_cycles = 24>],
        peaks = [<memory = @core0::@sram, used_bits = 288>],
        causes = <compute_pj = 24, weights_pj = 0, activations_pj = 262, spill_pj = 0, output_pj = 260>,
        cores = [<core = @core0, array_pj = 24, memories = [<memory = @sram, access_pj = 10>]>,
          <core = @dram, memories = [<memory = @dram, access_pj = 512>]>],
        interconnect = [],
        layers = [<layer = "relu", energy_pj = 546>],
        stacks = [<stack = "net", start_cycle = 6, end_cycle = 15, energy_pj = 546, data_start_cycle = 0, data_end_cycle = 24,
          latency_bounds = <compute_cycles = 6, core_ports_cycles = 6, offchip_ports_cycles = 6, offchip_channels_cycles = 24, channels_cycles = 24, critical_path_cycles = 24>,
          energy_lower_bound_pj = 408>]> {
      …
    }
    ```
    """

    name = "sched-annotate-cost"

    def apply(self, ctx: Context, op: ModuleOp) -> None:
        for program in find_programs(op, self.name):
            self._annotate(program)

    def _annotate(self, program: ProgramOp) -> None:
        network_op, machine = program.network_op, read_machine(program.system_op)
        network = read_network(network_op, machine, self.name)
        costs = read_part_costs(layer_ops(network_op), network, machine, self.name)
        interconnect = Interconnect(machine)
        totals = compute_totals(
            machine,
            interconnect,
            network,
            tuple(read_compute_rows(program, network, machine, costs)),
            tuple(read_transfer_rows(program, network, machine, interconnect, self.name)),
        )
        try:
            streams = {(layer, operand) for (layer, _), own in costs.items() for operand in own.streams}
            bounds = lower_bounds(network, machine), stack_bounds(network, machine, streams)
            program.totals = write_totals(totals, *bounds, machine, network)
        except (VerifyException, ValueError) as error:
            raise PassError(
                self.name,
                str(error),
                op=program,
                remedy="schedule and cost the network with this machine; a cost below what its array can do is wrong",
            ) from None

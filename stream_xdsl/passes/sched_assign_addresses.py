"""The pass `sched-assign-addresses`."""

from dataclasses import dataclass

from xdsl.context import Context
from xdsl.dialects.builtin import ModuleOp
from xdsl.passes import ModulePass

from stream_xdsl.bridge.addresses import read_residents, write_addresses
from stream_xdsl.bridge.machine import read_machine
from stream_xdsl.bridge.network import read_network
from stream_xdsl.bridge.programs import find_programs
from stream_xdsl.bridge.schedule import memory_attr
from stream_xdsl.coala.addresses import FragmentationError, assign_addresses
from stream_xdsl.diagnostics import PassError
from stream_xdsl.dialects.accel import symbol_path
from stream_xdsl.dialects.sched import ProgramOp
from stream_xdsl.hardware.machine import Machine


@dataclass(frozen=True)
class SchedAssignAddressesPass(ModulePass):
    """Give everything a schedule keeps in memories an address, and set the addresses of every `sched.program`.

    Output blocks and copies on chip take their place only while they are there; whatever is in a memory at the same time lies
    apart. A block that accumulates partial sums shrinks to its result where it lies. Off-chip every tensor has one region for
    the whole program, whose parts are loaded and stored, and spilled and reloaded. Addresses are in bits, and whole bytes; elements
    wider than a byte, partial sums included, begin at multiples of the next power of two of their width.

    Times stay as they are: where the free space of a memory is in pieces too small when it is needed, or not where wide elements may
    begin, the pass fails. The scheduler's
    `headroom` prevents that: with 0.2, ResNet-18 gets addresses on every machine of the library that runs it. What each
    memory has in use at once, and how far up it is used, is part of the addresses. It is not in the named pipelines; it goes
    anywhere after `convert-dnn-to-sched`, and before `sched-verify` to be checked.

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
      addresses <tasks = dense<[96, 0]> : tensor<2xi64>,
        transfers = dense<[[0, 0], [0, 192], [96, 192], [0, 192]]> : tensor<4x2xi64>,
        layouts = [<memory = @core0::@sram, peak_bits = 288, height_bits = 288>,
                   <memory = @dram::@dram, peak_bits = 384, height_bits = 384>],
        regions = [<tensor = "x", memory = @dram::@dram, address_bits = 0, size_bits = 192>,
                   <tensor = "relu", memory = @dram::@dram, address_bits = 192, size_bits = 192>]> {
      …
    }
    ```
    """

    name = "sched-assign-addresses"

    def apply(self, ctx: Context, op: ModuleOp) -> None:
        for program in find_programs(op, self.name):
            machine = read_machine(program.system_op)
            network = read_network(program.network_op, machine, self.name)
            residents = read_residents(program, network, machine, self.name)
            limits = {
                memory: machine.memory(memory).size_bits
                for memory, members in enumerate(machine.top_memories)
                if machine.offchip not in dict(members)
            }
            try:
                address, layouts = assign_addresses(residents.buffers, limits)
            except FragmentationError as error:
                raise self._does_not_fit(error, program, machine) from None
            program.addresses = write_addresses(residents, address, layouts, network, machine)

    def _does_not_fit(self, error: FragmentationError, program: ProgramOp, machine: Machine) -> PassError:
        layout, size = error.layout, error.size_bits
        name = symbol_path(memory_attr(layout.memory, machine))
        if layout.peak_bits > size:
            cause = (
                f"{name} has {size} bits, but {layout.peak_bits} are in use at once, counted in whole bytes"
            )
        else:
            cause = (
                f"{name} has {size} bits, of which at most {layout.peak_bits} are in use at once, but the best addresses "
                f"that were found reach up to {layout.height_bits}: its free space is in pieces, or not where wide elements may begin"
            )
        return PassError(
            self.name,
            cause,
            op=program,
            remedy="schedule with room to spare: try convert-dnn-to-sched{headroom=0.1}, or 0.2",
        )

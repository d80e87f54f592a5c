"""A schedule and what it is judged by, as plain values: the network's loop nests, the machine, the two tables.

Everything is indexed by position: tensors, layers, cores (in `Machine.cores`) and memories (in
`Machine.top_memories`). Times are in cycles, sizes in bits, energies in pJ.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from stream_xdsl.hardware.machine import Machine
from stream_xdsl.workload.kinds import Kind
from stream_xdsl.workload.network import Network

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Tensor:
    """Data that occupies memory: a network input, a weight or the result of a layer."""

    name: str
    shape: tuple[int, ...]
    bits: int
    """Width of one element."""
    producer: int | None = None
    """The layer that writes it; None for what is off-chip from the beginning."""
    weight: bool = False
    """Whether a `dnn.weight` makes it."""


@dataclass(frozen=True)
class View:
    """Another arrangement of tensors; kinds and parameters are those of `dnn.view`."""

    kind: str
    inputs: tuple["Value", ...]
    shape: tuple[int, ...]
    parameters: Mapping[str, tuple[int, ...]] = field(default_factory=dict[str, tuple[int, ...]])


Value = int | View
"""The index of a tensor, or a view."""


@dataclass(frozen=True)
class Access:
    """How a loop nest indexes a value: position[axis] = Σ coefficients[axis][dim] · index[dim] + offsets[axis].

    Positions outside the value are padding.
    """

    value: Value
    coefficients: tuple[tuple[int, ...], ...]
    offsets: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Cost:
    """What one tile takes on one core; tiles of one shape share it."""

    cycles: int
    energy_pj: float
    array_energy_pj: float
    compute_cycles: int
    """Of the cycles: what the array itself needs."""
    memory_energy_pj: tuple[tuple[str, tuple[float, ...]], ...] = ()
    """Per memory of the core, for each operand and for the result; empty if it is not known."""
    streams: Mapping[int, tuple[int, int]] = field(default_factory=dict[int, tuple[int, int]], hash=False)
    """By operand that comes from off-chip memory while the tile runs: its bits, and those held at a time."""
    onload_cycles: int = 0
    """Of the cycles: the first ones, if the tile before may still be in the array then."""
    offload_cycles: int = 0
    """Of the cycles: the last ones, if the tile after may be in the array then."""
    spared_cycles: int = 0
    """Of the cycles: the first ones that the tile does not take if its stationary operands are those of the tile before."""


@dataclass(frozen=True)
class Layer:
    """An allocated loop nest. Its first operand lives in I1, the others in I2, its result in O."""

    name: str
    sizes: tuple[int, ...]
    operands: tuple[Access, ...]
    result: Access
    """Its value is a tensor's index."""
    psum_bits: int
    stack: int
    temporal: tuple[tuple[int, int], ...]
    """(dimension, tile size), outermost first."""
    spatial: tuple[tuple[int, int], ...]
    """(dimension, ways), first most significant."""
    cores: tuple[int, ...]
    """The core of each part."""
    costs: Mapping[tuple[str, tuple[int, ...]], Cost]
    """By core type and tile sizes."""
    kind: Kind = Kind.CONV

    @property
    def output(self) -> int:
        """The tensor it writes."""
        assert isinstance(self.result.value, int)
        return self.result.value


@dataclass(frozen=True)
class Compute:
    """A `sched.compute`: rows `first` to `end` of the tasks."""

    layer: int
    part: int
    core: int
    first: int
    end: int
    energy_pj: float


@dataclass(frozen=True)
class Transfer:
    """A `sched.transfer`: rows `first` to `end` of the transfers, for each as many as there are targets."""

    kind: str
    """`load`, `move`, `store`, `spill`, `reload` or `stream`."""
    layer: int
    """That reads, for a load or a stream; that produced the block, for all others."""
    parts: tuple[int, ...]
    """Of a load or a stream one for each target, else one."""
    tensor: int
    source: tuple[int, str]
    """Core and name of a memory."""
    targets: tuple[tuple[int, str], ...]
    channels: tuple[str, ...]
    """Links and buses in order; a link crossed backwards as `link0.reverse`. Each is crossed once, whatever number of targets it leads to."""
    first: int
    end: int
    energy_pj: float

    @property
    def parts_by_target(self) -> tuple[int, ...]:
        """The part that each target is about."""
        return self.parts if self.names_tensor else self.parts * len(self.targets)

    @property
    def names_tensor(self) -> bool:
        """Whether it is for parts that read a tensor, rather than about blocks of the part that made it."""
        return self.kind in ("load", "stream")


Place = tuple[str, str]
"""What is spent and where: `array`, `unsplit` or `static` and `@core0`, `access` or `static` and `@core0::@sram`, `energy` and
`@bus0`."""


@dataclass(frozen=True)
class StackBounds:
    """What the schedule claims of a stack's bounds, and when its first transfer or tile starts and the last one ends."""

    latency_bounds_cycles: Mapping[str, int]
    energy_lower_bound_pj: float
    data_start_cycle: int
    data_end_cycle: int


@dataclass(frozen=True)
class Totals:
    """What the schedule claims of itself."""

    latency_cycles: int
    energy_pj: float
    macs: int
    array_utilisation: float
    offchip_read_bits: int
    offchip_write_bits: int
    peaks: tuple[tuple[int, str, int], ...] = ()
    """(core, memory, bits)"""
    stacks: tuple[tuple[str, int, int, float], ...] = ()
    """(name, start, end, energy)"""
    causes: Mapping[str, float] = field(default_factory=dict[str, float])
    places: Mapping[Place, float] = field(default_factory=dict[Place, float])
    layers: Mapping[str, float] = field(default_factory=dict[str, float])
    latency_bounds_cycles: Mapping[str, int] = field(default_factory=dict[str, int])
    """By resource."""
    energy_lower_bound_pj: float = 0.0
    stack_bounds: Mapping[str, StackBounds] = field(default_factory=dict[str, StackBounds])
    busy_cycles: Mapping[str, int] = field(default_factory=dict[str, int])
    """By `@core0`, `@core0::@sram::@rw` or `@bus0`: how long the busiest ones are in use."""


@dataclass(frozen=True, eq=False)
class Addresses:
    """Where the schedule claims everything lies: in bits from the start of a memory."""

    tasks: Ints
    """(tasks,) of the output block."""
    transfers: Ints
    """(transfers, 2): source, target."""
    layouts: tuple[tuple[int, str, int, int], ...]
    """(core, memory, peak, height)"""
    regions: tuple[tuple[str, int, str, int, int], ...]
    """(tensor, core, memory, address, size)"""


@dataclass(frozen=True, eq=False)
class Model:
    """All that `check` looks at."""

    machine: Machine
    tensors: tuple[Tensor, ...]
    layers: tuple[Layer, ...]
    stacks: tuple[str, ...]
    outputs: tuple[int, ...]
    """The tensors the network returns."""
    computes: tuple[Compute, ...]
    transfers: tuple[Transfer, ...]
    tasks: Ints
    """(tasks, 4): tile, start, duration, release."""
    transfer_rows: Ints
    """(transfers, 5): tile, start, duration, bits, release."""
    network: Network
    """As the scheduler reads it, with the same tensors and layers: it says what is loaded together, hence what the rows of a load are about."""
    totals: Totals | None = None
    addresses: Addresses | None = None

    @cached_property
    def offchip_memories(self) -> frozenset[int]:
        """The memories that are off-chip."""
        return frozenset(
            i
            for i, members in enumerate(self.machine.top_memories)
            if any(core == self.machine.offchip for core, _ in members)
        )

    def op_name(self, op: tuple[int, int]) -> str:
        """How messages name an operation: its table (0 for tasks, 1 for transfers) and its position."""
        table, position = op
        if table == 0:
            compute = self.computes[position]
            return f'sched.compute "{self.layers[compute.layer].name}"[{compute.part}]'
        transfer = self.transfers[position]
        part = f'"{self.layers[transfer.layer].name}"[{", ".join(map(str, transfer.parts))}]'
        if transfer.names_tensor:
            part = f'"{self.tensors[transfer.tensor].name}" for {part}'
        return f"sched.transfer {transfer.kind} {part}"

    def memory_name(self, memory: int) -> str:
        """How messages name a memory: by the first of the cores that share it."""
        core, name = self.machine.top_memories[memory][0]
        return f"@{self.machine.cores[core].name}::@{name}"

"""Small machines, and hypothesis strategies that draw them."""

from dataclasses import replace

from hypothesis import strategies as st

from stream_xdsl.hardware.machine import (
    Array,
    Bus,
    Core,
    CoreType,
    Direction,
    Link,
    Machine,
    Memory,
    MemoryOperand,
    Port,
    PortKind,
    Precision,
    Role,
    SerialInput,
    SharedMemory,
    Stage,
)
from stream_xdsl.workload.kinds import Category, Kind

EVERYTHING = tuple((operand, direction) for operand in MemoryOperand for direction in Direction)


def core_type(name: str, role: Role = Role.COMPUTE) -> CoreType:
    """A core type with one memory `m` for all operands."""
    port = Port("rw", PortKind.READ_WRITE, 8, 64, EVERYTHING)
    memory = Memory("m", 1024, 1.0, 1.5, tuple(MemoryOperand), (), (port,))
    return CoreType(name, role, Array((("D1", 4),), 0.5) if role is Role.COMPUTE else None, (memory,))


PE = core_type("pe")
DRAM = core_type("dram", Role.OFFCHIP)


def machine(
    compute: int,
    links: tuple[Link, ...] = (),
    buses: tuple[Bus, ...] = (),
    shared: tuple[tuple[int, ...], ...] = (),
) -> Machine:
    """`compute` cores named core0, core1, … and, last, the off-chip core."""
    cores = [Core(f"core{i}", PE) for i in range(compute)]
    groups = tuple(SharedMemory(tuple((f"core{i}", "m") for i in group)) for group in shared)
    return Machine("m", (*cores, Core(f"core{compute}", DRAM)), links, buses, groups)


def link(number: int, source: int, target: int, bandwidth: int = 32, two_way: bool = True) -> Link:
    """`link<number>`, at 0.5 pJ a bit and 2 cycles."""
    return Link(f"link{number}", f"core{source}", f"core{target}", bandwidth, two_way, 0.5, 2)


def mesh_ends(side: int) -> list[tuple[int, int]]:
    """The cores that the links of a square mesh join, row by row."""
    return [
        (y * side + x, y * side + x + step)
        for y in range(side)
        for x in range(side)
        for step, fits in ((1, x + 1 < side), (side, y + 1 < side))
        if fits
    ]


def bus(number: int, cores: tuple[int, ...], bandwidth: int = 32, senders: int = 0) -> Bus:
    """`bus<number>` over those cores."""
    names = tuple(f"core{i}" for i in cores)
    return Bus(f"bus{number}", names, bandwidth, senders=names[:senders])


_energies = st.floats(0, 1e9, allow_nan=False)
_powers = st.just(0.0) | _energies
_sizes = st.integers(1, 1 << 40)
_places = st.tuples(st.integers(-3, 3), st.integers(0, 9))


@st.composite
def memories(
    draw: st.DrawFn, name: str, operands: tuple[MemoryOperand, ...], dims: tuple[str, ...]
) -> Memory:
    """A memory whose accesses are dealt out to one to three ports."""
    accesses = [
        (operand, direction)
        for operand in operands
        for direction in Direction
        if operand is MemoryOperand.O or direction in (Direction.FROM_HIGH, Direction.TO_LOW)
    ]
    count = draw(st.integers(1, 3))
    dealt = [draw(st.integers(0, count - 1)) for _ in accesses]
    ports: list[Port] = []
    for i in sorted(set(dealt)):
        serves = tuple(access for access, port in zip(accesses, dealt, strict=True) if port == i)
        smallest = draw(st.integers(1, 4096))
        ports.append(
            Port(f"p{i}", PortKind.READ_WRITE, smallest, smallest + draw(st.integers(0, 4096)), serves)
        )
    shared_over = tuple(dim for dim in dims if draw(st.booleans()))
    energies = draw(_energies), draw(_energies)
    return Memory(name, draw(_sizes), *energies, operands, shared_over, tuple(ports), draw(_powers))


@st.composite
def core_types(draw: st.DrawFn, name: str, role: Role) -> CoreType:
    """A core type with one shared top memory of fixed size and static power, and sometimes memories below it."""
    dims = tuple(f"D{i + 1}" for i in range(draw(st.integers(1, 3)))) if role is Role.COMPUTE else ()
    serial = draw(st.none() | st.builds(SerialInput, st.integers(1, 8), st.integers(1, 20)))
    array = (
        Array(tuple((dim, draw(st.integers(1, 64))) for dim in dims), draw(_energies), serial)
        if dims
        else None
    )
    lower = tuple(
        draw(memories(f"low-{operand}", (operand,), dims)) for operand in MemoryOperand if draw(st.booleans())
    )
    top = draw(memories("top", tuple(MemoryOperand), dims))
    top = replace(top, size_bits=1024, static_power_pj_per_cycle=0.5)
    runs = draw(st.none() | st.frozensets(st.sampled_from([str(k) for k in (*Kind, *Category)]), min_size=1))
    dataflow = tuple(
        (dim, (("k", draw(st.integers(1, size))),)) for dim, size in (array.dimensions if array else ())
    )
    return CoreType(
        name,
        role,
        array,
        (*lower, top),
        Precision(*(draw(st.integers(1, 64)) for _ in range(4))),
        runs if role is Role.COMPUTE else None,
        dataflow if draw(st.booleans()) else (),
        draw(_powers) if role is Role.COMPUTE else 0.0,
        draw(st.frozensets(st.sampled_from(Stage))) if array else frozenset(),
        frozenset(
            operand
            for memory in lower
            for operand in memory.operands
            if array and operand is not MemoryOperand.O and draw(st.booleans())
        ),
    )


@st.composite
def machines(draw: st.DrawFn) -> Machine:
    """Any connected machine: a bus to off-chip memory, and random links, buses and shared memories."""
    types = [draw(core_types(f"type {i}", Role.COMPUTE)) for i in range(draw(st.integers(1, 2)))]
    types.append(draw(core_types("pad", Role.MEMORY)))
    count = draw(st.integers(1, 5))
    places = draw(st.lists(_places, unique=True, min_size=count + 1, max_size=count + 1))

    def position(core: int) -> tuple[int, int] | None:
        return places[core] if draw(st.booleans()) else None

    cores = [Core(f"core{i}", draw(st.sampled_from(types)), position(i)) for i in range(count)]
    cores.append(Core(f"core{count}", draw(core_types("dram", Role.OFFCHIP)), position(count)))
    names = [core.name for core in cores]
    figures = st.tuples(st.integers(1, 4096), _energies, st.integers(0, 99))
    ends = st.lists(st.sampled_from(names), min_size=2, max_size=2, unique=True)
    links: list[Link] = []
    for i in range(draw(st.integers(0, 4))):
        source, target = draw(ends)
        bandwidth, energy, latency = draw(figures)
        links.append(Link(f"link{i}", source, target, bandwidth, draw(st.booleans()), energy, latency))
    buses = [Bus("bus0", tuple(names), *draw(figures))]
    for i in range(draw(st.integers(0, 2))):
        members = tuple(draw(st.lists(st.sampled_from(names), min_size=2, unique=True)))
        senders = members[: draw(st.integers(0, len(members) - 1))]
        buses.append(Bus(f"bus{i + 1}", members, *draw(figures), senders=senders))
    sharers = draw(st.lists(st.sampled_from(names[:-1]), unique=True))
    shared = (SharedMemory(tuple((name, "top") for name in sharers)),) if len(sharers) > 1 else ()
    return Machine("a machine", tuple(cores), tuple(links), tuple(buses), shared)

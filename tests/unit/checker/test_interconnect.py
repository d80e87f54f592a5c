"""What the checker says of the channels of a transfer."""

from stream_xdsl.checker.interconnect import End, Interconnect, Path
from stream_xdsl.hardware.machine import (
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
    Role,
)

I1, TO_LOW, FROM_HIGH = MemoryOperand.I1, Direction.TO_LOW, Direction.FROM_HIGH
PORT = Port("rw", PortKind.READ_WRITE, 1, 64, ((I1, TO_LOW), (I1, FROM_HIGH)))
MEMORY = Memory("sram", 1 << 16, 1.0, 1.0, (I1,), (), (PORT,))


def interconnect() -> Interconnect:
    """Off-chip memory d sends to a over link l0 and to b over l1, both send to c over a bus and to e over links of their own."""
    types = {"d": CoreType("ddr", Role.OFFCHIP, None, (MEMORY,))}
    pe = CoreType("pe", Role.COMPUTE, None, (MEMORY,))
    cores = tuple(Core(name, types.get(name, pe)) for name in "dabce")
    ends = (("d", "a", 0), ("d", "b", 3), ("a", "e", 1), ("b", "e", 7))
    links = tuple(
        Link(f"l{i}", source, target, 16, False, 0.0, latency)
        for i, (source, target, latency) in enumerate(ends)
    )
    return Interconnect(Machine("m", cores, links, (Bus("bus", ("a", "b", "c"), 16, 0.0, 5),)))


def path(targets: str, *channels: str) -> Path | str:
    numbers = ["dabce".index(target) for target in targets]
    source = End(0, (0, "sram"), I1, TO_LOW)
    return interconnect().path(
        [(source, End(number, (number, "sram"), I1, FROM_HIGH)) for number in numbers], channels
    )


def latencies(targets: str, *channels: str) -> tuple[int, ...]:
    found = path(targets, *channels)
    assert isinstance(found, Path), found
    return found.latencies_cycles


def test_a_target_may_take_any_of_its_shortest_ways():
    assert latencies("abc", "l0", "l1", "bus") == (5, 8)


def test_one_way_leaves_no_choice():
    assert latencies("c", "l1", "bus") == (8,)
    assert latencies("ac", "l0", "bus") == (5,)


def test_together_the_ways_use_all_channels():
    # What no other target crosses leaves c, or e, only one of its two ways.
    assert latencies("ace", "l0", "l1", "bus", "l2") == (8,)
    assert latencies("ace", "l0", "l1", "bus", "l3") == (10,)
    assert latencies("ce", "l0", "l1", "bus", "l2") == (8,)


def test_channels_that_lead_nowhere():
    assert path("ab", "l0", "l1", "l2") == "'l2' is on the way to no target"
    assert (
        path("ace", "l0", "l1", "bus", "l2", "l3")
        == "no choice of a way to each target uses all of its channels"
    )

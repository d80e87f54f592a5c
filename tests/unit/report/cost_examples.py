"""A convolution on a core with separate weight and output memories, by hand, for the tests of the reports."""

from dataclasses import replace

from stream_xdsl.cost.loop_nest import LoopNest, Operand, Window
from stream_xdsl.cost.result import Cost, Latency, Mapping, Occupancy, PortStall, Stream, Traffic
from stream_xdsl.hardware.machine import (
    Array,
    CoreType,
    Direction,
    Memory,
    MemoryOperand,
    Port,
    PortKind,
    Role,
)
from stream_xdsl.report.cost_summary import LayerCost, OtherCoreType

I1, I2, O = MemoryOperand  # noqa: E741
FH, TL, FL, TH = Direction
_SHARED = ("D1", "D2")


def _port(name: str, width: int, *serves: tuple[MemoryOperand, Direction]) -> Port:
    return Port(name, PortKind.READ_WRITE, width, width, serves)


CORE_TYPE = CoreType(
    "eye",
    Role.COMPUTE,
    Array((("D1", 14), ("D2", 12)), 0.5),
    (
        Memory("rf_a", 512, 1.0, 1.5, (I1,), (), (_port("r", 8, (I1, TL)), _port("w", 8, (I1, FH)))),
        Memory("rf_w", 512, 1.0, 1.5, (I2,), (), (_port("r", 8, (I2, TL)), _port("w", 8, (I2, FH)))),
        Memory(
            "rf_o",
            128,
            1.5,
            2.0,
            (O,),
            (),
            (_port("lo", 24, (O, TL), (O, FL)), _port("hi", 24, (O, FH), (O, TH))),
        ),
        Memory(
            "sram_o",
            65536,
            10.0,
            15.0,
            (O,),
            _SHARED,
            (_port("rw", 128, (O, FL), (O, TL), (O, FH), (O, TH)),),
        ),
        Memory(
            "sram_w",
            524288,
            20.0,
            25.0,
            (I2,),
            _SHARED,
            (_port("r", 128, (I2, TL)), _port("w", 128, (I2, FH))),
        ),
        Memory(
            "sram",
            8388608,
            100.0,
            130.0,
            (I1, O),
            _SHARED,
            (_port("rw", 384, (I1, TL), (O, FL), (O, TL)), _port("in", 384, (I1, FH), (O, TH), (O, FH))),
        ),
    ),
)

DIMS = ("k", "oy", "ox", "c", "fy", "fx")
SIZES = (64, 28, 28, 64, 3, 3)

NEST = LoopNest(
    DIMS,
    SIZES,
    Operand("O", O, 8, (0, 1, 2)),
    24,
    (
        Operand("I", I1, 8, (3,), (Window(((1, 1), (4, 1)), 28), Window(((2, 1), (5, 1)), 28))),
        Operand("W", I2, 8, (0, 3, 4, 5)),
    ),
    (Operand("B", I2, 24, (0,)),),
)

MAPPING = Mapping(
    (("D1", (("ox", 14.0),)), ("D2", (("c", 64 / 6),))),
    # innermost first
    (("fx", 3), ("fy", 3), ("k", 2), ("k", 32), ("ox", 2), ("c", 6), ("oy", 28)),
    (
        ("O", ("rf_o", "sram_o", "sram"), (2, 6, 7)),
        ("I", ("rf_a", "sram"), (5, 7)),
        ("W", ("rf_w", "sram_w"), (2, 7)),
    ),
)


def _traffic(
    operand: str,
    role: MemoryOperand,
    level: int,
    where: str,
    direction: Direction,
    bits: float,
    period: int,
    allowed: int,
    real: int,
    instances: float,
    energy: float,
) -> Traffic:
    memory, port = where.split()
    periods = 193536 // period
    accesses = float(real * periods * instances)
    return Traffic(
        operand,
        role,
        level,
        memory,
        port,
        direction,
        bits,
        period,
        periods,
        allowed,
        real,
        instances,
        accesses,
        energy,
    )


UNITS = 14 * 64 / 6
TRAFFIC = (
    _traffic("O", O, 0, "rf_o lo", TL, 24, 1, 1, 1, UNITS, 43255296.0),
    _traffic("O", O, 0, "rf_o lo", FL, 24, 1, 1, 1, UNITS, 57673728.0),
    _traffic("O", O, 0, "rf_o hi", TH, 24, 9, 1, 1, UNITS, 4806144.0),
    _traffic("O", O, 0, "rf_o hi", FH, 24, 9, 1, 1, UNITS, 6408192.0),
    _traffic("O", O, 1, "sram_o rw", TL, 336, 9, 1, 3, 1, 645120.0),
    _traffic("O", O, 1, "sram_o rw", FL, 336, 9, 1, 3, 1, 967680.0),
    _traffic("O", O, 1, "sram_o rw", TH, 14336, 6912, 1152, 112, 1, 31360.0),
    _traffic("O", O, 2, "sram rw", FL, 14336, 6912, 1152, 38, 1, 138320.0),
    _traffic("I", I1, 0, "rf_a r", TL, 8, 1, 1, 1, UNITS, 28836864.0),
    _traffic("I", I1, 0, "rf_a w", FH, 96, 1152, 1152, 12, UNITS, 450576.0),
    _traffic("I", I1, 1, "sram rw", TL, 13312, 1152, 1152, 35, 1, 638400.0),
    _traffic("W", I2, 0, "rf_w r", TL, 8, 1, 1, 1, UNITS, 28836864.0),
    _traffic("W", I2, 0, "rf_w w", FH, 72, 9, 9, 9, UNITS, 43255296.0),
    _traffic("W", I2, 1, "sram_w r", TL, 768, 9, 9, 6, 1, 3010560.0),
)

COST = Cost(
    MAPPING,
    Latency(172032, 21504.0, 86016.0, 35.0, 115.5),
    64 * 28 * 28 * 64 * 9,
    14450688.0,
    1000000.0,
    TRAFFIC,
    (
        PortStall("rf_o", "lo", -1e-9),
        PortStall("rf_o", "hi", 21504.0),
        PortStall("sram_o", "rw", 86016.0),
        PortStall("sram", "rw", -186000.0),
        PortStall("rf_a", "r", 0.0),
        PortStall("rf_a", "w", -191520.0),
        PortStall("rf_w", "r", 0.0),
        PortStall("rf_w", "w", 0.0),
        PortStall("sram_w", "r", -64512.0),
    ),
    (
        Occupancy("rf_o", "O", 24.0, 128),
        Occupancy("rf_a", "I", 96.0, 512),
        Occupancy("rf_w", "W", 72.0, 512),
        Occupancy("sram_o", "O", 43008.0, 65536),
        Occupancy("sram", "O", 401408.0, 8388608),
        Occupancy("sram", "I", 401408.0, 8388608),
        Occupancy("sram_w", "W", 294912.5, 524288),
    ),
)

WHOLE_LAYER = LayerCost(
    model="tiny",
    accelerator="duo",
    precision="native",
    objective="latency",
    layer="conv1",
    kind="conv",
    dims=DIMS,
    layer_sizes=SIZES,
    tile_sizes=SIZES,
    core_type=CORE_TYPE,
    cores=("c0", "c1"),
    nest=NEST,
    tensors=(("conv1",), ("left", "right"), ("w",), ("b",)),
    cost=COST,
)

COMPARED = replace(
    WHOLE_LAYER,
    layer_sizes=(64, 56, 28, 64, 3, 3),
    others=(
        OtherCoreType("slow", 500000, 2.5e9, streams=("I", "W")),
        OtherCoreType("small", None, None, "weights need 9 bits of m"),
    ),
)
"""A tile, and other core types that run the layer, one of which cannot hold the tile."""

STREAMING = replace(
    WHOLE_LAYER,
    cost=replace(
        COST,
        mapping=replace(
            MAPPING,
            levels=(
                ("O", ("rf_o", "sram_o", "sram", "beyond the core"), (2, 2, 6, 7)),
                ("I", ("rf_a", "sram"), (0, 7)),
                ("W", ("rf_w", "sram_w", "beyond the core"), (0, 0, 7)),
            ),
        ),
        streams=(
            Stream("O", O, 401408.0, 4096.0, 1.5, 12.25),
            Stream("W", I2, 8257536.0, 65536.0, 42.5, 85.25),
        ),
        reason="not all of O and W fit in sram and sram_w",
    ),
)
"""Results leave during the last loop, and weights come in at every step."""

IDLE = replace(
    WHOLE_LAYER,
    cost=replace(
        COST,
        mapping=Mapping(
            (("D1", (("ox", 7.0), ("k", 2.0))), ("D2", ())),
            (),
            (
                ("O", ("rf_o", "sram_o", "sram"), (0, 0, 0)),
                ("I", ("rf_a", "sram"), (0, 0)),
                ("W", ("rf_w", "sram_w"), (0, 0)),
            ),
        ),
        latency=Latency(1, 0.0, 0.0, 0.0, 0.0),
        ports=(PortStall("rf_a", "r", -1.0), PortStall("sram", "rw", -0.5)),
    ),
)
"""A single step on a part of the array, and no port is late."""

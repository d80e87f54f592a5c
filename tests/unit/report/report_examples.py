"""A small schedule for the tests of the reports."""

import numpy as np

from stream_xdsl.report.model import (
    Busy,
    CoreEnergy,
    Energy,
    LatencyBounds,
    MemoryEnergy,
    ScheduleReport,
    Stack,
    Tasks,
    Transfers,
)


def ints(*values: int) -> np.ndarray:
    return np.array(values, dtype=np.int64)


def bounds(*cycles: int) -> LatencyBounds:
    resources = ("compute", "core_ports", "offchip_ports", "offchip_channels", "channels", "critical_path")
    return LatencyBounds(dict(zip(resources, cycles, strict=True)))


def two_layers() -> ScheduleReport:
    """Two convolutions fused on two cores and a pooling after them; two transfers overlap on the bus."""
    return ScheduleReport(
        model="tiny",
        accelerator="duo",
        precision="native",
        latency_cycles=100,
        energy_pj=250.0,
        macs=6400,
        utilisation=0.5,
        offchip_read_bits=1024,
        offchip_write_bits=256,
        latency_bounds=bounds(60, 70, 80, 40, 40, 80),
        energy_lower_bound_pj=200.0,
        busiest=(Busy("c0", 60), Busy("dram.dram.rw", 55), Busy("bus", 30)),
        cores=("c0", "c1", "dram"),
        channels=("bus", "dram->c0"),
        labels=("load x", "move conv0", "store conv1"),
        layers=("conv0", "conv1", 'pool "last" <&>'),
        stack_of_layer=(0, 0, 1),
        stacks=(
            Stack(
                "stack0",
                ("conv0", "conv1"),
                ("c0", "c1"),
                10,
                75,
                220.0,
                0,
                80,
                bounds(40, 40, 40, 20, 20, 40),
                110.0,
            ),
            Stack(
                "stack1", ('pool "last" <&>',), ("c0",), 80, 100, 20.0, 80, 100, bounds(0, 0, 0, 0, 0, 0), 0.0
            ),
        ),
        tasks=Tasks(
            core=ints(0, 0, 1, 1, 0),
            layer=ints(0, 0, 1, 1, 2),
            tile=ints(0, 1, 0, 1, 0),
            start_cycles=ints(10, 30, 35, 55, 80),
            duration_cycles=ints(20, 20, 20, 20, 20),
        ),
        transfers=Transfers(
            channel=ints(1, 0, 0, 0),
            layer=ints(0, 0, 0, 1),
            label=ints(0, 1, 1, 2),
            start_cycles=ints(0, 30, 33, 75),
            duration_cycles=ints(10, 5, 22, 5),
            bits=ints(1024, 64, 64, 256),
        ),
        energy=Energy(
            {
                "compute": 60.0,
                "weights": 0.0,
                "activations": 120.0,
                "spill": 20.0,
                "output": 40.0,
                "unsplit": 0.0,
                "static": 10.0,
            },
            (
                CoreEnergy("c0", 40.0, 0.0, 4.0, (MemoryEnergy("sram", 50.0, 6.0),)),
                CoreEnergy("c1", 20.0, 0.0, 0.0, (MemoryEnergy("sram", 50.0, 0.0),)),
                CoreEnergy("dram", 0.0, 0.0, 0.0, (MemoryEnergy("dram", 70.0, 0.0),)),
            ),
            {"bus": 10.0},
            {"conv0": 140.0, "conv1": 80.0, 'pool "last" <&>': 20.0},
        ),
    )

"""A small schedule for the tests of the reports."""

import numpy as np

from stream_xdsl.report.model import ScheduleReport, Tasks, Transfers


def ints(*values: int) -> np.ndarray:
    return np.array(values, dtype=np.int64)


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
        latency_lower_bound_cycles=80,
        energy_lower_bound_pj=200.0,
        cores=("c0", "c1", "dram"),
        channels=("bus", "dram->c0"),
        tensors=("x", "conv0", "conv1"),
        layers=("conv0", "conv1", 'pool "last" <&>'),
        stack_of_layer=(0, 0, 1),
        stack_names=("stack0", "stack1"),
        tasks=Tasks(
            core=ints(0, 0, 1, 1, 0),
            layer=ints(0, 0, 1, 1, 2),
            tile=ints(0, 1, 0, 1, 0),
            start_cycles=ints(10, 30, 35, 55, 80),
            duration_cycles=ints(20, 20, 20, 20, 20),
            energy_pj=np.array([40.0, 40.0, 40.0, 40.0, 20.0]),
        ),
        transfers=Transfers(
            channel=ints(1, 0, 0, 0),
            layer=ints(0, 0, 0, 1),
            tensor=ints(0, 1, 1, 2),
            start_cycles=ints(0, 30, 33, 75),
            duration_cycles=ints(10, 5, 22, 5),
            bits=ints(1024, 64, 64, 256),
            energy_pj=np.array([30.0, 10.0, 10.0, 20.0]),
        ),
    )

"""What is written as a `sched.program` is what was scheduled, and what is read back is what was written."""

from math import fsum
from pathlib import Path

import numpy as np
import pytest
from xdsl.context import Context
from xdsl.dialects.builtin import Builtin, ModuleOp
from xdsl.parser import Parser

from stream_xdsl.bridge.decisions import find_mapping_problem
from stream_xdsl.bridge.network import layer_ops, read_network
from stream_xdsl.bridge.schedule import read_compute_rows, read_part_costs, read_transfer_rows, write_schedule
from stream_xdsl.coala.schedule import schedule
from stream_xdsl.coala.totals import compute_totals
from stream_xdsl.dialects.accel import Accel
from stream_xdsl.dialects.dnn import Dnn
from stream_xdsl.dialects.sched import Sched
from stream_xdsl.hardware.routes import Interconnect
from stream_xdsl.passes.convert_dnn_to_sched import ConvertDnnToSchedPass
from stream_xdsl.workload.tile_graph import build_tile_graph, tile_order


@pytest.fixture(params=range(7))
def module(repo: Path, request: pytest.FixtureRequest) -> ModuleOp:
    text = (repo / "tests/filecheck/passes/convert-dnn-to-sched/valid.mlir").read_text()
    context = Context()
    for dialect in (Builtin, Accel, Dnn, Sched):
        context.load_dialect(dialect)
    return Parser(context, text.split("// -----")[request.param]).parse_module()


def test_written_and_read(module: ModuleOp):
    op, machine = find_mapping_problem(module, "test", "")
    network, interconnect = read_network(op, machine, "test"), Interconnect(machine)
    costs = read_part_costs(layer_ops(op), network, machine, "test")
    graph = build_tile_graph(network, machine)
    cycles = np.concatenate([part.cycles for part in costs.values()])
    energy = np.concatenate([part.energy_pj for part in costs.values()])
    result = schedule(machine, interconnect, network, graph, tile_order(network, graph), cycles, energy)
    program = write_schedule(result, machine, interconnect, network, graph)
    module.body.block.add_op(program)
    program.verify()

    computes = tuple(read_compute_rows(program, network, machine, costs))
    for column in ("start", "duration", "release"):
        read = np.concatenate([getattr(rows, column) for rows in computes])
        assert (read == getattr(result, f"task_{column}")).all()
    assert [(rows.layer, rows.part) for rows in computes] == list(
        zip(graph.part_layer.tolist(), graph.part_index.tolist(), strict=True)
    )

    transfers = tuple(read_transfer_rows(program, network, machine, interconnect, "test"))
    by_first = np.lexsort((result.transfer_target, result.transfer_first))
    written: dict[int, list[tuple[object, ...]]] = {}
    for x in by_first.tolist():
        written.setdefault(int(result.transfer_first[x]), []).append(
            (
                int(result.transfer_movement[x]),
                int(graph.block_tensor[result.transfer_block[x]]),
                int(result.transfer_source[x]),
                int(result.transfer_target[x]),
                int(result.transfer_start[x]),
                int(result.transfer_duration[x]),
                int(result.transfer_bits[x]),
                int(result.transfer_release[x]),
            )
        )
    found = [
        [
            (int(rows.movement), rows.tensor, rows.source, target, *shared, release)
            for target, release in zip(rows.targets, releases, strict=True)
        ]
        for rows in transfers
        for *shared, releases in zip(
            rows.start.tolist(),
            rows.duration.tolist(),
            rows.bits.tolist(),
            rows.release.tolist(),
            strict=True,
        )
    ]
    assert sorted(found) == sorted(written.values())
    for rows in transfers:
        assert len(set(rows.channels)) == len(rows.channels)

    totals = compute_totals(machine, interconnect, network, computes, transfers)
    assert totals.latency_cycles == result.latency_cycles
    energy = totals.energy.total_pj
    assert energy == pytest.approx(result.energy_pj)
    owners = (*program.compute_ops, *program.transfer_ops)
    assert energy == pytest.approx(fsum(owner.energy_pj.value.data for owner in owners))
    assert fsum(stack.energy_pj for stack in totals.stacks) == pytest.approx(energy)


BRANCHES = """
dnn.network @net(%x: tensor<4x8xf32>) -> tensor<4x8xf32> inputs ["x"] outputs ["y"] on @trio {
  OPS
  dnn.return %4 : tensor<4x8xf32>
}
"""
LAYER = """%RESULT = dnn.layer "NAME" KIND(OPERANDS) dims <i = 4, j = 8> maps [MAPS] -> (i, j) bits <in = [BITS], psum = 8, out = 8>
    tiling <temporal = [i : 1], spatial = []> costs [<@pe, 1x8, cycles = 9, compute = 2, energy = 9.0, mac_energy = 8.0>]
    cores [@CORE] : (TYPES) -> tensor<4x8xf32>"""


def elementwise(result: int, name: str, core: str, *operands: str) -> str:
    fields = {
        "RESULT": str(result),
        "NAME": name,
        "KIND": "add" if len(operands) > 1 else "relu",
        "OPERANDS": ", ".join(operands),
        "MAPS": ", ".join(["(i, j)"] * len(operands)),
        "BITS": ", ".join(["8"] * len(operands)),
        "CORE": core,
        "TYPES": ", ".join(["tensor<4x8xf32>"] * len(operands)),
    }
    text = LAYER
    for key, value in fields.items():
        text = text.replace(key, value)
    return text


def test_order_of_operations_does_not_matter(repo: Path):
    """Layers that do not need each other may be listed in any order."""
    cases = (repo / "tests/filecheck/passes/convert-dnn-to-sched/valid.mlir").read_text().split("// -----")
    machine = next(case for case in cases if "@trio" in case).split("dnn.network")[0]
    front, left, deeper, right, join = (
        elementwise(0, "front", "core0", "%x"),
        elementwise(1, "z", "core1", "%0"),
        elementwise(2, "m", "core2", "%1"),
        elementwise(3, "a", "core0", "%0"),
        elementwise(4, "join", "core1", "%2", "%3"),
    )
    found = set[str]()
    for ops in (
        (front, left, deeper, right, join),
        (front, left, right, deeper, join),
        (front, right, left, deeper, join),
    ):
        context = Context()
        for dialect in (Builtin, Accel, Dnn, Sched):
            context.load_dialect(dialect)
        module = Parser(context, machine + BRANCHES.replace("OPS", "\n".join(ops))).parse_module()
        ConvertDnnToSchedPass().apply(context, module)
        found.add(str(module.body.block.last_op))
    assert len(found) == 1

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
from stream_xdsl.workload.tile_graph import build_tile_graph, tile_order


@pytest.fixture(params=range(4))
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
    written = {
        (
            int(result.transfer_movement[x]),
            int(graph.block_tensor[result.transfer_block[x]]),
            int(result.transfer_source[x]),
            int(result.transfer_target[x]),
            result.routes[result.transfer_route[x]].channels,
            int(result.transfer_start[x]),
            int(result.transfer_duration[x]),
            int(result.transfer_bits[x]),
            int(result.transfer_release[x]),
        )
        for x in range(len(result.transfer_start))
    }
    columns = ("start", "duration", "bits", "release")
    found = {
        (int(rows.movement), rows.tensor, rows.source, rows.target, rows.route.channels, *values)
        for rows in transfers
        for values in zip(*(getattr(rows, column).tolist() for column in columns), strict=True)
    }
    assert found == written
    assert sum(len(rows.start) for rows in transfers) == len(result.transfer_start)

    totals = compute_totals(machine, interconnect, network, computes, transfers)
    assert totals.latency_cycles == result.latency_cycles
    energy = totals.energy.total_pj
    assert energy == pytest.approx(result.energy_pj)
    owners = (*program.compute_ops, *program.transfer_ops)
    assert energy == pytest.approx(fsum(owner.energy_pj.value.data for owner in owners))
    assert fsum(stack.energy_pj for stack in totals.stacks) == pytest.approx(energy)

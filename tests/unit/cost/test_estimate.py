"""Many tiles: each once, whatever remembers it, in one process or several."""

import subprocess
import sys
import warnings
from dataclasses import replace
from itertools import product
from math import fsum
from pathlib import Path

import pytest
from layer_examples import Builder, select, whole

from stream_xdsl.bridge.library import library_system
from stream_xdsl.bridge.machine import read_machine
from stream_xdsl.cost import estimate as estimates
from stream_xdsl.cost.estimate import Model, Tile, TileCost, TileError, estimate, estimate_one
from stream_xdsl.cost.search import Objective, search
from stream_xdsl.cost.store import CostStore
from stream_xdsl.cost.tiles import tile_loop_nest
from stream_xdsl.hardware.machine import CoreType
from stream_xdsl.workload.network import TensorRole


@pytest.fixture(autouse=True)
def _nothing_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(estimates, "_known", {})


@pytest.fixture(scope="module")
def core_type() -> CoreType:
    return read_machine(library_system("tpu_like_quad_core")).core_types[0]


def tiles(core_type: CoreType, count: int) -> list[Tile]:
    builder = Builder()
    builder.matmul("fc", builder.input("x", 64, 48), 40)
    return [Tile(tile_loop_nest(builder.layers[0], (m, 40, 48)), core_type) for m in range(1, count + 1)]


def counted(monkeypatch: pytest.MonkeyPatch) -> list[Tile]:
    """The tiles that are costed anew, in this process."""
    done: list[Tile] = []

    def count(tile: Tile, model: Model, objective: Objective) -> TileCost:
        done.append(tile)
        return estimate_one(tile, model, objective)

    monkeypatch.setattr(estimates, "estimate_one", count)
    return done


def test_equal_tiles_are_costed_once(core_type: CoreType, monkeypatch: pytest.MonkeyPatch):
    done = counted(monkeypatch)
    few = tiles(core_type, 3)
    steps: list[int] = []
    first = estimate([*few, *few], advance=steps.append)
    assert first[:3] == first[3:]
    assert done == few
    assert sum(steps) == 6
    assert estimate(few) == first[:3]
    assert done == few


def test_costs_come_from_disk(core_type: CoreType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    few = tiles(core_type, 3)
    first = estimate(few, store=CostStore(tmp_path))
    monkeypatch.setattr(estimates, "_known", {})
    done = counted(monkeypatch)
    assert estimate(few, store=CostStore(tmp_path)) == first
    assert not done
    monkeypatch.setattr(estimates, "_known", {})
    estimate(few, objective=Objective.ENERGY, store=CostStore(tmp_path))
    assert done == few


def test_another_model_does_not_read_old_costs(
    core_type: CoreType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    few = tiles(core_type, 2)
    estimate(few, store=CostStore(tmp_path))
    monkeypatch.setattr(estimates, "_known", {})
    monkeypatch.setattr(estimates, "model_version", lambda: "another")
    done = counted(monkeypatch)
    estimate(few, store=CostStore(tmp_path))
    assert len(done) == 2


def test_names_do_not_matter_to_the_store(
    core_type: CoreType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Layers' names are not in a loop nest; a machine's name is not in a core type."""
    builder = Builder()
    builder.matmul("another", builder.input("y", 64, 48), 40)
    same = Tile(tile_loop_nest(builder.layers[0], (3, 40, 48)), core_type)
    estimate(tiles(core_type, 3), store=CostStore(tmp_path))
    monkeypatch.setattr(estimates, "_known", {})
    done = counted(monkeypatch)
    estimate([same], store=CostStore(tmp_path))
    assert not done


def test_several_processes_give_the_same(core_type: CoreType, monkeypatch: pytest.MonkeyPatch):
    many = tiles(core_type, estimates.MANY + 3)
    one = estimate(many, processes=1)
    monkeypatch.setattr(estimates, "_known", {})
    steps: list[int] = []
    assert estimate(many, processes=2, advance=steps.append) == one
    assert sum(steps) == len(many)


@pytest.mark.parametrize("count", [2, estimates.MANY + 1])
def test_a_tile_that_cannot_run_is_named(core_type: CoreType, count: int):
    memories = tuple(replace(m, size_bits=4) if m.name == "rf_128B" else m for m in core_type.memories)
    small = replace(core_type, memories=memories)
    with pytest.raises(TileError, match="memory 'rf_128B' of 4 bits") as error:
        estimate(tiles(small, count))
    assert error.value.tile.core_type == small
    assert error.value.cause.memory == "rf_128B"


def resized(core_type: CoreType, size_bits: int) -> CoreType:
    memories = tuple(
        replace(m, size_bits=size_bits) if m.name == "sram_2MB" else m for m in core_type.memories
    )
    return replace(core_type, memories=memories)


def test_a_tile_larger_than_the_core_streams(core_type: CoreType):
    """24 576 bits of inputs, 15 360 of weights and 20 480 of results."""
    (cost,) = estimate(tiles(resized(core_type, 36_000), 64)[-1:])
    ((operand, bits, held),) = ((s.operand, s.bits, s.buffer_bits) for s in cost.streams)
    assert operand == 0
    assert bits >= 24_576
    assert 0 < held <= 36_000 - 15_360 - 20_480
    (whole,) = estimate(tiles(resized(core_type, 61_000), 64)[-1:])
    assert not whole.streams
    assert whole.cycles <= cost.cycles


def test_results_do_not_stream(core_type: CoreType):
    with pytest.raises(TileError, match="memory 'sram_2MB' holds 20000 bits, the tile has 20480 of O"):
        estimate(tiles(resized(core_type, 20_000), 64)[-1:])


def test_roofline_is_below(core_type: CoreType):
    few = tiles(core_type, 8)
    for cost, bound in zip(estimate(few), estimate(few, Model.ROOFLINE), strict=True):
        assert bound.cycles <= cost.cycles
        assert bound.compute_cycles <= cost.compute_cycles
        assert bound.energy_pj <= cost.energy_pj
        assert bound.mac_energy_pj == cost.mac_energy_pj


@pytest.mark.parametrize("name", ["tpu_like_quad_core", "eyeriss_like_single_core", "hda_bus"])
@pytest.mark.parametrize("model", list(Model))
def test_energy_by_memory_and_operand(name: str, model: Model):
    """A bias is an operand, too; what the layer's operands and result take adds up, as does what is told in full."""
    core_type = read_machine(library_system(name)).core_types[0]
    builder = Builder()
    builder.conv("conv", builder.input("x", 1, 6, 9, 9), 8)
    layer = builder.layers[0]
    bias = whole(builder.tensor("b", (8,), TensorRole.WEIGHT), (8,), select(7, 1), bits=16)
    nest = tile_loop_nest(replace(layer, uses=(*layer.uses, bias)), (1, 8, 5, 9, 6, 3, 3))
    cost = estimate_one(Tile(nest, core_type), model, Objective.LATENCY)
    split = dict(cost.memory_energy_pj)
    assert list(split) == [m.name for m in core_type.memories if m.name in split]
    assert {len(energies) for energies in split.values()} == {4}
    everything = fsum((cost.mac_energy_pj, *(pj for energies in split.values() for pj in energies)))
    assert everything == pytest.approx(cost.energy_pj, rel=1e-14, abs=0)
    for memory, energies in split.items():
        held = next(m.operands for m in core_type.memories if m.name == memory)
        for role, pj in zip(["I1", "I2", "I2", "O"], energies, strict=True):
            assert (pj > 0) == (role in held)
    if model is Model.MAPPING:
        full = search(nest, core_type)
        columns = [operand.name for operand in (*nest.inputs, nest.output)]
        traffic = dict.fromkeys(product(split, columns), 0.0)
        for entry in full.traffic:
            traffic[entry.memory, entry.operand] += entry.energy_pj
        for (memory, operand), pj in traffic.items():
            own = split[memory][[0, 1, 3][columns.index(operand)]]
            assert own == pytest.approx(pj, rel=1e-14, abs=0)
        assert fsum(energies[2] for energies in split.values()) == pytest.approx(full.initial_energy_pj)


def test_an_unusable_store_is_a_warning(core_type: CoreType, tmp_path: Path):
    file = tmp_path / "file"
    file.write_text("no folder")
    few = tiles(core_type, 2)
    expected = estimate(few)
    estimates._known.clear()
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        assert estimate(few, store=CostStore(file)) == expected
    assert caught


def test_results_do_not_depend_on_hashes(core_type: CoreType):
    script = (
        "from stream_xdsl.bridge.library import library_system\n"
        "from stream_xdsl.bridge.machine import read_machine\n"
        "from stream_xdsl.cost.search import Objective, find\n"
        "from stream_xdsl.cost.loop_nest import LoopNest, Operand\n"
        "from stream_xdsl.hardware.machine import MemoryOperand as M\n"
        "core = read_machine(library_system('eyeriss_like_single_core')).core_types[0]\n"
        "nest = LoopNest(('m', 'n', 'k'), (24, 20, 36), Operand('O', M.O, 8, (0, 1)), 16,\n"
        "    (Operand('I1', M.I1, 8, (0, 2)), Operand('I2', M.I2, 8, (1, 2))))\n"
        "for objective in Objective:\n"
        "    found = find(nest, core, objective)\n"
        "    costs, case = found.costs, found.case\n"
        "    print(costs.total_cycles[case], costs.energy_pj[case].hex(), costs.cases.states.spatial.factors)\n"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={"PYTHONHASHSEED": seed, "PATH": ""},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1

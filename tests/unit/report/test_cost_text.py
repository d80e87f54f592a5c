import io
import json
import subprocess
import sys
from dataclasses import replace
from math import ceil, isclose
from pathlib import Path
from typing import Any

import pytest
from cost_examples import COMPARED, IDLE, STREAMING, WHOLE_LAYER
from rich.console import Console

from stream_xdsl.cost.result import PortStall
from stream_xdsl.report.cost_summary import LayerCost, cost_summary
from stream_xdsl.report.cost_text import print_cost

EVERY = {"whole layer": WHOLE_LAYER, "compared": COMPARED, "streaming": STREAMING, "idle": IDLE}


def text_of(report: LayerCost, width: int = 160) -> str:
    stream = io.StringIO()
    print_cost(report, Console(file=stream, width=width, highlight=False, markup=False))
    return stream.getvalue()


def section(report: LayerCost, title: str) -> list[list[str]]:
    """The cells of the rows below the title, without the header; cells are two or more spaces apart."""
    lines = text_of(report).splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith(title))
    rule = next(i for i in range(start, len(lines)) if lines[i].strip().startswith("─"))
    end = next(i for i in range(rule, len(lines)) if not lines[i].strip())
    return [[cell.strip() for cell in line.split("  ") if cell.strip()] for line in lines[rule + 1 : end]]


def test_header_says_what_runs_where():
    text = text_of(WHOLE_LAYER)
    assert text.startswith("conv1 of tiny, conv, on eye of duo\n")
    for expected in (
        "eye: c0 c1",
        "D1 14 × D2 12: 168 units",
        "O      8 bit, partial sums 24 bit: conv1",
        "I      8 bit: left, right",
        "B      24 bit: b",
        "layer  k=64 oy=28 ox=28 c=64 fy=3 fx=3",
        "28,901,376 operations",
    ):
        assert expected in text
    assert "others" not in text
    slow = replace(WHOLE_LAYER, nest=replace(WHOLE_LAYER.nest, cycles_per_point=4))
    assert "28,901,376 operations, 4 cycles each" in text_of(slow)


def test_header_shows_tiles_and_what_was_not_chosen():
    text = text_of(COMPARED)
    words = [" ".join(line.split()) for line in text.splitlines()]
    assert words[1:4] == [
        "core eye: c0 c1; least latency of the 3 types that run conv",
        "others slow: 500,000 cycles, 2.5 mJ, streaming I W",
        "small: no mapping, weights need 9 bits of m",
    ]
    assert "tile k=64 oy=28 of 56 ox=28 c=64 fy=3 fx=3" in words


def test_figures_have_shares():
    words = [" ".join(line.split()) for line in text_of(WHOLE_LAYER).splitlines()]
    for expected in (
        "latency 279,703 cycles",
        "ideal 172,032 61.5% all units busy all the time",
        "spatial stall 21,504 7.7% loops do not fill the array",
        "temporal stall 86,016 30.8% memory ports cannot keep up",
        "onload 35 0.0% first data on their way to the array",
        "offload 115.5 0.0% last results on their way out",
        "energy 234.4 µJ",
        "utilisation 61.5%",
    ):
        assert expected in words


def test_energy_is_split_by_memory_and_operand():
    rows = {row[0]: row[1:] for row in section(WHOLE_LAYER, "energy")}
    assert list(rows) == [
        "sram",
        "sram_w",
        "sram_o",
        "rf_o",
        "rf_w",
        "rf_a",
        "B, in all memories",
        "operations",
    ]
    assert rows["B, in all memories"] == ["1 µJ", "0.4%"]
    assert rows["sram"] == ["776.7 nJ", "0.3%", "138.3 nJ", "638.4 nJ"]
    assert rows["operations"] == ["14.45 µJ", "6.2%"]
    assert isclose(sum(float(row[1].rstrip("%")) for row in rows.values()), 100, abs_tol=0.3)


def test_loop_nest_names_the_memory_of_every_operand_at_every_loop():
    assert section(WHOLE_LAYER, "loop nest") == [
        ["for oy in 0:28", "sram", "sram", "sram_w"],
        ["for c in 0:6", "sram_o", "sram", "sram_w"],
        ["for ox in 0:2", "sram_o", "rf_a", "sram_w"],
        ["for k in 0:64", "sram_o", "rf_a", "sram_w"],  # 32 around 2
        ["for fy in 0:3", "rf_o", "rf_a", "rf_w"],
        ["for fx in 0:3", "rf_o", "rf_a", "rf_w"],
        ["parfor ox in 0:14 on D1", "broadcast"],
        ["parfor c in 0:10.67 on D2 of 12 units", "summed"],
    ]
    lines = text_of(WHOLE_LAYER).splitlines()
    indents = [
        len(line) - len(line.lstrip()) for line in lines if line.lstrip().startswith(("for", "parfor"))
    ]
    assert indents == [2, 4, 6, 8, 10, 12, 14, 14]


def test_loop_nest_of_what_does_not_stay():
    rows = section(STREAMING, "loop nest")
    assert rows[0] == ["for oy in 0:28", "beyond the core", "sram", "beyond the core"]
    assert rows[4] == ["for fy in 0:3", "rf_o", "sram", "beyond the core"]
    assert rows[6] == ["at every step", "rf_a", "sram_w → rf_w"]
    assert not any("no loop runs over beyond" in line for line in text_of(STREAMING).splitlines())
    text = text_of(STREAMING)
    assert "O: no loop runs over sram_o, which holds what rf_o holds" in text
    assert section(STREAMING, "what streams past the core") == [
        ["O", "401.4 k", "1.5", "12.25"],
        ["W", "8.258 M", "42.5", "85.25"],
    ]
    assert "not all of O and W fit in sram and sram_w" in text
    assert "past the core" not in text_of(WHOLE_LAYER)


def test_loop_nest_of_a_single_step():
    assert section(IDLE, "loop nest") == [
        ["at every step", "sram → sram_o → rf_o", "sram → rf_a", "sram_w → rf_w"],
        ["parfor ox in 0:7 on D1", "broadcast"],
        ["parfor k in 0:2 on D1", "broadcast"],
        ["nothing on D2 of 12 units"],
    ]


def test_ports_come_worst_first_with_what_shares_them():
    assert "(negative is slack): 2 of 9 ports are late" in text_of(WHOLE_LAYER)
    rows = section(WHOLE_LAYER, "where the stalls come from")
    assert rows[:5] == [
        ["sram_o.rw", "86,016", "O", "sram_o → rf_o", "336", "3", "1", "9"],
        ["O", "rf_o → sram_o", "336", "3", "1", "9"],
        ["O", "sram_o → sram", "14,336", "112", "1,152", "6,912"],
        ["rf_o.hi", "21,504", "O", "rf_o → sram_o", "24", "1", "1", "9"],
        ["O", "sram_o → rf_o", "24", "1", "1", "9"],
    ]
    assert rows[5] == ["rf_o.lo", "0", "O"]
    assert rows[-2:] == [["sram.rw", "-186,000", "O, I"], ["rf_a.w", "-191,520", "I"]]


def test_without_stalls_the_tightest_port_is_explained():
    assert "no port is late" in text_of(IDLE)
    assert section(IDLE, "where stalls would") == [
        ["sram.rw", "-0.5", "O", "sram_o → sram", "14,336", "38", "1,152", "6,912"],
        ["I", "sram → rf_a", "13,312", "35", "1,152", "1,152"],
        ["rf_a.r", "-1", "I"],
    ]


def test_only_the_worst_of_many_late_ports_are_explained():
    late = tuple(replace(port, stall_cycles=1.0 + i) for i, port in enumerate(WHOLE_LAYER.cost.ports))
    report = replace(WHOLE_LAYER, cost=replace(WHOLE_LAYER.cost, ports=late))
    rows = section(report, "where the stalls come from")
    assert [row[0] for row in rows if "→" in "".join(row)] == ["sram_w.r", "rf_w.w", "rf_w.r"]
    one = replace(WHOLE_LAYER, cost=replace(WHOLE_LAYER.cost, ports=(PortStall("rf_a", "r", 2.0),)))
    assert "1 of 1 ports is late" in text_of(one)


def test_memories_show_what_they_hold():
    rows = section(WHOLE_LAYER, "memory")
    assert rows[0] == ["sram", "8.389 M", "802.8 k", "9.6%", "401.4 k", "401.4 k"]
    assert rows[1] == ["sram_w", "524.3 k", "294.9 k", "56.3%", "294.9 k"]
    assert [row[0] for row in rows] == ["sram", "sram_w", "sram_o", "rf_o", "rf_w", "rf_a"]


def test_bandwidth_is_that_of_the_outermost_memory_of_each_operand():
    assert section(WHOLE_LAYER, "bandwidth") == [
        ["O", "sram_o → sram", "2.074", "12.44", "384", "rw"],
        ["I", "sram → rf_a", "11.56", "11.56", "384", "rw"],
        ["W", "sram_w → rf_w", "85.33", "85.33", "128", "r"],
    ]


def test_names_are_shown_as_they_are_and_nothing_is_lost_on_a_narrow_terminal():
    odd = replace(WHOLE_LAYER, layer="[bold]x:smile:", cores=(":smile:", "[red]c"))
    text = text_of(odd, width=80)
    assert text.startswith("[bold]x:smile: of tiny")
    assert ":smile: [red]c" in text
    assert "…" not in text
    many = replace(WHOLE_LAYER, cores=tuple(f"c{i}" for i in range(36)))
    assert "eye: 36 cores, c0 … c35" in text_of(many)


def test_text_is_made_without_xdsl():
    code = (
        "import sys, stream_xdsl.report.cost_text; sys.exit('xdsl' in sys.modules or 'rich' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


# JSON


def documented(repo: Path, heading: str) -> list[str]:
    """The fields of the first table after a line of docs/json-summary.md."""
    lines = (repo / "docs/json-summary.md").read_text("utf-8").split(f"\n{heading}\n", 1)[1].splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith("|---"))
    rows = lines[start + 1 : lines.index("", start)]
    return [row.split("`")[1] for row in rows]


@pytest.mark.parametrize("report", EVERY.values(), ids=EVERY)
def test_json_keeps_the_contract(report: LayerCost, repo: Path):
    made: dict[str, Any] = json.loads(json.dumps(cost_summary(report)))
    assert made["schema"] == "stream-xdsl.cost/1"
    assert list(made) == documented(repo, "## The cost of a layer")
    assert all(list(entry) == documented(repo, "Each of `traffic`:") for entry in made["traffic"])
    cycles = ("ideal", "spatial_stall", "temporal_stall", "onload", "offload")
    assert made["latency_cycles"] == ceil(sum(made[f"{part}_cycles"] for part in cycles))
    assert made["energy_pj"] == made["mac_energy_pj"] + made["memory_energy_pj"]
    assert isclose(
        made["memory_energy_pj"],
        made["initial_energy_pj"] + sum(entry["energy_pj"] for entry in made["traffic"]),
    )
    assert 0 <= made["utilisation"] <= 1
    assert made["units_in_use"] <= made["units"] == 168
    operands = [operand["name"] for operand in made["operands"]]
    assert operands == ["O", "I", "W", "B"]
    assert [operand["tensors"] for operand in made["operands"]][:2] == [["conv1"], ["left", "right"]]
    assert [level["operand"] for level in made["levels"]] == ["O", "I", "W"]
    for level in made["levels"]:
        assert all(memory["loops"] <= len(made["temporal"]) for memory in level["memories"])
    assert {entry["operand"] for entry in made["traffic"]} <= set(operands)
    assert {entry["direction"] for entry in made["traffic"]} == {"fh", "tl", "fl", "th"}
    assert bool(made["streams"]) == bool(made["stream_reason"])


def test_json_holds_the_values():
    made = cost_summary(COMPARED)
    assert made["layer_sizes"]["oy"] == 56
    assert made["tile_sizes"]["oy"] == 28
    assert made["temporal"][2:4] == [{"dim": "k", "factor": 2}, {"dim": "k", "factor": 32}]
    assert made["spatial"][0] == {
        "array_dimension": "D1",
        "units": 14,
        "loops": [{"dim": "ox", "factor": 14.0}],
    }
    assert made["levels"][1] == {
        "operand": "I",
        "memories": [{"memory": "rf_a", "loops": 5}, {"memory": "sram", "loops": 7}],
    }
    assert made["ports"][1] == {"memory": "rf_o", "port": "hi", "stall_cycles": 21504.0}
    assert [other["name"] for other in made["other_core_types"]] == ["slow", "small"]
    assert made["other_core_types"][1]["latency_cycles"] is None
    assert cost_summary(STREAMING)["streams"][0] == {
        "operand": "O",
        "memory_operand": "O",
        "bits": 401408.0,
        "average_bits_per_cycle": 1.5,
        "peak_bits_per_cycle": 12.25,
    }

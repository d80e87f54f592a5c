"""The golden command accepts figures that are ours, names those that are not, and refuses files in one line."""

import copy
import gzip
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stream_xdsl.cost.compat import Compat
from stream_xdsl.cost.golden.__main__ import main
from stream_xdsl.cost.golden.figures import golden_figures
from stream_xdsl.cost.golden.file import read_records
from stream_xdsl.cost.golden.mapping import GoldenCase
from stream_xdsl.cost.golden.search import find_offchip

Run = Callable[..., tuple[int, str, str]]


def memory(size: int, operands: list[str], served: list[str]) -> dict[str, Any]:
    """One port of 16 bits per cycle, 1 pJ for a read and 2 pJ for a write."""
    directions = {"O": ("fh", "tl", "fl", "th")}
    return {
        "size": size,
        "r_cost": 1,
        "w_cost": 2,
        "operands": operands,
        "served_dimensions": served,
        "ports": [
            {
                "name": "rw",
                "type": "read_write",
                "bandwidth_min": 8,
                "bandwidth_max": 16,
                "allocation": [f"{o}, {d}" for o in operands for d in directions.get(o, ("fh", "tl"))],
            }
        ],
    }


# O[k] += W[k][c] * I[c] on two units that work on one output each, and share a memory for inputs.
RECORD: dict[str, Any] = {
    "id": "tiny",
    "settings": {
        "lpf_limit": 6,
        "nb_spatial_mappings": 1,
        "temporal_mapping_type": "uneven",
        "objective": "latency",
        "cycles_per_op": 1,
    },
    "core_yaml": {
        "name": "core",
        "operational_array": {"unit_energy": 0.5, "dimensions": ["D1"], "sizes": [2]},
        "memories": {
            "inner": memory(64, ["I1"], ["D1"]),
            "dram": memory(4096, ["I1", "I2", "O"], ["D1"]),
        },
    },
    "layer_def": {
        "equation": "O[k]+=W[k][c]*I[c]",
        "loop_dims": ["K", "C"],
        "loop_sizes": [2, 4],
        "operand_precision": {"W": 8, "I": 8, "O": 16, "O_final": 8},
    },
    "mapping_def": {"memory_operand_links": {"O": "O", "W": "I2", "I": "I1"}},
    "status": "ok",
    "result": {
        "spatial_mapping": {
            "O": [[["K", 2]], []],
            "W": [[["K", 2]], []],
            "I": [[["K", 2]], [], []],
        },
        "temporal_mapping_allocated": {
            "O": [[["C", 2], ["C", 2]]],
            "W": [[["C", 2], ["C", 2]]],
            "I": [[["C", 2], ["C", 2]], []],
        },
    },
    "search": {"spatial_mappings_tried": [{"D1": {"K": 2}}]},
}


def with_figures(folder: Path, record: dict[str, Any]) -> dict[str, Any]:
    """The record with the figures of its mapping."""
    record = copy.deepcopy(record)
    record["result"].setdefault("spatial_mapping_int", record["result"]["spatial_mapping"])
    path = folder / "skeleton.json"
    path.write_text(json.dumps([record]), encoding="utf-8")
    case = GoldenCase(read_records(path)[0])
    costs = case.evaluate(Compat.ZIGZAG)
    record["result"] |= golden_figures(costs)
    if record["settings"]["objective"] == "bwlat":
        record["result"]["bwlat_objective"] = float(find_offchip(case).latencies(costs)[0])
    return record


@pytest.fixture
def record(tmp_path: Path) -> dict[str, Any]:
    """One that passes."""
    return with_figures(tmp_path, RECORD)


ORDERS: dict[str, Any] = {"id": "tiny", "loops": [["C", 2]], "rows": [[0, [0, 0], 15, 17, 17, 40.0]]}


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command on records and a file of orders; returns exit code, stdout and stderr."""

    def run(records: object, *options: str, orders: dict[str, Any] | None = None) -> tuple[int, str, str]:
        path = tmp_path / "golden.json"
        path.write_text(json.dumps(records), encoding="utf-8")
        if orders is not None:
            (tmp_path / f"{orders['id']}.json.gz").write_bytes(gzip.compress(json.dumps(orders).encode()))
            options = (*options, "--orders", str(tmp_path))
        code = main([str(path), *options])
        out, err = capsys.readouterr()
        return code, out, err

    return run


def changed(record: dict[str, Any], path: str, value: object) -> dict[str, Any]:
    """The record with another value at a dotted path; without the key if it is ..."""
    record = copy.deepcopy(record)
    *way, last = path.split(".")
    at: Any = record
    for key in way:
        at = at[int(key) if isinstance(at, list) else key]
    if value is ...:
        del at[last]
    else:
        at[int(last) if isinstance(at, list) else last] = value
    return record


def test_figures_by_hand(record: dict[str, Any]):
    result = record["result"]

    def moved(values: dict[str, Any], **expected: float) -> bool:
        return values == dict.fromkeys(values, 0) | expected

    # In each of four steps two weights are one access, two sums two, and an input half of one.
    (weights,), (sums,), (inner, outer) = (result["word_access"][name] for name in "WOI")
    assert moved(weights, rd_out_to_low=4)
    assert moved(sums, rd_out_to_low=8, wr_in_by_low=8)
    # Four inputs come once, in two accesses.
    assert moved(inner, rd_out_to_low=2, wr_in_by_high=2)
    assert moved(outer, rd_out_to_low=2)
    assert result["energy"]["breakdown"] == {"O": [24], "W": [4], "I": [6, 2]}
    assert (result["energy"]["mac"], result["energy"]["total"]) == (4, 40)
    # Each step but the last, sums are a cycle late in and out; they and the weights need 9 cycles in 4 that there are.
    assert result["port_stall_slack"] == [{"mem": "inner", "rw": 0}, {"mem": "dram", "rw": 3 + 3 + 9 - 4}]
    latency = result["latency"]
    assert (latency["ideal"], latency["total0"], latency["onload"], latency["total2"]) == (4, 15, 2, 17)
    assert moved(result["inst_bandwidth_top"]["O"], rd_out_to_low=32, wr_in_by_low=32)
    assert result["mem_utilization_shared"]["I"] == [0.5, (16 + 64 + 32) / 4096]


def test_own_figures_pass(run: Run, record: dict[str, Any], tmp_path: Path):
    code, out, err = run([record], "--json", str(tmp_path / "out.json"), orders=ORDERS)
    assert (code, err) == (0, ""), out
    assert re.search(r"^tiny +ok +ok +1 ok +0\.6471 same +0\.6471 +0\.7000 +\d+$", out, re.MULTILINE)
    assert out.endswith("no mismatch\n")
    document = json.loads((tmp_path / "out.json").read_text())
    (checked,) = document["records"]
    assert document["schema"] == "stream-xdsl.golden/1"
    assert (checked["id"], checked["parity_differences"], checked["mismatches"]) == ("tiny", [], [])
    assert checked["orders"] == {"rows": 1, "bad": 0, "first": ""}
    assert checked["zigzag_definitions"]["recorded_score"] == [17, 40]
    # The loop over inputs unrolled instead: sums stay in place for no step, and weights come one at a time.
    assert checked["own_definitions"]["mapping"]["unrolling"] == {"D1": {"C": 2}}
    assert checked["same_mapping"]["cycles_ratio"] == checked["same_mapping"]["energy_ratio"] == 1
    assert document["summary"]["mismatching_records"] == 0


@pytest.mark.parametrize(
    ("path", "value", "shown"),
    [
        ("latency.total2", 18, "latency.total2: 17, recorded 18"),
        ("latency.total2", 17 + 1e-10, ""),
        ("latency.onload", ..., "latency.onload: not recorded"),
        ("latency.ideal", "4", "latency.ideal: 4, recorded 4"),
        (
            "energy.breakdown_dir.I.1.rd_out_to_low",
            3,
            "energy.breakdown_dir.I.1.rd_out_to_low: 2, recorded 3",
        ),
        ("word_access.W", [], "word_access.W: 1 entries, recorded 0"),
        ("double_buffer.O.1", False, "double_buffer.O.1: True, recorded False"),
        ("double_buffer.O.1", 1, "double_buffer.O.1: True, recorded 1"),
        ("temporal_mapping_stationary.W.0", [], "temporal_mapping_stationary.W.0: 2 entries, recorded 0"),
        ("temporal_mapping_stationary.W.0.0.0", "K", "temporal_mapping_stationary.W.0.0.0: C, recorded K"),
        ("temporal_mapping_allocated.I.1", [["K", 1]], ""),
        ("spatial_mapping.W.0.0.1", 1, "spatial_mapping: none of the unrollings that ZigZag tries"),
        (
            "temporal_mapping_allocated.O.0.0.1",
            3,
            "the order runs 6 times over 'C', but the unrolling leaves 4",
        ),
        ("unknown", 1, ""),
    ],
)
def test_falsified_figures(path: str, value: object, shown: str, run: Run, record: dict[str, Any]):
    code, out, err = run([changed(record, f"result.{path}", value)])
    assert err == ""
    assert (code == 1) == bool(shown), out
    assert shown in out
    assert out.endswith("MISMATCH: 1 of 1 records\n" if shown else "no mismatch\n")


def test_falsified_unrollings(run: Run, record: dict[str, Any]):
    code, out, _ = run([changed(record, "search.spatial_mappings_tried.0", {"D1": {"C": 2}})])
    assert code == 1
    assert "search.spatial_mappings_tried: [{'D1': {'K': 2}}], recorded [{'D1': {'C': 2}}]" in out.replace(
        "2.0", "2"
    )
    assert run([changed(record, "search", {})])[0] == 0


@pytest.mark.parametrize(
    ("rows", "bad", "shown"),
    [
        ([[0, [0, 0], 15, 17, 17, 40.1]], 1, "unrolling 0, C2 C2: (15.0, 17.0, 17.0, 40.0), recorded (15,"),
        ([[0, [0, 0], None]], 1, "unrolling 0, C2 C2: (15.0, 17.0, 17.0, 40.0), recorded as rejected"),
        ([], 1, "unrolling 0, C2 C2: not recorded"),
        ([[0, [0], 15, 17, 17, 40]], 2, "unrolling 0, C2: not an order of the loops that are left"),
        ([*ORDERS["rows"], [1, [0], None]], 1, "unrolling 1 is not one that we try"),
    ],
)
def test_falsified_orders(rows: object, bad: int, shown: str, run: Run, record: dict[str, Any]):
    code, out, _ = run([record], orders={**ORDERS, "rows": rows})
    assert code == 1
    assert f"  mismatch: orders: {bad} bad, {shown}" in out


def test_orders_of_some_records(run: Run, record: dict[str, Any]):
    code, out, _ = run([record, {**record, "id": "other"}], orders=ORDERS)
    assert code == 0
    assert re.search(r"^other +ok +ok +no orders ", out, re.MULTILINE)
    assert "orders: 1 compared, 0 bad; 1 records without" in out


def failed(**sizes: int) -> dict[str, Any]:
    """A record without a result, with other sizes of memories."""
    record = {
        **RECORD,
        "status": "error",
        "error": "NoValidLoopOrderingFoundException: No valid loop ordering",
    }
    for name, size in sizes.items():
        record = changed(record, f"core_yaml.memories.{name}.size", size)
    return record


def test_failures_of_zigzag(run: Run):
    # The tile is 112 bits, so it does not fit, and weights stream past.
    code, out, _ = run([failed(dram=100)])
    assert code == 0, out
    assert re.search(r"^tiny +error +- +- .* ours: \d+ cycles, \d+ pJ, streaming W$", out, re.MULTILINE)
    assert "1 records: 0 that ZigZag maps, 1 that it does not, of which we map 1" in out
    code, out, _ = run([changed(failed(inner=4), "search", {})])
    assert code == 0, out
    assert "ours: memory 'inner' of 4 bits cannot hold one element of each operand: 8 bits of I" in out


def test_failure_that_is_none(run: Run):
    code, out, _ = run([failed()])
    assert code == 1
    assert "mismatch: error: ZigZag finds no mapping, its procedure as we have it does" in out


def test_success_that_is_none(run: Run, record: dict[str, Any]):
    code, out, _ = run([changed(record, "core_yaml.memories.dram.size", 100)])
    assert code == 1
    assert "mismatch: temporal_mapping_allocated: does not fit in the memories" in out
    assert "mismatch: search: ZigZag's procedure fails: no order of the loops fits under" in out


def test_bandwidth_objective(run: Run, tmp_path: Path):
    record = with_figures(tmp_path, changed(RECORD, "settings.objective", "bwlat"))
    # All that passes: sums 64 bits per cycle, weights 16, inputs 8, of 16 that there are.
    assert record["result"]["bwlat_objective"] == 6 * 17
    assert run([record])[0] == 0
    # Or only what has most levels: the inputs.
    assert run([changed(record, "result.bwlat_objective", 17)])[0] == 0
    code, out, _ = run([changed(record, "result.bwlat_objective", 34)])
    assert code == 1
    assert "mismatch: bwlat_objective: 102, recorded 34" in out


def test_definitions_that_matter(run: Run, tmp_path: Path):
    # Two units work on three outputs in two steps: on 1.5 at once, and for latency ZigZag says one.
    record = changed(RECORD, "layer_def.loop_sizes", [3, 4])
    for levels in record["result"]["temporal_mapping_allocated"].values():
        levels[0].append(["K", 2])
    for key, factor in (("spatial_mapping", 1.5), ("spatial_mapping_int", 1)):
        record["result"][key] = {
            name: [[["K", factor]], *levels[1:]]
            for name, levels in RECORD["result"]["spatial_mapping"].items()
        }
    code, out, _ = run([with_figures(tmp_path, record)])
    assert code == 0, out
    assert "1 fit, 1 of them with other figures" in out
    assert re.search(r"unrolled loops .*: latency with whole factors +1 +1\.\d+", out)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "No such file or directory"),
        ("[{]", "not JSON"),
        ("[]", "has no records"),
        ("[{}]", "record 0: 'id' is missing"),
        (
            json.dumps([changed(RECORD, "result.temporal_mapping_allocated.O", 3)]),
            "record 'tiny': 'result.temporal_mapping_allocated.O' must be a list",
        ),
        (
            json.dumps([changed(RECORD, "search.spatial_mappings_tried", [{"D1": {"Q": 2}}])]),
            "'search.spatial_mappings_tried.D1' must have pairs of a loop and a factor",
        ),
    ],
)
def test_unusable_files(
    content: str | None, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    path = tmp_path / "golden.json"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    assert main([str(path)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert re.fullmatch(f"error: .*golden\\.json.*{re.escape(message)}.*\n", err) or message in err
    assert err.count("\n") == 1


def test_unusable_orders(run: Run, record: dict[str, Any], tmp_path: Path):
    code, _, err = run([record], "--orders", str(tmp_path))
    assert (code, err) == (
        1,
        f"error: {tmp_path}: has no orders of any record, such as tiny.json.gz\n",
    )
    (tmp_path / "tiny.json.gz").write_bytes(gzip.compress(json.dumps({**ORDERS, "id": "x"}).encode()))
    code, _, err = run([record], "--orders", str(tmp_path))
    assert (code, err) == (1, f"error: {tmp_path / 'tiny.json.gz'}: is of record 'x'\n")
    (tmp_path / "tiny.json.gz").write_text("x")
    code, _, err = run([record], "--orders", str(tmp_path))
    assert code == 1
    assert "not a gzip file" in err


def paths(value: object, prefix: str = "") -> list[str]:
    """Dotted paths to everything in a JSON value."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [p for k, v in items for p in (f"{prefix}{k}", *paths(v, f"{prefix}{k}."))]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_change_ends_without_traceback(run: Run, record: dict[str, Any], data: st.DataObject):
    path = data.draw(st.sampled_from(paths(record)))
    value = data.draw(st.sampled_from([None, 0, 1, 3, 64, 0.5, -1, "x", "C", True, [], {}, [["C", 2]]]))
    code, out, err = run([changed(record, path, value)])
    assert code in (0, 1)
    assert out.endswith(("no mismatch\n", "MISMATCH: 1 of 1 records\n")) or err.startswith("error: ")


@pytest.mark.parametrize("name", ["goldens.json", "goldens_fuzz.json"])
def test_shared_goldens(name: str, shared_data: Path, capsys: pytest.CaptureFixture[str]):
    folder = shared_data / "intra_core"
    if not folder.is_dir():
        pytest.skip(f"golden figures not found at {folder}")
    code = main([str(folder / name), "--orders", str(folder / "all_orders")])
    out, _ = capsys.readouterr()
    assert code == 0, out
    assert " bad" not in out.replace(", 0 bad", "")
    assert "other" not in "".join(line[:90] for line in out.splitlines() if " ok " in line)

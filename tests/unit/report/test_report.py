import io
import json
import subprocess
import sys
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from json_summary import check_summary
from report_examples import ints, two_layers
from rich.console import Console

from stream_xdsl.report.model import Allocation, Tasks
from stream_xdsl.report.picture import picture
from stream_xdsl.report.summary import summary
from stream_xdsl.report.text import print_summary
from stream_xdsl.report.trace import write_trace


def trace_of(report) -> dict:
    stream = io.StringIO()
    write_trace(report, stream)
    return json.loads(stream.getvalue())


def test_summary_keeps_the_contract():
    made = json.loads(json.dumps(summary(two_layers(), compile_seconds=1.5)))
    check_summary(made)
    assert made["edp_pj_cycles"] == 25000
    assert [s["name"] for s in made["stacks"]] == ["stack0", "stack1"]


def test_trace_names_every_track_and_holds_every_row():
    report = two_layers()
    events = trace_of(report)["traceEvents"]
    tracks = {(e["pid"], e["tid"]): e["args"]["name"] for e in events if e["name"] == "thread_name"}
    assert list(tracks.values()) == ["c0", "c1", "dram", "bus", "bus #2", "dram->c0"]
    complete = [e for e in events if e["ph"] == "X"]
    assert {(e["pid"], e["tid"]) for e in complete} <= set(tracks)
    assert [e["cat"] for e in complete] == ["compute"] * 5 + ["transfer"] * 4
    assert sum(e["args"]["bits"] for e in complete if e["cat"] == "transfer") == 1408
    assert complete[-5]["name"] == 'pool "last" <&>'


def test_trace_passes_the_check_that_knows_nothing_of_us(repo: Path, tmp_path: Path):
    file = tmp_path / "trace.json"
    with file.open("w") as stream:
        write_trace(two_layers(), stream)
    check = [sys.executable, repo / "examples/check_trace.py", file]
    assert (
        "9 events on 6 named tracks"
        in subprocess.run(check, check=True, capture_output=True, text=True).stdout
    )
    file.write_text(file.read_text().replace('"tid": 1, "ts": 33', '"tid": 0, "ts": 33'))
    done = subprocess.run(check, check=False, capture_output=True, text=True)
    assert done.returncode == 1
    assert "events overlap on track (2, 0)" in done.stderr


def test_picture_is_valid_and_the_same_each_time():
    svg = picture(two_layers())
    assert svg == picture(two_layers())
    root = ET.fromstring(svg)
    texts = {t.text for t in root.iter("{http://www.w3.org/2000/svg}text")}
    assert {"c0", "c1", "dram", "bus", "conv0", "conv1", 'pool "last" <&>', "cycles"} <= texts
    # conv0's two tiles touch and are drawn as one bar
    titles = [t.text for t in root.iter("{http://www.w3.org/2000/svg}title")]
    assert titles[0] == "conv0: 10 to 50"


def test_picture_size_is_bounded_by_its_width():
    n = 100_000
    tasks = Tasks(
        core=np.zeros(n, dtype=np.int64),
        layer=np.arange(n) % 3,
        tile=np.arange(n) // 3,
        start_cycles=np.arange(n) * 10,
        duration_cycles=np.full(n, 10),
    )
    svg = picture(replace(two_layers(), tasks=tasks, latency_cycles=10 * n))
    assert svg.count("<title>") <= 2010


def test_a_schedule_of_nothing_can_still_be_shown():
    empty = two_layers()
    none = ints()
    report = replace(
        empty,
        latency_cycles=0,
        tasks=Tasks(none, none, none, none, none),
        transfers=replace(
            empty.transfers,
            channel=none,
            layer=none,
            label=none,
            start_cycles=none,
            duration_cycles=none,
            bits=none,
        ),
    )
    ET.fromstring(picture(report))
    assert all(e["ph"] == "M" for e in trace_of(report)["traceEvents"])


def test_summary_for_people_shows_totals_bounds_and_stacks():
    stream = io.StringIO()
    print_summary(two_layers(), 1.25, Console(file=stream, width=120, highlight=False, markup=False))
    text = stream.getvalue()
    assert "tiny on duo, precision native: compiled in 1.2 s" in text
    assert "100 cycles" in text
    assert "1.25 × the lower bound of 80 cycles, bound by off-chip ports" in text
    assert "busiest are c0 60%, dram.dram.rw 55%, bus 30% of the time" in text
    assert "2: conv0 … conv1" in text
    rows = [line.split() for line in text.splitlines()]
    assert ["activations", "120", "pJ", "48.0%"] in rows
    assert ["core", "ports", "70", "cycles", "at", "least"] in rows
    stack = ["stack0", "2:", "conv0", "…", "conv1", "c0", "c1", "10", "65", "220", "pJ"]
    # The first of equals binds.
    assert [*stack, "80", "40", "100.0%", "compute"] in rows
    assert ["static", "10", "pJ", "4.0%"] in rows
    assert not any(row[:1] == ["weights"] for row in rows)


def test_how_good_the_cores_are_in_the_model_of_their_allocation():
    """Where CP-SAT chose them; nothing elsewhere."""
    first, *others = two_layers().stacks
    allocated = replace(first, allocation=Allocation("energy", 110, 100))
    report = replace(two_layers(), stacks=(allocated, *others))
    found = [stack["allocation"] for stack in summary(report)["stacks"]]
    assert found == [
        {"objective": "energy", "value": 110, "bound": 100, "gap": pytest.approx(0.1)},
        *(None for _ in others),
    ]
    texts: list[str] = []
    for shown in (report, two_layers()):
        stream = io.StringIO()
        print_summary(shown, 1.25, Console(file=stream, width=160, highlight=False, markup=False))
        texts.append(stream.getvalue())
    assert "gap of cores" in texts[0]
    assert "10.0% in energy" in texts[0]
    assert "gap of cores" not in texts[1]

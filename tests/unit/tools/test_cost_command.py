"""What a user of `stream-xdsl cost` meets: a report, or one clear error."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from onnx import TensorProto, helper

from stream_xdsl.cost.loop_nest import LoopNest
from stream_xdsl.cost.result import Cost
from stream_xdsl.cost.search import NoMappingError, Objective, search
from stream_xdsl.hardware.machine import CoreType
from stream_xdsl.tools.stream_xdsl import main

STREAM_XDSL = Path(sys.executable).with_name("stream-xdsl")

ALL = "[I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]"


def core_type(name: str, size: int, bits: int, runs: str = "") -> str:
    return f"""
  accel.core_type @{name} compute {runs} {{
    accel.array <D1 = {size}, D2 = {size}> mac_energy_pj 0.5
    accel.memory @sram size_bits {bits} holds [I1, I2, O] shared_over [D1, D2] read_pj 8 write_pj 8 {{
      accel.port @rw read_write bandwidth 64 serves {ALL}
    }}
  }}"""


TRIO = f"""\
accel.system @trio {{{core_type("fast", 4, 1 << 16)}{core_type("slow", 2, 1 << 16)}{core_type("pool", 2, 1 << 16, "runs [pooling]")}
  accel.core_type @ddr offchip {{
    accel.memory @dram size_bits 1073741824 holds [I1, I2, O] read_pj 64 write_pj 64 {{
      accel.port @rw read_write bandwidth 64 serves {ALL}
    }}
  }}
  accel.core @core0 : @fast
  accel.core @core1 : @fast
  accel.core @core2 : @slow
  accel.core @core3 : @pool
  accel.core @dram : @ddr
  accel.bus @bus0 [@core0, @core1, @core2, @core3, @dram] bandwidth 64
}}
"""


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A convolution and a relu."""
    nodes = [
        helper.make_node("Conv", ["x", "w"], ["c"], name="conv", pads=[1, 1, 1, 1]),
        helper.make_node("Relu", ["c"], ["y"], name="last"),
    ]
    graph = helper.make_graph(
        nodes,
        "net",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["N", 4, 8, 8])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, ["N", 8, 8, 8])],
        [helper.make_tensor("w", TensorProto.FLOAT, [8, 4, 3, 3], [0.5] * 288)],
    )
    file = tmp_path / "net.onnx"
    opsets = [helper.make_opsetid("", 17)]
    file.write_bytes(helper.make_model(graph, opset_imports=opsets, ir_version=8).SerializeToString())
    return file


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    file = tmp_path / "trio.mlir"
    file.write_text(TRIO)
    return file


@pytest.fixture
def given(model: Path, machine: Path) -> list[str]:
    return ["cost", str(model), "--accelerator", str(machine), "--dim", "N=1"]


def error_of(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    out, err = capsys.readouterr()
    assert (stop.value.code, out) == (1, "")
    assert [line for line in err.splitlines() if line.startswith("error: ")] == err.splitlines()[:1]
    assert "remedy: " in err
    return err


def lines_of(capsys: pytest.CaptureFixture[str]) -> list[str]:
    """The lines of the output, with single spaces."""
    return [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]


def test_the_best_core_type_is_chosen_and_the_others_are_named(
    given: list[str], capsys: pytest.CaptureFixture[str]
):
    main([*given, "--layer", "conv"])
    lines = lines_of(capsys)
    assert lines[:2] == [
        "conv of net, conv, on fast of trio",
        "core fast: core0 core1; least latency of the 2 types that run conv",
    ]
    assert lines[2].startswith("others slow: ")
    assert "layer b=1 k=8 oy=8 ox=8 c=4 fy=3 fx=3" in lines
    assert "18,432 operations" in lines
    assert {"energy", "loop nest", "memory, in bits"} <= set(lines)


def test_json_holds_the_same_each_time(given: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    texts: list[str] = []
    for turn in range(2):
        file = tmp_path / f"{turn}.json"
        main([*given, "--layer", "conv", "--tile", "k=4, oy=2", "--objective", "edp", "--json", str(file)])
        texts.append(file.read_text())
    assert texts[0] == texts[1]
    made = json.loads(texts[0])
    assert made["tile_sizes"] == {"b": 1, "k": 4, "oy": 2, "ox": 8, "c": 4, "fy": 3, "fx": 3}
    assert (made["model"], made["accelerator"], made["precision"]) == ("net", "trio", "native")
    assert (made["objective"], made["points"]) == ("edp", 4 * 2 * 8 * 4 * 9)
    chosen, (other,) = made, made["other_core_types"]
    assert {chosen["core_type"], other["name"]} == {"fast", "slow"}
    edp = [found["latency_cycles"] * found["energy_pj"] for found in (chosen, other)]
    assert edp == sorted(edp)
    assert "tile b=1 k=4 of 8 oy=2 of 8 ox=8 c=4 fy=3 fx=3" in lines_of(capsys)


@pytest.mark.parametrize("core", ["core2", "slow"])
def test_a_core_by_its_name_or_its_types(core: str, given: list[str], capsys: pytest.CaptureFixture[str]):
    main([*given, "--layer", "last", "--core", core, "--precision", "a16w16p32o16"])
    text = capsys.readouterr().out
    assert text.startswith("last of net, relu, on slow of trio\n")
    assert "others" not in text
    assert "16 bit, partial sums 32 bit: last" in text


def test_a_memory_that_is_too_small_lets_operands_stream(
    given: list[str], machine: Path, capsys: pytest.CaptureFixture[str]
):
    machine.write_text(TRIO.replace("size_bits 65536", "size_bits 1024"))
    main([*given, "--layer", "conv", "--core", "fast"])
    text = capsys.readouterr().out
    assert "past the core" in text
    assert "peak bits/cycle" in text
    assert "beyond the core" in text


def test_core_types_without_a_mapping(
    given: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    def refuse(nest: LoopNest, core_type: CoreType, objective: Objective) -> Cost:
        if core_type.name in too_small:
            raise NoMappingError(f"memory 'sram' of {core_type.name} is full")
        return search(nest, core_type, objective)

    monkeypatch.setattr("stream_xdsl.cost.search.search", refuse)
    too_small = ["fast"]
    main([*given, "--layer", "conv"])
    text = capsys.readouterr().out
    assert text.startswith("conv of net, conv, on slow of trio\n")
    assert "fast: no mapping, memory 'sram' of fast is full" in text
    too_small = ["fast", "slow"]
    error = error_of([*given, "--layer", "conv"], capsys)
    assert "on fast, memory 'sram' of fast is full; on slow, memory 'sram' of slow is full" in error
    assert "--tile" in error


def test_the_console_script(given: list[str]):
    done = subprocess.run(
        [STREAM_XDSL, *given, "--layer", "last"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, "error" in done.stderr) == (0, False)
    assert done.stdout.startswith("last of net, relu, on fast of trio\n")


@pytest.mark.parametrize(
    ("arguments", "messages"),
    [
        ([], ["no --layer is given", "    conv  conv  b=1 k=8 oy=8", "    last  relu  b=1"]),
        (["--layer", "cnv"], ["no layer is called 'cnv'; did you mean 'conv'?", "    last  relu  b=1"]),
        (["--layer", "conv", "--core", "pool"], ["'pool' does not run conv layers", "fast (core0 core1); slow (core2)"]),
        (["--layer", "conv", "--core", "core3"], ["'core3' does not run conv layers"]),
        (["--layer", "conv", "--core", "dram"], ["'dram' does not run conv layers"]),
        (["--layer", "conv", "--core", "core9"], ["no core or core type 'core9'; did you mean 'core", "slow (core2)"]),
        (["--layer", "conv", "--tile", "k=9"], ["'k' of layer 'conv' is 8, less than 9", "from 1 to 8"]),
        (["--layer", "conv", "--tile", "oyy=2"], ["no loop dimension 'oyy'; did you mean 'oy'?", "b=1 k=8"]),
        (["--layer", "conv", "--tile", "k=0"], ["'k=0' is not a loop dimension and a positive integer"]),
        (["--layer", "conv", "--tile", "k=-1"], ["'k=-1' is not"]),
        (["--layer", "conv", "--tile", "k=" + "9" * 5000], ["is not a loop dimension"]),
        (["--layer", "conv", "--tile", "k"], ["'k' is not"]),
        (["--layer", "conv", "--tile", ""], ["'' is not"]),
        (["--layer", "conv", "--tile", "k=2,k=3"], ["'k' is given twice"]),
        (["--layer", "conv", "--objective", "energi"], ["--objective energi: unknown; did you mean 'energy'?"]),
        (["--layer", "conv", "--precision", "a8"], ["precision"]),
        (["--layer", "conv", "--dim", "N=2"], ["--dim N=2: 'N' has been given already"]),
    ],
)  # fmt: skip
def test_bad_settings(
    arguments: list[str], messages: list[str], given: list[str], capsys: pytest.CaptureFixture[str]
):
    error = error_of([*given, *arguments], capsys)
    for message in messages:
        assert message in error


def test_a_model_or_machine_that_is_not_there(model: Path, machine: Path, capsys: pytest.CaptureFixture[str]):
    rest = ["--dim", "N=1", "--layer", "conv"]
    missing = str(model.with_name("missing.onnx"))
    assert missing in error_of(["cost", missing, "--accelerator", str(machine), *rest], capsys)
    assert "'tri'" in error_of(["cost", str(model), "--accelerator", "tri", *rest], capsys)
    assert "--dim" in error_of(["cost", str(model), "--accelerator", str(machine)], capsys)


def test_outputs_leave_nothing_behind(
    given: list[str], model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    before = {file: file.read_bytes() for file in tmp_path.iterdir()}
    for output, message in (
        (str(model), "the output is also an input"),
        ("", "is no name of an output file"),
        (f"{tmp_path}/no/such/folder.json", "cannot write"),
    ):
        assert message in error_of([*given, "--layer", "conv", "--json", output], capsys)
    error_of([*given, "--layer", "cnv", "--json", str(tmp_path / "out.json")], capsys)
    assert {file: file.read_bytes() for file in tmp_path.iterdir()} == before

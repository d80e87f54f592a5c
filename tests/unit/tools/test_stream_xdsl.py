"""What a user of stream-xdsl meets: results that are whole, and one clear error for everything that cannot be."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from onnx import TensorProto, helper
from xdsl.dialects.func import FuncOp

from stream_xdsl.dialects.accel import SystemOp
from stream_xdsl.tools.compile import compile_model, make_passes

STREAM_XDSL = Path(sys.executable).with_name("stream-xdsl")

UNREACHABLE = """\
accel.system @island {
  accel.core_type @pe compute {
    accel.array <D1 = 4, D2 = 4> mac_energy_pj 0.5
    accel.memory @sram size_bits 65536 holds [I1, I2, O] shared_over [D1, D2] read_pj 8 write_pj 8 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core_type @ddr offchip {
    accel.memory @dram size_bits 1073741824 holds [I1, I2, O] read_pj 64 write_pj 64 {
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }
  }
  accel.core @core0 : @pe
  accel.core @core1 : @pe
  accel.core @dram : @ddr
  accel.bus @bus0 [@core0, @dram] bandwidth 64
}
"""
SMALL = UNREACHABLE.replace("[@core0, @dram]", "[@core0, @core1, @dram]").replace("@island", "@small")
ONLY_POOLING = SMALL.replace("@pe compute {", "@pe compute runs [pooling] {")


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([STREAM_XDSL, *arguments], capture_output=True, text=True, check=False)


def conv_net(*, operator: str = "Relu", domain: str = "", batch: int | str = 1) -> bytes:
    """A convolution and an elementwise operator."""
    nodes = [
        helper.make_node("Conv", ["x", "w"], ["c"], name="conv", pads=[1, 1, 1, 1]),
        helper.make_node(operator, ["c"], ["y"], name="last", domain=domain),
    ]
    graph = helper.make_graph(
        nodes,
        "net",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, [batch, 4, 8, 8])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, [batch, 8, 8, 8])],
        [helper.make_tensor("w", TensorProto.FLOAT, [8, 4, 3, 3], [0.5] * 288)],
    )
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid("com.example", 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=8).SerializeToString()


@pytest.fixture
def model(tmp_path: Path) -> Path:
    file = tmp_path / "net.onnx"
    file.write_bytes(conv_net())
    return file


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    file = tmp_path / "small.mlir"
    file.write_text(SMALL)
    return file


def error_of(*arguments: str | Path, outputs: Path) -> str:
    """The error of a compilation that gets as far as `dnn` at most, and leaves nothing behind."""
    before = sorted(outputs.iterdir())
    done = run(
        "compile",
        "--pipeline",
        "convert-onnx-to-dnn",
        *arguments,
        "-o",
        outputs / "out.mlir",
        "--json",
        outputs / "summary.json",
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert "Traceback" not in done.stderr
    assert [
        line for line in done.stderr.splitlines() if line.startswith("error: ")
    ] == done.stderr.splitlines()[:1]
    assert sorted(outputs.iterdir()) == before
    return done.stderr


def test_compile_writes_all_it_is_asked_for_and_the_same_each_time(
    model: Path, machine: Path, tmp_path: Path
):
    model = model.rename(tmp_path / "small.onnx")  # as the machine is called
    results: list[list[str]] = []
    for turn in range(2):
        out = tmp_path / f"out{turn}"
        out.mkdir()
        files = [out / "net.mlir", out / "trace.json", out / "summary.json"]
        done = run(
            "compile",
            model,
            "--accelerator",
            machine,
            "-o",
            files[0],
            "--trace",
            files[1],
            "--json",
            files[2],
        )
        # stderr may show which step takes its time
        assert (done.returncode, "error" in done.stderr) == (0, False)
        assert "small on small, precision native" in done.stdout
        assert sorted(out.iterdir()) == sorted(files)
        summary = json.loads(files[2].read_text())
        assert summary.pop("compile_seconds") > 0
        assert summary["model"] == "small"
        assert summary["macs"] == 8 * 4 * 9 * 64
        results.append([files[0].read_text(), files[1].read_text(), json.dumps(summary)])
    assert results[0] == results[1]
    assert results[0][0].count("sched.program") == 1
    reread = Path(sys.executable).with_name("stream-opt")
    done = subprocess.run(
        [reread, tmp_path / "out0/net.mlir", "-p", "sched-verify"], check=True, capture_output=True, text=True
    )
    assert done.stdout == results[0][0]


def test_a_truncated_model(model: Path, machine: Path, tmp_path: Path):
    model.write_bytes(conv_net()[:-40])
    assert str(model) in error_of(model, "--accelerator", machine, outputs=tmp_path)


def test_a_model_that_is_not_there(machine: Path, tmp_path: Path):
    missing = tmp_path / "missing.onnx"
    assert str(missing) in error_of(missing, "--accelerator", machine, outputs=tmp_path)


def test_an_operator_without_a_lowering(model: Path, machine: Path, tmp_path: Path):
    model.write_bytes(conv_net(operator="Strange", domain="com.example"))
    error = error_of(model, "--accelerator", machine, outputs=tmp_path)
    assert "Strange" in error
    assert "last" in error


def test_a_dimension_without_a_size(model: Path, machine: Path, tmp_path: Path):
    model.write_bytes(conv_net(batch="N"))
    assert "--dim" in error_of(model, "--accelerator", machine, outputs=tmp_path)
    error = error_of(model, "--accelerator", machine, "--dim", "N=two", outputs=tmp_path)
    assert "--dim N=two: not a name and a positive integer" in error
    for size in (str(1 << 63), "9" * 20, "9" * 5000):
        assert "2^63" in error_of(model, "--accelerator", machine, "--dim", f"N={size}", outputs=tmp_path)
    error = error_of(model, "--accelerator", machine, "--dim", "N=3", "--dim", "N=4", outputs=tmp_path)
    assert "--dim N=4: 'N' has been given already" in error


def test_an_accelerator_that_is_not_there(model: Path, tmp_path: Path):
    assert "missing.mlir" in error_of(model, "--accelerator", tmp_path / "missing.mlir", outputs=tmp_path)
    assert "tpu_like_quad_core" in error_of(model, "--accelerator", "tpu_like_quad_cores", outputs=tmp_path)


def test_yaml_with_a_typo(model: Path, tmp_path: Path):
    file = tmp_path / "machine.yaml"
    file.write_text("name: mine\ncores:\n  0: core.yaml\noffchip_core_id: 0\ncore_conectivity: []\n")
    error = error_of(model, "--accelerator", file, outputs=tmp_path)
    assert f"{file}:5" in error
    assert "core_conectivity" in error


def test_a_core_that_nothing_reaches(model: Path, tmp_path: Path):
    file = tmp_path / "island.mlir"
    file.write_text(UNREACHABLE)
    assert "core1" in error_of(model, "--accelerator", file, outputs=tmp_path)


def test_a_layer_that_no_core_runs(model: Path, machine: Path, tmp_path: Path):
    machine.write_text(ONLY_POOLING)
    error = error_of(model, "--accelerator", machine, outputs=tmp_path)
    assert "conv" in error


def test_an_output_that_cannot_be_written_stops_before_any_work(tmp_path: Path):
    done = run("compile", "missing.onnx", "--accelerator", "x", "--json", tmp_path / "no/such/folder.json")
    assert done.returncode == 1
    assert done.stderr.startswith(
        f"error: {tmp_path}/no/such/folder.json: cannot write: No such file or directory"
    )


def test_outputs_never_take_the_place_of_inputs_or_each_other(model: Path, machine: Path, tmp_path: Path):
    before = {file: file.read_bytes() for file in tmp_path.iterdir()}
    same = tmp_path / "same.x"
    for outputs, message in (
        (["-o", model], f"{model}: the output is also an input"),
        (["--json", f"{tmp_path}/./{machine.name}"], "the output is also an input"),
        (["-o", same, "--json", same], f"{same}: the output is given twice"),
        (["-o", ""], "'' is no name of an output file"),
        (["--json", ""], "'' is no name of an output file"),
        (["-o", "-"], "'-' is no name of an output file"),
    ):
        done = run("compile", model, "--accelerator", machine, *outputs)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.startswith("error: ")
        assert message in done.stderr
    assert {file: file.read_bytes() for file in tmp_path.iterdir()} == before


def test_a_full_disk_leaves_whole_files_or_none(model: Path, machine: Path, tmp_path: Path):
    before = sorted(tmp_path.iterdir())
    summary, schedule = tmp_path / "summary.json", tmp_path / "out.mlir"
    arguments = ["--pipeline", "layer-by-layer", "--json", summary]
    for output, full, made in (
        ("/dev/full", "/dev/null", []),
        (schedule, "/dev/full", [summary, schedule]),
    ):
        with open(full, "w") as stdout:
            done = subprocess.run(
                [STREAM_XDSL, "compile", model, "--accelerator", machine, *arguments, "-o", output],
                stdout=stdout,
                stderr=subprocess.PIPE,
                text=True,
                check=False,
            )
        assert done.returncode == 1
        assert "No space left on device" in done.stderr
        assert "Traceback" not in done.stderr
        assert sorted(tmp_path.iterdir()) == sorted([*before, *made])
    assert json.loads(summary.read_text("utf-8"))["latency_cycles"] > 0


@pytest.mark.parametrize("command", ["compile", "cost"])
def test_a_reader_that_leaves_early_keeps_the_files(command: str, model: Path, machine: Path, tmp_path: Path):
    summary = tmp_path / "summary.json"
    arguments = f"{command} {model} --accelerator {machine} --json {summary}"
    if command == "cost":
        arguments += " --layer conv"
    # A pipe whose reader has gone before anything is written to it.
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {{ sleep 0.5; exec {STREAM_XDSL} {arguments}; }} | true"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (1, "")
    assert json.loads(summary.read_text("utf-8"))


def test_a_model_named_like_the_machine(model: Path, machine: Path):
    passes = make_passes("canonicalize", str(machine))
    for stem, symbol in (("small", "small_network"), ("net", "net")):
        file = model.with_name(f"{stem}.onnx")
        file.write_bytes(conv_net())
        _, module = compile_model(str(file), passes, dims={}, progress=lambda *_: None)
        function, system = module.body.block.ops
        assert isinstance(function, FuncOp)
        assert isinstance(system, SystemOp)
        assert (function.sym_name.data, system.sym_name.data) == (symbol, "small")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--pipeline", "fussed"], "unknown pass 'fussed'; did you mean 'fused'?"),
        (["--pipeline", "canonicalize", "--precision", "file"], "--precision has no effect"),
        (["--pipeline", "canonicalize", "--mapping", __file__], "--mapping has no effect"),
        (["--mapping", "missing.yaml"], "missing.yaml: no such file"),
        (["--precision", "a8"], "precision"),
        (["--precision", "file"], "the pipeline ends without convert-dnn-to-sched"),
        (["--precision", "a8w8p4o8"], "partial sums of 4 bits, narrower than its widest operand or result"),
        # longer than any file's name may be
        (["--pipeline", f"{'canonicalize,' * 50}fussed"], "unknown pass 'fussed'; did you mean 'fused'?"),
        (["--pipeline", "fused,sched-verify"], "'fused' is a named pipeline, not a pass"),
    ],
)
def test_bad_settings(arguments: list[str], message: str, model: Path, machine: Path, tmp_path: Path):
    assert message in error_of(model, "--accelerator", machine, *arguments, outputs=tmp_path)


def test_lists_of_names():
    pipelines = run("pipelines")
    assert (pipelines.returncode, pipelines.stderr) == (0, "")
    assert "fused\n" in pipelines.stdout
    accelerators = run("accelerators")
    assert (accelerators.returncode, accelerators.stderr) == (0, "")
    assert "tpu_like_quad_core" in accelerators.stdout
    assert "12 links, 1 bus " in accelerators.stdout
    assert any("tpu_v7_vmem" in line and " memory " in line for line in accelerators.stdout.splitlines())
    ascii_only = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run([STREAM_XDSL, "accelerators"], capture_output=True, env=ascii_only, check=True)
    assert b"tpu_like_quad_core" in done.stdout

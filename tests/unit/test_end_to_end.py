"""Whole compilations: every schedule passes the checker, conserves bits and stays above its lower bounds."""

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from xdsl.dialects.builtin import ModuleOp

from stream_xdsl.bridge.machine import find_system, read_machine
from stream_xdsl.bridge.network import find_network, read_network
from stream_xdsl.bridge.report import find_program, read_report
from stream_xdsl.hardware import library
from stream_xdsl.report.summary import summary
from stream_xdsl.tools.compile import compile_model, make_passes
from stream_xdsl.workload.network import TensorRole

PIPELINES = ("layer-by-layer", "fused")


def light_model(name: str) -> Path:
    onnx = find_spec("onnx")
    assert onnx is not None
    assert onnx.origin is not None
    return Path(onnx.origin).parent / "backend/test/data/light" / f"light_{name}.onnx"


def compiled(model: Path, machine: str, pipeline: str) -> tuple[ModuleOp, dict[str, object]]:
    """The module and its summary; the pipelines end in sched-verify."""
    _, module = compile_model(str(model), make_passes(pipeline, machine), dims={}, progress=lambda *_: None)
    return module, summary(read_report(find_program(module, "test"), "test"))


def check(module: ModuleOp, found: dict[str, object]) -> None:
    """What holds of every schedule: it moves at least what it must, and takes at least what it must."""
    machine = read_machine(find_system(module, "test"))
    network = read_network(find_network(module, "test"), machine, "test")
    read = {piece.tensor for layer in network.layers for use in layer.uses for piece in use.pieces}
    compulsory = sum(
        network.tensors[tensor].size_bits
        for tensor in read
        if network.tensors[tensor].role is TensorRole.WEIGHT
    )
    assert found["offchip_read_bits"] >= compulsory
    assert found["offchip_write_bits"] >= sum(network.tensors[t].size_bits for t in network.outputs)
    assert found["latency_cycles"] >= found["latency_lower_bound_cycles"] > 0
    assert found["energy_pj"] >= found["energy_lower_bound_pj"] > 0
    assert found["macs"] == network.macs


@pytest.mark.parametrize("pipeline", PIPELINES)
@pytest.mark.parametrize("machine", library.names())
def test_two_layers_on_every_machine(machine: str, pipeline: str, repo: Path):
    check(*compiled(repo / "examples/models/two_layers.onnxtxt", machine, pipeline))


@pytest.mark.parametrize("pipeline", PIPELINES)
@pytest.mark.parametrize("machine", ["meta_prototype_dual_core_simd_offchip", "tpu_v7_ironwood", "fusemax"])
@pytest.mark.parametrize("model", ["attention_head", "swiglu_1_16_32"])
def test_transformers(model: str, machine: str, pipeline: str, shared_data: Path):
    check(*compiled(shared_data / f"models/{model}.onnx", machine, pipeline))


@pytest.mark.parametrize(
    ("model", "machine"),
    [
        ("squeezenet", "tpu_like_quad_core"),
        ("bvlc_alexnet", "diana"),
        ("shufflenet", "eyeriss_like_dual_core"),
    ],
)
@pytest.mark.parametrize("pipeline", PIPELINES)
def test_convolutional_networks(model: str, machine: str, pipeline: str):
    check(*compiled(light_model(model), machine, pipeline))


FUSED_QKV = """
<ir_version: 8, opset_import: ["" : 17]>
attention (float[1, 8, 16] x) => (float[1, 8, 16] y)
<float[16, 48] w = {}, int64[5] heads = {1, 8, 3, 2, 8}, int64[3] thirds = {1, 1, 1}, int64[1] zero = {0},
 int64[3] back = {1, 8, 16}>
{
  [qkv] a = MatMul (x, w)
  b = Reshape (a, heads)
  c = Transpose <perm = [2, 0, 3, 1, 4]> (b)
  q1, k1, v1 = Split <axis = 0> (c, thirds)
  q = Squeeze (q1, zero)
  k = Squeeze (k1, zero)
  v = Squeeze (v1, zero)
  kt = Transpose <perm = [0, 1, 3, 2]> (k)
  [scores] s = MatMul (q, kt)
  [softmax] p = Softmax <axis = -1> (s)
  [context] o = MatMul (p, v)
  o1 = Transpose <perm = [0, 2, 1, 3]> (o)
  o2 = Reshape (o1, back)
  [out] y = Relu (o2)
}
"""
"""One matrix product makes queries, keys and values: the scores read two pieces of its result, through a reshape that mixes heads."""

TEMPORAL_SHIFT = """
<ir_version: 8, opset_import: ["" : 17]>
shifted (float[4, 8, 4, 4] x) => (float[4, 8, 4, 4] y)
<float[8, 8, 1, 1] w0 = {}, float[8, 8, 3, 3] w1 = {}, float[1, 2, 4, 4] zero = {}, int64[2] axes = {0, 1},
 int64[2] p0 = {1, 0}, int64[2] p1 = {4, 2}, int64[2] q0 = {0, 2}, int64[2] q1 = {3, 4}, int64[2] r0 = {0, 4}, int64[2] r1 = {4, 8}>
{
  [conv0] a = Conv (x, w0)
  p = Slice (a, p0, p1, axes)
  q = Slice (a, q0, q1, axes)
  r = Slice (a, r0, r1, axes)
  later = Concat <axis = 0> (p, zero)
  sooner = Concat <axis = 0> (zero, q)
  c = Concat <axis = 1> (later, sooner, r)
  [conv1] y = Conv <kernel_shape = [3, 3], pads = [1, 1, 1, 1]> (c, w1)
}
"""
"""One operand holds three pieces of a result: some channels of the next frame, some of the one before, and the rest as they are."""


@pytest.mark.parametrize("pipeline", PIPELINES)
@pytest.mark.parametrize("machine", ["tpu_like_quad_core", "fusemax"])
@pytest.mark.parametrize("model", [FUSED_QKV, TEMPORAL_SHIFT], ids=["fused_qkv", "temporal_shift"])
def test_results_that_are_read_in_several_pieces(model: str, machine: str, pipeline: str, tmp_path: Path):
    (tmp_path / "model.onnxtxt").write_text(model.lstrip())
    check(*compiled(tmp_path / "model.onnxtxt", machine, pipeline))


def test_fusing_resnet18_saves_most_off_chip_traffic(shared_data: Path):
    """On this machine all weights of the first stacks fit, so activations need not leave the chip."""
    model, machine = shared_data / "models/resnet18.onnx", "tpu_like_quad_core"
    (_, apart), (_, fused) = (compiled(model, machine, pipeline) for pipeline in PIPELINES)
    assert fused["latency_cycles"] < apart["latency_cycles"]
    assert fused["offchip_write_bits"] < 0.1 * apart["offchip_write_bits"]


def test_hash_seeds_change_nothing(repo: Path, tmp_path: Path):
    outputs: list[list[bytes]] = []
    for seed in ("1", "2"):
        files = [tmp_path / f"{seed}.{suffix}" for suffix in ("mlir", "trace.json", "json")]
        command = [
            str(Path(sys.executable).with_name("stream-xdsl")),
            "compile",
            str(light_model("squeezenet")),
        ]
        command += ["--accelerator", "simba_small", "-o", str(files[0])]
        command += ["--trace", str(files[1]), "--json", str(files[2])]
        subprocess.run(
            command,
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            cwd=repo,
        )
        numbers = json.loads(files[2].read_text())
        assert numbers.pop("compile_seconds") > 0
        outputs.append([files[0].read_bytes(), files[1].read_bytes(), json.dumps(numbers).encode()])
    assert outputs[0] == outputs[1]

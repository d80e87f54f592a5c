"""Whole models of full size, with random weights, on machines of several kinds: schedules compute what ONNX's reference evaluator does."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

import numpy as np
import onnx
import pytest
from test_execute_scheduled import compiled
from xdsl.context import Context
from xdsl.dialects.builtin import ModuleOp
from xdsl.passes import ModulePass

from stream_xdsl.bridge.programs import find_programs
from stream_xdsl.dialects.dnn_attributes import PinsAttr
from stream_xdsl.dialects.dnn_layer import LayerOp
from stream_xdsl.dialects.sched import ProgramOp
from stream_xdsl.passes.sched_verify_execution import run_program
from stream_xdsl.runtime import evaluators
from stream_xdsl.runtime.elements import Array
from stream_xdsl.runtime.evaluators import evaluate
from stream_xdsl.tools.compile import compile_model, make_passes

pytestmark = pytest.mark.slow

LIGHT = Path(onnx.__file__).parent / "backend/test/data/light"
LIGHT_MODELS = (
    "bvlc_alexnet",
    "densenet121",
    "inception_v1",
    "inception_v2",
    "resnet50",
    "shufflenet",
    "squeezenet",
    "vgg19",
    "zfnet512",
)
SHARED_MODELS = (
    "2_conv",
    "2conv_1_8_32_32_16_32_3",
    "attention_head",
    "fsrcnn",
    "mobilenetv2",
    "resnet18",
    "swiglu_1_16_32",
    "swiglu_256_4096_14336",
)
MESH = str(Path(__file__).with_name("mesh.mlir"))

machines = pytest.mark.parametrize(
    "machine",
    [
        pytest.param("eyeriss_like_single_core", id="single"),
        pytest.param("tpu_like_quad_core", id="quad"),
        pytest.param(MESH, id="mesh"),
    ],
)
pipelines = pytest.mark.parametrize("pipeline", ["layer-by-layer", "fused"])


_EVALUATED: dict[tuple[int, int], dict[str, Array]] = {}
"""Results of models, by what is evaluated and on what."""


@pytest.fixture(autouse=True)
def evaluated_once(monkeypatch: pytest.MonkeyPatch):
    """The weights of a model are the same on every machine, and the evaluator takes as long as the schedule."""

    def known(model: onnx.ModelProto, inputs: Mapping[str, Array]) -> dict[str, Array]:
        data = (crc32(np.ascontiguousarray(value).view(np.uint8)) for value in inputs.values())
        key = crc32(model.SerializeToString(deterministic=True)), hash(tuple(data))
        if key not in _EVALUATED:
            _EVALUATED[key] = evaluate(model, inputs)
        return _EVALUATED[key]

    monkeypatch.setattr(evaluators, "evaluate", known)


def check(model: Path, machine: str, pipeline: str) -> ProgramOp:
    _, module = compiled(model, machine, pipeline)
    return check_module(module, model)


def check_module(module: ModuleOp, model: Path) -> ProgramOp:
    (program,) = find_programs(module, "test")
    for comparison in run_program(program, str(model), 1, "random", "onnx", "test"):
        assert not comparison.differing, str(comparison)
        assert comparison.largest > 0
    return program


@machines
@pipelines
@pytest.mark.parametrize("model", LIGHT_MODELS)
def test_light_models(model: str, pipeline: str, machine: str):
    check(LIGHT / f"light_{model}.onnx", machine, pipeline)


@machines
@pipelines
@pytest.mark.parametrize("model", SHARED_MODELS)
def test_shared_models(model: str, pipeline: str, machine: str, shared_data: Path):
    check(shared_data / f"models/{model}.onnx", machine, pipeline)


@dataclass(frozen=True)
class SplitInTurns(ModulePass):
    """Layers that have both are split over output channels and over rows, in turns."""

    name = "test-split-in-turns"

    def apply(self, ctx: Context, op: ModuleOp) -> None:
        layers = [
            layer for layer in op.walk() if isinstance(layer, LayerOp) and {"k", "oy"} <= layer.dims.keys()
        ]
        for number, layer in enumerate(layers):
            layer.pins = PinsAttr.get(spatial=[(("k", "oy")[number % 2], 2)])


@pytest.mark.parametrize("model", ["resnet18", "mobilenetv2"])
def test_splits_over_channels_and_rows(model: str, shared_data: Path):
    """Fused, so that halos of rows come from the core of the next rows."""
    file = shared_data / f"models/{model}.onnx"
    first, conversion, *rest = make_passes("fused", "tpu_like_quad_core")
    passes = (first, conversion, SplitInTurns(), *rest)
    _, module = compile_model(str(file), passes, dims={}, progress=lambda *_: None)
    program = check_module(module, file)
    splits = {
        layer.tiling.spatial
        for layer in program.network_op.walk()
        if isinstance(layer, LayerOp) and layer.tiling
    }
    assert {(("k", 2),), (("oy", 2),)} <= splits


def test_splits_over_input_channels(tmp_path: Path):
    """Partial sums of every convolution of a whole model go from core to core."""
    file, mapping = LIGHT / "light_squeezenet.onnx", tmp_path / "mapping.yaml"
    mapping.write_text(
        '- {name: Conv, core_allocation: [0, 1], inter_core_tiling: ["C, 2"]}\n'
        "- {name: default, core_allocation: [0, 1, 2, 3, 4, 5]}\n",
        "utf-8",
    )
    passes = make_passes("fused", "tpu_like_quad_core", mapping=str(mapping))
    _, module = compile_model(str(file), passes, dims={}, progress=lambda *_: None)
    program = check_module(module, file)
    parts = [
        layer.layer_name.data
        for layer in program.network_op.walk()
        if isinstance(layer, LayerOp) and layer.kind.data == "conv"
    ]
    convolutions = {name.rpartition(".")[0] for name in parts}
    assert len(convolutions) == 26
    assert sorted(parts) == sorted(f"{name}.c{part}" for name in convolutions for part in range(2))


@pytest.mark.parametrize("model", ["squeezenet", "shufflenet"])
def test_tiny_memories(model: str, tmp_path: Path):
    """An eighth of the room: what is needed again later has to be evicted."""
    tiny = tmp_path / "tiny.mlir"
    tiny.write_text(Path(MESH).read_text("utf-8").replace("size_bits 4194304", "size_bits 524288"), "utf-8")
    program = check(LIGHT / f"light_{model}.onnx", str(tiny), "fused")
    assert any(op.kind.data == "spill" for op in program.transfer_ops)

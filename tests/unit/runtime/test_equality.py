"""Whole models of full size, with random weights, on machines of several kinds: schedules compute what ONNX's reference evaluator does."""

from pathlib import Path

import onnx
import pytest
from test_execute_scheduled import compiled

from stream_xdsl.bridge.programs import find_programs
from stream_xdsl.dialects.sched import ProgramOp
from stream_xdsl.passes.sched_verify_execution import run_program

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
)
MESH = str(Path(__file__).with_name("mesh.mlir"))

single = pytest.param("eyeriss_like_single_core", "layer-by-layer", id="single")
quad = pytest.param("tpu_like_quad_core", "fused", id="quad-fused")
mesh = pytest.param(MESH, "layer-by-layer", id="mesh")
mesh_fused = pytest.param(MESH, "fused", id="mesh-fused")


def check(model: Path, machine: str, pipeline: str) -> ProgramOp:
    _, module = compiled(model, machine, pipeline)
    (program,) = find_programs(module, "test")
    for comparison in run_program(program, str(model), 1, "random", "onnx", "test"):
        assert not comparison.differing, str(comparison)
        assert comparison.largest > 0
    return program


@pytest.mark.parametrize(("machine", "pipeline"), [single, quad, mesh, mesh_fused])
@pytest.mark.parametrize("model", LIGHT_MODELS)
def test_light_models(model: str, machine: str, pipeline: str):
    check(LIGHT / f"light_{model}.onnx", machine, pipeline)


@pytest.mark.parametrize(("machine", "pipeline"), [single, quad, mesh, mesh_fused])
@pytest.mark.parametrize("model", SHARED_MODELS)
def test_shared_models(model: str, machine: str, pipeline: str, shared_data: Path):
    check(shared_data / f"models/{model}.onnx", machine, pipeline)


@pytest.mark.parametrize("model", ["squeezenet", "shufflenet"])
def test_tiny_memories(model: str, tmp_path: Path):
    """An eighth of the room: what is needed again later has to be evicted."""
    tiny = tmp_path / "tiny.mlir"
    tiny.write_text(Path(MESH).read_text("utf-8").replace("size_bits 4194304", "size_bits 524288"), "utf-8")
    program = check(LIGHT / f"light_{model}.onnx", str(tiny), "fused")
    assert any(op.kind.data == "spill" for op in program.transfer_ops)

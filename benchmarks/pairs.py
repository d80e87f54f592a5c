"""Models and machines that several benchmarks run on, and pipelines run on one pair of them."""

import os
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from xdsl.context import Context
from xdsl.dialects.builtin import ModuleOp
from xdsl.universe import Universe

from stream_xdsl.bridge.machine import read_machine
from stream_xdsl.diagnostics import InputError
from stream_xdsl.frontends.accelerators import load_system
from stream_xdsl.hardware.machine import Machine
from stream_xdsl.tools.compile import compile_model, make_passes
from stream_xdsl.tools.pipeline_text import instantiate, parse_passes, pipeline_text

REPO = Path(__file__).resolve().parent.parent


def shared_data() -> Path:
    """The data shared by the project's checkouts, found as tests find it; it need not exist."""
    return Path(os.environ.get("STREAM_XDSL_SHARED", REPO.parent / "shared/data"))


def light_models() -> list[Path]:
    """The nine light models of the `onnx` package."""
    onnx = find_spec("onnx")
    assert onnx is not None
    assert onnx.origin is not None
    return sorted((Path(onnx.origin).parent / "backend/test/data/light").glob("*.onnx"))


def default_models() -> list[Path]:
    """Model files that are there without a network."""
    return [*light_models(), *sorted((shared_data() / "models").glob("*.onnx"))]


def published_machines() -> list[str]:
    """Names of the machines that come with the original; the library has them all."""
    return sorted(file.stem for file in (shared_data() / "stream_inputs/hardware").glob("*.yaml"))


def check_pairs(models: Sequence[Path], machines: Sequence[str]) -> None:
    """Raises InputError for a model that is no file, and for an unknown machine, before any work is done."""
    for model in models:
        if not model.is_file():
            raise InputError("no such file", file=model, remedy="--models takes ONNX files")
    for machine in machines:
        machine_of(machine)


def machine_of(name: str) -> Machine:
    """The machine of that name in the library, or in that file."""
    return read_machine(load_system(name, _context()))


def load(model: Path, machine: str) -> ModuleOp:
    """The model as a network on the machine, in the cores' own widths, not mapped yet."""
    passes = make_passes("convert-onnx-to-dnn{precision=native}", machine)
    return compile_model(str(model), passes, dims={}, progress=_silent)[1]


def run(module: ModuleOp, pipeline: str) -> ModuleOp:
    """What a pipeline makes of a copy of the module."""
    available = Universe.get_multiverse().all_passes
    context, result = _context(), module.clone()
    for spec in parse_passes(pipeline_text(pipeline), available):
        instantiate(available[spec.name](), spec, "pass").apply(context, result)
    result.verify()
    return result


def _silent(step: int, steps: int, name: str) -> None:
    """No progress is shown."""


def _context() -> Context:
    """One that knows all dialects."""
    context = Context()
    for name, factory in Universe.get_multiverse().all_dialects.items():
        context.register_dialect(name, factory)
    return context

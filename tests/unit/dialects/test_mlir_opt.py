"""What every FileCheck test makes is read and written by MLIR's own tool, which knows none of our operations, and comes back as it was."""

import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from io import StringIO
from pathlib import Path

import pytest
from xdsl.context import Context
from xdsl.dialect_interfaces.op_asm import OpAsmDialectInterface
from xdsl.dialects.builtin import Builtin, ModuleOp
from xdsl.parser import Parser
from xdsl.printer import Printer
from xdsl.universe import Universe

from stream_xdsl.tools.contexts import dialect_factories
from stream_xdsl.tools.pipeline_text import instantiate, parse_passes, pipeline_text

FILECHECK = Path(__file__).parents[2] / "filecheck"

MLIR_OPT = shutil.which("mlir-opt-22")

COMMAND = "stream-opt"

SPLIT = "// -----"

STANDARD = "convert-sched-to-loops"
"""Makes operations that MLIR knows, and so may simplify."""

pytestmark = pytest.mark.skipif(MLIR_OPT is None, reason="needs mlir-opt-22 (mlir-22-tools)")


def pipelines(file: Path, text: str) -> list[str]:
    """Of all runs of a test that read it and are to succeed, and make operations of ours; of the round trips it is the empty one."""
    found: set[str] = set()
    for run in re.findall(r"// RUN: (.*)", text):
        if "ROUNDTRIP" in run:
            found.add("")
        elif "verify-diagnostics" not in run and not run.startswith("not "):
            for command in run.split("|"):
                words = shlex.split(command)
                if words[:2] == [COMMAND, "%s"] and "-t" not in words:
                    pipeline = words[words.index("-p") + 1] if "-p" in words else ""
                    found.add(
                        pipeline.replace("%S", str(file.parent)).replace("%repo", str(FILECHECK.parents[1]))
                    )
    return sorted(pipeline for pipeline in found if "%" not in pipeline and STANDARD not in pipeline)


FILES = [file for file in sorted(FILECHECK.rglob("*.mlir")) if pipelines(file, file.read_text("utf-8"))]


def new_context() -> Context:
    """One that knows all dialects, and no resources: xDSL keeps them for the process, and renames those of other files with the same names."""
    resources = Builtin.get_interface(OpAsmDialectInterface)
    vars(resources)["_blob_storage"].clear()
    context = Context(allow_unregistered=True)
    for name, factory in dialect_factories().items():
        context.register_dialect(name, factory)
    return context


def outputs(file: Path) -> Iterator[ModuleOp]:
    text, available = file.read_text("utf-8"), Universe.get_multiverse().all_passes
    for pipeline in pipelines(file, text):
        for part in text.split(SPLIT):
            context = new_context()
            module = Parser(context, part, str(file)).parse_module()
            for spec in parse_passes(pipeline_text(pipeline), available) if pipeline else ():
                instantiate(available[spec.name](), spec, "pass").apply(context, module)
            yield module


def through_mlir(texts: Sequence[str], *passes: str) -> list[str]:
    assert MLIR_OPT is not None
    options = "--allow-unregistered-dialect", "--mlir-print-op-generic", "--split-input-file"
    done = subprocess.run(
        [MLIR_OPT, *options, *passes],
        input=f"\n{SPLIT}\n".join(texts),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[:2000]
    return done.stdout.split(SPLIT)


def generic(module: ModuleOp) -> str:
    stream = StringIO()
    Printer(stream, print_generic_format=True).print_op(module)
    return stream.getvalue()


def unnamed(module: ModuleOp) -> str:
    """The custom form without the names of values, and with discardable attributes in order, as MLIR keeps neither."""
    for op in module.walk():
        op.attributes = dict(sorted(op.attributes.items()))
        for value in (
            *op.results,
            *(value for region in op.regions for block in region.blocks for value in block.args),
        ):
            value.name_hint = None
    return str(module)


def parsed(text: str) -> ModuleOp:
    module = Parser(new_context(), text).parse_module()
    module.verify()
    return module


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(FILECHECK)))
def test_outputs_come_back_as_they_were(file: Path):
    modules = list(outputs(file))
    texts = [generic(module) for module in modules]
    kept = through_mlir(texts)
    # Nothing of ours is folded or removed, neither our operations nor what they hold.
    simplified = through_mlir(texts, "--cse", "--canonicalize")
    for module, *found in zip(modules, kept, simplified, strict=True):
        for text in dict.fromkeys(found):
            assert unnamed(parsed(text)) == unnamed(module)

"""What packages of code may know of each other: see `docs/architecture.md`."""

import subprocess
import sys
from pathlib import Path

from stream_xdsl import codegen


def test_codegen_stands_on_the_runtime_alone():
    modules = [f"stream_xdsl.codegen.{file.stem}" for file in Path(codegen.__file__).parent.glob("[!_]*.py")]
    code = f"import sys, {', '.join(modules)}; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    others = ("xdsl", "stream_xdsl.bridge", "stream_xdsl.coala", "stream_xdsl.mapping", "stream_xdsl.cost")
    assert [name for name in loaded if name in others] == []

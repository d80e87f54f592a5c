"""The walk through other compilers' tools in `examples/toolchain`."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any


def test_toolchain_example(repo: Path, tmp_path: Path):
    """It is run on a copy of what it reads, for it writes into `build`."""
    shutil.copytree(repo / "examples/toolchain", tmp_path / "examples/toolchain")
    binaries = Path(sys.executable).parent
    environment = {
        **os.environ,
        "PATH": os.pathsep.join([str(binaries), os.environ["PATH"]]),
        "PYTHONPATH": str(repo),
    }
    subprocess.run([tmp_path / "examples/toolchain/run.sh"], env=environment, check=True, capture_output=True)

    def figures(name: str) -> dict[str, Any]:
        found = json.loads((tmp_path / f"build/toolchain/{name}.json").read_text())
        return {
            key: value
            for key, value in found.items()
            if isinstance(value, int | float) and "seconds" not in key
        }

    expected = figures("torch")
    assert expected["macs"] == 1622336
    assert figures("linalg") == expected
    assert figures("xdsl") == expected
    if shutil.which("mlir-opt-22") or shutil.which("mlir-opt"):
        assert figures("through_mlir") == expected
    assert figures("round_robin")["macs"] == expected["macs"]
    assert figures("round_robin")["latency_cycles"] != expected["latency_cycles"]

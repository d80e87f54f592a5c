# ruff: noqa: F821  (lit defines `config`)
"""FileCheck tests: the tools of the running interpreter's environment, and mlir-opt where it is installed."""

import os
import shutil
import sys
from pathlib import Path

import lit.formats

here = Path(__file__).resolve().parent
shared = Path(os.environ.get("STREAM_XDSL_SHARED", here.parents[2] / "shared" / "data"))

config.name = "stream-xdsl"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".mlir", ".test"]
config.excludes = ["Inputs"]
config.test_source_root = str(here)
config.test_exec_root = str(here)
config.environment["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
# The package of this checkout, also where the environment has installed another's (lit passes few variables on).
config.environment["PYTHONPATH"] = str(here.parents[1])
config.environment["COLUMNS"] = "120"
# Neither read nor write the user's store of costs.
config.environment["STREAM_XDSL_CACHE"] = str(here.parents[1] / "build" / "test-costs")

# Custom form twice, and generic form in between: what is printed must parse to the same.
config.substitutions += [
    (
        "GENERIC_ROUNDTRIP",
        "stream-opt %s --split-input-file --print-op-generic | stream-opt --split-input-file | filecheck %s",
    ),
    ("ROUNDTRIP", "stream-opt %s --split-input-file | stream-opt --split-input-file | filecheck %s"),
    ("%repo", str(here.parents[1])),
]

if shared.is_dir():
    config.available_features.add("shared-data")
    config.substitutions.append(("%shared", str(shared)))

if mlir_opt := shutil.which("mlir-opt-22") or shutil.which("mlir-opt"):
    config.available_features.add("mlir-opt")
    config.substitutions.append(("%mlir-opt", mlir_opt))

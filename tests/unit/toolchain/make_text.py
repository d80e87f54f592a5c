"""Writes the text under `models/` and `cases/`, with torch-mlir: `python make_text.py BIN`.

BIN is the folder of `torch-mlir-import-onnx` and `torch-mlir-opt`, of a virtual environment of their own with the packages
torch-mlir, onnx and packaging. What is here was made by torch-mlir 20261001.
"""

import subprocess
import sys
from pathlib import Path

import onnx
from onnx import shape_inference

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "passes")]

from test_onnx_lowerings import CASES, arrays, build_model  # noqa: E402
from test_toolchain_in import light_model_with_distinct_weights  # noqa: E402

LOWERING = (
    "builtin.module(torch-onnx-to-torch-backend-pipeline{backend-legal-ops=aten.flatten.using_ints},"
    "torch-backend-to-linalg-on-tensors-backend-pipeline)"
)


def main(tools: Path) -> None:
    for path in sorted((HERE / "models").glob("*.linalg.mlir")):
        name = path.name.removesuffix(".linalg.mlir")
        write(tools, light_model_with_distinct_weights(name), HERE / "models" / f"{name}.torch.mlir", path)
    for path in sorted((HERE / "cases").glob("*.mlir")):
        case = CASES[path.stem]
        model = build_model(case, arrays(path.stem, case.inputs), arrays(f"{path.stem}w", case.weights))
        write(tools, shape_inference.infer_shapes(model, data_prop=True), None, path)


def write(tools: Path, model: onnx.ModelProto, imported: Path | None, lowered: Path) -> None:
    """The text of the importer, where it is kept, and that in `linalg`."""
    build = HERE.parents[2] / "build"
    build.mkdir(exist_ok=True)
    file, text = (
        build / "model.onnx",
        imported if imported is not None and imported.exists() else build / "model.mlir",
    )
    onnx.save(model, file)
    opset = [] if imported is None else ["--opset-version", "17"]
    subprocess.run([tools / "torch-mlir-import-onnx", file, *opset, "-o", text], check=True)
    subprocess.run([tools / "torch-mlir-opt", text, f"--pass-pipeline={LOWERING}", "-o", lowered], check=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))

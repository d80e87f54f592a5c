#!/usr/bin/env bash
# Two networks, layer by layer and fused, on the TPU-like quad-core; then what came out is checked.
# Run by `make demo`, with the tools on PATH. Results stay in build/demo.
set -euo pipefail
cd "$(dirname "$0")/.."
out=build/demo
mkdir -p "$out"

say() { printf '\n$ %s\n' "$*"; "$@"; }

# ResNet-18 is built here; ResNet-50 comes with the onnx package, without its weights, which scheduling does not need.
python examples/models/build_resnet18.py "$out/resnet18.onnx"
cp "$(python -c 'import onnx, pathlib; print(pathlib.Path(onnx.__file__).parent)')/backend/test/data/light/light_resnet50.onnx" \
    "$out/resnet50.onnx"

for model in resnet18 resnet50; do
    for pipeline in layer-by-layer fused; do
        result="$out/$model.$pipeline"
        say stream-xdsl compile "$out/$model.onnx" --accelerator tpu_like_quad_core --pipeline "$pipeline" \
            -o "$result.mlir" --trace "$result.trace.json" --json "$result.json"
        # The schedule as it was written down, read again and judged by the independent checker.
        say stream-opt "$result.mlir" -p sched-verify -t schedule-svg -o "$result.svg"
        say python examples/check_trace.py "$result.trace.json"
    done
done

printf '\nSchedules, summaries, traces (open one at https://ui.perfetto.dev) and pictures are in %s:\n' "$out"
ls "$out"

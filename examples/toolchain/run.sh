#!/usr/bin/env bash
# The steps of README.md, with the tools of this package on PATH. Results are in build/toolchain.
set -euo pipefail
cd "$(dirname "$0")/../.."
here=examples/toolchain
out=build/toolchain
mkdir -p "$out"

say() { printf '\n$ %s\n' "$*"; "$@"; }

# 1. Text of torch-mlir, of ONNX operators and of linalg: two schedules that cost the same.
for text in torch linalg; do
    say stream-xdsl compile "$here/small_cnn.$text.mlir" --accelerator tpu_like_quad_core --pipeline fused \
        -o "$out/$text.schedule.mlir" --json "$out/$text.json"
done

# 2. On to MLIR: its own tool reads the generic form, and what it prints is read again.
if mlir_opt=$(command -v mlir-opt-22 || command -v mlir-opt); then
    say stream-opt "$out/linalg.schedule.mlir" --print-op-generic -o "$out/generic.mlir"
    say "$mlir_opt" --allow-unregistered-dialect --canonicalize --cse "$out/generic.mlir" -o "$out/through_mlir.mlir"
    say stream-opt "$out/through_mlir.mlir" -p sched-verify -t schedule-json -o "$out/through_mlir.json"
fi

# 3. Plain xdsl-opt: installed packages are its plugins.
mapping='accel-import{name=tpu_like_quad_core},convert-torch-onnx-to-onnx,convert-onnx-to-dnn,'
mapping+='dnn-partition-fusion{strategy=weights-fit},dnn-tile-layers,dnn-estimate-core-cost'
schedule='convert-dnn-to-sched,sched-annotate-cost,sched-verify'
say xdsl-opt "$here/small_cnn.torch.mlir" -p "$mapping,dnn-allocate-cores,$schedule" -t schedule-json -o "$out/xdsl.json"

# 4. A pass from elsewhere in place of one of ours. `pip install plugin/` leaves these two files beside its module.
installed=$out/site/round_robin-1.0.dist-info
mkdir -p "$installed"
cp "$here/plugin/round_robin.py" "$out/site/"
printf 'Metadata-Version: 2.1\nName: round-robin\nVersion: 1.0\n' >"$installed/METADATA"
printf '[xdsl.universe]\nround_robin = round_robin:UNIVERSE\n' >"$installed/entry_points.txt"
export PYTHONPATH=$out/site${PYTHONPATH:+:$PYTHONPATH}
say xdsl-opt "$here/small_cnn.torch.mlir" -p "$mapping,dnn-allocate-round-robin,$schedule" \
    -t schedule-json -o "$out/round_robin.json"

"""The README's walk through the levels of IR, written by the compiler itself."""

from pathlib import Path

from xdsl.context import Context
from xdsl.dialects.builtin import ModuleOp
from xdsl.ir import Operation
from xdsl.universe import Universe

from stream_xdsl.frontends.onnx import import_onnx
from stream_xdsl.tools.pipeline_text import instantiate, parse_passes

WIDTH = 118
LEVELS = (
    ("`onnx`: the model as it was exported.", "", "func.func"),
    (
        "`dnn`, fused and tiled: loop nests, the tiles of each, and the candidate splits across cores.",
        "accel-import{file=%s},convert-onnx-to-dnn,dnn-partition-fusion{strategy=weights-fit},dnn-tile-layers",
        "dnn.network",
    ),
    (
        "Costs and cores decided: what a tile costs on each type of core, and which cores run which part.",
        "dnn-estimate-core-cost,dnn-allocate-cores{strategy=cp-sat}",
        "dnn.network",
    ),
    (
        "`sched`: start, duration and release of every tile and transfer, in two tables, and totals.",
        "convert-dnn-to-sched,sched-annotate-cost,sched-verify",
        "sched.program",
    ),
)


def levels(repo: Path) -> str:
    """Markdown: the passes and the IR after them, per level."""
    multiverse = Universe.get_multiverse()
    context = Context()
    for name, factory in multiverse.all_dialects.items():
        context.register_dialect(name, factory)
    module = import_onnx(repo / "examples/models/two_layers.onnxtxt")
    parts: list[str] = []
    for text, passes, shown in LEVELS:
        command = passes.replace("%s", '"my_dual_core.mlir"')
        passes = passes.replace("%s", f'"{repo / "examples/accelerators/my_dual_core.mlir"}"')
        for spec in parse_passes(passes, multiverse.all_passes) if passes else ():
            instantiate(multiverse.all_passes[spec.name](), spec, "pass").apply(context, module)
        module.verify()
        title = text if not command else f"{text} `{command}`:"
        parts.append(f"{title}\n\n```mlir\n{_excerpt(module, shown)}\n```")
    return "\n\n".join(parts)


def _excerpt(module: ModuleOp, shown: str) -> str:
    operation: Operation = next(op for op in module.body.block.ops if op.name == shown)
    lines = str(operation).splitlines()
    return "\n".join(line if len(line) <= WIDTH else line[: WIDTH - 1] + "…" for line in lines)

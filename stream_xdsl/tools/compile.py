"""From a model and an accelerator to a schedule: what `stream-xdsl compile` does, without its output."""

from collections.abc import Callable, Mapping
from pathlib import Path

from xdsl.context import Context
from xdsl.dialects.builtin import ModuleOp, StringAttr
from xdsl.dialects.func import FuncOp
from xdsl.passes import ModulePass, PassPipeline
from xdsl.rewriter import InsertPoint, Rewriter
from xdsl.traits import SymbolTable
from xdsl.universe import Universe
from xdsl.utils.arg_spec import ArgSpec

from stream_xdsl.diagnostics import InputError
from stream_xdsl.frontends.accelerators import SUFFIXES
from stream_xdsl.tools.contexts import full_context
from stream_xdsl.tools.pipeline_text import instantiate, parse_passes, pipeline_text

Progress = Callable[[int, int, str], None]
"""Called before each step with its number from 1, the number of steps, and its name."""

CONVERSION = "convert-onnx-to-dnn"
MAPPING_IMPORT = "dnn-import-mapping"
OPTIMISATION = "dnn-optimise-mapping"
CHANGE_NOTHING = ("sched-verify", "sched-verify-execution")
"""Passes after which the module need not be verified again."""
WITH_CACHE = ("dnn-estimate-core-cost", OPTIMISATION)


def make_passes(
    pipeline: str,
    accelerator: str,
    *,
    precision: str | None = None,
    mapping: str | None = None,
    objective: str | None = None,
    effort: str | None = None,
    seed: int | None = None,
    explain: str | None = None,
    use_cache: bool = True,
) -> tuple[ModulePass, ...]:
    """The passes to run on an imported model.

    `pipeline` is a name, a `.txt` file or text; `accelerator` a file or the name of a shipped machine. `precision` sets the
    option of the pipeline's `convert-onnx-to-dnn`, `mapping` names a file that `dnn-import-mapping` reads right
    after it; `objective`, `effort`, `seed` and `explain` set options of its `dnn-optimise-mapping`. Without `use_cache`, costs are neither read from the store on disk nor written to it. Raises InputError for
    anything unknown, or for settings the pipeline has no place for.
    """
    available = Universe.get_multiverse().all_passes
    specs = list(parse_passes(pipeline_text(pipeline), available))
    if precision is not None:
        spec = specs[_find(specs, (CONVERSION,), "--precision")]
        spec.parameters["precision"] = (precision,)
    if mapping is not None:
        if not Path(mapping).is_file():
            raise InputError("no such file", file=mapping, remedy="--mapping takes a mapping YAML file")
        position = _find(specs, (CONVERSION,), "--mapping") + 1
        specs.insert(position, ArgSpec(MAPPING_IMPORT, {"file": (mapping,)}))
    if not use_cache:
        specs[_find(specs, WITH_CACHE, "--no-cache")].parameters["cache"] = (False,)
    for option, value in (
        ("objective", objective),
        ("effort", effort),
        ("seed", seed),
        ("explain", explain),
    ):
        if value is not None:
            specs[_find(specs, (OPTIMISATION,), f"--{option}")].parameters[option] = (value,)
    is_file = Path(accelerator).suffix in SUFFIXES or Path(accelerator).is_file()
    where = "file" if is_file else "name"
    specs.insert(0, ArgSpec("accel-import", {where: (accelerator,)}))
    return tuple(instantiate(available[spec.name](), spec, "pass") for spec in specs)


def compile_model(
    model: str, passes: tuple[ModulePass, ...], *, dims: Mapping[str, int], progress: Progress
) -> tuple[Context, ModuleOp]:
    """Import the model and run the passes, of which the first imports the machine; verify the module after each that may have changed it.

    The model is ONNX, or MLIR text: torch-mlir's or onnx-mlir's of ONNX, the `onnx` dialect, or `linalg`, for which
    `convert-linalg-to-dnn` takes the place of `convert-onnx-to-dnn`.
    The network is called what the model's file is, with `_network` appended where that is the machine's name.
    """
    context = full_context()
    steps = len(passes) + 1
    progress(1, steps, "import")
    function = _import(model, dims, context)
    following = iter(range(2, steps + 1))
    machine_import, *rest = passes
    progress(next(following), steps, machine_import.name)
    module = ModuleOp([])
    machine_import.apply(context, module)
    while SymbolTable.lookup_symbol(module, function.sym_name) is not None:
        function.sym_name = StringAttr(f"{function.sym_name.data}_network")
    Rewriter.insert_op(function, InsertPoint.at_start(module.body.block))

    def between(last: ModulePass | None, module: ModuleOp, upcoming: ModulePass | None) -> None:
        if last is None or last.name not in CHANGE_NOTHING:
            module.verify()
        if upcoming is not None:
            progress(next(following), steps, upcoming.name)

    PassPipeline(tuple(_conversion_of(function, item) for item in rest), between).apply(context, module)
    return context, module


def _import(model: str, dims: Mapping[str, int], context: Context) -> FuncOp:
    if Path(model).suffix != ".mlir":
        from stream_xdsl.frontends.onnx import import_onnx_function

        return import_onnx_function(model, dims=dims)
    from stream_xdsl.frontends.mlir import parse_file, take_function

    if dims:
        raise InputError("--dim is for ONNX models, and this is MLIR", file=model, remedy="leave --dim out")
    module = parse_file(model, context)
    names = {op.name for op in module.walk()}
    if "torch.operator" in names:
        from stream_xdsl.passes.convert_torch_onnx_to_onnx import ConvertTorchOnnxToOnnxPass

        ConvertTorchOnnxToOnnxPass().apply(context, module)
    elif names & {"onnx.EntryPoint", "onnx.Return"}:
        from stream_xdsl.passes.convert_onnx_mlir_to_onnx import ConvertOnnxMlirToOnnxPass

        ConvertOnnxMlirToOnnxPass().apply(context, module)
    return take_function(module, model)


def _conversion_of(function: FuncOp, step: ModulePass) -> ModulePass:
    """The pass, or in place of the conversion from `onnx` that from the dialect which the model is of."""
    if step.name != CONVERSION or any(op.name.startswith("onnx.") for op in function.walk()):
        return step
    from stream_xdsl.passes.convert_linalg_to_dnn import ConvertLinalgToDnnPass
    from stream_xdsl.passes.convert_onnx_to_dnn import ConvertOnnxToDnnPass

    assert isinstance(step, ConvertOnnxToDnnPass)
    return ConvertLinalgToDnnPass(step.precision, step.system)


def _find(specs: list[ArgSpec], names: tuple[str, ...], option: str) -> int:
    for position, spec in enumerate(specs):
        if spec.name in names:
            return position
    missing = "' or '".join(names)
    raise InputError(f"{option} has no effect: the pipeline has no '{missing}'", remedy=f"leave {option} out")

"""ONNX's own node cases, compiled, scheduled, and executed tile by tile on their own data.

A case either makes the results that it expects, within the runtime's tolerances, or a diagnostic refuses it. Anything
else is a defect.
"""

import json
import re
import warnings
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import ModelProto, TensorProto, helper, numpy_helper
from onnx.backend.test.case.node import collect_testcases
from onnx.backend.test.case.test_case import TestCase

from stream_xdsl.bridge.bodies import read_bodies
from stream_xdsl.bridge.machine import read_machine
from stream_xdsl.bridge.programs import find_programs
from stream_xdsl.checker.read import read_model
from stream_xdsl.diagnostics import InputError, PassError
from stream_xdsl.frontends.onnx_model import load_with_data
from stream_xdsl.passes.onnx_lowerings import LOWERINGS
from stream_xdsl.runtime.compare import compare
from stream_xdsl.runtime.elements import Array
from stream_xdsl.runtime.execute import execute
from stream_xdsl.runtime.reference import DataError, check_interface, make_data
from stream_xdsl.tools.compile import compile_model, make_passes

MACHINE = Path(__file__).with_name("machine.mlir")
RESULTS = Path(__file__).with_name("results.json")

PIPELINE = """
convert-onnx-to-dnn{precision=file},
dnn-partition-fusion{strategy=weights-fit},
dnn-tile-layers,
dnn-estimate-core-cost{model=roofline cache=false},
dnn-allocate-cores{strategy=greedy},
convert-dnn-to-sched,
sched-verify
"""
"""Fused, so that cases of several layers are pipelines of tiles; decisions need be no good ones."""

FOLDED = frozenset({"Constant", "ConstantOfShape", "Shape", "Size"})
"""Operators without a lowering that the importer computes."""

CLAIMED = FOLDED | frozenset(LOWERINGS)

WHO = "conformance"
NOTHING_COMPUTES_IT = "no layer computes it"


@dataclass(frozen=True)
class Outcome:
    """What became of a case."""

    name: str
    operators: tuple[str, ...]
    """Those in its graph."""
    result: str
    """`equal`; `refused` by a diagnostic; or a defect: `differs`, `fails`."""
    constants: tuple[str, ...] = ()
    """The inputs that have to be constants of the model."""
    copied: bool = False
    """Whether the case only rearranges its inputs, so that a layer which changes nothing was appended for it to be scheduled."""
    reason: str = ""
    """Why it is not equal."""


def cases(operators: Collection[str] = CLAIMED) -> list[TestCase]:
    """ONNX's cases in which one of the operators is used, by name."""
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")  # some cases are about overflows
        found = collect_testcases(None)
    wanted = frozenset(operators)
    return sorted(
        (case for case in found if not wanted.isdisjoint(_operators(case))), key=lambda case: case.name
    )


def _operators(case: TestCase) -> tuple[str, ...]:
    return tuple(sorted({node.op_type for node in case.model.graph.node if not node.domain}))


# Running a case


def run_case(case: TestCase, folder: Path) -> Outcome:
    """Execute a case, with as few of its inputs made constants of the model as it takes. Its model is written to the folder."""
    attempts = _Attempts(case, folder)
    outcome = attempts.outcome(())
    names = _inputs(case)
    if outcome.result != "refused" or len(names) < 2 or _has_sequences(case):
        return outcome
    # The first input is the data; what else must be constant shows when one after another no longer is.
    fixed = tuple(names[1:])
    least = attempts.outcome(fixed)
    for name in names[1:]:
        if least.result != "equal":
            return least
        fixed = tuple(other for other in least.constants if other != name)
        fewer = attempts.outcome(fixed)
        least = least if fewer.result == "refused" else fewer
    return least


def _inputs(case: TestCase) -> list[str]:
    """The inputs that a node reads."""
    read = {name for node in case.model.graph.node for name in node.input}
    return [value.name for value in case.model.graph.input if value.name in read]


def _has_sequences(case: TestCase) -> bool:
    return any(not value.type.HasField("tensor_type") for value in case.model.graph.input)


@dataclass(frozen=True)
class _Attempts:
    case: TestCase
    folder: Path

    def outcome(self, constants: tuple[str, ...]) -> Outcome:
        outcome = Outcome(self.case.name, _operators(self.case), "equal", constants)
        try:
            try:
                difference = self._difference(constants, copied=False)
            except PassError as error:
                if NOTHING_COMPUTES_IT not in str(error):
                    raise
                outcome = replace(outcome, copied=True)
                difference = self._difference(constants, copied=True)
        except (InputError, PassError) as error:
            return Outcome(outcome.name, outcome.operators, "refused", reason=self._reason(error))
        except Exception as error:  # whatever it is, no user should see it
            return replace(outcome, result="fails", reason=f"{type(error).__name__}: {error}")
        return replace(outcome, result="differs", reason=difference) if difference else outcome

    def _reason(self, error: InputError | PassError) -> str:
        """The message, without the remedy and the file."""
        message = str(error).splitlines()[0]
        return message.removeprefix(f"{self._file}: ").removeprefix(f"{WHO}: ")

    @property
    def _file(self) -> str:
        return str(self.folder / f"{self.case.name}.onnx")

    def _difference(self, constants: tuple[str, ...], *, copied: bool) -> str:
        """How the results of the first data set that is not equal differ; empty if all are equal."""
        data_sets = self.case.data_sets
        assert data_sets is not None
        for inputs, outputs in data_sets:
            model = ModelProto()
            model.CopyFrom(self.case.model)
            given = {value.name: data for value, data in zip(model.graph.input, inputs, strict=True)}
            given = {name: given[name] for name in _inputs(self.case)}
            for name in constants:
                model.graph.initializer.append(_tensor(given.pop(name), name))
            kept = [value for value in model.graph.input if value.name in given]
            del model.graph.input[:]
            model.graph.input.extend(kept)
            if copied:
                _copy_results(model)
            Path(self._file).write_bytes(model.SerializeToString())
            results = _execute(self._file, given)
            expected = {
                value.name: _array(data) for value, data in zip(model.graph.output, outputs, strict=True)
            }
            for comparison in compare(results, expected):
                if comparison.differing:
                    return str(comparison)
        return ""


def _copy_results(model: ModelProto) -> None:
    """Append a layer that changes nothing to every output: bounds that are no bounds, or for truth values a Cast."""
    for value in model.graph.output:
        name, type_ = f"{value.name}.copy", value.type.tensor_type
        if type_.elem_type == TensorProto.BOOL:
            type_.elem_type = TensorProto.UINT8
            node = helper.make_node("Cast", [value.name], [name], to=TensorProto.UINT8)
        else:
            node = helper.make_node("Clip", [value.name], [name])
        model.graph.node.append(node)
        value.name = name


def _execute(file: str, inputs: Mapping[str, Any]) -> dict[str, Array]:
    passes = make_passes(PIPELINE, str(MACHINE))
    _, module = compile_model(file, passes, dims={}, progress=lambda *_: None)
    (program,) = find_programs(module, WHO)
    network = read_bodies(program.network_op, read_machine(program.system_op), WHO)
    model = load_with_data(file)
    try:
        check_interface(network, model)
        data = make_data(network, model)
    except DataError as error:
        raise InputError(str(error), file=file, remedy=error.remedy) from None
    given = {
        name: network.elements[tensor].rounded(_array(inputs[name]))
        for name, tensor in network.inputs.items()
    }
    return execute(read_model(program, WHO), network, given, data.weights, data.tensors)


def _tensor(data: Any, name: str) -> TensorProto:
    """A constant of the model."""
    if not isinstance(data, TensorProto):
        return numpy_helper.from_array(np.asarray(data), name)
    tensor = TensorProto()
    tensor.CopyFrom(data)
    tensor.name = name
    return tensor


def _array(data: Any) -> Array:
    """What a case has as data. Integers of few bits are as NumPy has them; short floats stay, for their type says their tolerance."""
    values = numpy_helper.to_array(data) if isinstance(data, TensorProto) else np.asarray(data)
    few_bits = re.fullmatch(r"(u?int)[24]", values.dtype.name)
    return values.astype(f"{few_bits[1]}8") if few_bits else values


# Results


def write_results(outcomes: Iterable[Outcome], file: Path) -> None:
    """The outcomes as JSON, a line for each, with the version of ONNX that has the cases, and the operators that are folded."""
    lines = [
        json.dumps({key: value for key, value in vars(outcome).items() if value}) for outcome in outcomes
    ]
    text, folded = ",\n".join(lines), json.dumps(sorted(FOLDED))
    file.write_text(f'{{"onnx": "{onnx.__version__}", "folded": {folded}, "cases": [\n{text}\n]}}\n', "utf-8")


def read_results(file: Path) -> tuple[str, list[Outcome]]:
    """The version of ONNX, and the outcomes."""
    found = json.loads(file.read_text("utf-8"))
    return found["onnx"], [
        Outcome(**{key: tuple(value) if isinstance(value, list) else value for key, value in case.items()})
        for case in found["cases"]
    ]

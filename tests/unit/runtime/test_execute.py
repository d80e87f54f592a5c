"""Executing schedules by hand: good ones compute the network, changed ones stop where data is missing. The checker is off."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_arithmetic import read, run_layer, shape_of
from xdsl.context import Context
from xdsl.dialects.builtin import Builtin
from xdsl.parser import Parser

from stream_xdsl.bridge.bodies import read_bodies
from stream_xdsl.bridge.machine import read_machine
from stream_xdsl.checker.model import Model
from stream_xdsl.checker.read import read_model
from stream_xdsl.checker.verify import check
from stream_xdsl.dialects.accel import Accel
from stream_xdsl.dialects.dnn import Dnn
from stream_xdsl.dialects.sched import ProgramOp, Sched
from stream_xdsl.runtime.elements import Array
from stream_xdsl.runtime.execute import ExecutionError, execute
from stream_xdsl.runtime.memories import Memories
from stream_xdsl.runtime.network import Network

PIPELINE, STACKS, MULTICAST, STREAMS, STATIC, PLACED = range(6)
"""The schedules of `sched-verify`'s FileCheck test: two layers on two cores; two stacks with accumulation, spill and reload;
parts on two cores that need the same; operands that stream; one with static energy; the second with addresses."""
TILE, START, DURATION, TASK_RELEASE = range(4)
BITS, RELEASE = 3, 4
VALID = Path(__file__).parents[2] / "filecheck/passes/sched-verify/valid.mlir"


@dataclass(frozen=True)
class Example:
    """A schedule with its network, data and results."""

    model: Model
    network: Network
    inputs: dict[str, Array]
    weights: dict[int, Array]
    expected: dict[str, Array]

    def run(self, model: Model | None = None) -> dict[str, Array]:
        return execute(model or self.model, self.network, self.inputs, self.weights, {})


def examples() -> Iterator[Example]:
    context = Context()
    for dialect in (Builtin, Accel, Dnn, Sched):
        context.load_dialect(dialect)
    for text in VALID.read_text("utf-8").split("// -----"):
        for program in Parser(context, text).parse_module().walk():
            if isinstance(program, ProgramOp):
                yield example(program)


def example(program: ProgramOp) -> Example:
    network = read_bodies(program.network_op, read_machine(program.system_op), "test")
    random = np.random.default_rng(4)  # with which no result of an example is zero
    shapes = {
        tensor: network.tensors[tensor].shape for tensor in (*network.inputs.values(), *network.weights)
    }
    data = {
        t: np.asarray(random.normal(size=shape), network.elements[t].dtype) for t, shape in shapes.items()
    }
    values = dict(data)
    for number, layer in enumerate(network.layers):
        values[layer.output] = run_layer(network, number, replace(layer, spatial=(), temporal=()), values, {})
    expected = {
        name: read(network, values, value, tuple((0, size) for size in shape_of(network, value)))
        for name, value in network.results.items()
    }
    return Example(
        read_model(program, "test"),
        network,
        {name: data[tensor] for name, tensor in network.inputs.items()},
        {tensor: data[tensor] for tensor in network.weights},
        expected,
    )


EXAMPLES = tuple(examples())


@pytest.mark.parametrize("number", range(len(EXAMPLES)))
def test_good_schedules_compute_the_network(number: int):
    results = EXAMPLES[number].run()
    assert results.keys() == EXAMPLES[number].expected.keys()
    for name, values in results.items():
        np.testing.assert_allclose(values, EXAMPLES[number].expected[name], rtol=1e-5)
        assert values.all(), "zeros prove nothing"


Change = Callable[[Model], Model]


def task(row: int, column: int, value: int) -> Change:
    return lambda model: replace(model, tasks=changed(model.tasks, row, column, value))


def transfer(row: int, column: int, value: int) -> Change:
    return lambda model: replace(model, transfer_rows=changed(model.transfer_rows, row, column, value))


def changed(table: Array, row: int, column: int, value: int) -> Array:
    table = table.copy()
    table[row, column] = value
    return table


def swapped(first: int, second: int) -> Change:
    """Two tasks change places."""

    def change(model: Model) -> Model:
        tasks = model.tasks.copy()
        tasks[[first, second], START] = tasks[[second, first], START]
        return replace(model, tasks=tasks)

    return change


def dropped(position: int) -> Change:
    """A `sched.transfer` is left out."""
    return lambda model: replace(
        model, transfers=tuple(op for i, op in enumerate(model.transfers) if i != position)
    )


def without_last_row(position: int) -> Change:
    """A `sched.transfer` has one row less."""
    return lambda model: replace(
        model,
        transfers=tuple(
            replace(op, end=op.end - 1) if i == position else op for i, op in enumerate(model.transfers)
        ),
    )


def task_address(row: int, address: int) -> Change:
    def change(model: Model) -> Model:
        assert model.addresses is not None
        tasks = model.addresses.tasks.copy()
        tasks[row] = address
        return replace(model, addresses=replace(model.addresses, tasks=tasks))

    return change


def transfer_address(row: int, end: int, address: int) -> Change:
    def change(model: Model) -> Model:
        assert model.addresses is not None
        table = changed(model.addresses.transfers, row, end, address)
        return replace(model, addresses=replace(model.addresses, transfers=table))

    return change


@pytest.mark.parametrize(
    ("number", "change", "message"),
    [
        pytest.param(
            PIPELINE,
            task(0, START, 6),
            r'sched.compute "conv1"\[0\] row 0 \(tile 0\) at 6: element \[0, 0, 0, 0\] of \'x\' is not in @core0::@sram, one of 8 such of '
            r"8 that it reads: it arrives only at 11, by sched.transfer load \"x\" for \"conv1\"\[0\] row 1 \(tile 0\)",
            id="starts before its data",
        ),
        pytest.param(PIPELINE, swapped(0, 2), r'"conv2"\[0\] row 2 \(tile 0\) at 11: element', id="swapped order"),
        pytest.param(PIPELINE, dropped(3), r"nothing puts it there", id="dropped transfer"),
        pytest.param(
            PIPELINE,
            without_last_row(3),
            r'"conv2"\[0\] row 2 \(tile 0\) at 35: element \[0, 0, 2, 0\] of \'conv1\' is not in @core1::@sram, one of 4 such of 12 that it reads',
            id="shrunk halo",
        ),
        pytest.param(PIPELINE, transfer(5, START, 33), r"it arrives only at 37", id="late halo"),
        pytest.param(PIPELINE, transfer(5, RELEASE, 54), r"at 55: .*was released at 54", id="released too early"),
        pytest.param(PIPELINE, transfer(5, RELEASE, 60), r"at 75: .*was released at 60", id="released while in use"),
        pytest.param(PIPELINE, transfer(5, RELEASE, 33), r"to space in @core1::@sram that was released at 33", id="no space"),
        pytest.param(PIPELINE, task(0, TASK_RELEASE, 23), r"of 'conv1' is not in @core0::@sram.*released at 23", id="source gone"),
        pytest.param(PIPELINE, dropped(4), r"of which result 'y' is made, is not in @offchip::@dram at the end", id="no store"),
        pytest.param(PIPELINE, task(1, TILE, 0), r"is computed before, by", id="computed twice"),
        pytest.param(PIPELINE, task(1, TILE, 7), r"there is no such tile", id="no such tile"),
        pytest.param(PIPELINE, transfer(4, TILE, 7), r"moves nothing that is needed there", id="no such block"),
        pytest.param(PIPELINE, task(0, DURATION, -1), r"starts at 11 and ends at 10", id="negative duration"),
        pytest.param(PIPELINE, transfer(4, BITS, 0), r"moves 0 bits, but what is needed there has \d+", id="too few bits"),
        pytest.param(PLACED, transfer_address(0, 1, 1 << 40), r"bits at address \d+ are not inside a memory of \d+", id="outside"),
        pytest.param(PLACED, task_address(0, -8), r"row 2 \(tile 2\) writes at 48 what .* row 0 \(tile 0\) writes at -8", id="a block in two places"),
    ],
)  # fmt: skip
def test_changed_schedules_stop(number: int, change: Change, message: str):
    with pytest.raises(ExecutionError, match=message):
        EXAMPLES[number].run(change(EXAMPLES[number].model))


@pytest.mark.parametrize("number", range(len(EXAMPLES)))
def test_every_transfer_is_needed_in_time(number: int):
    """A transfer that comes after everything else is as good as none."""
    model = EXAMPLES[number].model
    end = int(max(model.tasks[:, 1:3].sum(axis=1).max(), model.transfer_rows[:, 1:3].sum(axis=1).max()))
    for row, values in enumerate(model.transfer_rows.tolist()):
        late = values.copy()
        late[START] = end + 1
        late[RELEASE] = -1 if values[RELEASE] < 0 else end + 1 + values[DURATION]
        table = model.transfer_rows.copy()
        table[row] = late
        with pytest.raises(ExecutionError):
            EXAMPLES[number].run(replace(model, transfer_rows=table))


@pytest.mark.parametrize("number", range(len(EXAMPLES)))
def test_every_copy_is_needed_until_its_release(number: int):
    """What is released as soon as it has arrived has never been there."""
    model = EXAMPLES[number].model
    for op in model.transfers:
        for row in range(op.first, op.end):
            if model.transfer_rows[row, RELEASE] < 0 or op.kind == "stream":
                continue
            end = int(model.transfer_rows[row, START] + model.transfer_rows[row, DURATION])
            with pytest.raises(ExecutionError):
                EXAMPLES[number].run(transfer(row, RELEASE, end)(model))


@pytest.mark.parametrize("change", [dropped(3), without_last_row(3), transfer(5, RELEASE, 54)])
def test_nobody_computes_with_what_is_not_there(change: Change, monkeypatch: pytest.MonkeyPatch):
    """Even if nothing were checked, the result would be wrong: memories hold only what has been put there."""

    def nothing(memories: Memories, memory: int, tensor: int, groups: Array, since: int) -> Array:
        return groups[:0]

    monkeypatch.setattr(Memories, "missing", nothing)
    (values,) = EXAMPLES[PIPELINE].run(change(EXAMPLES[PIPELINE].model)).values()
    assert np.isnan(values).any()


def test_nothing_lies_on_top_of_something_else():
    """In this schedule bytes are used again at once, so almost every other address destroys something."""
    example, overwritten = EXAMPLES[PLACED], 0
    assert example.model.addresses is not None
    for row in range(len(example.model.tasks)):
        for address in range(0, 144, 48):
            overwritten += stopped(example, task_address(row, address)(example.model))
    for row in range(len(example.model.transfer_rows)):
        for address in range(0, 144, 48):
            overwritten += stopped(example, transfer_address(row, 1, address)(example.model))
    assert overwritten > 30


def stopped(example: Example, model: Model) -> bool:
    """Whether a schedule stops, which then breaks a rule; else it computes the network."""
    try:
        results = example.run(model)
    except ExecutionError:
        assert check(model)
        return True
    for name, values in results.items():
        np.testing.assert_allclose(values, example.expected[name], rtol=1e-5)
    return False


@given(
    st.integers(0, len(EXAMPLES) - 1),
    st.booleans(),
    st.integers(0, 99),
    st.integers(0, 4),
    st.integers(-12, 12),
)
@settings(max_examples=60)
def test_what_stops_the_runtime_the_checker_finds_too(
    number: int, of_tasks: bool, row: int, column: int, by: int
):
    """And whatever the checker finds good computes the network."""
    model = EXAMPLES[number].model
    table = (model.tasks if of_tasks else model.transfer_rows).copy()
    row, column = row % len(table), column % table.shape[1]
    table[row, column] += by
    model = replace(model, tasks=table) if of_tasks else replace(model, transfer_rows=table)
    stopped(EXAMPLES[number], model)

"""Random small models, cut into random stacks and tiles on random cores of random machines, compute what ONNX's reference evaluator
does; and their cycles follow from their decisions."""

import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st
from test_onnx_lowerings import Array, Case, Shape, arrays, build_model
from test_schedule import core_type, machines, resized
from xdsl.context import Context
from xdsl.dialects.builtin import ArrayAttr, Builtin, ModuleOp, SymbolRefAttr
from xdsl.parser import Parser

from stream_xdsl.bridge.bodies import read_bodies
from stream_xdsl.bridge.decisions import Factors, write_tiling
from stream_xdsl.bridge.machine import write_machine
from stream_xdsl.bridge.network import layer_ops, read_network
from stream_xdsl.bridge.programs import find_programs
from stream_xdsl.bridge.reductions import read_arithmetic
from stream_xdsl.bridge.timing import replay_timing
from stream_xdsl.checker.read import read_model
from stream_xdsl.diagnostics import PassError
from stream_xdsl.dialects.accel import Accel
from stream_xdsl.dialects.dnn import Dnn, LayerOp, NetworkOp
from stream_xdsl.dialects.sched import ProgramOp, Sched
from stream_xdsl.frontends.onnx import import_onnx
from stream_xdsl.hardware.machine import Machine, Role
from stream_xdsl.passes.convert_dnn_to_sched import ConvertDnnToSchedPass
from stream_xdsl.passes.convert_onnx_to_dnn import ConvertOnnxToDnnPass
from stream_xdsl.passes.dnn_estimate_core_cost import DnnEstimateCoreCostPass
from stream_xdsl.passes.dnn_partition_fusion import DnnPartitionFusionPass
from stream_xdsl.passes.dnn_split_reductions import DnnSplitReductionsPass
from stream_xdsl.passes.sched_annotate_cost import SchedAnnotateCostPass
from stream_xdsl.passes.sched_verify import SchedVerifyPass
from stream_xdsl.runtime.compare import compare
from stream_xdsl.runtime.evaluators import evaluate
from stream_xdsl.runtime.execute import execute
from stream_xdsl.runtime.reference import make_data
from stream_xdsl.workload.network import Layer
from stream_xdsl.workload.reduction_split import ReductionSplitError, partial_layers, reduction_ways

UNARY = ("Relu", "Sigmoid", "Tanh", "Abs", "Neg", "HardSwish")
BINARY = ("Add", "Sub", "Mul", "Max", "Min")


@st.composite
def models(draw: st.DrawFn) -> Case:
    """Two to six operators one after another, with values that skip some, and views between."""
    values: list[tuple[str, Shape]] = [("x", (draw(st.integers(1, 2)), draw(st.integers(1, 4)), 5, 4))]
    weights: dict[str, Shape | Array] = {}
    nodes: list[str] = []

    def add(text: str, shape: Shape) -> None:
        name = f"v{len(values)}"
        nodes.append(f"{name} = {text}")
        values.append((name, shape))

    for number in range(draw(st.integers(2, 6))):
        name, shape = values[-1]
        b, c, h, w = shape
        alike = [other for other, its in values[:-1] if its == shape]
        kind = draw(
            st.sampled_from(
                [
                    "conv",
                    "conv",
                    "pool",
                    "unary",
                    "binary",
                    "skip",
                    "concat",
                    "slice",
                    "turn",
                    "reduce",
                    "matmul",
                ]
            )
        )
        if kind == "conv" and min(h, w) > 1:
            groups = draw(st.sampled_from([g for g in range(1, c + 1) if c % g == 0]))
            k, (fy, fx) = groups * draw(st.integers(1, 3)), draw(st.tuples(*[st.integers(1, 3)] * 2))
            pads = [draw(st.integers(0, f - 1)) for f in (fy, fx, fy, fx)]
            sy, sx = draw(st.tuples(*[st.integers(1, 2)] * 2))
            out = (h + pads[0] + pads[2] - fy) // sy + 1, (w + pads[1] + pads[3] - fx) // sx + 1
            if min(out) < 1:
                continue
            weights |= {f"w{number}": (k, c // groups, fy, fx), f"b{number}": (k,)}
            bias = f", b{number}" if draw(st.booleans()) else ""
            add(
                f"Conv<group={groups}, pads={pads}, strides=[{sy}, {sx}]>({name}, w{number}{bias})",
                (b, k, *out),
            )
        elif kind == "pool" and min(h, w) > 1:
            operator = draw(st.sampled_from(["MaxPool", "AveragePool"]))
            add(f"{operator}<kernel_shape=[2, 2], pads=[1, 0, 0, 1]>({name})", shape)
        elif kind == "unary":
            add(f"{draw(st.sampled_from(UNARY))}({name})", shape)
        elif kind == "binary":
            weights[f"w{number}"] = tuple(size if draw(st.booleans()) else 1 for size in shape)
            add(f"{draw(st.sampled_from(BINARY))}({name}, w{number})", shape)
        elif kind == "skip" and alike:
            add(f"Add({name}, {draw(st.sampled_from(alike))})", shape)
        elif kind == "concat":
            fitting = [v for v in values if (v[1][0], *v[1][2:]) == (b, h, w) and v[1][1] + c <= 12]
            if fitting:
                other, its = draw(st.sampled_from(fitting))
                add(f"Concat<axis=1>({other}, {name})", (b, c + its[1], h, w))
        elif kind == "slice" and h > 1:
            first = draw(st.integers(0, h - 1))
            weights |= {f"f{number}": np.array([first]), f"e{number}": np.array([h])}
            weights |= {f"a{number}": np.array([2])}
            add(f"Slice({name}, f{number}, e{number}, a{number})", (b, c, h - first, w))
        elif kind == "turn":
            add(f"Transpose<perm=[0, 3, 2, 1]>({name})", (b, w, h, c))
        elif kind == "reduce":
            operator = draw(st.sampled_from(["ReduceMean", "ReduceMax", "Softmax"]))
            if operator == "Softmax":
                add(f"Softmax<axis={draw(st.integers(1, 3))}>({name})", shape)
            else:
                weights[f"a{number}"] = np.array([3])
                add(f"{operator}({name}, a{number})", (b, c, h, 1))
        elif kind == "matmul":
            n = draw(st.integers(1, 4))
            weights[f"w{number}"] = (w, n)
            add(f"MatMul({name}, w{number})", (b, c, h, n))
    last, _ = values[-1]
    return Case(f"{'  '.join(nodes)}  y = LeakyRelu({last})", {"x": values[0][1]}, weights)


def with_one_dram(machine: Machine) -> Machine:
    """Off-chip memory holds all operands, as the IR demands."""
    *cores, dram = machine.cores
    width = dram.core_type.memories[0].ports[0].bandwidth_max_bits
    return replace(
        machine, cores=(*cores, replace(dram, core_type=core_type("dram", Role.OFFCHIP, ("I1_I2_O",), width)))
    )


@st.composite
def decided(draw: st.DrawFn, case: Case, machine: Machine) -> str:
    """The model with stacks, tiles and cores, as IR without the machine."""
    inputs, weights = data_of(case)
    module = import_onnx(build_model(case, inputs, weights).SerializeToString(), name="net")
    system, context = write_machine(machine), Context()
    module.body.block.add_op(system)
    ConvertOnnxToDnnPass(precision="a8w4p16o8").apply(context, module)
    network_op = network_of(module)
    names = [op.layer_name.data for op in layer_ops(network_op)]
    stacks = ""
    for name in names:
        stacks += name if not stacks else f"{draw(st.sampled_from(',,;'))}{name}"
    DnnPartitionFusionPass(strategy="manual", stacks=stacks).apply(context, module)
    network = read_network(network_op, machine, "test")
    for op, layer in zip(layer_ops(network_op), network.layers, strict=True):
        tiled = draw(st.permutations(range(len(layer.sizes))))[: draw(st.integers(0, 3))]
        temporal = tuple((d, draw(st.integers(1, -(-layer.sizes[d] // 2)))) for d in tiled)
        reduces = draw(st.booleans())
        cut = [d for d, n in enumerate(layer.sizes) if n > 1 and (d in layer.reduction_dims) == reduces]
        spatial = tuple(
            (d, draw(st.integers(2, min(3, layer.sizes[d])))) for d in draw(st.permutations(cut))[:1]
        )
        spatial = spatial if draw(st.booleans()) and has_parts(op, layer, spatial) else ()
        write_tiling(op, temporal, spatial)
        parts = spatial[0][1] if spatial else 1
        cores = draw(st.permutations(range(3)))[:parts]
        op.cores = ArrayAttr([SymbolRefAttr(machine.cores[core].name) for core in cores])
    DnnSplitReductionsPass().apply(context, module)
    system.detach()
    return str(module)


def has_parts(op: LayerOp, layer: Layer, split: Factors) -> bool:
    """Whether the layer can be split so, be it along a reduction."""
    try:
        return not reduction_ways(layer, split) or bool(
            partial_layers(layer, split, read_arithmetic(op, layer))
        )
    except ReductionSplitError:
        return False


def data_of(case: Case) -> tuple[dict[str, Array], dict[str, Array]]:
    return arrays(case.nodes, case.inputs), arrays(f"{case.nodes}w", case.weights)


def network_of(module: ModuleOp) -> NetworkOp:
    return next(op for op in module.body.block.ops if isinstance(op, NetworkOp))


def scheduled(network: str, machine: Machine) -> ProgramOp:
    context = Context()
    for dialect in (Builtin, Accel, Dnn, Sched):
        context.load_dialect(dialect)
    module = Parser(context, network).parse_module()
    module.body.block.add_op(write_machine(machine))
    module.verify()
    DnnEstimateCoreCostPass(model="roofline", cache=False).apply(context, module)
    ConvertDnnToSchedPass().apply(context, module)
    SchedAnnotateCostPass().apply(context, module)
    SchedVerifyPass().apply(context, module)
    return find_programs(module, "test")[0]


def check_execution(program: ProgramOp, machine: Machine, case: Case) -> None:
    inputs, weights = data_of(case)
    model = build_model(case, inputs, weights)
    network = read_bodies(program.network_op, machine, "test")
    data = make_data(network, model)
    results = execute(read_model(program, "test"), network, inputs, data.weights, data.tensors)
    (found,) = compare(results, evaluate(model, inputs))
    assert not found.differing, str(found)
    replay_timing(program, "test")


def room(machine: Machine, program: ProgramOp) -> dict[int, int]:
    """The most that the schedule has in each memory on chip, in bits, by number of the memory."""
    assert program.totals is not None
    sizes: dict[int, int] = {}
    for peak in program.totals.peaks:
        core = machine.core_index[peak.memory.root_reference.data]
        core_type = machine.cores[core].core_type
        names = {memory.name: memory for memory in core_type.memories}
        operand = names[peak.memory.nested_references.data[-1].data].operands[0]
        if core_type.role is not Role.OFFCHIP:
            sizes[machine.memory_id(core, operand)] = max(peak.used_bits.value.data, 1)
    return sizes


def check_random(data: st.DataObject) -> None:
    """With plenty of room, and then with as little in one memory after another as some schedule gets by with."""
    case, machine = data.draw(models()), with_one_dram(data.draw(machines()))
    network = data.draw(decided(case, machine))
    program = scheduled(network, machine)
    check_execution(program, machine, case)
    sizes = room(machine, program)
    for memory in sorted(sizes):
        for share in (0.5, 0.75):
            small = resized(machine, sizes | {memory: max(int(share * sizes[memory]), 1)})
            try:
                program = scheduled(network, small)
            except PassError as error:
                assert "does not fit" in str(error) or "cannot run on core type" in str(error)  # noqa: PT017
            else:
                sizes[memory] = max(int(share * sizes[memory]), 1)
                break
    kinds = {op.kind.data for op in program.transfer_ops}
    event(f"spills: {'spill' in kinds}")
    ranges = re.findall(r'"\w+[.][a-z]+[0-9]" \w+', network)
    event(f"split reductions: {bool(ranges)}")
    check_execution(program, resized(machine, sizes), case)


@given(st.data())
@settings(max_examples=10)
def test_random_models_on_random_machines(data: st.DataObject):
    check_random(data)


@pytest.mark.slow
@given(st.data())
@settings(max_examples=100, derandomize=False)
def test_many_random_models_on_random_machines(data: st.DataObject):
    check_random(data)

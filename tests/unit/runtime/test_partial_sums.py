"""Layers split over input channels and other reductions, pinned by a mapping file: schedules compute the model and take the cycles they say."""

from pathlib import Path

import numpy as np
import onnx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_equality import MESH
from test_onnx_lowerings import Array, Case, Shape, arrays, build_model
from test_random_programs import check_execution, data_of, network_of, scheduled, with_one_dram
from test_schedule import machines
from xdsl.context import Context
from xdsl.dialects.builtin import ArrayAttr, ModuleOp, SymbolRefAttr

from stream_xdsl.bridge.machine import write_machine
from stream_xdsl.bridge.network import read_network
from stream_xdsl.bridge.programs import find_programs
from stream_xdsl.bridge.timing import replay_timing
from stream_xdsl.checker.read import read_model
from stream_xdsl.dialects.dnn_attributes import TilingAttr
from stream_xdsl.dialects.sched import ProgramOp
from stream_xdsl.frontends.onnx import import_onnx
from stream_xdsl.hardware.machine import Machine
from stream_xdsl.passes.convert_onnx_to_dnn import ConvertOnnxToDnnPass
from stream_xdsl.passes.convert_sched_to_loops import ConvertSchedToLoopsPass
from stream_xdsl.passes.dnn_split_reductions import DnnSplitReductionsPass
from stream_xdsl.passes.sched_assign_addresses import SchedAssignAddressesPass
from stream_xdsl.passes.sched_verify import SchedVerifyPass
from stream_xdsl.passes.sched_verify_execution import run_program
from stream_xdsl.tools.compile import compile_model, make_passes

QUAD = "tpu_like_quad_core"

FLOATS = Case(
    "a = Conv<pads=[1, 1, 1, 1]>(x, w1, b1)  r = Relu(a)  c = Conv<pads=[1, 1, 1, 1], strides=[2, 1]>(r, w2)  y = MatMul(c, w3)",
    {"x": (1, 4, 8, 6)},
    {"w1": (8, 4, 3, 3), "b1": (8,), "w2": (4, 8, 3, 3), "w3": (6, 5)},
)
"""Rows of one convolution are halos of the next."""

BYTES = Case(
    "a = QLinearConv<pads=[1, 1, 1, 1]>(x, s, z, w1, s1, t, s, z, b1)  c = QLinearConv<pads=[1, 1, 1, 1]>(a, s, z, w2, s1, t, s, z)"
    "  y = ConvInteger<pads=[1, 1, 1, 1]>(c, w3, z)",
    {"x": np.zeros((1, 4, 8, 6), np.uint8)},
    {
        "s": np.array(0.05, np.float32),
        "z": np.array(120, np.uint8),
        "w1": np.zeros((8, 4, 3, 3), np.int8),
        "s1": np.array(0.004, np.float32),
        "t": np.array(3, np.int8),
        "b1": np.arange(8, dtype=np.int32) * 100,
        "w2": np.zeros((4, 8, 3, 3), np.int8),
        "w3": np.zeros((5, 4, 3, 3), np.uint8),
    },
)
"""The same in integers, quantised between; weights are drawn when the schedule is run."""


def mapping(entries: dict[str, list[str]], folder: Path) -> str:
    """Splits by operator, on as many of the first four cores, as a mapping file."""
    text = ""
    for operator, split in entries.items():
        parts = int(np.prod([int(entry.split(",")[1]) for entry in split]))
        text += f"- {{name: {operator}, core_allocation: {list(range(parts))}, inter_core_tiling: {split}}}\n"
    text += "- {name: default, core_allocation: [0, 1, 2, 3, 4, 5]}\n"
    (folder / "mapping.yaml").write_text(text, "utf-8")
    return str(folder / "mapping.yaml")


def saved(case: Case, folder: Path) -> Path:
    model = build_model(case, arrays(case.nodes, case.inputs), arrays(case.nodes + "w", case.weights))
    onnx.save(model, folder / "model.onnx")
    return folder / "model.onnx"


def compiled(
    case: Case, machine: str, pipeline: str, entries: dict[str, list[str]], folder: Path
) -> tuple[Context, ModuleOp]:
    effort = "quick" if pipeline == "optimised" else None
    passes = make_passes(pipeline, machine, mapping=mapping(entries, folder), effort=effort)
    return compile_model(str(saved(case, folder)), passes, dims={}, progress=lambda *_: None)


def program_of(module: ModuleOp) -> ProgramOp:
    return find_programs(module, "test")[0]


def check(context: Context, module: ModuleOp, folder: Path) -> None:
    """Executed, replayed, placed and executed again; the pipeline has verified it."""
    model, program = str(folder / "model.onnx"), program_of(module)
    for comparison in run_program(program, model, 1, "random", "onnx", "test"):
        assert comparison.largest > 0
    replay_timing(program, "test")
    SchedAssignAddressesPass().apply(context, module)
    SchedVerifyPass().apply(context, module)
    run_program(program_of(module), model, 2, "random", "onnx", "test")
    ConvertSchedToLoopsPass().apply(context, module)
    module.verify()


floats, integers = pytest.param(FLOATS, id="floats"), pytest.param(BYTES, id="bytes")
quad, mesh = pytest.param(QUAD, id="quad"), pytest.param(MESH, id="mesh")


def check_convolutions(case: Case, machine: str, pipeline: str, split: tuple[str, ...], folder: Path) -> None:
    entries = {
        name: list(split) for name in ("Conv", "QLinearConv", "ConvInteger") if f"{name}<" in case.nodes
    }
    if "MatMul" in case.nodes:
        entries["MatMul"] = ["C, 3"]
    context, module = compiled(case, machine, pipeline, entries, folder)
    cores = {
        op.layer_name.data: op.core_names
        for op in program_of(module).network_op.layers
        if op.origin is not None and op.origin.data in entries
    }
    for name in {name.rpartition(".")[0] for name in cores}:
        # No core has parts of two ranges, and each of a range's parts has its own.
        used = [core for own, names in cores.items() if own.startswith(f"{name}.") for core in names]
        assert len(set(used)) == len(used) > 1
    check(context, module, folder)


@pytest.mark.parametrize(
    ("case", "machine", "pipeline", "split"),
    [
        pytest.param(FLOATS, QUAD, "layer-by-layer", ("C, 4",), id="floats-quad-layers"),
        pytest.param(FLOATS, QUAD, "fused", ("C, 2", "K, 2"), id="floats-quad-fused"),
        pytest.param(FLOATS, MESH, "fused", ("K, 2", "C, 2"), id="floats-mesh-fused"),
        pytest.param(FLOATS, MESH, "optimised", ("FY, 3",), id="floats-mesh-optimised"),
        pytest.param(BYTES, QUAD, "fused", ("OY, 2", "C, 2"), id="bytes-quad-fused"),
        pytest.param(BYTES, MESH, "layer-by-layer", ("C, 2", "K, 2"), id="bytes-mesh-layers"),
        pytest.param(BYTES, MESH, "fused", ("C, 4",), id="bytes-mesh-fused"),
    ],
)
def test_convolutions_in_a_row(
    case: Case, machine: str, pipeline: str, split: tuple[str, ...], tmp_path: Path
):
    """On cores of one kind and of two, layer by layer and fused with halos; integers are exact."""
    check_convolutions(case, machine, pipeline, split, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize(
    "split", [("C, 2", "K, 2"), ("K, 2", "C, 2"), ("C, 4",), ("FY, 3",), ("OY, 2", "C, 2")], ids=" ".join
)
@pytest.mark.parametrize("pipeline", ["layer-by-layer", "fused", "optimised"])
@pytest.mark.parametrize("machine", [quad, mesh])
@pytest.mark.parametrize("case", [floats, integers])
def test_all_convolutions_in_a_row(
    case: Case, machine: str, pipeline: str, split: tuple[str, ...], tmp_path: Path
):
    check_convolutions(case, machine, pipeline, split, tmp_path)


def test_partial_sums_move_once(tmp_path: Path):
    """Each sum goes to the core that continues it, with the bits of a partial sum; nothing of it goes off-chip."""
    _, module = compiled(FLOATS, QUAD, "fused", {"Conv": ["C, 4"]}, tmp_path)
    model = read_model(program_of(module), "test")
    names = [layer.name for layer in model.network.layers]
    for chain, elements in (("Conv_0", 8 * 8 * 6), ("Conv_1", 4 * 4 * 6)):
        for number in range(3):
            made = model.network.layers[names.index(f"{chain}.c{number}")].output
            transfers = [transfer for transfer in model.transfers if transfer.tensor == made]
            assert {transfer.kind for transfer in transfers} == {"move"}
            rows = np.concatenate([model.transfer_rows[t.first : t.end] for t in transfers])
            assert rows[:, 3].sum() == elements * model.network.layers[names.index(f"{chain}.c0")].psum_bits


@st.composite
def products(draw: st.DrawFn) -> Case:
    """A convolution or matrix product of floats or bytes."""
    exact = draw(st.booleans())
    c, k, m = draw(st.integers(2, 5)), draw(st.integers(1, 4)), draw(st.integers(1, 5))
    if draw(st.booleans()):
        f, pads = draw(st.integers(1, 3)), draw(st.lists(st.integers(0, 1), min_size=4, max_size=4))
        shapes: dict[str, Shape] = {"x": (1, c, m + 2, 4), "w": (k, c, f, f), "b": (k,)}
        text = f"<pads={pads}>(x, w" + (")" if exact else ", b)")
        text = f"ConvInteger{text}" if exact else f"Conv{text}"
    else:
        shapes = {"x": (m, c), "w": (c, k), "b": (k,)}
        text = "MatMulInteger(x, w)" if exact else "Gemm<alpha=0.5, beta=2.0>(x, w, b)"
    random = np.random.default_rng(draw(st.integers(0, 99)))

    def values(name: str) -> Array:
        if exact:
            return random.integers(0, 256, shapes[name], np.uint8)
        return random.normal(size=shapes[name]).astype(np.float32)

    weights = {"w": values("w")} if exact else {"w": values("w"), "b": values("b")}
    return Case(f"y = {text}", {"x": values("x")}, dict(weights))


@given(products(), machines(), st.data())
@settings(max_examples=15)
def test_products_split_along_any_reduction(case: Case, machine: Machine, data: st.DataObject):
    """On random machines, any tiles, of what is as many products as before."""
    machine = with_one_dram(machine)
    module = import_onnx(build_model(case, *data_of(case)).SerializeToString(), name="net")
    context, system = Context(), write_machine(machine)
    module.body.block.add_op(system)
    ConvertOnnxToDnnPass(precision="a8w8p32o8").apply(context, module)
    (op,) = network_of(module).layers
    dim = data.draw(st.sampled_from([d for d in op.dims if d in op.reductions and op.dims[d] > 1]))
    sizes = {name: data.draw(st.integers(1, size)) for name, size in op.dims.items()}
    temporal = data.draw(st.permutations(list(sizes.items())))[: data.draw(st.integers(0, 3))]
    parts = data.draw(st.integers(2, min(3, op.dims[dim])))
    op.tiling = TilingAttr.get(temporal, [(dim, parts)])
    op.cores = ArrayAttr(
        [SymbolRefAttr(f"core{core}") for core in data.draw(st.permutations(range(3)))[:parts]]
    )
    before = read_network(network_of(module), machine, "test").macs
    DnnSplitReductionsPass().apply(context, module)
    system.detach()
    program = scheduled(str(module), machine)
    network = read_network(program.network_op, machine, "test")
    assert network.macs == before
    assert len(network.layers) == parts
    check_execution(program, machine, case)

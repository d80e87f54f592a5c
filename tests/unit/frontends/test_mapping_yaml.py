"""Mapping files: what contradicts the format, the network or the machine is refused with its line."""

from pathlib import Path

import pytest
from xdsl.context import Context
from xdsl.dialects.builtin import Builtin, ModuleOp
from xdsl.parser import Parser

from stream_xdsl.bridge.network import find_network, layer_ops
from stream_xdsl.diagnostics import InputError
from stream_xdsl.dialects.accel import Accel
from stream_xdsl.dialects.dnn import Dnn
from stream_xdsl.passes.dnn_import_mapping import DnnImportMappingPass


@pytest.fixture
def module(repo: Path) -> ModuleOp:
    """The network and machine of the FileCheck test: two convolutions, a Relu between, and a product."""
    ctx = Context()
    for dialect in (Builtin, Accel, Dnn):
        ctx.load_dialect(dialect)
    text = repo / "tests/filecheck/passes/dnn-import-mapping/valid.mlir"
    return Parser(ctx, text.read_text()).parse_module()


def pins(module: ModuleOp, tmp_path: Path, text: str) -> dict[str, str]:
    """The pins that a file makes, by layer."""
    file = tmp_path / "mapping.yaml"
    file.write_text(text)
    DnnImportMappingPass(file=str(file)).apply(Context(), module)
    module.verify()
    layers = layer_ops(find_network(module, "test"))
    return {layer.layer_name.data: str(layer.pins) for layer in layers if layer.pins is not None}


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (
            "- name: Conv\n  core_alocation: [0]",
            2,
            "unknown key 'core_alocation' in entry 1 of the file; did you mean",
        ),
        ("- name: Conv\n  core_allocation: [0, 9]", 2, "there is no core '9', only cores 0 to 3"),
        ("- name: Conv\n  core_allocation: []", 2, "no core at all"),
        ("- name: Conv\n  core_allocation: [3]", 1, "no core of [3] runs layer '/first/Conv' (conv)"),
        ("- name: Conv\n  intra_core_tiling: [OY 4]", 2, "'OY 4' is no loop and number"),
        ("- name: Conv\n  intra_core_tiling: ['OY, *']", 2, "'*' leaves the number of cores open"),
        ("- name: Conv\n  spatial_mapping: {}", 2, "'spatial_mapping' is not supported"),
        ("- name: Conv\n- name: Conv", 2, "two entries are called 'Conv'"),
        ("- name: Conv99", 1, "the network has no layer 'Conv99'; did you mean 'Conv'?"),
        (
            "- name: Conv\n  core_allocation: [0]\n  core_allocation: [1]",
            3,
            "key 'core_allocation' appears twice",
        ),
        ("layers:\n- name: Conv\n  core_allocation: [[0, 0]]", 3, "core 0 is listed twice"),
        ("- name: /first/Cov", 1, "the network has no layer '/first/Cov'; did you mean '/first/Conv'?"),
        ("- name: /first/Conv\n  intra_core_tiling: ['H, 2']", 2, "layer '/first/Conv' has no loop 'H'"),
        (
            "- name: /first/Conv\n  intra_core_tiling: ['OY, 9']",
            2,
            "has 8 iterations per core, fewer than 9 tiles",
        ),
        ("- name: Conv\n  inter_core_tiling: ['K, 5']", 2, "loop 'k' of layer '/first/Conv' has size 4"),
        (
            "- name: Conv\n  core_allocation: [1]\n  inter_core_tiling: ['K, 2']",
            3,
            "is split into 2 parts, but may run on 1 cores",
        ),
        (
            "- name: Conv\n  core_allocation: [0, 1, 2]\n  inter_core_tiling:\n  - K, 2\n  - K, 2",
            5,
            "'K' is loop 'k' of layer '/first/Conv', which is named twice",
        ),
        (
            "- name: Conv\n  intra_core_tiling:\n  - OY, 2\n  - OX, 2\n  - OY, 4",
            5,
            "'OY' is loop 'oy' of layer '/first/Conv', which is named twice",
        ),
        (
            "fused_groups:\n- name: g\n  layers: [Relu]\n  intra_core_tiling:\n"
            "  - {dim: Relu.D2, tile: 2}\n  - {dim: /act/Relu.D2, tile: 4}",
            6,
            "'D2' is loop 'y' of layer '/act/Relu', which is named twice",
        ),
        (
            "layers:\n- name: Conv\n  intra_core_tiling: []",
            3,
            "'intra_core_tiling' does not belong into a layer",
        ),
        ("layers:\n- name: Conv\n  core_allocation: [[0], [1]]", 3, "several alternatives are not supported"),
        (
            "layers:\n- name: Conv\n  inter_core_tiling: [[{dim: D7, split: 2}]]",
            3,
            "layer '/first/Conv' has loops D0 to D6, not D7",
        ),
        (
            "layers:\n- name: Conv\n  inter_core_tiling: [[{dim: D6, split: 0}]]",
            3,
            "'split' must be at least 1, got 0",
        ),
        ("fused_groups:\n- name: g\n  layers: []", 3, "a fused group needs layers"),
        (
            "fused_groups:\n- name: g\n  layers: [Convs]",
            3,
            "the network has no layer 'Convs'; did you mean 'Conv'?",
        ),
        (
            "fused_groups:\n- name: g\n  layers: [Relu]\n  intra_core_tiling: [{dim: D2, tile: 1}]",
            4,
            "'D2' does not say which layer's loop it is",
        ),
        (
            "fused_groups:\n- name: g\n  layers: [Relu]\n  intra_core_tiling: [{dim: /first/Conv.D2, tile: 1}]",
            4,
            "layer '/first/Conv' is not in group 'g'",
        ),
        (
            "fused_groups:\n- name: g\n  layers: [Relu]\n  intra_core_tiling: [{dim: Relu.D2, tile: 9}]",
            4,
            "loop 'y' of layer '/act/Relu' has size 8, less than a tile of 9",
        ),
        (
            "fused_groups:\n- {name: g, layers: [Conv]}\n- {name: h, layers: [Conv]}",
            2,
            "it is not clear which layers of the network group 'g' means",
        ),
    ],
)
def test_errors(module: ModuleOp, tmp_path: Path, text: str, line: int, message: str):
    with pytest.raises(InputError) as error:
        pins(module, tmp_path, text)
    assert f"mapping.yaml:{line}: " in str(error.value)
    assert message in str(error.value)
    assert find_network(module, "test").system is None or all(
        layer.pins is None for layer in layer_ops(find_network(module, "test"))
    )


def test_pooling_and_grouped_loops(module: ModuleOp, tmp_path: Path):
    """A loop that a layer leaves out, being of size 1, cannot be cut: nothing to pin."""
    found = pins(module, tmp_path, "- name: /first/Conv\n  intra_core_tiling: ['G, all', 'OX, 3']")
    assert found == {"/first/Conv": "#dnn.pins<temporal = [ox : 3]>"}


def test_a_tile_count_is_that_of_a_part(module: ModuleOp, tmp_path: Path):
    text = "- name: Relu\n  intra_core_tiling: ['D, 2']\n  inter_core_tiling: ['D, 2']"
    assert pins(module, tmp_path, text) == {"/act/Relu": "#dnn.pins<temporal = [y : 2], spatial = [y : 2]>"}


def test_a_reduction_is_split(module: ModuleOp, tmp_path: Path):
    text = "- name: MatMul\n  core_allocation: [0, 1, 2]\n  intra_core_tiling: ['C, 2']\n  inter_core_tiling: ['C, 2']"
    assert pins(module, tmp_path, text) == {
        "/head/MatMul": "#dnn.pins<cores = [@core0, @core1, @core2], temporal = [k : 4], spatial = [k : 2]>"
    }


def test_a_reduction_that_cannot_be_split(tmp_path: Path):
    text = """
    accel.system @m {
      accel.core_type @pe compute {
        accel.array <D1 = 4> mac_energy_pj 1
        accel.memory @sram size_bits 4096 holds [I1, I2, O] shared_over [D1] read_pj 1 write_pj 1 {
          accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
        }
      }
      accel.core @core0 : @pe
      accel.core @core1 : @pe
    }
    dnn.network @net(%x: tensor<1x4x2x2xf32>) -> tensor<1x4x2x2xf32> inputs ["x"] outputs ["y"] {
      %1 = dnn.layer "norm" lrn(%x, %x) dims <b = 1, c = 4, y = 2, x = 2, fc = 3>
        maps [(b, c + fc - 1, y, x), (b, c, y, x)] -> (b, c, y, x)
        bits <in = [8, 8], psum = 16, out = 8> pad zero from "LRN"
        : (tensor<1x4x2x2xf32>, tensor<1x4x2x2xf32>) -> tensor<1x4x2x2xf32>
      dnn.return %1 : tensor<1x4x2x2xf32>
    }
    """
    ctx = Context()
    for dialect in (Builtin, Accel, Dnn):
        ctx.load_dialect(dialect)
    module = Parser(ctx, text).parse_module()
    with pytest.raises(InputError, match=r"yaml:2: layer 'norm' of kind lrn is no sum, mean or extreme"):
        pins(module, tmp_path, "layers:\n- {name: LRN, inter_core_tiling: [[{dim: D4, split: 3}]]}")


def test_a_key_repeated_with_the_same_value_is_told(
    module: ModuleOp, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    text = "- name: Relu\n  core_allocation: [0]\n  core_allocation: [0]\n- name: LSTM\n- name: Silu"
    assert pins(module, tmp_path, text) == {"/act/Relu": "#dnn.pins<cores = [@core0]>"}
    (warning,) = capsys.readouterr().err.splitlines()
    assert warning.endswith("key 'core_allocation' (line 3) appears twice with the same value")

"""Networks are read with their views composed, their weights shared and their decisions by index."""

from pathlib import Path

import numpy as np
import pytest
from xdsl.context import Context
from xdsl.dialects.builtin import Builtin, ModuleOp
from xdsl.parser import Parser

from stream_xdsl.bridge.machine import find_system, read_machine
from stream_xdsl.bridge.network import find_network, layer_ops, read_network
from stream_xdsl.diagnostics import PassError
from stream_xdsl.dialects.accel import Accel
from stream_xdsl.dialects.dnn import Dnn
from stream_xdsl.workload.kinds import Kind
from stream_xdsl.workload.network import Network, TensorRole, Use


def parse(text: str) -> ModuleOp:
    context = Context()
    for dialect in (Builtin, Accel, Dnn):
        context.load_dialect(dialect)
    module = Parser(context, text).parse_module()
    module.verify()
    return module


def read(text: str) -> Network:
    return read_network(find_network(parse(text), "test"), None, "test")


@pytest.fixture(scope="module")
def sample(repo: Path) -> ModuleOp:
    return parse((repo / "dialects/dnn.mlir").read_text())


def positions(network: Network, use: Use) -> dict[str, np.ndarray]:
    """Per tensor, the flat position that each position of the view reads; −1 where it reads another tensor."""
    found: dict[str, np.ndarray] = {}
    for piece in use.pieces:
        tensor = network.tensors[piece.tensor]
        source = np.zeros(use.shape, dtype=np.int64)
        inside = np.ones(use.shape, dtype=bool)
        for group in piece.groups:
            index = group.index.reshape([use.shape[a] for a in group.target_axes] or ())
            order = np.argsort(group.target_axes)
            index = index.transpose(order)
            grid = index.reshape(
                [use.shape[a] if a in group.target_axes else 1 for a in range(len(use.shape))]
            )
            inside &= grid >= 0
            coordinates = (
                np.unravel_index(np.maximum(grid, 0), group.source_sizes) if group.source_axes else ()
            )
            for axis, coordinate in zip(group.source_axes, coordinates, strict=True):
                source = source + coordinate * int(np.prod(tensor.shape[axis + 1 :], dtype=int))
        found[tensor.name] = np.where(inside, source, -1)
    return found


def test_sample(sample: ModuleOp):
    op = find_network(sample, "test")
    machine = read_machine(find_system(sample, "test"))
    network = read_network(op, machine, "test")
    assert network.name == "net"
    assert network.stacks == ("front", "back")
    assert [layer.name for layer in network.layers] == ["conv1", "act", "add", "pool", "fc"]
    assert [layer.layer_name.data for layer in layer_ops(op)] == [layer.name for layer in network.layers]
    assert [layer.stack for layer in network.layers] == [0, 0, 0, 1, 1]
    assert {t.name: (t.role, t.bits) for t in network.tensors} == {
        "image": (TensorRole.INPUT, 8),
        "conv1.weight": (TensorRole.WEIGHT, 8),
        "conv1.bias": (TensorRole.WEIGHT, 16),
        "conv1": (TensorRole.LAYER, 8),
        "act": (TensorRole.LAYER, 8),
        "offset": (TensorRole.WEIGHT, 8),
        "add": (TensorRole.LAYER, 8),
        "pool": (TensorRole.LAYER, 8),
        "fc.weight": (TensorRole.WEIGHT, 8),
        "fc.bias": (TensorRole.WEIGHT, 16),
        "fc": (TensorRole.LAYER, 8),
    }
    assert [network.tensors[t].name for t in network.outputs] == ["fc"]
    assert {network.tensors[t].name for t in network.outliving} == {"add", "fc"}
    conv = network.layers[0]
    assert (conv.kind, conv.dims) == (Kind.CONV, ("b", "g", "k", "oy", "ox", "c", "fy", "fx"))
    assert conv.uses[0].map.coefficients[1] == (0, 2, 0, 0, 0, 1, 0, 0)
    assert conv.uses[0].map.offsets == (0, 0, -1, -1)
    assert conv.output_map.coefficients[1] == (0, 4, 1, 0, 0, 0, 0, 0)
    assert (conv.temporal, conv.spatial, conv.cores) == (((3, 2),), ((1, 2),), (0, 1))
    assert conv.reduction_dims == {5, 6, 7}
    assert network.layers[3].reduction_dims == {2, 3}
    assert (network.layers[1].cores, network.layers[2].cores) == ((0,), (1,))


def test_views_are_composed(sample: ModuleOp):
    network = read_network(find_network(sample, "test"), None, "test")
    add = network.layers[2]
    shuffled = np.arange(512).reshape(1, 2, 4, 64).transpose(0, 2, 1, 3).reshape(1, 8, 8, 8)
    half = shuffled[:, [6, 4]]
    read_by_add = positions(network, Use(add.uses[0].pieces[:1], add.uses[0].shape, add.uses[0].map, 8))
    other = positions(network, Use(add.uses[0].pieces[1:], add.uses[0].shape, add.uses[0].map, 8))
    assert (read_by_add["act"][:, :2] == half).all()
    assert (read_by_add["act"][:, 2:] == -1).all()
    assert (other["act"][:, 2:] == half).all()
    assert (positions(network, add.uses[1])["offset"].ravel() == [0, 0, 1, 1]).all()
    assert not network.layers[0].cores  # without a machine cores have no index


UNPARTITIONED = """
dnn.network @net(%x: tensor<4x6xf32>, %unused: tensor<3xf16>) -> (tensor<24xf32>, tensor<4x6xf32>)
    inputs ["x", "unused"] outputs ["y", "z"] {
  %w = dnn.weight "w" : tensor<4x6xf32>
  %1 = dnn.layer "a" add(%x, %w) dims <i = 4, j = 6> maps [(i, j), (i, j)] -> (i, j)
    bits <in = [4, 2], psum = 16, out = 8> : (tensor<4x6xf32>, tensor<4x6xf32>) -> tensor<4x6xf32>
  %v = dnn.view reshape(%1) : (tensor<4x6xf32>) -> tensor<24xf32>
  dnn.return %v, %x : tensor<24xf32>, tensor<4x6xf32>
}
"""


def test_unpartitioned_networks_are_one_stack():
    network = read(UNPARTITIONED)
    assert network.stacks == ("net",)
    assert [(t.name, t.bits) for t in network.tensors] == [("x", 4), ("unused", 16), ("w", 2), ("a", 8)]
    assert network.outputs == (3, 0)
    assert network.layers[0].parts == 1


STACK = """
  %{result} = dnn.stack "{name}"(%a = {operand} : tensor<4xf32>) -> (tensor<4xf32>) {{
    %w = dnn.weight "w" {recipe}: tensor<4xf32>
    %1 = dnn.layer "{name}" add(%a, %w) dims <i = 4> maps [(i), (i)] -> (i)
      bits <in = [8, 8], psum = 16, out = 8> : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
    dnn.yield %1 : tensor<4xf32>
  }}
"""
HEAD = 'dnn.network @net(%x: tensor<4xf32>) -> tensor<4xf32> inputs ["x"] outputs ["y"] {'


def test_stacks_share_weights_of_one_recipe():
    stacks = [("p", "%x", ""), ("q", "%p", ""), ("r", "%q", 'reshape("w", [4]) ')]
    body = "".join(STACK.format(result=n, name=n, operand=o, recipe=r) for n, o, r in stacks)
    network = read(f"{HEAD}{body}  dnn.return %r : tensor<4xf32>\n}}")
    assert [t.name for t in network.tensors] == ["x", "w", "p", "q", "w", "r"]
    assert network.consumers[1] == (0, 1)


def test_which_network():
    with pytest.raises(PassError, match=r"the module has no dnn.network"):
        read("builtin.module {}")
    other = UNPARTITIONED.replace("@net", "@other")
    with pytest.raises(PassError, match=r"several dnn.network: @net, @other"):
        read(UNPARTITIONED + other)

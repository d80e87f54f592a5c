"""ONNX import: all models at hand, meaning preserved, and an error that says what to do for everything else."""

import math
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper
from onnx.reference import ReferenceEvaluator
from xdsl.context import Context
from xdsl.dialects.builtin import Builtin, DenseIntOrFPElementsAttr, ModuleOp, NameLoc, TensorType
from xdsl.dialects.func import Func, FuncOp
from xdsl.ir import Operation, SSAValue
from xdsl.parser import Parser

from stream_xdsl.diagnostics import InputError
from stream_xdsl.dialects.onnx import (
    ConstantOp,
    CustomOp,
    InitializerOp,
    NoValueOp,
    Onnx,
    OnnxOp,
    attribute_to_python,
)
from stream_xdsl.dialects.onnx_table import OPSET
from stream_xdsl.frontends.onnx import import_onnx

LIGHT = Path(onnx.__file__).parent / "backend/test/data/light"

# Model, operations on data by operator, and millions of multiply-accumulates of its Convs and Gemms.
LIGHT_MODELS = {
    "bvlc_alexnet": ({"Conv": 5, "Gemm": 3}, 655),
    "densenet121": ({"Conv": 121, "BatchNormalization": 121, "Concat": 58}, 2834),
    "inception_v1": ({"Conv": 57, "Concat": 9}, 1432),
    "inception_v2": ({"Conv": 69, "BatchNormalization": 69, "Concat": 10}, 2019),
    "resnet50": ({"Conv": 53, "BatchNormalization": 53, "Sum": 16, "Gemm": 1}, 4089),
    "shufflenet": ({"Conv": 49, "Transpose": 16}, 125),
    "squeezenet": ({"Conv": 26, "Concat": 8}, 349),
    "vgg19": ({"Conv": 16, "Gemm": 3}, 19632),
    "zfnet512": ({"Conv": 5, "LRN": 2}, 1482),
}
SHARED_MODELS = {
    "models/2_conv.onnx": {"Conv": 2},
    "models/2conv_1_8_32_32_16_32_3.onnx": {"Conv": 2},
    "models/attention_head.onnx": {"MatMul": 5, "Transpose": 1, "Softmax": 1},
    "models/fsrcnn.onnx": {"Conv": 8},
    "models/mobilenetv2.onnx": {
        "Conv": 52,
        "Clip": 35,
        "Add": 10,
        "GlobalAveragePool": 1,
        "Flatten": 1,
        "Gemm": 1,
    },
    "models/resnet18.onnx": {
        "Conv": 20,
        "Relu": 17,
        "MaxPool": 1,
        "Add": 8,
        "GlobalAveragePool": 1,
        "Flatten": 1,
        "Gemm": 1,
    },
    "models/swiglu_1_16_32.onnx": {"Gemm": 3, "Custom": 1, "Mul": 1},
    "models/swiglu_256_4096_14336.onnx": {"Gemm": 3, "Custom": 1, "Mul": 1},
    "stream_inputs/tutorial/lab1/inputs/workload/4_convs.onnx": {"Conv": 4},
}


def text_model(graph: str, opset: int = OPSET, more: str = "") -> bytes:
    return f'<ir_version: 8, opset_import: ["" : {opset}{more}]>\n{graph}'.encode()


def nodes(module: ModuleOp) -> list[OnnxOp]:
    return [op for op in module.walk() if isinstance(op, OnnxOp)]


def counts(module: ModuleOp) -> dict[str, int]:
    names = [op.operator for op in nodes(module)]
    return {name: names.count(name) for name in names}


def elements(value: SSAValue) -> tuple[int, ...]:
    assert isinstance(value.type, TensorType)
    return value.type.get_shape()


def macs(module: ModuleOp) -> int:
    total = 0
    for op in nodes(module):
        if op.operator == "Conv":
            total += math.prod(elements(op.results[0])) * math.prod(elements(op.operands[1])[1:])
        elif op.operator == "Gemm":
            inner = elements(op.operands[0])[0 if op.attribute("transA") else 1]
            total += math.prod(elements(op.results[0])) * inner
    return total


def check(module: ModuleOp) -> None:
    """What holds of every import: it verifies, its shapes are static, its nodes have names of their own."""
    module.verify()
    names = [op.node_name for op in nodes(module)]
    assert len(set(names)) == len(names)
    for op in nodes(module):
        assert isinstance(op.location, NameLoc)
        assert op.location.desc.data == op.node_name
        for value in (*op.operands, *op.results):
            assert not isinstance(value.type, TensorType) or value.type.has_static_shape()


def check_text(module: ModuleOp) -> None:
    """It prints, and parses to the same."""
    context = Context()
    for dialect in (Builtin, Func, Onnx):
        context.load_dialect(dialect)
    assert module.is_structurally_equivalent(Parser(context, str(module)).parse_module())


@pytest.mark.parametrize("name", LIGHT_MODELS)
def test_light_models(name: str):
    module = import_onnx(LIGHT / f"light_{name}.onnx")
    check(module)
    expected, millions = LIGHT_MODELS[name]
    assert expected.items() <= counts(module).items()
    assert not {"Unsqueeze", "ConstantOfShape", "Dropout", "Shape"} & counts(module).keys()
    assert macs(module) / 1e6 == pytest.approx(millions, abs=0.6)


@pytest.mark.parametrize("path", SHARED_MODELS)
def test_shared_models(path: str, shared_data: Path):
    module = import_onnx(shared_data / path)
    check(module)
    check_text(module)
    assert counts(module) == SHARED_MODELS[path]


def test_builders(tmp_path: Path, repo: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.syspath_prepend(repo / "examples/models")
    from build_resnet18 import build_resnet18
    from build_transformer_block import build_transformer_block
    from build_two_conv import build_two_conv

    resnet18 = import_onnx(build_resnet18().SerializeToString())
    check(resnet18)
    assert counts(resnet18)["BatchNormalization"] == 20
    assert macs(resnet18) == 1_814_073_344
    two_conv = import_onnx(build_two_conv(1).SerializeToString())
    check(two_conv)
    assert macs(two_conv) == 442_368
    block = import_onnx(build_transformer_block().SerializeToString(), dims={"batch": 2, "seq": 3})
    check(block)
    assert counts(block)["MatMul"] == 8
    for name in ("builder", "build_resnet18", "build_transformer_block", "build_two_conv"):
        sys.modules.pop(name)


# Meaning: the imported function, written back as ONNX, computes what the model computes.


def to_model(module: ModuleOp, data: Mapping[str, TensorProto]) -> onnx.ModelProto:
    function = next(op for op in module.ops if isinstance(op, FuncOp))
    names: dict[SSAValue, str] = {}
    graph_nodes: list[onnx.NodeProto] = []
    initializers: list[TensorProto] = []

    def name(value: SSAValue) -> str:
        return names.setdefault(value, f"v{len(names)}")

    def write(op: Operation) -> None:
        match op:
            case NoValueOp():
                names[op.none_val] = ""
            case ConstantOp():
                array = np.array(op.value.get_values()).reshape(op.output.type.get_shape())
                array = array.astype({"i64": np.int64, "f32": np.float32}[str(op.value.get_element_type())])
                initializers.append(numpy_helper.from_array(array, name(op.output)))
            case InitializerOp():
                if op.fill is None:
                    tensor = TensorProto()
                    tensor.CopyFrom(data[op.tensor_name.data])
                    tensor.name = name(op.output)
                else:
                    array = np.full(op.output.type.get_shape(), op.fill.value.data, np.float32)
                    tensor = numpy_helper.from_array(array, name(op.output))
                initializers.append(tensor)
            case OnnxOp():
                attributes = {
                    key: list(value) if isinstance(value := attribute_to_python(attribute), tuple) else value
                    for key, attribute in op.properties.items()
                    if key != "onnx_node_name" and not isinstance(attribute, DenseIntOrFPElementsAttr)
                }
                inputs, outputs = [name(x) for x in op.operands], [name(x) for x in op.results]
                graph_nodes.append(helper.make_node(op.operator, inputs, outputs, **attributes))
            case _:
                pass

    for op in function.body.block.ops:
        write(op)
    last = function.body.block.last_op
    assert last is not None
    graph = helper.make_graph(
        graph_nodes,
        "g",
        [helper.make_empty_tensor_value_info(name(x)) for x in function.body.block.args],
        [helper.make_empty_tensor_value_info(name(x)) for x in last.operands],
        initializers,
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)])


def assert_same_meaning(data: bytes, feeds: dict[str, Any], **dims: int) -> ModuleOp:
    module = import_onnx(data, dims=dims)
    check(module)
    check_text(module)
    model = onnx.parser.parse_model(data.decode()) if data[:1] == b"<" else onnx.load_from_string(data)
    expected: Any = ReferenceEvaluator(model).run(None, feeds)
    again = to_model(module, {tensor.name: tensor for tensor in model.graph.initializer})
    renamed = dict(zip([value.name for value in again.graph.input], feeds.values(), strict=True))
    found: Any = ReferenceEvaluator(again).run(None, renamed)
    for left, right in zip(found, expected, strict=True):
        assert left.shape == right.shape
        np.testing.assert_allclose(left, right, rtol=1e-5, atol=1e-6)
    return module


IMAGE = np.random.default_rng(0).normal(size=(2, 4, 5, 6)).astype(np.float32)


def test_shape_arithmetic_is_folded():
    module = assert_same_meaning(
        text_model(
            """g (float[batch, 4, 5, 6] x) => (float[a, b] y, float[c, d, e] z)
            <int64 axis = {0}, int64[1] rest = {-1}, int64[1] one = {1}, int64[1] three = {3}>
            {
              s = Shape(x)
              n = Gather <axis = 0> (s, axis)
              nu = Unsqueeze(n, axis)
              to = Concat <axis = 0> (nu, rest)
              y = Reshape(x, to)
              front = Slice(s, one, three)
              front2 = Mul(front, one)
              middle = ReduceProd <keepdims = 1> (front2)
              last = Shape <start = 3> (x)
              size = Concat <axis = 0> (nu, middle, last)
              z = Reshape(x, size)
            }"""
        ),
        {"x": IMAGE},
        batch=2,
    )
    assert counts(module) == {"Reshape": 2}


def test_fill_keeps_its_value_through_layout():
    module = assert_same_meaning(
        text_model(
            """g (float[2, 4, 5, 6] x) => (float[2, 4, 5, 6] y)
            <int64[1] size = {4}, int64[2] axes = {1, 2}, int64[4] whole = {1, 4, 5, 6}>
            {
              w = ConstantOfShape <value = float[1] {0.25}> (size)
              u = Unsqueeze(w, axes)
              v = Expand(u, whole)
              y = Mul(x, v)
            }"""
        ),
        {"x": IMAGE},
    )
    fill = next(op for op in module.walk() if isinstance(op, InitializerOp))
    assert (fill.tensor_name.data, fill.fill is not None) == ("v", True)
    assert counts(module) == {"Mul": 1}


def test_dropout_identity_and_dead_nodes_go():
    module = assert_same_meaning(
        text_model(
            """g (float[2, 4, 5, 6] x, float[2] unused) => (float[2, 4, 5, 6] y, float[2, 4, 5, 6] same)
            { a = Dropout(x)  b = Identity(a)  y = Relu(b)  dead = Exp(y)  same = Identity(x) }"""
        ),
        {"x": IMAGE, "unused": np.zeros(2, np.float32)},
    )
    assert counts(module) == {"Relu": 1}


def test_training_dropout_stays():
    graph = "g (float[4] x) => (float[4] y) <bool train = {1}, float ratio = {0.5}> { y = Dropout(x, ratio, train) }"
    assert counts(import_onnx(text_model(graph))) == {"Dropout": 1}
    graph = "g (float[4] x) => (float[4] y, bool[4] m) { y, m = Dropout(x) }"
    assert counts(import_onnx(text_model(graph))) == {"Dropout": 1}


@pytest.mark.parametrize(
    ("opset", "node"),
    [
        (6, "y = BatchNormalization <is_test = 1> (x, p, q, q, p)"),
        (11, "y = Softmax <axis = 3> (x)"),
        (9, "y = Slice <axes = [1, 3], starts = [1, 0], ends = [3, -1]> (x)"),
        (10, 'y = Pad <mode = "constant", pads = [0, 0, 1, 1, 0, 0, 0, 2]> (x)'),
        (6, "y = Clip <min = 0.0, max = 0.5> (x)"),
        (11, "t = Squeeze <axes = [0]> (z)  y = Add(t, x)"),
        (12, "y = ReduceMean <axes = [2, 3], keepdims = 0> (x)"),
        (11, 'y = Resize <mode = "nearest"> (x, empty, scales)'),
        (13, "a, b = Split <axis = 1> (x)  y = Add(b, a)"),
        (17, "y = LayerNormalization <axis = -1> (x, six)"),
        (22, "n = Constant <value_ints = [2, -1]> ()  y = Reshape(x, n)"),
        (22, "n = Constant <value_float = 0.5> ()  y = Mul(x, n)"),
    ],
)
def test_conversion_keeps_the_meaning(opset: int, node: str):
    graph = (
        "g (float[2, 4, 5, 6] x) => (y) <float[4] p = {1, 2, 3, 4}, float[4] q = {0, 0, 1, 1}, "
        "float[1, 2, 4, 5, 6] z = {" + ", ".join(["0.5"] * 240) + "}, float[4] scales = {1, 1, 2, 2}, "
        "float[0] empty = {}, float[6] six = {1, 2, 3, 4, 5, 6}> { " + node + " }"
    )
    assert_same_meaning(text_model(graph, opset), {"x": IMAGE})


def test_old_broadcast_by_axis():
    graph = "g (float[1, 4, 5, 6] x) => (y) <float[4] p = {1, 2, 3, 4}> { y = Add <axis = 1, broadcast = 1> (x, p) }"
    module = import_onnx(text_model(graph, 6))
    (add,) = nodes(module)[-1:]
    assert elements(add.results[0]) == (1, 4, 5, 6)
    assert elements(add.operands[1]) == (4, 1, 1)


def test_old_softmax_flattens():
    """Before opset 13 all axes from `axis` on were one; the reference evaluator does not know that."""
    module = import_onnx(text_model("g (float[2, 4, 5, 6] x) => (y) { y = Softmax <axis = 2> (x) }", 11))
    assert [elements(op.results[0]) for op in nodes(module)] == [(8, 30), (8, 30), (2, 4, 5, 6)]


def test_small_numbers_are_constants_and_weights_are_not():
    module = import_onnx(
        text_model(
            """g (float[1, 2, 4, 4] x) => (y)
            <float[2, 2, 1, 1] w = {1, 2, 3, 4}, float[2] b = {1, 2}, float low = {0}, float[4] scales = {1, 1, 2, 2}>
            { a = Conv(x, w, b)  c = Clip(a, low)  y = Resize(c, , scales) }"""
        )
    )
    text = str(module)
    assert 'onnx.Initializer "w" : tensor<2x2x1x1xf32>' in text
    assert 'onnx.Initializer "b" : tensor<2xf32>' in text
    assert 'onnx.Constant "low" dense<0.000000e+00> : tensor<f32>' in text
    assert 'onnx.Constant "scales" dense<[1.000000e+00, 1.000000e+00, 2.000000e+00, 2.000000e+00]>' in text
    resize = nodes(module)[-1]
    assert [resize.input(name) is None for name in ("X", "roi", "scales", "sizes")] == [
        False,
        True,
        False,
        True,
    ]


def test_names():
    module = import_onnx(
        text_model(
            """g (float[4] a) => (float[4] b) {
              x = Relu(a)
              [same] y = Relu(x)
              [same] z = Relu(y)
              [Relu_5] w = Relu(z)
              q = Exp(w)
              r = Relu(q)
              b = Relu(r)
            }"""
        ),
        name="my model",
    )
    check(module)
    assert [op.node_name for op in nodes(module)] == [
        "Relu_0",
        "same",
        "same_1",
        "Relu_5",
        "Exp_0",
        "Relu_4",
        "Relu_6",
    ]
    assert 'func.func @"my model"' in str(module)


def custom(graph: str, functions: str = "") -> bytes:
    return text_model(graph, OPSET, ', "com.example" : 1') + functions.encode()


def test_custom_operators_keep_their_attributes():
    module = import_onnx(
        custom(
            'g (float[1, 4] x) => (y) { a = com.example.Silu <beta = 1.5, kind = "fast"> (x)  y = Relu(a) }'
        )
    )
    op = next(op for op in module.walk() if isinstance(op, CustomOp))
    assert elements(op.results[0]) == (1, 4)
    assert (op.domain_name.data, op.function_name.data) == ("com.example", "Silu")
    assert attribute_to_python(op.attributes["beta"]) == 1.5


def test_custom_operators_take_declared_shapes():
    graph = "g (float[1, n] x) => (float[n, 2] y) <float[n, 1] a> { a, b = com.example.F(x)  y = Concat <axis = 1> (a, a) }"
    with pytest.raises(InputError, match=r"nothing tells the shape of its result 'b'"):
        import_onnx(custom(graph), dims={"n": 3})
    graph = graph.replace("a, b =", "a =").replace("F(x)", "F(x, x)")
    assert elements(nodes(import_onnx(custom(graph), dims={"n": 3}))[0].results[0]) == (3, 1)


def test_functions_of_the_model_are_inlined_unless_cores_know_them():
    functions = """
    <domain: "com.example", opset_import: ["" : 22]> Twice (X) => (Y) { Y = Add(X, X) }
    <domain: "com.example", opset_import: ["" : 22]> Silu (X) => (Y) { S = Sigmoid(X)  Y = Mul(X, S) }
    """
    graph = "g (float[1, 4] x) => (float[1, 4] y) { a = com.example.Twice(x)  y = com.example.Silu(a) }"
    assert counts(import_onnx(custom(graph, functions))) == {"Add": 1, "Custom": 1}


def test_missing_data_is_fine_until_a_shape_depends_on_it():
    def model(name: str) -> bytes:
        tensor = TensorProto(name=name, data_type=TensorProto.INT64, dims=[2])
        node = (
            helper.make_node("Reshape", ["x", name], ["y"])
            if name == "shape"
            else helper.make_node("Relu", ["x"], ["y"])
        )
        inputs = [helper.make_tensor_value_info("x", TensorProto.FLOAT, [4])]
        outputs = [helper.make_tensor_value_info("y", TensorProto.FLOAT, None)]
        graph = helper.make_graph([node], "g", inputs, outputs, [tensor])
        return helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)]).SerializeToString()

    import_onnx(model("unused"))
    with pytest.raises(
        InputError, match=r"node 'Reshape_0' \(Reshape, opset 22\): the shape of its result 'y' depends on"
    ):
        import_onnx(model("shape"))


def test_small_external_tensors_are_read_and_large_ones_are_not(tmp_path: Path):
    model = onnx.parser.parse_model(
        text_model("g (float[4] x) => (y) <int64[2] shape = {2, 2}> { y = Reshape(x, shape) }").decode()
    )
    tensor = model.graph.initializer[0]
    (tmp_path / "shapes.bin").write_bytes(np.array([2, 2], np.int64).tobytes())
    tensor.ClearField("int64_data")
    tensor.data_location = TensorProto.EXTERNAL
    tensor.external_data.add(key="location", value="shapes.bin")
    (tmp_path / "model.onnx").write_bytes(model.SerializeToString())
    module = import_onnx(tmp_path / "model.onnx")
    assert 'onnx.Constant "shape" dense<2> : tensor<2xi64>' in str(module)
    assert "func.func @model(" in str(module)


def test_bit_widths_of_a_node():
    graph = (
        "g (float[1, 1, 4] x, float[1, 1, 1] w) => (y) { y = Conv <act_size = 8, weight_size = 4> (x, w) }"
    )
    (conv,) = nodes(import_onnx(text_model(graph, 13)))
    assert attribute_to_python(conv.attributes["onnx.act_size"]) == 8
    assert attribute_to_python(conv.attributes["onnx.weight_size"]) == 4


def test_types_that_onnx_gives_to_no_conv():
    graph = "g (int8[1, 1, 4] x, int8[1, 1, 1] w) => (y) { y = Conv(x, w) }"
    assert "tensor<1x1x1xi8>, none) -> tensor<1x1x4xi8>" in str(import_onnx(text_model(graph)))


def test_the_same_bytes_give_the_same_text():
    data = (LIGHT / "light_squeezenet.onnx").read_bytes()
    assert str(import_onnx(data)) == str(import_onnx(data))


# Errors: what, where, and what to do.

BROKEN = {
    "twice": (
        "{ y = Exp(x)  y = Relu(x) }",
        "node 'Relu_0' (Relu, opset 22) makes 'y', which is there already",
    ),
    "operands": ("{ y = Identity() }", "node 'Identity_0' (Identity, opset 22)"),
    "undefined": ("{ y = Add(x, q) }", "node 'Add_0' (Add, opset 22) reads 'q' which nothing defines"),
    "unsorted": ("{ y = Exp(a)  a = Relu(x) }", "reads 'a' before the node that makes it"),
    "shapes": (
        "<float[3] q = {1, 2, 3}> { y = MatMul(x, q) }",
        "node 'MatMul_0' (MatMul, opset 22): Incompatible dim",
    ),
    "data": (
        "{ y = NonZero(x) }",
        "node 'NonZero_0' (NonZero, opset 22): the shape of its result 'y' depends on data",
    ),
    "sequence": ("{ y = SequenceConstruct(x) }", "its result 'y' is not a tensor"),
    "unknown": (
        "{ y = FusedConv(x) }",
        "node 'FusedConv_0' (FusedConv, opset 22) is no ONNX operator of that opset",
    ),
    "attribute": ("{ y = Relu <alpha = 1.0> (x) }", "node 'Relu_0' (Relu, opset 22)"),
    "string": (
        '<string[1] s = {"a"}> { t = Concat <axis = 0> (s)  y = Concat <axis = 0> (t) }',
        "tensors of string are",
    ),
    "strings": (
        '{ c = Constant <value_string = "a"> ()  y = Identity(c) }',
        "constants given by 'value_string'",
    ),
    "output": ("{ z = Relu(x) }", "the graph's output reads 'y' which nothing defines"),
    "loop": (
        "<bool c = {1}> { y = If (c) <then_branch = t () => (float[4] p) { p = Relu(x) },"
        " else_branch = e () => (float[4] p) { p = Exp(x) }> }",
        "node 'If_0' (If, opset 22) runs a graph of its own",
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_broken_graphs(case: str):
    body, message = BROKEN[case]
    with pytest.raises(InputError, match=re.escape(message)) as caught:
        import_onnx(text_model("g (float[4] x) => (y) " + body))
    assert "remedy: " in str(caught.value)


@pytest.mark.parametrize(
    ("opset", "node", "message"),
    [
        (23, "y = RMSNormalization(x, x)", "is an operator newer than opset 22"),
        (6, "y = Sin(x)", "node 'Sin_0' (Sin, opset 6) is no ONNX operator of that opset"),
    ],
)
def test_operators_and_their_opsets(opset: int, node: str, message: str):
    with pytest.raises(InputError, match=re.escape(message)):
        import_onnx(text_model(f"g (float[4] x) => (float[4] y) {{ {node} }}", opset))


def test_dimensions():
    graph = text_model("g (float[batch, N, 8] x, float[batch] z) => (y) { y = Relu(x) }")
    with pytest.raises(
        InputError, match=r"dimension 'batch' \(axis 0 of input 'x'\) has no size\n.*--dim batch=1 --dim N=1"
    ):
        import_onnx(graph)
    with pytest.raises(InputError, match=r"no dimension 'seq'; its symbolic dimensions are batch, N"):
        import_onnx(graph, dims={"batch": 1, "N": 2, "seq": 3})
    with pytest.raises(InputError, match="all its dimensions have sizes"):
        import_onnx(text_model("g (float[2] x) => (y) { y = Relu(x) }"), dims={"n": 1})
    assert "-> (tensor<2x3x8xf32>" in str(import_onnx(graph, dims={"batch": 2, "N": 3}))
    unnamed = text_model("g (float[?, 8] x) => (y) { y = Relu(x) }")
    with pytest.raises(InputError, match=r"dimension 'x.0' \(axis 0"):
        import_onnx(unnamed)
    assert "tensor<2x8xf32>" in str(import_onnx(unnamed, dims={"x.0": 2}))


def test_files(tmp_path: Path):
    with pytest.raises(InputError, match=r"absent.onnx: no such file"):
        import_onnx(tmp_path / "absent.onnx")
    with pytest.raises(InputError, match="cannot read it"):
        import_onnx(tmp_path)
    data = (LIGHT / "light_squeezenet.onnx").read_bytes()
    not_utf8 = data.replace(b"MaxPool", b"Max\xffool")
    for broken in (data[: len(data) // 2], b"", b"\x00garbage", b"not a model", not_utf8):
        with pytest.raises(InputError, match="not an ONNX model"):
            import_onnx(broken)
    (tmp_path / "bad.onnxtxt").write_text(
        '<ir_version: 8, opset_import: ["" : 17]>\ng (float[4] x) => (y) {\n  y = = x\n}'
    )
    with pytest.raises(
        InputError, match=r"bad.onnxtxt:3: not a textual ONNX model: [^\\'\n]*\n  remedy: see https://onnx.ai"
    ):
        import_onnx(tmp_path / "bad.onnxtxt")
    (tmp_path / "bad.onnxtxt").write_bytes(b"\xff\xfe<")
    with pytest.raises(InputError, match="not UTF-8"):
        import_onnx(tmp_path / "bad.onnxtxt")


def test_inputs_that_are_no_tensors():
    with pytest.raises(InputError, match="input 'x' is not a tensor"):
        import_onnx(text_model("g (seq(float[4]) x) => (y) { y = SequenceLength(x) }"))
    with pytest.raises(InputError, match="input 'x' has no shape"):
        import_onnx(_unranked())


def _unranked() -> bytes:
    value = helper.make_tensor_value_info("x", TensorProto.FLOAT, None)
    output = helper.make_tensor_value_info("y", TensorProto.FLOAT, None)
    graph = helper.make_graph([helper.make_node("Relu", ["x"], ["y"])], "g", [value], [output])
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)]).SerializeToString()


def test_an_opset_of_the_future():
    model = onnx.parser.parse_model(
        '<ir_version: 8, opset_import: ["" : 99]> g (float[1] x) => (float[1] y) { y = Relu(x) }'
    )
    with pytest.raises(
        InputError, match=r"the model is of opset 99, and the newest supported is \d+\n  remedy"
    ):
        import_onnx(model.SerializeToString())

"""The checked-in operator table, and what the operations' Python interface makes of it."""

import pytest
from xdsl.context import Context
from xdsl.dialects.builtin import Builtin, NoneType, TensorType, f32
from xdsl.parser import Parser

from stream_xdsl.dialects.onnx import (
    OPERATIONS,
    Onnx,
    OnnxOp,
    attribute_from_python,
    attribute_to_python,
)
from stream_xdsl.dialects.onnx_schemas import TABLE, render
from stream_xdsl.dialects.onnx_table import OPERATORS


def test_table_is_what_the_installed_schemas_say():
    assert TABLE.read_text(encoding="utf-8") == render(), "run python -m stream_xdsl.dialects.onnx_schemas"


def test_every_operator_has_an_operation_unless_it_takes_graphs_or_types():
    missing = {"If", "Loop", "Optional", "Scan", "SequenceMap"}
    assert set(OPERATORS) - set(OPERATIONS) == missing | {"Constant"}


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("int", -3),
        ("float", 0.5),
        ("string", 'a"b'),
        ("ints", (1, 2)),
        ("floats", (0.5, -1.0)),
        ("strings", ("a",)),
    ],
)
def test_attributes_convert_both_ways(kind: str, value: object):
    assert attribute_to_python(attribute_from_python(kind, value)) == value


def test_operands_and_attributes_by_the_names_of_the_schema():
    context = Context()
    context.load_dialect(Builtin)
    context.load_dialect(Onnx)
    module = Parser(
        context,
        """
        %none = onnx.NoValue
        %x = onnx.Initializer "x" : tensor<1x2x8x8xf32>
        %w = onnx.Initializer "w" : tensor<2x2x1x1xf32>
        %0 = onnx.Conv "c"(%x, %w, %none) {group = 1, pads = [0, 0, 0, 0]}
          : (tensor<1x2x8x8xf32>, tensor<2x2x1x1xf32>, none) -> tensor<1x2x8x8xf32>
        """,
    ).parse_module()
    conv = list(module.ops)[-1]
    assert isinstance(conv, OnnxOp)
    assert (conv.operator, conv.node_name) == ("Conv", "c")
    assert conv.input("W") is conv.operands[1]
    assert conv.input("B") is None
    assert conv.output("Y") is conv.results[0]
    assert conv.attribute("pads") == (0, 0, 0, 0)
    assert conv.attribute("auto_pad") == "NOTSET"
    assert conv.attribute("strides") is None
    with pytest.raises(KeyError):
        conv.input("weights")
    short = OPERATIONS["Conv"].create(
        operands=conv.operands[:2], result_types=[TensorType(f32, [1, 2, 8, 8])]
    )
    short.verify()
    assert (short.node_name, short.input("B")) == ("Conv", None)
    assert isinstance(conv.operands[2].type, NoneType)

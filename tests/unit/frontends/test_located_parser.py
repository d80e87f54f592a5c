"""Text that ends too early, or has names that xDSL has not."""

import pytest
from xdsl.context import Context
from xdsl.dialects.builtin import Builtin
from xdsl.parser import Parser
from xdsl.utils.exceptions import ParseError

from stream_xdsl.frontends.located_parser import LocatedParser


def parse(text: str):
    context = Context(allow_unregistered=True)
    context.load_dialect(Builtin)
    return LocatedParser(context, text, "test.mlir").parse_module()


def test_a_string_without_end_is_found_at_once():
    with pytest.raises(ParseError, match="before closing string literal"):
        parse('builtin.module attributes {a = "' + "0" * 100_000)


@pytest.mark.parametrize("text", ["", "x", r"\"", r"a\\", r"\0Ab", r"\n\t"])
def test_strings_are_read_as_ever(text: str):
    text = 'builtin.module attributes {a = "' + text + '"} {}'
    context = Context()
    context.load_dialect(Builtin)
    assert str(parse(text)) == str(Parser(context, text).parse_module())


@pytest.mark.parametrize(
    "text", ['"a.b"() ({\n^0:\n}) : () -> ()', '"a.b"() ({\n^bb1:\n^0(%x: i1):\n}) : () -> ()']
)
def test_labels_that_are_numbers_are_an_error_with_its_place(text: str):
    with pytest.raises(ParseError, match=r"test.mlir:\d:(.|\n)*block label \^0 is a number; call it \^bb0"):
        parse(text)


@pytest.mark.parametrize(
    ("text", "location"),
    [
        ('"a.b"() : () -> ()', '"test.mlir":1:1'),
        ('"a.b"() : () -> () loc("name")', '"name"("test.mlir":1:1)'),
        ('"a.b"() : () -> () loc("name"(unknown))', '"name"("test.mlir":1:1)'),
        ('"a.b"() : () -> () loc("name"("other":2:3))', '"name"("other":2:3)'),
        ('#l = loc("name")\n"a.b"() : () -> () loc(#l)', '"name"("test.mlir":2:1)'),
        ('"a.b"() : () -> () loc(#l)\n#l = loc("name")', '"name"("test.mlir":1:1)'),
        ('"a.b"() : () -> () loc(#l)\n#m = loc("other":2:3)\n#l = loc("name"(#m))', '"name"("other":2:3)'),
        ('"a.b"() : () -> () loc(#l)\n#l = loc("name"(#l))', '"name"("test.mlir":1:1)'),
    ],
)
def test_operations_have_places(text: str, location: str):
    """Also those that have only a name, and names that MLIR defines at the end."""
    (op,) = parse(text).body.block.ops
    assert str(op.location) == f"loc({location})"


def test_a_location_that_is_nowhere_is_an_error():
    with pytest.raises(ParseError, match="undefined symbol alias '#l'"):
        parse('"a.b"() : () -> () loc(#l)')

"""A parser whose operations know the lines they come from."""

import re
from bisect import bisect_left
from functools import cached_property

from xdsl.context import Context
from xdsl.dialects.builtin import (
    FileLineColLoc,
    IntAttr,
    LocationAttr,
    ModuleOp,
    NameLoc,
    NoneAttr,
    StringAttr,
    UnknownLoc,
    UnregisteredOp,
)
from xdsl.ir import Block, Operation
from xdsl.parser import Parser
from xdsl.parser.generic_parser import ParserState
from xdsl.utils.exceptions import VerifyException
from xdsl.utils.lexer import Input
from xdsl.utils.mlir_lexer import MLIRLexer, MLIRTokenKind


class _Lexer(MLIRLexer):
    """A lexer that finds out in linear time that a string has no end: xDSL's takes twice as long for every character of it."""

    _unescaped_characters_regex = re.compile(r'"(?:[^"\\\n\v\f]++|\\(?:["nt\\]|[0-9A-Fa-f]{2}))*+"')


class LocatedParser(Parser):
    """A parser that gives every operation without a location the place it was read from, as MLIR's does."""

    def __init__(self, ctx: Context, input: str, name: str, first_line: int = 1):
        super().__init__(ctx, "", name)
        self._parser_state = ParserState(_Lexer(Input(input, name)))
        self._text = input
        self._name = StringAttr(name)
        self._first_line = first_line
        self._later_locations: dict[str, LocationAttr] = {}

    @cached_property
    def _line_ends(self) -> list[int]:
        return [match.start() for match in re.finditer("\n", self._text)]

    def place(self, position: int) -> FileLineColLoc:
        """The location of a position in the text."""
        line = bisect_left(self._line_ends, position)
        column = position - (self._line_ends[line - 1] if line else -1)
        return FileLineColLoc(self._name, IntAttr(line + self._first_line), IntAttr(column))

    def parse_operation(self) -> Operation:
        """An operation, located. A name alone is no place."""
        start = self.pos
        op = super().parse_operation()
        match op.location:
            case UnknownLoc():
                op.location = self.place(start)
            case NameLoc(location=NoneAttr() | UnknownLoc()):
                op.location = NameLoc(op.location.desc, self.place(start))
            case _:
                pass
        return op

    def _parse_location(self) -> LocationAttr:
        """A location. MLIR defines the aliases of most of them after their use, which xDSL does not expect."""
        alias = self._current_token
        if alias.kind != MLIRTokenKind.HASH_IDENT or alias.text in self.attribute_aliases:
            return super()._parse_location()
        if alias.text not in self._definitions:
            self.raise_error(f"undefined symbol alias '{alias.text}'")
        self._parse_token(MLIRTokenKind.HASH_IDENT, "location alias expected")
        if alias.text not in self._later_locations:
            self._later_locations[alias.text] = UnknownLoc()  # what a definition by itself would find
            here = self.pos
            self._resume_from(self._definitions[alias.text])
            location = self.parse_optional_location()
            self._resume_from(here)
            self._later_locations[alias.text] = location or UnknownLoc()
        return self._later_locations[alias.text]

    @cached_property
    def _definitions(self) -> dict[str, int]:
        """Aliases of locations, and where in the text what they stand for begins."""
        found = re.finditer(r"^(#[\w.$-]+) = (?=loc\()", self._text, re.MULTILINE)
        return {match[1]: match.end() for match in found}

    def _get_op_by_name(self, name: str) -> type[Operation]:
        """An operation's class. Of `linalg`, xDSL has only some."""
        if name.startswith("linalg."):
            known = self.ctx.get_optional_op(name)
            generic = self._current_token.kind == MLIRTokenKind.L_PAREN
            if known is None or (issubclass(known, UnregisteredOp) and not generic):
                from stream_xdsl.dialects.linalg import GENERALIZE

                self.raise_error(f"{name} is not read; {GENERALIZE}")
        return super()._get_op_by_name(name)

    def _parse_block(self) -> Block:
        """A block. MLIR has labels that are numbers; xDSL, which keeps labels as names of blocks, fails on them without a place."""
        label = self._current_token
        if label.kind == MLIRTokenKind.CARET_IDENT and not Block.is_valid_name(label.text[1:]):
            self.raise_error(f"block label {label.text} is a number; call it ^bb{label.text[1:]}", label.span)
        return super()._parse_block()

    def parse_module(self, allow_implicit_module: bool = True) -> ModuleOp:
        """The module; errors of attributes that do not verify begin with their place."""
        try:
            return super().parse_module(allow_implicit_module)
        except VerifyException as error:
            # An attribute that does not verify is met while parsing, and does not know where it stands.
            where = self.place(self.pos)
            error.args = (f"{self._name.data}:{where.line.data}:{where.column.data}: {error}",)
            raise

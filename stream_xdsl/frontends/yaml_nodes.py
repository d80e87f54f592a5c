"""YAML with the line of every value, and the checks that turn it into Python values or an InputError."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml
from yaml.reader import ReaderError

from stream_xdsl.diagnostics import InputError, did_you_mean

_SCALARS = yaml.SafeLoader("")


@dataclass(frozen=True)
class YamlNode:
    """A value in a YAML file; `what` is how messages call it."""

    node: yaml.Node
    file: Path
    what: str

    @staticmethod
    def load(file: Path) -> "YamlNode":
        """The file's one document; raises InputError if it cannot be read or is not YAML."""
        try:
            text = file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else "not UTF-8 text"
            raise InputError(
                f"cannot read the file: {reason}", file=file, remedy="give a YAML file that can be read"
            ) from None
        try:
            node = yaml.compose(text, yaml.SafeLoader)
        except yaml.MarkedYAMLError as error:
            line = None if error.problem_mark is None else error.problem_mark.line + 1
            remedy = "mend the syntax on this line, or on the one before"
            if "'\\t'" in str(error.problem):
                remedy = "indent with spaces: YAML forbids tabs"
            raise InputError(
                f"not valid YAML: {error.problem}", file=file, line=line, remedy=remedy
            ) from None
        except yaml.YAMLError as error:
            # What is no character of YAML has a position, but no line.
            line = text.count("\n", 0, error.position) + 1 if isinstance(error, ReaderError) else None
            raise InputError(
                f"not valid YAML: {error.reason if isinstance(error, ReaderError) else error}",
                file=file,
                line=line,
                remedy="remove the characters that are not text",
            ) from None
        if node is None:
            raise InputError(
                "the file is empty",
                file=file,
                line=1,
                remedy="write keys and values into it, or give another file",
            )
        return YamlNode(node, file, "the file")

    @property
    def line(self) -> int:
        """Line in the file, counted from 1."""
        return self.node.start_mark.line + 1

    def error(self, message: str, remedy: str) -> InputError:
        """An error at this value, to be raised."""
        return InputError(message, file=self.file, line=self.line, remedy=remedy)

    @cached_property
    def value(self) -> Any:
        """A scalar's Python value; None for collections."""
        if not isinstance(self.node, yaml.ScalarNode):
            return None
        try:
            return _SCALARS.construct_object(self.node)
        except (ValueError, yaml.YAMLError):
            return self.node.value

    @property
    def is_mapping(self) -> bool:
        """Whether it has keys."""
        return isinstance(self.node, yaml.MappingNode)

    @property
    def is_sequence(self) -> bool:
        """Whether it is a list."""
        return isinstance(self.node, yaml.SequenceNode)

    def mapping(self, repeated: "list[YamlNode] | None" = None) -> dict[Any, "YamlNode"]:
        """Key -> value; keys are scalars, each used once, or again with the same value if `repeated` collects those."""
        if not isinstance(self.node, yaml.MappingNode):
            raise self.error(f"{self.what} must have keys, got {self._shown()}", "write such as 'key: value'")
        values: dict[Any, YamlNode] = {}
        for key_node, node in self.node.value:
            key = YamlNode(key_node, self.file, "key")
            if key.value in values:
                if repeated is not None and yaml.serialize(node) == yaml.serialize(values[key.value].node):
                    repeated.append(key)
                    continue
                raise key.error(f"key '{key.value}' appears twice in {self.what}", "keep one of them")
            values[key.value] = YamlNode(node, self.file, f"'{key.value}'")
        return values

    def fields(
        self,
        required: Iterable[str],
        optional: Iterable[str] = (),
        repeated: "list[YamlNode] | None" = None,
    ) -> dict[str, "YamlNode"]:
        """Like `mapping`, with exactly these keys allowed."""
        required = tuple(required)
        known = (*required, *optional)
        values = self.mapping(repeated)
        assert isinstance(self.node, yaml.MappingNode)
        for key_node, _ in self.node.value:
            key = YamlNode(key_node, self.file, "key")
            if key.value not in known:
                raise key.error(
                    f"unknown key '{key.value}' in {self.what}{did_you_mean(str(key.value), known)}",
                    f"use only {', '.join(known)}",
                )
        for key in required:
            if key not in values:
                raise self.error(f"{self.what} lacks '{key}'", f"add '{key}: …'")
        return values

    def sequence(self) -> list["YamlNode"]:
        """The entries of a list, and the values of an entry that is a list itself."""
        if not isinstance(self.node, yaml.SequenceNode):
            raise self.error(f"{self.what} must be a list, got {self._shown()}", "write such as [0, 1]")
        noun = "value" if self.what.startswith(("entry ", "value ")) else "entry"
        return [
            YamlNode(node, self.file, f"{noun} {number} of {self.what}")
            for number, node in enumerate(self.node.value, 1)
        ]

    def text(self) -> str:
        """A string, or a scalar's text."""
        if not isinstance(self.node, yaml.ScalarNode):
            raise self.error(f"{self.what} must be text, got {self._shown()}", "give a single word or number")
        return str(self.node.value)

    def one_of(self, known: Iterable[str]) -> str:
        """One of the known words."""
        known = tuple(known)
        if (word := self.text()) not in known:
            raise self.error(
                f"{self.what} is '{word}'{did_you_mean(word, known)}", f"use one of {', '.join(known)}"
            )
        return word

    def boolean(self) -> bool:
        """True or false."""
        if not isinstance(self.value, bool):
            raise self.error(f"{self.what} must be true or false, got {self._shown()}", "write true or false")
        return self.value

    def integer(self, minimum: int, unit: str, remedy: str = "") -> int:
        """A whole number, no less than `minimum`; `unit` reads like `bits`."""
        remedy = remedy or f"give a whole number of {unit}, {minimum} or more"
        value = self.value
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.error(f"{self.what} must be a whole number of {unit}, got {self._shown()}", remedy)
        if value < minimum:
            raise self.error(f"{self.what} must be at least {minimum}, got {value}", remedy)
        return value

    def index(self, count: int, noun: str) -> int:
        """One of `count` things numbered from 0."""
        value = self.value
        if not isinstance(value, int) or isinstance(value, bool) or value not in range(count):
            raise self.error(
                f"{self.what}: there is no {noun} {self._shown()}, only {noun}s 0 to {count - 1}",
                f"give the id of a {noun} of the machine, 0 to {count - 1}",
            )
        return value

    def number(self, unit: str) -> float:
        """A finite number, not negative; `unit` reads like `pJ`."""
        value = self.value
        if isinstance(value, str):
            # YAML 1.1 reads 1e-3 as text.
            with suppress(ValueError):
                value = float(value)
        if not isinstance(value, int | float) or isinstance(value, bool):
            raise self.error(
                f"{self.what} must be a number of {unit}, got {self._shown()}", f"give it in {unit}"
            )
        if not 0 <= value < float("inf"):
            raise self.error(
                f"{self.what} must be finite and not negative, got {value}", f"give it in {unit}, 0 or more"
            )
        return float(value)

    def _shown(self) -> str:
        if isinstance(self.node, yaml.ScalarNode):
            return "nothing" if self.node.value == "" else f"'{self.node.value}'"
        return "a list" if self.is_sequence else "keys"

"""Errors that users cause. Each says what is wrong, where, and what to do about it."""

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path

from xdsl.ir import Operation
from xdsl.utils.exceptions import DiagnosticException, PassFailedException


class InputError(DiagnosticException):
    """A file that cannot be used: printed as `file:line: message` and a remedy."""

    def __init__(
        self, message: str, *, file: str | Path | None = None, line: int | None = None, remedy: str = ""
    ):
        self.file = None if file is None else str(file)
        self.line = line
        self.tensors: tuple[str, ...] = ()
        """What the node makes that it is about, if it is about one of a model."""
        where = "" if self.file is None else f"{self.file}: " if line is None else f"{self.file}:{line}: "
        super().__init__(where + message + (f"\n  remedy: {remedy}" if remedy else ""))


class PassError(PassFailedException):
    """A pass that cannot go on: names the pass, the operation, the cause and the remedy."""

    def __init__(self, pass_name: str, message: str, *, op: Operation | None = None, remedy: str = ""):
        self.op = op
        super().__init__(f"{pass_name}: {message}" + (f"\n  remedy: {remedy}" if remedy else ""))


def check_choice(pass_name: str, option: str, value: str, known: Iterable[str]) -> None:
    """Raises PassError for an option's value that is none of those known."""
    choices = list(known)
    if value not in choices:
        raise PassError(
            pass_name, f"unknown {option} '{value}'", remedy=f"choose one of {', '.join(choices)}"
        )


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A hint to the nearest known name, to append to a message; empty if none is near."""
    near = get_close_matches(name, list(known), n=1)
    return f"; did you mean '{near[0]}'?" if near else ""

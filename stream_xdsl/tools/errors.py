"""How the tools report what went wrong: one error on stderr with the offending operation, exit code 1.

xDSL appends the whole module to every verification error. `terse_diagnostics` replaces that by the operation alone;
`user_errors` turns the errors a user can cause into text. Anything else is our bug and keeps its traceback.
"""

import errno
import sys
import warnings
from collections.abc import Generator
from contextlib import contextmanager
from io import StringIO
from typing import Any, NoReturn

from xdsl.dialects.builtin import CallSiteLoc, FileLineColLoc, FusedLoc, NameLoc
from xdsl.ir import Attribute, IRNode, Operation
from xdsl.printer import Printer
from xdsl.utils.diagnostic import Diagnostic
from xdsl.utils.exceptions import ArgSpecParseError, DiagnosticException, ParseError

from stream_xdsl.diagnostics import PassError
from stream_xdsl.tools.interrupts import drop_stdout

MAX_LINES = 8
MAX_COLUMNS = 240

_CANNOT_WRITE = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
"""What writing to an open file may meet; such errors name no file."""


class _FullError(Exception):
    """Enough text has been printed."""


class _Excerpt(StringIO):
    """A stream that stops its writer after `MAX_LINES`, so that showing one operation never prints a network."""

    def __init__(self):
        super().__init__()
        self._lines = 0

    def write(self, s: str) -> int:
        self._lines += s.count("\n")
        super().write(s)
        if self._lines >= MAX_LINES:
            raise _FullError
        return len(s)


def excerpt(op: Operation) -> str:
    """The first lines of the operation's text, in its custom form if that can be printed."""
    for generic in (False, True):
        stream = _Excerpt()
        try:
            Printer(stream=stream, print_generic_format=generic).print_op(op)
        except _FullError:
            pass
        except Exception:
            # An operation that breaks its invariants may break its own printer; the generic form has none.
            if generic:
                raise
            continue
        lines = stream.getvalue().rstrip("\n").split("\n")
        more = ["  …"] if len(lines) > MAX_LINES else []
        cut = [line if len(line) <= MAX_COLUMNS else line[:MAX_COLUMNS] + " …" for line in lines[:MAX_LINES]]
        return "\n".join([*cut, *more])
    raise AssertionError("unreachable: the generic form prints or raises")


def location(attribute: Attribute) -> str:
    """The place in a file that a location leads to, as `file:line:col`; empty if it leads to none."""
    match attribute:
        case FileLineColLoc():
            return f"{attribute.filename.data}:{attribute.line.data}:{attribute.column.data}"
        case NameLoc():
            return location(attribute.location)
        case CallSiteLoc():
            return location(attribute.callee)
        case FusedLoc():
            parts: Any = attribute.locations
            return next(filter(None, map(location, parts)), "")
        case _:
            return ""


def _blame(error: Exception, op: Operation, message: str) -> None:
    """Give the error the operation's place, and its text as a note."""
    where = location(op.location)
    error.args = (f"{where}: {message}" if where else message,)
    error.add_note(excerpt(op))


def _raise_terse(self: Diagnostic, ir: IRNode, underlying_error: Exception) -> NoReturn:
    # An error of a pass, or of a function that the interpreter calls, says itself what is wrong, and mostly with which
    # operation; the interpreter only says of that one, and of all around it, that it was interpreting them.
    if isinstance(underlying_error, PassError):
        if underlying_error.op is None:
            underlying_error.op = next(iter(self.op_messages))
        raise underlying_error
    for op, messages in self.op_messages.items():
        if isinstance(underlying_error, DiagnosticException):
            message = "; ".join(m.removeprefix("Operation does not verify: ") for m in messages)
            _blame(underlying_error, op, message)
        else:
            underlying_error.add_note(excerpt(op))
    raise underlying_error


@contextmanager
def terse_diagnostics() -> Generator[None]:
    """Within it, verification and pass errors carry the offending operation only, as a note."""
    verbose = Diagnostic.raise_exception
    Diagnostic.raise_exception = _raise_terse
    try:
        yield
    except PassError as error:
        if error.op is not None:
            _blame(error, error.op, str(error))
        raise
    finally:
        Diagnostic.raise_exception = verbose


def _fail(message: str, notes: list[str]) -> NoReturn:
    try:
        sys.stdout.flush()
    except OSError:
        drop_stdout()
    print(f"error: {message.rstrip()}", file=sys.stderr)
    for note in notes:
        print("  " + note.rstrip().replace("\n", "\n  "), file=sys.stderr)
    sys.exit(1)


def _print_warning(message: Warning | str, *_: object) -> None:
    print(f"warning: {message}", file=sys.stderr)


@contextmanager
def user_errors() -> Generator[None]:
    """Report what a user can cause as one error and exit with code 1, warnings in a line; let our own bugs through."""
    try:
        with warnings.catch_warnings():
            warnings.showwarning = _print_warning
            yield
        sys.stdout.flush()
    except (DiagnosticException, ParseError, ArgSpecParseError) as error:
        _fail(str(error), getattr(error, "__notes__", []))
    except BrokenPipeError:
        # The reader of our output has gone (`… | head`), which is no error worth words.
        drop_stdout()
        sys.exit(1)
    except OSError as error:
        if error.filename is not None:
            _fail(f"{error.filename}: {error.strerror}", [])
        if error.errno not in _CANNOT_WRITE:
            raise
        _fail(f"cannot write the output: {error.strerror}\n  remedy: make room or write elsewhere", [])

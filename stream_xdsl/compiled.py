"""Machine code for loops over arrays, by Numba."""

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar, cast, get_type_hints
from zlib import crc32

import numba
import numba.core.event

from stream_xdsl.progress import notice

_P = ParamSpec("_P")
_R = TypeVar("_R")


def compiled(function: Callable[_P, _R]) -> Callable[_P, _R]:
    """Compile a function of numbers, arrays and named tuples of these when it is first called.

    Machine code stays on disk, beside the source or in the user's cache folder. It is made anew when the source file or the
    fields of a named tuple among the parameters change, but not when another file does: compiled functions only call
    compiled functions of their own file, and take no constants from others. Where neither folder can be written, each
    process compiles anew.
    """
    return _jit(function)


def compiled_part(function: Callable[_P, _R]) -> Callable[_P, _R]:
    """The same for a function that only compiled ones call, which is quicker to compile."""
    return _jit(function, **_PART)


def compiled_in_place(function: Callable[_P, _R]) -> Callable[_P, _R]:
    """The same for a function that makes no arrays, only views of those that it is given, and calls only such functions: references to
    arrays are not counted, which takes half the time where named tuples of many arrays are handed on."""
    return _jit(function, **_IN_PLACE)


def compiled_part_in_place(function: Callable[_P, _R]) -> Callable[_P, _R]:
    """Both."""
    return _jit(function, **_PART, **_IN_PLACE)


_PART = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True}
_IN_PLACE = {"_nrt": False}


def _jit(function: Callable[_P, _R], **options: bool) -> Callable[_P, _R]:
    jit = cast(Any, numba).njit
    # Files of machine code have the function's name. Numba looks up fields by their place.
    function.__qualname__ += f"_{_layout(function):08x}"
    try:
        found = jit(cache=True, error_model="numpy", **options)(function)
    except RuntimeError:
        # There is no folder to write to: every process compiles for itself.
        found = jit(error_model="numpy", **options)(function)
    return cast(Callable[_P, _R], found)


def _layout(function: Callable[..., object]) -> int:
    """A digest of the fields of all named tuples that a function takes or returns."""
    hints = get_type_hints(function).values()
    return crc32(repr([getattr(hint, "_fields", None) for hint in hints]).encode())


class _Announcer(numba.core.event.Listener):
    """Says once that machine code is being made, for that takes many seconds."""

    done = False

    def on_start(self, event: object) -> None:
        if not self.done:
            self.done = True
            notice("compiling inner loops, once on this machine …")

    def on_end(self, event: object) -> None:
        pass


numba.core.event.register("numba:compile", _Announcer())

"""How the tools end when they are interrupted. It imports next to nothing, so that this is so while all else is being imported."""

import os
import signal
import sys
from collections.abc import Generator
from contextlib import contextmanager
from time import monotonic
from types import FrameType

ONE_PRESS_S = 0.25
"""Interrupts that are closer together count once: `timeout` sends two, to the process and to its group."""

INTERRUPTED = 128 + signal.SIGINT
"""The exit code that shells use."""


@contextmanager
def ended_by_interrupts() -> Generator[None]:
    """End in one line and with exit code 130 when Ctrl-C raises KeyboardInterrupt, unless someone takes care of that."""
    with _single_interrupts():
        try:
            yield
        except KeyboardInterrupt:
            # What is printed only in part is better not printed.
            drop_stdout()
            print("interrupted", file=sys.stderr)
            sys.exit(INTERRUPTED)


@contextmanager
def _single_interrupts() -> Generator[None]:
    """Within it, Ctrl-C raises KeyboardInterrupt once, even if it is sent twice."""
    before, last = signal.getsignal(signal.SIGINT), -ONE_PRESS_S

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        nonlocal last
        if (now := monotonic()) - last >= ONE_PRESS_S:
            last = now
            raise KeyboardInterrupt

    # It may be ignored, as in the background of a shell, or others may wait for it.
    if before is not signal.default_int_handler:
        yield
        return
    signal.signal(signal.SIGINT, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def drop_stdout() -> None:
    """Keep Python from writing what is left for standard output, and from complaining that it cannot, when it exits."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

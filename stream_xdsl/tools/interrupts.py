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

IMPORT_S = 0.05
"""How long an interrupt waits while modules are being imported, each time."""

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

    def interrupt(_number: int, frame: FrameType | None) -> None:
        nonlocal last
        if _importing(frame):
            # Modules of machine code print what is raised while they load, raise something else, or crash.
            signal.setitimer(signal.ITIMER_REAL, IMPORT_S)
        elif (now := monotonic()) - last >= ONE_PRESS_S:
            last = now
            raise KeyboardInterrupt

    # It may be ignored, as in the background of a shell, or others may wait for it.
    if before is not signal.default_int_handler:
        yield
        return
    on_alarm = signal.signal(signal.SIGALRM, interrupt)
    signal.signal(signal.SIGINT, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, on_alarm)


def _importing(frame: FrameType | None) -> bool:
    while frame is not None:
        if frame.f_code.co_filename == "<frozen importlib._bootstrap>":
            return True
        frame = frame.f_back
    return False


def drop_stdout() -> None:
    """Keep Python from writing what is left for standard output, and from complaining that it cannot, when it exits."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

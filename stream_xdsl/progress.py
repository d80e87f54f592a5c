"""Progress of long work inside a pass or engine, shown by whoever runs it."""

import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic
from typing import Protocol

Listener = Callable[[str], None]
"""Told how far the work is, as text."""


class Advance(Protocol):
    """Told how many more items are done, and what else there is to say of the work so far."""

    def __call__(self, items: int, /, remark: str = "") -> None:
        """Tell."""
        ...


_listener: ContextVar[Listener | None] = ContextVar("progress listener", default=None)

PATIENCE_S = 1.0
"""Work that takes no longer shows nothing."""


@contextmanager
def listen(listener: Listener) -> Generator[None]:
    """Within it, progress goes to the listener instead of to the terminal."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)


@contextmanager
def progress_bar(what: str, total: int) -> Generator[Advance]:
    """A function to call with the number of items done since the last call.

    Without a listener, a bar is drawn on stderr if that is a terminal and the work takes over a second.
    """
    if (listener := _listener.get()) is None and sys.stderr.isatty():
        with _terminal_bar(what, total) as advance:
            yield advance
        return
    done = 0

    def count(items: int, /, remark: str = "") -> None:
        nonlocal done
        done += items
        if listener is not None:
            listener(f"{done}/{total} {what}{remark and f', {remark}'}")

    yield count


def notice(text: str) -> None:
    """Tell whoever waits what takes time; without a listener, on stderr if that is a terminal."""
    if (listener := _listener.get()) is not None:
        listener(text)
    elif sys.stderr.isatty():
        print(text, file=sys.stderr)


@contextmanager
def _terminal_bar(what: str, total: int) -> Generator[Advance]:
    from rich.console import Console
    from rich.progress import Progress

    bar = Progress(console=Console(stderr=True), transient=True)
    task = bar.add_task(what, total=total)
    started, shown = monotonic(), False

    def advance(items: int, /, remark: str = "") -> None:
        nonlocal shown
        bar.update(task, advance=items, description=f"{what}{remark and f', {remark}'}")
        if not shown and monotonic() - started > PATIENCE_S:
            bar.start()
            shown = True

    try:
        yield advance
    finally:
        if shown:
            bar.stop()

"""Output files that are there whole or not at all, and never in place of an input."""

import os
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from stream_xdsl.diagnostics import InputError


def check_outputs(outputs: Iterable[str], inputs: Iterable[str]) -> None:
    """Raise InputError if an output has no name, or is the same file as an input or as another output."""
    taken = {os.path.realpath(file): f"is also an input, {file}" for file in inputs}
    for path in outputs:
        if path in ("", "-"):
            raise InputError(
                f"'{path}' is no name of an output file", remedy="name a file, or leave the option out"
            )
        target = os.path.realpath(path)
        if os.path.exists(target) and not os.path.isfile(target):
            continue  # /dev/null and pipes take any number of outputs; whole_file refuses directories
        if target in taken:
            raise InputError(f"the output {taken[target]}", file=path, remedy="name another output file")
        taken[target] = f"is given twice, also as {path}"


@contextmanager
def whole_file(path: str) -> Generator[IO[str]]:
    """A text stream whose content appears at `path` only if the block succeeds.

    Raises InputError at once, before any work is done, if nothing can be written there.
    """
    target = Path(os.path.realpath(path))
    special = (
        target.exists() and not target.is_file()
    )  # a directory, /dev/null, a pipe: nothing to rename onto
    partial = target if special else target.with_name(f".{target.name}.{os.getpid()}.partial")
    try:
        stream = partial.open("w", encoding="utf-8")
    except OSError as error:
        raise InputError(
            f"cannot write: {error.strerror}",
            file=path,
            remedy="name a file in a folder that exists and is writable",
        ) from None
    try:
        with stream:
            yield stream
        if not special:
            partial.replace(target)
    except BaseException:
        if not special:
            partial.unlink(missing_ok=True)
        raise

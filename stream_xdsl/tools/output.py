"""Output files that are there whole or not at all."""

import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from stream_xdsl.diagnostics import InputError


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

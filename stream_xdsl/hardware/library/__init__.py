"""Named machines as accel text, one file a machine; a name is its file's stem."""

from importlib.resources import files
from importlib.resources.abc import Traversable


def names() -> tuple[str, ...]:
    """The names of all machines, sorted."""
    return tuple(
        sorted(
            entry.name[: -len(".mlir")] for entry in files(__name__).iterdir() if entry.name.endswith(".mlir")
        )
    )


def path(name: str) -> Traversable:
    """The text of a machine of that name; raises KeyError if there is none."""
    if name not in names():
        raise KeyError(name)
    return files(__name__) / f"{name}.mlir"

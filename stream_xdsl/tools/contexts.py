"""What our own tools know: the dialects of all installed packages, `linalg` with what xDSL's lacks."""

from collections.abc import Callable
from typing import Any

from xdsl.context import Context
from xdsl.universe import Universe


def dialect_factories() -> dict[str, Callable[[], Any]]:
    """Lazy factories of all dialects, by name.

    A plugin of xDSL may not replace a dialect of xDSL, so plain `xdsl-opt` has xDSL's `linalg`.
    """
    return {**Universe.get_multiverse().all_dialects, "linalg": _linalg}


def full_context() -> Context:
    """A context that knows all dialects."""
    context = Context()
    for name, factory in dialect_factories().items():
        context.register_dialect(name, factory)
    return context


def _linalg() -> Any:
    from stream_xdsl.dialects.linalg import Linalg

    return Linalg

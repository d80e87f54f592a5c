"""How often the tools look for cyclic garbage."""

import gc
from collections.abc import Generator
from contextlib import contextmanager

RARELY = 1_000_000, 50, 100
"""New objects until the young ones are looked at, and how often these until older ones are."""


@contextmanager
def rarely_collected() -> Generator[None]:
    """Modules are large graphs that live to the end, and each look at them finds next to nothing: as often as Python does it takes a quarter of the time."""
    before = gc.get_threshold()
    gc.set_threshold(*RARELY)
    try:
        yield
    finally:
        gc.set_threshold(*before)

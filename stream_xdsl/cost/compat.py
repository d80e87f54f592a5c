"""Whose definitions the model follows where ZigZag's are faults."""

from enum import StrEnum


class Compat(StrEnum):
    """Where the two differ, and by how much on the golden figures, is in `docs/cost-model.md`."""

    NONE = "none"
    """Bits are conserved, partial steps count by what they hold, and nothing is faster than its compulsory traffic."""
    ZIGZAG = "zigzag"
    """What zigzag-dse 3.8.5 computes, to the last digit, its faults included."""

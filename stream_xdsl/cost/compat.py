"""Whose definitions the model follows where ZigZag's are faults."""

from enum import StrEnum

import numpy as np
import numpy.typing as npt

ROUNDING = 1e-12
"""Relative; what sums and products of fractions may be off by before they are rounded up."""


class Compat(StrEnum):
    """Where the two differ, and by how much on the golden figures, is in `docs/cost-model.md`."""

    NONE = "none"
    """Bits are conserved, partial steps count by what they hold, and nothing is faster than its compulsory traffic."""
    ZIGZAG = "zigzag"
    """What zigzag-dse 3.8.5 computes, to the last digit, its faults included."""

    @property
    def rounding(self) -> float:
        """What is this much above a whole number, relative, is taken for it when it is rounded up."""
        return 0.0 if self is Compat.ZIGZAG else ROUNDING

    def round_up(self, values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """The next whole numbers; what is whole but for the last digit of a fraction stays."""
        return np.ceil(values * (1 - self.rounding))

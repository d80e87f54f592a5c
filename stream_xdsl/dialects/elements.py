"""Dense elements as bytes: weights may have millions, of which no Python numbers should be made."""

import numpy as np
from xdsl.dialects.builtin import DenseIntOrFPElementsAttr


def is_splat(elements: DenseIntOrFPElementsAttr) -> bool:
    """Whether all elements, of which there is one at least, are the same."""
    rows = np.frombuffer(elements.data.data, np.uint8).reshape(len(elements), -1)
    return bool((rows == rows[0]).all())

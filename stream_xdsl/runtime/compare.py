"""Whether results are those of the reference."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from stream_xdsl.runtime.elements import Array, integer_range

TOLERANCES = {np.dtype(np.float64): 1e-6, np.dtype(np.float32): 1e-4, np.dtype(np.float16): 1e-2}
"""Of floats, by the reference's type: relative to the element itself and again to the largest of the result. Numbers that the IR holds are
those of f32, hence that of f64."""

COARSEST = 5e-2
"""The tolerance of all shorter floats."""


@dataclass(frozen=True)
class Comparison:
    """How one result differs from the reference."""

    name: str
    elements: int
    differing: int
    """Elements that are further off than the tolerance."""
    tolerance: float
    """0 for integers and truth values, which are equal or not."""
    largest: float
    """The largest magnitude in the reference."""
    error: float
    """The largest difference; infinite where only one of both is finite, or the shapes differ."""
    undefined: int = 0
    """Elements that are no number in either, which shows little."""
    where: tuple[int, ...] = ()
    """The first element that differs."""
    found: float = 0.0
    """Its value; exact, like the reference's, of an integer."""
    expected: float = 0.0
    """The reference's."""
    shapes: tuple[tuple[int, ...], tuple[int, ...]] | None = None
    """The result's and the reference's, where they differ; then all elements do."""

    def __str__(self) -> str:
        tolerance = f"tolerance {self.tolerance:g}" if self.tolerance else "exactly"
        if not self.differing:
            undefined = f"; {self.undefined} are no number in either" if self.undefined else ""
            return (
                f"'{self.name}': {self.elements} elements equal ({tolerance}; largest {self.largest:.6g}, "
                f"error {self.error:.3g}{undefined})"
            )
        if self.shapes is not None:
            own, reference = ("x".join(map(str, shape)) or "scalar" for shape in self.shapes)
            return f"result '{self.name}' is not the reference's: it is of shape {own} instead of {reference}"
        found, expected = (
            f"{value}" if isinstance(value, int) else f"{value:.9g}" for value in (self.found, self.expected)
        )
        return (
            f"result '{self.name}' is not the reference's: {self.differing} of {self.elements} elements differ, the first "
            f"{list(self.where)} is {found} instead of {expected} ({tolerance}, largest error {self.error:.3g})"
        )


def compare(results: Mapping[str, Array], reference: Mapping[str, Array]) -> tuple[Comparison, ...]:
    """One comparison for each result of the reference, in order."""
    return tuple(_compare(name, results[name], expected) for name, expected in reference.items())


def _compare(name: str, found: Array, expected: Array) -> Comparison:
    if found.shape != expected.shape:
        return Comparison(
            name, expected.size, expected.size, 0.0, 0.0, np.inf, shapes=(found.shape, expected.shape)
        )
    is_exact = expected.dtype.kind == "b" or integer_range(expected.dtype) is not None
    if is_exact:
        if expected.dtype.kind == "V":  # of fewer than 8 bits, which NumPy lacks
            expected = expected.astype(np.int8)
        tolerance, undefined, far = 0.0, 0, found != expected
        distance = abs(found.astype(float) - expected.astype(float))
        largest = float(abs(expected.astype(float)).max(initial=0.0))
    else:
        tolerance = TOLERANCES.get(expected.dtype, COARSEST)
        a, b = found.astype(float), expected.astype(float)
        neither = np.isnan(a) & np.isnan(b)
        same, undefined = (a == b) | neither, int(neither.sum())
        with np.errstate(invalid="ignore"):
            distance = np.where(same, 0.0, np.nan_to_num(abs(a - b), nan=np.inf))
        largest = float(abs(b[np.isfinite(b)]).max(initial=0.0))
        with np.errstate(invalid="ignore"):
            far = ~same & ~(distance <= tolerance * (np.nan_to_num(abs(b)) + largest))
    count = int(far.sum())
    error = float(distance.max(initial=0.0))
    if not count:
        return Comparison(name, expected.size, 0, tolerance, largest, error, undefined)
    where = tuple(int(i) for i in np.argwhere(far)[0])
    return Comparison(
        name,
        expected.size,
        count,
        tolerance,
        largest,
        error,
        undefined,
        where,
        found[where].item() if is_exact else float(found[where]),
        expected[where].item() if is_exact else float(expected[where]),
    )

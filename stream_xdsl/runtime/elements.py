"""Types of elements: how memories hold them, and how results are rounded to them."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]


@dataclass(frozen=True)
class Float8:
    """A format of floats of 8 bits, which NumPy lacks. FNUZ formats have no infinity and no negative zero."""

    mantissa_bits: int
    least_exponent: int
    """Of normal numbers."""
    largest: float
    has_infinity: bool = False
    has_negative_zero: bool = True

    def rounded(self, values: Array, *, saturates: bool) -> npt.NDArray[np.float32]:
        """To the nearest, to even on a tie. What is too large becomes the largest number if it saturates; else infinite, or not a number where
        there is no infinity.
        """
        wide = np.asarray(values, np.float64)
        exponents = np.maximum(np.frexp(wide)[1] - 1, self.least_exponent)
        step = np.ldexp(1.0, exponents - self.mantissa_bits)
        found = np.rint(wide / step) * step
        if saturates:
            found = np.clip(found, -self.largest, self.largest)
        else:
            overflow = np.inf if self.has_infinity else np.nan
            found = np.where(abs(found) > self.largest, np.copysign(overflow, found), found)
        return (found if self.has_negative_zero else found + 0.0).astype(np.float32)


@dataclass(frozen=True)
class Element:
    """A type of elements, held as `dtype`. Integers have a range, which may be narrower than that of the dtype, and floats of 8 bits a format."""

    name: str
    dtype: np.dtype[Any]
    range: tuple[int, int] | None = None
    float8: Float8 | None = None

    @property
    def is_float(self) -> bool:
        """Whether it is a floating-point type."""
        return self.dtype.kind == "f"

    @property
    def nothing(self) -> float:
        """What stands where no element is: not a number, or the least of the integers."""
        return np.nan if self.is_float else 0 if self.range is None else self.range[0]

    def rounded(self, values: Array) -> Array:
        """The values as this type has them: floats to the nearest, integers cut off and wrapped around, as ONNX casts."""
        with np.errstate(over="ignore", invalid="ignore"):
            if self.name == "bf16":
                return _bfloat16(values)
            if self.float8 is not None:
                return self.float8.rounded(values, saturates=False)
            if self.range is None:
                return values.astype(self.dtype)
            # By way of 64 bits: what a direct conversion makes of numbers out of range, the processor decides.
            if self.name == "ui64" and values.dtype.kind == "f":
                upper = values >= 2.0**63
                lower = np.where(upper, values - 2.0**63, values).astype(np.int64).astype(self.dtype)
                return lower + (upper.astype(self.dtype) << np.uint64(63))
            values = values.astype(np.int64)
            low, high = self.range
            if high - low < np.iinfo(np.uint8).max:
                values = (values - low) % (high - low + 1) + low
            return values.astype(self.dtype)

    def saturated(self, values: Array) -> Array:
        """Rounded to the nearest integer, to even on a tie, and clipped to the range; likewise floats of 8 bits. Other types are rounded."""
        if self.float8 is not None:
            return self.float8.rounded(values, saturates=True)
        if self.range is None:
            return self.rounded(values)
        return np.clip(np.rint(values), *self.range).astype(self.dtype)


def _bfloat16(values: Array) -> Array:
    """To the nearest, to even on a tie, of the floats whose lower 16 bits are zero."""
    bits = np.ascontiguousarray(values, np.float32).view(np.uint32)
    rounded = bits + np.uint32(0x7FFF) + ((bits >> np.uint32(16)) & np.uint32(1))
    result = (rounded & np.uint32(0xFFFF0000)).view(np.float32)
    return np.where(np.isfinite(values), result, values.astype(np.float32))


def integer_range(dtype: np.dtype[Any]) -> tuple[int, int] | None:
    """The least and the greatest of a type of integers, those of fewer than 8 bits that NumPy lacks included; None of other types."""
    sign, is_integer, bits = dtype.name.partition("int")
    return _range(int(bits), signed=not sign) if is_integer else None


def _range(bits: int, *, signed: bool) -> tuple[int, int]:
    return (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1) if signed else (0, 2**bits - 1)


def _integer(name: str, bits: int) -> Element:
    signed = name[0] != "u"
    return Element(name, np.dtype(f"{'' if signed else 'u'}int{max(bits, 8)}"), _range(bits, signed=signed))


def _float8(name: str, format: Float8) -> Element:
    return Element(name, np.dtype(np.float32), float8=format)


ELEMENTS = {
    element.name: element
    for element in (
        Element("f16", np.dtype(np.float16)),
        Element("bf16", np.dtype(np.float32)),
        Element("f32", np.dtype(np.float32)),
        Element("f64", np.dtype(np.float64)),
        _float8("f8E4M3FN", Float8(3, -6, 448.0)),
        _float8("f8E4M3FNUZ", Float8(3, -7, 240.0, has_negative_zero=False)),
        _float8("f8E5M2", Float8(2, -14, 57344.0, has_infinity=True)),
        _float8("f8E5M2FNUZ", Float8(2, -15, 57344.0, has_negative_zero=False)),
        Element("i1", np.dtype(np.bool_)),
        *(_integer(f"{sign}i{bits}", bits) for sign in ("", "u") for bits in (4, 8, 16, 32, 64)),
    )
}
"""By the name that MLIR gives them; signless integers are signed, and `i1` is true or false."""

"""Linear functions of loop indices, for whoever has them in a form of their own."""

from collections.abc import Iterable


def reach(coefficients: Iterable[int], offset: int, sizes: Iterable[int]) -> tuple[int, int]:
    """The least and the greatest value of offset + Σ coefficient · index, each index below its size, which is at least 1."""
    ends = [c * (size - 1) for c, size in zip(coefficients, sizes, strict=True)]
    return offset + sum(min(end, 0) for end in ends), offset + sum(max(end, 0) for end in ends)

"""Candidate ways of spreading a layer over cores, among which the allocation chooses."""

from collections.abc import Sequence
from math import isqrt, prod

from stream_xdsl.mapping.loop_roles import loop_roles
from stream_xdsl.workload.kinds import Kind
from stream_xdsl.workload.network import Layer
from stream_xdsl.workload.tiling import Split

MOST = 8
"""Candidates per layer: allocation time grows with their number."""


def widths(cores: int) -> tuple[int, ...]:
    """Numbers of cores to try besides one, widest first: all, and two powers of two below."""
    if cores < 2:
        return ()
    powers = [2**i for i in range(1, cores.bit_length()) if 2**i < cores]
    middle = [p for p in powers if p * p <= 2 * cores and p > 2][-1:]
    return tuple(dict.fromkeys((cores, *reversed(middle), *powers[:1])))


def rows_are_apart(layer: Layer) -> bool:
    """Whether a layer of several rows reads nothing along them that is another part's if they are split, as a matrix product does not."""
    return layer.kind is Kind.MATMUL and loop_roles(layer).row is not None


def candidate_splits(layer: Layer, core_counts: Sequence[int], *, fused: bool) -> tuple[Split, ...]:
    """Splits of the parallel loops over one core, or over as many as there are of a type; at most MOST.

    `core_counts` are the numbers of cores of every type that may run the layer. No part is empty. The rows of a layer
    fused with others are not split if there is another loop: rows stream through the stack one after the other, and
    parts with different rows would all be early but one. But rows that are apart are.
    """
    roles = loop_roles(layer)
    streaming = tuple(d for d in roles.parallel if d != roles.row)
    dims = ((streaming if fused and not rows_are_apart(layer) else ()) or roles.parallel)[:2]
    found: dict[Split, None] = {(): None}
    for width in sorted({w for count in core_counts for w in widths(count)}, reverse=True):
        single = [((dim, width),) for dim in dims]
        double = [
            ((dims[0], width // rows), (dims[1], rows))
            for rows in range(isqrt(width), 1, -1)
            if len(dims) == 2 and width % rows == 0
        ]
        for split in (*single, *double[:1]):
            if all(ways <= layer.sizes[dim] for dim, ways in split):
                found[split] = None
    return tuple(sorted(list(found)[:MOST], key=lambda split: prod(ways for _, ways in split)))

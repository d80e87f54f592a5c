"""Which layers await which: by hand, and never where an element does not need all."""

from itertools import product

from hypothesis import HealthCheck, assume, event, given, settings
from hypothesis import strategies as st
from layer_examples import Builder
from random_networks import networks
from view_chains import FAR

from stream_xdsl.mapping.barriers import Barriers
from stream_xdsl.workload.kinds import Kind
from stream_xdsl.workload.network import Layer, LinearMap, Network


def position(access: LinearMap, point: tuple[int, ...]) -> tuple[int, ...]:
    rows = zip(access.coefficients, access.offsets, strict=True)
    return tuple(offset + sum(c * i for c, i in zip(row, point, strict=True)) for row, offset in rows)


def points(layer: Layer):
    return product(*map(range, layer.sizes))


class Elements:
    """What each operation and each result of a network needs, element by element."""

    def __init__(self, network: Network, views):
        self.network = network
        self.of_operation: list[list[set[int]]] = []
        """By layer and operation, results of other layers."""
        self.of_result: dict[int, set[int]] = {}
        for layer, operands in zip(network.layers, views, strict=True):
            shape = network.tensors[layer.output].shape
            own: list[set[int]] = []
            results: dict[int, set[int]] = {}
            for point in points(layer):
                read = set[int]()
                for use, view in zip(layer.uses, operands, strict=True):
                    at = position(use.map, point)
                    if all(0 <= p < size for p, size in zip(at, view.shape, strict=True)):
                        read |= {int(view[at])} | self.of_result.get(int(view[at]), set())
                own.append(read)
                flat = 0
                for p, size in zip(position(layer.output_map, point), shape, strict=True):
                    flat = flat * size + p
                results.setdefault(layer.output * FAR + flat, set()).update(read)
            self.of_operation.append(own)
            self.of_result |= results

    def results(self, layer: int) -> set[int]:
        tensor = self.network.layers[layer].output
        return {e for e in self.of_result if e // FAR == tensor}


@settings(max_examples=150, suppress_health_check=list(HealthCheck), deadline=None)
@given(networks())
def test_what_waits_needs_all(drawn):
    network, views = drawn
    elements = Elements(network, views)
    layers = range(len(network.layers))
    assume(
        all(len(elements.results(i)) == network.tensors[network.layers[i].output].elements for i in layers)
    )
    barriers = Barriers(network, layers)
    event("barriers" if any(barriers.awaited.values()) else "none")
    for i in layers:
        for awaited in barriers.awaited[i]:
            everything = elements.results(awaited)
            assert all(elements.of_result[e] >= everything for e in elements.results(i))
        read = set[int]().union(*(elements.of_result[e] for e in elements.results(i)))
        for ended in barriers.ended[i] - {i}:
            assert read >= elements.results(ended)
        everything = elements.results(i)
        for late, count in barriers.operations_after(i).items():
            assert sum(read >= everything for read in elements.of_operation[late]) >= count > 0


@given(st.integers(1, 5))
def test_all_rows_are_needed_for_a_product_with_a_transpose(rows: int):
    """Attention of one head: a row of scores needs a row of queries and all keys."""
    builder = Builder()
    x = builder.input("x", rows, 4)
    keys = builder.matmul("keys", x, 4)
    scores = builder.product("scores", builder.matmul("queries", x, 4), keys, transposed=True)
    mixed = builder.product("mixed", builder.elementwise("weigh", Kind.EXP, scores), keys)
    network = builder.network(builder.matmul("project", mixed, 4))
    names = [layer.name for layer in network.layers]
    barriers = Barriers(network, range(len(network.layers)))
    awaited = {name: {names[b] for b in barriers.awaited[i]} for i, name in enumerate(names)}
    assert awaited["mixed"] >= {"keys"}
    assert ("queries" in awaited["mixed"]) == (rows == 1)
    assert ("keys" in awaited["scores"]) == (rows == 1)
    assert barriers.operations_after(names.index("keys"))[names.index("project")] == rows * 4 * 4


def test_a_window_that_sees_all_awaits_all():
    """A 3x3 window over 2x2 with padding sees all of each channel, and a convolution reads all channels."""
    builder = Builder()
    first = builder.conv("first", builder.input("x", 1, 2, 2, 2), 2)
    second = builder.conv("second", first, 2)
    network = builder.network(builder.conv("third", second, 2))
    barriers = Barriers(network, range(3))
    assert barriers.awaited == {0: frozenset(), 1: frozenset({0}), 2: frozenset({0, 1})}
    assert barriers.ended[2] == {0, 1, 2}
    # Of the 3x3 window over 2x2 results each corner reads 2x2.
    assert barriers.operations_after(0) == {2: 2 * 2 * 4 * 4}
    wide = Builder()
    first = wide.conv("first", wide.input("x", 1, 2, 3, 3), 2)
    assert not Barriers(wide.network(wide.conv("second", first, 2)), range(2)).awaited[1]

"""What the last result of a layer spreads to: by hand, and never more than any of its results does."""

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from layer_examples import Builder
from random_networks import networks
from test_barriers import Elements, points, position

from stream_xdsl.mapping.barriers import Barriers
from stream_xdsl.mapping.windows import Windows
from stream_xdsl.workload.kinds import Kind
from stream_xdsl.workload.network import Layer, Network


def windows_of(network: Network) -> Windows:
    layers = range(len(network.layers))
    return Windows(network, layers, Barriers(network, layers))


def elements_read(layer: Layer, operand: int, view, chosen) -> set[int]:
    """By some operations of a layer, through an operand."""
    places = (position(layer.uses[operand].map, point) for point in chosen)
    shape = view.shape
    return {
        int(view[at]) for at in places if all(0 <= p < size for p, size in zip(at, shape, strict=True))
    } - {-1}


@settings(max_examples=200, suppress_health_check=list(HealthCheck), deadline=None)
@given(networks())
def test_each_result_spreads_that_far(drawn):
    network, views = drawn
    elements, windows = Elements(network, views), windows_of(network)
    for start in range(len(network.layers)):
        for i, operands in windows.after(start).items():
            layer = network.layers[i]
            event("reads all" if operands else "reads some")
            for result in elements.results(start):
                late = [
                    p
                    for p, needs in zip(points(layer), elements.of_operation[i], strict=True)
                    if result in needs
                ]
                assert late
                for operand in operands:
                    view = views[i][operand]
                    assert elements_read(layer, operand, view, late) == elements_read(
                        layer, operand, view, points(layer)
                    )


@settings(max_examples=60, suppress_health_check=list(HealthCheck), deadline=None)
@given(
    st.integers(2, 7),
    st.lists(
        st.tuples(st.sampled_from([1, 2, 3]), st.sampled_from([1, 3]), st.integers(1, 2)),
        min_size=2,
        max_size=4,
    ),
)
def test_windows_of_convolutions(size: int, layers: list[tuple[int, int, int]]):
    """Of each result the operations that need it read all weights of the layers that are said to, and of no others for some result."""
    builder = Builder()
    value = builder.input("x", 1, 1, size, size)
    for i, (k, f, stride) in enumerate(layers):
        value = builder.conv(f"conv{i}", value, k, f, stride)
    network = builder.network(value)
    shapes = [network.tensors[layer.output].shape for layer in network.layers]
    for start in range(len(layers)):
        after = windows_of(network).after(start)
        # Rows and columns are alike: what is reached along one of them, from each place, channels aside.
        reached = [{place} for place in range(shapes[start][2])]
        channels = 1
        for i in range(start + 1, len(layers)):
            k, f, stride = layers[i]
            steps = [
                {(o, w) for o in range(shapes[i][2]) for w in range(f) if o * stride + w - f // 2 in own}
                for own in reached
            ]
            everything = channels == shapes[i - 1][1] and all(
                {w for _, w in own} == set(range(f)) for own in steps
            )
            reached, channels = [{o for o, _ in own} for own in steps], k
            if not all(reached):
                break
            assert not everything or 1 in after[i], (i, everything)
            assert everything or 1 not in after.get(i, ())
            event("all weights" if everything else "some weights")


def test_windows_widen_until_all_weights_are_read():
    """From one corner a 3x3 window with padding reaches 2x2 results, for which the next layer has all places of its window."""
    builder = Builder()
    value = builder.input("x", 1, 2, 8, 8)
    for name in ("a", "b", "c"):
        value = builder.elementwise(f"relu_{name}", Kind.RELU, builder.conv(name, value, 2))
    after = windows_of(builder.network(value)).after(0)
    assert after == {
        1: frozenset(),
        2: frozenset(),
        3: frozenset(),
        4: frozenset({1}),
        5: frozenset(),
    }


def test_strides_that_pass_over_results():
    """Of a 1x1 window with stride 2 nothing needs the results between."""
    builder = Builder()
    first = builder.conv("first", builder.input("x", 1, 2, 8, 8), 2)
    network = builder.network(builder.conv("second", first, 2, f=1, stride=2))
    assert windows_of(network).after(0) == {}

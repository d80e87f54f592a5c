"""How schedules correct the prices of the model."""

from functools import partial

import numpy as np
import pytest
from layer_examples import Builder
from machine_examples import bus, machine

from stream_xdsl.cost.estimate import Model, estimate
from stream_xdsl.mapping.freedom import Freedom
from stream_xdsl.mapping.partition_scheduled import IMPOSSIBLE, Corrected
from stream_xdsl.mapping.plan import Evaluation
from stream_xdsl.mapping.stack_costs import Bools, StackCosts

MACHINE = machine(3, buses=(bus(0, (0, 1, 2, 3)),))
LAYERS = 5


@pytest.fixture(scope="module")
def costs() -> StackCosts:
    """Of a chain of layers."""
    builder = Builder()
    value = builder.input("x", 1, 2, 8, 4)
    for i in range(LAYERS):
        value = builder.conv(f"l{i}", value, 2, 1)
    network = builder.network(value)
    freedoms = [Freedom(MACHINE.cores_running(layer.kind)) for layer in network.layers]
    return StackCosts(network, MACHINE, freedoms, partial(estimate, model=Model.ROOFLINE, processes=1))


def run(first: int, end: int) -> tuple[Bools, Bools]:
    """A stack of the layers [first, end), as downsets."""
    layers = np.arange(LAYERS)
    return (layers < first)[None], (layers < end)[None]


def modelled(costs: StackCosts, first: int, end: int) -> tuple[float, float]:
    cycles, energy = costs.price(*run(first, end))
    return float(cycles.min()), float(energy[0, cycles.argmin()])


def test_prices(costs: StackCosts):
    cycles, energy = modelled(costs, 0, 2)
    scheduled = {(0, 1): Evaluation(round(cycles * 4), energy * 2)}
    corrected = Corrected(costs, scheduled, {(0, 1): ()})

    def price(first: int, end: int) -> tuple[float, float]:
        all_cycles, all_energy = corrected.price(*run(first, end))
        return float(all_cycles.min()), float(all_energy[0, all_cycles.argmin()])

    assert price(0, 2) == (round(cycles * 4), energy * 2), "what was scheduled costs what it took"
    assert price(2, 4) == tuple(map(round, modelled(costs, 2, 4))), (
        "what has nothing in common with it, what the model says"
    )
    # One of four layers in common, and two of four.
    for (first, end), shared in {(1, 5): 1 / 5, (0, 4): 2 / 4}.items():
        own_cycles, own_energy = modelled(costs, first, end)
        factors = (round(cycles * 4) / cycles) ** shared, 2**shared
        assert price(first, end) == (round(own_cycles * factors[0]), round(own_energy * factors[1]))


def test_what_cannot_be_scheduled(costs: StackCosts):
    corrected = Corrected(costs, {(0, 1): None}, {(0, 1): ()})
    assert not np.isfinite(corrected.price(*run(0, 2))[0]).any()
    own_cycles, _ = modelled(costs, 0, 4)
    assert corrected.price(*run(0, 4))[0].min() == round(own_cycles * IMPOSSIBLE**0.5)


def test_less_than_the_model_says_lowers_the_bound(costs: StackCosts):
    cycles, energy = modelled(costs, 0, LAYERS)
    whole = tuple(range(LAYERS))
    corrected = Corrected(costs, {whole: Evaluation(max(1, int(cycles / 100)), energy / 100)}, {whole: ()})
    least_cycles, least_energy = corrected.least(np.zeros((1, LAYERS), dtype=bool))
    price_cycles, price_energy = corrected.price(*run(0, LAYERS))
    assert least_cycles[0] <= price_cycles.min()
    assert least_energy[0] <= price_energy.min()

"""The checker and the engine derive the same bounds, each by itself."""

from dataclasses import asdict, replace
from math import prod

import numpy as np
import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from layer_examples import Builder
from machine_examples import bus, core_type, machine

from stream_xdsl.checker import model
from stream_xdsl.checker.bounds import Bounder, Bounds
from stream_xdsl.checker.spread import Spread
from stream_xdsl.hardware.machine import Array, Machine, MemoryOperand
from stream_xdsl.mapping.barriers import Barriers
from stream_xdsl.mapping.bounds import Bounds as EngineBounds
from stream_xdsl.mapping.bounds import lower_bounds, stack_bounds
from stream_xdsl.mapping.windows import Windows
from stream_xdsl.workload import views
from stream_xdsl.workload.kinds import Kind
from stream_xdsl.workload.network import Layer, Network, TensorRole

KINDS = ("conv", "matmul", "product", "relu", "exp", "add")


def machines() -> st.SearchStrategy[Machine]:
    """Cores with a memory for weights of their own, so that they cannot take in much beforehand; perhaps one core for activations only."""

    def build(cores: int, width: int, weights_bits: int, apart: bool) -> Machine:
        pe = replace(core_type("pe"), array=Array((("D1", 1),), 0.5))
        (memory,) = pe.memories
        weights = replace(memory, name="w", size_bits=weights_bits, operands=(MemoryOperand.I2,))
        rest = replace(memory, operands=(MemoryOperand.I1, MemoryOperand.O))
        system = machine(cores, buses=(bus(0, tuple(range(cores + 1)), bandwidth=width),))
        types = [replace(pe, memories=(rest, weights))] * cores
        if apart and cores > 1:
            types[0] = replace(types[0], name="vector", runs=frozenset({"elementwise"}))
            types[1:] = [replace(own, name="products", runs=frozenset({"mac"})) for own in types[1:]]
        replaced = (replace(core, core_type=own) for core, own in zip(system.cores, types, strict=False))
        return replace(system, cores=(*replaced, system.cores[-1]))

    return st.builds(
        build,
        st.integers(1, 3),
        st.sampled_from([1, 2, 4, 8, 16, 32]),
        st.sampled_from([8, 64, 512, 4096]),
        st.booleans(),
    )


@st.composite
def networks(draw: st.DrawFn) -> Network:
    """Convolutions of small images, products of small matrices, and what combines them, in one or two stacks."""
    builder = Builder()
    values = [builder.input("x", 1, draw(st.integers(1, 3)), *[draw(st.integers(1, 7))] * 2)]
    values.append(builder.input("m", draw(st.integers(1, 3)), draw(st.integers(1, 7))))
    last = list(values)
    for i in range(draw(st.integers(2, 9))):
        kind, name = draw(st.sampled_from(KINDS)), f"l{i}"
        which = kind in ("matmul", "product") or (kind != "conv" and draw(st.booleans()))
        value = last[which]
        shape = builder.tensors[value].shape
        if kind == "conv":
            k, f, stride = draw(st.tuples(st.integers(1, 6), st.sampled_from([1, 2, 3]), st.integers(1, 2)))
            made = builder.conv(name, value, k, f, stride)
        elif kind == "matmul":
            made = builder.matmul(name, value, draw(st.integers(1, 24)))
        elif kind == "product":
            others = [v for v in values if builder.tensors[v].shape[1:] == shape[1:]]
            made = builder.product(name, value, draw(st.sampled_from(others)), transposed=True)
        elif kind == "add":
            alike = [v for v in values if builder.tensors[v].shape == shape]
            made = builder.elementwise(name, Kind.ADD, value, draw(st.sampled_from(alike)))
        else:
            made = builder.elementwise(name, Kind(kind), value)
        values.append(made)
        last[which] = made
    cut = draw(st.integers(1, len(builder.layers)))
    outputs = tuple(v for v in last if builder.tensors[v].role is TensorRole.LAYER)
    stacks = tuple(int(i >= cut) for i in range(len(builder.layers)))
    return builder.network(*outputs, stacks=stacks)


def flattened_and_back(network: Network, index: int) -> tuple[Network, model.View]:
    """With the first operand of a layer a view that is the tensor again, and that view as the checker has it."""
    layer = network.layers[index]
    use, tensor = layer.uses[0], layer.uses[0].pieces[0].tensor
    flat = (prod(use.shape),)
    pieces = views.reshape(views.reshape(use.pieces, use.shape, flat), flat, use.shape)
    layers = list(network.layers)
    layers[index] = replace(layer, uses=(replace(use, pieces=pieces), *layer.uses[1:]))
    view = model.View("reshape", (model.View("reshape", (tensor,), flat),), use.shape)
    return replace(network, layers=tuple(layers)), view


def as_model(network: Network, system: Machine, shown: dict[int, model.View]) -> model.Model:
    """The same network as the checker reads it, without a schedule; `shown` are the first operands of some layers."""

    def layer(index: int, own: Layer) -> model.Layer:
        operands = [
            model.Access(use.pieces[0].tensor, use.map.coefficients, use.map.offsets) for use in own.uses
        ]
        if index in shown:
            operands[0] = replace(operands[0], value=shown[index])
        result = model.Access(own.output, own.output_map.coefficients, own.output_map.offsets)
        return model.Layer(
            own.name, own.sizes, tuple(operands), result, own.psum_bits, own.stack, (), (), (), {}, own.kind
        )

    tensors = tuple(
        model.Tensor(t.name, t.shape, t.bits, network.producer.get(i), t.role is TensorRole.WEIGHT)
        for i, t in enumerate(network.tensors)
    )
    return model.Model(
        system,
        tensors,
        tuple(layer(i, own) for i, own in enumerate(network.layers)),
        network.stacks,
        network.outputs,
        (),
        (),
        np.zeros((0, 4), dtype=np.int64),
        np.zeros((0, 5), dtype=np.int64),
        network,
    )


def compare(engine: EngineBounds, checker: Bounds) -> None:
    cycles = {name.removesuffix("_cycles"): own for name, own in asdict(engine.latency).items()}
    assert checker.latency_cycles == cycles
    assert checker.energy_pj == pytest.approx(engine.energy_pj)


@settings(max_examples=120, suppress_health_check=list(HealthCheck), deadline=None)
@given(networks(), machines(), st.data())
def test_both_derive_the_same_bounds(network: Network, system: Machine, data: st.DataObject):
    shown: dict[int, model.View] = {}
    for i in data.draw(st.sets(st.sampled_from(range(len(network.layers))), max_size=2)):
        network, shown[i] = flattened_and_back(network, i)
    checked, layers = as_model(network, system, shown), range(len(network.layers))
    barriers = Barriers(network, layers)
    windows, spread = Windows(network, layers, barriers), Spread(checked, layers)
    for i in layers:
        after = windows.after(i)
        assert spread.of(i, barriers.awaiting(i)) == after
        event("all is read again of an operand" if any(after.values()) else "of none")
    bounder = Bounder(checked)
    compare(lower_bounds(network, system), bounder.of_network())
    for stack, own in enumerate(stack_bounds(network, system, frozenset())):
        compare(own, bounder.of_stack(stack, frozenset()))


def test_a_view_that_shows_a_tensor_as_it_is():
    """What comes through it spreads on; from what is upside down nothing is known, so that fewer weights come late."""
    builder = Builder()
    value = builder.input("x", 4, 4)
    for i in range(40):
        value = builder.elementwise(f"exp{i}", Kind.EXP, value)
    for i in range(3):
        value = builder.matmul(f"mm{i}", value, 4)
    plain = builder.network(value)
    made = plain.layers[41].output
    system = machine(1, buses=(bus(0, (0, 1), bandwidth=1),))
    system = replace(
        system,
        cores=tuple(
            replace(core, core_type=replace(own, memories=(replace(own.memories[0], size_bits=8),)))
            for core in system.cores
            for own in [core.core_type]
        ),
    )
    flat, view = flattened_and_back(plain, 42)
    turned, layers = (
        views.slice_(views.identity(made, (4, 4)), (4, 4), (3, 0), (4, 4), (-1, 1)),
        list(plain.layers),
    )
    layers[42] = replace(layers[42], uses=(replace(layers[42].uses[0], pieces=turned), *layers[42].uses[1:]))
    upside_down = model.View(
        "slice", (made,), (4, 4), {"offsets": (3, 0), "sizes": (4, 4), "strides": (-1, 1)}
    )
    found: list[int] = []
    for network, shown in (
        (plain, {}),
        (flat, {42: view}),
        (replace(plain, layers=tuple(layers)), {42: upside_down}),
    ):
        bounds = lower_bounds(network, system)
        compare(bounds, Bounder(as_model(network, system, shown)).of_network())
        found.append(bounds.latency.critical_path_cycles)
    assert found[0] == found[1] > found[2]

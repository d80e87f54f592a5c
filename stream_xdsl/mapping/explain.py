"""Why a mapping is as it is: for every cut, every stack that is not cut further, and every layer's split and cores, what the runner-up would have cost.

The runner-up of a layer is the option that the allocation's model takes for the next best, all others as they are; of a cut, its absence; of a stack of several layers,
the cut across which the fewest bits go. Each is scheduled as a whole network, as the mapping itself was: nothing here is an estimate. What no mapping with a decision can beat,
whatever else is decided, stands with it, and with its runner-up.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from stream_xdsl.hardware.machine import Machine
from stream_xdsl.mapping.bounds import Bounds, NetworkBounds
from stream_xdsl.mapping.decided import Decided
from stream_xdsl.mapping.evaluator import Evaluator, Partition, Stack
from stream_xdsl.mapping.plan import Evaluation
from stream_xdsl.workload.network import Layer, Network


@dataclass(frozen=True)
class RunnerUp:
    """What might have been decided instead."""

    decision: str
    evaluation: Evaluation
    """Of the whole network with it."""
    bounds: Bounds
    """Of all mappings with it."""


@dataclass(frozen=True)
class Reason:
    """A decision, in words, and its runner-up."""

    stack: str
    """Name of the stack that it is about."""
    decision: str
    bounds: Bounds
    """Of all mappings with this decision."""
    runner_up: RunnerUp | str
    """Only in words if it cannot be mapped."""


@dataclass(frozen=True)
class _Choice:
    """A decision in words, what it settles, and its runner-up."""

    decision: str
    decided: Decided
    other: str
    other_decided: Decided
    whole: Partition
    """With the runner-up."""


def explain(evaluator: Evaluator, partition: Partition) -> tuple[Reason, ...]:
    """Reasons for all decisions of a partition that was evaluated, stack by stack."""
    network, machine = evaluator.planner.network, evaluator.planner.machine
    cuts = [list(_cuts(evaluator, partition, k)) for k in range(len(partition))]
    options = [
        {i: (other, (*partition[:k], other, *partition[k + 1 :])) for i, other in own.items()}
        for k, own in enumerate(_runners_up(evaluator, stack) for stack in partition)
    ]
    evaluator.schedule(
        [choice.whole for own in cuts for choice in own]
        + [whole for own in options for _, whole in own.values()]
    )
    bounds = NetworkBounds(network, machine)
    reasons: list[Reason] = []
    for stack, own_cuts, others in zip(partition, cuts, options, strict=True):
        name, layers = evaluator.network_of(stack).stacks[0], evaluator.plan_of(stack).network.layers
        places = [
            _Choice(
                f"'{layers[i].name}': {_place(layers[i], machine)}, {_tiles(layers[i])}",
                placed(evaluator, stack, i),
                _place(evaluator.plan_of(other).network.layers[i], machine),
                placed(evaluator, other, i),
                whole,
            )
            for i, (other, whole) in others.items()
        ]
        for choice in (*own_cuts, *places):
            evaluation, runner_up = evaluator.wholes[choice.whole], choice.other
            if evaluation is not None:
                runner_up = RunnerUp(choice.other, evaluation, bounds.bounds(choice.other_decided))
            reasons.append(Reason(name, choice.decision, bounds.bounds(choice.decided), runner_up))
    return tuple(reasons)


def placed(evaluator: Evaluator, stack: Stack, position: int) -> Decided:
    """That a layer of a planned stack has its split, its cores and its tiles, mapped onto cores as they are."""
    return Decided(placed={stack.layers[position]: evaluator.placed(stack)[position]})


def apart(stacks: Iterable[Stack]) -> Decided:
    """That the layers of these stacks share none with others."""
    return Decided(groups={i: 0 for stack in stacks for i in stack.layers})


def _cuts(evaluator: Evaluator, partition: Partition, k: int) -> Iterator[_Choice]:
    """The cut before a stack, and that there is none inside."""
    stack, before, after = partition[k], partition[:k], partition[k + 1 :]
    layers = evaluator.network_of(stack).layers
    if before:
        joined = Stack.of((*before[-1].layers, *stack.layers), before[-1].way)
        whole = (*before[:-1], joined, *after)
        yield _Choice(f"cut before '{layers[0].name}'", apart(before), "no cut", Decided(), whole)
    if len(layers) > 1:
        cut = _narrowest(evaluator.network_of(stack))
        parts = Stack.of(stack.layers[:cut], stack.way), Stack.of(stack.layers[cut:], stack.way)
        yield _Choice(
            f"{len(layers)} layers together",
            apart((stack,)),
            f"cut before '{layers[cut].name}'",
            apart((*before, parts[0])),
            (*before, *parts, *after),
        )


def _runners_up(evaluator: Evaluator, stack: Stack) -> dict[int, Stack]:
    """By layer, in order, the stack with its next best option."""
    found: dict[int, Stack] = {}
    for other in evaluator.alternatives(stack):
        found.setdefault(_changed_layer(stack, other), other)
    return dict(sorted(found.items()))


def _narrowest(network: Network) -> int:
    """The first layer after the cut across which the fewest bits go."""

    def crossing(cut: int) -> int:
        return sum(
            network.tensors[tensor].size_bits
            for tensor, layer in network.producer.items()
            if layer < cut and any(reader >= cut for reader in network.consumers.get(tensor, ()))
        )

    return min(range(1, len(network.layers)), key=crossing)


def _changed_layer(stack: Stack, other: Stack) -> int:
    """The one layer, by its position, that has another option."""
    return min(set(stack.changes) ^ set(other.changes))[0]


def _place(layer: Layer, machine: Machine) -> str:
    split = " × ".join(f"{layer.dims[dim]} in {ways}" for dim, ways in layer.spatial) or "whole"
    return f"{split} on {_core_names(layer.cores, machine)}"


def _tiles(layer: Layer) -> str:
    cuts = [f"{layer.dims[dim]} {size}" for dim, size in layer.temporal if size < layer.sizes[dim]]
    return f"tiles of {', '.join(cuts)}" if cuts else "one tile each"


def _core_names(cores: Sequence[int], machine: Machine) -> str:
    return " ".join(machine.cores[core].name for core in cores)

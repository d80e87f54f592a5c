"""Why a mapping is as it is: for every cut, every stack that is not cut further, and every layer's split and cores, what the runner-up would have cost.

The runner-up of a layer is the option that the allocation's model takes for the next best, all others as they are; of a cut, its absence; of a stack of several layers,
the cut across which the fewest bits go. Each is scheduled as a whole network, as the mapping itself was: nothing here is an estimate.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from stream_xdsl.hardware.machine import Machine
from stream_xdsl.mapping.evaluator import Evaluator, Partition, Stack
from stream_xdsl.mapping.plan import Evaluation
from stream_xdsl.workload.network import Layer, Network


@dataclass(frozen=True)
class Reason:
    """A decision, in words, and its runner-up."""

    stack: str
    """Name of the stack that it is about."""
    decision: str
    runner_up: str
    evaluation: Evaluation | None
    """Of the whole network with the runner-up instead; None if that cannot be mapped."""


def explain(evaluator: Evaluator, partition: Partition) -> tuple[Reason, ...]:
    """Reasons for all decisions of a partition that was evaluated, stack by stack."""
    cuts = [_other_cuts(evaluator, partition, k) for k in range(len(partition))]
    options = [
        {i: (other, (*partition[:k], other, *partition[k + 1 :])) for i, other in own.items()}
        for k, own in enumerate(_runners_up(evaluator, stack) for stack in partition)
    ]
    evaluator.schedule(
        [whole for own in cuts for *_, whole in own] + [whole for own in options for _, whole in own.values()]
    )
    machine = evaluator.planner.machine
    reasons: list[Reason] = []
    for stack, other_cuts, others in zip(partition, cuts, options, strict=True):
        name, layers = evaluator.network_of(stack).stacks[0], evaluator.plan_of(stack).network.layers
        for decision, runner_up, whole in other_cuts:
            reasons.append(Reason(name, decision, runner_up, evaluator.wholes[whole]))
        for i, (other, whole) in others.items():
            decision = f"'{layers[i].name}': {_place(layers[i], machine)}"
            runner_up = _place(evaluator.plan_of(other).network.layers[i], machine)
            reasons.append(Reason(name, decision, runner_up, evaluator.wholes[whole]))
    return tuple(reasons)


def _other_cuts(evaluator: Evaluator, partition: Partition, k: int) -> list[tuple[str, str, Partition]]:
    """(decision, runner-up, partition with it) of the cut before a stack, and of there being none inside."""
    stack, before, after = partition[k], partition[:k], partition[k + 1 :]
    layers = evaluator.network_of(stack).layers
    found: list[tuple[str, str, Partition]] = []
    if before:
        joined = Stack(before[-1].first, stack.end, before[-1].way)
        found.append((f"cut before '{layers[0].name}'", "no cut", (*before[:-1], joined, *after)))
    if len(layers) > 1:
        cut = _narrowest(evaluator.network_of(stack))
        border = stack.first + cut
        parts = Stack(stack.first, border, stack.way), Stack(border, stack.end, stack.way)
        runner_up = f"cut before '{layers[cut].name}'"
        found.append((f"{len(layers)} layers together", runner_up, (*before, *parts, *after)))
    return found


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


def _core_names(cores: Sequence[int], machine: Machine) -> str:
    return " ".join(machine.cores[core].name for core in cores)

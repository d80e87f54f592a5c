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
    found: list[tuple[tuple[str, str, str], Partition]] = []
    layer_decisions: list[tuple[int, int, Stack]] = []
    for k, stack in enumerate(partition):
        name, layers = evaluator.network_of(stack).stacks[0], evaluator.network_of(stack).layers
        before, after = partition[:k], partition[k + 1 :]
        if before:
            joined = Stack(before[-1].first, stack.end, before[-1].way)
            decision = f"cut before '{layers[0].name}'"
            found.append(((name, decision, "no cut"), (*before[:-1], joined, *after)))
        if len(layers) > 1:
            cut = stack.first + _narrowest(evaluator.network_of(stack))
            parts = Stack(stack.first, cut, stack.way), Stack(cut, stack.end, stack.way)
            decision = f"{len(layers)} layers together"
            runner_up = f"cut before '{layers[cut - stack.first].name}'"
            found.append(((name, decision, runner_up), (*before, *parts, *after)))
        seen: set[int] = set()
        for other in evaluator.alternatives(stack):
            changed = _changed_layer(stack, other)
            if changed not in seen:
                seen.add(changed)
                layer_decisions.append((k, changed, other))
    swapped = [(*partition[:k], other, *partition[k + 1 :]) for k, _, other in layer_decisions]
    evaluator.schedule([*(p for _, p in found), *swapped])
    reasons = [Reason(*words, evaluator.wholes[p]) for words, p in found]
    for (k, i, other), whole in sorted(
        zip(layer_decisions, swapped, strict=True), key=lambda entry: entry[0][:2]
    ):
        own, changed = (evaluator.plan_of(s).network.layers[i] for s in (partition[k], other))
        machine = evaluator.planner.machine
        decision = f"'{own.name}': {_place(own, machine)}"
        name = evaluator.network_of(partition[k]).stacks[0]
        reasons.append(Reason(name, decision, _place(changed, machine), evaluator.wholes[whole]))
    order = {evaluator.network_of(stack).stacks[0]: k for k, stack in enumerate(partition)}
    return tuple(sorted(reasons, key=lambda reason: order[reason.stack]))


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

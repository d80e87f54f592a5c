"""Which layers are fused into one stack: strategies that group the layers of a network.

Every strategy returns groups in an order in which they can run one after the other. That needs convex groups
(no path leaves one and comes back) that do not wait for each other in a circle.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

from stream_xdsl.hardware.machine import Machine, MemoryOperand
from stream_xdsl.mapping.tile_sizes import can_stream, rooms
from stream_xdsl.workload.network import Network, TensorRole


@dataclass(frozen=True)
class Group:
    """The layers of a future stack, ascending."""

    name: str
    layers: tuple[int, ...]
    row_tiles: int | None = None
    """Into how many the rows of its layers are to be cut, if that is decided."""


class PartitionError(ValueError):
    """Groups that cannot be stacks; `layer` is one of the layers to blame."""

    def __init__(self, message: str, layer: int):
        super().__init__(message)
        self.layer = layer


def predecessors(network: Network) -> tuple[tuple[int, ...], ...]:
    """Per layer the layers whose results it reads, ascending."""
    producer = network.producer
    return tuple(
        tuple(sorted({producer[p.tensor] for use in layer.uses for p in use.pieces if p.tensor in producer}))
        for layer in network.layers
    )


def layer_by_layer(network: Network) -> tuple[Group, ...]:
    """Every layer its own group, named after it."""
    return tuple(Group(layer.name, (i,)) for i, layer in enumerate(network.layers))


def weight_capacity_bits(network: Network, machine: Machine) -> int:
    """Memory there is for weights: of the cores that run layers with weights, each physical memory once.

    A memory that also holds activations counts half: they need room beside the weights.
    """
    kinds = {network.layers[i].kind for i in _weights(network)}
    cores = {core for kind in kinds for core in machine.cores_running(kind)}
    memories = {
        machine.memory_id(core, MemoryOperand.I2)
        for core in sorted(cores)
        if machine.cores[core].core_type.levels(MemoryOperand.I2)
    }
    return sum(
        memory.size_bits // (1 if memory.operands == (MemoryOperand.I2,) else 2)
        for memory in (machine.memory(i) for i in sorted(memories))
    )


def weights_fit(
    network: Network, capacity_bits: int, streams: Callable[[int, Sequence[int]], bool]
) -> tuple[Group, ...]:
    """Runs of layers, in order, whose weights together do not exceed the capacity, each as long as possible.

    A layer whose own weights exceed it is a group of its own. A layer begins a group, too, unless it `streams`: whether
    it (the first argument) has room for rows of the operands (the second) that the group before it would hand over.
    Greedy: it knows neither how weights will be spread over the cores, nor how long activations live, nor whether
    another cut would move less data.
    """
    weights, producer = _weights(network), network.producer
    groups: list[list[int]] = []
    held: dict[int, int] = {}
    for i in range(len(network.layers)):
        own = weights.get(i, {})
        together = held | own
        handed = [
            position
            for position, use in enumerate(network.layers[i].uses)
            if groups and any(producer.get(piece.tensor) in groups[-1] for piece in use.pieces)
        ]
        if not groups or sum(together.values()) > capacity_bits or (handed and not streams(i, handed)):
            groups.append([])
            together = own
        groups[-1].append(i)
        held = together
    return tuple(Group(f"stack{g}", tuple(layers)) for g, layers in enumerate(groups))


def usual_weights_fit(
    network: Network, machine: Machine, cores: Sequence[Sequence[int]], divisor: int = 1
) -> tuple[Group, ...]:
    """`weights_fit` at the capacity of a machine, or a part of it, on whose `cores`, by layer, a layer may run."""
    available = [rooms(machine, own) for own in cores]
    return weights_fit(
        network,
        weight_capacity_bits(network, machine) // divisor,
        lambda i, operands: can_stream(network, i, operands, available[i]),
    )


def _weights(network: Network) -> dict[int, dict[int, int]]:
    """Per layer that has any: its weight tensors and their bits."""
    found: dict[int, dict[int, int]] = {}
    for i, layer in enumerate(network.layers):
        for use in layer.uses:
            for piece in use.pieces:
                tensor = network.tensors[piece.tensor]
                if tensor.role is TensorRole.WEIGHT:
                    found.setdefault(i, {})[piece.tensor] = tensor.size_bits
    return found


def manual(network: Network, groups: Sequence[tuple[str, Sequence[int]]]) -> tuple[Group, ...]:
    """The groups a user names, the other layers each on their own, in an order in which they can run.

    Raises PartitionError if a layer is in two groups, if a group is not convex, or if groups wait for each other.
    """
    group_of: dict[int, int] = {}
    result: list[Group] = []
    for name, layers in groups:
        for layer in layers:
            if layer in group_of:
                first = result[group_of[layer]].name if group_of[layer] < len(result) else name
                raise PartitionError(
                    f"layer '{network.layers[layer].name}' is in group '{first}' and in group '{name}'", layer
                )
            group_of[layer] = len(result)
        result.append(Group(name, tuple(sorted(layers))))
    for i, layer in enumerate(network.layers):
        if i not in group_of:
            group_of[i] = len(result)
            result.append(Group(layer.name, (i,)))
    names = [group.name for group in result]
    for group in result:
        if names.count(group.name) > 1:
            raise PartitionError(f"two stacks would be called '{group.name}'", group.layers[0])
    before = predecessors(network)
    _check_convex(network, result, group_of, before)
    return _in_order(network, result, group_of, before)


def _check_convex(
    network: Network, groups: Sequence[Group], group_of: dict[int, int], before: tuple[tuple[int, ...], ...]
) -> None:
    for g, group in enumerate(groups):
        # Layers outside that depend on the group; layers are in topological order.
        outside: set[int] = set()
        for i in range(group.layers[0], group.layers[-1] + 1):
            if group_of[i] != g:
                if any(group_of[p] == g or p in outside for p in before[i]):
                    outside.add(i)
            elif between := outside.intersection(before[i]):
                culprit = min(between)
                raise PartitionError(
                    f"group '{group.name}' is not contiguous: layer '{network.layers[culprit].name}' lies outside,"
                    f" after one of its layers and before '{network.layers[i].name}'",
                    culprit,
                )


def _in_order(
    network: Network, groups: Sequence[Group], group_of: dict[int, int], before: tuple[tuple[int, ...], ...]
) -> tuple[Group, ...]:
    """The groups in a topological order, the one with the earliest layer first."""
    needs = [{group_of[p] for i in group.layers for p in before[i]} - {g} for g, group in enumerate(groups)]
    ready = [(group.layers[0], g) for g, group in enumerate(groups) if not needs[g]]
    waiting = {g for g in range(len(groups)) if needs[g]}
    result: list[Group] = []
    ready.sort()
    while ready:
        _, done = heappop(ready)
        result.append(groups[done])
        for g in sorted(waiting):
            needs[g].discard(done)
            if not needs[g]:
                waiting.discard(g)
                heappush(ready, (groups[g].layers[0], g))
    if waiting:
        circle = [groups[g] for g in sorted(waiting) if len(groups[g].layers) > 1]
        names = " and ".join(f"'{group.name}'" for group in circle)
        raise PartitionError(f"groups {names} wait for each other", circle[0].layers[0])
    return tuple(result)

"""What the layers of a stack have in memories while it runs, and in what rounds they run.

A stack's last layers pull the others: tiles run as late as they allow (`workload.tile_graph.tile_order`), and a layer makes at a time what the
next tile of a last layer needs. That is a *round*. In most stacks it is a row tile of every layer; but where a last layer has fewer, or reads
everything at once, layers make several, of which all but the first wait for their readers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from stream_xdsl.hardware.machine import Machine, MemoryOperand, operand_role
from stream_xdsl.mapping.allocation import Holding, Option
from stream_xdsl.mapping.tile_sizes import operand_need, tile_sizes
from stream_xdsl.mapping.transfer_energies import TransferEnergies
from stream_xdsl.workload.network import Layer, Network, Use
from stream_xdsl.workload.working_set import output_elements, use_bits


@dataclass(frozen=True)
class Memories:
    """The outermost memories of cores that compute."""

    of_cores: Mapping[int, tuple[int, ...]]
    """By core, those of its operands and its result."""
    capacity_bits: Mapping[int, int]
    reload_fj_per_bit: Mapping[int, int]
    """From off-chip memory."""
    spill_fj_per_bit: Mapping[int, int]
    """To off-chip memory."""


def describe_memories(machine: Machine, transfers: TransferEnergies) -> Memories:
    """All of a machine; one that several cores share is one."""
    of_cores: dict[int, tuple[int, ...]] = {}
    capacity: dict[int, int] = {}
    reload: dict[int, int] = {}
    spill: dict[int, int] = {}
    for core, described in enumerate(machine.cores):
        core_type = described.core_type
        if core_type.array is None:
            continue
        roles = [role for role in MemoryOperand if core_type.levels(role)]
        of_cores[core] = tuple(dict.fromkeys(machine.memory_id(core, role) for role in roles))
        for memory in of_cores[core]:
            if memory not in capacity:
                capacity[memory] = machine.memory(memory).size_bits
                held = machine.memory(memory).operands
                # What is in a memory of results alone comes back to where it is read.
                role = MemoryOperand.I2 if held[0] is MemoryOperand.I2 else MemoryOperand.I1
                reload[memory] = round(1000 * transfers.load(core_type.name, role))
                spill[memory] = round(1000 * transfers.store(core_type.name))
    return Memories(of_cores, capacity, reload, spill)


class PartBits(NamedTuple):
    """What a part of a layer holds in one role, as `Holding` has it, with the result of one row tile."""

    loaded: int = 0
    made: int = 0
    running: int = 0
    result: int = 0

    def plus(self, other: "PartBits") -> "PartBits":
        """Both together."""
        return PartBits(*(one + more for one, more in zip(self, other, strict=True)))


def part_needs(
    part: Layer, loaded_bits: Sequence[int], is_offchip: Sequence[bool], *, is_read: bool
) -> dict[MemoryOperand, PartBits]:
    """What a part of a fused layer holds by role.

    Per operand: what all its tiles load, and whether it comes from off-chip memory, not from the stack. `is_read` if the stack reads the result.
    """
    outermost, whole = part.temporal[:1], use_bits(part, part.sizes)
    steps = {dim for dim, size in outermost if size < part.sizes[dim]}
    found = dict.fromkeys(MemoryOperand, PartBits())
    for position, use in enumerate(part.uses):
        changes = bool(use.map.relevant_dims & steps)
        if is_offchip[position]:
            window, new = operand_need(part, use, outermost) if changes else (whole[position], 0)
            cut = len(part.temporal) > 1 and use.map.relevant_dims & {d for d, _ in part.temporal[1:]}
            now = operand_need(part, use, part.temporal)[0] if cut else window
            stays = changes or (bool(steps) and loaded_bits[position] == whole[position])
            kept = (window - new) * stays
            own = PartBits(loaded=kept, running=max(0, now - kept))
        else:
            window, new = operand_need(part, use, outermost, ())
            kept = window - new if changes else window
            own = PartBits(made=kept, running=window - kept)
        role = operand_role(position)
        found[role] = found[role].plus(own)
    accumulates = any(d in part.reduction_dims for d, size in part.temporal if size < part.sizes[d])
    tile = output_elements(part, tile_sizes(part, part.temporal))
    running = tile * (part.psum_bits if accumulates else part.output_bits)
    result = output_elements(part, tile_sizes(part, outermost)) * part.output_bits if is_read else 0
    found[MemoryOperand.O] = PartBits(running=max(running, result), result=result)
    return found


def holdings(
    machine: Machine, cores: Sequence[int], needs: Sequence[Mapping[MemoryOperand, PartBits]]
) -> tuple[Holding, ...]:
    """What parts with such needs hold on these cores, one by one."""
    found: dict[int, PartBits] = {}
    for core, own in zip(cores, needs, strict=True):
        for role, bits in own.items():
            if machine.cores[core].core_type.levels(role) and any(bits):
                memory = machine.memory_id(core, role)
                found[memory] = found.get(memory, PartBits()).plus(bits)
    return tuple(Holding(memory, *bits) for memory, bits in found.items())


# Rounds


@dataclass(frozen=True)
class Pace:
    """In what rounds the row tiles of a layer run."""

    tiles: int
    first: int
    """In the first round."""
    batch: int
    """In each after it, at most."""
    waits: int
    """Batches of results that wait for some of their readers, because others read further ahead; rounded up."""

    @property
    def rounds(self) -> int:
        """Until all have run."""
        return 1 - (self.first - self.tiles) // self.batch


def row_tiles(layer: Layer) -> int:
    """Tiles of the outermost loop, which keep step in a fused stack."""
    return next((-(-layer.sizes[d] // size) for d, size in layer.temporal), 1)


def paces(layers: Sequence[Layer], links: Sequence[tuple[int, int]]) -> tuple[Pace, ...]:
    """Of the layers of a stack, of which those linked (producer, consumer) read each other's results."""
    tiles = [row_tiles(layer) for layer in layers]
    first, turns, waits = [1] * len(layers), [0] * len(layers), [0] * len(layers)
    # Readers before what they read.
    for p, c in sorted(links, key=lambda link: -link[0]):
        first[p] = max(first[p], tiles_needed(layers[p], layers[c], first[c]))
        turns[p] = max(turns[p], min(tiles[p], turns[c] or tiles[c]))
    for p, c in links:
        waits[p] = max(waits[p], first[p] - tiles_needed(layers[p], layers[c], first[c]))
    batches = [-(-count // (turn or count)) for count, turn in zip(tiles, turns, strict=True)]
    return tuple(
        Pace(count, own, batch, -(-wait // batch))
        for count, own, batch, wait in zip(tiles, first, batches, waits, strict=True)
    )


def tiles_needed(made: Layer, reader: Layer, count: int) -> int:
    """How many row tiles of a layer another one needs for so many of its own. Rearranged rows are taken to keep their order."""
    tiles, found = row_tiles(made), 1
    if tiles == 1:
        return 1
    ((cut, size),) = made.temporal[:1]
    reached = list(reader.sizes)
    for dim, own in reader.temporal[:1]:
        reached[dim] = min(reached[dim], count * own)
    share = next((-(-tiles * reached[d] // reader.sizes[d]) for d, _ in reader.temporal), tiles)
    for position in operands_reading(reader, made.output):
        use = reader.uses[position]
        axes = [axis for axis, row in enumerate(made.output_map.coefficients) if row[cut]]
        if not axes:
            return tiles
        if not as_it_is(use):
            found = max(found, share)
            continue
        for axis in axes:
            steps = zip(use.map.coefficients[axis], reached, strict=True)
            last = use.map.offsets[axis] + sum(c * (n - 1) for c, n in steps if c > 0)
            last = max(0, min(last, use.shape[axis] - 1))
            found = max(found, last // (size * made.output_map.coefficients[axis][cut]) + 1)
    return min(found, tiles)


def paced(option: Option, pace: Pace, iterations: int, memories: Memories) -> Option:
    """An option that holds one result, with all that a round makes, as far as they have room; the rest is spilled and loaded again.

    A layer of fewer row tiles than there are iterations holds a share of what it does.
    """
    if pace.tiles == iterations and pace.first == pace.batch == 1:
        return option
    own: list[Holding] = []
    spilled_bits, energy_fj = 0, 0
    for h in option.holdings:
        room = max(0, memories.capacity_bits[h.memory] - h.made_bits - h.running_bits)
        more = (pace.batch - 1) * h.result_bits
        excess = max(0, (pace.first - 1) * h.result_bits - room) + (pace.rounds - 1) * max(0, more - room)
        spilled_bits += excess
        energy_fj += excess * (memories.reload_fj_per_bit[h.memory] + memories.spill_fj_per_bit[h.memory])
        waiting = min(more, room)
        bits = (h.loaded_bits, h.made_bits, h.running_bits + waiting, h.result_bits + waiting)
        own.append(Holding(h.memory, *(-(-b * pace.tiles // iterations) for b in bits)))
    each = -(-spilled_bits // iterations)
    return replace(
        option,
        load_bits=option.load_bits + each,
        store_bits=option.store_bits + each,
        holdings=tuple(own),
        energy_fj=option.energy_fj + energy_fj,
    )


# Operands


def operands_reading(layer: Layer, tensor: int) -> tuple[int, ...]:
    """The operands of a layer that have to do with a tensor."""
    uses = enumerate(layer.uses)
    return tuple(i for i, use in uses if any(piece.tensor == tensor for piece in use.pieces))


def as_it_is(use: Use) -> bool:
    """Whether an operand is a tensor whose axes are not rearranged."""
    return len(use.pieces) == 1 and all(g.source_axes == g.target_axes for g in use.pieces[0].groups)


def read_in_stack(network: Network) -> frozenset[int]:
    """Layers whose results others of their stack read."""
    return frozenset(
        network.producer[piece.tensor]
        for layer in network.layers
        for use in layer.uses
        for piece in use.pieces
        if piece.tensor in network.producer
        and network.layers[network.producer[piece.tensor]].stack == layer.stack
    )

"""What a schedule has to bring where, derived from the network, its tiling and its cores alone.

What tiles need is derived here, element by element. How a layer's loads cut it into blocks, so that one row of a transfer names one, is
a definition (see `workload/tile_graph.py`) and asked for there.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from stream_xdsl.checker.interconnect import End
from stream_xdsl.checker.model import Cost, Ints, Model, Transfer
from stream_xdsl.checker.needs import Atoms, Labels, Part, Reach, Region, parts_of, reads_of
from stream_xdsl.hardware.machine import Direction, MemoryOperand, operand_role
from stream_xdsl.workload.tile_graph import LoadedBlocks, loaded_blocks

NOTHING = np.zeros(0, dtype=np.int64)
"""No groups of elements."""

OFFCHIP_COPIES = ("store", "spill")


class Demand:
    """The tiles of every layer, what each of them touches, and in which memories that must be."""

    def __init__(self, model: Model):
        self.model = model
        self.parts: list[tuple[Part, ...]] = [parts_of(layer) for layer in model.layers]
        self.memories = {
            (i, role): model.machine.memory_id(i, role)
            for i, core in enumerate(model.machine.cores)
            for role in MemoryOperand
            if core.core_type.levels(role)
        }
        """In which memory a core keeps a role."""
        self.streamed = {
            (i, p): self._streamed(i, p) for i, parts in enumerate(self.parts) for p in range(len(parts))
        }
        """By layer and part: the operands that come from off-chip memory while tiles run."""
        self._derive_needs()

    def _streamed(self, layer: int, part: int) -> frozenset[int]:
        own = self.model.layers[layer]
        core_type = self.model.machine.cores[own.cores[part]].core_type.name
        shapes = {tuple(extents) for extents in self.parts[layer][part].extents.tolist()}
        costs = (own.costs.get((core_type, shape)) for shape in shapes)
        return frozenset(operand for cost in costs if cost is not None for operand in cost.streams)

    def _derive_needs(self) -> None:
        """For every layer and access the groups of elements that each tile touches."""
        model = self.model
        regions: dict[int, list[Region]] = defaultdict(list)
        touched: list[list[tuple[Ints, list[tuple[Region, ...]]]]] = []
        for layer, parts in zip(model.layers, self.parts, strict=True):
            own: list[tuple[Ints, list[tuple[Region, ...]]]] = []
            starts = np.concatenate([part.starts for part in parts])
            extents = np.concatenate([part.extents for part in parts])
            for access in (*layer.operands, layer.result):
                reach = Reach(access, model.tensors)
                keys = np.hstack([starts[:, reach.moving], extents[:, reach.moving]])
                _, first, same = np.unique(keys, axis=0, return_index=True, return_inverse=True)
                found = reach.of_each(starts[first], extents[first])
                for region in (r for each in found for r in each):
                    regions[region.tensor].append(region)
                own.append((same.ravel(), found))
            touched.append(own)
        blocks = loaded_blocks(model.network, model.machine, self.streamed)
        labels: dict[int, dict[int, Labels]] = defaultdict(dict)
        """By tensor; layers and memories share arrays."""
        for (*_, tensor), cut in blocks.items():
            labels[tensor] |= {
                id(along): (axes, along) for axes, along in zip(cut.axes, cut.labels, strict=True)
            }
        self.atoms = [Atoms(t.shape, regions[i], labels[i].values()) for i, t in enumerate(model.tensors)]
        self.needs = [
            [(same, [self._groups(each) for each in found]) for same, found in own] for own in touched
        ]
        """Per layer, per operand and the result: which distinct need each tile has, and the needs: tensor -> groups."""
        self.wanted: dict[tuple[int, int], npt.NDArray[np.bool_]] = {}
        """By memory and tensor produced in the same stack: the groups that are read there."""
        self.first: dict[tuple[int, int, int, int], dict[int, Ints]] = {}
        """By layer, part, memory and tensor from off-chip: the groups that a tile is the first of its layer to need there."""
        self.from_offchip: dict[int, npt.NDArray[np.bool_]] = {}
        """By tensor that is not produced in the stack that reads it: the groups that are read so."""
        for i, accesses in enumerate(self.needs):
            for tensor, groups in (
                item for _, needs in accesses[:-1] for need in needs for item in need.items()
            ):
                if not self.in_stack(tensor, i):
                    read = self.from_offchip.setdefault(
                        tensor, np.zeros(len(self.atoms[tensor]), dtype=np.bool_)
                    )
                    read[groups] = True
        streaming = (
            tensor
            for (i, _), operands in self.streamed.items()
            for operand in operands
            for need in self.needs[i][operand][1]
            for tensor in need
        )
        self.outliving = {
            t
            for t in (*self.from_offchip, *model.outputs, *streaming)
            if model.tensors[t].producer is not None
        }
        """Results that leave their stack, or stream into it again."""
        self.roles: dict[tuple[int | None, int, int], set[MemoryOperand]] = {}
        """By loading layer or None, memory and tensor: the roles in which it is read there."""
        for i, layer in enumerate(model.layers):
            at = 0
            loading: dict[tuple[int, int], list[tuple[slice, list[int]]]] = defaultdict(list)
            for p, part in enumerate(self.parts[i]):
                tiles = slice(at, at + len(part))
                for place, operands in self._derive_part(i, p, layer.cores[p], tiles):
                    loading[place].append((tiles, operands))
                at += len(part)
            for place, readers in loading.items():
                if (i, *place) in blocks:
                    self._derive_first(i, place, readers, blocks[i, *place])

    def _groups(self, regions: Iterable[Region]) -> dict[int, Ints]:
        found: dict[int, list[Ints]] = defaultdict(list)
        for region in regions:
            found[region.tensor].append(self.atoms[region.tensor].of(region))
        return {t: s[0] if len(s) == 1 else np.unique(np.concatenate(s)) for t, s in found.items()}

    def _derive_part(
        self, layer: int, part: int, core: int, tiles: slice
    ) -> Iterator[tuple[tuple[int, int], list[int]]]:
        """Roles and what is wanted of results of the same stack; by memory and tensor, the operands that load from off-chip."""
        by_place: dict[tuple[int, int], list[int]] = defaultdict(list)
        for operand, (same, needs) in enumerate(self.needs[layer][:-1]):
            memory = self.operand_memory(core, operand)
            for tensor in dict.fromkeys(t for i in np.unique(same[tiles]) for t in needs[i]):
                by_place[memory, tensor].append(operand)
        for (memory, tensor), operands in by_place.items():
            reader = None if self.in_stack(tensor, layer) else layer
            roles = self.roles.setdefault((reader, memory, tensor), set())
            roles |= {operand_role(operand) for operand in operands}
            fetched = [operand for operand in operands if operand not in self.streamed[layer, part]]
            if len(fetched) < len(operands):
                self.roles.setdefault((layer, memory, tensor), set()).update(roles)
            if not fetched:
                continue
            if reader is None:
                mask = self.wanted.setdefault(
                    (memory, tensor), np.zeros(len(self.atoms[tensor]), dtype=np.bool_)
                )
                self._mark(mask, layer, tiles, fetched, tensor)
                continue
            yield (memory, tensor), fetched

    def _derive_first(
        self,
        layer: int,
        place: tuple[int, int],
        readers: Sequence[tuple[slice, list[int]]],
        blocks: LoadedBlocks,
    ) -> None:
        """What each tile is the first to need in a memory of a tensor, of those parts whose tiles read it there through those operands.

        How elements are cut into blocks is a definition, which is the scheduler's; that they hold what tiles need is not taken from it.
        """
        memory, tensor = place
        groups = cells = np.zeros(1, dtype=np.int64)
        for axes, labels, count in zip(blocks.axes, blocks.labels, blocks.counts, strict=True):
            share, own = self.atoms[tensor].labelled(axes, labels)
            groups = np.add.outer(groups, share).ravel()
            cells = np.add.outer(cells * count, own).ravel()
        at = np.searchsorted(blocks.cells, cells)
        there = np.append(blocks.cells, -1)[at] == cells
        own_layer = self.model.layers[layer]
        # An operand counts even if all that tiles read of it there is padding.
        fetched = {
            o
            for part, core in enumerate(own_layer.cores)
            for o in range(len(own_layer.operands))
            if self.operand_memory(core, o) == memory and o not in self.streamed[layer, part]
        }
        if sum(reads_of(own_layer.operands[o].value, tensor) for o in fetched) == 1:
            # Nothing is loaded but for several reads together that no tile needs.
            needed = np.zeros(len(self.atoms[tensor]), dtype=np.bool_)
            for tiles, operands in readers:
                self._mark(needed, layer, tiles, operands, tensor)
            there &= needed[groups]
        groups, at = groups[there], at[there]
        order = np.lexsort((groups, blocks.tile[at], blocks.part[at]))
        groups, parts, tiles = groups[order], blocks.part[at][order], blocks.tile[at][order]
        begins = np.flatnonzero(np.diff(parts, prepend=-1) | np.diff(tiles, prepend=-1))
        for begin, end in pairwise([*begins.tolist(), len(groups)]):
            own = self.first.setdefault((layer, int(parts[begin]), memory, tensor), {})
            own[int(tiles[begin])] = groups[begin:end]

    def _mark(
        self, mask: npt.NDArray[np.bool_], layer: int, tiles: slice, operands: Iterable[int], tensor: int
    ) -> None:
        """Mark the groups of a tensor that tiles of a layer read through those operands."""
        for operand in operands:
            same, needs = self.needs[layer][operand]
            for i in np.unique(same[tiles]):
                mask[needs[i].get(tensor, NOTHING)] = True

    def in_stack(self, tensor: int, reader: int) -> bool:
        """Whether a layer reads the tensor within the stack that makes it."""
        producer = self.model.tensors[tensor].producer
        return producer is not None and self.model.layers[producer].stack == self.model.layers[reader].stack

    def operand_memory(self, core: int, operand: int) -> int:
        """The memory of a core from which its layers read an operand."""
        return self.memories[core, operand_role(operand)]

    def result_memory(self, layer: int, part: int) -> int:
        """The memory a part writes its result to."""
        return self.memories[self.model.layers[layer].cores[part], MemoryOperand.O]

    def task_number(self, layer: int, part: int, tile: int) -> int:
        """Position of a tile among those of all parts of its layer."""
        return sum(len(p) for p in self.parts[layer][:part]) + tile

    def cost_of(self, layer: int, part: int, tile: int) -> Cost | None:
        """What a tile takes on the core of its part; None if that is not told."""
        core_type = self.model.machine.cores[self.model.layers[layer].cores[part]].core_type
        sizes = tuple(self.parts[layer][part].extents[tile].tolist())
        return self.model.layers[layer].costs.get((core_type.name, sizes))

    def in_place(self, before: tuple[int, int, int], tile: tuple[int, int, int]) -> bool:
        """Whether a tile (layer, part, tile) has stationary operands and finds those of its core's tile before in place: those of the same
        part that reads the same elements, in tiles of one shape, which are mapped alike."""
        layer, part, number = tile
        roles = self.model.machine.cores[self.model.layers[layer].cores[part]].core_type.stationary
        stationary = [
            same for operand, (same, _) in enumerate(self.needs[layer][:-1]) if operand_role(operand) in roles
        ]
        if not stationary or before[:2] != (layer, part):
            return False
        extents, base = self.parts[layer][part].extents, self.task_number(layer, part, 0)
        return bool((extents[before[2]] == extents[number]).all()) and all(
            same[base + before[2]] == same[base + number] for same in stationary
        )

    def accesses(
        self, op: Transfer, part: int, source: int, target: int, alias: tuple[int, str]
    ) -> tuple[End, End]:
        """How a transfer reads and writes the memories at its two ends, for one of its targets."""
        offchip = self.model.offchip_memories

        def role(memory: int, core: int) -> MemoryOperand:
            """I1 if any of those concerned reads the tensor there as its first operand, else I2; the other if that is all that this core has there."""
            reader = op.layer if op.names_tensor else None
            roles = self.roles.get((reader, memory, op.tensor), set())
            wanted, other = MemoryOperand.I2, MemoryOperand.I1
            if MemoryOperand.I1 in roles:
                wanted, other = other, wanted
            keeps = self.model.machine.keeps
            return other if keeps(core, other, memory) and not keeps(core, wanted, memory) else wanted

        if source in offchip:
            read = role(target, alias[0]), Direction.TO_LOW
        elif source == self.result_memory(op.layer, part):
            read = MemoryOperand.O, Direction.TO_HIGH
        else:
            read = role(source, op.source[0]), Direction.TO_LOW
        if target in offchip:
            write = MemoryOperand.O, Direction.FROM_LOW
        else:
            write = role(target, alias[0]), Direction.FROM_HIGH
        return End(source, op.source, *read), End(target, alias, *write)

    def written(self, layer: int, task: int) -> Ints:
        """The groups of its result that a tile of a layer writes."""
        same, needs = self.needs[layer][-1]
        return needs[same[task]].get(self.model.layers[layer].output, NOTHING)

    def moved(self, op: Transfer, part: int, target: int) -> Callable[[int], Ints | None]:
        """What the row of a tile moves; None for tiles that name no block, or one of which nothing is needed."""
        if op.kind == "load":
            return self.first.get((op.layer, part, target, op.tensor), {}).get
        if op.kind == "stream":
            return self._streamed_by_tile(op, part)
        finals = {int(t) for t in self.parts[op.layer][part].final}
        base = self.task_number(op.layer, part, 0)
        wanted = self.wanted.get((target, op.tensor))

        def block(tile: int) -> Ints | None:
            if tile not in finals:
                return None
            groups = self.written(op.layer, base + tile)
            if op.kind in OFFCHIP_COPIES:
                return groups
            groups = NOTHING if wanted is None else groups[wanted[groups]]
            return groups if len(groups) else None

        return block

    def _streamed_by_tile(self, op: Transfer, part: int) -> Callable[[int], Ints | None]:
        operands, base = self.stream_operands(op, part), self.task_number(op.layer, part, 0)

        def needed(tile: int) -> Ints | None:
            if not operands or not 0 <= tile < len(self.parts[op.layer][part]):
                return None
            # Rows do not say which operand they are for: all that the tile streams of the tensor is there meanwhile.
            own = [needs[same[base + tile]] for same, needs in (self.needs[op.layer][o] for o in operands)]
            found = [need.get(op.tensor, NOTHING) for need in own]
            return found[0] if len(found) == 1 else np.unique(np.concatenate(found))

        return needed

    def stream_operands_in(self, op: Transfer, part: int, memory: int) -> list[int]:
        """Those that stream it to a part through a memory."""
        core = self.model.layers[op.layer].cores[part]
        return [o for o in self.stream_operands(op, part) if self.operand_memory(core, o) == memory]

    def stream_operands(self, op: Transfer, part: int) -> list[int]:
        """The operands of a layer that stream a tensor."""
        needs = self.needs[op.layer]
        return [
            operand
            for operand in sorted(self.streamed[op.layer, part])
            if any(op.tensor in need for need in needs[operand][1])
        ]


def operand_streamed(amounts_bits: Mapping[int, int], bits: int) -> int:
    """For which of several operands, with what their tile streams of each, a row streams so much.

    It does not say so; the amounts do, and where they are equal, it does not matter.
    """
    return next((o for o, amount in amounts_bits.items() if amount == bits), next(iter(amounts_bits)))

"""What a schedule has to bring where, derived from the network, its tiling and its cores alone."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

from stream_xdsl.checker.interconnect import End
from stream_xdsl.checker.model import Cost, Ints, Model, Transfer
from stream_xdsl.checker.needs import Atoms, Part, Reach, Region, parts_of
from stream_xdsl.hardware.machine import Direction, MemoryOperand

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
                found = [reach.of(starts[i].tolist(), extents[i].tolist()) for i in first]
                for region in (r for each in found for r in each):
                    regions[region.tensor].append(region)
                own.append((same.ravel(), found))
            touched.append(own)
        self.atoms = [Atoms(t.shape, regions[i]) for i, t in enumerate(model.tensors)]
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
            loading: dict[tuple[int, int], list[tuple[int, list[int]]]] = defaultdict(list)
            for p, part in enumerate(self.parts[i]):
                for place, operands in self._derive_part(i, p, layer.cores[p], slice(at, at + len(part))):
                    loading[place].append((p, operands))
                at += len(part)
            for place, readers in loading.items():
                self._derive_first(i, place, readers)

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
            roles |= {MemoryOperand.I2 if operand else MemoryOperand.I1 for operand in operands}
            fetched = [operand for operand in operands if operand not in self.streamed[layer, part]]
            if len(fetched) < len(operands):
                self.roles.setdefault((layer, memory, tensor), set()).update(roles)
            if not fetched:
                continue
            if reader is None:
                mask = self.wanted.setdefault(
                    (memory, tensor), np.zeros(len(self.atoms[tensor]), dtype=np.bool_)
                )
                for operand in fetched:
                    same, needs = self.needs[layer][operand]
                    for i in np.unique(same[tiles]):
                        mask[needs[i].get(tensor, NOTHING)] = True
                continue
            yield (memory, tensor), fetched

    def _derive_first(
        self, layer: int, place: tuple[int, int], readers: Sequence[tuple[int, list[int]]]
    ) -> None:
        """What each tile is the first to need in a memory of a tensor, of those parts that read it there through those operands.

        Tiles of one index need it at the same time, in order of their parts.
        """
        atoms = self.atoms[place[1]]
        operands = [own for _, own in readers]
        tied = self._tied(layer, place[1], set().union(*operands)) if max(map(len, operands)) > 1 else None
        seen = np.zeros(len(atoms), dtype=np.bool_)
        tiles = {part: len(self.parts[layer][part]) for part, _ in readers}
        starts = {part: self.task_number(layer, part, 0) for part, _ in readers}
        last: dict[int, list[int]] = {}
        for tile in range(max(tiles.values())):
            for part, own in readers:
                if tile >= tiles[part]:
                    continue
                which = [int(self.needs[layer][o][0][starts[part] + tile]) for o in own]
                if which == last.get(part):
                    continue
                last[part] = which
                found = [
                    self.needs[layer][o][1][i].get(place[1], NOTHING) for o, i in zip(own, which, strict=True)
                ]
                # What several operands read from one place is one block: the box around all of it, but for axes along which one dimension moves.
                groups = found[0] if len(found) == 1 else atoms.box(np.unique(np.concatenate(found)), tied)
                new = groups[~seen[groups]]
                if len(new):
                    seen[new] = True
                    self.first.setdefault((layer, part, *place), {})[tile] = new

    def _tied(self, layer: int, tensor: int, operands: Iterable[int]) -> list[list[int]]:
        """Sets of axes of a tensor: two along which one dimension moves, be it in different operands, are in one."""
        axes = range(len(self.model.tensors[tensor].shape))
        moved: list[set[int]] = []
        """Axes of the tensor along which one dimension moves."""
        for operand in operands:
            reach = Reach(self.model.layers[layer].operands[operand], self.model.tensors)
            if reach.pieces is None:
                return [list(axes)]
            for piece in reach.pieces:
                for axis, dims in zip(piece.axes, reach.dims, strict=True):
                    if piece.tensor == tensor and axis is not None:
                        moved += [{axis, ~dim} for dim in dims]
        found = [{axis} for axis in axes]
        for together in moved:
            joined = together.union(*(own for own in found if own & together))
            found = [own for own in found if not own & together] + [joined]
        return [sorted(axis for axis in own if axis >= 0) for own in found if any(axis >= 0 for axis in own)]

    def in_stack(self, tensor: int, reader: int) -> bool:
        """Whether a layer reads the tensor within the stack that makes it."""
        producer = self.model.tensors[tensor].producer
        return producer is not None and self.model.layers[producer].stack == self.model.layers[reader].stack

    def operand_memory(self, core: int, operand: int) -> int:
        """The memory of a core from which its layers read an operand."""
        return self.memories[core, MemoryOperand.I2 if operand else MemoryOperand.I1]

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
        """Whether a tile (layer, part, tile) finds the stationary operands of its core's tile before in place: those of the same part that
        reads the same elements, in tiles of one shape, which are mapped alike."""
        layer, part, number = tile
        roles = self.model.machine.cores[self.model.layers[layer].cores[part]].core_type.stationary
        if not roles or before[:2] != (layer, part):
            return False
        extents, base = self.parts[layer][part].extents, self.task_number(layer, part, 0)
        return bool((extents[before[2]] == extents[number]).all()) and all(
            same[base + before[2]] == same[base + number]
            for operand, (same, _) in enumerate(self.needs[layer][:-1])
            if (MemoryOperand.I2 if operand else MemoryOperand.I1) in roles
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
            same, needs = self.needs[op.layer][operands[0]]
            return needs[same[base + tile]].get(op.tensor, NOTHING)

        return needed

    def stream_operands(self, op: Transfer, part: int) -> list[int]:
        """The operands of a layer that stream a tensor."""
        needs = self.needs[op.layer]
        return [
            operand
            for operand in sorted(self.streamed[op.layer, part])
            if any(op.tensor in need for need in needs[operand][1])
        ]

"""Applies a mapping file to a network: finds the layers it speaks of, and pins what it says."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import prod

from stream_xdsl.diagnostics import did_you_mean
from stream_xdsl.dialects.dnn import LayerOp
from stream_xdsl.dialects.dnn_attributes import PinsAttr
from stream_xdsl.dialects.onnx_table import OPERATORS
from stream_xdsl.frontends.mapping_yaml import Entry, FusedGroup, MappingFile, Tiling
from stream_xdsl.frontends.yaml_nodes import YamlNode
from stream_xdsl.hardware.machine import Machine
from stream_xdsl.workload.kinds import Category, Kind
from stream_xdsl.workload.network import Network
from stream_xdsl.workload.reduction_split import ReductionSplitError, joining

KNOWN_OPERATORS = frozenset(OPERATORS) | {"Pool", "Silu"}
"""Names that an entry may have though the network does not: mapping files are written for many networks.

Those of ONNX, and two that Stream uses besides."""

Named = tuple[tuple[str, int], ...]


@dataclass
class _Pins:
    group: str = ""
    cores: tuple[str, ...] = ()
    temporal: Named | None = None
    spatial: Named | None = None


@dataclass
class _Importer:
    mapping: MappingFile
    network: Network
    machine: Machine
    layers: Sequence[LayerOp]
    unused: dict[str, int] = field(default_factory=dict[str, int])
    """Remarks, and how often."""

    def pins(self) -> list[_Pins]:
        result = [_Pins() for _ in self.layers]
        entries = {entry.name: entry for entry in self.mapping.entries}
        used: set[str] = set()
        for layer, pins in zip(self.layers, result, strict=True):
            names = (*self._node_names(layer), self._operator(layer), "default")
            name = next((n for n in names if n in entries), None)
            if name is not None:
                used.add(name)
                self._apply(entries[name], entries.get("default"), layer, pins)
        for entry in self.mapping.entries:
            if entry.name not in used and entry.name != "default" and entry.name not in KNOWN_OPERATORS:
                if not self._matching(entry.name):
                    raise self._unknown(entry.name, entry.node)
                self._remark(
                    f"'{entry.name}' (line {entry.node.line}) decides nothing: entries of nodes precede it"
                )
        for key in self.mapping.repeated:
            self._remark(f"key '{key.value}' (line {key.line}) appears twice with the same value")
        self._groups(result)
        return result

    def _remark(self, text: str) -> None:
        self.unused[text] = self.unused.get(text, 0) + 1

    @staticmethod
    def _node_names(layer: LayerOp) -> tuple[str, ...]:
        """The layer's name, and that of the ONNX node it was made of if that became several."""
        name = layer.layer_name.data
        return (name, name.rpartition(".")[0]) if "." in name else (name,)

    @staticmethod
    def _operator(layer: LayerOp) -> str:
        return "" if layer.origin is None else layer.origin.data

    def _matching(self, name: str) -> list[int]:
        """The layers of that name, or else those that come from that operator."""
        named = [i for i, layer in enumerate(self.layers) if name in self._node_names(layer)]
        return named or [i for i, layer in enumerate(self.layers) if name == self._operator(layer)]

    def _unknown(self, name: str, node: YamlNode) -> Exception:
        known = {n for layer in self.layers for n in (*self._node_names(layer), self._operator(layer))}
        return node.error(
            f"the network has no layer '{name}'{did_you_mean(name, known)}",
            "use names of nodes or ONNX operators of this network",
        )

    # Entries

    def _apply(self, entry: Entry, default: Entry | None, layer: LayerOp, pins: _Pins) -> None:
        """Pin what an entry says; of what it does not say the default entry decides."""
        if entry.cores is not None or (default is not None and default.cores is not None):
            source = entry if entry.cores is not None or default is None else default
            pins.cores = self._cores(source, layer)
        for key in ("parts", "tiles"):  # numbers of tiles are those of a part
            source = entry if getattr(entry, key) is not None else default
            tilings: tuple[Tiling, ...] | None = None if source is None else getattr(source, key)
            if source is None or not tilings:
                continue
            specific = source.name in self._node_names(layer)
            if key == "parts":
                self._pin_parts(layer, pins, tilings, specific=specific)
            else:
                self._pin_tiles(layer, pins, tilings, specific=specific)

    def _cores(self, entry: Entry, layer: LayerOp) -> tuple[str, ...]:
        kind = Kind(layer.kind.data)
        chosen = entry.cores or ()
        usable = [core for core in chosen if self.machine.cores[core].core_type.can_run(kind)]
        if not usable:
            able = ", ".join(str(core) for core in self.machine.cores_running(kind)) or "none"
            raise entry.node.error(
                f"no core of {list(chosen)} runs layer '{layer.layer_name.data}' ({kind.value})",
                f"cores that do: {able}",
            )
        return tuple(self.machine.cores[core].name for core in usable)

    def _pin_parts(self, layer: LayerOp, pins: _Pins, tilings: Sequence[Tiling], *, specific: bool) -> None:
        parts: list[tuple[str, int]] = []
        open_ = False
        for tiling in tilings:
            dim = self._loop(layer, tiling, specific=specific)
            ways = tiling.amount
            if ways is None and "all" in tiling.node.text():
                ways = 1 if dim is None else layer.dims[dim]
            if ways is None:
                open_ = True
            elif dim is not None and ways > 1:
                self._check_split(layer, dim, ways, tiling.node)
                parts.append((self._once(layer, dim, tiling, parts), ways))
        if open_ and not parts:
            return
        pins.spatial = tuple(parts)
        width = prod(ways for _, ways in parts)
        if pins.cores and width > len(pins.cores):
            raise tilings[0].node.error(
                f"layer '{layer.layer_name.data}' is split into {width} parts, but may run on {len(pins.cores)} cores",
                "allocate at least as many cores as parts",
            )

    @staticmethod
    def _check_split(layer: LayerOp, dim: str, ways: int, node: YamlNode) -> None:
        name, size = layer.layer_name.data, layer.dims[dim]
        if ways > size:
            raise node.error(
                f"loop '{dim}' of layer '{name}' has size {size} and cannot be split into {ways} parts",
                "use a smaller number, or another loop",
            )
        if dim in layer.reductions:
            try:
                joining(Kind(layer.kind.data), name)
            except ReductionSplitError as error:
                raise node.error(str(error), error.remedy) from None

    def _pin_tiles(self, layer: LayerOp, pins: _Pins, tilings: Sequence[Tiling], *, specific: bool) -> None:
        split = dict(pins.spatial or ())
        sizes: list[tuple[str, int]] = []
        for tiling in tilings:
            dim = self._loop(layer, tiling, specific=specific)
            if dim is None:
                continue
            length = -(-layer.dims[dim] // split.get(dim, 1))
            count = length if tiling.amount is None else tiling.amount
            if specific and count > length:
                raise tiling.node.error(
                    f"loop '{dim}' of layer '{layer.layer_name.data}' has {length} iterations per core,"
                    f" fewer than {count} tiles",
                    "use a smaller number, or 'all'",
                )
            sizes.append((self._once(layer, dim, tiling, sizes), -(-length // min(count, length))))
        if sizes:
            # Files name the fastest loop first.
            pins.temporal = tuple(reversed(sizes))

    def _loop(self, layer: LayerOp, tiling: Tiling, *, specific: bool) -> str | None:
        """Our name of a loop; None for a loop that the layer leaves out because it has one iteration only."""
        numbered = tiling.dim[:1] == "D" and tiling.dim[1:].isdigit()
        names = _numbered_loops(layer) if numbered else _named_loops(layer)
        if numbered:
            number = int(tiling.dim[1:])
            if number >= len(names):
                raise tiling.node.error(
                    f"layer '{layer.layer_name.data}' has loops D0 to D{len(names) - 1}, not {tiling.dim}",
                    "its loops are " + ", ".join(f"D{i} = {dim}" for i, dim in enumerate(names.values())),
                )
            dim = list(names.values())[number]
        elif tiling.dim in names:
            dim = names[tiling.dim]
        elif specific:
            raise tiling.node.error(
                f"layer '{layer.layer_name.data}' has no loop '{tiling.dim}'"
                f"{did_you_mean(tiling.dim, names)}",
                f"its loops are {', '.join(names)}",
            )
        else:
            self._remark(f"'{tiling.node.text()}' (line {tiling.node.line}) is no loop of the layer")
            return None
        return dim if dim in layer.dims else None

    @staticmethod
    def _once(layer: LayerOp, dim: str, tiling: Tiling, pinned: Sequence[tuple[str, int]]) -> str:
        """The loop, unless it has been pinned before, under the same name or another."""
        if any(dim == other for other, _ in pinned):
            raise tiling.node.error(
                f"'{tiling.dim}' is loop '{dim}' of layer '{layer.layer_name.data}', which is named twice",
                "name each loop of a layer once; an entry of its own precedes those of its operator and the default",
            )
        return dim

    # Fused groups

    def _groups(self, result: list[_Pins]) -> None:
        members = [self._members(group) for group in self.mapping.groups]
        segments = self._segments(members)
        for group, layers in zip(self.mapping.groups, segments, strict=True):
            for i in layers:
                if result[i].group:
                    raise group.node.error(
                        f"layer '{self.layers[i].layer_name.data}' is also in group '{result[i].group}'",
                        "list nodes by name",
                    )
                result[i].group = group.name
            self._pin_sizes(group, layers, result)

    def _members(self, group: FusedGroup) -> tuple[set[int], set[int]]:
        """Layers that a group names, and layers of operators that it names."""
        named: set[int] = set()
        typed: set[int] = set()
        for node in group.layers:
            name = node.text()
            found = self._matching(name)
            if not found:
                raise self._unknown(name, node)
            by_name = name in self._node_names(self.layers[found[0]])
            (named if by_name else typed).update(found)
        return named, typed

    def _segments(self, members: Sequence[tuple[set[int], set[int]]]) -> list[list[int]]:
        """The layers of every group.

        A group that names operators means the layers of those operators; where several groups name the same ones, those
        around the node it tiles: groups then follow each other along the network, and the border between two is the last
        place between their tiled nodes at which a single tensor crosses.
        """
        uses = [named | typed for named, typed in members]
        overlapping = any(a & b for i, a in enumerate(uses) for b in uses[:i])
        if not overlapping:
            return [sorted(layers) for layers in uses]
        groups = self.mapping.groups
        anchors: list[int] = []
        for group, (named, _) in zip(groups, members, strict=True):
            tiled = {i for tile in group.tiles for i in self._matching(tile.layer)[:1]} | named
            if not tiled:
                raise self._ambiguous(group)
            anchors.append(max(tiled))
        if anchors != sorted(set(anchors)):
            raise self._ambiguous(groups[0])
        cuts = self._cuts()
        borders = [0]
        for group, (before, after) in zip(groups[1:], pairwise(anchors), strict=True):
            between = [cut for cut in cuts if before < cut <= after]
            if not between:
                raise self._ambiguous(group)
            borders.append(between[-1])
        borders.append(len(self.layers))
        segments = [list(range(a, b)) for a, b in pairwise(borders)]
        for group, layers, allowed in zip(groups, segments, uses, strict=True):
            if not allowed.issuperset(layers):
                raise self._ambiguous(group)
        return segments

    def _cuts(self) -> list[int]:
        """Positions before a layer at which exactly one tensor is alive of those that layers have made."""
        last = {t: max(readers) for t, readers in self.network.consumers.items()}
        made = [layer.output for layer in self.network.layers]
        return [i for i in range(1, len(made)) if sum(last.get(t, -1) >= i for t in made[:i]) == 1]

    def _ambiguous(self, group: FusedGroup) -> Exception:
        return group.node.error(
            f"it is not clear which layers of the network group '{group.name}' means: several groups name the"
            " same operators",
            "list its layers by node name",
        )

    def _pin_sizes(self, group: FusedGroup, layers: Sequence[int], result: list[_Pins]) -> None:
        for tile in group.tiles:
            found = self._matching(tile.layer)
            if not found:
                raise self._unknown(tile.layer, tile.tiling.node)
            inside = [i for i in found if i in layers]
            if not inside:
                raise tile.tiling.node.error(
                    f"layer '{tile.layer}' is not in group '{group.name}'", "tile a layer of the group"
                )
            for i in inside:
                layer = self.layers[i]
                dim = self._loop(layer, tile.tiling, specific=True)
                size = tile.tiling.amount or 1
                if dim is None:
                    continue
                if size > layer.dims[dim]:
                    raise tile.tiling.node.error(
                        f"loop '{dim}' of layer '{layer.layer_name.data}' has size {layer.dims[dim]},"
                        f" less than a tile of {size}",
                        "use a smaller tile",
                    )
                pinned = result[i].temporal or ()
                result[i].temporal = (*pinned, (self._once(layer, dim, tile.tiling, pinned), size))


def _batch(layer: LayerOp) -> list[str]:
    return [dim for dim in layer.dims if dim not in ("m", "n", "k")]


def _channels(layer: LayerOp) -> str:
    """Output channels of a convolution; of a depthwise one, whose groups have one each, the groups."""
    return "k" if "k" in layer.dims or "g" not in layer.dims else "g"


def _named_loops(layer: LayerOp) -> dict[str, str]:
    """Names of loops in the 2025 generation -> ours."""
    kind = Kind(layer.kind.data)
    if kind is Kind.CONV:
        same = {name.upper(): name for name in ("b", "g", "ox", "c", "fx", "oy", "fy")}
        return {**same, "K": _channels(layer)}
    if kind is Kind.MATMUL:
        batch = _batch(layer)
        return {**dict(zip("BH", batch, strict=False)), "D": "m", "C": "k", "K": "n"}
    if kind.category is Category.POOLING:
        return {"B": "b", "K": "c", "C": "c", **{n.upper(): n for n in ("oy", "ox", "fy", "fx")}}
    return dict(zip("BHDK", layer.dims, strict=False))


def _numbered_loops(layer: LayerOp) -> dict[str, str]:
    """Numbers of loops in the current generation -> our names, in order."""
    kind = Kind(layer.kind.data)
    if kind is Kind.CONV:
        flat = "oy" not in layer.dims and "fy" not in layer.dims
        order = ["b", "ox", "fx", "c"] if flat else ["b", "ox", "oy", "fx", "fy", "c"]
        order.append(_channels(layer))
    elif kind is Kind.MATMUL:
        order = [*_batch(layer), "m", "k", "n"]
    elif kind.category is Category.POOLING:
        order = ["b", "c", "oy", "ox", "fy", "fx"]
    else:
        order = list(layer.dims)
    return {f"D{i}": dim for i, dim in enumerate(order)}


def apply_mapping(
    mapping: MappingFile,
    network: Network,
    machine: Machine,
    layers: Sequence[LayerOp],
    warn: Callable[[str], None],
) -> None:
    """Pin on the layers of a network what a mapping file says.

    Names match the layer, then the ONNX node it was made of, then its operator, then `default`. Raises InputError with
    file and line where the file contradicts the network or the machine; what merely has no effect is counted and told.
    """
    importer = _Importer(mapping, network, machine, layers)
    for layer, pins in zip(layers, importer.pins(), strict=True):
        if pins.group or pins.cores or pins.temporal is not None or pins.spatial is not None:
            layer.pins = PinsAttr.get(pins.group, pins.cores, pins.temporal, pins.spatial)
    for remark, count in importer.unused.items():
        warn(f"{mapping.file}: {remark}" + (f" ({count} layers)" if count > 1 else ""))

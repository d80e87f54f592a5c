"""Reads Stream's mapping YAML, both generations, into one form; see `mapping_pins` for what it then means.

2025: a list of entries `name`, `core_allocation`, `intra_core_tiling` and `inter_core_tiling`; loops have names (`OY`),
tilings are numbers of tiles. Current: `layers` with the same entries but loops by number (`D6`), and `fused_groups`
whose tilings are tile sizes.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from stream_xdsl.frontends.yaml_nodes import YamlNode

_UNSUPPORTED = {
    "spatial_mapping": "the cost model chooses the unrolling; fix one with `dataflows` in the core file",
    "spatial_mapping_hint": "the cost model chooses the unrolling",
    "layer_dimension_names": "loops are named as in the documentation of dnn-import-mapping",
    "memory_operand_links": "the first operand is I1, others are I2, the result is O",
    "temporal_ordering": "the cost model chooses the order of loops inside a tile",
    "kernel": "it concerns code generation for AI Engines",
}
"""Keys of entries that the originals accept and we do not, and why."""


@dataclass(frozen=True)
class Tiling:
    """`OY, 4` or `{dim: D2, tile: 1}`: one loop, cut."""

    dim: str
    amount: int | None
    """Number of tiles, parts, or elements of a tile; None: as many as possible (`all`), or open (`*`)."""
    node: YamlNode


@dataclass(frozen=True)
class Entry:
    """What is said about the layers of a name: of a node, an ONNX operator, or `default`."""

    name: str
    cores: tuple[int, ...] | None
    tiles: tuple[Tiling, ...] | None
    """Numbers of tiles; None = not said."""
    parts: tuple[Tiling, ...] | None
    """Parts across cores; None = not said."""
    node: YamlNode


@dataclass(frozen=True)
class TileSize:
    """`dim: /conv1/Conv.D2, tile: 1` of a fused group."""

    layer: str
    tiling: Tiling


@dataclass(frozen=True)
class FusedGroup:
    """Layers in one stack."""

    name: str
    layers: tuple[YamlNode, ...]
    """Names of nodes or ONNX operators."""
    tiles: tuple[TileSize, ...]
    node: YamlNode


@dataclass(frozen=True)
class MappingFile:
    """A mapping file as it is written."""

    file: Path
    entries: tuple[Entry, ...]
    groups: tuple[FusedGroup, ...]
    repeated: tuple[YamlNode, ...] = ()
    """Keys that appear again with the same value."""


def load_mapping(path: str | Path, cores: int) -> MappingFile:
    """Read a mapping file for a machine with that many cores.

    Raises InputError with file and line for anything that is not of the format: unknown keys, cores that the machine
    does not have, tilings that are no loop and number, two entries of one name, a key with two values.
    """
    file = Path(path)
    root = YamlNode.load(file)
    repeated: list[YamlNode] = []
    if root.is_sequence:
        entries, groups = [_entry_2025(node, cores, repeated) for node in root.sequence()], []
    else:
        fields = root.fields((), ("layers", "fused_groups"))
        entries = [_entry(node, cores, repeated) for node in _list(fields, "layers")]
        groups = [_group(node) for node in _list(fields, "fused_groups")]
    for kind, named in (("entries", entries), ("groups", groups)):
        seen: set[str] = set()
        for item in named:
            if item.name in seen:
                raise item.node.error(f"two {kind} are called '{item.name}'", "keep one of them")
            seen.add(item.name)
    return MappingFile(file, tuple(entries), tuple(groups), tuple(repeated))


def _list(fields: dict[str, YamlNode], key: str) -> list[YamlNode]:
    return fields[key].sequence() if key in fields else []


def _known_fields(node: YamlNode, repeated: list[YamlNode]) -> dict[str, YamlNode]:
    known = ("core_allocation", "core_allocation_is_fixed", "intra_core_tiling", "inter_core_tiling")
    fields = node.fields(("name",), (*known, *_UNSUPPORTED), repeated)
    for key, reason in _UNSUPPORTED.items():
        if key in fields:
            raise fields[key].error(f"'{key}' is not supported: {reason}", "remove it")
    return fields


def _entry_2025(node: YamlNode, cores: int, repeated: list[YamlNode]) -> Entry:
    fields = _known_fields(node, repeated)
    if "core_allocation_is_fixed" in fields:
        fields["core_allocation_is_fixed"].boolean()
    return Entry(
        fields["name"].text(),
        _cores(fields["core_allocation"], cores) if "core_allocation" in fields else None,
        _counts(fields, "intra_core_tiling"),
        _counts(fields, "inter_core_tiling"),
        node,
    )


def _cores(node: YamlNode, count: int) -> tuple[int, ...]:
    chosen = [item.index(count, "core") for item in node.sequence()]
    if not chosen:
        raise node.error("no core at all", "list at least one core, or leave the key out")
    return tuple(dict.fromkeys(chosen))


def _counts(fields: dict[str, YamlNode], key: str) -> tuple[Tiling, ...] | None:
    if key not in fields:
        return None
    result: list[Tiling] = []
    for node in fields[key].sequence():
        match = re.fullmatch(r"\s*([A-Z]+)\s*,\s*([1-9][0-9]*|all|\*)\s*", node.text())
        if match is None:
            raise node.error(f"'{node.text()}' is no loop and number", "write 'OY, 4', 'OY, all' or 'OY, *'")
        dim, amount = match.groups()
        if amount == "*" and key == "intra_core_tiling":
            raise node.error(
                "'*' leaves the number of cores open, not that of tiles", "give a number or 'all'"
            )
        result.append(Tiling(dim, int(amount) if amount.isdigit() else None, node))
    return tuple(result)


def _entry(node: YamlNode, cores: int, repeated: list[YamlNode]) -> Entry:
    fields = _known_fields(node, repeated)
    for key in ("intra_core_tiling", "core_allocation_is_fixed"):
        if key in fields:
            raise fields[key].error(
                f"'{key}' does not belong into a layer", "put tile sizes into fused_groups"
            )
    parts = None
    if "inter_core_tiling" in fields:
        parts = tuple(_sized(item, "split") for item in _only(fields["inter_core_tiling"]).sequence())
    allowed = None
    if "core_allocation" in fields:
        listed = _only(fields["core_allocation"])
        allowed = _cores(listed, cores)
        # Only in 2025 is a core listed once per part it runs.
        seen: set[str] = set()
        for item in listed.sequence():
            if item.text() in seen:
                raise item.error(f"core {item.text()} is listed twice", "list each core once")
            seen.add(item.text())
    return Entry(fields["name"].text(), allowed, None, parts, node)


def _only(node: YamlNode) -> YamlNode:
    """The one of a list of alternatives; or the list itself if it has none nested."""
    items = node.sequence()
    if not items or not items[0].is_sequence:
        return node
    if len(items) > 1:
        raise items[1].error("several alternatives are not supported", "keep one of them")
    return items[0]


def _sized(node: YamlNode, key: str) -> Tiling:
    fields = node.fields(("dim", key))
    return Tiling(
        fields["dim"].text(), fields[key].integer(1, "parts" if key == "split" else "elements"), node
    )


def _group(node: YamlNode) -> FusedGroup:
    fields = node.fields(("name", "layers"), ("intra_core_tiling",))
    tiles: list[TileSize] = []
    for item in _list(fields, "intra_core_tiling"):
        tiling = _sized(item, "tile")
        layer, dot, dim = tiling.dim.rpartition(".")
        if not dot:
            raise item.error(f"'{tiling.dim}' does not say which layer's loop it is", "write 'node.D2'")
        tiles.append(TileSize(layer, Tiling(dim, tiling.amount, item)))
    layers = tuple(fields["layers"].sequence())
    if not layers:
        raise fields["layers"].error("a fused group needs layers", "list node names or ONNX operators")
    return FusedGroup(fields["name"].text(), layers, tuple(tiles), node)

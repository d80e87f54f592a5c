"""The form in which chips with measured latencies are described: cores, memories and links in one file.

Its reference figures, workloads and mapping are no part of the machine and are left out. Differences from the files of
`accelerator_yaml`:

- A link names a medium; entries with the same name are the same wires. One medium in both directions between two cores is
  therefore a bus of two (what the original simulates: one timeline for both directions), one from a core to several or
  back is a one-way bus, and only a medium used once is a link.
- Memories of a core may have the same name; they are told apart by what they hold.
- The kind of array says what a core runs, if the machine has several kinds. Unrolling beyond the array is cut to it.
"""

from collections import Counter, defaultdict
from dataclasses import replace

from stream_xdsl.frontends.accelerator_yaml import (
    BITS_PER_CYCLE,
    PORT_DIRECTIONS,
    UniqueNames,
    check_operands,
    check_outermost,
    check_ports,
    read_served_dimensions,
)
from stream_xdsl.frontends.yaml_nodes import YamlNode
from stream_xdsl.hardware.machine import (
    Array,
    Bus,
    Core,
    CoreType,
    Direction,
    Link,
    Machine,
    Memory,
    MemoryOperand,
    Port,
    PortKind,
    Precision,
    Role,
    SharedMemory,
)
from stream_xdsl.workload.kinds import Category

_KINDS = {
    "MultiplierArray": ("multiplier_array", (Category.MAC,)),
    "PoolingArray": ("pooling_array", (Category.POOLING,)),
    "SimdArray": ("simd_array", (Category.ELEMENTWISE, Category.REDUCTION)),
}

_PORTS = {"r_port": PortKind.READ, "w_port": PortKind.WRITE, "rw_port": PortKind.READ_WRITE}


def read_validation_chip(document: YamlNode) -> Machine:
    """The machine of a validation file, called like the file. Raises InputError."""
    fields = document.fields(
        ("chip", "cores", "links"),
        ("reference", "settings", "workloads", "mapping", "older_shared_memory_variant"),
    )
    nodes = fields["cores"].sequence()
    entries = [
        node.fields(("id", "kind", "offchip", "operational_array", "memories"), ("dataflows",))
        for node in nodes
    ]
    for i, entry in enumerate(entries):
        if entry["id"].value != i:
            raise entry["id"].error(
                f"core ids must be 0 to {len(entries) - 1} in order, got '{entry['id'].text()}'",
                f"make it {i}",
            )
    kinds = {entry["kind"].one_of(_KINDS) for entry in entries if not entry["offchip"].boolean()}
    names = UniqueNames()
    types: list[CoreType] = []
    for i, entry in enumerate(entries):
        core_type = _read_core_type(entry, restricted=len(kinds) > 1)
        check_operands(entry["memories"], i, core_type)
        same = next((known for known in types if replace(known, name=core_type.name) == core_type), None)
        types.append(same or replace(core_type, name=names.add(core_type.name)))
    cores = tuple(Core(f"core{i}", core_type) for i, core_type in enumerate(types))
    links, buses = _read_links(fields["links"], len(cores))
    return Machine(document.file.stem, cores, links, buses, _shared_memories(entries, cores))


def _read_core_type(entry: dict[str, YamlNode], restricted: bool) -> CoreType:
    name, runs = _KINDS[entry["kind"].text()]
    offchip = entry["offchip"].boolean()
    fields = entry["operational_array"].fields(("dims", "unit_energy", "precision"))
    array = None
    if not offchip:
        dims = {str(dim): size.integer(1, "units") for dim, size in fields["dims"].mapping().items()}
        array = Array(tuple(dims.items()), fields["unit_energy"].number("pJ"))
    widths = [width.integer(1, "bits") for width in fields["precision"].sequence()]
    if len(widths) != 2:
        raise fields["precision"].error(
            "'precision' gives the widths of inputs and weights", "write such as [8, 8]"
        )
    return CoreType(
        "offchip" if offchip else name,
        Role.OFFCHIP if offchip else Role.COMPUTE,
        array,
        _read_memories(entry["memories"], array),
        Precision(widths[0], widths[1]),
        frozenset(category.value for category in runs) if restricted and not offchip else None,
        _read_dataflow(entry["dataflows"], array) if "dataflows" in entry and array is not None else (),
    )


def _read_dataflow(node: YamlNode, array: Array) -> tuple[tuple[str, tuple[tuple[str, int], ...]], ...]:
    alternatives = node.sequence()
    if len(alternatives) != 1:
        raise node.error(f"one dataflow expected, got {len(alternatives)}", "keep one of them")
    sizes = dict(array.dimensions)
    dataflow: list[tuple[str, tuple[tuple[str, int], ...]]] = []
    for dim, entry in alternatives[0].mapping().items():
        if dim not in sizes:
            raise entry.error(
                f"dataflow over '{dim}', which is not a dimension of the array ({', '.join(sizes)})",
                "unroll over a dimension of 'operational_array'",
            )
        parts = entry.sequence()
        if len(parts) != 2:
            raise entry.error("a loop and a factor expected", "write such as [K, 32]")
        factor = min(parts[1].integer(1, "units"), sizes[dim])
        dataflow.append((dim, ((parts[0].text().lower(), factor),)))
    return tuple(dataflow)


# Memories


def _read_memories(node: YamlNode, array: Array | None) -> tuple[Memory, ...]:
    entries = [
        entry.fields(
            (
                *(
                    "name",
                    "size_bits",
                    "r_bw_bits",
                    "w_bw_bits",
                    "r_cost",
                    "w_cost",
                    "r_port",
                    "w_port",
                    "rw_port",
                ),
                *("r_bw_min", "w_bw_min", "operands", "served_dimensions", "port_alloc"),
            ),
            ("size_bytes", "latency", "shared_with_cores"),
        )
        for entry in node.sequence()
    ]
    names = _memory_names(entries)
    return tuple(_read_memory(entry, name, array) for entry, name in zip(entries, names, strict=True))


def _memory_names(entries: list[dict[str, YamlNode]]) -> list[str]:
    """The names, those that occur several times with the operands appended: `rf_1B_I1`, `rf_1B_I2`."""
    count = Counter(entry["name"].text() for entry in entries)
    unique = UniqueNames()
    names: list[str] = []
    for entry in entries:
        name = entry["name"].text()
        operands = "_".join(operand.text() for operand in entry["operands"].sequence())
        names.append(unique.add(name if count[name] == 1 else f"{name}_{operands}"))
    return names


def _read_memory(entry: dict[str, YamlNode], name: str, array: Array | None) -> Memory:
    operands = tuple(MemoryOperand(node.one_of(MemoryOperand)) for node in entry["operands"].sequence())
    ports = _read_ports(entry, name)
    check_ports(entry["port_alloc"], name, operands, ports)
    return Memory(
        name,
        entry["size_bits"].integer(1, "bits"),
        entry["r_cost"].number("pJ"),
        entry["w_cost"].number("pJ"),
        operands,
        read_served_dimensions(entry["served_dimensions"], array),
        ports,
    )


def _read_ports(entry: dict[str, YamlNode], memory: str) -> tuple[Port, ...]:
    """The ports that serve something; the others would only be wires."""
    kinds = {
        f"{prefix}_{i + 1}": kind
        for prefix, kind in _PORTS.items()
        for i in range(entry[prefix].integer(0, "ports"))
    }
    serves: defaultdict[str, list[tuple[MemoryOperand, Direction]]] = defaultdict(list)
    for operand, directions in entry["port_alloc"].mapping().items():
        for direction, port in directions.mapping().items():
            if operand not in set(MemoryOperand) or direction not in set(Direction):
                raise port.error(
                    f"'{operand}: {direction}' is not an operand and a direction",
                    "write such as 'I1: {fh: w_port_1, tl: r_port_1}'",
                )
            name = port.one_of(kinds)
            if not kinds[name].allows(Direction(direction)):
                raise port.error(
                    f"a {kinds[name]} port cannot serve '{operand}, {direction}'", PORT_DIRECTIONS
                )
            serves[name].append((MemoryOperand(operand), Direction(direction)))
    width = {
        key: entry[key].integer(1, "bits per cycle", BITS_PER_CYCLE)
        for key in ("r_bw_min", "r_bw_bits", "w_bw_min", "w_bw_bits")
    }
    for way in ("r", "w"):
        if width[f"{way}_bw_min"] > width[f"{way}_bw_bits"]:
            raise entry[f"{way}_bw_min"].error(
                f"'{way}_bw_min' exceeds '{way}_bw_bits'", f"lower '{way}_bw_min', or raise '{way}_bw_bits'"
            )
    if PortKind.READ_WRITE in kinds.values() and any(
        width[f"r_{x}"] != width[f"w_{x}"] for x in ("bw_min", "bw_bits")
    ):
        raise entry["w_bw_bits"].error(
            f"a read_write port of memory '{memory}' has one width for both directions",
            "make the r_bw and w_bw figures equal, or split the port in two",
        )
    ports: list[Port] = []
    for name, kind in kinds.items():
        if serves[name]:
            way = "w" if kind is PortKind.WRITE else "r"
            ports.append(
                Port(name, kind, width[f"{way}_bw_min"], width[f"{way}_bw_bits"], tuple(serves[name]))
            )
    return tuple(ports)


def _shared_memories(entries: list[dict[str, YamlNode]], cores: tuple[Core, ...]) -> tuple[SharedMemory, ...]:
    """Groups of memories of one name whose cores name each other."""
    groups: dict[frozenset[int], list[tuple[str, str]]] = {}
    for i, (entry, core) in enumerate(zip(entries, cores, strict=True)):
        for node, memory in zip(entry["memories"].sequence(), core.core_type.memories, strict=True):
            sharing = node.mapping().get("shared_with_cores")
            if sharing is None:
                continue
            check_outermost(sharing, core, memory.name)
            others = [other.index(len(cores), "core") for other in sharing.sequence()]
            groups.setdefault(frozenset((i, *others)), []).append((core.name, memory.name))
            if len(groups[frozenset((i, *others))]) > len(others) + 1:
                raise sharing.error(
                    f"core {i} shares two memories with the same cores", "name them in different cores"
                )
    for sharers, members in groups.items():
        if {core for core, _ in members} != {f"core{i}" for i in sharers}:
            raise entries[min(sharers)]["memories"].error(
                f"memory sharing is not mutual: {', '.join(core for core, _ in members)} name cores "
                f"{', '.join(map(str, sorted(sharers)))}",
                "let every sharer list all the others",
            )
    return tuple(SharedMemory(tuple(members)) for members in groups.values())


# Links


def _read_links(node: YamlNode, count: int) -> tuple[tuple[Link, ...], tuple[Bus, ...]]:
    media: dict[str, list[tuple[YamlNode, int, int, int, float]]] = {}
    two_way: dict[str, bool] = {}
    for entry in node.sequence():
        fields = entry.fields(
            ("from", "to", "link", "bandwidth_bits_per_cycle", "unit_energy", "bidirectional")
        )
        ends = [fields[key].index(count, "core") for key in ("from", "to")]
        if ends[0] == ends[1]:
            raise entry.error(f"core {ends[0]} is linked to itself", "name two cores")
        bandwidth = fields["bandwidth_bits_per_cycle"].integer(1, "bits per cycle", BITS_PER_CYCLE)
        energy = fields["unit_energy"].number("pJ per cycle") / bandwidth
        name = fields["link"].text()
        uses = media.setdefault(name, [])
        for _, source, target, other_bandwidth, other_energy in uses:
            if [source, target] == ends:
                raise entry.error(
                    f"link {name} already leads from core {source} to core {target}", "remove one of them"
                )
            if (other_bandwidth, other_energy) != (bandwidth, energy):
                raise entry.error(
                    f"link {name} has two bandwidths or energies", "entries of one name are the same wires"
                )
        uses.append((entry, ends[0], ends[1], bandwidth, energy))
        two_way[name] = two_way.get(name, False) or fields["bidirectional"].boolean()
    links: list[Link] = []
    buses: list[Bus] = []
    for name, uses in media.items():
        first, _, _, bandwidth, energy = uses[0]
        pairs = {(source, target) for _, source, target, _, _ in uses}
        if two_way[name]:
            pairs |= {(target, source) for source, target in pairs}
        senders, receivers = sorted({s for s, _ in pairs}), sorted({t for _, t in pairs})
        every_pair = {(s, t) for s in senders for t in receivers if s != t}
        if pairs != every_pair or (senders != receivers and set(senders) & set(receivers)):
            raise first.error(
                f"link {name} joins only some of its cores' pairs", "give each group of wires its own name"
            )
        if len(pairs) == 1:
            links.append(Link(name, f"core{senders[0]}", f"core{receivers[0]}", bandwidth, False, energy))
        else:
            one_way = tuple(f"core{i}" for i in senders) if senders != receivers else ()
            cores = (*one_way, *(f"core{i}" for i in receivers))
            buses.append(Bus(name, cores, bandwidth, energy, senders=one_way))
    return tuple(links), tuple(buses)

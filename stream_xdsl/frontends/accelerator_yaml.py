"""Accelerators in YAML, as Stream and ZigZag take them, as machines.

Three forms are read: an accelerator file with core files, of 2025 or of 2026, and the form of the validation chips (see
`validation_yaml`). Cores become `core<id>`, core types are called like their files, the machine like its own. What has no
counterpart here (areas, `latency` of a memory, the technology) is accepted and left out; anything unknown is an error
with file and line.
"""

import re
from dataclasses import replace
from pathlib import Path

from stream_xdsl.diagnostics import did_you_mean
from stream_xdsl.frontends.yaml_nodes import YamlNode
from stream_xdsl.hardware.machine import (
    REQUIRED_DIRECTIONS,
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
from stream_xdsl.workload.kinds import Category, Kind

BITS_PER_CYCLE = "bits per cycle = 8 × bytes per second ÷ clock frequency"
PORT_DIRECTIONS = "a read port serves tl and th, a write port fh and fl, a read_write port all four"

_ROLES = {
    "compute": Role.COMPUTE,
    "memory": Role.MEMORY,
    "zigzag.compute": Role.COMPUTE,
    "zigzag.memory": Role.MEMORY,
    "zigzag.offchip": Role.OFFCHIP,
}

_CORE_KEYS = (
    "name",
    "type",
    "memories",
    "operational_array",
    "dataflows",
    "operator_types",
    "operand_precision",
)

_IMC_KEYS = (
    "imc_type",
    "adc_resolution",
    "bit_serial_precision",
    "cells_size",
    "cells_area",
    "auto_cost_extraction",
)

_VIEWS = (
    "Concat", "DepthToSpace", "Dropout", "Expand", "Flatten", "Gather", "Identity", "Pad", "Reshape", "Slice",
    "SpaceToDepth", "Split", "Squeeze", "Transpose", "Unsqueeze",
)  # fmt: skip

_SAME_NAME = (
    Kind.CONV, Kind.ADD, Kind.SUB, Kind.MUL, Kind.DIV, Kind.POW, Kind.MIN, Kind.MAX, Kind.RELU, Kind.ELU, Kind.CLIP,
    Kind.SIGMOID, Kind.TANH, Kind.GELU, Kind.SILU, Kind.SOFTPLUS, Kind.ERF, Kind.EXP, Kind.LOG, Kind.SQRT,
    Kind.RECIPROCAL, Kind.ABS, Kind.NEG, Kind.CAST,
)  # fmt: skip

_SOFTMAX = (Kind.REDUCE_MAX, Kind.SUB, Kind.EXP, Kind.REDUCE_SUM, Kind.DIV)

OPERATORS: dict[str, tuple[Kind, ...]] = {
    **{kind.value.capitalize(): (kind,) for kind in _SAME_NAME},
    **dict.fromkeys(_VIEWS, ()),
    "QLinearConv": (Kind.CONV,),
    "ConvInteger": (Kind.CONV,),
    "MatMul": (Kind.MATMUL,),
    "Gemm": (Kind.MATMUL,),
    "Einsum": (Kind.MATMUL,),
    "QLinearMatMul": (Kind.MATMUL,),
    "MatMulInteger": (Kind.MATMUL,),
    "MaxPool": (Kind.MAXPOOL,),
    "GlobalMaxPool": (Kind.MAXPOOL,),
    "AveragePool": (Kind.AVGPOOL,),
    "GlobalAveragePool": (Kind.AVGPOOL,),
    "LeakyRelu": (Kind.LEAKY_RELU,),
    "PRelu": (Kind.PRELU,),
    "HardSigmoid": (Kind.HARD_SIGMOID,),
    "HardSwish": (Kind.HARD_SWISH,),
    "Swish": (Kind.SILU,),
    "SiLU": (Kind.SILU,),
    "Sum": (Kind.ADD,),
    "BatchNormalization": (Kind.SCALE_SHIFT,),
    "QuantizeLinear": (Kind.QUANTIZE,),
    "DequantizeLinear": (Kind.DEQUANTIZE,),
    "LRN": (Kind.LRN,),
    "ReduceMax": (Kind.REDUCE_MAX,),
    "ReduceMin": (Kind.REDUCE_MIN,),
    "ReduceSum": (Kind.REDUCE_SUM,),
    "ReduceMean": (Kind.REDUCE_MEAN,),
    "Softmax": _SOFTMAX,
    "LogSoftmax": (*_SOFTMAX, Kind.LOG),
}
"""ONNX operators and the kinds of layer they become; operators that only rearrange data become none."""


def import_accelerator(file: str | Path, *, strict_operator_types: bool = False) -> Machine:
    """The machine that a YAML file describes, in any of the three forms.

    A core that lists an elementwise or reduction operator among its `operator_types` is taken for a vector unit that
    runs all of them, unless `strict_operator_types`. Raises InputError.
    """
    return _read_machine(YamlNode.load(Path(file)), strict_operator_types)


def locate_accelerator(
    file: str | Path, *, strict_operator_types: bool = False
) -> tuple[Machine, dict[str, int]]:
    """Like `import_accelerator`, with the line of each core's entry, for what is found out later."""
    document = YamlNode.load(Path(file))
    machine = _read_machine(document, strict_operator_types)
    cores = document.mapping()["cores"]
    entries = dict(enumerate(cores.sequence())) if cores.is_sequence else cores.mapping()
    return machine, {f"core{i}": node.line for i, node in entries.items()}


def _read_machine(document: YamlNode, strict_operator_types: bool) -> Machine:
    keys = document.mapping()
    if "chip" in keys:
        from stream_xdsl.frontends.validation_yaml import read_validation_chip

        return read_validation_chip(document)
    if "cores" not in keys and "operational_array" in keys:
        raise document.error(
            "this file describes a single core, not a machine",
            "write an accelerator file that lists it, and an off-chip core, under 'cores'",
        )
    return _Accelerator(document, strict_operator_types).machine()


def import_core_type(file: str | Path, *, strict_operator_types: bool = False) -> CoreType:
    """The core type that a ZigZag or Stream core file describes, called like the file. Raises InputError."""
    path = Path(file)
    return _read_core_type(YamlNode.load(path), path.stem, strict_operator_types)


# The accelerator file


class _Accelerator:
    def __init__(self, document: YamlNode, strict_operator_types: bool):
        self._document = document
        self._strict = strict_operator_types
        self._fields = document.fields(
            ("cores", "offchip_core_id", "core_connectivity"),
            ("name", "unit_energy_cost", "core_memory_sharing", "core_coordinates", "technology_node"),
        )

    def machine(self) -> Machine:
        types = self._core_types()
        positions = self._positions(len(types))
        cores = tuple(Core(f"core{i}", core_type, positions.get(i)) for i, core_type in enumerate(types))
        links, buses = self._connections(len(cores))
        return Machine(self._document.file.stem, cores, links, buses, self._shared_memories(cores))

    # Cores

    def _core_types(self) -> list[CoreType]:
        """The type of every core, by id."""
        entries = self._fields["cores"].mapping()
        for key, node in entries.items():
            if key not in range(len(entries)):
                raise node.error(
                    f"core ids must be 0 to {len(entries) - 1} without a gap, got '{key}'",
                    "number the cores from 0",
                )
        offchip = self._fields["offchip_core_id"].index(len(entries), "core")
        found: dict[tuple[object, bool], CoreType] = {}
        names = UniqueNames()
        types: list[CoreType] = []
        for i in range(len(entries)):
            node = entries[i]
            path = None if node.is_mapping else self._core_file(node)
            key = (id(node.node) if path is None else path, i == offchip)
            if key not in found:
                source = node if path is None else YamlNode.load(path)
                name = names.add(
                    path.stem if path is not None else node.fields(("name",), _CORE_KEYS)["name"].text()
                )
                found[key] = self._with_role(_read_core_type(source, name, self._strict), node, i, offchip)
            types.append(found[key])
        return types

    def _with_role(self, core_type: CoreType, node: YamlNode, core: int, offchip: int) -> CoreType:
        if core != offchip and core_type.role is Role.OFFCHIP:
            raise node.error(
                f"core {core} is of type zigzag.offchip, but 'offchip_core_id' is {offchip}",
                "only one core fronts off-chip memory; make the other one zigzag.memory",
            )
        if core == offchip and core_type.role is Role.COMPUTE:
            raise node.error(
                f"core {core} fronts off-chip memory ('offchip_core_id'), but its type is compute",
                "make its type zigzag.offchip",
            )
        role = Role.OFFCHIP if core == offchip else core_type.role
        check_operands(node, core, replace(core_type, role=role))
        return replace(core_type, role=role)

    def _core_file(self, node: YamlNode) -> Path:
        """`./x` is relative to the accelerator's folder; a bare name is in its cores/ or in it.

        Other paths are relative to a checkout of the original, which is not here: their last part is looked up.
        """
        reference = node.text()
        folder = self._document.file.parent
        near = [folder / "cores" / Path(reference).name, folder / Path(reference).name]
        places = [folder / reference] if "./" in reference or Path(reference).is_absolute() else near
        for place in places:
            if place.is_file():
                return place
        known = sorted(p.name for p in places[0].parent.glob("*.yaml"))
        raise node.error(
            f"core file '{reference}' does not exist{did_you_mean(Path(reference).name, known)}",
            f"looked for {' and '.join(str(place) for place in places)}",
        )

    def _positions(self, count: int) -> dict[int, tuple[int, int]]:
        if "core_coordinates" not in self._fields:
            return {}
        positions: dict[int, tuple[int, int]] = {}
        for core, node in self._fields["core_coordinates"].mapping().items():
            if core not in range(count):
                raise node.error(
                    f"coordinates of core '{core}', but there are only cores 0 to {count - 1}",
                    "remove them, or correct the core's id",
                )
            values = [value.value for value in node.sequence()]
            if len(values) != 2 or not all(type(value) is int for value in values):
                raise node.error(f"coordinates of core {core} must be [column, row]", "write such as [0, 1]")
            position = (values[0], values[1])
            for other, taken in positions.items():
                if taken == position:
                    raise node.error(
                        f"cores {other} and {core} are both at {values}", "give each core a place of its own"
                    )
            positions[core] = position
        return positions

    # Connections

    def _connections(self, count: int) -> tuple[tuple[Link, ...], tuple[Bus, ...]]:
        default = self._fields.get("unit_energy_cost")
        default_energy = 0.0 if default is None else default.number("pJ per cycle")
        links: list[Link] = []
        buses: list[Bus] = []
        seen: dict[tuple[str, frozenset[int]], int] = {}
        for node in self._fields["core_connectivity"].sequence():
            fields = node.fields(("cores", "bandwidth"), ("type", "unit_energy_cost"))
            kind = fields["type"].one_of(("link", "bus")) if "type" in fields else "link"
            cores = self._connected_cores(fields["cores"], kind, count)
            first = seen.setdefault((kind, frozenset(cores)), node.line)
            if first != node.line:
                raise node.error(
                    f"the same {kind} between cores {', '.join(map(str, cores))} is already on line {first}",
                    "remove one of them, or give one the bandwidth of both",
                )
            bandwidth = fields["bandwidth"].integer(1, "bits per cycle", BITS_PER_CYCLE)
            energy = (
                fields["unit_energy_cost"].number("pJ per cycle")
                if "unit_energy_cost" in fields
                else default_energy
            )
            names = [f"core{core}" for core in cores]
            # The figure is that of a cycle in which every wire is used.
            if kind == "link":
                links.append(
                    Link(
                        f"link{len(links)}",
                        names[0],
                        names[1],
                        bandwidth,
                        energy_pj_per_bit=energy / bandwidth,
                    )
                )
            else:
                buses.append(Bus(f"bus{len(buses)}", tuple(names), bandwidth, energy / bandwidth))
        return tuple(links), tuple(buses)

    def _connected_cores(self, node: YamlNode, kind: str, count: int) -> list[int]:
        cores = [entry.index(count, "core") for entry in node.sequence()]
        if len(set(cores)) != len(cores):
            raise node.error(
                f"the {kind} connects a core to itself: {', '.join(map(str, cores))}", "name each core once"
            )
        if len(cores) < 2 or (kind == "link" and len(cores) != 2):
            wanted = "two cores" if kind == "link" else "at least two cores"
            raise node.error(
                f"a {kind} connects {wanted}, got {len(cores)}",
                "list both ends, or make more than two cores share a bus: 'type: bus'"
                if kind == "link"
                else "list every core on the bus",
            )
        return cores

    # Shared memories

    def _shared_memories(self, cores: tuple[Core, ...]) -> tuple[SharedMemory, ...]:
        if "core_memory_sharing" not in self._fields:
            return ()
        groups: list[list[tuple[int, str]]] = []
        where: list[YamlNode] = []
        for node in self._fields["core_memory_sharing"].sequence():
            parts = [p.text() for p in node.sequence()] if node.is_sequence else node.text().split(",")
            members = [self._sharer(node, part.strip(), cores) for part in parts]
            if len(members) < 2:
                raise node.error("a memory is shared by at least two cores, got one", "write such as '0, 1'")
            new = _pair_up(members, cores)
            for member in (member for group in new for member in group):
                if any(member in group for group in groups):
                    raise node.error(
                        f"memory '{member[1]}' of core {member[0]} is shared in two entries",
                        "join the entries",
                    )
            groups += new
            where += [node] * len(new)
        shared: list[SharedMemory] = []
        for group, node in zip(groups, where, strict=True):
            if len({core for core, _ in group}) != len(group):
                raise node.error(
                    "the cores' top memories do not correspond one to one",
                    "name the memories: '0.sram, 1.sram'",
                )
            sizes = {
                m.size_bits for core, name in group for m in cores[core].core_type.memories if m.name == name
            }
            if len(sizes) > 1:
                raise node.error(
                    f"one memory cannot have several sizes: {', '.join(map(str, sorted(sizes)))} bits",
                    "give the memory one 'size' in all the core files, or do not share it",
                )
            for core, name in group:
                check_outermost(node, cores[core], name)
            shared.append(SharedMemory(tuple((cores[core].name, name) for core, name in group)))
        return tuple(shared)

    def _sharer(self, node: YamlNode, part: str, cores: tuple[Core, ...]) -> tuple[int, str | None]:
        number, _, memory = part.partition(".")
        if not number.isdigit() or int(number) >= len(cores):
            raise node.error(
                f"'{part}' is not a core id, 0 to {len(cores) - 1}",
                "write such as '0, 1' or '0.sram, 1.sram'",
            )
        core = int(number)
        names = [m.name for m in cores[core].core_type.memories]
        if memory and memory not in names:
            raise node.error(
                f"core {core} has no memory '{memory}'{did_you_mean(memory, names)}",
                f"it has {', '.join(names)}",
            )
        return core, memory or None


def _pair_up(members: list[tuple[int, str | None]], cores: tuple[Core, ...]) -> list[list[tuple[int, str]]]:
    """Groups of (core, memory) that are one: as named, or by the operands whose top level they are."""
    groups: list[list[tuple[int, str]]] = []
    for operand in MemoryOperand:
        group: list[tuple[int, str]] = []
        for core, name in members:
            if name is not None:
                group.append((core, name))
            elif levels := cores[core].core_type.levels(operand):
                group.append((core, levels[-1].name))
        overlapping = [other for other in groups if set(other) & set(group)]
        groups = [other for other in groups if other not in overlapping]
        groups.append(list(dict.fromkeys(member for other in (*overlapping, group) for member in other)))
    return [group for group in groups if len(group) > 1]


# The core file


def _read_core_type(node: YamlNode, name: str, strict_operator_types: bool) -> CoreType:
    fields = node.fields(("memories", "operational_array"), _CORE_KEYS)
    role = Role.COMPUTE
    if "type" in fields:
        kind = fields["type"].text()
        if kind.startswith("aie2"):
            raise fields["type"].error(
                f"core type '{kind}' belongs to another cost model",
                "describe the core as zigzag.compute or zigzag.memory",
            )
        role = _ROLES[fields["type"].one_of(_ROLES)]
    array = _read_array(fields["operational_array"], role)
    return CoreType(
        name,
        role,
        array,
        tuple(_read_memory(memory, str(key), array) for key, memory in fields["memories"].mapping().items()),
        _read_precision(fields["operand_precision"]) if "operand_precision" in fields else Precision(),
        _read_runs(fields["operator_types"], strict_operator_types)
        if "operator_types" in fields and role is Role.COMPUTE
        else None,
        _read_dataflow(fields["dataflows"], array) if "dataflows" in fields and array is not None else (),
    )


def _read_array(node: YamlNode, role: Role) -> Array | None:
    fields = node.fields(
        ("unit_energy", "dimensions", "sizes"), ("unit_area", "input_precision", "is_imc", *_IMC_KEYS)
    )
    if "is_imc" in fields and fields["is_imc"].boolean():
        raise fields["is_imc"].error(
            "the cost model of in-memory-computing macros is not available",
            "give 'unit_energy' and remove 'is_imc'",
        )
    names = [entry.text() for entry in fields["dimensions"].sequence()]
    sizes = [entry.integer(0, "units") for entry in fields["sizes"].sequence()]
    if len(names) != len(sizes):
        raise fields["sizes"].error(
            f"{len(names)} dimensions, but {len(sizes)} sizes", "give each dimension one size"
        )
    if len(set(names)) != len(names):
        raise fields["dimensions"].error(
            f"a dimension is listed twice: {', '.join(names)}", "give each dimension its own name"
        )
    if role is not Role.COMPUTE:
        return None
    if not sizes or 0 in sizes:
        raise fields["sizes"].error(
            "a compute core has an array without units", "make the sizes positive, or the type zigzag.memory"
        )
    return Array(tuple(zip(names, sizes, strict=True)), fields["unit_energy"].number("pJ"))


def _read_memory(node: YamlNode, name: str, array: Array | None) -> Memory:
    fields = node.fields(
        ("size", "r_cost", "w_cost", "operands", "ports", "served_dimensions"),
        ("area", "latency", "mem_type", "auto_cost_extraction", "double_buffering_support"),
    )
    if "auto_cost_extraction" in fields and fields["auto_cost_extraction"].boolean():
        raise fields["auto_cost_extraction"].error(
            "energies are not extracted automatically",
            "give 'r_cost' and 'w_cost', and remove 'auto_cost_extraction'",
        )
    operands = tuple(MemoryOperand(entry.one_of(MemoryOperand)) for entry in fields["operands"].sequence())
    if len(set(operands)) != len(operands) or not operands:
        raise fields["operands"].error(
            "'operands' lists each of I1, I2, O that the memory holds once", "write such as [I1, O]"
        )
    ports = tuple(map(_read_port, fields["ports"].sequence()))
    check_ports(fields["ports"], name, operands, ports)
    return Memory(
        name,
        fields["size"].integer(1, "bits"),
        fields["r_cost"].number("pJ"),
        fields["w_cost"].number("pJ"),
        operands,
        read_served_dimensions(fields["served_dimensions"], array),
        ports,
    )


def read_served_dimensions(node: YamlNode, array: Array | None) -> tuple[str, ...]:
    """Names of array dimensions; none matter if there is no array."""
    dims = tuple(entry.text() for entry in node.sequence())
    known = () if array is None else tuple(dim for dim, _ in array.dimensions)
    for dim in dims:
        if array is not None and dim not in known:
            raise node.error(
                f"served dimension '{dim}' is not one of the array ({', '.join(known)})",
                "list only dimensions of 'operational_array'",
            )
    if len(set(dims)) != len(dims):
        raise node.error(f"a served dimension is listed twice: {', '.join(dims)}", "list it once")
    return dims if array is not None else ()


def _read_port(node: YamlNode) -> Port:
    fields = node.fields(("name", "type", "bandwidth_min", "bandwidth_max", "allocation"))
    kind = PortKind(fields["type"].one_of(PortKind))
    smallest = fields["bandwidth_min"].integer(1, "bits per cycle", BITS_PER_CYCLE)
    widest = fields["bandwidth_max"].integer(1, "bits per cycle", BITS_PER_CYCLE)
    if smallest > widest:
        raise fields["bandwidth_min"].error(
            f"'bandwidth_min' {smallest} exceeds 'bandwidth_max' {widest}",
            "lower 'bandwidth_min', or raise 'bandwidth_max'",
        )
    serves: list[tuple[MemoryOperand, Direction]] = []
    for entry in fields["allocation"].sequence():
        operand, _, direction = (part.strip() for part in entry.text().partition(","))
        if operand not in set(MemoryOperand) or direction not in set(Direction):
            raise entry.error(f"'{entry.text()}' is not an operand and a direction", "write such as 'I1, tl'")
        access = MemoryOperand(operand), Direction(direction)
        if access in serves:
            raise entry.error(f"'{entry.text()}' is allocated to the port twice", "list it once")
        if not kind.allows(access[1]):
            raise entry.error(f"a {kind} port cannot serve '{operand}, {direction}'", PORT_DIRECTIONS)
        serves.append(access)
    return Port(fields["name"].text(), kind, smallest, widest, tuple(serves))


def check_ports(
    node: YamlNode, memory: str, operands: tuple[MemoryOperand, ...], ports: tuple[Port, ...]
) -> None:
    """Every access that a memory needs has exactly one port; raises InputError at the node."""
    if len({port.name for port in ports}) != len(ports):
        raise node.error(f"memory '{memory}' has two ports of one name", "give each port its own name")
    served = [access for port in ports for access in port.serves]
    for operand, direction in served:
        if operand not in operands:
            raise node.error(
                f"a port of memory '{memory}' serves {operand}, which it does not hold",
                f"add {operand} to 'operands', or remove '{operand}, {direction}' from the port",
            )
        if served.count((operand, direction)) > 1:
            raise node.error(
                f"two ports of memory '{memory}' serve '{operand}, {direction}'", "allocate it to one of them"
            )
    for operand in operands:
        for direction in REQUIRED_DIRECTIONS[operand]:
            if (operand, direction) not in served:
                raise node.error(
                    f"memory '{memory}' has no port for '{operand}, {direction}'",
                    f"add '{operand}, {direction}' to the allocation of a port",
                )


def check_operands(node: YamlNode, core: int, core_type: CoreType) -> None:
    """The memories of a core hold what its role needs; raises InputError at the node."""
    held = {operand for memory in core_type.memories for operand in memory.operands}
    missing = [operand.value for operand in MemoryOperand if operand not in held]
    if missing and (core_type.role is not Role.MEMORY or not held):
        raise node.error(
            f"no memory of core {core} holds {', '.join(missing)}",
            "list the operands under 'operands' of its memories, and serve them by ports",
        )


def check_outermost(node: YamlNode, core: Core, memory: str) -> None:
    """The memory is the highest level of some operand, as shared ones are; raises InputError at the node."""
    levels = [core.core_type.levels(operand) for operand in MemoryOperand]
    outermost = dict.fromkeys(level[-1].name for level in levels if level)
    if memory not in outermost:
        raise node.error(
            f"memory '{memory}' of {core.name} is shared, but not the highest level of any operand",
            f"share one that is: {', '.join(outermost)}",
        )


def _read_precision(node: YamlNode) -> Precision:
    fields = node.fields(("input", "accumulator"))
    width = _read_width(fields["input"])
    return Precision(width, width, _read_width(fields["accumulator"]), width)


def _read_width(node: YamlNode) -> int:
    match = re.fullmatch(r"(?:bf|fp|float|f|int|uint|i|u)(\d+)", node.text())
    if match is None or int(match[1]) == 0:
        raise node.error(
            f"{node.what} is '{node.text()}', not a number format", "write such as int8, bf16 or fp32"
        )
    return int(match[1])


def _read_runs(node: YamlNode, strict: bool) -> frozenset[str]:
    kinds: set[Kind] = set()
    for entry in node.sequence():
        operator = entry.text()
        if operator not in OPERATORS:
            raise entry.error(
                f"'{operator}' is no known ONNX operator{did_you_mean(operator, OPERATORS)}",
                "correct or remove it: no layer comes from it",
            )
        kinds.update(OPERATORS[operator])
    vector = {Category.ELEMENTWISE, Category.REDUCTION}
    if strict or all(kind.category not in vector for kind in kinds):
        return frozenset(kind.value for kind in kinds)
    return frozenset(
        (*(c.value for c in vector), *(kind.value for kind in kinds if kind.category not in vector))
    )


def _read_dataflow(node: YamlNode, array: Array) -> tuple[tuple[str, tuple[tuple[str, int], ...]], ...]:
    sizes = dict(array.dimensions)
    dataflow: list[tuple[str, tuple[tuple[str, int], ...]]] = []
    for dim, entries in node.mapping().items():
        if dim not in sizes:
            raise entries.error(
                f"dataflow over '{dim}', which is not a dimension of the array ({', '.join(sizes)})",
                "unroll over a dimension of 'operational_array'",
            )
        loops: list[tuple[str, int]] = []
        for entry in entries.sequence():
            match = re.fullmatch(r"(\w+)\s*,\s*(\d+)", entry.text())
            if match is None:
                raise entry.error(f"'{entry.text()}' is not a loop and a factor", "write such as 'K, 32'")
            loops.append((match[1].lower(), int(match[2])))
        factor = 1
        for _, size in loops:
            factor *= size
        if not 0 < factor <= sizes[dim]:
            raise entries.error(
                f"dataflow unrolls {factor} times over '{dim}' of size {sizes[dim]}",
                f"let the factors multiply to 1 to {sizes[dim]}",
            )
        dataflow.append((dim, tuple(loops)))
    return tuple(dataflow)


class UniqueNames:
    """Gives each name out once: `a`, then `a_2`, `a_3`, …"""

    def __init__(self) -> None:
        self._used: set[str] = set()

    def add(self, name: str) -> str:
        """The name, or the first numbered one that is free."""
        number, unique = 1, name
        while unique in self._used:
            number += 1
            unique = f"{name}_{number}"
        self._used.add(unique)
        return unique

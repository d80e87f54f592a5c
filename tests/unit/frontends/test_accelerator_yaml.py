"""Accelerator YAML of all three forms: what it becomes, and where each mistake is reported."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from stream_xdsl.diagnostics import InputError
from stream_xdsl.frontends.accelerator_yaml import OPERATORS, import_accelerator, import_core_type
from stream_xdsl.hardware.machine import Array, Bus, Link, Precision, Role, SharedMemory
from stream_xdsl.workload.kinds import Category, Kind

CORE = """\
name: pe
type: compute
memories:
  sram:
    size: 1024
    r_cost: 10
    w_cost: 1e1
    area: 0
    latency: 1
    operands: [I1, I2, O]
    ports:
      - name: r
        type: read
        bandwidth_min: 8
        bandwidth_max: 64
        allocation: ["I1, tl", "I2, tl", "O, tl", "O, th"]
      - name: w
        type: write
        bandwidth_min: 8
        bandwidth_max: 64
        allocation: ["I1, fh", "I2, fh", "O, fh", "O, fl"]
    served_dimensions: [D1]
operational_array:
  unit_energy: 0.5
  dimensions: [D1]
  sizes: [4]
dataflows:
  D1: ["K, 2", "C, 2"]
operator_types: [Conv, MaxPool]
"""
DRAM = re.sub(r"dataflows:(.|\n)*", "", CORE.replace("compute", "memory").replace("[4]", "[0]"))
MACHINE = """\
name: label
cores:
  0: pe.yaml
  1: ./cores/pe.yaml
  2: dram.yaml
offchip_core_id: 2
unit_energy_cost: 8
core_connectivity:
  - type: link
    cores: [0, 1]
    bandwidth: 32
  - type: bus
    cores: [0, 1, 2]
    bandwidth: 64
    unit_energy_cost: 0
core_memory_sharing:
  - 0, 1
core_coordinates:
  0: [1, 2]
"""


@pytest.fixture
def write(tmp_path: Path):
    """Writes the three files, with changes, and returns the accelerator's path."""

    def write_files(machine: str = MACHINE, core: str = CORE, dram: str = DRAM) -> Path:
        (tmp_path / "cores").mkdir(exist_ok=True)
        (tmp_path / "cores" / "pe.yaml").write_text(core)
        (tmp_path / "dram.yaml").write_text(dram)
        (tmp_path / "duo.yaml").write_text(machine)
        return tmp_path / "duo.yaml"

    return write_files


def test_conversion(write):
    machine = import_accelerator(write())
    assert machine.name == "duo"
    assert [core.name for core in machine.cores] == ["core0", "core1", "core2"]
    assert [core.position for core in machine.cores] == [(1, 2), None, None]
    pe, dram = machine.core_types
    assert (pe.name, dram.name) == ("pe", "dram")
    assert (pe.role, dram.role) == (Role.COMPUTE, Role.OFFCHIP)
    assert pe.array == Array((("D1", 4),), 0.5)
    assert dram.array is None
    assert dram.memories[0].served_dimensions == ()
    assert pe.dataflow == (("D1", (("k", 2), ("c", 2))),)
    assert pe.runs == {"conv", "maxpool"}
    assert pe.precision == Precision(8, 8, 16, 8)
    assert machine.links == (Link("link0", "core0", "core1", 32, energy_pj_per_bit=0.25),)
    assert machine.buses == (Bus("bus0", ("core0", "core1", "core2"), 64),)
    assert machine.shared_memories == (SharedMemory((("core0", "sram"), ("core1", "sram"))),)


def test_precision_is_input_width_and_accumulator_width(write):
    core = CORE + "operand_precision: {input: bf16, accumulator: fp32}\n"
    assert import_accelerator(write(core=core)).core_types[0].precision == Precision(16, 16, 32, 16)


def runs_of(write, operators: str, strict: bool = False) -> set[str]:
    core = CORE.replace("[Conv, MaxPool]", operators)
    runs = import_accelerator(write(core=core), strict_operator_types=strict).core_types[0].runs
    assert runs is not None
    return set(runs)


def test_a_core_with_an_elementwise_or_reduction_operator_is_a_vector_unit(write):
    vector = {"elementwise", "reduction"}
    assert runs_of(write, "[Conv, Relu]") == {"conv", *vector}
    assert runs_of(write, "[Softmax]") == vector
    assert runs_of(write, "[ReduceMax, MaxPool]") == {"maxpool", *vector}
    assert runs_of(write, "[Conv, Relu]", strict=True) == {"conv", "relu"}
    assert runs_of(write, "[MatMul, Reshape]") == {"matmul"}


def test_every_kind_has_an_operator():
    assert {kind for kinds in OPERATORS.values() for kind in kinds} == set(Kind)
    assert Kind.MAXPOOL.category == Category.POOLING


def test_core_type_names_are_unique(write, tmp_path: Path):
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "pe.yaml").write_text(CORE.replace("1024", "2048"))
    machine = import_accelerator(
        write(MACHINE.replace("1: ./cores", "1: ./other").replace("core_memory_sharing:\n  - 0, 1\n", ""))
    )
    assert [t.name for t in machine.core_types] == ["pe", "pe_2", "dram"]


def test_paths_of_the_original_and_inlined_cores(write):
    inlined = "\n    ".join(CORE.replace("name: pe", "name: inlined").splitlines())
    text = MACHINE.replace("0: pe.yaml", "0: stream/inputs/hardware/cores/pe.yaml")
    machine = import_accelerator(write(text.replace("1: ./cores/pe.yaml", f"1:\n    {inlined}")))
    assert [t.name for t in machine.core_types] == ["pe", "inlined", "dram"]
    assert replace(machine.core_types[1], name="pe") == machine.core_types[0]


@pytest.mark.parametrize("sharing", ["- 0, 1", "- [0, 1]", "- 0.sram, 1.sram", "- 0, 1.sram"])
def test_forms_of_sharing(write, sharing: str):
    machine = import_accelerator(write(MACHINE.replace("- 0, 1", sharing)))
    assert machine.shared_memories == (SharedMemory((("core0", "sram"), ("core1", "sram"))),)


def change(text: str, old: str, new: str) -> str:
    assert old in text, old
    return text.replace(old, new, 1)


MACHINE_ERRORS = [
    ("offchip_core_id: 2\n", "", 1, "the file lacks 'offchip_core_id'"),
    (
        "offchip_core_id",
        "offchip_core",
        6,
        "unknown key 'offchip_core' in the file; did you mean 'offchip_core_id'?",
    ),
    (
        "offchip_core_id: 2",
        "offchip_core_id: 3",
        6,
        "'offchip_core_id': there is no core '3', only cores 0 to 2",
    ),
    (
        "offchip_core_id: 2",
        "offchip_core_id: two",
        6,
        "'offchip_core_id': there is no core 'two', only cores 0 to 2",
    ),
    (
        "offchip_core_id: 2",
        "offchip_core_id: 0",
        3,
        "core 0 fronts off-chip memory ('offchip_core_id'), but its type is",
    ),
    ("  2: dram.yaml", "  3: dram.yaml", 5, "core ids must be 0 to 2 without a gap, got '3'"),
    ("  1: ./cores", "  0: ./cores", 4, "key '0' appears twice in 'cores'"),
    ("0: pe.yaml", "0: pee.yaml", 3, "core file 'pee.yaml' does not exist; did you mean 'pe.yaml'?"),
    ("./cores/pe.yaml", "./pe.yaml", 4, "core file './pe.yaml' does not exist"),
    ("type: link", "type: lnik", 9, "'type' is 'lnik'; did you mean 'link'?"),
    (
        "bandwidth: 32",
        "bandwith: 32",
        11,
        "unknown key 'bandwith' in entry 1 of 'core_connectivity'; did you mean",
    ),
    ("    bandwidth: 32\n", "", 9, "entry 1 of 'core_connectivity' lacks 'bandwidth'"),
    (
        "bandwidth: 32",
        "bandwidth: 64 GB/s",
        11,
        "'bandwidth' must be a whole number of bits per cycle, got '64 GB/s'",
    ),
    (
        "bandwidth: 32",
        "bandwidth: 32.5",
        11,
        "'bandwidth' must be a whole number of bits per cycle, got '32.5'",
    ),
    ("bandwidth: 32", "bandwidth: -32", 11, "'bandwidth' must be at least 1, got -32"),
    (
        "bandwidth: 32",
        "bandwidth: true",
        11,
        "'bandwidth' must be a whole number of bits per cycle, got 'true'",
    ),
    (
        "unit_energy_cost: 8",
        "unit_energy_cost: -8",
        7,
        "'unit_energy_cost' must be finite and not negative, got -8",
    ),
    (
        "unit_energy_cost: 8",
        "unit_energy_cost: 8 pJ",
        7,
        "'unit_energy_cost' must be a number of pJ per cycle, got '8 pJ'",
    ),
    ("[0, 1]", "[0, 7]", 10, "entry 2 of 'cores': there is no core '7', only cores 0 to 2"),
    ("[0, 1]", "[0, 0]", 10, "the link connects a core to itself: 0, 0"),
    ("[0, 1]", "[0, 1, 2]", 10, "a link connects two cores, got 3"),
    ("[0, 1, 2]", "[0]", 13, "a bus connects at least two cores, got 1"),
    ("[0, 1]", "0", 10, "'cores' must be a list, got '0'"),
    (
        "  - type: bus",
        "  - {cores: [1, 0], bandwidth: 8}\n  - type: bus",
        12,
        "the same link between cores 1, 0 is already on line 9",
    ),
    ("- 0, 1", "- 0, 9", 17, "'9' is not a core id, 0 to 2"),
    ("- 0, 1", "- 0, 1\n  - 0, 2", 18, "memory 'sram' of core 0 is shared in two entries"),
    ("- 0, 1", "- 0", 17, "a memory is shared by at least two cores, got one"),
    ("- 0, 1", "- 0.sarm, 1.sram", 17, "core 0 has no memory 'sarm'; did you mean 'sram'?"),
    ("0: [1, 2]", "9: [1, 2]", 19, "coordinates of core '9', but there are only cores 0 to 2"),
    ("0: [1, 2]", "0: [1]", 19, "coordinates of core 0 must be [column, row]"),
    ("0: [1, 2]", "0: [1, x]", 19, "coordinates of core 0 must be [column, row]"),
    ("0: [1, 2]", "0: [1, 2]\n  2: [1, 2]", 20, "cores 0 and 2 are both at [1, 2]"),
    ("cores: [0, 1]", "cores: [0]", 10, "a link connects two cores, got 1"),
    ("  0: pe.yaml", "\t0: pe.yaml", 3, "not valid YAML: found character '\\t' that cannot start any token"),
    ("name: label", "name: \x01", 1, "not valid YAML: special characters are not allowed"),
    ("- 0, 1", "- [0, [1]]", 17, "value 2 of entry 1 of 'core_memory_sharing' must be text, got a list"),
    ("cores: [0, 1]", "cores: [0, 1", 11, "not valid YAML"),
    ("cores:\n", "chips:\n", 2, "unknown key 'chips' in the file"),
]


@pytest.mark.parametrize(("old", "new", "line", "message"), MACHINE_ERRORS)
def test_errors_of_the_accelerator_file(write, old: str, new: str, line: int, message: str):
    with pytest.raises(InputError) as error:
        import_accelerator(write(change(MACHINE, old, new)))
    assert f"duo.yaml:{line}: {message}" in str(error.value)
    assert "\n  remedy: " in str(error.value)


CORE_ERRORS = [
    ("type: compute", "type: comptue", 2, "'type' is 'comptue'; did you mean 'compute'?"),
    ("type: compute", "type: aie2.compute", 2, "core type 'aie2.compute' belongs to another cost model"),
    ("memories:", "memory:", 3, "unknown key 'memory' in the file; did you mean 'memories'?"),
    ("    size: 1024\n", "", 5, "'sram' lacks 'size'"),
    ("size: 1024", "size: 128 B", 5, "'size' must be a whole number of bits, got '128 B'"),
    ("size: 1024", "size: 0", 5, "'size' must be at least 1, got 0"),
    ("r_cost: 10", "r_cost: -1", 6, "'r_cost' must be finite and not negative, got -1"),
    ("area: 0", "area: 0\n    auto_cost_extraction: true", 9, "energies are not extracted automatically"),
    ("area: 0", "r_bw: 8", 8, "unknown key 'r_bw' in 'sram'"),
    ("operands: [I1, I2, O]", "operands: [I1, W, O]", 10, "entry 2 of 'operands' is 'W'"),
    (
        "operands: [I1, I2, O]",
        "operands: [I1, I1, O]",
        10,
        "'operands' lists each of I1, I2, O that the memory holds once",
    ),
    (
        "operands: [I1, I2, O]",
        "operands: [I1, O]",
        12,
        "a port of memory 'sram' serves I2, which it does not hold",
    ),
    ("type: read", "type: reading", 13, "'type' is 'reading'; did you mean 'read'?"),
    ("bandwidth_min: 8", "bandwidth_min: 128", 14, "'bandwidth_min' 128 exceeds 'bandwidth_max' 64"),
    ('"I1, tl", ', "", 12, "memory 'sram' has no port for 'I1, tl'"),
    ('"I1, tl"', '"I1 tl"', 16, "'I1 tl' is not an operand and a direction"),
    ('"I1, tl"', '"I1, fh"', 16, "a read port cannot serve 'I1, fh'"),
    ('"I1, tl", ', '"I1, tl", "I1, tl", ', 16, "'I1, tl' is allocated to the port twice"),
    ("name: w", "name: r", 12, "memory 'sram' has two ports of one name"),
    (
        "served_dimensions: [D1]",
        "served_dimensions: [D2]",
        22,
        "served dimension 'D2' is not one of the array (D1)",
    ),
    ("sizes: [4]", "sizes: [4, 4]", 26, "1 dimensions, but 2 sizes"),
    ("sizes: [4]", "sizes: [0]", 26, "a compute core has an array without units"),
    (
        "  sizes: [4]",
        "  is_imc: true\n  sizes: [4]",
        26,
        "the cost model of in-memory-computing macros is not available",
    ),
    ('D1: ["K, 2"', 'D2: ["K, 2"', 28, "dataflow over 'D2', which is not a dimension of the array (D1)"),
    ('"K, 2"', '"K 2"', 28, "'K 2' is not a loop and a factor"),
    ('"K, 2"', '"K, 4"', 28, "dataflow unrolls 8 times over 'D1' of size 4"),
    ("[Conv, MaxPool]", "[Conv, MaxPol]", 29, "'MaxPol' is no known ONNX operator; did you mean 'MaxPool'?"),
    (
        "[Conv, MaxPool]",
        "[Conv]\noperand_precision: {input: wide, accumulator: fp32}",
        30,
        "'input' is 'wide', not a number",
    ),
]


@pytest.mark.parametrize(("old", "new", "line", "message"), CORE_ERRORS)
def test_errors_of_the_core_file(write, old: str, new: str, line: int, message: str):
    with pytest.raises(InputError) as error:
        import_accelerator(write(core=change(CORE, old, new)))
    assert f"cores/pe.yaml:{line}: {message}" in str(error.value)
    assert "\n  remedy: " in str(error.value)


def test_a_core_file_alone_is_no_machine(write):
    path = write().parent / "cores" / "pe.yaml"
    with pytest.raises(InputError, match="describes a single core, not a machine"):
        import_accelerator(path)
    assert import_core_type(path).name == "pe"


def test_unreadable_files(tmp_path: Path):
    with pytest.raises(InputError, match="cannot read the file: No such file or directory"):
        import_accelerator(tmp_path / "none.yaml")
    (tmp_path / "empty.yaml").write_text("")
    with pytest.raises(InputError, match=r"empty\.yaml:1: the file is empty\n  remedy: "):
        import_accelerator(tmp_path / "empty.yaml")
    (tmp_path / "binary.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="not UTF-8 text"):
        import_accelerator(tmp_path / "binary.yaml")
    (tmp_path / "list.yaml").write_text("- 1")
    with pytest.raises(InputError, match=r"list\.yaml:1: the file must have keys, got a list"):
        import_accelerator(tmp_path / "list.yaml")


def test_only_one_core_is_off_chip(write):
    text = change(MACHINE, "  2: dram.yaml", "  2: dram.yaml\n  3: dram.yaml")
    dram = DRAM.replace("type: memory", "type: zigzag.offchip")
    with pytest.raises(
        InputError, match=r"duo\.yaml:6: core 3 is of type zigzag\.offchip, but 'offchip_core_id' is 2"
    ):
        import_accelerator(write(text, dram=dram))


def test_what_a_core_does_not_hold(write):
    one = CORE[CORE.index("  sram:") : CORE.index("operational_array")]
    only = (
        one.replace("[I1, I2, O]", "[I1, I2]")
        .replace(', "O, tl", "O, th"', "")
        .replace(', "O, fh", "O, fl"', "")
    )
    with pytest.raises(InputError, match=r"duo\.yaml:3: no memory of core 0 holds O\n  remedy: "):
        import_accelerator(write(core=CORE.replace(one, only)))
    inner = CORE.replace("  sram:", one.replace("sram", "rf") + "  sram:")
    sharing = MACHINE.replace("- 0, 1", "- 0.rf, 1.rf")
    with pytest.raises(
        InputError, match=r"duo\.yaml:17: memory 'rf' of core0 is shared, but not the highest"
    ):
        import_accelerator(write(sharing, core=inner))


def test_one_memory_has_one_size(write):
    text = change(MACHINE, "- 0, 1", "- 0, 2")
    with pytest.raises(
        InputError, match=r"duo\.yaml:17: one memory cannot have several sizes: 99, 1024 bits"
    ):
        import_accelerator(write(text, dram=DRAM.replace("1024", "99")))


# The form of the validation chips

MEMORY = (
    "{name: rf, size_bits: 8, size_bytes: 1, r_bw_bits: 8, w_bw_bits: 16, r_cost: 1, w_cost: 1.2, latency: 1, r_port: 1, "
    "w_port: 2, rw_port: 0, r_bw_min: 8, w_bw_min: 4, operands: [I1], served_dimensions: [], "
    "port_alloc: {I1: {fh: w_port_1, tl: r_port_1}}}"
)
SRAM = (
    "{name: s, size_bits: 64, r_bw_bits: 8, w_bw_bits: 8, r_cost: 1, w_cost: 1, r_port: 0, w_port: 0, rw_port: 1, "
    "r_bw_min: 8, w_bw_min: 8, operands: [I1, I2, O], served_dimensions: [D1], port_alloc: {I1: {fh: rw_port_1, "
    "tl: rw_port_1}, I2: {fh: rw_port_1, tl: rw_port_1}, O: {fh: rw_port_1, tl: rw_port_1, fl: rw_port_1, th: rw_port_1}}"
)
CHIP = f"""\
chip: two
reference: {{anything: 1}}
cores:
- id: 0
  kind: MultiplierArray
  offchip: false
  operational_array: {{dims: {{D1: 4}}, unit_energy: 0.5, precision: [8, 4]}}
  dataflows:
  - {{D1: [OX, 6]}}
  memories:
  - {MEMORY}
  - {MEMORY.replace("I1", "I2")}
  - {SRAM}, shared_with_cores: [1]}}
- id: 1
  kind: SimdArray
  offchip: false
  operational_array: {{dims: {{D1: 4}}, unit_energy: 0.5, precision: [8, 8]}}
  memories:
  - {SRAM}, shared_with_cores: [0]}}
- id: 2
  kind: MultiplierArray
  offchip: true
  operational_array: {{dims: {{D1: 1}}, unit_energy: inf, precision: [8, 8]}}
  dataflows: []
  memories:
  - {SRAM}}}
links:
- {{from: 0, to: 2, link: A, bandwidth_bits_per_cycle: 64, unit_energy: 32, bidirectional: true}}
- {{from: 2, to: 0, link: A, bandwidth_bits_per_cycle: 64, unit_energy: 32, bidirectional: true}}
- {{from: 0, to: 1, link: B, bandwidth_bits_per_cycle: 8, unit_energy: 0, bidirectional: false}}
- {{from: 2, to: 0, link: C, bandwidth_bits_per_cycle: 8, unit_energy: 0, bidirectional: false}}
- {{from: 2, to: 1, link: C, bandwidth_bits_per_cycle: 8, unit_energy: 0, bidirectional: false}}
"""


def test_validation_chip(tmp_path: Path):
    (tmp_path / "two.yaml").write_text(CHIP)
    machine = import_accelerator(tmp_path / "two.yaml")
    multiplier, simd, offchip = machine.core_types
    assert [t.name for t in machine.core_types] == ["multiplier_array", "simd_array", "offchip"]
    assert [memory.name for memory in multiplier.memories] == ["rf_I1", "rf_I2", "s"]
    assert multiplier.precision == Precision(8, 4, 16, 8)
    assert multiplier.runs == {"mac"}
    assert simd.runs == {"elementwise", "reduction"}
    assert (offchip.role, offchip.array) == (Role.OFFCHIP, None)
    assert multiplier.dataflow == (("D1", (("ox", 4),)),)
    read, write = multiplier.memories[0].ports
    assert (read.bandwidth_min_bits, read.bandwidth_max_bits) == (8, 8)
    assert (write.bandwidth_min_bits, write.bandwidth_max_bits) == (4, 16)
    assert machine.links == (Link("B", "core0", "core1", 8, two_way=False),)
    assert machine.buses == (
        Bus("A", ("core0", "core2"), 64, 0.5),
        Bus("C", ("core2", "core0", "core1"), 8, senders=("core2",)),
    )
    assert machine.shared_memories == (SharedMemory((("core0", "s"), ("core1", "s"))),)


CHIP_ERRORS = [
    ("reference:", "refrence:", 2, "unknown key 'refrence' in the file; did you mean 'reference'?"),
    ("- id: 1", "- id: 3", 14, "core ids must be 0 to 2 in order, got '3'"),
    ("SimdArray", "SimdArrray", 15, "'kind' is 'SimdArrray'; did you mean 'SimdArray'?"),
    ("precision: [8, 4]", "precision: [8]", 7, "'precision' gives the widths of inputs and weights"),
    ("{D1: [OX, 6]}", "{D2: [OX, 6]}", 9, "dataflow over 'D2', which is not a dimension of the array (D1)"),
    ("{D1: [OX, 6]}", "{D1: [OX]}", 9, "a loop and a factor expected"),
    ("r_port: 1", "r_port: 0", 11, "'tl' is 'r_port_1'"),
    ("tl: r_port_1", "tl: w_port_2", 11, "a write port cannot serve 'I1, tl'"),
    ("fh: w_port_1, ", "", 11, "memory 'rf_I1' has no port for 'I1, fh'"),
    ("r_bw_min: 8", "r_bw_min: 9", 11, "'r_bw_min' exceeds 'r_bw_bits'"),
    (
        "w_bw_bits: 8, r_cost: 1, w_cost: 1, r",
        "w_bw_bits: 9, r_cost: 1, w_cost: 1, r",
        13,
        "a read_write port of memory 's' has",
    ),
    (
        "shared_with_cores: [0]",
        "shared_with_cores: [2]",
        11,
        "memory sharing is not mutual: core0 name cores 0, 1",
    ),
    ("to: 2, link: A", "to: 7, link: A", 28, "'to': there is no core '7', only cores 0 to 2"),
    ("to: 2, link: A", "to: 0, link: A", 28, "core 0 is linked to itself"),
    ("from: 2, to: 0, link: A", "from: 0, to: 2, link: A", 29, "link A already leads from core 0 to core 2"),
    (
        "bandwidth_bits_per_cycle: 64",
        "bandwidth_bits_per_cycle: 32",
        29,
        "link A has two bandwidths or energies",
    ),
    ("link: B", "link: C", 30, "link C joins only some of its cores' pairs"),
]


@pytest.mark.parametrize(("old", "new", "line", "message"), CHIP_ERRORS)
def test_errors_of_a_validation_chip(tmp_path: Path, old: str, new: str, line: int, message: str):
    (tmp_path / "two.yaml").write_text(change(CHIP, old, new))
    with pytest.raises(InputError) as error:
        import_accelerator(tmp_path / "two.yaml")
    assert f"two.yaml:{line}: {message}" in str(error.value)
    assert "\n  remedy: " in str(error.value)

"""The shipped machines are what the original's files say. Run this file to write them anew."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from stream_xdsl.bridge.library import library_machines, library_system, machine_text
from stream_xdsl.frontends.accelerator_yaml import import_accelerator
from stream_xdsl.hardware import library
from stream_xdsl.hardware.machine import Core, Machine, MemoryOperand, Precision, Role, SerialInput, Stage
from stream_xdsl.hardware.routes import Interconnect

EXAMPLES = "stream_inputs/hardware"
TUTORIAL = "stream_inputs/tutorial"
SOURCES = {
    "depfin": "validation/depfin.yaml",
    "diana": "validation/diana.yaml",
    "eyeriss_like_dual_core": f"{EXAMPLES}/eyeriss_like_dual_core.yaml",
    "eyeriss_like_quad_core": f"{EXAMPLES}/eyeriss_like_quad_core.yaml",
    "eyeriss_like_single_core": f"{EXAMPLES}/eyeriss_like_single_core.yaml",
    "fusemax": f"{EXAMPLES}/fusemax.yaml",
    "hda_bus": f"{TUTORIAL}/lab1/inputs/hardware/hda_bus.yaml",
    "jia_aimc": "validation/jia_aimc.yaml",
    "jia_imc": "validation/jia_aimc.yaml",
    "meta_prototype_dual_core_simd_offchip": f"{EXAMPLES}/meta_prototype_dual_core_simd_offchip.yaml",
    "simba": f"{EXAMPLES}/simba.yaml",
    "simba_small": f"{EXAMPLES}/simba_small.yaml",
    "tpu_like_quad_core": f"{EXAMPLES}/tpu_like_quad_core.yaml",
    "tpu_like_quad_core_tutorial": f"{TUTORIAL}/testing/hardware/tpu_like_quad_core.yaml",
    "tpu_v7_ironwood": f"{EXAMPLES}/tpu_v7_ironwood.yaml",
}


def with_in_memory_arrays(machine: Machine) -> Machine:
    """With what the YAML cannot say of Jia's cores; `docs/validation.md` has the reasons."""

    def declared(core: Core) -> Core:
        core_type = core.core_type
        if core_type.array is None:
            return core
        return replace(
            core,
            core_type=replace(
                core_type,
                array=replace(core_type.array, serial=SerialInput(bits=1, cycles=10)),
                precision=Precision(input_bits=4, weight_bits=4, psum_bits=16, output_bits=4),
                overlaps=frozenset(Stage),
                stationary=frozenset({MemoryOperand.I2}),
            ),
        )

    return replace(machine, cores=tuple(map(declared, machine.cores)))


def shipped_text(name: str, data: Path) -> str:
    """The text of the file that ships."""
    machine = replace(import_accelerator(data / SOURCES[name]), name=name)
    if name == "jia_imc":
        machine = with_in_memory_arrays(machine)
        return f"// {name}: jia_aimc with in-memory arrays, as docs/validation.md explains.\n{machine_text(machine)}"
    folder = Path(SOURCES[name]).parts[0]
    origin = (
        "a chip with published measurements"
        if folder == "validation"
        else "an accelerator of Stream's examples"
    )
    return f"// {name}: {origin}, converted from its YAML.\n{machine_text(machine)}"


def test_names():
    assert library.names() == tuple(sorted(SOURCES))
    with pytest.raises(KeyError):
        library.path("nonexistent")


@pytest.mark.parametrize("name", SOURCES)
def test_shipped_text_is_a_fresh_conversion(name: str, shared_data: Path):
    assert library.path(name).read_text(encoding="utf-8") == shipped_text(name, shared_data)


@pytest.mark.parametrize("lab", ["lab2", "lab3"])
def test_the_labs_share_one_machine(lab: str, shared_data: Path):
    path = "inputs/hardware/hda_bus.yaml"
    one, other = (import_accelerator(shared_data / TUTORIAL / folder / path) for folder in ("lab1", lab))
    assert one == other


@pytest.mark.parametrize("name", SOURCES)
def test_shipped_machines_verify(name: str):
    library_system(name).verify()


@pytest.mark.parametrize("machine", list(library_machines()), ids=lambda machine: machine.name)
def test_every_core_has_routes_to_and_from_memory(machine: Machine):
    interconnect = Interconnect(machine)
    assert machine.cores[machine.offchip].core_type.role is Role.OFFCHIP
    for core in range(len(machine.cores)):
        assert interconnect.routes(machine.offchip, core)
        assert interconnect.routes(core, machine.offchip)


if __name__ == "__main__":
    for machine_name in SOURCES:
        file = Path(library.__file__).parent / f"{machine_name}.mlir"
        file.write_text(shipped_text(machine_name, Path(sys.argv[1])), encoding="utf-8")

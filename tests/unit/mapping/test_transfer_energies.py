"""Energies of transfers between cores whose ways differ."""

from dataclasses import replace

from machine_examples import bus, link, machine

from stream_xdsl.hardware.machine import Machine, MemoryOperand
from stream_xdsl.hardware.routes import Interconnect
from stream_xdsl.mapping.transfer_energies import TransferEnergies

READ, WRITE = 1.0 / 64, 1.5 / 64
"""pJ a bit, in every memory."""


def energies(described: Machine) -> TransferEnergies:
    return TransferEnergies(described, Interconnect(described))


def test_the_way_is_the_median_one():
    """A chain of four cores, the last of them off-chip, with 0.5 pJ a bit on every link."""
    chain = energies(machine(3, links=tuple(link(i, i, i + 1) for i in range(3))))
    # From a distance of 1, 2 and 3 links.
    assert chain.load("pe", MemoryOperand.I1) == READ + 1.0 + WRITE
    assert chain.store("pe") == READ + 1.0 + WRITE
    # Of six pairs of cores four are neighbours.
    assert chain.move == READ + 0.5 + WRITE


def test_types_have_their_own_ways():
    chain = machine(2, links=(link(0, 0, 1), link(1, 1, 2)))
    far = replace(chain.cores[0], core_type=replace(chain.cores[0].core_type, name="far"))
    mixed = energies(replace(chain, cores=(far, *chain.cores[1:])))
    assert mixed.load("far", MemoryOperand.I2) - mixed.load("pe", MemoryOperand.I2) == 0.5


def test_what_is_out_of_reach_or_in_place_takes_nothing():
    assert energies(machine(2)).move == 0.0
    assert energies(machine(2)).load("pe", MemoryOperand.I1) == 0.0
    assert energies(machine(2, buses=(bus(0, (0, 1, 2)),), shared=((0, 1),))).move == 0.0


def test_a_memory_without_the_port_takes_nothing():
    described = machine(1, links=(link(0, 0, 1),))
    (memory,) = described.cores[1].core_type.memories
    blind = replace(memory, ports=(replace(memory.ports[0], serves=()),))
    offchip = replace(described.cores[1], core_type=replace(described.cores[1].core_type, memories=(blind,)))
    assert energies(replace(described, cores=(described.cores[0], offchip))).store("pe") == 0.0

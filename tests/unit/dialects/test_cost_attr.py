"""What the text of `#dnn.cost` cannot say is refused all the same."""

import pytest
from xdsl.dialects.builtin import ArrayAttr, DenseArrayBase, SymbolRefAttr, f64
from xdsl.utils.exceptions import VerifyException

from stream_xdsl.dialects.dnn_attributes import CostAttr

SPLIT = (("rf", (1.0, 2.0)), ("sram", (0.0, 3.0)))
COST = CostAttr.get(
    "pe", (4,), cycles=2, compute_cycles=1, energy_pj=7.0, mac_energy_pj=1.0, memory_energy_pj=SPLIT
)


def test_what_goes_in_comes_out():
    assert COST.energy_by_memory_pj == SPLIT
    unknown = CostAttr.get("pe", (4,), cycles=2, compute_cycles=1, energy_pj=7.0, mac_energy_pj=1.0)
    assert unknown.energy_by_memory_pj == ()


@pytest.mark.parametrize(("memories", "energies"), [(2, [1.0, 2.0, 3.0]), (2, []), (0, [6.0])])
def test_every_memory_has_as_many_energies(memories: int, energies: list[float]):
    names = ArrayAttr([SymbolRefAttr(f"m{i}") for i in range(memories)])
    with pytest.raises(VerifyException, match=f"{len(energies)} energies of {memories} memories"):
        CostAttr(*COST.parameters[:-6], names, DenseArrayBase.from_list(f64, energies), *COST.parameters[-4:])

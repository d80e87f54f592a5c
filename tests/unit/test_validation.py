"""Schedules of three measured chips: as near to silicon as `docs/validation.md` says."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

FOLDER = Path(__file__).parents[2] / "examples" / "validation"


@pytest.fixture(scope="module")
def run() -> ModuleType:
    sys.path.insert(0, str(FOLDER))
    spec = importlib.util.spec_from_file_location("validation_run", FOLDER / "run.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["validation_run"] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("name", "full", "edges"),
    [
        ("depfin", 6_119_995, 13_482),
        ("jia_aimc", 67_779, 38_195),
        ("jia_imc", 67_682, 38_195),
        ("diana", 797_750, 9_385),
    ],
)
def test_chip(run: ModuleType, name: str, full: int, edges: int):
    """Near the measurement, and what the documentation says; graphs are the original's."""
    outcome = run.evaluate(next(chip for chip in run.CHIPS if chip.name == name))
    assert abs(outcome.deviation) < 0.025
    assert outcome.full_cycles == full
    assert outcome.edges == edges
    assert outcome.full_cycles >= outcome.no_communication_cycles >= outcome.ideal_cycles

"""Machine code on disk is that of the fields that named tuples have now."""

import os
import subprocess
import sys
from pathlib import Path

PROGRAM = """
from typing import NamedTuple
from fields import Pair
from stream_xdsl.compiled import compiled

@compiled
def difference(pair: Pair) -> int:
    return pair.first - pair.second

print(difference(Pair(first=5, second=2)))
"""

FIELDS = """
from typing import NamedTuple

class Pair(NamedTuple):
    {}: int
    {}: int
"""


def run(folder: Path, first: str, second: str, cache: Path) -> str:
    (folder / "fields.py").write_text(FIELDS.format(first, second))
    environment = {"PATH": os.environ["PATH"], "NUMBA_CACHE_DIR": str(cache), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "program.py"],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_other_fields_are_compiled_anew(tmp_path: Path):
    (tmp_path / "program.py").write_text(PROGRAM)
    assert run(tmp_path, "first", "second", tmp_path / "cache") == "3\n"
    assert len(list(tmp_path.glob("cache/**/*.nbc"))) == 1
    assert run(tmp_path, "second", "first", tmp_path / "cache") == "3\n"
    assert len(list(tmp_path.glob("cache/**/*.nbc"))) == 2


def test_without_a_folder_to_write_to(tmp_path: Path):
    (tmp_path / "program.py").write_text(PROGRAM)
    (tmp_path / "file").touch()
    assert run(tmp_path, "first", "second", tmp_path / "file" / "cache") == "3\n"

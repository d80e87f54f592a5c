"""Ctrl-C: a search goes on with the best it has found, all else ends in one line."""

import os
import signal
import subprocess
import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from stream_xdsl.passes import dnn_optimise_mapping
from stream_xdsl.progress import Advance
from stream_xdsl.tools.compile import compile_model, make_passes

INTERRUPTED_WHILE_PLANNING = """
import os, signal, sys
from stream_xdsl.mapping import evaluator
from stream_xdsl.tools.stream_xdsl import main

def interrupted(*_):
    for _ in range(2):  # as `timeout` does
        os.kill(os.getppid() if os.getpid() != parent else parent, signal.SIGINT)

parent = os.getpid()
signal.signal(signal.SIGINT, signal.default_int_handler)
os.sched_getaffinity = lambda _: set(range(int(sys.argv[1])))
evaluator.Evaluator._allocated = interrupted
main(sys.argv[2:])
"""
"""As soon as a stack, there or in another process, is allocated; which is before any mapping is scheduled."""


@pytest.fixture
def interruptible() -> Iterator[None]:
    """As in a terminal, even if the tests run in the background, where Ctrl-C is ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def compile_and_interrupt(
    monkeypatch: pytest.MonkeyPatch, model: Path, schedules: tuple[int, ...], explain: Path | None = None
) -> str:
    """The IR of a compilation that is interrupted after so many whole schedules."""

    @contextmanager
    def bar(what: str, total: int) -> Generator[Advance]:
        done = 0

        def advance(items: int, /, remark: str = "") -> None:
            nonlocal done
            done += items
            if done in schedules:
                os.kill(os.getpid(), signal.SIGINT)

        yield advance

    monkeypatch.setattr(dnn_optimise_mapping, "progress_bar", bar)
    passes = make_passes(
        "optimised", "hda_bus", effort="quick", explain=None if explain is None else str(explain)
    )
    return str(compile_model(str(model), passes, dims={}, progress=lambda number, steps, name: None)[1])


@pytest.fixture(scope="module")
def two_layers(repo: Path) -> Path:
    return repo / "examples/models/two_layers.onnxtxt"


@pytest.mark.usefixtures("interruptible")
@pytest.mark.parametrize("schedules", [1, 3, 5])
@pytest.mark.parametrize("processors", [1, 2])
def test_a_search_goes_on_with_the_best_so_far(
    schedules: int, processors: int, two_layers: Path, monkeypatch: pytest.MonkeyPatch
):
    """The pipeline ends in `sched-verify`."""
    monkeypatch.setattr(os, "sched_getaffinity", {0: set(range(processors))}.get)
    with pytest.warns(
        UserWarning, match=f"interrupted; goes on with the best mapping of {schedules} "
    ) as told:
        text = compile_and_interrupt(monkeypatch, two_layers, (schedules,))
    assert len(told) == 1
    assert "sched.program" in text


@pytest.mark.usefixtures("interruptible")
def test_what_was_interrupted_can_be_explained(
    two_layers: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    """Runners-up that the search did not come to are scheduled."""
    with pytest.warns(UserWarning, match="interrupted"):
        compile_and_interrupt(monkeypatch, two_layers, (1,), tmp_path / "why")
    assert "cannot be mapped" not in (tmp_path / "why").read_text()


@pytest.mark.usefixtures("interruptible")
def test_a_second_interrupt_ends_the_rest(two_layers: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    with pytest.warns(UserWarning, match="interrupted"), pytest.raises(KeyboardInterrupt):
        compile_and_interrupt(monkeypatch, two_layers, (1, 4), tmp_path / "why")
    assert list(tmp_path.iterdir()) == []


def test_interrupted_while_importing(tmp_path: Path):
    """Modules of machine code turn what is raised while they load into other errors, so it is raised later."""
    (tmp_path / "slow.py").write_text(
        "import os, signal, time\nos.kill(os.getpid(), signal.SIGINT)\ntime.sleep(0.2)\nprint('loaded', flush=True)\n"
    )
    script = (
        "import signal, time\nfrom stream_xdsl.tools.interrupts import ended_by_interrupts\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "with ended_by_interrupts():\n    import slow\n    time.sleep(60)\n"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(tmp_path), *sys.path])}
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, "loaded\n", "interrupted\n")


@pytest.mark.parametrize("processors", [1, 2])
def test_interrupted_before_there_is_a_mapping(processors: int, two_layers: Path, tmp_path: Path):
    command = [sys.executable, "-c", INTERRUPTED_WHILE_PLANNING, str(processors), "compile", two_layers]
    options = ["--accelerator", "hda_bus", "--effort", "quick", "-o", tmp_path / "net.mlir"]
    done = subprocess.run([*command, *options], capture_output=True, text=True, check=False)
    shown = [line for line in done.stderr.splitlines() if not line.startswith("stream-xdsl: ")]
    assert (done.returncode, done.stdout, shown) == (130, "", ["interrupted"])
    assert list(tmp_path.iterdir()) == []

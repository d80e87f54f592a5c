"""Work of several processes: all of it, in order, and nobody survives."""

import multiprocessing
import os
import signal
import time
from collections.abc import Callable
from functools import partial

import pytest

from stream_xdsl.processes import forked_map

HERE = os.getpid()


def square(number: int) -> int:
    time.sleep(0.01 * (number % 3))
    return number * number


@pytest.mark.parametrize("workers", [1, 2, 3, 50])
@pytest.mark.parametrize("jobs", [0, 1, 2, 17])
def test_results_are_in_order(workers: int, jobs: int):
    assert list(forked_map(square, range(jobs), workers)) == [n * n for n in range(jobs)]
    assert multiprocessing.active_children() == []


def test_what_a_job_raises_is_raised():
    def job(number: int) -> int:
        if os.getpid() != HERE:
            raise ValueError("elsewhere")
        time.sleep(0.1)
        return number

    results = forked_map(job, range(100), 2)
    with pytest.raises(ValueError, match="elsewhere") as found:
        list(results)
    assert "in job" in found.value.__notes__[0]
    assert multiprocessing.active_children() == []


def test_a_process_that_dies_is_an_error():
    def job(number: int) -> int:
        if os.getpid() != HERE:
            os.kill(os.getpid(), signal.SIGKILL)
        time.sleep(0.1)
        return number

    with pytest.raises(ChildProcessError, match="out of memory"):
        list(forked_map(job, range(100), 2))
    assert multiprocessing.active_children() == []


def test_processes_do_not_see_interrupts_and_end_when_nobody_waits():
    """A terminal sends Ctrl-C to all; the one that waits decides."""

    def job(number: int) -> int:
        if os.getpid() != HERE:
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(0.01 if number < 2 else 60)
        else:
            time.sleep(0.2)
        return number

    results = forked_map(job, range(4), 2)
    assert [next(results), next(results)] == [0, 1]
    began = time.monotonic()
    del results
    assert multiprocessing.active_children() == []
    assert time.monotonic() - began < 5


def orphans(job: Callable[[int], object]) -> None:
    list(forked_map(job, range(4), 2))


def test_processes_do_not_outlive_a_killed_parent():
    """They notice when they would tell it of their work."""
    reader, writer = os.pipe()

    def job(number: int) -> None:
        time.sleep(0.3)

    parent = multiprocessing.get_context("fork").Process(target=partial(orphans, job))
    parent.start()
    os.close(writer)
    time.sleep(0.1)
    parent.kill()
    parent.join()
    # Whoever is still there has the other end open.
    assert os.read(reader, 1) == b""
    os.close(reader)

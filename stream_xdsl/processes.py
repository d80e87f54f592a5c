"""How much is done at once, and by processes that end with their work."""

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess
from multiprocessing.sharedctypes import Synchronized
from traceback import format_exc
from typing import Any, TypeVar

_Job = TypeVar("_Job")
_Result = TypeVar("_Result")


def worker_count(processes: int | None) -> int:
    """As many processes as are asked for, by default as there are processors; where processes cannot be forked, one."""
    return (processes or len(os.sched_getaffinity(0))) if sys.platform == "linux" else 1


def forked_map(job: Callable[[_Job], _Result], jobs: Sequence[_Job], workers: int) -> Iterator[_Result]:
    """What becomes of each job, in order; several at a time if that is worth it.

    This process does its share, so that what it learns is inherited by those forked later. These begin as copies of it, so that neither job nor jobs need be
    sent to them; results must be picklable. Ctrl-C is for this process alone. When the iterator is exhausted, closed, or left by an exception, the others are
    ended at once, whatever they do. Raises what a job raises, and ChildProcessError if a process ends before its job does.
    """
    workers = min(workers, len(jobs))
    if workers < 2:
        yield from map(job, jobs)
        return
    found: dict[int, _Result] = {}
    due = 0
    for position, result in _as_done(job, jobs, workers):
        found[position] = result
        while due in found:
            yield found.pop(due)
            due += 1


def _as_done(
    job: Callable[[_Job], _Result], jobs: Sequence[_Job], workers: int
) -> Generator[tuple[int, _Result]]:
    """The position of each job, and its result."""
    context = multiprocessing.get_context("fork")
    begun: Synchronized[int] = context.Value("q", 0)
    processes: list[ForkProcess] = []
    working: list[Connection] = []
    try:
        for _ in range(workers - 1):
            ours, theirs = context.Pipe()
            process = context.Process(target=_work, args=(job, jobs, begun, ours, theirs), daemon=True)
            with _interrupts_blocked():
                process.start()
                processes.append(process)
            # With the only other end, that it is closed says that the process has ended.
            theirs.close()
            working.append(ours)
        while (position := _next(begun)) < len(jobs):
            yield position, job(jobs[position])
            yield from _arrived(working, timeout=0)
        while working:
            yield from _arrived(working, timeout=None)
    finally:
        for process in processes:
            process.kill()
        for process in processes:
            process.join()


def _next(begun: "Synchronized[int]") -> int:
    """The position of the first job that nobody has begun."""
    with begun.get_lock():
        begun.value += 1
        return begun.value - 1


def _arrived(working: list[Connection], timeout: float | None) -> Iterator[tuple[int, Any]]:
    """What processes have sent; those that have no more to send are left out from then on."""
    for connection in wait(working, timeout):
        assert isinstance(connection, Connection)
        try:
            answer: _Answer | None = connection.recv()
        except (EOFError, ConnectionError):
            raise ChildProcessError(
                "a process ended before its work did; it may have run out of memory"
            ) from None
        if answer is None:
            working.remove(connection)
            continue
        position, result, error = answer
        if error is not None:
            raise error
        yield position, result


_Answer = tuple[int, Any, Exception | None]
"""Position of a job, its result, and what it raised."""


def _work(
    job: Callable[[_Job], _Result],
    jobs: Sequence[_Job],
    begun: "Synchronized[int]",
    others: Connection,
    connection: Connection,
) -> None:
    """What a process does: jobs that nobody has begun, until there are none."""
    # Where the other end is only with the parent, its death is seen here.
    others.close()
    # The parent takes results between jobs of its own; the next job does not wait for that.
    with ThreadPoolExecutor(1) as sender:
        sent: Future[None] | None = None
        while (position := _next(begun)) < len(jobs):
            try:
                answer = position, job(jobs[position]), None
            except Exception as error:
                error.add_note(format_exc())
                answer = position, None, error
            if sent is not None and sent.done() and sent.exception() is not None:
                return
            sent = sender.submit(connection.send, answer)
        sender.submit(connection.send, None)


@contextmanager
def _interrupts_blocked() -> Generator[None]:
    """Processes that begin within it never see Ctrl-C, which a terminal sends to all."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)

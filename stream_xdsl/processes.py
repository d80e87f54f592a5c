"""How much is done at once, and by processes that end with their work."""

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess
from traceback import format_exc
from typing import Any, TypeVar

_Job = TypeVar("_Job")
_Result = TypeVar("_Result")


def worker_count(processes: int | None) -> int:
    """As many processes as are asked for, by default as there are processors; where processes cannot be forked, one."""
    return (processes or len(os.sched_getaffinity(0))) if sys.platform == "linux" else 1


def forked_map(job: Callable[[_Job], _Result], jobs: Sequence[_Job], workers: int) -> Iterator[_Result]:
    """What becomes of each job, in order; several at a time if that is worth it.

    Processes begin as copies of this one, so that neither job nor jobs need be sent to them; results must be picklable. Ctrl-C is for this process alone. When
    the iterator is exhausted, closed, or left by an exception, processes are ended at once, whatever they do. Raises what a job raises, and
    ChildProcessError if a process ends before its job does.
    """
    if len(jobs) < 2 or workers < 2:
        yield from map(job, jobs)
        return
    found: dict[int, _Result] = {}
    due = 0
    for position, result in _as_done(job, jobs, min(workers, len(jobs))):
        found[position] = result
        while due in found:
            yield found.pop(due)
            due += 1


def _as_done(
    job: Callable[[_Job], _Result], jobs: Sequence[_Job], workers: int
) -> Generator[tuple[int, _Result]]:
    """The position of each job, and its result."""
    context = multiprocessing.get_context("fork")
    processes: list[ForkProcess] = []
    working: dict[Connection, int] = {}
    waiting = iter(range(workers, len(jobs)))
    try:
        for position in range(workers):
            ours, theirs = context.Pipe()
            process = context.Process(target=_work, args=(job, jobs, ours, theirs), daemon=True)
            with _interrupts_blocked():
                process.start()
                processes.append(process)
            # With the only other end, that it is closed says that the process has ended.
            theirs.close()
            working[ours] = position
            _send(ours, position)
        while working:
            for connection in wait(list(working)):
                assert isinstance(connection, Connection)
                position, (result, error) = working.pop(connection), _received(connection)
                if error is not None:
                    raise error
                if (following := next(waiting, None)) is not None:
                    working[connection] = following
                    _send(connection, following)
                yield position, result
    finally:
        for process in processes:
            process.kill()
        for process in processes:
            process.join()


def _send(connection: Connection, position: int) -> None:
    with _lost_process():
        connection.send(position)


def _received(connection: Connection) -> tuple[Any, Exception | None]:
    with _lost_process():
        return connection.recv()


@contextmanager
def _lost_process() -> Generator[None]:
    try:
        yield
    except (EOFError, ConnectionError):
        raise ChildProcessError(
            "a process ended before its work did; it may have run out of memory"
        ) from None


def _work(
    job: Callable[[_Job], _Result], jobs: Sequence[_Job], others: Connection, connection: Connection
) -> None:
    """What a process does: the jobs whose positions it is sent, until nobody is there to send any."""
    # Where the other end is only with the parent, its death is seen here.
    others.close()
    while True:
        try:
            position: int = connection.recv()
        except EOFError:
            return
        try:
            answer = job(jobs[position]), None
        except Exception as error:
            error.add_note(format_exc())
            answer = None, error
        try:
            connection.send(answer)
        except BrokenPipeError:
            return


@contextmanager
def _interrupts_blocked() -> Generator[None]:
    """Processes that begin within it never see Ctrl-C, which a terminal sends to all."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)

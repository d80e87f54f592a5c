"""How much is done at once."""

import multiprocessing
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.sharedctypes import Synchronized


def worker_count(processes: int | None) -> int:
    """As many processes as are asked for, by default as there are processors; where processes cannot be forked, one."""
    return (processes or len(os.sched_getaffinity(0))) if sys.platform == "linux" else 1


def shared_counter() -> "Synchronized[int]":
    """A number, 0 at first, that this process and those forked from it share."""
    return multiprocessing.get_context("fork").Value("q", 0)


def forked_pool(workers: int) -> ProcessPoolExecutor:
    """Processes that begin as copies of this one, which needs no import and no guarded main."""
    return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("fork"))

"""The pieces of code of an agent, each once: tiles and copies that do the same at other places share one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from stream_xdsl.codegen.code import Slot
from stream_xdsl.codegen.schedule import Key, Loop, Step


@dataclass(frozen=True)
class Argument:
    """A number that differs from call to call, by its position."""

    position: int


@dataclass(frozen=True)
class Kernel:
    """A piece of code that an agent runs, at one or at several places."""

    step: Step
    """The first that does."""
    offsets: tuple[int | Argument, ...]
    """By slot."""
    arguments: tuple[Slot, ...]
    """The slot of a step that has each argument."""


def find_kernels(loops: Iterable[Loop]) -> dict[Key, Kernel]:
    """The kernels of an agent's loops, in order of their first step."""
    found: dict[Key, list[Step]] = {}
    for step in (step for loop in loops for steps in loop.iterations for step in steps):
        found.setdefault(step.key, []).append(step)
    return {key: _kernel(steps) for key, steps in found.items()}


def _kernel(steps: Sequence[Step]) -> Kernel:
    """Slots that always have the same number share an argument, or are that number."""
    columns: dict[tuple[int, ...], Argument] = {}
    arguments: list[Slot] = []
    offsets: list[int | Argument] = []
    for slot, column in enumerate(zip(*(step.offsets for step in steps), strict=True)):
        if len(set(column)) == 1:
            offsets.append(column[0])
            continue
        if column not in columns:
            columns[column] = Argument(len(arguments))
            arguments.append(slot)
        offsets.append(columns[column])
    return Kernel(steps[0], tuple(offsets), tuple(arguments))

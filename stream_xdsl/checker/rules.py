"""The rules a schedule keeps to, and how a broken one is told."""

from dataclasses import dataclass

RULES = (
    "reference",
    "coverage",
    "exclusivity",
    "cost",
    "order",
    "dependency",
    "release",
    "transfer-source",
    "bits",
    "multicast",
    "stream",
    "redundant",
    "route",
    "rate",
    "bandwidth",
    "capacity",
    "output",
    "conservation",
    "totals",
    "energy",
    "bounds",
    "address",
    "extent",
    "overlap",
    "layout",
)
"""In the order in which violations are listed.

- `reference`: rows and operations name tiles, parts and memories that exist, and kinds that fit the tensor.
- `coverage`: every tile of every part is computed once, on the core of the part, which runs such layers; parts cover the
  result once.
- `exclusivity`: a core runs one task at a time; where its type declares it, on- and offloading of a task overlap with the tasks before
  and after, but not with their on- and offloading.
- `cost`: a task takes the cycles of its cost, or those it takes if its stationary operands are those of the core's task before, or more if operands
  stream; the array can keep to them, and its operations take the energy they do on this machine, array and memories together the energy of the
  tile; an operation of the schedule takes the energy of its rows.
- `order`: tasks that accumulate into one block run in tile order.
- `dependency`: what a task reads is in the memory it reads it from when it starts.
- `release`: nothing ends after its release or is read after it; a block has one release, not after the end of all. Later than needed is no fault.
- `transfer-source`: what a transfer moves is in its source memory when it starts.
- `bits`: a transfer moves the bits that its kind and tile define.
- `multicast`: rows of one transfer to several targets start and end together and move the same elements.
- `stream`: what a tile's cost says that streams does so once, from the start of the tile to its end, through the memory it is read from.
- `redundant`: no transfer copies to a memory that holds that copy.
- `route`: the channels lead from the source to the target; to several targets they are those on the shortest ways there among them.
- `rate`: a transfer takes latency (of the longest way) + ⌈bits / rate⌉; a stream takes no less, and holds the rate that brings all in time.
- `bandwidth`: no channel or memory port carries more than its bandwidth at any time; a tile takes all of the ports of its core's
  outermost memories that it shares with transfers.
- `capacity`: no on-chip memory holds more than its size at any time. Off-chip memory is taken to be large enough.
- `output`: what outlives a stack is off-chip in the end.
- `conservation`: off-chip traffic covers the network's inputs, weights and outputs once.
- `totals`: the program's totals, but for energies, are those of its rows; the busiest resources are.
- `energy`: its energies, by cause, place, layer and stack, are those of its rows and of the machine's static power, and each of the four
  breakdowns adds up to all of it.
- `bounds`: the lower bounds, by resource, are those of the network and of its stacks on the machine.

Where there are addresses:

- `address`: addresses are whole bytes; the tasks of a block have one address; a transfer reads where a copy of all it moves lies,
  and off-chip it reads and writes where its tensor lies.
- `extent`: what has an address on chip lies within its memory.
- `overlap`: nothing lies where another is at the same time; a tensor off-chip is there all the time.
- `layout`: the layouts of memories and the regions of tensors are those of the rows.
"""


@dataclass(frozen=True)
class Violation:
    """One broken rule."""

    rule: str
    where: str
    """The operation and row, as in `sched.compute "conv1"[0] row 3 (tile 3)`."""
    message: str
    op: tuple[int, int] = (-1, -1)
    """(0, position in `Model.computes`) or (1, position in `Model.transfers`); (-1, -1) for the program."""
    row: int = -1

    def __str__(self) -> str:
        return f"{self.rule}: {self.where}: {self.message}"

"""How long the tools take to start: `python benchmarks/startup.py`. The promise is `stream-opt --help` below one second."""

import subprocess
import sys
import time
from pathlib import Path

BIN = Path(sys.executable).parent
COMMANDS = {
    "python, nothing imported": [sys.executable, "-c", ""],
    "xdsl-opt --help": [BIN / "xdsl-opt", "--help"],
    "stream-opt --help": [BIN / "stream-opt", "--help"],
    "stream-xdsl --help": [BIN / "stream-xdsl", "--help"],
}
RUNS = 7


def seconds(command: list[str | Path]) -> float:
    """The best of several runs: the machine's other work only ever adds."""
    times: list[float] = []
    for _ in range(RUNS):
        start = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - start)
    return min(times)


for name, command in COMMANDS.items():
    print(f"{name:28}{seconds(command):7.2f} s")

"""`stream-opt`: its console script."""

from stream_xdsl.tools.garbage import rarely_collected
from stream_xdsl.tools.interrupts import ended_by_interrupts


def main() -> None:
    """The console script."""
    with ended_by_interrupts(), rarely_collected():
        from stream_xdsl.tools.opt_main import run

        run()

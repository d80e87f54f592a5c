"""Output targets: `stream-opt … -t NAME` writes a schedule in a form for people and programs."""

import json
from dataclasses import dataclass
from typing import IO

from xdsl.context import Context
from xdsl.dialects.builtin import ModuleOp
from xdsl.utils.target import Target

from stream_xdsl.bridge.report import find_program, read_report


@dataclass(frozen=True)
class ScheduleJsonTarget(Target):
    """The summary of a schedule as JSON: the contract of `docs/json-summary.md`."""

    name = "schedule-json"

    def emit(self, ctx: Context, module: ModuleOp, output: IO[str]) -> None:
        """Write the object and a newline."""
        from stream_xdsl.report.summary import summary

        report = read_report(find_program(module, self.name), self.name)
        output.write(json.dumps(summary(report), indent=2) + "\n")


@dataclass(frozen=True)
class PerfettoTraceTarget(Target):
    """A Chrome trace with a track per core and channel; open it at https://ui.perfetto.dev."""

    name = "perfetto-trace"

    def emit(self, ctx: Context, module: ModuleOp, output: IO[str]) -> None:
        """Write the trace, one event a line."""
        from stream_xdsl.report.trace import write_trace

        write_trace(read_report(find_program(module, self.name), self.name), output)


@dataclass(frozen=True)
class ScheduleSvgTarget(Target):
    """A Gantt chart of a schedule as SVG."""

    name = "schedule-svg"

    def emit(self, ctx: Context, module: ModuleOp, output: IO[str]) -> None:
        """Write the picture."""
        from stream_xdsl.report.picture import picture

        output.write(picture(read_report(find_program(module, self.name), self.name)))

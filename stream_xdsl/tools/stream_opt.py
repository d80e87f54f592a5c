"""`stream-opt`: xDSL's opt tool with this package's dialects, passes, targets and frontends."""

import argparse
from typing import IO

from xdsl.dialects.builtin import ModuleOp
from xdsl.xdsl_opt_main import xDSLOptMain


class StreamOptMain(xDSLOptMain):
    """`xdsl-opt` that also reads ONNX."""

    version_format = "stream-opt (xDSL {xdsl_version})"

    def register_all_frontends(self) -> None:  # noqa: D102
        super().register_all_frontends()
        self.available_frontends["onnx"] = self._import_onnx
        self.available_frontends["onnxtxt"] = self._import_onnx

    def register_all_arguments(self, arg_parser: argparse.ArgumentParser) -> None:  # noqa: D102
        super().register_all_arguments(arg_parser)
        arg_parser.add_argument(
            "--dim", action="append", default=[], metavar="NAME=VALUE", help="value of a symbolic ONNX dimension"
        )

    def _import_onnx(self, stream: IO[bytes]) -> ModuleOp:
        from stream_xdsl.frontends.onnx import import_onnx

        dims = {name: int(value) for name, _, value in (item.partition("=") for item in self.args.dim)}
        return import_onnx(self.args.input_file or stream.read(), dims=dims)


def main() -> None:
    """The console script."""
    StreamOptMain().run()

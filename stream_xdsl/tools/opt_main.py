"""`stream-opt`: xDSL's opt tool with this package's dialects, passes, targets and frontends."""

import argparse
import sys
from collections.abc import Callable
from io import TextIOWrapper
from pathlib import Path
from typing import IO, cast

from xdsl.dialects.builtin import ModuleOp
from xdsl.utils.arg_spec import parse_spec
from xdsl.utils.target import Target
from xdsl.xdsl_opt_main import xDSLOptMain

from stream_xdsl.diagnostics import InputError
from stream_xdsl.frontends.located_parser import LocatedParser
from stream_xdsl.output import check_outputs, whole_file
from stream_xdsl.tools.contexts import dialect_factories
from stream_xdsl.tools.errors import terse_diagnostics, user_errors
from stream_xdsl.tools.pipeline_text import instantiate, parse_dims, parse_passes, pipeline_text

ONNX_EXTENSIONS = ("onnx", "onnxtxt")


class StreamOptMain(xDSLOptMain):
    """`xdsl-opt` that reads ONNX, knows the named pipelines, and reports errors in a few lines."""

    version_format = "stream-opt (xDSL {xdsl_version})"
    _output: IO[str] | None = None
    _first_line = 1

    def run(self) -> None:
        """Process the input; an output file appears only if all went well."""
        with terse_diagnostics():
            if self.args.output_file == "-":
                self.args.output_file = None
            if self.args.output_file is None:
                super().run()
            else:
                check_outputs([self.args.output_file], self._protected_inputs())
                with whole_file(self.args.output_file) as self._output:
                    super().run()

    def _protected_inputs(self) -> list[str]:
        """The input file, unless the output is what it is: MLIR text may be rewritten in place."""
        file: str | None = self.args.input_file
        in_place = (
            file is not None
            and Path(file).suffix == ".mlir"
            and not self.args.frontend
            and self.args.target == "mlir"
        )
        return [] if file is None or in_place else [file]

    def prepare_output(self) -> IO[str]:
        return self._output or super().prepare_output()

    def register_all_dialects(self) -> None:
        for name, factory in dialect_factories().items():
            self.ctx.register_dialect(name, factory)

    def register_all_frontends(self) -> None:
        self.available_frontends["mlir"] = self._parse_mlir
        for extension in ONNX_EXTENSIONS:
            self.available_frontends[extension] = self._import_onnx

    def register_all_arguments(self, arg_parser: argparse.ArgumentParser) -> None:
        super().register_all_arguments(arg_parser)
        arg_parser.add_argument(
            "--dim",
            action="append",
            default=[],
            metavar="NAME=VALUE",
            help="value of a symbolic dimension of an ONNX model; may be repeated",
        )

    def setup_pipeline(self) -> None:
        self.args.passes = pipeline_text(self.args.passes)
        parse_passes(self.args.passes, self.available_passes)
        target = parse_spec(self.args.target)
        factory = cast(Callable[[], type[Target]], self.available_targets[target.name])
        instantiate(factory(), target, "target")
        super().setup_pipeline()

    def prepare_input(self) -> tuple[list[tuple[IO[bytes], int]], str]:
        try:
            return super().prepare_input()
        except ValueError as error:
            known = ", ".join(self.available_frontends)
            raise InputError(
                str(error), file=self.args.input_file, remedy=f"name the frontend with -f; there are: {known}"
            ) from None

    def parse_chunk(self, chunk: IO[bytes], file_extension: str, start_offset: int = 0) -> ModuleOp | None:
        self._first_line = 1 + start_offset
        return super().parse_chunk(chunk, file_extension, start_offset)

    def _parse_mlir(self, stream: IO[bytes]) -> ModuleOp:
        name = self.get_input_name()
        if self.args.dim:
            raise InputError(
                "--dim is for ONNX models, and this is MLIR", file=name, remedy="leave --dim out"
            )
        try:
            text = stream.read().decode("utf-8")
        except UnicodeDecodeError as error:
            raise InputError(
                f"not text: {error}", file=name, remedy="name the frontend of a binary file with -f"
            ) from None
        parser = LocatedParser(self.ctx, text, name, self._first_line)
        return parser.parse_module(not self.args.no_implicit_module)

    def _import_onnx(self, stream: IO[bytes]) -> ModuleOp:
        from stream_xdsl.frontends.onnx import import_onnx

        return import_onnx(self.args.input_file or stream.read(), dims=parse_dims(self.args.dim))


def run() -> None:
    """Do what the command line asks for."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")  # as in files, whatever the locale: IR holds any names
    with user_errors():
        StreamOptMain(description="Maps DNNs onto multi-core accelerators, pass by pass").run()

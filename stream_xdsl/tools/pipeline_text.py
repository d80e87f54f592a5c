"""Command-line text: pass pipelines, named or written out, and options; errors say which name was meant."""

import re
from collections.abc import Callable, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import TypeVar

from xdsl.passes import ModulePass, get_pass_option_infos
from xdsl.utils.arg_spec import ArgSpec, ArgSpecConvertible, parse_pipeline

from stream_xdsl.diagnostics import InputError, did_you_mean

_Configurable = TypeVar("_Configurable", bound=ArgSpecConvertible)
AvailablePasses = Mapping[str, Callable[[], type[ModulePass]]]


def named_pipelines() -> dict[str, str]:
    """The shipped pipelines: name -> text, comments included."""
    folder = files("stream_xdsl.tools").joinpath("pipelines")
    texts = {
        f.name.removesuffix(".txt"): f.read_text("utf-8") for f in folder.iterdir() if f.name.endswith(".txt")
    }
    return dict(sorted(texts.items()))


def is_pipeline_file(pipeline: str) -> bool:
    """Whether a pipeline is read from a file: its name is one, for text may be longer than any name of a file."""
    return pipeline.endswith(".txt")


def pipeline_text(pipeline: str) -> str:
    """A pipeline on one line, from the name of a shipped one, a `.txt` file, or the text itself.

    Comments run from `//` or `#` to the end of their line; white space around commas and braces is free.
    """
    if is_pipeline_file(pipeline):
        pipeline = Path(pipeline).read_text("utf-8")
    else:
        pipeline = named_pipelines().get(pipeline, pipeline)
    pipeline = _SKIPPED.sub(lambda m: m.group(1) or " ", pipeline)
    return _SPACED.sub(lambda m: m.group(1) or m.group(2), pipeline).strip(" ,")


# A string literal may hold what elsewhere is a comment or space, so each pattern matches it first, to be kept.
_STRING = r'("(?:\\.|[^"\\\n])*")'
_SKIPPED = re.compile(_STRING + r"|(?://|#)[^\n]*|\s+")
_SPACED = re.compile(_STRING + r"|\s*([,{}])\s*")

_SCALARS = ("int", "float", "bool", "str")


def parse_passes(text: str, available: AvailablePasses) -> tuple[ArgSpec, ...]:
    """The pass specifications of a one-line pipeline; raises InputError for an unknown pass or option."""
    specs = tuple(parse_pipeline(text))
    for spec in specs:
        if spec.name not in available and spec.name in named_pipelines():
            raise InputError(
                f"'{spec.name}' is a named pipeline, not a pass: it has no options and cannot be part of a list",
                remedy=f"give '{spec.name}' alone, or its passes, which `stream-xdsl pipelines` shows",
            )
        if spec.name not in available:
            hint = did_you_mean(spec.name, [*available, *named_pipelines()])
            raise InputError(
                f"unknown pass '{spec.name}'{hint}",
                remedy="`stream-opt --help` lists the passes, `stream-xdsl pipelines` the named pipelines",
            )
        instantiate(available[spec.name](), spec, "pass")
    return specs


def instantiate(cls: type[_Configurable], spec: ArgSpec, what: str) -> _Configurable:
    """The pass or target with the given options; raises InputError if they are not its options."""
    infos = option_infos(cls)
    names = [name for name, _, _ in infos]
    described = ", ".join(
        f"{name}: {kind}" + (f" = {default}" if default else "") for name, kind, default in infos
    )
    remedy = f"its options are {described}" if names else "it has no options"
    for option in spec.parameters:
        if option.replace("_", "-") not in names:
            message = f"{what} '{spec.name}' has no option '{option}'{did_you_mean(option, names)}"
            raise InputError(message, remedy=remedy)
    for option, values in spec.parameters.items():
        kind = next(kind for name, kind, _ in infos if name == option.replace("_", "-"))
        if kind in _SCALARS and [type(value).__name__ for value in values] != [kind]:
            given = " and ".join(f"{value!r} ({type(value).__name__})" for value in values) or "no value"
            raise InputError(
                f"option '{option}' of {what} '{spec.name}' takes one value of type {kind}, not {given}",
                remedy=remedy,
            )
    try:
        return cls.from_spec(spec)
    except ValueError as error:
        raise InputError(f"{what} '{spec.name}': {error}", remedy=remedy) from None


def option_infos(cls: type[ArgSpecConvertible]) -> list[tuple[str, str, str | None]]:
    """Name, type and default (None if required) of each option, named as a user writes it."""
    # A field cannot be called `name`, which is the pass's own; a pass that has such an option says so in ALIASES.
    aliases = {field: option for option, field in getattr(cls, "ALIASES", {}).items()}
    infos = get_pass_option_infos(cls)  # pyright: ignore[reportArgumentType]
    return [(aliases.get(name, name).replace("_", "-"), kind, default) for name, kind, default in infos]


def parse_dims(items: Sequence[str]) -> dict[str, int]:
    """The values of `--dim NAME=VALUE` options; raises InputError for anything but one positive integer each."""
    dims: dict[str, int] = {}
    for item in items:
        name, _, value = item.partition("=")
        # The longest size has 19 digits, and Python refuses to convert thousands of them.
        if not name or not value.isdecimal() or len(value) > 19 or int(value) == 0:
            raise InputError(
                f"--dim {item}: not a name and a positive integer below 2^63",
                remedy="for example --dim batch=1",
            )
        if name in dims:
            raise InputError(
                f"--dim {item}: '{name}' has been given already", remedy="give each dimension one size"
            )
        dims[name] = int(value)
    return dims

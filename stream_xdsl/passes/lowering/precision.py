"""Operand widths: what `--precision` means."""

import re
from dataclasses import dataclass
from enum import StrEnum, auto
from functools import cached_property

from xdsl.dialects.builtin import AnyFloat, IntegerType, TensorType
from xdsl.ir import Attribute

from stream_xdsl.diagnostics import PassError
from stream_xdsl.hardware.machine import CoreType, Machine, Precision
from stream_xdsl.workload.kinds import Kind


class Role(StrEnum):
    """What a tensor is to a layer; a tensor that another layer writes has that layer's width instead."""

    INPUT = auto()
    """An activation, or any tensor in its place."""
    WEIGHT = auto()
    BIAS = auto()
    """A constant added to, or scaling, partial sums."""
    PSUM = auto()
    OUTPUT = auto()


_FIXED = re.compile(r"a([1-9]\d*)w([1-9]\d*)p([1-9]\d*)o([1-9]\d*)")

NODE_WIDTHS = {
    Role.INPUT: "act_size",
    Role.OUTPUT: "act_size",
    Role.WEIGHT: "weight_size",
    Role.PSUM: "output_size",
    Role.BIAS: "output_size",
}
"""The attributes of a node, prefixed `onnx.`, by which models made for Stream and ZigZag give widths."""


def element_bits(type_: TensorType[Attribute]) -> int:
    """Width of one element; raises ValueError for elements that are no numbers."""
    element = type_.element_type
    if isinstance(element, AnyFloat):
        return element.bitwidth
    if isinstance(element, IntegerType):
        return element.width.data
    raise ValueError(f"elements of type {element} have no width")


@dataclass(frozen=True)
class Widths:
    """The chosen precision, and the machine it may depend on."""

    precision: str
    machine: Machine | None

    @cached_property
    def fixed(self) -> Precision | None:
        """The widths of `a8w8p16o8`; None for the other choices."""
        match = _FIXED.fullmatch(self.precision)
        return None if match is None else Precision(*map(int, match.groups()))

    def core_type(self, kind: Kind) -> CoreType | None:
        """The first core type, in machine order, that runs layers of the kind."""
        if self.machine is None:
            return None
        return next((t for t in self.machine.core_types if t.can_run(kind)), None)

    def of(self, kind: Kind, role: Role, type_: TensorType[Attribute], node: dict[str, int]) -> int:
        """Width in bits of a tensor in a role of a layer; `node` holds the widths that its node gives.

        A core type must run the kind where the precision is `native`.
        """
        chosen = self.fixed
        if chosen is None and self.precision == "native":
            core_type = self.core_type(kind)
            assert core_type is not None  # the builder rejects layers that no core runs
            chosen = core_type.precision
        if chosen is not None:
            return {
                Role.INPUT: chosen.input_bits,
                Role.WEIGHT: chosen.weight_bits,
                Role.BIAS: chosen.psum_bits,
                Role.PSUM: chosen.psum_bits,
                Role.OUTPUT: chosen.output_bits,
            }[role]
        if NODE_WIDTHS[role] in node:
            return node[NODE_WIDTHS[role]]
        bits = element_bits(type_)
        return max(32, bits) if role is Role.PSUM else bits


def check_precision(pass_name: str, text: str) -> None:
    """Raises PassError for a choice of precision that is none."""
    if (error := _precision_error(text)) is not None:
        message, remedy = error
        raise PassError(pass_name, message, remedy=remedy)


def _precision_error(text: str) -> tuple[str, str] | None:
    """What is wrong with a choice of precision, and the remedy; None if nothing is."""
    if text in ("native", "file"):
        return None
    match = _FIXED.fullmatch(text)
    if match is None:
        return (
            f"unknown precision '{text}'",
            "choose native, file, or bits of activations, weights, partial sums and outputs as in a8w8p16o8",
        )
    activation, weight, psum, output = map(int, match.groups())
    widest = max(activation, weight, output)
    if psum < widest:
        return (
            f"precision '{text}' has partial sums of {psum} bits, narrower than its widest operand or result",
            f"give partial sums at least {widest} bits, as in a{activation}w{weight}p{widest}o{output}",
        )
    return None

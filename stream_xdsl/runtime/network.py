"""What a network computes, as plain values: what the loop nests of a `checker.model.Model` leave open."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from stream_xdsl.checker.model import Layer, Tensor, Value
from stream_xdsl.runtime.elements import Element
from stream_xdsl.workload.kinds import Kind


@dataclass(frozen=True)
class Recipe:
    """How a weight is made; functions and arguments are those of `#dnn.recipe`."""

    function: str
    arguments: tuple["str | float | tuple[int, ...] | Recipe", ...]

    @property
    def sources(self) -> set[str]:
        """The tensors of the model that it reads."""
        names = {argument for argument in self.arguments if isinstance(argument, str)}
        return names.union(*(a.sources for a in self.arguments if isinstance(a, Recipe)))


Parameter = int | float | str | tuple[int, ...] | tuple[float, ...]


@dataclass(frozen=True)
class Body:
    """The arithmetic of one layer: kind, padding and parameters are those of `dnn.layer`."""

    kind: Kind
    pad: str = "none"
    params: Mapping[str, Parameter] = field(default_factory=dict[str, Parameter])

    @property
    def sources(self) -> set[str]:
        """The tensors of the model that stand for parameters."""
        return {
            value
            for name, value in self.params.items()
            if isinstance(value, str) and name.endswith(("scale", "zero_point"))
        }


@dataclass(frozen=True)
class Network:
    """A network to execute. Tensors and layers are numbered as in the `Model` of its schedule."""

    tensors: tuple[Tensor, ...]
    elements: tuple[Element, ...]
    """Of each tensor."""
    layers: tuple[Layer, ...]
    bodies: tuple[Body, ...]
    """Of each layer."""
    inputs: Mapping[str, int]
    """Tensors by the model's names, in order."""
    weights: Mapping[int, "str | Recipe"]
    """By tensor that a `dnn.weight` makes: the model's tensor, or how it is made."""
    results: Mapping[str, Value]
    """What is returned, by the model's names, in order."""

    @cached_property
    def sources(self) -> set[str]:
        """The tensors of the model that weights and parameters are made of."""
        names = set[str]().union(*(body.sources for body in self.bodies))
        for weight in self.weights.values():
            names |= {weight} if isinstance(weight, str) else weight.sources
        return names

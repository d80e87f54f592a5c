"""What tiles compute, as expressions over one point of the loop nest, for every kind of layer that has one."""

import math
from collections.abc import Callable, Mapping, Sequence

from stream_xdsl.codegen.code import CONSTANT, INPUT, OUTPUT, Node
from stream_xdsl.runtime.elements import ELEMENTS
from stream_xdsl.workload.kinds import Kind

Number = Callable[[str, float | None], float]
"""A parameter by its name, with a default."""


class UnwritableError(ValueError):
    """What the code cannot say, and what to do about it."""

    def __init__(
        self, message: str, remedy: str = "leave the layer out, or run the schedule with stream-xdsl run"
    ):
        super().__init__(message)
        self.remedy = remedy


def compute_element(elements: Sequence[str]) -> str:
    """The type in which a layer with operands and result of these types computes."""
    if any(ELEMENTS[element].is_float for element in elements):
        return "f64" if "f64" in elements else "f32"
    if all(element == "ui64" for element in elements):
        return "ui64"
    return "i64" if any(element in ("i64", "ui64", "ui32") for element in elements) else "i32"


def converted(node: Node, element: str) -> Node:
    """A number as another type has it: floats to the nearest, integers cut off and wrapped around."""
    old, new = ELEMENTS[node.element], ELEMENTS[element]
    if old == new:
        return node
    if new.name == "i1":
        zero = Node(CONSTANT, old.name)
        return Node("arith.cmpf une" if old.is_float else "arith.cmpi ne", element, (node, zero))
    unsigned = old.name[0] == "u" or old.name == "i1"
    if old.is_float and new.is_float:
        wider = _bits(new.name) > _bits(old.name)
        if _bits(new.name) == _bits(old.name):
            return converted(converted(node, "f32"), element)
        return Node("arith.extf" if wider else "arith.truncf", element, (node,))
    if old.is_float and new.name == "ui64":
        return _unsigned(converted(node, "f64"))
    if old.is_float:
        return converted(Node("arith.fptosi", "i64", (node,)), element)
    if new.is_float:
        return Node("arith.uitofp" if unsigned else "arith.sitofp", element, (node,))
    if _bits(new.name) == _bits(old.name):
        return Node(node.operation, element, node.arguments, node.value)
    if _bits(new.name) < _bits(old.name):
        return Node("arith.trunci", element, (node,))
    return Node("arith.extui" if unsigned else "arith.extsi", element, (node,))


def _unsigned(x: Node) -> Node:
    """A number of f64 as ui64; those below zero wrap around, of which `arith.fptoui` makes nothing certain."""
    half = Node(CONSTANT, "f64", (), 2.0**63)
    is_upper = Node("arith.cmpf oge", "i1", (x, half))
    lower = Node("arith.select", "f64", (is_upper, Node("arith.subf", "f64", (x, half)), x))
    moved = Node(
        "arith.select", "ui64", (is_upper, Node(CONSTANT, "ui64", (), -(2**63)), Node(CONSTANT, "ui64"))
    )
    return Node("arith.addi", "ui64", (Node("arith.fptosi", "ui64", (lower,)), moved))


def _bits(element: str) -> int:
    return int(element.lstrip("buif"))


class Bodies:
    """Expressions in one type."""

    def __init__(self, element: str, number: Number, approximate: str):
        """`number` gives the layer's parameters, `approximate` says how its gelu is."""
        self.element, self.number, self.approximate = element, number, approximate
        self.is_float = ELEMENTS[element].is_float
        self._sign = "u" if element == "ui64" else "s"
        """In the names of operations on integers."""

    def input(self, position: int, element: str) -> Node:
        """An operand's element, of type `element`, in the type of the expressions."""
        return converted(Node(INPUT, element, (), position), self.element)

    @property
    def output(self) -> Node:
        """What the output held."""
        return Node(OUTPUT, self.element)

    def constant(self, value: float) -> Node:
        """A number."""
        return Node(CONSTANT, self.element, (), value if self.is_float else int(value))

    def add(self, x: Node, y: Node) -> Node:
        """Their sum."""
        return self._of("add", x, y)

    def mul(self, x: Node, y: Node) -> Node:
        """Their product."""
        return self._of("mul", x, y)

    def sub(self, x: Node, y: Node) -> Node:
        """Their difference."""
        return self._of("sub", x, y)

    def div(self, x: Node, y: Node) -> Node:
        """Their quotient; integers are cut off towards zero."""
        return self._of("div" if self.is_float else f"div{self._sign}", x, y)

    def max(self, x: Node, y: Node) -> Node:
        """The greater, or not a number."""
        return self._of("maximum" if self.is_float else f"max{self._sign}", x, y)

    def min(self, x: Node, y: Node) -> Node:
        """The smaller, or not a number."""
        return self._of("minimum" if self.is_float else f"min{self._sign}", x, y)

    def _of(self, name: str, x: Node, y: Node) -> Node:
        return Node(f"arith.{name}{'f' if self.is_float else 'i'}", self.element, (x, y))

    def math(self, name: str, *arguments: Node) -> Node:
        """A function of floats."""
        if not self.is_float:
            raise UnwritableError("it computes integers with a function of floats")
        return Node(f"math.{name}", self.element, arguments)

    def where_negative(self, x: Node, then: Node, otherwise: Node) -> Node:
        """One of two, whether `x` is below zero or not."""
        name = "arith.cmpf olt" if self.is_float else f"arith.cmpi {self._sign}lt"
        below = Node(name, "i1", (x, self.constant(0)))
        return Node("arith.select", self.element, (below, then, otherwise))

    def elementwise(self, kind: Kind, x: Sequence[Node]) -> Node:
        """The result of an element-wise kind. Raises UnwritableError for those that cannot be written."""
        if kind is Kind.SCALE_SHIFT:
            return self.add(self.mul(x[0], x[1]), x[2])
        if kind in _OF_ONE:
            return _OF_ONE[kind](self, x[0])
        if kind in _OF_TWO:
            return _OF_TWO[kind](self, x[0], x[1])
        raise UnwritableError(f"there is no code for {kind.value}")

    # Of one operand

    def clip(self, x: Node) -> Node:
        """Between `min` and `max`; the upper bound wins."""
        low, high = self.number("min", -math.inf), self.number("max", math.inf)
        x = x if low == -math.inf else self.max(x, self.constant(low))
        return x if high == math.inf else self.min(x, self.constant(high))

    def sigmoid(self, x: Node) -> Node:
        """1 / (1 + exp(-x))."""
        one = self.constant(1)
        return self.div(one, self.add(one, self.math("exp", Node("arith.negf", self.element, (x,)))))

    def gelu(self, x: Node) -> Node:
        """Exact, or with tanh."""
        if self.approximate == "tanh":
            cubed = self.mul(self.constant(0.044715), self.mul(x, self.mul(x, x)))
            curve = self.math("tanh", self.mul(self.constant(math.sqrt(2 / math.pi)), self.add(x, cubed)))
        else:
            curve = self.math("erf", self.div(x, self.constant(math.sqrt(2))))
        return self.mul(self.mul(self.constant(0.5), x), self.add(self.constant(1), curve))

    def line(self, x: Node, slope: float, height: float) -> Node:
        """slope · x + height, between 0 and 1."""
        y = self.add(self.mul(x, self.constant(slope)), self.constant(height))
        return self.min(self.max(y, self.constant(0)), self.constant(1))

    def softplus(self, x: Node) -> Node:
        """log(1 + exp(x)), without overflow."""
        size = Node("arith.negf", self.element, (self.math("absf", x),))
        return self.add(self.max(x, self.constant(0)), self.math("log1p", self.math("exp", size)))

    def absolute(self, x: Node) -> Node:
        """|x|."""
        # Lowerings of `math` that go by a library of functions leave no `math.absi`.
        if self.is_float:
            return self.math("absf", x)
        return x if self._sign == "u" else self.max(x, self.sub(self.constant(0), x))


_OF_ONE: Mapping[Kind, Callable[[Bodies, Node], Node]] = {
    Kind.RELU: lambda b, x: b.max(x, b.constant(0)),
    Kind.LEAKY_RELU: lambda b, x: b.where_negative(x, b.mul(x, b.constant(b.number("alpha", None))), x),
    Kind.ELU: lambda b, x: b.where_negative(
        x, b.mul(b.constant(b.number("alpha", None)), b.math("expm1", x)), x
    ),
    Kind.CLIP: Bodies.clip,
    Kind.SIGMOID: Bodies.sigmoid,
    Kind.HARD_SIGMOID: lambda b, x: b.line(x, b.number("alpha", None), b.number("beta", None)),
    Kind.HARD_SWISH: lambda b, x: b.mul(x, b.line(x, 1 / 6, 0.5)),
    Kind.TANH: lambda b, x: b.math("tanh", x),
    Kind.GELU: Bodies.gelu,
    Kind.SILU: lambda b, x: b.mul(x, b.sigmoid(b.mul(b.constant(b.number("alpha", 1)), x))),
    Kind.SOFTPLUS: Bodies.softplus,
    Kind.ERF: lambda b, x: b.math("erf", x),
    Kind.EXP: lambda b, x: b.math("exp", x),
    Kind.LOG: lambda b, x: b.math("log", x),
    Kind.SQRT: lambda b, x: b.math("sqrt", x),
    Kind.RECIPROCAL: lambda b, x: b.div(b.constant(1), x),
    Kind.ABS: Bodies.absolute,
    Kind.NEG: lambda b, x: b.sub(b.constant(0), x),
    Kind.CAST: lambda _, x: x,
}
"""Of one operand, by kind."""

_OF_TWO: Mapping[Kind, Callable[[Bodies, Node, Node], Node]] = {
    Kind.ADD: Bodies.add,
    Kind.SUB: Bodies.sub,
    Kind.MUL: Bodies.mul,
    Kind.DIV: Bodies.div,
    Kind.POW: lambda b, x, y: b.math("powf", x, y),
    Kind.MIN: Bodies.min,
    Kind.MAX: Bodies.max,
    Kind.PRELU: lambda b, x, slope: b.where_negative(x, b.mul(slope, x), x),
}
"""Of two operands, by kind."""

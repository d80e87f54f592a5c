"""The kinds of layer: what arithmetic one point of the loop nest does."""

from enum import StrEnum, auto


class Category(StrEnum):
    """Families of kinds; a core type may declare that it runs a whole family."""

    MAC = auto()
    POOLING = auto()
    ELEMENTWISE = auto()
    REDUCTION = auto()


class Kind(StrEnum):
    """The body of a layer. Operand order is the order of the ONNX operator unless noted."""

    CONV = auto()
    """out += in * weight; optional bias is the third operand."""
    MATMUL = auto()
    """out += in * weight; optional bias is the third operand."""
    MAXPOOL = auto()
    AVGPOOL = auto()
    ADD = auto()
    SUB = auto()
    MUL = auto()
    DIV = auto()
    POW = auto()
    MIN = auto()
    MAX = auto()
    SCALE_SHIFT = auto()
    """in * scale + shift, both per channel (a batch normalisation that could not be folded)."""
    RELU = auto()
    LEAKY_RELU = auto()
    PRELU = auto()
    ELU = auto()
    CLIP = auto()
    SIGMOID = auto()
    HARD_SIGMOID = auto()
    HARD_SWISH = auto()
    TANH = auto()
    GELU = auto()
    SILU = auto()
    SOFTPLUS = auto()
    ERF = auto()
    EXP = auto()
    LOG = auto()
    SQRT = auto()
    RECIPROCAL = auto()
    ABS = auto()
    NEG = auto()
    CAST = auto()
    QUANTIZE = auto()
    DEQUANTIZE = auto()
    LRN = auto()
    """Operands: the window and the centre, both the same value."""
    REDUCE_MAX = auto()
    REDUCE_MIN = auto()
    REDUCE_SUM = auto()
    REDUCE_MEAN = auto()

    @property
    def category(self) -> Category:
        """The family of the kind."""
        return _CATEGORIES.get(self, Category.ELEMENTWISE)

    @property
    def cycles_per_operation(self) -> int:
        """Cycles one unit needs for one point; transcendental functions take four."""
        return 4 if self in _TRANSCENDENTAL else 1


_CATEGORIES = {
    Kind.CONV: Category.MAC,
    Kind.MATMUL: Category.MAC,
    Kind.MAXPOOL: Category.POOLING,
    Kind.AVGPOOL: Category.POOLING,
    Kind.LRN: Category.REDUCTION,
    Kind.REDUCE_MAX: Category.REDUCTION,
    Kind.REDUCE_MIN: Category.REDUCTION,
    Kind.REDUCE_SUM: Category.REDUCTION,
    Kind.REDUCE_MEAN: Category.REDUCTION,
}

_TRANSCENDENTAL = frozenset(
    {
        Kind.POW,
        Kind.SIGMOID,
        Kind.TANH,
        Kind.GELU,
        Kind.SILU,
        Kind.SOFTPLUS,
        Kind.ERF,
        Kind.EXP,
        Kind.LOG,
        Kind.ELU,
    }
)

"""Puts the layers of a network into `dnn.stack`s."""

from collections.abc import Sequence

from xdsl.dialects.builtin import IntegerAttr, i64
from xdsl.ir import Block, Operation, Region, SSAValue

from stream_xdsl.diagnostics import PassError
from stream_xdsl.dialects.dnn import LayerOp, NetworkOp, ReturnOp, StackOp, ViewOp, WeightOp, YieldOp


def check_no_stacks(op: NetworkOp, pass_name: str, remedy: str) -> None:
    """Raises PassError if the network has stacks already."""
    if any(op.stacks):
        raise PassError(
            pass_name, f"the network @{op.sym_name.data} already has stacks", op=op, remedy=remedy
        )


def write_stacks(op: NetworkOp, groups: Sequence[tuple[str, Sequence[LayerOp]]]) -> None:
    """Move the layers of a network without stacks into one stack per group, in that order.

    Groups are in an order in which they can run and cover all layers. Every stack gets its own copies of the weights and
    views that its layers read; views that the network returns stay outside.
    """
    terminator = op.body.block.last_op
    assert isinstance(terminator, ReturnOp)  # verified
    group_of = {layer: g for g, (_, layers) in enumerate(groups) for layer in layers}
    escaping = _escaping(group_of, terminator)
    outer: dict[SSAValue, SSAValue] = {}
    """Layer results -> results of the stack that now makes them."""
    new_ops: list[Operation] = []
    for g, (name, layers) in enumerate(groups):
        stack = _build(name, [layer for layer in group_of if group_of[layer] == g], escaping, outer)
        stack.location = layers[0].location
        new_ops.append(stack)

    block = op.body.block
    old_ops = [inner for inner in block.ops if inner is not terminator]
    block.insert_ops_before(new_ops, terminator)
    rebuild = _Rematerialiser(outer, {})
    terminator.operands = [rebuild.value(value) for value in terminator.operands]
    block.insert_ops_before(rebuild.ops, terminator)
    for inner in reversed(old_ops):
        inner.detach()
        inner.erase()


def read_row_tiles(op: NetworkOp) -> tuple[int | None, ...]:
    """By stack into how many tiles its rows are to be cut; nothing without stacks."""
    return tuple(None if s.row_tiles is None else s.row_tiles.value.data for s in op.stacks)


def write_row_tiles(op: NetworkOp, counts: Sequence[int | None]) -> None:
    """Set them, for each stack for which they are decided."""
    for stack, count in zip(op.stacks, counts, strict=True):
        stack.row_tiles = None if count is None else IntegerAttr(count, i64)


def _escaping(group_of: dict[LayerOp, int], terminator: ReturnOp) -> set[SSAValue]:
    """The layer results that a layer of another group, or the network's end, reads, directly or through views."""
    found: set[SSAValue] = set()

    def reads(value: SSAValue, group: int | None) -> None:
        if isinstance(value.owner, ViewOp):
            for operand in value.owner.operands:
                reads(operand, group)
        elif isinstance(value.owner, LayerOp) and group_of[value.owner] != group:
            found.add(value)

    for layer, group in group_of.items():
        for operand in layer.operands:
            reads(operand, group)
    for operand in terminator.operands:
        reads(operand, None)
    return found


class _Rematerialiser:
    """Finds values in a new place, and copies the weights and views that make them."""

    def __init__(self, outside: dict[SSAValue, SSAValue], inside: dict[SSAValue, SSAValue]):
        self.ops: list[Operation] = []
        self.outside = outside
        self.inside = inside

    def value(self, value: SSAValue) -> SSAValue:
        if value not in self.inside:
            owner = value.owner
            self.inside[value] = (
                self.copy(owner).results[0]
                if isinstance(owner, ViewOp | WeightOp)
                else self.outside.get(value, value)
            )
        return self.inside[value]

    def copy(self, op: Operation) -> Operation:
        """A copy of an operation, with operands of this place, after all that it needs."""
        operands = [self.value(operand) for operand in op.operands]
        copy = op.clone()
        copy.operands = operands
        copy.location = op.location
        for new, old in zip(copy.results, op.results, strict=True):
            new.name_hint = old.name_hint
        self.ops.append(copy)
        return copy


def _build(
    name: str, layers: Sequence[LayerOp], escaping: set[SSAValue], outer: dict[SSAValue, SSAValue]
) -> StackOp:
    inputs = _inputs(layers)
    block = Block(arg_types=[value.type for value in inputs])
    for argument, value in zip(block.args, inputs, strict=True):
        argument.name_hint = value.name_hint
    rebuild = _Rematerialiser({}, dict(zip(inputs, block.args, strict=True)))
    for layer in layers:
        rebuild.inside[layer.output] = rebuild.copy(layer).results[0]
    results = [layer.output for layer in layers if layer.output in escaping]
    block.add_ops(rebuild.ops)
    block.add_op(YieldOp(*(rebuild.inside[value] for value in results)))
    stack = StackOp(
        name,
        [outer.get(value, value) for value in inputs],
        [value.type for value in results],
        Region(block),
    )
    for new, old in zip(stack.outputs, results, strict=True):
        new.name_hint = old.name_hint
    outer.update(zip(results, stack.outputs, strict=True))
    return stack


def _inputs(layers: Sequence[LayerOp]) -> list[SSAValue]:
    """The network inputs and results of other layers that the layers read, in order of first mention."""
    own = {layer.output for layer in layers}
    found: dict[SSAValue, None] = {}

    def visit(value: SSAValue) -> None:
        if isinstance(value.owner, ViewOp):
            for operand in value.owner.operands:
                visit(operand)
        elif not isinstance(value.owner, WeightOp) and value not in own:
            found[value] = None

    for layer in layers:
        for operand in layer.operands:
            visit(operand)
    return list(found)

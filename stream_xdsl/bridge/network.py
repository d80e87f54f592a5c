"""From `dnn.network` to `Network`: loop nests that read tensors through composed views."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from xdsl.dialects.builtin import ModuleOp, TensorType
from xdsl.ir import Block, Operation, SSAValue
from xdsl.ir.affine import AffineExpr

from stream_xdsl.diagnostics import PassError
from stream_xdsl.dialects.dnn import LayerOp, NetworkOp, ReturnOp, StackOp, ViewOp, WeightOp
from stream_xdsl.dialects.dnn_maps import linear_terms
from stream_xdsl.hardware.machine import Machine
from stream_xdsl.workload import views
from stream_xdsl.workload.kinds import Kind
from stream_xdsl.workload.network import Layer, LinearMap, Network, Tensor, TensorRole, Use
from stream_xdsl.workload.views import Pieces


def find_network(module: ModuleOp, pass_name: str) -> NetworkOp:
    """The module's only `dnn.network`; raises PassError if there is none or several."""
    networks = [op for op in module.body.block.ops if isinstance(op, NetworkOp)]
    if not networks:
        raise PassError(pass_name, "the module has no dnn.network", remedy="run convert-onnx-to-dnn first")
    if len(networks) > 1:
        names = ", ".join(f"@{op.sym_name.data}" for op in networks)
        raise PassError(
            pass_name, f"the module has several dnn.network: {names}", remedy="keep one network in a module"
        )
    return networks[0]


def layer_ops(op: NetworkOp) -> tuple[LayerOp, ...]:
    """The layers in the order of `Network.layers`: stack by stack, as results need them, operand by operand, so that it does not matter in
    which order independent operations are listed."""
    blocks = [stack.body.block for stack in op.stacks] or [op.body.block]
    return tuple(layer for block in blocks for layer in _as_needed(block))


def _as_needed(block: Block) -> list[LayerOp]:
    terminator = block.last_op
    assert terminator is not None  # verified
    layers = sorted(
        (op for op in block.ops if isinstance(op, LayerOp)), key=lambda layer: layer.layer_name.data
    )
    found: list[LayerOp] = []
    met: set[Operation] = set()
    # The results first, then what none of them needs.
    for root in (terminator, *layers):
        path = [(root, iter(root.operands))]
        while path:
            op, operands = path[-1]
            needed = next((value.owner for value in operands if value.owner not in met), None)
            if needed is None:
                path.pop()
                if isinstance(op, LayerOp) and op not in met:
                    found.append(op)
                met.add(op)
            elif isinstance(needed, Operation) and needed.parent is block:
                path.append((needed, iter(needed.operands)))
    return found


def read_network(op: NetworkOp, machine: Machine | None, pass_name: str) -> Network:
    """The network that a verified `dnn.network` describes.

    Without stacks the whole network is one, named after it. Without a machine the layers' cores stay unknown. Raises
    PassError for views without elements.
    """
    return _Reader(machine, pass_name).read(op)


@dataclass
class _Reader:
    machine: Machine | None
    pass_name: str
    tensors: list[Tensor] = field(default_factory=list[Tensor])
    layers: list[Layer] = field(default_factory=list[Layer])
    values: dict[SSAValue, Pieces] = field(default_factory=dict[SSAValue, Pieces])
    """What every value reads of which tensors."""
    weights: dict[tuple[str, str, tuple[int, ...]], Pieces] = field(
        default_factory=dict[tuple[str, str, tuple[int, ...]], Pieces]
    )
    """Weights by name, recipe and shape: stacks rematerialise them, but there is only one."""

    def read(self, op: NetworkOp) -> Network:
        for argument, name in zip(op.body.block.args, op.input_names, strict=True):
            self.values[argument] = self._tensor(
                name.data, TensorRole.INPUT, argument, _element_bits(argument)
            )
        stacks = tuple(op.stacks)
        outputs: dict[int, None] = {}
        for inner in op.body.block.ops:
            match inner:
                case StackOp():
                    self._read_stack(inner, stacks.index(inner))
                case ReturnOp():
                    for value in inner.arguments:
                        outputs |= dict.fromkeys(piece.tensor for piece in self.values[value])
                case _:
                    self._read_op(inner, 0)
        names = tuple(stack.stack_name.data for stack in stacks) or (op.sym_name.data,)
        by_name = {layer.name: layer for layer in self.layers}
        layers = tuple(by_name[layer.layer_name.data] for layer in layer_ops(op))
        return Network(op.sym_name.data, tuple(self.tensors), layers, names, tuple(outputs))

    def _read_stack(self, op: StackOp, index: int) -> None:
        for argument, operand in zip(op.body.block.args, op.inputs, strict=True):
            self.values[argument] = self.values[operand]
        for inner in op.body.block.ops:
            self._read_op(inner, index)
        terminator = op.body.block.last_op
        assert terminator is not None  # verified
        for result, value in zip(op.outputs, terminator.operands, strict=True):
            self.values[result] = self.values[value]

    def _read_op(self, op: Operation, stack: int) -> None:
        match op:
            case WeightOp():
                key = (op.weight_name.data, str(op.recipe), _shape(op.output))
                if key not in self.weights:
                    bits = _element_bits(op.output)
                    self.weights[key] = self._tensor(key[0], TensorRole.WEIGHT, op.output, bits)
                self.values[op.output] = self.weights[key]
            case ViewOp():
                try:
                    self.values[op.output] = self._view(op)
                except ValueError as error:
                    remedy = "views need at least one element and must fit their operands"
                    raise PassError(self.pass_name, str(error), op=op, remedy=remedy) from None
            case LayerOp():
                self._read_layer(op, stack)
            case _:
                pass

    def _tensor(self, name: str, role: TensorRole, value: SSAValue, bits: int) -> Pieces:
        self.tensors.append(Tensor(name, role, _shape(value), bits))
        return views.identity(len(self.tensors) - 1, _shape(value))

    def _view(self, op: ViewOp) -> Pieces:
        source, shape, new = self.values[op.inputs[0]], _shape(op.inputs[0]), _shape(op.output)
        match op.kind.data:
            case "reshape":
                return views.reshape(source, shape, new)
            case "transpose":
                return views.transpose(source, shape, op.parameter("permutation"))
            case "slice":
                offsets, sizes, strides = (op.parameter(key) for key in ("offsets", "sizes", "strides"))
                return views.slice_(source, shape, offsets, sizes, strides)
            case "concat":
                operands = [(self.values[value], _shape(value)) for value in op.inputs]
                return views.concat(operands, op.parameter("axis")[0])
            case _:
                return views.expand(source, shape, new)

    def _read_layer(self, op: LayerOp, stack: int) -> None:
        dims = op.dims
        place = {name: i for i, name in enumerate(dims)}
        *maps, output_map = (_linear_map(m.data.results, len(dims)) for m in op.maps)
        uses = tuple(
            Use(self.values[value], _shape(value), access, int(bits))
            for value, access, bits in zip(op.inputs, maps, op.operand_bits.get_values(), strict=True)
        )
        for use in uses:
            for piece in use.pieces:
                tensor = self.tensors[piece.tensor]
                if tensor.role is not TensorRole.LAYER:
                    self.tensors[piece.tensor] = replace(tensor, bits=use.bits)
        name, output_bits = op.layer_name.data, op.output_bits.value.data
        self.values[op.output] = self._tensor(name, TensorRole.LAYER, op.output, output_bits)
        tiling = op.tiling
        self.layers.append(
            Layer(
                name,
                Kind(op.kind.data),
                tuple(dims),
                tuple(dims.values()),
                uses,
                len(self.tensors) - 1,
                output_map,
                op.psum_bits.value.data,
                output_bits,
                stack,
                () if tiling is None else tuple((place[dim], size) for dim, size in tiling.temporal),
                () if tiling is None else tuple((place[dim], ways) for dim, ways in tiling.spatial),
                ()
                if self.machine is None
                else tuple(self.machine.core_index[core] for core in op.core_names),
            )
        )


def _linear_map(results: Sequence[AffineExpr], num_dims: int) -> LinearMap:
    terms = [linear_terms(expression, num_dims) for expression in results]
    return LinearMap(tuple(coefficients for coefficients, _ in terms), tuple(offset for _, offset in terms))


def _shape(value: SSAValue) -> tuple[int, ...]:
    assert isinstance(value.type, TensorType)  # guaranteed by the operand constraints
    return value.type.get_shape()


def _element_bits(value: SSAValue) -> int:
    """Width of a tensor that no layer reads; layers say how wide they read the others."""
    assert isinstance(value.type, TensorType)
    return getattr(value.type.element_type, "bitwidth", 8)

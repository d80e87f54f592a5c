"""Reads an ONNX model and brings it to one form: our opset, sizes bound, nodes named, no data beyond small tensors.

Nothing here needs the weights: models with cleared or missing external data are as good as others.
"""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import onnx
from onnx import (
    AttributeProto,
    FunctionProto,
    GraphProto,
    ModelProto,
    NodeProto,
    TensorProto,
    TypeProto,
    ValueInfoProto,
    defs,
    external_data_helper,
    inliner,
    parser,
    shape_inference,
    version_converter,
)

from stream_xdsl.diagnostics import InputError
from stream_xdsl.dialects.onnx_table import OPSET
from stream_xdsl.frontends.onnx_tensors import DATA_FIELDS, has_data
from stream_xdsl.workload.constants import MAX_CONSTANT_ELEMENTS

TEXT_EXTENSIONS = (".onnxtxt", ".txt")

KNOWN_FUNCTIONS = frozenset({"Silu", "Swish", "Gelu", "FastGelu", "QuickGelu", "HardSwish", "Mish"})
"""Functions of a model that stay one operator, for cores run them as one; others are replaced by their bodies."""

WIDTHS = frozenset({"act_size", "weight_size", "output_size"})
"""Attributes foreign to ONNX by which models made for Stream and ZigZag give a node's bit widths."""


@dataclass(frozen=True)
class Model:
    """A model at our opset. `opset` is the one it was written in, `file_tensors` the names whose data is in the file."""

    graph: GraphProto
    opset: int
    file_tensors: frozenset[str]
    declared: Mapping[str, ValueInfoProto]
    """Types that the model itself gives to intermediate tensors, sizes bound."""
    widths: Mapping[str, Mapping[str, int]]
    """The attributes of `WIDTHS` by node name; they are gone from the nodes."""
    file: str

    def error(self, message: str, remedy: str = "") -> InputError:
        """An error about this file."""
        return InputError(message, file=self.file, remedy=remedy)

    def node(self, node: NodeProto) -> str:
        """How messages name a node."""
        domain = f"{node.domain}." if node.domain else ""
        return f"node '{node.name}' ({domain}{node.op_type}, opset {self.opset})"


def load(data_or_path: bytes | str | Path, dims: Mapping[str, int], file: str) -> Model:
    """Read, bind `dims`, convert. Raises InputError for anything that is not a usable model."""
    proto = _read(data_or_path, file)
    opset = _unify_domains(proto, file)
    if not isinstance(data_or_path, bytes):
        _load_small_tensors(proto, Path(data_or_path).parent)
    proto = _inline_functions(proto)
    _name_nodes(proto.graph)
    file_tensors = frozenset(tensor.name for tensor in _tensors(proto.graph))
    for tensor in _tensors(proto.graph):
        _strip(tensor)
    _bind(proto.graph, dims, file)
    declared = {value.name: value for value in proto.graph.value_info}
    del proto.graph.value_info[:]
    widths = {node.name: found for node in proto.graph.node if (found := _take_widths(node))}
    _check_nodes(proto, opset, file)
    proto = _convert(proto, opset, file)
    return Model(proto.graph, opset, file_tensors, declared, widths, file)


def _unify_domains(proto: ModelProto, file: str) -> int:
    """Let the default domain have one name; the model's opset of it. Raises InputError for a model without graph or known opset."""
    if not proto.graph.output:
        raise InputError(
            "not an ONNX model: it has no graph with outputs", file=file, remedy="export the model again"
        )
    for domain in proto.opset_import:
        if domain.domain == "ai.onnx":
            domain.domain = ""
    for node in proto.graph.node:
        if node.domain == "ai.onnx":
            node.domain = ""
    opset = next((domain.version for domain in proto.opset_import if not domain.domain), 0)
    if not opset:
        raise InputError(
            "the model imports no opset of the default domain", file=file, remedy="export the model again"
        )
    newest = defs.onnx_opset_version()
    if not 1 <= opset <= newest:
        raise InputError(
            f"the model is of opset {opset}, and the newest supported is {newest}",
            file=file,
            remedy=f"export the model at opset {OPSET}",
        )
    return opset


def load_with_data(path: str) -> ModelProto:
    """A model at our opset, with the data of all its tensors. Those whose file is missing keep only its name.

    Raises InputError for a file that is no model, or data that is not what the model says.
    """
    proto = _read(path, path)
    opset = _unify_domains(proto, path)
    folder = Path(path).parent
    for tensor in _tensors(proto.graph):
        if not external_data_helper.uses_external_data(tensor):
            continue
        location = external_data_helper.ExternalDataInfo(tensor).location
        if not (folder / location).is_file():
            continue
        try:
            external_data_helper.load_external_data_for_tensor(tensor, str(folder))
        except Exception as error:  # it raises ValueError, and ValidationError of a private module
            raise InputError(
                f"cannot read the data of '{tensor.name}' in '{location}': {reason(error)}",
                file=path,
                remedy="export the model again",
            ) from None
    for node in proto.graph.node:
        _take_widths(node)
    if opset >= OPSET:
        return proto
    # The converter gets no weights, and knows no functions: both are put back.
    stored = {
        tensor.name: TensorProto.FromString(tensor.SerializeToString()) for tensor in _tensors(proto.graph)
    }
    for tensor in _tensors(proto.graph):
        _strip(tensor)
    converted = _convert(proto, opset, path)
    for tensor in _tensors(converted.graph):
        if tensor.name in stored and not has_data(tensor):
            tensor.CopyFrom(stored[tensor.name])
    if not converted.functions:
        converted.functions.extend(proto.functions)
    known = {item.domain for item in converted.opset_import}
    converted.opset_import.extend(item for item in proto.opset_import if item.domain not in known)
    return converted


def _read(data_or_path: bytes | str | Path, file: str) -> ModelProto:
    if isinstance(data_or_path, bytes):
        data = data_or_path
        textual = data.lstrip()[:1] == b"<"  # no binary model begins so: `<` would end a group
    else:
        try:
            data = Path(data_or_path).read_bytes()
        except FileNotFoundError:
            raise InputError("no such file", file=file, remedy="check the path of the model") from None
        except OSError as error:
            raise InputError(f"cannot read it: {error.strerror}", file=file) from None
        textual = Path(data_or_path).suffix in TEXT_EXTENSIONS or data.lstrip()[:1] == b"<"
    if textual:
        return _read_text(data, file)
    model = ModelProto()
    damaged = InputError(
        "not an ONNX model: the file is truncated or damaged",
        file=file,
        remedy="export the model again, or give a textual model the extension .onnxtxt",
    )
    try:
        model.ParseFromString(data)
        texts = list(_texts(model))
    except Exception:  # UnicodeDecodeError, and protobuf's DecodeError, whose module is no dependency of ours
        raise damaged from None
    if not all(isinstance(text, str) for text in texts):  # protobuf gives bytes for text that is not UTF-8
        raise damaged
    return model


def _texts(model: ModelProto) -> Iterable[object]:
    """Every name that the import uses."""
    graph = model.graph
    yield graph.name
    for item in (*model.opset_import, *model.functions):
        yield item.domain
    for item in (*graph.initializer, *graph.input, *graph.output, *graph.value_info, *model.functions):
        yield item.name
    for value in (*graph.input, *graph.output, *graph.value_info):
        yield from (dim.dim_param for dim in value.type.tensor_type.shape.dim)
    for node in graph.node:
        yield from (node.name, node.op_type, node.domain, *node.input, *node.output)
        yield from (attribute.name for attribute in node.attribute)


def _read_text(data: bytes, file: str) -> ModelProto:
    try:
        return parser.parse_model(data.decode())
    except UnicodeDecodeError:
        raise InputError("not a textual ONNX model: it is not UTF-8", file=file) from None
    except parser.ParseError as error:
        raw = error.args[0] if error.args else ""  # onnx raises it with bytes
        text = raw.decode("utf-8", "replace") if isinstance(raw, bytes) else str(raw)
        found = re.search(r"\(line: (\d+) column: \d+\)\]\n(?:Error context: [^\n]*\n)?(.*)", text, re.DOTALL)
        line = int(found[1]) if found else None
        message = " ".join((found[2] if found else text).split())
        raise InputError(
            f"not a textual ONNX model: {message.rstrip('.')}",
            file=file,
            line=line,
            remedy="see https://onnx.ai/onnx/repo-docs/Syntax.html",
        ) from None


def _tensors(graph: GraphProto) -> Iterable[TensorProto]:
    """Initializers, and the values of Constant nodes under the names of their outputs."""
    yield from graph.initializer
    for node in graph.node:
        if node.op_type == "Constant" and not node.domain:
            for attribute in node.attribute:
                if attribute.name == "value":
                    attribute.t.name = node.output[0]
                    yield attribute.t


def _load_small_tensors(proto: ModelProto, folder: Path) -> None:
    """Shapes may depend on small tensors, so read those even where they are stored apart; weights stay unread."""
    for tensor in _tensors(proto.graph):
        if (
            external_data_helper.uses_external_data(tensor)
            and math.prod(tensor.dims) <= MAX_CONSTANT_ELEMENTS
            and (folder / external_data_helper.ExternalDataInfo(tensor).location).is_file()
        ):
            external_data_helper.load_external_data_for_tensor(tensor, str(folder))
            tensor.data_location = TensorProto.DEFAULT
            del tensor.external_data[:]


def _strip(tensor: TensorProto) -> None:
    """Drop the elements of a large tensor, and references to other files."""
    if math.prod(tensor.dims) > MAX_CONSTANT_ELEMENTS or external_data_helper.uses_external_data(tensor):
        for name in (*DATA_FIELDS, "external_data", "data_location"):
            tensor.ClearField(name)


def _take_widths(node: NodeProto) -> dict[str, int]:
    widths = {item.name: item.i for item in node.attribute if item.name in WIDTHS}
    if widths:
        kept = [item for item in node.attribute if item.name not in WIDTHS]
        del node.attribute[:]
        node.attribute.extend(kept)
    return widths


def _inline_functions(proto: ModelProto) -> ModelProto:
    def is_known(function: FunctionProto) -> bool:
        return function.name in KNOWN_FUNCTIONS and len(function.input) == len(function.output) == 1

    if all(is_known(function) for function in proto.functions):
        return proto
    known = [(function.domain, function.name) for function in proto.functions if is_known(function)]
    return inliner.inline_selected_functions(proto, known, exclude=True)


def _name_nodes(graph: GraphProto) -> None:
    """Give every node a name of its own: `Conv_0` counts nodes of that operator, duplicates get a suffix."""
    taken = {node.name for node in graph.node if node.name}
    seen: set[str] = set()
    counts: dict[str, int] = {}

    def fresh(stem: str, first: int) -> str:
        number = first
        while f"{stem}_{number}" in taken:
            number += 1
        taken.add(f"{stem}_{number}")
        return f"{stem}_{number}"

    for node in graph.node:
        count = counts.setdefault(node.op_type, 0)
        counts[node.op_type] += 1
        if not node.name:
            node.name = fresh(node.op_type, count)
        elif node.name in seen:
            node.name = fresh(node.name, 1)
        seen.add(node.name)


def _bind(graph: GraphProto, dims: Mapping[str, int], file: str) -> None:
    """Give sizes to the named dimensions of the graph's inputs; afterwards every input has a static shape."""
    for name, size in dims.items():
        if not 1 <= size < 1 << 63:
            raise InputError(
                f"dimension '{name}' cannot have size {size}",
                file=file,
                remedy="give a size from 1 to 2^63 - 1",
            )
    weights = {tensor.name for tensor in graph.initializer}
    inputs = [value for value in graph.input if value.name not in weights]
    known: dict[str, None] = {}
    unbound: dict[str, str] = {}
    for value in (*inputs, *graph.output, *graph.value_info):
        is_input = any(value is item for item in inputs)
        if is_input and not value.type.HasField("tensor_type"):
            raise InputError(
                f"input '{value.name}' is not a tensor", file=file, remedy="export with tensors as inputs"
            )
        if is_input and not value.type.tensor_type.HasField("shape"):
            raise InputError(
                f"input '{value.name}' has no shape", file=file, remedy="export with the shapes of inputs"
            )
        for axis, dim in enumerate(value.type.tensor_type.shape.dim):
            name = dim.dim_param or f"{value.name}.{axis}"
            if dim.dim_value > 0 or (not dim.dim_param and not is_input):
                continue
            known[name] = None
            if name in dims:
                dim.dim_value = dims[name]
            elif is_input:
                unbound.setdefault(name, f"axis {axis} of input '{value.name}'")
    if unbound:
        name, where = next(iter(unbound.items()))
        flags = " ".join(f"--dim {item}=1" for item in unbound)
        sizes = ",".join(f"{item}=1" for item in unbound)
        raise InputError(
            f"dimension '{name}' ({where}) has no size",
            file=file,
            remedy=f'give sizes, such as {flags}, or dims="{sizes}" to onnx-import',
        )
    for name in dims:
        if name not in known:
            what = (
                f"its symbolic dimensions are {', '.join(known)}"
                if known
                else "all its dimensions have sizes"
            )
            raise InputError(
                f"the model has no dimension '{name}'; {what}", file=file, remedy=f"drop the size of '{name}'"
            )


def _check_nodes(proto: ModelProto, opset: int, file: str) -> None:
    """Every node has an operator that we can convert, and reads what stands before it."""
    graph = proto.graph
    known = {"", *(value.name for value in graph.input), *(tensor.name for tensor in graph.initializer)}
    made = {name for node in graph.node for name in node.output}
    domains = {item.domain for item in proto.opset_import}

    def check_reads(reader: str, names: Iterable[str]) -> None:
        for name in names:
            if name not in known:
                problem = "before the node that makes it" if name in made else "which nothing defines"
                raise InputError(
                    f"{reader} reads '{name}' {problem}", file=file, remedy="export the model again"
                )

    for node in graph.node:
        where = f"node '{node.name}' ({node.op_type}, opset {opset})"
        check_reads(where, node.input)
        for name in filter(None, node.output):
            if name in known:
                raise InputError(
                    f"{where} makes '{name}', which is there already",
                    file=file,
                    remedy="export the model again",
                )
            known.add(name)
        for attribute in node.attribute:
            if attribute.type in (AttributeProto.GRAPH, AttributeProto.GRAPHS):
                raise InputError(
                    f"{where} runs a graph of its own, given by '{attribute.name}'; such operators are not supported",
                    file=file,
                    remedy="export without control flow, for example with the branch taken or the loop unrolled",
                )
        if node.domain:
            if node.domain not in domains:
                # Tools write such nodes without importing the domain. The version says nothing to us.
                domains.add(node.domain)
                proto.opset_import.add(domain=node.domain, version=1)
        elif not _exists(node.op_type, opset):
            raise InputError(
                f"{where} is no ONNX operator of that opset",
                file=file,
                remedy="give the node the domain that defines its operator",
            )
        elif opset > OPSET and not _exists(node.op_type, OPSET):
            raise InputError(
                f"{where} is an operator newer than opset {OPSET}",
                file=file,
                remedy=f"export the model at opset {OPSET}",
            )
    check_reads("the graph's output", (value.name for value in graph.output))


def _convert(proto: ModelProto, opset: int, file: str) -> ModelProto:
    if opset == OPSET:
        return proto
    if opset < 7:
        _spell_out_broadcasts(proto, opset, file)
    try:
        converted = version_converter.convert_version(proto, OPSET)
    except Exception as error:  # it raises RuntimeError, and InferenceError of a private module
        raise InputError(
            f"cannot convert the model from opset {opset} to {OPSET}: {reason(error)}",
            file=file,
            remedy=f"export the model at opset {OPSET}",
        ) from None
    # An operator that became another one lost its name.
    names = {node.output[0]: node.name for node in proto.graph.node}
    kept = {node.name for node in converted.graph.node}
    for node in converted.graph.node:
        if not node.name and names.get(node.output[0], "") not in kept:
            node.name = names.get(node.output[0], "")
    _name_nodes(converted.graph)
    return converted


def _spell_out_broadcasts(proto: ModelProto, opset: int, file: str) -> None:
    """Give the second operand of old elementwise nodes its trailing ones.

    Before opset 7 `axis` said where the second operand's axes stand. The version converter gets this wrong.
    """
    graph = shape_inference.infer_shapes(proto).graph
    ranks = {tensor.name: len(tensor.dims) for tensor in graph.initializer}
    for value in (*graph.input, *graph.value_info, *graph.output):
        if value.type.tensor_type.HasField("shape"):
            ranks[value.name] = len(value.type.tensor_type.shape.dim)
    nodes: list[NodeProto] = []
    for node in proto.graph.node:
        attributes = {item.name: item for item in node.attribute}
        if "broadcast" in attributes and "axis" in attributes:
            first, second = node.input
            if first not in ranks or second not in ranks:
                raise InputError(
                    f"node '{node.name}' ({node.op_type}, opset {opset}) broadcasts operands of unknown rank",
                    file=file,
                    remedy="add their shapes to the model's value_info",
                )
            axis = attributes["axis"].i % ranks[first]
            ones = [*range(ranks[second], ranks[first] - axis)]
            node.attribute.remove(attributes["axis"])
            if ones:
                aligned = f"{node.name}.{second}.aligned"
                nodes.append(onnx.helper.make_node("Unsqueeze", [second], [aligned], axes=ones))
                node.input[1] = aligned
        nodes.append(node)
    del proto.graph.node[:]
    proto.graph.node.extend(nodes)


def _exists(operator: str, opset: int) -> bool:
    try:
        return not defs.get_schema(operator, opset, "").deprecated
    except defs.SchemaError:
        return False


def reason(error: Exception) -> str:
    """The message of an ONNX exception, on one line and without its prefixes."""
    prefixes = r"\[\w+(Inference)?Error\]\s*|\S+\.(cc|h):\d+: |[\w()]+: Assertion `.*?` failed: "
    return re.sub(prefixes, "", " ".join(str(error).split()))


def tensor_type(type_: TypeProto) -> tuple[int, tuple[int, ...] | None] | None:
    """Element type and static shape; no shape where a size is unknown, nothing where it is no tensor."""
    if not type_.HasField("tensor_type"):
        return None
    tensor: Any = type_.tensor_type
    if not tensor.HasField("shape") or any(not dim.HasField("dim_value") for dim in tensor.shape.dim):
        return tensor.elem_type, None
    return tensor.elem_type, tuple(dim.dim_value for dim in tensor.shape.dim)


def static_type(element_type: int, shape: tuple[int, ...]) -> TypeProto:
    """The type of a tensor."""
    return onnx.helper.make_tensor_type_proto(element_type, shape)

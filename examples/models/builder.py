"""A few lines on top of `onnx.helper` that the models of this folder are written with."""

import argparse
import math
from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnx
from onnx import helper, numpy_helper

OPSET = 17


class Network:
    """An ONNX graph under construction. Every method adds one node, called `name`, and returns its result."""

    def __init__(self, name: str, seed: int | None = None) -> None:
        self.name = name
        self.random = None if seed is None else np.random.default_rng(seed)
        self.nodes: list[onnx.NodeProto] = []
        self.initializers: list[onnx.TensorProto] = []
        self.inputs: list[onnx.ValueInfoProto] = []

    def input(self, name: str, shape: tuple[int | str, ...]) -> str:
        """An input; strings are symbolic sizes."""
        self.inputs.append(helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, shape))
        return name

    def node(self, operator: str, name: str, *inputs: str, **attributes: object) -> str:
        """Any operator with one result, which is named after the node."""
        self.nodes.append(helper.make_node(operator, inputs, [f"{name}.out"], name, **attributes))
        return f"{name}.out"

    def weight(
        self, name: str, shape: tuple[int, ...], value: float | None = None, *, summed: int | None = None
    ) -> str:
        """A weight: normal random numbers where there is a seed, else one number everywhere.

        A node makes the latter, so that the file stays small. The spread, or the number, keeps a layer's results in the
        range of its inputs, of which `summed` (all axes but the first) make one result. `value` gives another centre,
        or number, with a small spread.
        """
        scale = 1 / math.sqrt(summed or math.prod(shape[1:]))
        if self.random is not None:
            centre, spread = (0.0, scale) if value is None else (value, 0.01)
            data = self.random.normal(centre, spread, shape).astype(np.float32)
            self.initializers.append(numpy_helper.from_array(data, name))
            return name
        sizes = self.numbers(f"{name}.shape", *shape)
        fill = numpy_helper.from_array(np.array([scale if value is None else value], np.float32))
        self.nodes.append(helper.make_node("ConstantOfShape", [sizes], [name], f"{name}.fill", value=fill))
        return name

    def numbers(self, name: str, *values: int) -> str:
        """Integers, such as a shape."""
        self.initializers.append(numpy_helper.from_array(np.array(values, np.int64), name))
        return name

    def conv(
        self,
        name: str,
        x: str,
        channels: tuple[int, int],
        kernel: int,
        stride: int = 1,
        *,
        bias: bool = False,
    ) -> str:
        """A square convolution from channels[0] to channels[1] that pads to keep the size (up to its stride)."""
        weights = [self.weight(f"{name}.weight", (channels[1], channels[0], kernel, kernel))]
        if bias:
            weights.append(self.weight(f"{name}.bias", (channels[1],), 0.0))
        pads = [kernel // 2] * 4
        return self.node(
            "Conv", name, x, *weights, kernel_shape=[kernel] * 2, pads=pads, strides=[stride] * 2
        )

    def batch_norm(self, name: str, x: str, channels: int) -> str:
        """A batch normalisation with its four vectors."""
        vectors = (("weight", 1.0), ("bias", 0.0), ("running_mean", 0.0), ("running_var", 1.0))
        names = [self.weight(f"{name}.{vector}", (channels,), value) for vector, value in vectors]
        return self.node("BatchNormalization", name, x, *names)

    def linear(self, name: str, x: str, features: tuple[int, int]) -> str:
        """x times a matrix, plus a bias, over the last axis."""
        product = self.node("MatMul", name, x, self.weight(f"{name}.weight", features, summed=features[0]))
        return self.node("Add", f"{name}.add", product, self.weight(f"{name}.bias", (features[1],), 0.0))

    def model(self, output: str, shape: tuple[int | str, ...]) -> onnx.ModelProto:
        """The finished model, checked."""
        outputs = [helper.make_tensor_value_info(output, onnx.TensorProto.FLOAT, shape)]
        graph = helper.make_graph(self.nodes, self.name, self.inputs, outputs, self.initializers)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=8)
        onnx.checker.check_model(model, full_check=True)
        return model


def main(build: Callable[[int | None], onnx.ModelProto]) -> None:
    """The command line of a builder: `build_….py OUT.onnx [--random SEED]`."""
    parser = argparse.ArgumentParser(description=build.__doc__)
    parser.add_argument("output", type=Path, help="the file to write")
    parser.add_argument("--random", type=int, metavar="SEED", help="random weights instead of constant ones")
    arguments = parser.parse_args()
    onnx.save(build(arguments.random), arguments.output)

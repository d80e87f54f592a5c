"""Writes a network of two convolutions, small enough to read its IR at every level."""

import onnx
from builder import Network, main


def build_two_conv(seed: int | None = None) -> onnx.ModelProto:
    """Two 3x3 convolutions with a Relu after the first, 0.4 M MACs."""
    net = Network("two_conv", seed)
    x = net.input("image", (1, 4, 32, 32))
    x = net.conv("conv1", x, (4, 8), 3)
    x = net.node("Relu", "relu1", x)
    x = net.conv("conv2", x, (8, 8), 3, 2)
    return net.model(x, (1, 8, 16, 16))


if __name__ == "__main__":
    main(build_two_conv)

"""The networks that the three chips were measured with, as far as their publications tell."""

import sys
from pathlib import Path

import onnx

sys.path.insert(0, str(Path(__file__).parents[1] / "models"))
from builder import Network


def fsrcnn() -> onnx.ModelProto:
    """FSRCNN without its upscaling layer, on 540x960 pixels: the network of DepFiN's measurement."""
    net = Network("fsrcnn")
    x = net.input("image", (1, 1, 540, 960))
    channels = (1, 56, 12, 12, 12, 12, 12, 56, 16)
    kernels = (5, 1, 3, 3, 3, 3, 1, 3)
    for i, kernel in enumerate(kernels):
        x = net.conv(f"conv{i}", x, (channels[i], channels[i + 1]), kernel)
    return net.model(x, (1, 16, 540, 960))


def resnet50_segment() -> onnx.ModelProto:
    """Five convolutions of ResNet-50's first stage, one for each group of Jia's in-memory units."""
    net = Network("resnet50_segment")
    x = net.input("activations", (1, 256, 56, 56))
    channels = (256, 64, 64, 256, 64, 64)
    for i, kernel in enumerate((1, 3, 1, 1, 3)):
        x = net.conv(f"conv{i}", x, (channels[i], channels[i + 1]), kernel)
    return net.model(x, (1, 64, 56, 56))


def resnet18_segment() -> onnx.ModelProto:
    """ResNet-18's first layers as DIANA ran them: with a 2x2 pool and a convolution in the first residual path."""
    net = Network("resnet18_segment")
    x = net.input("image", (1, 3, 224, 224))
    weight = net.weight("conv0.weight", (64, 3, 7, 7))
    x = net.node("Conv", "conv0", x, weight, kernel_shape=[7, 7], pads=[3, 3, 2, 2], strides=[2, 2])
    pooled = net.node("MaxPool", "pool1", x, kernel_shape=[2, 2], strides=[2, 2])
    y = net.conv("conv2", pooled, (64, 64), 3)
    shortcut = net.conv("conv3", pooled, (64, 64), 1)
    y = net.conv("conv4", y, (64, 64), 3)
    first = net.node("Add", "add5", shortcut, y)
    y = net.conv("conv6", first, (64, 64), 3)
    y = net.conv("conv7", y, (64, 64), 3)
    return net.model(net.node("Add", "add8", first, y), (1, 64, 56, 56))

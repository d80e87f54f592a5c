"""Writes ResNet-18 as torchvision defines it, batch normalisation included, with torchvision's names."""

import onnx
from builder import Network, main


def build_resnet18(seed: int | None = None) -> onnx.ModelProto:
    """ResNet-18 for one 224x224 image and 1000 classes, 1814 M MACs."""
    net = Network("resnet18", seed)
    x = net.input("image", (1, 3, 224, 224))
    x = _conv_norm(net, "conv1", "bn1", x, (3, 64), 7, 2)
    x = net.node("Relu", "relu", x)
    x = net.node("MaxPool", "maxpool", x, kernel_shape=[3, 3], pads=[1] * 4, strides=[2, 2])
    channels = 64
    for layer, width in enumerate((64, 128, 256, 512), start=1):
        for block in range(2):
            stride = 2 if layer > 1 and block == 0 else 1
            x = _basic_block(net, f"layer{layer}.{block}", x, (channels, width), stride)
            channels = width
    x = net.node("GlobalAveragePool", "avgpool", x)
    x = net.node("Flatten", "flatten", x)
    weights = net.weight("fc.weight", (1000, 512)), net.weight("fc.bias", (1000,), 0.0)
    x = net.node("Gemm", "fc", x, *weights, transB=1)
    return net.model(x, (1, 1000))


def _conv_norm(
    net: Network, conv: str, norm: str, x: str, channels: tuple[int, int], kernel: int, stride: int
) -> str:
    return net.batch_norm(norm, net.conv(conv, x, channels, kernel, stride), channels[1])


def _basic_block(net: Network, name: str, x: str, channels: tuple[int, int], stride: int) -> str:
    width = channels[1]
    y = _conv_norm(net, f"{name}.conv1", f"{name}.bn1", x, channels, 3, stride)
    y = net.node("Relu", f"{name}.relu1", y)
    y = _conv_norm(net, f"{name}.conv2", f"{name}.bn2", y, (width, width), 3, 1)
    if stride != 1:
        x = _conv_norm(net, f"{name}.downsample.0", f"{name}.downsample.1", x, channels, 1, stride)
    return net.node("Relu", f"{name}.relu2", net.node("Add", f"{name}.add", y, x))


if __name__ == "__main__":
    main(build_resnet18)

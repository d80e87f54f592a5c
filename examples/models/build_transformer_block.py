"""Writes one block of a transformer encoder, with the batch and the sequence left symbolic."""

import math

import numpy as np
import onnx
from builder import Network, main
from onnx import numpy_helper

WIDTH, HEADS = 256, 4


def build_transformer_block(seed: int | None = None) -> onnx.ModelProto:
    """Self-attention and a feed-forward layer, 256 wide, 4 heads; needs --dim batch=... --dim seq=..."""
    net = Network("transformer_block", seed)
    x = net.input("tokens", ("batch", "seq", WIDTH))
    x = net.node("Add", "attention.residual", x, _attention(net, _norm(net, "norm1", x)))
    hidden = net.linear("up", _norm(net, "norm2", x), (WIDTH, 4 * WIDTH))
    hidden = net.node("Mul", "silu", hidden, net.node("Sigmoid", "silu.sigmoid", hidden))
    x = net.node("Add", "residual", x, net.linear("down", hidden, (4 * WIDTH, WIDTH)))
    return net.model(x, ("batch", "seq", WIDTH))


def _norm(net: Network, name: str, x: str) -> str:
    scale, shift = net.weight(f"{name}.weight", (WIDTH,), 1.0), net.weight(f"{name}.bias", (WIDTH,), 0.0)
    return net.node("LayerNormalization", name, x, scale, shift)


def _attention(net: Network, x: str) -> str:
    """Softmax(Q K^T / sqrt(d)) V, by heads."""
    split = net.numbers("attention.split", 0, 0, HEADS, WIDTH // HEADS)
    merge = net.numbers("attention.merge", 0, 0, WIDTH)

    def heads(name: str, perm: list[int]) -> str:
        y = net.linear(f"attention.{name}", x, (WIDTH, WIDTH))
        y = net.node("Reshape", f"attention.{name}.split", y, split)
        return net.node("Transpose", f"attention.{name}.heads", y, perm=perm)

    query, key, value = heads("query", [0, 2, 1, 3]), heads("key", [0, 2, 3, 1]), heads("value", [0, 2, 1, 3])
    factor = numpy_helper.from_array(np.array(1 / math.sqrt(WIDTH // HEADS), np.float32), "attention.factor")
    net.initializers.append(factor)
    scores = net.node("MatMul", "attention.scores", query, key)
    scores = net.node("Mul", "attention.scale", scores, "attention.factor")
    weights = net.node("Softmax", "attention.softmax", scores, axis=-1)
    y = net.node("MatMul", "attention.mix", weights, value)
    y = net.node("Transpose", "attention.rows", y, perm=[0, 2, 1, 3])
    return net.linear("attention.out", net.node("Reshape", "attention.merge_heads", y, merge), (WIDTH, WIDTH))


if __name__ == "__main__":
    main(build_transformer_block)

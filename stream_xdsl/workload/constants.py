"""Which constants IR has written out."""

MAX_CONSTANT_ELEMENTS = 64
"""Larger tensors are data and stay in the model file, as `onnx.Initializer`; in `dnn` they are weights by name."""

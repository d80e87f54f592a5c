"""The elements of ONNX tensors, where a file has them."""

from onnx import TensorProto

DATA_FIELDS = (
    "raw_data",
    "float_data",
    "int32_data",
    "string_data",
    "int64_data",
    "double_data",
    "uint64_data",
)
"""Of a tensor; those in which it may have its elements."""


def has_data(tensor: TensorProto) -> bool:
    """Whether the elements are at hand: the tensor is small and the file had them."""
    return 0 in tensor.dims or any(len(getattr(tensor, name)) for name in DATA_FIELDS)

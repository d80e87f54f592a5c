"""What lowerings of ONNX and of linalg to `dnn` have in common."""

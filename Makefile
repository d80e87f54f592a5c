# `make demo` and `make test` set themselves up from nothing: python3 >= 3.11 and its package index are enough.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

# Tests run in two processes, whose threads for matrix products would wait for each other.
test test-all: export OPENBLAS_NUM_THREADS := 1

.PHONY: demo test test-all lint docs picture clean

demo: $(READY)
	PATH="$(CURDIR)/$(BIN):$$PATH" examples/demo.sh

# The unit tests compare the generated pages with their sources; `make docs` brings them up to date.
test: $(READY)
	$(BIN)/pytest -q -n 2
	$(BIN)/lit -s -j 2 tests/filecheck

# With what takes minutes: every conformance case of ONNX, and large models on several machines executed against the reference.
test-all: test
	$(BIN)/pytest -q -n 2 -m slow

lint: $(READY)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/pyright --pythonpath $(BIN)/python

docs: $(READY)
	$(BIN)/python docs/generate.py

# The README's picture. It changes with the engines, so it is made on demand and not compared.
picture: $(READY)
	mkdir -p build docs/images
	$(BIN)/python examples/models/build_resnet18.py build/resnet18.onnx
	$(BIN)/stream-xdsl compile build/resnet18.onnx --accelerator tpu_like_quad_core -o build/resnet18.mlir
	$(BIN)/stream-opt build/resnet18.mlir -t schedule-svg -o docs/images/schedule.svg

# Installed again only when the package's metadata changed.
$(READY): pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $(READY)

clean:
	rm -rf .venv build *.egg-info

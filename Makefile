# `make demo` and `make test` set themselves up from nothing: python3 >= 3.11 and its package index are enough.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.PHONY: demo test lint docs clean

demo: $(READY)
	PATH="$(CURDIR)/$(BIN):$$PATH" examples/demo.sh

# The unit tests compare the generated pages with their sources; `make docs` brings them up to date.
test: $(READY)
	$(BIN)/pytest -q -n 2
	$(BIN)/lit -s -j 2 tests/filecheck

lint: $(READY)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/pyright --pythonpath $(BIN)/python

docs: $(READY)
	$(BIN)/python docs/generate.py

# Installed again only when the package's metadata changed.
$(READY): pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $(READY)

clean:
	rm -rf .venv build *.egg-info

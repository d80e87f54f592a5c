"""Generated pages are what the sources say, and every shipped pipeline is found at the top of the repository."""

import importlib.util
from pathlib import Path

import pytest

from stream_xdsl.tools.pipeline_text import named_pipelines, pipeline_text


def test_generated_pages_are_up_to_date(repo: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.syspath_prepend(repo / "docs")  # it imports its neighbours, as `python docs/generate.py` does
    spec = importlib.util.spec_from_file_location("generate", repo / "docs/generate.py")
    assert spec is not None
    assert spec.loader is not None
    generate = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(generate)
    stale = [path for path, text in generate.pages().items() if (repo / path).read_text("utf-8") != text]
    assert not stale, "run `make docs`"


def test_passes_folder_holds_the_named_pipelines(repo: Path):
    found = {file.stem: file.read_text("utf-8") for file in (repo / "passes").glob("*.txt")}
    assert found == named_pipelines()


def test_pipeline_text_drops_comments_and_space_but_not_in_strings():
    text = '// first\na{x="b // # ,  { c"  y=1} , # second\n\n  b\n{ z } ,\n'
    assert pipeline_text(text) == 'a{x="b // # ,  { c" y=1},b{z}'


def test_pipeline_text_knows_names_and_files(tmp_path: Path):
    assert pipeline_text("fused").startswith("convert-onnx-to-dnn{precision=native},dnn-partition-fusion{")
    file = tmp_path / "mine.txt"
    file.write_text("canonicalize,\ncse\n")
    assert pipeline_text(str(file)) == pipeline_text("canonicalize,cse") == "canonicalize,cse"

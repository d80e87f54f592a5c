"""What a user of stream-opt meets when something is wrong, and that outputs are whole."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

STREAM_OPT = Path(sys.executable).with_name("stream-opt")

BROKEN = """\
builtin.module {
  func.func @f() -> i32 {
    %0 = arith.constant 1 : i64
    func.return %0 : i64
  }
}
"""
MISSPELT = "builtin.module {\n  func.func f() {\n  }\n}\n"
SOUND = BROKEN.replace("i64", "i32")


def run(*arguments: str | Path, stdin: str | bytes = b"") -> subprocess.CompletedProcess[str]:
    data = stdin.encode() if isinstance(stdin, str) else stdin
    done = subprocess.run([STREAM_OPT, *arguments], input=data, capture_output=True, check=False)
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def error_of(*arguments: str | Path, stdin: str | bytes = b"") -> str:
    done = run(*arguments, stdin=stdin)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("error: ")
    assert done.stderr.count("error: ") == 1
    assert "Traceback" not in done.stderr
    return done.stderr


def test_a_broken_operation_is_shown_alone_with_its_place(tmp_path: Path):
    file = tmp_path / "broken.mlir"
    file.write_text(BROKEN)
    error = error_of(file)
    assert error.startswith(f"error: {file}:4:5: Expected arguments ")
    assert error.splitlines()[1:] == ["  func.return %0 : i64"]


def test_lines_are_counted_through_split_input():
    done = run("--split-input-file", stdin=SOUND + "// -----\n\n" + BROKEN)
    assert done.returncode == 1
    assert done.stderr.startswith("error: stdin:12:5: ")


def test_a_long_operation_is_cut():
    body = "\n".join(f"    %{i} = arith.constant {i} : i32" for i in range(50))
    error = error_of(
        stdin=f'builtin.module {{\n  func.func @f() -> i32 {{\n{body}\n    "func.return"() : () -> i32\n  }}\n}}\n'
    )
    assert len(error.splitlines()) <= 12


def test_a_syntax_error_points_at_the_text():
    error = error_of(stdin=MISSPELT)
    assert error.startswith("error: stdin:2:13\n")
    assert "expect symbol name" in error


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-p", "canonicalise"], "unknown pass 'canonicalise'; did you mean 'canonicalize'?"),
        (["-p", "canonicalize{deep=true}"], "pass 'canonicalize' has no option 'deep'"),
        (["-p", "canonicalize{"], "Expected argument name here"),
        (
            ["-p", "dnn-allocate-cores{effort=x}"],
            "option 'effort' of pass 'dnn-allocate-cores' takes one value of type float, not 'x' (str)",
        ),
        (["-t", "mlir{indent=2}"], "target 'mlir' has no option 'indent'"),
        (["no_such_file.mlir"], "no_such_file.mlir: No such file or directory"),
        (
            ["-o", "no_such_folder/out.mlir"],
            "no_such_folder/out.mlir: cannot write: No such file or directory",
        ),
        (["--dim", "batch=1"], "stdin: --dim is for ONNX models"),
        (["-o", "/"], "/: cannot write: Is a directory"),
    ],
)
def test_bad_arguments(arguments: list[str], message: str):
    assert message in error_of(*arguments, stdin=SOUND)


def test_a_file_that_is_no_text(tmp_path: Path):
    file = tmp_path / "binary.mlir"
    file.write_bytes(b"\xff\xfe\x00")
    assert f"{file}: not text" in error_of(file)
    unnamed = tmp_path / "model"
    unnamed.write_bytes(b"\xff")
    assert "name the frontend with -f" in error_of(unnamed)


def test_no_partial_output_and_the_old_one_stays(tmp_path: Path):
    output = tmp_path / "out.mlir"
    output.write_text("old")
    error_of("-o", output, stdin=BROKEN)
    assert output.read_text() == "old"
    assert list(tmp_path.iterdir()) == [output]
    assert run("-o", output, stdin=SOUND).returncode == 0
    assert "func.return" in output.read_text()
    assert list(tmp_path.iterdir()) == [output]


def test_output_may_be_no_file():
    assert run("-o", "/dev/null", stdin=SOUND).returncode == 0
    assert run("-o", "-", stdin=SOUND).stdout == run(stdin=SOUND).stdout
    assert "'' is no name of an output file" in error_of("-o", "", stdin=SOUND)


def test_only_mlir_is_rewritten_in_place(tmp_path: Path):
    text = tmp_path / "text.mlir"
    text.write_text(SOUND)
    assert run(text, "-p", "canonicalize", "-o", text).returncode == 0
    assert "func.return" in text.read_text()
    before = text.read_bytes()
    link = tmp_path / "link.onnx"
    link.symlink_to(text)
    for arguments in ([link, "-o", text], [text, "-t", "schedule-json", "-o", link], [link, "-o", link]):
        assert "the output is also an input" in error_of(*arguments)
    assert text.read_bytes() == before


def test_a_full_disk():
    assert "cannot write the output: No space left on device" in error_of("-o", "/dev/full", stdin=SOUND)
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [STREAM_OPT], input=SOUND.encode(), stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 1
    assert done.stderr.startswith(b"error: cannot write the output: No space left on device\n")
    assert done.stderr.count(b"\n") == 2


def test_output_is_utf8_whatever_the_locale():
    named = SOUND.replace("func.func @f()", 'func.func @"é×"()')
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(
        [STREAM_OPT], input=named.encode(), capture_output=True, env=environment, check=True
    )
    assert done.stdout.decode() == run(stdin=named).stdout


def test_a_reader_that_leaves_early_is_no_error():
    constants = "".join(f"  %x{i} = arith.constant {i} : i32\n" for i in range(3000))
    command = ["bash", "-c", f"{STREAM_OPT} | head -1"]
    done = subprocess.run(command, input=constants.encode(), capture_output=True, check=True)
    assert (done.stdout, done.stderr) == (b"builtin.module {\n", b"")


def test_diagnostics_options_still_print_and_succeed():
    done = run("--verify-diagnostics", stdin=BROKEN)
    assert done.returncode == 0
    assert done.stdout.startswith("stdin:4:5: Expected arguments ")
    done = run("--parsing-diagnostics", stdin=MISSPELT)
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, "stdin:2:13")


def test_operations_know_where_they_were_read():
    done = run("--print-debuginfo", stdin=SOUND)
    assert 'loc("stdin":3:5)' in done.stdout


def test_help_is_quick_and_loads_nothing_heavy():
    code = (
        "import sys\n"
        "from stream_xdsl.tools.stream_opt import main\n"
        "sys.argv = ['stream-opt', '--help']\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'onnx', 'ortools', 'deap', 'networkx', 'rich', 'yaml', 'numpy'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


def test_a_schedule_without_totals_has_no_report(repo: Path):
    sample = (repo / "dialects/sched.mlir").read_text()
    start = sample.index("  totals <")
    error = error_of("-t", "schedule-json", stdin=sample[:start] + sample[sample.index("]> {", start) + 2 :])
    assert "schedule-json: the schedule has no totals\n  remedy: run sched-annotate-cost first" in error
    assert "  sched.program @net_on_duo of @net on @duo\n" in error

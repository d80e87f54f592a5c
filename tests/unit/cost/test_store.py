"""The store gives back what was put, to many processes at once, and never stops anyone."""

import hashlib
import json
import multiprocessing
import os
import random
import re
import resource
import signal
import sqlite3
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, fields, replace
from enum import Enum, StrEnum
from functools import cached_property
from itertools import combinations
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from machine_examples import core_types

from stream_xdsl.cost import store
from stream_xdsl.cost.store import FILE_NAME, CostStore, cache_key, default_folder, default_limit_bytes
from stream_xdsl.hardware.machine import CoreType, Precision, Role

# Keys


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


class Shade(StrEnum):
    RED = "red"


class Number(Enum):
    ONE = 1
    PAIR = (1, 2)


@dataclass(frozen=True)
class Inner:
    size: int
    colour: Colour


@dataclass(frozen=True)
class Outer:
    name: str
    inner: tuple[Inner, ...]
    runs: frozenset[str] | None
    energy_pj: float
    wide: bool = False

    @cached_property
    def total(self) -> int:
        return sum(inner.size for inner in self.inner)


def example() -> Outer:
    inner = (Inner(3, Colour.RED), Inner(-(1 << 70), Colour.BLUE))
    return Outer("é", inner, frozenset({"conv", "matmul", "add", "pool"}), 0.1)


@pytest.mark.parametrize("seed", ["0", "1"])
def test_key_is_the_same_in_every_process(seed: str):
    program = """
from dataclasses import dataclass
from enum import StrEnum
from stream_xdsl.cost.store import cache_key

class Colour(StrEnum):
    RED = "red"

@dataclass(frozen=True)
class Example:
    name: str
    size: int
    names: frozenset[str]
    colours: tuple[Colour, ...]

example = Example("é", -(1 << 70), frozenset({"conv", "matmul", "add", "pool"}), (Colour.RED,))
print(cache_key("1", example, None, 0.1, True))
"""
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "cf92930e3bef8a862279f30ed66b880a19d5aa74b05055149eeda38e97f5cd07"


def test_import_is_cheap():
    program = "import sys, stream_xdsl.cost.store; print(sorted({'sqlite3', 'hashlib', 'numpy'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


leaves = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-2, 2),
    st.integers(),
    st.sampled_from([0.0, -0.0, 1.0, 2.0]),
    st.floats(),
    st.sampled_from(["", "red", "1", "n", "s1:", "\ud800"]),
    st.text(max_size=3),
    st.sampled_from([*Colour, *Shade, *Number]),
    st.builds(Inner, st.integers(0, 2), st.sampled_from(Colour)),
)
parts = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(tuple),
        st.frozensets(inner, max_size=3),
        st.builds(Outer, inner, inner, inner, inner),
    ),
    max_leaves=4,
)


def strict(part: Any) -> object:
    """Equal only for parts of equal types throughout."""
    if isinstance(part, Inner | Outer):
        return type(part), tuple(strict(getattr(part, field.name)) for field in fields(part))
    if isinstance(part, Enum):
        return type(part), part.name
    if isinstance(part, tuple):
        return tuple, tuple(map(strict, part))
    if isinstance(part, frozenset):
        return frozenset, frozenset(map(strict, part))
    return type(part), repr(part)


@given(st.lists(parts, max_size=3).map(tuple), st.lists(parts, max_size=3).map(tuple))
def test_keys_are_equal_where_parts_are(one: tuple[object, ...], other: tuple[object, ...]):
    assert (cache_key("1", *one) == cache_key("1", *other)) == (strict(one) == strict(other))


@given(parts, st.sampled_from(fields(Outer)), parts)
def test_every_field_counts(first: Any, field: Any, second: Any):
    one, other = replace(example(), **{field.name: first}), replace(example(), **{field.name: second})
    assert (cache_key("1", (one,)) == cache_key("1", (other,))) == (strict(first) == strict(second))


@settings(max_examples=20)
@given(core_types("a", Role.COMPUTE), core_types("a", Role.COMPUTE))
def test_core_types(one: CoreType, other: CoreType):
    assert (cache_key("1", one) == cache_key("1", other)) == (repr(one) == repr(other))


def test_nesting_is_unambiguous():
    nestings: list[tuple[str, *tuple[object, ...]]] = [
        ("1",),
        ("1", ()),
        ("1", None),
        ("1", ("a", "b")),
        ("1", "a", "b"),
        ("1", ("a",), "b"),
        ("1", "ab"),
        ("1", frozenset({"a", "b"})),
        ("1", "s1:a"),
        ("1s1:a",),
    ]
    assert len({cache_key(version, *others) for version, *others in nestings}) == len(nestings)


def test_equal_instances_of_unequal_numbers():
    whole, fraction = Precision(8), Precision(8.0)  # pyright: ignore[reportArgumentType]
    assert whole == fraction
    assert cache_key("1", whole) != cache_key("1", fraction)


def test_cached_properties_do_not_matter():
    fresh, used = example(), example()
    assert used.total
    assert cache_key("1", fresh) == cache_key("1", used)


def test_version_and_definition_count():
    def inner_class(name: str, field: str) -> type:
        return dataclass(frozen=True)(
            type(name, (), {"__annotations__": {field: int}, "__module__": __name__})
        )

    classes = [inner_class("A", "x"), inner_class("A", "y"), inner_class("B", "x")]
    keys = {cache_key(version, cls(1)) for version in ("1", "2") for cls in classes}
    assert len(keys) == 6


def test_many_instances_are_not_kept():
    for size in range(3 * store._KNOWN_LIMIT):  # pyright: ignore[reportPrivateUsage]
        cache_key("1", Inner(size, Colour.RED))
    assert len(store._known) <= store._KNOWN_LIMIT  # pyright: ignore[reportPrivateUsage]


@dataclass
class Thawed:
    size: int


@pytest.mark.parametrize("part", [[1], {"a": 1}, {1}, b"a", object(), Thawed(1), Inner, (1, [2]), 1j])
def test_other_types(part: object):
    with pytest.raises(TypeError, match="cannot be part of a cache key"):
        cache_key("1", part)


# The store


@pytest.fixture
def quiet() -> Iterator[None]:
    """Any warning is an error."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


@contextmanager
def one_warning(pattern: str) -> Generator[None]:
    """Exactly one warning, of one line, attributed to this file."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        yield
    (warning,) = caught
    assert warning.category is RuntimeWarning
    assert warning.filename == __file__
    assert "\n" not in str(warning.message)
    assert re.search(pattern, str(warning.message))


def entry(seed: object, size: int = 500) -> tuple[str, str]:
    key = hashlib.sha256(repr(seed).encode()).hexdigest()
    return key, json.dumps({"seed": repr(seed), "digits": (key * (size // 64 + 1))[:size]})


def entries_of(name: object, count: int, size: int = 500) -> dict[str, str]:
    return dict(entry((name, i), size) for i in range(count))


def size_bytes(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.iterdir())


@pytest.mark.usefixtures("quiet")
def test_round_trip(tmp_path: Path):
    folder = tmp_path / "not" / "there"
    assert CostStore(folder).get_many(["ab"]) == {}
    assert not folder.exists()
    entries = {**entries_of("a", 1200), "empty": "", "odd": "\0 é 😀 \ud800 \r\n"}
    CostStore(folder).put_many(entries)
    found = CostStore(folder).get_many([*reversed(entries), "absent", "odd"])
    assert list(found.items()) == list(reversed(entries.items()))
    assert CostStore(folder).get_many([]) == {}
    assert [file.name for file in folder.iterdir()] == [FILE_NAME]


@pytest.mark.usefixtures("quiet")
def test_a_new_value_replaces_the_old(tmp_path: Path):
    costs = CostStore(tmp_path)
    costs.put_many({"a": "1", "b": "2"})
    costs.put_many({"a": "3"})
    costs.put_many({})
    assert costs.get_many(["a", "b"]) == {"a": "3", "b": "2"}


def share(new: Path, corrupt: Path, start: Barrier, name: int) -> None:
    """Put 200 in some batches, each read at once, and read those of others meanwhile."""
    warnings.simplefilter("error")
    costs = CostStore(new)
    mine = entries_of(name, 200)
    theirs = entries_of((name + 1) % 4, 200)
    start.wait()
    for first in range(0, 200, 25):
        batch = dict(list(mine.items())[first : first + 25])
        costs.put_many(batch)
        assert costs.get_many(batch) == batch
        assert costs.get_many(theirs).items() <= theirs.items()
    assert costs.get_many(mine) == mine

    warnings.simplefilter("ignore")
    costs = CostStore(corrupt)
    start.wait()
    for _ in range(3):
        costs.put_many(mine)
        assert costs.get_many(mine).items() <= mine.items()


def test_processes_share_a_store_that_all_create(tmp_path: Path):
    new, corrupt = tmp_path / "new", tmp_path / "corrupt"
    corrupt.mkdir()
    (corrupt / FILE_NAME).write_bytes(b"no database" * 1000)
    context = multiprocessing.get_context("spawn")
    start = context.Barrier(4)
    processes = [context.Process(target=share, args=(new, corrupt, start, name)) for name in range(4)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0] * 4
    for name in range(4):
        entries = entries_of(name, 200)
        assert CostStore(new).get_many(entries) == entries
    CostStore(corrupt).put_many({"a": "1"})
    assert CostStore(corrupt).get_many(["a"]) == {"a": "1"}


@pytest.mark.usefixtures("quiet")
def test_fork(tmp_path: Path):
    costs = CostStore(tmp_path)
    costs.put_many({"a": "1"})
    child = os.fork()
    if not child:
        good = costs.get_many(["a"]) == {"a": "1"}
        costs.put_many({"b": "2"})
        os._exit(0 if good else 1)
    costs.put_many({"c": "3"})
    assert os.waitpid(child, 0)[1] == 0
    assert costs.get_many("abc") == {"a": "1", "b": "2", "c": "3"}


@pytest.mark.usefixtures("quiet")
def test_a_killed_writer_leaves_whole_batches(tmp_path: Path):
    program = (
        "import sys, stream_xdsl.cost.store as s\n"
        "costs = s.CostStore(s.Path(sys.argv[1]))\n"
        "for batch in range(10000):\n"
        "    costs.put_many({f'{batch}/{i}': f'{batch}/{i}' * 300 for i in range(40)})\n"
        "    print(batch, flush=True)\n"
    )
    for wait_s in (0.003, 0.008, 0.013):
        writer = subprocess.Popen(
            [sys.executable, "-c", program, tmp_path], stdout=subprocess.PIPE, text=True
        )
        assert writer.stdout
        writer.stdout.readline()
        time.sleep(wait_s)
        writer.send_signal(signal.SIGKILL)
        told = writer.communicate()[0].split()
        for batch in range(len(told) + 3):
            found = CostStore(tmp_path).get_many([f"{batch}/{i}" for i in range(40)])
            assert found in ({}, {f"{batch}/{i}": f"{batch}/{i}" * 300 for i in range(40)})
            assert found or str(batch) not in told
        assert CostStore(tmp_path).get_many(["0/0"])


# The limit


@pytest.mark.usefixtures("quiet")
def test_file_stays_within_the_limit(tmp_path: Path):
    limit_bytes = 1 << 20
    costs = CostStore(tmp_path, limit_bytes)
    for batch in range(12):
        costs.put_many(entries_of(batch, 100, random.Random(batch).choice([300, 2000, 5000])))
        assert size_bytes(tmp_path) <= limit_bytes
        newest = entries_of(batch, 100)
        assert len(costs.get_many(newest)) == 100
    assert size_bytes(tmp_path) > limit_bytes // 2
    costs.put_many(entries_of("more than the limit", 3000, 1000))
    assert limit_bytes // 2 < size_bytes(tmp_path) <= limit_bytes


@pytest.mark.usefixtures("quiet")
def test_least_recently_used_go_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    now_s = 1_000_000_000.0
    monkeypatch.setattr(time, "time", lambda: now_s)
    costs = CostStore(tmp_path, 1 << 20)
    old, older_but_used, new = (entries_of(name, 100, 2000) for name in ("old", "used", "new"))
    costs.put_many(older_but_used)
    now_s += 3600
    costs.put_many(old)
    content = (tmp_path / FILE_NAME).read_bytes()
    assert costs.get_many(older_but_used) == older_but_used
    assert (tmp_path / FILE_NAME).read_bytes() == content, "used on the day of writing: nothing to write"
    now_s += 2 * 86400
    assert costs.get_many(older_but_used) == older_but_used
    costs.put_many(new)
    costs.put_many(entries_of("more", 130, 2000))
    assert costs.get_many(older_but_used) == older_but_used
    assert costs.get_many(new) == new
    assert len(costs.get_many(old)) < 50


@pytest.mark.usefixtures("quiet")
def test_times_to_come_are_mended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    costs = CostStore(tmp_path)
    with monkeypatch.context() as context:
        context.setattr(time, "time", lambda: 1e10)
        costs.put_many({"a": "1"})
    assert costs.get_many("a") == {"a": "1"}
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as connection:
        assert connection.execute("SELECT used_s FROM costs").fetchone()[0] < 1e10


# Trouble


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "short": lambda content: b"no database\n" * 100,
    "overwritten": lambda content: b"x" * len(content),
    "truncated": lambda content: content[: len(content) // 2],
    "pages": lambda content: content[:16384] + b"\xff" * (len(content) - 16384),
    "definition": lambda content: content.replace(b"checksum", b"check\xff\nm"),
}


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("put_first", [False, True])
def test_corrupt_file_is_replaced(tmp_path: Path, damage: str, put_first: bool):
    entries = entries_of("a", 100)
    CostStore(tmp_path).put_many(entries)
    file = tmp_path / FILE_NAME
    file.write_bytes(DAMAGES[damage](file.read_bytes()))
    costs = CostStore(tmp_path)
    with one_warning(f"^cost cache {re.escape(str(file))} was damaged; a new file has replaced it$"):
        if put_first:
            costs.put_many({"b": "2"})
        assert costs.get_many(entries) == {}
        costs.put_many(entries)
        assert costs.get_many(entries) == entries


def test_any_damage_gives_exact_values_or_none(tmp_path: Path):
    warnings.simplefilter("ignore")
    entries = entries_of("a", 60, 900)
    CostStore(tmp_path).put_many(entries)
    file = tmp_path / FILE_NAME
    content = file.read_bytes()
    chance = random.Random(1)
    partly = 0
    for _ in range(30):
        damaged = bytearray(content)
        for _ in range(chance.choice([1, 5, 200])):
            damaged[chance.randrange(len(damaged))] = chance.choice([0, 255, chance.randrange(256)])
        file.write_bytes(damaged)
        found = CostStore(tmp_path).get_many(entries)
        assert found.items() <= entries.items()
        partly += 0 < len(found) < len(entries)
        CostStore(tmp_path).put_many({"b": "2"})
        assert CostStore(tmp_path).get_many(entries).items() <= entries.items()
    assert partly


def test_swapped_pages_do_not_hang_eviction(tmp_path: Path):
    warnings.simplefilter("ignore")
    entries = entries_of("a", 60, 900)
    CostStore(tmp_path).put_many(entries)
    file = tmp_path / FILE_NAME
    content = file.read_bytes()
    pages = [content[start : start + 16384] for start in range(0, len(content), 16384)]
    for one, other in combinations(range(len(pages)), 2):
        swapped = list(pages)
        swapped[one], swapped[other] = pages[other], pages[one]
        file.write_bytes(b"".join(swapped))
        CostStore(tmp_path, 1).put_many({"b": "2"})
        assert CostStore(tmp_path).get_many(entries).items() <= entries.items()


def acts_as_empty(costs: CostStore) -> None:
    costs.put_many({"a": "1"})
    assert costs.get_many(["a"]) == {}
    costs.put_many({"a": "1"})
    assert costs.get_many(["a"]) == {}


REMEDY = "remedy: delete the file, set STREAM_XDSL_CACHE to another folder, or pass --no-cache$"


def test_database_of_another_program_is_left_alone(tmp_path: Path):
    file = tmp_path / FILE_NAME
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE costs (key, value)")
    content = file.read_bytes()
    with one_warning(f"{file}: file is a database of another program; .*{REMEDY}"):
        acts_as_empty(CostStore(tmp_path))
    assert file.read_bytes() == content


def test_file_in_place_of_the_folder(tmp_path: Path):
    (tmp_path / "file").write_text("mine")
    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        with one_warning(REMEDY):
            acts_as_empty(CostStore(folder))
        with one_warning(REMEDY):
            assert CostStore(folder).get_many(["a"]) == {}
    assert (tmp_path / "file").read_text() == "mine"


def test_folder_in_place_of_the_file(tmp_path: Path):
    (tmp_path / FILE_NAME).mkdir()
    with one_warning(f"unable to open database file; .*{REMEDY}"):
        acts_as_empty(CostStore(tmp_path))


def test_locked_for_too_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(store, "BUSY_TIMEOUT_S", 0.05)
    CostStore(tmp_path).put_many({"a": "1"})
    with closing(sqlite3.connect(tmp_path / FILE_NAME, isolation_level=None)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        with one_warning(f"database is locked; .*{REMEDY}"):
            acts_as_empty(CostStore(tmp_path))
        with one_warning("database is locked"):
            assert CostStore(tmp_path).get_many(["a"]) == {}
    assert CostStore(tmp_path).get_many(["a"]) == {"a": "1"}


def test_reading_while_another_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """What is old is read; that it was used cannot be noted now, and is not worth a wait or a warning."""
    CostStore(tmp_path).put_many({"a": "1"})
    monkeypatch.setattr(time, "time", lambda: 1e10)
    with closing(sqlite3.connect(tmp_path / FILE_NAME, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        before_s = time.monotonic()
        assert CostStore(tmp_path).get_many(["a"]) == {"a": "1"}
        assert time.monotonic() - before_s < 1


@contextmanager
def read_only(*paths: Path) -> Generator[None]:
    """Folder or file without write permission; skips the test if that does not bind, as for root."""
    modes = [path.stat().st_mode for path in paths]
    for path, mode in zip(paths, modes, strict=True):
        path.chmod(mode & ~0o222)
    try:
        if os.access(paths[0], os.W_OK):
            pytest.skip("permissions do not bind this user")
        yield
    finally:
        for path, mode in zip(paths, modes, strict=True):
            path.chmod(mode)


def test_read_only_folder(tmp_path: Path):
    with read_only(tmp_path), one_warning(REMEDY):
        acts_as_empty(CostStore(tmp_path))


def test_read_only_store_can_be_read(tmp_path: Path):
    CostStore(tmp_path).put_many({"a": "1"})
    with read_only(tmp_path, tmp_path / FILE_NAME), one_warning(f"readonly database; .*{REMEDY}"):
        costs = CostStore(tmp_path)
        assert costs.get_many(["a"]) == {"a": "1"}
        costs.put_many({"b": "2"})


def test_full_disk(tmp_path: Path):
    """A limit on file sizes fails in the same place."""
    costs = CostStore(tmp_path)
    costs.put_many({"a": "1"})
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, limits[1]))
    try:
        with one_warning(REMEDY):
            costs.put_many(entries_of("a", 1000))
            costs.put_many({"b": "2"})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert CostStore(tmp_path).get_many(["a", "b", *entries_of("a", 1000)]) == {"a": "1"}


def test_python_without_sqlite(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "sqlite3", None)
    with one_warning(REMEDY):
        acts_as_empty(CostStore(tmp_path))


# Environment


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """None of the variables is set."""
    for name in ("STREAM_XDSL_CACHE", "STREAM_XDSL_CACHE_LIMIT_MIB", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


def test_default_folder(environment: pytest.MonkeyPatch):
    environment.setenv("HOME", "/home/me")
    assert default_folder() == Path("/home/me/.cache/stream-xdsl")
    environment.setenv("XDG_CACHE_HOME", "relative")
    assert default_folder() == Path("/home/me/.cache/stream-xdsl")
    environment.setenv("XDG_CACHE_HOME", "/var/cache")
    assert default_folder() == Path("/var/cache/stream-xdsl")
    environment.setenv("STREAM_XDSL_CACHE", "~/costs")
    assert default_folder() == Path("/home/me/costs")


@pytest.mark.usefixtures("quiet")
def test_store_in_the_default_folder(environment: pytest.MonkeyPatch, tmp_path: Path):
    environment.chdir(tmp_path)
    environment.setenv("STREAM_XDSL_CACHE", "here")
    costs = CostStore()
    environment.chdir("/")
    costs.put_many({"a": "1"})
    assert (tmp_path / "here" / FILE_NAME).is_file()
    assert costs.get_many(["a"]) == {"a": "1"}


def test_no_home(environment: pytest.MonkeyPatch):
    def no_home() -> Path:
        raise RuntimeError("Could not determine home directory.")

    environment.setattr(Path, "home", no_home)
    with one_warning(f"^cost cache: Could not determine home directory.; .*{REMEDY}"):
        acts_as_empty(CostStore())


def test_default_limit(environment: pytest.MonkeyPatch):
    assert default_limit_bytes() == 256 << 20
    environment.setenv("STREAM_XDSL_CACHE_LIMIT_MIB", "7")
    assert default_limit_bytes() == 7 << 20


@pytest.mark.parametrize("value", ["0", "-1", "1.5", "many", "1_0", " 1", "²"])
def test_invalid_limit(environment: pytest.MonkeyPatch, value: str, tmp_path: Path):
    environment.setenv("STREAM_XDSL_CACHE_LIMIT_MIB", value)
    with pytest.raises(
        ValueError, match=f"STREAM_XDSL_CACHE_LIMIT_MIB is '{value}'; remedy: set it to a whole"
    ):
        CostStore(tmp_path)
    CostStore(tmp_path, 1 << 20)

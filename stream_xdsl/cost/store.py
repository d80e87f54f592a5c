"""Costs kept from one compilation to the next: a file of small texts, each under a digest of all it was computed from.

The store never stops a compilation. Where it cannot be read or written it is as good as empty, and says so in one
warning. Nor does it change a result: `get_many` returns the very text that was put under a key, or nothing.
"""

import os
import time
import warnings
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing, suppress
from dataclasses import fields, is_dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

if TYPE_CHECKING:
    import sqlite3

FILE_NAME = "costs.sqlite3"
"""The store's one file; another layout needs another name, so that old and new programs share a folder."""

DEFAULT_LIMIT_BYTES = 256 << 20
"""How large the file may grow."""

BUSY_TIMEOUT_S = 5.0
"""How long to wait for another process, in seconds; its transactions take some ten milliseconds."""

_APPLICATION_ID = 0x5358434F
"""Written into the file's header, to recognise it."""

_PAGE_BYTES = 16384
"""Seven costs of 2 KB fit in a page, or three of 5 KB; small pages would hold one and much air."""

_DAY_S = 86400

_KEYS_PER_QUERY = 500
"""SQLite before 3.32 takes no more than 999 parameters."""


def cache_key(version: str, *parts: object) -> str:
    """The SHA-256 digest, in hex, of the parts and of the version of the program that computes something from them.

    Parts are frozen dataclasses, enum members, tuples, frozensets, int, float, str, bool and None, nested at will; others,
    and subclasses of these, raise TypeError. 1, 1.0 and True differ; so do equal dataclasses that hold one or the other.
    Of a dataclass the class and the names and values of all fields count; of an enum member the class and the value.
    """
    return _digest(_encode((version, *parts)))


# An encoding starts with a letter for its kind and tells its own length, so that a sequence of them has one reading.


def _encode(part: object) -> str:
    cls = type(part)
    encoder = _encoders.get(cls)
    if encoder is None:
        encoder = _encoders[cls] = _class_encoder(cls)
    return encoder(part)


def _encode_plain(part: object) -> str:
    text = repr(part)
    return f"p{len(text)}:{text}"


_PLAIN = frozenset[type]({type(None), bool, int, float, str})
"""Types with a `repr` that tells type and value; so does that of a tuple of these."""


def _encode_tuple(part: tuple[object, ...]) -> str:
    if _PLAIN.issuperset(map(type, part)):
        return _encode_plain(part)
    return f"t{len(part)}:{''.join(map(_encode, part))}"


def _encode_frozenset(part: frozenset[object]) -> str:
    return f"s{len(part)}:{''.join(sorted(map(_encode, part)))}"


def _digest(text: str) -> str:
    from hashlib import sha256

    return sha256(text.encode()).hexdigest()


_encoders: dict[type, Callable[[Any], str]] = {
    **dict.fromkeys(_PLAIN, _encode_plain),
    tuple: _encode_tuple,
    frozenset: _encode_frozenset,
}

_known: dict[int, tuple[object, str]] = {}
"""Encodings of dataclass instances by `id`, with the instance, so that no other gets its id.

Not by equality: Precision(8) == Precision(8.0), and what came first would decide the key.
"""

_KNOWN_LIMIT = 1024


def _class_encoder(cls: type) -> Callable[[Any], str]:
    name = f"{cls.__module__}.{cls.__qualname__}"
    if issubclass(cls, Enum):
        head = f"e{_encode_plain(name)}"
        return lambda part: head + _encode(part.value)
    if not is_dataclass(cls) or not getattr(cls, "__dataclass_params__").frozen:  # noqa: B009  (unknown to pyright)
        raise TypeError(f"{name} cannot be part of a cache key")
    members = tuple(field.name for field in fields(cls))
    head = f"d{_encode_plain((name, *members))}"

    def encode(part: object) -> str:
        known = _known.get(id(part))
        if known is None:
            text = head + _encode_tuple(tuple([getattr(part, member) for member in members]))
            if len(text) > 256:  # a core type's would be most of what is digested for each key
                text = f"h{_digest(text)}"
            if len(_known) >= _KNOWN_LIMIT:
                _known.clear()
            known = _known[id(part)] = (part, text)
        return known[1]

    return encode


def default_folder() -> Path:
    """`$STREAM_XDSL_CACHE`, else `$XDG_CACHE_HOME/stream-xdsl`, else `~/.cache/stream-xdsl`.

    Raises RuntimeError if that needs a home directory and there is none.
    """
    if own := os.environ.get("STREAM_XDSL_CACHE"):
        return Path(own).expanduser()
    xdg = os.environ.get("XDG_CACHE_HOME", "")
    # The XDG specification has relative paths ignored.
    return (Path(xdg) if os.path.isabs(xdg) else Path.home() / ".cache") / "stream-xdsl"


def default_limit_bytes() -> int:
    """`$STREAM_XDSL_CACHE_LIMIT_MIB`, else 256 MiB, in bytes. Raises ValueError if that is no whole number from 1 up."""
    text = os.environ.get("STREAM_XDSL_CACHE_LIMIT_MIB")
    if not text:
        return DEFAULT_LIMIT_BYTES
    if not (text.isascii() and text.isdecimal() and int(text)):
        raise ValueError(
            f"STREAM_XDSL_CACHE_LIMIT_MIB is '{text}'; remedy: set it to a whole number of MiB from 1 up, such as "
            f"{DEFAULT_LIMIT_BYTES >> 20}, or unset it"
        )
    return int(text) << 20


class CostStore:
    """A file of texts under keys, which many processes and threads may use at once.

    An object holds no open file between calls: opening takes 0.1 ms, and SQLite's connections do not survive a fork.
    """

    # SQLite keeps a rollback journal, not a write-ahead log: a log needs memory shared by all processes, which a home
    # directory on a network does not give, and could not be read where it cannot be written.

    def __init__(self, folder: Path | None = None, limit_bytes: int | None = None):
        """Keep the file in the folder, which need not exist, and no larger than the limit; both have defaults.

        Raises ValueError if `$STREAM_XDSL_CACHE_LIMIT_MIB` is needed and invalid.
        """
        self._limit_bytes = default_limit_bytes() if limit_bytes is None else limit_bytes
        self._replaced = False
        self._file: Path | None = None  # None once the store has given up
        try:
            self._file = (default_folder() if folder is None else folder).absolute() / FILE_NAME
        except (OSError, RuntimeError) as error:
            self._give_up(error, stacklevel=3)

    def get_many(self, keys: Iterable[str]) -> dict[str, str]:
        """The texts that are there, in the order of the keys."""
        wanted = {key.encode(): key for key in keys}
        found: dict[bytes, str] = {}
        if wanted:
            self._attempt(lambda connection: _read(connection, tuple(wanted), found), create=False)
        return {key: found[raw] for raw, key in wanted.items() if raw in found}

    def put_many(self, entries: Mapping[str, str]) -> None:
        """Keep the texts, all or, if that fails, none of them; what was under their keys is replaced."""
        if entries:
            self._attempt(lambda connection: _write(connection, entries, self._limit_bytes), create=True)

    def _attempt(self, action: Callable[["sqlite3.Connection"], None], *, create: bool) -> None:
        """Run the action on an open database; without `create`, only if there is one."""
        file = self._file
        if file is None:
            return
        try:
            import sqlite3
        except ImportError as error:  # Python can be built without
            self._give_up(error)
            return
        try:
            if create:
                file.parent.mkdir(parents=True, exist_ok=True)
            before = _identity(file)
            if before is None and not create:
                return
            try:
                _use(file, action)
            except (UnicodeDecodeError, sqlite3.DatabaseError) as error:
                if self._replaced or not _is_damage(error):
                    raise
                # Another process may have replaced it since.
                if _identity(file) == before:
                    # First the journal: it must not be played back into a new file.
                    file.with_name(f"{FILE_NAME}-journal").unlink(missing_ok=True)
                    file.unlink(missing_ok=True)
                _use(file, action)
                self._replaced = True
                warnings.warn(
                    f"cost cache {file} was damaged; a new file has replaced it", RuntimeWarning, stacklevel=3
                )
        except (OSError, UnicodeDecodeError, sqlite3.Error) as error:
            self._give_up(error)

    def _give_up(self, error: Exception, stacklevel: int = 4) -> None:
        where = "" if self._file is None else f" {self._file}"
        self._file = None
        warnings.warn(
            f"cost cache{where}: {error}; costs are computed anew and not kept; remedy: delete the file, set "
            "STREAM_XDSL_CACHE to another folder, or pass --no-cache",
            RuntimeWarning,
            stacklevel,
        )


def _identity(file: Path) -> tuple[int, int, int] | None:
    """Tells one file, in one state, from another that takes its place, even if that gets the same inode."""
    try:
        status = file.stat()
    except FileNotFoundError:
        return None
    return status.st_ino, status.st_mtime_ns, status.st_size


def _is_damage(error: Exception) -> bool:
    import sqlite3

    # SQLite may quote what stands in place of the table's definition, and that need not be UTF-8.
    if isinstance(error, UnicodeDecodeError):
        return True
    # As our statements are right, plain errors and broken constraints say that the definition is not.
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in (
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_NOTADB,
        sqlite3.SQLITE_ERROR,
        sqlite3.SQLITE_CONSTRAINT,
    )


def _use(file: Path, action: Callable[["sqlite3.Connection"], None]) -> None:
    import sqlite3

    # Closing rolls back what the action did not commit.
    with closing(sqlite3.connect(file, timeout=BUSY_TIMEOUT_S, isolation_level=None)) as connection:
        connection.text_factory = bytes  # damage can make text of a blob, and not in UTF-8
        action(connection)


def _number(connection: "sqlite3.Connection", pragma: str) -> int:
    return connection.execute(f"PRAGMA {pragma}").fetchone()[0]


def _is_set_up(connection: "sqlite3.Connection") -> bool:
    """Whether the table is there; False for a new file. Raises DatabaseError if the file is another program's."""
    import sqlite3

    if _number(connection, "application_id") == _APPLICATION_ID:
        return True
    if connection.execute("SELECT 1 FROM sqlite_master").fetchone():
        raise sqlite3.DatabaseError("file is a database of another program")
    return False


def _checksum(key: bytes, value: bytes) -> int:
    return crc32(value, crc32(key))


def _read(connection: "sqlite3.Connection", keys: tuple[bytes, ...], found: dict[bytes, str]) -> None:
    """Add to `found` what is there, and note its use."""
    connection.execute("BEGIN")
    if not _is_set_up(connection):
        return
    now_s = int(time.time())
    used: list[tuple[int, bytes]] = []
    for start in range(0, len(keys), _KEYS_PER_QUERY):
        some = keys[start : start + _KEYS_PER_QUERY]
        # The clock may have been set back: a time to come is as wrong as one long past.
        rows = connection.execute(
            "SELECT key, value, checksum, abs(used_s - ?) > ? FROM costs "
            f"WHERE key IN ({','.join('?' * len(some))})",
            (now_s, _DAY_S, *some),
        )
        for key, value, checksum, stale in rows:
            # SQLite notices damage to its own structures only; a damaged value will be computed and put again.
            if isinstance(key, bytes) and isinstance(value, bytes) and _checksum(key, value) == checksum:
                found[key] = value.decode("utf-8", "surrogatepass")
                if stale:
                    used.append((now_s, key))
    connection.execute("COMMIT")
    if used:
        _touch(connection, used)


def _touch(connection: "sqlite3.Connection", used: list[tuple[int, bytes]]) -> None:
    """Note when entries were used, to the day; if that is impossible now, another time."""
    import sqlite3

    with suppress(sqlite3.Error, UnicodeDecodeError):
        connection.execute("PRAGMA busy_timeout = 0")
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany("UPDATE costs SET used_s = ? WHERE key = ?", used)
        connection.execute("COMMIT")


def _write(connection: "sqlite3.Connection", entries: Mapping[str, str], limit_bytes: int) -> None:
    """Put the entries and drop others over the limit, in one transaction."""
    if _number(connection, "page_count") == 0:
        # Only before the first page is written; `full` gives pages back to the file system as they get free.
        connection.execute(f"PRAGMA page_size = {_PAGE_BYTES}")
        connection.execute("PRAGMA auto_vacuum = full")
    connection.execute("BEGIN IMMEDIATE")
    if not _is_set_up(connection):
        connection.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
        connection.execute(
            "CREATE TABLE costs (key BLOB NOT NULL UNIQUE, value BLOB NOT NULL, "
            "checksum INTEGER NOT NULL, used_s INTEGER NOT NULL)"
        )
        connection.execute("CREATE INDEX by_use ON costs (used_s)")
    now_s = int(time.time())
    pairs = ((key.encode(), text.encode("utf-8", "surrogatepass")) for key, text in entries.items())
    connection.executemany(
        "INSERT OR REPLACE INTO costs (key, value, checksum, used_s) VALUES (?, ?, ?, ?)",
        ((key, value, _checksum(key, value), now_s) for key, value in pairs),
    )
    _evict(connection, limit_bytes)
    connection.execute("COMMIT")


def _evict(connection: "sqlite3.Connection", limit_bytes: int) -> None:
    """Over the limit, drop the least recently used entries: an eighth of all, so that it is not soon to do again."""
    page_bytes = _number(connection, "page_size")

    def excess_bytes(allowed_bytes: int) -> int:
        pages = _number(connection, "page_count") - _number(connection, "freelist_count")
        return pages * page_bytes - allowed_bytes

    if excess_bytes(limit_bytes) <= 0:
        return
    while (excess := excess_bytes(limit_bytes - limit_bytes // 8)) > 0:
        # Half of it at a time, as an entry takes more room than its value.
        excess /= 2
        dropped: list[tuple[int]] = []
        for row, size in connection.execute(
            "SELECT rowid, ifnull(length(value), 0) FROM costs ORDER BY used_s, rowid"
        ):
            dropped.append((row,))
            excess -= size
            if excess <= 0:
                break
        if connection.executemany("DELETE FROM costs WHERE rowid = ?", dropped).rowcount <= 0:
            return

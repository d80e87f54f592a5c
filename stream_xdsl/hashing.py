"""Hashes of large values that never change."""

from typing import TypeVar

_T = TypeVar("_T")


def hashed_once(cls: type[_T]) -> type[_T]:
    """Let objects of a frozen dataclass, which look into all that they hold, remember their hash. It is no field, and other processes that are
    not forked have other hashes: such objects are not to be pickled for them."""
    look = cls.__hash__

    def remembered(self: _T) -> int:
        found = self.__dict__.get("_hash")
        if found is None:
            found = self.__dict__["_hash"] = look(self)
        return found

    cls.__hash__ = remembered
    return cls

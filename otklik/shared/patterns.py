"""Patterns that are made ready at their first use: every process imports all rooms, few use all their patterns."""

import re
from typing import Any, cast

from otklik.shared.alternatives import by_first_letter

_KEPT = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn")


class _Late:
    """Stands for a compiled pattern; after the first use its methods are the pattern's own, at no cost."""

    def __init__(self, source: str, flags: int, *, ordered: bool = False) -> None:
        self._asked = (source, flags)
        self._is_ordered = ordered

    def __getattr__(self, name: str) -> Any:  # only for what is not there yet
        if name.startswith("__"):
            raise AttributeError(name)
        source, flags = self._asked
        compiled = re.compile(by_first_letter(source) if self._is_ordered else source, flags)
        self.__dict__.update({method: getattr(compiled, method) for method in _KEPT})
        return getattr(compiled, name)

    def __repr__(self) -> str:
        return f"compile_late{self._asked}"


def compile_late(source: str, flags: int = 0) -> re.Pattern[str]:
    """Like `re.compile`, for patterns of a module; a wrong one is told at its first use (and by a test of all).

    It answers to every method and attribute of a pattern, but is no instance of `re.Pattern`.
    """
    return cast("re.Pattern[str]", _Late(source, flags))


def compile_words(source: str) -> re.Pattern[str]:
    """The same for many words that every text is searched for: at each place only those of its letter are tried."""
    return cast("re.Pattern[str]", _Late(source, 0, ordered=True))

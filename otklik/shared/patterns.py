"""Patterns that are made ready at their first use: every process imports all rooms, few use all their patterns."""

import re
from collections.abc import Callable
from typing import Any, cast

from otklik.shared.alternatives import by_first_letter
from otklik.shared.beginnings import Beginnings

_SIGNS = Beginnings()
_KEPT = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn")


class _Late:
    """Stands for a compiled pattern; after the first use its methods are the pattern's own, at no cost."""

    def __init__(self, source: str, flags: int = 0) -> None:
        self._asked = (source, flags)

    def __getattr__(self, name: str) -> Any:  # only for what is not there yet
        if name.startswith("__"):
            raise AttributeError(name)
        compiled = self._compile()
        self.__dict__.update(self._methods_of(compiled))
        return getattr(self, name) if name in _KEPT else getattr(compiled, name)

    def _compile(self) -> re.Pattern[str]:
        return re.compile(*self._asked)

    def _methods_of(self, compiled: re.Pattern[str]) -> dict[str, Callable[..., Any]]:
        return {method: getattr(compiled, method) for method in _KEPT}

    def __repr__(self) -> str:
        return f"compile_late{self._asked}"


class _Words(_Late):
    """A pattern of many words."""

    def _compile(self) -> re.Pattern[str]:
        return re.compile(by_first_letter(self._asked[0]))


class _Sign(_Words):
    """One of many patterns that are asked of the same texts."""

    def __init__(self, source: str) -> None:
        super().__init__(source)
        self._bit = _SIGNS.add(source)

    def _methods_of(self, compiled: re.Pattern[str]) -> dict[str, Callable[..., Any]]:
        bit, that_may_fit = self._bit, _SIGNS.that_may_fit
        search, finditer = compiled.search, compiled.finditer
        return super()._methods_of(compiled) | {
            "search": lambda text, *places: search(text, *places) if that_may_fit(text) & bit else None,
            "finditer": lambda text, *places: finditer(text, *places) if that_may_fit(text) & bit else iter(()),
        }


def compile_late(source: str, flags: int = 0) -> re.Pattern[str]:
    """Like `re.compile`, for patterns of a module; a wrong one is told at its first use (and by a test of all).

    It answers to every method and attribute of a pattern, but is no instance of `re.Pattern`.
    """
    return cast("re.Pattern[str]", _Late(source, flags))


def compile_words(source: str) -> re.Pattern[str]:
    """The same for many words that every text is searched for: at each place only those of its letter are tried."""
    return cast("re.Pattern[str]", _Words(source))


def compile_sign(source: str) -> re.Pattern[str]:
    """The same for patterns that a text is searched for one after the other: only for those whose beginnings it has."""
    return cast("re.Pattern[str]", _Sign(source))

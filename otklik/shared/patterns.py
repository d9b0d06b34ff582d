"""Regular expressions compiled at their first use: every process imports all rooms, few use all their patterns."""

import re
from collections.abc import Callable, Iterator
from typing import Any, cast

from otklik.shared.alternatives import by_first_letter
from otklik.shared.prefilter import LiteralPrefilter

_SIGNS = LiteralPrefilter()
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
    """One of many patterns that are asked of the same texts: tried only where a word begins as it does."""

    def __init__(self, source: str) -> None:
        super().__init__(source)
        self.bit = _SIGNS.add(source)

    def _methods_of(self, compiled: re.Pattern[str]) -> dict[str, Callable[..., Any]]:
        bit, candidates_in, match = self.bit, _SIGNS.candidates_in, compiled.match

        def finditer(text: str, start: int = 0, *end: int) -> Iterator[re.Match[str]]:
            candidates = candidates_in(text)
            if candidates.anywhere & bit:
                yield from compiled.finditer(text, start, *end)
            elif candidates.that_may_fit & bit:
                for place, signs in candidates.places:
                    if signs & bit and place >= start and (found := match(text, place, *end)):
                        yield found
                        start = found.end()

        def search(text: str, start: int = 0, *end: int) -> re.Match[str] | None:
            return next(finditer(text, start, *end), None) if candidates_in(text).that_may_fit & bit else None

        return super()._methods_of(compiled) | {"search": search, "finditer": finditer}


def compile_late(source: str, flags: int = 0) -> re.Pattern[str]:
    """Like `re.compile`, for patterns of a module; a wrong one is told at its first use (and by a test of all).

    It answers to every method and attribute of a pattern, but is no instance of `re.Pattern`.
    """
    return cast("re.Pattern[str]", _Late(source, flags))


def compile_words(source: str) -> re.Pattern[str]:
    """The same for many words that every text is searched for: at each place only those of its letter are tried."""
    return cast("re.Pattern[str]", _Words(source))


def compile_sign(source: str) -> re.Pattern[str]:
    """The same for patterns tried on a text one after the other: only those that the literal prefilter finds."""
    return cast("re.Pattern[str]", _Sign(source))


def bit_of(sign: re.Pattern[str]) -> int:
    """The bit of what `compile_sign` made, among those that `prefiltered_signs` tells."""
    return cast("_Sign", sign).bit


def prefiltered_signs(text: str) -> int:
    """The bits of all signs that may fit a text, for whoever looks for many of them: one question in place of many."""
    return _SIGNS.candidates_in(text).that_may_fit

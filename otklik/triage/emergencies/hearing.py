"""A text as it sounds: vowels that people confuse made one, doubled letters single, Latin letters read as Russian ones.

Patterns go through the same, so they are written in plain Russian: «пожар» finds «пажар», «пожарр», «pozhar», «пoжap».
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from otklik.shared.alternatives import by_first_letter
from otklik.shared.patterns import compile_late
from otklik.shared.text import as_cyrillic, fold, fold_with_places

_SOUNDS: Final = (("о", "а"), ("е", "и"), ("э", "и"), ("й", "и"), ("жы", "жи"), ("шы", "ши"), ("цы", "ци"))
_SOFT = compile_late(r"[ьъ](?![еёюяи])")
_DOUBLED = compile_late(r"([а-я])\1+")
_MIXED = compile_late(r"(?<![а-яa-z0-9@])[а-яa-z0-9@]*(?:[а-я][a-z03@]|[a-z03@][а-я])[а-яa-z0-9@]*")
_MAYBE_MIXED = compile_late(r"[a-z@03](?:(?<=[a-z@])|(?<=[а-я].)|(?=[а-я]))")
_LATIN = compile_late(r"[a-z]{3,}")
_WORD = compile_late(r"[\w'’`]+")
_TOKEN = compile_late(r"[а-яa-z0-9]+")
_IN_LATIN: Final = (
    *zip(
        ("shch", "sch", "zh", "kh", "ts", "ch", "sh", "yu", "ya", "yo", "ye", "ju", "ja", "jo"),
        ("щ", "щ", "ж", "х", "ц", "ч", "ш", "ю", "я", "ё", "е", "ю", "я", "ё"),
        strict=True,
    ),
    *zip("abcdefghijklmnopqrstuvwxyz'’`", "абцдефгхийклмнопкрстуввхыз" + "ььь", strict=True),
)
_SPELLED = compile_late("|".join(re.escape(latin) for latin, _ in _IN_LATIN))
_LETTERS: Final = dict(_IN_LATIN)
_KEYS: Final = str.maketrans("qwertyuiop[]asdfghjkl;'zxcvbnm,.`", "йцукенгшщзхъфывапролджэячсмитьбюё")
_VOWEL = compile_late(r"[aeiouy]")
GAP: Final = r"[\s,;:()«»\"/–—-]{1,40}"
"""What stands between words that belong together; a full stop ends the thought."""


@dataclass(frozen=True, slots=True)
class Heard:
    """How a text sounds, and the way back to it."""

    text: str
    original: str

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The words of the original that a span stands for; nothing (0, 0) where the words cannot be told."""
        heard = [match.span() for match in _WORD.finditer(self.text)]
        said = [match.span() for match in _WORD.finditer(self.original)]
        inside = [place for place, (first, last) in enumerate(heard) if first < end and start < last]
        if len(heard) != len(said) or not inside:
            return 0, 0
        return said[inside[0]][0], said[inside[-1]][1]

    def span_of_words(self, first: int, last: int) -> tuple[int, int]:
        """The same for words by their number, from the first to before the last."""
        folded = fold_with_places(self.original)
        said = [match.span() for match in _TOKEN.finditer(folded.text)]
        if len(said) != len(_TOKEN.findall(self.text)):
            return 0, 0
        return folded.span(said[first][0], said[last - 1][1])


def hear(text: str) -> Heard:
    """A text as it sounds, in small Cyrillic letters."""
    read = fold(text)
    if _LATIN.search(read) and len(re.findall(r"[a-z]", read)) > len(re.findall(r"[а-я]", read)):
        read = _from_latin(read)
    elif _MAYBE_MIXED.search(read):
        read = _MIXED.sub(lambda word: as_cyrillic(word[0]), read)
    return Heard(sound_of(read), text)


def sound_of(words: str) -> str:
    """Letters that sound alike made one, doubled ones single; regular expressions stay whole."""
    heard = _SOFT.sub("", words)
    for written, sound in _SOUNDS:
        heard = heard.replace(written, sound)
    return _DOUBLED.sub(r"\1", heard)


def _from_latin(text: str) -> str:
    """«pahnet gazom» by letters; «gf[ytn ufpjv», typed on the wrong layout, by keys."""
    vowels, letters = len(_VOWEL.findall(text)), len(re.findall(r"[a-z]", text))
    if vowels * 4 < letters:
        return text.translate(_KEYS)
    return _SPELLED.sub(lambda found: _LETTERS[found[0]], text)


@dataclass(frozen=True, slots=True)
class Pattern:
    """Words that are looked for in a text as it sounds. They are compiled when first asked: it takes long."""

    words: str
    """In plain Russian, as a regular expression: a space is any gap between words, «~3» at most three words between."""
    is_asked_of_all: bool = False
    """Every text is searched for it, so its words are put in order by their letters, which takes as long again."""

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        """The first place of the words."""
        return _compile(self.words, self.is_asked_of_all).search(text, start)

    def finditer(self, text: str, start: int = 0) -> Iterator[re.Match[str]]:
        """All places of the words."""
        return _compile(self.words, self.is_asked_of_all).finditer(text, start)

    def sub(self, instead: Callable[[re.Match[str]], str], text: str) -> str:
        """The text with something else in all places of the words."""
        return _compile(self.words, self.is_asked_of_all).sub(instead, text)


@cache
def _compile(words: str, is_asked_of_all: bool) -> re.Pattern[str]:  # noqa: FBT001
    heard = sound_of(words.replace("ё", "е"))
    apart = re.sub(r" ?~(\d) ?", lambda found: rf"{{GAP}}(?:\\w+{{GAP}}){{0,{found[1]}}}".replace("\\\\", "\\"), heard)
    source = apart.replace(" ", "{GAP}").replace("{GAP}", GAP)
    return re.compile(by_first_letter(source) if is_asked_of_all else source)

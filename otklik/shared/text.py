"""Normalises what people type: odd Unicode, ё, Latin letters in place of Cyrillic ones.

Folded text keeps the offsets of the original, so that what is found can be shown there.
"""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from otklik.shared.patterns import compile_late

WEB_ADDRESS = compile_late(r"https?://[^\s\x00-\x1f/?#]+(?:[/?#][^\s\x00-\x1f]*)?")
"""The whole address of a page, as it is copied from a browser."""
TURNING = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""All characters whose only work is to change a direction (Unicode, annex 9): kept as they came, shown to nobody."""
_NOT_DRAWN = dict.fromkeys(map(ord, TURNING))
_PLAIN = compile_late(r"[\x00-\x7f\xa0-\xac\xae-\xff‐-„…№А-Яа-яЁё]*")
"""Texts of these characters keep their length when folded."""

_FILLERS = frozenset("\u115f\u1160\u2800\u3164\uffa0\U0001d159")
"""Fillers of Hangul, the empty sign of Braille and the note without a head: letters and signs, nothing to the eye."""
_SELECTORS = frozenset(
    map(chr, (0x034F, 0x17B4, 0x17B5, *range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)))
)
"""Marks that only say how the sign before them looks: alone they show nothing."""

_FIRST_OTHER_SCRIPT = "\u0530"
"""Behind Latin, Greek and Cyrillic letters; others cannot be read without their marks."""

LOOKALIKES = str.maketrans(
    {
        "a": "а", "b": "в", "c": "с", "e": "е", "h": "н", "i": "и", "k": "к", "m": "м", "n": "п", "o": "о",
        "p": "р", "r": "г", "t": "т", "u": "и", "x": "х", "y": "у", "z": "з", "l": "л", "d": "д", "f": "ф",
        "g": "д", "s": "с", "v": "в", "j": "й",
        "0": "о", "3": "з", "4": "ч", "6": "б", "1": "и", "@": "а", "$": "с", "€": "е",
        "і": "и", "ї": "и", "ӏ": "л", "ґ": "г", "є": "е", "α": "а", "ο": "о", "ρ": "р", "ε": "е", "υ": "у",
    }
)  # fmt: skip
"""What stands for a Cyrillic letter when somebody hides a word; use it on words that hold a Cyrillic letter too."""


_DRAWN_ALIKE = str.maketrans("abcehkmoptxy", "авсенкмортху")
"""Of small letters and of those whose capitals look like Cyrillic ones."""
_LATIN = compile_late(r"[a-z]")
_MIXED = compile_late(r"\b(?=\w*[a-z])(?=\w*[а-я])\w+")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text, and where each of its characters came from."""

    text: str
    places: tuple[int, ...] | None
    """Place in the original of each character and of the end; None when they are the same."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original text that a span of the folded one stands for."""
        if self.places is None:
            return start, end
        return self.places[start], self.places[end]


def fold(text: str) -> str:
    """Lower case, ё as е, compatibility forms and odd Unicode made plain."""
    return fold_with_places(text).text


def fold_word(word: str) -> str:
    """The same of a word or of a few: it is not kept, and so pushes out no text that will be asked for again."""
    return _lowered(word) if _PLAIN.fullmatch(word) else _fold(word).text


@lru_cache(maxsize=512)
def fold_with_places(text: str) -> Folded:
    """Fold a text and remember the places; the same text is read by many rules, so the last ones are kept."""
    return _fold(text)


def _fold(text: str) -> Folded:
    if _PLAIN.fullmatch(text):
        return Folded(_lowered(text), None)
    characters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        if unicodedata.category(character) in ("Mn", "Me", "Cf"):
            _join_mark(characters, character)
            continue
        for one in _lowered(unicodedata.normalize("NFKC", character)):
            if unicodedata.category(one) not in ("Mn", "Me", "Cf"):
                characters.append(one)
                places.append(place)
    return Folded("".join(characters), (*places, len(text)))


def _lowered(text: str) -> str:
    """Lower case, ё as е, spaces that do not break as plain ones: signs that are seldom there are passed over in no
    time, which `translate` does not do."""
    return text.lower().replace("ё", "е").replace("\xa0", " ")


def _join_mark(characters: list[str], mark: str) -> None:
    """A breve after «и» makes «й»; every other mark above or below a letter is dropped."""
    if mark == "\u0306" and characters and characters[-1] == "и":
        characters[-1] = "й"


def is_blank(text: str) -> bool:
    """Nobody would see anything of it: spaces, marks without width, fillers that look like nothing."""
    return all(character.isspace() or _shows_nothing(character) for character in text)


def without_turning(text: str) -> str:
    """The text as it is shown: on pages, in tables, feeds, letters and on paper."""
    # most texts hold none, and each sign by itself is looked for in no time; translating looks at every letter
    return text.translate(_NOT_DRAWN) if any(sign in text for sign in TURNING) else text


def seen_words(text: str) -> str:
    """What the eye sees of it: without signs that show nothing, with one space wherever there are some."""
    composed = unicodedata.normalize("NFC", text)
    return " ".join("".join(one for one in composed if one.isspace() or not _shows_nothing(one)).split())


def plainly_written(text: str) -> str:
    """The text without what may hide a word from whoever looks for it and not from the eye: signs that show nothing,
    marks above and below letters, figures of other scripts. Pictures (emoji) stay as they are put together."""
    if _PLAIN.fullmatch(text):
        return text
    kept: list[str] = []
    for one in unicodedata.normalize("NFC", text):
        before = kept[-1] if kept else ""
        if one in _FILLERS:
            kept.append(" ")
        elif one.isdecimal():
            kept.append(str(unicodedata.decimal(one)))
        elif one.isspace() or not _hides(one, before):
            kept.append(one)
    return "".join(kept)


def _hides(one: str, before: str) -> bool:
    """Whether a sign stands there unseen; behind a picture it says how that looks or what it is joined to."""
    if _shows_nothing(one):
        return not (before and (unicodedata.category(before) in ("So", "Sk") or _shows_nothing(before)))
    return unicodedata.category(one) in ("Mn", "Me") and before[:1] < _FIRST_OTHER_SCRIPT


def _shows_nothing(character: str) -> bool:
    return character in _FILLERS or character in _SELECTORS or unicodedata.category(character) in ("Cc", "Cf")


def in_one_script(text: str) -> str:
    """A folded text with the Latin letters of its Cyrillic words read as the Cyrillic ones that they look like.

    «шкoла» with a Latin «o» is «школа». A word of Latin letters alone, and a text without any Cyrillic, stay.
    """
    if text.isascii() or not _LATIN.search(text):
        return text
    return _MIXED.sub(lambda word: word[0].translate(_DRAWN_ALIKE), text)


def as_cyrillic(word: str) -> str:
    """Read a folded word as Cyrillic: Latin letters and digits that look like Cyrillic ones are replaced."""
    return word.translate(LOOKALIKES)

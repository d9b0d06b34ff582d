"""Words of names and questions: folded, cut into stems, numbers told apart, the wrong keyboard undone."""

import re
from collections.abc import Iterator
from functools import lru_cache

from otklik.shared.lemmas import lemma
from otklik.shared.text import fold

_WORD = re.compile(r"[а-я]+|[a-z]+|\d+")
_ENDED_NUMBER = re.compile(r"(?<!\d)(\d+)\s?-?(?:ая|ый|ой|ий|го|му|ую|ей|ое|я|й|ю|е)\b")
_DOTTED = re.compile(r"\b[а-я](?:[./][а-я])+\b\.?")
"""«д/с», «ц.г.б.»: one word."""
_SKI = re.compile(r"(?<=[а-я]{3})ск(?:ий|ой)?$")
_TSKI = re.compile(r"(?<=[а-я]ц)к(?:ий|ой)$")
_ENDING = re.compile(r"(?<=[а-я]{3})(?:ого|ому|ими|ыми|ами|ями|[аеиоуыэюя]й|[ое]м|[аеиыоуюя]х|[аеиоуыэюяьй]{1,2})$")
_VOWELS = re.compile(r"(?<=[а-я]{3})[аеиоуыэюяьй]{1,40}$")

SOFTENED = str.maketrans("гкхц", "жчшч")
"""How the last letter of a word may change before a suffix: Сухой Лог, сухоложский."""

_LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`{}:\"<>~#"
_RUSSIAN = "йцукенгшщзхъфывапролджэячсмитьбюехъжэбюе№"
_AS_RUSSIAN = str.maketrans(_LATIN, _RUSSIAN)
_AS_LATIN = str.maketrans(_RUSSIAN[:33], _LATIN[:33])
_SAME_LOOK = str.maketrans("abcehkmoptxyu", "авсенкмортхуи")
_SOUNDS = (
    ("shch", "щ"), ("sch", "щ"), ("sh", "ш"), ("ch", "ч"), ("zh", "ж"), ("kh", "х"), ("ts", "ц"), ("yu", "ю"),
    ("ju", "ю"), ("ya", "я"), ("ja", "я"), ("yo", "е"), ("jo", "е"), ("ye", "е"), ("iy", "ий"), ("ij", "ий"),
    ("yj", "ый"), ("ck", "к"), ("ph", "ф"),
)  # fmt: skip
_LETTERS = str.maketrans("abcdefghijklmnopqrstuvwxyz", "абцдефгхийклмнопкрстувввыз")

_UNITS = (
    "один первый", "два второй", "три третий", "четыре четвертый", "пять пятый", "шесть шестой", "семь седьмой",
    "восемь восьмой", "девять девятый", "десять десятый", "одиннадцать одиннадцатый", "двенадцать двенадцатый",
    "тринадцать тринадцатый", "четырнадцать четырнадцатый", "пятнадцать пятнадцатый", "шестнадцать шестнадцатый",
    "семнадцать семнадцатый", "восемнадцать восемнадцатый", "девятнадцать девятнадцатый",
)  # fmt: skip
_TENS = (
    "двадцать двадцатый", "тридцать тридцатый", "сорок сороковой", "пятьдесят пятидесятый", "шестьдесят шестидесятый",
    "семьдесят семидесятый", "восемьдесят восьмидесятый", "девяносто девяностый", "сто сотый",
)  # fmt: skip
NUMERALS = {word: number for number, words in enumerate(_UNITS, 1) for word in words.split()}
NUMERALS |= {word: 10 * tens for tens, words in enumerate(_TENS, 2) for word in words.split()}
"""Numbers in words: «восемь» and «восьмой» → 8."""


def words_of(text: str) -> list[str]:
    """The words of a text in order, folded; a number stands as «#21», also one in words: «двадцать первая»."""
    plain = _ENDED_NUMBER.sub(r"\1 ", fold(text))
    plain = _DOTTED.sub(lambda match: re.sub(r"[./]", "", match.group()) + " ", plain)
    return list(_with_numbers(_WORD.findall(plain)))


def _with_numbers(words: list[str]) -> Iterator[str]:
    """Digits and numerals as «#21»; a number below ten joins the tens in words before it."""
    tens = 0
    for word in words:
        spoken = NUMERALS.get(word) or NUMERALS.get(lemma(word), 0)
        number = int(word[:9]) if word.isdigit() else spoken
        if tens and 0 < number < 10:
            yield f"#{tens + number}"
            tens = 0
            continue
        if tens:
            yield f"#{tens}"
        tens = spoken if spoken >= 20 else 0
        if not tens:
            yield f"#{number}" if spoken or word.isdigit() else word
    if tens:
        yield f"#{tens}"


@lru_cache(maxsize=60_000)
def stem(word: str) -> str:
    """What the forms of a word, and the adjective of a place, have in common: «Полевского», «Полевская» → «полев»."""
    if word[0] == "#" or word.isascii():
        return word
    base = lemma(word)
    for ending in (_SKI, _TSKI, _VOWELS):
        base = ending.sub("", base)
    return base


def bare(word: str) -> str:
    """A word without its ending, by its letters alone: for words that no dictionary has."""
    return _ENDING.sub("", word)


def root(base: str) -> str:
    """What related words begin with: «дорог», «дорожн» → «дорож»; empty for a short stem."""
    return base[:4] + base[4].translate(SOFTENED) if len(base) > 4 else ""


def readings(question: str) -> list[str]:
    """How a question can be read: as typed; as Russian on a Latin keyboard; by sound; as Latin on a Russian one."""
    plain = " ".join(_one_script(part) for part in question.lower().split())
    parts = plain.split()
    latin = [any("a" <= letter <= "z" for letter in part) for part in parts]
    if any(latin):
        switched = [
            part.translate(_AS_RUSSIAN) if is_latin else part for part, is_latin in zip(parts, latin, strict=True)
        ]
        sounded = [by_sound(part) if is_latin else part for part, is_latin in zip(parts, latin, strict=True)]
        return [plain, " ".join(switched), " ".join(sounded)]
    return [plain, plain.translate(_AS_LATIN)]


def by_sound(part: str) -> str:
    """Latin letters as the Russian ones that they sound like: «shkola» → «школа»."""
    for latin, russian in _SOUNDS:
        part = part.replace(latin, russian)
    return part.translate(_LETTERS)


def _one_script(part: str) -> str:
    """Latin letters among Cyrillic ones were meant as the Cyrillic ones that look the same."""
    is_mixed = re.search("[а-яё]", part) and re.search("[a-z]", part)
    return part.translate(_SAME_LOOK) if is_mixed else part

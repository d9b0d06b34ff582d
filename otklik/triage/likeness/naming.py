"""What a short text names that could tell two places apart: streets, houses, entrances, routes, schools, landmarks.

Not the address for people (`triage.places` writes that): here «3-й подъезд», «в третьем подъезде» and «подъезд 3» only
have to come out the same, and every number that names nothing («третий день», «в 7 утра») has to stay out.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from otklik.shared.lemmas import grammemes, lemma
from otklik.shared.patterns import compile_late
from otklik.shared.text import fold
from otklik.triage.likeness.vocabulary import (
    BEFORE_A_NAME,
    LABEL_OF,
    LANDMARKS,
    MONTHS,
    NO_NAMES,
    NO_SMALL_NAMES,
    ORDINALS,
    PALACES,
    RIDES,
    ROUTES_BY_NAME,
    STREET_KINDS,
    UNITS,
)

_TOKEN: Final = compile_late(
    r"(?P<time>\b\d{1,2}[:.]\d\d\b(?:[.]\d{2,4})?)"
    r"|(?P<range>\b\d{1,3})\s?-\s?(?P<flat>\d{1,4})\b"
    r"|(?P<number>\d{1,4})(?P<letter>\s?/\s?\d{1,3}|\s?(?:к|корп|корпус)\.?\s?\d{1,2}(?!\d)|[а-дА-Д](?![а-яёА-ЯЁ])|\s[А-Д](?![а-яёА-ЯЁ.])|\s[бг](?=[\s,.!?]|$)"
    r"|\s[а](?=\s*(?:[,.!?]|$)))?(?P<ordinal>-?(?:ый|ий|ой|го|ому?|ем|ая|ую|я|й|е|м|х)(?![а-яё]))?"
    r"|(?P<word>[дДуУ]/[а-я]+|[А-Яа-яЁё]+(?:-[а-яё]+)*)|(?P<end>[.!?\n])"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Naming:
    """What a text names of its place; all words as lemmas."""

    numbers: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By label (`house`, `entrance`, `route`, …) the numbers named."""
    names: frozenset[str] = frozenset()
    """Names of streets, shops, stops, villages: the last word of each."""
    landmarks: frozenset[str] = frozenset()
    used: frozenset[str] = frozenset()
    """Lemmas that went into the above and tell nothing of the matter itself."""
    words: frozenset[str] = frozenset()
    """All lemmas: a name that one text shows plainly may stand unmarked in the other."""

    @property
    def says_where(self) -> bool:
        """Whether anything in it could be found on a map."""
        return bool(self.names or self.landmarks or self.numbers)


@dataclass(slots=True)
class _Token:
    raw: str
    lemma: str
    number: str = ""
    is_ordinal: bool = False
    begins: bool = False
    """First word of a sentence."""
    flat: str = ""


@dataclass(slots=True)
class _Found:
    """What has been read so far."""

    numbers: dict[str, set[str]] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    taken: set[int] = field(default_factory=set)
    """Places of the tokens that are read."""

    def add(self, label: str, token: _Token) -> None:
        self.numbers.setdefault(label, set()).add(token.number)
        if token.flat:
            self.numbers.setdefault("flat", set()).add(token.flat)


@lru_cache(maxsize=4096)
def read_naming(text: str) -> Naming:
    """What a text names of its place."""
    tokens = _tokens(text)
    found = _Found()
    _read_labels(tokens, found)
    _read_streets(tokens, found)
    _read_bare_names(tokens, found)
    landmarks = frozenset(
        _landmark(tokens, place) for place, token in enumerate(tokens) if token.lemma in LANDMARKS and not token.number
    )
    return Naming(
        numbers={label: frozenset(numbers) for label, numbers in found.numbers.items()},
        names=frozenset(found.names),
        landmarks=landmarks,
        used=frozenset(tokens[place].lemma for place in found.taken) | landmarks,
        words=frozenset(token.lemma for token in tokens),
    )


def _landmark(tokens: list[_Token], place: int) -> str:
    """«Дворец культуры» is «ДК», «Дворец спорта» another house."""
    word = tokens[place].lemma
    follows = tokens[place + 1].lemma if place + 1 < len(tokens) else ""
    if word in PALACES and follows == "культура":
        return "дк"
    return f"{word} {follows}" if word in PALACES and follows == "спорт" else word


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    begins = True
    for match in _TOKEN.finditer(text):
        if match["end"]:
            # «ул.» and «д.» end no sentence
            begins = match["end"] != "." or not (tokens and len(tokens[-1].raw) <= 4 and tokens[-1].raw.islower())
            continue
        if match["time"]:
            continue
        tokens.append(_token(match, begins=begins))
        begins = False
    return tokens


def _token(match: re.Match[str], *, begins: bool) -> _Token:
    if match["word"]:
        folded = fold(match["word"])
        number = ORDINALS.get(lemma(folded), "")
        # «д» and «п» are abbreviations here, whatever the dictionary makes of them
        form = folded if len(folded) <= 2 else lemma(folded)
        return _Token(match["word"], form, number=number, is_ordinal=bool(number), begins=begins)
    letter = re.sub(r"корпус|корп", "к", fold(match["letter"] or ""))
    number = match["range"] or match["number"] + re.sub(r"[\s.]", "", letter)
    is_ordinal = match["range"] is None and bool(match["ordinal"])
    return _Token(match[0], number, number=number, is_ordinal=is_ordinal, flat=match["flat"] or "")


def _is_counted(tokens: list[_Token], place: int) -> bool:
    """Whether a number only says how many or when: «3 дня», «12 марта», «в 7 утра»."""
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    if after is None or after.number:
        return False
    return after.lemma in UNITS or (after.raw.islower() and _is_month(after.lemma))


def _is_month(word: str) -> bool:
    return any(word.startswith(month) and len(word) <= len(month) + 2 for month in MONTHS)


def _read_labels(tokens: list[_Token], found: _Found) -> None:
    """«подъезд 3», «школа № 21», «3-й подъезд», «в третьем подъезде», «5 автобус»."""
    rides = any(token.lemma in RIDES for token in tokens)
    for place, token in enumerate(tokens):
        if rides and token.lemma in ROUTES_BY_NAME:
            found.numbers.setdefault("route", set()).add(ROUTES_BY_NAME[token.lemma])
            found.taken.add(place)
        if not token.number or _is_counted(tokens, place):
            continue
        before = _label_before(tokens, place)
        after = LABEL_OF.get(tokens[place + 1].lemma) if place + 1 < len(tokens) else None
        if token.raw.isalpha() and after in (None, "house"):
            continue
        if after and (token.is_ordinal or before is None) and not _leads_on(tokens, place + 1):
            found.add(after, token)
            found.taken |= {place, place + 1}
        elif before and not token.raw.isalpha():
            found.add(before[0], token)
            found.taken |= {place, before[1]}


def _leads_on(tokens: list[_Token], place: int) -> bool:
    """«Ленина 5 подъезд 3»: the label belongs to the number behind it."""
    return (
        place + 1 < len(tokens)
        and bool(tokens[place + 1].number)
        and not _is_counted(tokens, place + 1)
        and not tokens[place + 1].is_ordinal
        and not tokens[place - 1].is_ordinal
    )


def _label_before(tokens: list[_Token], place: int) -> tuple[str, int] | None:
    for back in (1, 2, 3, 4):
        if back > place:
            return None
        word = tokens[place - back]
        if word.lemma in LABEL_OF:
            return LABEL_OF[word.lemma], place - back
        if not word.number and word.lemma not in ("номер", "и"):
            return None
    return None


def _read_streets(tokens: list[_Token], found: _Found) -> None:
    """Names beside a kind word: «ул. Ленина, 5», «по Советской улице»."""
    for place, token in enumerate(tokens):
        if fold(token.raw) not in STREET_KINDS and token.lemma not in STREET_KINDS:
            continue
        end = _name_after(tokens, place + 1)
        if end > place + 1:
            _take_name(tokens, end - 1, found)
            found.taken |= set(range(place, end))
        elif place and _is_street_adjective(tokens[place - 1]):
            _take_name(tokens, place - 1, found)
            found.taken |= {place, place - 1}
            _take_house(tokens, place + 1, found)


def _name_after(tokens: list[_Token], start: int) -> int:
    """Where the name that begins here ends; `start` itself when none does."""
    end = start
    while end < len(tokens) and end < start + 3:
        token = tokens[end]
        if token.number and end == start and end + 1 < len(tokens) and tokens[end + 1].raw[:1].isupper():
            end += 1
            continue
        is_name = not token.number and (token.raw[:1].isupper() or (end == start and _may_be_name(token, tokens, end)))
        if not is_name or (token.begins and end > start):
            break
        end += 1
    return end


def _may_be_name(token: _Token, tokens: list[_Token], place: int) -> bool:
    """A name in small letters: a surname, an adjective, or anything right before a house."""
    marks = grammemes(fold(token.raw))
    followed = place + 1 < len(tokens) and bool(tokens[place + 1].number) and not _is_counted(tokens, place + 1)
    return bool(marks & {"Surn", "Geox"}) or _is_street_adjective(token) or (followed and "NOUN" in marks)


def _is_street_adjective(token: _Token) -> bool:
    if token.number or token.lemma in LABEL_OF:
        return False
    return (token.raw[:1].isupper() and bool(grammemes(fold(token.raw)) & {"ADJF"})) or bool(
        re.search(r"(?:ск|цк|ов|ев)(?:ая|ой|ую|ий|ого|ом)$", fold(token.raw))
    )  # fmt: skip


def _take_name(tokens: list[_Token], place: int, found: _Found) -> None:
    found.names.add(tokens[place].lemma)
    found.taken.add(place)
    _take_house(tokens, place + 1, found)


def _take_house(tokens: list[_Token], place: int, found: _Found) -> None:
    """The numbers right behind a name, «5», «5, 7 и 9», are houses unless something else claims them."""
    while place < len(tokens):
        token = tokens[place]
        if token.lemma == "и" and place + 1 < len(tokens) and tokens[place + 1].number:
            place += 1
            continue
        if not token.number or token.is_ordinal or token.raw.isalpha() or _is_counted(tokens, place):
            return
        if place not in found.taken:
            found.add("house", token)
            found.taken.add(place)
        place += 1


def _read_bare_names(tokens: list[_Token], found: _Found) -> None:
    """Names without a kind word: «на Ленина», «у Пятёрочки», «ленина 5»."""
    for place, token in enumerate(tokens):
        if place in found.taken or token.number or token.lemma in LABEL_OF or fold(token.raw) in STREET_KINDS:
            continue
        before = tokens[place - 1].lemma if place else ""
        has_house = (
            place + 1 < len(tokens)
            and place + 1 not in found.taken
            and bool(tokens[place + 1].number)
            and not tokens[place + 1].is_ordinal
            and not _is_counted(tokens, place + 1)
        ) or (place + 2 < len(tokens) and tokens[place + 1].lemma in ("дом", "д") and bool(tokens[place + 2].number))
        if _is_bare_name(token, before=before, has_house=has_house):
            _take_name(tokens, place, found)


def _is_bare_name(token: _Token, *, before: str, has_house: bool) -> bool:
    marks = grammemes(fold(token.raw))
    is_capital = token.raw[:1].isupper() and not token.begins
    if "Patr" in marks and before not in BEFORE_A_NAME:
        return False
    if marks & NO_NAMES or (not is_capital and marks & NO_SMALL_NAMES) or (token.raw.isupper() and len(token.raw) > 1):
        return False
    if has_house:
        return is_capital or token.begins or bool(marks & {"Surn", "Geox"}) or _is_street_adjective(token) or (
            {"NOUN", "sing", "gent"} <= marks and (before in BEFORE_A_NAME)
        )  # fmt: skip
    if is_capital:
        return "Name" not in marks or "Surn" in marks or before in BEFORE_A_NAME
    in_place = before in ("на", "по", "у", "возле", "около", "напротив")
    return in_place and (
        bool(marks & {"Surn", "Geox"})
        or bool(re.search(r"(?:ск|цк)(?:ой|ая|ую)$", fold(token.raw)) and "femn" in marks)
    )

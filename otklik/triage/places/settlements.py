"""Settlements: «г. Полевской», «в посёлке Зюзельский», and by the gazetteer also bare: «в Косом Броду»."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from otklik.gazetteer.index import Hit, PlaceKind
from otklik.gazetteer.names import SETTLEMENT_KIND
from otklik.gazetteer.words import Words
from otklik.shared.lemmas import place_name
from otklik.shared.text import fold
from otklik.triage.places.spans import Label, PlaceSpan

_SETTLEMENT = re.compile(
    r"(?<![\w-])(?P<kind>(?i:г\.|гор\.|город(?:е|а|у|ом)?|пос\.|п\.|пгт\.?|пос[её]л(?:ок|ка|ке|ку|ком)|"
    r"с\.|сел(?:о|е|а|у|ом)|дер\.|д\.|деревн(?:я|е|и|ю|ей)|ст\.|станиц(?:а|е|ы)|хутор(?:а|е)?|аул(?:а|е)?|снт|днт))\s*"
    r"(?P<name>[«\"]?[А-ЯЁ][а-яё]{2,}(?:-[А-ЯЁа-яё]+)*(?:\s[А-ЯЁ][а-яё]{3,}(?:ий|ый|ка|ск|ое|ая|ые|ой|ого)"
    r"|(?<=[оыи]й)\s[А-ЯЁ][а-яё]+[бвгдзклмнпрстхчшь]\b)?)"
)
_ADJECTIVE: Final = re.compile(r"(?:ск|цк|н)(?:ая|ой|ую|ий|им|ое|ие|их)$")
_BEFORE: Final = frozenset({
    "в", "во", "из", "до", "под", "около", "на", "у", "возле", "за", "с", "по", "пос", "п", "г", "д", "село",
    "деревня", "поселок", "город",
})  # fmt: skip
_BARE: Final = 0.8
LONGEST_CUT: Final = 4
"""Characters of a kind word with its point that may also be an initial: «С. Разина», «ст. Разина»."""


def find_settlements(words: Words, hits: Sequence[Hit], *, taken: Sequence[tuple[int, int]]) -> Iterator[PlaceSpan]:
    """Settlements by their kind words, and those of the gazetteer by their names alone.

    `taken`: characters that name something else, a landmark above all.
    """
    known = [hit for hit in hits if hit.places[0].what is PlaceKind.SETTLEMENT]
    for hit in known:
        start, end = words.starts[hit.first], words.ends[hit.after - 1]
        if any(start < end_ and start_ < end for start_, end_ in taken):
            continue
        kind_at = _kind_before(words, hit.first)
        if kind_at is None and not _is_named_bare(hit, words):
            continue
        place = hit.places[0]
        yield PlaceSpan(
            Label.SETTLEMENT, words.starts[kind_at] if kind_at is not None else start, end, place.title,
            0.95 if kind_at is not None else _BARE, hit.places,
        )  # fmt: skip
    streets = [(words.starts[h.first], words.ends[h.after - 1]) for h in hits if h.places[0].what is PlaceKind.STREET]
    for match in _SETTLEMENT.finditer(words.text):
        kind = SETTLEMENT_KIND.get(fold(match["kind"]).rstrip("."), "")
        is_street = len(match["kind"]) < LONGEST_CUT and any(
            start < match.end() and match.start("name") < end for start, end in streets
        )
        if kind and not is_street and not re.search(r"(?:\bт\.\s?|(?:ул|улиц)\w*\.?\s*)$", words.text[: match.start()]):
            name = match["name"].strip('«"')
            usual = name if " " in name or "-" in name else place_name(name)
            yield PlaceSpan(Label.SETTLEMENT, match.start(), match.end(), f"{kind} {usual}", 0.85, kind=kind)


def _kind_before(words: Words, place: int) -> int | None:
    """The piece where a kind word stands before a name; None where none does."""
    at = place - 1
    if words.at(at) in ("«", '"'):
        at -= 1
    has_point = words.at(at) == "."
    at -= has_point
    piece = words.at(at)
    if piece not in SETTLEMENT_KIND or (len(piece) < 3 and not has_point and piece in ("с", "д")):
        return None
    return at


def _is_named_bare(hit: Hit, words: Words) -> bool:
    """A name without its kind word: after a preposition and with a capital, or by itself between signs."""
    before, after = words.at(hit.first - 1), words.at(hit.after)
    is_capital = words.is_capital(hit.first)
    if before in _BEFORE:
        return is_capital or not hit.is_common
    is_adjective = _ADJECTIVE.search(words.at(hit.after - 1)) is not None
    return is_capital and not (after.isalpha() and (hit.is_common or is_adjective))

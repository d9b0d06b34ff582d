"""Settlements: «г. Полевской», «в посёлке Зюзельский», and by the gazetteer also bare: «в Косом Броду»."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from otklik.gazetteer.index import Hit, PlaceKind
from otklik.gazetteer.names import LIVED_IN, QUARTER, SETTLEMENT_KIND, STREET_KIND
from otklik.gazetteer.words import Words
from otklik.shared.alternatives import in_any_case
from otklik.shared.lemmas import goes_with_feminine, is_noun_or_adjective, is_town, is_word, place_name
from otklik.shared.patterns import compile_late
from otklik.shared.text import fold_word
from otklik.triage.places.houses import COUNTED, houses_after
from otklik.triage.places.numerals import value_of_ordinal
from otklik.triage.places.spans import Label, PlaceSpan

_KIND: Final = (
    r"г\.|гор\.|город(?:е|а|у|ом)?|пос\.|п\.|пгт\.?|пос[её]л(?:ок|ка|ке|ку|ком)|"
    r"с\.|сел(?:о|е|а|у|ом)|дер\.|д\.|деревн(?:я|е|и|ю|ей)|ст\.|станиц(?:а|е|ы)|хутор(?:а|е)?|аул(?:а|е)?|снт"
    r"|днт|к/с|кс"
    r"|садоводств(?:о|а|е|у|ом)|(?:коллективн|садов)\w{2,3}\s(?:сад\w{0,2}|товариществ\w{1,2})|сад(?:ы|ов|ах|ам"
    r"|у)?(?=\s[«\"])"
    r"|сады?(?=\s[А-ЯЁ][а-яё]+(?:-\d|\s(?:без|не|тон|за|оста)))|дачн\w{2,3}\sпос[её]л\w{2}"
    r"|коттеджн\w{2,3}\sпос[её]л\w{2}"
)
_SETTLEMENT = compile_late(
    rf"(?<![\w-])(?P<kind>{in_any_case(_KIND)})\s*"
    r"(?P<name>[«\"][^»\"\n]{3,30}[»\"]|[«\"]?[А-ЯЁ][а-яё]{2,}(?:-[А-ЯЁа-яё\d]+)*(?:\s[А-ЯЁ][а-яё]{3,}(?:ий|ый"
    r"|ка|ск|ое|ая|ые|ой|ого)"
    r"|(?<=[оыи]й)\s[А-ЯЁ][а-яё]+[бвгдзклмнпрстхчшь]\b)?)"
)
_OF_A_GROVE: Final = ("рощ", "Рощ", "слобод", "Слобод", "полян", "Полян")
_OF_A_QUARTER: Final = ("мкр", "микрор", "кварт")
_OF_A_FIRM: Final = compile_late(r"\b(?:ООО|УК|ТСЖ|ТСН|АО|МУП|ИП|КФХ)\s?[«\"]?$")
_GROVE: Final = compile_late(
    r"(?<![\w-])[А-ЯЁ][а-яё]+(?:ая|ой|ую|яя|ей)\s(?i:рощ[аеуи]|слобод[аеуы]|полян[аеуы]|слободк[аеуи])(?!\w)"
)
"""How quarters are called."""
_QUARTER_WORD: Final = r"микрорайон\w{0,2}|мкр\b\.?|мкр-?н\w?|квартал\w{0,2}"
_QUARTER: Final = compile_late(
    r"(?<![\w-])(?:(?P<number>\d{1,2}(?:-?(?:й|го|м|ый|ом))?|(?:перв|втор|трет|четв[её]рт|пят|шест|седьм"
    rf"|восьм)[а-яё]{{2,3}})\s?(?P<kind>{_QUARTER_WORD})|(?P<word>{_QUARTER_WORD})\s?№?\s?(?P<after>\d{{1,2}}))(?!\w)",
    re.IGNORECASE,
)
"""«Второй микрорайон», «в 3-м квартале», «мкр. 2»."""
_ADJECTIVE: Final = compile_late(r"(?:ск|цк|н)(?:ая|ой|ую|ий|им|ое|ие|их)$")
_OF_NOUN: Final = compile_late(r"(?:ск|цк)(?:ого|ому|ом)$")
"""The adjective as a noun: «в Полевском»."""
_OUR: Final = frozenset({
    "наш", "наше", "нашем", "нашего", "родной", "родном", "весь", "всему", "всего", "всем", "жители", "жителей",
    "житель",
})  # fmt: skip
_BEFORE: Final = frozenset({
    "в", "во", "из", "до", "под", "около", "на", "у", "возле", "за", "с", "по", "пос", "п", "г", "д", "село",
    "деревня", "поселок", "город", "через",
})  # fmt: skip
_GARDEN: Final = "сад"
_BARE: Final = 0.8
_INTO_TOWN: Final = frozenset({"в", "во", "из", "до", "под"})
_DASHES: Final = frozenset({"-", "–", "—"})
"""«Псков-Изборск»: the two ends of a road."""
_VILLAGE: Final = compile_late(r"\w{3}(?:[ое]во|[иы]но|[иы]чи|[иы]чей)$")
_VILLAGE_IN: Final = compile_late(r"\w{3}(?:[ое]во|[иы]но|[иы]чи|[ое]ве|[иы]не|[иы]чах)$")
_SIGNS: Final = frozenset({",", ".", ":", "-", "–", "—", "(", ";", "!"})
_OTHER_TOWN: Final = 0.4
_NO_TOWN: Final = frozenset({
    "россии", "россию", "россия", "урале", "урала", "урал", "сибири", "крыму", "европе", "европы", "америке",
    "украине", "украины", "рф",
})  # fmt: skip
LONGEST_CUT: Final = 4
"""Characters of a kind word with its point that may also be an initial: «С. Разина», «ст. Разина»."""


def find_settlements(words: Words, hits: Sequence[Hit], *, taken: Sequence[tuple[int, int]]) -> Iterator[PlaceSpan]:
    """Settlements by their kind words, and those of the gazetteer by their names alone.

    `taken`: characters that name something else, a landmark above all.
    """
    known = [hit for hit in hits if hit.places[0].what is PlaceKind.SETTLEMENT]
    for hit in known:
        start, end = words.starts[hit.first], words.ends[hit.after - 1]
        if any(start < end_ and start_ < end for start_, end_ in taken) or _OF_A_FIRM.search(words.text[:start]):
            continue
        kind_at = _kind_before(words, hit.first)
        if kind_at is None and not _is_named_bare(hit, words):
            continue
        place = hit.places[0]
        yield PlaceSpan(
            Label.SETTLEMENT, words.starts[kind_at] if kind_at is not None else start, end, place.title,
            0.95 if kind_at is not None else _BARE, hit.places,
        )  # fmt: skip
    yield from _towns(words, hits)
    for match in _GROVE.finditer(words.text) if any(piece in words.text for piece in _OF_A_GROVE) else ():
        yield PlaceSpan(Label.SETTLEMENT, match.start(), match.end(), match[0], 0.55)
    yield from _quarters(words, hits)
    streets = [(words.starts[h.first], words.ends[h.after - 1]) for h in hits if h.places[0].what is PlaceKind.STREET]
    for match in _SETTLEMENT.finditer(words.text):
        word = fold_word(match["kind"]).rstrip(".")
        kind = SETTLEMENT_KIND.get(word, _GARDEN if "сад" in word else "посёлок" if " пос" in word else "")
        is_cut = len(match["kind"]) < LONGEST_CUT and kind != _GARDEN
        is_street = any(
            (is_cut and start < match.end() and match.start("name") < end)
            or (start <= match.start() and match.end() <= end)  # «Гор. Машиностроителей»: «Городок…» is a street
            for start, end in streets
        )
        if kind and not is_street and not re.search(r"(?:\bт\.\s?|(?:ул|улиц)\w*\.?\s*)$", words.text[: match.start()]):
            name = match["name"].strip('«»"')
            usual = name if " " in name or "-" in name else place_name(name)
            yield PlaceSpan(Label.SETTLEMENT, match.start(), match.end(), f"{kind} {usual}", 0.85, kind=kind)


def _quarters(words: Words, names: Sequence[Hit]) -> Iterator[PlaceSpan]:
    """«Второй микрорайон», «3 мкр» → «2-й микрорайон», or as the gazetteer has it."""
    if not any(piece in words.text.lower() for piece in _OF_A_QUARTER):
        return
    known = [hit for hit in names if hit.places[0].kind in LIVED_IN]
    for match in _QUARTER.finditer(words.text):
        after = bisect_left(words.starts, match.end())
        if match["after"] and words.at(after) in COUNTED:
            continue  # «в микрорайоне 5 дней нет воды»
        written = fold_word(match["number"] or match["after"])
        digits = re.match(r"\d+", written)
        value = digits[0] if digits else str(value_of_ordinal(written) or written)
        kind = STREET_KIND.get(fold_word(match["kind"] or match["word"]).rstrip("."), QUARTER)
        places = next((hit.places for hit in known if match.start() <= words.starts[hit.first] < match.end()), ())
        # «за 3 квартал пришла квитанция» is of a year: only with a house it stands in the place of a street
        lived_in = kind if kind == QUARTER or places or houses_after(words, after) else ""
        yield PlaceSpan(Label.SETTLEMENT, match.start(), match.end(), f"{value}-й {kind}", 0.6, places, lived_in)


def _towns(words: Words, hits: Sequence[Hit]) -> Iterator[PlaceSpan]:
    """Towns that every dictionary knows: «до Екатеринбурга», «Ревда, двор школы». Streets are called by some, too."""
    streets = {hit.first for hit in hits}
    known = {hit.after for hit in hits if hit.places[0].what is PlaceKind.SETTLEMENT}
    for place, (before, piece, is_capital) in enumerate(
        zip(("", *words.pieces), words.pieces, words.capitals, strict=False)
    ):
        if not (is_capital or before in _INTO_TOWN) or place in streets or piece in _NO_TOWN:
            continue
        after = words.at(place + 1)
        if before in _INTO_TOWN and _looks_like_village(piece, before=before):
            yield PlaceSpan(Label.SETTLEMENT, words.starts[place], words.ends[place], piece.capitalize(), _OTHER_TOWN)
            continue
        if not (is_word(piece) and is_town(piece)):
            continue
        is_head = is_capital and not before.isalnum() and after in _SIGNS and not houses_after(words, place + 1)
        is_pair = (
            is_capital
            and not _is_of_somebody(piece)
            and (
                (after in _DASHES and words.is_capital(place + 2) and is_town(words.at(place + 2)))
                or (before in _DASHES and (place - 1 in known or is_town(words.at(place - 2))))
            )
        )
        if before in _INTO_TOWN or is_head or is_pair:
            name = place_name(piece)
            yield PlaceSpan(Label.SETTLEMENT, words.starts[place], words.ends[place], name.capitalize(), _OTHER_TOWN)


def _is_of_somebody(town: str) -> bool:
    """«Куйбышева - Лукоянова» are rather two streets than the ends of a road."""
    return town.endswith("а") and place_name(town).lower() != town


def _looks_like_village(piece: str, *, before: str) -> bool:
    """«В Завьялово», «из Писковичей»: a name that no dictionary knows and that only villages have."""
    pattern = _VILLAGE_IN if before in ("в", "во") else _VILLAGE
    return pattern.search(piece) is not None and not is_word(piece)


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
    if not hit.is_sure:
        is_strange = not before.isalnum() and not is_word(words.pieces[hit.first])
        return is_capital and (before in _BEFORE or after in _SIGNS or is_strange)
    is_adjective = _ADJECTIVE.search(words.at(hit.after - 1)) is not None
    is_noun = _OF_NOUN.search(words.at(hit.after - 1)) is not None and hit.after - hit.first == 1
    if before in _BEFORE:
        is_alone = is_adjective and not goes_with_feminine(after) and not words.at(hit.first).endswith("ий")
        return is_capital or not hit.is_common or hit.after - hit.first > 1 or is_noun or is_alone
    if is_noun and (is_capital or before in _OUR):
        return True
    if SETTLEMENT_KIND.get(after) and len(after) > LONGEST_CUT:
        return True
    if is_capital and before in _OUR:
        return True
    is_followed = after.isalpha() and (hit.is_common or is_adjective) and is_noun_or_adjective(after)
    return (is_capital or not hit.is_common) and not is_followed

"""Where an address with a flat begins and ends: with its postcode or settlement, without «проживаю по». Plain.

Rules find street, house and flat; what stands around them in a text belongs to the address, or is only said of it.
"""

import re
from typing import Final

from otklik.personal_data.homes.street_names import STREET_KIND, may_be_bare
from otklik.shared.lemmas import is_common_word, is_town, is_word, readings
from otklik.shared.patterns import compile_late
from otklik.shared.text import fold

_AS_FAR: Final = 70
_MOST_PARTS: Final = 6
_NAME = r"[«\"]?[А-ЯЁ][а-яё]+(?:[ -][А-ЯЁ][а-яё]+)?(?:[ -]\d{1,2})?[»\"]?"
_NAME_IN_SMALL = r"[«\"]?[А-ЯЁа-яё][а-яё-]{2,}(?:[ -]\d{1,2})?[»\"]?"
_AND_ON = r"[\s,.;:]{0,3}$"
_PARTS_BEFORE = (
    compile_late(r"(?<!\d)[1-6]\d{5}[\s,.;]{1,3}$"),
    compile_late(
        rf"(?<!\w)(?:[а-яё-]{{1,40}}(?:ая|ой|ий|ого|ом)\s(?:обл|област[ьи]|кра[йяе]|р-н\w?|район\w?|респ|республик\w"
        rf"|г\.\s?о|городск\w+ округ\w?)|(?:обл|респ|республик\w|район\w?|р-н\w?)\b\.?\s[а-яё-]{{4,}}|рф|россия)\b"
        rf"{_AND_ON}",
        re.IGNORECASE,
    ),
    compile_late(
        rf"(?<![\w.])(?:(?:[гсдпх]|ст)\.\s{{0,2}}|(?:[Гг]ор|[Пп]ос|[Дд]ер|[Пп]гт|[Рр]\.?п|[Мм]крн?|[Мм]кр-н\w?|[Мм]-н|СНТ"
        rf"|снт|[Сс]т)\b\.?\s?|(?:[ГП]|г|п)\s|(?:[Гг]ород\w?|[Сс]ел[оеа]|[Пп]ос[её]л\w+|[Дд]еревн\w|[Мм]икрорайон\w?"
        rf"|[Хх]утор\w?|[Сс]тани?ц\w{{1,2}})\s){_NAME}{_AND_ON}"
    ),
    compile_late(
        rf"(?<![\w.])(?:г\.?|гор\.?|город\w?|сел[оеа]|пос\.?|пос[её]л\w+|дер\.?|деревн\w|пгт|рп|мкрн?\.?|снт)\s"
        rf"{_NAME_IN_SMALL}{_AND_ON}"
    ),
)
_KIND_BEFORE = compile_late(rf"(?<!\w)(?:г\b\.?|{STREET_KIND}\b\.?)\s?$", re.IGNORECASE)
_LIKE_A_TOWN = compile_late(r"[сц]к(?:ой|ий)$")
"""Adjectives that towns are called: «Полевской», «Североуральский»."""
_TOWN_BEFORE = compile_late(r"(?<![\w.-])(?P<town>[А-ЯЁ][а-яё]{2,}(?:-[А-ЯЁ][а-яё]+)?)(?P<after>\s?,\s?|\s)$")
_INITIALS_BEFORE = compile_late(r"(?<![\w.])(?:[А-ЯЁ]|[Сс]т|[Кк]|[Рр])\.\s?$")
_FIRST_NAME_BEFORE = compile_late(r"(?<![\w-])(?P<name>[А-ЯЁа-яё][а-яё]{2,})\s$")
_HOUSE_WORD_BEFORE = compile_late(r"(?<!\w)(?:д|дом|доме|дома)\.?\s?$", re.IGNORECASE)
_HOUSE_FIRST = compile_late(r"(?:д|дом|доме|дома)\b[.:]?\s?№?\s?\d|\d", re.IGNORECASE)
_FLAT_FIRST = compile_late(
    r"(?:кв|комн|\d{1,4}\s?-?(?:я|й|ю|ой|ую|ая)?\s(?:кв|комн)|[а-яё ]{3,25}ой кв)", re.IGNORECASE
)
_STREET_BEFORE = compile_late(
    rf"(?<!\w)(?:(?P<kind>(?i:{STREET_KIND}))\b\.?\s?)?(?P<name>[А-ЯЁ][а-яё]{{3,}}(?:\s[А-ЯЁ][а-яё]+)?)[\s,]{{1,3}}$"
)
_SAID_FIRST = compile_late(
    r"(?:(?:по|на|во?|со?|из|от|у|к|я|мы|для|около|возле)\s+(?=[^\d\W]|\d+\s?(?:-?[йяю]\w?\s)?кв|8 марта|9 мая|1 мая)"
    r"|(?:(?:мо|наш|сво|е)[а-яё]{1,3}\s)?(?:адрес\w{0,3}|прожива\w+|прописан\w*|прописк\w|зарегистрирован\w*"
    r"|жив(?:у|[её]м|[её]т|ут))[\s:,–—-]{1,3}|(?:кв(?:артир[аы])?|жил[ье]ц\w*|собственник\w*|соседк?\w{0,3}"
    r"|общежити\w|общаг\w)\s(?!номер|под\b|у\b|моя|наша|в\b|на\b|"
    r"(?:один|одна|два|три|четыре|(?:пят|шест|сем|восем|девят|десят|[а-яё]+дцат)[ьи]|[а-яё]+десят|сорок|девяносто|сто"
    r"|двести|триста|четыреста)\b)(?=[а-яё]))",
    re.IGNORECASE,
)
_FIRST_OF_TWO = compile_late(r"(?P<one>[А-ЯЁа-яё]+)[\s:]\s?(?P<other>[А-ЯЁ][а-яё]+)")
_SAID_LAST = compile_late(r"(?P<street>[А-ЯЁ][а-яё]+)(?P<said>\s(?P<word>[а-яё]+))$")
_OPEN_BRACKET = compile_late(r"\([^)]*$")


def fitted(text: str, start: int, end: int) -> tuple[int, int]:
    """From the first word of the address to the flat or what is told last, in a text as it was written."""
    start = _without_words_before(text, start, end)
    return _with_words_before(text, start), _end_of(text, start, end)


def _without_words_before(text: str, start: int, end: int) -> int:
    """Past «проживаю по адресу», «соседи с», «Собственник Челюскинцев 3 кв. 90»."""
    while (said := _SAID_FIRST.match(text, start, end)) is not None and said.end() < end:
        start = said.end()
    two = _FIRST_OF_TWO.match(text, start, end)
    is_said = two is not None and ("\n" in two[0] or _is_said(two["one"]))
    return two.start("other") if two is not None and is_said else start


def _is_said(word: str) -> bool:
    """A word that begins no name of two: neither «Карла», «Красной», «Розы» nor «проспект»."""
    folded = fold(word)
    if not is_common_word(folded) or re.fullmatch(STREET_KIND, folded):
        return False
    ways = readings(folded)
    if ways[0].has("Apro"):
        return True
    return not any(way.has(mark) for way in ways for mark in ("gent", "Name", "Surn", "ADJF"))


def _with_words_before(text: str, start: int) -> int:
    """As far back as the street, the settlement, the region and the postcode go on; a flat told first begins it."""
    if text[start].isdigit():
        start -= _length(_HOUSE_WORD_BEFORE.search(text[max(0, start - 6) : start]))
    if _FLAT_FIRST.match(text, start):
        return start
    start = _with_street(text, start)
    for _part in range(_MOST_PARTS):
        said = text[max(0, start - _AS_FAR) : start]
        found = next((one for pattern in _PARTS_BEFORE if (one := pattern.search(said))), None) or _town(said)
        if found is None:
            break
        start -= len(said) - found.start()
    return start


def _with_street(text: str, start: int) -> int:
    """Also the beginning of the street, or all of it: «Р. Люксембург», «карла маркса», «Победы д. 18»."""
    said = text[max(0, start - _AS_FAR) : start]
    if (kind := _KIND_BEFORE.search(said)) is not None:
        return start - _length(kind)
    if _HOUSE_FIRST.match(text, start):
        street = _STREET_BEFORE.search(said)
        is_one = street is not None and (street["kind"] or may_be_bare(fold(street["name"])))
        return start - (_length(street) if is_one else 0)
    if (initials := _INITIALS_BEFORE.search(said)) is not None:
        return start - _length(initials)
    name = _FIRST_NAME_BEFORE.search(said)
    return start - (_length(name) if name is not None and _is_of_somebody(fold(name["name"])) else 0)


def _is_of_somebody(word: str) -> bool:
    """«карла», «розы»: a first name as it stands in the name of a street."""
    return any(way.has("Name") and way.has("gent") for way in readings(word))


def _town(said: str) -> re.Match[str] | None:
    """«Курганово, Школьная 6-2»: a town that is known, or with a comma a word that the dictionary does not know."""
    match = _TOWN_BEFORE.search(said)
    if match is None:
        return None
    word = fold(match["town"])
    is_unknown = "," in match["after"] and not is_word(word)
    is_name = any(way.has(mark) for way in readings(word)[:2] for mark in ("Name", "Surn", "Patr"))
    is_one = is_town(word) or _LIKE_A_TOWN.search(word) is not None
    return match if is_one or (is_unknown and not is_name) else None


def _end_of(text: str, start: int, end: int) -> int:
    end = start + len(text[start:end].rstrip(" ,;:\n"))
    said = _SAID_LAST.search(text, start, end)
    if said is not None and _is_said(said["word"]) and not _is_adjective(fold(said["street"])):
        end = said.start("said")
    return end + (text[end : end + 1] == ")" and _OPEN_BRACKET.search(text, start, end) is not None)


def _is_adjective(word: str) -> bool:
    return any(way.has("ADJF") for way in readings(word)[:1])


def _length(match: re.Match[str] | None) -> int:
    return 0 if match is None else match.end() - match.start()

"""Homes whose flat stands after a dash, without a word for it: «Мира 5-17», «ленина 17-56»; no stretches, no hours."""

import re
from collections.abc import Iterator
from typing import Final

from otklik.personal_data.homes.hours import house_and_last, is_hour, is_hour_on_a_day
from otklik.personal_data.homes.street_names import NAMED, is_bare_street, is_small_street, is_street
from otklik.personal_data.numbers.digits import COUNTED, after, before
from otklik.shared.patterns import compile_late

PART = r"[\s,.;:(|*]{0,3}"
UNITS = rf"\s?-?(?:{COUNTED})|(?:\s?-)?(?:х|ти|й|го|ый|ой|я|е)\b"
_LISTED_BEFORE = compile_late(
    r"\b(?:отключ\w*|маршрут\w*|остановк\w*|адрес(?:а|ам|ах|ов)\s?:)[^.!?\n]{0,40}$", re.IGNORECASE
)
"""«Отключили воду: Полевской, Мира, 12, 14»: houses."""


def is_listed(match: re.Match[str]) -> bool:
    """Whether houses are listed there: «отключили воду: Полевской, Мира, 12, 14»."""
    return _LISTED_BEFORE.search(before(match.string, match.start(), within=60)) is not None


_STREET_WORD = r"[Уу]л(?:иц[аеуы])?\.?"
_BLOCK = r"(?:[\s,]{0,2}(?:к|корп|корпус|стр|строение)\.?\s?\d{1,2})?"
DASH = compile_late(r"[-‐-―−]\s?\d")
"""It stands before every such flat; looked for first, being quick."""
_WITH_DASH = compile_late(
    rf"{NAMED}(?:{PART}|\s[-‐-―−]\s)(?:\b(?:д|дом"
    rf"|доме)(?![а-я])\.?{PART})?(?:№\s?)?\d{{1,4}}\s?[а-я]?(?:/\d{{1,3}}[а-я]?)?{_BLOCK}\s?[-‐-―−]{{1,2}}\s?\d{{1,4}}"
    rf"(?![\d/]|\.\d"
    rf"|\s?[-‐-―−]\s?\d|{UNITS})"
)
_BARE_WITH_DASH = compile_late(
    r"(?<![\w-])(?P<name>(?:\d{1,3}(?:-?(?:го|е|й|я|летия)|\sлет)?\s)?(?:[А-ЯЁ][а-яё]{2,}"
    r"|[А-ЯЁ]{4,})(?:\s[А-ЯЁ][а-яё]{2,}|\s(?:бор|гора|лог|луг|ключ|октября|марта|мая|молод[её]жи"
    r"|революции|коммуны|армии|связи|славы|труда|мира|победы))?(?:[ -]\d(?:-?[яй])?\b)?)"
    r"(?:\s?,\s?|\s|-|(?=\d))(?:[Дд](?:ом)?(?![а-яё])\.?\s?)?(?P<house>\d{1,4})[\s-]?(?:[а-яА-Я]"
    r"|[«\"][а-яА-Я][»\"])?(?:/\d{1,3}[а-я]?)?"
    rf"{_BLOCK}\s?[-‐-―−]{{1,2}}\s?\d{{1,4}}"
    rf"(?![\d/]|\s?[-‐-―−.:]\s?\d|{UNITS})"
)
_INITIAL_WITH_DASH = compile_late(
    r"(?<![\w-])(?P<initial>[а-яА-Я])(?:\.\s?|-)(?P<name>[а-яё]{4,})\s?,?\s?(?:д\.?\s?"
    r"|дом\s)?(?P<house>\d{1,4})\s?[а-я]?(?:/\d{1,3}[а-я]?)?"
    rf"{_BLOCK}\s?[-‐-―−]{{1,2}}\s?\d{{1,4}}(?![\d/]|\s?[-‐-―−.:]\s?\d|{UNITS})",
    re.IGNORECASE,
)
"""«р. люксембург 93-14»."""
_AT_ADDRESS_WITH_DASH = compile_late(
    r"\b(?:[Аа]дрес(?:у|ом|е)?|[Пп]рожива\w+|[Пп]рописан\w*|[Жж]ив(?:у|[её]м|[её]т|ут))[\s:–—-]{1,3}(?:(?:мой|наш|в"
    r"|на|по)\s)?"
    r"(?P<home>(?P<name>[А-ЯЁ][а-яё]{3,}(?:\s[А-ЯЁ][а-яё]{2,})?),?\s(?:д\.?\s?|дом\s)?\d{1,3}\s?[а-яА-Я]?(?:/\d{1,3})?"
    rf"{_BLOCK}\s?[-‐-―−]{{1,2}}\s?\d{{1,4}})(?![\d/]|\s?[-‐-―−.:]\s?\d|{UNITS})"
)
"""«Адрес Юности 16-25»: so called, any name is a street's."""
_SMALL_WITH_DASH = compile_late(
    r"(?:^|[,:;(.!?–—-]\s?|\b(?P<lead>на|по|с|в|и|адрес|дом)\s)(?:[а-яё]{3,}\s)?(?P<name>[а-яё]{4,})\s?,?\s?(?:д\.?\s?"
    r"|дом\s)?(?P<house>\d{1,3})\s?[а-я]?(?:/\d{1,3}[а-я]?)?"
    rf"{_BLOCK}\s?[-‐-―−]{{1,2}}\s?(?P<flat>\d{{1,4}})(?![\d/]|\s?[-‐-―−.:]\s?\d|{UNITS})"
)
"""«ленина 17-56 опять без света»: only what is a street rather than a word."""
_OF_A_DATE_WITH_DASH = compile_late(
    rf"(?<![\w.,-])(?:\d{{2}}(?:-?летия|\sлет)\s(?:октября|победы|влксм|ссср|комсомола|пионерии"
    rf"|[а-яё]{{3,}}\s(?:власти|армии"
    rf"|революции))|[189](?:-?(?:е|го))?\s(?:марта|мая|января)|7\sноября|1905\sгода)\s?,?\s?(?:д\.?\s?"
    rf"|дом\s)?\d{{1,3}}\s?[а-я]?(?:/\d{{1,3}}[а-я]?)?"
    rf"{_BLOCK}\s?[-‐-―−]{{1,2}}\s?\d{{1,4}}(?![\d/]|\s?[-‐-―−.:]\s?\d|{UNITS})",
    re.IGNORECASE,
)
"""«40 лет октября 3-70»; after «8 марта 10-18» only what is no time."""
_HOUSES = compile_late(r"\b(?:[Дд]ома|[Дд]омов|[Дд]омам|[Дд]омах)\b")
_HOUSES_BEFORE = compile_late(
    r"\b(?:дома(?!\s(?:одн|один|нет|сиж|бол|никого|леж|с реб))|домов|домам|домах|номера|нечетн\w+|четн\w+"
    r"|участ\w+)\b[^.!?]{0,25}$"
)
_HOUSES_AFTER = compile_late(r"[\s,–—-]{0,3}\(?(?:это )?дом(?:а|ов|ами|ах)\b")
_ALONG_STREETS = compile_late(r"улиц(?:|ам|ах|ами)\b")
_ALONG_STREETS_BEFORE = compile_late(r"\b[Уу]лиц(?:|ам|ах|ами)\b[^.!?]{1,60}$")
"""«С улиц Южная 1-15, Озёрная 2-30»: stretches."""
_AT_MANY_BEFORE = compile_late(
    r"\b(?:адрес(?:ам|ах)|отключат|отключени\w+|будет отключ\w+|без (?:света|воды|тепла|газа) остан\w+|график\w*"
    r"|обход\w*)\b(?P<between>[^.!?]{0,60})$"
)
"""«Отключат свет по адресам Лесная 1-25, Полевая 2-18»; one alone is a home: «отключение света, Ленина 5-17»."""
_AT_MANY_JUST_BEFORE = compile_late(r"\b(?:адрес(?:ам|ах)|отключат)[\s,:–—-]{1,3}$")
_OF_A_HOME = compile_late(r"\b(?:жив(?:у|[её]м|[её]т|ут)|прожива\w+|прописан\w*|квартир[аеу]|у меня)\b")
_ANOTHER = (
    r"(?<![а-яё])(?!отключ|график|обход|свет|вод[аыу]\b|тепл|газ|врем|работ|часы|период)[а-яё]{3,},?\s"
    r"(?P<house>\d{1,3})\s?[-‐-―−]\s?(?P<last>\d{1,3})(?!\d)"
)
_TO_ANOTHER = rf"(?:\s?[,;]\s?|\sи\s)(?:(?:по\s)?{_STREET_WORD}\s?)?"
_ANOTHER_BEFORE = compile_late(rf"{_ANOTHER}{_TO_ANOTHER}$")
_ANOTHER_AFTER = compile_late(rf"{_TO_ANOTHER}{_ANOTHER}")
_ROAD_BEFORE = compile_late(
    r"\b(?:асфальт\w*|тротуар\w*|дорог\w?|обочин\w|участ\w+|проезд\w*|отрез\w+|между|перекры\w+|перекоп\w+|ливнев\w+"
    r"|фонар\w+)\s(?:(?:[а-я]+\s)?(?:на|по|у)\s)?$"
)
_ROAD_AFTER = compile_late(
    r"\s(?:пере(?:кры|коп|рыт|рыл)|раскоп|раскат|расч|заасфальт|не (?:чист|чищ|убира|посып)|сняли асф|проезд|движени)"
)
"""«Тротуар Мира 12-20», «Мира 48-52 перекрыли»: along a street."""
_LIVES_BEFORE = compile_late(r"\b(?:жив(?:у|ем|ём|[её]т|ут)|прожива\w+|прописан\w*)\s$")
_LONGEST_RANGE: Final = 20


_HOUSE_FIRST = compile_late(
    rf"(?<![\w-])[Дд](?:ом)?(?:\.\s?|\s|(?=\d))(?P<house>\d{{1,4}})[а-я]?(?:/\d{{1,3}})?\s?[-‐-―−]\s?(?P<flat>\d{{1,4}})"
    rf"[,\s]{{1,2}}"
    rf"(?:(?:по|на)\s)?(?:{_STREET_WORD}\s?)?"
    r"(?P<name>[А-ЯЁ][а-яё]{3,}|[а-яё]{4,})\b"
)
"""«Дом 5-12 по Ленина»."""


def find_named_with_dash(text: str) -> Iterator[tuple[int, int]]:
    """Where such homes stand in a folded text: after a street's kind word."""
    if DASH.search(text):
        yield from (match.span() for match in _WITH_DASH.finditer(text) if not _is_range(match))


def find_house_first(text: str) -> Iterator[tuple[int, int]]:
    """Where they stand before their street: «дом 5-12 по Ленина»."""
    for match in _HOUSE_FIRST.finditer(text):
        if _is_stretch_of_a_side(match) or is_hour(match) or is_listed(match):
            continue
        if is_small_street(match["name"]) or (match["name"][0].isupper() and is_bare_street(match["name"])):
            yield match.span()


def find_bare_with_dash(text: str) -> Iterator[tuple[int, int]]:
    """Where they stand in a text as it was written: after a street's bare name."""
    for match in _AT_ADDRESS_WITH_DASH.finditer(text):
        if is_street(match["name"].lower()) and not _is_range(match):
            yield match.span("home")
    for match in (*_BARE_WITH_DASH.finditer(text), *_INITIAL_WITH_DASH.finditer(text)):
        if is_bare_street(match["name"]) and not (_is_range(match) or is_hour(match) or is_hour_on_a_day(match)):
            yield match.span()
    for match in _OF_A_DATE_WITH_DASH.finditer(text):
        if not is_hour_on_a_day(match):
            yield match.span()
    for match in _SMALL_WITH_DASH.finditer(text):
        is_stretch = _is_range(match) or _is_small_range(match) or is_listed(match)
        if is_small_street(match["name"]) and not (is_stretch or is_hour(match)):
            yield match.start("name"), match.end()


def _is_stretch_of_a_side(match: re.Match[str]) -> bool:
    """«Дом 5-7 по Мира»: both odd or both even, or one after another, a few houses on; «дом 5-12» is house and flat."""
    if _LIVES_BEFORE.search(before(match.string, match.start())):
        return False
    return _are_of_a_side(int(match["house"]), int(match["flat"]))


def _are_of_a_side(house: int, last: int) -> bool:
    further = last - house
    return 0 < further <= _LONGEST_RANGE and (further == 1 or further % 2 == 0)


def _is_small_range(match: re.Match[str]) -> bool:
    """«По мира 10-20 нет света»: a few houses on, and nobody says that they live there."""
    if match["lead"] not in ("на", "по", "с") or _LIVES_BEFORE.search(before(match.string, match.start())):
        return False
    return 0 < int(match["flat"]) - int(match["house"]) <= _LONGEST_RANGE


def _is_range(match: re.Match[str]) -> bool:
    """«Дома по ул. Мира, 5-15», «вблизи домов Ленина 2-8», «Мира дома 5-9»: from house to house."""
    house, last = house_and_last(match)
    if last <= house:
        return False
    if _HOUSES_AFTER.match(after(match.string, match.end())):
        return True
    said = before(match.string, match.start(), within=70)
    if _are_of_a_side(house, last) and _is_along_a_road(match):
        return True
    return any(
        (
            _is_among_many(match),
            _HOUSES.search(match[0]),
            _HOUSES_BEFORE.search(said[-40:]),
            _ALONG_STREETS.match(match[0]),
            _ALONG_STREETS_BEFORE.search(said),
        )
    )


def _is_among_many(match: re.Match[str]) -> bool:
    """Where works are announced, and another stretch stands beside it."""
    said = before(match.string, match.start(), within=70).lower()
    many = _AT_MANY_BEFORE.search(said)
    if many is None or _OF_A_HOME.search(many["between"]):
        return False
    if _AT_MANY_JUST_BEFORE.search(said):
        return True
    others = (
        _ANOTHER_BEFORE.search(said),
        _ANOTHER_AFTER.match(after(match.string, match.end()).lower()),
    )
    return any(other is not None and int(other["last"]) > int(other["house"]) for other in others)


def _is_along_a_road(match: re.Match[str]) -> bool:
    """Whether a pavement or what was dug up there is told of, before, after or in what is taken for a name."""
    near = before(match.string, match.end(), within=70).lower()
    name = re.search(r"[^\W\d]+[\s,]*\d[\d\W]*\D?\d*$", match[0])
    said = near[: len(near) - len(match[0]) + (name.start() if name else 0)]
    return _ROAD_BEFORE.search(said) is not None or _ROAD_AFTER.match(after(match.string, match.end())) is not None

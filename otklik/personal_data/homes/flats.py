"""Finds full addresses with the flat: «ул. Ленина, 96-94», «Мира 5 кв 12», «кв. 7 дома 3 по улице Мира».

A street with a house is where the problem is; only with the flat it is where somebody lives.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from typing import Final

from otklik.personal_data.homes.flats_after_dash import (
    DASH,
    PART,
    UNITS,
    find_bare_with_dash,
    find_house_first,
    find_named_with_dash,
    is_listed,
)
from otklik.personal_data.homes.flats_apart import find_apart_from_street
from otklik.personal_data.homes.flats_edges import fitted
from otklik.personal_data.homes.street_names import BARE, NAMED, STREET_KIND, is_small_street, is_street, may_be_bare
from otklik.personal_data.numbers.digits import ADDRESS, has_digits
from otklik.personal_data.numbers.spoken import has_words_of_numbers, ways_to_read
from otklik.personal_data.spans import Span
from otklik.shared.lemmas import is_town
from otklik.shared.patterns import compile_late
from otklik.shared.text import fold_with_places

KIND: Final = "address_with_flat"
_TENS = r"двадцать|тридцать|сорок|пятьдесят|шестьдесят|семьдесят|восемьдесят|девяносто|сто"
_ONES = r"один|одна|два|три|четыре|пять|шесть|семь|восемь|девять"
_SAID = (
    rf"(?:(?:(?:сто|двести|триста|четыреста) )?(?:(?:{_TENS}) (?:{_ONES})|{_TENS}|десять|\w+надцать|{_ONES})"
    r"|двести|триста|четыреста)"
)
_SAID_AS_WHICH = (
    rf"(?:(?:{_TENS}) )?(?:перв|втор|треть|четв[её]рт|пят|шест|седьм|восьм|девят|десят|\w+надцат|двадцат|тридцат"
    r"|сороков|пятидесят)(?:ая|ой|ую|ей|ю|я)"
)
"""Numbers in words: «квартира сорок пять», «в девятой квартире»."""
_WHICH = r"(?:перв|втор|трет|четв[её]рт|пят|шест|седьм|восьм|девят|десят|[а-я]+надцат|двадцат|тридцат|сороков)(?:о|ье)"
_WORD_FOR_FLAT = r"квартир\w+|кв[а-я]{1,3}т[а-я]{0,2}р[аыеуо]й?|кврт|кварт|квар(?=\.)|кв-ра?|кв|kv|kb"
"""Also as it is mistyped: «квратира», «кватира»."""
_HOUSE = (
    rf"(?:(?:корп|корпус|строение|стр)\.?\s?\d{{1,2}}{PART})?(?:\b(?:в )?(?:д|дом|доме|дома|вл|владение|зд|здание|d"
    rf"|dom)(?![а-яa-z])\.?{PART}(?:№|номер|n"
    rf"|[–—-])?\s?)?(?:(?:в )?\d{{1,4}}(?:\s?-?(?:й|ом|м|ый|ой))?\sдом[еа]?\b|(?:в )?\w+(?:ый|ой|ом)\sдоме?\b"
    rf"|{_WHICH}го\sдома\b|(?:№\s?)?\d{{1,4}}"
    rf"|(?:{_SAID})\b)\s?(?:[а-я]\b(?<![кд])|[«\"][а-я][»\"])?(?:\s?(?:/|дробь)\s?\d{{1,3}}[а-я]?)?"
    rf"(?:{PART}(?:корп|корпус\w*|кор|к|стр|строение|лит|литер\w?)\.?\s?(?:№\s?)?(?:\d{{1,2}}|[а-я]\b"
    rf"|(?:{_ONES})\b))?(?:\s?\([а-я ]{{3,30}}\))?"
)
_BETWEEN = (
    rf"(?:{PART}(?:подъезд|под|этаж|эт|п|секция|общежитие|домофон|вход|блок|код)\.?\s?№?\s?\d{{1,4}}\)?"
    rf"|{PART}(?:\d{{1,2}}\s?-?(?:й|ый|ой)?|[а-я]+[иоы]й)"
    rf"\s?(?:(?:подъезд|этаж)\w?|(?:под|эт|п)\b\.?)\)?|{PART}(?:левое|правое|[а-я]+ное)\sкрыло|{PART}общ(?:ежитие|\.)?(?![а-я])){{0,3}}"
)
_NO_BLOCK = (
    r"\s?(?:числ|час|утра|вечера|январ|феврал|март|апрел|ма[яй]|июн|июл|август|сентябр|октябр|ноябр|декабр|год|лет)|\s?[-.:]\d"
    r"|-?(?:му|ти)|\s(?:автобус|маршрут|троллейбус|трамва|рейс|поезд|электричк|дом[уа]|домам|школ|кабинет|окн|участк"
    r"|столб|минут|рубл|процент|тысяч|километр)"
)
"""After «к 20»: a time, or what somebody goes to.

Else 20 is a flat, for no house has so many blocks: «ул. Победы д 3 к 45».
"""
_FLAT = (
    rf"{PART}(?:\bв |\bа |[-‐-―−/] ?)?(?<![а-яa-z])(?:{_WORD_FOR_FLAT}|к-ра|комнат\w*|комн|ком"
    rf"|(?<=общежитие, )к|(?<=общежитие )к|(?<=общ\. )к|к(?=\.?\s?(?:[2-9]\d|1\d\d)\b(?!{_NO_BLOCK}))"
    rf"|к(?=\.\s?1\d\b(?!{_NO_BLOCK}))|(?<=\d)к(?=1\d\b(?!{_NO_BLOCK}))"
    rf"|помещени\w+|apt"
    rf"|(?<=корп\. \d, )к|(?<=стр\. \d, )к|ап|хата|апартамент\w*)(?![а-яa-z])(?!\s-\d)\s?[.:,–—-]?\s*(?:(?:№|то"
    rf"|номер\w{{0,2}}|n|моя|наша"
    rf"|под|у нас|у меня)\s*){{0,2}}(?:\d{{1,4}}[а-я]?(?!\s?-\s?\d\d)"
    rf"|(?:(?<=кв)|(?<=кв[. ])|(?<=кв\. ))\d{{1,4}}-\d{{1,4}}|{_SAID}|{_SAID_AS_WHICH})\b"
)
_FLAT_FIRST_NUMBER = (
    rf"[\s,.;:(/|]{{1,3}}(?:(?:(?:в|из|с|мо\w+|наш\w+) ){{1,2}}|(?![2-4] квартиры))"
    rf"(?:(?:№ ?)?\d{{1,4}}\s?-?(?:я"
    rf"|й|ю|ой|ую|ая)?"
    rf"|{_SAID_AS_WHICH})"
    r"(?:\s(?:квартир(?:а|ы|е|у|ой)|комнат(?:а|ы|е|у))|\s?кв)\b"
    r"|[\s,.;:(]{1,3}(?:(?:я|мы|живу|жив[её]м|жив[её]т|проживаю|сосед\w*) )?(?:в|из) \d{1,4}\s?-?(?:й"
    r"|ой)\b(?=\s?(?:[,.;!?)]|$))"
)
_OWNER = r"(?:собственни\w+|хозя\w+|жил[ье]ц\w*|жильцы|житель\w*|сосед\w*|пенсионер\w*|инвалид\w*)"
_WITH_WORD = compile_late(
    rf"(?:{NAMED}|(?:{BARE})(?:\s{STREET_KIND}\b\.?)?){PART}{_HOUSE}{_BETWEEN}(?:(?:[^\d.!?\n]{{3,40}}?\s)?{_FLAT}"
    rf"|(?:{PART}[а-я]+[иоы]й\s(?:подъезд|этаж)\w?|,\s(?:на )?(?:двер|домофон|код"
    rf"|звон)[^\d.!?\n]{{0,14}}\s\d[\d ]{{0,5}}){{1,3}}"
    rf"(?:[^\d.!?\n]{{3,40}}?\s)?{_FLAT}"
    rf"|(?:[\s,]{{1,2}}(?:[^\d.!?\n]{{3,30}},|(?:{_OWNER}|у меня|у нас)(?=\s)))?{_FLAT_FIRST_NUMBER})"
    r"(?!\.?\s?(?:м\b|метр|кв|градус|°|процент|%|человек|лет|час|дн|руб|тыс))"
)
_COUNTED = compile_late(r"\d[а-я]?[\s,.;:(/|]{1,3}\d{0,2}[02-9][2-4] квартиры$")
_OWNS = compile_late(
    r"\b(?:собственни(?:к|ца|цы)|хозя(?:ин|йка)|жил(?:ец|ица)|житель(?:ница)?|владелец|я|из)\s[^.!?\n]{0,40}$"
)
"""«Ленина 17, 44 квартиры» are many, unless one person tells whose the flat is."""
_HOUSE_IS_FIRST = compile_late(
    rf"\b(?:(?:д|дом|доме|дома)\.?\s?№?\s?\d{{1,4}}[а-я]?|[а-я]+(?:ый|ой|ом)\sдоме?)\s(?:по "
    rf"|на )?{NAMED}(?:{_FLAT}|{_FLAT_FIRST_NUMBER})"
)
_HOUSE_BEFORE_BARE = compile_late(
    rf"\b(?:(?:д|дом|доме|дома)\.?\s?№?\s?\d{{1,4}}[а-я]?|(?:\d{{1,4}}-?(?:й|м|ом)?|[а-я]+(?:ый|ой|ом))\sдоме?)\s"
    rf"(?:(?:по|на)\s)?(?P<name>{BARE}){_FLAT}"
)
"""«В доме 18 на Победы, в квартире 45»."""
_SAID_AT_ADDRESS = compile_late(
    rf"\b(?P<name>[а-я]{{4,}})\s(?:д\.?\s|дом\s)?\d{{1,3}}[а-я]?\s(?:тире\s)?\d{{1,3}}\b(?!\s?[.:,-]?\s?\d|{UNITS}"
    rf"|\s?(?:квартир\b|под|эт|корп|стр))"
)
_NEAR: Final = 40
"""House and flat with nothing between, as they are dictated: «горького восемнадцать тридцать два»."""
_TELLS_A_HOME = compile_late(rf"{ADDRESS}|жив(?:у|ем|ет)|прожива|прописан|квартир")
_POSTAL = compile_late(
    r"(?<![\w-])(?P<sure>\bг\.\s?)?(?P<town>[А-ЯЁ][а-яё]{3,}(?:[ -][А-ЯЁ][а-яё]+)?)\s?,\s?"
    r"(?:ул\.?\s?)?(?P<name>[А-ЯЁ][а-яё]{3,}(?:\s[А-ЯЁ][а-яё]{3,})?),?\s"
    r"(?P<house>\d{1,3}\s?[а-я]?(?:/\d{1,2})?),\s?\d{1,3}(?!\d|\s?[-‐-―−,.:/]\s?\d|\sи\s\d"
    rf"|\s?(?:подъезд|под\.|этаж|эт\.|корп|дом)|{UNITS})"
)
"""«Полевской, Ялунина, 7, 88»: settlement, street, house, flat, all parted by commas."""
_QUARTER = compile_late(
    r"(?<![\w-])[А-ЯЁ]{2,4}-?\d{1,2},?\s(?:[Дд]\.?|[Дд]ом)\s?\d{1,3}[а-я]?(?:,\s?|\s)[Кк]в\.?\s?\d{1,4}\b(?!\s?[.,]?\d|\s?м)"
)
"""«ЗБ-1, д. 5, кв. 12»: a quarter by its letters."""
_LIKE_A_TOWN = compile_late(r"(?:[сц]кой|[сц]к|[оеё]во|ино|град|бург|ый|ое)$")
_LINK = r"(?:(?:в|по|на|что|расположенн\w+|дома|доме|дом|д|адрес\w*|находится|моя|наша)[\s,.:]+)"
_LEVELS = (
    r"(?:\(?(?:(?:на|в)\s)?(?:(?:\d{1,2}(?:\s?-?(?:й|м|ом))?|[а-я]+(?:[иоы]й|[ое]м))\s(?:подъезд|этаж)\w{0,2}"
    r"|(?:подъезд|этаж)\w?\s\d{1,2})\)?(?:,\s?|\s)){0,2}"
)
"""«Кв. 12 на втором этаже, дом 5 по Бажова»."""
_FLAT_IS_FIRST = compile_late(
    rf"(?:\b(?:{_WORD_FOR_FLAT}|комн|комнат\w)\b\.?\s*(?:№|номер)?\s*(?:\d{{1,4}}|(?:{_SAID})\b)"
    rf"|\b\d{{1,4}}\s?-?(?:я|й|ю|ой|ую"
    rf"|ая)?\s(?:квартир[аыеу]|квартирой|кв)\b|\b{_SAID_AS_WHICH}\sквартир[аыеу]\b)"
    rf"[\s,.;(-]{{0,3}}{_LEVELS}(?:{_LINK}{{0,4}}(?:{_HOUSE}[\s,]{{1,3}}(?:по |на |ул)?{NAMED}|{NAMED}{PART}{_HOUSE}"
    rf"|(?:(?:д|дом|доме|дома)?\.?\s?\d{{1,4}}[а-я]?(?:\s?-?(?:й|м|ом)?\sдоме?)?|{_WHICH}(?:м\sдоме"
    rf"|го\sдома))\s(?:по|на)\s"
    rf"(?P<after>{BARE}))"
    rf"|{_LINK}{{1,4}}(?P<name>{BARE}){PART}{_HOUSE})"
)
_FLAT_BEFORE_BARE = compile_late(
    rf"(?:\b(?:квартир\w*|кв)\b\.?\s*(?:№|номер)?\s*\d{{1,4}}|\b(?:\d{{1,4}}(?:\s?-?(?:я|й|ой|ую))?|{_SAID_AS_WHICH})"
    rf"\s(?:квартир[аыеу]|кв\b))(?! м\b)[\s,.;(]{{1,3}}(?:(?:на|по|с)\s)?(?P<name>{BARE})[\s,-]{{1,2}}{_HOUSE}(?!\d)"
)
_HOUSE_AND_FLAT_FIRST = compile_late(
    rf"\b(?:д|дом|доме|дома)\b\.?\s?№?\s?\d{{1,4}}[а-я]?[\s,.]{{1,2}}(?:кв"
    rf"|квартир[аеы])\b\.?\s?№?\s?\d{{1,4}}[\s,.]{{1,2}}"
    rf"(?:(?:по|на)\s)?(?P<name>{BARE})(?!\w|[\s,]{{1,2}}\d)"
)
"""«Дом 5, кв. 12, Ленина»."""
_AFTER_ADDRESS = compile_late(
    rf"(?:прожива\w+|прописан\w*|зарегистрирован\w*|(?!адрес(?:а|ам|ах|ов)\s?:){ADDRESS}\w*|живу|живем"
    rf"|живет)[^.!?\n]{{0,40}}?(?:{NAMED}|{BARE})"
    rf"{PART}(?:д|дом)?\.?\s?\d{{1,4}}[а-я]?\s?,\s?\d{{1,4}}(?![\d/.:-]|\s?(?:этаж|подъезд|лет|мая|год|час|[а-я]))"
)
_NUMBER_BEGINS = compile_late(rf"(?<![\s,.;:])[\s,.;:]*(?:\b(?:д|дом|доме|дома)\b\.?\s*)?(?:\d|(?<=.\s)(?:{_SAID})\b)")
_BEGINS_WITH_NUMBER = compile_late(
    rf"\d{{1,2}}(?:-?(?:й|я|е|го|м|летия)|\sлет)?\s(?P<rest>марта|мая|января|октября|победы|влксм|ссср|{STREET_KIND})\b"
)
_HINT = compile_late(
    r"(?<![а-яa-z])(?:кв(?!ит|артал|адр)|k[vb]|ком(?:н|[^а-я])|ап(?:арт|[^а-я])|apt|помещ|к-ра|хата|общ|к\.?\s?\d\d)"
    r"|\d-?о?й\b"
)
"""Without one of these no word for a flat stands in a text, and the long patterns need not be tried."""
_KILOVOLTS = compile_late(r"\d\s?кВ$")
"""«Подстанция Полевская 110 кВ»: as one part of the text is read it has no case."""


def find(text: str) -> Span | None:
    """Street, house and flat together, in whatever order, with the settlement and the postcode before them."""
    found = _find_home(text)
    if found is None:
        return None
    start, end = fitted(text, found.start, found.end)
    return replace(found, start=start, end=end)


def _find_home(text: str) -> Span | None:
    if not (has_digits(text) or "кв" in text or has_words_of_numbers(text)):
        return None
    folded = fold_with_places(text)
    for start, end in _places(folded.text):
        first, last = folded.span(start, end)
        if _KILOVOLTS.search(text, first, last):
            continue
        return Span(KIND, first, last, 0.9)
    if _TELLS_A_HOME.search(folded.text) and (found := _find_dictated(text)) is not None:
        return found
    for start, end in chain(find_bare_with_dash(text), find_house_first(text)) if DASH.search(text) else ():
        return Span(KIND, start, end, 0.7)
    if (quarter := _QUARTER.search(text)) is not None:
        return Span(KIND, quarter.start(), quarter.end(), 0.9)
    for match in _POSTAL.finditer(text):
        is_in_town = match["sure"] or is_town(match["town"]) or _LIKE_A_TOWN.search(match["town"])
        if is_in_town and may_be_bare(match["name"].lower()) and not is_listed(match):
            return Span(KIND, match.start(), match.end(), 0.7)
    return None


def _find_dictated(text: str) -> Span | None:
    """A street, a house and a flat one after another, where somebody tells of their home."""
    for read in ways_to_read(text):
        for match in _SAID_AT_ADDRESS.finditer(read.text):
            near = read.text[max(0, match.start() - _NEAR) : match.end() + _NEAR]
            if is_small_street(match["name"]) and _TELLS_A_HOME.search(near):
                start, end = read.span(*match.span())
                return Span(KIND, start, end, 0.7)
    return None


def _places(text: str) -> Iterator[tuple[int, int]]:
    if _HINT.search(text):
        yield from (match.span() for match in _WITH_WORD.finditer(text) if _is_one_home(match))
        yield from (match.span() for match in _FLAT_IS_FIRST.finditer(text) if _is_in_a_street(match))
        yield from (match.span() for match in _FLAT_BEFORE_BARE.finditer(text) if may_be_bare(match["name"]))
        yield from (match.span() for match in _HOUSE_BEFORE_BARE.finditer(text) if may_be_bare(match["name"]))
        yield from (match.span() for match in _HOUSE_AND_FLAT_FIRST.finditer(text) if may_be_bare(match["name"]))
        yield from (match.span() for match in _HOUSE_IS_FIRST.finditer(text))
        yield from find_apart_from_street(text)
    yield from find_named_with_dash(text)
    yield from (match.span() for match in _AFTER_ADDRESS.finditer(text))


def _is_one_home(match: re.Match[str]) -> bool:
    if _COUNTED.search(match[0]) and not _OWNS.search(match.string, max(0, match.start() - _NEAR), match.end()):
        return False
    return is_street(_name_of(match[0]))


def _is_in_a_street(match: re.Match[str]) -> bool:
    """Not «кв. 3 в доме номер девять»."""
    if match["after"]:
        return is_street(match["after"].split()[0])
    return match["name"] is None or is_street(match["name"].split()[-1])


def _name_of(written: str) -> str:
    """The words before the first number; «8 марта» and «2-й микрорайон» begin with one."""
    if ordinal := _BEGINS_WITH_NUMBER.match(written):
        return f"улица {ordinal['rest']}"
    return _NUMBER_BEGINS.split(written, maxsplit=1)[0].strip()

"""Finds number plates of cars, trailers and motorcycles (ГОСТ Р 50577-2018): «А123ВС96», «а 123 вс 196», «A123BC».

Only twelve letters occur, those that Latin has too. What is written apart or without a region must look like a plate by
its capitals or be called so: «с 100 на 200» is none.
"""

import re
from typing import Final

from otklik.shared.patterns import compile_late
from otklik.shared.text import fold_with_places
from otklik.triage.findings import PERSONAL_DATA, Finding
from otklik.triage.rules.numbers import COUNTED, after, before
from otklik.triage.rules.spoken import has_numbers, ways_to_read

RULE: Final = "car_plates"

_LETTER = "[авекмнорстухabekmhopctyx]"
_GAP = r"(?:[\s-]|,\s?|\s?/\s?)?"
_TO_REGION = r"(?:[\s/|,.-]{0,2}|\s[/|]\s|[\s,]{1,2}(?:регион|рег\.?)\s)"
_PLATE = compile_late(
    rf"(?<![а-яa-z\d])(?P<first>{_LETTER})(?P<gap>{_GAP})(?P<number>\d{{3}}"
    rf"|\d \d \d){_GAP}(?P<rest>{_LETTER} ?{_LETTER})"
    rf"(?:{_TO_REGION}(?P<region>\d{{2,3}})(?:\s?(?:rus|рус))?)?(?![а-яa-z\d])"
)
_TRAILER = compile_late(
    rf"(?<![а-яa-z\d])(?:{_LETTER}{{2}}\s?\d{{4}}\s?\d{{2,3}}|{_LETTER}{{2}}\s?\d{{3}}\s?\d{{2,3}}"
    rf"|\d{{4}}\s?{_LETTER}{{2}}\s?\d{{2,3}}|\d(?: \d){{3}} {_LETTER} ?{_LETTER} \d{{2,3}})"
    r"(?![а-яa-z\d])"
)
_WITHOUT_REGION = compile_late(
    rf"(?<![а-яa-z\d])(?:(?!(?:на|во|со|не|от|то) )(?P<letters>{_LETTER}{{2}})\s?(?P<few>\d{{3}})(?P<fourth>\d)?"
    rf"|\d{{4}}\s?(?P<last>{_LETTER}{{2}}))(?:\s[/|]\s\d{{2,3}}\b)?(?![а-яa-z\d]|\s\d)"
)
"""A trailer's or a motorcycle's without its region; with three figures a bus's: «маршрутка НЕ417»."""
_TWO_WHEELS_OR_TOWED = compile_late(
    r"\b(?:прицеп\w*|полуприцеп\w*|мотоцикл\w*|мопед\w*|скутер\w*|байк\w*|мото\w*|квадроцикл\w*|трактор\w*"
    r"|гос\.?\s?номер\w*|погрузчик\w*|экскаватор\w*|снегоход\w*|снегоуборщик\w*|питбайк\w*|телег\w*|тележк\w*|рег\.)\b"
)
_BUS = compile_late(r"\b(?:автобус\w*|маршрутк\w*|маршрутн\w+|пазик\w*|паз|лиаз\w*|борт\w*|газел\w*|троллейбус\w*)\b")
_CALLED_SO = compile_late(
    r"\b(?:гос|госномер\w*|гос\.?\s?номер\w*|г/н|грз|гн|г\.н|номер\w*|авто(?!бус)\w*|машин\w*|тачк\w*|водител\w*"
    r"|припарк\w*|паркует\w*|стоит"
    r"|джип\w*|внедорожник\w*|лад[аыуе]\w*|ваз\w*|гранта|веста|приор\w+|калин\w+|нив\w+|камаз\w*|газел\w*"
    r"|камри|тойот\w*|киа|kia"
    r"|хендай|хенд[эе]\w*|солярис|рено|логан|форд\w*|мерс\w*|мерседес\w*|бмв|ауди|bmw|audi|toyota|lada|мазд\w+"
    r"|ниссан\w*|шкод\w+"
    r"|фольксваген\w*|шевроле|опель|прицеп\w*|мотоцикл\w*|мопед\w*|такси|каршеринг\w*|грузовик\w*|фур\w+"
    r"|трактор\w*|самосвал\w*|мусоровоз\w*"
    r"|пежо|лексус\w*|субару|хаваль\w*|haval|чери|джили|geely|иномарк\w+|микроавтобус\w*|седан\w*|кроссовер\w*"
    r"|пикап\w*|лихач\w*"
    r"|скутер\w*|байк\w*|квадроцикл\w*|маршрутк\w*|борт|десятк[аиу]|девятк[аиу]|семерк[аиу]|буханк\w*|пазик\w*"
    r"|минивэн\w*|ситроен\w*|вольво|хонда|honda|мицубиси|сузуки|exeed|омода|chery|renault|nissan|mazda|kamaz"
    r"|регион\w*|рег\.|нарушител\w*|подрез\w*|сбил\w*|знак\w*|хозя[ией]\w*|владел\w+)\b"
)
_CAPITALS = compile_late(r"[А-ЯA-Z]\W?\d{3}\W?[А-ЯA-Z]{2}")
_PARTED_BY_MARKS = compile_late(r".\s?(?:[,/]|\d{3}\s?[,/])")
_GLUED = compile_late(r"[А-ЯA-Z]\d{3}/[А-Яа-яA-Za-z]{2}|.(?P<mark>[/|])\d{3}(?P=mark)\w\w(?P=mark)\d{2,3}$")
"""«К456/тн», «н/540/тт/304»."""
_SOMEBODY_ON_IT = compile_late(r"\b(?:сосед\w*|муж\w*|жен[аыу]|мужик\w*|парень|тип|водитель|который) (?:его |ее )?на $")
"""«Сосед на у 377 ар»."""
_FROM_TO = compile_late(r"[скв]\s\d{3}\sна\b")
"""«Хозяин с 100 на 80 снизил»."""
_LET_IN = compile_late(r"\b(?:пропуск\w*|шлагбаум\w*|въезд\w*|эвакуатор\w*|эвакуир\w*)\b")
_NUMBER_LAST = compile_late(r"\b(?:гос\.?\s?ном\w*|гос\.?\s?н\.?|г/н|грз)[\s:.№-]{1,3}$")
_ROUTE_OR_ROAD = compile_late(r"(?:^|\s)(?:автобус|маршрут|трасс|дорог|километр|рейс|дом|кабинет)\w*\s?$")
_ON_A_ROAD = compile_late(r"(?:трасс|дорог)\w*\s?$")
_NUMBER_NEAR = compile_late(r"\b(?:номер\w*|гос\w*|г/н|грз|г\.н|рег\.)")
_LETTERS_FIRST = compile_late(rf"(?!от|то|до){_LETTER}{{2}}")
"""Which no amount has: «ос 2210», but «от 1200»."""
_TWO_WHEELS_BEFORE = compile_late(r"\b(?:мотоцикл\w*|мопед\w*|скутер\w*|квадроцикл\w*|прицеп\w*|байк\w*)\b")
_TOWED_JUST_BEFORE = compile_late(r"\b(?:мотоцикл\w*|мопед\w*|скутер\w*|квадроцикл\w*)[^\d.,!?]{1,25}$")
_UNITS: Final = frozenset(["ст", "кв", "км", "см", "мм", "вт", "тр", "рн", "кс", "во", "ор", "ру"])
_SMALL_WORDS: Final = frozenset(
    ["на", "во", "со", "ко", "см", "км", "мм", "ту", "та", "те", "он", "ее", "не", "ну", "ох", "ах", "ум"]
)
_WORDS_BEFORE_NUMBERS: Final = _SMALL_WORDS | {"от", "то"}
_COUNTED_AFTER = compile_late(rf"\s?-?(?:{COUNTED}|мест|маршрут)")
"""«НА100 МЕСТ»."""


def find(text: str) -> Finding | None:
    """A number plate; the country's «rus» belongs to it."""
    if not has_numbers(text):
        return None
    for folded in ways_to_read(text):
        for match in _PLATE.finditer(folded.text):
            start, end = folded.span(*match.span())
            if match["number"] != "000" and _looks_so(match, written=text[start:end]):
                return Finding(rule=RULE, ground=PERSONAL_DATA, start=start, end=end, certainty=0.9)
    folded = fold_with_places(text)
    for match in (*_TRAILER.finditer(folded.text), *_WITHOUT_REGION.finditer(folded.text)):
        start, end = folded.span(*match.span())
        if _is_another_plate(match, written=text[start:end], is_shouted=text.isupper()):
            return Finding(rule=RULE, ground=PERSONAL_DATA, start=start, end=end, certainty=0.7)
    return None


def _is_another_plate(match: re.Match[str], *, written: str, is_shouted: bool) -> bool:
    if "letters" not in match.re.groupindex or match["few"] is None or match["fourth"]:
        return _is_towed(match, written=written)
    said = before(match.string, match.start(), within=30)
    if _NUMBER_LAST.search(said):
        return match["letters"] not in _SMALL_WORDS
    if not written.isupper() or _BUS.search(said) is None:
        return False
    return match["letters"] not in _WORDS_BEFORE_NUMBERS or not (is_shouted or _is_amount(match))


def _is_amount(match: re.Match[str]) -> bool:
    """«НЕ 100 рублей», «НА 100» after a small word; «НЕ417», glued and with nothing counted, is none."""
    return not match[0].isalnum() or _COUNTED_AFTER.match(after(match.string, match.end())) is not None


def _looks_so(match: re.Match[str], *, written: str) -> bool:
    said = before(match.string, match.start())
    is_on_road = _CAPITALS.match(written) is not None and _ON_A_ROAD.search(said) is not None
    if not (match["region"] or is_on_road) and _ROUTE_OR_ROAD.search(said):
        return False
    if " " in match["number"] or " " in match["rest"]:
        return _is_called_so(match) and match["rest"] not in _SMALL_WORDS
    if _is_called_so(match):
        return not _FROM_TO.match(written)
    if _PARTED_BY_MARKS.match(match[0]) and not _GLUED.match(written):
        return False
    if match["rest"] in _SMALL_WORDS and " " in match[0]:
        return False
    if _SOMEBODY_ON_IT.search(said):
        return True
    if match["region"]:
        if match["rest"] in _SMALL_WORDS and written.islower():
            return False
        return _CAPITALS.match(written) is not None or not _ROUTE_OR_ROAD.search(said)
    if " " in match[0] or "-" in match[0]:
        return _LET_IN.search(before(match.string, match.start(), within=60)) is not None
    return _CAPITALS.match(written) is not None or match["rest"] not in _SMALL_WORDS


def _is_called_so(match: re.Match[str]) -> bool:
    near = before(match.string, match.start()) + " | " + after(match.string, match.end(), within=25)
    return _CALLED_SO.search(near) is not None


def _is_towed(match: re.Match[str], *, written: str) -> bool:
    """A word for what has such a plate near by: a trailer, something on two wheels, a bus; «1500 на»: no small words.

    «Прицеп 1200 ст», «автобус 1050 ва 196»: four digits and small letters may be an amount.
    """
    near = before(match.string, match.start(), within=25) + " | " + after(match.string, match.end(), within=20)
    is_towed = _TWO_WHEELS_OR_TOWED.search(near) is not None
    if not is_towed and written.isupper() and written.startswith("0"):
        is_towed = _TWO_WHEELS_BEFORE.search(before(match.string, match.start(), within=120)) is not None
    is_written_so = _LETTERS_FIRST.match(match[0]) is not None or _is_written_so(near, written=written)
    if "letters" not in match.re.groupindex:
        is_told = _is_called_so(match) or _BUS.search(before(match.string, match.start(), within=30)) is not None
        return is_told and (is_written_so or is_towed)
    if is_towed and not is_written_so and _TOWED_JUST_BEFORE.search(before(match.string, match.start(), within=30)):
        is_written_so = match["last"] is not None and match["last"] not in _UNITS
    is_word = match["letters"] in _WORDS_BEFORE_NUMBERS or match["last"] in _SMALL_WORDS
    return is_towed and is_written_so and not is_word


def _is_written_so(near: str, *, written: str) -> bool:
    """In capitals, with a nought first as no amount has, or a number is spoken of."""
    if not any(letter.islower() for letter in written) or written.startswith("0"):
        return True
    return _NUMBER_NEAR.search(near) is not None

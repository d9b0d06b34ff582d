"""Hides the flat in an address; the street and the house stay, so that everybody sees where the problem is."""

import re

from otklik.personal_data.homes import flats
from otklik.personal_data.homes.flats_after_dash import UNITS
from otklik.personal_data.homes.street_names import is_small_street
from otklik.personal_data.numbers.spoken import in_figures
from otklik.personal_data.spans import Span, mask
from otklik.shared.patterns import compile_late

MARK = "[скрыта]"

_FLAT = compile_late(
    r"(?P<word>(?:\b|(?<=\d))(?:кв|квартир[аеуы]|квартирк\w|кв-р[аеуы]|к-р[аеуы]|комнат[аеуы]|комн|apt|flat"
    r"|апартамент\w*)"
    r"(?![а-яё])\.?:?\s*+(?:№|N|номер)?\s*+)\d+[а-я]?\b"
    rf"(?:\s?(?:[/,]|и)\s?\d{{1,4}}[а-я]?\b(?!{UNITS}|\s?-?\d|\s?(?:подъезд|дом)|[.:]\d))*"
    r"(?!(?:[.,]\d+)?\s?(?:кв\.?\s?м\b|м2|м²|квадрат))",
    re.IGNORECASE,
)
_WORD = (
    r"(?:сто|двести|триста|двадцать|тридцать|сорок|девяносто|\w+десят|\w+надцать|один|одна|две|два|три|четыре"
    r"|пять|шесть"
    r"|семь|восемь|девять|десять)\b"
)
_IN_WORDS = compile_late(
    rf"(?P<word>\b(?:кв\.?|квартир[аеуы])\s(?:номер\s)?){_WORD}(?:\s{_WORD}){{0,2}}(?=\s*(?:[.,;:!?)]|$|(?:и|а"
    rf"|но|дом|по|на)\b))",
    re.IGNORECASE,
)
"""«квартира двадцать один»; not «квартира три раза»."""
_NUMBER_FIRST = compile_late(
    r"(?<!дом )(?<!дома )(?<!доме )(?<!д\. )(?<!д\.)\b\d+(?:\s?-?\s?(?:я|й|ю|ой|ую|ая))?"
    r"(?P<word>\s(?:квартир[аеу]|квартирой)|(?<=\dя)\s?кв|(?<=-я)\s?кв|(?<=/\d\d)\s?кв|(?<=/\d\d\d)\s?кв)\b"
    r"(?!\.?\s?(?:м|см|км)\b)",
    re.IGNORECASE,
)
_NO_FLAT_BEFORE = compile_late(
    r"(?:(?<!\d )(?<!-й )\bэтаж[еа]?\s|\b(?:ул|улиц[аеы]|пр|просп|проспект\w{0,2}|пер|переул\w{2,3}|б-р|бульвар\w?)"
    r"(?:\.\s?|\s)(?:\d\d?\s)?(?-i:[А-ЯЁ]\.\s?|[А-ЯЁ][а-яё-]{1,20}\s)?(?-i:[А-ЯЁ])[а-яё-]{1,30}\s)$",
    re.IGNORECASE,
)
"""What follows is the storey or the house: «этаж 4 квартира направо», but «3 этаж 4 квартира» is a flat."""
_HIDDEN_NEXT = rf"\s?[:,-]?\s?(?:(?:№|N|номер)\s?)?{re.escape(MARK)}"
_LEVEL = r"\s?-?(?:й|м|ом|го)?\s?(?:подъезд|этаж)\w{0,2}"
_TOLD_BEHIND = compile_late(
    rf"(?:(?<=кв)\.)?{_HIDDEN_NEXT}(?!{_LEVEL}(?:,?\s\d\d?{_LEVEL})?(?!\s?,?\s?\d))", re.IGNORECASE
)
"""The flat is told behind the word: «дом 4 квартира [скрыта]»; but not in «12 квартира 3 подъезд»."""
_FLAT_BEFORE = compile_late(r"(?:\b(?:в|из|с|со)\s|\d[а-я]?\s?,?\s?)$", re.IGNORECASE)
"""After these a number before the word is the flat, whatever stands behind."""
_AFTER_SHORT_WORD = compile_late(
    rf"(?P<word>\bкв\.\s?(?:номер\s)?){_WORD}(?:\s{_WORD}){{0,2}}(?!\s(?:метр|м\b|км))", re.IGNORECASE
)
"""«кв.тридцать три холодно»: the short word is said of nothing else."""
_WHICH_IN_WORDS = compile_late(
    r"\b(?:(?:сто|двести|двадцать|тридцать|сорок|пятьдесят|шестьдесят|семьдесят|восемьдесят|девяносто)\s)?"
    r"(?:перв|втор|треть|четв[её]рт|пят|шест|седьм|восьм|девят|десят|\w+надцат|двадцат|тридцат|сороков|\w+десят"
    r"|девяност|сот)"
    r"(?:ая|ой|ую|ей|ю|я)(?P<word>\sквартир(?:а|ы|е|у|ой))\b",
    re.IGNORECASE,
)
"""«в сорок второй квартире»."""
_NO_ROOM = (
    rf"(?!{UNITS}|\s?(?:утра|вечера|ночи|мая|собак|дет|квартир|сот|до\b|на\b|\()|\s?[-–—.]\s?\d|,\d"
    r"|\s?(?:см|мм)\b)"
)
"""After a number that counts something: «ком. 12 часов», «дверь 80 на 200»."""
_CLAUSE_ENDS = r"(?=\s*(?:[;:!?)]|$|[.,](?!\s?\d)))"
_DIALLED = r"\d{1,4}\s?[кkвc#*]\s?\d{2,6}"
_ROOM = compile_late(
    rf"(?P<word>(?<!парижской )\bком\.\s?№?\s?|(?<=\d)[\s,]{{1,2}}ком\s)\d{{1,4}}\b{_NO_ROOM}"
    r"|(?P<block>\b(?-i:[А-ЯЁ])[а-яё]{3,30},?\s(?:д\.?\s?)?\d{1,3}к\.?)\d{2,3}\b"
    rf"{_NO_ROOM}"
    r"|(?P<out_of>\bсосед\w{0,4}\s(?:сверху\s|снизу\s)?из\s)\d{1,4}-?(?:й|ой)\b"
    rf"(?:{_CLAUSE_ENDS}|(?=\s[а-яё]{{2,20}}(?:[яюу]т|ит|[аие]ли)\b))"
    rf"|(?P<door>\b(?:дверь|домофон)[\s:–—-]{{1,3}}(?:№\s?)?)(?:{_DIALLED}\b|(?!(?:19|20)\d\d)\d{{2,4}}{_CLAUSE_ENDS})"
    r"|(?P<code>\bкод(?:\s(?:от|для))?\s(?:подъезда|домофона|двери|входа|калитки|ворот)[\s:–—-]{1,3})"
    rf"(?:{_DIALLED}|\d{{3,6}})\b{_NO_ROOM}",
    re.IGNORECASE,
)
"""«ком. 312», «Мира 3к.17» (no house has so many blocks), «соседи из 14-й топят», «дверь 118», what is dialled at
the entrance: «код от подъезда 38К2451»."""
_AFTER_BLOCK = compile_late(
    r"(?P<block>\b(?:микрорайон\w*|мкрн?|м-н|квартал\w*|кв-л|бор(?:у|а"
    r"|е)?)\.?\s?№?\s?\d{1,2})[-–—](?P<house>\d{1,3}[а-я]?)"
    rf"[-–—]\d{{1,4}}\b(?!-|{UNITS})",
    re.IGNORECASE,
)
"""«Зелёный Бор 1-4-88»: quarter, house, flat."""
_STREET_AND_HOUSE = r"(?-i:[А-ЯЁ])[а-яё]{2,30},?\s(?:д\.?\s?|дом\s)?\d{1,3}[а-я]?"
_LIVES_AT = compile_late(
    r"(?P<house>\b(?:жив(?:у|ем|ём|[её]т|ут)|прожива\w+|прописан\w*|зарегистрирован\w*)\b"
    r"(?![^.!?\n\d]{0,40}(?:\bугл|перекр[её]ст|пересечени|номер))"
    rf"(?:ул\.|[^.!?\n\d]){{1,40}}?\b{_STREET_AND_HOUSE})\s?/\s?\d{{2,4}}(?![\d/])"
    rf"|(?P<corner>\b{_STREET_AND_HOUSE})\s?/\s?\d{{2,4}}(?=[\s,(]{{1,2}}(?:моя|наша)?\s?квартира\b)",
    re.IGNORECASE,
)
"""«живу на Бажова 13/45», «Бажова 13/45 (квартира наша на пятом)»; of a house at a corner nobody says so."""
_SLASHED = compile_late(
    r"(?<!углу )(?<!угол )(?<!перекрёстке )(?<!перекрестке )(?<!\sи\s)(?P<house>(?P<sure>\b(?:ул\.?|улиц[аеы])\s)?\b"
    r"(?P<name>[А-ЯЁ][а-яё]{3,30}),?"
    r"\s(?:д\.?\s?|дом\s)?\d{1,3}[а-я]?)\s?/\s?[1-9]\d{1,3}(?![\d/]|\s?(?:корп|стр|лит))"
)
"""«Декабристов 8/54»: after a house the number of a block or of a corner is rather small."""
_AFTER_COMMAS = compile_late(
    r"(?<!дома )(?<!домов )(?<!домах )(?P<house>(?P<sure>\b(?:ул\.?|улиц[аеы])\s)?\b"
    r"(?P<name>[А-ЯЁ][а-яё]{3,30}),\s?(?:д\.?\s?|дом\s)?\d{1,3}[а-я]?)"
    rf",\s?\d{{1,3}}(?![\d/:-]|\.\d|[а-я]|,?\s?(?:и\s)?\d|{UNITS}|\s(?:подъезд|этаж|корп|стр|дом|школ|сад|гараж|и\s"
    rf"|январ|феврал|март|апрел|ма[йя]\b|июн|июл|август"
    r"|сентябр|октябр|ноябр|декабр|числ|квартир|семе|жител|человек|дет|работ))"
)
"""«Ленина, 5, 17»: no row of houses, nor a day."""
_IN_BRACKETS = compile_late(
    r"(?P<house>(?P<sure>\b(?:ул\.?|улиц[аеы])\s)?\b(?P<name>[А-ЯЁ][а-яё]{3,30}),?\s(?:д\.?\s?|дом\s)?\d{1,3}[а-я]?)"
    r"\s?\(\s?\d{1,3}\s?\)(?=\s*(?:[.,;:!?]|$|(?:нет|без|не|тоже|опять|снова)\b))"
)
"""«Ленина, 4 (88)»."""
_BY_THE_DOOR = compile_late(
    r"(?P<storey>(?<!\w)(?:\d{1,2}(?:-?й|-?ом)?\sэтаж\w?|\w{1,20}[ыои]й\sэтаж|этаж\s\d{1,2}"
    r"|на\s\w{1,20}[ое]м\sэтаже)(?:[\s,.(–—-]{1,3}(?!дверь|квартира|вход|лифт)[а-яё\d]{1,8}){0,2})[\s,.(–—-]{1,3}"
    r"(?:(?:(?:первая|вторая|третья|крайняя|железная|левая|правая)\s)?(?:дверь|квартира)\s(?:слева|справа"
    r"|налево|направо|прямо|напротив|от лифта|посередине)"
    r"|(?:налево|направо|слева|справа|прямо)(?:\sот лифта|\sот лестницы)?(?:,?\s\w{1,20})?\s?(?:дверь|квартира)"
    rf"|(?:левая|правая|первая|крайняя|средняя)(?:\s\w{{1,20}})?\s(?:дверь|квартира)){_CLAUSE_ENDS}",
    re.IGNORECASE,
)
"""«4 этаж, дверь слева»: a flat as well as its number."""
_HOME_BEFORE = compile_late(
    r"\b(?:[Жж]ив(?:у|[её]м|[её]т|ут)\b|[Пп]рожива|[Кк]в\b)|\b[А-ЯЁ][а-яё]{3,30},?\s"
    r"(?:д\.?\s?)?\d{1,3}[а-я]?\b[^.!?\n]{0,20}подъезд"
)
_NEAR = 60
_ANY_NUMBER = compile_late(r"\d+(?:\s?-?(?:я|й|ю|ой|ую)\b|[а-я]\b)?")
_FLAT_WORD = r"\b(?:кв|квартир\w{1,2}|комн|комнат\w|kv|apt|flat|ap|ком|к|ап)"
_MARK_NEXT = compile_late(rf"{_FLAT_WORD}\.?{_HIDDEN_NEXT}", re.IGNORECASE)
_HOUSE_AND_FLAT = compile_late(rf"(?:\d[а-я]?\s?,?|\b(?:в|из|с))\s?\b\d{{1,4}}\s?{_FLAT_WORD}\.?$", re.IGNORECASE)
_FLAT_AGAIN = compile_late(
    rf"(?:{_FLAT_WORD}\.?[\s:,-]{{0,2}}(?:(?:№|N|номер)\s?)?\d{{1,4}}[а-я]?|\b(?:в|из)\s\d{{1,4}}\s?-?(?:й|ой))$",
    re.IGNORECASE,
)
_FLAT_FIRST = compile_late(r"\s?(?:кв|kv|\d{1,4}\s?-?(?:я|й|ю|ой|ую|ая)?\s(?:кв|комн))")
_NUMBER_LAST = compile_late(r"(?P<house>\d(?:\s?[а-я])?)\s?[-–—,]\s?\d+$", re.IGNORECASE)


def hide(text: str) -> str:
    """Put a mark in place of the number of every flat, in a full address and alone."""
    text = mask(text, flats.find, lambda address: _NUMBER_LAST.sub(rf"\g<house>, кв. {MARK}", address))
    text = _AFTER_SHORT_WORD.sub(rf"\g<word>{MARK}", text)
    text = _IN_WORDS.sub(rf"\g<word>{MARK}", _FLAT.sub(rf"\g<word>{MARK}", text))
    text = _WHICH_IN_WORDS.sub(rf"{MARK}\g<word>", _NUMBER_FIRST.sub(_hide_before_word, text))
    return _hide_told_otherwise(mask(text, flats.find, _hide_number, but=_is_hidden))


def _hide_before_word(found: re.Match[str]) -> str:
    """Not the house or the storey, where the flat is told behind the word."""
    near = found.string[max(0, found.start() - _NEAR) : found.start()]
    is_told = _TOLD_BEHIND.match(found.string, found.end()) and not _FLAT_BEFORE.search(near)
    return found[0] if is_told or _NO_FLAT_BEFORE.search(near) else f"{MARK}{found['word']}"


def _is_hidden(text: str, one: Span) -> bool:
    """Whether the flat of an address has its mark, in it or right behind: then no other number is the flat."""
    _, is_in, tail = text[one.start : one.end].rpartition(MARK)
    if is_in:
        return _FLAT_AGAIN.search(tail) is None
    word = text.rfind(" ", one.start, one.end)
    return _MARK_NEXT.match(text, word + 1) is not None and not _HOUSE_AND_FLAT.search(text[one.start : one.end])


def _hide_number(address: str) -> str:
    """However triage knows that a flat is told: the last number of an address, or the first if the flat comes first."""
    read = in_figures(address)
    numbers = list(_ANY_NUMBER.finditer(read.text))
    if not numbers:
        return address
    flat = numbers[0] if _FLAT_FIRST.match(read.text) else numbers[-1]
    start, end = read.span(*flat.span())
    return f"{address[:start]}{MARK}{address[end:]}"


def _hide_told_otherwise(text: str) -> str:
    """Where no word says «flat», but somebody could find the door."""
    text = _AFTER_BLOCK.sub(rf"\g<block>, д. \g<house>, кв. {MARK}", text)
    for shape in (_IN_BRACKETS, _SLASHED, _AFTER_COMMAS):
        text = shape.sub(_hide_in_brackets, text)
    text = _LIVES_AT.sub(lambda found: f"{found['house'] or found['corner']}, кв. {MARK}", text)
    text = _ROOM.sub(lambda found: f"{found[found.lastgroup or 0]}{MARK}", text)
    return _BY_THE_DOOR.sub(_hide_door, text)


def _hide_in_brackets(found: re.Match[str]) -> str:
    """Only after a street: «Школа 12 (25)» is no address."""
    is_street = found["sure"] or is_small_street(found["name"])
    return f"{found['house']}, кв. {MARK}" if is_street else found[0]


def _hide_door(found: re.Match[str]) -> str:
    """Only where somebody lives: a door in a stairwell may be what is broken."""
    near = found.string[max(0, found.start() - _NEAR) : found.start()]
    return f"{found['storey']}, квартира {MARK}" if _HOME_BEFORE.search(near) else found[0]

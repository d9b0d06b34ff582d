"""Finds number plates of cars, trailers and motorcycles (ГОСТ Р 50577-2018): «А123ВС96», «а 123 вс 196», «A123BC».

Only twelve letters occur, those that Latin has too. What is written apart or without a region must look like a plate by
its capitals or be called so: «с 100 на 200» is none.
"""

import re
from typing import Final

from otklik.personal_data.numbers.digits import COUNTED, after, before
from otklik.personal_data.numbers.spoken import has_numbers, ways_to_read
from otklik.personal_data.spans import Span
from otklik.shared.lemmas import is_word
from otklik.shared.patterns import compile_late
from otklik.shared.text import fold_with_places

KIND: Final = "car_plate"

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
    r"|фольксваген\w*|шевроле|опель|прицеп\w*|мотоцикл\w*|мопед\w*|такси|каршеринг\w*|грузовик\w*|фур\w+|полуприцеп\w*"
    r"|трактор\w*|грейдер\w*|бульдозер\w*|самосвал\w*|мусоровоз\w*"
    r"|пежо|лексус\w*|субару|хаваль\w*|haval|чери|джили|geely|иномарк\w+|микроавтобус\w*|седан\w*|кроссовер\w*"
    r"|пикап\w*|лихач\w*"
    r"|скутер\w*|байк\w*|квадроцикл\w*|маршрутк\w*|борт|десятк[аиу]|девятк[аиу]|семерк[аиу]|буханк\w*|пазик\w*"
    r"|минивэн\w*|ситроен\w*|вольво|хонда|honda|мицубиси|сузуки|exeed|омода|chery|renault|nissan|mazda|kamaz"
    r"|регион\w*|рег\.|нарушител\w*|подрез\w*|сбил\w*|знак\w*|хозя[ией]\w*|владел\w+)\b"
)
_STANDS_SO = compile_late(
    r"\b(?:парку\w+|перегород\w+|загород\w+|застав\w+|перекры\w+|эвакуи\w+|тарахт\w+|штраф\w+|гоня\w+|став[ия]т\w*"
    r"|клумб\w+|газон\w*|тротуар\w*)\b"
)
"""What a car does in a yard: a weaker sign than its name."""
_CAPITALS = compile_late(r"[А-ЯA-Z]\W?\d{3}\W?[А-ЯA-Z]{2}")
_CAPITALS_GLUED = compile_late(r"[А-ЯA-Z]\d{3}[А-ЯA-Z]{2}")
_CAPITALS_APART = compile_late(r"[А-ЯA-Z] \d{3} [А-ЯA-Z]{2}")
_OF_AN_ARTICLE = compile_late(r"\b(?:(?:артикул|код|модел)\w*|сталь)\W{0,3}$")
_OF_A_THING = compile_late(
    r"\b(?:мест[оаеу]|кабинет|закон|статья|кабел|приказ|ламп|труб|марк|бетон|клей|лифт|станок|мост|аудитор|насос"
    r"|кран|стал|шин|резин|участок)\w*\W{0,3}$"
)
"""«Кабель А 112 ВВ»; what is glued in capitals is a plate there too: «занял моё место А345КМ»."""
_DIGITS_FIRST = compile_late(rf"(?<![а-яa-z\d])\d{{3}}\s?(?P<last_three>{_LETTER}{{3}})(?:\s?\d{{2,3}})?(?![а-яa-z\d])")
"""«Госномер 734 ВТЕ»: as it is remembered."""
_PARTED_BY_MARKS = compile_late(r".\s?(?:[,/]|\d{3}\s?[,/])")
_GLUED = compile_late(r"[А-ЯA-Z]\d{3}/[А-Яа-яA-Za-z]{2}|.(?P<mark>[/|])\d{3}(?P=mark)\w\w(?P=mark)\d{2,3}$")
"""«К456/тн», «н/540/тт/304»."""
_SOMEBODY_ON_IT = compile_late(r"\b(?:сосед\w*|муж\w*|жен[аыу]|мужик\w*|парень|тип|водитель|который) (?:его |ее )?на $")
"""«Сосед на у 377 ар»."""
_FROM_TO = compile_late(r"[скв]\s\d{3}\sна\b")
"""«Хозяин с 100 на 80 снизил»."""
_LET_IN = compile_late(r"\b(?:пропуск\w*|шлагбаум\w*|въезд\w*|эвакуатор\w*|эвакуир\w*)\b")
_NUMBER_LAST = compile_late(r"\b(?:гос\.?\s?ном\w*|гос\.?\s?н\.?|гос\.?\s?знак\w*|г/н|грз)[\s:.№-]{1,3}$")
_NUMBER_OF_A_ROUTE = compile_late(r"\bмаршрут\w*\s(?:№\s?)?\d{1,3},?\s(?:с )?номер\w*[\s:]{1,2}$")
_BUS_JUST_BEFORE = compile_late(r"\b(?:автобус|маршрутка|маршрутке|маршрутку|пазик|газель)\s$")
_MINIBUS_JUST_BEFORE = compile_late(r"\b(?:маршрутк[аиуе]|маршруткой|пазик|газель)\s$")
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
_PLATE_NEXT = compile_late(rf"(?:\s?,\s?|\sи\s){_LETTER}\s?\d{{3}}\s?{_LETTER}{{2}}(?![а-яa-z\d])")
_PLATE_BEFORE = compile_late(rf"(?<![а-яa-z\d]){_LETTER}\s?\d{{3}}\s?{_LETTER}{{2}}(?:\s?,\s?|\sи\s)$")
_WORDS_OF_A_LETTER: Final = frozenset("ксвауо")
_ROUND: Final = 50
"""Of things made in series («М 350», «Т 100») the number is round; of a car seldom."""
_ELECTRIC: Final = frozenset(["кв", "вт", "кс", "мв"])
_GLUED_WORDS: Final = frozenset(["на", "не", "во", "со", "ко", "см", "км", "мм"])
"""«С100на80»; no other small word is glued to an amount."""
_WORDS_BEFORE_NUMBERS: Final = _SMALL_WORDS | {"от", "то"}
_COUNTED_AFTER = compile_late(rf"\s?-?(?:{COUNTED}|мест|маршрут)")
"""«НА100 МЕСТ»."""


def find(text: str) -> Span | None:
    """A number plate; the country's «rus» belongs to it."""
    if not has_numbers(text):
        return None
    for folded in ways_to_read(text):
        for match in _PLATE.finditer(folded.text):
            start, end = folded.span(*match.span())
            if match["number"] != "000" and _looks_so(match, written=text[start:end], is_shouted=text.isupper()):
                return Span(KIND, start, end, 0.9)
    folded = fold_with_places(text)
    others = (_TRAILER, _WITHOUT_REGION, _DIGITS_FIRST)
    for match in (one for pattern in others for one in pattern.finditer(folded.text)):
        start, end = folded.span(*match.span())
        if _is_another_plate(match, written=text[start:end], is_shouted=text.isupper()):
            return Span(KIND, start, end, 0.7)
    return None


def _is_another_plate(match: re.Match[str], *, written: str, is_shouted: bool) -> bool:
    said = before(match.string, match.start(), within=30)
    if match.re.pattern == _DIGITS_FIRST.pattern:
        is_plate = written.isupper() and not (is_shouted or is_word(match["last_three"]))
        return is_plate and _NUMBER_LAST.search(said) is not None
    if "letters" not in match.re.groupindex or match["few"] is None or match["fourth"]:
        return _is_towed(match, written=written)
    if _NUMBER_LAST.search(said):
        return match["letters"] not in _SMALL_WORDS
    if match[0].isalnum() and _BUS_JUST_BEFORE.search(said) and match["letters"] not in _WORDS_BEFORE_NUMBERS:
        return True
    if not written.isupper() or (_BUS.search(said) or _NUMBER_OF_A_ROUTE.search(said)) is None:
        return False
    return match["letters"] not in _WORDS_BEFORE_NUMBERS or not (is_shouted or _is_amount(match))


def _is_amount(match: re.Match[str]) -> bool:
    """«НЕ 100 рублей», «НА 100» after a small word; «НЕ417», glued and with nothing counted, is none."""
    return not match[0].isalnum() or _COUNTED_AFTER.match(after(match.string, match.end())) is not None


def _looks_so(match: re.Match[str], *, written: str, is_shouted: bool) -> bool:
    said = before(match.string, match.start())
    is_on_road = _CAPITALS.match(written) is not None and _ON_A_ROAD.search(said) is not None
    is_whole = match["region"] is not None or is_on_road
    are_glued = _CAPITALS_GLUED.fullmatch(written) is not None
    if not is_whole and (_OF_AN_ARTICLE.search(said) or (_OF_A_THING.search(said) and not are_glued)):
        return False
    is_apart = _CAPITALS_APART.fullmatch(written) is not None and not is_shouted
    is_of_a_bus = (are_glued and _BUS.search(said) is not None) or (is_apart and _is_of_a_minibus(match, said))
    if not (is_whole or is_of_a_bus) and _ROUTE_OR_ROAD.search(said):
        return False
    if " " in match["number"] or " " in match["rest"]:
        return _is_called_so(match) and match["rest"] not in _SMALL_WORDS
    if _is_called_so(match):
        return not _FROM_TO.match(written)
    if _PARTED_BY_MARKS.match(match[0]) and not _GLUED.match(written):
        return False
    is_glued = not {" ", "-"} & set(match.string[match.start() : match.end("rest")])
    if match["rest"] in (_GLUED_WORDS if is_glued or is_apart else _SMALL_WORDS):
        return _CAPITALS_GLUED.match(written) is not None
    if match["region"] and not _CAPITALS.match(written):
        return _ROUTE_OR_ROAD.search(said) is None
    if is_glued or match["region"] or _SOMEBODY_ON_IT.search(said):
        return True
    is_sure = int(match["number"]) % _ROUND and not _ROUTE_OR_ROAD.search(said) and match["rest"] not in _ELECTRIC
    return bool(is_apart and is_sure) or _is_told_of_a_car(match, written=written)


def _is_of_a_minibus(match: re.Match[str], said: str) -> bool:
    """«Маршрутка У 123 НН»; «маршрут А 123 от вокзала» is a number of a route."""
    return match["rest"] not in _SMALL_WORDS | _UNITS and _MINIBUS_JUST_BEFORE.search(said) is not None


def _is_told_of_a_car(match: re.Match[str], *, written: str) -> bool:
    """Parted and without a region: let in somewhere, or standing in the way.

    «К 120 ве», «а 101 ом» begin with words: in small letters only beside another plate.
    """
    near = before(match.string, match.start(), within=60)
    if _LET_IN.search(near):
        return True
    if match["rest"] in _UNITS:
        return False
    if written.islower() and match["first"] in _WORDS_OF_A_LETTER:
        said, follows = before(match.string, match.start()), after(match.string, match.end())
        if not (_PLATE_BEFORE.search(said) or _PLATE_NEXT.match(follows)):
            return False
    return _STANDS_SO.search(near + " | " + after(match.string, match.end(), within=45)) is not None


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

"""Finds full addresses with the flat: «ул. Ленина, 96-94», «Мира 5 кв 12», «кв. 7 дома 3 по улице Мира».

A street with a house is where the problem is; only with the flat it is where somebody lives.
"""

import re
from collections.abc import Iterator
from typing import Final

from otklik.shared.lemmas import is_common_word, is_town
from otklik.shared.patterns import compile_late
from otklik.shared.text import fold, fold_with_places
from otklik.triage.findings import PERSONAL_DATA, Finding
from otklik.triage.rules.numbers import before, has_digits

RULE: Final = "flats"

_KIND = (
    r"(?:ул|улиц\w*|ул-ц\w|пер|переул\w*|пр|пр-к?т\w?|просп|проспект\w*|бул|б-р|бульвар\w*|мкр|мкрн|мкр-н\w?"
    r"|м-н|микрорайон\w*"
    r"|проезд\w*|пр-д|шоссе|наб|набережн\w+|тракт\w*|пл|площад\w*|квартал\w*|кв-л|пос|поселок|поселке|село"
    r"|селе|дер|деревн\w*"
    r"|ul|ulica|ulitsa|prospekt|per|mkr)"
)
_WORD = r"[а-яa-z][а-яa-z-]{2,}"
_STREET = (
    rf"\b(?:{_KIND}\b[.\s]|[сдшп]\.|(?:рп|пгт|ст|снт)\b\.?\s)\s*(?:\d{{1,3}}(?:-?(?:го|й|я|ая|е|лет"
    rf"|летия))?\s)?(?:[а-я]\.\s?){{0,2}}{_WORD}(?:[\s-](?:{_WORD}|\d{{1,3}}\b)){{0,2}}?"
)
_STREET_AFTER = rf"\b(?:{_WORD}(?:ая|ой|ую|ий|ом|ый|ого)|\d{{1,2}}(?:-?й|-?го|-?м)?)\s{_KIND}\b\.?"
_BARE = (
    r"\b(?:[а-я]+\s|[а-я]\.\s?){0,1}[а-я]{2,}(?:а|г|н|я|ой|ых|их|ов|ев|ая|ого|ий|ый|ы|и|ок|ка|ле|ум|ия|р|ь|т|д|ina"
    r"|oy)(?:[ -]\d{1,2})?\b|\b[a-z]{4,}\b|(?<!\d)(?:8|1|9)(?:-?(?:е|го))? (?:марта|мая|января)\b"
)
_NAMED = rf"(?:{_STREET}|{_STREET_AFTER})"
_PART = r"[\s,.;:(]{0,3}"
_TENS = r"двадцать|тридцать|сорок|пятьдесят|шестьдесят|семьдесят|восемьдесят|девяносто|сто"
_ONES = r"один|одна|два|три|четыре|пять|шесть|семь|восемь|девять"
_SAID = rf"(?:(?:{_TENS}) (?:{_ONES})|{_TENS}|десять|\w+надцать|{_ONES})"
_SAID_AS_WHICH = (
    rf"(?:(?:{_TENS}) )?(?:перв|втор|треть|четв[её]рт|пят|шест|седьм|восьм|девят|десят|\w+надцат|двадцат|тридцат"
    r"|сороков|пятидесят)(?:ая|ой|ую|ей|ю|я)"
)
"""Numbers in words: «квартира сорок пять», «в девятой квартире»."""
_HOUSE = (
    rf"(?:(?:корп|корпус|строение|стр)\.?\s?\d{{1,2}}{_PART})?(?:\b(?:в )?(?:д|дом|доме|дома|вл|владение|d"
    rf"|dom)(?![а-яa-z])\.?{_PART}(?:№|номер"
    rf"|n)?\s?)?(?:\d{{1,4}}(?:\s?-?(?:й|ом|м|ый|ой))?\sдоме?\b|\w+(?:ый|ой|ом)\sдоме?\b|\d{{1,4}}"
    rf"|(?:{_SAID})\b)\s?(?:[а-я]\b(?<![кд]))?(?:\s?/\s?\d{{1,3}}[а-я]?)?"
    rf"(?:{_PART}(?:корп|корпус\w*|кор|к|стр|строение|литер\w?)\.?\s?(?:\d{{1,2}}|[а-я]\b))?"
)
_BETWEEN = (
    rf"(?:{_PART}(?:подъезд|под|этаж|эт|п|секция|общежитие|домофон|вход|блок|код)\.?\s?№?\s?\d{{1,4}}"
    rf"|{_PART}\d{{1,2}}\s?-?(?:й|ый"
    rf"|ой)?\s?(?:подъезд|этаж)\w?|{_PART}общ(?:ежитие|\.)?(?![а-я])){{0,3}}"
)
_FLAT = (
    rf"{_PART}(?:\bв |- ?)?(?<![а-яa-z])(?:квартир\w*|кварт|кв-ра|к-ра|кв|kv|комнат\w*|комн|ком"
    rf"|(?<=общежитие, )к|(?<=общежитие )к|(?<=общ\. )к|помещени\w+|apt"
    rf"|апартамент\w*)(?![а-яa-z])\s?[.:,]?\s*(?:№|номер|n|моя|наша)?\s*(?:\d{{1,4}}[а-я]?|{_SAID})\b"
)
_FLAT_FIRST_NUMBER = (
    rf"[\s,.;:(]{{1,3}}(?:(?:в|из|с|мо\w+|наш\w+) )?(?:\d{{1,4}}\s?-?(?:я|й|ю|ой|ую|ая)?|{_SAID_AS_WHICH})"
    r"\s(?:квартир(?:а|ы|е|у|ой)|кв)\b"
)

UNITS = (
    r"\s?-?(?:лет|год|час|ч\b|мин|раз|класс|руб|р\b|т\.?р|тыс|человек|чел\b|дн|день|дом|числ|км|м\b|метр|этаж"
    r"|градус|январ|феврал|март"
    r"|апрел|мая|июн|июл|август|сентябр|октябр|ноябр|декабр|%|процент|кг|шт|минут|недел|месяц|литр|тур\b|куб"
    r"|х\b|ти\b|й\b|го\b|ый|ой\b|я\b|е\b)"
)

_BLOCK = r"(?:\s?(?:к|корп|корпус)\.?\s?\d{1,2})?"
_WITH_WORD = compile_late(
    rf"(?:{_NAMED}|(?:{_BARE})(?:\s{_KIND}\b\.?)?){_PART}{_HOUSE}{_BETWEEN}(?:(?:[^\d.!?\n]{{3,40}}?\s)?{_FLAT}"
    rf"|{_FLAT_FIRST_NUMBER})"
    r"(?!\.?\s?(?:м\b|метр|кв|градус|°|человек|лет|час|дн|руб|тыс))"
)
_HOUSE_IS_FIRST = compile_late(
    rf"\b(?:д|дом|доме|дома)\.?\s?№?\s?\d{{1,4}}[а-я]?\s(?:по "
    rf"|на )?{_NAMED}(?:{_FLAT}|{_FLAT_FIRST_NUMBER})"
)
_HOUSE_BEFORE_BARE = compile_late(
    rf"\b(?:д|дом|доме|дома)\.?\s?№?\s?\d{{1,4}}[а-я]?\s(?:по|на)\s(?P<name>{_BARE}){_FLAT}"
)
"""«В доме 18 на Победы, в квартире 45»."""
_WITH_DASH = compile_late(
    rf"{_NAMED}{_PART}(?:\b(?:д|дом"
    rf"|доме)(?![а-я])\.?{_PART})?\d{{1,4}}\s?[а-я]?(?:/\d{{1,3}}[а-я]?)?{_BLOCK}\s?[-–—]\s?\d{{1,4}}(?![\d/]|\.\d"
    rf"|\s?[-–—]\s?\d|{UNITS})"
)
_BARE_WITH_DASH = compile_late(
    r"(?<![\w-])(?P<name>(?:\d{1,3}(?:-?(?:го|й|я)|\sлет)?\s)?(?:[А-ЯЁ][а-яё]{3,}"
    r"|[А-ЯЁ]{4,})(?:\s[А-ЯЁ][а-яё]{2,}|\s(?:бор|гора|лог|луг|ключ|октября|марта|мая))?"
    r"(?:[ -]\d\b)?)"
    r"(?:\s?,\s?|\s)(?:[Дд](?:ом)?\b\.?\s?)?(?P<house>\d{1,4})\s?[а-яА-Я]?(?:/\d{1,3}[а-я]?)?"
    rf"{_BLOCK}\s?[-–—]\s?\d{{1,4}}"
    rf"(?![\d/]|\s?[-–—.:]\s?\d|{UNITS})"
)
_INITIAL_WITH_DASH = compile_late(
    r"(?<![\w-])(?P<initial>[а-яА-Я])(?:\.\s?|-)(?P<name>[а-яё]{4,})\s?,?\s?(?:д\.?\s?"
    r"|дом\s)?(?P<house>\d{1,4})\s?[а-я]?(?:/\d{1,3}[а-я]?)?"
    rf"{_BLOCK}\s?[-–—]\s?\d{{1,4}}(?![\d/]|\s?[-–—.:]\s?\d|{UNITS})",
    re.IGNORECASE,
)
"""«р. люксембург 93-14»."""
_SMALL_WITH_DASH = compile_late(
    r"(?:^|[,:;(.!?]\s?|\b(?P<lead>на|по|с|в|и|адрес|дом)\s)(?:[а-яё]{3,}\s)?(?P<name>[а-яё]{4,})\s?,?\s?(?:д\.?\s?"
    r"|дом\s)?(?P<house>\d{1,3})\s?[а-я]?(?:/\d{1,3}[а-я]?)?"
    rf"{_BLOCK}\s?[-–—]\s?(?P<flat>\d{{1,4}})(?![\d/]|\s?[-–—.:]\s?\d|{UNITS})"
)
"""«ленина 17-56 опять без света»: only what is a street rather than a word."""
_SMALL_STREETS = compile_late(
    r"(?:[сц]кая|[сц]кой|(?:школьн|садов|вокзальн|заводск|лесн|цветочн|набережн|центральн|зелен|нов"
    r"|молодежн)(?:ая|ой))$"
    r"|^(?:мира|победы|труда|маркса|свободы|энтузиастов|строителей|металлургов|декабристов|партизан|шахтеров|горняков)$"
)
_POSTAL = compile_late(
    r"(?<![\w-])(?P<town>[А-ЯЁ][а-яё]{3,}(?:[ -][А-ЯЁ][а-яё]+)?)\s?,\s?"
    r"(?:ул\.?\s?)?(?P<name>[А-ЯЁ][а-яё]{3,}(?:\s[А-ЯЁ][а-яё]{3,})?),?\s"
    r"(?P<house>\d{1,3}\s?[а-я]?),\s?\d{1,3}(?!\d|\s?[-–—,.:/]\s?\d|\sи\s\d"
    rf"|\s?(?:подъезд|под\.|этаж|эт\.|корп|дом)|{UNITS})"
)
"""«Полевской, Ялунина, 7, 88»: settlement, street, house, flat, all parted by commas."""
_LISTED_BEFORE = compile_late(
    r"\b(?:отключ\w*|маршрут\w*|остановк\w*|адрес(?:а|ам|ах|ов)\s?:)[^.!?\n]{0,40}$", re.IGNORECASE
)
"""«Отключили воду: Полевской, Мира, 12, 14»: houses."""
_LIVES_BEFORE = compile_late(r"\b(?:жив(?:у|ем|ём|[её]т|ут)|прожива\w+|прописан\w*)\s$")
_LONGEST_RANGE: Final = 20
_LIKE_A_TOWN = compile_late(r"(?:[сц]кой|[сц]к|[оеё]во|ино|град|бург|ый|ое)$")
_LINK = r"(?:(?:в|по|на|что|расположенн\w+|дома|доме|дом|д|адрес\w*|находится|моя|наша)[\s,.:]+)"
_FLAT_IS_FIRST = compile_late(
    rf"(?:\b(?:квартир\w*|кв|kv)\b\.?\s*(?:№|номер)?\s*\d{{1,4}}|\b\d{{1,4}}\s?-?(?:я|й|ю|ой|ую"
    rf"|ая)?\s(?:квартир[аыеу]|квартирой|кв)\b|\b{_SAID_AS_WHICH}\sквартир[аыеу]\b)"
    rf"[\s,.;(-]{{0,3}}(?:{_LINK}{{0,4}}(?:{_HOUSE}[\s,]{{1,3}}(?:по |на |ул)?{_NAMED}|{_NAMED}{_PART}{_HOUSE}"
    rf"|(?:д|дом|доме|дома)?\.?\s?\d{{1,4}}[а-я]?(?:\s?-?(?:й|м|ом)?\sдоме?)?\s(?:по|на)\s(?:{_BARE}))"
    rf"|{_LINK}{{1,4}}(?:{_BARE}){_PART}{_HOUSE})"
)
_FLAT_BEFORE_BARE = compile_late(
    rf"(?:\b(?:квартир\w*|кв)\b\.?\s*(?:№|номер)?\s*\d{{1,4}}|\b(?:\d{{1,4}}(?:\s?-?(?:я|й|ой|ую))?|{_SAID_AS_WHICH})"
    rf"\s(?:квартир[аыеу]|кв\b))(?! м\b)[\s,.;]{{1,3}}(?:(?:на|по|с)\s)?(?P<name>{_BARE})[\s,]{{1,2}}{_HOUSE}"
)
_AFTER_ADDRESS = compile_late(
    rf"(?:прожива\w+|прописан\w*|зарегистрирован\w*|адрес(?!(?:а|ам|ах|ов)\s?:)\w*|живу|живем|живет)[^.!?\n]{{0,40}}?(?:{_NAMED}|{_BARE})"
    rf"{_PART}(?:д|дом)?\.?\s?\d{{1,4}}[а-я]?\s?,\s?\d{{1,4}}(?![\d/.:-]|\s?(?:этаж|подъезд|лет|мая|год|час|[а-я]))"
)
_NOT_A_STREET = compile_late(
    r"^(?!(?:строит(?:елей|ельная|ельный)|домостроит\w+|школьн\w+|садов\w+|вокзальн\w+|машин\w+ая|площадн\w+)$)"
    r"(?:(?:из|в|на|с|у|по|до|от|за|для|и|а|о|об|при|все|всего|около|через|итого|это|или|примерно)\s)?"
    r"(?:дом\w*|квартир\w*|подъезд\w*|этаж\w*|площад\w*|метр\w*|всего|общая|жилая|нужна|нужны|сдается|сдам"
    r"|продам|куплю|построен\w*"
    r"|школ\w*|сад\w*|групп\w+|класс\w*|маршрут\w*|автобус\w*|номер\w*|стро\w+|корпус\w*|рублей|куба"
    r"|январ[ьяе]|феврал[ьяе]|марта"
    r"|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря|счет\w*|около|затопил\w*|этой|нашей|моей"
    r"|соседней|одной"
    r"|картина|машина|причина|половина|остановк\w*|смен\w+|выплат\w*|вокзал\w*|детям|детей|дети|осталось|ждали"
    r"|ждем|часов|минут|дней|лет|человек|тонн\w*|сентябре|октябре|ноябре|декабре)$"
)

_NAME_OF_STREET = compile_late(
    r"(?:[иы]на|[оеё]ва|ая|ий|ый|[оеё]в|ей|[ыи]х|го|ой|ги|ды|ры|цы|ки|ы)(?:-\d)?$"
    r"|(?:маркса|энгельса|фрунзе|гоголя|щорса|блюхера|тельмана|цеткин|шевченко|либкнехта|мира|труда|октября"
    r"|марта|мая|люксембург"
    r"|бор|гора|лог|луг|ключ|космоса|севера|урала|победа|заря|весна|юность|садовод|черемушки|металлурга"
    r"|горняка|шахтера|энтузиаста"
    r"|строителя|учителя|партизана|коммуны|революции|молодежи|дружбы|свободы|разина|дзержинского)(?:-\d)?$"
)
_BEGINS_WITH_NUMBER = compile_late(rf"\d{{1,2}}(?:-?(?:й|я|е|го|м))?\s(?P<rest>марта|мая|января|{_KIND})\b")
_HINT = compile_late(r"кв|ком|kv|апарт|помещ|apt|к-ра|общ")
_OF_TIMES = compile_late(
    r"(?:маршрут|автобус|рейс|отправлени|прибыти|расписани|электричк|поезд|матч|счет|игр[аы]|стать"
    r"|температур)\w*[^.!?\n]{0,30}$"
)


_DASH = compile_late(r"[-–—]\s?\d")


def find(text: str) -> Finding | None:
    """Street, house and flat together, in whatever order."""
    if not (has_digits(text) or "кв" in text):
        return None
    folded = fold_with_places(text)
    for start, end in _places(folded.text):
        first, last = folded.span(start, end)
        return Finding(rule=RULE, ground=PERSONAL_DATA, start=first, end=last, certainty=0.9)
    if _DASH.search(text) and (found := _find_with_dash(text)) is not None:
        return found
    for match in _POSTAL.finditer(text):
        is_in_town = is_town(match["town"]) or _LIKE_A_TOWN.search(match["town"])
        if is_in_town and _may_be_bare(match["name"].lower()) and not _is_listed(match):
            return Finding(rule=RULE, ground=PERSONAL_DATA, start=match.start(), end=match.end(), certainty=0.7)
    return None


def _find_with_dash(text: str) -> Finding | None:
    """A street without its kind word, a house and a flat after a dash."""
    for match in (*_BARE_WITH_DASH.finditer(text), *_INITIAL_WITH_DASH.finditer(text)):
        if _is_bare_home(match) and not (_is_range(match) or _is_time(match)):
            return Finding(rule=RULE, ground=PERSONAL_DATA, start=match.start(), end=match.end(), certainty=0.7)
    for match in _SMALL_WITH_DASH.finditer(text):
        is_stretch = _is_range(match) or _is_small_range(match) or _is_listed(match)
        if is_small_street(match["name"]) and not (is_stretch or _is_time(match)):
            return Finding(rule=RULE, ground=PERSONAL_DATA, start=match.start("name"), end=match.end(), certainty=0.7)
    return None


def is_small_street(written: str) -> bool:
    """«ленина», «торопова», «коммунистическая»: rather a street than a word."""
    name = fold(written)
    return _SMALL_STREETS.search(name) is not None or (_may_be_bare(name) and not is_common_word(name))


def _is_bare_home(match: re.Match[str]) -> bool:
    """A name that streets have; or one that the dictionary does not know as a word: «Трояна 9-1»."""
    name = match["name"].lower()
    if _may_be_bare(name):
        return True
    last = fold(name.split()[-1])
    return _is_street(name) and last.endswith(("а", "я", "ы", "и")) and not is_common_word(last) and not is_town(last)


def _places(text: str) -> Iterator[tuple[int, int]]:
    if _HINT.search(text):
        yield from (match.span() for match in _WITH_WORD.finditer(text) if _is_street(_name_of(match[0])))
        yield from (match.span() for match in _FLAT_IS_FIRST.finditer(text))
        yield from (match.span() for match in _FLAT_BEFORE_BARE.finditer(text) if _may_be_bare(match["name"]))
        yield from (match.span() for match in _HOUSE_BEFORE_BARE.finditer(text) if _may_be_bare(match["name"]))
        yield from (match.span() for match in _HOUSE_IS_FIRST.finditer(text))
    yield from (match.span() for match in _WITH_DASH.finditer(text) if not _is_range(match))
    yield from (match.span() for match in _AFTER_ADDRESS.finditer(text))


def _name_of(written: str) -> str:
    """The words before the first number; «8 марта» and «2-й микрорайон» begin with one."""
    if ordinal := _BEGINS_WITH_NUMBER.match(written):
        return f"улица {ordinal['rest']}"
    return re.split(r"[\s,.;:]*(?:\b(?:д|дом|доме|дома)\b\.?\s*)?\d", written, maxsplit=1)[0].strip()


def _is_street(name: str) -> bool:
    return bool(name) and _NOT_A_STREET.match(name) is None


def _may_be_bare(name: str) -> bool:
    """A name as streets have it when nothing says «street»: «Ленина», «Декабристов», «Советская», «Карла Маркса»."""
    return _is_street(name) and _NAME_OF_STREET.search(name) is not None


def _is_time(match: re.Match[str]) -> bool:
    return _OF_TIMES.search(before(match.string.lower(), match.start())) is not None


def _is_listed(match: re.Match[str]) -> bool:
    return _LISTED_BEFORE.search(before(match.string, match.start(), within=60)) is not None


def _is_small_range(match: re.Match[str]) -> bool:
    """«По мира 10-20 нет света»: a few houses on, and nobody says that they live there."""
    if match["lead"] not in ("на", "по", "с") or _LIVES_BEFORE.search(before(match.string, match.start())):
        return False
    return 0 < int(match["flat"]) - int(match["house"]) <= _LONGEST_RANGE


def _is_range(match: re.Match[str]) -> bool:
    """«Дома по ул. Мира, 5-15», «вблизи домов Ленина 2-8», «Мира дома 5-9»: from house to house."""
    return re.search(r"\b(?:[Дд]ома|[Дд]омов|[Дд]омам|[Дд]омах)\b", match[0]) is not None or (
        re.search(
            r"\b(?:дома|домов|домам|домах|номера|нечетн\w+|четн\w+|участ\w+)\b[^.!?]{0,25}$",
            before(match.string, match.start()),
        )
        is not None
    )

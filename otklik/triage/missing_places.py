"""Whether a message names a place that one can go to: a route, a landmark, «everywhere», what a town has one of.

Plain. What reads places well (`places/`) does it first; here count the words by which a person would find the way.
"""

import re
from typing import Final

from otklik.personal_data.numbers.digits import has_digits
from otklik.shared.lemmas import is_common_word, lemma, readings
from otklik.shared.patterns import compile_late, compile_sign
from otklik.shared.text import fold_word
from otklik.triage.missing_words import LOCAL

_ROUTE = compile_late(
    r"(?:автобус|маршрут|троллейбус|трамва|рейс)\w{0,4}\s{0,2}(?:№|номер\w{0,2})?\s{0,2}\d"
    r"|(?<!\d)\d{1,4}[- ]?(?:й|го|м|ый|ого|я|ая|ую"
    r"|ой|му)?\s(?:автобус"
    r"|маршрут|трамва|троллейбус)"
    r"|(?:перв|втор|трет|четв[её]рт|пят|шест|седьм|восьм|девят|десят)[а-я]{1,9} (?:автобус|маршрут|трамва|троллейбус)"
    r"|(?:автобус|маршрут|водител|остановк|рейс|кондуктор)[^.!?]{0,80}\b(?:двойк|тройк|четверк|пятерк|шестерк|семерк"
    r"|восьмерк|девятк|десятк)[аиеуойми]{1,3}\b"
    r"|\b(?:двойк|тройк|четверк|пятерк|шестерк|семерк|восьмерк|девятк|десятк)[аиеуойми]{1,3}\b[^.!?]{0,80}"
    r"(?:автобус|маршрут|водител|остановк|рейс|кондуктор|двер)"
)
_OF_A_ROUTE: Final = (
    *("автобус", "маршрут", "троллейбус", "трамва", "рейс"),
    *("двойк", "тройк", "четверк", "пятерк", "шестерк", "семерк", "восьмерк", "девятк", "десятк"),
)
"""Of these there is one in every mention of a route; looked for first, being quick."""
_EVERYWHERE = compile_sign(
    r"\b(?:по всему (?:городу|поселку|селу|району)|во всем (?:городе|поселке|селе|районе)|весь (?:город"
    r"|поселок|район)|всего города|в (?:нашем )?городе(?! \w+ск)"
    r"|(?:чистят|убирают|моют|подметают) (?:наш |весь )?город"
    r"|город (?:тонет|утопает|погряз|зарастает|задыхается|замерзает|стоит)"
    r"|по всем двор\w+|во всех (?:двор|дом|район|микрорайон)\w+|все дороги"
    r"|кажд(?:ом|ый) двор\w*|улицы города|дороги города|везде|повсюду|по городу|в целом по городу|самый \w+ город"
    r"|вся деревня"
    r"|все село|весь микрорайон)\b"
)
_ALL_OF = compile_late(r"\b[Вв](?:есь|с(?:ей|ю|ему|ем|его|я))\s[А-ЯЁ][а-яё]{3,}")
"""«Весь Полевской завален снегом», «на всей Совхозной темно»."""
_NAMED_PLACE = compile_late(
    r"(?:^|\s)(?:[ДдСсПп]|[Дд]ер|[Пп]ос)\.\s?[А-ЯЁ][а-яё]{3,}|(?<![.!?]\s)(?:^|[\s,(])(?:[Вв]о?|[Нн]а"
    r"|[Пп]о|[Уу]|[Оо]коло|[Вв]озле|[Нн]апротив|[Зз]а|[Дд]о|[Мм]ежду"
    r"|[Рр]айоне?|[Пп]ереул\w+|[Уу]лиц\w+"
    r"|[Пп]ерекр\w+|[Дд]орог\w+|[Тт]расс\w+|[Мм]агазин\w*|ТЦ|ТРЦ|СНТ|ДК)\s(?!Росси|Администрац|Вас|Вам|Ваш"
    r"|Госуслуг|Интернет|ЖКХ|УК\b|ВК\b|Нов(?:ый|ого|ому|ым|ом) [Гг]од)[«\"]?[А-ЯЁ][а-яё]{2,}"
)
_STREET_AND_HOUSE = compile_late(
    r"\b(?!город\w*|район\w*|двор\w*|домов|домам|около|возле|рядом|номер\w*|уже|почти|около|более|через|после|только|всего|дома|доме|дом|подъезд\w*|этаж\w*|квартир\w*|примерно"
    r"|целых|минимум|еще|больше"
    r"|январ\w*|феврал\w*|марта|апреля|июн\w|июл\w|августа|сентябр\w*|октябр\w*|ноябр\w*|декабр\w*|прошло|ждем"
    r"|жду|лет|часов)"
    r"[а-я]{4,}[ ,]{1,2}(?:д\.?\s?|дом\s)?\d{1,3}[а-д]?\b(?!\s?(?:лет|год|час|мин|раз|дн|день|сут|недел|месяц"
    r"|руб|тыс|человек|км|метр|м\b|%|градус|этаж|числ))"
)
_VILLAGE = compile_late(r"(?:село|деревня|пос[её]лок|хутор|станица|аул|станция|снт|днт|микрорайон)\s")
_BARE = compile_late(
    r"(?:(?:эт|наш|сам|перв|втор|последн|следующ|кажд)\w{1,9} )?(?:школ\w*"
    r"|(?:детск\w{1,9} )?сад(?:а|у|ом|ик\w*)?|детсад\w*|магазин\w*"
    r"|аптек\w*|остановк\w*|гараж\w*|кафе"
    r"|(?:детск\w{1,9} )?площадк\w*|светофор\w*|общежити\w*)"
)
"""There are many of them in a town: without a name or a number they tell nobody where to go."""
_OURS = compile_late(
    r"\b(?:в|во|у|к|около|возле|за|перед|напротив)\s(?:[нв]ашей|[нв]ашем|[нв]ашего|[нв]ашему|[нв]ашу|[нв]аш|[нв]ашим)"
    r"\s(?:\w+\s)?(?:групп|класс|палат|отделени|спортзал|библиотек|столов|музе|клуб|секци|школ|сад|садик|детск"
    r"|лице|гимнази|больниц|поликлиник|библиотек|музыкалк)\w*"
)
"""Whoever writes so to a page means the body that keeps it."""
_ONE_OF_ITS_KIND = (
    r"(?:рын(?:ок|к[аеу]|ком)|поликлиник\w{1,2}|больниц\w{1,2}|роддом\w{0,2}|(?:авто)?вокзал\w{0,2}|автостанци\w{1,2}"
    r"|станци[яию]\b|дворц\w{1,2} (?:спорта|культуры)|дворец (?:спорта|культуры)|травмпункт\w*"
    r"|при[её]мн\w{2} поко\w{1,2}|регистратур\w{1,2}|консультаци\w{1,2}"
    r"|соцзащит\w{1,2}|центр\w? занятости|пенсионн\w{2} фонд\w{0,2}|(?:музыкальн|художественн"
    r"|спортивн)\w{2} школ\w{1,2}"
    r"|школ\w{1,2} искусств|лыжн\w{2} баз\w{1,2}|ледов\w{2,3} (?:арен|двор)\w+|аквапарк\w{0,2}"
    r"|городск\w{2} (?:бан|парк|пруд)\w{0,2}"
    r"|дом\w? быта|стадион\w{0,2}|кладбищ\w{1,3}"
    r"|бассейн\w{0,2}|пляж\w{0,2}|музе[йяюе]\w?|мфц|загс\w{0,2}|военкомат\w{0,2}|кинотеатр\w{0,2}|плотин\w{1,2}"
    r"|пункт\w{0,2} (?:при[её]ма|выдачи)|морг\w{0,2}|полигон\w{0,2})\b"
)
"""Of which a town has one."""
_ONLY_ONE = compile_sign(rf"\b{_ONE_OF_ITS_KIND}|\bскор(?:ая|ой|ую) помощ\w+")
_AT_THE_ONLY_ONE = compile_late(
    rf"\b(?:в|на|у|около|возле|за|напротив)\s(?:(?!нас\b|вас\b|меня\b|них\b)\w+\s)?{_ONE_OF_ITS_KIND}"
    rf"|(?:^|[.!?]\s{{1,2}})(?:наш\w{{0,3}}\s|городск\w{{2}}\s)?(?:пруд|рын(?:ок|ка)|вокзал|кладбище|стадион|пляж)\b(?!\sдалек)"
)
"""Whoever tells of a trouble there says where; «у нас бассейн» is a yard."""
_OF_THE_ONLY_ONE = compile_sign(rf"\b(?:{_ONE_OF_ITS_KIND}|пруд|рын|вокзал|кладбище|стадион|пляж)")
"""Of these words there is one wherever such a place is told; what leads to it is in every message."""
_OUT_OF_THE_ONLY_ONE = compile_late(
    rf"\bиз\s(?:\w+\s)?{_ONE_OF_ITS_KIND}"
    rf"|\b(?:пешком|(?<!не )до(?:бира|ех|бра|йти)\w*|ездим|ездить|ехать|попасть) до\s(?:\w+\s)?{_ONE_OF_ITS_KIND}"
    rf"|\bдо\s(?:\w+\s)?{_ONE_OF_ITS_KIND}(?=\s(?:пешком|до(?:бра|ех|йти|бира)))"
)
"""«Ехали из больницы, пробили колесо», «до больницы пешком»: not where the trouble is.

The way on which nobody gets there is: «до больницы не доехать, ямы».
"""
_SETTLEMENT = compile_late(
    r"\b(?P<kind>мкр|микрорайон\w*|квартал\w*|деревн\w+|сел[ое]|хутор\w*|станиц[аеыу]|пос[её]л\w+|снт"
    r"|коллективн\w+ сад\w*)\b\.?\s[«\"]?(?P<name>(?:[а-яё]\.\s?)?[а-яё]{4,})(?P<more>\s(?-i:[А-ЯЁ])[а-яё]{2,})?",
    re.IGNORECASE,
)
"""Named, if a name follows: «деревня Кладовка», «село полдневая»; not «в деревне третьи сутки без света»."""
_OF_A_SETTLEMENT: Final = ("мкр", "микрорайон", "квартал", "деревн", "сел", "хутор", "станиц", "снт", "коллективн")
"""Of these there is one in every mention of a settlement; looked for first, being quick."""
_DESCRIBED_AS_WORDS = (
    "весь целый дачный коттеджный рабочий сельский третий второй первый другой соседний ближний дальний большой "
    "маленький небольшой старый хороший плохой красивый грязный темный холодный родной любимый частный бедный обычный "
    "последний нормальный полный отдельный замечательный прекрасный брошенный забытый крайний многоэтажный жилой"
)
_DESCRIBED_AS: Final = frozenset(_DESCRIBED_AS_WORDS.split())
"""What people say of a settlement; other adjectives are rather its name."""
_FROM_TOWN_TO_TOWN = compile_late(r"(?<!\w)[А-ЯЁ][а-яё]{2,}\s?[-–—]\s?[А-ЯЁ][а-яё]{2,}")
"""«Дорога Полевской – Полдневая»."""
_THERE: Final = (
    r"(?:вокзал\w*|автовокзал\w*|автостанци\w*|площад[иь]\b|плотин\w+|центре города|кладбищ\w+|рын\w+"
    r"|стадион\w*|администрацией|мэрией"
    r"|мост\w*|пруд\w*|озер\w+|набережн\w+|парк\w*|сквер\w*|церк\w+|храм\w*|въезд\w*|выезд\w*|завод\w*|музе\w+"
    r"|бассейн\w*"
    r"|пожарн\w+ част\w+|роддом\w*|больничн\w+ город\w+|промзон\w+|переезд\w*|путепровод\w*|тюбук\w*|пляж\w*"
    r"|библиотек\w+|почт\w+"
    r"|пятероч\w+|магнит\w*|монетк\w+|сбербанк\w*|дк\b|дом\w* культуры|техникум\w*|колледж\w*|мфц|полици\w+"
    r"|загс\w*|военкомат\w*)"
)
_NUMBERED: Final = r"(?:школ|сад|садик|лице|гимнази|поликлиник|больниц|детсад|остановк|магазин|котельн|общежити|гараж)"
_COUNTED: Final = r"(?:школ|сад|лице|гимнази|поликлиник|микрорайон|квартал|мкр)"
_LANDMARK = compile_late(
    r"\b(?:у|возле|около|напротив|рядом с|за|перед|на|в|во|между|от|до|к|через|мимо|по|под|вдоль|с)\s"
    rf"(?!нас\b|вас\b|меня\b|них\b)(?:\w+\s){{0,2}}{_THERE}"
    rf"|\b{_NUMBERED}\w*\s(?:№\s?|номер\s)?(?:\d+(?!\d|\s?(?:мин|час|чел|лет|год|дн|раз|м\b|метр))|«|\")"
    rf"|\b\d+[- ]?(?:й|я|го|ой|ю|ая|ую|ей)?\s{_COUNTED}\w*"
)
_OF_A_LANDMARK = compile_sign(rf"\b(?:{_THERE}|{_NUMBERED}|{_COUNTED})")
"""Of these words there is one in every landmark; what leads to them is in every message."""
_STREET_BY_ITS_WORD = compile_late(
    r"\b(?:ул|улиц\w+|переул\w+|пер|проспект\w*|бульвар\w*|шоссе|тракт\w*)\.?\s(?:\d+ )?[а-я]{2,}(?:[иы]на"
    r"|[оеё]ва|ская|ской|ского|цкой|ная|ого|ых|[оеё]в|мира|победы|труда|марта|мая|октября|маркса|люксембург)\b"
    r"|\bул\.?\s(?!нашей|вашей|своей|этой|всей)[а-я]{4,}ей\b"
    r"|\b(?:на|по|с|вдоль|угол|перекресток|перекрестке)\s(?!половина|машина|снова|слова|основа)(?:[а-я]{3,}(?:ина"
    r"|[оеё]ва|истов)|победы|труда|маркса|люксембург|октября|революции)\b"
)


_POINT = compile_late(
    r"\b\d{2}:\d{2}:\d{6,7}:\d{1,6}\b|\b\d{2}[.,]\d{4,8}[\s,;]{1,3}\d{2,3}[.,]\d{4,8}\b"
    r"|\b(?:указа|отме[тч])\w{1,6} на карте|\bна карте (?:я )?(?:указа|отме[тч])\w"
)
"""The number of a parcel, degrees, a point that the author has marked."""


def is_place(address: str, plain: str) -> bool:
    """Whether what was read of the place is one that can be gone to, and not one that was only left."""
    if not address or _BARE.fullmatch(address):
        return False
    left = _OUT_OF_THE_ONLY_ONE.search(plain) if _OF_THE_ONLY_ONE.search(plain) else None
    return left is None or not left[0].endswith(address)


def without_places(plain: str) -> str:
    """What is told besides places, of a folded text."""
    left = _STREET_BY_ITS_WORD.sub(" ", _LANDMARK.sub(" ", plain) if _OF_A_LANDMARK.search(plain) else plain)
    if _may_name_settlement(plain):
        left = _SETTLEMENT.sub(_but_for_name, left)
    return _STREET_AND_HOUSE.sub(" ", left) if has_digits(left) else left


def names_route(plain: str) -> bool:
    """Whether a folded text names a route: «9 автобус», «маршрут 12», «двойка»."""
    return any(piece in plain for piece in _OF_A_ROUTE) and _ROUTE.search(plain) is not None


def says_place(text: str, plain: str, *, town: str = "") -> bool:
    """Whether a text names a place that one can go to, a route, or says «everywhere»; `plain` is the folded text.

    `town`: the settlement that was read; «в Полевском» alone says no more than that.
    """
    if any(not is_town(match[0], town) for match in _NAMED_PLACE.finditer(text)):
        return True
    if names_route(plain) or (has_digits(plain) and _STREET_AND_HOUSE.search(plain)):
        return True
    if _may_name_settlement(plain) and any(_is_name(match) for match in _SETTLEMENT.finditer(text)):
        return True
    if _FROM_TOWN_TO_TOWN.search(text):
        return True
    if _ALL_OF.search(text):
        return True
    if _names_landmark(plain) or any(sign.search(plain) for sign in (_POINT, _EVERYWHERE, _STREET_BY_ITS_WORD, _OURS)):
        return True
    return _OF_THE_ONLY_ONE.search(plain) is not None and _AT_THE_ONLY_ONE.search(plain) is not None


def _names_landmark(plain: str) -> bool:
    return _OF_A_LANDMARK.search(plain) is not None and _LANDMARK.search(plain) is not None


def _may_name_settlement(plain: str) -> bool:
    return any(piece in plain for piece in _OF_A_SETTLEMENT)


def says_landmark_or_house(plain: str) -> bool:
    """Whether a folded text names what a place is found by besides its street: «Крупской 2 е», «возле рынка»."""
    return _names_landmark(plain) or (has_digits(plain) and _STREET_AND_HOUSE.search(plain) is not None)


def names_the_only_one(plain: str) -> bool:
    """Whether a folded text tells of what a town has one of: its market, its registry office, the ambulance."""
    return _ONLY_ONE.search(plain) is not None


def is_village(settlement: str) -> bool:
    """Whether a settlement that was read is one whose name says enough."""
    return _VILLAGE.match(settlement) is not None


def _is_name(match: re.Match[str]) -> bool:
    """With a capital letter, or no word: «село полдневая»; or as they are called: «посёлок южный», «снт надежда»."""
    word = fold_word(match["name"])
    if match["name"][0].isupper() or match["more"] or not is_common_word(word):
        return True
    way = readings(word)[0]
    if fold_word(match["kind"]) == "снт":
        return way.has("NOUN") and way.has("nomn") and word not in LOCAL
    return way.has("ADJF") and not (way.has("Apro") or way.has("Anum")) and lemma(word) not in _DESCRIBED_AS


def _but_for_name(match: re.Match[str]) -> str:
    return " " if _is_name(match) else match[0]


def is_town(named: str, town: str) -> bool:
    """Whether «в Полевском» names the town that was read, and not a village."""
    name = fold_word(named.rsplit(maxsplit=1)[-1]).strip('«"')
    return not _VILLAGE.match(town) and any(word[:5] == name[:5] for word in fold_word(town).split())

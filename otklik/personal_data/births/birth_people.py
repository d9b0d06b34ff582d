"""Who a date is told of: a person, their kin, age or name beside it, where no word says «birth». Plain."""

import re
from dataclasses import dataclass
from typing import Final

from otklik.shared.lemmas import can_be_first_name, is_common_word, readings
from otklik.shared.patterns import compile_late
from otklik.shared.text import fold

KIN = (
    r"сын\w{0,5}|доч\w{1,5}|реб[её]н\w+(?:\sвойны)?|внук\w?|внучк\w|мам\w|пап\w|отец|отц\w|мать|матер\w|муж\w?"
    r"|жен[аеуы]"
    r"|супруг\w?|бабушк\w"
    r"|дедушк\w|дед\w?|брат\w?|сестр\w|т[её]тя|дядя|т[её]ща|тесть|свекровь|св[её]кор|мальчик\w?|девочк\w|племянни\w+"
    r"|двойняш\w+|близнец\w{0,2}|тройняш\w+|пенсионер\w*|ветеран\w?(?:\s(?:труда|войны|вов|тыла))?"
    r"|инвалид\w?(?:\s(?:\d|[ivIV]{1,3}|[а-я]+)\sгрупп\w+"
    r"|\s(?:с )?детства)?|подопечн\w+|заявител\w+"
    r"|бабул\w|дедул\w|прабабушк\w|прадед\w*|правнук\w?|правнучк\w|гражданин\w?|гражданк\w|жител[ья]|жительниц\w"
    r"|школьни\w+|студент\w*|малыш\w*|мачех\w|отчим\w?|зят\w|невестк\w|снох\w|золовк\w|крестни\w+"
    r"|(?:старш|младш|средн)(?:ий|яя|ая|ему|ей|его)|пациент\w*|именинни\w+|ученик\w?|ученица|воспитанни\w+"
)
"""Whose birth a bare date after the word is."""
_OWNER = rf"(?:мо[иейя]\w*|свои\w*|его|ее|их|личн\w+|персональн\w+|паспорт\w*|{KIN})"
DATA_OF_SOMEBODY = compile_late(
    rf"\b(?:{_OWNER} дан{{1,2}}ы[ехм]\w*|дан{{1,2}}ы[ехм]\w* (?:(?!сч[её]тчик|прибор|показан"
    rf"|водомер)[а-я]{{3,}} )?{_OWNER}\b)"
    r"(?![^\d.!?]*\b(?:сч[её]тчик|прибор|показан|уч[её]т|водомер|датчик|вод[аеуы]|свет[ау]|газ[ау]|тепл|электр))"
    r"(?P<between>[^\d.!?]{0,40})$"
)
"""«Мои данные: », «данные мужа»; not those of a meter."""
_FULL_NAME = compile_late(r"[а-я]{1,30}\s(?:[а-я]{1,30}(?:ович|евич|ич|овн|евн|ичн)(?:а|у|ем|ом|е|ы|ой)?)[\s,.(–—-]*$")
_NAMED_BEFORE = compile_late(
    r"(?:(?P<name>[А-ЯЁ][а-яё]+(?:\s[А-ЯЁ][а-яё]+){1,2})|[А-ЯЁ][а-яё]+\s[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?"
    r"|[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?[А-ЯЁ][а-яё]+"
    rf"|\b(?P<kin>(?i:{KIN})(?:\s(?:мо|наш|сво)[а-яё]{{1,3}})?(?:(?:\s[А-ЯЁ][а-яё]+){{0,2}}|\s(?:(?:{KIN})"
    rf"|(?P<small>[а-яё]{{3,}})),\s)))"
    r"(?:(?<=[а-я])\))?[\s,.:(–—-]*(?:дата[\s:–—-]{1,3})?$"
)
_ONE_NAME_BEFORE = compile_late(r"(?<![а-яё]-)\b(?P<name>[А-ЯЁ][а-яё]{2,})[\s,(–—-]*$")
_GOES_ON_FROM = compile_late(r"[А-ЯЁа-яё] $|(?:^|[\s,(])[А-ЯЁа-яё][а-яё]{0,3}\. $")
"""«улица Серова», «просп. Серова»; a longer word before a stop ends a sentence."""
_AT_A_PLACE = compile_late(r"\b(?:ул|улиц\w*|на|по|в|имени|им|пос\w*|г|город\w*)\.?\s$", re.IGNORECASE)
OLDEST: Final = 1920
_YOUNGEST_CHILD: Final = 2035
_CLAUSE_BEGINS = compile_late(r"[.:;!?(–—-]\s*$")
_SMALL_NAMES_BEFORE = compile_late(r"\b(?P<one>[а-яё]{3,}) (?P<other>[а-яё]{3,})[\s,(–—-]*$")
_NAMED_AFTER = compile_late(r"(?:\s?(?:г\b\.?|года))?[\s,/–—-]{1,20}(?P<one>[А-ЯЁ][а-яё]+)\s(?P<other>[А-ЯЁ][а-яё]+)")
_LOUD = compile_late(r"[А-ЯЁ]{2,}")
_INITIALS_AFTER = compile_late(r"(?:\s?(?:г\b\.?|года))?[\s,/–—-]{1,20}(?P<name>[А-ЯЁ][а-яё]+)\s[А-ЯЁ]\.\s?[А-ЯЁ]\.")
_NAME_AFTER = compile_late(r"(?:\s?(?:г\b\.?|года))?,\s(?P<name>[А-ЯЁ][а-яё]+)[,.]")
_BIRTHDAY_BEFORE = compile_late(r"\b(?:дн\w+|день|дат\w+) (?:\w+ )?рожд\w+[^\d]{0,45}[.!?]\s$")
_CHILDREN_BEFORE = compile_late(r"\b(?:дет(?:и|ей|ям)|внук(?:и|ов|ам)|ребят\w*)\s?[:–—-][^.!?]*\b[а-я]+[\s,(–—-]+$")
_CHILD_LAST = compile_late(r"\b(?:сын\w{0,2}|доч\w{1,5}|реб[её]нок|реб[её]нк\w|внук\w?|внучк\w)[\s,:–—-]{1,3}$")
_NAME_NEXT = compile_late(r"(?:\s?(?:г\b\.?|года))?[\s,–—-]{1,20}(?P<name>[А-ЯЁ][а-яё]+)")
"""«Ребёнок 3 марта 2024 Савелий»."""
_TOLD_OF_AFTER = compile_late(
    rf"(?:\s?(?:г\b\.?|года))?[\s,)–—-]{{1,20}}(?:это )?(?:(?:мой|моя|наша?|лежач\w+|одинок\w+)\s)?"
    rf"(?:женщина|мужчина|{KIN}|лежач\w+|незряч\w+|вдова|вдовец|сирота|одинок\w+|безработн\w+)\b"
)
_THING_BEFORE = compile_late(
    r"(?<!к )(?<!по )(?<!в )(?<!на )\b(?P<thing>[а-я]{3,})(?:\s(?:№\s?\d+|\d+|исполни\w+|стукнул\w*|будет|было"
    r"|уже|около|почти|более|больше|скоро|всего)){0,3}\s\d{1,3}(?:\s(?:лет|год\w?))?[\s,(–—-]+$"
)
"""«Заводу 40 лет, »."""
BUILT_AFTER = compile_late(
    r"(?:\s?(?:г\b\.?|года))?\s(?:[а-я]+\s)?(?:построен|построил|постройк|открыт(?!ь)|открыл|сдан[аоы]?\b|введен"
    r"|возвед|возвел|основан|заложен|снес(?:ен|л)|закрыт(?!ь)|закрыл|переименова|реконструир|отремонтир"
    r"|установ(?:ил|лен)(?!\w*\s(?:инвалидн|групп|пенси|опек))|запущен|запустил)"
)
BEFELL_AFTER = compile_late(
    r"(?:\s?(?:г\b\.?|года))?\s(?:[а-я]+\s)?(?:отключ|сби(?:л|т)|задавил|наехал|укусил|покусал|избил|ударил|ограбил"
    r"|обокрал|задерж|упал|сломал|пропал|умер|погиб|скончал|госпитализ|увез|травмир|провалил|застрял|поскользн|затопил)"
)
"""What somebody complains of: «жителя 12.03.2015 сбила машина»."""
_WAR: Final = range(1939, 1946)
_WAR_AFTER = compile_late(
    r"(?:\s?(?:г\b\.?|года))?\s(?:[а-я]+\s)?(?:вернул|призва|ушел|ушла|погиб|ранен|пропал|награ|воевал|убит|взят|бежал)"
)
"""«Прадед 09.05.1945 вернулся домой»."""
_MY_AGE = compile_late(
    r"\b(?:мне|ему|ей|маме|отцу|папе|бабушке|дедушке|мужу|жене|исполни\w+)\s(?:(?:уже|исполни\w+|стукнул\w*"
    r"|будет)\s){0,2}\d{1,3}(?:\s(?:лет"
    r"|год\w?))?[\s,(–—-]+$"
)
_AGE_BEFORE = compile_late(
    r"(?<!до )(?<!от )(?<!по )(?<!за )(?<!с )(?<![\d-])(?P<age>\d{1,3}) (?:лет|год\w?)[\s,(–—-]+$"
)
_AGE_AFTER = compile_late(
    r"(?:\s?г\b\.?|\sгода)?[\s,;(–—-]{1,20}(?:(?:мне|ему|ей|уже|полных|сейчас)\s){0,2}(?P<age>\d{1,3}) (?:лет"
    r"|год\w?)\s?(?:[,.;)!]|$)"
)
_TURNED_AFTER = compile_late(
    r"(?:\s?г\b\.?|\sгода)?\s(?:(?:мне|ему|ей)\s)?исполни\w+\s(?P<age>\d{2})(?: лет)?\s?(?:[,.;!?…]|$)"
)
_NOW: Final = range(2019, 2033)
"""Years in which such messages are written."""
_LEAST_AGE: Final = 14
CLOSES = compile_late(r"(?:\s?(?:г\b\.?|года))?\s?(?:[,;).!?]|$|и\s[а-яё]+\s\d)")
OFFICE_BEFORE = compile_late(
    r"(?<!\w)(?i:(?:глав)?врач|доктор|фельдшер|медсестр|директор|заведующ|завуч|учител|воспитател|педагог|тренер"
    r"|глава\b|главе\b|главой\b|мэр|депутат|министр|губернатор|начальник|председател|руководител|заместител|специалист"
    r"|инспектор|мастер|диспетчер|участков|секретар|администратор|юрист|кассир|кондуктор|водител)[а-яё-]*"
    rf"(?:\s(?!(?:{KIN}|имя)\b)[а-яё]{{2,}}){{0,3}}\s(?:[А-ЯЁ][а-яё]+\s?|[А-ЯЁ]\.\s?){{1,3}}[\s,.:(–—-]*$"
)
"""«Главврач Анне 12.03.2020», «директор школы Ольга, 01.09.2022»: the day somebody saw them in their office."""
_DID_BEFORE = compile_late(
    r"\b(?:подписа|вела?\b|принял|принима|состави|провел|провод|утверди|ответи|отвечал|сказал|обещал|акт\b"
    r"|протокол\b)[а-я]*"
    r"[\s,:]{1,2}(?:[А-ЯЁ][а-яё]*[.\s]\s?){1,3}[\s,(–—-]*$",
    re.IGNORECASE,
)
"""«Акт подписала Серова А.П. 03.10.2019»: the day on which somebody did their work."""
OLDEST_EVENT: Final = 2005
"""Of earlier days nobody complains: «сын служит, 29.02.2004» is a birth, «ребенок упал, 12.01.2023» is none."""
_ENDED = compile_late(r"умер|погиб|сконч|похорон|пропал|переех")
YOUNGEST_IN_LIST: Final = 2023
"""So late where nothing is told of the day after it: «ребёнок 05.07.2020, просим место»."""
YOUNGEST_BY_NAME: Final = 2018
"""After a bare name a later date is rather that of a visit than of a birth."""


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a date: folded, and as it was written."""

    said: str
    follows: str
    said_before: str
    said_after: str


def is_child_named(around: Around, year: int) -> bool:
    """«Дети: Глеб 02.02.2016, Майя 25.09.2019», «ребёнок 3 марта 2024 Савелий»: of whatever year."""
    if not OLDEST <= year <= _YOUNGEST_CHILD:
        return False
    if _CHILDREN_BEFORE.search(around.said) and _ends_with_one_name(around.said_before):
        return True
    name = _NAME_NEXT.match(around.said_after)
    return name is not None and can_be_first_name(name["name"]) and _CHILD_LAST.search(around.said) is not None


def is_beside_somebody(around: Around, *, year: int, is_old: bool) -> bool:
    """Whether a person, their age or their birthday is told of just before, or after a date that stands first.

    `is_old`: written out, and so long ago that nobody complains of what happened then.
    """
    said, follows = around.said, around.follows
    if _is_of_thing(said) or _is_of_event(follows, year):
        return False
    ages = _AGE_BEFORE.search(said), _AGE_AFTER.match(follows), _TURNED_AFTER.match(follows)
    if any(_is_of_age(age, year) for age in ages):
        return True
    if any(sign.search(said) for sign in (_FULL_NAME, _MY_AGE, _BIRTHDAY_BEFORE)):
        return True
    if _ends_with_somebody(around.said_before, year=year):
        return True
    if year <= YOUNGEST_BY_NAME and CLOSES.match(follows) and _ends_with_one_name(around.said_before):
        return True
    if is_old and _ends_with_name_in_any_case(around.said_before):
        return True
    if said.strip() and not (is_old and _CLAUSE_BEGINS.search(said)):
        return False
    return _TOLD_OF_AFTER.match(follows) is not None or _begins_with_somebody(around.said_after, year=year)


def _is_of_thing(said: str) -> bool:
    """«Заводу 40 лет, 12.03.1984 открыли»: the age just before is told of a thing."""
    match = _THING_BEFORE.search(said)
    if match is None:
        return False
    ways = [way for way in readings(match["thing"]) if way.has("NOUN")]
    if not all(way.has("inan") and not (way.has("Surn") or way.has("gent")) for way in ways):
        return False
    return any(way.has("datv") for way in ways)


def _is_of_event(follows: str, year: int) -> bool:
    """«Школа Гагарина 12.03.1998 открыта»: of things old days are told, too; of what befell somebody, only new ones."""
    if BUILT_AFTER.match(follows) or (year in _WAR and _WAR_AFTER.match(follows)):
        return True
    return year >= OLDEST_EVENT and BEFELL_AFTER.match(follows) is not None


def _is_of_age(match: re.Match[str] | None, year: int) -> bool:
    """«12.03.1948, 76 лет»: who was born in that year is so old about now; of children benefits tell ages, too."""
    return match is not None and int(match["age"]) >= _LEAST_AGE and _NOW.start <= year + int(match["age"]) < _NOW.stop


def _ends_with_somebody(said: str, *, year: int) -> bool:
    """«Иванова Анна», «Петров П. П.», «сын Миша» just before the date; of two words one has to be a first name."""
    match = _NAMED_BEFORE.search(said)
    if match is None:
        in_small = _SMALL_NAMES_BEFORE.search(said.lower())
        return in_small is not None and _are_names(in_small)
    if not match["name"]:
        if year >= OLDEST_EVENT and _DID_BEFORE.search(said):
            return False
        return match["small"] is None or can_be_first_name(match["small"]) or _is_old(match["small"], year)
    words = match["name"].split()
    if year < OLDEST_EVENT and any(one.has("Name") for word in words for one in readings(fold(word))):
        return True  # «на Петрову Анну»
    if year >= OLDEST_EVENT and _DID_BEFORE.search(said):
        return False
    return any(can_be_first_name(word) for word in words) or (
        any(_can_be_surname(word.lower()) for word in words) and not any(is_common_word(fold(word)) for word in words)
    )


def _is_old(said: str, year: int) -> bool:
    """Whether it is too long ago for a day on which something befell somebody, unless they died."""
    return year < OLDEST_EVENT and not _ENDED.match(said)


def _ends_with_one_name(said: str) -> bool:
    """«Вася (»; «Серова, » at the start or after a mark."""
    one = _ONE_NAME_BEFORE.search(said)
    if one is None:
        return False
    is_apart = _GOES_ON_FROM.search(said[: one.start()]) is None
    return can_be_first_name(one["name"]) or (is_apart and _is_surname(one["name"]))


def _ends_with_name_in_any_case(said: str) -> bool:
    """«Петровой 12.03.1948 не пришла пенсия»; of so long ago nobody tells what befell a street."""
    one = _ONE_NAME_BEFORE.search(said)
    if one is None or _AT_A_PLACE.search(said[: one.start()]):
        return False
    return not is_common_word(fold(one["name"])) and any(
        way.has("Name") or way.has("Surn") for way in readings(fold(one["name"]))
    )


def _begins_with_somebody(said: str, *, year: int) -> bool:
    """The date stands first: «12.05.1960 Петрова Анна», «12 мая 1960, Анна, …», «03.03.1971 Петров П.П.»."""
    said = _LOUD.sub(lambda word: word[0].capitalize(), said)
    named = _NAMED_AFTER.match(said)
    if named is not None and year < OLDEST_EVENT and _are_names_in_any_word(named):
        return True
    initials = _INITIALS_AFTER.match(said)
    if initials is not None and year < OLDEST_EVENT and _is_surname(initials["name"]):
        return True
    match, alone = _NAMED_AFTER.match(said), _NAME_AFTER.match(said)
    return (match is not None and _are_names(match)) or (alone is not None and can_be_first_name(alone["name"]))


def _are_names(match: re.Match[str]) -> bool:
    one, other = match["one"], match["other"]
    return (can_be_first_name(one) and _is_surname(other)) or (can_be_first_name(other) and _is_surname(one))


def _are_names_in_any_word(match: re.Match[str]) -> bool:
    """«Комаров Илья»: a first name beside a surname, be it a common word as well."""
    one, other = match["one"], match["other"]
    return (can_be_first_name(one) and _can_be_surname(other.lower())) or (
        can_be_first_name(other) and _can_be_surname(one.lower())
    )


def _is_surname(word: str) -> bool:
    return _can_be_surname(word.lower()) and not is_common_word(fold(word))


def _can_be_surname(word: str) -> bool:
    """A surname in the first case: «Мельникова»; «Маяковского» is whom a street is called after."""
    return any(one.has("Surn") and one.has("nomn") for one in readings(fold(word)))

"""Finds birth dates: day, month and year beside the word birth, or after a full name with patronymic.

A year alone («ребёнок 2019 года рождения») is shared by a million people and stays.
"""

import re
from typing import Final

from otklik.shared.patterns import compile_late
from otklik.shared.text import fold_with_places
from otklik.triage.findings import PERSONAL_DATA, Finding
from otklik.triage.rules.birth_people import (
    CLOSES,
    OFFICE_BEFORE,
    OLDEST,
    OLDEST_EVENT,
    YOUNGEST_BY_NAME,
    Around,
    is_beside_somebody,
    is_child_named,
)
from otklik.triage.rules.numbers import after, before, has_digits

RULE: Final = "birth_dates"
_MONTH = (
    r"(?:январ|феврал|март|апрел|ма[йя]|июн|июл|август|сентябр|октябр|ноябр|декабр)[а-я]*|(?:янв|фев|мар|апр"
    r"|авг|сент?|окт|ноя|дек)\.?"
)
_SAID_DAY = (
    r"(?:(?:двадцать |тридцать )?(?:перв|втор|четв[её]рт|пят|шест|седьм|восьм|девят|десят)о(?:го|е)"
    r"|(?:двадцать )?треть(?:его|е)|\w+надцато(?:го|е)|двадцато(?:го|е)|тридцато(?:го|е))"
)
_SAID_MONTH = r"(?:перв|втор|четв[её]рт|пят|шест|седьм|восьм|девят|десят|одиннадцат|двенадцат)ого\b|третьего\b"
_SAID_YEAR = (
    r"(?:(?:тысяча )?девятьсот|две тысячи)\s(?:(?:двадцать|тридцать|сорок|пятьдесят|шестьдесят|семьдесят|восемьдесят"
    r"|девяносто)\s)?(?:\w+ого|третьего)|двухтысячного"
    r"|(?:двадцать|тридцать|сорок|пятьдесят|шестьдесят|семьдесят|восемьдесят|девяносто)\s(?:\w+ого|третьего)"
)
_DATE = compile_late(
    rf"(?<![\d/-])(?<!\d\.)(?:(?:(?P<day>0?[1-9]|[12]\d|3[01])(?:-?го|-?ого|-?е|-?ое)?(?:\sчисл[оа])?"
    rf"|\b{_SAID_DAY})[\s./,-]{{1,3}}"
    rf"(?:(?:0?[1-9]|1[0-2]|[ivх]{{1,4}}|xi?i?|(?:ноль )?{_SAID_MONTH})(?:\sмесяца?)?[\s./,-]{{1,3}}(?:года? )?"
    rf"|(?:месяца? )?(?:{_MONTH})(?:\sмесяца?)?[\s,.(]{{0,2}}(?:год )?)(?:(?P<year>(?:19|20)\d\d|\d\d)"
    rf"|(?P<said>{_SAID_YEAR})\b)"
    r"|(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19[2-9]|20[0-3])\d"
    r"|(?P<iso>(?:19|20)\d\d)[-./](?:0[1-9]|1[0-2])[-./](?:0[1-9]|[12]\d|3[01]))(?!\d)(?![./-]\d)"
)
_BORN_BEFORE = compile_late(
    r"(?:\b(?:рожд|родж|ражд)(?:\w*|\.)|\bднюх\w|\bд(?:ень|ня) варенья|дата р[.-]\w*|родил(?:ся|ась|ись|а)"
    r"|появил\w+ на свет|\bвозраст\w*|\bрод\b\.?|\bр\.|(?<!\w)д\.?\s?р\b\.?|\bг\.?\s?р\b\.?"
    r"|\bdate of birth|\bд/р)"
    r"[\s:.,;()–—-]*(?:(?:у|меня|него|нее|моя|мой|его|ее|сына|дочери|ребенка|мамы|мужа|ребенок|дочь|сын|она|он"
    r"|я|мы|это|есть"
    r"|в|дата|года|с|была?|дочка|дочери|внук|внучка|мальчик|девочка|совместн\w+|третий|второй|первый|старш\w+"
    r"|младш\w+|доч\w+|внуч\w+|внука|мужа|жены|отца|матери|бабушки|дедушки|близнецы|двойня|мо[её]го|моей|так\w+"
    r"|нас|них|вас|стоит|указан\w*|записан\w*|написан\w*|знаете|ее|ему|ей|настоящ\w+|верн\w+|правильн\w+"
    r"|не \d{1,4}, а|число"
    r")[\s:.,–—-]+){0,3}$"
    r"|(?:родил(?:ся|ась|ись)|рожден\w*)(?: \w+){0,2} во? [^.!?,;\d]{1,30}$"
    r"|\bроды (?:[а-я]+ ){0,3}?(?:были|прошли|состоялись|случились|принял\w*|принимал\w*)[\s:,–—-]+(?:[а-я]+\s)?$"
    r"|\b(?:дат|ден|дн|числ|ч)\w* рожд\w+[^.!?\d]{0,30}(?:не \d{1,4}(?:[-\s][а-я]+)?,? а )?$"
)
_BORN_AFTER = compile_late(
    r"(?:(?:,|\sи)\s[\s\d.,и]{6,30})?(?:-?[ео]?го\b)?\s*(?:г(?:ода?|\.)?\s?)?[,(]?\s*(?:г\.?\s?р\b\.?|г/р"
    r"|года? рожд\w*|рожд(?:ени\w*|\.)"
    r"|р\.(?!\w)|д\.?\s?р\b\.?"
    r"|рожд\b|годов рожд|(?!а |но )(?:[а-я]+ ){0,2}?(?:родил(?:ся|ась|ись)|появил(?:ся|ась|ись) на свет)"
    r"|[\s)–—-]*(?:это )?(?:мо[йя] "
    r"|его |ее |наш )?(?:дата"
    r"|день) (?:\w+ )?рожд\w+)"
)
_IN_WORDS = compile_late(
    r"тысяч|девятьсот|рожд|Рожд|[Рр]одил|десят (?:\w+ого|третьего)|(?:сорок|девяносто) (?:\w+ого|третьего)"
)
_REVERSED = compile_late(
    r"(?P<was_born>(?:родил(?:ся|ась)|рожден\w*) (?:\w+ )?в )?(?P<year>(?:19|20)\d\d|(?<=\sв\s)\d\d(?:-?[оеё]?м))"
    r"(?: году?а?(?P<of_birth> рожд\w+)?| г\.?(?: ?р\.?)?)?,? "
    rf"\d{{1,2}}(?:-?го)? (?:{_MONTH})"
    r"(?P<born> рожд\w+)?"
)
"""«Родился в 2019 году 12 марта», «1956 года 12 марта рождения»."""
_AFTER_A_PAPER = compile_late(r"\b(?:снилс|паспорт\w*|инн|полис\w*|омс)\W[^.!?а-я]{0,30}\d\s?[,;(]\s?$")
_PAPER_AFTER = compile_late(
    r"(?:\s?г\b\.?)?[\s,;]{1,2}(?:снилс\W{0,3})?(?:\d{3}[- ]\d{3}[- ]\d{3}[- ]\d{2}"
    r"|\d{11,12})(?!\d)"
)
_YEAR_BEFORE = compile_late(
    r"\bгод\w? рожд\w+[\s:–—-]{1,3}(?:19|20)\d\d[^.!?\d]{0,20}$"
    rf"|\b(?:я|он|она|мама|отец|муж|жена|бабушка|дедушка) (?:сам[аи]? |уже )?с (?:{_SAID_YEAR}|(?:19)?\d\d(?:-?го)?)"
    r"(?: года?| г\.?)?[\s,(–—-]+$"
)
"""«Год рождения 1949, полностью …», «я сама с пятьдесят второго, …»."""
_NEWEST_OLD_PAPER: Final = 1999
_IN_A_PAPER = compile_late(r"\b(?:в|по) (?:паспорт\w|свидетельств\w|карт\w|полис\w|документ\w+)\s$")
"""«В паспорте 12.03.1985, в справке другое»: papers of today are younger."""
_PARTED_BY_COMMAS = compile_late(r"\d{1,2}, ?\d{1,2}, ?\d\d$")
"""«(1, 8, 11 класс)»."""
_CHILD_IN_BRACKETS = compile_late(
    r"\b(?:сын\w*|доч\w+|ребен\w+|внук\w*|внучк\w+|мальчик\w*|девочк\w+)(?:\s[а-я]{3,}){0,2}\s?\($"
)
_OF_A_THING = compile_late(
    r"рожд\w+ (?:нашего |нашей |любимого |моего )?(?:город|школ|район|област|парк|сел|посел|предприят|завод"
    r"|сада?\b|христ)|\b(?:город|школа|посел\w+|завод|дом|музей|сад) (?:родил\w+|появил\w+)"
)
_YOUNGEST_IN_LIST: Final = 2023
"""So late where nothing is told of the day after it: «ребёнок 05.07.2020, просим место»."""


def find(text: str) -> Finding | None:
    """A full date that somebody was born on."""
    if not (has_digits(text) or _IN_WORDS.search(text)):
        return None
    folded = fold_with_places(text)
    for match in (*_DATE.finditer(folded.text), *_REVERSED.finditer(folded.text)):
        start, end = folded.span(*match.span())
        if _is_of_birth(match, said_before=text[max(0, start - 60) : start], said_after=text[end : end + 60]):
            return Finding(rule=RULE, ground=PERSONAL_DATA, start=start, end=end, certainty=0.9)
    return None


def _is_of_birth(match: re.Match[str], *, said_before: str, said_after: str) -> bool:
    said, follows = before(match.string, match.start(), within=60), after(match.string, match.end(), within=30)
    if _OF_A_THING.search(said) or _OF_A_THING.search(follows):
        return False
    if _is_called_birth(match, said, follows):
        return True
    year = _year_of(match)
    if year is None:
        return False
    around = Around(said, follows, said_before, said_after)
    if is_child_named(around, year):
        return True
    youngest = _YOUNGEST_IN_LIST if CLOSES.match(follows) else YOUNGEST_BY_NAME
    if not OLDEST <= year <= youngest:
        return False
    is_in_paper = _AFTER_A_PAPER.search(said) or _PAPER_AFTER.match(follows)
    if is_in_paper or (year <= _NEWEST_OLD_PAPER and _IN_A_PAPER.search(said)):
        return True
    if year >= OLDEST_EVENT and OFFICE_BEFORE.search(said_before):
        return False
    is_old = year < OLDEST_EVENT and len(match["year"] or match["iso"] or match["said"]) > len("22")
    return is_beside_somebody(around, year=year, is_old=is_old)


def _is_called_birth(match: re.Match[str], said: str, follows: str) -> bool:
    """The word stands by: «12.03.1985 г.р.», «родился в 2019 году 12 марта», «дочка (12.03.2021)»."""
    if _BORN_BEFORE.search(said) or _YEAR_BEFORE.search(said) or _BORN_AFTER.match(follows):
        return True
    if "was_born" in match.re.groupindex:
        return any(match[part] is not None for part in ("born", "of_birth", "was_born"))
    return follows.startswith(")") and _CHILD_IN_BRACKETS.search(said) is not None


def _year_of(match: re.Match[str]) -> int | None:
    """Of words only the century: «сорок первого» is about 1950; «двадцать второго» may be of either."""
    if "was_born" in match.re.groupindex:
        return None
    if match["said"]:
        return None if re.match("две|двух|двадцать", match["said"]) else 1950
    if _PARTED_BY_COMMAS.match(match[0]):
        return None
    written = match["year"] or match["iso"]
    return _full_year(int(written)) if written else None


def _full_year(year: int) -> int:
    """«49» is 1949, «15» is 2015: nobody is born later than the youngest."""
    return year if year >= 100 else year + (2000 if year <= YOUNGEST_BY_NAME % 100 else 1900)

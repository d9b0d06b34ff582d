"""Finds birth dates: day, month and year beside the word birth, or after a full name with patronymic.

A year alone («ребёнок 2019 года рождения») is shared by a million people and stays.
"""

import re
from typing import Final

from otklik.shared.lemmas import can_be_first_name
from otklik.shared.patterns import compile_late
from otklik.shared.text import fold_with_places
from otklik.triage.findings import PERSONAL_DATA, Finding
from otklik.triage.rules.numbers import after, before, has_digits

RULE: Final = "birth_dates"

_MONTH = (
    r"(?:январ|феврал|март|апрел|ма[йя]|июн|июл|август|сентябр|октябр|ноябр|декабр)[а-я]*|(?:янв|фев|мар|апр"
    r"|авг|сент?|окт|ноя|дек)\.?"
)
_SAID_DAY = (
    r"(?:(?:двадцать |тридцать )?(?:перв|втор|четв[её]рт|пят|шест|седьм|восьм|девят|десят)ого"
    r"|(?:двадцать )?третьего|\w+надцатого|двадцатого|тридцатого)"
)
_DATE = compile_late(
    rf"(?<![\d./-])(?:(?:(?P<day>0?[1-9]|[12]\d|3[01])(?:-?го|-?ого)?|\b{_SAID_DAY})[\s./,-]{{1,2}}"
    rf"(?:(?:0?[1-9]|1[0-2]|[ivх]{{1,4}}|xi?i?)[\s./,-]{{1,2}}|(?:{_MONTH})[\s,.]{{1,2}})(?P<year>(?:19|20)\d\d|\d\d)"
    r"|(?P<iso>(?:19|20)\d\d)[-./](?:0[1-9]|1[0-2])[-./](?:0[1-9]|[12]\d|3[01]))(?!\d)(?![./-]\d)"
)
_BORN_BEFORE = compile_late(
    r"(?:\bрожд(?:\w*|\.)|родил(?:ся|ась|ись|а)|появил\w+ на свет|\bрод\.|\bр\.|(?<!\w)д\.?\s?р\b\.?|\bг\.?\s?р\b\.?"
    r"|\bdate of birth|\bд/р)"
    r"[\s:.,;()–—-]*(?:(?:у|меня|него|нее|моя|мой|его|ее|сына|дочери|ребенка|мамы|мужа|ребенок|дочь|сын|она|он"
    r"|я|мы|это|есть"
    r"|в|дата|года|с|была?|дочка|дочери|внук|внучка|мальчик|девочка|совместн\w+|третий|второй|первый|старш\w+"
    r"|младш\w+|доч\w+|внуч\w+|внука|мужа|жены|отца|матери|бабушки|дедушки|близнецы|двойня|мо[её]го|моей|так\w+)[\s:.,–—-]+){0,3}$"
)
_BORN_AFTER = compile_late(
    r"\s*(?:г(?:ода?|\.)?\s?)?[,(]?\s*(?:г\.?\s?р\b\.?|г/р|года? рожд\w*|рожд(?:ени\w*|\.)|р\.(?!\w)|д\.?\s?р\b\.?"
    r"|рожд\b|(?:я |он |она )?родил(?:ся|ась|ись)|[\s)–—-]*(?:это )?(?:дата|день) (?:\w+ )?рожд\w+)"
)
_REVERSED = compile_late(
    r"(?P<was_born>(?:родил(?:ся|ась)|рожден\w*) (?:\w+ )?в )?(?P<year>(?:19|20)\d\d)(?: году?а?| г\.?)? "
    rf"\d{{1,2}}(?:-?го)? (?:{_MONTH})"
    r"(?P<born> рожд\w+)?"
)
"""«Родился в 2019 году 12 марта», «1956 года 12 марта рождения»."""
_FULL_NAME = compile_late(r"[а-я]+\s(?:[а-я]+(?:ович|евич|ич|овн|евн|ичн)(?:а|у|ем|ом|е|ы|ой)?)[\s,.(–—-]*$")
_NAMED_BEFORE = compile_late(
    r"(?:(?P<name>[А-ЯЁ][а-яё]+(?:\s[А-ЯЁ][а-яё]+){1,2})|[А-ЯЁ][а-яё]+\s[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?"
    r"|(?i:сын|дочь|дочка|ребенок|ребёнок|внук|внучка|мама|муж|жена|супруга?|бабушка|дедушка)(?:\s[А-ЯЁ][а-яё]+){0,2})"
    r"[\s,.(–—-]*$"
)
_CHILD_IN_BRACKETS = compile_late(
    r"\b(?:сын\w*|доч\w+|ребен\w+|внук\w*|внучк\w+|мальчик\w*|девочк\w+)(?:\s[а-я]{3,}){0,2}\s?\($"
)
_OF_A_THING = compile_late(
    r"рожд\w+ (?:нашего |нашей |любимого |моего )?(?:город|школ|район|област|парк|сел|посел|предприят|завод"
    r"|сада?\b|христ)"
)
_YOUNGEST_BY_NAME: Final = 2018
"""After a bare name a later date is rather that of a visit than of a birth."""


def find(text: str) -> Finding | None:
    """A full date that somebody was born on."""
    if not has_digits(text):
        return None
    folded = fold_with_places(text)
    for match in (*_DATE.finditer(folded.text), *_REVERSED.finditer(folded.text)):
        start, end = folded.span(*match.span())
        if _is_of_birth(match, said_before=text[max(0, start - 60) : start]):
            return Finding(rule=RULE, ground=PERSONAL_DATA, start=start, end=end, certainty=0.9)
    return None


def _is_of_birth(match: re.Match[str], *, said_before: str) -> bool:
    said, follows = before(match.string, match.start(), within=60), after(match.string, match.end(), within=30)
    if _OF_A_THING.search(said) or _OF_A_THING.search(follows):
        return False
    if _BORN_BEFORE.search(said) or _BORN_AFTER.match(follows):
        return True
    if "was_born" in match.re.groupindex:
        return match["born"] is not None or match["was_born"] is not None
    if follows.startswith(")") and _CHILD_IN_BRACKETS.search(said):
        return True
    year = _full_year(int(match["year"] or match["iso"]))
    if not 1920 <= year <= _YOUNGEST_BY_NAME:
        return False
    return _FULL_NAME.search(said) is not None or _ends_with_somebody(said_before)


def _full_year(year: int) -> int:
    """«49» is 1949, «15» is 2015: nobody is born later than the youngest."""
    return year if year >= 100 else year + (2000 if year <= _YOUNGEST_BY_NAME % 100 else 1900)


def _ends_with_somebody(said: str) -> bool:
    """«Иванова Анна», «Петров П. П.», «сын Миша» just before the date; of two words one has to be a first name."""
    match = _NAMED_BEFORE.search(said)
    return match is not None and (not match["name"] or any(can_be_first_name(word) for word in match["name"].split()))

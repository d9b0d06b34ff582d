"""Finds birth dates: day, month and year beside the word birth, or after a full name with patronymic.

A year alone («ребёнок 2019 года рождения») is shared by a million people and stays.
"""

import re
from typing import Final

from otklik.shared.lemmas import can_be_first_name, is_common_word, readings
from otklik.shared.patterns import compile_late
from otklik.shared.text import fold, fold_with_places
from otklik.triage.findings import PERSONAL_DATA, Finding
from otklik.triage.rules.numbers import after, before, has_digits

RULE: Final = "birth_dates"

_MONTH = (
    r"(?:январ|феврал|март|апрел|ма[йя]|июн|июл|август|сентябр|октябр|ноябр|декабр)[а-я]*|(?:янв|фев|мар|апр"
    r"|авг|сент?|окт|ноя|дек)\.?"
)
_SAID_DAY = (
    r"(?:(?:двадцать |тридцать )?(?:перв|втор|четв[её]рт|пят|шест|седьм|восьм|девят|десят)о(?:го|е)"
    r"|(?:двадцать )?третьего|\w+надцато(?:го|е)|двадцато(?:го|е)|тридцато(?:го|е))"
)
_KIN = (
    r"сын\w{0,5}|доч\w{1,5}|реб[её]н\w+|внук\w?|внучк\w|мам\w|пап\w|отец|отц\w|мать|матер\w|муж\w?|жен[аеуы]"
    r"|супруг\w?|бабушк\w"
    r"|дедушк\w|дед\w?|брат\w?|сестр\w|т[её]тя|дядя|т[её]ща|тесть|свекровь|св[её]кор|мальчик\w?|девочк\w|племянни\w+"
    r"|двойняш\w+|близнец\w{0,2}|тройняш\w+|пенсионер\w*|ветеран\w?|инвалид\w?|подопечн\w+|заявител\w+"
    r"|пациент\w*|ученик\w?|ученица|воспитанни\w+"
)
"""Whose birth a bare date after the word is."""
_SAID_YEAR = (
    r"(?:(?:тысяча )?девятьсот|две тысячи)\s(?:(?:двадцать|тридцать|сорок|пятьдесят|шестьдесят|семьдесят|восемьдесят"
    r"|девяносто)\s)?(?:\w+ого|третьего)|двухтысячного"
    r"|(?:двадцать|тридцать|сорок|пятьдесят|шестьдесят|семьдесят|восемьдесят|девяносто)\s(?:\w+ого|третьего)"
)
_DATE = compile_late(
    rf"(?<![\d/-])(?<!\d\.)(?:(?:(?P<day>0?[1-9]|[12]\d|3[01])(?:-?го|-?ого|-?е|-?ое)?(?:\sчисл[оа])?"
    rf"|\b{_SAID_DAY})[\s./,-]{{1,3}}"
    rf"(?:(?:0?[1-9]|1[0-2]|[ivх]{{1,4}}|xi?i?)[\s./,-]{{1,3}}"
    rf"|(?:{_MONTH})[\s,.(]{{0,2}}(?:год )?)(?:(?P<year>(?:19|20)\d\d|\d\d)|(?:{_SAID_YEAR})\b)"
    r"|(?P<iso>(?:19|20)\d\d)[-./](?:0[1-9]|1[0-2])[-./](?:0[1-9]|[12]\d|3[01]))(?!\d)(?![./-]\d)"
)
_BORN_BEFORE = compile_late(
    r"(?:\bрожд(?:\w*|\.)|родил(?:ся|ась|ись|а)|появил\w+ на свет|\bрод\.|\bр\.|(?<!\w)д\.?\s?р\b\.?|\bг\.?\s?р\b\.?"
    r"|\bdate of birth|\bд/р)"
    r"[\s:.,;()–—-]*(?:(?:у|меня|него|нее|моя|мой|его|ее|сына|дочери|ребенка|мамы|мужа|ребенок|дочь|сын|она|он"
    r"|я|мы|это|есть"
    r"|в|дата|года|с|была?|дочка|дочери|внук|внучка|мальчик|девочка|совместн\w+|третий|второй|первый|старш\w+"
    r"|младш\w+|доч\w+|внуч\w+|внука|мужа|жены|отца|матери|бабушки|дедушки|близнецы|двойня|мо[её]го|моей|так\w+"
    r"|нас|них|вас|стоит|указан\w*|записан\w*|написан\w*|знаете|ее|ему|ей|настоящ\w+|верн\w+|правильн\w+|не \d{1,2}, а"
    r")[\s:.,–—-]+){0,3}$"
    r"|\b(?:дат|ден|дн|числ|ч)\w* рожд\w+[^.!?\d]{0,30}(?:не \d{1,2}(?:[-\s][а-я]+)?,? а )?$"
)
_BORN_AFTER = compile_late(
    r"(?:-?[ео]?го\b)?\s*(?:г(?:ода?|\.)?\s?)?[,(]?\s*(?:г\.?\s?р\b\.?|г/р|года? рожд\w*|рожд(?:ени\w*|\.)"
    r"|р\.(?!\w)|д\.?\s?р\b\.?"
    r"|рожд\b|годов рожд|(?:[а-я]+ ){0,2}?(?:родил(?:ся|ась|ись)|появил(?:ся|ась|ись) на свет)"
    r"|[\s)–—-]*(?:это )?(?:мо[йя] "
    r"|его |ее |наш )?(?:дата"
    r"|день) (?:\w+ )?рожд\w+)"
)
_IN_WORDS = compile_late(r"тысяч|девятьсот|рожд|Рожд|[Рр]одил")
_REVERSED = compile_late(
    r"(?P<was_born>(?:родил(?:ся|ась)|рожден\w*) (?:\w+ )?в )?(?P<year>(?:19|20)\d\d)(?: году?а?| г\.?(?: ?р\.?)?)?,? "
    rf"\d{{1,2}}(?:-?го)? (?:{_MONTH})"
    r"(?P<born> рожд\w+)?"
)
"""«Родился в 2019 году 12 марта», «1956 года 12 марта рождения»."""
_FULL_NAME = compile_late(r"[а-я]+\s(?:[а-я]+(?:ович|евич|ич|овн|евн|ичн)(?:а|у|ем|ом|е|ы|ой)?)[\s,.(–—-]*$")
_NAMED_BEFORE = compile_late(
    r"(?:(?P<name>[А-ЯЁ][а-яё]+(?:\s[А-ЯЁ][а-яё]+){1,2})|[А-ЯЁ][а-яё]+\s[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?"
    r"|[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?[А-ЯЁ][а-яё]+"
    rf"|\b(?P<kin>(?i:{_KIN})(?:(?:\s[А-ЯЁ][а-яё]+){{0,2}}|\s(?:(?:{_KIN})|(?P<small>[а-яё]{{3,}})),\s)))"
    r"[\s,.:(–—-]*$"
)
_ONE_NAME_BEFORE = compile_late(r"(?<![а-яё]-)\b(?P<name>[А-ЯЁ][а-яё]{2,})[\s,(–—-]*$")
_SMALL_NAMES_BEFORE = compile_late(r"\b(?P<one>[а-яё]{3,}) (?P<other>[а-яё]{3,})[\s,(–—-]*$")
_NAMED_AFTER = compile_late(r"(?:\s?(?:г\b\.?|года))?[\s,–—-]+(?P<one>[А-ЯЁ][а-яё]+)\s(?P<other>[А-ЯЁ][а-яё]+)")
_NAME_AFTER = compile_late(r"(?:\s?(?:г\b\.?|года))?,\s(?P<name>[А-ЯЁ][а-яё]+)[,.]")
_AFTER_A_PAPER = compile_late(r"\b(?:снилс|паспорт\w*|инн|полис\w*|омс)\W[^.!?а-я]{0,30}\d\s?[,;(]\s?$")
_PAPER_AFTER = compile_late(
    r"(?:\s?г\b\.?)?[\s,;]{1,2}(?:снилс\W{0,3})?(?:\d{3}[- ]\d{3}[- ]\d{3}[- ]\d{2}"
    r"|\d{11,12})(?!\d)"
)
_BIRTHDAY_BEFORE = compile_late(r"\b(?:дн\w+|день|дат\w+) (?:\w+ )?рожд\w+[^\d]{0,45}[.!?]\s$")
_NEWEST_OLD_PAPER: Final = 1999
_IN_A_PAPER = compile_late(r"\b(?:в|по) (?:паспорт\w|свидетельств\w|карт\w|полис\w|документ\w+)\s$")
"""«В паспорте 12.03.1985, в справке другое»: papers of today are younger."""
_TOLD_OF_AFTER = compile_late(
    rf"(?:\s?(?:г\b\.?|года))?[\s,)–—-]+(?:женщина|мужчина|{_KIN}|вдова|вдовец|сирота|одинок\w+|безработн\w+)\b"
)
_MY_AGE = compile_late(
    r"\b(?:мне|ему|ей|маме|отцу|папе|бабушке|дедушке|мужу|жене|исполни\w+)\s(?:(?:уже|исполни\w+|стукнул\w*"
    r"|будет)\s){0,2}\d{1,3}(?:\s(?:лет"
    r"|год\w?))?[\s,(–—-]+$"
)
_CLOSES = compile_late(r"(?:\s?(?:г\b\.?|года))?\s?(?:[,;).!?]|$|и\s[а-яё]+\s\d)")
_CHILD_IN_BRACKETS = compile_late(
    r"\b(?:сын\w*|доч\w+|ребен\w+|внук\w*|внучк\w+|мальчик\w*|девочк\w+)(?:\s[а-я]{3,}){0,2}\s?\($"
)
_OF_A_THING = compile_late(
    r"рожд\w+ (?:нашего |нашей |любимого |моего )?(?:город|школ|район|област|парк|сел|посел|предприят|завод"
    r"|сада?\b|христ)|\b(?:город|школа|посел\w+|завод|дом|музей|сад) (?:родил\w+|появил\w+)"
)
_OFFICE_BEFORE = compile_late(
    r"(?<!\w)(?i:(?:глав)?врач|доктор|фельдшер|медсестр|директор|заведующ|завуч|учител|воспитател|педагог|тренер"
    r"|глава\b|главе\b|главой\b|мэр|депутат|министр|губернатор|начальник|председател|руководител|заместител|специалист"
    r"|инспектор|мастер|диспетчер|участков|секретар|администратор|юрист|кассир|кондуктор|водител)[а-яё-]*"
    rf"(?:\s(?!(?:{_KIN}|имя)\b)[а-яё]{{2,}}){{0,3}}\s(?:[А-ЯЁ][а-яё]+\s?|[А-ЯЁ]\.\s?){{1,3}}[\s,.:(–—-]*$"
)
"""«Главврач Анне 12.03.2020», «директор школы Ольга, 01.09.2022»: the day somebody saw them in their office."""
_OLDEST_EVENT: Final = 2005
"""Of earlier days nobody complains: «сын служит, 29.02.2004» is a birth, «ребенок упал, 12.01.2023» is none."""
_ENDED = compile_late(r"умер|погиб|сконч|похорон|пропал|переех")
_YOUNGEST_BY_NAME: Final = 2018
"""After a bare name a later date is rather that of a visit than of a birth."""
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
    if "was_born" in match.re.groupindex or not (match["year"] or match["iso"]):
        return False
    year = _full_year(int(match["year"] or match["iso"]))
    youngest = _YOUNGEST_IN_LIST if _CLOSES.match(follows) else _YOUNGEST_BY_NAME
    if not 1920 <= year <= youngest:
        return False
    is_in_paper = _AFTER_A_PAPER.search(said) or _PAPER_AFTER.match(follows)
    if is_in_paper or (year <= _NEWEST_OLD_PAPER and _IN_A_PAPER.search(said)):
        return True
    if year >= _OLDEST_EVENT and _OFFICE_BEFORE.search(said_before):
        return False
    return _is_beside_somebody(said, follows, year=year, said_before=said_before, said_after=said_after)


def _is_called_birth(match: re.Match[str], said: str, follows: str) -> bool:
    """The word stands by: «12.03.1985 г.р.», «родился в 2019 году 12 марта», «дочка (12.03.2021)»."""
    if _BORN_BEFORE.search(said) or _BORN_AFTER.match(follows):
        return True
    if "was_born" in match.re.groupindex:
        return match["born"] is not None or match["was_born"] is not None
    return follows.startswith(")") and _CHILD_IN_BRACKETS.search(said) is not None


def _is_beside_somebody(said: str, follows: str, *, year: int, said_before: str, said_after: str) -> bool:
    """Whether a person, their age or their birthday is told of just before, or after a date that stands first."""
    if any(sign.search(said) for sign in (_FULL_NAME, _MY_AGE, _BIRTHDAY_BEFORE)):
        return True
    if _ends_with_somebody(said_before, year=year):
        return True
    if year <= _YOUNGEST_BY_NAME and _CLOSES.match(follows) and _ends_with_one_name(said_before):
        return True
    return not said.strip() and (_TOLD_OF_AFTER.match(follows) is not None or _begins_with_somebody(said_after))


def _full_year(year: int) -> int:
    """«49» is 1949, «15» is 2015: nobody is born later than the youngest."""
    return year if year >= 100 else year + (2000 if year <= _YOUNGEST_BY_NAME % 100 else 1900)


def _ends_with_somebody(said: str, *, year: int) -> bool:
    """«Иванова Анна», «Петров П. П.», «сын Миша» just before the date; of two words one has to be a first name."""
    match = _NAMED_BEFORE.search(said)
    if match is None:
        in_small = _SMALL_NAMES_BEFORE.search(said)
        return in_small is not None and _are_names(in_small)
    if not match["name"]:
        return match["small"] is None or can_be_first_name(match["small"]) or _is_old(match["small"], year)
    words = match["name"].split()
    return any(can_be_first_name(word) for word in words) or (
        any(_can_be_surname(word.lower()) for word in words) and not any(is_common_word(fold(word)) for word in words)
    )


def _is_old(said: str, year: int) -> bool:
    """Whether it is too long ago for a day on which something befell somebody, unless they died."""
    return year < _OLDEST_EVENT and not _ENDED.match(said)


def _ends_with_one_name(said: str) -> bool:
    """«Вася (»; «Серова, » at the start or after a mark."""
    one = _ONE_NAME_BEFORE.search(said)
    if one is None:
        return False
    is_apart = not re.search(r"[А-ЯЁа-яё.] $", said[: one.start()])
    return can_be_first_name(one["name"]) or (is_apart and _is_surname(one["name"]))


def _begins_with_somebody(said: str) -> bool:
    """The date stands first: «12.05.1960 Петрова Анна», «12 мая 1960, Анна, …»."""
    match, alone = _NAMED_AFTER.match(said), _NAME_AFTER.match(said)
    return (match is not None and _are_names(match)) or (alone is not None and can_be_first_name(alone["name"]))


def _are_names(match: re.Match[str]) -> bool:
    one, other = match["one"], match["other"]
    return (can_be_first_name(one) and _is_surname(other)) or (can_be_first_name(other) and _is_surname(one))


def _is_surname(word: str) -> bool:
    return _can_be_surname(word.lower()) and not is_common_word(fold(word))


def _can_be_surname(word: str) -> bool:
    """A surname in the first case: «Мельникова»; «Маяковского» is whom a street is called after."""
    return any(one.has("Surn") and one.has("nomn") for one in readings(fold(word)))

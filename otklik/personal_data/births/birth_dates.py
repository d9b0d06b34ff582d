"""Finds birth dates: day, month and year beside the word birth, or after a full name with patronymic.

A year alone («ребёнок 2019 года рождения») is shared by a million people and stays.
"""

import re
from typing import Final

from otklik.personal_data.births.birth_people import (
    CLOSES,
    KIN,
    OFFICE_BEFORE,
    OLDEST,
    OLDEST_EVENT,
    YOUNGEST_BY_NAME,
    YOUNGEST_IN_LIST,
    Around,
    is_beside_somebody,
    is_child_named,
)
from otklik.personal_data.births.birth_signs import is_after_kin, is_among_data, is_dictated, is_told_of_somebody
from otklik.personal_data.numbers.digits import after, before, has_digits, undisguised
from otklik.personal_data.spans import Span
from otklik.shared.lemmas import can_be_first_name
from otklik.shared.patterns import compile_late
from otklik.shared.text import fold, fold_with_places

KIND: Final = "birth_date"
_MONTH = (
    r"(?:январ|феврал|март|апрел|ма[йяе]|июн|июл|август|сентябр|октябр|ноябр|декабр)[а-я]*|(?:янв|февр?|мар|апр|июн"
    r"|июл|авг|сент?|окт|нояб?|дек)\.?"
)
_SAID_DAY = (
    r"(?:(?:двадцать |тридцать )?(?:перв|втор|четв[её]рт|пят|шест|седьм|восьм|девят|десят)о(?:го|е)"
    r"|(?:двадцать )?треть(?:его|е)|\w+надцато(?:го|е)|двадцато(?:го|е)|тридцато(?:го|е))"
)
_SAID_MONTH = (
    r"(?:(?:перв|втор|четв[её]рт|пят|шест|седьм|восьм|девят|десят|одиннадцат|двенадцат)о(?:го|е)|третье(?:го)?)\b"
)
_SAID_YEAR = (
    r"(?:(?:тысяча )?девятьсот|две тысячи)\s(?:(?:двадцать|тридцать|сорок|пятьдесят|шестьдесят|семьдесят|восемьдесят"
    r"|девяносто)\s)?(?:\w+ого|третьего)|двухтысячного"
    r"|(?:двадцать|тридцать|сорок|пятьдесят|шестьдесят|семьдесят|восемьдесят|девяносто)\s(?:\w+ого|третьего)"
)
_PARTED = r"[\s./,|\\_*–—-]{1,3}"
_DATE = compile_late(
    rf"(?<![\d/-])(?<!\d\.)(?:(?:(?P<day>0?[1-9]|[12]\d|3[01])(?:-?го|-?ого|-?е|-?ое)?(?:\sчисл[оа])?"
    rf"|\b{_SAID_DAY})(?:{_PARTED}(?:месяца? )?"
    rf"(?:0?[1-9]|1[0-2]|[ivxх]{{1,4}}|(?:ноль )?{_SAID_MONTH})(?:-?го)?(?:\sмесяца?)?{_PARTED}(?:года? )?"
    rf"|[\s./,–—-]{{0,3}}(?:месяца? )?(?:{_MONTH})(?:\sмесяца?)?[\s/,.(–—-]{{0,3}}(?:(?:а )?год (?:рожд\w+ )?)?)"
    rf"(?:(?P<year>(?:19|20)\d\d|\d\d)"
    rf"|(?P<said>{_SAID_YEAR})\b)"
    r"|(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19[2-9]|20[0-3])\d"
    r"|(?P<iso>(?:19|20)\d\d)[-./](?:0[1-9]|1[0-2])[-./](?:0[1-9]|[12]\d|3[01]))(?!\d)(?![./-]\d)"
)
_BORN_BEFORE = compile_late(
    r"(?:\b(?:рожд|родж|ражд)(?:\w*|\.)|\brodil(?:sya|as|sa)\b|\bdata rozh?deniya|\bднюх\w|\bд(?:ень"
    r"|ня) варенья|дата р[.-]\w*|родил(?:ся|ась|ись|а)"
    r"|появил\w{1,3} на свет|\bвозраст\w*|\bрод\b\.?|\bр\.|(?<!\w)д\.?\s?р\b\.?|\bг\.?\s?р\b\.?"
    r"|\bdate of birth|\bд/р|\bродом\b)"
    r"[\s:=.,;()–—-]*(?:(?:у|меня|него|нее|моя|мой|его|ее|сына|дочери|ребенка|мамы|мужа|ребенок|дочь|сын|она|он"
    r"|я|мы|это|есть"
    r"|в|дата|года|с|была?|дочка|дочери|внук|внучка|мальчик|девочка|совместн\w+|третий|второй|первый|старш\w+"
    r"|младш\w+|доч\w+|внуч\w+|внука|мужа|жены|отца|матери|бабушки|дедушки|близнецы|двойня|мо[её]го|моей|так\w+"
    r"|нас|них|вас|сегодня|завтра|вчера|будет|был|день|стоит|указан\w*|записан\w*|написан\w*|знаете|ее|ему|ей"
    r"|настоящ\w+|верн\w+|правильн\w+"
    r"|не \d{1,4}, а|число"
    r")[\s:.,–—-]+){0,3}$"
    r"|(?:родил(?:ся|ась|ись)|рожден\w{0,5})(?: \w+){0,2} (?:во?|на|под) [^.!?,;\d]{1,30}$"
    r"|\bроды (?:[а-я]+ ){0,3}?(?:были|прошли|состоялись|случились|принял\w*|принимал\w*)[\s:,–—-]+(?:[а-я]+\s)?$"
    r"|\b(?:дат|ден|дн|числ|ч)\w* рожд\w+[^.!?\d]{0,30}(?:не \d{1,4}(?:[-\s][а-я]+)?,? а )?$"
)
_BORN_AFTER = compile_late(
    r"(?:(?:,|\sи|,?\s(?:вместо|а не|а надо|а нужно))\s[\s\d.,и]{6,40})?(?:-?[ео]?го\b)?\s{0,40}+(?:г(?:ода?"
    r"|\.)?\s?)?[,(]?\s{0,40}+(?:г\.?\s?р\b\.?|г/р"
    r"|года? рожд\w*|рожд(?:ени\w*|\.)"
    r"|р\.(?!\w)|д\.?\s?р\b\.?"
    r"|рожд\b|годов рожд|(?!а |но )(?:[а-я]+ ){0,2}?(?:родил(?:ся|ась|ись)|появил(?:ся|ась|ись) на свет)"
    r"|[\s)–—-]{0,40}+(?:это )?(?:мо[йя] "
    r"|его |ее |наш )?(?:дата"
    r"|даты|день|дни) (?:\w+ )?рожд\w+)"
)
_IN_WORDS = compile_late(
    r"тысяч|девятьсот|рожд|Рожд|[Рр]одил|десят (?:\w+ого|третьего)|(?:сорок|девяносто) (?:\w+ого|третьего)"
)
_REVERSED = compile_late(
    r"(?P<was_born>(?:родил(?:ся|ась)|рожден\w*) (?:\w+ )?в )?(?P<year>(?:19|20)\d\d|(?<=\sв\s)\d\d(?:-?[оеё]?м)"
    r"|(?<=рождения )\d\d(?=(?:-?го)? (?:год|г\b)))"
    r"(?: году?а?(?P<of_birth> рожд\w+)?| г\.?(?: ?р\.?)?)?,? "
    rf"\d{{1,2}}(?:-?го)? (?:{_MONTH})"
    r"(?P<born> рожд\w+)?"
)
"""«Родился в 2019 году 12 марта», «1956 года 12 марта рождения»."""
_DAY_LAST = compile_late(
    rf"(?<!\d)(?:19|20)\d\d,? (?:{_MONTH}),? \d\d?(?:-?го|-?е)?\b(?!\d)|\b(?:{_MONTH}) (?:месяце )?(?:(?:19"
    rf"|20)\d\d|\d\d)(?:-?го)?(?: года?| г\.?)?,? \d\d?(?:-?го|-?е)?(?: числ[ао])?\b(?!\d)"
)
"""«Родилась в марте 1985-го, 12 числа»."""
_SIX_DIGITS = compile_late(r"(?<!\d)(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d\d(?!\d)")
_BIRTH = compile_late(r"рожд|rodil|rozh?d|родж|ражд|родил|\bд\W{0,2}р\b|\bг\W{0,2}р\b")
"""Without such a word the last two patterns need not be tried."""
_YEAR_BEFORE = compile_late(
    r"\bгод\w? рожд\w+[\s:–—-]{1,3}(?:19|20)\d\d[^.!?\d]{0,20}$"
    rf"|\b(?:я|он|она|мама|отец|муж|жена|бабушка|дедушка) (?:сам[аи]? |уже )?с (?:{_SAID_YEAR}|(?:19)?\d\d(?:-?го)?)"
    r"(?: года?| г\.?)?[\s,(–—-]+$"
)
"""«Год рождения 1949, полностью …», «я сама с пятьдесят второго, …»."""
_GLUED = compile_late(r"\d{8}")
_NO_SHORT_DATE = compile_late(r"\d{1,2}, ?\d{1,2}, ?\d\d$|\d{1,2}\s?(?:/\s?\d{1,2}\s?[-–—]|-\d{1,2}/)\s?\d\d$")
"""«(1, 8, 11 класс)», «Ленина 5/2-12»."""
_CHILD_IN_BRACKETS = compile_late(
    r"\b(?:сын\w*|доч\w+|ребен\w+|внук\w*|внучк\w+|мальчик\w*|девочк\w+)(?:\s[а-я]{3,}){0,2}\s?\($"
)
_MY_DATE_BEFORE = compile_late(
    r"\b(?:(?:моя|его|ее) дата|дата (?:моя|его|ее|мамы|мужа|жены|сына|дочери))[\s:–—-]{1,3}$"
)
_MY_DATE_AFTER = compile_late(r"[\s,–—-]{1,3}(?:это )?(?:моя|его|ее) дата\b(?! [а-я])")
_ISSUED_ON = compile_late(
    r"\b(?:выда(?:н\w*|л\w*|ч[аи])|выд)\b(?P<between>\.?(?:\b(?:[а-я]|гор|обл|респ|пос|отд|мвд)\.|[^.!?;\n\d]){0,60})$"
    r"|\b(?:умер\w*|погиб\w*|похорон\w*|сконч\w*|смерти|кончин\w|брак\w?|развод\w*)\b[^.!?;,\n\d]{0,30}$"
    r"|\bдат\w (?:ввод|постро|регистр|выдач|подач|обращени|договор|заключени|установк|поверк|сдач|окончани|начал"
    r"|при[её]м|визит|смерт|вступлени|составлени|акта)[^.!?\d]{0,30}$"
)
"""«Выдан УВД г. Твери 12.12.2006, 30.10.1986 г.р.», «умер отец 03.10.1996»."""
_GIVEN_TO = compile_late(rf"(?i:выдан\w*)(?:\s(?:(?i:{KIN})|[А-ЯЁ][а-яё]+)){{1,3}}\s?$|(?i:выдал[аи]?\s(?:{KIN}))\s?$")
"""«Паспорт выдан Марии 12.03.2005», «полис выдали маме 12.03.2015»: still the day on which it was given."""
_KIN = compile_late(rf"\b(?:{KIN})\b")
_BORN_JUST_AFTER = compile_late(r"[\s(,]{0,3}(?:г(?:ода?|\.)?\s?)?[\s(,]{0,2}(?:г\.?\s?р\b|г/р|рожд|д\.?\s?р\b|родил)")
_CALLED_BEFORE = compile_late(r"\b(?:(?:пере|по|до)?звон\w+|тел\b|телефон\w*|набер\w+|сотов\w+)[^.!?\d]{0,25}$")
_LIKE_A_PHONE = compile_late(r"\d-\d\d-\d\d")
_OF_A_THING = compile_late(
    r"рожд\w+ (?:нашего |нашей |любимого |моего )?(?:город|школ|район|област|парк|сел|посел|предприят|завод"
    r"|сада?\b|христ)|\b(?:город|школа|посел\w+|завод|дом|музей|сад) (?:родил\w+|появил\w+)"
)


def find(text: str) -> Span | None:
    """A full date that somebody was born on."""
    if not (has_digits(text) or _IN_WORDS.search(text)):
        return None
    folded = fold_with_places(text)
    for read in dict.fromkeys((folded.text, undisguised(folded.text))):
        patterns = (_DATE, _REVERSED, _DAY_LAST, _SIX_DIGITS) if _BIRTH.search(read) else (_DATE, _REVERSED)
        for match in (one for pattern in patterns for one in pattern.finditer(read)):
            start, end = folded.span(*match.span())
            if _is_of_birth(match, said_before=text[max(0, start - 60) : start], said_after=text[end : end + 60]):
                return Span(KIND, start, end, 0.9)
    return None


def _is_of_birth(match: re.Match[str], *, said_before: str, said_after: str) -> bool:
    said, follows = before(match.string, match.start(), within=60), after(match.string, match.end(), within=60)
    if _is_of_something_else(match, said, said_before, follows):
        return False
    if _is_called_birth(match, said, follows):
        return True
    year = _year_of(match)
    if year is None:
        return False
    around = Around(said, follows, said_before, said_after)
    if "was_born" in match.re.groupindex:
        return is_after_kin(around, year)
    if _GLUED.fullmatch(match[0]):
        return is_told_of_somebody(around, year)
    if (
        is_child_named(around, year)
        or is_told_of_somebody(around, year)
        or _is_apart_from_names(match, said, follows, year)
    ):
        return True
    youngest = YOUNGEST_IN_LIST if CLOSES.match(follows) else YOUNGEST_BY_NAME
    if not OLDEST <= year <= youngest:
        return False
    if is_among_data(around, year):
        return True
    if year >= OLDEST_EVENT and OFFICE_BEFORE.search(said_before):
        return False
    is_old = year < OLDEST_EVENT and len(match["year"] or match["iso"] or match["said"]) > len("22")
    return is_beside_somebody(around, year=year, is_old=is_old)


def _is_of_something_else(match: re.Match[str], said: str, said_before: str, follows: str) -> bool:
    """Of a town, of a paper, of a death; or a phone: «позвоните бабушке 3-12-45»."""
    if _OF_A_THING.search(said) or _OF_A_THING.search(follows[:30]):
        return True
    if _LIKE_A_PHONE.fullmatch(match[0]) and _CALLED_BEFORE.search(said):
        return True
    return _is_of_a_paper(said, said_before) and _BORN_JUST_AFTER.match(follows) is None


def _is_of_a_paper(said: str, said_before: str) -> bool:
    """Issued then, unless somebody stands between: «не выдали коляску сыну Петрову Илье 12.03.2019»."""
    issued = _ISSUED_ON.search(said)
    if issued is None or not issued["between"] or _GIVEN_TO.search(said_before):
        return issued is not None
    names = {fold(name) for name in re.findall(r"\b[А-ЯЁ][а-яё]+", said_before) if can_be_first_name(name)}
    return _KIN.search(issued["between"]) is None and names.isdisjoint(re.findall(r"\w+", issued["between"]))


def _is_apart_from_names(match: re.Match[str], said: str, follows: str, year: int) -> bool:
    """Dictated in words, or called somebody's date: «моя дата 07.02.1966»."""
    is_ones_date = _MY_DATE_BEFORE.search(said) is not None or _MY_DATE_AFTER.match(follows) is not None
    return is_dictated(match[0]) or (is_ones_date and year <= YOUNGEST_BY_NAME)


def _is_called_birth(match: re.Match[str], said: str, follows: str) -> bool:
    """The word stands by: «12.03.1985 г.р.», «родился в 2019 году 12 марта», «дочка (12.03.2021)»."""
    if _BORN_BEFORE.search(said) or _YEAR_BEFORE.search(said) or _BORN_AFTER.match(follows):
        return True
    if "was_born" in match.re.groupindex:
        return any(match[part] is not None for part in ("born", "of_birth", "was_born"))
    return follows.startswith(")") and _CHILD_IN_BRACKETS.search(said) is not None


def _year_of(match: re.Match[str]) -> int | None:
    """Of words only the century: «сорок первого» is about 1950; «двадцать второго» may be of either."""
    parts = match.groupdict()
    if said := parts.get("said"):
        return None if re.match("две|двух|двадцать", said) else 1950
    written = parts.get("year") or parts.get("iso") or (match[0][-4:] if _GLUED.fullmatch(match[0]) else None)
    if written is None or not written.isdigit() or _NO_SHORT_DATE.match(match[0]):
        return None
    return _full_year(int(written))


def _full_year(year: int) -> int:
    """«49» is 1949, «15» is 2015: nobody is born later than the youngest."""
    return year if year >= 100 else year + (2000 if year <= YOUNGEST_BY_NAME % 100 else 1900)

"""Hides long numbers of contracts, accounts, complaints and applications, also where more is said before the number.

«договор на оказание услуг связи № 12345678», «лицевой счёт на маму 1234567»: seven digits and more, in groups or not.
What may be a phone is left to the redaction of phones, which knows the public lines.
"""

import re

from otklik.personal_data.documents.document_numbers import MARK
from otklik.personal_data.numbers.counted import LONG, is_counted
from otklik.shared.patterns import compile_late

_ACCOUNT = r"(?:(?:лицев[а-яё]{1,3}|лиц\.?)\s?)сч[её]т(?:а|у|ом|е|ов)?|л/с|лс|снилс|инн"
_PAPER = (
    r"(?:паспорт|полис|договор|контракт|удостоверени|свидетельств|жалоб|заявлени|заявк|квитанци)[а-яё]{0,4}"
    rf"|{_ACCOUNT}|сч[её]т(?:а|у|ом|е|ов)?"
)
_MONTH = r"(?:январ|феврал|март|апрел|ма[йя]|июн|июл|август|сентябр|октябр|ноябр|декабр)[а-яё]{0,2}"
_YEAR = r"(?:19|20)\d\d"
_DAY = (
    rf"\d\d?\s{_MONTH}(?:\s{_YEAR}(?:\s?г\b\.?)?)?|{_YEAR}(?:\s?г\b\.?|\sгод[ауе]?\b)"
    rf"|\d\d?[./]\d\d?[./]\d{{2,4}}|{_YEAR}-\d\d-\d\d"
)
_SIGN = r"(?:[№#]|\bN(?![а-яё])|\bномер[а-яё]{0,3})[\s:.№-]{0,3}"
_HIDDEN = rf"(?:{_SIGN})?{re.escape(MARK)}"
_WORD = rf"(?>[\s,;(«»\"]{{1,3}}(?:{_DAY}|{_HIDDEN}|[а-яё][а-яё.-]{{0,30}}))"
"""One word, day, year or hidden number that may stand before a number; read in one way only."""
_LETTERS = r"(?:(?-i:[А-ЯЁA-Z]{1,5})[\s/-]{0,2})?"
_BETWEEN = r"[\s:.,-]{1,3}"
_AND = r"(?:\s?[,;]\s?(?:и\s)?|\sи\s|\s(?=[№#]))"
_IN_GROUPS = rf"(?<!\d)\d(?:[ \u00a0-]{{0,2}}\d){{{LONG - 1},19}}(?!\d)"
_IN_ONE = rf"(?<!\d)\d{{{LONG},20}}(?!\d)"
_SIGNED = compile_late(
    rf"(?P<before>\b(?:{_PAPER})\b{_WORD}{{0,20}}?[\s,:(]{{0,3}}{_SIGN}{_LETTERS})"
    rf"(?P<number>{_IN_GROUPS})(?P<more>(?:{_AND}(?:{_SIGN}{_LETTERS})?{_IN_GROUPS})*)",
    re.IGNORECASE,
)
_AT_ONCE = compile_late(
    rf"(?P<before>\b(?:{_PAPER}){_BETWEEN}{_LETTERS})"
    r"(?P<number>(?<!\d)\d{1,9}(?:[ \u00a0-]\d{2,9}){1,6}(?![ \u00a0-]?\d))(?P<more>)",
    re.IGNORECASE,
)
_AFTER_WORDS = compile_late(
    rf"(?P<before>\b(?:{_PAPER})\b{_WORD}{{0,3}}?(?<!\bна)(?<!\bдо)(?<!сумму)(?<!ценой)(?<!стоимостью)"
    rf"{_BETWEEN}{_LETTERS})(?P<number>{_IN_ONE})(?P<more>(?:{_AND}{_IN_ONE})*)",
    re.IGNORECASE,
)
"""Without a sign, figures in groups may be houses, and «на» and «ценой» are followed by a sum."""
_NUMBER = compile_late(_IN_GROUPS)
_HOUSES = compile_late(
    r"(?:\d{1,3}[ \u00a0-]){1,20}\d{1,3}\s?дом(?:ов|ам|ах|ами)\b|(?:\d{1,2}[ \u00a0-]){1,20}\d{1,2}\s?дома\b",
    re.IGNORECASE,
)
"""What is told of houses: «жалобы 10 20 30 40 домов»."""
_OF_MANY = compile_late(
    r"(?<!номер )(?<!номера )\b(?:жалобы|жалобам|заявки|заявкам|квитанции|заявления|договоры|контракты|счета)"
    r"[\s:.,-]{1,3}(?!\d{3}(?:[ \u00a0-]\d{3})+(?![ \u00a0-]?\d))(?:\d{1,3}[ \u00a0-])+\d{1,3}(?!\d)",
    re.IGNORECASE,
)
"""Several papers and short figures are a list: «Счета 12 14 16 18»."""
_SUM = compile_late(r"контракт[а-яё]{0,4}[\s:.,-]{1,3}\d{1,3}(?:[ \u00a0]\d{3})+(?!\d)", re.IGNORECASE)
"""«контракт 45 000 000»: what a public contract costs."""
_FOR_A_SUM = compile_late(r"^(?:договор|контракт|сч[её]т)[^.!?]*\sза\s$", re.IGNORECASE)
_NEVER_COUNTS = compile_late(rf"^(?:{_ACCOUNT})\b|{_SIGN}{_LETTERS}$", re.IGNORECASE)
_MAY_BE_A_PHONE = compile_late(r"[78]\D{0,2}\d(?:\D{0,2}\d){9}|9(?:\D{0,2}\d){9}")
_IS_SIGNED = compile_late(rf"[№#][\s:.№-]{{0,3}}{_LETTERS}$")
_DAY_OR_YEARS = compile_late(r"(?:\d\d?[ -]\d\d?[ -])?(?:19|20)\d\d(?:[ -](?:19|20)\d\d)*")


def hide(text: str) -> str:
    """Put a mark in place of the number; what is said before it stays."""
    for pattern in (_SIGNED, _AT_ONCE, _AFTER_WORDS):
        text = pattern.sub(_hide, text)
    return text


def _hide(found: re.Match[str]) -> str:
    number = found["number"]
    is_phone = _MAY_BE_A_PHONE.fullmatch(number) and not _IS_SIGNED.search(found["before"])
    is_short = sum(letter.isdigit() for letter in number) < LONG
    if is_phone or is_short or _DAY_OR_YEARS.fullmatch(number) or _is_no_number(found):
        return found[0]
    return f"{found['before']}{MARK}{_NUMBER.sub(_hide_one_more, found['more'])}"


def _hide_one_more(found: re.Match[str]) -> str:
    """One more of a row of numbers, unless it may be a phone."""
    is_phone = _MAY_BE_A_PHONE.fullmatch(found[0]) and not _IS_SIGNED.search(found.string[: found.start()])
    return found[0] if is_phone else MARK


def _is_no_number(found: re.Match[str]) -> bool:
    """What is counted, a list of houses or papers, a sum; never behind «№» or «лс»."""
    if _NEVER_COUNTS.search(found["before"]):
        return False
    text, start = found.string, found.start()
    if _FOR_A_SUM.match(found["before"]):
        return True
    is_list = _HOUSES.match(text, found.start("number")) or _OF_MANY.match(text, start) or _SUM.match(text, start)
    return bool(is_list) or is_counted(text, found.end(), digits=LONG)

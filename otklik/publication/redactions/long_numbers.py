"""Hides long numbers of contracts, accounts, complaints and applications, also where more is said before the number.

«договор на оказание услуг связи № 12345678», «лицевой счёт на маму 1234567»: seven digits and more, in groups or not.
What may be a phone is left to the redaction of phones, which knows the public lines.
"""

import re

from otklik.publication.redactions.document_numbers import LONG, MARK
from otklik.shared.patterns import compile_late

_PAPER = (
    r"(?:паспорт|полис|договор|контракт|удостоверени|свидетельств|жалоб|заявлени|заявк|квитанци)[а-яё]{0,4}"
    r"|(?:(?:лицев[а-яё]{1,3}|лиц\.?)\s?)?сч[её]т(?:а|у|ом|е|ов)?|л/с|лс|снилс|инн"
)
_WORD = r"[\s,(«»\"]{1,3}(?:[а-яё][а-яё.-]{0,30}|\d\d?\.\d\d?\.\d{2,4})"
_LETTERS = r"(?:(?-i:[А-ЯЁA-Z]{1,5})[\s/-]{0,2})?"
_SIGN = r"(?:[№#]|\bN(?![а-яё])|\bномер[а-яё]{0,3})[\s:.№-]{0,3}"
_BETWEEN = r"[\s:.,-]{1,3}"
_SIGNED = compile_late(
    rf"(?P<before>\b(?:{_PAPER})\b(?:{_WORD}){{0,8}}?[\s,:(]{{0,3}}{_SIGN}{_LETTERS})"
    rf"(?P<number>(?<!\d)\d(?:[ \u00a0-]{{0,2}}\d){{{LONG - 1},19}}(?!\d))",
    re.IGNORECASE,
)
_AT_ONCE = compile_late(
    rf"(?P<before>\b(?:{_PAPER}){_BETWEEN}{_LETTERS})"
    r"(?P<number>(?<!\d)\d{1,9}(?:[ \u00a0-]\d{2,9}){1,6}(?![ \u00a0-]?\d))",
    re.IGNORECASE,
)
_AFTER_WORDS = compile_late(
    rf"(?P<before>\b(?:{_PAPER})\b(?:{_WORD}){{0,3}}?(?<!\bна)(?<!\bдо)(?<!сумму){_BETWEEN}{_LETTERS})"
    rf"(?P<number>(?<!\d)\d{{{LONG},20}}(?!\d))",
    re.IGNORECASE,
)
"""Without a sign, figures in groups may be houses, and «на» is followed by a sum."""
_COUNTED = compile_late(r"\s?(?:руб|р\b|₽|тыс|млн|млрд|коп|дн[яейи]|лет\b|чел|м2|м²|кв)", re.IGNORECASE)
_MAY_BE_A_PHONE = compile_late(r"[78]\D{0,2}\d(?:\D{0,2}\d){9}|9(?:\D{0,2}\d){9}")
_IS_SIGNED = compile_late(r"[№#]")
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
    if is_phone or is_short or _DAY_OR_YEARS.fullmatch(number) or _COUNTED.match(found.string, found.end()):
        return found[0]
    return f"{found['before']}{MARK}"

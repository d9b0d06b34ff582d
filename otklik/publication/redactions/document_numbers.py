"""Hides numbers of passports, bank cards, insurance, taxpayers and personal accounts.

What the rules of triage are sure of, and besides what only looks so: a mistyped number is somebody's too.
"""

import re

from otklik.publication.redactions.found import hide_found
from otklik.shared.patterns import compile_late
from otklik.triage.rules import cards, inn, passports, snils

MARK = "[номер скрыт]"

_SURE = (passports.find, cards.find, snils.find, inn.find)
_CARD_OR_ACCOUNT = compile_late(r"(?<!\d)\d(?:[ \u00a0-]?\d){15,19}(?![ \u00a0-]?\d)")
"""16 to 20 digits: a bank card, a policy of medical insurance, a bank account."""
_LIKE_INSURANCE = compile_late(r"(?<!\d)\d{3}-\d{3}-\d{3}[ -]\d{2}(?!\d)")
_LIKE_PASSPORT = compile_late(r"(?<!\d)\d{2} ?\d{2} ?(?:№|N|номер)? ?\d{6}(?!\d)", re.IGNORECASE)
_NAMED = compile_late(
    r"(?P<name>\b(?:паспорт\w*|серия|инн|снилс|полис\w*|омс|огрнип|свидетельств\w+|"
    r"лицев\w+ сч[её]т\w*|л/с|договор\w*)"
    r"(?:\s(?:рф|гражданина|о рождении|о браке|серия|номер))*[\s:.,№N]*)"
    r"(?P<number>\d[\d\s-]{3,18}\d)",
    re.IGNORECASE,
)


def hide(text: str) -> str:
    """Put a mark in place of every number of a document; the word before it stays."""
    for find in _SURE:
        text = hide_found(text, find, lambda _: MARK)
    for shape in (_CARD_OR_ACCOUNT, _LIKE_INSURANCE, _LIKE_PASSPORT):
        text = shape.sub(MARK, text)
    return _NAMED.sub(rf"\g<name>{MARK}", text)

"""Hides numbers of passports, bank cards, insurance, taxpayers and personal accounts."""

import re

MARK = "[номер скрыт]"

_CARD_OR_ACCOUNT = re.compile(r"(?<!\d)\d(?:[ \u00a0-]?\d){15,19}(?![ \u00a0-]?\d)")
"""16 to 20 digits: a bank card, a policy of medical insurance, a bank account."""
_INSURANCE = re.compile(r"(?<!\d)\d{3}-\d{3}-\d{3}[ -]\d{2}(?!\d)")
_PASSPORT = re.compile(r"(?<!\d)\d{2} ?\d{2} ?(?:№|N|номер)? ?\d{6}(?!\d)", re.IGNORECASE)
_NAMED = re.compile(
    r"(?P<name>\b(?:паспорт\w*|серия|инн|снилс|полис\w*|омс|огрнип|свидетельств\w+|"
    r"лицев\w+ сч[её]т\w*|л/с|договор\w*)"
    r"(?:\s(?:рф|гражданина|о рождении|о браке|серия|номер))*[\s:.,№N]*)"
    r"(?P<number>\d[\d\s-]{3,18}\d)",
    re.IGNORECASE,
)


def hide(text: str) -> str:
    """Put a mark in place of every number of a document; the word before it stays."""
    for shape in (_CARD_OR_ACCOUNT, _INSURANCE, _PASSPORT):
        text = shape.sub(MARK, text)
    return _NAMED.sub(rf"\g<name>{MARK}", text)

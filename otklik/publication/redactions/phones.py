"""Hides phone numbers. Free hotlines (8-800) stay: they belong to nobody in person."""

import re

MARK = "[телефон скрыт]"

_GAP = r"[\s\u00a0\-–—.()]{0,3}"
_RUSSIAN = re.compile(rf"(?<![\d+])(?:\+?7|8){_GAP}(?!800)\d{{3}}{_GAP}\d{{3}}{_GAP}\d{{2}}{_GAP}\d{{2}}(?!\d)")
_MOBILE = re.compile(rf"(?<!\d)\(?9\d{{2}}\)?{_GAP}\d{{3}}{_GAP}\d{{2}}{_GAP}\d{{2}}(?!\d)")
_WITH_CODE = re.compile(r"(?<!\d)(?:8[\s-]?)?\(\d{3,5}\)[\s-]?\d{1,3}[\s-]?\d{2}[\s-]?\d{2}(?!\d)")
_FOREIGN = re.compile(r"\+(?!7)\d[\d\s\-()]{8,16}\d")
_LOCAL = re.compile(
    r"(?P<word>\b(?:тел|телефон\w*|т|звон\w+|позвон\w+|перезвон\w+|номер\w*|моб|вайбер|whatsapp|ватсап)"
    r"\b[\s.:,№]*(?:мне\s|по\s|на\s)?)(?P<number>\d{1,3}[\s-]\d{2}[\s-]\d{2}|\d{5,7})(?![\d-])",
    re.IGNORECASE,
)


def hide(text: str) -> str:
    """Put a mark in place of every phone number; short local ones only where a word says that it is a phone."""
    for shape in (_RUSSIAN, _WITH_CODE, _MOBILE, _FOREIGN):
        text = shape.sub(MARK, text)
    return _LOCAL.sub(rf"\g<word>{MARK}", text)

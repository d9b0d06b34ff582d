"""Hides e-mail addresses, also those disguised with «собака»."""

import re

MARK = "[почта скрыта]"

_AT = r"(?:\s?@\s?|\s?[(\[]\s?(?:at|собака|@)\s?[)\]]\s?|\s(?:собака|собачка)\s)"
_EMAIL = re.compile(rf"[\w.+-]+{_AT}(?:[\w-]+\.)+[a-zа-яё]{{2,}}", re.IGNORECASE)


def hide(text: str) -> str:
    """Put a mark in place of every e-mail address."""
    return _EMAIL.sub(MARK, text)

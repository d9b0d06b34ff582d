"""Hides what opens an account: a password, and the login beside it."""

from typing import Final

from otklik.shared.patterns import compile_late

MARK: Final = "[скрыто]"
_SIGN: Final = r"(?:\s?[:=–—-]\s?|\s(?:это\s)?)"
_VALUE: Final = r"(?=[^\s,;]{0,40}[a-zA-Z\d])[^\s,;]{3,40}"
_PASSWORD: Final = compile_late(
    rf"(?P<word>\b(?i:парол[ьяею]м?|password|passwd|pass|пасс|пин-?код|pin)(?:\s(?:от|для|к"
    rf"|на)\s[^\s,;:]{{2,20}}){{0,2}}{_SIGN})(?!\[){_VALUE}"
)
_LOGIN: Final = compile_late(
    rf"(?P<word>\b(?i:логин|login|имя пользователя|уч[её]тка|аккаунт){_SIGN})(?!\[){_VALUE}"
    rf"(?=[^.!?]{{0,60}}?\[скрыто\])"
)


def hide(text: str) -> str:
    """Put a mark in place of a password, and of the login where a password follows."""
    return _LOGIN.sub(rf"\g<word>{MARK}", _PASSWORD.sub(rf"\g<word>{MARK}", text))

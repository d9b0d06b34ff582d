"""Hides e-mail addresses, also those disguised with «собака»; those of authorities stay."""

import re

from otklik.personal_data.contacts import emails
from otklik.personal_data.spans import mask
from otklik.shared.patterns import compile_late

MARK = "[почта скрыта]"

_PROVIDER = (
    r"(?:mail|inbox|list|bk|internet|ya|yandex|gmail|hotmail|outlook|rambler|icloud|yahoo|мэйл|мейл|маил|майл"
    r"|бк|лист|инбокс"
    r"|яндекс|жмейл|гмейл|джимейл|рамблер|аутлук)"
)
_MISTYPED = compile_late(
    r"(?<![\w.+-])[a-zа-яё0-9][\w.+-]{1,63}\s?(?:[(\[{<]\s?[\wа-яё@]{1,8}\s?[)\]}>]|@|\b(?:с[оа]бак[аи]|гав|эт"
    r"|ат|at|dog)\b)\s?"
    rf"(?:{_PROVIDER}(?:\s?(?:[.,]\s?|\(?(?:точка|тчк|dot)\)?\s?|\s)(?:ru|com|net|рф|ру\b)"
    r"|(?:\.|\s?\(?(?:точка|тчк|dot)\)?\s?)(?:ком|нет)\b)|я\s?(?:[.,]|точка"
    r"|\s)\s?(?:ru|ру)\b)",
    re.IGNORECASE,
)
"""Whatever stands for the sign and for the dot between a box and one of the great providers; glued to what
follows too."""
_BOX_AT_PROVIDER = compile_late(
    r"(?P<lead>\b(?:почт[аыу]|мыло|ящик|e-?mail|[еэи]-?мейл)(?:\s(?:моя|мой|мо[её]|это))?[\s:–—-]{1,3})"
    r"(?P<box>(?<![\w.+-])(?=[a-z0-9._-]*[a-z])[a-z0-9][a-z0-9._-]{3,})(?P<rest>\s?,?\s(?:на|в|домен\w?)\s"
    r"(?:яндекс|yandex|inbox|list\.|bk\.|мэйл|мейл|майл|mail|gmail|жмейл|гмейл|джимейл|рамблер|гугл)\w*)(?!\sбраузер)",
    re.IGNORECASE,
)
"""«olga1980 на яндексе»."""
_GLUED = compile_late(rf"(?<![\w.+-])\w[\w.+-]{{0,63}}@{_PROVIDER}\.(?:ru|com|net|рф)", re.IGNORECASE)
"""«petr@list.ruспасибо»: the word that follows is no part of the host."""


def hide(text: str) -> str:
    """Put a mark in place of every e-mail address."""
    text = mask(text, emails.find, lambda _: MARK)
    for shape in (_MISTYPED, _GLUED):
        text = shape.sub(MARK, text)
    return _BOX_AT_PROVIDER.sub(rf"\g<lead>{MARK}\g<rest>", text)

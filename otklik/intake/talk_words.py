"""Texts of notifications in private talks. Of the case they tell at most its number."""

import re
from typing import Final

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext

from otklik.shared.words import marked as _

JOINED: Final = _(
    "We will write here when your message No. {number} is answered. What is there already stands on your private page."
    " To hear nothing here any more, answer «stop»."
)
ANSWERED: Final = _("Your message No. {number} is answered: open your private page, by the link that you got with it.")
LEFT: Final = _("Done: we do not write here about answers any more.")
_STOP: Final = re.compile(r"[/«\"]?(?:stop|стоп)[»\"]?[.!]*", re.IGNORECASE)


def is_stop(text: str) -> bool:
    """Whether somebody says that they want to hear nothing more."""
    return _STOP.fullmatch(text.strip()) is not None


def said(words: str, *, number: int, language: str) -> str:
    """One of these, of this act, in this language."""
    with translation.override(language):
        return gettext(words).format(number=number)


def all_said(number: int) -> list[str]:
    """Everything that may have been written of this act."""
    languages = [language for language, _name in settings.LANGUAGES]
    return [said(words, number=number, language=language) for words in (JOINED, ANSWERED) for language in languages]

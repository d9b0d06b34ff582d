"""What a page writes into the private talk that an act is told of in; each names the act, and no more of it."""

from typing import Final

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext

from otklik.shared.words import marked as _

JOINED: Final = _(
    "We will write here when your message No. {number} is answered. What is there already stands on your private page."
)
ANSWERED: Final = _("Your message No. {number} is answered: open your private page, by the link that you got with it.")


def said(words: str, *, number: int, language: str) -> str:
    """One of these, of this act, in this language."""
    with translation.override(language):
        return gettext(words).format(number=number)


def all_said(number: int) -> list[str]:
    """Everything that may have been written of this act."""
    languages = [language for language, _name in settings.LANGUAGES]
    return [said(words, number=number, language=language) for words in (JOINED, ANSWERED) for language in languages]

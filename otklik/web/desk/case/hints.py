"""What to look at before an answer goes out. Hints, not bans: the person decides. Plain."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext_noop as _

from otklik.answers.results.substance import read_substance
from otklik.answers.texts.filling import has_empty_places
from otklik.personal_data.finders import find_personal_data

_FLAT = re.compile(r"\bкв(?:артира|\.)\s*№?\s*\d+", re.IGNORECASE)
_OFFICIALESE = re.compile(
    r"\b(?:в соответствии с|на основании|вышеуказанн\w+|нижеследующ\w+|данн(?:ый|ая|ое|ого|ому|ым|ом|ой) вопрос\w*"
    r"|осуществля\w+|надлежащ\w+|в целях|во исполнение|в рамках|уведомля\w+|сообщаем,? что|рассмотрев|ваше обращение"
    r"|федеральн\w+ закон\w*|вышеизложенн\w+|по существу|доводим до|не представляется возможным)\b",
    re.IGNORECASE,
)
_ONLY_A_PHONE = re.compile(r"(?:звоните|позвоните|обратитесь|обращайтесь)\b", re.IGNORECASE)
SHORT_WORDS = 12


@dataclass(frozen=True, slots=True)
class Hint:
    """One line of the checklist."""

    is_fine: bool
    text: str


def hints_for(text: str, *, tells: bool | None = None) -> tuple[Hint, ...]:
    """The checklist of an answer; nothing for an empty one. `tells`: whether it tells everybody of a stranger; None:
    of no case, so whatever looks like personal data counts."""
    if not text.strip():
        return ()
    return (*_places(text), _substance(text), _evidence(text), _personal(text, tells=tells), _officialese(text))


def _places(text: str) -> tuple[Hint, ...]:
    if has_empty_places(text):
        return (Hint(is_fine=False, text=_("Something in [brackets] is still to be filled in.")),)
    return ()


def _substance(text: str) -> Hint:
    words = len(text.split())
    if words < SHORT_WORDS:
        return Hint(is_fine=False, text=_("Very short: does it say what was done?"))
    if _ONLY_A_PHONE.search(text) and words < 3 * SHORT_WORDS:
        return Hint(is_fine=False, text=_("«Call this number» alone is no answer."))
    return Hint(is_fine=True, text=_("By substance"))


def _evidence(text: str) -> Hint:
    substance = read_substance(text)
    if substance.has_evidence or substance.has_date:
        return Hint(is_fine=True, text=_("Evidence or a date"))
    if substance.has_promise:
        return Hint(is_fine=True, text=_("A day is promised: no proof yet"))
    return Hint(is_fine=False, text=_("No date and no evidence: when was it done, or when will it be?"))


def _personal(text: str, *, tells: bool | None) -> Hint:
    if tells or (tells is None and (_FLAT.search(text) or find_personal_data(text))):
        return Hint(is_fine=False, text=_("Looks like personal data: offer a private message instead."))
    return Hint(is_fine=True, text=_("No personal data"))


def _officialese(text: str) -> Hint:
    if _OFFICIALESE.search(text):
        return Hint(is_fine=False, text=_("Officialese: say it in plain words."))
    return Hint(is_fine=True, text=_("Plain language"))

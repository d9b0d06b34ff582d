"""Whether something personal may be left in a text after all redactions. Then a person looks before it is published."""

from collections.abc import Sequence
from typing import Final

from otklik.personal_data.contacts import phones
from otklik.personal_data.names.officials import take_out
from otklik.personal_data.names.private_people import uncertain_surnames
from otklik.publication.redacting import redact_answer
from otklik.publication.redactions.special.finding import find
from otklik.shared.patterns import compile_late
from otklik.shared.words import marked as _

_MANY_DIGITS: Final = compile_late(r"(?<![\w/.,№-])(?!\d{4,5}-(?:19|20)\d\d(?!\d))\+?\d(?:[\s().-]?\d){8,}(?![\w%])")
"""Nine or more in a row: whatever it is, no rule has taken it for a date, a sum or a public line."""
_PUBLIC_LINE: Final = compile_late(r"(?:\+?7|8)[\s(-]*(?:80\d|343|34\d\d)|8[\s(-]*\d{3,5}\D")
_MONEY_OR_LAW: Final = compile_late(r"^\s?(?:р\b|руб|₽|тыс|млн|млрд|коп)", 0)
_SIGN: Final = compile_late(r"(?<!\w)@[a-zа-я]\w{2,}|\w@\w", 0)
_SAYS_SECRET: Final = compile_late(r"\b(?:паспорт|снилс|инн|полис|карт[аыуе]|сч[её]т)\w*\D{0,20}\d(?:[\s-]?\d){5,}", 2)

_PHONE_BEGINS: Final = compile_late(r"(?:\+7|(?<![\d.,/-])8)[\s(-]*9\d\d(?!\d)")
"""«+7 912 три четыре…»: the rest may be written in words."""
_SHORT_PHONE: Final = compile_late(r"(?<![\d.,/№-])(?<!\)\s)(?<!\))\d{1,3}-\d\d-\d\d(?![\d-])")
"""«34-56-78», where no word says that it is a phone."""


UNCERTAIN: Final = _("It is not certain that nothing personal is left: a person has to look first.")
SPECIAL: Final = _("It may tell of somebody's health, beliefs, conviction or family: a person has to look first.")


def doubt_of(text: str, *, people: Sequence[str] = (), officials: Sequence[str] = ()) -> str:
    """Why a person should look at what the redactions leave of this text; empty: nobody has to.

    `officials`: whose names stay in it.
    """
    left = redact_answer(text, people=people, officials=officials)
    if find(left):
        return SPECIAL
    return UNCERTAIN if _is_uncertain(left, people=people, officials=officials) else ""


def _is_uncertain(left: str, *, people: Sequence[str], officials: Sequence[str]) -> bool:
    if any(one.search(left) for one in (_SIGN, _SAYS_SECRET, _PHONE_BEGINS, _SHORT_PHONE)) or phones.find(left):
        return True
    if any(not _is_told(left, found.start(), found.end()) for found in _MANY_DIGITS.finditer(left)):
        return True
    return next(uncertain_surnames(take_out(left, officials, people=people)), None) is not None


def _is_told(text: str, start: int, end: int) -> bool:
    """A public line, or a sum of money."""
    return bool(_PUBLIC_LINE.match(text, start) or _MONEY_OR_LAW.search(text[end : end + 12]))

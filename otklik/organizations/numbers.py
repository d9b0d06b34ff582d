"""Numbers of state registers: ОГРН of a legal person, ОКТМО of a municipality. Pure: text in, yes or an error out."""

from otklik.organizations.errors import UnfitEntry
from otklik.shared.ogrn import ogrn_fault
from otklik.shared.words import marked as _

_OKTMO_DIGITS = (8, 11)
"""A municipality has eight digits, a settlement in it eleven."""


def check_ogrn(number: str) -> None:
    """Raise UnfitEntry where this cannot be an ОГРН; empty is fine."""
    if number and (fault := ogrn_fault(number)):
        raise UnfitEntry(
            fault, field="ogrn", mend=_("Copy it from the state register of legal persons (egrul.nalog.ru).")
        )


def check_oktmo(number: str) -> None:
    """Raise UnfitEntry where this cannot be an ОКТМО: 8 digits of a municipality, 11 of a settlement; empty is fine."""
    if number and (not _is_digits(number) or len(number) not in _OKTMO_DIGITS):
        raise UnfitEntry(
            _("An ОКТМО has 8 digits, that of a settlement 11, not “%(number)s”."),
            field="oktmo",
            mend=_("Copy it from the classifier of municipalities of Rosstat."),
            values={"number": number},
        )


def _is_digits(number: str) -> bool:
    return number.isascii() and number.isdecimal()

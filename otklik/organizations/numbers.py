"""Numbers of state registers: ОГРН of a legal person, ОКТМО of a municipality. Pure: text in, yes or an error out."""

from otklik.organizations.errors import UnfitEntry
from otklik.shared.words import marked as _

_OGRN_DIGITS = 13
_OGRN_BEGINS = ("1", "5")
"""What a number of a legal person begins with; 3 begins that of an entrepreneur, 2 that of a later entry."""
_OKTMO_DIGITS = (8, 11)
"""A municipality has eight digits, a settlement in it eleven."""


def check_ogrn(number: str) -> None:
    """Raise UnfitEntry where this cannot be an ОГРН; empty is fine.

    The last digit is the rest of dividing the twelve before it by 11, of that the last digit (Порядок ведения ЕГРЮЛ).
    """
    if not number:
        return
    if not _is_digits(number) or len(number) != _OGRN_DIGITS:
        raise UnfitEntry(
            _("An ОГРН has 13 digits, not “%(number)s”."),
            field="ogrn",
            mend=_("Copy it from the state register of legal persons (egrul.nalog.ru)."),
            values={"number": number},
        )
    if number[0] not in _OGRN_BEGINS:
        raise UnfitEntry(
            _("The ОГРН of an organization begins with 1 or 5."),
            field="ogrn",
            mend=_("Is it that of an entrepreneur, or the number of a later entry? Copy the main one."),
        )
    if int(number[:12]) % 11 % 10 != int(number[12]):
        raise UnfitEntry(
            _("The last digit of the ОГРН does not fit the others."),
            field="ogrn",
            mend=_("One digit is mistyped, or two changed places: compare it with the document."),
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

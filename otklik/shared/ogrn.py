"""The state registration number of a legal person (ОГРН): thirteen digits, the last of which checks the others."""

from otklik.shared.words import marked as _

LENGTH = 13


def ogrn_fault(text: str) -> str:
    """What is wrong with the number, marked for translation; empty when nothing is.

    The check digit: the first twelve digits as a number, modulo 11, and of that the last digit (Порядок ведения
    ЕГРЮЛ, приказ Минфина № 165н of 30.10.2017).
    """
    if not (text.isascii() and text.isdigit()):
        return _("An ОГРН has digits only.")
    if len(text) != LENGTH:
        return _("An ОГРН has 13 digits.")
    if text.startswith("0"):
        return _("An ОГРН does not begin with 0.")
    if int(text[:-1]) % 11 % 10 != int(text[-1]):
        return _("The check digit of the ОГРН does not fit: a digit is wrong or two are swapped.")
    return ""

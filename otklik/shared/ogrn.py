"""Validates numbers of a legal person by their check digit: ОГРН (state registration), ИНН (taxes)."""

from otklik.shared.words import marked as _

LENGTH = 13
_INN_WEIGHTS = (2, 4, 10, 3, 5, 9, 4, 6, 8)


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


def inn_fault(text: str) -> str:
    """What is wrong with the ИНН of a legal person, marked for translation; empty when nothing is.

    The check digit: the first nine by their weights, modulo 11, and of that the last digit.
    """
    if not (text.isascii() and text.isdigit()):
        return _("An ИНН has digits only.")
    if len(text) != len(_INN_WEIGHTS) + 1:
        return _("The ИНН of a body has 10 digits.")
    weighed = sum(int(digit) * weight for digit, weight in zip(text, _INN_WEIGHTS, strict=False))
    if weighed % 11 % 10 != int(text[-1]):
        return _("The check digit of the ИНН does not fit: a digit is wrong or two are swapped.")
    return ""

"""Reading what one cell says: numbers, percentages, yes and no, levels, codes. Plain, without the register."""

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType

from otklik.integrations.register.headings import head_key
from otklik.shared.full_names import is_full_name
from otklik.shared.ogrn import inn_fault, ogrn_fault
from otklik.shared.words import marked as _

MOST_COUNT = 2_147_483_647
"""The largest number that the register's columns hold."""
_ROUNDED = re.compile(r"\A\d[.,]?\d*[eе]\+?\d+", re.IGNORECASE)
_THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
"""«12.000»: twelve thousand, or twelve."""
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_BROKEN = re.compile(r"#(?:REF!|N/A|NAME\?|VALUE!|DIV/0!|NULL!|NUM!|Н/Д|ЗНАЧ!|ССЫЛКА!|ИМЯ\?|ДЕЛ/0!|ПУСТО!|ЧИСЛО!)")
_DAYS = ("%d.%m.%Y", "%Y-%m-%d", "%d.%m.%y", "%d.%m.%Y %H:%M")
_AFTER_DAY = re.compile(r"(?: 0{1,2}:00(?::00)?| ?г\.?)\Z")
"""«31.12.2026 г.», and the midnight that programs add."""
_YEARS = range(1990, 2100)
_APOSTROPHES = "'’‘`"
_ROUNDED_WORDS = _("The table program has rounded the number, digits are lost.")
_AS_TEXT = _("Make the column «Текстовый» and enter the number again.")

LEVELS = MappingProxyType({
    "region": ("регион", "региональный", "субъект", "субъект рф", "государственный"),
    "ministry": ("министерство", "ведомство", "иогв", "роив", "исполнительный орган", "ведомственный"),
    "municipality": ("муниципалитет", "муниципальный", "омсу", "администрация", "местный"),
    "department": ("управление", "отдел", "департамент", "комитет", "структурное подразделение"),
    "institution": (
        "учреждение", "организация", "подведомственное учреждение", "подведомственная организация",
        "подведомственный", "подвед",
    ),
})  # fmt: skip
"""Level of the register → words for it; the first is the one that we write."""
_LEVEL_OF = {head_key(word): level for level, words in LEVELS.items() for word in (level, *words)}
COMPONENT_WORDS = MappingProxyType({True: "да", False: "нет"})
BADGE_WORDS = MappingProxyType({True: "есть", False: "нет"})
_SUMS = frozenset({"итого", "всего"})
"""With these words a row of sums begins: «Всего по муниципалитету»."""
_YES = frozenset({"да", "есть", "подключен", "подключена", "подключено", "имеется", "получена", "присвоена", "1", "+"})
_NO = frozenset({
    "нет", "не подключен", "не подключена", "не подключено", "отсутствует", "не имеется", "не получена", "0",
})  # fmt: skip
_UNKNOWN = frozenset({"неизвестно", "не известно", "нет данных", "нет сведений", "unknown"})


@dataclass(frozen=True, slots=True)
class Wrong(Exception):
    """What a cell says cannot be taken: why, and how to mend it; both marked for translation."""

    reason: str
    mend: str = ""
    values: Mapping[str, str] = field(default_factory=dict)


def text_of(most: int) -> Callable[[str], str]:
    """Reads a text of at most so many characters."""

    def read(text: str) -> str:
        _refuse_broken(text)
        if len(text) > most:
            raise Wrong(_("Longer than %(most)s characters."), _("Shorten it."), {"most": str(most)})
        return text

    return read


def person_of(text: str) -> str:
    """The full name of a person; nothing where the cell is empty."""
    text = " ".join(text.split())
    if text and not is_full_name(text):
        raise Wrong(
            _("This is no full name of a person."),
            _("Write surname, first name and patronymic in full, without initials."),
        )
    return text_of(120)(text)


def name_of(text: str) -> str:
    """The name of a body; there must be one."""
    if not text:
        raise Wrong(_("The name of the body is missing."), _("Enter its full name."))
    if not any(character.isalpha() for character in text):
        raise Wrong(_("This is no name of a body."), _("Enter its full name."))
    if head_key(text).partition(" ")[0] in _SUMS:
        raise Wrong(_("This row is a sum, no body."), _("Take the row out."))
    return text_of(300)(text)


def level_of(text: str) -> str:
    """A level of the register; empty where nothing is said."""
    if not text:
        return ""
    if (level := _LEVEL_OF.get(head_key(text))) is None:
        words = ", ".join(words[0] for words in LEVELS.values())
        raise Wrong(_("There is no such level."), _("Levels are: %(levels)s."), {"levels": words})
    return level


def ogrn_of(text: str) -> str:
    """A state registration number, its check digit right; empty where nothing is said."""
    digits = code_of(text)
    if not digits:
        return ""
    digits = re.sub(r"[.,]0+$", "", digits)
    if fault := ogrn_fault(digits):
        raise Wrong(fault, _("Take it from the extract of the state register (ЕГРЮЛ)."))
    return digits


def inn_of(text: str) -> str:
    """A number of a payer of taxes, its check digit right; empty where nothing is said."""
    digits = re.sub(r"[.,]0+$", "", code_of(text))
    if digits and (fault := inn_fault(digits)):
        raise Wrong(fault, _("Take it from the extract of the state register (ЕГРЮЛ)."))
    return digits


def code_of(text: str) -> str:
    """The digits of a number that names something, without spaces and without the apostrophe that makes it a text."""
    _refuse_broken(text)
    code = text.replace(" ", "").lstrip(_APOSTROPHES)
    if _ROUNDED.fullmatch(code):
        raise Wrong(_ROUNDED_WORDS, _AS_TEXT)
    return code


def count_of(most: int = MOST_COUNT) -> Callable[[str], int | None]:
    """Reads a whole number from 0; None where nothing is said."""

    def read(text: str) -> int | None:
        if not text:
            return None
        number = _number_of(text)
        if _THOUSANDS.fullmatch(text.replace(" ", "")):
            raise Wrong(_("Thousands or a fraction?"), _("Enter digits only, without points and commas."))
        if number != number.to_integral_value():
            raise Wrong(_("Not a whole number."), _("Enter a whole number, without a fraction."))
        if not 0 <= number <= most:
            raise Wrong(_("Out of bounds: from 0 to %(most)s."), _("Mend the figure."), {"most": str(most)})
        return int(number)

    return read


def percentage_of(text: str) -> Decimal | None:
    """A percentage from 0 to 100, with at most two decimal places; None where nothing is said."""
    if not text:
        return None
    number = _number_of(text.removesuffix("%"))
    if not 0 <= number <= 100:
        raise Wrong(_("A percentage is from 0 to 100."), _("Mend the figure."))
    return round(number, 2)


def day_of(text: str) -> date | None:
    """A day, as people or programs write it; None where nothing is said."""
    if not text:
        return None
    written = _AFTER_DAY.sub("", text)
    for form in _DAYS:
        with suppress(ValueError):
            day = datetime.strptime(written, form).date()  # noqa: DTZ007 (a day has no zone)
            if day.year in _YEARS:
                return day
    raise Wrong(_("Not a day."), _("Write it as 31.12.2026."))


def yes_or_no(text: str) -> bool | None:
    """Yes, no, or nobody knows."""
    word = head_key(text) or text
    if not text or word in _UNKNOWN:
        return None
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise Wrong(_("Not understood."), _("Write да, нет or неизвестно."))


def _number_of(text: str) -> Decimal:
    digits = code_of(text).replace("−", "-")
    if not _NUMBER.fullmatch(digits) or not digits.isascii() or len(digits) > 30:
        raise Wrong(_("Not a number."), _("Enter digits only, or leave the cell empty."))
    return Decimal(digits.replace(",", "."))


def _refuse_broken(text: str) -> None:
    if _BROKEN.fullmatch(text.upper()):
        raise Wrong(_("A broken formula."), _("Enter what should stand here."))


def uncounted() -> Wrong:
    """What is wrong with a formula without a value: the program that wrote the table never worked it out."""
    return Wrong(
        _("A formula whose value the file does not hold: the table was never counted."),
        _("Open it in your table program, save it and bring it again, or put values in place of the formulas."),
    )

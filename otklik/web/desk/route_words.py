"""Words of the table of routes: what a rule asks for, how it finds a person."""

from datetime import date, timedelta

from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from otklik.appeals.route_faults import FAULT_WORDS, FaultKind
from otklik.appeals.sharing import WAY_NAMES, Way
from otklik.web.desk.marks import IMPORTANCE_NAMES, KINDS

CONDITIONS = {
    "page": _("Page"),
    "topic": _("Topic"),
    "territory": _("Place"),
    "street": _("Street"),
    "kind": _("Kind"),
    "importance": _("Importance"),
    "words": _("Words in the text"),
    "days": _("Days"),
    "hours": _("Hours"),
}
_MONDAY = date(2026, 11, 23)
WEEK = tuple((str(at), WEEKDAYS_ABBR[(_MONDAY + timedelta(days=at - 1)).weekday()]) for at in range(1, 8))
"""Number and short name of each day, from Monday on."""


def condition_in_words(name: str, value: str) -> str:
    """«Тема: Дороги»."""
    told = {"kind": KINDS, "importance": IMPORTANCE_NAMES}.get(name, {}).get(value)
    if told is not None:
        value = gettext(told)
    if name == "days":
        value = ", ".join(str(short) for number, short in WEEK if number in value)
    return f"{gettext(CONDITIONS.get(name, name))}: {value}"


def ways() -> list[tuple[str, str]]:
    """How a person can be found."""
    return [(way.value, gettext(WAY_NAMES[way])) for way in Way]


def fault_in_words(kind: FaultKind, place: int | None) -> str:
    """What is wrong with a rule, and which other rule it is about."""
    words = gettext(FAULT_WORDS[kind])
    return f"{words} {gettext('See rule %(place)d.') % {'place': place}}" if place else words

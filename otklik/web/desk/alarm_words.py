"""What an alarm says to a person: what happened, and what to do."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext

from otklik.pages.alarm_listing import AlarmRow
from otklik.pages.alarms import ADVICE, NEVER_POSTED, AlarmKind

_MARKED = ("reason", "next_step")
"""What is told in our own marked words; all else is names and dates."""


@dataclass(frozen=True, slots=True)
class AlarmWords:
    """One alarm in the person's language."""

    title: str
    what: str
    mend: str


def words_of(alarm: AlarmRow) -> AlarmWords:
    """The words of an alarm, with what it told filled in."""
    advice = ADVICE[alarm.kind]
    told = {name: gettext(value) if name in _MARKED and value else value for name, value in alarm.told.items()}
    if alarm.kind is AlarmKind.SILENT:
        since = told.get("since", "")
        if not since:
            return AlarmWords(gettext(advice.title), gettext(NEVER_POSTED), gettext(advice.mend))
        told["since"] = date_format(localtime(datetime.fromisoformat(since)), "j E Y")
    # what the connector says is nearer to what this network wants
    mend = told.get("next_step") or gettext(advice.mend)
    return AlarmWords(gettext(advice.title), gettext(advice.what) % told, mend)

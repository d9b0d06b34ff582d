"""The history of a case: its steps, whatever else was done with it, and whom its alarm called, in order of time."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from otklik.appeals.emergencies import EmergencyView
from otklik.appeals.routing import ROUTE_REASON_NAMES, read_reason
from otklik.appeals.selectors import StepView
from otklik.appeals.states import CAUSE_NAMES, Act, Cause, Party
from otklik.audit.acts import ACTS
from otklik.audit.selectors import AccessRow, AuditRow
from otklik.web.desk import marks
from otklik.web.desk.audit.audit_words import value_words
from otklik.web.desk.marks import ACTORS, CASE_FIELDS

_DAY: Final = re.compile(r"(?:^|(?<= · ))\d{4}-\d{2}-\d{2}$")
"""Where a step has a date, its reason ends with it."""


@dataclass(frozen=True, slots=True)
class AlarmLine:
    """Somebody was called for an emergency, or took it."""

    at: datetime
    name: str
    letter: str = ""
    """How far the letter of a call is; empty where none was sent."""
    has_taken: bool = False


@dataclass(frozen=True, slots=True)
class LogLine:
    """What was done besides steps, as the audit log has it."""

    at: datetime
    who: str
    what: str
    because: str


SHOWN_OTHERWISE = frozenset({"call_for_emergency", "nobody_left_to_call", "take_emergency"}) | frozenset(Act)
"""The steps have lines of their own, an alarm has, too."""


def log_lines(records: Iterable[AuditRow]) -> list[LogLine]:
    """The lines of the log about a case that its steps do not tell; one without words of ours by its name there."""
    return [
        LogLine(one.at, one.by or gettext(ACTORS[Party.SYSTEM]), _what(one), one.because)
        for one in records
        if one.act not in SHOWN_OTHERWISE
    ]


def _what(record: AuditRow) -> str:
    what, told = gettext(ACTS.get(record.act, record.act)), record.details
    changed = [name for name in str(told.get("fields", "")).split(", ") if name in CASE_FIELDS]
    fields = [
        ": ".join((gettext(CASE_FIELDS[one]), *([value_words(one, told[one])] if one in told else [])))
        for one in changed
    ]
    fields += [value_words("other", told["other"])] if "other" in told else []
    return f"{what} ({', '.join(fields)})" if fields else what


def access_lines(accesses: Iterable[AccessRow]) -> list[LogLine]:
    """Who opened the case: a line for each person, where they did so last."""
    return [
        LogLine(
            one.last_at,
            one.by,
            gettext("opened the case")
            if one.times == 1
            else ngettext(
                "opened the case, %(times)s time in all", "opened the case, %(times)s times in all", one.times
            )
            % {"times": one.times},
            "",
        )
        for one in accesses
    ]


def history_of(
    steps: tuple[StepView, ...],
    emergency: EmergencyView | None,
    records: Iterable[AuditRow] = (),
    accesses: Iterable[AccessRow] = (),
) -> list[StepView | AlarmLine | LogLine]:
    """What happened, the newest first; an alarm stands after the step of the same moment that brought it about."""
    lines: list[StepView | AlarmLine | LogLine] = [*steps, *log_lines(records), *access_lines(accesses)]
    if emergency is not None:
        lines += [AlarmLine(call.at, call.name, call.letter) for call in emergency.calls]
        if emergency.taken_at is not None:
            lines.append(AlarmLine(emergency.taken_at, emergency.taken_by, has_taken=True))
    return sorted(lines, key=lambda line: line.at)[::-1]


def reason_of(step: StepView) -> str:
    """A person's own reason, or the rule by which the system found a body."""
    by_rule = read_reason(step.reason) if step.actor == "system" else None
    if by_rule is not None:
        reason, territory = gettext(ROUTE_REASON_NAMES[by_rule[0]]), by_rule[1]
        return gettext("found by: %(reason)s") % {"reason": f"{reason} ({territory})" if territory else reason}
    told = _DAY.sub(_as_people_write, step.reason)
    if step.act is Act.DEFER:
        cause, between, more = told.partition(" · ")
        return f"{gettext(CAUSE_NAMES[Cause(cause)])}{between}{more}" if cause in set(Cause) else told
    if step.act is Act.JOIN:
        return f"№\u00a0{step.reason}"
    if step.actor != "system":
        return told
    held_for = told.split(", ")
    known = all(one in marks.HELD_FOR for one in held_for)
    return ", ".join(gettext(marks.HELD_FOR[one]) for one in held_for) if known else gettext(told)


def _as_people_write(day: re.Match[str]) -> str:
    try:
        return date_format(date.fromisoformat(day[0]), "d.m.Y")
    except ValueError:  # a person's own words, which only look like a day
        return day[0]

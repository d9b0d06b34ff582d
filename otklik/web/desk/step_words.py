"""Why a step of a case was made, in words for its history."""

import re
from datetime import date
from typing import Final

from django.utils.formats import date_format
from django.utils.translation import gettext

from otklik.appeals.routing import ROUTE_REASON_NAMES, read_reason
from otklik.appeals.selectors import StepView
from otklik.appeals.states import CAUSE_NAMES, Act, Cause
from otklik.web.desk import marks

_DAY: Final = re.compile(r"(?:^|(?<= · ))\d{4}-\d{2}-\d{2}$")
"""Where a step has a date, its reason ends with it."""


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

"""Acts of the table that need no text for the resident: take, return, defer, close…"""

from datetime import date, timedelta

from django.http import Http404, HttpResponse, QueryDict
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_POST

from otklik.appeals.errors import UnfitValue
from otklik.appeals.services import ANSWER_ACTS, take_step
from otklik.appeals.states import Act, Cause, Outcome
from otklik.appeals.workflow import Reason
from otklik.moderation.queue.reviews import pass_case
from otklik.organizations.rights import Right
from otklik.shared.words import marked as _
from otklik.web.access import DeskRequest, desk_page
from otklik.web.desk.case_page import perform

STEP_ACTS = frozenset(Act) - ANSWER_ACTS - {Act.ASSIGN, Act.OPEN}
NO_VERSION = -1
FURTHEST = timedelta(days=366)
"""How far ahead a date may lie: a slip of the finger must not put a case off for ever."""


@require_POST
@desk_page(right=Right.SEE_CASES)
def step(request: DeskRequest, number: int, act: str) -> HttpResponse:
    """Do one act on the case, with whatever it needs."""
    if act not in STEP_ACTS:
        raise Http404(act)
    return perform(request, number, at=act, act=lambda: _take(request, number, Act(act)))


def _take(request: DeskRequest, number: int, act: Act) -> None:
    reason, version = reason_of(request.POST, today=timezone.localdate(request.now)), version_of(request.POST)
    if act is Act.PASS_MODERATION:
        pass_case(number, by=request.viewer, reason=reason, version=version, now=request.now)
    else:
        take_step(number, act, by=request.viewer, reason=reason, version=version, now=request.now)


def reason_of(values: QueryDict, *, today: date) -> Reason:
    """What was filled into the form of an act. Raises UnfitValue for a date or an outcome that is none."""
    outcome, cause = values.get("outcome", ""), values.get("cause", "")
    if outcome and outcome not in list(Outcome):
        raise UnfitValue(_("There is no such outcome."), field="outcome", mend=_("Choose one from the list."))
    return Reason(
        text=values.get("text", "").strip(),
        finding=values.get("finding", "").strip(),
        clause=values.get("clause", "").strip(),
        due_on=find_date(values.get("due_on", ""), field="due_on", today=today),
        system=values.get("system", "").strip(),
        number=values.get("number", "").strip(),
        outcome=Outcome(outcome) if outcome else None,
        link=values.get("link", "").strip(),
        cause=Cause(cause) if cause in list(Cause) else None,
    )


def version_of(values: QueryDict) -> int:
    """The version that the form was drawn from; a form without one counts as drawn long ago."""
    text = values.get("version", "")
    return int(text) if text.isdecimal() and len(text) < 10 else NO_VERSION


def find_date(text: str, *, field: str, today: date) -> date | None:
    """A date as the browser sends it, at most a year ahead; None for an empty field. Raises UnfitValue."""
    if not text.strip():
        return None
    try:
        day = parse_date(text.strip())
    except ValueError:
        day = None
    if day is None:
        raise UnfitValue(_("There is no such date."), field=field, mend=_("Write it as 2026-12-31."))
    return within_a_year(day, field=field, today=today)


def within_a_year[D: date | None](day: D, *, field: str, today: date) -> D:
    """The same day. Raises UnfitValue where it is more than a year ahead."""
    if day is not None and day > today + FURTHEST:
        raise UnfitValue(_("This date is more than a year ahead."), field=field, mend=_("Choose an earlier one."))
    return day

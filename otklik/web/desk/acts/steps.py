"""Acts of the table that need no text for the resident: take, return, defer, close…"""

from datetime import date

from django.http import Http404, HttpResponse, QueryDict
from django.utils import timezone
from django.views.decorators.http import require_POST

from otklik.appeals.errors import UnfitValue
from otklik.appeals.services import ANSWER_ACTS, take_step, write_note
from otklik.appeals.states import Act, Cause, Outcome
from otklik.appeals.tags import change_tags, put_tag
from otklik.appeals.workflow import Reason
from otklik.moderation.queue.reviews import pass_case
from otklik.organizations.rights import Right
from otklik.shared.words import marked as _
from otklik.web.access import DeskRequest, desk_page
from otklik.web.desk.case.case_page import perform
from otklik.web.desk.forms import find_date, find_id, version_of

STEP_ACTS = frozenset(Act) - ANSWER_ACTS - {Act.ASSIGN, Act.OPEN}


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


@require_POST
@desk_page(right=Right.WRITE_NOTE)
def note(request: DeskRequest, number: int) -> HttpResponse:
    """Add a note; the resident never sees it."""
    text = request.POST.get("text", "")
    return perform(
        request, number, at="note", act=lambda: write_note(number, text=text, by=request.viewer, now=request.now)
    )


@require_POST
@desk_page(right=Right.SEE_CASES)
def put(request: DeskRequest, number: int) -> HttpResponse:
    """The case bears one more tag."""
    name = request.POST.get("tag", "").replace("\x00", "")[:200]
    return perform(
        request,
        number,
        at="tags",
        act=lambda: put_tag(number, name, by=request.viewer, version=version_of(request.POST), now=request.now),
        anchor="#tags",
    )


@require_POST
@desk_page(right=Right.SEE_CASES)
def take(request: DeskRequest, number: int) -> HttpResponse:
    """A tag is taken off."""
    return perform(request, number, at="tags", act=lambda: _tag_of(request, number), anchor="#tags")


def _tag_of(request: DeskRequest, number: int) -> None:
    tag_id = find_id(request.POST.get("tag_id", "").replace("\x00", ""), field="tag") or 0
    change_tags(number, take=[tag_id], by=request.viewer, version=version_of(request.POST), now=request.now)

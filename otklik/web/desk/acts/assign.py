"""Passing a case on, and saying what it is about."""

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from otklik.appeals.assigning import has_returned
from otklik.appeals.errors import UnfitValue
from otklik.appeals.selectors import list_executor_loads
from otklik.appeals.services import assign as assign_case
from otklik.appeals.services import correct_case
from otklik.appeals.sharing import Way
from otklik.organizations.rights import Right
from otklik.shared.errors import OtklikError
from otklik.shared.words import marked as _
from otklik.topics.selectors import find_topic
from otklik.web.access import DeskRequest, desk_page
from otklik.web.desk.body_choice import read_any_body
from otklik.web.desk.case.case_page import perform
from otklik.web.desk.forms import find_id, version_of


@require_POST
@desk_page(right=Right.SEE_CASES)
def assign(request: DeskRequest, number: int) -> HttpResponse:
    """Pass the case to a body, and to a person of it if one is named."""
    return perform(request, number, at="assign", act=lambda: _assign(request, number), done=gettext("Passed on."))


@require_GET
@desk_page(right=Right.SEE_CASES)
def executors(request: DeskRequest) -> HttpResponse:
    """The people of the chosen body, as options of the form."""
    try:
        body_id = read_any_body(
            (request.GET.get("body_id") or request.GET.get("assign_body_id", "")).replace("\x00", "")
        )
    except OtklikError:
        body_id = None
    people = list_executor_loads(body_id, on=timezone.localdate(request.now)) if body_id is not None else []
    return render(request, "desk/forms/executors.html", {"executors": people})


@require_POST
@desk_page(right=Right.SEE_CASES)
def correct(request: DeskRequest, number: int) -> HttpResponse:
    """Accept or correct what the machine proposed."""
    return perform(request, number, at="correct", act=lambda: _correct(request, number))


def _assign(request: DeskRequest, number: int) -> None:
    body_id = read_any_body(request.POST.get("body_id", "").replace("\x00", ""))
    if body_id is None:
        raise UnfitValue(_("No body is chosen."), field="body_id", mend=_("Choose one from the list."))
    if request.POST.get("again") != "yes" and has_returned(number, body_id):
        raise UnfitValue(
            _("This body has already returned the case as not theirs."),
            field="again",
            mend=_("Choose another, or confirm below that it goes back there all the same."),
        )
    chosen = request.POST.get("executor_id", "")
    way = Way(chosen) if chosen in set(Way) else None
    assign_case(
        number,
        body_id=body_id,
        executor_id=None if way else find_id(chosen, field="executor_id"),
        way=way,
        by=request.viewer,
        because=request.POST.get("text", "").strip(),
        version=version_of(request.POST),
        now=request.now,
    )


def _correct(request: DeskRequest, number: int) -> None:
    correct_case(
        number,
        topic_id=_topic_of(request.POST),
        address=request.POST.get("address", "").strip(),
        importance=request.POST.get("importance", ""),
        kind=request.POST.get("kind", ""),
        by=request.viewer,
        version=version_of(request.POST),
        now=request.now,
    )


def _topic_of(values: QueryDict) -> int | None:
    """One of the machine's guesses, words that were searched by, or a number. Raises UnfitValue."""
    if values.get("guess") or "topic" not in values:
        return find_id(values.get("guess") or values.get("topic_id", ""), field="topic_id")
    return read_topic(values.get("topic", ""))


def read_topic(words: str) -> int | None:
    """The topic that words searched for; None for no words. Raises UnfitValue."""
    if not words.strip():
        return None
    topic = find_topic(words.strip())
    if topic is None:
        raise UnfitValue(
            _("No topic, or more than one, is called so."),
            field="topic",
            mend=_("Choose one from the list that opens as you write."),
        )
    return topic.id

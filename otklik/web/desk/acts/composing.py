"""Beside the answer box: put a text into it, take a draft over, say who is here."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from otklik.answers.drafting import say_here, take_over
from otklik.answers.facts import ask_facts
from otklik.answers.selectors import find_holder
from otklik.answers.texts.ready_texts import Typed, insert_facts, insert_given, insert_photos, insert_ready
from otklik.appeals.errors import UnfitValue
from otklik.appeals.selectors import access_case
from otklik.organizations.rights import Right
from otklik.shared.words import marked as _
from otklik.web.access import DeskRequest, desk_page
from otklik.web.desk.acts.answering import kind_of, seen_of, text_of
from otklik.web.desk.acts.telling import tell_with_photos
from otklik.web.desk.case.case_page import perform
from otklik.web.desk.forms import find_id


@require_POST
@desk_page(right=Right.SEE_CASES)
def insert(request: DeskRequest, number: int) -> HttpResponse:
    """Put a ready text, or the answer of a like case, into the draft; what is typed already stays before it."""
    return perform(request, number, at="answer", act=lambda: _insert(request, number), anchor="#answer-text")


def _insert(request: DeskRequest, number: int) -> None:
    values = request.POST
    typed = Typed(kind_of(request), text_of(request), seen_of(values))
    ready, like, facts = (find_id(values.get(name, ""), field=name) for name in ("ready", "like", "facts"))
    if ready is not None:
        asked = f"ask-{ready}-"
        answers = {name.removeprefix(asked): value for name, value in values.dict().items() if name.startswith(asked)}
        files = [find_id(value, field="ready") for value in values.getlist(f"file-{ready}")]
        insert_ready(
            number, ready, typed=typed, answers=answers, by=request.viewer, now=request.now,
            file_ids={one for one in files if one},
        )  # fmt: skip
    elif like is not None:
        insert_given(number, like, typed=typed, by=request.viewer, now=request.now)
    elif facts is not None:
        insert_facts(number, facts, typed=typed, by=request.viewer, now=request.now)
    elif "show" in values:
        chosen = [find_id(value, field="photo") for value in values.getlist("photo")]
        insert_photos(number, {one for one in chosen if one}, typed=typed, by=request.viewer, now=request.now)
    else:
        raise UnfitValue(_("Nothing was chosen."), field="ready", mend=_("Choose one from the list."))


@require_POST
@desk_page(right=Right.SEE_CASES)
def ask(request: DeskRequest, number: int) -> HttpResponse:
    """Ask the executor what was done."""
    question = request.POST.get("text", "")
    act = lambda: ask_facts(number, question=question, by=request.viewer, now=request.now)  # noqa: E731
    return perform(request, number, at="facts", act=act, anchor="#facts")


@require_POST
@desk_page(right=Right.SEE_CASES)
def tell(request: DeskRequest, number: int) -> HttpResponse:
    """Say what was done."""
    return perform(request, number, at="facts", act=lambda: tell_with_photos(request, number), anchor="#facts")


@require_POST
@desk_page(right=Right.SEE_CASES)
def take_draft(request: DeskRequest, number: int) -> HttpResponse:
    """Write on where another person stopped."""
    act = lambda: take_over(number, by=request.viewer, now=request.now)  # noqa: E731
    return perform(request, number, at="answer", act=act, anchor="#answer-text")


@require_POST
@desk_page(right=Right.SEE_CASES)
def here(request: DeskRequest, number: int) -> HttpResponse:
    """Say that this page is open, and hear who else is here and who writes."""
    case = access_case(request.viewer, number)
    others = say_here(number, by=request.viewer, now=request.now)
    writes = find_holder(case.id, viewer=request.viewer, now=request.now)
    return render(request, "desk/parts/here.html", {"case": case, "others": others, "writes": writes})

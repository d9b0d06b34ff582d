"""The resident's word on an answer: a link, an explanation, later words; answers that look like a formality."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from otklik.answers.results.recording import check_formal
from otklik.answers.results.selectors import list_formal
from otklik.answers.results.verdicts import explain, hand_out_link
from otklik.appeals.errors import NoSuchCase
from otklik.appeals.later_words import note_read
from otklik.organizations.rights import Right
from otklik.shared.errors import OtklikError
from otklik.web.access import DeskRequest, desk_page
from otklik.web.desk.case.case_page import perform
from otklik.web.desk.forms import version_of


@require_POST
@desk_page(right=Right.SEE_CASES)
def link(request: DeskRequest, number: int) -> HttpResponse:
    """Make the link by which the resident says whether it is solved; it is shown once and kept nowhere."""
    made: list[str] = []
    response = perform(
        request,
        number,
        at="verdict",
        act=lambda: made.append(hand_out_link(number, by=request.viewer, now=request.now)),
    )
    return render(request, "desk/verdict_link.html", {"number": number, "url": made[0]}) if made else response


@require_POST
@desk_page(right=Right.SEE_CASES)
def explain_one(request: DeskRequest, number: int) -> HttpResponse:
    """Explain to a resident who is not satisfied, instead of reopening."""
    text = request.POST.get("text", "")
    return perform(
        request,
        number,
        at="verdict",
        act=lambda: explain(number, text=text, by=request.viewer, version=version_of(request.POST), now=request.now),
    )


@require_POST
@desk_page(right=Right.SEE_CASES)
def read_words(request: DeskRequest, number: int) -> HttpResponse:
    """Say that what the resident wrote or changed after the answer asks for nothing."""
    return perform(
        request,
        number,
        at="later_words",
        act=lambda: note_read(number, by=request.viewer, version=version_of(request.POST), now=request.now),
    )


@desk_page(right=Right.SEE_REPORTS)
def formal(request: DeskRequest) -> HttpResponse:
    """Answers with neither evidence nor a date nor anything done: a person looks whether they are a formality."""
    context = {"rows": list_formal(request.viewer), "now": request.now}
    return render(request, "desk/formal.html", context)


@require_POST
@desk_page(right=Right.SEE_REPORTS)
def check(request: DeskRequest, number: int) -> HttpResponse:
    """Say of one whether it is a formality; if it is, the case goes back to work."""
    was_formal, because = request.POST.get("formal") == "yes", request.POST.get("because", "")
    try:
        check_formal(number, was_formal=was_formal, because=because, by=request.viewer, now=request.now)
    except NoSuchCase:
        raise
    except OtklikError as why:
        context = {"rows": list_formal(request.viewer), "now": request.now, "wrong": why.say(_), "at": number}
        return render(request, "desk/formal.html", context, status=422)
    return redirect("desk:formal")

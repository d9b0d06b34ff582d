"""The answer box: draft, submit, send, ask."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from otklik.answers.selectors import ANSWER_KINDS
from otklik.answers.services import answer_at_once, ask_author, save_draft, submit_answer
from otklik.appeals.errors import NoSuchCase, UnfitValue
from otklik.organizations.rights import Right
from otklik.shared.errors import OtklikError
from otklik.shared.words import marked as _
from otklik.web.access import DeskRequest, desk_page, wants_fragment
from otklik.web.desk.case_page import case_context, perform
from otklik.web.desk.steps import find_date, version_of


@require_POST
@desk_page(right=Right.SEE_CASES)
def draft(request: DeskRequest, number: int) -> HttpResponse:
    """Keep what is typed, and show how it would look: the checklist, the length, the preview."""

    def keep() -> None:
        save_draft(number, kind=_kind(request), text=_text(request), by=request.viewer, now=request.now)

    if not (wants_fragment(request) or _is_by_script(request)):
        return perform(request, number, at="answer", act=keep)
    try:
        keep()
    except NoSuchCase:
        raise
    except OtklikError as refused:
        return HttpResponse(refused.say(gettext), status=422, content_type="text/plain; charset=utf-8")
    if _is_by_script(request):
        return HttpResponse(status=204)
    return render(request, "desk/parts/answer_check.html", case_context(request, number))


@require_POST
@desk_page(right=Right.SEE_CASES)
def submit(request: DeskRequest, number: int) -> HttpResponse:
    """Put the answer before an approver."""
    return perform(
        request,
        number,
        at="answer",
        act=lambda: submit_answer(
            number,
            kind=_kind(request),
            text=_text(request),
            promised_on=_promised_on(request),
            by=request.viewer,
            version=version_of(request.POST),
            now=request.now,
        ),
        done=gettext("Submitted for approval."),
    )


@require_POST
@desk_page(right=Right.SEE_CASES)
def send(request: DeskRequest, number: int) -> HttpResponse:
    """Send the answer at once, where the body asks for no second person."""
    return perform(
        request,
        number,
        at="answer",
        act=lambda: answer_at_once(
            number,
            kind=_kind(request),
            text=_text(request),
            promised_on=_promised_on(request),
            by=request.viewer,
            version=version_of(request.POST),
            now=request.now,
        ),
        done=gettext("The answer is on its way."),
    )


@require_POST
@desk_page(right=Right.SEE_CASES)
def ask(request: DeskRequest, number: int) -> HttpResponse:
    """Ask the author what or where; the clocks wait."""
    return perform(
        request,
        number,
        at="answer",
        act=lambda: ask_author(
            number, question=_text(request), by=request.viewer, version=version_of(request.POST), now=request.now
        ),
        done=gettext("The question is on its way."),
    )


def _is_by_script(request: DeskRequest) -> bool:
    """Saved by itself while a person types: nothing of the page changes."""
    return request.headers.get("X-Requested-With") == "draft"


def _text(request: DeskRequest) -> str:
    return request.POST.get("text", "").replace("\x00", "")


def _kind(request: DeskRequest) -> str:
    kind = request.POST.get("kind", "final")
    if kind not in ANSWER_KINDS:
        raise UnfitValue(_("There is no such kind of answer."), field="kind", mend=_("Choose one from the list."))
    return kind


def _promised_on(request: DeskRequest) -> date | None:
    return find_date(request.POST.get("promised_on", ""), field="promised_on", today=request.now.date())

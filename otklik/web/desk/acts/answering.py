"""The answer box: draft, submit, send, ask."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_naive, make_aware
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from otklik.answers.selectors import ANSWER_KINDS
from otklik.answers.services import HowToSend, answer_at_once, ask_author, save_draft, submit_answer
from otklik.answers.texts.telling import hash_told
from otklik.appeals.errors import NoSuchCase, UnfitValue
from otklik.organizations.rights import Right
from otklik.shared.errors import OtklikError
from otklik.shared.words import marked as _
from otklik.web.access import DeskRequest, desk_page, wants_fragment
from otklik.web.desk.case.case_page import STALE, case_context, perform
from otklik.web.desk.forms import find_date, version_of


@require_POST
@desk_page(right=Right.SEE_CASES)
def draft(request: DeskRequest, number: int) -> HttpResponse:
    """Keep what is typed, and show how it would look: the checklist, the length, the preview."""

    def keep() -> int:
        return keep_draft(request, number)

    if not (wants_fragment(request) or _is_by_script(request)):
        return perform(request, number, at="answer", act=keep)
    try:
        saves = keep()
    except NoSuchCase:
        raise
    except OtklikError as refused:
        status = 409 if isinstance(refused, STALE) else 422
        return HttpResponse(refused.say(gettext), status=status, content_type="text/plain; charset=utf-8")
    if _is_by_script(request):
        return HttpResponse(status=204, headers={"X-Draft-Saves": str(saves)})
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
            kind=kind_of(request),
            text=text_of(request),
            promised_on=_promised_on(request),
            by=request.viewer,
            version=version_of(request.POST),
            now=request.now,
            how=HowToSend(seen=seen_of(request.POST), is_sure=is_sure(request)),
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
            kind=kind_of(request),
            text=text_of(request),
            promised_on=_promised_on(request),
            by=request.viewer,
            version=version_of(request.POST),
            now=request.now,
            how=HowToSend(
                seen=seen_of(request.POST),
                not_before=leaving_at(request),
                is_sure=is_sure(request),
                urgent_because=request.POST.get("urgent_because", "").replace("\x00", ""),
            ),
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
            number,
            question=text_of(request),
            by=request.viewer,
            version=version_of(request.POST),
            now=request.now,
            seen=seen_of(request.POST),
            is_sure=is_sure(request),
        ),
        done=gettext("The question is on its way."),
    )


def keep_draft(request: DeskRequest, number: int) -> int:
    """Keep what stands in the form. Returns how often the draft was saved."""
    return save_draft(
        number,
        kind=kind_of(request),
        text=text_of(request),
        by=request.viewer,
        now=request.now,
        seen=seen_of(request.POST),
    )


def seen_of(values: QueryDict) -> int | None:
    """Which save of the draft the form shows; None for a form that says nothing of it."""
    text = values.get("saves", "")
    return int(text) if text.isdecimal() and len(text) <= 9 else None


def leaving_at(request: DeskRequest) -> datetime | None:
    """When the answer leaves: at the moment asked for, or after the seconds in which one may think better of it."""
    text = request.POST.get("not_before", "")
    if not text:
        seconds = settings.OTKLIK_UNDO_SECONDS
        return request.now + timedelta(seconds=seconds) if seconds else None
    try:
        told = parse_datetime(text)
    except ValueError:
        told = None
    if told is None:
        raise UnfitValue(_("This is no moment."), field="not_before", mend=_("Choose a day and a time."))
    return make_aware(told) if is_naive(told) else told


def _is_by_script(request: DeskRequest) -> bool:
    """Saved by itself while a person types: nothing of the page changes."""
    return request.headers.get("X-Requested-With") == "draft"


def text_of(request: DeskRequest) -> str:
    """What stands in the answer box."""
    return request.POST.get("text", "").replace("\x00", "")


def is_sure(request: DeskRequest) -> bool:
    """Whether «yes, send» was said of these very words."""
    return request.POST.get("sure", "") == hash_told(text_of(request))


def kind_of(request: DeskRequest) -> str:
    """Which kind of answer is chosen. Raises UnfitValue."""
    kind = request.POST.get("kind", "final")
    if kind not in ANSWER_KINDS:
        raise UnfitValue(_("There is no such kind of answer."), field="kind", mend=_("Choose one from the list."))
    return kind


def _promised_on(request: DeskRequest) -> date | None:
    return find_date(request.POST.get("promised_on", ""), field="promised_on", today=timezone.localdate(request.now))

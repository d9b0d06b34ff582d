"""What is decided about an answer: approve, send back, given by hand, and what follows a sending that went wrong."""

from http import HTTPStatus

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from otklik.answers.approval.approving import check_urgent, edit_answer
from otklik.answers.approval.queue import load_approval_queue
from otklik.answers.sending.taking_back import take_back
from otklik.answers.services import Stands, answer_by_hand, approve_answer, send_back, settle_unknown, try_again
from otklik.appeals.errors import UnfitValue
from otklik.organizations.rights import Right
from otklik.shared.words import marked as _
from otklik.web.access import DeskRequest, desk_page
from otklik.web.desk.acts.answering import leaving_at
from otklik.web.desk.case.case_page import perform
from otklik.web.desk.clocks import draining
from otklik.web.desk.forms import find_date, find_id, version_of


@require_POST
@desk_page(right=Right.SEE_CASES)
def approve(request: DeskRequest, number: int) -> HttpResponse:
    """Approve the submitted answer as it was read; delivery sends it."""
    return perform(
        request,
        number,
        at="approve",
        act=lambda: approve_answer(
            number,
            text_hash=request.POST.get("text_hash", ""),
            by=request.viewer,
            version=version_of(request.POST),
            now=request.now,
            not_before=leaving_at(request),
            is_sure="sure" in request.POST,
        ),
        done=gettext("Approved."),
    )


@require_POST
@desk_page(right=Right.SEE_CASES)
def edit(request: DeskRequest, number: int) -> HttpResponse:
    """Change the submitted answer; who does so is an editor, and another person approves."""
    return perform(
        request,
        number,
        at="edit_answer",
        act=lambda: edit_answer(
            number,
            text=request.POST.get("text", "").replace("\x00", ""),
            promised_on=find_date(
                request.POST.get("promised_on", ""), field="promised_on", today=timezone.localdate(request.now)
            ),
            text_hash=request.POST.get("text_hash", ""),
            by=request.viewer,
            version=version_of(request.POST),
            now=request.now,
        ),
        done=gettext("Changed. Another person approves it now."),
    )


@require_POST
@desk_page(right=Right.SEE_CASES)
def check(request: DeskRequest, number: int) -> HttpResponse:
    """Say what is to be said of an answer that was sent before anybody approved it; from the queue one comes back."""
    response = perform(
        request,
        number,
        at="check_urgent",
        act=lambda: check_urgent(
            number,
            find_id(request.POST.get("answer", ""), field="answer") or 0,
            says=request.POST.get("text", "").replace("\x00", ""),
            by=request.viewer,
            now=request.now,
        ),
        done=gettext("Checked."),
    )
    is_done = response.status_code == HTTPStatus.FOUND
    return redirect("desk:approval_queue") if is_done and request.POST.get("from") == "queue" else response


@require_POST
@desk_page(right=Right.SEE_CASES)
def undo(request: DeskRequest, number: int) -> HttpResponse:
    """Take an answer back that has not left yet."""
    return perform(
        request,
        number,
        at="delivery",
        act=lambda: take_back(number, by=request.viewer, now=request.now),
        done=gettext("Taken back: nothing was sent."),
    )


@require_POST
@desk_page(right=Right.SEE_CASES)
def back(request: DeskRequest, number: int) -> HttpResponse:
    """Send the submitted answer back to its writer, with the reason."""
    return perform(
        request,
        number,
        at="send_back",
        act=lambda: send_back(
            number,
            because=request.POST.get("text", ""),
            by=request.viewer,
            version=version_of(request.POST),
            now=request.now,
        ),
        done=gettext("Sent back to its writer."),
    )


@require_POST
@desk_page(right=Right.SEE_CASES)
def by_hand(request: DeskRequest, number: int) -> HttpResponse:
    """Note an answer that was given elsewhere, with the link to it."""
    return perform(
        request,
        number,
        at="answered_by_hand",
        act=lambda: answer_by_hand(
            number,
            text=request.POST.get("text", ""),
            url=request.POST.get("link", ""),
            by=request.viewer,
            version=version_of(request.POST),
            now=request.now,
        ),
    )


@require_POST
@desk_page(right=Right.SEE_CASES)
def again(request: DeskRequest, number: int) -> HttpResponse:
    """Send an answer again whose sending failed."""
    return perform(
        request,
        number,
        at="delivery",
        act=lambda: try_again(number, by=request.viewer, now=request.now),
        done=gettext("It is being sent again."),
    )


@require_POST
@desk_page(right=Right.SEE_CASES)
def settle(request: DeskRequest, number: int) -> HttpResponse:
    """A person looked into the network: the answer stands there, or it does not and is sent again."""
    return perform(request, number, at="delivery", act=lambda: _settle(request, number))


def _settle(request: DeskRequest, number: int) -> None:
    stands = request.POST.get("stands", "")
    if stands not in list(Stands):
        raise UnfitValue(_("Say whether the answer stands there."), field="stands")
    settle_unknown(
        number,
        stands_there=Stands(stands),
        url=request.POST.get("link", "").strip()[:300],
        by=request.viewer,
        now=request.now,
    )


@desk_page(right=Right.SEE_CASES)
def queue(request: DeskRequest) -> HttpResponse:
    """Answers that wait for a word, with the time left for it; then those sent urgently that nobody has looked at."""
    queue = load_approval_queue(request.viewer, now=request.now)
    waiting = [
        (row, draining(row.due_at, since=row.written_at, now=request.now, paused=False)) for row in queue.waiting
    ]
    context = {"at": "approval", "waiting": waiting, "to_check": queue.to_check, "now": request.now}
    return render(request, "desk/approval_queue.html", context)

"""The queue of approval: whose word is waited for, until when, and what is to be looked at after it was sent."""

from django.http import HttpResponse
from django.shortcuts import render

from otklik.answers.approval.queue import load_approval_queue
from otklik.organizations.rights import Right
from otklik.web.access import DeskRequest, desk_page
from otklik.web.desk.clocks import draining


@desk_page(right=Right.SEE_CASES)
def queue(request: DeskRequest) -> HttpResponse:
    """Answers that wait for a word, with the time left for it; then those sent urgently that nobody has looked at."""
    queue = load_approval_queue(request.viewer, now=request.now)
    waiting = [
        (row, draining(row.due_at, since=row.written_at, now=request.now, paused=False)) for row in queue.waiting
    ]
    context = {"at": "approval", "waiting": waiting, "to_check": queue.to_check, "now": request.now}
    return render(request, "desk/approval_queue.html", context)

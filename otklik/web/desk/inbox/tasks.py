"""My tasks, made for a phone in the field: what, where, until when; words and photos, also without signal.

The page works as plain HTML. With scripts it opens without signal, keeps what is told on the phone until it is sent
(frontend/src/js/tasks.js) and can be put on the phone's screen.
"""

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from otklik.answers.facts import FactsView, list_facts_of
from otklik.appeals.errors import NoSuchCase
from otklik.appeals.selectors import InboxQuery, InboxRow, Queue, list_inbox
from otklik.notices.services import mark_tasks_read
from otklik.organizations.rights import Right
from otklik.shared.errors import OtklikError
from otklik.web.access import DeskRequest, desk_page
from otklik.web.desk.acts.telling import tell_with_photos
from otklik.web.desk.clocks import Drain, draining

MOST_TASKS = 100


@dataclass(frozen=True, slots=True)
class Task:
    """A case that waits for this person. `question`: what somebody asks about it; `told`: what was said of it."""

    case: InboxRow
    due: Drain | None
    question: str
    told: tuple[FactsView, ...]


@require_safe
@desk_page(right=Right.SEE_CASES)
def tasks(request: DeskRequest) -> HttpResponse:
    """What this person has to work out, the most urgent first. Whoever looks has seen what was handed to them."""
    mark_tasks_read(request.viewer.staff_id, now=request.now)
    return _draw(request)


@require_POST
@desk_page(right=Right.SEE_CASES)
def tell(request: DeskRequest, number: int) -> HttpResponse:
    """Say what was done: a form goes back to the list, a phone that sends what it kept gets the outcome in words."""
    is_by_script = request.headers.get("Accept") == "application/json"
    try:
        tell_with_photos(request, number)
    except NoSuchCase:
        raise
    except OtklikError as refused:
        if is_by_script:
            return JsonResponse({"wrong": refused.say(_)}, status=422)
        return _draw(request, wrong_at=number, wrong=refused.say(_), status=422)
    if is_by_script:
        return JsonResponse({})
    messages.success(request, _("No. %(number)s: sent.") % {"number": number})
    return redirect("desk:tasks")


@require_safe
@desk_page()
def worker(request: DeskRequest) -> HttpResponse:
    """The script that opens the page without signal. Only from here, below the page's address, it may act for it."""
    try:
        script = (Path(settings.STATIC_ROOT) / "tasks-worker.js").read_bytes()
    except FileNotFoundError as missing:
        raise Http404(_("The interface is not built.")) from missing
    return HttpResponse(script, content_type="text/javascript")


@require_safe
@desk_page()
def manifest(request: DeskRequest) -> HttpResponse:
    """How the page stands on the screen of a phone."""
    start = reverse("desk:tasks")
    icon = {"src": static("otklik/favicon.svg"), "sizes": "any", "type": "image/svg+xml"}
    page = {
        "id": start, "start_url": start, "scope": start, "display": "standalone", "icons": [icon],
        "name": _("Otklik: my tasks"), "short_name": _("My tasks"),
    }  # fmt: skip
    return JsonResponse(page, content_type="application/manifest+json")


def _draw(request: DeskRequest, *, wrong_at: int = 0, wrong: str = "", status: int = 200) -> HttpResponse:
    found = list_inbox(request.viewer, InboxQuery(queue=Queue.MINE), now=request.now, at_most=MOST_TASKS, in_full=True)
    facts = list_facts_of([row.id for row in found.rows])
    shown = [
        Task(
            case=row,
            due=draining(
                row.due_at, since=row.opened_at, now=request.now, paused=row.paused_at is not None
            ),
            question=next((one.question for one in reversed(facts[row.id]) if one.at is None), ""),
            told=tuple(one for one in facts[row.id] if one.at is not None),
        )
        for row in found.rows
    ]  # fmt: skip
    context = {
        "tasks": shown,
        "has_more": found.next is not None,
        "now": request.now,
        "staff_id": request.viewer.staff_id,
        "wrong_at": wrong_at,
        "wrong": wrong,
        "typed": request.POST.get("text", ""),
    }
    return render(request, "desk/tasks.html", context, status=status)

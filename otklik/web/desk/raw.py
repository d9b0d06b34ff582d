"""Events that were authentic and that nobody understood: kept, shown, and played again after a mend."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from otklik.intake.selectors import access_refused, list_refused
from otklik.intake.services import replay_refused
from otklik.organizations.rights import Right
from otklik.web.access import DeskRequest, desk_page

_A_PAGE = 50


@desk_page(right=Right.CONNECT_PAGES)
def raw(request: DeskRequest) -> HttpResponse:
    """The list, the newest first."""
    after = request.GET.get("after", "")
    after_id = int(after) if after.isdecimal() and len(after) <= 18 else None
    events = list_refused(request.viewer, after_id=after_id, at_most=_A_PAGE + 1)
    more = events[_A_PAGE - 1].id if len(events) > _A_PAGE else None
    return render(request, "desk/raw.html", {"events": events[:_A_PAGE], "more": more, "now": request.now})


@desk_page(right=Right.CONNECT_PAGES)
def raw_event(request: DeskRequest, event_id: int) -> HttpResponse:
    """One event with its bytes; secrets and phone numbers are masked."""
    event = access_refused(request.viewer, event_id)
    return render(request, "desk/raw_event.html", {"event": event, "now": request.now})


@require_POST
@desk_page(right=Right.CONNECT_PAGES)
def replay(request: DeskRequest, event_id: int) -> HttpResponse:
    """Put the event back into the queue."""
    event = access_refused(request.viewer, event_id)
    replay_refused(ids=[event.id], by=request.viewer, now=request.now)
    messages.success(request, _("The event is in the queue again."))
    return redirect("desk:raw")

"""How we hear from the pages and speak for them: what works, what does not, and what to do about it."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from otklik.intake.selectors import count_refused
from otklik.organizations.rights import Right
from otklik.pages.selectors import access_page, list_connections
from otklik.pages.services import pause_connection, resume_connection
from otklik.web.access import DeskRequest, desk_page


@desk_page(right=Right.SEE_PAGES)
def connections(request: DeskRequest) -> HttpResponse:
    """The pages that this person sees, troubled ones first."""
    viewer = request.viewer
    context = {
        "rows": list_connections(viewer.scope(Right.SEE_PAGES)),
        "can_connect": viewer.may_anywhere(Right.CONNECT_PAGES),
        "refused_count": count_refused(viewer) if viewer.may_anywhere(Right.CONNECT_PAGES) else 0,
        "now": request.now,
    }
    return render(request, "desk/connections.html", context)


@require_POST
@desk_page(right=Right.CONNECT_PAGES)
def pause(request: DeskRequest, page_id: int) -> HttpResponse:
    """Send nothing from this page until a person lets it go on."""
    page = access_page(request.viewer, page_id, right=Right.CONNECT_PAGES)
    pause_connection(page, by=request.viewer, now=request.now)
    return redirect("desk:connections")


@require_POST
@desk_page(right=Right.CONNECT_PAGES)
def resume(request: DeskRequest, page_id: int) -> HttpResponse:
    """Let a paused page send again."""
    page = access_page(request.viewer, page_id, right=Right.CONNECT_PAGES)
    resume_connection(page, by=request.viewer, now=request.now)
    return redirect("desk:connections")

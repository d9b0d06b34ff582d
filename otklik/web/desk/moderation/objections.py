"""Objections of residents to decisions of moderators: decided by somebody who had no part in them."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from otklik.moderation.deciding_objections import list_objections, refuse, uphold
from otklik.organizations.errors import NotSeen
from otklik.organizations.rights import Right
from otklik.shared.errors import OtklikError
from otklik.web.access import DeskRequest, desk_page
from otklik.web.moderation_words import DECIDED


@desk_page(right=Right.SEE_EVIDENCE)
def objections(request: DeskRequest) -> HttpResponse:
    """Those that wait, by deadline; or those that were decided."""
    is_open = request.GET.get("state") != "decided"
    rows = list_objections(request.viewer, is_open=is_open, now=request.now)
    context = {"rows": [(row, DECIDED[row.act]) for row in rows], "is_open": is_open, "now": request.now}
    return render(request, "desk/objections.html", context)


@require_POST
@desk_page(right=Right.DECIDE_OBJECTION)
def uphold_one(request: DeskRequest, objection_id: int) -> HttpResponse:
    """The author is right: what can be undone is."""
    done = _("Decided: the author was right. What the network lets us is undone.")
    return _decide(request, objection_id, uphold, done=done)


@require_POST
@desk_page(right=Right.DECIDE_OBJECTION)
def refuse_one(request: DeskRequest, objection_id: int) -> HttpResponse:
    """The decision stands."""
    return _decide(request, objection_id, refuse, done=_("Decided: the decision stands."))


def _decide(request: DeskRequest, objection_id: int, decide: Callable[..., object], *, done: str) -> HttpResponse:
    try:
        decide(objection_id, by=request.viewer, answer=request.POST.get("answer", ""), now=request.now)
    except OtklikError as refused:
        if isinstance(refused, NotSeen):
            raise
        messages.error(request, refused.say(_))
    else:
        messages.success(request, done)
    return redirect("desk:objections")

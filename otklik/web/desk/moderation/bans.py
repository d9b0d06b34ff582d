"""Bans: what another person proposed, what runs and until when, what has to be lifted by hand."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from otklik.moderation.bans.selectors import list_bans
from otklik.moderation.bans.services import confirm_ban, lift_ban, refuse_ban
from otklik.organizations.errors import NotSeen
from otklik.organizations.rights import Right
from otklik.shared.errors import OtklikError
from otklik.web.access import DeskRequest, desk_page
from otklik.web.desk.moderation_words import TERMS


@desk_page(right=Right.MODERATE)
def bans(request: DeskRequest) -> HttpResponse:
    """The list: what waits and runs, or what is over."""
    after = request.GET.get("after", "")
    is_over = request.GET.get("state") == "over"
    after_id = int(after) if after.isascii() and after.isdigit() and len(after) < 19 else None
    listed = list_bans(request.viewer, is_over=is_over, after=after_id)
    context = {"rows": listed.rows, "is_over": is_over, "more": listed.next, "terms": TERMS, "now": request.now}
    return render(request, "desk/bans.html", context)


@require_POST
@desk_page(right=Right.MODERATE)
def confirm(request: DeskRequest, ban_id: int) -> HttpResponse:
    """The second person agrees."""
    return _tell(request, lambda: confirm_ban(ban_id, by=request.viewer, now=request.now))


@require_POST
@desk_page(right=Right.MODERATE)
def refuse(request: DeskRequest, ban_id: int) -> HttpResponse:
    """The second person does not agree."""
    return _tell(request, lambda: refuse_ban(ban_id, because=_why(request), by=request.viewer, now=request.now))


@require_POST
@desk_page(right=Right.MODERATE)
def lift(request: DeskRequest, ban_id: int) -> HttpResponse:
    """End a ban before its time, or note that it was lifted by hand."""
    return _tell(request, lambda: lift_ban(ban_id, because=_why(request), by=request.viewer, now=request.now))


def _why(request: DeskRequest) -> str:
    return request.POST.get("because", "").replace("\0", "").strip()[:1_000]


def _tell(request: DeskRequest, act: Callable[[], None]) -> HttpResponse:
    try:
        act()
    except NotSeen:
        raise
    except OtklikError as why:
        messages.error(request, why.say(_))
    return redirect("desk:bans")

"""What a person was told: the bell, the list, and how they want to be told."""

from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from otklik.notices.selectors import SHOWN, has_letter_trouble, list_notices
from otklik.notices.services import load_wishes, mark_read, set_wishes
from otklik.notices.talks import Invitation, invite_to_talk, leave_talk, list_talks
from otklik.organizations.errors import UnfitEntry
from otklik.web.access import DeskRequest, desk_page, wants_fragment
from otklik.web.desk.notice_forms import WishesForm

_DIGITS = 18


@require_GET
@desk_page()
def notices(request: DeskRequest) -> HttpResponse:
    """My notices, the newest first; the bell alone where it asks for itself."""
    if request.headers.get("HX-Target") == "bell":
        stands_at = urlsplit(request.headers.get("HX-Current-URL", "")).path
        return render(request, "desk/parts/bell.html", {"at": "notices" if stands_at == request.path else ""})
    asked = request.GET.get("before", "")
    before = int(asked) if asked.isdecimal() and len(asked) <= _DIGITS else None
    rows = list_notices(request.viewer.staff_id, now=request.now, before=before)
    context = {
        "notices": rows[:SHOWN],
        "more": f"?before={rows[SHOWN - 1].id}" if len(rows) > SHOWN else "",
        "has_trouble": has_letter_trouble(request.viewer.staff_id),
        "closed_talks": [talk for talk in list_talks(request.viewer.staff_id) if talk.closed_at],
        "now": request.now,
    }
    name = "desk/notices.html#rows" if wants_fragment(request) and before else "desk/notices.html"
    return render(request, name, context)


@require_POST
@desk_page()
def read(request: DeskRequest) -> HttpResponse:
    """I have seen all of them."""
    mark_read(request.viewer.staff_id, now=request.now)
    return redirect("desk:notices")


@require_http_methods(["GET", "POST"])
@desk_page()
def wishes(request: DeskRequest) -> HttpResponse:
    """How I want to be told."""
    if request.method == "GET":
        return _draw(request, _form(request))
    form = _form(request, request.POST)
    if form.is_valid():
        try:
            set_wishes(form.wishes(), by=request.viewer, now=request.now)
        except UnfitEntry as why:
            form.refuse(why.field, why.say(_))
    if form.errors:
        return _draw(request, form, status=422)
    messages.success(request, _("Kept. It holds from now on."))
    return redirect("desk:notice_wishes")


@require_POST
@desk_page()
def connect(request: DeskRequest) -> HttpResponse:
    """A code by which a bot knows me; it is shown now and never again."""
    invitation = invite_to_talk(request.POST.get("network", ""), by=request.viewer, now=request.now)
    return _draw(request, _form(request), invitation=invitation)


@require_POST
@desk_page()
def disconnect(request: DeskRequest) -> HttpResponse:
    """I want to be told there no more."""
    leave_talk(request.POST.get("network", ""), by=request.viewer, now=request.now)
    messages.success(request, _("Ended. You are not told there any more."))
    return redirect("desk:notice_wishes")


def _form(request: DeskRequest, values: QueryDict | None = None) -> WishesForm:
    staff_id = request.viewer.staff_id
    has_messenger = any(talk.opened_at for talk in list_talks(staff_id))
    return WishesForm(values, shown=load_wishes([staff_id])[staff_id], has_messenger=has_messenger)


def _draw(
    request: DeskRequest, form: WishesForm, *, invitation: Invitation | None = None, status: int = 200
) -> HttpResponse:
    staff_id = request.viewer.staff_id
    context = {
        "form": form,
        "has_trouble": has_letter_trouble(staff_id),
        "talks": list_talks(staff_id),
        "invitation": invitation,
        "now": request.now,
    }
    return render(request, "desk/notice_wishes.html", context, status=status)

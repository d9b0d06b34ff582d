"""What a person was told: the bell, the list, and how they want to be told."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from otklik.notices.selectors import SHOWN, has_letter_trouble, list_notices
from otklik.notices.services import load_wishes, mark_read, set_wishes
from otklik.organizations.errors import UnfitEntry
from otklik.web.access import DeskRequest, desk_page, wants_fragment
from otklik.web.desk.notice_forms import WishesForm

_DIGITS = 18


@require_GET
@desk_page()
def notices(request: DeskRequest) -> HttpResponse:
    """My notices, the newest first; the bell alone where it asks for itself."""
    if request.headers.get("HX-Target") == "bell":
        return render(request, "desk/parts/bell.html")
    asked = request.GET.get("before", "")
    before = int(asked) if asked.isdecimal() and len(asked) <= _DIGITS else None
    rows = list_notices(request.viewer.staff_id, now=request.now, before=before)
    context = {
        "notices": rows[:SHOWN],
        "more": f"?before={rows[SHOWN - 1].id}" if len(rows) > SHOWN else "",
        "has_trouble": has_letter_trouble(request.viewer.staff_id),
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
    staff_id = request.viewer.staff_id
    if request.method == "GET":
        return _draw(request, WishesForm(shown=load_wishes([staff_id])[staff_id]))
    form = WishesForm(request.POST)
    if form.is_valid():
        try:
            set_wishes(form.wishes(), by=request.viewer, now=request.now)
        except UnfitEntry as why:
            form.refuse(why.field, why.say(_))
    if form.errors:
        return _draw(request, form, status=422)
    messages.success(request, _("Kept. It holds from now on."))
    return redirect("desk:notice_wishes")


def _draw(request: DeskRequest, form: WishesForm, *, status: int = 200) -> HttpResponse:
    context = {"form": form, "has_trouble": has_letter_trouble(request.viewer.staff_id)}
    return render(request, "desk/notice_wishes.html", context, status=status)

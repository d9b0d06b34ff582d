"""Pages that seem to pass themselves off as official ones: looked at, confirmed or cleared by a person."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from otklik.organizations.rights import Right
from otklik.pages.errors import NoReason
from otklik.pages.fake_listing import FakeState, count_fakes, list_fakes
from otklik.pages.fakes import FakeEntry, enter_fake, judge_fake
from otklik.shared.errors import OtklikError
from otklik.web.access import DeskRequest, desk_page
from otklik.web.desk.marks import FAKES


@desk_page(right=Right.SEE_PAGES)
def fakes(request: DeskRequest) -> HttpResponse:
    """The list; those that wait for a person unless the address asks for others."""
    return _list(request)


@require_POST
@desk_page(right=Right.EDIT_PAGES)
def enter(request: DeskRequest) -> HttpResponse:
    """Put a page on the list that somebody came across."""
    values = {name: request.POST.get(name, "").replace("\0", "").strip() for name in ("address", "resembles", "name")}
    try:
        enter_fake(FakeEntry(**values), by=request.viewer, now=request.now)
    except OtklikError as refused:
        return _list(request, refused=refused, status=422)
    messages.success(request, _("The page is on the list. Compare the two and decide."))
    return redirect("desk:fakes")


@require_POST
@desk_page(right=Right.EDIT_PAGES)
def confirm(request: DeskRequest, fake_id: int) -> HttpResponse:
    """A person compared the pages: it is a fake, and everybody who asks is told so."""
    return _judge(request, fake_id, FakeState.CONFIRMED)


@require_POST
@desk_page(right=Right.EDIT_PAGES)
def clear(request: DeskRequest, fake_id: int) -> HttpResponse:
    """A person compared the pages: it imitates none."""
    return _judge(request, fake_id, FakeState.CLEARED)


def _judge(request: DeskRequest, fake_id: int, state: FakeState) -> HttpResponse:
    because = request.POST.get("because", "").replace("\0", "").strip()[:1_000]
    try:
        judge_fake(fake_id, state, by=request.viewer, because=because, now=request.now)
    except NoReason as why:
        messages.error(request, why.say(_))
    return redirect("desk:fakes")


def _list(request: DeskRequest, *, refused: OtklikError | None = None, status: int = 200) -> HttpResponse:
    asked, after = request.GET.get("state", ""), request.GET.get("after", "")
    state = FakeState(asked) if asked in FakeState.values else FakeState.SUSPECTED
    after_id = int(after) if after.isascii() and after.isdigit() and len(after) < 19 else None
    listed, counts = list_fakes(request.viewer, state, after=after_id), count_fakes(request.viewer)
    context = {
        "rows": listed.rows,
        "more": f"?state={state}&after={listed.next}" if listed.next else "",
        "state": state,
        "states": [(one, FAKES[one], counts[one]) for one in FakeState],
        "can_enter": request.viewer.may_anywhere(Right.EDIT_PAGES),
        "typed": request.POST,
        "wrong": refused.say(_) if refused else "",
        "field": getattr(refused, "field", ""),
        "now": request.now,
    }
    return render(request, "desk/fakes.html", context, status=status)

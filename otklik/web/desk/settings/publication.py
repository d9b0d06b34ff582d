"""What waits for a look before everybody may read it, and which ways in become public at all."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from otklik.appeals.errors import UnfitValue
from otklik.organizations.rights import Right
from otklik.publication.decisions.errors import UnfitRule
from otklik.publication.decisions.rules import Ways, enter_ways, list_rules
from otklik.publication.decisions.waiting import list_waiting_photos, list_waiting_texts
from otklik.web.access import DeskRequest, desk_page
from otklik.web.desk.forms import find_day, find_id

WAYS = ("comments", "wall_posts", "private", "own_pages", "official_names")


@require_safe
@desk_page(right=Right.MODERATE)
def waiting(request: DeskRequest) -> HttpResponse:
    """Texts that a person has to look at first."""
    context = {"at": "texts", "rows": list_waiting_texts(request.viewer), "now": request.now}
    return render(request, "desk/publication.html", context)


@require_safe
@desk_page(right=Right.MODERATE)
def waiting_photos(request: DeskRequest) -> HttpResponse:
    """Published cases with photos at which nobody has looked."""
    context = {"at": "photos", "rows": list_waiting_photos(request.viewer), "now": request.now}
    return render(request, "desk/publication.html", context)


@require_http_methods(["GET", "POST"])
@desk_page(right=Right.EDIT_RULES)
def rules(request: DeskRequest) -> HttpResponse:
    """What becomes public of the bodies whose rules a person keeps; a new version is entered here."""
    wrong: UnfitValue | None = None
    if request.method == "POST":
        try:
            _enter(request)
        except UnfitValue as why:
            wrong = why
        else:
            messages.success(request, _("Entered. It holds for what is answered from that day on."))
            return redirect("desk:publication_rules")
    today = timezone.localdate(request.now)
    rows = list_rules(request.viewer, on=today)
    chosen = (request.POST or request.GET).get("body_id", "")
    shown = next((row for row in rows if str(row.body_id) == chosen), rows[0] if rows else None)
    context = {
        "at": "rules",
        "rows": rows,
        "shown": shown,
        "ways": _typed(request) if wrong else (shown.ways if shown else Ways()),
        "since_on": request.POST.get("since_on") or today.isoformat(),
        "today": today,
        "wrong": wrong.say(_) if wrong else "",
    }
    return render(request, "desk/publication_rules.html", context, status=422 if wrong else 200)


def _enter(request: DeskRequest) -> None:
    typed = request.POST.get("since_on", "").strip()
    day = find_day(typed) if typed else timezone.localdate(request.now)
    if day is None:
        raise UnfitRule(_("This is no date."), field="since_on", mend=_("Choose a day from the calendar."))
    body_id = find_id(request.POST.get("body_id", ""), field="body_id")
    if body_id is None:
        raise UnfitRule(_("No body is chosen."), field="body_id", mend=_("Choose from the list."))
    enter_ways(body_id, _typed(request), since_on=day, by=request.viewer, now=request.now)


def _typed(request: DeskRequest) -> Ways:
    return Ways(**{name: request.POST.get(name) == "yes" for name in WAYS})

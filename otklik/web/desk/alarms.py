"""What happened to pages: alarms, the worst first, each with what to do; a person takes note of them."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from otklik.organizations.rights import Right
from otklik.pages.alarm_listing import AlarmCursor, AlarmQuery, Stage, count_alarms, list_alarms
from otklik.pages.alarms import ADVICE, AlarmKind
from otklik.pages.looking import ask_look
from otklik.pages.public_selectors import list_networks, network_in
from otklik.pages.selectors import access_page
from otklik.pages.watching import access_alarm, acknowledge_alarm
from otklik.shared.errors import OtklikError
from otklik.web.access import DeskRequest, desk_page, wants_fragment
from otklik.web.desk.chips import Chip, chip
from otklik.web.desk.marks import ALARM_STAGES

_FILTERS = ("stage", "kind", "network")


@desk_page(right=Right.SEE_PAGES)
def alarms(request: DeskRequest) -> HttpResponse:
    """The alarms of the pages that this person sees."""
    query = _query_of(request.GET)
    listed = list_alarms(request.viewer, query)
    context: dict[str, object] = {
        "alarms": listed.rows,
        "more": _address(request.GET, after=str(listed.next)) if listed.next else "",
        "now": request.now,
    }
    if wants_fragment(request) and query.after:
        return render(request, "desk/alarms.html#rows", context)
    counts = count_alarms(request.viewer, query)
    context |= {
        "count": sum(counts.values()) if query.kind is None else counts[query.kind],
        "chips": _chips(request.GET, query, counts),
        "is_filtered": any(request.GET.get(name) for name in _FILTERS),
    }
    return render(request, "desk/alarms.html", context)


def _query_of(values: QueryDict) -> AlarmQuery:
    """What the page's address asks for; nonsense in it is left out."""
    stage, kind = values.get("stage", ""), values.get("kind", "")
    return AlarmQuery(
        stage=Stage(stage) if stage in set(Stage) else Stage.WAITING,
        kind=AlarmKind(kind) if kind in set(AlarmKind) else None,
        network=network_in(values.get("network", "")),
        after=AlarmCursor.find_in(values.get("after", "")),
    )


def _chips(values: QueryDict, query: AlarmQuery, counts: dict[AlarmKind, int]) -> list[Chip]:
    stages = [(stage.value, _(mark.word)) for stage, mark in ALARM_STAGES.items()]
    kinds = [(one.value, f"{_(ADVICE[one].title)} · {counts[one]}") for one in AlarmKind]
    networks = [(look.name, look.short_name) for look in list_networks()]
    return [
        _chip(values, "stage", _("State"), stages, chosen=query.stage.value if values.get("stage") else ""),
        _chip(values, "kind", _("What happened"), kinds, chosen=query.kind or ""),
        _chip(values, "network", _("Network"), networks, chosen=query.network),
    ]


def _chip(values: QueryDict, field: str, name: str, choices: list[tuple[str, str]], *, chosen: str) -> Chip:
    return chip(name, choices, chosen=chosen, address_with=lambda value: _address(values, **{field: value}))


def _address(values: QueryDict, **changed: str) -> str:
    """The list's address with some values changed; paging starts anew."""
    kept = {name: values[name] for name in _FILTERS if values.get(name)} | changed
    return "?" + urlencode({name: value for name, value in kept.items() if value})


@require_POST
@desk_page(right=Right.EDIT_PAGES)
def acknowledge(request: DeskRequest, alarm_id: int) -> HttpResponse:
    """A person has seen to an alarm, and says what others should know."""
    alarm = access_alarm(request.viewer, alarm_id, right=Right.EDIT_PAGES)
    note = request.POST.get("note", "").strip().replace("\x00", "")
    try:
        acknowledge_alarm(alarm, by=request.viewer, note=note, now=request.now)
    except OtklikError as why:
        messages.warning(request, why.say(_))
    if request.POST.get("from") == "card":
        return redirect("desk:connection", alarm.page_id)
    return redirect("desk:alarms")


@require_POST
@desk_page(right=Right.EDIT_PAGES)
def look(request: DeskRequest, page_id: int) -> HttpResponse:
    """Have the worker look at a page before all others."""
    page = access_page(request.viewer, page_id, right=Right.EDIT_PAGES)
    try:
        ask_look(page, by=request.viewer, now=request.now)
        messages.success(request, _("The page will be looked at within a minute."))
    except OtklikError as why:
        messages.warning(request, why.say(_))
    return redirect("desk:connection", page_id)

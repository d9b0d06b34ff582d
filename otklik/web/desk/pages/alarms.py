"""What happened to pages: alarms, the worst first, each with what to do; a person takes note of them."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from otklik.intake.selectors import access_refused, list_refused
from otklik.intake.services import replay_refused
from otklik.organizations.rights import Right
from otklik.pages.alarm_listing import AlarmCursor, AlarmQuery, AlarmRow, Stage, count_alarms, list_alarms
from otklik.pages.alarms import ADVICE, NEVER_POSTED, AlarmKind
from otklik.pages.errors import NoReason
from otklik.pages.fake_listing import FakeState, count_fakes, list_fakes
from otklik.pages.fakes import FakeEntry, enter_fake, judge_fake
from otklik.pages.looking import ask_look
from otklik.pages.public_selectors import list_networks, network_in
from otklik.pages.selectors import access_page
from otklik.pages.watching import access_alarm, acknowledge_alarm
from otklik.shared.errors import OtklikError
from otklik.web.access import DeskRequest, desk_page, wants_fragment
from otklik.web.desk.chips import Chip, chip
from otklik.web.desk.marks import ALARM_STAGES, FAKES

_A_PAGE = 50

_MARKED = ("reason", "next_step")
"""What is told in our own marked words; all else is names and dates."""

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


@dataclass(frozen=True, slots=True)
class AlarmWords:
    """One alarm in the person's language."""

    title: str
    what: str
    mend: str


def words_of(alarm: AlarmRow) -> AlarmWords:
    """The words of an alarm, with what it told filled in."""
    advice = ADVICE[alarm.kind]
    told = {name: gettext(value) if name in _MARKED and value else value for name, value in alarm.told.items()}
    if alarm.kind is AlarmKind.SILENT:
        since = told.get("since", "")
        if not since:
            return AlarmWords(gettext(advice.title), gettext(NEVER_POSTED), gettext(advice.mend))
        told["since"] = date_format(localtime(datetime.fromisoformat(since)), "j E Y")
    # what the connector says is nearer to what this network wants
    mend = told.get("next_step") or gettext(advice.mend)
    return AlarmWords(gettext(advice.title), gettext(advice.what) % told, mend)


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

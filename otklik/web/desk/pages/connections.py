"""How we hear from the pages and speak for them: the list, what works, what does not, and what to do about it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from otklik.delivery.selectors import count_acts
from otklik.intake.selectors import count_refused
from otklik.organizations.rights import Right
from otklik.pages.alarm_listing import list_alarms_of
from otklik.pages.card import ConnectionCard, access_card
from otklik.pages.keys import enter_keys, list_keys
from otklik.pages.listing import ConnectionQuery, Cursor, Health, count_connections, list_connections
from otklik.pages.public_selectors import list_networks, network_in
from otklik.pages.selectors import access_page
from otklik.pages.services import ask_reading, pause_connection, resume_connection
from otklik.pages.trial import Trial, try_connection
from otklik.shared.errors import OtklikError
from otklik.shared.words import say_values
from otklik.web.access import DeskRequest, desk_page, wants_fragment
from otklik.web.desk.chips import Chip, chip
from otklik.web.desk.clocks import moment
from otklik.web.desk.forms import find_day
from otklik.web.desk.marks import HEALTHS

_FILTERS = ("network", "health", "q")

LATE_ACTS = timedelta(days=30)
"""Sendings that went wrong are counted so far back."""


@desk_page(right=Right.SEE_PAGES)
def connections(request: DeskRequest) -> HttpResponse:
    """The pages that this person sees, troubled ones first."""
    viewer, query = request.viewer, query_of(request.GET)
    scope = viewer.scope(Right.SEE_PAGES)
    listed = list_connections(scope, query)
    context: dict[str, object] = {
        "rows": listed.rows,
        "more": _address(request.GET, after=str(listed.next)) if listed.next else "",
        "now": request.now,
    }
    if wants_fragment(request) and query.after:
        return render(request, "desk/connections.html#rows", context)
    counts = count_connections(scope, query)
    may_connect = viewer.may_anywhere(Right.CONNECT_PAGES)
    context |= {
        "chips": _chips(request.GET, counts),
        "is_filtered": any(request.GET.get(name) for name in _FILTERS),
        "query": query,
        "kept": [(name, request.GET[name]) for name in _FILTERS[:-1] if request.GET.get(name)],
        "refused_count": count_refused(viewer) if may_connect else 0,
    }
    return render(request, "desk/connections.html", context)


def query_of(values: QueryDict) -> ConnectionQuery:
    """What the page's address asks for; nonsense in it is left out."""
    healths = {health.name.lower(): health for health in Health}
    return ConnectionQuery(
        network=network_in(values.get("network", "")),
        health=healths.get(values.get("health", "")),
        text=values.get("q", "")[:200].replace("\x00", ""),
        after=Cursor.find_in(values.get("after", "")),
    )


def _chips(values: QueryDict, counts: dict[Health, int]) -> list[Chip]:
    networks = [(look.name, look.short_name) for look in list_networks()]
    healths = [(one.name.lower(), f"{_(HEALTHS[one].word)} · {counts[one]}") for one in Health]
    return [_chip(values, "health", _("State"), healths), _chip(values, "network", _("Network"), networks)]


def _chip(values: QueryDict, field: str, name: str, choices: list[tuple[str, str]]) -> Chip:
    return chip(
        name,
        choices,
        chosen=values.get(field, ""),
        address_with=lambda value: _address(values, **{field: value}),
    )


def _address(values: QueryDict, **changed: str) -> str:
    """The list's address with some values changed; paging starts anew."""
    kept = {name: values[name] for name in _FILTERS if values.get(name)} | changed
    return "?" + urlencode({name: value for name, value in kept.items() if value})


@desk_page(right=Right.SEE_PAGES)
def connection(request: DeskRequest, page_id: int) -> HttpResponse:
    """The card of one page: its rights, how events come, what was wrong, and what to do."""
    card = access_card(request.viewer, page_id, now=request.now)
    acts = count_acts(page_id, since=request.now - LATE_ACTS)
    context = {
        "card": card,
        "alarms": list_alarms_of(request.viewer, page_id),
        "row": card.row,
        "acts": acts,
        "circuit": tell_circuit(card, waiting=acts.waiting, now=request.now),
        "missing": [right for right in card.rights if not right.is_given],
        "given": [right for right in card.rights if right.is_given],
        "now": request.now,
    }
    return render(request, "desk/connection.html", context)


@require_POST
@desk_page(right=Right.CONNECT_PAGES)
def pause(request: DeskRequest, page_id: int) -> HttpResponse:
    """Send nothing from this page until a person lets it go on."""
    page = access_page(request.viewer, page_id, right=Right.CONNECT_PAGES)
    because = request.POST.get("because", "").strip().replace("\x00", "")
    if because:
        pause_connection(page, by=request.viewer, because=because, now=request.now)
    else:
        messages.error(request, _("Not paused: say why, for those who come after you."))
    return redirect("desk:connection", page_id)


@require_POST
@desk_page(right=Right.CONNECT_PAGES)
def resume(request: DeskRequest, page_id: int) -> HttpResponse:
    """Let a paused page send again."""
    page = access_page(request.viewer, page_id, right=Right.CONNECT_PAGES)
    resume_connection(page, by=request.viewer, now=request.now)
    return redirect("desk:connection", page_id)


@require_POST
@desk_page(right=Right.CONNECT_PAGES)
def test(request: DeskRequest, page_id: int) -> HttpResponse:
    """Ask the network with the page's tokens, now, and say what it said."""
    page = access_page(request.viewer, page_id, right=Right.CONNECT_PAGES)
    return _tell(request, page_id, lambda: _say(request, try_connection(page, by=request.viewer, now=request.now)))


@require_POST
@desk_page(right=Right.CONNECT_PAGES)
def read_back(request: DeskRequest, page_id: int) -> HttpResponse:
    """Have the worker read the page back before all others."""
    page = access_page(request.viewer, page_id, right=Right.CONNECT_PAGES)
    return _tell(request, page_id, lambda: ask_reading(page, by=request.viewer, now=request.now))


def _tell(request: DeskRequest, page_id: int, act: Callable[[], None]) -> HttpResponse:
    """Do it and go back to the card; what could not be done is said there."""
    try:
        act()
    except OtklikError as why:
        messages.warning(request, why.say(_))
    return redirect("desk:connection", page_id)


def _say(request: DeskRequest, trial: Trial) -> None:
    if trial.facts is None:
        messages.error(request, " ".join(_(words) for words in (trial.reason, trial.next_step) if words))
    elif trial.was_renewed:
        messages.success(request, _("The network answers. It had dropped our webhook; now it stands again."))
    else:
        messages.success(request, _("The network answers and takes the tokens."))


def tell_circuit(card: ConnectionCard, *, waiting: int, now: datetime) -> str:
    """One sentence below the words of the last error; empty while there is none."""
    if not card.row.last_error:
        return ""
    parts = []
    if card.row.trouble_since is not None:
        parts.append(_("since %(at)s") % {"at": moment(card.row.trouble_since, now=now)})
    failures = card.failures_in_a_row
    if failures:
        words = ngettext("%(count)s failure in a row", "%(count)s failures in a row", failures)
        parts.append(words % {"count": failures})
        parts.append(_next_try(card.row.open_until, now=now))
    if waiting:
        words = ngettext("%(count)s sending waits in the queue", "%(count)s sendings wait in the queue", waiting)
        parts.append(words % {"count": waiting})
    return "; ".join(parts)


def _next_try(open_until: datetime | None, *, now: datetime) -> str:
    if open_until is None or open_until <= now:
        return _("the next try is under way")
    return _("the next try is at %(at)s") % {"at": moment(open_until, now=now)}


@sensitive_post_parameters()
@desk_page(right=Right.CONNECT_PAGES)
def keys(request: DeskRequest, page_id: int) -> HttpResponse:
    """Enter keys; each is kept only when the network takes it."""
    page = access_page(request.viewer, page_id, right=Right.CONNECT_PAGES)
    card = access_card(request.viewer, page_id, now=request.now)
    fields, wrong, field, status = list_keys(page), "", "", 200
    if request.method == "POST":
        entered = {one.name: request.POST.get(one.name, "") for one in fields}
        try:
            expire_on = find_day(request.POST.get("on", ""))
            enter_keys(page, entered, expire_on=expire_on, by=request.viewer, now=request.now)
        except OtklikError as why:
            wrong = " ".join(filter(None, (say_values(why.wrong, _), why.mend and _(why.mend))))
            field, status = getattr(why, "field", ""), 422
        else:
            return _kept(request, page_id)
    context = {"card": card, "row": card.row, "fields": fields, "wrong": wrong, "field": field, "now": request.now}
    return render(request, "desk/page_keys.html", context, status=status)


def _kept(request: DeskRequest, page_id: int) -> HttpResponse:
    """Tell what all keys together allow, on the card."""
    messages.success(request, _("The keys are kept: the network takes them. They are not shown again."))
    try:
        page = access_page(request.viewer, page_id, right=Right.CONNECT_PAGES)
        trial = try_connection(page, by=request.viewer, now=request.now)
    except OtklikError as why:
        messages.warning(request, why.say(_))
    else:
        if trial.facts is None:
            words = (say_values(trial.reason, _), _(trial.next_step) if trial.next_step else "")
            messages.error(request, " ".join(filter(None, words)))
    return redirect("desk:connection", page_id)

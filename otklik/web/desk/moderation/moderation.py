"""The queue of moderation: what waits over all networks, the open message beside it, and what one decides."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from otklik.audit.services import record_access
from otklik.moderation.bans.services import propose_ban
from otklik.moderation.bulk.acts import BULK_ACTS, DecisionAct, Done, foresee
from otklik.moderation.bulk.runs import ask_to_decide, load_how_far, undo_many
from otklik.moderation.errors import DecidedMeanwhile
from otklik.moderation.hiding.claims import claim, release
from otklik.moderation.queue.card import Found, access_card
from otklik.moderation.rules.grounds import is_ground, name_of
from otklik.moderation.rules.page_rules import rules_on
from otklik.moderation.selectors import ReviewCursor, ReviewQuery, View, count_grounds, find_next, list_reviews
from otklik.moderation.services import Charge, delete, hide, let_be, restore
from otklik.organizations.errors import NotSeen
from otklik.organizations.rights import Right
from otklik.pages.public_selectors import list_networks, network_in
from otklik.shared.errors import OtklikError
from otklik.triage.findings import GROUNDS
from otklik.web.access import DeskRequest, desk_page, wants_fragment
from otklik.web.desk.chips import Chip, chip
from otklik.web.desk.forms import number_in
from otklik.web.desk.moderation_words import TERMS, VIEWS

ACTS = {"hide": hide, "delete": delete, "restore": restore, "pass": let_be}

_FILTERS = ("view", "network", "ground")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an act was not done, and what was typed."""

    words: str
    field: str
    act: str
    typed: QueryDict


@desk_page(right=Right.MODERATE)
def moderation(request: DeskRequest) -> HttpResponse:
    """What waits for a decision, the most dangerous first."""
    return draw(request)


@require_POST
@desk_page(right=Right.MODERATE)
def moderate(request: DeskRequest, message_id: int, act: str) -> HttpResponse:
    """Hide, delete, restore, let be; or propose a ban, which another person confirms."""
    if act not in (*ACTS, "ban"):
        raise Http404(act)
    batch = secrets.token_hex(8)
    try:
        _perform(request, message_id, act, batch)
    except NotSeen:
        raise
    except OtklikError as why:
        refusal = Refusal(why.say(_), getattr(why, "field", ""), act, request.POST)
        return draw(
            request, opened=message_id, refusal=refusal, status=409 if isinstance(why, DecidedMeanwhile) else 422
        )
    if act == "ban":
        messages.success(request, _("Proposed. Another person has to confirm it."))
        return redirect(list_address(request, opened=message_id))
    return to_next(request, undo=batch if act in ("hide", "pass") else "")


@require_POST
@desk_page(right=Right.MODERATE)
def take(request: DeskRequest, message_id: int) -> HttpResponse:
    """Say that one is looking at a message; the page does it by itself when a message is opened."""
    try:
        claim(message_id, by=request.viewer, now=request.now)
    except DecidedMeanwhile as why:
        if wants_fragment(request):
            return HttpResponse(status=204)
        messages.warning(request, why.say(_))
    if wants_fragment(request):
        return HttpResponse(status=204)
    return redirect(list_address(request, opened=message_id))


@require_POST
@desk_page(right=Right.MODERATE)
def leave(request: DeskRequest, message_id: int) -> HttpResponse:
    """Leave a message to others."""
    release(message_id, by=request.viewer)
    return redirect(list_address(request))


def draw(
    request: DeskRequest, *, opened: int | None = None, refusal: Refusal | None = None, status: int = 200
) -> HttpResponse:
    """The queue, with the open message beside it."""
    query = _query_of(request.GET)
    listed = list_reviews(request.viewer, query, now=request.now)
    more = _address(request.GET, after=str(listed.next)) if listed.next else ""
    context: dict[str, object] = {"rows": listed.rows, "more": more, "query": query, "now": request.now}
    if wants_fragment(request) and query.after:
        return render(request, "desk/moderation.html#rows", context)
    message_id = opened if opened is not None else number_in(request.GET.get("open", ""))
    counts = count_grounds(request.viewer, query) if query.view is View.WAITING else {}
    context |= {
        "views": [
            (view, mark, _address(request.GET, view=view.value), view is query.view) for view, mark in VIEWS.items()
        ],
        "count": sum(counts.values()),
        "chips": _chips(request.GET, counts),
        "is_filtered": bool(query.network or query.ground),
        "undo": request.GET.get("undo", "")[:32],
        "refusal": refusal,
        "opened": message_id,
        "list_address": _address(request.GET),
        "filters": filters_in(request.GET),
    }
    if message_id is not None:
        card = access_card(request.viewer, message_id, now=request.now)
        record_access(request.viewer, subject=f"message:{message_id}", now=request.now)
        context |= {"card": card, "grounds": grounds_for(card.rules.clauses), "terms": TERMS}
        context["held_against"] = refusal.typed.get("ground", "") if refusal else _worst_ground(card.found)
    return render(request, "desk/moderation.html", context, status=status)


def grounds_for(clauses: Mapping[str, str]) -> list[tuple[str, str]]:
    """The closed list, each ground with its clause; a ground that the page's rules do not know has none."""
    return [(ground, clauses.get(ground, "")) for ground in GROUNDS]


def to_next(request: DeskRequest, *, undo: str = "") -> HttpResponse:
    """On to the message that comes next, with a way to take back what was just done."""
    return redirect(next_address(request, undo=undo))


def next_address(request: DeskRequest, *, undo: str = "") -> str:
    """Where the message that comes next in the list as it was filtered is open; the list where none waits.

    Whoever looks through what is decided stays in that list.
    """
    query = _query_of(request.GET)
    if query.view is not View.WAITING:
        return list_address(request, undo=undo)
    following = find_next(request.viewer, network=query.network, ground=query.ground, now=request.now)
    return list_address(request, opened=following, undo=undo)


def list_address(request: DeskRequest, *, opened: int | None = None, undo: str = "") -> str:
    """The list as it was filtered, with this message open."""
    return f"{reverse('desk:moderation')}{filters_in(request.GET, open=str(opened or ''), undo=undo)}"


def filters_in(values: QueryDict, **others: str) -> str:
    """By what the list is filtered, as the end of an address: whoever decides goes on in the same list."""
    query = _query_of(values)
    view = "" if query.view is View.WAITING else query.view.value
    kept = {"view": view, "network": query.network, "ground": query.ground} | others
    asked = urlencode({name: value for name, value in kept.items() if value})
    return f"?{asked}" if asked else ""


def charge_of(values: QueryDict, *, batch: str) -> Charge:
    """What a form holds against a message."""
    return Charge(
        ground=values.get("ground", "")[:60],
        because=values.get("because", "").replace("\0", "").strip(),
        wording=values.get("wording", "")[:64],
        tells=values.get("tells") == "yes",
        batch=batch,
    )


def _perform(request: DeskRequest, message_id: int, act: str, batch: str) -> None:
    charge = charge_of(request.POST, batch=batch)
    if act == "ban":
        propose_ban(message_id, charge, term=request.POST.get("term", ""), by=request.viewer, now=request.now)
    else:
        ACTS[act](message_id, charge, by=request.viewer, now=request.now)


def _worst_ground(found: Sequence[Found]) -> str:
    return next((one.ground for one in found if is_ground(one.ground)), "")


def _query_of(values: QueryDict) -> ReviewQuery:
    """What the page's address asks for; nonsense in it is left out."""
    view, ground = values.get("view", ""), values.get("ground", "")
    return ReviewQuery(
        view=View(view) if view in set(View) else View.WAITING,
        network=network_in(values.get("network", "")),
        ground=ground if is_ground(ground) else "",
        after=ReviewCursor.find_in(values.get("after", "")),
    )


def _chips(values: QueryDict, counts: Mapping[str, int]) -> list[Chip]:
    is_waiting = _query_of(values).view is View.WAITING
    grounds = [
        (ground, f"{_(name_of(ground))} · {counts.get(ground, 0)}" if is_waiting else _(name_of(ground)))
        for ground in GROUNDS
    ]
    networks = [(look.name, look.short_name) for look in list_networks()]
    return [_chip(values, "ground", _("Ground"), grounds), _chip(values, "network", _("Network"), networks)]


def _chip(values: QueryDict, field: str, name: str, choices: list[tuple[str, str]]) -> Chip:
    chosen = values.get(field, "")
    return chip(name, choices, chosen=chosen, address_with=lambda value: _address(values, **{field: value}))


def _address(values: QueryDict, **changed: str) -> str:
    """The list's address with some values changed; paging starts anew."""
    kept = {name: values[name] for name in _FILTERS if values.get(name)} | changed
    return "?" + urlencode({name: value for name, value in kept.items() if value})


@require_POST
@desk_page(right=Right.MODERATE)
def preview(request: DeskRequest) -> HttpResponse:
    """What would become of the marked messages, and where the network cannot."""
    act, ids = _act_in(request), _ids_in(request)
    if act is None or not ids:
        messages.warning(request, _("Mark some messages first: the box before each, or the key x."))
        return redirect(list_address(request))
    foreseen = foresee(ids, act, by=request.viewer, now=request.now)
    context = {
        "foreseen": foreseen,
        "is_any_possible": any(not one.reason for one in foreseen),
        "filters": filters_in(request.GET),
        "act": act.value,
        "grounds": grounds_for(rules_on(None, request.now.date()).clauses),
        "now": request.now,
    }
    return render(request, "desk/moderation_bulk.html", context)


@require_POST
@desk_page(right=Right.MODERATE)
def decide(request: DeskRequest) -> HttpResponse:
    """Have it decided about all of them as they were shown; what is left alone is told one by one."""
    act, wordings, batch = _act_in(request), _wordings_in(request), secrets.token_hex(8)
    charge = charge_of(request.POST, batch=batch)
    if act is None or not ask_to_decide(wordings, act, charge, by=request.viewer, now=request.now):
        return redirect(list_address(request))
    return redirect(f"{reverse('desk:many_decided', args=[batch])}{filters_in(request.GET)}")


@desk_page(right=Right.MODERATE)
def many_decided(request: DeskRequest, batch: str) -> HttpResponse:
    """How far it is, what was left alone and why, and the button that takes it back."""
    far = load_how_far(batch, by=request.viewer)
    context = {
        "far": far,
        "is_live": wants_fragment(request),
        "filters": filters_in(request.GET),
        "next": next_address(request) if far.is_over else "",
    }
    template = "desk/many_decided.html"
    return render(request, f"{template}#far" if wants_fragment(request) else template, context)


@require_POST
@desk_page(right=Right.MODERATE)
def take_back(request: DeskRequest) -> HttpResponse:
    """Undo what this person decided by one click."""
    done = undo_many(request.POST.get("batch", "")[:32], by=request.viewer, now=request.now)
    words = ngettext("%(n)d message waits again.", "%(n)d messages wait again.", done.count) % {"n": done.count}
    (messages.success if done.count else messages.warning)(request, words)
    _tell(request, done)
    return redirect(list_address(request))


def _tell(request: DeskRequest, done: Done) -> None:
    for why in dict.fromkeys(error.say(_) for _id, error in done.refused):
        messages.warning(request, why)


def _act_in(request: DeskRequest) -> DecisionAct | None:
    asked = request.POST.get("act", "")
    return next((act for act in BULK_ACTS if act.value == asked), None)


def _ids_in(request: DeskRequest) -> list[int]:
    return [int(one) for one in request.POST.getlist("message") if one.isdecimal() and len(one) < 19]


def _wordings_in(request: DeskRequest) -> dict[int, str]:
    """Messages of the preview, each with the hash of the words that were shown."""
    pairs = (one.partition(":") for one in request.POST.getlist("message"))
    return {int(number): wording[:64] for number, _colon, wording in pairs if number.isdecimal() and len(number) < 19}

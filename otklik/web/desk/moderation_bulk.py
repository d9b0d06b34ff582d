"""Many messages at once: what would happen is shown first, the worker decides; one click takes it back."""

import secrets

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from otklik.moderation.bulk.acts import BULK_ACTS, DecisionAct, Done, foresee
from otklik.moderation.bulk.runs import ask_to_decide, load_how_far, undo_many
from otklik.moderation.rules.page_rules import rules_on
from otklik.organizations.rights import Right
from otklik.web.access import DeskRequest, desk_page, wants_fragment
from otklik.web.desk.moderation import charge_of, filters_in, grounds_for, list_address, next_address


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

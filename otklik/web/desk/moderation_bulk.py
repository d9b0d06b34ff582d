"""Many messages at once: what would happen is shown first; one click takes back what was decided."""

import secrets

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from otklik.moderation.bulk import BULK_ACTS, DecisionAct, Done, decide_many, foresee, undo
from otklik.moderation.rules import rules_on
from otklik.organizations.rights import Right
from otklik.web.access import DeskRequest, desk_page
from otklik.web.desk.moderation import charge_of, filters_in, grounds_for, to_next


@require_POST
@desk_page(right=Right.MODERATE)
def preview(request: DeskRequest) -> HttpResponse:
    """What would become of the marked messages, and where the network cannot."""
    act, ids = _act_in(request), _ids_in(request)
    if act is None or not ids:
        messages.warning(request, _("Mark some messages first: the box before each, or the key x."))
        return redirect("desk:moderation")
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
    """Do it with all of them as they were shown; what could not be done is told one by one."""
    act, wordings, batch = _act_in(request), _wordings_in(request), secrets.token_hex(8)
    if act is None or not wordings:
        return redirect("desk:moderation")
    done = decide_many(wordings, act, charge_of(request.POST, batch=batch), by=request.viewer, now=request.now)
    _tell(request, done)
    return to_next(request, undo=batch if done.count else "")


@require_POST
@desk_page(right=Right.MODERATE)
def take_back(request: DeskRequest) -> HttpResponse:
    """Undo what this person decided by one click."""
    done = undo(request.POST.get("batch", "")[:32], by=request.viewer, now=request.now)
    words = ngettext("%(n)d message waits again.", "%(n)d messages wait again.", done.count) % {"n": done.count}
    (messages.success if done.count else messages.warning)(request, words)
    _tell(request, Done(0, done.refused))
    return redirect(f"{reverse('desk:moderation')}{filters_in(request.GET)}")


def _tell(request: DeskRequest, done: Done) -> None:
    if done.count:
        words = ngettext("%(n)d message is decided.", "%(n)d messages are decided.", done.count) % {"n": done.count}
        messages.success(request, words)
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

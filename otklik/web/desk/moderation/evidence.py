"""What is kept of a decision: to look at, to hold beyond the term, to take out for a lawyer. Each look is noted."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from otklik.moderation.evidence.dossier import access_dossier, hand_out, hold, release
from otklik.moderation.objections.objecting import WayToObject, can_hand_out_way, hand_out_way, page_of_objections
from otklik.moderation.refusals import NothingToObjectTo
from otklik.organizations.rights import Right
from otklik.shared.errors import OtklikError
from otklik.web.access import DeskRequest, desk_page
from otklik.web.desk.moderation import evidence_paper
from otklik.web.desk.moderation.evidence_json import as_json, words_of
from otklik.web.moderation_words import DECIDED, FACTS


@desk_page(right=Right.SEE_EVIDENCE)
def evidence(request: DeskRequest, decision_id: int) -> HttpResponse:
    """The evidence of one decision."""
    return _draw(request, decision_id)


@require_POST
@desk_page(right=Right.MODERATE)
def give_way(request: DeskRequest, decision_id: int) -> HttpResponse:
    """A number and a code for an author who came without a notice. Shown on this page only, and kept nowhere."""
    try:
        way = hand_out_way(request.viewer, decision_id, now=request.now)
    except NothingToObjectTo as refused:
        messages.error(request, refused.say(_))
        return redirect("desk:evidence", decision_id)
    return _draw(request, decision_id, way=way)


def _draw(request: DeskRequest, decision_id: int, *, way: WayToObject | None = None) -> HttpResponse:
    dossier = access_dossier(request.viewer, decision_id, now=request.now)
    context = {
        "dossier": dossier,
        "way": way,
        "page_of_objections": page_of_objections(),
        "can_give_way": can_hand_out_way(decision_id),
        "decided": DECIDED[dossier.act],
        "facts": [(fact, FACTS.get(fact.fact, fact.fact), words_of(fact)) for fact in dossier.facts],
        "now": request.now,
    }
    return render(request, "desk/evidence.html", context)


@require_POST
@desk_page(right=Right.SEE_EVIDENCE)
def evidence_pdf(request: DeskRequest, decision_id: int) -> HttpResponse:
    """Take it out to read and print. POST: each taking is a fact of the evidence."""
    return _file(request, decision_id, form="pdf")


@require_POST
@desk_page(right=Right.SEE_EVIDENCE)
def evidence_json(request: DeskRequest, decision_id: int) -> HttpResponse:
    """Take it out with everything that the seals are checked by."""
    return _file(request, decision_id, form="json")


@require_POST
@desk_page(right=Right.SEE_EVIDENCE)
def hold_evidence(request: DeskRequest, decision_id: int) -> HttpResponse:
    """Keep it until it is released."""
    because = request.POST.get("because", "")
    return _do(request, decision_id, lambda: hold(request.viewer, decision_id, because=because, now=request.now))


@require_POST
@desk_page(right=Right.SEE_EVIDENCE)
def release_evidence(request: DeskRequest, decision_id: int) -> HttpResponse:
    """Let the term count again."""
    return _do(request, decision_id, lambda: release(request.viewer, decision_id, now=request.now))


def _file(request: DeskRequest, decision_id: int, *, form: str) -> HttpResponse:
    access_dossier(request.viewer, decision_id, now=request.now)
    try:
        dossier = hand_out(request.viewer, decision_id, form=form, now=request.now)
    except OtklikError as refused:
        messages.error(request, refused.say(_))
        return redirect("desk:evidence", decision_id)
    if form == "pdf":
        answer = HttpResponse(evidence_paper.draw(dossier), content_type="application/pdf")
    else:
        answer = HttpResponse(as_json(dossier), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="decision-{decision_id}.{form}"'
    return answer


def _do(request: DeskRequest, decision_id: int, act: Callable[[], None]) -> HttpResponse:
    access_dossier(request.viewer, decision_id, now=request.now)
    try:
        act()
    except OtklikError as refused:
        messages.error(request, refused.say(_))
    return redirect("desk:evidence", decision_id)

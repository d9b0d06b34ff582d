"""How the proposals do: what people accepted and corrected, and which model proposes."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST

from otklik.organizations.rights import Right
from otklik.organizations.selectors import names_by_slug
from otklik.shared.errors import OtklikError
from otklik.topics.selectors import names_by_code
from otklik.triage.findings import GROUND_WORDS
from otklik.triage.learning.figures import Figures, load_figures, since_when
from otklik.triage.learning.keeping import DIFFERENT, SAME
from otklik.triage.learning.listing import list_curves, list_models
from otklik.triage.learning.making import ask_for_model
from otklik.triage.learning.versions import use_version
from otklik.triage.parts import Part
from otklik.web.access import DeskRequest, desk_page
from otklik.web.desk.chips import Choice
from otklik.web.desk.marks import IMPORTANCE_NAMES, KINDS

_PARTS = {
    Part.GROUP: gettext_noop("Topic group"),
    Part.TOPIC: gettext_noop("Topic"),
    Part.KIND: gettext_noop("Kind"),
    Part.IMPORTANCE: gettext_noop("Importance"),
    Part.ADDRESS: gettext_noop("Address"),
    Part.BODY: gettext_noop("Body"),
    Part.DECENCY: gettext_noop("Decency"),
    Part.SAME: gettext_noop("Seen before"),
}
_BODIES_AT_ONCE = 8
"""A region has hundreds, and on a phone the models stand below them."""
_SAMENESS = {SAME: gettext_noop("tells of the same"), DIFFERENT: gettext_noop("tells of something else")}


@desk_page()
def triage(request: DeskRequest) -> HttpResponse:
    """What people made of proposals, within what this person sees; models are everybody's."""
    if not (request.viewer.may_anywhere(Right.SEE_REPORTS) or request.viewer.may_anywhere(Right.EDIT_RULES)):
        return render(request, "desk/not_yours.html", status=403)
    part = Part(request.GET["part"]) if request.GET.get("part") in list(Part) else Part.GROUP
    by_week = request.GET.get("by") == "week"
    figures = load_figures(
        request.viewer.scope(Right.SEE_REPORTS),
        part,
        by_week=by_week,
        since=since_when(by_week=by_week, now=request.now),
        now=request.now,
        zone=timezone.get_current_timezone(),
    )
    names = _names(part, figures)
    values = [(names.get(one.value, one.value), one) for one in figures.values]
    context = {
        "figures": figures,
        "values": [(name, one) for name, one in values if not one.is_rare],
        "rare": [(name, one.ever) for name, one in values if one.is_rare],
        "has_before": any(one.before.n for _name, one in values if not one.is_rare),
        "bodies": figures.bodies[:_BODIES_AT_ONCE],
        "more_bodies": figures.bodies[_BODIES_AT_ONCE:],
        "corrections": [(_named(one.proposed, names), _named(one.chosen, names), one.n) for one in figures.corrections],
        "part": part,
        "parts": [Choice(_(word), _address(one, by_week=by_week), one is part) for one, word in _PARTS.items()],
        "stretches": [
            Choice(_("By months"), _address(part, by_week=False), not by_week),
            Choice(_("By weeks"), _address(part, by_week=True), by_week),
        ],
        "by_week": by_week,
        "models": list_models(),
        "curves": list_curves(),
        "now": request.now,
        "may_choose": request.viewer.scope(Right.EDIT_RULES).everything,
    }
    return render(request, "desk/triage.html", context)


@require_POST
@desk_page(right=Right.EDIT_RULES)
def make(request: DeskRequest) -> HttpResponse:
    """Have a model made of the examples that there are."""
    return _do(
        request,
        lambda: ask_for_model(by=request.viewer, now=request.now),
        done=_("A model is being made. It takes some minutes; how it came out will stand here."),
    )


@require_POST
@desk_page(right=Right.EDIT_RULES)
def use(request: DeskRequest) -> HttpResponse:
    """Put another model in use."""
    version = request.POST.get("version", "")
    return _do(
        request,
        lambda: use_version(version, by=request.viewer, now=request.now),
        done=_("From now on this model proposes."),
    )


def _do(request: DeskRequest, act: Callable[[], object], *, done: str) -> HttpResponse:
    """Do it; what was refused is told."""
    try:
        act()
    except OtklikError as why:
        messages.error(request, why.say(_))
    else:
        messages.success(request, done)
    return redirect("desk:triage")


def _names(part: Part, figures: Figures) -> dict[str, str]:
    """The words for the codes that stand in the figures."""
    codes = {one.value for one in figures.values} | {
        code for one in figures.corrections for code in (one.proposed, one.chosen)
    }
    if part in (Part.GROUP, Part.TOPIC):
        return names_by_code(codes)
    if part is Part.BODY:
        return names_by_slug(codes)
    tables = {Part.KIND: KINDS, Part.IMPORTANCE: IMPORTANCE_NAMES, Part.DECENCY: GROUND_WORDS, Part.SAME: _SAMENESS}
    words = tables.get(part, {})
    return {code: _(words[code]) for code in codes if code in words}


def _named(code: str, names: dict[str, str]) -> str:
    return names.get(code, code) or _("not clear")


def _address(part: Part, *, by_week: bool) -> str:
    asked = ({"part": part.value} if part is not Part.GROUP else {}) | ({"by": "week"} if by_week else {})
    return "?" + urlencode(asked)

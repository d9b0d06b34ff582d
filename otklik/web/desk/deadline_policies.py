"""How long bodies have to answer: the policies in the order in which they are asked, and what a change does."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from otklik.appeals.deadline_reasons import amount_of
from otklik.appeals.errors import UnfitValue
from otklik.appeals.policy_book import end_policy, enter_policy, find_body_named
from otklik.appeals.profiles import ClockKind
from otklik.appeals.recomputing import ask_for_recompute, preview_recompute
from otklik.appeals.selectors.policies import PolicyRow, list_policies
from otklik.organizations.reach import demand_rules_of_all
from otklik.organizations.rights import Right
from otklik.web.access import DeskRequest, desk_page
from otklik.web.desk.forms import find_id
from otklik.web.desk.marks import CHANNELS, IMPORTANCE_NAMES, KINDS, REGIMES
from otklik.web.desk.policy_form import PolicyForm
from otklik.web.desk.why_due import CLOCKS, policy_name


@dataclass(frozen=True, slots=True)
class PolicyLine:
    """A policy in words."""

    row: PolicyRow
    name: str
    fits: str
    terms: tuple[tuple[str, str], ...]


@require_http_methods(["GET", "POST"])
@desk_page(right=Right.EDIT_RULES)
def deadline_policies(request: DeskRequest) -> HttpResponse:
    """Look at the policies, or enter one. They hold for the whole installation, so only who sees all of it may."""
    if request.method == "GET":
        return _draw(request, PolicyForm(shown=_asked_for(request.GET.get("instead_of", ""))))
    demand_rules_of_all(request.viewer)
    form = PolicyForm(request.POST)
    if form.is_valid():
        try:
            body_id = find_body_named(form.cleaned_data["body"])
            instead_of = find_id(request.POST.get("instead_of", ""), field="instead_of")
            enter_policy(form.entry(body_id=body_id), by=request.viewer, now=request.now, instead_of=instead_of)
        except UnfitValue as why:
            form.refuse(why.field, why.say(_))
    if form.errors:
        return _draw(request, form, status=422)
    messages.success(request, _("Entered. It holds for new cases; look below what it would change for open ones."))
    return redirect("desk:deadline_policies")


@require_POST
@desk_page(right=Right.EDIT_RULES)
def end_deadline_policy(request: DeskRequest, policy_id: int) -> HttpResponse:
    """Take a policy out of force."""
    try:
        end_policy(policy_id, by=request.viewer, now=request.now)
    except UnfitValue as why:
        messages.error(request, why.say(_))
    else:
        messages.success(request, _("Out of force. Open cases keep their deadlines until you recompute them."))
    return redirect("desk:deadline_policies")


@require_POST
@desk_page(right=Right.EDIT_RULES)
def recompute_deadlines(request: DeskRequest) -> HttpResponse:
    """Give all open cases the deadlines that follow from the policies and calendars of today."""
    try:
        ask_for_recompute(by=request.viewer, because=request.POST.get("because", ""), now=request.now)
    except UnfitValue as why:
        messages.error(request, why.say(_))
    else:
        messages.success(request, _("Open cases are being recomputed; it takes a minute at most."))
    return redirect("desk:deadline_policies")


def _asked_for(policy_id: str) -> PolicyRow | None:
    return next((row for row in list_policies() if row.id and str(row.id) == policy_id), None)


def _draw(request: DeskRequest, form: PolicyForm, *, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "instead_of": _asked_for((request.POST or request.GET).get("instead_of", "")),
        "may_enter": request.viewer.scope(Right.EDIT_RULES).everything,
        "lines": [_line(row) for row in list_policies()],
        "effect": preview_recompute(request.viewer, now=request.now) if "preview" in request.GET else None,
        "now": request.now,
    }
    return render(request, "desk/deadline_policies.html", context, status=status)


def _line(row: PolicyRow) -> PolicyLine:
    terms = ((gettext(CLOCKS[clock]), row.profile.term_of(clock)) for clock in ClockKind)
    return PolicyLine(
        row=row,
        name=policy_name(row.profile.name),
        fits=", ".join(_conditions(row)) or gettext("everything"),
        terms=tuple((name, amount_of(term).say(gettext)) for name, term in terms if term),
    )


def _conditions(row: PolicyRow) -> Iterator[str]:
    named = ((REGIMES, row.regime), (CHANNELS, row.channel), (KINDS, row.kind), (IMPORTANCE_NAMES, row.importance))
    for words, value in named:
        if value:
            yield gettext(words.get(value, value))
    yield from filter(None, (row.topic, row.body))

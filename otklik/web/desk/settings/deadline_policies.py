"""How long bodies have to answer: the policies in the order in which they are asked, and what a change does."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from otklik.appeals.deadline_reasons import amount_of
from otklik.appeals.errors import UnfitValue
from otklik.appeals.policy_book import PolicyEntry, end_policy, enter_policy, find_body_named
from otklik.appeals.profiles import UNIT_NAMES, ClockKind, Term, Unit
from otklik.appeals.recomputing import ask_for_recompute, preview_recompute
from otklik.appeals.selectors.policies import PolicyRow, list_policies
from otklik.appeals.warning_policy import enter_warning_rules, rules_in_force
from otklik.organizations.reach import demand_rules_of_all
from otklik.organizations.rights import Right
from otklik.topics.selectors import list_topics
from otklik.web.access import DeskRequest, desk_page
from otklik.web.desk.case.why_due import CLOCKS, policy_name
from otklik.web.desk.forms import DeskForm, find_id
from otklik.web.desk.marks import CHANNELS, IMPORTANCE_NAMES, KINDS, REGIMES
from otklik.web.desk.notice_forms import WarningForm

_CLOCKS = ("assignment", "primary", "final")

_IN_MINUTES = (Unit.WORKING_MINUTES, Unit.MINUTES)

_CONDITIONS = {"regime": REGIMES, "channel": CHANNELS, "kind": KINDS, "importance": IMPORTANCE_NAMES}


class _Amount(forms.IntegerField):
    """So many hours or days."""

    widget = forms.NumberInput(attrs={"inputmode": "numeric", "min": 1})


class PolicyForm(DeskForm):
    """A policy to enter, or to enter in place of another."""

    name = forms.CharField(label=gettext_lazy("Name of the policy"), max_length=80)
    priority = forms.IntegerField(
        label=gettext_lazy("Priority"),
        min_value=1,
        max_value=999,
        initial=100,
        help_text=gettext_lazy("The smaller, the sooner it is asked; the first that fits counts."),
    )
    regime = forms.ChoiceField(label=gettext_lazy("Regime"), required=False)
    channel = forms.ChoiceField(label=gettext_lazy("Came by"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), required=False)
    importance = forms.ChoiceField(label=gettext_lazy("Importance"), required=False)
    topic_id = forms.TypedChoiceField(
        label=gettext_lazy("Topic and those under it"), coerce=int, required=False, empty_value=None
    )
    body = forms.CharField(
        label=gettext_lazy("Body and those under it"),
        required=False,
        help_text=gettext_lazy("Its short name, or the last part of its address here. Empty: any."),
    )
    assignment = _Amount(label=gettext_lazy("Until assigned"), required=False)
    assignment_unit = forms.ChoiceField(label=gettext_lazy("Counted in"))
    primary = _Amount(label=gettext_lazy("Until the resident is answered"))
    primary_unit = forms.ChoiceField(label=gettext_lazy("Counted in"))
    final = _Amount(label=gettext_lazy("From an interim answer to the final one"), required=False)
    final_unit = forms.ChoiceField(label=gettext_lazy("Counted in"))
    grace = _Amount(
        label=gettext_lazy("At least left after a pause, minutes"),
        initial=60,
        help_text=gettext_lazy("Working minutes. Nobody is overdue at the moment when a case comes back."),
    )

    def __init__(self, values: QueryDict | None = None, *, shown: PolicyRow | None = None) -> None:
        super().__init__(values, initial=_shown(shown) if shown else None)
        for name, words in _CONDITIONS.items():
            self._offer(name, [("", gettext("any")), *((one, gettext(word)) for one, word in words.items())])
        self._offer("topic_id", [("", gettext("any")), *((one.id, one.label) for one in list_topics())])
        for clock in _CLOCKS:
            self._offer(f"{clock}_unit", [(unit.value, gettext(UNIT_NAMES[unit])) for unit in Unit])

    def _offer(self, field: str, choices: list[tuple[Any, Any]]) -> None:
        self.fields[field].choices = choices  # type: ignore[attr-defined]

    def entry(self, *, body_id: int | None) -> PolicyEntry:
        """What was typed, once it makes sense."""
        clean = self.cleaned_data
        terms = dict(self._terms()) | {"grace": Term(clean["grace"], Unit.WORKING_MINUTES)}
        return PolicyEntry(
            name=clean["name"],
            priority=clean["priority"],
            terms=terms,
            topic_id=clean["topic_id"],
            body_id=body_id,
            **{name: clean[name] for name in _CONDITIONS},
        )

    def _terms(self) -> Iterator[tuple[str, Term]]:
        for clock in _CLOCKS:
            amount, unit = self.cleaned_data[clock], Unit(self.cleaned_data[f"{clock}_unit"])
            if amount:
                yield clock, Term(amount * 60 if unit in _IN_MINUTES else amount, unit)


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


def _shown(row: PolicyRow) -> dict[str, Any]:
    """A policy as the form shows it."""
    shown: dict[str, Any] = {name: getattr(row, name) for name in (*_CONDITIONS, "priority", "topic_id", "body")}
    shown |= {"name": row.profile.name, "grace": row.profile.grace.amount}
    for clock in _CLOCKS:
        term: Term | None = getattr(row.profile, clock)
        if term is not None:
            in_minutes = term.unit in _IN_MINUTES
            shown |= {clock: int(term.amount) // 60 if in_minutes else term.amount, f"{clock}_unit": term.unit.value}
    return shown


@require_http_methods(["GET", "POST"])
@desk_page(right=Right.EDIT_RULES)
def warning_rules(request: DeskRequest) -> HttpResponse:
    """Look at the percents, or enter others. They hold everywhere, so only who sees all of it may."""
    may_enter = request.viewer.scope(Right.EDIT_RULES).everything
    shown = rules_in_force()
    if request.method == "GET":
        return _draw_warning_rules(request, WarningForm(shown=shown), may_enter=may_enter)
    demand_rules_of_all(request.viewer)
    form = WarningForm(request.POST, shown=shown)
    if form.is_valid():
        try:
            enter_warning_rules(form.rules(), by=request.viewer, now=request.now)
        except UnfitValue as why:
            form.refuse(why.field, why.say(_))
    if form.errors:
        return _draw_warning_rules(request, form, may_enter=may_enter, status=422)
    messages.success(request, _("Entered. It holds for the warnings that come now."))
    return redirect("desk:warning_rules")


def _draw_warning_rules(request: DeskRequest, form: WarningForm, *, may_enter: bool, status: int = 200) -> HttpResponse:
    context = {"form": form, "may_enter": may_enter, "rules": rules_in_force()}
    return render(request, "desk/warning_rules.html", context, status=status)

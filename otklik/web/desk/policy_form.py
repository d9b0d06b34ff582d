"""The form of a deadline policy: what it fits, and how long each clock may run."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext, gettext_lazy

from otklik.appeals.policy_book import PolicyEntry
from otklik.appeals.profiles import UNIT_NAMES, Term, Unit
from otklik.appeals.selectors.policies import PolicyRow
from otklik.topics.selectors import list_topics
from otklik.web.desk.forms import DeskForm
from otklik.web.desk.marks import CHANNELS, IMPORTANCE_NAMES, KINDS, REGIMES

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

"""The form of a body's card: what is entered, what can be chosen, and what of it a person may not touch."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import time
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_noop as _

from otklik.organizations.bodies import BodyCard
from otklik.organizations.body_view import BodyView
from otklik.organizations.territories import TerritoryLevel, list_territories
from otklik.topics.selectors import list_topics
from otklik.web.desk.body_choice import read_choice, write_choice
from otklik.web.desk.marks import Mark

LEVELS = {
    "region": _("Region"),
    "ministry": _("Ministry or agency"),
    "municipality": _("Municipality"),
    "department": _("Department"),
    "institution": _("Institution"),
}

TURNS = {
    "entered": Mark(_("Entered into the register"), "plus", "good"),
    "edited": Mark(_("Edited"), "pencil"),
    "moved": Mark(_("Moved"), "corner-up-left", "warn"),
    "founder": Mark(_("Another founder"), "home", "warn"),
    "territory": Mark(_("Another territory"), "map-pin", "warn"),
    "merged": Mark(_("Became part of another body"), "git-merge", "bad"),
    "took_over": Mark(_("Another body became part of it"), "git-merge", "good"),
    "closed": Mark(_("The body was closed"), "archive", "bad"),
    "reopened": Mark(_("The body was opened again"), "refresh", "good"),
}
"""What can happen to a body; the turn is the colour."""

FIELDS = {
    "name": _("Full name"),
    "short_name": _("Short name"),
    "slug": _("Name in addresses"),
    "level": _("Level"),
    "ogrn": _("ОГРН"),
    "sphere": _("Sphere"),
    "further_spheres": _("Further spheres"),
    "zone": _("Time zone"),
    "workday_from": _("Works from"),
    "workday_to": _("Works until"),
    "break_from": _("Break from"),
    "break_to": _("Break until"),
    "requires_approval": _("Another person approves every answer"),
    "is_regional_centre": _("Regional management centre: its people look at the whole region"),
    "phone": _("Phone"),
    "email": _("E-mail"),
    "site": _("Site"),
    "address": _("Address"),
    "head_name": _("Head"),
    "head_post": _("Post of the head"),
    "population": _("People served"),
    "competences": _("Competences"),
}
"""Entries of the card, in the form and in the history."""

_ZONES = (
    "Europe/Kaliningrad", "Europe/Moscow", "Europe/Simferopol", "Europe/Kirov", "Europe/Volgograd", "Europe/Astrakhan",
    "Europe/Saratov", "Europe/Ulyanovsk", "Europe/Samara", "Asia/Yekaterinburg", "Asia/Omsk", "Asia/Novosibirsk",
    "Asia/Barnaul", "Asia/Tomsk", "Asia/Novokuznetsk", "Asia/Krasnoyarsk", "Asia/Irkutsk", "Asia/Chita",
    "Asia/Yakutsk", "Asia/Khandyga", "Asia/Vladivostok", "Asia/Ust-Nera", "Asia/Magadan", "Asia/Sakhalin",
    "Asia/Srednekolymsk", "Asia/Kamchatka", "Asia/Anadyr",
)  # fmt: skip
"""The zones of Russia in the time zone database, from west to east."""

_PLACES = (TerritoryLevel.REGION, TerritoryLevel.MUNICIPALITY, TerritoryLevel.SETTLEMENT)

_SECTIONS = (
    (gettext_lazy("What it is"), ("name", "short_name", "slug", "level", "ogrn")),
    (gettext_lazy("Where it stands"), ("parent", "founder", "territory", "sphere", "further_spheres", "population")),
    (gettext_lazy("How to reach it"), ("phone", "email", "site", "address")),
    (gettext_lazy("Who heads it"), ("head_name", "head_post")),
    (gettext_lazy("When it works"), ("zone", "workday_from", "workday_to", "break_from", "break_to")),
    (gettext_lazy("How it answers"), ("requires_approval", "is_regional_centre")),
)
"""All but competences and the reason, which stand at the end of the form."""


class BodyForm(forms.Form):
    """The card of a body as a form; what is right and wrong is decided by the service."""

    name = forms.CharField(max_length=300)
    short_name = forms.CharField(max_length=120)
    slug = forms.CharField(max_length=80, help_text=gettext_lazy("In Latin letters: school-8. It never changes."))
    level = forms.ChoiceField(required=False)
    parent = forms.CharField(max_length=400, label=gettext_lazy("Body above it"), required=False)
    founder = forms.CharField(max_length=400, label=gettext_lazy("Founder"), required=False)
    territory = forms.TypedChoiceField(label=gettext_lazy("Territory"), coerce=int)
    ogrn = forms.CharField(max_length=13, required=False, help_text=gettext_lazy("13 digits."))
    sphere = forms.CharField(max_length=60, required=False)
    further_spheres = forms.CharField(
        max_length=130, required=False, help_text=gettext_lazy("Two at most, with a comma between them.")
    )
    population = forms.IntegerField(min_value=0, max_value=150_000_000, required=False)
    phone = forms.CharField(max_length=60, required=False)
    email = forms.CharField(
        max_length=254,
        required=False,
        help_text=gettext_lazy("In the body's own domain: a proof of ownership may be sent there."),
    )
    site = forms.CharField(max_length=300, required=False, help_text=gettext_lazy("It begins with https://."))
    address = forms.CharField(max_length=300, required=False)
    head_name = forms.CharField(
        max_length=120,
        required=False,
        help_text=gettext_lazy(
            "Surname, first name and patronymic in full. Everybody reads it on the card; answers of the body keep it."
        ),
    )
    head_post = forms.CharField(
        max_length=200, required=False, help_text=gettext_lazy("As documents have it: “Director”, “Head of the town”.")
    )
    zone = forms.ChoiceField()
    workday_from = forms.TimeField()
    workday_to = forms.TimeField()
    break_from = forms.TimeField(required=False)
    break_to = forms.TimeField(required=False)
    requires_approval = forms.BooleanField(required=False)
    is_regional_centre = forms.BooleanField(required=False)
    competences = forms.TypedMultipleChoiceField(required=False, coerce=int)
    because = forms.CharField(
        max_length=500,
        required=False,
        label=gettext_lazy("Why it changes"),
        help_text=gettext_lazy("The act and its date, when founder or territory change. It stays in the history."),
    )

    def __init__(
        self, typed: QueryDict | None, *, initial: Mapping[str, Any], whole_region: bool, is_new: bool
    ) -> None:
        super().__init__(typed, initial=dict(initial), label_suffix="")
        self._offer(initial)
        for name in self._left_out(whole_region=whole_region, is_new=is_new):
            del self.fields[name]
        for name, one in self.fields.items():
            one.label = gettext(FIELDS[name]) if name in FIELDS else one.label
            if isinstance(one, forms.TimeField):
                one.widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
            kind = "form-select" if isinstance(one, forms.ChoiceField) else "form-control"
            one.widget.attrs["class"] = "form-check-input" if isinstance(one, forms.BooleanField) else kind

    def _offer(self, initial: Mapping[str, Any]) -> None:
        """What can be chosen; also what stands there now and is not offered any more."""
        self._choose("level", [("", "—"), *((level, gettext(name)) for level, name in LEVELS.items())])
        places = [
            (row.id, f"{row.name}, {row.parent}" if row.parent else row.name) for row in list_territories(*_PLACES)
        ]
        self._choose("territory", places)
        zones = dict.fromkeys((*_ZONES, initial.get("zone", _ZONES[0])))
        self._choose("zone", [(zone, zone) for zone in zones])
        self._choose("competences", [(topic.id, topic.name) for topic in list_topics()])

    def _choose(self, name: str, choices: Sequence[tuple[object, str]]) -> None:
        one = self.fields[name]
        if isinstance(one, forms.ChoiceField):
            one.choices = list(choices)

    @staticmethod
    def _left_out(*, whole_region: bool, is_new: bool) -> Iterator[str]:
        """What this person cannot enter here: moving is an act of its own, a centre sees the whole region."""
        if not whole_region:
            yield "is_regional_centre"
        if not is_new:
            yield from ("slug", "parent")
            if not whole_region:
                yield "founder"

    def sections(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields under their headings."""
        shown = [(str(title), [self[name] for name in names if name in self.fields]) for title, names in _SECTIONS]
        return [(title, fields) for title, fields in shown if fields]

    def topics(self) -> list[tuple[str, list[tuple[int, str, bool]], int]]:
        """The groups of topics: name, (id, name, is chosen) of the group and its topics, how many are chosen."""
        told = self["competences"].value() or []
        chosen = {str(one) for one in told}
        groups: dict[str, list[tuple[int, str, bool]]] = {}
        for topic in list_topics():
            row = (topic.id, topic.name, str(topic.id) in chosen)
            groups.setdefault(topic.group or topic.name, []).append(row)
        return [(name, rows, sum(row[2] for row in rows)) for name, rows in groups.items()]

    def typed_over(self, stands: Mapping[str, Any]) -> list[tuple[str, str]]:
        """What stands there now where something else was typed: name of the field, value in words."""
        named = [(name, one) for name, one in self.fields.items() if name != "because"]
        return [
            (str(one.label), _say(one, stands.get(name)))
            for name, one in named
            if one.has_changed(stands.get(name), self[name].data)
        ]

    def card(self, now_stands: BodyCard | None) -> BodyCard:
        """What was entered, over what stands there now. Raises UnfitEntry where a body is not clear."""
        told = dict(self.cleaned_data)
        for name in ("parent", "founder"):
            if name in told:
                choice = read_choice(told.pop(name), field=name)
                told[f"{name}_id"] = choice.id if choice else None
        told["territory_id"] = told.pop("territory")
        told["further_spheres"] = tuple(part.strip() for part in told["further_spheres"].split(",") if part.strip())
        entered = {name: value for name, value in told.items() if name in BodyCard.__slots__}
        return replace(now_stands, **entered) if now_stands else BodyCard(**entered)


def _say(one: forms.Field, value: Any) -> str:
    """A value as the form would show it."""
    if isinstance(one, forms.BooleanField):
        return gettext("yes") if value else gettext("no")
    if isinstance(one, forms.ChoiceField):  # `_choose` has given it pairs
        chosen = {str(part) for part in value} if isinstance(value, list) else {str(value)}
        return ", ".join(str(name) for key, name in list(cast("Any", one.choices)) if str(key) in chosen)
    return f"{value:%H:%M}" if isinstance(value, time) else str(value if value is not None else "")


def initial_of(view: BodyView) -> dict[str, Any]:
    """The form as it stands before anybody types."""
    told = {name: getattr(view.card, name) for name in BodyCard.__slots__}
    return told | {
        "territory": view.card.territory_id,
        "further_spheres": ", ".join(view.card.further_spheres),
        "founder": write_choice(view.founder),
        "competences": [topic for topic, _name in view.competences],
    }

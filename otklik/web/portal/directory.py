"""The directory of official pages: search, filters in the address, one row a body."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from otklik.organizations.finding.ranking import find_bodies
from otklik.web.portal.keeping import kept_shortly
from otklik.web.portal.register import Register, load_register
from otklik.web.portal.words import network_name

A_SCREEN = 20
FIRST_CHOICES = 10
"""So many values of a filter are seen at once; the others are folded away."""
LONGEST_QUESTION = 100


@dataclass(frozen=True, slots=True)
class Question:
    """What the address asks for."""

    text: str = ""
    sphere: str = ""
    territory: str = ""
    network: str = ""

    def address(self, **changes: str) -> str:
        """The address of the directory with some of it changed."""
        values = {"q": self.text, "sphere": self.sphere, "territory": self.territory, "network": self.network}
        kept = {name: value for name, value in (values | changes).items() if value}
        return "?" + urlencode(kept) if kept else "./"


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter."""

    value: str
    name: str
    count: int
    address: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter with its values, those with most bodies first; `all_address` takes it off."""

    name: str
    first: tuple[Choice, ...]
    others: tuple[Choice, ...]
    all_address: str
    is_on: bool

    @property
    def choices(self) -> list[Choice]:
        """All values by name."""
        return sorted((*self.first, *self.others), key=lambda choice: choice.name)


@require_safe
@kept_shortly
def directory(request: HttpRequest) -> HttpResponse:
    """Which official pages there are, and whose they are."""
    register, question, since = load_register(), _question(request), _since(request)
    fitting = _fitting(register, question)
    passing = _passing(register, question, fitting)
    found = fitting if len(passing) == len(fitting) else [place for place in fitting if place in passing]
    shown = [register.entries[place] for place in found[since : since + A_SCREEN]]
    context = {
        "question": question,
        "entries": shown,
        "found_count": len(found),
        "first": since + 1,
        "last": since + len(shown),
        "body_count": len(register.entries),
        "next": question.address(since=str(since + A_SCREEN)) if len(found) > since + A_SCREEN else "",
        "previous": question.address(since=str(max(0, since - A_SCREEN) or "")) if since else "",
        "spheres": _filter("sphere", register, question, fitting),
        "territories": _filter("territory", register, question, fitting),
        "networks": _filter("network", register, question, fitting),
        "is_asked": question != Question(),
    }
    return render(request, "portal/directory.html", context)


def _question(request: HttpRequest) -> Question:
    values = request.GET
    return Question(
        text=" ".join(values.get("q", "").replace("\0", "").split())[:LONGEST_QUESTION],
        sphere=values.get("sphere", ""),
        territory=values.get("territory", ""),
        network=values.get("network", ""),
    )


def _since(request: HttpRequest) -> int:
    asked = request.GET.get("since", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 0


def _fitting(register: Register, question: Question) -> Sequence[int]:
    """The places of the bodies that fit the words, the best first; without words all."""
    if not question.text:
        return range(len(register.entries))
    return [register.places[found.key] for found in find_bodies(question.text, register.index)]


def _passing(register: Register, question: Question, fitting: Sequence[int], *, but: str = "") -> Collection[int]:
    """Those of the fitting that pass the filters, one of them left out."""
    chosen = [
        by_value.get(value, frozenset())
        for name, by_value in register.filters.items()
        if name != but and (value := getattr(question, name))
    ]
    return frozenset(fitting).intersection(*chosen) if chosen else fitting


def _filter(name: str, register: Register, question: Question, fitting: Sequence[int]) -> Filter:
    """How many bodies each value would leave, the other filters staying as they are."""
    passing = _passing(register, question, fitting, but=name)
    by_value = register.filters[name]
    if len(passing) < len(register.entries):
        left = frozenset(passing)
        counts = {value: len(left & having) for value, having in by_value.items()}
    else:
        counts = {value: len(having) for value, having in by_value.items()}
    chosen = getattr(question, name)
    choices = [
        Choice(
            value=value,
            name=network_name(value) if name == "network" else value,
            count=count,
            address=question.address(**{name: value}),
            is_chosen=value == chosen,
        )
        for value, count in sorted(counts.items(), key=lambda pair: (pair[0] != chosen, -pair[1], pair[0]))
        if count or value == chosen
    ]
    first, others = tuple(choices[:FIRST_CHOICES]), tuple(choices[FIRST_CHOICES:])
    return Filter(name, first, others, all_address=question.address(**{name: ""}), is_on=bool(chosen))

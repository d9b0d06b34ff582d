"""The directory of official pages: search, filters in the address, one row a body."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from otklik.organizations.public_selectors import PublicBody, list_public_bodies
from otklik.pages.public_selectors import PublicPage, list_public_pages
from otklik.web.portal.search import fit_of
from otklik.web.portal.words import network_name

A_SCREEN = 20
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
class Row:
    """A body with its pages."""

    body: PublicBody
    pages: tuple[PublicPage, ...]
    fit: float


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
    """One filter with its values; `all_address` takes it off."""

    name: str
    choices: tuple[Choice, ...]
    all_address: str
    is_on: bool


@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    """Which official pages there are, and whose they are."""
    question = _question(request)
    rows = _rows()
    found = _found(rows, question)
    shown = _how_many(request)
    context = {
        "question": question,
        "rows": found[:shown],
        "found_count": len(found),
        "body_count": len(rows),
        "page_count": sum(len(row.pages) for row in rows),
        "more": question.address(show=str(shown + A_SCREEN)) if len(found) > shown else "",
        "spheres": _filter(rows, question, "sphere", values=lambda row: [row.body.sphere]),
        "territories": _filter(rows, question, "territory", values=lambda row: [row.body.territory]),
        "networks": _filter(rows, question, "network", values=_networks_of, name_of=network_name),
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


def _how_many(request: HttpRequest) -> int:
    asked = request.GET.get("show", "")
    return max(A_SCREEN, min(int(asked), 1000)) if asked.isascii() and asked.isdigit() and len(asked) < 5 else A_SCREEN


def _rows() -> list[Row]:
    pages: dict[str, list[PublicPage]] = {}
    for page in list_public_pages():
        pages.setdefault(page.body_slug, []).append(page)
    return [Row(body=body, pages=tuple(pages.get(body.slug, ())), fit=1.0) for body in list_public_bodies()]


def _found(rows: Iterable[Row], question: Question) -> list[Row]:
    fitting = [
        Row(row.body, row.pages, fit) for row in rows if _passes(row, question) and (fit := _fit(row, question)) > 0
    ]
    return sorted(fitting, key=lambda row: -row.fit)


def _fit(row: Row, question: Question) -> float:
    names = [page.name for page in row.pages]
    return fit_of(question.text, [row.body.name, row.body.short_name, row.body.territory, row.body.sphere, *names])


def _passes(row: Row, question: Question) -> bool:
    return (
        question.sphere in ("", row.body.sphere)
        and question.territory in ("", row.body.territory)
        and (not question.network or question.network in _networks_of(row))
    )


def _networks_of(row: Row) -> list[str]:
    return sorted({page.network for page in row.pages})


def _filter(
    rows: list[Row],
    question: Question,
    name: str,
    *,
    values: Callable[[Row], list[str]],
    name_of: Callable[[str], str] = str,
) -> Filter:
    counts = Counter(value for row in rows for value in values(row) if value)
    chosen = getattr(question, name)
    choices = tuple(
        Choice(value, name_of(value), count, question.address(**{name: value}), is_chosen=value == chosen)
        for value, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    )
    return Filter(name=name, choices=choices, all_address=question.address(**{name: ""}), is_on=bool(chosen))

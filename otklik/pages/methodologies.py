"""Methodologies: those that are shipped, which hold on a day, and how one is changed."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from otklik.audit.services import Actor, record
from otklik.organizations.errors import NotSeen
from otklik.pages.errors import NoSuchMethodology, TooEarly
from otklik.pages.formula import Formula, read_formula
from otklik.pages.formula_files import SHIPPED, load_json, path_of
from otklik.pages.models import Methodology, PageScore
from otklik.pages.scoring import Colour, Measured, grade
from otklik.shared.words import marked as _


@dataclass(frozen=True, slots=True)
class Held:
    """The version of a methodology that holds on a day."""

    id: int
    code: str
    name: str
    """Marked for translation where it is shipped."""
    version: int
    formula: Formula


@dataclass(frozen=True, slots=True)
class Effect:
    """What another formula would change for one page."""

    page: str
    before: Colour
    after: Colour
    points_before: int
    points_after: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What another formula would change, reckoned from the newest scores."""

    before: dict[Colour, int]
    after: dict[Colour, int]
    effects: tuple[Effect, ...]
    """The pages that would change their colour."""


def enter_shipped() -> None:
    """Enter the first versions of the methodologies that are shipped, where there is none of that code."""
    for code, name in SHIPPED.items():
        if not Methodology.objects.filter(code=code).exists():
            Methodology.objects.create(code=code, name=name, version=1, formula=load_json(path_of(code)))


def list_methodologies(*, on: date) -> list[Held]:
    """Those that hold on this day, in the order in which they were first entered."""
    held = Methodology.objects.filter(
        Q(since_on=None) | Q(since_on__lte=on), Q(until_on=None) | Q(until_on__gte=on)
    ).order_by("id")
    first = dict(Methodology.objects.filter(version=1).values_list("code", "id"))
    found = [Held(one.id, one.code, one.name, one.version, formula_of(one)) for one in held]
    return sorted(found, key=lambda one: first[one.code])


def list_held(*, on: date) -> list[Held]:
    """The same, where there is one: without any no page has a score. Raises NotSeen."""
    held = list_methodologies(on=on)
    if not held:
        raise NotSeen(_("No methodology holds today."))
    return held


def formula_of(methodology: Methodology) -> Formula:
    """Its formula, ready to be used."""
    return read_formula(methodology.formula)


def preview_formula(code: str, formula: Formula) -> Preview:
    """Which pages would change their colour if this formula held today. Nothing is stored.

    The answers are those of the newest scores by any methodology; a check that none of them asks is unknown.
    """
    measured: dict[int, dict[str, Measured]] = {}
    for page_id, results in PageScore.objects.filter(is_current=True).values_list("page_id", "results"):
        answers = measured.setdefault(page_id, {})
        for one in results:
            answers[one["check"]] = Measured(one["value"], one.get("missing", ""))
    rows = PageScore.objects.filter(is_current=True, methodology__code=code).select_related("page")
    before, after, effects = Counter[Colour](), Counter[Colour](), []
    for row in rows.order_by("page__name", "page_id"):
        was, would = Colour(row.colour), grade(measured[row.page_id], formula, category=row.page.category)
        before[was] += 1
        after[would.colour] += 1
        if was is not would.colour:
            effects.append(Effect(row.page.name, was, would.colour, row.points, would.points))
    return Preview(dict(before), dict(after), tuple(effects))


@transaction.atomic
def adopt_formula(code: str, raw: object, *, since_on: date, by: Actor | None, now: datetime) -> Methodology:
    """Let another formula hold from a day on, as the next version. Old scores keep theirs.

    Raises UnfitFormula, NoSuchMethodology, or TooEarly: scores of days that are over are not rewritten.
    """
    read_formula(raw)
    last = Methodology.objects.select_for_update().filter(code=code).order_by("-version").first()
    if last is None:
        raise NoSuchMethodology(code)
    if since_on <= max(now.date(), last.since_on or date.min):
        raise TooEarly
    last.until_on = since_on - timedelta(days=1)
    last.save(update_fields=["until_on"])
    adopted = Methodology.objects.create(
        code=code, name=last.name, version=last.version + 1, since_on=since_on, formula=raw
    )
    record("adopt_formula", subject=f"methodology:{code}", by=by, now=now, details={"version": adopted.version})
    return adopted

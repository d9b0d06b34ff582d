"""The rules of a page: the version in force, the clause for each ground, a new version from a day on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Final

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from otklik.audit.services import Actor, record
from otklik.moderation.errors import UnfitRules
from otklik.moderation.models import PageRules
from otklik.organizations.keyset import Mark, take_page
from otklik.organizations.reach import demand_rules_of_all
from otklik.organizations.rights import Right
from otklik.organizations.selectors import Viewer
from otklik.pages.models import Page
from otklik.pages.selectors import access_page
from otklik.shared.lengths import SHORTEN, TOO_LONG, counted
from otklik.shared.text import is_blank
from otklik.shared.words import marked as _
from otklik.triage import findings

SHIPPED: Final = "shipped-2026-11"
"""The version that holds where nobody has entered any; a new text of ours gets a new name."""

_SHIPPED_CLAUSES: Final[Mapping[str, str]] = {
    findings.PROFANITY: "2.1",
    findings.INSULT: "2.2",
    findings.THREAT: "2.3",
    findings.HATE: "2.4",
    findings.DANGER: "2.5",
    findings.PERSONAL_DATA: "2.6",
    findings.ADVERTISING: "2.7",
    findings.LINKS: "2.8",
    findings.FLOOD: "2.9",
}

MOST_CHARACTERS: Final = 20_000


@dataclass(frozen=True, slots=True)
class RulesInForce:
    """What a page forbids its readers, as of a day."""

    version: str
    text: str
    clauses: Mapping[str, str]
    """Ground → number of the clause; what is missing is allowed here."""
    since_on: date | None = None
    by: str = ""
    is_own: bool = False
    """The page has rules of its own; else those of all pages hold."""

    def words_of(self, ground: str) -> str:
        """The clause for a ground, as it stands in the rules; empty where the text has no such line."""
        return find_clause(self.text, self.clauses.get(ground, ""))


def find_clause(text: str, number: str) -> str:
    """The clause of this number as it stands in a text of rules; empty where the text has no such line."""
    lines = (line.strip() for line in text.splitlines())
    return next((line for line in lines if number and line.startswith((f"{number} ", f"{number}. "))), "")


@dataclass(frozen=True, slots=True)
class NewRules:
    """A version to be entered; without a page for all that have none of their own."""

    page_id: int | None
    since_on: date
    text: str
    clauses: Mapping[str, str] = field(default_factory=dict)


def rules_on(page_id: int | None, on: date) -> RulesInForce:
    """The rules of a page on a day: its own, else those of all pages, else those that we ship."""
    return rules_of_pages([page_id], on)[page_id]


def rules_of_pages(page_ids: list[int | None], on: date) -> dict[int | None, RulesInForce]:
    """The same for many pages, by one query."""
    asked = Q(page_id__in=[one for one in page_ids if one is not None]) | Q(page=None)
    newest: dict[int | None, PageRules] = {}
    for row in (
        PageRules.objects.filter(asked, since_on__lte=on).select_related("entered_by").order_by("since_on", "id")
    ):
        newest[row.page_id] = row
    return {page_id: _in_force(newest.get(page_id) or newest.get(None)) for page_id in page_ids}


def find_version(version: str) -> RulesInForce | None:
    """A version by its name, as decisions keep it; None where it is not known (any more)."""
    if version == SHIPPED:
        return _shipped()
    number = version.removeprefix("rules-")
    row = PageRules.objects.select_related("entered_by").filter(id=int(number)).first() if number.isdecimal() else None
    return _in_force(row) if row else None


def list_versions(page_id: int | None) -> list[RulesInForce]:
    """All versions of a page, or of all pages, the latest first."""
    return [_in_force(row) for row in _versions(page_id).order_by("-since_on", "-id")]


def list_versions_by_page(page_id: int | None, *, after: Mark | None = None) -> tuple[list[RulesInForce], Mark | None]:
    """The same, a page at a time: after what it goes on is a day and an id."""
    rows, following = take_page(_versions(page_id), ("-since_on", "-id"), after=after)
    return [_in_force(row) for row in rows], following


def _versions(page_id: int | None) -> QuerySet[PageRules]:
    asked = Q(page=None) if page_id is None else Q(page_id=page_id)
    return PageRules.objects.filter(asked).select_related("entered_by")


def enter_rules(new: NewRules, *, by: Actor, now: datetime) -> None:
    """Enter a version; of two of one day the later entered holds. Raises UnfitRules."""
    _check(new, today=timezone.localdate(now))
    values = {"text": new.text.strip(), "clauses": dict(new.clauses), "entered_by_id": by.staff_id, "entered_at": now}
    with transaction.atomic():
        # always a row of its own: decisions name the version that they were made by, and it never changes
        PageRules.objects.create(page_id=new.page_id, since_on=new.since_on, **values)
        subject = f"page:{new.page_id}" if new.page_id else "pages"
        record("enter_page_rules", subject=subject, by=by, now=now, details={"since_on": str(new.since_on)})


def _check(new: NewRules, *, today: date) -> None:
    if new.since_on < today:
        raise UnfitRules(_("Rules cannot be changed for days that are over."), field="since_on")
    if is_blank(new.text):
        raise UnfitRules(_("The text is empty."), field="text", mend=_("Write the rules."))
    if len(new.text) > MOST_CHARACTERS:
        raise UnfitRules(TOO_LONG, field="text", mend=SHORTEN, values=counted(len(new.text), most=MOST_CHARACTERS))
    for ground, number in new.clauses.items():
        if ground not in findings.GROUNDS:
            raise UnfitRules(_("This is no ground of the list."), field=f"clause_{ground}")
        if not RulesInForce("", new.text, {ground: number}).words_of(ground):
            raise UnfitRules(
                _("The rules have no clause %(number)s."),
                field=f"clause_{ground}",
                mend=_("Begin a line of the text with this number, or correct it."),
                values={"number": number},
            )


def _in_force(row: PageRules | None) -> RulesInForce:
    if row is None:
        return _shipped()
    return RulesInForce(
        version=f"rules-{row.id}",
        text=row.text,
        clauses=row.clauses,
        since_on=row.since_on,
        by=row.entered_by.name if row.entered_by else "",
        is_own=row.page_id is not None,
    )


@cache
def _shipped() -> RulesInForce:
    text = (Path(__file__).parent / "shipped_rules.md").read_text(encoding="utf-8")
    return RulesInForce(version=SHIPPED, text=text, clauses=_SHIPPED_CLAUSES)


def access_ruled(viewer: Viewer, page_id: int | None, *, to_enter: bool = False) -> Page | None:
    """The page whose rules this person keeps; None: what holds for all pages without rules of their own.

    Who keeps the rules of some page may read those of all; to enter them takes the whole region.
    Raises NotSeen, HoldsForAll.
    """
    if page_id is not None:
        return access_page(viewer, page_id, right=Right.EDIT_RULES)
    if to_enter:
        demand_rules_of_all(viewer)
    return None

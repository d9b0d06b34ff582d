"""By which ways in the answered cases of a body become public: said by people, in dated versions, down the tree."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from otklik.audit.services import record
from otklik.intake.acts import OWN_PAGE
from otklik.organizations.errors import NotSeen
from otklik.organizations.keyset import Mark, take_page
from otklik.organizations.models import Body, BodyAncestry
from otklik.organizations.rights import Right
from otklik.organizations.selectors import Viewer, bodies_within
from otklik.publication.decisions.errors import UnfitRule
from otklik.publication.models import PublicationRule
from otklik.shared.words import marked as _

COLUMN_OF: Final = {"comment": "comments", "wall_post": "wall_posts", "private": "private", OWN_PAGE: "own_pages"}
"""Channel of a case → what a rule says of it. By no other way in anything becomes public."""
WITH_CONSENT: Final = ("private", OWN_PAGE)
"""Not said where everybody reads it: only with the author's consent, whatever a rule says."""


@dataclass(frozen=True, slots=True)
class Ways:
    """Which ways in become public."""

    comments: bool = True
    wall_posts: bool = True
    private: bool = True
    """Where the author agreed."""
    own_pages: bool = True
    """Where the author agreed."""
    official_names: bool = True
    """Whoever answers for the body may be named in its answers."""

    def allow(self, channel: str) -> bool:
        """Whether a case that came so may be published."""
        column = COLUMN_OF.get(channel)
        return column is not None and bool(getattr(self, column))


@dataclass(frozen=True, slots=True)
class RuleRow:
    """What holds for a body on a day. `said_by`: the body that said it, itself or above; empty: nobody did."""

    body_id: int
    name: str
    ways: Ways
    said_by: str
    since_on: date | None
    is_own: bool


def ways_of(body_id: int, on: date) -> Ways:
    """What holds for a body on a day: its own rule, or the nearest above it; else the usual."""
    rows = _rules_above([body_id], on=on)
    return _ways(rows[body_id][0]) if body_id in rows else Ways()


def list_rules(viewer: Viewer, *, on: date) -> list[RuleRow]:
    """The bodies whose rules a person keeps, by name, with what holds for each."""
    return _rows(list(_bodies_of(viewer).order_by("short_name", "id")), on=on)


def list_rules_by_page(
    viewer: Viewer, *, on: date, after: Mark | None = None
) -> tuple[list[RuleRow], Mark | None]:  # fmt: skip
    """The same, a page at a time: after what it goes on is the short name of a body and its id."""
    bodies, following = take_page(_bodies_of(viewer), ("short_name", "id"), after=after)
    return _rows(bodies, on=on), following


def _bodies_of(viewer: Viewer) -> QuerySet[Body]:
    return Body.objects.filter(bodies_within(viewer.scope(Right.EDIT_RULES)), is_active=True)


def _rows(bodies: Sequence[Body], *, on: date) -> list[RuleRow]:
    said = _rules_above([body.id for body in bodies], on=on)
    return [_row(body, *said.get(body.id, (None, ""))) for body in bodies]


def enter_ways(body_id: int, ways: Ways, *, since_on: date, by: Viewer, now: datetime) -> None:
    """Say what becomes public of what is answered from a day on. Raises NotSeen, UnfitRule."""
    if not _bodies_of(by).filter(id=body_id).exists():
        raise NotSeen(_("There is no such body."))
    if since_on < timezone.localdate(now):
        raise UnfitRule(_("Rules cannot be changed for days that are over."), field="since_on")
    told = {name: "yes" if value else "no" for name, value in asdict(ways).items()}
    with transaction.atomic():
        entered = {"entered_by_id": by.staff_id, "entered_at": now}
        PublicationRule.objects.create(body_id=body_id, since_on=since_on, **asdict(ways), **entered)
        record(
            "publication_rule", subject=f"body:{body_id}", by=by, now=now, details=told | {"since_on": str(since_on)}
        )


def _rules_above(body_ids: list[int], *, on: date) -> dict[int, tuple[PublicationRule, str]]:
    """For each body the rule that holds and the name of who said it; two queries, however many bodies."""
    above = list(
        BodyAncestry.objects.filter(descendant_id__in=body_ids)
        .order_by("descendant_id", "depth")
        .values_list("descendant_id", "ancestor_id")
    )
    newest: dict[int, PublicationRule] = {}
    ancestors = {ancestor for _body, ancestor in above}
    rules = PublicationRule.objects.filter(body_id__in=ancestors, since_on__lte=on).select_related("body")
    for rule in rules.order_by("since_on", "id"):
        newest[rule.body_id] = rule
    found: dict[int, tuple[PublicationRule, str]] = {}
    for body_id, ancestor in above:  # the nearest first
        if body_id not in found and ancestor in newest:
            found[body_id] = (newest[ancestor], newest[ancestor].body.short_name)
    return found


def _row(body: Body, rule: PublicationRule | None, said_by: str) -> RuleRow:
    return RuleRow(
        body_id=body.id,
        name=body.short_name,
        ways=_ways(rule) if rule else Ways(),
        said_by=said_by,
        since_on=rule.since_on if rule else None,
        is_own=rule is not None and rule.body_id == body.id,
    )


def _ways(rule: PublicationRule) -> Ways:
    return Ways(rule.comments, rule.wall_posts, rule.private, rule.own_pages, rule.official_names)

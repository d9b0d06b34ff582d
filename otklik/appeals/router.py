"""The data of routing, loaded for one batch: rules that may match, their bodies, and the tree above these."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType
from typing import Self

from django.db.models import Q
from django.utils import timezone

from otklik.appeals.crew import Crew, load_crew
from otklik.appeals.models import Route
from otklik.appeals.policies import Policy
from otklik.appeals.policy_book import load_own_policies
from otklik.appeals.route_rules import RuleBook, read_rules
from otklik.appeals.routing import RouteRule
from otklik.appeals.territories import RouteTerritory
from otklik.organizations.models import Body, BodyAncestry
from otklik.organizations.receivers import coordinating_bodies
from otklik.topics.selectors import ids_by_code

ROWS = (
    Route.objects.select_related("page", "topic", "territory", "body", "executor", "policy")
    .defer("territory__shape")
    .order_by("priority", "id")
)
"""Rows of the table with what they name; borders are read once for each territory."""
_FOR_RULES = ROWS.only(
    *(field.name for field in Route._meta.concrete_fields),
    "page__name", "topic__name", "territory__name", "body__is_active", "executor__is_active", "policy__ended_at",
)  # fmt: skip
"""The same with no more than rules are made of: they are read for every batch."""


@dataclass(frozen=True, slots=True)
class Router:
    """Routes and bodies of a batch."""

    book: RuleBook
    bodies: dict[int, Body]
    """The owners of the pages and the bodies that routes lead to."""
    under: dict[int, frozenset[int]]
    """To whom an owner may pass cases on."""
    topic_ids: dict[str, int]
    """The topics of the batch by their codes."""
    crew: Crew = field(default_factory=Crew)
    """Of the bodies where a rule finds the person, too."""
    policies: tuple[Policy, ...] = ()
    """How long whom is given to answer, where people set it."""
    coordinating: Mapping[str, int] = field(default_factory=dict)
    """By thread of a report, the body that sorts it where no rule passes it on: the coordinator's of its town."""

    @classmethod
    def load(
        cls,
        *,
        owners: Collection[int],
        pages: Collection[int],
        topic_codes: Collection[str],
        now: datetime,
        towns: Mapping[str, int] = MappingProxyType({}),
    ) -> Self:
        """Read what can matter for messages to these pages of these bodies about these topics.

        `towns`: by thread, that whose coordinator sorts what no rule passes on.
        """
        topic_ids = ids_by_code(topic_codes)
        rows = _FOR_RULES.filter(Q(page=None) | Q(page__in=pages), Q(topic=None) | Q(topic__in=topic_ids.values()))
        today = timezone.localdate(now)
        sorting = coordinating_bodies(set(towns.values()), on=today) if towns else {}
        coordinating = {thread: sorting[town].id for thread, town in towns.items() if town in sorting}
        everyone = {*owners, *coordinating.values()}
        router = cls.of(read_rules(list(rows), on=today), owners=everyone, topic_ids=topic_ids, now=now)
        return replace(router, coordinating=coordinating)

    @classmethod
    def of(cls, book: RuleBook, *, owners: Collection[int], topic_ids: dict[str, int], now: datetime) -> Self:
        """These rules for messages to pages of these bodies."""
        led_to = {rule.body_id for rule in book.rules}
        sharing = {rule.body_id for rule in book.rules if rule.wish.executor_id or rule.wish.way}
        return cls(
            book=book,
            bodies={body.id: body for body in Body.objects.filter(id__in={*owners, *led_to}, is_active=True)},
            under=bodies_under(owners, led_to),
            topic_ids=topic_ids,
            crew=load_crew(sharing, on=timezone.localdate(now)),
            policies=load_own_policies(),
        )

    @property
    def rules(self) -> tuple[RouteRule, ...]:
        """The rules in no order: which is asked sooner depends on the case."""
        return self.book.rules

    def rules_within(self, town: int | None) -> list[RouteRule]:
        """Those that lead to no other town; all where it is not known which one is meant."""
        elsewhere = {id_ for id_, body in self.bodies.items() if town and body.municipality_id not in (None, town)}
        return [rule for rule in self.rules if rule.body_id not in elsewhere]

    @property
    def territories(self) -> tuple[RouteTerritory, ...]:
        """Those that some rule names."""
        return self.book.territories

    @property
    def reads_words(self) -> bool:
        """Whether some rule looks at the words of the text."""
        return any(rule.words for rule in self.rules)


def bodies_under(owners: Collection[int], led_to: Collection[int]) -> dict[int, frozenset[int]]:
    """The bodies below each owner and in its sphere: children always, deeper ones only where a route leads there."""
    under: dict[int, set[int]] = defaultdict(set)
    below = BodyAncestry.objects.filter(Q(depth=1) | Q(descendant__in=led_to), ancestor__in=owners, depth__gt=0)
    for above, descendant in below.values_list("ancestor_id", "descendant_id"):
        under[above].add(descendant)
    for founder, body in Body.objects.filter(founder__in=owners).values_list("founder_id", "id"):
        under[founder].add(body)
    return {owner: frozenset(ids) for owner, ids in under.items()}

"""What routing knows, loaded for one batch: routes that could fit, bodies they lead to, what stands above whom."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Self

import shapely
from django.db.models import Q

from otklik.appeals.models import Route
from otklik.appeals.policies import Policy
from otklik.appeals.policy_book import load_own_policies
from otklik.appeals.routing import RouteRule
from otklik.appeals.territories import RouteTerritory
from otklik.organizations.models import Body, BodyAncestry, Territory
from otklik.topics.selectors import ids_by_code


@dataclass(frozen=True, slots=True)
class Router:
    """Routes and bodies of a batch."""

    rules: tuple[RouteRule, ...]
    bodies: dict[int, Body]
    """The owners of the pages and the bodies that routes lead to."""
    under: dict[int, frozenset[int]]
    """To whom an owner may pass cases on."""
    territories: tuple[RouteTerritory, ...]
    """Those that some route names."""
    topic_ids: dict[str, int]
    """The topics of the batch by their codes."""
    policies: tuple[Policy, ...]
    """How long whom is given to answer, where people set it."""

    @classmethod
    def load(cls, *, owners: Collection[int], pages: Collection[int], topic_codes: Collection[str]) -> Self:
        """Read what can matter for messages to these pages of these bodies about these topics."""
        topic_ids = ids_by_code(topic_codes)
        routes = Route.objects.filter(
            Q(page=None) | Q(page__in=pages), Q(topic=None) | Q(topic__in=topic_ids.values()), body__is_active=True
        )
        rules = tuple(
            RouteRule(
                body_id=route.body_id,
                page_id=route.page_id,
                topic_id=route.topic_id,
                territory_id=route.territory_id,
                priority=route.priority,
            )
            for route in routes
        )
        led_to = {rule.body_id for rule in rules}
        return cls(
            rules=rules,
            bodies={body.id: body for body in Body.objects.filter(id__in={*owners, *led_to}, is_active=True)},
            under=_under(owners, led_to),
            territories=_territories({rule.territory_id for rule in rules if rule.territory_id}),
            topic_ids=topic_ids,
            policies=load_own_policies(),
        )


def _under(owners: Collection[int], led_to: Collection[int]) -> dict[int, frozenset[int]]:
    """The bodies below each owner and in its sphere: children always, deeper ones only where a route leads there."""
    under: dict[int, set[int]] = defaultdict(set)
    below = BodyAncestry.objects.filter(Q(depth=1) | Q(descendant__in=led_to), ancestor__in=owners, depth__gt=0)
    for above, descendant in below.values_list("ancestor_id", "descendant_id"):
        under[above].add(descendant)
    for founder, body in Body.objects.filter(founder__in=owners).values_list("founder_id", "id"):
        under[founder].add(body)
    return {owner: frozenset(ids) for owner, ids in under.items()}


def _territories(territory_ids: set[int]) -> tuple[RouteTerritory, ...]:
    """With their shapes, and with what they lie in: a street in a settlement in a municipality in a region."""
    if not territory_ids:
        return ()
    named = Territory.objects.filter(id__in=territory_ids).select_related("parent__parent__parent")
    return tuple(
        RouteTerritory(
            id=one.id,
            level=one.level,
            name=one.name,
            above=tuple(_above(one)),
            shape=shapely.from_wkb(bytes(one.shape)) if one.shape else None,
        )
        for one in named.order_by("id")
    )


def _above(territory: Territory) -> Iterator[int]:
    parent = territory.parent
    while parent is not None:
        yield parent.id
        parent = parent.parent

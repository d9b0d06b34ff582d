"""What routing knows, loaded for one batch: routes that could fit, bodies they lead to, what stands above whom."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Self

from django.db.models import Q

from otklik.appeals.models import Route
from otklik.appeals.routing import RouteRule
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
    places: dict[str, tuple[int, ...]]
    """Street or settlement by its name in small letters → its id and what stands above it."""
    topic_ids: dict[str, int]
    """The topics of the batch by their codes."""

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
            places=_places({rule.territory_id for rule in rules if rule.territory_id}),
            topic_ids=topic_ids,
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


def _places(territory_ids: set[int]) -> dict[str, tuple[int, ...]]:
    """Only territories that some route names have to be recognised."""
    return {
        territory.name.casefold(): (territory.id, *([territory.parent_id] if territory.parent_id else []))
        for territory in Territory.objects.filter(id__in=territory_ids)
    }

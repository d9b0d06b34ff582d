"""Giving a new case to the body that can answer it, by the table of routes; without a topic a person sorts."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Self

from otklik.appeals.models import Appeal, Route
from otklik.appeals.moves import Move
from otklik.appeals.routing import RouteQuestion, RouteReason, RouteRule, propose_route
from otklik.appeals.states import Act, Party
from otklik.appeals.workflow import Reason
from otklik.organizations.models import Body, BodyAncestry, Territory
from otklik.topics.selectors import list_topics
from otklik.triage.models import Verdict

KINDS_WITHOUT_SORTING = frozenset({"thanks", "opinion", "off_topic"})
"""They stay with whoever was written to, whatever they are about."""


@dataclass(frozen=True, slots=True)
class Router:
    """What routing knows, loaded once for a batch."""

    rules: tuple[RouteRule, ...]
    bodies: dict[int, Body]
    under: dict[int, frozenset[int]]
    places: dict[str, tuple[int, ...]]
    """Street or settlement by its name in small letters → its id and what stands above it."""
    topic_ids: dict[str, int]
    """Topics by their codes."""

    @classmethod
    def load(cls) -> Self:
        """Read routes, bodies and the tree."""
        bodies = {body.id: body for body in Body.objects.filter(is_active=True)}
        under: dict[int, set[int]] = defaultdict(set)
        for above, below in BodyAncestry.objects.filter(depth__gt=0).values_list("ancestor_id", "descendant_id"):
            under[above].add(below)
        for body in bodies.values():
            if body.founder_id:
                under[body.founder_id].add(body.id)
        rules = tuple(
            RouteRule(
                body_id=route.body_id,
                page_id=route.page_id,
                topic_id=route.topic_id,
                territory_id=route.territory_id,
                priority=route.priority,
            )
            for route in Route.objects.filter(body__is_active=True)
        )
        named = {rule.territory_id for rule in rules if rule.territory_id}
        topic_ids = {topic.code: topic.id for topic in list_topics()}
        return cls(rules, bodies, {key: frozenset(ids) for key, ids in under.items()}, _places(named), topic_ids)


def _places(territory_ids: set[int]) -> dict[str, tuple[int, ...]]:
    """Only territories that some route names have to be recognised."""
    return {
        territory.name.casefold(): (territory.id, *([territory.parent_id] if territory.parent_id else []))
        for territory in Territory.objects.filter(id__in=territory_ids)
    }


def placing_move(appeal: Appeal, verdict: Verdict | None, *, router: Router) -> Move | None:
    """The move that passes a new case on by rule; None where a person has to sort it.

    That is so where the topic is unclear and the owner of the page could pass it on to several bodies.
    """
    question = _question(appeal, verdict, router)
    proposal = propose_route(question, router.rules)
    appeal.decided_by = appeal.decided_by | {"route": proposal.because.value, "route_certainty": proposal.certainty}
    if _needs_sorting(appeal, question, proposal.because):
        return None
    body = router.bodies.get(proposal.body_id, appeal.body)
    return Move(Act.ASSIGN, Party.SYSTEM, Reason(text=proposal.because.value), body=body)


def _question(appeal: Appeal, verdict: Verdict | None, router: Router) -> RouteQuestion:
    address = appeal.address.casefold()
    return RouteQuestion(
        owner_id=appeal.body_id,
        body_ids_under_owner=router.under.get(appeal.body_id, frozenset()),
        page_id=appeal.page_id,
        topic_ids=[appeal.topic_id] if appeal.topic_id else [],
        topic_certainty=verdict.group_certainty if verdict else 0.0,
        territory_ids=[id_ for name, ids in router.places.items() if name in address for id_ in ids],
        address_certainty=verdict.address_certainty if verdict else 0.0,
    )


def _needs_sorting(appeal: Appeal, question: RouteQuestion, because: RouteReason) -> bool:
    """The owner could pass it on to several bodies, nothing says to whom, and it asks for work."""
    return (
        because is RouteReason.PAGE_OWNER
        and not question.topic_ids
        and bool(question.body_ids_under_owner)
        and appeal.kind not in KINDS_WITHOUT_SORTING
    )

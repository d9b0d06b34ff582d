"""The table of routes as its page shows it: in the order in which rules are asked, each with what is wrong with it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, Q, QuerySet, Window
from django.db.models.fields.json import KT
from django.db.models.functions import RowNumber

from otklik.appeals.models import Appeal, Route, RouteTrouble
from otklik.appeals.route_faults import Fault, FaultKind, Reach, find_faults
from otklik.appeals.route_rules import has_hours, ids_upwards, read_rules, say_conditions
from otklik.appeals.route_troubles import TroubleKind
from otklik.appeals.router import ROWS
from otklik.appeals.routing import Broken, RouteReason, RouteRule
from otklik.appeals.states import State
from otklik.gazetteer.names import key_of
from otklik.organizations.errors import NotSeen
from otklik.organizations.models import Body, BodyAncestry, Territory
from otklik.organizations.rights import Right
from otklik.organizations.selectors import Viewer, bodies_within, within
from otklik.pages.models import Page
from otklik.shared.words import marked as _
from otklik.topics.models import Topic

_CLOSEST_FIRST = ("street", "settlement", "municipality", "region", "")
MOST_NUMBERS = 5
_MOST_CHOICES = 300


@dataclass(frozen=True, slots=True)
class TableRow:
    """One rule with what is wrong with it."""

    id: int
    place: int
    priority: int
    conditions: tuple[tuple[str, str], ...]
    body: str
    executor: str
    way: str
    most_open: int | None
    policy: str
    """The terms that it names; empty: the policies decide."""
    broken: Broken | None
    faults: tuple[tuple[FaultKind, int | None], ...]
    """What, and the place of the other rule."""


@dataclass(frozen=True, slots=True)
class TroubleRow:
    """An alarm of routing."""

    id: int
    kind: TroubleKind
    route_id: int | None
    case_number: int | None
    since_at: datetime
    last_at: datetime
    count: int
    waiting: tuple[int, ...]
    """Numbers of cases that wait for a person because of it."""


def routes_in_order(viewer: Viewer, *, lock: bool = False) -> list[Route]:
    """The rows that this person keeps, as they are asked one after the other."""
    rows = ROWS.select_for_update(of=("self",)) if lock else ROWS
    seen = rows.filter(body__in=Body.objects.filter(bodies_within(viewer.scope(Right.EDIT_ROUTES))).values("id"))
    routes = list(seen.order_by("priority", "id"))
    paths = _topic_paths({one.topic_id for one in routes if one.topic_id})
    return sorted(routes, key=lambda route: _order(route, paths))


def _order(route: Route, paths: dict[int, tuple[int, ...]]) -> tuple[int, bool, int, int, int, int, int]:
    """As `routing` ranks rules that fit one case."""
    depth = len(paths.get(route.topic_id or 0, ()))
    level = route.territory.level if route.territory else ""
    place = -1 if route.street else _CLOSEST_FIRST.index(level)
    further = sum(1 for one in (route.kind, route.importance, route.street, route.words, has_hours(route)) if one)
    return (route.priority, route.page_id is None, -depth, place, -further, route.body_id, route.id)


def list_table(viewer: Viewer, *, on: date) -> tuple[TableRow, ...]:
    """The rules that this person keeps, in their order, with everything that is wrong."""
    routes = routes_in_order(viewer)
    book = read_rules(routes, on=on)
    rules = {rule.id: rule for rule in book.rules}
    places = {route.id: at for at, route in enumerate(routes, start=1)}
    faults: dict[int, list[Fault]] = defaultdict(list)
    for fault in find_faults(_reaches(routes, book.rules, {one.id: one.above for one in book.territories})):
        faults[fault.rule_id].append(fault)
    return tuple(_table_row(route, rules[route.id], places, faults[route.id]) for route in routes)


def _table_row(route: Route, rule: RouteRule, places: dict[int, int], faults: Iterable[Fault]) -> TableRow:
    return TableRow(
        id=route.id,
        place=places[route.id],
        priority=route.priority,
        conditions=say_conditions(route),
        body=route.body.short_name,
        executor=route.executor.name if route.executor else "",
        way=route.way,
        most_open=route.most_open,
        policy=route.policy.name if route.policy else "",
        broken=rule.broken,
        faults=tuple((one.kind, places.get(one.other_id or 0)) for one in faults),
    )


def _reaches(routes: Sequence[Route], rules: Sequence[RouteRule], above: dict[int, tuple[int, ...]]) -> list[Reach]:
    owners = _owners_of(routes)
    topics = _topic_paths({one.topic_id for one in routes if one.topic_id})
    return [
        Reach(
            rule=rule,
            owner_ids=owners[route.id],
            topic_path=topics.get(route.topic_id or 0, ()),
            territory_path=(route.territory_id, *above.get(route.territory_id, ())) if route.territory_id else (),
            street=key_of(route.street),
        )
        for route, rule in zip(routes, rules, strict=True)
    ]


def _owners_of(routes: Sequence[Route]) -> dict[int, frozenset[int]]:
    """Whose cases each row can get: the owner of the page it names, else all with a page who may pass to its body."""
    bodies = {one.body_id for one in routes}
    over: dict[int, set[int]] = defaultdict(set)
    for body_id, above_id in BodyAncestry.objects.filter(descendant__in=bodies).values_list(
        "descendant_id", "ancestor_id"
    ):
        over[body_id].add(above_id)
    for body_id, founder_id in Body.objects.filter(id__in=bodies).values_list("id", "founder_id"):
        over[body_id] |= {body_id, founder_id} if founder_id else {body_id}
    with_page = set(
        Page.objects.filter(owner__in=set[int]().union(*over.values())).values_list("owner_id", flat=True).distinct()
    )
    return {one.id: frozenset({one.page.owner_id} if one.page else over[one.body_id] & with_page) for one in routes}


def _topic_paths(ids: Collection[int]) -> dict[int, tuple[int, ...]]:
    """Each topic, then what stands above it, up to the group."""
    topics = Topic.objects.filter(id__in=ids).select_related("parent__parent")
    return {one.id: ids_upwards(one) for one in topics}


def list_troubles(viewer: Viewer) -> tuple[TroubleRow, ...]:
    """The alarms of routing that stand where this person keeps the routes, the latest first."""
    rows = list(troubles_of(viewer).order_by("-last_at", "-id")[:50])
    waiting = _waiting(viewer, rows)
    return tuple(
        TroubleRow(
            id=one.id,
            kind=TroubleKind(one.kind),
            route_id=one.route_id,
            case_number=one.case_number,
            since_at=one.since_at,
            last_at=one.last_at,
            count=one.count,
            waiting=waiting.get((one.route_id, one.body_id), ()),
        )
        for one in rows
    )


def troubles_of(viewer: Viewer) -> QuerySet[RouteTrouble]:
    """The query behind the alarms."""
    seen = within(viewer.scope(Right.EDIT_ROUTES), municipality="body__municipality", founder="body__founder")
    return RouteTrouble.objects.filter(seen, ended_at=None)


def end_trouble(viewer: Viewer, trouble_id: int, *, now: datetime) -> None:
    """A person has seen to it. Raises NotSeen."""
    if not troubles_of(viewer).filter(id=trouble_id).update(ended_at=now):
        raise NotSeen(_("There is no such alarm."))


@dataclass(frozen=True, slots=True)
class RouteChoices:
    """What a rule can name, besides bodies and topics."""

    pages: tuple[tuple[int, str], ...]
    places: tuple[tuple[int, str], ...]


def list_route_choices(viewer: Viewer) -> RouteChoices:
    """Pages and places where this person keeps the routes; of very many the first by name."""
    scope = viewer.scope(Right.EDIT_ROUTES)
    pages = Page.objects.filter(within(scope, body="owner"), is_active=True).order_by("name", "id")
    towns = sorted(scope.municipality_ids)
    near = Q(id__in=towns) | Q(parent__in=towns) | Q(parent__parent__in=towns)
    places = Territory.objects.filter(Q() if scope.everything else near).order_by("name", "id")
    named = pages.values_list("id", "name", "network")[:_MOST_CHOICES]
    return RouteChoices(
        pages=tuple((number, f"{name} · {network}") for number, name, network in named),
        places=tuple(places.values_list("id", "name")[:_MOST_CHOICES]),
    )


def _waiting(viewer: Viewer, troubles: Sequence[RouteTrouble]) -> dict[tuple[int | None, int], tuple[int, ...]]:
    """By rule and body the first cases that wait because of it, as far as this person sees cases; one query."""
    rule = KT("decided_by__route_rule")
    cases = Appeal.objects.filter(
        within(viewer.scope(Right.SEE_CASES)),
        state=State.NEW,
        body__in={one.body_id for one in troubles},
        decided_by__route=RouteReason.BROKEN_RULE.value,
        decided_by__route_rule__in=sorted({one.route_id for one in troubles if one.route_id}),
    )
    first = cases.annotate(at=Window(RowNumber(), partition_by=[rule, F("body")], order_by="id"))
    found: dict[tuple[int | None, int], tuple[int, ...]] = defaultdict(tuple)
    rows = first.filter(at__lte=MOST_NUMBERS).order_by("id").values_list(rule, "body_id", "number")
    for rule_id, body_id, number in rows if troubles else ():
        found[int(rule_id), body_id] += (number,)
    return found

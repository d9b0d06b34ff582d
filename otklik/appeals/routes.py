"""The table of routes: entering, changing, ordering and deleting its rows; `routing.py` decides by it."""

from dataclasses import dataclass, fields
from datetime import datetime, time

from django.db import transaction
from django.utils import timezone

from otklik.appeals.errors import UnfitValue
from otklik.appeals.models import DeadlinePolicy, Route
from otklik.appeals.policy_book import may_be_named
from otklik.appeals.profiles import Importance
from otklik.appeals.route_rules import say_conditions
from otklik.appeals.route_table import routes_in_order
from otklik.appeals.route_troubles import end_troubles
from otklik.appeals.router import ROWS
from otklik.appeals.sharing import Way
from otklik.audit.services import record
from otklik.organizations.errors import ChangedMeanwhile, NotSeen
from otklik.organizations.models import Body, Territory
from otklik.organizations.rights import Place, Right
from otklik.organizations.selectors import Viewer, bodies_within, list_executors
from otklik.pages.models import Page
from otklik.shared.lemmas import lemmas
from otklik.shared.lengths import SHORTEN, TOO_LONG, counted
from otklik.shared.versions import version_of
from otklik.shared.words import marked as _
from otklik.topics.models import Topic
from otklik.topics.selectors import label_of
from otklik.triage.kinds import KINDS

_STEP = 10
USUAL_PRIORITY = 100
LAST_PRIORITY = 9999
_WRONG_ORDER = _("The order is a number from 0 to 9999.")
_NO_RULE = _("There is no such rule.")


@dataclass(frozen=True, slots=True)
class RouteRow:
    """One route in words."""

    topic: str
    territory: str
    page: str
    body: str
    priority: int
    further: tuple[tuple[str, str], ...] = ()
    """What else it asks for: (condition, value)."""


@dataclass(frozen=True, slots=True)
class RouteEntry:
    """A row as a person fills it in; None and empty mean any."""

    body_id: int | None
    page_id: int | None = None
    topic_id: int | None = None
    territory_id: int | None = None
    kind: str = ""
    importance: str = ""
    street: str = ""
    words: str = ""
    days: str = ""
    time_from: time | None = None
    time_to: time | None = None
    executor_id: int | None = None
    way: str = ""
    most_open: int | None = None
    priority: int = USUAL_PRIORITY
    policy_id: int | None = None


def enter_route(
    topic: Topic | None,
    body: Body,
    *,
    now: datetime,
    territory: Territory | None = None,
    priority: int = USUAL_PRIORITY,
) -> RouteRow:
    """Say who answers what is written of a topic, a territory, or both; the new answer replaces the old one.

    The person and the terms of the old answer go with it: the new one names none. Raises UnfitValue.
    """
    _demand(0 <= priority <= LAST_PRIORITY, _WRONG_ORDER, "priority")
    asked = dict.fromkeys(("kind", "importance", "street", "words", "days"), "")
    with transaction.atomic():
        rows = Route.objects.select_for_update(of=("self",)).select_related("topic", "territory").order_by("id")
        same = rows.filter(topic=topic, territory=territory, priority=priority, page=None, time_from=None, **asked)
        route = same.first() or Route(topic=topic, territory=territory, priority=priority)
        route.body, route.executor, route.way, route.most_open, route.policy = body, None, "", None, None
        route.save()
        end_troubles(route_id=route.id, now=now)
    return _row(route)


def list_routes() -> list[RouteRow]:
    """All routes in the order in which they are asked."""
    routes = Route.objects.select_related("topic", "territory", "page", "body")
    return [_row(route) for route in routes.order_by("priority", "id")]


def access_route(viewer: Viewer, route_id: int, *, lock: bool = False) -> Route:
    """A row that this person keeps; held until the end of the transaction with `lock`. Raises NotSeen."""
    rows = ROWS.select_for_update(of=("self",)) if lock else ROWS
    route = rows.filter(id=route_id).first()
    if route is None or not viewer.may_at(_place(route.body), Right.EDIT_ROUTES):
        raise NotSeen(_NO_RULE)
    return route


def access_entry(viewer: Viewer, route_id: int) -> tuple[RouteEntry, str]:
    """What a row says, to be changed, and how its topic stands in a list. Raises NotSeen."""
    route = access_route(viewer, route_id)
    return _entry_of(route), label_of(route.topic) if route.topic else ""


def _entry_of(route: Route) -> RouteEntry:
    return RouteEntry(**{one.name: getattr(route, one.name) for one in fields(RouteEntry)})


def save_route(entry: RouteEntry, *, route_id: int | None, by: Viewer, now: datetime, seen: str = "") -> int:
    """Enter a row, or change one; returns its id. `seen`: the version that was read; empty: whatever it is.

    Raises NotSeen, UnfitValue or ChangedMeanwhile.
    """
    with transaction.atomic():
        if seen and route_id is not None and version_of(_entry_of(access_route(by, route_id, lock=True))) != seen:
            raise ChangedMeanwhile
        route = drawn_route(entry, route_id=route_id, by=by, now=now, lock=True)
        route.save()
        end_troubles(route_id=route.id, now=now)
        record("save_route", subject=f"route:{route.id}", by=by, now=now, details=_said(route))
    return route.id


def drawn_route(entry: RouteEntry, *, route_id: int | None, by: Viewer, now: datetime, lock: bool = False) -> Route:
    """The row as it would be, checked and not saved. Raises NotSeen or UnfitValue."""
    route = access_route(by, route_id, lock=lock) if route_id is not None else Route()
    route.body = _body(entry, by=by)
    route.page = _page(entry, by=by)
    route.topic = Topic.objects.filter(id=entry.topic_id or 0, is_active=True).first()
    _demand(entry.topic_id is None or route.topic is not None, _("There is no such topic."), "topic")
    route.territory = Territory.objects.filter(id=entry.territory_id or 0).first()
    _demand(entry.territory_id is None or route.territory is not None, _("There is no such place."), "territory_id")
    _fill(route, entry)
    _check_person(route, entry, now=now)
    is_named_rightly = entry.policy_id is None or may_be_named(entry.policy_id, body_id=route.body.id)
    _demand(is_named_rightly, _("There is no such policy in force."), "policy_id")
    route.policy = DeadlinePolicy.objects.filter(id=entry.policy_id or 0).first()
    return route


def _fill(route: Route, entry: RouteEntry) -> None:
    _demand(entry.kind in {"", *KINDS}, _("There is no such kind."), "kind")
    _demand(entry.importance in {"", *Importance}, _("There is no such importance."), "importance")
    _demand(set(entry.days) <= set("1234567"), _("There is no such day."), "days")
    _demand(0 <= entry.priority <= LAST_PRIORITY, _WRONG_ORDER, "priority")
    _demand((entry.time_from is None) == (entry.time_to is None), _("Hours have a beginning and an end."), "time_from")
    words = ", ".join(part for one in entry.words.split(",") if (part := " ".join(one.split())))
    for field, text, most in (("words", words, 400), ("street", entry.street, 200)):
        if len(text) > most:
            raise UnfitValue(TOO_LONG, field=field, mend=SHORTEN, values=counted(len(text), most=most))
    _demand(not words or bool(lemmas(words)), _("There is no word in this."), "words")
    route.kind, route.importance, route.street = entry.kind, entry.importance, entry.street.strip()
    route.words, route.days = words, "".join(sorted(set(entry.days))) if len(set(entry.days)) < 7 else ""
    route.time_from, route.time_to, route.priority = entry.time_from, entry.time_to, entry.priority
    if not say_conditions(route):
        raise UnfitValue(
            _("The rule does not say which cases it is for."),
            field="topic",
            mend=_("Name at least one thing: a topic, a place, a word…"),
        )


def _check_person(route: Route, entry: RouteEntry, *, now: datetime) -> None:
    _demand(entry.way in {"", *Way}, _("There is no such choice."), "way")
    people = {one.staff_id for one in list_executors(route.body_id, on=timezone.localdate(now))}
    _demand(
        entry.executor_id is None or entry.executor_id in people,
        _("This person does not work cases out in that body."),
        "executor_id",
    )
    _demand(
        entry.most_open is None or (1 <= entry.most_open <= 1000 and bool(entry.way)),
        _("The most open cases of one person are a number, and go with a choice among several people."),
        "most_open",
    )
    route.executor_id, route.most_open = entry.executor_id, entry.most_open
    route.way = "" if entry.executor_id is not None else entry.way


def drop_route(route_id: int, *, by: Viewer, now: datetime, seen: str = "") -> None:
    """Delete a row; cases that went by it keep what it said. `seen`: the version that was read; empty: whatever it is.

    Raises NotSeen or ChangedMeanwhile.
    """
    with transaction.atomic():
        route = access_route(by, route_id, lock=True)
        if seen and version_of(_entry_of(route)) != seen:
            raise ChangedMeanwhile
        record("drop_route", subject=f"route:{route_id}", by=by, now=now, details=_said(route))
        route.delete()


def move_route(route_id: int, *, is_up: bool, by: Viewer, now: datetime) -> None:
    """Let a row be asked one place sooner or later. From then on the number alone tells the order. Raises NotSeen."""
    with transaction.atomic():
        routes = routes_in_order(by, lock=True)
        place = next((at for at, one in enumerate(routes) if one.id == route_id), None)
        if place is None:
            raise NotSeen(_NO_RULE)
        other = place - 1 if is_up else place + 1
        if not 0 <= other < len(routes):
            return
        routes[place], routes[other] = routes[other], routes[place]
        for at, route in enumerate(routes, start=1):
            route.priority = min(at * _STEP, LAST_PRIORITY)
        Route.objects.bulk_update(routes, ["priority"])
        record("move_route", subject=f"route:{route_id}", by=by, now=now, details={"place": other + 1})


def _body(entry: RouteEntry, *, by: Viewer) -> Body:
    seen = Body.objects.filter(bodies_within(by.scope(Right.EDIT_ROUTES)), is_active=True)
    body = seen.filter(id=entry.body_id).first() if entry.body_id is not None else None
    if body is None:
        raise UnfitValue(_("There is no such body."), field="body_id", mend=_("Choose one from the list."))
    return body


def _page(entry: RouteEntry, *, by: Viewer) -> Page | None:
    if entry.page_id is None:
        return None
    page = Page.objects.select_related("owner").filter(id=entry.page_id).first()
    if page is None or not by.may_at(_place(page.owner), Right.EDIT_ROUTES):
        raise UnfitValue(_("There is no such page."), field="page_id", mend=_("Choose one from the list."))
    return page


def _said(route: Route) -> dict[str, str]:
    policy = {"policy": route.policy.name} if route.policy else {}
    return dict(say_conditions(route)) | {"body": route.body.short_name} | policy


def _demand(is_fine: bool, wrong: str, field: str) -> None:  # noqa: FBT001 - reads as a sentence
    if not is_fine:
        raise UnfitValue(wrong, field=field, mend=_("Check this field."))


def _place(body: Body) -> Place:
    return Place(body.id, body.municipality_id, body.founder_id)


def _row(route: Route) -> RouteRow:
    return RouteRow(
        topic=route.topic.name if route.topic else "",
        territory=route.territory.name if route.territory else "",
        page=route.page.name if route.page else "",
        body=route.body.short_name,
        priority=route.priority,
        further=tuple(pair for pair in say_conditions(route) if pair[0] not in ("page", "topic", "territory")),
    )

"""The table of routes: entering and listing its rows; `routing.py` decides by it."""

from dataclasses import dataclass

from otklik.appeals.models import Route
from otklik.organizations.models import Body, Territory
from otklik.topics.models import Topic


@dataclass(frozen=True, slots=True)
class RouteRow:
    """One route in words."""

    topic: str
    territory: str
    page: str
    body: str
    priority: int


def enter_route(
    topic: Topic | None, body: Body, *, territory: Territory | None = None, priority: int = 100
) -> RouteRow:
    """Say who answers what is written of a topic, a territory, or both; the new answer replaces the old one."""
    route, _ = Route.objects.update_or_create(
        topic=topic, territory=territory, page=None, priority=priority, defaults={"body": body}
    )
    return _row(route)


def list_routes() -> list[RouteRow]:
    """All routes in the order in which they are asked."""
    routes = Route.objects.select_related("topic", "territory", "page", "body")
    return [_row(route) for route in routes.order_by("priority", "id")]


def _row(route: Route) -> RouteRow:
    return RouteRow(
        topic=route.topic.name if route.topic else "",
        territory=route.territory.name if route.territory else "",
        page=route.page.name if route.page else "",
        body=route.body.short_name,
        priority=route.priority,
    )

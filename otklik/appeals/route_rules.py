"""Loads rows of the routing table as rules: what they mean today, and why some cannot be followed."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

import shapely
from shapely.errors import ShapelyError
from shapely.geometry.base import BaseGeometry

from otklik.appeals.hours import Hours
from otklik.appeals.models import Route
from otklik.appeals.routing import Broken, Phrase, RouteRule
from otklik.appeals.sharing import Way, Wish
from otklik.appeals.territories import RouteTerritory
from otklik.organizations.models import Appointment, Territory
from otklik.organizations.posts import on_day
from otklik.organizations.rights import Role
from otklik.shared.lemmas import all_lemmas, words_in
from otklik.topics.models import Topic

WORKS_OUT = (Role.EXECUTOR, Role.CONTENT_MANAGER)
"""Who can be given a case."""


@dataclass(frozen=True, slots=True)
class RuleBook:
    """Rules, the territories that they name, and what each of them says."""

    rules: tuple[RouteRule, ...]
    territories: tuple[RouteTerritory, ...]
    said: dict[int, tuple[tuple[str, str], ...]]
    """By the id of the rule: (condition, value in words), as a case keeps it."""


def read_rules(rows: Sequence[Route], *, on: date) -> RuleBook:
    """The rules of these rows, which come with what they name; a row may be not saved yet."""
    territories = read_territories({row.territory_id for row in rows if row.territory_id})
    unreadable = {one.id for one in territories if one.is_unreadable}
    held = _posts_held({row.executor_id for row in rows if row.executor_id}, on=on)
    rules = tuple(_rule_of(row, broken=_find_broken(row, unreadable=unreadable, held=held)) for row in rows)
    return RuleBook(rules, territories, {row.id or 0: say_conditions(row) for row in rows})


def say_conditions(route: Route) -> tuple[tuple[str, str], ...]:
    """What a case must be like for this row."""
    said = (
        ("page", route.page.name if route.page else ""),
        ("topic", route.topic.name if route.topic else ""),
        ("territory", route.territory.name if route.territory else ""),
        ("street", route.street),
        ("kind", route.kind),
        ("importance", route.importance),
        ("words", route.words),
        ("days", route.days),
        ("hours", f"{route.time_from:%H:%M}–{route.time_to:%H:%M}" if route.time_from and route.time_to else ""),
    )
    return tuple((name, value) for name, value in said if value)


def has_hours(route: Route) -> bool:
    """Whether it matters when a message came."""
    return bool(route.days) or route.time_from is not None


def ids_upwards(one: Topic | Territory) -> tuple[int, ...]:
    """A topic or a territory, then what it lies in, up to the top; `parent`s are at hand."""
    at: Topic | Territory | None = one
    ids = []
    while at is not None:
        ids.append(at.id)
        at = at.parent
    return tuple(ids)


def _rule_of(route: Route, *, broken: Broken | None) -> RouteRule:
    return RouteRule(
        id=route.id or 0,
        body_id=route.body_id,
        page_id=route.page_id,
        topic_id=route.topic_id,
        territory_id=route.territory_id,
        priority=route.priority,
        kind=route.kind,
        importance=route.importance,
        street=route.street,
        words=phrases_of(route.words),
        hours=Hours(route.days, route.time_from, route.time_to) if has_hours(route) else None,
        policy_id=route.policy_id,
        wish=Wish(route.executor_id, Way(route.way) if route.way else None, route.most_open),
        broken=broken,
    )


def phrases_of(written: str) -> frozenset[Phrase]:
    """What stands between the commas, word by word."""
    phrases = (tuple(all_lemmas(word) for word in words_in(part)) for part in written.split(","))
    return frozenset(phrase for phrase in phrases if phrase)


def words_of(text: str) -> frozenset[str]:
    """Every dictionary form that the words of a text may belong to."""
    return frozenset[str]().union(*(all_lemmas(word) for word in words_in(text)))


def _find_broken(route: Route, *, unreadable: Collection[int], held: Collection[tuple[int, int]]) -> Broken | None:
    if not route.body.is_active:
        return Broken.BODY_GONE
    executor = route.executor
    if executor is not None and not (executor.is_active and (executor.id, route.body_id) in held):
        return Broken.EXECUTOR_GONE
    if route.policy is not None and route.policy.ended_at is not None:
        return Broken.POLICY_GONE
    return Broken.SHAPE_FAILS if route.territory_id in unreadable else None


def _posts_held(staff_ids: Collection[int], *, on: date) -> set[tuple[int, int]]:
    """(person, body) for each of these people where they can be given a case today."""
    if not staff_ids:
        return set()
    held = Appointment.objects.filter(on_day(on), staff_id__in=staff_ids, role__in=WORKS_OUT)
    return set(held.values_list("staff_id", "body_id"))


def read_territories(territory_ids: Collection[int]) -> tuple[RouteTerritory, ...]:
    """With their shapes, and with what they lie in: a street in a settlement in a municipality in a region."""
    if not territory_ids:
        return ()
    named = Territory.objects.filter(id__in=territory_ids).select_related("parent__parent__parent")
    return tuple(_territory(one) for one in named.order_by("id"))


def _territory(one: Territory) -> RouteTerritory:
    shape = _read_shape(bytes(one.shape)) if one.shape else None
    return RouteTerritory(
        id=one.id,
        level=one.level,
        name=one.name,
        above=ids_upwards(one)[1:],
        shape=shape,
        is_unreadable=bool(one.shape) and shape is None,
    )


def _read_shape(kept: bytes) -> BaseGeometry | None:
    """None for what is no shape, or crosses itself: what lies in it nobody can say."""
    try:
        shape = shapely.from_wkb(kept)
    except ShapelyError:
        return None
    return shape if shape.is_valid else None

"""Validates the routing rules: finds rules that are never reached and rules in conflict.

Plain decisions: no Django, no database, no clock.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from otklik.appeals.routing import RouteRule
from otklik.shared.words import marked as _


class FaultKind(StrEnum):
    """What is wrong with a rule."""

    NAMES_NOTHING = "names_nothing"
    NOBODY_ASKS = "nobody_asks"
    NEVER_REACHED = "never_reached"
    AT_ODDS = "at_odds"


FAULT_WORDS = {
    FaultKind.NAMES_NOTHING: _("It has no condition, so it fits nothing."),
    FaultKind.NOBODY_ASKS: _("No page belongs to this body or to one above it, so it is never asked."),
    FaultKind.NEVER_REACHED: _("It is never reached: an earlier rule takes all its cases."),
    FaultKind.AT_ODDS: _("Another rule of the same order fits some of the same cases and leads elsewhere."),
}


@dataclass(frozen=True, slots=True)
class Reach:
    """A rule with what it reaches. Reaches come in the order in which the rules are asked."""

    rule: RouteRule
    owner_ids: frozenset[int]
    """The bodies with a page whose cases it can get."""
    topic_path: tuple[int, ...] = ()
    """The topic that it names, then what stands above."""
    territory_path: tuple[int, ...] = ()
    street: tuple[str, ...] = ()
    """The words of the street that it names."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and with which other rule."""

    kind: FaultKind
    rule_id: int
    other_id: int | None = None


def find_faults(reaches: Sequence[Reach]) -> tuple[Fault, ...]:
    """Everything that is wrong, rule by rule; the other rule of a pair is the one that is asked first."""
    alone = [Fault(kind, one.rule.id) for one in reaches if (kind := _fault_of(one)) is not None]
    dead = {fault.rule_id for fault in alone}
    return (*alone, *_faults_of_pairs([one for one in reaches if one.rule.id not in dead]))


def _fault_of(one: Reach) -> FaultKind | None:
    if not one.rule.names_something:
        return FaultKind.NAMES_NOTHING
    return FaultKind.NOBODY_ASKS if not one.owner_ids else None


def _faults_of_pairs(reaches: Sequence[Reach]) -> Iterator[Fault]:
    unreached: set[int] = set()
    for first, later in combinations(reaches, 2):
        if later.rule.id in unreached or not _meet(first, later):
            continue
        if _covers(first, later):
            unreached.add(later.rule.id)
            yield Fault(FaultKind.NEVER_REACHED, later.rule.id, first.rule.id)
        elif _are_at_odds(first, later):
            yield Fault(FaultKind.AT_ODDS, later.rule.id, first.rule.id)


def _are_at_odds(first: Reach, later: Reach) -> bool:
    """Neither is the closer one, and only their kind decides which of them counts."""
    if first.rule.priority != later.rule.priority or _covers(later, first):
        return False
    a, b = first.rule, later.rule
    return (a.body_id, a.wish, a.policy_id) != (b.body_id, b.wish, b.policy_id)


def _covers(wide: Reach, narrow: Reach) -> bool:
    """Whether the one fits wherever the other does."""
    a, b = wide.rule, narrow.rule
    pages = a.page_id == b.page_id if a.page_id is not None else narrow.owner_ids <= wide.owner_ids
    return (
        pages
        and (a.topic_id is None or a.topic_id in narrow.topic_path)
        and (a.territory_id is None or a.territory_id in narrow.territory_path)
        and wide.street in ((), narrow.street)
        and a.kind in ("", b.kind)
        and a.importance in ("", b.importance)
        and (not a.words or (bool(b.words) and b.words <= a.words))
        and (a.hours is None or (b.hours is not None and a.hours.cover(b.hours)))
    )


def _meet(one: Reach, other: Reach) -> bool:
    """Whether some case could fit both."""
    a, b = one.rule, other.rule
    return (
        _pages_meet(one, other)
        and _paths_meet(one.topic_path, other.topic_path)
        and _paths_meet(one.territory_path, other.territory_path)
        and (not one.street or not other.street or one.street == other.street)
        and (not a.kind or not b.kind or a.kind == b.kind)
        and (not a.importance or not b.importance or a.importance == b.importance)
        and (a.hours is None or b.hours is None or a.hours.meet(b.hours))
    )


def _pages_meet(one: Reach, other: Reach) -> bool:
    a, b = one.rule.page_id, other.rule.page_id
    if a is not None and b is not None:
        return a == b
    return not one.owner_ids.isdisjoint(other.owner_ids)


def _paths_meet(one: Sequence[int], other: Sequence[int]) -> bool:
    """Whether one of two things is the other, or lies in it; what is not named is everything."""
    return not one or not other or one[0] in other or other[0] in one

"""Which person of a body gets a case: the one named, their deputy, the next in rotation, or the one with fewest cases.

Plain decisions: no Django, no database, no clock.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from otklik.shared.words import marked as _

_NEVER = datetime.min.replace(tzinfo=UTC)


class Way(StrEnum):
    """How a person is found where none is named."""

    IN_TURN = "in_turn"
    LEAST_LOADED = "least_loaded"


WAY_NAMES = {Way.IN_TURN: _("in turn"), Way.LEAST_LOADED: _("whoever has the fewest open cases")}


class Given(StrEnum):
    """How it was found who works the case out."""

    NAMED = "named"
    DEPUTY = "deputy"
    IN_TURN = "in_turn"
    LEAST_LOADED = "least_loaded"
    ALL_FULL = "all_full"
    NOBODY = "nobody"


GIVEN_NAMES = {
    Given.NAMED: _("the rule names them"),
    Given.DEPUTY: _("they stand in for the person whom the rule names"),
    Given.IN_TURN: _("it was their turn"),
    Given.LEAST_LOADED: _("they had the fewest open cases"),
    Given.ALL_FULL: _("everybody has as many open cases as the rule allows: name a person by hand"),
    Given.NOBODY: _("nobody of the body works cases out today: name a person by hand"),
}


@dataclass(frozen=True, slots=True)
class Worker:
    """A person who works cases out today."""

    staff_id: int
    open_cases: int = 0
    last_given_at: datetime | None = None
    stands_in_for: frozenset[int] = frozenset()
    """The absent people whose deputy this is."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a rule says about the person."""

    executor_id: int | None = None
    way: Way | None = None
    most_open: int | None = None


def choose_worker(workers: Sequence[Worker], wish: Wish) -> tuple[int | None, Given | None]:
    """The person and how they were found; no person where the rule asks for none, or there is nobody to take it.

    `workers` are those at work today and the deputies of those away: who is away is not among them.
    """
    if wish.executor_id is not None:
        return _named(workers, wish.executor_id)
    if wish.way is None:
        return None, None
    if not workers:
        return None, Given.NOBODY
    free = [one for one in workers if wish.most_open is None or one.open_cases < wish.most_open]
    if not free:
        return None, Given.ALL_FULL
    if wish.way is Way.IN_TURN:
        return min(free, key=lambda one: (one.last_given_at or _NEVER, one.staff_id)).staff_id, Given.IN_TURN
    least = min(free, key=lambda one: (one.open_cases, one.last_given_at or _NEVER, one.staff_id))
    return least.staff_id, Given.LEAST_LOADED


def _named(workers: Sequence[Worker], executor_id: int) -> tuple[int | None, Given]:
    if any(one.staff_id == executor_id for one in workers):
        return executor_id, Given.NAMED
    deputy = next((one.staff_id for one in workers if executor_id in one.stands_in_for), None)
    return deputy, Given.DEPUTY if deputy is not None else Given.NOBODY

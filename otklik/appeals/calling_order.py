"""The escalation order of an emergency: whom to call first, next and last. Read once for a place."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

from otklik.appeals.warning_people import Level, People
from otklik.notices.duty import next_on_duty, on_duty
from otklik.organizations.receivers import people_of
from otklik.organizations.rights import Place, Role

type Group = list[int]
"""Who is called together, by their ids."""


@dataclass(slots=True)
class Order:
    """The orders of all places, at one moment; made anew for each round, so that whoever left is not called."""

    now: datetime
    _people: People = field(init=False)
    _known: dict[Place, list[Group]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._people = People(timezone.localdate(self.now))

    def of(self, place: Place) -> Iterator[Group]:
        """Who is on duty at the body (nobody: its coordinators), the next of the rota, the founder's, the curators.

        Each group is read when somebody asks for it: hardly ever the last ones.
        """
        known = self._known.setdefault(place, [])
        for at, read in enumerate(self._groups()):
            if at == len(known):
                known.append(read(place))
            yield known[at]

    def _groups(self) -> tuple[Callable[[Place], Group], ...]:
        return (
            self._on_duty,
            self._next,
            self._of_founder,
            lambda place: self._holding(Role.FOUNDER, place),
            lambda place: self._holding(Role.CURATOR, place),
        )

    def _on_duty(self, place: Place) -> Group:
        first = on_duty(place.body_id, among=self._able(place), now=self.now)
        if first:
            return [first]
        return [one.staff_id for one in self._people.over(Level.COORDINATOR, place)]

    def _next(self, place: Place) -> Group:
        able = self._able(place)
        first = on_duty(place.body_id, among=able, now=self.now)
        following = next_on_duty(place.body_id, among=[one for one in able if one != first], now=self.now)
        return [following] if following else []

    def _of_founder(self, place: Place) -> Group:
        if place.founder_id is None:
            return []
        founders = on_duty(place.founder_id, among=self._able(place), now=self.now)
        return [founders] if founders else []

    def _able(self, place: Place) -> list[int]:
        """Who may still answer for the body: a post may have ended since the rota was written."""
        return [staff_id for staff_id, _name in people_of(place.body_id, on=timezone.localdate(self.now))]

    def _holding(self, role: Role, place: Place) -> Group:
        return [one.staff_id for one in self._people.holding(role, place)]

"""Who hears of a case: those who have it, the coordinators, the heads."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from otklik.appeals.models import Appeal
from otklik.appeals.moves import place_of
from otklik.appeals.states import State
from otklik.organizations.models import Body, Staff
from otklik.organizations.receivers import Receiver, people_over, with_deputies
from otklik.organizations.rights import Place, Role


class Level(StrEnum):
    """How far up a warning goes."""

    EXECUTOR = "executor"
    COORDINATOR = "coordinator"
    HEAD = "head"


_ROLES = {
    Level.COORDINATOR: (Role.COORDINATOR,),
    Level.HEAD: (Role.FOUNDER, Role.CURATOR),
}
"""By level the roles that are asked, the next one where nobody holds the first."""
ANSWERING = (Role.CONTENT_MANAGER, Role.EXECUTOR)


@dataclass(slots=True)
class People:
    """Who holds which role where, on one day; each question goes to the database once."""

    on: date
    _known: dict[tuple[Place, Role], tuple[Receiver, ...]] = field(default_factory=dict)
    _known_executors: dict[tuple[int, int], tuple[Receiver, ...]] = field(default_factory=dict)
    """By executor and body."""

    def holding(self, role: Role, place: Place) -> tuple[Receiver, ...]:
        """The nearest people with this role over the place."""
        key = (place, role)
        if key not in self._known:
            self._known[key] = people_over(place, role, on=self.on)
        return self._known[key]

    def at(self, level: Level, appeal: Appeal) -> Sequence[Receiver]:
        """Who is told of the case at this level."""
        place = place_of(appeal)
        if level is Level.EXECUTOR:
            return self._having(appeal, place)
        return self.over(level, place)

    def over(self, level: Level, place: Place) -> Sequence[Receiver]:
        """Who is told of cases of this place at a level above the executor's."""
        return self.first_of(_ROLES[level], place)

    def _having(self, appeal: Appeal, place: Place) -> Sequence[Receiver]:
        """Whose turn it is now."""
        if appeal.state == State.AWAITING_APPROVAL:
            return self.holding(Role.APPROVER, place)
        if appeal.assigned_at is None:  # new, or returned by whoever it was passed to
            return self.holding(Role.COORDINATOR, place) or self.first_of(ANSWERING, place)
        if appeal.executor_id and (found := self._executors(appeal.executor_id, appeal.body)):
            return found  # away without a deputy: the body's other people hear of it
        return self.first_of(ANSWERING, place)

    def _executors(self, executor_id: int, body: Body) -> tuple[Receiver, ...]:
        """The executor, or who stands in; nobody where they are away or work here no more."""
        key = (executor_id, body.id)
        if key not in self._known_executors:
            works = Staff.objects.filter(id=executor_id, is_active=True).exists()
            found = with_deputies([Receiver(executor_id, body)], on=self.on) if works else ()
            self._known_executors[key] = found
        return self._known_executors[key]

    def first_of(self, roles: Sequence[Role], place: Place) -> Sequence[Receiver]:
        """The people of the first of these roles that anybody holds there."""
        return next((found for role in roles if (found := self.holding(role, place))), ())

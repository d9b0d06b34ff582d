"""Why a case is where it is: the rule that placed it, as the rule was then, who returned it, who passed it on."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from otklik.appeals.ping_pong import Turn, is_ping_pong, list_returners
from otklik.appeals.routing import Broken, RouteReason
from otklik.appeals.selectors.views import StepView
from otklik.appeals.sharing import Given
from otklik.appeals.states import Act


@dataclass(frozen=True, slots=True)
class Placed:
    """«Основание назначения»."""

    because: RouteReason | None
    """None for a case that came before there were rules, or that nobody has placed yet."""
    conditions: tuple[tuple[str, str], ...]
    """What the rule asked for, as it was then."""
    rule_id: int | None
    certainty: float
    broken: Broken | None
    given: Given | None
    """How the person was found."""
    passed_on: StepView | None
    """A person passed it on after that."""
    returners: tuple[str, ...]
    """The bodies that returned it."""

    @property
    def is_ping_pong(self) -> bool:
        """Whether bodies send it to and fro."""
        return is_ping_pong(self.returners)


def placed_of(decided_by: dict[str, Any], history: Sequence[StepView]) -> Placed:
    """From what the case was decided by, and its history."""
    route, broken, given = (decided_by.get(name) for name in ("route", "route_broken", "route_given"))
    passed_on = [step for step in history if step.act is Act.ASSIGN and step.by]
    returners = list_returners(Turn(step.act, step.body) for step in history)
    return Placed(
        because=RouteReason(route) if route in list(RouteReason) else None,
        conditions=tuple((name, value) for name, value in decided_by.get("route_said", [])),
        rule_id=decided_by.get("route_rule") or None,
        certainty=float(decided_by.get("route_certainty", 0.0)),
        broken=Broken(broken) if broken else None,
        given=Given(given) if given else None,
        passed_on=passed_on[-1] if passed_on else None,
        returners=returners,
    )

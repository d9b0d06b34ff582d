"""What happened to a case lately, and by whom: for whoever was at work on it meanwhile."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models.functions import Coalesce

from otklik.appeals.models import Transition
from otklik.appeals.states import Act, State
from otklik.audit.selectors import list_records

_EVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class CaseChange:
    """One change. `by` is empty where no person of the staff made it."""

    at: datetime
    """When it came to us: whoever was at work on the case could not have seen it before."""
    by: str
    actor: str
    """staff, or who acts without being staff."""
    act: str
    """Of the table of steps, or, for what is no step, as the log names it."""
    to_state: State | None = None
    body: str = ""
    """Whom the case went to."""
    reason: str = ""
    fields: tuple[str, ...] = ()
    """What was corrected."""


def list_changes(number: int, *, since: datetime | None = None, at_most: int = 20) -> tuple[CaseChange, ...]:
    """The last changes that came to us after a moment, oldest first: steps, and what else people did to the case."""
    after = since or _EVER
    steps = Transition.objects.filter(appeal__number=number).select_related("by", "body")
    steps = steps.annotate(came_at=Coalesce("noted_at", "at")).filter(came_at__gt=after)
    found = [_of_step(step) for step in steps.order_by("-id")[:at_most]]
    for row in list_records(f"appeal:{number}", at_most=at_most):
        if row.at > after and row.act not in set(Act):
            fields = tuple(name for name in str(row.details.get("fields", "")).split(", ") if name)
            found.append(CaseChange(row.at, row.by, "staff" if row.by else "system", row.act, fields=fields))
    return tuple(sorted(found, key=lambda change: change.at)[-at_most:])


def _of_step(step: Transition) -> CaseChange:
    return CaseChange(
        at=step.noted_at or step.at,
        by=step.by.name if step.by else "",
        actor=step.actor,
        act=step.act,
        to_state=State(step.to_state) if step.to_state != step.from_state else None,
        body=step.body.short_name if step.body else "",
        reason=step.reason if step.by else "",
    )

"""The history of a body: what happened, on its card for staff and in the audit log for whoever checks."""

from collections.abc import Sequence
from datetime import datetime

from otklik.audit.services import Actor, record
from otklik.organizations.models import Body, BodyTurn, BodyTurnKind

_MOST = 500


def tell_turn(
    body: Body,
    kind: BodyTurnKind,
    *,
    by: Actor | None,
    now: datetime,
    because: str = "",
    before: str = "",
    after: str = "",
    fields: Sequence[str] = (),
) -> None:
    """Write down one turn, in the caller's transaction. Without `by` the system or a command acted."""
    BodyTurn.objects.create(
        body=body,
        kind=kind,
        at=now,
        by=by.name if by else "",
        because=because[:_MOST],
        before=before,
        after=after,
        fields=list(fields),
    )
    said = {"before": before, "after": after, "fields": ", ".join(fields)}
    record(
        f"body_{kind}",
        subject=f"body:{body.id}",
        by=by,
        now=now,
        because=because,
        details={name: value for name, value in said.items() if value},
    )

"""Deadline policies as their page shows them."""

from dataclasses import dataclass
from datetime import datetime

from otklik.appeals.models import DeadlinePolicy
from otklik.appeals.policies import BUILT_IN_POLICIES
from otklik.appeals.profiles import Profile


@dataclass(frozen=True, slots=True)
class PolicyRow:
    """One policy: what it fits (empty: anything), its terms, who entered it. Without an id it came with the program."""

    id: int | None
    profile: Profile
    regime: str
    channel: str
    kind: str
    importance: str
    priority: int | None = None
    topic_id: int | None = None
    topic: str = ""
    body_id: int | None = None
    body: str = ""
    made_at: datetime | None = None
    made_by: str = ""


def list_policies() -> list[PolicyRow]:
    """All that are in force, in the order in which they are asked."""
    own = DeadlinePolicy.objects.filter(ended_at=None).select_related("topic", "body", "made_by")
    return [
        *(_own_row(row) for row in own.order_by("priority", "id")),
        *(PolicyRow(None, one.profile, one.regime, one.channel, one.kind, one.importance) for one in BUILT_IN_POLICIES),
    ]


def _own_row(row: DeadlinePolicy) -> PolicyRow:
    return PolicyRow(
        id=row.id,
        profile=Profile.read(row.name, row.terms),
        regime=row.regime,
        channel=row.channel,
        kind=row.kind,
        importance=row.importance,
        priority=row.priority,
        topic_id=row.topic_id,
        topic=row.topic.name if row.topic else "",
        body_id=row.body_id,
        body=row.body.short_name if row.body else "",
        made_at=row.made_at,
        made_by=row.made_by.name if row.made_by else "",
    )

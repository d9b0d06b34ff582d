"""The one place where a decision is handed to the evidence."""

from datetime import datetime

from otklik.moderation.evidence.services import record_evidence
from otklik.moderation.models import Decision
from otklik.organizations.selectors import Viewer


def keep_evidence(decision: Decision, *, by: Viewer | None, because: str, now: datetime) -> None:
    """Keep all that a decision rests on, in its transaction."""
    record_evidence(decision, by=by, because=because, now=now)

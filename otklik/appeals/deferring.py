"""Deferred cases as the public may see them: until when and for which cause, never the words of a person."""

from datetime import datetime

from otklik.appeals.models import Appeal
from otklik.appeals.states import Act, Cause, State


def deferral_of(appeal: Appeal) -> tuple[datetime | None, Cause | None]:
    """The date, and the cause that was chosen; both None where the case is not put off now.

    The history keeps the cause as the first part of its reason (`moves`).
    """
    if appeal.state != State.DEFERRED or appeal.deferred_until is None:
        return None, None
    last = appeal.transitions.filter(act=Act.DEFER.value).order_by("-id").first()
    first_part = last.reason.split(" · ", 1)[0] if last else ""
    return appeal.deferred_until, Cause(first_part) if first_part in list(Cause) else Cause.OTHER

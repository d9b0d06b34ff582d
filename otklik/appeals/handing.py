"""A case was handed to a person: they are told, at the desk at once, by letter in their working time."""

from datetime import datetime

from otklik.appeals.clocks import calendar_of
from otklik.appeals.models import Appeal
from otklik.notices.models import NoticeKind
from otklik.notices.quiet import next_moment
from otklik.notices.services import Told, load_wishes, tell


def tell_executor(appeal: Appeal, *, by: int | None, now: datetime) -> None:
    """Tell the executor of a case that was passed on, unless they took it themselves. In the transaction that saves it.

    `by`: the person who passed it on; None for a rule. Each passing on is told once: its step is the case's version.
    """
    receiver = appeal.executor_id
    if receiver is None or receiver == by:
        return
    told = Told(
        kind=NoticeKind.TASK,
        subject=f"appeal:{appeal.number}",
        step=f"assigned:{appeal.version}",
        number=appeal.number,
        topic=appeal.topic.name if appeal.topic else "",
        due_at=appeal.due_at,
    )
    quiet = load_wishes([receiver])[receiver].quiet
    tell([receiver], told, now=now, letters_at=next_moment(now, calendar=calendar_of(appeal.body), quiet=quiet))

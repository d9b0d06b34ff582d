"""Claims letters and messages under a lease, then tries once: at most once each. For notices and subscriptions.

A worker that dies before it begins gives its row back by the lease; one that dies while it sends leaves doubt, and what
is in doubt is never sent again: what it tells stands on a page in any case.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Case, QuerySet, When

from otklik.notices.models import NoticeKind, Outgoing, SendingState
from otklik.organizations.mail import MailServerAway
from otklik.shared.backoff import delay_seconds
from otklik.shared.clock import now as read_clock
from otklik.shared.words import marked as _

CLAIM = timedelta(minutes=2)
"""Longer than one try may take: a call of a bot, or handing a letter over (OTKLIK_MAIL_TIMEOUT_SECONDS at most 60)."""
KEPT_FOR_WHO_LEFT = timedelta(days=1)
"""So long something waits for a person who is locked out: it may be a mistake that is mended."""
LEFT = _("The person does not work here any more.")


def notices_on_their_way[Row: Outgoing](model: type[Row]) -> QuerySet[Row]:
    """The letters or the messages of notices to people who work here, alarms first; what waits for others is over."""
    rows = model._default_manager.all()
    old = rows.filter(state=SendingState.WAITING, due_at__lte=read_clock() - KEPT_FOR_WHO_LEFT)
    old.filter(notice__staff__is_active=False).update(state=SendingState.FAILED, trouble=LEFT)
    # an alarm does not stand in line behind warnings
    alarms_first = Case(When(notice__kind=NoticeKind.EMERGENCY, then=0), default=1)
    mine = rows.filter(notice__staff__is_active=True).select_related("notice__staff")
    return mine.order_by(alarms_first, "due_at", "pk")


def take_up[Row: Outgoing](rows: QuerySet[Row], *, lost: str, at_most: int) -> Iterator[Row]:
    """Those of `rows` that are due, in their order, each under a lease.

    `lost`: the trouble of what a dead worker was sending.
    """
    doubtful = rows.model._default_manager.filter(state=SendingState.SENDING, due_at__lte=read_clock())
    doubtful.update(state=SendingState.UNKNOWN, trouble=lost)
    for _number in range(at_most):
        row = _claim(rows, now=read_clock())
        if row is None:
            return
        yield row


def send_each[Row: Outgoing](rows: QuerySet[Row], send: Callable[[Row], None], *, lost: str, at_most: int) -> int:
    """Send the letters that `take_up` gives. Returns how many were taken up; 0 also where the mail server is away.

    `send` notes how its letter ended, and then raises MailServerAway where nobody took the call: one letter in a round
    finds out whether the server is there again, the others keep their attempts.
    """
    taken = 0
    for row in take_up(rows, lost=lost, at_most=at_most):
        taken += 1
        try:
            send(row)
        except MailServerAway:
            return 0
    return taken


@transaction.atomic
def _claim[Row: Outgoing](rows: QuerySet[Row], *, now: datetime) -> Row | None:
    """A lease: a worker that dies before anybody has anything gives the row back by it."""
    waiting = rows.select_for_update(of=("self",), skip_locked=True)
    row = waiting.filter(state=SendingState.WAITING, due_at__lte=now).first()
    if row is not None:
        row.due_at, row.attempts = now + CLAIM, row.attempts + 1
        row.save(update_fields=["due_at", "attempts"])
    return row


def begin(row: Outgoing) -> bool:
    """From now on whoever dies leaves doubt. False where the lease ran out and another worker has it, or it is over."""
    leased = type(row)._default_manager.filter(
        pk=row.pk, state=SendingState.WAITING, attempts=row.attempts, due_at=row.due_at
    )
    return bool(leased.update(state=SendingState.SENDING, due_at=read_clock() + CLAIM))


def mine[Row: Outgoing](row: Row) -> QuerySet[Row]:
    """The row, only while this worker's claim holds."""
    rows = type(row)._default_manager
    return rows.filter(pk=row.pk, state=SendingState.SENDING, attempts=row.attempts)


def end(row: Outgoing, state: SendingState, trouble: str = "") -> bool:
    """Write down how it ended. False where the claim holds no more."""
    return bool(mine(row).update(state=state, trouble=trouble))


def try_later(row: Outgoing, trouble: str, *, now: datetime, until: datetime | None = None) -> None:
    """Again after a pause that grows, not before `until`."""
    later = now + timedelta(seconds=delay_seconds(row.attempts))
    mine(row).update(state=SendingState.WAITING, due_at=max(later, until or later), trouble=trouble)


def wait_for_turn(row: Outgoing, *, until: datetime) -> None:
    """Our own pace has no room: nobody was asked, so it is no attempt."""
    mine(row).update(state=SendingState.WAITING, due_at=until, attempts=max(row.attempts - 1, 0))

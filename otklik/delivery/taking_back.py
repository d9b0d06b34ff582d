"""Cancelling an act before the network was asked for it."""

from datetime import datetime

from django.db import transaction

from otklik.audit.services import Actor, record
from otklik.delivery.errors import NotUnsettled, TooLate
from otklik.delivery.models import OutboxAct, OutboxState


def take_back(act_id: int, *, by: Actor, now: datetime) -> None:
    """Cancel an act that no worker has claimed yet. Raises TooLate.

    An act that a worker has locked in order to claim it is waited for, and then it is too late.
    """
    with transaction.atomic():
        if not call_off(act_id, now=now):
            raise TooLate
        record("take_back", subject=f"act:{act_id}", by=by, now=now)


def call_off(act_id: int, *, now: datetime) -> bool:
    """The same because what it was for is over. Returns False where a worker has taken it up. In a transaction."""
    act = OutboxAct.objects.select_for_update().get(id=act_id)
    if act.state not in (OutboxState.WAITING, OutboxState.HELD) or act.attempts or act.is_doubtful:
        return False
    act.state, act.settled_at, act.is_taken_note_of = OutboxState.CANCELLED, now, True
    act.save(update_fields=["state", "settled_at", "is_taken_note_of"])
    return True


def settle_not_there(act_id: int, *, by: Actor, now: datetime) -> None:
    """A person saw that the act does not stand in the network, and nobody wants it any more. Raises NotUnsettled."""
    with transaction.atomic():
        act = OutboxAct.objects.select_for_update().get(id=act_id)
        if act.state not in (OutboxState.FAILED, OutboxState.UNKNOWN):
            raise NotUnsettled
        act.state, act.is_taken_note_of = OutboxState.FAILED, True
        act.save()
        record("stands_not_there", subject=f"act:{act.id}", by=by, now=now)

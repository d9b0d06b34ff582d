"""Acts on hold in the outbox. They are released or cancelled (`taking_back.call_off`) later."""

from datetime import datetime

from django.db import connection
from django.db.models import Q

from otklik.delivery.models import OutboxAct, OutboxState
from otklik.delivery.services import Target, demand_possible, new_act, order_answer
from otklik.shared.wake import wake_workers


def hold_answer(target: Target, *, text: str, now: datetime) -> OutboxAct:
    """Put an answer into the outbox on hold, until it is released. Raises CannotBeDone.

    It blocks no other act of its thread. Its place in the queue counts from the moment of release.
    """
    act = new_act(order_answer(target, text=text), now=now)
    demand_possible(act, now=now)
    act.state = OutboxState.HELD
    act.save()
    return act


def let_go(act_id: int, *, now: datetime) -> None:
    """Release a held act into the queue, in the transaction that notes that its moment has come."""
    # the version before wrote a day ten years off instead, and its worker may have run until after the migration
    held = Q(state=OutboxState.HELD) | Q(state=OutboxState.WAITING, queued_at__gt=now)
    if OutboxAct.objects.filter(held, id=act_id).update(state=OutboxState.WAITING, queued_at=now, next_try_at=now):
        with connection.cursor() as cursor:
            wake_workers(cursor, "delivery")

"""Putting a wrong decision right: what the network lets us take back is queued, and the case goes on."""

from datetime import datetime
from typing import Final

from otklik.appeals.models import Appeal
from otklik.appeals.moves import Move, make_move
from otklik.appeals.states import Act, State
from otklik.appeals.workflow import Reason
from otklik.delivery.errors import CannotBeDone
from otklik.moderation.bans.services import lift_ban
from otklik.moderation.errors import DecidedMeanwhile
from otklik.moderation.models import Ban, BanState, Decision, DecisionAct, Review, ReviewState
from otklik.moderation.services import Charge, restore
from otklik.organizations.selectors import Viewer
from otklik.shared.errors import OtklikError
from otklik.shared.words import marked as _

SHOWN_AGAIN: Final = _("The message is being shown again.")
BAN_LIFTED: Final = _("The ban is being lifted.")
TO_LIFT_BY_HAND: Final = _("The ban has to be lifted by hand in the network; the page's staff were told.")
BAN_OVER: Final = _("The ban is over already.")
STANDS_THERE: Final = _("The message stands there again already.")
MESSAGE_GONE: Final = _("The message is no longer kept here, so nothing can be shown again.")


def put_right(decision: Decision, by: Viewer, because: str, now: datetime) -> str:
    """Take a decision back, in the transaction of the caller. Returns in words what follows, marked for translation."""
    _let_case_go_on(decision, by=by, because=because, now=now)
    try:
        if decision.act == DecisionAct.BAN:
            return _lift(decision, by=by, because=because, now=now)
        return _show(decision, by=by, because=because, now=now)
    except OtklikError as why:
        return why.wrong


def _show(decision: Decision, *, by: Viewer, because: str, now: datetime) -> str:
    """Have it shown again. What was only hidden and cannot be shown from here now waits for a person."""
    message = decision.message
    if message is None:
        return MESSAGE_GONE
    if not message.is_hidden:
        return STANDS_THERE
    try:
        restore(message.pk, Charge(because=because), by=by, now=now)
    except DecidedMeanwhile:
        return SHOWN_AGAIN  # by somebody else, a moment ago
    except CannotBeDone:
        if decision.act == DecisionAct.HIDE:
            Review.objects.filter(message=message).update(state=ReviewState.WAITING, since_at=now)
        raise
    return SHOWN_AGAIN


def _lift(decision: Decision, *, by: Viewer, because: str, now: datetime) -> str:
    ban = Ban.objects.filter(decision=decision, state=BanState.RUNNING).first()
    if ban is None:
        is_by_hand = Ban.objects.filter(decision=decision, state=BanState.TO_LIFT).exists()
        return TO_LIFT_BY_HAND if is_by_hand else BAN_OVER
    lift_ban(ban.id, because=because, by=by, now=now)
    ban.refresh_from_db()
    return TO_LIFT_BY_HAND if ban.state == BanState.TO_LIFT else BAN_LIFTED


def _let_case_go_on(decision: Decision, *, by: Viewer, because: str, now: datetime) -> None:
    """A case that was declined over this message is new again, unless the thread has another one at work."""
    if decision.message_id is None:
        return
    declined = Appeal.objects.filter(messages__message=decision.message_id, state=State.DECLINED)
    appeal = declined.select_for_update(of=("self",)).select_related("body", "page").first()
    if appeal is None:
        return
    others = Appeal.objects.filter(page=appeal.page, thread_id=appeal.thread_id)
    if not others.exclude(state__in=(State.DECLINED, State.CLOSED)).exists():
        make_move(appeal, Move(Act.UPHOLD_OBJECTION, by, Reason(text=because)), now=now)

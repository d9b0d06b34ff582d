"""Putting a wrong decision right: what the network lets us take back is queued, and the case goes on."""

from datetime import datetime
from typing import Final

from otklik.appeals.models import Appeal
from otklik.appeals.moves import Move, make_move
from otklik.appeals.states import Act, State
from otklik.appeals.workflow import Reason
from otklik.delivery.errors import CannotBeDone
from otklik.delivery.moderating import Moderated, queue_moderation
from otklik.delivery.services import Target
from otklik.moderation.evidence import record_evidence
from otklik.moderation.models import Ban, BanState, Decision, DecisionAct, DecisionState
from otklik.organizations.selectors import Viewer
from otklik.shared.words import marked as _

SHOWN_AGAIN: Final = _("The message is being shown again.")
BAN_LIFTED: Final = _("The ban is being lifted.")
MESSAGE_GONE: Final = _("The message is no longer kept here, so nothing can be shown again.")
_REVERSE: Final = {
    DecisionAct.HIDE: DecisionAct.RESTORE,
    DecisionAct.DELETE: DecisionAct.RESTORE,
    DecisionAct.BAN: DecisionAct.UNBAN,
}


def put_right(decision: Decision, by: Viewer, because: str, now: datetime) -> str:
    """Take a decision back, in the transaction of the caller. Returns in words what follows, marked for translation."""
    _let_case_go_on(decision, by=by, because=because, now=now)
    message = decision.message
    if message is None:
        return MESSAGE_GONE
    reverse = _REVERSE[DecisionAct(decision.act)]
    moderated = Moderated(
        Target(
            page_id=message.page_id,
            message_kind=message.kind,
            external_id=message.external_id,
            thread_id=message.thread_id,
            container_id=message.container_id,
            said_at=message.occurred_at,
        ),
        network=decision.page.network,
        author_id=message.author.external_id if message.author else "",
    )
    try:
        act = queue_moderation(moderated, reverse.value, because=because, now=now)
    except CannotBeDone as why:
        return why.wrong
    taken_back = Decision.objects.create(
        message=message,
        page_id=decision.page_id,
        body_id=decision.body_id,
        municipality_id=decision.municipality_id,
        founder_id=decision.founder_id,
        act=reverse,
        because=because,
        decided_by_id=by.staff_id,
        decided_at=now,
        outbox_act=act,
        state=DecisionState.UNDER_WAY,
    )
    record_evidence(taken_back, by=by, because=because, now=now)
    if reverse is DecisionAct.UNBAN:
        running = Ban.objects.filter(decision=decision, state__in=(BanState.RUNNING, BanState.TO_LIFT))
        running.update(state=BanState.ENDED, lifted_by=taken_back)
        return BAN_LIFTED
    return SHOWN_AGAIN


def _let_case_go_on(decision: Decision, *, by: Viewer, because: str, now: datetime) -> None:
    """A case that was declined over this message is new again, unless the thread has another one at work."""
    declined = Appeal.objects.filter(messages__message=decision.message_id, state=State.DECLINED)
    appeal = declined.select_for_update(of=("self",)).select_related("body", "page").first()
    if appeal is None or decision.message_id is None:
        return
    others = Appeal.objects.filter(page_id=appeal.page_id, thread_id=appeal.thread_id)
    if not others.exclude(state__in=(State.DECLINED, State.CLOSED)).exists():
        make_move(appeal, Move(Act.UPHOLD_OBJECTION, by, Reason(text=because)), now=now)

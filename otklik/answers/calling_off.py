"""An answer that was put off, and its case went another way: it never leaves."""

from datetime import datetime

from otklik.answers.approving import drop_words
from otklik.answers.models import Answer, AnswerKind, AnswerState
from otklik.answers.sending import act_of
from otklik.appeals.models import Appeal
from otklik.appeals.states import CLOSED_STATES, Act, State
from otklik.appeals.workflow import find_transition
from otklik.audit.services import record
from otklik.delivery.taking_back import call_off
from otklik.shared.words import marked as _

PUBLISHED_BY = {AnswerKind.FINAL: Act.SEND_FINAL, AnswerKind.INTERIM: Act.SEND_INTERIM}
"""By which act the network says that an answer stands there."""


def call_off_sending(appeal: Appeal, now: datetime) -> None:
    """Take the answer of a withdrawn, joined, closed or otherwise answered case out of the outbox, if nobody tried it.

    In the transaction of the step, the case locked; whoever took that step saves the case.
    """
    answer = Answer.objects.filter(appeal=appeal, state=AnswerState.SENDING).order_by("-id").first()
    if answer is None or has_place(appeal, AnswerKind(answer.kind)) or not call_off(act_of(answer), now=now):
        return
    answer.act, answer.approved_by_id, answer.approved_at = None, None, None
    answer.state = AnswerState.SENT_BACK
    answer.sent_back_because = _("The case went another way before it was sent.")
    answer.save()
    drop_words(answer, now=now)
    appeal.is_sending = False
    record("call_off_answer", subject=f"appeal:{appeal.number}", by=None, now=now)


def has_place(appeal: Appeal, kind: AnswerKind) -> bool:
    """The case still waits for words of this kind."""
    state = State(appeal.state)
    if kind is AnswerKind.QUESTION:
        return state not in CLOSED_STATES
    return find_transition(state, PUBLISHED_BY[kind]) is not None

"""The case went another way: what was put off never leaves, what waited for approval is a draft again."""

from collections.abc import Iterable
from datetime import datetime

from otklik.answers.approval.approving import drop_words
from otklik.answers.drafting import make_draft_of
from otklik.answers.models import Answer, AnswerKind, AnswerState
from otklik.answers.outbox import act_of, overtake_waiting
from otklik.appeals.models import Appeal
from otklik.appeals.states import CLOSED_STATES, Act, State
from otklik.appeals.workflow import find_transition
from otklik.audit.services import record
from otklik.delivery.taking_back import call_off
from otklik.shared.words import marked as _

PUBLISHED_BY = {AnswerKind.FINAL: Act.SEND_FINAL, AnswerKind.INTERIM: Act.SEND_INTERIM}
"""By which act the network says that an answer stands there."""


def follow_case(appeal: Appeal, now: datetime) -> None:
    """See to the answer of a case that took a step: nothing that nobody waits for leaves, no typed words are lost.

    In the transaction of the step, the case locked; whoever took that step saves the case.
    """
    if appeal.is_sending:
        _call_off_sending(appeal, now)
    elif _is_over_in_trouble(appeal) or _has_left_approval(appeal):
        keep_as_draft(appeal, overtake_waiting(appeal), now=now)


def _is_over_in_trouble(appeal: Appeal) -> bool:
    return appeal.delivery_trouble != "" and State(appeal.state) in CLOSED_STATES


def _has_left_approval(appeal: Appeal) -> bool:
    """Not by an approver's word: whoever sends an answer back sees to it."""
    if appeal.state in (State.AWAITING_APPROVAL, State.REWORK):
        return False
    return Answer.objects.filter(appeal=appeal, state=AnswerState.SUBMITTED).exists()


def _call_off_sending(appeal: Appeal, now: datetime) -> None:
    """Take the answer that nobody waits for any more out of the outbox, if no worker has tried it."""
    answer = Answer.objects.filter(appeal=appeal, state=AnswerState.SENDING).order_by("-id").first()
    if answer is None or has_place(appeal, AnswerKind(answer.kind)) or not call_off(act_of(answer), now=now):
        return
    answer.act, answer.approved_by_id, answer.approved_at = None, None, None
    answer.state = AnswerState.SENT_BACK
    answer.sent_back_because = _("The case went another way before it was sent.")
    answer.save()
    keep_as_draft(appeal, [answer], now=now)
    appeal.is_sending = False
    record("call_off_answer", subject=f"appeal:{appeal.number}", by=None, now=now)


def keep_as_draft(appeal: Appeal, answers: Iterable[Answer], *, now: datetime) -> None:
    """What was said of these answers holds no more; their words are the draft of a case that may want them yet."""
    for answer in answers:
        drop_words(answer, now=now)
        if appeal.state != State.ANSWERED and answer.kind != AnswerKind.QUESTION:
            make_draft_of(appeal, answer, now=now)


def can_be_sent_again(appeal: Appeal, answer: Answer) -> bool:
    """Somebody still waits for it: the case, or the resident of a joined one, which is closed by nature."""
    return appeal.duplicate_of_id is not None or has_place(appeal, AnswerKind(answer.kind))


def end_trouble(appeal: Appeal, answer: Answer, *, now: datetime) -> None:
    """The answer does not stand in the network, and nobody waits for it: it is nothing to see to any more.

    The case is locked; who calls this saves it.
    """
    answer.state = AnswerState.FAILED
    answer.save(update_fields=["state"])
    appeal.is_sending, appeal.delivery_trouble = False, ""
    keep_as_draft(appeal, [answer], now=now)


def has_place(appeal: Appeal, kind: AnswerKind) -> bool:
    """The case still waits for words of this kind."""
    state = State(appeal.state)
    if kind is AnswerKind.QUESTION:
        return state not in CLOSED_STATES
    return find_transition(state, PUBLISHED_BY[kind]) is not None

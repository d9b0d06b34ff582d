"""Undo: an answer that has been approved and has not left yet comes back."""

from datetime import datetime

from django.db import transaction

from otklik.answers.approval.approving import begin_step, drop_words
from otklik.answers.drafting import make_draft_of
from otklik.answers.errors import NothingWaits
from otklik.answers.models import Answer, AnswerKind, AnswerState
from otklik.answers.outbox import act_of
from otklik.appeals.moves import demand_right, lock_case, save_case
from otklik.appeals.states import State
from otklik.audit.services import record
from otklik.delivery import taking_back as delivery
from otklik.organizations.rights import Right
from otklik.organizations.selectors import Viewer
from otklik.shared.words import marked as _


def take_back(number: int, *, by: Viewer, now: datetime) -> None:
    """Undo a sending that has not begun: the answer waits for approval again, or is a draft again. Raises TooLate."""
    with transaction.atomic():
        appeal = lock_case(number, by=by, version=None)
        demand_right(by, appeal, Right.WRITE_ANSWER, Right.APPROVE_ANSWER)
        answer = (
            Answer.objects.filter(appeal=appeal, state=AnswerState.SENDING).exclude(kind=AnswerKind.QUESTION).first()
        )
        if answer is None:
            raise NothingWaits
        delivery.take_back(act_of(answer), by=by, now=now)
        answer.act, answer.approved_by_id, answer.approved_at = None, None, None
        if appeal.state == State.AWAITING_APPROVAL:
            answer.state, answer.appeal = AnswerState.SUBMITTED, appeal
            begin_step(answer, 0, now=now)
        else:
            answer.state, answer.sent_back_because = AnswerState.SENT_BACK, _("Taken back before it was sent.")
        answer.save()
        drop_words(answer, now=now)
        if answer.state == AnswerState.SENT_BACK:
            make_draft_of(appeal, answer, now=now)
        appeal.is_sending = False
        record("take_back_answer", subject=f"appeal:{number}", by=by, now=now)
        save_case(appeal, now=now)

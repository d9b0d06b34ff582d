"""Reminding of an answer that waits for approval too long: whose turn it is, then those above; each once.

Told as other warnings are: in the working time of whoever is told, outside their quiet hours. Who is away is passed
over, a deputy stands in; where nobody of the role is left, those above are told at once.
"""

from datetime import datetime, timedelta
from functools import partial

from django.db import transaction

from otklik.answers.approval.approvers import Holders, find_holders
from otklik.answers.approval.turns import turn_of
from otklik.answers.models import Answer, AnswerState
from otklik.answers.outbox import day_of
from otklik.appeals.clocks import calendar_of
from otklik.appeals.deadlines import add_term
from otklik.appeals.moves import tell_changed
from otklik.appeals.profiles import Term, Unit
from otklik.appeals.states import State
from otklik.appeals.warn_steps import Round, guarded
from otklik.notices.models import NoticeKind
from otklik.notices.services import Told, tell
from otklik.organizations.receivers import in_own_hours

ABOVE_AFTER = Term(120, Unit.WORKING_MINUTES)
"""So much later, in the working time of the body that answers, those above hear of it too."""
_LOOK_AGAIN = timedelta(days=1)
"""So much later where nobody is there to be told today."""
_AT_ONCE = 200


def remind_of_steps(*, now: datetime) -> int:
    """Look at the answers whose step ran out. Returns how many notices are new."""
    this_round = Round.begin(now)
    due = Answer.objects.filter(state=AnswerState.SUBMITTED, step_remind_at__lte=now)
    ids = list(due.order_by("step_remind_at", "id").values_list("id", flat=True)[:_AT_ONCE])
    return sum(guarded(partial(_look_at, answer_id, this_round), of=f"answer {answer_id}") for answer_id in ids)


@transaction.atomic
def _look_at(answer_id: int, this_round: Round) -> int:
    """One answer under its lock: of two workers only one looks at it."""
    due = Answer.objects.filter(id=answer_id, state=AnswerState.SUBMITTED, step_remind_at__lte=this_round.now)
    answer = (
        due.select_related("appeal__body", "appeal__topic").select_for_update(of=("self",), skip_locked=True).first()
    )
    if answer is None or answer.step_due_at is None:
        return 0
    appeal, turn, now = answer.appeal, turn_of(answer), this_round.now
    told, again = 0, []
    if turn.next is not None and appeal.state == State.AWAITING_APPROVAL:
        holders = find_holders(turn.next, appeal.body, on=day_of(appeal, now=now))
        above_at = add_term(answer.step_due_at, ABOVE_AFTER, calendar=calendar_of(appeal.body))
        theirs, above = _whom_to_tell(holders, without=turn.editors.union(turn.gave))
        if above and theirs and now < above_at:
            again.append(above_at)
        people = theirs | above if now >= above_at or not theirs else theirs
        receivers = in_own_hours(people, on=this_round.people.on)
        if not receivers:
            again.append(now + _LOOK_AGAIN)  # a post that ended, or everybody away: tomorrow somebody may be there
        for receiver in receivers:
            may_at = this_round.may_be_told_at(receiver)
            if may_at <= now:
                told += tell([receiver.staff_id], _told(answer, len(turn.gave)), now=now)
            else:
                again.append(may_at)
    Answer.objects.filter(id=answer.id).update(step_remind_at=min(again, default=None))
    if told:
        tell_changed(appeal)
    return told


def _whom_to_tell(holders: Holders, *, without: frozenset[int]) -> tuple[frozenset[int], frozenset[int]]:
    """Those whose turn it is and who are there, and those above them."""
    theirs = holders.own - holders.away - without
    return theirs, holders.besides(*without) - holders.own


def _told(answer: Answer, step: int) -> Told:
    """A step that begins anew, after an edit or a word, is a matter of its own."""
    appeal, due_at = answer.appeal, answer.step_due_at
    return Told(
        kind=NoticeKind.WARNING,
        subject=f"appeal:{appeal.number}",
        step=f"approval:{answer.id}:{step}:{due_at.isoformat(timespec='seconds') if due_at else ''}",
        number=appeal.number,
        topic=appeal.topic.name if appeal.topic else "",
        clock="approval",
        due_at=due_at,
    )

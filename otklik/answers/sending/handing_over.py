"""Where an approved answer goes: into the outbox of a network, or onto the case page, where it stands at once."""

from datetime import datetime

from otklik.answers.errors import AnswerRefused
from otklik.answers.models import Answer, AnswerKind, AnswerState
from otklik.answers.outbox import put_under_way
from otklik.answers.results.recording import note_result
from otklik.answers.sending.calling_off import PUBLISHED_BY
from otklik.appeals.clocks import pause_clocks
from otklik.appeals.later_words import note_later_words
from otklik.appeals.models import Appeal
from otklik.appeals.moves import Move, make_move, save_case
from otklik.appeals.states import Party, State
from otklik.appeals.workflow import Reason, find_transition
from otklik.intake.act_talks import tell_of_answer
from otklik.intake.acts import OWN_PAGE
from otklik.shared.words import marked as _


def hand_over(appeal: Appeal, answer: Answer, *, now: datetime, not_before: datetime | None = None) -> None:
    """Let an approved answer reach the resident, in the caller's transaction, the case locked.

    Raises NoWayToAnswer, and AnswerRefused where a page of ours is told to wait.
    """
    if appeal.channel != OWN_PAGE:
        put_under_way(answer, now=now, not_before=not_before)
        return
    if not_before is not None:
        raise AnswerRefused(
            _("On the case page an answer stands at once."), field="not_before", mend=_("Send it when its time comes.")
        )
    note_stands(appeal, answer, at=now, now=now)


def note_stands(appeal: Appeal, answer: Answer, *, at: datetime, now: datetime) -> None:
    """The answer stands before the resident since `at`: the clocks stop, and whoever left an address is told."""
    answer.state, answer.sent_at = AnswerState.SENT, at
    answer.awaits_publication = answer.kind == AnswerKind.FINAL
    answer.save()
    appeal.is_sending, appeal.delivery_trouble = False, ""
    publishes = PUBLISHED_BY.get(AnswerKind(answer.kind))
    if publishes is not None and find_transition(State(appeal.state), publishes) is not None:
        move = Move(publishes, Party.NETWORK, Reason(due_on=answer.promised_on), noted_at=now)
        make_move(appeal, move, now=at)
        note_result(appeal, answer, now=now)
        note_later_words(appeal, now=now)
    else:
        if answer.kind == AnswerKind.QUESTION and appeal.state == State.CLARIFYING:
            pause_clocks(appeal, now=at)
        # a question, or the case went another way meanwhile: the words stand there all the same
        save_case(appeal, now=now)
    if appeal.channel == OWN_PAGE:
        tell_of_answer(appeal.thread_id, now=now)

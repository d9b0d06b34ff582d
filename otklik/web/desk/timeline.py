"""The talk of a case in the order of time: messages, our answers, notes, and what happened between them. Plain."""

from dataclasses import dataclass
from datetime import datetime

from otklik.answers.selectors import AnswerView
from otklik.appeals.selectors import CaseView, NoteView, StepView, ThreadMessage
from otklik.appeals.states import Act
from otklik.web.desk.wordings import Change, changes

_SHOWN_STEPS = frozenset(
    {Act.ASSIGN, Act.RETURN_NOT_OURS, Act.ASK_AUTHOR, Act.REOPEN, Act.CLOSE, Act.DECLINE, Act.JOIN}
)
_OURS = ("submitted", "sending", "failed", "unknown")


@dataclass(frozen=True, slots=True)
class Moment:
    """One entry of the timeline; exactly one of the parts is there."""

    at: datetime
    message: ThreadMessage | None = None
    edit: tuple[Change, ...] = ()
    note: NoteView | None = None
    step: StepView | None = None
    answer: AnswerView | None = None


def timeline(case: CaseView, answers: tuple[AnswerView, ...]) -> tuple[Moment, ...]:
    """Everything that the page of a case tells, oldest first. A sent answer stands there once."""
    moments = [_of_message(message) for message in case.thread]
    moments += [Moment(at=note.at, note=note) for note in case.notes]
    moments += [Moment(at=step.at, step=step) for step in case.history if step.act in _SHOWN_STEPS]
    moments += [
        Moment(at=answer.sent_at or answer.written_at, answer=answer)
        for answer in answers
        if _stands_apart(answer, case.thread)
    ]
    return tuple(sorted(moments, key=lambda moment: moment.at))


def _of_message(message: ThreadMessage) -> Moment:
    edit = changes(message.wordings[0].text, message.text) if message.wordings else ()
    return Moment(at=message.at, message=message, edit=edit)


def _stands_apart(answer: AnswerView, thread: tuple[ThreadMessage, ...]) -> bool:
    """Under way, given by hand, or sent and not yet heard back from the network."""
    if answer.state in _OURS:
        return True
    if answer.state == "sent_back":
        return False
    return not any(one.is_by_page and one.text.strip() == answer.text.strip() for one in thread)

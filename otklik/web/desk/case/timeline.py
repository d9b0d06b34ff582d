"""The talk of a case in the order of time: messages, our answers, notes, and what happened between them. Plain."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from otklik.answers.selectors import AnswerView
from otklik.appeals.selectors import CaseView, NoteView, StepView, ThreadMessage
from otklik.appeals.states import Act
from otklik.delivery.selectors import PossibleAct, list_moderating_acts
from otklik.moderation.evidence.dossier import find_evidence_of
from otklik.moderation.told import NoticeShown, find_notices
from otklik.organizations.rights import Right
from otklik.organizations.selectors import Viewer
from otklik.pages.public_selectors import look_of
from otklik.web.desk.case.composing_views import Change, changes

_SHOWN_STEPS = frozenset(
    {
        Act.ASSIGN,
        Act.RETURN_NOT_OURS,
        Act.ASK_AUTHOR,
        Act.REOPEN,
        Act.CLOSE,
        Act.DECLINE,
        Act.JOIN,
        Act.ACCEPT_WITHDRAWAL,
    }
)

_OURS = ("submitted", "sending", "failed", "unknown")


@dataclass(frozen=True, slots=True)
class Moment:
    """One entry of the timeline; exactly one of the parts is there."""

    at: datetime
    message: ThreadMessage | None = None
    edit: tuple[Change, ...] = ()
    limits: tuple[PossibleAct, ...] = ()
    """What the network lets moderators do with the message."""
    decision: int | None = None
    """About the message, where its evidence may be seen."""
    notice: NoticeShown | None = None
    """How it stands with the notice to the author of what was hidden."""
    note: NoteView | None = None
    step: StepView | None = None
    answer: AnswerView | None = None


def timeline(case: CaseView, answers: tuple[AnswerView, ...], *, viewer: Viewer, now: datetime) -> tuple[Moment, ...]:
    """Everything that the page of a case tells, oldest first. A sent answer stands there once."""
    limits = _limits_of(case, now=now)
    gone = [message.id for message in case.thread if message.is_hidden or message.is_deleted]
    decisions = find_evidence_of(viewer, gone)
    notices = find_notices([message.id for message in case.thread if message.is_hidden])
    moments = [
        replace(_of_message(one, limits), decision=decisions.get(one.id), notice=notices.get(one.id))
        for one in case.thread
    ]
    moments += [Moment(at=note.at, note=note) for note in case.notes]
    moments += [Moment(at=step.at, step=step) for step in case.history if step.act in _SHOWN_STEPS]
    moments += [
        Moment(at=answer.sent_at or answer.written_at, answer=answer)
        for answer in answers
        if _stands_apart(answer, case.thread)
    ]
    return tuple(sorted(moments, key=lambda moment: moment.at))


def _limits_of(case: CaseView, *, now: datetime) -> Mapping[int, tuple[PossibleAct, ...]]:
    """For those who moderate: what can be done with each of the residents' messages that stand there."""
    if case.page is None or not case.may(Right.MODERATE):
        return {}
    return {
        message.id: list_moderating_acts(
            case.page.network,
            message_kind=message.kind,
            said_at=message.at,
            author_id=message.author_external_id,
            now=now,
        )
        for message in case.thread
        if not (message.is_by_page or message.is_deleted)
    }


def _of_message(message: ThreadMessage, limits: Mapping[int, tuple[PossibleAct, ...]]) -> Moment:
    edit = changes(message.wordings[0].text, message.text) if message.wordings else ()
    return Moment(at=message.at, message=message, edit=edit, limits=limits.get(message.id, ()))


def _stands_apart(answer: AnswerView, thread: tuple[ThreadMessage, ...]) -> bool:
    """Under way, given by hand, or sent and not yet heard back from the network."""
    if answer.state in _OURS:
        return True
    if answer.state == "sent_back":
        return False
    return not any(one.is_by_page and one.text.strip() == answer.text.strip() for one in thread)


@dataclass(frozen=True, slots=True)
class ThreadWords:
    """What a comment stands under, and how the network shows what is said there."""

    container: str
    how: str


def words_of_thread(network: str, channel: str) -> ThreadWords:
    """The words for a thread of this network; the way it is shown is empty where nothing needs to be said."""
    look = look_of(network)
    if channel == "private":
        return ThreadWords("", look.talk_shown)
    return ThreadWords(look.post, look.comments_shown if channel == "comment" else "")

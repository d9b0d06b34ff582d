"""Messages that arrived or changed after a case was answered: a person has to read them, so that none is lost.

So are words that were read and say something else now: the answer may speak of what stands there no longer.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, prefetch_related_objects

from otklik.appeals.joined import cases_below
from otklik.appeals.models import Appeal, AppealMessage
from otklik.appeals.moves import REOPEN_WITHIN, demand_right, lock_case, save_case
from otklik.appeals.states import OPEN_STATES, Act, State
from otklik.appeals.subject import Judged, judged_of
from otklik.audit.services import record
from otklik.intake.models import MessageVersion
from otklik.intake.wordings import reads_otherwise_since
from otklik.organizations.rights import Right
from otklik.organizations.selectors import Viewer

_ANSWERS = (Act.SEND_FINAL, Act.ANSWERED_OUTSIDE, Act.ANSWERED_BY_HAND)


def note_later_words(appeal: Appeal, *, now: datetime) -> None:
    """Whether a resident says what the answer cannot speak of, in the words that stand there now."""
    answered_at = appeal.final_answered_at or appeal.closed_at
    if answered_at is None or not _can_come_back(appeal, now=now):
        return
    asks_for_more = any(
        one.asks_for_more and not one.message.is_taken_back for one in _unread(appeal, answered_at=answered_at)
    )
    # «not solved» is the resident's word, too: no edit takes it back
    is_marked = asks_for_more or appeal.not_solved_at is not None
    if is_marked != (appeal.wrote_again_at is not None):
        appeal.wrote_again_at = now if is_marked else None
        save_case(appeal, now=now)


def note_read(number: int, *, by: Viewer, version: int | None, now: datetime) -> None:
    """A person has read what was written after the answer: nothing has to be done. Raises StaleCase, NotYourAct."""
    with transaction.atomic():
        appeal = lock_case(number, by=by, version=version)
        demand_right(by, appeal, *rights_to_read(State(appeal.state)))
        note_words_read(appeal)
        if appeal.not_solved_at is None:
            appeal.wrote_again_at = None
        save_case(appeal, now=now)
        record("read_later_words", subject=f"appeal:{number}", by=by, now=now)


def rights_to_read(state: State) -> tuple[Right, ...]:
    """One of these is needed to say that later words ask for nothing: what is declined is no executor's business."""
    return (Right.EDIT_CASE, Right.MODERATE if state is State.DECLINED else Right.WRITE_ANSWER)


def note_words_read(appeal: Appeal) -> None:
    """A person has read a case as it is locked here, before it is saved.

    What came since it last changed did not stand on their page, even where its row is older than this moment.
    """
    appeal.words_read_at = appeal.changed_at


def read_until(appeal: Appeal) -> datetime | None:
    """When the answer that stands was approved: who did so had read what was there, and no more.

    An answer may leave days later. None where it was typed in the network or given by hand: it speaks of all before it.
    """
    steps = appeal.transitions.order_by("-id")
    last = steps.filter(act__in=_ANSWERS).first()
    if last is None or last.act != Act.SEND_FINAL:
        return None
    return steps.filter(act=Act.APPROVE_FINAL, id__lt=last.id).values_list("at", flat=True).first()


def _can_come_back(appeal: Appeal, *, now: datetime) -> bool:
    """Whether a person could still put it to work again; a joined case is answered by its main one."""
    state = State(appeal.state)
    if state in OPEN_STATES or appeal.duplicate_of_id is not None:
        return False
    return appeal.closed_at is None or appeal.closed_at >= now - REOPEN_WITHIN


def _unread(appeal: Appeal, *, answered_at: datetime) -> list[Judged]:
    """What came, or came to say something else, after somebody had last read the words of residents."""
    approved_at = read_until(appeal)
    looked_at = max((at for at in (appeal.closed_at, appeal.words_read_at) if at is not None), default=None)
    read_at = max(at for at in (approved_at or answered_at, looked_at) if at is not None)
    is_late = Q(joined_at__gt=read_at)
    written = Q(said_at__gt=answered_at) if looked_at is None else Q(said_at__gt=answered_at) & is_late
    fresh = judged_of(appeal, among=written if approved_at is None else written | is_late)
    # whoever joined a case to this one had read it; of hundreds that are joined hardly one says anything new
    told_since = AppealMessage.objects.filter(appeal=OuterRef("pk"), message__versions__received_at__gt=read_at)
    said_more = cases_below(appeal.id).filter(Exists(told_since))
    joined = [(one, max(read_at, one.closed_at or read_at)) for one in said_more]
    return [*fresh, *(said for case, since in [(appeal, read_at), *joined] for said in _reworded(case, since=since))]


def _reworded(appeal: Appeal, *, since: datetime) -> list[Judged]:
    """What came to say something else since then."""
    versions = MessageVersion.objects.filter(message=OuterRef("message"), received_at__gt=since)
    edited = judged_of(appeal, among=Q(Exists(versions)))
    prefetch_related_objects([one.message for one in edited], "versions")
    return [one for one in edited if reads_otherwise_since(one.message, since)]

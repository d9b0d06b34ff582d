"""Words that nobody had read when a case was answered: a person looks at them, or they would be lost in silence."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from otklik.appeals.models import Appeal
from otklik.appeals.moves import save_case
from otklik.appeals.states import OPEN_STATES, Act, State
from otklik.appeals.subject import judged_of
from otklik.intake.models import MessageVersion, ResidentMessage

_ANSWERS = (Act.SEND_FINAL, Act.ANSWERED_OUTSIDE, Act.ANSWERED_BY_HAND)


def note_later_words(appeal: Appeal, *, changed: ResidentMessage | None = None, now: datetime) -> None:
    """Whether a resident wrote what the answer cannot speak of, in the words that stand there now.

    `changed`: only this message was edited, deleted or restored; one that the answer speaks of leaves all as it is.
    """
    answered_at = appeal.final_answered_at or appeal.closed_at
    if State(appeal.state) in OPEN_STATES or answered_at is None:
        return
    unread = judged_of(appeal, among=_unread(answered_at, read_until(appeal)))
    if changed is not None and all(one.message != changed for one in unread):
        return
    asks_for_more = any(one.asks_for_more and not one.message.is_taken_back for one in unread)
    # «not solved» is the resident's word, too: no edit takes it back
    is_marked = asks_for_more or appeal.not_solved_at is not None
    if is_marked != (appeal.wrote_again_at is not None):
        appeal.wrote_again_at = now if is_marked else None
        save_case(appeal, now=now)


def read_until(appeal: Appeal) -> datetime | None:
    """When the answer that stands was approved: who did so had read what was there, and no more.

    An answer may leave days later. None where it was typed in the network or given by hand: it speaks of all before it.
    """
    steps = appeal.transitions.order_by("-id")
    last = steps.filter(act__in=_ANSWERS).first()
    if last is None or last.act != Act.SEND_FINAL:
        return None
    return steps.filter(act=Act.APPROVE_FINAL, id__lt=last.id).values_list("at", flat=True).first()


def _unread(answered_at: datetime, approved_at: datetime | None) -> Q:
    unread = Q(said_at__gt=answered_at)
    if approved_at is not None:
        wordings = MessageVersion.objects.filter(message=OuterRef("message"))
        changed = wordings.filter(received_at__gt=approved_at, received_at__lte=answered_at)
        unread |= Q(joined_at__gt=approved_at) | Q(Exists(changed))
    return unread

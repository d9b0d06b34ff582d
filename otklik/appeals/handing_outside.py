"""Asks somebody without an account by a one-time link, valid for two weeks, that shows nothing but the question."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from otklik.appeals.errors import UnfitValue
from otklik.appeals.models import Appeal, CasePart, PhotoOf, PhotoStage
from otklik.appeals.moves import demand_right, lock_case, tell_changed
from otklik.appeals.photos import Shown, add_photos
from otklik.appeals.splitting import check_question, lock_whole
from otklik.appeals.states import CLOSED_STATES, State
from otklik.audit.services import record
from otklik.media.services import KeptPhoto
from otklik.organizations.invitations import hash_token
from otklik.organizations.rights import Right
from otklik.organizations.selectors import Viewer
from otklik.personal_data.finders import find_personal_data
from otklik.shared.lengths import SHORTEN, TOO_LONG, counted, length_of
from otklik.shared.text import is_blank
from otklik.shared.words import marked as _

LINK_WORKS = timedelta(days=14)
LONGEST_ANSWER = 4000


@dataclass(frozen=True, slots=True)
class OutsideQuestion:
    """What the holder of a link sees: no resident, no number of a case."""

    part_id: int
    question: str
    body: str
    """Who asks."""
    until: datetime
    is_answered: bool
    is_over: bool
    """The case is over: nobody waits for the answer any more."""


def ask_outside(number: int, *, to_name: str, question: str, by: Viewer, version: int | None, now: datetime) -> str:
    """Make a link for somebody outside; returns its secret, which is told once and kept nowhere.

    Raises what `lock_case` raises, NotYourAct, or UnfitValue: also where the question holds personal data.
    """
    with transaction.atomic():
        whole = lock_whole(number, by=by, version=version)
        asked = check_question(question)
        if find_personal_data(asked) or (whole.author_name and whole.author_name.casefold() in asked.casefold()):
            raise UnfitValue(
                _("The question holds personal data of the resident."),
                field="question",
                mend=_("Say what has to be done and where, without names and phones."),
            )
        if not to_name.strip():
            raise UnfitValue(_("Nobody is named."), field="to_name", mend=_("Write for whom the link is."))
        secret = secrets.token_urlsafe(24)
        CasePart.objects.create(
            whole=whole,
            question=asked,
            to_name=to_name.strip()[:200],
            link_hash=hash_token(secret),
            link_until=now + LINK_WORKS,
            asked_by_id=by.staff_id,
            asked_at=now,
        )
        record("ask_outside", subject=f"appeal:{number}", by=by, now=now)
        tell_changed(whole)
    return secret


def take_back_link(number: int, part_id: int, *, by: Viewer, now: datetime) -> None:
    """Let a link work no more. Raises what `lock_case` raises, or NotYourAct."""
    with transaction.atomic():
        whole = lock_case(number, by=by, version=None)
        demand_right(by, whole, Right.EDIT_CASE, Right.WRITE_ANSWER)
        waiting = CasePart.objects.filter(id=part_id, whole=whole, child=None, answered_at=None)
        waiting.update(taken_back_at=now, link_hash="")
        record("take_back_link", subject=f"appeal:{number}", by=by, now=now)
        tell_changed(whole)


def find_question(secret: str, *, now: datetime) -> OutsideQuestion | None:
    """What the link shows; None where it leads nowhere, or no more."""
    part = _find(secret, now=now)
    if part is None or part.link_until is None:
        return None
    return OutsideQuestion(
        part_id=part.id,
        question=part.question,
        body=part.whole.body.name,
        until=part.link_until,
        is_answered=part.answered_at is not None,
        is_over=_is_over(part.whole),
    )


def answer_outside(secret: str, text: str, *, photos: Sequence[KeptPhoto] = (), now: datetime) -> None:
    """Keep the answer; the first one counts.

    Raises UnfitValue for an empty or too long one, for too many photos, or if the case is over.
    """
    answer = text.replace("\x00", "").strip()
    if is_blank(answer):
        raise UnfitValue(_("The answer is empty."), field="text", mend=_("Write in a few words what was done."))
    if length_of(answer) > LONGEST_ANSWER:
        raise UnfitValue(TOO_LONG, field="text", mend=SHORTEN, values=counted(length_of(answer), most=LONGEST_ANSWER))
    with transaction.atomic():
        asked = _find(secret, now=now)
        if asked is None:
            return
        # the case first, then its part: as everybody locks them who acts on the case
        whole = Appeal.objects.select_for_update(of=("self",)).get(id=asked.whole_id)
        part = _find(secret, now=now, lock=True)
        if part is None or part.answered_at is not None:
            return
        if _is_over(whole):
            raise UnfitValue(
                _("The case is over: your answer is not needed any more."),
                field="text",
                mend=_("If it matters all the same, tell whoever sent you the link."),
            )
        part.answer, part.answered_at = answer, now
        part.save(update_fields=["answer", "answered_at"])
        add_photos(part.whole, photos, Shown(PhotoOf.OUTSIDE, PhotoStage.AFTER, part=part), now=now)
        record("answer_outside", subject=f"appeal:{part.whole.number}", by=None, now=now, details={"part": part.id})
        tell_changed(part.whole)


def _find(secret: str, *, now: datetime, lock: bool = False) -> CasePart | None:
    parts = CasePart.objects.select_related("whole__body")
    if lock:
        parts = parts.select_for_update(of=("self",))
    return parts.filter(link_hash=hash_token(secret), link_until__gt=now).first()


def _is_over(whole: Appeal) -> bool:
    return State(whole.state) in CLOSED_STATES

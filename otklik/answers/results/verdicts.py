"""What the resident says of an answer: solved or not, a mark, why; by a link that works once, for 14 days.

Only the hash of a link is kept. In a private talk it goes to the author by itself; elsewhere anybody could use it, so
a person hands it over. After a refusal nobody is asked. «Not solved» changes nothing by itself: a person reopens or
explains, and the first deadline stays on record.
"""

import logging
import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext

from otklik.answers.errors import AnswerRefused, NothingWaits
from otklik.answers.models.answer import ResidentVerdict, VerdictReason
from otklik.answers.outbox import target_of
from otklik.answers.results.substance import NEGATIVE
from otklik.appeals.errors import UnfitValue
from otklik.appeals.later_words import note_later_words, note_words_read
from otklik.appeals.models import Appeal, PhotoOf
from otklik.appeals.moves import Move, demand_right, lock_case, make_move, save_case
from otklik.appeals.photos import Shown, add_photos
from otklik.appeals.states import CLOSED_STATES, Act, Outcome, Party, State
from otklik.appeals.workflow import Reason
from otklik.audit.services import record
from otklik.delivery.services import queue_answer
from otklik.media.services import KeptPhoto
from otklik.organizations.invitations import hash_token
from otklik.organizations.rights import Right
from otklik.organizations.selectors import Viewer
from otklik.shared.errors import OtklikError
from otklik.shared.lengths import SHORTEN, TOO_LONG, counted, length_of
from otklik.shared.personal_links import VERDICT
from otklik.shared.text import is_blank
from otklik.shared.words import marked as _
from otklik.triage.kinds import QUESTION

log = logging.getLogger(__name__)

LINK_LASTS = timedelta(days=14)
LONGEST_WORDS = 2000
_ASKED_ABOUT = (State.ANSWERED, State.CLOSED)
_EXPLAINING = (Right.WRITE_ANSWER, Right.EDIT_CASE)


@dataclass(frozen=True, slots=True)
class Said:
    """What a resident filled in."""

    is_solved: bool
    mark: int | None = None
    reasons: Collection[str] = ()
    words: str = ""
    photos: Sequence[KeptPhoto] = ()
    """With «not solved» only."""


@dataclass(frozen=True, slots=True)
class VerdictPage:
    """What the holder of a link sees: not the message, the link may have been passed on."""

    case_id: int
    body: str
    answered_on: date
    until: datetime
    is_open: bool
    """It can be used."""
    is_given: bool
    is_solved: bool | None
    mark: int | None
    explanation: str
    is_reopened: bool
    """Nobody waits any more: the case is at work again."""


def find_verdict(token: str, *, now: datetime) -> VerdictPage | None:
    """What a link leads to; None where it leads nowhere."""
    asked = ResidentVerdict.objects.select_related("appeal__body").filter(token_hash=hash_token(token)).first()
    if asked is None:
        return None
    appeal = asked.appeal
    answered_at = appeal.final_answered_at or asked.asked_at
    return VerdictPage(
        case_id=appeal.id,
        body=appeal.body.name,
        answered_on=answered_at.astimezone(ZoneInfo(appeal.body.zone)).date(),
        until=asked.until,
        is_open=asked.given_at is None and asked.until > now,
        is_given=asked.given_at is not None,
        is_solved=asked.is_solved,
        mark=asked.mark,
        explanation=asked.explanation,
        is_reopened=asked.is_solved is False and State(appeal.state) not in CLOSED_STATES,
    )


def open_verdict(appeal: Appeal, *, now: datetime) -> str:
    """Make a link for the author of a locked case; one that was not used ends. Returns the address, kept nowhere."""
    token = secrets.token_urlsafe(24)
    ResidentVerdict.objects.filter(appeal=appeal, given_at=None, until__gt=now).update(until=now)
    ResidentVerdict.objects.create(appeal=appeal, token_hash=hash_token(token), asked_at=now, until=now + LINK_LASTS)
    return f"{settings.OTKLIK_SITE_URL.rstrip('/')}{VERDICT}{token}/"


def ask_in_talk(appeal: Appeal, *, outcome: Outcome, now: datetime) -> None:
    """Send the link into the author's private talk, after a final answer that is no refusal; elsewhere do nothing."""
    if appeal.channel != "private" or outcome in NEGATIVE or appeal.page is None:
        return
    try:
        with transaction.atomic():
            target = target_of(appeal)
            queue_answer(target, text=_words_of_asking(open_verdict(appeal, now=now), now=now), now=now)
    except OtklikError as why:
        log.info("answers: case %s: the resident is not asked: %s", appeal.number, why)


def hand_out_link(number: int, *, by: Viewer, now: datetime) -> str:
    """A link to hand over by phone, letter or in a talk. Returns its address. Raises AnswerRefused, NotYourAct."""
    with transaction.atomic():
        appeal = lock_case(number, by=by, version=None)
        demand_right(by, appeal, *_EXPLAINING)
        if appeal.state not in _ASKED_ABOUT or appeal.outcome in NEGATIVE:
            raise AnswerRefused(
                _("Nobody is asked for a mark before an answer, nor after a refusal."),
                mend=_("Answer first, or say how the case ended."),
            )
        record("hand_out_link", subject=f"appeal:{number}", by=by, now=now)
        return open_verdict(appeal, now=now)


def give_verdict(token: str, said: Said, *, now: datetime) -> None:
    """Take down what the resident says; the link is used up. Raises NothingWaits where it is used, over or unknown.

    Raises UnfitValue for too many words, and where the case holds too many photos.
    """
    words = said.words.replace("\x00", "").replace("\r\n", "\n").strip()
    if len(words) > LONGEST_WORDS:
        raise UnfitValue(TOO_LONG, field="words", mend=SHORTEN, values=counted(len(words), most=LONGEST_WORDS))
    with transaction.atomic():
        asked = ResidentVerdict.objects.select_related("appeal").filter(token_hash=hash_token(token)).first()
        if asked is None:
            raise NothingWaits
        cases = Appeal.objects.select_related("body", "page").select_for_update(of=("self",))
        appeal = cases.get(id=asked.appeal_id)
        verdict = ResidentVerdict.objects.select_for_update().get(id=asked.id)
        if verdict.given_at is not None or verdict.until <= now:
            raise NothingWaits
        verdict.given_at, verdict.is_solved = now, said.is_solved
        verdict.mark = said.mark if said.mark in range(1, 6) else None
        verdict.reasons = [reason for reason in VerdictReason.values if reason in said.reasons]
        verdict.words = words
        verdict.save()
        if not said.is_solved:
            verdict.photos.add(*add_photos(appeal, said.photos, Shown(PhotoOf.RESIDENT), now=now))
        _follow(appeal, is_solved=said.is_solved, now=now)


def _follow(appeal: Appeal, *, is_solved: bool, now: datetime) -> None:
    """Solved closes the answered case; not solved brings it before a person, whatever became of it meanwhile."""
    appeal.publication_is_stale = True
    if is_solved and appeal.not_solved_at is not None:
        # the resident takes «not solved» back; what they wrote besides still waits
        appeal.not_solved_at = None
        note_later_words(appeal, now=now)
    if is_solved and appeal.state == State.ANSWERED and appeal.wrote_again_at is None:
        outcome = Outcome.EXPLAINED if appeal.kind == QUESTION else Outcome.SOLVED
        make_move(appeal, Move(Act.CLOSE, Party.AUTHOR, Reason(outcome=outcome)), now=now)
        return
    if not is_solved and appeal.state in _ASKED_ABOUT:
        appeal.wrote_again_at = appeal.wrote_again_at or now
    appeal.not_solved_at = now if not is_solved and appeal.state in _ASKED_ABOUT else None
    save_case(appeal, now=now)


def explain(number: int, *, text: str, by: Viewer, version: int | None, now: datetime) -> None:
    """Explain instead of reopening: the resident reads it by the same link.

    Raises StaleCase, NothingWaits, AnswerRefused.
    """
    words = text.replace("\x00", "").strip()
    if length_of(words) > LONGEST_WORDS:
        raise AnswerRefused(TOO_LONG, mend=SHORTEN, values=counted(length_of(words), most=LONGEST_WORDS))
    with transaction.atomic():
        appeal = lock_case(number, by=by, version=version)
        demand_right(by, appeal, *_EXPLAINING)
        verdict = unsolved_of(appeal.id)
        if verdict is None or appeal.wrote_again_at is None:
            raise NothingWaits
        if is_blank(words):
            raise AnswerRefused(_("The text is empty."), mend=_("Write the answer."))
        verdict.explained_at, verdict.explained_by_id, verdict.explanation = now, by.staff_id, words
        verdict.save(update_fields=["explained_at", "explained_by", "explanation"])
        appeal.wrote_again_at = appeal.not_solved_at = None
        note_words_read(appeal)
        save_case(appeal, now=now)
        record("explain_verdict", subject=f"appeal:{number}", by=by, now=now)


def unsolved_of(case_id: int) -> ResidentVerdict | None:
    """The last word of a resident who is not satisfied and to whom nobody has explained anything yet."""
    given = ResidentVerdict.objects.filter(appeal_id=case_id, given_at__isnull=False).order_by("-given_at", "-id")
    last = given.first()
    return last if last is not None and not last.is_solved and last.explained_at is None else None


def _words_of_asking(url: str, *, now: datetime) -> str:
    """In the language of the installation."""
    with translation.override(settings.LANGUAGE_CODE):
        until = date_format(timezone.localtime(now + LINK_LASTS), "j E")
        words = gettext("Is your question solved? Please say so here: %(url)s\nThe link works once, until %(until)s.")
        return words % {"url": url, "until": until}

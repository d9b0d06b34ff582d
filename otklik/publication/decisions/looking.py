"""What people do with a published copy: look, edit, take back, publish again. The original never changes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from otklik.answers.models import Answer
from otklik.appeals.errors import NoSuchCase, UnfitValue
from otklik.appeals.models import Appeal
from otklik.appeals.moves import demand_right, lock_case, place_of, tell_changed
from otklik.audit.services import record
from otklik.intake.models import ResidentMessage
from otklik.organizations.rights import Right
from otklik.organizations.selectors import Viewer
from otklik.publication.decisions.errors import CopyChanged
from otklik.publication.decisions.obstacles import hash_words
from otklik.publication.decisions.officials import officials_of
from otklik.publication.decisions.services import copy_of, decide_publication, final_answer_of, first_message, people_of
from otklik.publication.models import Decision
from otklik.publication.photos import LookedPhoto, list_looked
from otklik.publication.redactions.special import marking
from otklik.shared.lengths import SHORTEN, TOO_LONG, counted
from otklik.shared.text import without_turning
from otklik.shared.words import marked as _

LONGEST_COPY: Final = 20_000
LONGEST_REASON: Final = 500


@dataclass(frozen=True, slots=True)
class PublicCopy:
    """What everybody sees of a case, or would see, beside what it is made of."""

    number: int
    public_number: str
    """Empty: never published."""
    is_published: bool
    waits: bool
    because: str
    """Why it is not published: a message id."""
    withdrawn_because: str
    """What a person said when taking it back."""
    channel: str
    consent_because: str
    original_text: str
    original_answer: str
    text: str
    answer: str
    text_pieces: tuple[marking.MarkedPiece, ...]
    """The copy of the message with the words marked that tell of somebody's health, beliefs, conviction or family;
    empty where there are none, or a person has looked at these very words."""
    answer_pieces: tuple[marking.MarkedPiece, ...]
    proposed_text: str
    """The copy without such words: what a person is shown to begin with."""
    proposed_answer: str
    is_edited: bool
    """A person wrote the copy, of these very words."""
    edited_before: str
    """What a person wrote of words that have changed since; empty: nothing."""
    looked_by: str
    looked_at: datetime | None
    version: int
    words: str
    """Hash of the originals: what was looked at when the page was drawn."""
    may_decide: bool
    photos: tuple[LookedPhoto, ...]

    @property
    def marked(self) -> tuple[tuple[marking.MarkedPiece, ...], ...]:
        """Of the message and of the answer, those with marked words."""
        return tuple(pieces for pieces in (self.text_pieces, self.answer_pieces) if pieces)


@dataclass(frozen=True, slots=True)
class Seen:
    """What a page was drawn of: with another version or other words nothing is saved."""

    version: int
    words: str


def load_copy(viewer: Viewer, number: int) -> PublicCopy | None:
    """The copy of a case that this person sees; None while it has no final answer. Raises NoSuchCase."""
    appeal = Appeal.objects.select_related("body").filter(number=number).first()
    if appeal is None or not viewer.may_at(place_of(appeal), Right.SEE_CASES):
        raise NoSuchCase
    answer, first = final_answer_of(appeal), first_message(appeal)
    decision = Decision.objects.select_related("looked_by").filter(appeal=appeal).first()
    if answer is None or first is None or decision is None:
        return None
    return _copy(appeal, first, answer, decision, may_decide=viewer.may_at(place_of(appeal), Right.MODERATE))


def find_public_state(case_id: int) -> Decision | None:
    """How it stands with the publication of a case, for its page; None while nobody decided."""
    return Decision.objects.filter(appeal_id=case_id).first()


def publish_looked(number: int, *, text: str, answer: str, seen: Seen, by: Viewer, now: datetime) -> None:
    """Let the copy be published as it was looked at; what differs from the redactions' own stays as an edit.

    Raises what `lock_case` raises, NotYourAct, CopyChanged, UnfitValue.
    """
    with transaction.atomic():
        appeal, decision, given, first = _lock(number, seen, by=by)
        text, answer = _fit(text, field="copy_text"), _fit(answer, field="copy_answer")
        was_withdrawn = bool(decision.withdrawn_because)
        decision.edited_text = decision.edited_answer = decision.looked_of = ""
        plain = copy_of(None, first, given, people=people_of(appeal), officials=officials_of(given))
        decision.edited_text = text if _reads_otherwise(text, plain[0]) else ""
        decision.edited_answer = answer if _reads_otherwise(answer, plain[1]) else ""
        decision.looked_of = hash_words(first.text, given.text)
        decision.withdrawn_because = ""
        is_edited = bool(decision.edited_text or decision.edited_answer)
        details = {"edited": "yes" if is_edited else "no", "was_withdrawn": "yes" if was_withdrawn else "no"}
        _save(appeal, decision, given, by=by, now=now)
        record("publish_copy", subject=f"appeal:{number}", by=by, now=now, details=details)


def withdraw_copy(number: int, *, because: str, seen: Seen, by: Viewer, now: datetime) -> None:
    """Take a case back from the public; it stays so until a person publishes it again. Raises as `publish_looked`."""
    with transaction.atomic():
        appeal, decision, given, _first = _lock(number, seen, by=by)
        reason = _reason(because, mend=_("Say why it should not be seen."))
        decision.withdrawn_because = reason
        _save(appeal, decision, given, by=by, now=now)
        record("withdraw_copy", subject=f"appeal:{number}", by=by, now=now, because=reason)


def note_consent(number: int, *, because: str, seen: Seen, by: Viewer, now: datetime) -> None:
    """Write down where the author of a private talk agreed to be published. Raises as `publish_looked`."""
    with transaction.atomic():
        appeal, decision, given, _first = _lock(number, seen, by=by)
        reason = _reason(because, mend=_("Say where the author agreed: the day, and in which words."))
        if appeal.channel != "private":
            raise UnfitValue(_("Only for a private talk consent is written down here."), field="consent")
        decision.consent_because, decision.consent_by_id = reason, by.staff_id
        _save(appeal, decision, given, by=by, now=now)
        record("note_publish_consent", subject=f"appeal:{number}", by=by, now=now, because=reason)


def drop_consent(number: int, *, seen: Seen, by: Viewer, now: datetime) -> None:
    """The author of a private talk took the consent back. Raises as `publish_looked`."""
    with transaction.atomic():
        appeal, decision, given, _first = _lock(number, seen, by=by)
        decision.consent_because, decision.consent_by_id = "", None
        _save(appeal, decision, given, by=by, now=now)
        record("drop_publish_consent", subject=f"appeal:{number}", by=by, now=now)


def _lock(number: int, seen: Seen, *, by: Viewer) -> tuple[Appeal, Decision, Answer, ResidentMessage]:
    appeal = lock_case(number, by=by, version=None)
    demand_right(by, appeal, Right.MODERATE)
    decision = Decision.objects.select_for_update(of=("self",)).filter(appeal=appeal).first()
    answer, first = final_answer_of(appeal), first_message(appeal)
    if decision is None or answer is None or first is None:
        raise UnfitValue(_("It has no answer now."), field="copy", mend=_("Reload the page."))
    if seen != Seen(decision.version, hash_words(first.text, answer.text)):
        raise CopyChanged
    return appeal, decision, answer, first


def _save(appeal: Appeal, decision: Decision, answer: Answer, *, by: Viewer, now: datetime) -> None:
    decision.looked_by_id, decision.looked_at = by.staff_id, now
    decision.version += 1
    decision.save()
    decide_publication(answer, now=now)
    tell_changed(appeal)


def _copy(
    appeal: Appeal, first: ResidentMessage, answer: Answer, decision: Decision, *, may_decide: bool
) -> PublicCopy:
    words = hash_words(first.text, answer.text)
    text, reply = copy_of(decision, first, answer, people=people_of(appeal), officials=officials_of(answer))
    has_edit = bool(decision.edited_text or decision.edited_answer)
    is_of_these = decision.looked_of == words
    text_pieces, answer_pieces = ((), ()) if is_of_these else (marking.mark(text), marking.mark(reply))
    return PublicCopy(
        number=appeal.number,
        public_number=decision.public_number,
        is_published=decision.is_published,
        waits=decision.waits,
        because=decision.because,
        withdrawn_because=decision.withdrawn_because,
        channel=appeal.channel,
        consent_because=decision.consent_because,
        original_text=first.text,
        original_answer=answer.text,
        text=text,
        answer=reply,
        text_pieces=text_pieces,
        answer_pieces=answer_pieces,
        proposed_text=marking.hide(text_pieces) or text,
        proposed_answer=marking.hide(answer_pieces) or reply,
        is_edited=has_edit and is_of_these,
        edited_before="" if is_of_these else "\n\n".join(filter(None, (decision.edited_text, decision.edited_answer))),
        looked_by=decision.looked_by.name if decision.looked_by else "",
        looked_at=decision.looked_at,
        version=decision.version,
        words=words,
        may_decide=may_decide,
        photos=tuple(list_looked(appeal.id)),
    )


def _reads_otherwise(edited: str, plain: str) -> bool:
    """Whether a person changed it: characters that turn the words around were on no page, so they do not come back."""
    return without_turning(edited) != without_turning(plain)


def _fit(text: str, *, field: str) -> str:
    text = text.replace("\0", "").replace("\r\n", "\n").strip()
    if not text:
        raise UnfitValue(_("Nothing would be left to read."), field=field, mend=_("Take the case back instead."))
    if len(text) > LONGEST_COPY:
        raise UnfitValue(TOO_LONG, field=field, mend=SHORTEN, values=counted(len(text), most=LONGEST_COPY))
    return text


def _reason(text: str, *, mend: str) -> str:
    reason = text.replace("\0", "").strip()[:LONGEST_REASON]
    if not reason:
        raise UnfitValue(_("The reason is missing."), field="because", mend=mend)
    return reason

"""What was done, by the word of the executor: asked for an answer, told from the place."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Prefetch

from otklik.answers.errors import AnswerRefused
from otklik.answers.models import Facts
from otklik.appeals.models import Appeal, CasePhoto, PhotoOf
from otklik.appeals.moves import demand_right, lock_case, tell_changed
from otklik.appeals.photos import PhotoView, Shown, add_photos, check_stage, view_of
from otklik.audit.services import record
from otklik.media.services import KeptPhoto
from otklik.organizations.rights import Right
from otklik.organizations.selectors import Viewer
from otklik.shared.lengths import SHORTEN, TOO_LONG, counted, length_of
from otklik.shared.text import is_blank
from otklik.shared.words import marked as _

MOST_CHARACTERS = 4000


@dataclass(frozen=True, slots=True)
class FactsView:
    """A question to the executor and what was told; either may be missing."""

    id: int
    question: str
    asked_by: str
    asked_at: datetime | None
    text: str
    by: str
    at: datetime | None
    photos: tuple[PhotoView, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """What an executor says: words, photos, or both.

    `key`: made by the phone. With the same key again nothing is said anew; photos that are not there yet join.
    """

    text: str
    photos: Sequence[KeptPhoto] = ()
    stage: str = ""
    key: str = ""


def list_facts(appeal_id: int) -> list[FactsView]:
    """What was asked and told in a case that this person was already shown to have access to, oldest first."""
    return list_facts_of([appeal_id])[appeal_id]


def list_facts_of(case_ids: Collection[int]) -> dict[int, list[FactsView]]:
    """The same of several cases, by their ids."""
    rows = Facts.objects.filter(appeal_id__in=case_ids).select_related("asked_by", "by").order_by("id")
    found: dict[int, list[FactsView]] = {one: [] for one in case_ids}
    for row in rows.prefetch_related(Prefetch("photos", CasePhoto.objects.order_by("id"))):
        found[row.appeal_id].append(
            FactsView(
                id=row.id,
                question=row.question,
                asked_by=row.asked_by.name if row.asked_by else "",
                asked_at=row.asked_at,
                text=row.text,
                by=row.by.name if row.by else "",
                at=row.at,
                photos=tuple(view_of(photo) for photo in row.photos.all()),
            )
        )
    return found


def ask_facts(number: int, *, question: str, by: Viewer, now: datetime) -> None:
    """Ask whoever works the case out what was done. Raises AnswerRefused."""
    with transaction.atomic():
        appeal = lock_case(number, by=by, version=None)
        demand_right(by, appeal, Right.WRITE_ANSWER)
        words = _checked(question)
        facts = Facts.objects.create(appeal=appeal, question=words, asked_by_id=by.staff_id, asked_at=now)
        record("ask_facts", subject=f"appeal:{number}", by=by, now=now, details={"facts": facts.id})
        tell_changed(appeal)


def tell_facts(number: int, told: Told, *, by: Viewer, now: datetime) -> None:
    """Say what was done; it answers the newest question that waits. Raises AnswerRefused, UnfitValue."""
    with transaction.atomic():
        appeal = lock_case(number, by=by, version=None)
        demand_right(by, appeal, Right.WRITE_ANSWER)
        before = _told_before(appeal, told.key, by=by)
        facts = before or _tell(appeal, told, by=by, now=now)
        shown = Shown(PhotoOf.STAFF, check_stage(told.stage), by_id=by.staff_id)
        added = add_photos(appeal, told.photos, shown, now=now)
        facts.photos.add(*added)
        if added or before is None:
            details = {"facts": facts.id, "photos": len(added)}
            record("tell_facts", subject=f"appeal:{number}", by=by, now=now, details=details)
        tell_changed(appeal)


def _told_before(appeal: Appeal, key: str, *, by: Viewer) -> Facts | None:
    """What came with this key already: the phone did not hear our answer, or sends the next photo."""
    told = Facts.objects.filter(key=key).first() if key else None
    if told is not None and (told.appeal_id, told.by_id) != (appeal.id, by.staff_id):
        raise AnswerRefused(_("This was already told about another case."), mend=_("Write it anew."))
    return told


def _tell(appeal: Appeal, told: Told, *, by: Viewer, now: datetime) -> Facts:
    words = "" if told.photos and not told.text.strip() else _checked(told.text)
    facts = Facts.objects.filter(appeal=appeal, at=None).order_by("-id").first() or Facts(appeal=appeal)
    facts.text, facts.by_id, facts.at, facts.key = words, by.staff_id, now, told.key
    facts.save()
    return facts


def _checked(text: str) -> str:
    clean = text.replace("\x00", "").strip()
    if is_blank(clean):
        raise AnswerRefused(_("The text is empty."), mend=_("Write something."))
    if length_of(clean) > MOST_CHARACTERS:
        raise AnswerRefused(TOO_LONG, mend=SHORTEN, values=counted(length_of(clean), most=MOST_CHARACTERS))
    return clean

"""What waits for a person's look before everybody may read it: texts, and photos of published cases."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Count, Exists, OuterRef, QuerySet

from otklik.appeals.models import CasePhoto
from otklik.media.models import FileKind
from otklik.organizations.keyset import Mark, take_page
from otklik.organizations.rights import Right
from otklik.organizations.selectors import Viewer, within
from otklik.personal_data.masking import masked
from otklik.publication.models import Decision, PhotoLook

MOST: Final = 100
_LONGEST_FIRST: Final = ("decided_at", "id")


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """A case that waits. `id`: of the decision; `photos`: how many of its photos nobody has looked at."""

    id: int
    number: int
    title: str
    body: str
    because: str
    since: datetime
    photos: int


def list_waiting_texts(viewer: Viewer) -> list[WaitingRow]:
    """Cases whose copy a person has to look at first, the longest waiting first; of very many the first."""
    return list_texts_by_page(viewer)[0]


def list_texts_by_page(viewer: Viewer, *, after: Mark | None = None) -> tuple[list[WaitingRow], Mark | None]:
    """The same, a page at a time: after what it goes on is a moment and an id."""
    found, following = take_page(_seen(viewer).filter(waits=True), _LONGEST_FIRST, after=after, at_most=MOST)
    return [_row(one, photos=0) for one in found], following


def list_waiting_photos(viewer: Viewer) -> list[WaitingRow]:
    """Published cases with photos at which nobody has looked, the longest published first; of very many the first."""
    return list_photos_by_page(viewer)[0]


def list_photos_by_page(viewer: Viewer, *, after: Mark | None = None) -> tuple[list[WaitingRow], Mark | None]:
    """The same, a page at a time: after what it goes on is a moment and an id."""
    looked = PhotoLook.objects.filter(photo=OuterRef("pk"))
    photos = CasePhoto.objects.filter(~Exists(looked), file__kind=FileKind.PHOTO)
    rows = _seen(viewer).filter(Exists(photos.filter(appeal=OuterRef("appeal_id"))), is_published=True)
    found, following = take_page(rows, _LONGEST_FIRST, after=after, at_most=MOST)
    unseen = photos.filter(appeal__in=[one.appeal_id for one in found]).values("appeal_id").annotate(n=Count("id"))
    counts = dict(unseen.values_list("appeal_id", "n"))
    return [_row(one, photos=counts.get(one.appeal_id, 0)) for one in found], following


def _seen(viewer: Viewer) -> QuerySet[Decision]:
    seen = within(
        viewer.scope(Right.MODERATE),
        body="appeal__body",
        municipality="appeal__municipality",
        founder="appeal__founder",
    )
    return Decision.objects.filter(seen).select_related("appeal__body")


def _row(one: Decision, *, photos: int) -> WaitingRow:
    case = one.appeal
    return WaitingRow(
        one.id, case.number, masked(case.title), case.body.short_name, one.because, one.decided_at, photos
    )

"""What waits for a person's look before everybody may read it: texts, and photos of published cases."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from otklik.appeals.models import CasePhoto
from otklik.media.models import FileKind
from otklik.organizations.rights import Right
from otklik.organizations.selectors import Viewer, within
from otklik.publication.models import Decision, PhotoLook

MOST: Final = 100
_MOMENT: Final = "%Y%m%dT%H%M%S.%f"


@dataclass(frozen=True, slots=True)
class WaitingCursor:
    """After which row a list goes on: since when it waits, and of those of one moment which."""

    since: datetime
    id: int

    def __str__(self) -> str:
        return f"{self.since.astimezone(UTC):{_MOMENT}}_{self.id}"

    @classmethod
    def find_in(cls, text: str) -> "WaitingCursor | None":
        """The place that an address carries; None where there is none or it is nonsense."""
        moment, _, number = text.partition("_")
        if not (number.isascii() and number.isdecimal() and len(number) <= 18):
            return None
        try:
            return cls(datetime.strptime(moment, _MOMENT).replace(tzinfo=UTC), int(number))
        except ValueError:
            return None


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

    @property
    def place(self) -> WaitingCursor:
        """Where the list goes on behind it."""
        return WaitingCursor(self.since, self.id)


def list_waiting_texts(viewer: Viewer, *, after: WaitingCursor | None = None, at_most: int = MOST) -> list[WaitingRow]:
    """Cases whose copy a person has to look at first, the longest waiting first."""
    rows = _within(viewer, after).filter(waits=True).select_related("appeal__body").order_by("decided_at", "id")
    return [_row(one, photos=0) for one in rows[:at_most]]


def list_waiting_photos(viewer: Viewer, *, after: WaitingCursor | None = None, at_most: int = MOST) -> list[WaitingRow]:
    """Published cases with photos at which nobody has looked, the longest published first."""
    looked = PhotoLook.objects.filter(photo=OuterRef("pk"))
    unseen = CasePhoto.objects.filter(~Exists(looked), appeal=OuterRef("appeal_id"), file__kind=FileKind.PHOTO)
    rows = _within(viewer, after).filter(Exists(unseen), is_published=True).select_related("appeal__body")
    found = list(rows.order_by("decided_at", "id")[:at_most])
    counts = dict(
        CasePhoto.objects.filter(
            ~Exists(looked), appeal__in=[one.appeal_id for one in found], file__kind=FileKind.PHOTO
        )
        .values("appeal_id")
        .annotate(n=Count("id"))
        .values_list("appeal_id", "n")
    )
    return [_row(one, photos=counts.get(one.appeal_id, 0)) for one in found]


def _within(viewer: Viewer, after: WaitingCursor | None) -> QuerySet[Decision]:
    seen = within(
        viewer.scope(Right.MODERATE),
        body="appeal__body",
        municipality="appeal__municipality",
        founder="appeal__founder",
    )
    rows = Decision.objects.filter(seen)
    if after is None:
        return rows
    return rows.filter(Q(decided_at__gt=after.since) | Q(decided_at=after.since, id__gt=after.id))


def _row(one: Decision, *, photos: int) -> WaitingRow:
    case = one.appeal
    return WaitingRow(one.id, case.number, case.title, case.body.short_name, one.because, one.decided_at, photos)

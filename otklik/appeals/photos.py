"""Photos of a case: adding, reading and deleting them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.db.models import Q

from otklik.appeals.errors import NoSuchCase, UnfitValue
from otklik.appeals.models import Appeal, CasePart, CasePhoto, PhotoOf, PhotoStage
from otklik.appeals.moves import demand_right, lock_case, place_of, tell_changed
from otklik.appeals.states import Act
from otklik.audit.services import record
from otklik.delivery.photos import leave_out_photos
from otklik.media.films import FilmView
from otklik.media.selectors import open_video, read_stored
from otklik.media.services import KeptPhoto, drop_unused
from otklik.organizations.rights import Right
from otklik.organizations.selectors import Viewer
from otklik.shared.words import marked as _

MOST_IN_CASE: Final = 100
_SHOWS_WORK: Final = Q(of__in=(PhotoOf.STAFF, PhotoOf.OUTSIDE)) & ~Q(stage=PhotoStage.BEFORE)
"""A photo of a place before the work proves nothing done."""


@dataclass(frozen=True, slots=True)
class PhotoView:
    """A photo as the page of a case shows it. `point` is latitude and longitude."""

    id: int
    stage: str
    taken_at: datetime | None
    point: tuple[float, float] | None
    film: FilmView | None = None
    """How a video stands; None: it is a picture."""

    @property
    def form_name(self) -> str:
        """As the form that takes it away is called."""
        return f"photo-{self.id}"

    @property
    def point_text(self) -> str:
        """The point as maps take it."""
        return f"{self.point[0]:.5f}, {self.point[1]:.5f}" if self.point else ""


@dataclass(frozen=True, slots=True)
class Shown:
    """Whose photos these are and what they show."""

    of: PhotoOf
    stage: str = ""
    part: CasePart | None = None
    by_id: int | None = None


def check_stage(stage: str) -> str:
    """A stage of a form, or nothing. Raises UnfitValue."""
    if stage not in ("", *PhotoStage):
        raise UnfitValue(_("There is no such choice."), field="stage", mend=_("Choose from the list."))
    return stage


def add_photos(appeal: Appeal, kept: Sequence[KeptPhoto], shown: Shown, *, now: datetime) -> list[CasePhoto]:
    """Put kept photos into a case, in the caller's transaction, the case locked. The same photo twice is one.

    Raises UnfitValue where the case would hold too many.
    """
    there = set(CasePhoto.objects.filter(appeal=appeal).values_list("file_id", "of"))
    new = {(one.file_id, str(shown.of)) for one in kept} - there
    if new and len(there) + len(new) > MOST_IN_CASE:
        raise UnfitValue(
            _("A case holds no more than 100 photos."), field="photos", mend=_("Say the rest in words.")
        )  # fmt: skip
    return [_add(appeal, one, shown, now=now) for one in kept]


def count_room(appeal: Appeal) -> int:
    """How many photos still fit into a case."""
    return max(0, MOST_IN_CASE - CasePhoto.objects.filter(appeal=appeal).count())


def shows_work(appeal: Appeal) -> bool:
    """Whether somebody who worked on the case or a part of it proved it by a photo, since it was opened again last."""
    photos = CasePhoto.objects.filter(_SHOWS_WORK, Q(appeal=appeal) | Q(appeal__part_of__whole=appeal))
    again = appeal.transitions.filter(act=Act.REOPEN.value).order_by("-id").first()
    return (photos.filter(added_at__gte=again.at) if again else photos).exists()


def access_photo(viewer: Viewer, number: int, photo_id: int, *, is_small: bool) -> bytes:
    """A picture of a case that this person sees. Raises NoSuchCase."""
    found = read_stored(_file_of(viewer, number, photo_id), is_small=is_small)
    if found is None:
        raise NoSuchCase
    return found


def access_video(viewer: Viewer, number: int, photo_id: int) -> "File[bytes]":
    """A video of a case that this person sees, open, to be closed. Raises NoSuchCase, also where there is none yet."""
    found = open_video(_file_of(viewer, number, photo_id))
    if found is None:
        raise NoSuchCase
    return found


def _file_of(viewer: Viewer, number: int, photo_id: int) -> int:
    photo = CasePhoto.objects.select_related("appeal").filter(id=photo_id, appeal__number=number).first()
    if photo is None or not viewer.may_at(place_of(photo.appeal), Right.SEE_CASES):
        raise NoSuchCase
    return photo.file_id


def take_away(number: int, photo_id: int, *, because: str, by: Viewer, now: datetime) -> None:
    """Delete a photo that should not be here: by who added it, or whoever edits the case. It is gone for good.

    Raises what `lock_case` raises, NotYourAct or UnfitValue.
    """
    with transaction.atomic():
        appeal = lock_case(number, by=by, version=None)
        photo = CasePhoto.objects.filter(id=photo_id, appeal=appeal).first()
        if photo is None:
            raise UnfitValue(_("This photo is not here any more."), field="photo", mend=_("Reload the page."))
        if photo.by_id != by.staff_id:
            demand_right(by, appeal, Right.EDIT_CASE)
        reason = because.strip()[:1000]
        if not reason:
            raise UnfitValue(_("The reason is missing."), field="because", mend=_("Say why the photo has to go."))
        drop_photos(Q(id=photo.id), now=now)
        record("drop_photo", subject=f"appeal:{number}", by=by, now=now, because=reason, details={"of": photo.of})
        tell_changed(appeal)


def view_of(photo: CasePhoto, *, film: FilmView | None = None) -> PhotoView:
    """As pages show it."""
    point = None
    if photo.latitude is not None and photo.longitude is not None:
        point = (photo.latitude, photo.longitude)
    return PhotoView(photo.id, photo.stage, photo.taken_at, point, film)


def forget_photos(*, now: datetime) -> int:
    """Photos of cases that closed OTKLIK_PHOTO_DAYS ago go; returns how many."""
    over = now - timedelta(days=settings.OTKLIK_PHOTO_DAYS)
    return drop_photos(Q(appeal__closed_at__lt=over), now=now)


def drop_photos(which: Q, *, now: datetime) -> int:
    """Take photos out of their cases and out of answers that wait to be sent; the pictures go once that is certain.

    What was made of them for everybody is seen no more; its files go at night, or with whoever noted them before
    (`publication.erasing.shown_pictures`). Returns how many photos went.
    """
    with transaction.atomic():
        photos = list(CasePhoto.objects.filter(which).values_list("id", "file_id"))
        CasePhoto.objects.filter(id__in=[photo_id for photo_id, _file_id in photos]).delete()
        file_ids = {file_id for _photo_id, file_id in photos}
        leave_out_photos(file_ids)
        _let_go(file_ids, now=now)
    return len(photos)


def _let_go(file_ids: Collection[int], *, now: datetime) -> None:
    if file_ids:
        transaction.on_commit(lambda: drop_unused(now=now, among=file_ids))


def _add(appeal: Appeal, kept: KeptPhoto, shown: Shown, *, now: datetime) -> CasePhoto:
    latitude, longitude = kept.taken.point or (None, None)
    photo, _made = CasePhoto.objects.get_or_create(
        appeal=appeal,
        file_id=kept.file_id,
        of=shown.of,
        defaults={
            "stage": shown.stage,
            "part": shown.part,
            "by_id": shown.by_id,
            "added_at": now,
            "taken_at": kept.taken.at,
            "latitude": latitude,
            "longitude": longitude,
        },
    )
    return photo

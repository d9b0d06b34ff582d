"""Photos of published cases: inside until a person has let each pass, then seen as another picture.

No machine looks for faces or number plates: a light library that works without a network misses too many of them, and
a missed one would be published with our word that it was looked for.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from otklik.appeals.errors import UnfitValue
from otklik.appeals.models import CasePhoto, PhotoOf, PhotoStage
from otklik.appeals.moves import demand_right, lock_case
from otklik.audit.services import record
from otklik.media.blurring import MOST_AREAS, Area
from otklik.media.models import FileKind
from otklik.media.selectors import read_stored
from otklik.media.services import drop_unused, keep_shown
from otklik.organizations.rights import Right
from otklik.organizations.selectors import Viewer
from otklik.publication.models import Decision, PhotoLook, PublishedCase, PublishedPhoto
from otklik.publication.published.photos import BEFORE
from otklik.shared.words import marked as _

AFTER: Final = "after"


@dataclass(frozen=True, slots=True)
class LookedPhoto:
    """A photo of a case, and what a person decided of its publishing."""

    id: int
    stage: str
    """before or after: as decided, else as it seems"""
    is_looked_at: bool
    is_passed: bool
    areas: tuple[Area, ...]
    by: str
    at: datetime | None

    @property
    def areas_text(self) -> str:
        """The areas as the form takes them: a line each, in percent."""
        return "\n".join(" ".join(f"{100 * one:g}" for one in _as_list(area)) for area in self.areas)


def list_looked(appeal_id: int) -> list[LookedPhoto]:
    """The photos of a case for whoever decides about them, in their order."""
    photos = CasePhoto.objects.filter(appeal_id=appeal_id, file__kind=FileKind.PHOTO).order_by("id")
    looks = {one.photo_id: one for one in PhotoLook.objects.filter(photo__appeal_id=appeal_id).select_related("by")}
    return [_looked(photo, looks.get(photo.id)) for photo in photos]


@dataclass(frozen=True, slots=True)
class Passed:
    """A photo that a person lets everybody see, as what, and what is blurred for good."""

    photo_id: int
    stage: str
    areas: Sequence[Area]


def pass_photo(number: int, photo_id: int, *, stage: str, areas: Sequence[Area], by: Viewer, now: datetime) -> None:
    """Let a photo be seen by everybody while its case is published, with these areas blurred for good.

    Outside any transaction. Raises what `lock_case` raises, NotYourAct or UnfitValue.
    """
    passed = Passed(photo_id, stage, areas)
    pass_blurred(number, passed, blur_photo(number, passed, by=by, now=now), by=by, now=now)


def blur_photo(number: int, passed: Passed, *, by: Viewer, now: datetime) -> int:
    """The picture that everybody will see, kept: before the case is locked, for pictures take time. Returns its file.

    Raises as `pass_photo`.
    """
    if passed.stage not in (BEFORE, AFTER):
        raise UnfitValue(_("Say whether it shows the place before or after."), field="stage")
    if len(passed.areas) > MOST_AREAS or not all(area.is_fit for area in passed.areas):
        raise UnfitValue(
            _("These areas cannot be blurred."), field="areas", mend=_("Draw them on the picture, at most 40.")
        )
    with transaction.atomic():
        _photo_of(number, passed.photo_id, by=by)
    found = CasePhoto.objects.filter(id=passed.photo_id).values_list("file_id", flat=True).first()
    content = read_stored(found, is_small=False) if found is not None else None
    if content is None:
        raise _gone()
    return keep_shown(content, passed.areas, now=now)


def pass_blurred(number: int, passed: Passed, file_id: int, *, by: Viewer, now: datetime) -> None:
    """Write down that a photo may be seen, as `blur_photo` made it. Raises as `pass_photo`."""
    told: dict[str, object] = {"file_id": file_id, "stage": passed.stage}
    with transaction.atomic():
        photo = _photo_of(number, passed.photo_id, by=by)
        _decide(
            photo,
            told | {"areas": [_as_list(area) for area in passed.areas], "public_number": draw_number()},
            by=by,
            now=now,
        )
        details: dict[str, str | int] = {"photo": photo.id, "blurred": len(passed.areas), "stage": passed.stage}
        record("pass_photo", subject=f"appeal:{number}", by=by, now=now, details=details)


def keep_photo_inside(number: int, photo_id: int, *, by: Viewer, now: datetime) -> None:
    """Say of a photo that it stays inside; what was published of it is gone. Raises as `pass_photo`."""
    with transaction.atomic():
        photo = _photo_of(number, photo_id, by=by)
        _decide(photo, {"file_id": None, "stage": "", "areas": [], "public_number": ""}, by=by, now=now)
        record("keep_photo_inside", subject=f"appeal:{number}", by=by, now=now, details={"photo": photo_id})


def show_photos(decision: Decision) -> None:
    """Let everybody see the photos of a published case that were let pass; in the caller's transaction."""
    looks = PhotoLook.objects.filter(photo__appeal=decision.appeal_id, file__isnull=False).select_related("file")
    for look in looks.order_by("photo_id"):
        if look.file is None:
            continue
        PublishedPhoto.objects.get_or_create(
            number=look.public_number,
            defaults={
                "case_number": decision.public_number,
                "stage": look.stage,
                "content_hash": look.file.content_hash,
                "width": look.file.width,
                "height": look.file.height,
            },
        )


def hide_photos(case_number: str) -> None:
    """Nobody outside sees the photos of this case any more; what a person decided of them stays."""
    PublishedPhoto.objects.filter(case_number=case_number).delete()


def draw_number() -> str:
    """A number that tells nothing: not how many there are, nor which came before."""
    return "".join(secrets.choice("0123456789") for _place in range(10))


def _photo_of(number: int, photo_id: int, *, by: Viewer) -> CasePhoto:
    """A photo of a case, the case locked, for whoever decides what is published."""
    appeal = lock_case(number, by=by, version=None)
    demand_right(by, appeal, Right.MODERATE)
    photo = CasePhoto.objects.filter(id=photo_id, appeal=appeal).first()
    if photo is None:
        raise _gone()
    return photo


def _decide(photo: CasePhoto, told: dict[str, object], *, by: Viewer, now: datetime) -> None:
    """Write the look down, in place of the one before, and bring what is seen up to date."""
    # locked first: the case may be published or taken back at this moment
    decision = Decision.objects.select_for_update(of=("self",)).filter(appeal_id=photo.appeal_id).first()
    before = PhotoLook.objects.filter(photo=photo).first()
    if before is not None:
        PublishedPhoto.objects.filter(number=before.public_number).delete()
    PhotoLook.objects.update_or_create(photo=photo, defaults=told | {"by_id": by.staff_id, "at": now})
    if before is not None and before.file_id is not None:
        old = before.file_id
        transaction.on_commit(lambda: drop_unused(now=now, among=[old]))
    if decision is not None and decision.is_published:
        show_photos(decision)
        PublishedCase.objects.filter(number=decision.public_number).update(changed_at=now)


def _looked(photo: CasePhoto, look: PhotoLook | None) -> LookedPhoto:
    return LookedPhoto(
        id=photo.id,
        stage=(look.stage if look else "") or seems(photo),
        is_looked_at=look is not None,
        is_passed=look is not None and look.file_id is not None,
        areas=tuple(Area(*one) for one in look.areas) if look else (),
        by=look.by.name if look and look.by else "",
        at=look.at if look else None,
    )


def seems(photo: CasePhoto) -> str:
    """What a photo shows, by whose it is: a resident's the trouble, the body's the work done."""
    is_before = photo.stage == PhotoStage.BEFORE or (photo.of == PhotoOf.RESIDENT and photo.stage != PhotoStage.AFTER)
    return BEFORE if is_before else AFTER


def _as_list(area: Area) -> list[float]:
    return [round(one, 4) for one in (area.left, area.top, area.width, area.height)]


def _gone() -> UnfitValue:
    return UnfitValue(_("This photo is not here any more."), field="photo", mend=_("Reload the page."))

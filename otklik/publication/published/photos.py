"""Photos of published cases, for everybody: by random numbers, without a way to the case."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from otklik.media.selectors import read_by_hash
from otklik.publication.models import PublishedPhoto

BEFORE: Final = "before"


@dataclass(frozen=True, slots=True)
class PublicPhoto:
    """A photo that everybody may see. Sizes in pixels."""

    number: str
    stage: str
    """before or after"""
    width: int
    height: int


def photos_of_case(case_number: str) -> tuple[PublicPhoto, ...]:
    """The photos of a published case, those before the work first."""
    rows = PublishedPhoto.objects.filter(case_number=case_number).order_by("id")
    shown = [PublicPhoto(one.number, one.stage, one.width, one.height) for one in rows]
    return tuple(sorted(shown, key=lambda one: one.stage != BEFORE))


def first_photos(case_numbers: Collection[str]) -> dict[str, str]:
    """Of published cases the number of the photo that is shown first, where there is one; one query for all."""
    rows = PublishedPhoto.objects.filter(case_number__in=case_numbers).order_by("-id")
    told = rows.values_list("case_number", "stage", "number")
    last_is_first = sorted(told, key=lambda row: row[1] == BEFORE)  # of several of a case the last one stays
    return {case_number: number for case_number, _stage, number in last_is_first}


def read_public_photo(number: str, *, is_small: bool) -> bytes | None:
    """The picture as JPEG; None where it is not published (any more)."""
    row = PublishedPhoto.objects.filter(number=number).first()
    return read_by_hash(row.content_hash, is_small=is_small) if row is not None else None

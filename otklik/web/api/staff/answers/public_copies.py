"""What everybody sees of a case: what waits for a look, the copy beside what it is made of, publishing, taking back.

A program decides as a person does at the desk: with `version` and `words` of the copy as it was shown, and of a photo
with the hash of the picture. So nothing goes out that was not shown to whoever lets it go.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Annotated, Literal

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field, StringConstraints

from otklik.appeals.errors import UnfitValue
from otklik.appeals.photos import access_photo
from otklik.audit.services import record_access
from otklik.media.blurring import MOST_AREAS, Area
from otklik.organizations.keyset import Mark
from otklik.organizations.rights import Right
from otklik.publication.decisions.looking import (
    PublicCopy,
    Seen,
    drop_consent,
    load_copy,
    note_consent,
    publish_looked,
    withdraw_copy,
)
from otklik.publication.decisions.waiting import WaitingRow, list_photos_by_page, list_texts_by_page
from otklik.publication.photos import Passed, blur_photo, keep_photo_inside, pass_blurred
from otklik.shared.words import marked as _
from otklik.web.api.staff.authentication import Program, beforehand, require_right
from otklik.web.api.staff.rule_shapes import Further, mark_in, told
from otklik.web.api.staff.shapes import Asked, Id, Version, Words, say

router = Router(tags=["Publication"])
Hash = Annotated[str, StringConstraints(max_length=64, pattern=r"^[^\x00]*$")]
Share = Annotated[float, Field(strict=True, ge=0, le=1, description="Of the picture's width or height.")]


class Waiting(Schema):
    """A page of cases that wait for a look."""

    cases: list[WaitingRow]
    next: str | None


def _page(rows: Sequence[WaitingRow], following: Mark | None) -> dict[str, object]:
    return {"cases": [replace(row, because=say(row.because)) for row in rows], "next": told(following)}


@router.get("/publication/texts", response=Waiting)
def waiting_texts(request: HttpRequest, after: Further = "") -> dict[str, object]:
    """Cases whose copy a person has to look at first, the longest waiting first."""
    program = require_right(request, Right.MODERATE)
    return _page(*list_texts_by_page(program.viewer, after=mark_in(after, datetime, int)))


@router.get("/publication/photos", response=Waiting)
def waiting_photos(request: HttpRequest, after: Further = "") -> dict[str, object]:
    """Published cases with photos at which nobody has looked, the longest published first."""
    program = require_right(request, Right.MODERATE)
    return _page(*list_photos_by_page(program.viewer, after=mark_in(after, datetime, int)))


class CopyShown(Schema):
    """The copy; null while the case has no final answer."""

    copied: PublicCopy | None


@router.get("/cases/{int:number}/public-copy", response=CopyShown)
def public_copy(request: HttpRequest, number: Id) -> dict[str, object]:
    """What was said, and what everybody reads of it or would. Looking is logged, as at the desk."""
    program = require_right(request, Right.SEE_CASES)
    copied = load_copy(program.viewer, number)
    record_access(program.viewer, subject=f"appeal:{number}", now=program.now)
    return {"copied": replace(copied, because=say(copied.because)) if copied else None}


class CopyStands(Schema):
    """How it stands with what everybody sees. Null: there is no copy (any more)."""

    number: int
    version: int | None
    is_published: bool
    waits: bool
    because: str = Field(description="Why it is not published, in words.")


class CopySeenIn(Asked):
    """`version` and `words` of the copy as it was shown. 409: it has changed since, look again."""

    version: Version
    words: Hash

    def seen(self) -> Seen:
        """As the services take it."""
        return Seen(self.version, self.words)


def _decide(request: HttpRequest, number: int, act: Callable[[Program], None]) -> dict[str, object]:
    program = require_right(request, Right.SEE_CASES)
    act(program)
    stands = load_copy(program.viewer, number)
    if stands is None:
        return {"number": number, "version": None, "is_published": False, "waits": False, "because": ""}
    values = {name: getattr(stands, name) for name in CopyStands.model_fields}
    return values | {"because": say(stands.because)}


class CopyIn(CopySeenIn):
    """What everybody shall read; what differs from `text` and `answer` as shown is kept as an edit."""

    copy_text: Words
    copy_answer: Words


@router.post("/cases/{int:number}/public-copy/publish", response=CopyStands)
def publish_copy(request: HttpRequest, number: Id, given: CopyIn) -> dict[str, object]:
    """Publish the copy as it was looked at or edited. It counts for these very words of the original."""
    return _decide(
        request,
        number,
        lambda who: publish_looked(
            number, text=given.copy_text, answer=given.copy_answer, seen=given.seen(), by=who.viewer, now=who.now
        ),
    )


class CopyWhyIn(CopySeenIn):
    """Why, or where the author agreed."""

    because: Words


@router.post("/cases/{int:number}/public-copy/withdraw", response=CopyStands)
def take_back_copy(request: HttpRequest, number: Id, given: CopyWhyIn) -> dict[str, object]:
    """Take it back from the public; it stays so until a person publishes it again."""
    return _decide(
        request,
        number,
        lambda who: withdraw_copy(number, because=given.because, seen=given.seen(), by=who.viewer, now=who.now),
    )


@router.post("/cases/{int:number}/public-copy/consent", response=CopyStands)
def consent_noted(request: HttpRequest, number: Id, given: CopyWhyIn) -> dict[str, object]:
    """Write down where the author of a private talk agreed to be published."""
    return _decide(
        request,
        number,
        lambda who: note_consent(number, because=given.because, seen=given.seen(), by=who.viewer, now=who.now),
    )


@router.post("/cases/{int:number}/public-copy/consent/drop", response=CopyStands)
def consent_dropped(request: HttpRequest, number: Id, given: CopySeenIn) -> dict[str, object]:
    """The author of a private talk took the consent back."""
    return _decide(
        request, number, lambda who: drop_consent(number, seen=given.seen(), by=who.viewer, now=who.now)
    )  # fmt: skip


class AreaIn(Asked):
    """What is blurred for good."""

    left: Share
    top: Share
    width: Share
    height: Share


class PhotoIn(Asked):
    """Let it pass or keep it inside; to pass it takes `sha256` of the picture as `/cases/…/photos/…` gives it."""

    decision: Literal["pass", "inside"]
    stage: Literal["before", "after", ""] = ""
    areas: Annotated[list[AreaIn], Field(max_length=MOST_AREAS)] = []
    sha256: Hash = ""


@router.post("/cases/{int:number}/public-copy/photos/{int:photo_id}", response=CopyStands)
def decide_photo(request: HttpRequest, number: Id, photo_id: Id, given: PhotoIn) -> dict[str, object]:
    """Let everybody see a photo while its case is published, with areas blurred, or keep it inside."""

    def act(who: Program) -> None:
        if given.decision == "inside":
            keep_photo_inside(number, photo_id, by=who.viewer, now=who.now)
            return
        _demand_shown(who, number, photo_id, given.sha256)
        areas = [Area(**one.model_dump()) for one in given.areas]
        passed = Passed(photo_id, given.stage, areas)
        shown = beforehand(request, lambda: blur_photo(number, passed, by=who.viewer, now=who.now))
        pass_blurred(number, passed, shown, by=who.viewer, now=who.now)

    return _decide(request, number, act)


def _demand_shown(who: Program, number: int, photo_id: int, told: str) -> None:
    """Whoever lets a picture pass has it. Raises UnfitValue, and what `access_photo` raises."""
    content = access_photo(who.viewer, number, photo_id, is_small=False)
    if hashlib.sha256(content).hexdigest() != told.lower():
        raise UnfitValue(
            _("This is not the hash of the photo."),
            field="sha256",
            mend=_("Fetch the picture, look at it, and send the SHA-256 of its bytes."),
        )

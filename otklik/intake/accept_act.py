"""The door for what residents send by our own pages: kept as a message like any other, with a number and a link.

Public pages import this module and nothing else of the room: it takes in, and tells nothing of what is kept.
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO, Final
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Count

from otklik.intake.act_checks import (
    LONGEST_PLACE,
    LONGEST_TEXT,
    ActRefused,
    clean_words,
    wrong_with_email,
    wrong_with_place,
    wrong_with_text,
)
from otklik.intake.gate import may_write_to, spend_stamp
from otklik.intake.letters import want_letter
from otklik.intake.models import OWN_PAGE, ActKind, ActLink, Awaits, LetterKind, ResidentAct, ResidentMessage
from otklik.media.models import FileKind, StoredFile
from otklik.media.parts import forget_whole
from otklik.media.photos import MOST_BYTES
from otklik.media.selectors import kinds_of, read_stored
from otklik.media.services import KeptPhoto, keep_photos, keep_videos
from otklik.media.sniffing import VIDEOS, sniff
from otklik.organizations.invitations import hash_token
from otklik.organizations.models import Body
from otklik.pages.models import Page
from otklik.residents.models import NetworkAccount
from otklik.shared.errors import OtklikError
from otklik.shared.wake import wake_workers
from otklik.shared.words import marked as _

__all__ = [
    "LONGEST_PLACE",
    "LONGEST_TEXT",
    "MOST_PHOTOS",
    "ActKind",
    "ActRefused",
    "AlreadySent",
    "Receipt",
    "Sent",
    "accept_act",
    "check_sent",
    "keep_act_file",
    "keep_act_files",
    "read_act_photo",
    "videos_among",
]

MOST_PHOTOS: Final = 5
_LEAST_NUMBER: Final = 20_000_000
"""Above all that the sequence of cases will ever give out, and below nine digits: it can be told by phone."""
_NUMBERS: Final = 80_000_000
_DRAWS: Final = 20
_HEAD: Final = 1024


class AlreadySent(OtklikError):
    """This form was sent before."""

    def __init__(self) -> None:
        super().__init__(
            _("This message was sent already."), mend=_("Open the link that you got then, or write another message.")
        )


@dataclass(frozen=True, slots=True)
class Sent:
    """What a resident filled in, as it was typed."""

    kind: ActKind
    text: str
    consent: str
    """Version of the document agreed to; empty: not agreed."""
    place: str = ""
    point: tuple[float, float] | None = None
    """Latitude and longitude that the phone told."""
    email: str = ""
    language: str = "ru"
    widget_page: int | None = None
    """The page whose widget was used."""
    is_held: bool = False
    """A moderator looks first."""
    publish_consent: str = ""
    """Version of the words by which the author agrees to publishing without name and contacts; empty: not so."""
    sender: str = ""
    """The address it comes from; not kept. Empty: it does not come from outside."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the sender gets back: it is shown once, the secret is kept nowhere."""

    number: int
    token: str


def check_sent(sent: Sent) -> list[ActRefused]:
    """What is wrong with it, field by field, in the order of the form; empty: it can be taken."""
    checks = (wrong_with_text(sent.text), wrong_with_place(sent.place), wrong_with_email(sent.email))
    wrong = [one for one in checks if one is not None]
    if not sent.consent:
        wrong.append(
            ActRefused(
                _("Without your consent we may not keep what you send."),
                field="consent",
                mend=_("Read the document and tick the box, or call the body."),
            )
        )
    return wrong


def keep_act_files(sources: Sequence[BinaryIO], *, now: datetime) -> list[int]:
    """Photos, made anew, and videos, made clean, before they belong to an act; ids, each once. Raises FileRefused."""
    return list(dict.fromkeys(keep_act_file(source, now=now).file_id for source in sources))


def keep_act_file(source: BinaryIO, *, now: datetime) -> KeptPhoto:
    """One of them. Raises FileRefused."""
    source.seek(0)
    if sniff(source.read(_HEAD)) in VIDEOS:
        return keep_videos([source], now=now)[0]
    source.seek(0)
    return keep_photos([source.read(MOST_BYTES + 1)], zone=ZoneInfo(settings.TIME_ZONE), now=now)[0]


def videos_among(file_ids: Sequence[int]) -> frozenset[int]:
    """Which of these files are videos."""
    return frozenset(id_ for id_, kind in kinds_of(file_ids).items() if kind == FileKind.VIDEO)


def accept_act(sent: Sent, photos: Sequence[int] = (), *, stamp: str = "", now: datetime) -> Receipt:
    """Keep a report or an opinion, durable on return; the flow makes a case of it. `photos` are ids of kept files.

    `stamp`: of the form; sent again with the same words, it gets the same receipt. Raises ActRefused, AlreadySent.
    """
    for wrong in check_sent(sent):
        raise wrong
    token = _token_of(stamp) if stamp else secrets.token_urlsafe(24)
    with transaction.atomic():
        if stamp and not spend_stamp(stamp, now=now):
            return _receipt_again(sent, token)
        if photos:
            hold_photos(photos, now=now)
        number = _draw_number()
        act = ResidentAct.objects.create(
            number=number,
            kind=sent.kind,
            message=_write_message(sent, number, photos=photos, now=now),
            widget_page_id=sent.widget_page,
            at=now,
            place=sent.place.strip(),
            latitude=sent.point[0] if sent.point else None,
            longitude=sent.point[1] if sent.point else None,
            email=sent.email.strip(),
            consent=sent.consent,
            language=sent.language,
            is_held=sent.is_held,
            publish_consent=sent.publish_consent,
            publish_consent_at=now if sent.publish_consent else None,
        )
        if photos:
            act.photos.set(photos)
        ActLink.objects.create(act=act, token_hash=hash_token(token), made_at=now)
        if act.email and may_write_to(act.email, sender=sent.sender, now=now):
            want_letter(act, LetterKind.CONFIRM, now=now)
        with connection.cursor() as cursor:
            wake_workers(cursor, "intake")
    return Receipt(number, token)


def _token_of(stamp: str) -> str:
    """From the stamp of the form, by our key: whoever sends it twice gets the same link, and nobody can work it out."""
    drawn = hmac.new(settings.SECRET_KEY.encode(), f"act {stamp}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(drawn[:24]).decode()


def _receipt_again(sent: Sent, token: str) -> Receipt:
    """Of a form sent twice: a press too many, an answer lost on the way. Raises AlreadySent for other words."""
    links = ActLink.objects.filter(token_hash=hash_token(token)).select_related("act__message")
    link = links.first()
    if link is None or link.act.message.text != _words_of(sent):
        raise AlreadySent
    return Receipt(link.act.number, token)


def read_act_photo(file_id: int) -> bytes | None:
    """A kept photo, small, for whoever attached it a moment ago; None where it is gone."""
    return read_stored(file_id, is_small=True)


def hold_photos(photos: Sequence[int], *, now: datetime) -> None:
    """Keep photos from being dropped until the caller's transaction says whose they are. Raises ActRefused."""
    if StoredFile.objects.filter(id__in=photos).update(kept_at=now) < len(set(photos)):
        raise ActRefused(_("The photos were kept for an hour only."), field="photos", mend=_("Attach them again."))
    forget_whole(photos)


def attachments_of(photos: Sequence[int]) -> list[dict[str, str]]:
    """What a message says of the photos and videos that came with it."""
    videos = videos_among(photos) if photos else frozenset()
    kinds = ["video" if one in videos else "photo" for one in photos]
    return [{"kind": kind, "external_id": "", "title": "", "url": ""} for kind in kinds]


def _write_message(sent: Sent, number: int, *, photos: Sequence[int], now: datetime) -> ResidentMessage:
    body = first_body(sent.widget_page)
    author = NetworkAccount.objects.create(network=OWN_PAGE, external_id=str(number), first_seen_at=now)
    return ResidentMessage.objects.create(
        body=body,
        municipality_id=body.municipality_id,
        founder_id=body.founder_id,
        kind=sent.kind,
        external_id=str(number),
        thread_id=str(number),
        author=author,
        text=_words_of(sent),
        attachments=attachments_of(photos),
        occurred_at=now,
        detected_at=now,
        awaits=Awaits.TRIAGE,
    )


def _words_of(sent: Sent) -> str:
    """One text: the place is read, shown, redacted and erased together with the words."""
    text = clean_words(sent.text)
    place = " ".join(clean_words(sent.place).split())
    return f"{text}\n\nМесто: {place}" if place else text


def first_body(page_id: int | None) -> Body:
    """Whose it is before routing: the owner of the page whose widget was used, else who takes reports for all."""
    if page_id is not None:
        page = Page.objects.select_related("owner").filter(id=page_id, is_active=True).first()
        if page is not None and page.owner.is_active:
            return page.owner
    bodies = Body.objects.filter(is_active=True)
    named = bodies.filter(slug=settings.OTKLIK_REPORTS_BODY).first() if settings.OTKLIK_REPORTS_BODY else None
    widest = named or bodies.filter(parent=None).annotate(reach=Count("below")).order_by("-reach", "id").first()
    if widest is None:
        raise ActRefused(
            _("Nobody answers here yet."), field="text", mend=_("Call the body, or send an official appeal.")
        )
    return widest


def _draw_number() -> int:
    for _draw in range(_DRAWS):
        number = _LEAST_NUMBER + secrets.randbelow(_NUMBERS)
        if not ResidentAct.objects.filter(number=number).exists():
            return number
    raise RuntimeError("no free number was drawn")

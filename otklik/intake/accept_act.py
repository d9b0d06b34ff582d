"""The entry for what residents send by our own forms: stored as a message like any other, with a number and a link.

Public pages import only this module of the room. It accepts data and discloses nothing of what is stored.
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO, Final
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from otklik.gazetteer.towns import find_spot
from otklik.intake.act_checks import (
    LONGEST_PLACE,
    LONGEST_TEXT,
    ActRefused,
    clean_words,
    wrong_with_email,
    wrong_with_place,
    wrong_with_point,
    wrong_with_text,
)
from otklik.intake.act_rows import ActRows, write_act
from otklik.intake.expecting import Expected
from otklik.intake.gate import LASTS, may_write_to, network_of, salt_of
from otklik.intake.letters import want_letter
from otklik.intake.models import OWN_PAGE, ActKind, ActLink, Awaits, LetterKind, ResidentAct, ResidentMessage
from otklik.intake.receiving import first_receiver, receiver_in
from otklik.media.models import FileKind, StoredFile
from otklik.media.parts import forget_whole
from otklik.media.photos import MOST_BYTES
from otklik.media.selectors import kinds_of, read_stored
from otklik.media.services import KeptPhoto, keep_photos, keep_videos
from otklik.media.sniffing import VIDEOS, sniff
from otklik.organizations.invitations import hash_token
from otklik.residents.models import NetworkAccount
from otklik.shared.errors import OtklikError
from otklik.shared.words import marked as _

__all__ = [
    "LONGEST_PLACE",
    "LONGEST_TEXT",
    "MOST_PHOTOS",
    "ActKind",
    "ActRefused",
    "AlreadySent",
    "Expected",
    "Receipt",
    "Sent",
    "accept_act",
    "check_point",
    "check_sent",
    "keep_act_file",
    "read_act_photo",
    "videos_among",
    "words_of",
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
    flood: str = ""
    """To which flood it belongs; empty: to none."""
    expected: Expected | None = None
    """What its author was told of who answers; whom they chose stands there, too."""
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


def check_point(point: tuple[float, float] | None) -> ActRefused | None:
    """What is wrong with the point that came along; None: nothing, or there is none."""
    return wrong_with_point(find_spot(*point) if point else None)


def keep_act_file(source: BinaryIO, *, now: datetime) -> KeptPhoto:
    """A photo, made anew, or a video, made clean, before it belongs to an act. Raises FileRefused."""
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
    if not stamp:
        return _keep(sent, photos, token=secrets.token_urlsafe(24), spends=None, now=now)
    token, salt = _token_of(stamp), salt_of(stamp)
    if salt is None:
        return _receipt_again(sent, token)
    return _keep(sent, photos, token=token, spends=(salt, now + LASTS), now=now)


def _keep(
    sent: Sent, photos: Sequence[int], *, token: str, spends: tuple[str, datetime] | None, now: datetime
) -> Receipt:
    rows = _rows_of(sent, token=token, photos=photos, now=now)
    # One statement is a transaction without being told so; what more has to be written makes it a larger one
    with transaction.atomic() if photos or rows.act.email else nullcontext():
        written = write_act(rows, numbers=_draw_numbers(), spends=spends)
        if written is None:
            return _receipt_again(sent, token)
        rows.act.id, number = written
        if photos:
            hold_photos(photos, sender=sent.sender, now=now)
            rows.act.photos.set(photos)
        if rows.act.email and may_write_to(rows.act.email, sender=sent.sender, now=now):
            want_letter(rows.act, LetterKind.CONFIRM, now=now)
    return Receipt(number, token)


def _token_of(stamp: str) -> str:
    """From the stamp of the form, by our key: whoever sends it twice gets the same link, and nobody can work it out."""
    drawn = hmac.new(settings.SECRET_KEY.encode(), f"act {stamp}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(drawn[:24]).decode()


def _receipt_again(sent: Sent, token: str) -> Receipt:
    """Of a form sent twice: a press too many, an answer lost on the way. Raises AlreadySent for other words."""
    links = ActLink.objects.filter(token_hash=hash_token(token)).select_related("act__message")
    link = links.first()
    if link is None or link.act.message.text != words_of(sent):
        raise AlreadySent
    return Receipt(link.act.number, token)


def read_act_photo(file_id: int) -> bytes | None:
    """A kept photo, small, for whoever attached it a moment ago; None where it is gone."""
    return read_stored(file_id, is_small=True)


def hold_photos(photos: Sequence[int], *, sender: str, now: datetime) -> None:
    """Keep photos from being dropped until the caller's transaction says whose they are. Raises ActRefused.

    `sender`: the address that the form comes from; files count for its network no more.
    """
    if StoredFile.objects.filter(id__in=photos).update(kept_at=now) < len(set(photos)):
        raise ActRefused(_("The photos were kept for an hour only."), field="photos", mend=_("Attach them again."))
    forget_whole(photos, sender=network_of(sender) if sender else "")


def attachments_of(photos: Sequence[int]) -> list[dict[str, str]]:
    """What a message says of the photos and videos that came with it; their ids tell what is sent twice."""
    videos = videos_among(photos) if photos else frozenset()
    kinds = {one: "video" if one in videos else "photo" for one in photos}
    return [{"kind": kind, "external_id": str(one), "title": "", "url": ""} for one, kind in kinds.items()]


def _rows_of(sent: Sent, *, token: str, photos: Sequence[int], now: datetime) -> ActRows:
    spot = find_spot(*sent.point) if sent.point else None
    if wrong := wrong_with_point(spot):
        raise wrong
    chosen = sent.expected.to if sent.expected else ""
    receiver = receiver_in(spot.town_id if spot else None, first_receiver(sent.widget_page, chosen=chosen), now=now)
    message = ResidentMessage(
        body_id=receiver.id,
        municipality_id=receiver.municipality_id,
        founder_id=receiver.founder_id,
        kind=sent.kind,
        text=words_of(sent),
        attachments=attachments_of(photos),
        occurred_at=now,
        detected_at=now,
        awaits=Awaits.TRIAGE,
    )
    act = ResidentAct(
        kind=sent.kind,
        widget_page_id=sent.widget_page,
        at=now,
        place=clean_words(sent.place),
        latitude=sent.point[0] if sent.point else None,
        longitude=sent.point[1] if sent.point else None,
        email=sent.email.strip(),
        consent=sent.consent,
        language=sent.language,
        is_held=sent.is_held,
        sender=sent.flood,
        publish_consent=sent.publish_consent,
        publish_consent_at=now if sent.publish_consent else None,
        expected=sent.expected.told() if sent.expected else {},
    )
    account = NetworkAccount(network=OWN_PAGE, first_seen_at=now)
    return ActRows(account, message, act, ActLink(token_hash=hash_token(token), made_at=now))


def words_of(sent: Sent) -> str:
    """One text: the place is read, shown, redacted and erased together with the words."""
    text = clean_words(sent.text)
    place = " ".join(clean_words(sent.place).split())
    return f"{text}\n\nМесто: {place}" if place else text


def _draw_numbers() -> list[int]:
    """So many that one of them is free."""
    return [_LEAST_NUMBER + secrets.randbelow(_NUMBERS) for _draw in range(_DRAWS)]

"""Taking a report that a program sends by Open311 for a resident, and telling the program what became of it.

It goes the way of a report on our own pages: `intake.accept_act`. Names, phones and devices that GeoReport knows are
not kept: we have no use for them. A link to a picture is refused, as nothing that a resident names is ever fetched.
"""

import base64
import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction

from otklik.appeals.joined import find_main
from otklik.appeals.models import Appeal
from otklik.intake.accept_act import ActKind, Sent, accept_act
from otklik.intake.models import OWN_PAGE, ResidentAct
from otklik.integrations.keys import KeyHolder, hash_token
from otklik.integrations.models import ApiKey, SentReport
from otklik.integrations.open311.offered import LANDMARK, OTHER, Offer
from otklik.integrations.open311.published import is_closed
from otklik.publication.decisions.services import find_public_number
from otklik.shared.errors import OtklikError
from otklik.shared.text import is_blank
from otklik.shared.words import marked as _

ALIKE_FOR: Final = timedelta(days=1)
"""So long the same report of the same program is taken for a repetition."""
LONGEST_WORD: Final = 200


class ReportRefused(OtklikError):
    """The report cannot be taken; `code` is the status that GeoReport gives for it."""

    def __init__(self, wrong: str, *, mend: str = "", code: int = 400) -> None:
        super().__init__(wrong, mend=mend)
        self.code = code


@dataclass(frozen=True, slots=True)
class Report:
    """What a program sends, checked as far as its form goes."""

    offer: Offer
    description: str = ""
    address: str = ""
    point: tuple[float, float] | None = None
    """Latitude and longitude."""
    email: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    language: str = "ru"
    word: str = ""
    """The header `Idempotency-Key`: with it a repetition is known whatever else is sent."""


@dataclass(frozen=True, slots=True)
class SentState:
    """What became of a sent report."""

    number: str
    """Public where it is published, else `own_number`."""
    own_number: str
    """The one that only its key may ask by."""
    is_published: bool
    is_closed: bool


def accept_report(report: Report, *, by: KeyHolder, now: datetime) -> str:
    """Keep a report, durable on return, once however often it is sent. Returns its token.

    Raises ReportRefused, and ActRefused of intake.
    """
    if report.offer.needs_place and report.point is None and is_blank(report.address):
        raise ReportRefused(_("This topic needs a place."), mend=_("Send lat and long, or address_string."), code=400)
    content = _keyed(by, _canonical(report))
    word = _keyed(by, f"word {report.word}") if report.word else None
    with transaction.atomic():
        # one report of a key at a time: the same one sent twice at once is seen by the second
        ApiKey.objects.select_for_update(no_key=True).get(id=by.key_id)
        before = _sent_before(by, word=word, content=content, now=now)
        if before is not None:
            return _token_of(before.salt)
        salt = secrets.token_hex(16)
        receipt = accept_act(_as_sent(report, by), now=now)
        SentReport.objects.create(
            key_id=by.key_id,
            act=ResidentAct.objects.get(number=receipt.number),
            token_hash=hash_token(_token_of(salt)),
            salt=salt,
            word_hash=word,
            content_hash=content,
            made_at=now,
        )
    return _token_of(salt)


def find_by_token(token: str) -> SentState | None:
    """What became of the report with this token; None where there is none (any more)."""
    return _state_of(SentReport.objects.filter(token_hash=hash_token(token)).select_related("act__message").first())


def find_by_number(number: str, *, by: KeyHolder) -> SentState | None:
    """The same by the number that the key got; None for reports of other keys."""
    if not (number.isascii() and number.isdigit() and len(number) < 18):
        return None
    sent = SentReport.objects.filter(key_id=by.key_id, act__number=int(number))
    return _state_of(sent.select_related("act__message").first())


def forget_repeats(*, now: datetime) -> int:
    """Reports that are too old to be repeated lose what a repetition is known by. Returns how many did."""
    old = SentReport.objects.filter(made_at__lt=now - ALIKE_FOR, content_hash__isnull=False)
    return old.update(word_hash=None, content_hash=None)


def _sent_before(by: KeyHolder, *, word: str | None, content: str, now: datetime) -> SentReport | None:
    recent = SentReport.objects.filter(key_id=by.key_id, made_at__gte=now - ALIKE_FOR)
    if word is None:
        return recent.filter(content_hash=content, word_hash=None).order_by("-id").first()
    # a word that is over may be used again
    SentReport.objects.filter(key_id=by.key_id, word_hash=word, made_at__lt=now - ALIKE_FOR).update(word_hash=None)
    before = recent.filter(word_hash=word).first()
    if before is not None and before.content_hash != content:
        raise ReportRefused(
            _("This Idempotency-Key was sent with another report."),
            mend=_("Send each report with a new one."),
            code=409,
        )
    return before


def _as_sent(report: Report, by: KeyHolder) -> Sent:
    told = (report.address, report.attributes.get(LANDMARK, ""))
    place = ", ".join(one.strip() for one in told if not is_blank(one))
    topic = report.offer.topic
    is_named_only = is_blank(report.description)
    text = topic.name if is_named_only else report.description.strip()
    if not is_named_only and topic.code != OTHER:
        text = f"{text}\n\nТема: {topic.name}"
    return Sent(
        kind=ActKind.REPORT,
        text=text,
        # who runs the program asked the resident; the key says who that is
        consent=f"open311:{by.key_id}",
        place=place,
        point=report.point,
        email=report.email,
        language=report.language,
        sender=f"open311 {by.key_id}",
    )


def _state_of(sent: SentReport | None) -> SentState | None:
    if sent is None or sent.act.message.is_erased:
        return None
    cases = Appeal.objects.filter(page=None, channel=OWN_PAGE, thread_id=str(sent.act.number)).order_by("id")
    appeal = cases.last()
    own = str(sent.act.number)
    if appeal is None:
        return SentState(own, own, is_published=False, is_closed=False)
    public = find_public_number(appeal.id)
    return SentState(public or own, own, is_published=bool(public), is_closed=is_closed(find_main(appeal).state))


def _canonical(report: Report) -> str:
    told = (
        report.offer.topic.code, report.description, report.address, report.point, report.email,
        sorted(report.attributes.items()),
    )  # fmt: skip
    return json.dumps(told, ensure_ascii=False)


def _keyed(by: KeyHolder, text: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), f"open311 {by.key_id} {text}".encode(), hashlib.sha256).hexdigest()


def _token_of(salt: str) -> str:
    drawn = hmac.new(settings.SECRET_KEY.encode(), f"open311 token {salt}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(drawn[:24]).decode()

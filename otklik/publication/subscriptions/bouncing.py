"""Letters that come back: refused at once by the mail server, or reported later (RFC 3464).

A report counts only where it came to the return address of the subscription's own letters, whose secret only whoever
was sent one knows: nobody ends another's subscription with a letter they made up.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import Message
from typing import Final

from django.conf import settings
from django.db import transaction

from otklik.organizations.mail import NO_SUCH_MAILBOX
from otklik.publication.models import Subscription
from otklik.publication.subscriptions.links import LinkFor, key_behind

MOST_BOUNCES: Final = 3
"""Full mailboxes are given so many tries."""
BOUNCES_COUNT_FOR: Final = timedelta(days=60)
LARGEST_REPORT: Final = 1_000_000
"""Bytes; a server may send the whole letter back, ours are small."""
_PERMANENT: Final = re.compile(r"5\.\d{1,3}\.\d{1,3}")
_STATUS: Final = ("message/delivery-status", "message/global-delivery-status")
_TO: Final = ("Delivered-To", "X-Original-To", "Envelope-To", "To")


@dataclass(frozen=True, slots=True)
class Bounce:
    """What a report says of one of our letters. `is_gone`: there is no such mailbox."""

    key: str
    is_gone: bool


def read_report(raw: bytes, *, to: Sequence[str] = ()) -> Bounce | None:
    """What came back; None where it is no report of a letter of ours that failed for good.

    `to`: where it was delivered, if the mail server tells that apart from the letter.
    """
    report = message_from_bytes(
        raw[:LARGEST_REPORT], policy=policy.compat32
    )  # headers as they came: nonsense raises nothing
    key = next(_keys_in([*to, *(str(value) for name in _TO for value in report.get_all(name, []))]), None)
    if key is None or report.get_content_type() != "multipart/report":
        return None
    codes = [code for group in _groups(report) if (code := _failed_with(group))]
    if not codes:
        return None
    return Bounce(key, is_gone=any(NO_SUCH_MAILBOX.fullmatch(code) for code in codes))


def _keys_in(addresses: Sequence[str]) -> Iterator[str]:
    name, _at, domain = settings.OTKLIK_BOUNCE_ADDRESS.partition("@")
    if not domain:
        return
    ours = re.compile(rf"{re.escape(name)}\+([0-9a-f]{{36}})@{re.escape(domain)}", re.IGNORECASE)
    for address in addresses:
        for secret in ours.findall(address):
            if key := key_behind(secret, LinkFor.RETURN):
                yield key


def _groups(report: Message) -> Iterator[Message]:
    """The groups of fields, one for each recipient. What the returned letter itself says is nobody's word on it."""
    for part in _parts(report):
        if part.get_content_type() in _STATUS:
            yield from _parts(part)


def _parts(whole: Message) -> list[Message]:
    held = whole.get_payload()
    return [one for one in held if isinstance(one, Message)] if isinstance(held, list) else []


def _failed_with(group: Message) -> str:
    """The code of such a group; empty where there is none, or the letter is only late."""
    if str(group.get("Action", "")).strip().lower() != "failed":
        return ""
    code = str(group.get("Status", "")).split()[:1]
    return code[0] if code and _PERMANENT.fullmatch(code[0]) else ""


def note_bounce(bounce: Bounce, *, now: datetime) -> bool:
    """Count it; end the subscription where there is no such mailbox, or it sent back too often. True: it ended."""
    with transaction.atomic():
        found = Subscription.objects.select_for_update().filter(key=bounce.key).first()
        if found is None:
            return False
        is_recent = found.bounced_at is not None and found.bounced_at > now - BOUNCES_COUNT_FOR
        found.bounces, found.bounced_at = (found.bounces if is_recent else 0) + 1, now
        if bounce.is_gone or found.bounces >= MOST_BOUNCES:
            note_refusal(found)
            return True
        found.save(update_fields=["bounces", "bounced_at"])
    return False


def note_refusal(subscription: Subscription) -> None:
    """The mail server knows no such mailbox: its subscriptions end, all of them."""
    Subscription.objects.filter(email=subscription.email).delete()

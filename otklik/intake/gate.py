"""Who may send by our own pages, and how fast: a bucket for each sender, a larger one for each address, work done.

Nobody is shut out for what their neighbours do: a sender who sends a lot goes the slower way, where a moderator looks
first. Only an address from which more comes than from any office is asked to wait. Addresses are kept as keyed hashes
for a day. The stamp (as ALTCHA has it: find the number behind a SHA-256) costs a phone less than a second; without it,
as without JavaScript, a message goes the slower way too. A stamp works once, so a form is sent once.
"""

import hashlib
import hmac
import ipaddress
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from django.conf import settings
from django.core import signing
from django.db import connection

from otklik.intake.gate_models import SendingPace, SpentStamp

LASTS: Final = timedelta(hours=6)
"""So long somebody may write at a form."""
MOST_TRIES: Final = 100_000
"""Numbers that a browser may have to try: half of them on the average."""
_SALT: Final = "otklik.stamp"
_OWN: Final = (6.0, 1 / 60)
"""Of one sender: at once, and a second."""
_SHARED: Final = (200.0, 1.0)
"""Of one address, behind which a whole office may sit."""
_ASKING: Final = (300.0, 10.0)
"""Questions of one address while people type."""
_PHOTOS: Final = (120.0, 0.5)
"""Photos of one address: making them anew is work."""
_LETTERS: Final = (3.0, 3 / 86_400)
"""Letters «is it yours?» to one mailbox: three at once, then one in eight hours; nobody fills a stranger's."""
_WRITING: Final = (40.0, 1 / 60)
"""Such letters at the word of one address, to whomever."""
_VOICES: Final = (20.0, 1 / 600)
"""Voices of one address for one case: a house behind one router is heard, a machine is not."""
_TAKE = """
insert into intake_sendingpace as pace (key, tokens, at) values (%s, %s - 1, %s)
on conflict (key) do update set
  tokens = least(%s, pace.tokens + greatest(extract(epoch from excluded.at - pace.at), 0) * %s) - 1, at = excluded.at
where least(%s, pace.tokens + greatest(extract(epoch from excluded.at - pace.at), 0) * %s) >= 1
returning true
"""
_TAKE_BOTH = f"""
with shared as ({_TAKE}), own as ({_TAKE.replace("values (%s, %s - 1, %s)", "select %s, %s - 1, %s from shared")})
select exists(select from shared), exists(select from own)
"""  # noqa: S608
"""Of the second bucket nothing is taken where the first is empty."""


class Way(StrEnum):
    """How a message may go on."""

    OPEN = "open"
    SLOWER = "slower"
    """A moderator looks first."""
    SHUT = "shut"
    """Too much comes from this address just now."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a form carries: a browser finds the number for which SHA-256 of `salt` and the number is `target`."""

    salt: str
    target: str
    signed: str
    most_tries: int = MOST_TRIES


def issue_stamp(*, most_tries: int = MOST_TRIES) -> Stamp:
    """A new one; nothing is kept of it. `most_tries`: fewer for trials, to which the work itself is nothing."""
    salt, number = secrets.token_hex(12), secrets.randbelow(most_tries)
    target = _target(salt, str(number))
    return Stamp(salt, target, signing.TimestampSigner(salt=_SALT).sign(f"{salt}.{target}"), most_tries)


def is_ours(signed: str) -> bool:
    """Whether a form carries a stamp that we issued not too long ago."""
    return _read(signed) is not None


def is_worked(signed: str, number: str) -> bool:
    """Whether the work was done: this number is the one behind the stamp."""
    read = _read(signed)
    return read is not None and len(number) <= 9 and hmac.compare_digest(_target(read[0], number), read[1])


def salt_of(signed: str) -> str | None:
    """By what a stamp is remembered once it was used; None where it is none of ours, or over."""
    read = _read(signed)
    return read[0] if read is not None else None


def weigh_sender(address: str, agent: str, *, now: datetime) -> Way:
    """Count one message from here, and say how it may go on."""
    network = network_of(address)
    shared = _asked(f"from {network}", *_SHARED, now=now)
    own = _asked(f"who {network} {agent[:400]}", *_OWN, now=now)
    with connection.cursor() as cursor:
        cursor.execute(_TAKE_BOTH, [*shared, *own])
        is_let_in, has_own = cursor.fetchone()
    if not is_let_in:
        return Way.SHUT
    return Way.OPEN if has_own else Way.SLOWER


def may_ask(address: str, *, now: datetime) -> bool:
    """Whether one more question may be asked from here while somebody types; an office may ask a lot."""
    return _take(f"asks {network_of(address)}", *_ASKING, now=now)


def may_bring(address: str, *, now: datetime) -> bool:
    """Whether one more photo may be brought from here."""
    return _take(f"brings {network_of(address)}", *_PHOTOS, now=now)


def may_write_to(mailbox: str, *, sender: str, now: datetime) -> bool:
    """Whether one more letter may ask there whose address it is, at the word of this sender."""
    if sender and not _take(f"writes {network_of(sender)}", *_WRITING, now=now):
        return False
    return _take(f"mail {mailbox.casefold()}", *_LETTERS, now=now)


def may_count(address: str, number: str, *, now: datetime) -> bool:
    """Whether one more «the same with me» of this published case may come from here."""
    return _take(f"same {number} {network_of(address)}", *_VOICES, now=now)


def forget_senders(*, now: datetime) -> int:
    """Buckets that are full again, and stamps that are over. Returns how many went."""
    paces = SendingPace.objects.filter(at__lt=now - timedelta(days=1)).delete()[0]
    return paces + SpentStamp.objects.filter(until__lt=now).delete()[0]


def _take(who: str, most: float, a_second: float, *, now: datetime) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, _asked(who, most, a_second, now=now))
        return cursor.fetchone() is not None


def _asked(who: str, most: float, a_second: float, *, now: datetime) -> list[Any]:
    """What `_TAKE` is asked with."""
    key = hmac.new(settings.SECRET_KEY.encode(), who.encode(), hashlib.sha256).hexdigest()
    return [key, most, now, most, a_second, most, a_second]


def network_of(address: str) -> str:
    """Whom an address stands for. Of IPv6 the half that a household gets; an address that is none is one of its own."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address[:64]
    return str(ipaddress.ip_network((known, 64), strict=False)) if known.version == 6 else str(known)


def _read(signed: str) -> tuple[str, str] | None:
    try:
        salt, target = signing.TimestampSigner(salt=_SALT).unsign(signed[:300], max_age=LASTS).split(".")
    except (signing.BadSignature, ValueError):
        return None
    return salt, target


def _target(salt: str, number: str) -> str:
    return hashlib.sha256(f"{salt}{number}".encode()).hexdigest()

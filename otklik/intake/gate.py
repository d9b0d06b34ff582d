"""Rate limit and proof of work for our own forms: a token bucket for each sender, a larger one for each address.

Nobody is blocked for what their neighbours do. A sender above the limit goes the slower way, where a moderator looks
first. Only an address that sends more than any office would is told to wait. Addresses are kept as keyed hashes
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
from django.utils import timezone

from otklik.intake.gate_models import SendingPace, SpentStamp
from otklik.intake.models import ResidentAct

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
_CHOSEN = "select case when exists (select from own) then %s else %s end, %s - 1, %s"
_TAKE_BOTH = f"""
with own as ({_TAKE}),
rest as ({_TAKE.replace("values (%s, %s - 1, %s)", _CHOSEN).replace("returning true", "returning tokens")})
select exists (select from own), (select tokens from rest)
"""  # noqa: S608
"""Whoever has emptied their own bucket takes from a second one of theirs, not from that of the address: a flood costs
its neighbours nothing."""
_CALM: Final = 10
"""So many messages of one address, or of one sender beyond their own bucket, cost the usual work."""
_DOUBLES: Final = 5
"""How often the work doubles, with each further ten: to 3.2 million numbers, half a minute of a phone."""
_FORGIVEN: Final = 4
"""A stamp may be so many times lighter than what is due by now, if it was made heavier at all: nobody runs after it."""


class Way(StrEnum):
    """How a message may go on."""

    OPEN = "open"
    SLOWER = "slower"
    """A moderator looks first."""
    SHUT = "shut"
    """Too much comes from this address just now."""


@dataclass(frozen=True, slots=True)
class Weight:
    """How a message may go on, and how many numbers its stamp has to let a browser try."""

    way: Way
    most_tries: int


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a form carries: a browser finds the number for which SHA-256 of `salt` and the number is `target`."""

    salt: str
    target: str
    signed: str
    most_tries: int = MOST_TRIES


def issue_stamp(*, most_tries: int = MOST_TRIES) -> Stamp:
    """A new stamp; nothing of it is stored. `most_tries`: fewer for trials, to which the work itself is nothing."""
    salt, number = secrets.token_hex(12), secrets.randbelow(most_tries)
    target = _target(salt, str(number))
    signed = signing.TimestampSigner(salt=_SALT).sign(f"{salt}.{target}.{most_tries}")
    return Stamp(salt, target, signed, most_tries)


def is_ours(signed: str) -> bool:
    """Whether a form carries a stamp that we issued not too long ago."""
    return _read(signed) is not None


def is_worked(signed: str, number: str) -> bool:
    """Whether the work was done: this number is the one behind the stamp."""
    read = _read(signed)
    return read is not None and len(number) <= 9 and hmac.compare_digest(_target(read[0], number), read[1])


def is_heavy(signed: str, weight: Weight) -> bool:
    """Whether the work of a stamp is as much as its sender owes now."""
    read = _read(signed)
    if read is None or weight.most_tries <= MOST_TRIES:
        return read is not None
    return read[2] > MOST_TRIES and read[2] * _FORGIVEN >= weight.most_tries


def salt_of(signed: str) -> str | None:
    """By what a stamp is remembered once it was used; None where it is none of ours, or over."""
    read = _read(signed)
    return read[0] if read is not None else None


def weigh(address: str, agent: str, *, now: datetime) -> Weight:
    """Count one message from here, and say how it may go on and what work it owes."""
    network = network_of(address)
    own = _asked(f"who {network} {agent[:400]}", *_OWN, now=now)
    shared = _asked(f"from {network}", *_SHARED, now=now)
    beyond = _asked(f"flood {network} {agent[:400]}", *_SHARED, now=now)
    with connection.cursor() as cursor:
        cursor.execute(_TAKE_BOTH, [*own, shared[0], *beyond])
        has_own, left = cursor.fetchone()
    if left is None:
        return Weight(Way.SHUT, MOST_TRIES * 2**_DOUBLES)
    tens = int((_SHARED[0] - left) // _CALM)
    return Weight(Way.OPEN if has_own else Way.SLOWER, MOST_TRIES * 2 ** min(tens, _DOUBLES))


def weigh_sender(address: str, agent: str, *, now: datetime) -> Way:
    """Count one message from here, and say how it may go on."""
    return weigh(address, agent, now=now).way


def name_sender(address: str, *, now: datetime) -> str:
    """By what the messages of one flood are known to belong together: a keyed hash of address and day."""
    said = f"flood of {timezone.localdate(now)} {network_of(address)}"
    return hmac.new(settings.SECRET_KEY.encode(), said.encode(), hashlib.sha256).hexdigest()[:16]


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
    ResidentAct.objects.filter(sender__gt="", at__lt=now - timedelta(days=1)).update(sender="")
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


def _read(signed: str) -> tuple[str, str, int] | None:
    """Salt, target, and how many numbers there were to try."""
    try:
        salt, target, most = signing.TimestampSigner(salt=_SALT).unsign(signed[:300], max_age=LASTS).split(".")
        return salt, target, int(most)
    except (signing.BadSignature, ValueError):
        return None


def _target(salt: str, number: str) -> str:
    return hashlib.sha256(f"{salt}{number}".encode()).hexdigest()

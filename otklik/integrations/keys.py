"""Keys of programs: how a program is known, what its key allows, how fast it may ask.

Another part of the program authenticates by a key so::

    holder = find_key(token, now=now)
    if holder is None or not holder.allows(KeyScope.OPEN311):
        ...  # 401, 403

`holder.viewer` is the person as whom the key acts: every selector and service asks for their rights as it does at the
desk, so nobody sees by a key what they would not see there.
"""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from django.db import connection
from django.utils import timezone

from otklik.integrations.models import ApiKey
from otklik.organizations.second_factor import has_factor
from otklik.organizations.selectors import Viewer, viewer_of

CALLS_A_MINUTE: Final = 300
"""Of one key: five a second, as much as a person with a whole office behind them needs."""
MOST_NAME_CHARACTERS: Final = 200
"""Of who acted, in the audit log."""


class KeyScope(StrEnum):
    """What a key may be used for. Beyond that its owner's rights decide."""

    READ = "read"
    """Ask for everything that the owner sees at the desk."""
    WRITE = "write"
    """Do everything that the owner may do; reading is part of it."""
    INTAKE = "intake"
    """Enter messages of residents, and nothing else."""
    OPEN311 = "open311"
    """Send reports by Open311."""


@dataclass(frozen=True, slots=True)
class KeyHolder:
    """A program that showed a valid key."""

    key_id: int
    name: str
    """Of the key."""
    scopes: frozenset[KeyScope]
    viewer: Viewer
    """As whom it acts. Its name is the person's with the key's behind it: so both stand in the audit log."""
    is_narrowed: bool = False
    """It acts from one post only: what is the owner's as a person is out of its reach."""

    def allows(self, scope: KeyScope) -> bool:
        """Whether the key is meant for this."""
        return scope in self.scopes or (scope is KeyScope.READ and KeyScope.WRITE in self.scopes)


def hash_token(token: str) -> str:
    """What is kept of a token. It has 256 random bits, so that a plain hash cannot be turned round."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def find_key(token: str, *, now: datetime) -> KeyHolder | None:
    """Who shows this token; None where it is none, revoked, too old, or its owner does not work here any more.

    Nor does a key work of somebody whose roles need a second factor, until they have added one.
    """
    key = ApiKey.objects.select_related("owner").filter(token_hash=hash_token(token), revoked_at=None).first()
    today = timezone.localdate(now)
    if key is None or key.until_on < today or not key.owner.is_active:
        return None
    if key.used_on != today:
        ApiKey.objects.filter(id=key.id).update(used_on=today)
    viewer = viewer_of(key.owner, on=today)
    if viewer.needs_second_factor and not has_factor(viewer.staff_id):
        return None
    own = tuple(post for post in viewer.posts if not post.instead_of)  # what is held for others is not given away
    if key.role:
        own = tuple(post for post in own if (post.role, post.body_id) == (key.role, key.body_id))
    viewer = replace(viewer, posts=own)
    told = f"{viewer.name} · {key.name}"[:MOST_NAME_CHARACTERS]
    scopes = frozenset(KeyScope(word) for word in key.scopes if word in list(KeyScope))
    return KeyHolder(key.id, key.name, scopes, replace(viewer, name=told), is_narrowed=bool(key.role))


_TAKE_TURN = """
update integrations_apikey set
  minute_at = case when minute_at > %(since)s and minute_at <= %(now)s then minute_at else %(now)s end,
  minute_calls = case when minute_at > %(since)s and minute_at <= %(now)s then minute_calls + 1 else 1 end
where id = %(id)s returning minute_calls, minute_at
"""


def take_turn(key_id: int, *, now: datetime) -> int:
    """Count one more call of a key. Returns how many seconds it has to wait; 0: go on."""
    with connection.cursor() as cursor:
        cursor.execute(_TAKE_TURN, {"id": key_id, "now": now, "since": now - timedelta(minutes=1)})
        calls, since = cursor.fetchone() or (0, now)
    if calls <= CALLS_A_MINUTE:
        return 0
    return max(1, 60 - int((now - since).total_seconds()))

"""Issuing and revoking keys of programs. A key is its owner's own: nobody can make one that acts as somebody else."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from otklik.audit.services import record
from otklik.integrations.keys import KeyScope, hash_token
from otklik.integrations.models import ApiKey
from otklik.organizations.errors import NotSeen, UnfitEntry
from otklik.organizations.rights import Right, Role
from otklik.organizations.selectors import Viewer
from otklik.shared.words import marked as _

LONGEST: Final = timedelta(days=366)
MOST_KEYS: Final = 20
"""Working ones of a person."""
_MARK: Final = "otk_"
_PREFIX_LENGTH: Final = 12


@dataclass(frozen=True, slots=True)
class KeyWish:
    """A key as its owner wants it."""

    name: str
    scopes: Collection[KeyScope]
    until_on: date
    """The last day on which it works."""
    role: Role | None = None
    """With `body_id`: it acts from this post only."""
    body_id: int | None = None


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A key as the desk shows it."""

    id: int
    name: str
    owner: str
    is_own: bool
    prefix: str
    scopes: tuple[KeyScope, ...]
    role: Role | None
    body: str
    made_at: datetime
    until_on: date
    used_on: date | None
    revoked_at: datetime | None
    is_working: bool


def issue_key(wish: KeyWish, *, by: Viewer, now: datetime) -> str:
    """Make a key that acts as whoever asks for it. Returns its token, which nobody can read again.

    Raises UnfitEntry.
    """
    name, today = " ".join(wish.name.split()), timezone.localdate(now)
    _check(wish, name=name, by=by, today=today)
    token = _MARK + secrets.token_urlsafe(32)
    with transaction.atomic():
        if ApiKey.objects.filter(owner_id=by.staff_id, revoked_at=None, until_on__gte=today).count() >= MOST_KEYS:
            raise UnfitEntry(_("You have 20 working keys."), field="name", mend=_("Revoke one that is not used."))
        key = ApiKey.objects.create(
            owner_id=by.staff_id, name=name, prefix=token[:_PREFIX_LENGTH], token_hash=hash_token(token),
            scopes=sorted(wish.scopes), role=wish.role or "", body_id=wish.body_id, made_at=now, until_on=wish.until_on,
        )  # fmt: skip
        told = {"name": name, "scopes": " ".join(sorted(wish.scopes)), "until": wish.until_on.isoformat()}
        record("issue_key", subject=f"api_key:{key.id}", by=by, now=now, details=told)
    return token


def _check(wish: KeyWish, *, name: str, by: Viewer, today: date) -> None:
    if not name or len(name) > 80:
        raise UnfitEntry(
            _("Say in at most 80 characters which program gets the key."),
            field="name",
            mend=_("For example: 1C."),
        )
    if not wish.scopes:
        raise UnfitEntry(_("The key would be good for nothing."), field="scopes", mend=_("Tick what it may do."))
    if not today <= wish.until_on <= today + LONGEST:
        raise UnfitEntry(
            _("A key works until a day from today on, a year ahead at most."), field="until_on",
            mend=_("Issue a new one before it ends."),
        )  # fmt: skip
    held = {(post.role, post.body_id) for post in by.posts if not post.instead_of}
    if (wish.role or wish.body_id) and (wish.role, wish.body_id) not in held:
        raise UnfitEntry(_("You do not hold this role there."), field="post", mend=_("Choose one from the list."))


def revoke_key(key_id: int, *, by: Viewer, now: datetime) -> None:
    """Make a key open nothing any more: one's own; whoever keeps the system, anybody's. Raises NotSeen."""
    with transaction.atomic():
        key = ApiKey.objects.select_for_update().filter(id=key_id).first()
        if key is None or not (key.owner_id == by.staff_id or keeps_all(by)):
            raise NotSeen(_("There is no such key."))
        if key.revoked_at is not None:
            return
        key.revoked_at, key.revoked_by_id = now, by.staff_id
        key.save(update_fields=["revoked_at", "revoked_by"])
        record("revoke_key", subject=f"api_key:{key.id}", by=by, now=now, details={"name": key.name})


def keeps_all(viewer: Viewer) -> bool:
    """Whether this person keeps the keys of everybody."""
    return viewer.scope(Right.EDIT_RULES).everything


def list_keys(viewer: Viewer, *, on: date) -> list[KeyRow]:
    """One's own keys; whoever keeps the system sees everybody's. The working ones first, the newest first."""
    keys = ApiKey.objects.select_related("owner", "body").order_by("-id")
    if not keeps_all(viewer):
        keys = keys.filter(owner_id=viewer.staff_id)
    rows = [_row(key, viewer=viewer, on=on) for key in keys[:500]]
    return sorted(rows, key=lambda row: not row.is_working)


def list_own_working_keys(viewer: Viewer, *, on: date) -> list[KeyRow]:
    """Those that act as this person now."""
    keys = ApiKey.objects.select_related("owner", "body").filter(
        owner_id=viewer.staff_id, revoked_at=None, until_on__gte=on
    )
    return [_row(key, viewer=viewer, on=on) for key in keys.order_by("-id")]


def _row(key: ApiKey, *, viewer: Viewer, on: date) -> KeyRow:
    return KeyRow(
        id=key.id,
        name=key.name,
        owner=key.owner.name,
        is_own=key.owner_id == viewer.staff_id,
        prefix=key.prefix,
        scopes=tuple(KeyScope(word) for word in key.scopes if word in list(KeyScope)),
        role=Role(key.role) if key.role else None,
        body=key.body.short_name if key.body else "",
        made_at=key.made_at,
        until_on=key.until_on,
        used_on=key.used_on,
        revoked_at=key.revoked_at,
        is_working=key.revoked_at is None and key.until_on >= on and key.owner.is_active,
    )

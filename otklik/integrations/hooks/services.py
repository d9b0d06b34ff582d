"""Webhooks as their owners keep them: entered, signed with another secret, let go on, removed."""

import base64
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from cryptography.fernet import InvalidToken
from django.db import transaction
from django.db.models import Count, Max, Q

from otklik.appeals.models import Transition
from otklik.audit.services import record
from otklik.ground.ring import key_ring
from otklik.integrations.hooks.calling_out import fault_of
from otklik.integrations.hooks.events import Event
from otklik.integrations.key_keeping import keeps_all
from otklik.integrations.models import Hook
from otklik.organizations.errors import NotSeen, UnfitEntry
from otklik.organizations.rights import Right
from otklik.organizations.selectors import Viewer
from otklik.shared.words import marked as _

MOST_HOOKS: Final = 10
"""Of a person."""
OLD_SIGNS_FOR: Final = timedelta(hours=24)
"""After a new secret was made, the old one signs too, so that the other side can change at its leisure."""
_MARK: Final = "whsec_"
_SECRET_BYTES: Final = 32


@dataclass(frozen=True, slots=True)
class HookWish:
    """An address as its owner wants it told."""

    name: str
    url: str
    events: Collection[Event]


@dataclass(frozen=True, slots=True)
class HookRow:
    """An address as the desk shows it."""

    id: int
    name: str
    url: str
    owner: str
    is_own: bool
    events: tuple[Event, ...]
    waiting: int
    """Events that wait to be told."""
    told_at: datetime | None
    failures: int
    failing_since: datetime | None
    trouble: str
    """Marked for translation; what follows ": «" is of the other side."""
    next_at: datetime
    paused_at: datetime | None


def add_hook(wish: HookWish, *, by: Viewer, now: datetime) -> tuple[int, str]:
    """Tell an address of what happens from now on. Returns its number, and the secret, which is shown once.

    Raises UnfitEntry.
    """
    name, url = " ".join(wish.name.split()), wish.url.strip()
    _check(name, url, wish.events, by=by)
    secret = new_secret()
    with transaction.atomic():
        if Hook.objects.filter(owner_id=by.staff_id).count() >= MOST_HOOKS:
            raise UnfitEntry(_("You have 10 addresses already."), field="url", mend=_("Remove one that is not used."))
        hook = Hook.objects.create(
            owner_id=by.staff_id, name=name, url=url, events=sorted(wish.events), secret=_sealed(secret), made_at=now,
            due_at=now, after_id=Transition.objects.aggregate(last=Max("id"))["last"] or 0,
        )  # fmt: skip
        record("add_hook", subject=f"hook:{hook.id}", by=by, now=now, details={"name": name, "url": url})
    return hook.id, secret


def _check(name: str, url: str, events: Collection[Event], *, by: Viewer) -> None:
    if by.scope(Right.SEE_CASES).is_empty:
        raise UnfitEntry(_("You see no cases of which a program could be told."), field="events")
    if not name or len(name) > 80:
        raise UnfitEntry(
            _("Say in at most 80 characters which program it is."), field="name", mend=_("For example: 1C.")
        )
    if not events:
        raise UnfitEntry(_("The program would be told of nothing."), field="events", mend=_("Tick what it is told of."))
    fault = _("The address is too long.") if len(url) > 500 else fault_of(url)
    if fault:
        raise UnfitEntry(fault, field="url", mend=_("Write it as https://1c.school.ru/otklik."))


def renew_secret(hook_id: int, *, by: Viewer, now: datetime) -> str:
    """Sign with another secret; the one before signs too for a day. Returns the new one. Raises NotSeen."""
    secret = new_secret()
    with transaction.atomic():
        hook = _lock(hook_id, by=by, own=True)
        hook.old_secret, hook.old_until, hook.secret = bytes(hook.secret), now + OLD_SIGNS_FOR, _sealed(secret)
        hook.save(update_fields=["old_secret", "old_until", "secret"])
        record("renew_hook_secret", subject=f"hook:{hook.id}", by=by, now=now)
    return secret


def let_go_on(hook_id: int, *, by: Viewer, now: datetime) -> None:
    """Tell a paused address again, from where it stopped; or one that fails, at once. Raises NotSeen."""
    with transaction.atomic():
        hook = _lock(hook_id, by=by, own=True)
        hook.paused_at, hook.due_at, hook.failures, hook.failing_since, hook.trouble = None, now, 0, None, ""
        hook.save(update_fields=["paused_at", "due_at", "failures", "failing_since", "trouble"])
        record("let_hook_go_on", subject=f"hook:{hook.id}", by=by, now=now)


def pause_hook(hook_id: int, *, by: Viewer, now: datetime) -> None:
    """Tell it nothing for now; what happens meanwhile waits, a month at most. Raises NotSeen."""
    with transaction.atomic():
        hook = _lock(hook_id, by=by)
        if hook.paused_at is None:
            hook.paused_at = now
            hook.save(update_fields=["paused_at"])
            record("pause_hook", subject=f"hook:{hook.id}", by=by, now=now)


def remove_hook(hook_id: int, *, by: Viewer, now: datetime) -> None:
    """Tell it nothing any more; what waits is gone. Raises NotSeen."""
    with transaction.atomic():
        hook = _lock(hook_id, by=by)
        record("remove_hook", subject=f"hook:{hook.id}", by=by, now=now, details={"name": hook.name, "url": hook.url})
        hook.delete()


def _lock(hook_id: int, *, by: Viewer, own: bool = False) -> Hook:
    """One's own; to stop it also anybody's, for whoever keeps the system."""
    hook = Hook.objects.select_for_update().filter(id=hook_id).first()
    if hook is None or not (hook.owner_id == by.staff_id or (not own and keeps_all(by))):
        raise NotSeen(_("There is no such address."))
    return hook


def list_hooks(viewer: Viewer) -> list[HookRow]:
    """One's own addresses; whoever keeps the system sees everybody's. The newest first."""
    hooks = Hook.objects.select_related("owner").annotate(waiting=Count("calls", filter=Q(calls__told_at=None)))
    if not keeps_all(viewer):
        hooks = hooks.filter(owner_id=viewer.staff_id)
    return [
        HookRow(
            id=hook.id, name=hook.name, url=hook.url, owner=hook.owner.name, is_own=hook.owner_id == viewer.staff_id,
            events=tuple(Event(word) for word in hook.events if word in list(Event)), waiting=hook.waiting,
            told_at=hook.told_at, failures=hook.failures, failing_since=hook.failing_since, trouble=hook.trouble,
            next_at=hook.due_at, paused_at=hook.paused_at,
        )
        for hook in hooks.order_by("-id")[:200]
    ]  # fmt: skip


def new_secret() -> str:
    """As Standard Webhooks writes them."""
    return _MARK + base64.b64encode(secrets.token_bytes(_SECRET_BYTES)).decode()


def _sealed(secret: str) -> bytes:
    return key_ring().encrypt(secret.encode())


def secrets_of(hook: Hook, *, now: datetime) -> list[str]:
    """What the address is signed with now: the newest first. Raises InvalidToken where the ring lost its key."""
    ring = key_ring()
    kept = [bytes(hook.secret)]
    if hook.old_until is not None and hook.old_until > now and hook.old_secret:
        kept.append(bytes(hook.old_secret))
    return [ring.decrypt(one).decode() for one in kept]


def reseal_hooks() -> int:
    """Seal all secrets with the first key of the ring. Returns of how many addresses; what it cannot open stays."""
    ring, count = key_ring(), 0
    with transaction.atomic():
        for hook in Hook.objects.select_for_update().order_by("id"):
            try:
                hook.secret = ring.rotate(bytes(hook.secret))
                hook.old_secret = ring.rotate(bytes(hook.old_secret)) if hook.old_secret else b""
            except InvalidToken:
                continue
            hook.save(update_fields=["secret", "old_secret"])
            count += 1
    return count

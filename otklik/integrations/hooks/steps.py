"""Telling other programs: steps of cases become waiting calls, each address is told in order, one after the other.

**In order.** Steps of one case are written one after the other, under its lock, so their numbers rise as they happen.
An address is told by one worker at a time, and what failed is tried again before anything that came after it.

**At least once.** A worker that dies after a call was taken and before it noted so tells it again, with the same
`webhook-id`: the other side knows it by that. The signature is that of Standard Webhooks (standardwebhooks.com).
"""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Final

from cryptography.fernet import InvalidToken
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from otklik.appeals.models import Transition
from otklik.integrations.hooks.calling_out import Called, call_out
from otklik.integrations.hooks.events import acts_of, event_of
from otklik.integrations.hooks.services import secrets_of
from otklik.integrations.models import Hook, HookCall
from otklik.notices.models import NoticeKind
from otklik.notices.services import Told, tell
from otklik.organizations.rights import Right
from otklik.organizations.selectors import viewer_of, within
from otklik.shared.words import marked as _

AT_ONCE: Final = 40
"""Calls of one address by one claim."""
LOOKED_AT: Final = 5_000
"""Steps that one look takes up."""
SETTLES: Final = timedelta(minutes=5)
"""A step may become visible after one with a higher number; so long one looks back."""
CLAIM: Final = timedelta(minutes=12)
"""Longer than all calls of a claim may take together."""
GIVES_UP_AFTER: Final = timedelta(days=3)
KEPT: Final = timedelta(days=30)
_PAUSES: Final = (5, 60, 300, 1_800, 7_200, 18_000)
"""Seconds after the first, second… failure in a row; then five hours each time."""

type Call = Callable[[str, bytes, dict[str, str]], Called]


def gather_events(*, now: datetime) -> int:
    """Make waiting calls of what happened since. Returns how many."""
    hooks = Hook.objects.select_related("owner").order_by("id")
    return sum(_gather_for(hook, now=now) for hook in hooks)


def _gather_for(hook: Hook, *, now: datetime) -> int:
    """The steps of cases that the owner sees today, by the names that were chosen; each once."""
    if not hook.owner.is_active:
        return 0
    seen = _seen_by_owner(hook, now=now)
    steps = Transition.objects.filter(id__gt=hook.after_id).order_by("id")
    last = list(steps.values_list("id", "at")[:LOOKED_AT])
    if not last:
        return 0
    told = HookCall.objects.filter(hook=hook, step_id__gt=hook.after_id).values("step_id")
    new = steps.filter(seen, act__in=acts_of(set(hook.events)), id__lte=last[-1][0]).exclude(id__in=told)
    calls = [
        HookCall(hook=hook, step_id=step.id, happened_at=step.at, payload=_payload(step))
        for step in new.select_related("appeal")
    ]
    settled = max((step_id for step_id, at in last if at < now - SETTLES), default=hook.after_id)
    with transaction.atomic():
        made = len(HookCall.objects.bulk_create(calls, ignore_conflicts=True))
        if settled > hook.after_id:
            Hook.objects.filter(id=hook.id, after_id__lt=settled).update(after_id=settled)
    return made


def _seen_by_owner(hook: Hook, *, now: datetime) -> Q:
    """Of the steps of cases those that its owner may see today."""
    scope = viewer_of(hook.owner, on=timezone.localdate(now)).scope(Right.SEE_CASES)
    return within(scope, body="appeal__body", municipality="appeal__municipality", founder="appeal__founder")


def _payload(step: Transition) -> dict[str, object]:
    """Numbers and states; nothing that anybody wrote, nobody's name."""
    return {
        "type": event_of(step.act).value,
        "timestamp": step.at.isoformat(),
        "data": {
            "case": step.appeal.number,
            "act": step.act,
            "from": step.from_state or None,
            "to": step.to_state,
            "body_id": step.body_id or step.appeal.body_id,
        },
    }


def tell_next_hook(*, now: Callable[[], datetime], call: Call = call_out) -> int:
    """Tell one address what waits for it, until something fails. Returns how many calls were made."""
    hook = _claim(now())
    if hook is None:
        return 0
    made, began = 0, now()
    for waiting in _list_waiting(hook, now=began):
        if now() > began + CLAIM / 2:
            break  # a slow one: before the claim is over somebody else would begin
        made += 1
        called = _tell(hook, waiting, now=now(), call=call)
        if not _note(hook.id, waiting, called, now=now()):
            return made
    Hook.objects.filter(id=hook.id, paused_at=None).update(due_at=now())
    return made


def _list_waiting(hook: Hook, *, now: datetime) -> list[HookCall]:
    """The next calls in their order; what its owner may see no longer is dropped untold."""
    waiting = list(HookCall.objects.filter(hook=hook, told_at=None).order_by("id")[:AT_ONCE])
    steps = Transition.objects.filter(_seen_by_owner(hook, now=now), id__in=[one.step_id for one in waiting])
    seen = set(steps.values_list("id", flat=True))
    HookCall.objects.filter(id__in=[one.id for one in waiting if one.step_id not in seen]).delete()
    return [one for one in waiting if one.step_id in seen]


def _claim(now: datetime) -> Hook | None:
    with transaction.atomic():
        waiting = HookCall.objects.filter(told_at=None).values("hook_id")
        due = Hook.objects.filter(paused_at=None, due_at__lte=now, id__in=waiting, owner__is_active=True)
        hook = (
            due.select_related("owner")
            .select_for_update(skip_locked=True, of=("self",))
            .order_by("due_at", "id")
            .first()
        )
        if hook is not None:
            Hook.objects.filter(id=hook.id).update(due_at=now + CLAIM)
    return hook


def _tell(hook: Hook, waiting: HookCall, *, now: datetime, call: Call) -> Called:
    body = json.dumps(waiting.payload, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    try:
        signed = secrets_of(hook, now=now)
    except InvalidToken:
        return Called(_("The secret cannot be opened: its key is missing from OTKLIK_KEYS."))
    return call(hook.url, body, headers_of(f"case_step_{waiting.step_id}", body, signed, now=now))


def headers_of(message_id: str, body: bytes, signed_with: Sequence[str], *, now: datetime) -> dict[str, str]:
    """The headers of Standard Webhooks: who receives them can tell that we sent it, and when."""
    moment = str(int(now.timestamp()))
    said = b".".join((message_id.encode(), moment.encode(), body))
    signatures = [
        base64.b64encode(hmac.new(base64.b64decode(one.partition("_")[2]), said, hashlib.sha256).digest()).decode()
        for one in signed_with
    ]
    return {
        "webhook-id": message_id,
        "webhook-timestamp": moment,
        "webhook-signature": " ".join(f"v1,{one}" for one in signatures),
    }


def _note(hook_id: int, waiting: HookCall, called: Called, *, now: datetime) -> bool:
    """Keep how it went. Returns whether the next may be told."""
    with transaction.atomic():
        hook = Hook.objects.select_for_update().filter(id=hook_id).first()
        if hook is None:
            return False
        HookCall.objects.filter(id=waiting.id).update(
            tries=waiting.tries + 1, told_at=None if called.trouble else now
        )  # fmt: skip
        if not called.trouble:
            hook.failures, hook.failing_since, hook.trouble, hook.told_at = 0, None, "", now
        else:
            _note_failure(hook, called, now=now)
        hook.save(update_fields=["failures", "failing_since", "trouble", "told_at", "due_at", "paused_at"])
        return not called.trouble and hook.paused_at is None


def _note_failure(hook: Hook, called: Called, *, now: datetime) -> None:
    hook.failures += 1
    hook.failing_since = hook.failing_since or now
    hook.trouble = called.trouble[:300]
    hook.due_at = now + timedelta(seconds=_PAUSES[min(hook.failures, len(_PAUSES)) - 1])
    if hook.paused_at is None and (called.is_gone or hook.failing_since <= now - GIVES_UP_AFTER):
        hook.paused_at = now
        since = hook.failing_since.isoformat()
        tell(
            [hook.owner_id],
            Told(NoticeKind.REMINDER, f"hook:{hook.id}", f"paused since {since}", clock="hook"),
            now=now,
        )


def forget_calls(*, now: datetime) -> int:
    """Drop what was told a month ago, and what waits so long: its address is paused, or its owner left.

    Returns how many.
    """
    told, waits = Q(told_at__lt=now - KEPT), Q(told_at=None, happened_at__lt=now - KEPT)
    return sum(HookCall.objects.filter(one).delete()[0] for one in (told, waits))

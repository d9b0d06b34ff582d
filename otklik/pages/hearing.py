"""How events of a page arrive: by webhook or by polling. Polling goes on from a cursor saved with the events."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q

from otklik.audit.services import Actor, record
from otklik.networks.abilities import Polls
from otklik.networks.registry import connector_for
from otklik.pages.errors import NotConnected, NotPolled
from otklik.pages.models import Connection, HearsBy, Page, TurnKind
from otklik.pages.story import tell_turn

_TURNS = {HearsBy.POLLING: TurnKind.POLLING, HearsBy.WEBHOOK: TurnKind.WEBHOOK}


def switch_hearing(page: Page, hears_by: HearsBy, *, by: Actor | None, now: datetime) -> None:
    """Hear from a page in another way. Raises NotPolled, NotConnected.

    The worker does what the network demands: it takes our webhook away before it asks, or subscribes it again. What
    falls between is read back, where the network can be.
    """
    if hears_by is HearsBy.POLLING and not isinstance(connector_for(page.network), Polls):
        raise NotPolled
    line = Connection.objects.filter(page=page)
    with transaction.atomic():
        if not line.exists():
            raise NotConnected
        changed = line.exclude(hears_by=hears_by).update(
            hears_by=hears_by,
            is_poll_ready=False,
            poll_marker="",
            poll_again_at=None,
            subscription_seen_at=None,
            hook_waiting=0,
            hook_failure="",
            reading_asked_at=now,
            read_again_at=None,
        )
        if changed:
            tell_turn(page.id, _TURNS[hears_by], now=now, by=by.name if by else "")
            record("switch_hearing", subject=f"page:{page.id}", by=by, now=now, details={"by": hears_by.value})


def claim_pages_to_poll(*, now: datetime, lease: timedelta, at_most: int) -> list[Page]:
    """Pages whose time to be asked has come, the longest waiting first; nobody else asks them during the lease.

    Paused ones too: a pause keeps us from speaking, not from hearing. An open circuit is respected.
    """
    due = Connection.objects.filter(
        Q(poll_again_at=None) | Q(poll_again_at__lte=now),
        Q(open_until=None) | Q(open_until__lte=now),
        hears_by=HearsBy.POLLING,
        page__is_active=True,
        page__network__in=list(settings.OTKLIK_NETWORKS),
    )
    with transaction.atomic():
        waiting = due.order_by(F("poll_again_at").asc(nulls_first=True), "id").values_list("id", flat=True)
        ids = list(waiting.select_for_update(of=("self",), skip_locked=True)[:at_most])
        if not ids:
            return []
        Connection.objects.filter(id__in=ids).update(poll_again_at=now + lease)
    return list(Page.objects.filter(connection__in=ids).select_related("connection").order_by("id"))


def note_hook_ended(page: Page) -> None:
    """Our webhook is gone: the network can be asked."""
    Connection.objects.filter(page=page).update(is_poll_ready=True)


def move_marker(page: Page, *, to: str, now: datetime, again_at: datetime) -> bool:
    """Go on from another marker, in the transaction that keeps what was brought.

    False where somebody was quicker, or the page is heard in another way by now: what was brought is not to be kept.
    """
    line = Connection.objects.filter(
        page=page, hears_by=HearsBy.POLLING, is_poll_ready=True, poll_marker=page.connection.poll_marker
    )
    return bool(line.update(poll_marker=to, polled_at=now, poll_again_at=again_at))


def put_off_asking(page: Page, *, until: datetime, looks_for_hook: bool) -> None:
    """Ask this page again no sooner than then, and perhaps look first whether our webhook stands in the way."""
    line = Connection.objects.filter(page=page)
    line.update(poll_again_at=until)
    if looks_for_hook:
        line.update(is_poll_ready=False)

"""Writes the register: pages, connections, and the state of the circuit breaker."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import DateTimeField, F, Q, Value
from django.db.models.functions import Coalesce

from otklik.audit.services import Actor, record
from otklik.ground.advisory_lock import try_advisory_lock
from otklik.networks.abilities import Subscription
from otklik.networks.connector import Badge
from otklik.networks.errors import AccessLost, ConnectorError, OutOfTurn, Refused, TryLater
from otklik.networks.registry import connector_for
from otklik.organizations.errors import BodyIsClosed
from otklik.organizations.models import Body
from otklik.pages.address_book import note_addresses
from otklik.pages.errors import NotReadable, ReadLately
from otklik.pages.models import Connection, Page, TurnKind
from otklik.pages.secrets import reseal, seal
from otklik.pages.story import tell_turn
from otklik.pages.told import lock_page, note_no_talks, note_talks
from otklik.shared.backoff import delay_seconds
from otklik.shared.errors import OtklikError

RENEWAL_MAY_HAVE_LOST = timedelta(hours=10)
"""A subscription dies after eight hours of failures at the earliest: so far back a page is read after a renewal."""
READ_AGAIN_AFTER = timedelta(minutes=1)
"""A person who wants a page read back again waits so long."""


@dataclass(frozen=True, slots=True)
class ConnectionSecrets:
    """What an administrator enters to connect a page; None stays as it was."""

    community_token: str | None = field(default="", repr=False)
    admin_token: str | None = field(default="", repr=False)
    webhook_secret: str | None = field(default="", repr=False)
    confirmation: str | None = field(default="", repr=False)


def register_page(
    owner: Body, *, network: str, external_id: str, name: str, url: str = "", badge: Badge | None = None
) -> Page:
    """Enter an official page of a body into the register, or bring its entry up to date; None leaves the badge.

    Raises BodyIsClosed.
    """
    if not owner.is_active:
        raise BodyIsClosed
    entry = {
        "name": name,
        "url": url,
        "owner": owner,
        "municipality_id": owner.municipality_id,
        "founder_id": owner.founder_id,
    }
    if badge is not None:
        entry["badge"] = badge
    with transaction.atomic():
        page, _ = Page.objects.update_or_create(network=network, external_id=external_id, defaults=entry)
        note_addresses([page])
    return page


def connect_page(
    page: Page,
    *,
    secrets_entered: ConnectionSecrets,
    by: Actor | None,
    now: datetime,
    tokens_expire_on: date | None = None,
) -> Connection:
    """Connect a page, or exchange its tokens; they are encrypted and never shown again."""
    with transaction.atomic():
        lock_page(page)
        connection, is_new = Connection.objects.get_or_create(page=page, defaults={"key": secrets.token_urlsafe(24)})
        for name in ("community_token", "admin_token", "webhook_secret"):
            if (secret := getattr(secrets_entered, name)) is not None:
                setattr(connection, name, seal(secret))
        if secrets_entered.confirmation is not None:
            connection.confirmation = secrets_entered.confirmation
        connection.tokens_expire_on = tokens_expire_on
        connection.read_again_at = None
        # another token may be another bot, whose events are numbered anew
        connection.poll_marker, connection.is_poll_ready, connection.poll_again_at = "", False, None
        connection.save()
        if not is_new:
            Page.objects.filter(id=page.id).update(look_due_at=None)
        page.bot_name, page.connection = "", connection
        note_talks(page, connection, now=now)
        tell_turn(page.id, TurnKind.CONNECTED, now=now, by=by.name if by else "")
        record("connect" if is_new else "exchange_tokens", subject=f"page:{page.id}", by=by, now=now)
    return connection


def reseal_connections() -> int:
    """Encrypt all stored secrets with the first key of the ring; SecretLocked stops all. Returns how many were."""
    with transaction.atomic():
        connections = list(Connection.objects.select_for_update().order_by("id"))
        for connection in connections:
            connection.community_token = reseal(connection.community_token)
            connection.admin_token = reseal(connection.admin_token)
            connection.webhook_secret = reseal(connection.webhook_secret)
        Connection.objects.bulk_update(connections, ["community_token", "admin_token", "webhook_secret"])
    return len(connections)


def pause_connection(page: Page, *, by: Actor, now: datetime, because: str = "") -> None:
    """Send nothing from this page until a person lets it go on; what arrives is still kept."""
    _set_paused(page, by=by, now=now, because=because, is_paused=True, paused_at=now, paused_by=by.name)


def resume_connection(page: Page, *, by: Actor, now: datetime) -> None:
    """Let a paused page send again, at once: its old troubles are forgotten, and it is looked at next."""
    with transaction.atomic():
        _set_paused(page, by=by, now=now, because="", is_paused=False, paused_at=None, paused_by="")
        Page.objects.filter(id=page.id).update(look_due_at=None)


def _set_paused(
    page: Page, *, by: Actor, now: datetime, because: str, is_paused: bool, paused_at: datetime | None, paused_by: str
) -> None:
    with transaction.atomic():
        locked = lock_page(page)
        is_changed = Connection.objects.filter(page=page, is_paused=not is_paused).update(
            is_paused=is_paused,
            paused_at=paused_at,
            paused_by=paused_by,
            paused_because=because[:500],
            open_until=None,
            failures_in_a_row=0,
            read_again_at=None,
        )
        if is_changed:
            note_talks(locked, Connection.objects.get(page=page), now=now)
            kind = TurnKind.PAUSED if is_paused else TurnKind.RESUMED
            tell_turn(page.id, kind, now=now, reason=because[:500], by=by.name)
            act = "pause" if is_paused else "resume"
            record(act, subject=f"page:{page.id}", by=by, now=now, because=because)


def ask_reading(page: Page, *, by: Actor, now: datetime) -> None:
    """A person wants the page read back now: it comes before the others. Raises NotReadable, ReadLately."""
    if not connector_for(page.network).can_be_read_back:
        raise NotReadable
    with transaction.atomic():
        line = Connection.objects.filter(
            Q(reconciled_at=None) | Q(reconciled_at__lte=now - READ_AGAIN_AFTER), page=page, reading_asked_at=None
        )
        if not line.update(reading_asked_at=now, read_again_at=None):
            raise ReadLately
        record("read_back", subject=f"page:{page.id}", by=by, now=now)


def note_trouble(page: Page, trouble: ConnectorError, *, now: datetime) -> datetime:
    """Remember in words why a network said no, and open the page's circuit when it is unwell. Returns until when.

    Calls that were under way together and failed together count as one failure. Our own pace is no trouble.
    """
    if isinstance(trouble, OutOfTurn):
        return trouble.until or now
    if isinstance(trouble, AccessLost):
        note_no_talks(page)
    _remember_trouble(page, trouble, now=now)
    line = Connection.objects.filter(page=page)
    if not isinstance(trouble, TryLater):
        # it answered, so it is well: only this one thing it does not do
        line.update(failures_in_a_row=0, open_until=None)
        return now
    until = max(trouble.until or now, now + timedelta(seconds=delay_seconds(page.connection.failures_in_a_row + 1)))
    is_first = line.filter(Q(open_until=None) | Q(open_until__lte=now)).update(
        failures_in_a_row=F("failures_in_a_row") + 1, open_until=until, tried_until=None
    )
    if trouble.until and not is_first:
        line.filter(open_until__lt=trouble.until).update(open_until=trouble.until)
    return until


def end_trial(page: Page) -> None:
    """Whoever tried out whether the network is well again has ended, however it went."""
    Connection.objects.filter(page=page, tried_until__isnull=False).update(tried_until=None)


@contextmanager
def read_alone(page: Page) -> Iterator[bool]:
    """Whether this worker may read the page back now: nobody else does, and its time has not passed meanwhile.

    The lock belongs to the connection with the database: whoever is killed lets it go at once.
    """
    with try_advisory_lock("otklik reading", page.id) as is_locked:
        line = Connection.objects.values_list("reconciled_at", flat=True)
        yield is_locked and line.get(page=page) == page.connection.reconciled_at


def _remember_trouble(page: Page, trouble: ConnectorError, *, now: datetime) -> None:
    """The words of a trouble; the story tells of it once, however many calls meet it together."""
    reason = trouble.reason[:500]
    line = Connection.objects.filter(page=page)
    with transaction.atomic():
        is_new = line.exclude(last_error=reason).update(last_error=reason)
        line.update(
            last_error_at=now,
            next_step=trouble.next_step[:500] if isinstance(trouble, Refused) else "",
            trouble_since=Coalesce("trouble_since", Value(now, output_field=DateTimeField())),
        )
        if is_new:
            kind = TurnKind.UNWELL if isinstance(trouble, TryLater) else TurnKind.REFUSED
            tell_turn(page.id, kind, now=now, reason=reason)


def note_answer(page: Page, *, now: datetime) -> None:
    """The network answered well: the circuit closes."""
    troubled = Connection.objects.filter(page=page).exclude(failures_in_a_row=0, last_error="")
    with transaction.atomic():
        if troubled.update(
            failures_in_a_row=0, open_until=None, last_error="", last_error_at=None, next_step="", trouble_since=None
        ):
            tell_turn(page.id, TurnKind.WELL, now=now)


def as_connector_error(why: ConnectorError | OtklikError) -> ConnectorError:
    """A stored token that we cannot read hinders as much as one that the network does not take."""
    return Refused(why.wrong, next_step=why.mend) if isinstance(why, OtklikError) else why


def note_reconciled(page: Page, *, now: datetime, found: int) -> None:
    """The page's threads were read back up to now."""
    line = Connection.objects.filter(page=page)
    line.update(reconciled_at=now, reconciled_found=found, read_again_at=None, reading_asked_at=None)
    if found:
        line.update(last_event_at=now)


def note_subscription(page: Page, subscription: Subscription | None, *, now: datetime) -> None:
    """How the network's subscription to our webhook does; None: we looked, and could not see.

    After a renewal the page is read back at once.
    """
    line = Connection.objects.filter(page=page)
    line.update(subscription_seen_at=now)
    if subscription is None:
        return
    with transaction.atomic():
        _note_failing(page, subscription, now=now)
        line.update(
            hook_waiting=subscription.waiting,
            hook_failed_at=subscription.failed_at,
            other_urls=[url[:500] for url in subscription.other_urls],
        )
        if subscription.subscribed_at is not None:
            line.update(subscribed_at=subscription.subscribed_at)
        if subscription.was_renewed:
            line.update(
                renewed_at=now,
                subscribed_at=subscription.subscribed_at or now,
                reconciled_at=F("reconciled_at") - RENEWAL_MAY_HAVE_LOST,
                read_again_at=None,
            )
            tell_turn(page.id, TurnKind.RENEWED, now=now)


def _note_failing(page: Page, subscription: Subscription, *, now: datetime) -> None:
    """An old failure with nothing left waiting is over."""
    is_over = not subscription.waiting and subscription.failed_at is not None
    failure = "" if is_over else subscription.failure[:500]
    if Connection.objects.filter(page=page).exclude(hook_failure=failure).update(hook_failure=failure):
        kind = TurnKind.HOOK_FAILS if failure else TurnKind.HOOK_WELL
        tell_turn(page.id, kind, now=now, reason=failure)


def put_off_reading(page: Page, *, until: datetime) -> None:
    """Read this page back no sooner than then: asking the same again at once cannot help."""
    Connection.objects.filter(page=page).update(read_again_at=until, reading_asked_at=None)

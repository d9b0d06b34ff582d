"""Writing the register: pages, connections, and how the networks treat us."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from otklik.audit.services import Actor, record
from otklik.networks.connector import Badge, PageFacts
from otklik.networks.errors import ConnectorError, OutOfTurn, Refused, TryLater
from otklik.organizations.models import Body
from otklik.pages.models import Connection, Page
from otklik.pages.secrets import reseal, seal
from otklik.shared.backoff import delay_seconds

RENEWAL_MAY_HAVE_LOST = timedelta(hours=10)
"""A subscription dies after eight hours of failures at the earliest: so far back a page is read after a renewal."""


@dataclass(frozen=True, slots=True)
class ConnectionSecrets:
    """What an administrator enters to connect a page."""

    community_token: str = field(default="", repr=False)
    admin_token: str = field(default="", repr=False)
    webhook_secret: str = field(default="", repr=False)
    confirmation: str = field(default="", repr=False)


def register_page(
    owner: Body, *, network: str, external_id: str, name: str, url: str = "", badge: Badge = Badge.UNKNOWN
) -> Page:
    """Enter an official page of a body into the register, or bring its entry up to date."""
    page, _ = Page.objects.update_or_create(
        network=network,
        external_id=external_id,
        defaults={
            "name": name,
            "url": url,
            "owner": owner,
            "municipality_id": owner.municipality_id,
            "founder_id": owner.founder_id,
            "badge": badge,
        },
    )
    return page


def connect_page(page: Page, *, secrets_entered: ConnectionSecrets, by: Actor | None, now: datetime) -> Connection:
    """Connect a page, or exchange its tokens; they are encrypted and never shown again."""
    with transaction.atomic():
        connection, is_new = Connection.objects.get_or_create(page=page, defaults={"key": secrets.token_urlsafe(24)})
        connection.community_token = seal(secrets_entered.community_token)
        connection.admin_token = seal(secrets_entered.admin_token)
        connection.webhook_secret = seal(secrets_entered.webhook_secret)
        connection.confirmation = secrets_entered.confirmation
        connection.read_again_at = None
        connection.save()
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


def pause_connection(page: Page, *, by: Actor, now: datetime) -> None:
    """Send nothing from this page until a person lets it go on; what arrives is still kept."""
    _set_paused(page, is_paused=True, by=by, now=now)


def resume_connection(page: Page, *, by: Actor, now: datetime) -> None:
    """Let a paused page send again, at once: its old troubles are forgotten."""
    _set_paused(page, is_paused=False, by=by, now=now)


def _set_paused(page: Page, *, is_paused: bool, by: Actor, now: datetime) -> None:
    with transaction.atomic():
        Connection.objects.filter(page=page).update(
            is_paused=is_paused, open_until=None, failures_in_a_row=0, read_again_at=None
        )
        record("pause" if is_paused else "resume", subject=f"page:{page.id}", by=by, now=now)


def note_trouble(page: Page, trouble: ConnectorError, *, now: datetime) -> datetime:
    """Remember in words why a network said no, and open the page's circuit when it is unwell. Returns until when.

    Calls that were under way together and failed together count as one failure. Our own pace is no trouble.
    """
    if isinstance(trouble, OutOfTurn):
        return trouble.until or now
    line = Connection.objects.filter(page=page)
    line.update(
        last_error=trouble.reason[:500],
        last_error_at=now,
        next_step=trouble.next_step[:500] if isinstance(trouble, Refused) else "",
    )
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


def begin_reading(page: Page, *, now: datetime, within: timedelta) -> bool:
    """Whether this worker may read the page back; the others leave it alone until `end_reading`, so long at most."""
    free = Q(being_read_until=None) | Q(being_read_until__lte=now)
    return bool(Connection.objects.filter(free, page=page).update(being_read_until=now + within))


def end_reading(page: Page) -> None:
    """The reading is over, however it went."""
    Connection.objects.filter(page=page).update(being_read_until=None)


def note_answer(page: Page) -> None:
    """The network answered well: the circuit closes."""
    Connection.objects.filter(page=page).exclude(failures_in_a_row=0, last_error="").update(
        failures_in_a_row=0, open_until=None, last_error="", last_error_at=None, next_step=""
    )


def note_reconciled(page: Page, *, now: datetime, found: int) -> None:
    """The page's threads were read back up to now."""
    line = Connection.objects.filter(page=page)
    line.update(reconciled_at=now, reconciled_found=found, read_again_at=None)
    if found:
        line.update(last_event_at=now)


def note_subscription(page: Page, *, now: datetime, failure: str, was_renewed: bool) -> None:
    """How the network's subscription to our webhook does; after a renewal the page is read back at once."""
    line = Connection.objects.filter(page=page)
    line.update(subscription_seen_at=now)
    if failure:
        line.update(last_error=failure[:500], last_error_at=now, next_step="")
    if was_renewed:
        line.update(reconciled_at=F("reconciled_at") - RENEWAL_MAY_HAVE_LOST, read_again_at=None)


def put_off_reading(page: Page, *, until: datetime) -> None:
    """Read this page back no sooner than then: asking the same again at once cannot help."""
    Connection.objects.filter(page=page).update(read_again_at=until)


def take_over_facts(page: Page, facts: PageFacts) -> None:
    """Take over what the network tells of a page; what could not be seen stays as it was."""
    page.name = facts.name or page.name
    page.url = facts.url or page.url
    if facts.members_count is not None:
        page.members_count = facts.members_count
    if facts.badge is not Badge.UNKNOWN:
        page.badge, page.badge_confirmed_by = facts.badge, ""
    page.save(update_fields=["name", "url", "members_count", "badge", "badge_confirmed_by"])

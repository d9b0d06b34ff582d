"""Tests a connection at a person's request: are the tokens valid, what do they permit, does the webhook still work?"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db.models import Q

from otklik.audit.services import Actor, record
from otklik.networks.abilities import KeepsSubscription, Subscription
from otklik.networks.connector import PageAccess, PageFacts
from otklik.networks.errors import ConnectorError, Refused
from otklik.networks.registry import connector_for
from otklik.pages.errors import NotConnected, TriedLately
from otklik.pages.models import Connection, HearsBy, Page
from otklik.pages.selectors import access_of, hook_url
from otklik.pages.services import as_connector_error, note_answer, note_subscription, note_trouble
from otklik.pages.told import note_rights, take_over_facts
from otklik.shared.errors import OtklikError

TRY_AGAIN_AFTER = timedelta(seconds=30)
LONGEST_CALL_SECONDS = 5.0
"""A person waits for the answer: no call of a trial is given longer than this."""


@dataclass(frozen=True, slots=True)
class Trial:
    """How a trial ended. `facts` is None where it failed; then `reason` says why, in words marked for translation."""

    facts: PageFacts | None = None
    was_renewed: bool = False
    """The webhook was gone and stands again."""
    reason: str = ""
    next_step: str = ""


def try_connection(page: Page, *, by: Actor | None, now: datetime) -> Trial:
    """Ask the network with the page's tokens and take over what it tells. Raises NotConnected, TriedLately.

    Not in a transaction: it waits for the network, several calls of at most five seconds each.
    """
    _take_turn(page, now=now)
    try:
        facts, subscription = _ask(page)
    except (ConnectorError, OtklikError) as why:
        trouble = as_connector_error(why)
        note_trouble(page, trouble, now=now)
        record("test_connection", subject=f"page:{page.id}", by=by, now=now, details={"found": trouble.reason})
        next_step = trouble.next_step if isinstance(trouble, Refused) else ""
        return Trial(reason=trouble.reason, next_step=next_step)
    take_over_facts(page, facts, now=now)
    note_rights(page, facts.rights, now=now)
    if subscription is not None:
        note_subscription(page, subscription, now=now)
    note_answer(page, now=now)
    record("test_connection", subject=f"page:{page.id}", by=by, now=now, details={"found": "well"})
    return Trial(facts=facts, was_renewed=subscription is not None and subscription.was_renewed)


def _take_turn(page: Page, *, now: datetime) -> None:
    line = Connection.objects.filter(page=page)
    if not line.exists():
        raise NotConnected
    free = line.filter(Q(tested_at=None) | Q(tested_at__lte=now - TRY_AGAIN_AFTER))
    if not free.update(tested_at=now):
        raise TriedLately


def _ask(page: Page) -> tuple[PageFacts, Subscription | None]:
    connector, access = connector_for(page.network), impatient(access_of(page))
    facts = connector.read_page(access)
    if not isinstance(connector, KeepsSubscription) or page.connection.hears_by != HearsBy.WEBHOOK:
        return facts, None
    return facts, connector.keep_subscription(access, hook_url=hook_url(page))


def impatient(access: PageAccess) -> PageAccess:
    """The same for a person who waits."""
    return replace(access, timeout_seconds=min(access.timeout_seconds, LONGEST_CALL_SECONDS))

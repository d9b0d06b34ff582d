"""Polls networks for events where no webhook can reach us. Killed at any moment, it loses and doubles nothing.

The events and the cursor behind them are committed together. The network forgets events only when it is asked with
the next cursor.
"""

import logging
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db import connection, transaction

from otklik.intake.accept import Arrival, accept_arrivals
from otklik.networks.abilities import Polled, Polls
from otklik.networks.connector import PageAccess
from otklik.networks.errors import ConnectorError, TryLater
from otklik.networks.registry import connector_for
from otklik.pages.errors import NotPolled
from otklik.pages.hearing import claim_pages_to_poll, move_marker, note_hook_ended, put_off_asking
from otklik.pages.models import Page
from otklik.pages.selectors import access_of, hook_url
from otklik.pages.services import as_connector_error, note_answer, note_trouble
from otklik.shared.clock import now as read_clock
from otklik.shared.errors import OtklikError

log = logging.getLogger(__name__)

POLL_EVERY = timedelta(seconds=1)
REFUSED_PAUSE = timedelta(minutes=1)
LONGEST_CALL_SECONDS = 5.0
LEASE = timedelta(seconds=30)
"""Longer than all calls of one question may take: two to take a webhook away, one to ask, and waits for the budget.
So long a page is not heard when a worker is killed in the middle."""
AT_ONCE = 8
"""Pages that are asked at the same time: a network that hangs keeps its own places busy, the others go on."""
LOOK_AGAIN_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class Question:
    """A page to be asked. Everything of the database is read already: asking happens in a thread without one."""

    page: Page
    access: PageAccess
    hook_url: str
    marker: str
    is_hook_ended: bool


class Poller:
    """Asks several pages at the same time, and writes down what they brought in the thread of the caller."""

    def __init__(self, *, clock: Callable[[], datetime] = read_clock) -> None:
        self._clock = clock
        self._threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="poll")
        self._asked: dict[Future[Polled], Question] = {}

    def step(self) -> int:
        """Write down what has come and ask pages whose time it is. Returns how many came or are being asked."""
        settled = self._settle_answers()
        pages = claim_pages_to_poll(now=self._clock(), lease=LEASE, at_most=AT_ONCE - len(self._asked))
        for page in pages:
            question = _prepare(page, now=self._clock())
            if question is not None:
                self._asked[self._threads.submit(ask, question)] = question
        return settled + len(self._asked)

    def close(self) -> None:
        """Let the threads go; what they still bring is not kept, and will be brought again."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _settle_answers(self) -> int:
        if not self._asked:
            return 0
        done = wait(self._asked, timeout=LOOK_AGAIN_SECONDS, return_when=FIRST_COMPLETED).done
        for answer in done:
            settle(self._asked.pop(answer), answer.result, now=self._clock())
        return len(done)


def poll_page(page: Page, *, now: datetime) -> int:
    """Ask one page and keep what it brings. Returns how many events were kept."""
    question = _prepare(page, now=now)
    return settle(question, lambda: ask(question), now=now) if question is not None else 0


def ask(question: Question) -> Polled:
    """Ask the network, without the database. Raises the errors of networks."""
    connector = connector_for(question.access.network)
    if not isinstance(connector, Polls):
        raise as_connector_error(NotPolled())
    if not question.is_hook_ended:
        connector.end_subscription(question.access, hook_url=question.hook_url)
    return connector.poll(question.access, marker=question.marker)


def settle(question: Question, answer: Callable[[], Polled], *, now: datetime) -> int:
    """Keep what a question brought, or note why it brought nothing. Returns how many events were kept."""
    page = question.page
    try:
        polled = answer()
    except TryLater as why:
        put_off_asking(page, until=max(note_trouble(page, why, now=now), now + POLL_EVERY), looks_for_hook=False)
        return 0
    except ConnectorError as why:
        note_trouble(page, why, now=now)
        put_off_asking(page, until=now + REFUSED_PAUSE, looks_for_hook=True)
        return 0
    except Exception:
        log.exception("page %s: an error of our own in asking", page.id)
        put_off_asking(page, until=now + REFUSED_PAUSE, looks_for_hook=True)
        return 0
    if not question.is_hook_ended:
        note_hook_ended(page)
    kept = _keep(page, polled, now=now)
    note_answer(page, now=now)
    return kept


def _prepare(page: Page, *, now: datetime) -> Question | None:
    try:
        access = access_of(page)
    except OtklikError as why:
        note_trouble(page, as_connector_error(why), now=now)
        put_off_asking(page, until=now + REFUSED_PAUSE, looks_for_hook=True)
        return None
    return Question(
        page=page,
        access=replace(access, timeout_seconds=min(access.timeout_seconds, LONGEST_CALL_SECONDS)),
        hook_url=hook_url(page),
        marker=page.connection.poll_marker,
        is_hook_ended=page.connection.is_poll_ready,
    )


def _keep(page: Page, polled: Polled, *, now: datetime) -> int:
    """All or nothing: the events and the marker behind them. A full answer is followed by another question at once."""
    again_at = now if polled.bodies else now + POLL_EVERY
    arrivals = [Arrival(page.id, page.network, body, received_at=now, source="poll") for body in polled.bodies]
    with transaction.atomic(), connection.cursor() as cursor:
        if not move_marker(page, to=polled.marker, now=now, again_at=again_at):
            return 0
        accept_arrivals(cursor, arrivals)
    return len(arrivals)

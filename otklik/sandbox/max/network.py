"""MAX as one object: its world, its acts, its limits; publishes updates to webhooks and to the long poll."""

import asyncio
import secrets
import time
from collections import deque
from dataclasses import dataclass, field

from otklik.sandbox.counters import Counters
from otklik.sandbox.faults import FaultBook
from otklik.sandbox.max.acts import Acts
from otklik.sandbox.max.gate import SpeedLimit
from otklik.sandbox.max.objects import Json
from otklik.sandbox.max.state import Keep, Page, Subscription, World
from otklik.sandbox.max.uploads import Uploads
from otklik.sandbox.outgoing import Outgoing
from otklik.sandbox.pushes import Manners, Push, PushQueue
from otklik.sandbox.settings import Settings

NETWORK = "max"
SECRET_HEADER = "X-Max-Bot-Api-Secret"  # noqa: S105 - a header's name
RETRY_DELAYS = tuple(60 * 2.5**number for number in range(10))
"""Up to ten repetitions, the first after a minute: https://dev.max.ru/docs-api/methods/POST/subscriptions"""
ANSWER_SECONDS = 30.0
UNSUBSCRIBED_AFTER = 8 * 3600.0
POLLED_FOR = 24 * 3600.0
POLL_KEEPS = 10_000


@dataclass(slots=True)
class LongPoll:
    """The updates of the last day that no webhook took, numbered. Not kept over a restart."""

    last_marker: int = 0
    updates: deque[tuple[int, float, Json]] = field(default_factory=lambda: deque(maxlen=POLL_KEEPS))
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    def add(self, update: Json) -> None:
        self.last_marker += 1
        self.updates.append((self.last_marker, time.time(), update))
        self.changed.set()
        self.changed = asyncio.Event()

    def since(self, marker: int | None, *, seconds: float) -> list[tuple[int, Json]]:
        """Updates from this one on; without a marker only the newest."""
        oldest = time.time() - seconds
        fresh = [(number, update) for number, at, update in self.updates if at >= oldest]
        return fresh[-1:] if marker is None else [one for one in fresh if one[0] >= marker]


class Max:
    """Everything of MAX in one place; the web layers call it, it calls nothing above."""

    def __init__(
        self, settings: Settings, *, faults: FaultBook, counters: Counters, pushes: PushQueue, keep: Keep
    ) -> None:
        self.settings = settings
        self.faults = faults
        self.counters = counters
        self.pushes = pushes
        self.world = World(keep)
        self.acts = Acts(self.world, self.publish)
        self.limit = SpeedLimit()
        self.uploads = Uploads()
        self.long_polls: dict[int, LongPoll] = {}
        self.changes: dict[int, int] = {}
        """How often something happened on a page: its web page looks whether it must draw itself anew."""
        self.outgoing = Outgoing(NETWORK, faults=faults, counters=counters, pushes=pushes)
        pushes.manners[NETWORK] = Manners(
            RETRY_DELAYS, ANSWER_SECONDS, is_yes=lambda status, _: status == 200, settled=self._notice
        )

    def clear(self) -> None:
        self.world.clear()
        self.limit.clear()
        self.uploads.clear()
        self.long_polls.clear()
        self.outgoing.clear()

    def publish(self, page: Page, update: Json) -> None:
        """Tell the page's webhooks of one update, or keep it for the long poll while there is none."""
        update_type = update["update_type"]
        self.note_change(page)
        fault = self.outgoing.take_fault(page.chat_id, update_type)
        if fault is not None and fault.kind == "lost":
            return
        if not page.subscriptions:
            self.long_poll(page.chat_id).add(update)
            return
        event_id = secrets.token_hex(8)
        wanted = [one for one in page.subscriptions if not one.update_types or update_type in one.update_types]
        self.outgoing.send(lambda: [self._push(page, one, update, event_id=event_id) for one in wanted], fault)

    def note_change(self, page: Page) -> None:
        self.changes[page.chat_id] = self.changes.get(page.chat_id, 0) + 1

    def long_poll(self, chat_id: int) -> LongPoll:
        return self.long_polls.setdefault(chat_id, LongPoll())

    def subscribe(self, page: Page, *, url: str, secret: str, update_types: list[str]) -> None:
        """The same address again replaces what it was subscribed to."""
        page.last_subscription_id += 1
        self.unsubscribe(page, url)
        page.subscriptions.append(
            Subscription(page.last_subscription_id, url, int(time.time() * 1000), secret, update_types)
        )
        self.world.save(page)

    def unsubscribe(self, page: Page, url: str) -> bool:
        gone = [one for one in page.subscriptions if one.url == url]
        for one in gone:
            page.subscriptions.remove(one)
            self.pushes.forget_server(NETWORK, page.chat_id, one.id)
        self.world.save(page)
        return bool(gone)

    def _push(self, page: Page, subscription: Subscription, update: Json, *, event_id: str) -> Push:
        return Push(
            id=self.pushes.next_id(),
            network=NETWORK,
            page=page.chat_id,
            server=subscription.id,
            event_type=update["update_type"],
            event_id=event_id,
            url=subscription.url,
            body=update,
            due_at=time.time(),
            headers={SECRET_HEADER: subscription.secret} if subscription.secret else {},
        )

    def _notice(self, push: Push, is_accepted: bool) -> None:  # noqa: FBT001 - a call-back
        """After eight hours in which nothing was accepted the bot is unsubscribed, without a word."""
        page = self.world.pages.get(push.page)
        found = next((one for one in page.subscriptions if one.id == push.server), None) if page else None
        if page is None or found is None:
            return
        now = time.time()
        was_failing, found.failing_since = found.failing_since, 0.0 if is_accepted else found.failing_since or now
        if found.failing_since and now - found.failing_since >= UNSUBSCRIBED_AFTER * self.settings.time_factor:
            self.unsubscribe(page, found.url)
        elif bool(was_failing) == is_accepted:
            self.world.save(page)

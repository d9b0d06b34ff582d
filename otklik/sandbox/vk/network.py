"""VK as one object: its world, its acts, its limits; publishes events to callback servers and to the long poll."""

import asyncio
import secrets
import time
from collections import deque
from dataclasses import dataclass, field
from typing import Any

from otklik.sandbox.counters import Counters
from otklik.sandbox.faults import PUSH_KINDS, FaultBook
from otklik.sandbox.pushes import Push, PushQueue
from otklik.sandbox.settings import Settings
from otklik.sandbox.vk.acts import Acts
from otklik.sandbox.vk.gate import SpeedLimit
from otklik.sandbox.vk.objects import Json
from otklik.sandbox.vk.state import Ban, Keep, Page, Server, World
from otklik.sandbox.vk.uploads import Uploads

NETWORK = "vk"
LONG_POLL_KEEPS = 1000


@dataclass(slots=True)
class LongPoll:
    """The last events of one page, numbered."""

    last_ts: int = 0
    events: deque[Json] = field(default_factory=lambda: deque(maxlen=LONG_POLL_KEEPS))
    changed: asyncio.Event = field(default_factory=asyncio.Event)


class Vk:
    """Everything of VK in one place; the web layers call it, it calls nothing above."""

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
        self._held: dict[tuple[int, int], list[Push]] = {}

    def clear(self) -> None:
        self.world.clear()
        self.limit.clear()
        self.uploads.clear()
        self.long_polls.clear()
        self._held.clear()

    def publish(self, page: Page, event_type: str, what: Json) -> None:
        """Tell the page's servers and its long poll of one event."""
        event_id = secrets.token_hex(20)
        self.changes[page.group_id] = self.changes.get(page.group_id, 0) + 1
        self.counters.count_push("published")
        fault = self.faults.take(PUSH_KINDS, network=NETWORK, page=page.group_id, method=event_type)
        if fault is not None and fault.kind == "lost":
            self.counters.count_push("lost")
            return
        event = {"type": event_type, "object": what, "group_id": page.group_id, "event_id": event_id, "v": "5.199"}
        self._offer_to_long_poll(page, event)
        for server in page.servers:
            if server.status != "ok" or event_type not in server.events:
                continue
            push = self._make_push(page, server, {**event, "v": server.api_version, "secret": server.secret})
            if fault is None:
                self.pushes.put(push)
            elif fault.kind == "duplicate":
                self._put_copies(page, server, push, times=fault.times)
            elif fault.kind == "late":
                push.due_at += fault.seconds
                self.pushes.put(push)
            else:
                self._hold(push, window=fault.window, seconds=fault.seconds)

    async def shake_hands(self, page: Page, server: Server) -> None:
        """Ask the server for the page's confirmation string; only then events go there."""
        status, text = await self.pushes.post(server.url, {"type": "confirmation", "group_id": page.group_id})
        if server not in page.servers:
            return
        server.status = "ok" if status == 200 and text.strip() == page.confirmation else "failed"
        self.world.save(page)
        self.pushes.flush()

    def start_handshake(self, page: Page, server: Server) -> None:
        server.status = "wait"
        self.pushes.spawn(self.shake_hands(page, server))

    def end_bans(self) -> None:
        """Bans that ran out are lifted, and the page is told so."""
        for ban in list(self.world.bans.values()):
            if self._is_over(ban):
                self.acts.unban(self.world.pages[ban.group_id], ban, admin_id=ban.admin_id, by_end_date=1)

    def is_banned(self, group_id: int, user_id: int) -> bool:
        ban = self.world.bans.get((group_id, user_id))
        return ban is not None and not self._is_over(ban)

    def note_of_ban(self, group_id: int, user_id: int) -> str:
        """What the community wrote to the author whom it banned; empty where it wrote nothing, or to itself only."""
        ban = self.world.bans.get((group_id, user_id))
        return ban.comment if ban and ban.is_comment_visible and not self._is_over(ban) else ""

    def _is_over(self, ban: Ban) -> bool:
        seconds = (ban.end_date - ban.date) * self.settings.time_factor
        return bool(ban.end_date) and ban.date + seconds <= time.time()

    def long_poll(self, group_id: int) -> LongPoll:
        return self.long_polls.setdefault(group_id, LongPoll())

    def _make_push(self, page: Page, server: Server, body: Json) -> Push:
        if not server.secret:
            del body["secret"]
        return Push(
            id=self.pushes.next_id(),
            network=NETWORK,
            page=page.group_id,
            server=server.id,
            event_type=body["type"],
            event_id=body["event_id"],
            url=server.url,
            body=body,
            due_at=time.time(),
        )

    def _put_copies(self, page: Page, server: Server, push: Push, *, times: int) -> None:
        self.pushes.put(push)
        for _ in range(times):
            self.counters.count_push("duplicated")
            self.pushes.put(self._make_push(page, server, dict(push.body, secret=server.secret)))

    def _hold(self, push: Push, *, window: int, seconds: float) -> None:
        """Keep pushes back until enough are there, then let them go in random order."""
        key = (push.page, push.server)
        held = self._held.setdefault(key, [])
        held.append(push)
        if len(held) >= window:
            self._let_go(key)
        elif len(held) == 1:
            asyncio.get_running_loop().call_later(seconds, self._let_go, key)

    def _let_go(self, key: tuple[int, int]) -> None:
        held = self._held.pop(key, [])
        secrets.SystemRandom().shuffle(held)
        for push in held:
            self.pushes.put(push)
        self.pushes.flush()

    def _offer_to_long_poll(self, page: Page, event: Json) -> None:
        if not page.is_long_poll_on or event["type"] not in page.long_poll_events:
            return
        poll = self.long_poll(page.group_id)
        poll.last_ts += 1
        poll.events.append(event)
        poll.changed.set()
        poll.changed = asyncio.Event()


def call_page(world: World, params: Any, group_id: int) -> int:
    """The page that a call is about, as far as can be told before it is checked; for faults of one page."""
    for name, sign in (("group_id", 1), ("owner_id", -1)):
        text = str(params.get(name, ""))
        if text.lstrip("-").isdigit() and int(text) * sign in world.pages:
            return int(text) * sign
    return group_id

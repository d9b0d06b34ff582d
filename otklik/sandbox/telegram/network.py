"""Telegram as one object: its world, its acts, its limits; tells bots of updates by webhook or on request."""

import asyncio
import secrets
import time

from otklik.sandbox.counters import Counters
from otklik.sandbox.faults import FaultBook
from otklik.sandbox.outgoing import Outgoing
from otklik.sandbox.pushes import Manners, Push, PushQueue
from otklik.sandbox.settings import Settings
from otklik.sandbox.telegram.acts import Acts
from otklik.sandbox.telegram.gate import SpeedLimit
from otklik.sandbox.telegram.refusals import TelegramError
from otklik.sandbox.telegram.state import FIRST_UPDATE_ID, Bot, Json, Keep, Pending, Webhook, World
from otklik.sandbox.telegram.tables import ONLY_IF_ASKED

NETWORK = "telegram"
RETRY_DELAYS = (1.0, 2.0, 4.0, 8.0, 16.0, 32.0, *[60.0] * 1_379)
"""Seconds before each repetition: doubled up to a minute, for 23 hours altogether, as Telegram's server does it."""
ANSWER_SECONDS = 60.0
LONGEST_POLL_SECONDS = 50


class Telegram:
    """Everything of Telegram in one place; the web layers call it, it calls nothing above."""

    def __init__(
        self, settings: Settings, *, faults: FaultBook, counters: Counters, pushes: PushQueue, keep: Keep
    ) -> None:
        self.settings = settings
        self.faults = faults
        self.counters = counters
        self.pushes = pushes
        self.world = World(keep)
        self.acts = Acts(self.world, self.publish, self._count_change)
        self.limit = SpeedLimit()
        self.outgoing = Outgoing(NETWORK, faults=faults, counters=counters, pushes=pushes)
        self.changes: dict[int, int] = {}
        """How often something happened on a page: its web page looks whether it must draw itself anew."""
        self._polls: dict[int, tuple[asyncio.Event, asyncio.Event]] = {}
        self._failed: dict[int, Push] = {}
        pushes.manners[NETWORK] = Manners(
            RETRY_DELAYS, ANSWER_SECONDS, is_yes=lambda status, _: 200 <= status < 300, settled=self._note
        )

    def clear(self) -> None:
        self.world.clear()
        self.limit.clear()
        self.outgoing.clear()
        self._polls.clear()
        self._failed.clear()

    def publish(self, bot: Bot, kind: str, thing: Json, page: int) -> None:
        """Tell a bot of one update, if it wants to hear of such."""
        if not _wants(bot, kind):
            return
        fault = self.outgoing.take_fault(page, kind)
        bot.last_update_id = max(bot.last_update_id, FIRST_UPDATE_ID - 1) + 1
        if fault is not None and fault.kind == "lost":
            return
        update = Pending(bot.id, bot.last_update_id, kind, thing, page)
        self.world.save(update)
        if bot.hook.url:
            self.outgoing.send(lambda: [self._make_push(bot, update)], fault)
        else:
            self._wake(bot)

    def set_webhook(self, bot: Bot, hook: Webhook, *, forgets: bool) -> None:
        """From now on updates go to this address (or wait, without one); what waited goes there too."""
        for page in {0, *(page.channel_id for page in self.world.pages.values())}:
            self.pushes.forget_server(NETWORK, page, bot.id)
        self._failed.pop(bot.id, None)
        bot.hook = hook
        self.world.save(bot)
        if forgets:
            self.forget_all(bot)
        if hook.url:
            self._end_poll(bot)
            for update in list(self.waiting(bot).values()):
                self.pushes.put(self._make_push(bot, update))

    def waiting(self, bot: Bot) -> dict[int, Pending]:
        return self.world.pending.get(bot.id, {})

    def forget_all(self, bot: Bot) -> None:
        for update_id in list(self.waiting(bot)):
            self.world.forget_update(bot.id, update_id)

    def last_error(self, bot: Bot) -> str:
        """Why the last delivery failed, in Telegram's words."""
        failed = self._failed.get(bot.id)
        error = failed.last_error if failed else "Read timeout expired"
        if error.startswith("HTTP "):
            return f"Wrong response from the webhook: {error.removeprefix('HTTP ').partition(':')[0]}"
        return {"ConnectError": "Connection refused", "ConnectTimeout": "Connection timed out"}.get(
            error, "Read timeout expired"
        )

    async def poll(self, bot: Bot, *, seconds: int) -> None:
        """Wait until there is something to tell. A second client of the same bot ends the first one's waiting."""
        self._end_poll(bot)
        changed, ended = self._polls[bot.id] = (asyncio.Event(), asyncio.Event())
        waits = [asyncio.ensure_future(event.wait()) for event in (changed, ended)]
        try:
            await asyncio.wait(waits, timeout=min(seconds, LONGEST_POLL_SECONDS), return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()
        if ended.is_set():
            raise TelegramError(
                409, "terminated by other getUpdates request; make sure that only one bot instance is running"
            )
        self._polls.pop(bot.id, None)

    def is_banned(self, group_id: int, who: int) -> bool:
        ban = self.world.bans.get((group_id, who))
        return ban is not None and not (ban.until and ban.until <= time.time())

    def _count_change(self, page: int) -> None:
        self.changes[page] = self.changes.get(page, 0) + 1

    def _end_poll(self, bot: Bot) -> None:
        if waiting := self._polls.pop(bot.id, None):
            waiting[1].set()

    def _wake(self, bot: Bot) -> None:
        if waiting := self._polls.get(bot.id):
            waiting[0].set()

    def _make_push(self, bot: Bot, update: Pending) -> Push:
        secret = {"X-Telegram-Bot-Api-Secret-Token": bot.hook.secret} if bot.hook.secret else {}
        return Push(
            id=self.pushes.next_id(),
            network=NETWORK,
            page=update.page,
            server=bot.id,
            event_type=update.kind,
            event_id=str(update.update_id),
            url=bot.hook.url,
            body=update.show(),
            due_at=time.time(),
            headers=secret,
        )

    def _note(self, push: Push, is_taken: bool) -> None:  # noqa: FBT001 - the queue calls it so
        bot = self.world.bots.get(push.server)
        if bot is None:
            return
        if is_taken:
            self.world.forget_update(bot.id, int(push.event_id))
            return
        bot.hook.failed_at = int(time.time())
        self._failed[bot.id] = push
        self.world.save(bot)


def _wants(bot: Bot, kind: str) -> bool:
    return kind in bot.hook.allowed if bot.hook.allowed else kind not in ONLY_IF_ASKED


def make_username(prefix: str) -> str:
    return f"{prefix}_{secrets.token_hex(4)}_bot"

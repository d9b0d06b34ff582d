"""Carries events to the callback servers of pages: keep-alive, retries, pauses; each page has its own lane."""

import asyncio
import heapq
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from itertools import count
from typing import Any

import httpx

from otklik.sandbox.counters import Counters
from otklik.sandbox.settings import Settings

RETRY_DELAYS = (10.0, 180.0, 600.0, 1800.0, 3600.0)
"""Seconds before each repetition: https://dev.vk.ru/api/callback/getting-started"""
ANSWER_SECONDS = 10.0
PARALLEL_PER_LANE = 8


@dataclass(slots=True)
class Push:
    """One event on its way to one server."""

    id: int
    network: str
    page: int
    server: int
    event_type: str
    event_id: str
    url: str
    body: dict[str, Any]
    due_at: float
    attempts: int = 0
    last_error: str = ""
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Manners:
    """How a network pushes: how long it waits for an answer and before each repetition, what it takes for a yes.

    `settled` hears of every attempt (True: accepted), for networks that end a subscription after failures.
    """

    retry_delays: tuple[float, ...]
    answer_seconds: float
    is_yes: Callable[[int, str], bool]
    does_pause: bool = False
    settled: Callable[[Push, bool], None] | None = None


VK_MANNERS = Manners(
    RETRY_DELAYS, ANSWER_SECONDS, is_yes=lambda status, text: status == 200 and text.strip() == "ok", does_pause=True
)


class Lane:
    """The pushes of one server of one page: a slow or dead one holds up nobody else."""

    def __init__(self, queue: "PushQueue") -> None:
        self.queue = queue
        self.waiting: list[tuple[float, int, Push]] = []
        self.in_flight = 0
        self.errors_in_row = 0
        self.paused_until = 0.0
        self.is_stopped = False
        self._timer: asyncio.TimerHandle | None = None

    def add(self, push: Push) -> None:
        heapq.heappush(self.waiting, (push.due_at, next(self.queue.order), push))
        self.pump()

    def pump(self) -> None:
        """Send what is due; set the clock for what is not."""
        now = time.time()
        if self.paused_until > now:
            self._wake_at(self.paused_until)
            return
        while self.waiting and self.in_flight < PARALLEL_PER_LANE and self.waiting[0][0] <= now:
            push = heapq.heappop(self.waiting)[2]
            self.in_flight += 1
            self.queue.spawn(self._carry(push))
        if self.waiting and self.waiting[0][0] > now:
            self._wake_at(self.waiting[0][0])

    def make_all_due(self) -> int:
        self.paused_until = 0.0
        self.errors_in_row = 0
        now = time.time()
        for _, _, push in self.waiting:
            push.due_at = min(push.due_at, now)
        self.waiting = [(push.due_at, number, push) for _, number, push in self.waiting]
        heapq.heapify(self.waiting)
        flushed = len(self.waiting)
        self.pump()
        return flushed

    def stop(self) -> None:
        self.is_stopped = True
        self.waiting.clear()
        if self._timer:
            self._timer.cancel()

    def _wake_at(self, at: float) -> None:
        if self._timer:
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_later(max(0.0, at - time.time()), self.pump)

    async def _carry(self, push: Push) -> None:
        try:
            error = await self.queue.attempt(push)
        finally:
            self.in_flight -= 1
        if settled := self.queue.manners[push.network].settled:
            settled(push, not error)
        if self.is_stopped:
            return
        if error:
            self._fail(push, error)
        else:
            self.errors_in_row = 0
            self.queue.finish(push, "accepted")
        self.queue.flush()
        self.pump()

    def _fail(self, push: Push, error: str) -> None:
        queue, settings, manners = self.queue, self.queue.settings, self.queue.manners[push.network]
        push.last_error = error
        queue.counters.count_push("failed")
        self.errors_in_row += 1
        if manners.does_pause and settings.pause_after_errors and self.errors_in_row >= settings.pause_after_errors:
            self.paused_until = time.time() + settings.pause_seconds * settings.time_factor
            self.errors_in_row = 0
        if push.attempts > len(manners.retry_delays):
            queue.finish(push, "given_up")
            return
        push.due_at = time.time() + manners.retry_delays[push.attempts - 1] * settings.time_factor
        queue.keep_push(push)
        heapq.heappush(self.waiting, (push.due_at, next(queue.order), push))


class PushQueue:
    """All lanes. `keep` writes the journal, `flush` hands it to the operating system."""

    def __init__(
        self,
        settings: Settings,
        counters: Counters,
        *,
        keep: Callable[[str, dict[str, Any]], None],
        flush: Callable[[], None],
    ) -> None:
        self.settings = settings
        self.counters = counters
        self.manners: dict[str, Manners] = {"vk": VK_MANNERS}
        """By network; each adds its own."""
        self.order = count()
        self.pushes: dict[int, Push] = {}
        self.lanes: dict[tuple[str, int, int], Lane] = {}
        self.flush = flush
        self._keep = keep
        self._last_id = 0
        self._client: httpx.AsyncClient | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    def next_id(self) -> int:
        self._last_id += 1
        return self._last_id

    def put(self, push: Push) -> None:
        """Take a push into its lane; before `start` it only waits."""
        self._last_id = max(self._last_id, push.id)
        self.pushes[push.id] = push
        self.keep_push(push)
        if self._client is not None:
            self._lane(push).add(push)

    def keep_push(self, push: Push) -> None:
        self._keep("push", asdict(push))

    def start(self) -> None:
        """Begin to send; what waited from the last run goes first."""
        limits = httpx.Limits(max_connections=None, max_keepalive_connections=1000, keepalive_expiry=30)
        self._client = httpx.AsyncClient(limits=limits, trust_env=False)
        for push in sorted(self.pushes.values(), key=lambda push: push.due_at):
            self._lane(push).add(push)

    async def stop(self) -> None:
        for lane in self.lanes.values():
            lane.stop()
        for task in list(self._tasks):
            task.cancel()
        if self._client is not None:
            await self._client.aclose()

    async def attempt(self, push: Push) -> str:
        """Push once; the answer is what went wrong, or nothing."""
        push.attempts += 1
        self.counters.count_push("attempts")
        manners = self.manners[push.network]
        status, text = await self.post(push.url, push.body, headers=push.headers, seconds=manners.answer_seconds)
        if manners.is_yes(status, text):
            return ""
        return f"HTTP {status}: {text[:80]}" if status else text

    async def post(
        self, url: str, body: dict[str, Any], *, headers: dict[str, str] | None = None, seconds: float = ANSWER_SECONDS
    ) -> tuple[int, str]:
        """(status, body); status 0 when there was no answer."""
        if self._client is None:
            return 0, "the sandbox stops"
        try:
            timeout = httpx.Timeout(seconds, pool=None)
            answer = await self._client.post(url, json=body, headers=headers, timeout=timeout)
        except (httpx.HTTPError, httpx.InvalidURL, ValueError, OSError) as error:
            return 0, type(error).__name__
        return answer.status_code, answer.text

    def finish(self, push: Push, outcome: str) -> None:
        self.counters.count_push(outcome)
        self.drop(push)

    def drop(self, push: Push) -> None:
        self.pushes.pop(push.id, None)
        self._keep("push_done", {"id": push.id})

    def forget_server(self, network: str, page: int, server: int) -> None:
        """A server was taken away: nothing more goes there."""
        lane = self.lanes.pop((network, page, server), None)
        if lane is None:
            return
        lane.stop()
        for push in list(self.pushes.values()):
            if (push.network, push.page, push.server) == (network, page, server):
                self.drop(push)

    def make_all_due(self) -> int:
        return sum(lane.make_all_due() for lane in list(self.lanes.values()))

    def clear(self) -> None:
        for lane in self.lanes.values():
            lane.stop()
        self.lanes.clear()
        self.pushes.clear()

    def spawn(self, work: Any) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _lane(self, push: Push) -> Lane:
        key = (push.network, push.page, push.server)
        if key not in self.lanes:
            self.lanes[key] = Lane(self)
        return self.lanes[key]

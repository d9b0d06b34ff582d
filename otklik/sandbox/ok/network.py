"""OK as one object: its world, what people do in it, its limits; pushes private messages and nothing else."""

import asyncio
import time
from collections import deque
from dataclasses import dataclass, field
from typing import Any

from otklik.sandbox.counters import Counters
from otklik.sandbox.faults import FaultBook
from otklik.sandbox.ok.gate import SpeedLimit
from otklik.sandbox.ok.objects import make_comment_id, show_message
from otklik.sandbox.ok.state import (
    BEFORE_FIRST_USER,
    Comment,
    Group,
    Json,
    Keep,
    Message,
    Subscription,
    Topic,
    User,
    World,
    chat_of,
    now_ms,
)
from otklik.sandbox.outgoing import Outgoing
from otklik.sandbox.pushes import Manners, Push, PushQueue
from otklik.sandbox.settings import Settings

NETWORK = "ok"
RETRY_DELAYS = (10.0, 60.0, 300.0, 900.0, 1800.0, *[3600.0] * 9)
"""OK says only «after some time»; what matters is that it goes on for more than eight hours."""
ANSWER_SECONDS = 5.0
DROPPED_AFTER_SECONDS = 8 * 3600.0
LONG_POLL_KEEPS = 1000


@dataclass(slots=True)
class LongPoll:
    """The last updates of one group, numbered."""

    last: int = 0
    updates: deque[Json] = field(default_factory=lambda: deque(maxlen=LONG_POLL_KEEPS))
    changed: asyncio.Event = field(default_factory=asyncio.Event)


class Ok:
    """Everything of OK in one place; the web layers call it, it calls nothing above."""

    def __init__(
        self, settings: Settings, *, faults: FaultBook, counters: Counters, pushes: PushQueue, keep: Keep
    ) -> None:
        self.settings = settings
        self.faults = faults
        self.counters = counters
        self.pushes = pushes
        self.world = World(keep)
        self.limit = SpeedLimit()
        self.long_polls: dict[int, LongPoll] = {}
        self.changes: dict[int, int] = {}
        """How often something happened in a group: its web page looks whether it must draw itself anew."""
        self.outgoing = Outgoing(NETWORK, faults=faults, counters=counters, pushes=pushes)
        pushes.manners[NETWORK] = Manners(
            RETRY_DELAYS, ANSWER_SECONDS, is_yes=lambda status, _: status == 200, settled=self._note_attempt
        )

    def clear(self) -> None:
        self.world.clear()
        self.limit.clear()
        self.long_polls.clear()
        self.outgoing.clear()

    def create_user(self, user_id: int = 0, *, name: str = "") -> User:
        """A new resident; without a name one is made up from the id."""
        user_id = user_id or max([BEFORE_FIRST_USER, *self.world.users]) + 1
        first, _, last = name.strip().partition(" ")
        user = User(user_id, first or "Житель", last or ("" if first else str(user_id)))
        self.world.save(user)
        return user

    def write_topic(self, group: Group, *, text: str, type_name: str = "GROUP_TOPIC", at_ms: int = 0) -> Topic:
        object_id = max([157_000_000_000_000, *self.world.topics]) + 1
        topic = Topic(group.group_id, type_name, object_id, text, at_ms or now_ms())
        self.world.save(topic)
        self._note_change(group)
        return topic

    def write_comment(self, topic: Topic, *, author: str, text: str, reply_to: str = "", at_ms: int = 0) -> Comment:
        number, at_ms = self.world.last_number + 1, at_ms or now_ms()
        name = make_comment_id(number, at_ms)
        comment = Comment(topic.group_id, topic.object_id, name, number, author, text, at_ms, reply_to)
        self.world.save(comment)
        self._note_change(self.world.groups[topic.group_id])
        return comment

    def edit_comment(self, comment: Comment, *, text: str) -> None:
        """Nothing tells that it was edited."""
        comment.text = text
        self.world.save(comment)
        self._note_change(self.world.groups[comment.group_id])

    def remove_comment(self, comment: Comment, *, by: str) -> None:
        comment.removed_by = by
        self.world.save(comment)
        self._note_change(self.world.groups[comment.group_id])

    def write_message(self, group: Group, *, user_id: int, sender: str, text: str, **more: Any) -> Message:
        """A private message, of the resident or of the group. Only a resident's is pushed."""
        chat = chat_of(group.group_id, user_id)
        talk = self.world.talks.get(chat, [])
        at_ms = more.pop("at_ms", 0) or now_ms()
        seq = max(at_ms << 16, talk[-1].seq + 1 if talk else 0)
        mid = f"mid:{chat.removeprefix('chat:')}.{seq:x}"
        message = Message(group.group_id, user_id, chat, seq, mid, sender, text, at_ms, **more)
        self.world.save(message)
        self._note_change(group)
        if not message.is_out:
            self._publish(group, message)
        return message

    def subscribe(self, group: Group, url: str) -> Subscription:
        """A webhook; the same address again is the same subscription."""
        subscription = next((one for one in group.subscriptions if one.url == url), None)
        if subscription is None:
            group.last_subscription_id += 1
            subscription = Subscription(group.last_subscription_id, url, now_ms())
            group.subscriptions.append(subscription)
        self.world.save(group)
        return subscription

    def unsubscribe(self, group: Group, subscription: Subscription) -> None:
        group.subscriptions.remove(subscription)
        self.pushes.forget_server(NETWORK, group.group_id, subscription.id)
        self.world.save(group)

    def is_banned(self, group_id: int, user_id: int) -> bool:
        return user_id in self.world.groups[group_id].banned

    def long_poll(self, group_id: int) -> LongPoll:
        return self.long_polls.setdefault(group_id, LongPoll())

    def _note_change(self, group: Group) -> None:
        self.changes[group.group_id] = self.changes.get(group.group_id, 0) + 1

    def _publish(self, group: Group, message: Message) -> None:
        body = {"webhookType": "MESSAGE_CREATED"} | show_message(self.world, message)
        fault = self.outgoing.take_fault(group.group_id, body["webhookType"])
        if fault is not None and fault.kind == "lost":
            return
        self._offer_to_long_poll(group, body)

        def make() -> list[Push]:
            return [self._make_push(group, one, body, name=message.mid) for one in group.subscriptions]

        self.outgoing.send(make, fault)

    def _make_push(self, group: Group, subscription: Subscription, body: Json, *, name: str) -> Push:
        return Push(
            id=self.pushes.next_id(),
            network=NETWORK,
            page=group.group_id,
            server=subscription.id,
            event_type=body["webhookType"],
            event_id=name,
            url=subscription.url,
            body=body,
            due_at=time.time(),
            headers={"Content-Type": "application/json;charset=utf-8"},
        )

    def _note_attempt(self, push: Push, is_accepted: bool) -> None:  # noqa: FBT001 - as the queue tells it
        """Eight hours without one good answer, and the subscription is gone."""
        group = self.world.groups.get(push.page)
        subscription = next((one for one in group.subscriptions if one.id == push.server), None) if group else None
        if group is None or subscription is None:
            return
        now = time.time()
        if is_accepted:
            subscription.failing_since = 0.0
        elif not subscription.failing_since:
            subscription.failing_since = now
        elif now - subscription.failing_since >= DROPPED_AFTER_SECONDS * self.settings.time_factor:
            self.unsubscribe(group, subscription)

    def _offer_to_long_poll(self, group: Group, update: Json) -> None:
        if update["webhookType"] not in group.long_poll_types:
            return
        poll = self.long_poll(group.group_id)
        poll.last += 1
        poll.updates.append(update)
        poll.changed.set()
        poll.changed = asyncio.Event()

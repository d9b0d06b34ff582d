"""What people, channels and bots do in Telegram. The API, the control API and the residents' pages act through here."""

import secrets
import time
from collections.abc import Callable
from typing import Any

from otklik.sandbox.telegram.objects import show_bot, show_message, show_private_chat, show_user
from otklik.sandbox.telegram.state import Ban, Bot, Json, Message, Page, User, World

Publish = Callable[[Bot, str, Json, int], None]
"""Tells a bot of something: the bot, the kind of update, the thing, the page's channel (0: none)."""
FOREVER_BELOW_SECONDS = 30
FOREVER_ABOVE_SECONDS = 366 * 86_400


class Acts:
    """Changes the world and tells the bots; who may do it was checked before. Deletions are told to nobody."""

    def __init__(self, world: World, publish: Publish, changed: Callable[[int], None]) -> None:
        self.world = world
        self._publish = publish
        self._changed = changed

    def create_user(self, user_id: int = 0, *, name: str = "") -> User:
        """A new resident; without a name one is made up from the id."""
        user_id = user_id or self.world.last_user_id + 1
        first, _, last = name.strip().partition(" ")
        user = User(user_id, first or "Житель", last or ("" if first else str(user_id)))
        self.world.save(user)
        return user

    def write_post(self, page: Page, *, text: str, **more: Any) -> tuple[Message, Message | None]:
        """A post of the channel, and the copy that Telegram puts into the discussion group."""
        number = more.pop("message_id", 0) or page.last_post_id + 1
        date = more.pop("date", 0) or int(time.time())
        post = Message(0, page.channel_id, number, 0, text, date, sender_chat=page.channel_id, **more)
        self._tell("channel_post", page, post, can_see=bool(page.channel_rights))
        if not page.group_id:
            return post, None
        more |= {"sender_chat": page.channel_id, "copied_post": number}
        copy = Message(0, page.group_id, page.last_group_id + 1, 0, text, date, **more)
        self._tell("message", page, copy, can_see=bool(page.group_rights))
        return post, copy

    def edit_post(self, page: Page, post: Message, *, text: str) -> None:
        """The copy follows the post."""
        self._edit("edited_channel_post", page, post, text=text, can_see=bool(page.channel_rights))
        if copy := self.find_copy(page, post.message_id):
            self._edit("edited_message", page, copy, text=text, can_see=bool(page.group_rights))

    def find_copy(self, page: Page, post_id: int) -> Message | None:
        copies = self.world.messages((0, page.group_id)).values()
        return next((one for one in copies if one.copied_post == post_id and not one.is_deleted), None)

    def write_in_group(self, page: Page, *, text: str, author_id: int = 0, **more: Any) -> Message:
        """A message in the discussion group. A reply stands in the thread of what it answers."""
        number = more.pop("message_id", 0) or page.last_group_id + 1
        replied = self.world.find((0, page.group_id), more.get("reply_to", 0))
        date = more.pop("date", 0) or int(time.time())
        thread_id = (replied.thread_id or replied.message_id) if replied else 0
        message = Message(0, page.group_id, number, author_id, text, date, thread_id=thread_id, **more)
        self._tell("message", page, message, can_see=bool(page.group_rights))
        return message

    def edit_in_group(self, page: Page, message: Message, *, text: str) -> None:
        self._edit("edited_message", page, message, text=text, can_see=bool(page.group_rights))

    def write_privately(self, bot: Bot, user: User, *, text: str, author_id: int, **more: Any) -> Message:
        """A message in the talk of a bot and a person, by either."""
        number = more.pop("message_id", 0) or bot.last_message_id + 1
        date = more.pop("date", 0) or int(time.time())
        message = Message(bot.id, user.id, number, author_id, text, date, **more)
        self._save(message)
        if author_id != bot.id:
            self._publish(bot, "message", show_message(self.world, message), self.page_of(bot))
        return message

    def edit_privately(self, bot: Bot, message: Message, *, text: str) -> None:
        message.text, message.edited_at = text, int(time.time())
        self._save(message)
        if message.author_id != bot.id:
            self._publish(bot, "edited_message", show_message(self.world, message), self.page_of(bot))

    def delete(self, message: Message) -> None:
        """Telegram tells no bot of it."""
        message.is_deleted = True
        self._save(message)

    def block(self, bot: Bot, user: User, *, is_blocked: bool) -> None:
        """A person stops the bot, or lets it write again."""
        if is_blocked == (bot.id in user.blocked):
            return
        user.blocked = [one for one in user.blocked if one != bot.id] + ([bot.id] if is_blocked else [])
        self.world.save(user)
        states: tuple[Json, Json] = ({"status": "member"}, {"status": "kicked", "until_date": 0})
        old, new = states if is_blocked else reversed(states)
        told = {"chat": show_private_chat(user), "from": show_user(user), "date": int(time.time())}
        member = {"user": show_bot(bot)}
        changed = told | {"old_chat_member": old | member, "new_chat_member": new | member}
        self._publish(bot, "my_chat_member", changed, self.page_of(bot))

    def ban(self, page: Page, who: int, *, until: int = 0) -> Ban:
        """A ban for less than half a minute or more than a year is one for ever."""
        seconds = until - time.time()
        is_forever = not FOREVER_BELOW_SECONDS <= seconds <= FOREVER_ABOVE_SECONDS
        ban = Ban(page.group_id, who, 0 if is_forever else until)
        self.world.save(ban)
        return ban

    def page_of(self, bot: Bot) -> int:
        """The channel of a bot that has only one; faults can be laid on it."""
        return next((page.channel_id for page in self.world.pages.values() if page.bot_id == bot.id), 0)

    def _save(self, message: Message) -> None:
        """Whoever looks at the page's web page sees it."""
        self.world.save(message)
        if message.bot_id:
            self._changed(self.page_of(self.world.bots[message.bot_id]))
        elif page := self.world.pages.get(message.chat_id) or self.world.page_of_group(message.chat_id):
            self._changed(page.channel_id)

    def _tell(self, kind: str, page: Page, message: Message, *, can_see: bool) -> None:
        self._save(message)
        bot = self.world.bots[page.bot_id]
        if can_see and message.author_id != bot.id:
            self._publish(bot, kind, show_message(self.world, message), page.channel_id)

    def _edit(self, kind: str, page: Page, message: Message, *, text: str, can_see: bool) -> None:
        message.text, message.edited_at = text, int(time.time())
        self._tell(kind, page, message, can_see=can_see)


def make_token(bot_id: int) -> str:
    """A token like Telegram's."""
    return f"{bot_id}:AA{secrets.token_urlsafe(25)[:33]}"

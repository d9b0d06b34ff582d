"""What people, administrators and the bot do in MAX: the API, the control API and the residents' pages act through it.

MAX does not tell a bot of its own acts, so what the bot does makes no update.
"""

import time
from collections.abc import Callable
from typing import Any

from otklik.sandbox.max.objects import Json, make_mid, show_comment, show_message, show_user
from otklik.sandbox.max.state import Ban, Message, Page, Talk, User, World

Publish = Callable[[Page, Json], None]


def now_ms() -> int:
    return int(time.time() * 1000)


class Acts:
    """Changes the world and tells the page's webhooks; who may do it was checked before."""

    def __init__(self, world: World, publish: Publish) -> None:
        self.world = world
        self._publish = publish

    def create_user(self, user_id: int = 0, *, name: str = "") -> User:
        """A new resident; without a name one is made up from the id."""
        user_id = user_id or self.world.last_user_id + 1
        first, _, last = name.strip().partition(" ")
        user = User(user_id, first or "Житель", last or ("" if first else str(user_id)))
        self.world.save(user)
        return user

    def write_post(self, page: Page, *, text: str, **more: Any) -> Message:
        """A post of the channel, typed by an administrator."""
        post = self._write(page.chat_id, text=text, **more)
        self._tell(page, "message_created", message=show_message(self.world, page, post))
        return post

    def write_own_post(self, page: Page, *, text: str | None, attachments: list[Json]) -> Message:
        """A post that the bot writes: it is not told of it."""
        return self._write(page.chat_id, text=text, sender_id=page.bot_id, attachments=attachments)

    def write_comment(self, page: Page, post: Message, *, sender_id: int, text: str | None, **more: Any) -> Message:
        """A comment of a resident, of the bot, or (sender 0) of the channel itself."""
        comment = self._write(page.chat_id, text=text, sender_id=sender_id, post=post.mid, **more)
        if sender_id != page.bot_id:
            self._tell(page, "comment_created", message=self._shown(page, comment))
        return comment

    def open_talk(self, page: Page, user: User, *, payload: str = "") -> Talk:
        """A person presses «Start», perhaps behind a link with a payload; pressed again it takes a stop back."""
        talk = self.world.talk_of(page, user.user_id)
        if talk is not None and not talk.is_stopped and not payload:
            return talk
        talk = talk or Talk(self.world.last_talk_id + 1, page.chat_id, user.user_id)
        talk.is_stopped = False
        self.world.save(talk)
        behind = {"payload": payload} if payload else {}
        self._tell(page, "bot_started", chat_id=talk.chat_id, user=show_user(user), user_id=user.user_id, **behind)
        return talk

    def stop_talk(self, page: Page, talk: Talk) -> None:
        talk.is_stopped = True
        self.world.save(talk)
        user = self.world.users[talk.user_id]
        self._tell(page, "bot_stopped", chat_id=talk.chat_id, user=show_user(user), user_locale="ru")

    def write_message(self, page: Page, talk: Talk, *, sender_id: int, text: str | None, **more: Any) -> Message:
        """A private message, of the resident or of the bot."""
        message = self._write(talk.chat_id, text=text, sender_id=sender_id, **more)
        if sender_id != page.bot_id:
            shown = show_message(self.world, page, message)
            self._tell(page, "message_created", message=shown, user_locale="ru")
        return message

    def edit(self, page: Page, message: Message, *, text: str | None, by: int) -> None:
        """A post, a comment or a private message gets another text."""
        message.text = text
        message.edited_at = now_ms()
        self.world.save(message)
        if by == page.bot_id:
            return
        if message.post:
            self._tell(page, "comment_edited", message=self._shown(page, message))
        else:
            self._tell(page, "message_edited", message=show_message(self.world, page, message))

    def delete(self, page: Page, message: Message, *, by: int) -> None:
        """Gone for good: MAX restores nothing."""
        message.is_deleted = True
        self.world.save(message)
        if by == page.bot_id:
            return
        gone: Json = {"message_id": message.mid, "chat_id": message.chat_id, "user_id": by}
        if message.post:
            self._tell(page, "comment_removed", **gone, post_id=message.post)
        else:
            self._tell(page, "message_removed", **gone)

    def ban(self, page: Page, user_id: int) -> None:
        self.world.save(Ban(page.chat_id, user_id))

    def unban(self, ban: Ban) -> None:
        """By a person: bots cannot."""
        ban.is_lifted = True
        self.world.save(ban)

    def set_rights(self, page: Page, permissions: list[str], *, by: User) -> None:
        page.permissions = permissions
        self.world.save(page)
        self._tell(
            page,
            "bot_admin_permissions_changed",
            chat_id=page.chat_id,
            user_id=by.user_id,
            bot_id=page.bot_id,
            is_channel=True,
            is_admin=True,
            permissions=permissions,
        )

    def move_bot(self, page: Page, *, is_inside: bool, by: User) -> None:
        """The bot is added to the channel or put out of it."""
        page.is_bot_inside = is_inside
        self.world.save(page)
        told: Json = {"chat_id": page.chat_id, "user": show_user(by), "user_id": by.user_id, "is_channel": True}
        self._tell(page, "bot_added" if is_inside else "bot_removed", **told)

    def _write(self, chat_id: int, *, text: str | None, timestamp: int = 0, mid: str = "", **more: Any) -> Message:
        """MAX's numbers are milliseconds times 65,536, and a counter within."""
        timestamp = timestamp or now_ms()
        seq = max(self.world.last_seq + 1, timestamp << 16)
        message = Message(mid or make_mid(chat_id, seq), seq, chat_id, timestamp, text, **more)
        self.world.save(message)
        return message

    def _shown(self, page: Page, comment: Message) -> Json:
        return show_comment(self.world, page, comment, is_post_named=True)

    def _tell(self, page: Page, update_type: str, **told: Any) -> None:
        self._publish(page, {"update_type": update_type, "timestamp": now_ms(), **told})

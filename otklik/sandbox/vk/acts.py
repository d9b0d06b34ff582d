"""What people and communities do in VK. The API, the control API and the residents' pages all act through here."""

import secrets
import time
from collections.abc import Callable
from typing import Any

from otklik.sandbox.vk.objects import (
    Json,
    show_comment_event,
    show_message,
    show_post_event,
)
from otklik.sandbox.vk.state import Ban, Comment, Message, Page, Post, User, World

Publish = Callable[[Page, str, Json], None]
CLIENT_INFO: Json = {
    "button_actions": ["text", "vkpay", "open_app", "location", "open_link", "callback"],
    "keyboard": True,
    "inline_keyboard": True,
    "carousel": True,
    "lang_id": 0,
}


class Acts:
    """Changes the world and tells the page's servers; who may do it was checked before."""

    def __init__(self, world: World, publish: Publish) -> None:
        self.world = world
        self.publish = publish

    def create_user(self, user_id: int = 0, *, name: str = "") -> User:
        """A new resident; without a name one is made up from the id."""
        user_id = user_id or self.world.last_user_id + 1
        first, _, last = name.strip().partition(" ")
        user = User(user_id, first or "Житель", last or ("" if first else str(user_id)))
        self.world.save(user)
        return user

    def write_post(self, page: Page, *, text: str, author_id: int, **more: Any) -> Post:
        """A post on the wall, or one suggested to the page."""
        post_id = self._take_wall_id(page, more.pop("post_id", 0))
        date = more.pop("date", 0) or int(time.time())
        post = Post(page.group_id, post_id, author_id, text, date, **more)
        self.world.save(post)
        self.publish(page, "wall_post_new", show_post_event(self.world, post))
        return post

    def write_comment(self, page: Page, post: Post, *, text: str, author_id: int, **more: Any) -> Comment:
        """A comment under a post, or a reply: every reply stands in the thread of its root comment."""
        reply_to = more.pop("reply_to", 0)
        replied = self.world.comments.get((page.group_id, reply_to))
        root_id = (replied.root_id or replied.comment_id) if replied else 0
        comment_id = self._take_wall_id(page, more.pop("comment_id", 0))
        date = more.pop("date", 0) or int(time.time())
        comment = Comment(
            page.group_id,
            post.post_id,
            comment_id,
            author_id,
            text,
            date,
            reply_to=reply_to,
            root_id=root_id,
            **more,
        )
        self.world.save(comment)
        self.publish(page, "wall_reply_new", show_comment_event(self.world, comment))
        return comment

    def edit_comment(self, page: Page, comment: Comment, *, text: str, attachments: list[Json] | None = None) -> None:
        comment.text = text
        if attachments is not None:
            comment.attachments = attachments
        comment.edited_at = int(time.time())
        self.world.save(comment)
        self.publish(page, "wall_reply_edit", show_comment_event(self.world, comment))

    def delete_comment(self, page: Page, comment: Comment, *, by: int) -> None:
        comment.is_deleted = True
        comment.deleted_by = by
        self.world.save(comment)
        gone = {
            "id": comment.comment_id,
            "owner_id": page.owner_id,
            "post_id": comment.post_id,
            "deleter_id": by,
        }
        self.publish(page, "wall_reply_delete", gone)

    def restore_comment(self, page: Page, comment: Comment) -> None:
        comment.is_deleted = False
        comment.deleted_by = 0
        self.world.save(comment)
        self.publish(page, "wall_reply_restore", show_comment_event(self.world, comment))

    def write_message(self, page: Page, *, peer_id: int, author_id: int, text: str, **more: Any) -> Message:
        """A private message, of the resident or of the page."""
        talk = self.world.talks.get(page.group_id, {}).get(peer_id, [])
        message_id = more.pop("message_id", 0) or page.last_message_id + 1
        page.last_message_id = max(page.last_message_id, message_id)
        date = more.pop("date", 0) or int(time.time())
        cmid = talk[-1].conversation_message_id + 1 if talk else 1
        message = Message(page.group_id, peer_id, message_id, cmid, author_id, text, date, **more)
        self.world.save(message)
        shown = show_message(self.world, message)
        if message.is_out:
            self.publish(page, "message_reply", shown)
        else:
            self.publish(page, "message_new", {"message": shown, "client_info": CLIENT_INFO})
        return message

    def edit_message(self, page: Page, message: Message, *, text: str, attachments: list[Json] | None = None) -> None:
        message.text = text
        if attachments is not None:
            message.attachments = attachments
        message.edited_at = int(time.time())
        self.world.save(message)
        self.publish(page, "message_edit", show_message(self.world, message))

    def allow_messages(self, page: Page, user_id: int, *, key: str) -> None:
        """The user lets the community write; the key is the application's that asked."""
        if user_id not in page.allowed_by:
            page.allowed_by.append(user_id)
            self.world.save(page)
        self.publish(page, "message_allow", {"user_id": user_id, "key": key})

    def ban(self, page: Page, user_id: int, *, admin_id: int, end_date: int = 0, **more: Any) -> Ban:
        ban = Ban(page.group_id, user_id, admin_id, int(time.time()), end_date, **more)
        self.world.save(ban)
        told = {"admin_id": admin_id, "user_id": user_id, "unblock_date": end_date, "reason": ban.reason}
        self.publish(page, "user_block", {**told, "comment": ban.comment})
        return ban

    def unban(self, page: Page, ban: Ban, *, admin_id: int, by_end_date: int = 0) -> None:
        self.world.remove_ban(ban)
        told = {"admin_id": admin_id, "user_id": ban.user_id, "by_end_date": by_end_date}
        self.publish(page, "user_unblock", told)

    def _take_wall_id(self, page: Page, wanted: int) -> int:
        """Posts and comments of a wall share one row of numbers, as in VK."""
        number = wanted or page.last_wall_id + 1
        page.last_wall_id = max(page.last_wall_id, number)
        return number


def make_secret(prefix: str) -> str:
    """A token like VK's."""
    return f"{prefix}.{secrets.token_urlsafe(48)}"

"""Everything that stands in Telegram, deleted things included, as the control API's state shows it."""

from collections.abc import Iterable, Mapping
from typing import Any

from otklik.sandbox.errors import ControlError
from otklik.sandbox.telegram.state import Message, Page, World

Shown = dict[str, Any]


def show_wanted(world: World, asked: Mapping[str, str]) -> Shown:
    """The channel that `channel_id` names, or all of them."""
    wanted = asked.get("channel_id", "")
    pages = [page for page in world.pages.values() if wanted in ("", str(page.channel_id))]
    if wanted and not pages:
        raise ControlError(404, "channel_id: there is no such channel")
    return show_state(world, pages)


def show_state(world: World, pages: Iterable[Page]) -> Shown:
    """The channels with all that was written there and privately to their bots, and the people who wrote it."""
    users = [
        {"id": user.id, "first_name": user.first_name, "last_name": user.last_name} for user in world.users.values()
    ]
    return {"pages": [_show_page(world, page) for page in pages], "users": users}


def _show_page(world: World, page: Page) -> Shown:
    talks = {chat: talk for (bot_id, chat), talk in world.chats.items() if bot_id == page.bot_id}
    in_group = list(world.messages((0, page.group_id)).values())
    copies = {one.copied_post: one for one in in_group if one.copied_post}
    posts = world.messages((0, page.channel_id)).values()
    return {
        "channel_id": page.channel_id,
        "group_id": page.group_id,
        "bot_id": page.bot_id,
        "name": page.name,
        "posts": [_show_post(post, copies.get(post.message_id), in_group) for post in posts],
        "under_no_post": [_show(one) for one in in_group if not one.thread_id and not one.copied_post],
        "conversations": [
            {"user_id": chat, "messages": [_show(one) for one in talk.values()]} for chat, talk in talks.items()
        ],
        "banned": [
            {"who": one.who, "until": one.until} for one in world.bans.values() if one.group_id == page.group_id
        ],
    }


def _show_post(post: Message, copy: Message | None, in_group: list[Message]) -> Shown:
    copy_id = copy.message_id if copy else 0
    comments = [_show(one) for one in in_group if copy_id and one.thread_id == copy_id]
    return {**_show(post), "post_id": post.message_id, "copy_id": copy_id, "comments": comments}


def _show(message: Message) -> Shown:
    return {
        "message_id": message.message_id,
        "author_id": message.author_id or message.sender_chat,
        "text": message.text,
        "date": message.date,
        "edited_at": message.edited_at or None,
        "is_deleted": message.is_deleted,
        "reply_to": message.reply_to or None,
        "attachments": message.attachments,
    }

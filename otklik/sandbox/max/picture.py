"""Everything that stands in MAX, deleted things included, as the control API's state shows it."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from otklik.sandbox.errors import ControlError
from otklik.sandbox.max.state import Message, Page, World

Shown = dict[str, Any]
_NOT_SHOWN = ("seq", "chat_id", "post")


def show_state(world: World, pages: Iterable[Page]) -> Shown:
    """The pages with all that was written there, and the people who wrote it."""
    shown = [_show_page(world, page) for page in pages]
    return {"pages": shown, "users": [asdict(user) for user in world.users.values()]}


def show_wanted(world: World, chat_id: str) -> Shown:
    """One page, or all of them when none is named."""
    pages = [page for page in world.pages.values() if chat_id in ("", str(page.chat_id))]
    if chat_id and not pages:
        raise ControlError(404, "chat_id: there is no such page")
    return show_state(world, pages)


def _show_page(world: World, page: Page) -> Shown:
    talks = [talk for talk in world.talks.values() if talk.page_id == page.chat_id]
    bans = [ban for ban in world.bans.values() if ban.chat_id == page.chat_id and not ban.is_lifted]
    posts = world.posts.get(page.chat_id, [])
    return {
        "chat_id": page.chat_id,
        "title": page.title,
        "bot_id": page.bot_id,
        "subscriptions": [asdict(one) for one in page.subscriptions],
        "posts": [
            _show(post) | {"comments": [_show(one) for one in world.comments.get(post.mid, [])]} for post in posts
        ],
        "talks": [
            {
                "talk_id": talk.chat_id,
                "user_id": talk.user_id,
                "is_stopped": talk.is_stopped,
                "messages": [_show(one) for one in world.private.get(talk.chat_id, [])],
            }
            for talk in talks
        ],
        "banned": [ban.user_id for ban in bans],
    }


def _show(message: Message) -> Shown:
    return {name: value for name, value in asdict(message).items() if name not in _NOT_SHOWN}

"""Finds what a call names, if the page's bot may see it. MAX says «not found» to both."""

from typing import Any

from otklik.sandbox.max.network import Max
from otklik.sandbox.max.refusals import MaxError, not_found, wrong
from otklik.sandbox.max.state import Message, Page, Talk, World


def find_chat(world: World, page: Page, named: str | int) -> Page | Talk:
    """The page's channel or a talk with its bot."""
    text = str(named)
    number = int(text) if text.removeprefix("-").isdecimal() else 0
    if number == page.chat_id and page.is_bot_inside:
        return page
    talk = world.talks.get(number)
    if talk is None or talk.page_id != page.chat_id:
        raise MaxError(404, "chat.not.found", "Chat not found")
    return talk


def access_talk(network: Max, page: Page, asked: dict[str, Any]) -> Talk:
    """The talk with this person, if it was ever opened."""
    talk = network.world.talk_of(page, asked["user_id"])
    if talk is None:
        raise MaxError(404, "dialog.not.found", "Dialog not found")
    return talk


def access_message(world: World, page: Page, mid: str) -> Message:
    """A post of the channel, or a private message."""
    message = world.messages.get(mid)
    if message is None or message.is_deleted or message.post:
        raise not_found("Message not found")
    talk = world.talks.get(message.chat_id)
    is_ours = talk.page_id == page.chat_id if talk else message.chat_id == page.chat_id and page.is_bot_inside
    if not is_ours:
        raise not_found("Message not found")
    return message


def access_post(world: World, page: Page, mid: str) -> Message:
    post = access_message(world, page, mid)
    if post.chat_id != page.chat_id:
        raise not_found("Message not found")
    return post


def access_comment(world: World, page: Page, post: str, mid: str) -> Message:
    access_post(world, page, post)
    comment = world.messages.get(mid)
    if comment is None or comment.is_deleted or comment.post != post:
        raise not_found("Comment not found")
    return comment


def access_answered(world: World, asked: dict[str, Any], *, post: str = "", chat_id: int = 0) -> str:
    """The message that is replied to, in the same thread; empty for none."""
    link = asked.get("link")
    if not link:
        return ""
    if link.get("type") != "reply" or not isinstance(link.get("mid"), str):
        raise wrong("link: only replies to a message are possible here")
    answered = world.messages.get(link["mid"])
    if answered is None or answered.is_deleted or answered.post != post or (chat_id and answered.chat_id != chat_id):
        raise not_found("Linked message not found")
    return answered.mid


def check_has_words(asked: dict[str, Any]) -> None:
    if not str(asked.get("text") or "").strip() and not asked.get("attachments"):
        raise wrong("Message is empty")

"""Control calls in which somebody writes in MAX: posts, comments and private messages; also run in batches."""

import time

from otklik.sandbox.body import Body
from otklik.sandbox.errors import ControlError
from otklik.sandbox.max.control import Act, Answer, access_page, access_user, find_author, read_attachments
from otklik.sandbox.max.network import Max
from otklik.sandbox.max.state import Message, Page, Talk

LATEST = 4_102_444_800_000
"""The year 2100, in milliseconds."""


def access_message(network: Max, body: Body, name: str = "mid") -> Message:
    message = network.world.messages.get(body.text(name))
    if message is None or message.is_deleted:
        raise ControlError(404, f"{name}: there is no such message")
    return message


def _access_post(network: Max, page: Page, body: Body) -> Message:
    post = access_message(network, body, "post")
    if post.post or post.chat_id != page.chat_id:
        raise ControlError(404, "post: there is no such post")
    return post


def _read_time(body: Body) -> int:
    at = body.number("timestamp", 0)
    if not 0 <= at <= LATEST:
        raise ControlError(400, "timestamp: must be unix time in milliseconds")
    return at


def _read_text(body: Body) -> str | None:
    """MAX writes null for a message without words."""
    return body.text("text", "") or None


def _read_answered(network: Max, body: Body, *, post: str = "", chat_id: int = 0) -> str:
    if not body.has("reply_to"):
        return ""
    answered = access_message(network, body, "reply_to")
    if answered.post != post or (chat_id and answered.chat_id != chat_id):
        raise ControlError(404, "reply_to: stands in another thread")
    return answered.mid


def _check_not_banned(network: Max, page: Page, user_id: int) -> None:
    if network.world.is_banned(page, user_id):
        raise ControlError(403, "the resident is banned here")


def _written(message: Message) -> Answer:
    return {"mid": message.mid, "chat_id": message.chat_id, "author_id": message.sender_id, "at": time.time()}


def write_post(network: Max, body: Body) -> Answer:
    page = access_page(network, body)
    post = network.acts.write_post(
        page, text=body.text("text", ""), timestamp=_read_time(body), attachments=read_attachments(body)
    )
    return {"mid": post.mid}


def write_comment(network: Max, body: Body) -> Answer:
    """By a resident; with *is_by_channel* by an administrator in the channel's name; with *is_by_bot* by the bot."""
    page = access_page(network, body)
    post = _access_post(network, page, body)
    if not page.are_comments_open:
        raise ControlError(403, "comments are closed here")
    author_id = _find_commentator(network, page, body)
    comment = network.acts.write_comment(
        page,
        post,
        sender_id=author_id,
        text=_read_text(body),
        timestamp=_read_time(body),
        reply_to=_read_answered(network, body, post=post.mid),
    )
    return _written(comment)


def _find_commentator(network: Max, page: Page, body: Body) -> int:
    if body.flag("is_by_channel", default=False):
        return 0
    if body.flag("is_by_bot", default=False):
        return page.bot_id
    author_id = find_author(network, body).user_id
    _check_not_banned(network, page, author_id)
    return author_id


def edit_message(network: Max, body: Body) -> Answer:
    """A post, a comment or a private message, by whoever wrote it."""
    message = access_message(network, body)
    network.acts.edit(_page_of(network, message), message, text=body.text("text"), by=message.sender_id)
    return {"at": time.time()}


def delete_message(network: Max, body: Body) -> Answer:
    """By its author, or by somebody else (*by*)."""
    message = access_message(network, body)
    network.acts.delete(_page_of(network, message), message, by=body.number("by", message.sender_id))
    return {"at": time.time()}


def _page_of(network: Max, message: Message) -> Page:
    talk = network.world.talks.get(message.chat_id)
    return network.world.pages[talk.page_id if talk else message.chat_id]


def start_talk(network: Max, body: Body) -> Answer:
    """A resident opens a talk with the bot, or takes its stop back; `payload` is what a link hands over."""
    page = access_page(network, body)
    user = find_author(network, body)
    return {
        "talk_id": network.acts.open_talk(page, user, payload=body.text("payload", "")).chat_id,
        "author_id": user.user_id,
    }


def stop_talk(network: Max, body: Body) -> Answer:
    page = access_page(network, body)
    network.acts.stop_talk(page, _access_talk(network, page, access_user(network, body, "author_id").user_id))
    return {}


def _access_talk(network: Max, page: Page, user_id: int) -> Talk:
    talk = network.world.talk_of(page, user_id)
    if talk is None:
        raise ControlError(404, "author_id: has no talk here")
    return talk


def write_message(network: Max, body: Body) -> Answer:
    """A resident writes to the bot; the talk is opened where it was not."""
    page = access_page(network, body)
    talk = network.acts.open_talk(page, find_author(network, body))
    message = network.acts.write_message(
        page,
        talk,
        sender_id=talk.user_id,
        text=_read_text(body),
        timestamp=_read_time(body),
        reply_to=_read_answered(network, body, chat_id=talk.chat_id),
        attachments=read_attachments(body),
    )
    return _written(message)


def answer_message(network: Max, body: Body) -> Answer:
    """The bot answers in the talk, as an installation that spoke for it before would have done."""
    page = access_page(network, body)
    talk = _access_talk(network, page, access_user(network, body, "author_id").user_id)
    message = network.acts.write_message(
        page, talk, sender_id=page.bot_id, text=body.text("text"), timestamp=_read_time(body)
    )
    return _written(message)


WRITING_ACTS: dict[str, Act] = {
    "posts/write": write_post,
    "posts/edit": edit_message,
    "posts/delete": delete_message,
    "comments/write": write_comment,
    "comments/edit": edit_message,
    "comments/delete": delete_message,
    "talks/start": start_talk,
    "talks/stop": stop_talk,
    "messages/write": write_message,
    "messages/answer": answer_message,
    "messages/edit": edit_message,
    "messages/delete": delete_message,
}

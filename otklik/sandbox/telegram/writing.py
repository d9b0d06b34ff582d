"""Control calls in which somebody writes: posts, comments and private messages; also run in batches."""

from typing import Any

from otklik.sandbox.body import Body
from otklik.sandbox.errors import ControlError
from otklik.sandbox.telegram.control import (
    Act,
    Answer,
    access_bot,
    access_message,
    access_page,
    access_user,
    find_author,
    now_at,
    read_attachments,
)
from otklik.sandbox.telegram.network import Telegram
from otklik.sandbox.telegram.state import Chat, Message, Page

SPEAKERS = ("resident", "page", "group", "bot")
"""Who a comment is by: a resident, the channel itself, an administrator who stays anonymous, or the page's bot."""


def write_post(telegram: Telegram, body: Body) -> Answer:
    page = access_page(telegram, body)
    post, copy = telegram.acts.write_post(
        page,
        text=body.text("text", ""),
        message_id=_fresh_id(telegram, body, (0, page.channel_id)),
        date=body.unix_time("date"),
        attachments=read_attachments(body),
    )
    return {"post_id": post.message_id, "copy_id": copy.message_id if copy else 0, "at": now_at()}


def edit_post(telegram: Telegram, body: Body) -> Answer:
    page = access_page(telegram, body)
    post = telegram.world.find((0, page.channel_id), body.number("post_id"))
    if post is None:
        raise ControlError(404, "post_id: there is no such post")
    telegram.acts.edit_post(page, post, text=body.text("text"))
    return {"at": now_at()}


def write_comment(telegram: Telegram, body: Body) -> Answer:
    page = access_page(telegram, body)
    if not page.group_id or not page.are_comments_open:
        raise ControlError(403, "comments are closed here")
    answered = _answered(telegram, page, body)
    speaker = _speaker(telegram, page, body)
    message = telegram.acts.write_in_group(
        page,
        text=body.text("text", ""),
        reply_to=answered.message_id if answered else 0,
        message_id=_fresh_id(telegram, body, (0, page.group_id)),
        date=body.unix_time("date"),
        attachments=read_attachments(body),
        **speaker,
    )
    return {
        "message_id": message.message_id,
        "author_id": message.author_id or message.sender_chat,
        "thread_id": message.thread_id,
        "at": now_at(),
    }


def _answered(telegram: Telegram, page: Page, body: Body) -> Message | None:
    """A comment answers another one, or the copy of the post; without either it stands in the group under no post."""
    if body.has("reply_to"):
        replied = telegram.world.find((0, page.group_id), body.number("reply_to"))
        if replied is None:
            raise ControlError(404, "reply_to: there is no such message in the group")
        return replied
    if not body.has("post_id"):
        return None
    copy = telegram.acts.find_copy(page, body.number("post_id"))
    if copy is None:
        raise ControlError(404, "post_id: there is no such post with a copy in the group")
    return copy


def _speaker(telegram: Telegram, page: Page, body: Body) -> dict[str, Any]:
    """Whose words: a resident's, another channel's (`author_id` below 0), or the page's."""
    speaks_as = body.text("speaks_as", "resident")
    if speaks_as not in SPEAKERS:
        raise ControlError(400, f"speaks_as: must be one of {', '.join(SPEAKERS)}")
    if speaks_as == "bot":
        return {"author_id": page.bot_id}
    if speaks_as != "resident":
        return {"sender_chat": page.channel_id if speaks_as == "page" else page.group_id}
    author_id = body.number("author_id", 0)
    if author_id < 0:
        _check_not_banned(telegram, page, author_id)
        return {"sender_chat": author_id}
    author = find_author(telegram, body)
    _check_not_banned(telegram, page, author.id)
    return {"author_id": author.id}


def _check_not_banned(telegram: Telegram, page: Page, who: int) -> None:
    if telegram.is_banned(page.group_id, who):
        raise ControlError(403, "the resident is banned here")


def _fresh_id(telegram: Telegram, body: Body, chat: Chat) -> int:
    wanted = body.number("id", 0)
    if wanted in telegram.world.messages(chat):
        raise ControlError(400, "id: is taken")
    return wanted


def edit_comment(telegram: Telegram, body: Body) -> Answer:
    page = access_page(telegram, body)
    message = access_message(telegram, body, chat=(0, page.group_id))
    telegram.acts.edit_in_group(page, message, text=body.text("text"))
    return {"at": now_at()}


def delete_comment(telegram: Telegram, body: Body) -> Answer:
    """Telegram tells no bot of it."""
    page = access_page(telegram, body)
    telegram.acts.delete(access_message(telegram, body, chat=(0, page.group_id)))
    return {"at": now_at()}


def write_message(telegram: Telegram, body: Body) -> Answer:
    bot = access_bot(telegram, body)
    author = find_author(telegram, body)
    if bot.id in author.blocked:
        telegram.acts.block(bot, author, is_blocked=False)
    message = telegram.acts.write_privately(
        bot,
        author,
        text=body.text("text", ""),
        author_id=author.id,
        message_id=_fresh_id(telegram, body, (bot.id, author.id)),
        date=body.unix_time("date"),
        reply_to=body.number("reply_to", 0),
        attachments=read_attachments(body),
    )
    return {"message_id": message.message_id, "author_id": author.id, "at": now_at()}


def answer_message(telegram: Telegram, body: Body) -> Answer:
    """The bot answers in the talk, as an installation that spoke for it before would have done."""
    bot = access_bot(telegram, body)
    user = access_user(telegram, body)
    message = telegram.acts.write_privately(
        bot, user, text=body.text("text"), author_id=bot.id, date=body.unix_time("date")
    )
    return {"message_id": message.message_id, "author_id": bot.id, "at": now_at()}


def edit_message(telegram: Telegram, body: Body) -> Answer:
    bot = access_bot(telegram, body)
    message = access_message(telegram, body, chat=(bot.id, access_user(telegram, body).id))
    telegram.acts.edit_privately(bot, message, text=body.text("text"))
    return {"at": now_at()}


def delete_message(telegram: Telegram, body: Body) -> Answer:
    """Telegram tells no bot of it."""
    bot = access_bot(telegram, body)
    telegram.acts.delete(access_message(telegram, body, chat=(bot.id, access_user(telegram, body).id)))
    return {"at": now_at()}


WRITING_ACTS: dict[str, Act] = {
    "posts/write": write_post,
    "posts/edit": edit_post,
    "comments/write": write_comment,
    "comments/edit": edit_comment,
    "comments/delete": delete_comment,
    "messages/write": write_message,
    "messages/answer": answer_message,
    "messages/edit": edit_message,
    "messages/delete": delete_message,
}

"""What MAX's methods do, one function each, by the names of its schema; those about messages stand here."""

from collections.abc import Callable
from typing import Any

from otklik.sandbox.max import chats
from otklik.sandbox.max.access import (
    access_answered,
    access_comment,
    access_message,
    access_post,
    access_talk,
    check_has_words,
    find_chat,
)
from otklik.sandbox.max.acts import now_ms
from otklik.sandbox.max.call import DONE, Call
from otklik.sandbox.max.gate import check_right
from otklik.sandbox.max.objects import Json, show_comment, show_message
from otklik.sandbox.max.refusals import MaxError, no_right, wrong
from otklik.sandbox.max.state import Message, Page, Talk

HOUR = 3_600_000
COMMENT_IS_EDITED_FOR = 26 * HOUR
MESSAGE_IS_EDITED_FOR = 7 * 24 * HOUR


def get_messages(call: Call) -> Json:
    """Of a channel or a talk, the newest first; or those that are named."""
    world, page, asked = call.max.world, call.page, call.values
    if ("chat_id" in asked) == ("message_ids" in asked):
        raise wrong("One of chat_id and message_ids is required")
    if "message_ids" in asked:
        named = (world.messages.get(mid) for mid in asked["message_ids"])
        seen = [one for one in named if one and not one.post and not one.is_deleted and _may_see(call, one)]
        return {"messages": [show_message(world, page, one) for one in seen]}
    chat = find_chat(world, page, asked["chat_id"])
    if isinstance(chat, Page):
        check_right(page, "read_all_messages")
    lists = world.private if isinstance(chat, Talk) else world.posts
    found = _cut(lists.get(chat.chat_id, []), asked, until=asked.get("from"), since=asked.get("to"))
    return {"messages": [show_message(world, page, one) for one in found]}


def _may_see(call: Call, message: Message) -> bool:
    talk = call.max.world.talks.get(message.chat_id)
    return message.chat_id == call.page.chat_id or bool(talk and talk.page_id == call.page.chat_id)


def _cut(messages: list[Message], asked: dict[str, Any], *, until: int | None, since: int | None) -> list[Message]:
    """Those between two times, both included, the newest first."""
    found = [
        one
        for one in messages
        if not one.is_deleted
        and (until is None or one.timestamp <= until)
        and (since is None or one.timestamp >= since)
    ]
    return sorted(found, key=lambda one: (one.timestamp, one.seq), reverse=True)[: asked["count"]]


def send_message(call: Call) -> Json:
    world, page = call.max.world, call.page
    check_has_words(call.values)
    chat = _receiver(call)
    attachments = call.max.uploads.attach(call.values.get("attachments", []))
    if isinstance(chat, Talk):
        answered = access_answered(world, call.values, chat_id=chat.chat_id)
        sent = call.max.acts.write_message(
            page, chat, sender_id=page.bot_id, text=call.text, reply_to=answered, attachments=attachments
        )
    else:
        check_right(page, "write")
        sent = call.max.acts.write_own_post(page, text=call.text, attachments=attachments)
    call.max.note_change(page)
    return {"message": show_message(world, page, sent)}


def get_upload_url(call: Call) -> Json:
    return {"url": call.max.uploads.open(call.values["type"], base_url=call.base_url)}


def _receiver(call: Call) -> Talk | Page:
    """By the talk's number or by the person's: the bot cannot begin a talk, nor go on with one that was stopped."""
    asked, world = call.values, call.max.world
    if ("chat_id" in asked) == ("user_id" in asked):
        raise wrong("One of chat_id and user_id is required")
    chat = (
        find_chat(world, call.page, asked["chat_id"]) if "chat_id" in asked else access_talk(call.max, call.page, asked)
    )
    if isinstance(chat, Talk) and chat.is_stopped:
        raise MaxError(403, "chat.denied", "error.dialog.suspended")
    return chat


def edit_message(call: Call) -> Json:
    message = access_message(call.max.world, call.page, call.values["message_id"])
    if message.chat_id == call.page.chat_id:
        check_right(call.page, "edit")
    else:
        _check_own(call, message)
        _check_age(message, MESSAGE_IS_EDITED_FOR, code="messages.timeout_exceeded")
    return _edit(call, message)


def delete_message(call: Call) -> Json:
    message = access_message(call.max.world, call.page, call.values["message_id"])
    if message.chat_id == call.page.chat_id:
        check_right(call.page, "delete")
    else:
        _check_own(call, message)
    return _delete(call, message)


def get_message_by_id(call: Call) -> Json:
    message = access_message(call.max.world, call.page, call.values["messageId"])
    if message.chat_id == call.page.chat_id:
        check_right(call.page, "read_all_messages")
    return show_message(call.max.world, call.page, message)


def get_comments(call: Call) -> Json:
    check_right(call.page, "read_all_messages")
    world, asked = call.max.world, call.values
    post = access_post(world, call.page, asked["messageId"])
    comments = world.comments.get(post.mid, [])
    if "comment_ids" in asked:
        found = [one for one in comments if one.mid in asked["comment_ids"] and not one.is_deleted]
    else:
        found = _cut(comments, asked, until=asked.get("before"), since=asked.get("after"))
    return {"messages": [show_comment(world, call.page, one, is_post_named=False) for one in found]}


def send_comment(call: Call) -> Json:
    check_right(call.page, "read_all_messages", "write")
    world, page = call.max.world, call.page
    check_has_words(call.values)
    post = access_post(world, page, call.values["messageId"])
    if not page.are_comments_open:
        raise MaxError(403, "comments.disabled", "Comments are disabled")
    answered = access_answered(world, call.values, post=post.mid)
    sent = call.max.acts.write_comment(page, post, sender_id=page.bot_id, text=call.text, reply_to=answered)
    call.max.note_change(page)
    return {"message": show_comment(world, page, sent, is_post_named=True)}


def edit_comment(call: Call) -> Json:
    check_right(call.page, "read_all_messages", "write")
    comment = access_comment(call.max.world, call.page, call.values["messageId"], call.values["comment_id"])
    _check_own(call, comment)
    _check_age(comment, COMMENT_IS_EDITED_FOR, code="comments.timeout_exceeded")
    return _edit(call, comment)


def delete_comment(call: Call) -> Json:
    comment = access_comment(call.max.world, call.page, call.values["messageId"], call.values["comment_id"])
    is_own = comment.sender_id == call.page.bot_id
    check_right(call.page, "read_all_messages", "write" if is_own else "delete")
    return _delete(call, comment)


def get_comment_by_id(call: Call) -> Json:
    check_right(call.page, "read_all_messages")
    comment = access_comment(call.max.world, call.page, call.values["messageId"], call.values["commentId"])
    return show_comment(call.max.world, call.page, comment, is_post_named=False)


def _check_own(call: Call, message: Message) -> None:
    if message.sender_id != call.page.bot_id:
        raise no_right("The message is not the bot's")


def _check_age(message: Message, longest: int, *, code: str) -> None:
    if now_ms() - message.timestamp > longest:
        raise MaxError(422, code, "The time to edit is over")


def _edit(call: Call, message: Message) -> Json:
    if call.text is not None:
        call.max.acts.edit(call.page, message, text=call.text, by=call.page.bot_id)
        call.max.note_change(call.page)
    return DONE


def _delete(call: Call, message: Message) -> Json:
    call.max.acts.delete(call.page, message, by=call.page.bot_id)
    call.max.note_change(call.page)
    return DONE


PERFORMERS: dict[str, Callable[[Call], Json]] = {
    "getMyInfo": chats.get_my_info,
    "getChat": chats.get_chat,
    "getMembership": chats.get_membership,
    "getAdmins": chats.get_admins,
    "getMembers": chats.get_members,
    "removeMember": chats.remove_member,
    "getSubscriptions": chats.get_subscriptions,
    "subscribe": chats.subscribe,
    "unsubscribe": chats.unsubscribe,
    "getMessages": get_messages,
    "sendMessage": send_message,
    "getUploadUrl": get_upload_url,
    "editMessage": edit_message,
    "deleteMessage": delete_message,
    "getMessageById": get_message_by_id,
    "getComments": get_comments,
    "sendComment": send_comment,
    "editComment": edit_comment,
    "deleteComment": delete_comment,
    "getCommentById": get_comment_by_id,
}
"""All methods but the long poll, which waits: see longpoll.py."""

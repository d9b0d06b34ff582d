"""What MAX's methods do, one function each, by the names of its schema."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

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
from otklik.sandbox.max.gate import check_right
from otklik.sandbox.max.network import Max
from otklik.sandbox.max.objects import (
    Json,
    show_bot,
    show_channel,
    show_comment,
    show_member,
    show_membership,
    show_message,
    show_talk,
)
from otklik.sandbox.max.refusals import MaxError, no_right, wrong
from otklik.sandbox.max.state import Message, Page, Talk
from otklik.sandbox.max.subscribing import check_subscription
from otklik.sandbox.max.tables import UPDATE_TYPES

HOUR = 3_600_000
COMMENT_IS_EDITED_FOR = 26 * HOUR
MESSAGE_IS_EDITED_FOR = 7 * 24 * HOUR
DONE: Json = {"success": True}


@dataclass(frozen=True, slots=True)
class Call:
    """One call that passed the gate. `values` are the path's parts, the address's parameters and the body's fields."""

    max: Max
    page: Page
    values: dict[str, Any]

    @property
    def text(self) -> str | None:
        return self.values.get("text")


def get_my_info(call: Call) -> Json:
    return show_bot(call.page) | {"description": call.page.description or None, "commands": None}


def get_chat(call: Call) -> Json:
    chat = find_chat(call.max.world, call.page, call.values["chatId"])
    if isinstance(chat, Talk):
        return show_talk(call.max.world, chat)
    posts = call.max.world.posts.get(chat.chat_id, [])
    return show_channel(chat, posts=sum(not post.is_deleted for post in posts))


def get_membership(call: Call) -> Json:
    _check_channel(call)
    return show_membership(call.page)


def get_admins(call: Call) -> Json:
    _check_channel(call)
    return {"members": [show_membership(call.page)]}


def get_members(call: Call) -> Json:
    """Everybody who ever wrote and is not banned counts as a subscriber."""
    _check_channel(call)
    world, asked = call.max.world, call.values
    users = [user for user in world.users.values() if not world.is_banned(call.page, user.user_id)]
    if "user_ids" in asked:
        return {"members": [show_member(user) for user in users if str(user.user_id) in asked["user_ids"]]}
    start = max(asked.get("marker", 0), 0)
    following = start + asked["count"]
    told: Json = {"members": [show_member(user) for user in users[start:following]]}
    return told | ({"marker": following} if following < len(users) else {})


def remove_member(call: Call) -> Json:
    _check_channel(call, "add_remove_members")
    user_id = call.values["user_id"]
    if user_id not in call.max.world.users:
        raise MaxError(404, "user.not.found", "User not found")
    if call.values.get("block"):
        call.max.acts.ban(call.page, user_id)
    return DONE


def _check_channel(call: Call, *rights: str) -> None:
    if isinstance(find_chat(call.max.world, call.page, call.values["chatId"]), Talk):
        raise wrong("Method is not available for dialogs")
    check_right(call.page, *rights)


def get_subscriptions(call: Call) -> Json:
    subscriptions = call.page.subscriptions
    shown = [
        {"url": one.url, "time": one.time, "update_types": one.update_types or list(UPDATE_TYPES)}
        for one in subscriptions
    ]
    return {"subscriptions": shown}


def subscribe(call: Call) -> Json:
    asked = call.values
    url, secret, types = asked["url"], asked.get("secret", ""), asked.get("update_types", [])
    check_subscription(url, secret, types)
    call.max.subscribe(call.page, url=url, secret=secret, update_types=types)
    return DONE


def unsubscribe(call: Call) -> Json:
    if not call.max.unsubscribe(call.page, call.values["url"]):
        return {"success": False, "message": "Subscription not found"}
    return DONE


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
    if isinstance(chat, Talk):
        answered = access_answered(world, call.values, chat_id=chat.chat_id)
        attachments = call.values.get("attachments", [])
        sent = call.max.acts.write_message(
            page, chat, sender_id=page.bot_id, text=call.text, reply_to=answered, attachments=attachments
        )
    else:
        check_right(page, "write")
        sent = call.max.acts.write_own_post(page, text=call.text, attachments=call.values.get("attachments", []))
    call.max.note_change(page)
    return {"message": show_message(world, page, sent)}


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
    "getMyInfo": get_my_info,
    "getChat": get_chat,
    "getMembership": get_membership,
    "getAdmins": get_admins,
    "getMembers": get_members,
    "removeMember": remove_member,
    "getSubscriptions": get_subscriptions,
    "subscribe": subscribe,
    "unsubscribe": unsubscribe,
    "getMessages": get_messages,
    "sendMessage": send_message,
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

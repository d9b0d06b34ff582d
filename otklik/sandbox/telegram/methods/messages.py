"""What a bot writes, edits and deletes."""

import time
from typing import Any

from otklik.sandbox.telegram.methods.call import Call, Place, find_place, is_talk, method
from otklik.sandbox.telegram.objects import show_message
from otklik.sandbox.telegram.refusals import TelegramError, bad
from otklik.sandbox.telegram.state import Json, Message

LONGEST_TEXT = 4096
DELETABLE_SECONDS = 48 * 3600


def length_of(text: str) -> int:
    """Telegram counts in units of UTF-16."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@method("sendMessage")
def send_message(call: Call) -> Json:
    """The same text sent again stands there again: Telegram has no keys."""
    place = writable_place(call)
    text = _read_text(call)
    answered = find_answered(call, place)
    take_turns(call, place, 1)
    return show_message(call.telegram.world, write(call, place, text, answered))


def take_turns(call: Call, place: Place, count: int) -> None:
    """So many messages, at the pace of the chat: in a group an album counts by its photos, in a talk as one."""
    chat_id = place.chat[1]
    for _ in range((count if chat_id < 0 else 1) if call.telegram.settings.are_limits_on else 0):
        call.telegram.limit.check_chat(call.bot, chat_id)


def write(call: Call, place: Place, text: str, answered: Message | None, **more: Any) -> Message:
    """The bot's message in its place."""
    acts, reply_to = call.telegram.acts, answered.message_id if answered else 0
    if place.page is None:
        user = call.telegram.world.users[place.chat[1]]
        return acts.write_privately(call.bot, user, text=text, author_id=call.bot.id, reply_to=reply_to, **more)
    if place.is_group:
        return acts.write_in_group(place.page, text=text, author_id=call.bot.id, reply_to=reply_to, **more)
    return acts.write_post(place.page, text=text, **more)[0]


def writable_place(call: Call) -> Place:
    """Where the bot may write: people must have begun the talk, and not have stopped the bot."""
    place = find_place(call)
    if place.page is None:
        user = call.telegram.world.users[place.chat[1]]
        if not is_talk(call, user):
            raise TelegramError(403, "bot can't initiate conversation with a user")
        if call.bot.id in user.blocked:
            raise TelegramError(403, "bot was blocked by the user")
    elif not place.rights:
        raise TelegramError(403, f"bot is not a member of the {'supergroup' if place.is_group else 'channel'} chat")
    elif not place.is_group and "can_post_messages" not in place.rights:
        raise bad("need administrator rights in the channel chat")
    elif place.is_group and not place.page.are_comments_open:
        raise bad("CHAT_WRITE_FORBIDDEN")
    return place


def _read_text(call: Call) -> str:
    """Telegram takes spaces away at both ends."""
    text = call.text("text").strip()
    if not text:
        raise bad("message text is empty")
    if length_of(text) > LONGEST_TEXT:
        raise bad("message is too long")
    return text


def find_answered(call: Call, place: Place) -> Message | None:
    """The message that is replied to."""
    reply: dict[str, Any] = call.params.get("reply_parameters") or {}
    number = reply.get("message_id")
    if not number:
        return None
    answered = call.telegram.world.find(place.chat, int(number))
    if answered is None and not reply.get("allow_sending_without_reply"):
        raise bad("message to be replied not found")
    return answered


@method("editMessageText")
def edit_message_text(call: Call) -> Json:
    """A bot edits only what it wrote itself."""
    place, text = find_place(call), _read_text(call)
    message = call.telegram.world.find(place.chat, call.whole("message_id"))
    if message is None:
        raise bad("message to edit not found")
    if message.author_id != call.bot.id:
        raise bad("message can't be edited")
    if message.text == text:
        raise bad("message is not modified: specified new message content and reply markup are exactly the same")
    if place.page and place.is_group:
        call.telegram.acts.edit_in_group(place.page, message, text=text)
    else:
        call.telegram.acts.edit_privately(call.bot, message, text=text)
    return show_message(call.telegram.world, message)


@method("deleteMessage")
def delete_message(call: Call) -> bool:
    place = find_place(call)
    message = call.telegram.world.find(place.chat, call.whole("message_id"))
    if message is None:
        raise bad("message to delete not found")
    if not _may_delete(call, place, message):
        raise bad("message can't be deleted")
    call.telegram.acts.delete(message)
    return True


@method("deleteMessages")
def delete_messages(call: Call) -> bool:
    """What cannot be found or deleted is passed over."""
    place = find_place(call)
    for number in call.params["message_ids"]:
        message = call.telegram.world.find(place.chat, int(number))
        if message is not None and _may_delete(call, place, message):
            call.telegram.acts.delete(message)
    return True


def _may_delete(call: Call, place: Place, message: Message) -> bool:
    is_young = message.date > time.time() - DELETABLE_SECONDS
    is_own = message.author_id == call.bot.id
    return is_young and (is_own or place.page is None or "can_delete_messages" in place.rights)

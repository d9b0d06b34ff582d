"""Telegram's JSON objects: chats, people and messages as its API and updates show them."""

from typing import Any

from otklik.sandbox.telegram.state import Bot, Json, Message, Page, User, World

SERVICE = {"id": 777000, "is_bot": False, "first_name": "Telegram"}
CHANNEL_BOT = {"id": 136817688, "is_bot": True, "first_name": "Channel", "username": "Channel_Bot"}
ANONYMOUS = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
"""Accounts of Telegram itself: they stand in `from` when a chat speaks."""


def _file(name: str, **more: Any) -> Json:
    return {"file_id": f"BQACAgIAAx-{name}", "file_unique_id": f"AQAD{name}", "file_size": 20480, **more}


_SAMPLES: dict[str, Json] = {
    "photo": {"photo": [_file("s", width=90, height=67), _file("x", width=1280, height=960)]},
    "sticker": {"sticker": _file("st", type="regular", width=512, height=512, is_animated=False, is_video=False,
                                 emoji="👍", set_name="Sample")},
    "video": {"video": _file("vi", width=640, height=480, duration=12, mime_type="video/mp4")},
    "doc": {"document": _file("do", file_name="документ.pdf", mime_type="application/pdf")},
    "audio": {"audio": _file("au", duration=180, performer="Исполнитель", title="Песня")},
    "voice": {"voice": _file("vo", duration=5, mime_type="audio/ogg")},
    "place": {"location": {"latitude": 56.84, "longitude": 60.61}},
    "poll": {"poll": {"id": "789", "question": "Опрос", "options": [{"text": "Да", "voter_count": 0,
                      "persistent_id": "1"}], "total_voter_count": 0, "is_closed": False, "is_anonymous": True,
                      "type": "regular", "allows_multiple_answers": False, "allows_revoting": False,
                      "members_only": False}},
}  # fmt: skip
KINDS_OF_ATTACHMENTS = tuple(_SAMPLES)


def fill_attachment(one: Any) -> Json | None:
    """A short name as Telegram's own fields of a message; such fields themselves are taken as they are."""
    if isinstance(one, str):
        return _SAMPLES.get(one)
    return one if isinstance(one, dict) and one else None


def show_user(user: User) -> Json:
    named = {"last_name": user.last_name, "username": user.username}
    return {
        "id": user.id,
        "is_bot": False,
        "first_name": user.first_name,
        **{name: value for name, value in named.items() if value},
        "language_code": "ru",
    }


def show_bot(bot: Bot) -> Json:
    return {"id": bot.id, "is_bot": True, "first_name": bot.name, "username": bot.username}


def show_channel(world: World, channel_id: int) -> Json:
    """A channel of ours, or one that only a script named."""
    page = world.pages.get(channel_id)
    title = page.name if page else f"Канал {channel_id}"
    more = {"username": page.username} if page and page.username else {}
    return {"id": channel_id, "type": "channel", "title": title, **more}


def show_group(page: Page) -> Json:
    return {"id": page.group_id, "type": "supergroup", "title": f"{page.name}: обсуждение"}


def show_private_chat(user: User) -> Json:
    shown = show_user(user)
    return {"type": "private", **{name: shown[name] for name in shown if name not in ("is_bot", "language_code")}}


def show_chat(world: World, message: Message) -> Json:
    if message.bot_id:
        return show_private_chat(world.users[message.chat_id])
    page = world.page_of_group(message.chat_id)
    return show_group(page) if page else show_channel(world, message.chat_id)


def show_message(world: World, message: Message, *, with_reply: bool = True) -> Json:
    """A message; the one that it replies to is shown without the one that that one replies to."""
    shown: Json = {"message_id": message.message_id, **_show_sender(world, message)}
    shown |= {"chat": show_chat(world, message), "date": message.date}
    if message.copied_post:
        shown |= _show_origin(world, message)
    if message.edited_at:
        shown["edit_date"] = message.edited_at
    if message.thread_id:
        shown["message_thread_id"] = message.thread_id
    replied = world.find((message.bot_id, message.chat_id), message.reply_to) if with_reply else None
    if replied is not None:
        shown["reply_to_message"] = show_message(world, replied, with_reply=False)
    for attachment in message.attachments:
        shown |= attachment
    if message.text:
        shown["caption" if message.attachments else "text"] = message.text
    return shown


def _show_origin(world: World, copy: Message) -> Json:
    """A copy carries `edit_date` from the start, though nobody edited it."""
    channel = show_channel(world, copy.sender_chat)
    origin = {"type": "channel", "chat": channel, "message_id": copy.copied_post, "date": copy.date}
    return {"is_automatic_forward": True, "forward_origin": origin, "edit_date": copy.date}


def _show_sender(world: World, message: Message) -> Json:
    if message.sender_chat:
        return _show_sender_chat(world, message)
    bot = world.bots.get(message.author_id)
    if bot is not None:
        return {"from": show_bot(bot)}
    return {"from": show_user(world.users[message.author_id])}


def _show_sender_chat(world: World, message: Message) -> Json:
    page = world.page_of_group(message.chat_id)
    if page is None:
        return {"sender_chat": show_channel(world, message.sender_chat)}
    if message.sender_chat == message.chat_id:
        return {"from": ANONYMOUS, "sender_chat": show_group(page)}
    account = SERVICE if message.copied_post else CHANNEL_BOT
    return {"from": account, "sender_chat": show_channel(world, message.sender_chat)}


def show_full_chat(world: World, page: Page, *, is_group: bool) -> Json:
    """`ChatFullInfo` of a channel or its group."""
    chat = show_group(page) if is_group else show_channel(world, page.channel_id)
    linked = page.channel_id if is_group else page.group_id
    more: Json = {"accent_color_id": 1, "max_reaction_count": 11, "accepted_gift_types": dict(_NO_GIFTS)}
    if linked:
        more["linked_chat_id"] = linked
    if page.description and not is_group:
        more["description"] = page.description
    if page.has_avatar and not is_group:
        more["photo"] = dict.fromkeys(_PHOTO, "AQADsample")
    return chat | more


def show_full_person(user: User) -> Json:
    more = {"accent_color_id": 1, "max_reaction_count": 11, "accepted_gift_types": dict(_NO_GIFTS)}
    return show_private_chat(user) | more


_PHOTO = ("small_file_id", "small_file_unique_id", "big_file_id", "big_file_unique_id")
_NO_GIFTS = dict.fromkeys(
    ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), False
)

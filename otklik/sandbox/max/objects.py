"""MAX's JSON objects: messages, comments, people and channels as its API and its updates show them."""

from typing import Any

from otklik.sandbox.max.state import PERMISSIONS, Message, Page, Talk, User, World

Json = dict[str, Any]

LAST_SEEN = 1_790_000_000_000
_TOKEN = "f9LHodD0cOJ"  # noqa: S105 - of a file, for everybody
_SAMPLES: dict[str, Json] = {
    "image": {"payload": {"photo_id": 31, "token": _TOKEN, "url": "https://i.oneme.ru/i?r=31"}},
    "video": {"payload": {"token": _TOKEN, "url": "https://v.oneme.ru/v?r=32"}, "width": 640, "height": 360},
    "audio": {"payload": {"token": _TOKEN, "url": "https://a.oneme.ru/a?r=33"}, "transcription": "Нет света"},
    "file": {"payload": {"token": _TOKEN, "url": "https://fd.oneme.ru/34"}, "filename": "Заявление.pdf", "size": 1024},
    "sticker": {"payload": {"code": "a1b2", "url": "https://st.oneme.ru/35"}, "width": 512, "height": 512},
    "share": {"payload": {"token": _TOKEN, "url": "https://example.org/"}, "title": "Ссылка"},
    "location": {"latitude": 55.751, "longitude": 37.618},
    "contact": {"payload": {"vcf_info": "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Житель\r\nEND:VCARD", "max_info": None}},
}
SHORT_NAMES = tuple(_SAMPLES)


def fill_attachment(given: str | Json) -> Json | None:
    """A short name becomes a whole object of MAX; an object stays as it is; None when it is neither."""
    if isinstance(given, dict):
        return given if isinstance(given.get("type"), str) else None
    return {"type": given, **_SAMPLES[given]} if given in _SAMPLES else None


def make_mid(chat_id: int, seq: int) -> str:
    """The name of a message: its chat and its number, 64 bits each."""
    return f"mid.{chat_id & 0xFFFFFFFFFFFFFFFF:016x}{seq:016x}"


def show_user(user: User) -> Json:
    return {
        "user_id": user.user_id,
        "first_name": user.first_name,
        "last_name": user.last_name,
        "is_bot": False,
        "last_activity_time": LAST_SEEN,
        "name": f"{user.first_name} {user.last_name}".strip(),
    }


def show_bot(page: Page) -> Json:
    """The bot goes by the channel's name."""
    return {
        "user_id": page.bot_id,
        "first_name": page.title,
        "username": f"id{page.bot_id}_bot",
        "is_bot": True,
        "last_activity_time": LAST_SEEN,
        "name": page.title,
    }


def show_sender(world: World, page: Page, message: Message) -> Json | None:
    """Who wrote it; None where MAX does not say."""
    if message.sender_id == page.bot_id:
        return None if message.post and page.is_bot_hidden else show_bot(page)
    user = world.users.get(message.sender_id)
    if user is None or (message.post and user.is_sender_hidden):
        return None
    return show_user(user)


def show_message(world: World, page: Page, message: Message) -> Json:
    """A post or a private message."""
    talk = world.talks.get(message.chat_id)
    shown: Json = {
        "recipient": _show_recipient(page, message, talk),
        "timestamp": message.timestamp,
        "body": {"mid": message.mid, "seq": message.seq, "text": message.text},
    }
    if message.attachments:
        shown["body"]["attachments"] = message.attachments
    if talk is not None:
        shown["sender"] = show_sender(world, page, message)
    else:
        shown["stat"] = {"views": 1 + page.participants_count // 10}
        shown["url"] = f"{page.link}/{message.seq}"
    return shown | _show_link(world, page, message)


def _show_recipient(page: Page, message: Message, talk: Talk | None) -> Json:
    if talk is None:
        return {"chat_id": message.chat_id, "chat_type": "channel"}
    receiver = talk.user_id if message.sender_id == page.bot_id else page.bot_id
    return {"chat_id": message.chat_id, "chat_type": "dialog", "user_id": receiver}


def show_comment(world: World, page: Page, message: Message, *, is_post_named: bool) -> Json:
    """A comment; updates name its post, answers of the API leave that to the caller's own knowledge."""
    shown: Json = {
        "recipient": {
            "chat_id": message.chat_id,
            "chat_type": "channel",
            "post_id": message.post if is_post_named else None,
        },
        "timestamp": message.timestamp,
        "body": {"mid": message.mid, "seq": message.seq, "text": message.text},
    }
    sender = show_sender(world, page, message)
    if sender is not None:
        shown["sender"] = sender
    return shown | _show_link(world, page, message)


def _show_link(world: World, page: Page, message: Message) -> Json:
    answered = world.messages.get(message.reply_to)
    if answered is None:
        return {}
    link: Json = {
        "type": "reply",
        "chat_id": answered.chat_id,
        "message": {"mid": answered.mid, "seq": answered.seq, "text": answered.text},
    }
    sender = show_sender(world, page, answered)
    return {"link": link | ({"sender": sender} if sender else {})}


def show_channel(page: Page, *, posts: int) -> Json:
    shown: Json = {
        "chat_id": page.chat_id,
        "type": "channel",
        "status": "closed" if page.is_closed else "active",
        "title": page.title,
        "last_event_time": LAST_SEEN,
        "participants_count": page.participants_count,
        "is_public": True,
        "link": page.link,
        "description": page.description or None,
        "messages_count": posts,
    }
    if page.has_icon:
        shown["icon"] = {"url": f"https://i.oneme.ru/i?r={page.bot_id}"}
    return shown


def show_talk(world: World, talk: Talk) -> Json:
    return {
        "chat_id": talk.chat_id,
        "type": "dialog",
        "status": "active",
        "title": None,
        "last_event_time": LAST_SEEN,
        "participants_count": 2,
        "is_public": False,
        "dialog_with_user": show_user(world.users[talk.user_id]),
    }


def show_membership(page: Page) -> Json:
    return show_bot(page) | {
        "last_access_time": LAST_SEEN,
        "join_time": LAST_SEEN,
        "is_owner": False,
        "is_admin": True,
        "permissions": page.permissions,
    }


def show_administrator(number: int) -> Json:
    """A person who runs the channel; the first one owns it."""
    person = User(user_id=900_000 + number, first_name=f"Администратор {number}")
    return show_member(person) | {"is_owner": number == 1, "is_admin": True, "permissions": list(PERMISSIONS)}


def show_member(user: User) -> Json:
    return show_user(user) | {
        "last_access_time": LAST_SEEN,
        "join_time": LAST_SEEN,
        "is_owner": False,
        "is_admin": False,
    }

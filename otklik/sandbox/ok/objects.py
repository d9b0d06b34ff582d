"""OK's objects as its APIs write them."""

import base64
import time
from datetime import datetime, timedelta, timezone

from otklik.sandbox.ok.state import Comment, Group, Json, Message, Topic, World

MOSCOW = timezone(timedelta(hours=3))
ATTACHMENTS = {
    "photo": {"type": "IMAGE", "payload": {"url": "https://i.okcdn.example/photo.jpg"}},
    "video": {"type": "VIDEO", "payload": {"url": "https://ok.ru/video/1"}},
    "audio": {"type": "AUDIO", "payload": {"url": "https://i.okcdn.example/audio.mp3"}},
    "link": {"type": "SHARE", "payload": {"url": "https://example.org/"}},
}
"""Short names that the control API fills."""


def name_of(world: World, account: str) -> str:
    kind, _, number = account.partition(":")
    if kind == "group":
        group = world.groups.get(int(number))
        return group.name if group else "Группа"
    user = world.users.get(int(number))
    return user.name if user else "Житель"


def show_comment(world: World, comment: Comment) -> Json:
    """The time is written in Moscow's zone and in seconds; OK tells no `created_ms` here, and no attachments."""
    at = datetime.fromtimestamp(comment.at_ms / 1000, MOSCOW)
    shown: Json = {
        "id": comment.comment_id,
        "author_id": comment.author.partition(":")[2],
        "author_name": name_of(world, comment.author),
        "author_ref": comment.author,
        "text": "" if comment.removed_by else comment.text,
        "date": f"{at:%Y-%m-%d %H:%M:%S}",
        "type": "REMOVED_MESSAGE" if comment.removed_by else "ACTIVE_MESSAGE",
        "like_count": 0,
    }
    replied = world.comments.get(comment.reply_to)
    if replied is not None:
        shown["reply_to_comment_id"] = replied.comment_id
        shown["reply_to_id"] = replied.author.partition(":")[2]
        shown["reply_to_name"] = name_of(world, replied.author)
    return shown


def show_discussion(world: World, topic: Topic) -> Json:
    comments = world.shown_comments(topic)
    return {
        "object_type": topic.type,
        "object_id": str(topic.object_id),
        "title": topic.text[:100],
        "new_comments_count": sum(one.at_ms > topic.read_ms for one in comments),
        "total_comments_count": len(comments),
        "last_activity_date_ms": last_activity(world, topic),
        "ref_objects": [{"id": str(topic.group_id), "type": "GROUP"}],
        "owner_uid": str(topic.group_id),
    }


def last_activity(world: World, topic: Topic) -> int:
    return max([topic.at_ms, *(one.at_ms for one in world.discussions.get(topic.object_id, []))])


def show_message(world: World, message: Message) -> Json:
    told: Json = {"text": message.text, "seq": message.seq, "mid": message.mid}
    if message.attachments:
        told["attachments"] = message.attachments
    if message.reply_to:
        told["reply_to"] = message.reply_to
    return {
        "sender": {"name": name_of(world, message.sender), "user_id": message.sender},
        "recipient": {"chat_id": message.chat},
        "message": told,
        "timestamp": message.at_ms,
    }


def show_chat(world: World, group: Group, talk: list[Message]) -> Json:
    first, last = talk[0], talk[-1]
    times = {message.sender: message.at_ms for message in talk}
    return {
        "type": "DIALOG",
        "status": "ACTIVE",
        "title": name_of(world, f"user:{first.user_id}"),
        "participants": {f"user:{first.user_id}": first.at_ms} | times,
        "lastEventTime": last.at_ms,
        "chat_id": first.chat,
        "owner_id": f"group:{group.group_id}",
        "group_id": f"group:{group.group_id}",
    }


def show_group(group: Group) -> Json:
    """What group.getInfo tells; the mark of a government organization is `gos_org`."""
    return {
        "uid": str(group.group_id),
        "name": group.name,
        "shortname": group.shortname,
        "description": group.description,
        "members_count": group.members_count,
        "main_photo": {"id": "1"} if group.has_avatar else None,
        "pic_avatar": "https://i.okcdn.example/avatar.jpg" if group.has_avatar else None,
        "cover": {"id": "2"} if group.has_cover else None,
        "messages_allowed": group.are_messages_open,
        "messaging_enabled": group.are_messages_open,
        "who_can_comment": "ALL" if group.are_comments_open else "NOBODY",
        "gos_org": group.is_government,
        "role": "ADMIN",
        "private": False,
        "premium": False,
        "blocked": group.is_blocked,
    }


def make_comment_id(number: int, at_ms: int) -> str:
    """An opaque name like OK's."""
    return base64.urlsafe_b64encode(f"{at_ms}:{number}".encode()).decode().rstrip("=")


def now_at() -> float:
    """When an act was performed, for measuring."""
    return time.time()

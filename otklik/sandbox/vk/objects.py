"""VK's JSON objects: comments, posts, messages, people and communities as its API and events show them."""

from collections.abc import Iterable
from typing import Any

from otklik.sandbox.vk.state import Comment, Message, Page, Post, User, World

Json = dict[str, Any]

_SAMPLES: dict[str, Json] = {
    "photo": {
        "id": 457239017,
        "album_id": -7,
        "owner_id": 1,
        "date": 1764000000,
        "text": "",
        "has_tags": False,
        "access_key": "aaaaaaaaaaaaaaaaaa",
        "sizes": [{"type": "x", "url": "https://sun9-1.userapi.com/x.jpg", "width": 604, "height": 453}],
    },
    "sticker": {
        "inner_type": "base_sticker_new",
        "sticker_id": 9008,
        "product_id": 279,
        "images": [{"url": "https://vk.com/sticker/1-9008-64", "width": 64, "height": 64}],
        "images_with_background": [{"url": "https://vk.com/sticker/1-9008-64b", "width": 64, "height": 64}],
        "is_allowed": True,
    },
    "link": {"url": "https://example.org/", "title": "Ссылка", "caption": "example.org", "description": ""},
    "video": {"id": 456239018, "owner_id": 1, "title": "Видео", "duration": 12, "date": 1764000000, "description": ""},
    "doc": {
        "id": 654321,
        "owner_id": 1,
        "title": "документ.pdf",
        "size": 20480,
        "ext": "pdf",
        "date": 1764000000,
        "type": 1,
        "url": "https://vk.com/doc1_654321",
    },
    "audio": {
        "id": 456239019,
        "owner_id": 1,
        "artist": "Исполнитель",
        "title": "Песня",
        "duration": 180,
        "url": "",
        "date": 1764000000,
    },
    "poll": {
        "id": 789,
        "owner_id": 1,
        "created": 1764000000,
        "question": "Опрос",
        "votes": 0,
        "answers": [{"id": 1, "text": "Да", "votes": 0, "rate": 0}],
        "anonymous": False,
        "multiple": False,
        "answer_ids": [],
        "end_date": 0,
        "closed": False,
        "is_board": False,
        "can_edit": False,
        "can_vote": True,
        "can_report": True,
        "can_share": True,
        "disable_unvote": False,
        "author_id": 1,
    },
}
SHORT_NAMES = tuple(_SAMPLES)


def fill_attachment(given: str | Json) -> Json | None:
    """A short name becomes a whole object of VK; an object stays as it is; None when it is neither."""
    if isinstance(given, dict):
        return given if isinstance(given.get("type"), str) else None
    if given not in _SAMPLES:
        return None
    return {"type": given, given: _SAMPLES[given]}


def show_comment(world: World, comment: Comment) -> Json:
    """A comment as events and wall.getComments show it, without its thread."""
    shown: Json = {
        "id": comment.comment_id,
        "from_id": comment.author_id,
        "date": comment.date,
        "text": comment.text,
        "post_id": comment.post_id,
        "owner_id": -comment.group_id,
        "parents_stack": [comment.root_id] if comment.root_id else [],
    }
    if comment.attachments:
        shown["attachments"] = comment.attachments
    replied = world.comments.get((comment.group_id, comment.reply_to))
    if replied is not None:
        shown["reply_to_user"] = replied.author_id
        shown["reply_to_comment"] = replied.comment_id
    return shown


def show_comment_event(world: World, comment: Comment) -> Json:
    """As the callback shows it: the wall's owner is repeated, without the thread."""
    return {**show_comment(world, comment), "post_owner_id": -comment.group_id, "can_edit": 1, "can_delete": 1}


def show_deleted_comment(comment: Comment) -> Json:
    """What is left in place of a deleted comment that has replies: VK takes the author and the text away."""
    return {"id": comment.comment_id, "parents_stack": [], "date": comment.date, "deleted": True}


def show_post(world: World, post: Post) -> Json:
    shown: Json = {
        "inner_type": "wall_wallpost",
        "id": post.post_id,
        "from_id": post.author_id,
        "owner_id": -post.group_id,
        "date": post.date,
        "marked_as_ads": 0,
        "post_type": post.post_type,
        "text": post.text,
        "can_edit": 1,
        "can_delete": 1,
        "attachments": post.attachments,
        "comments": {"count": count_comments(world, post), "can_post": int(post.are_comments_open)},
    }
    if post.author_id > 0:
        shown["created_by"] = post.author_id
    return shown


def show_post_event(world: World, post: Post) -> Json:
    shown = show_post(world, post)
    shown["comments"] = {"count": count_comments(world, post)}
    return shown


def count_comments(world: World, post: Post) -> int:
    roots = world.roots.get((post.group_id, post.post_id), [])
    replies = (one for root in roots for one in world.replies.get((root.group_id, root.comment_id), []))
    return sum(not one.is_deleted for one in roots) + sum(not one.is_deleted for one in replies)


def show_message(world: World, message: Message) -> Json:
    shown: Json = {
        "id": message.message_id,
        "date": message.date,
        "peer_id": message.peer_id,
        "from_id": message.author_id,
        "text": message.text,
        "out": int(message.is_out),
        "version": 10_000_000 + message.message_id,
        "conversation_message_id": message.conversation_message_id,
        "fwd_messages": [],
        "important": False,
        "is_hidden": False,
        "random_id": message.random_id,
        "attachments": message.attachments,
    }
    if message.edited_at:
        shown["update_time"] = message.edited_at
    if message.admin_id:
        shown["admin_author_id"] = message.admin_id
    replied = world.messages.get((message.group_id, message.reply_to))
    if replied is not None:
        shown["reply_message"] = {
            "id": replied.message_id,
            "date": replied.date,
            "from_id": replied.author_id,
            "peer_id": replied.peer_id,
            "text": replied.text,
            "conversation_message_id": replied.conversation_message_id,
            "attachments": replied.attachments,
        }
    return shown


def show_user(user: User, fields: Iterable[str] = ()) -> Json:
    shown: Json = {
        "id": user.id,
        "first_name": user.first_name,
        "last_name": user.last_name,
        "can_access_closed": True,
        "is_closed": False,
    }
    more: Json = {
        "sex": user.sex,
        "screen_name": user.screen_name or f"id{user.id}",
        "domain": user.screen_name or f"id{user.id}",
        "online": 0,
        "verified": 0,
        "has_photo": 0,
        "photo_50": "https://vk.com/images/camera_50.png",
        "photo_100": "https://vk.com/images/camera_100.png",
        "photo_200": "https://vk.com/images/camera_200.png",
    }
    return shown | {name: more[name] for name in fields if name in more}


def show_group(page: Page, fields: Iterable[str] = ()) -> Json:
    """Of a community that was deleted or banned VK tells little more than that."""
    if page.deactivated:
        is_deleted = page.deactivated == "deleted"
        return {
            "id": page.group_id,
            "name": "DELETED" if is_deleted else page.name,
            "screen_name": f"club{page.group_id}" if is_deleted else page.screen_name,
            "deactivated": page.deactivated,
            "type": "group",
            "photo_50": "https://vk.com/images/deactivated_50.png",
        }
    shown: Json = {
        "id": page.group_id,
        "name": page.name,
        "screen_name": page.screen_name,
        "is_closed": 0,
        "type": "page",
        "photo_50": "https://vk.com/images/community_50.png",
        "photo_100": "https://vk.com/images/community_100.png",
        "photo_200": "https://vk.com/images/community_200.png",
    }
    more: Json = {
        "description": page.description,
        "members_count": page.members_count,
        "verified": int(page.is_verified),
        "is_government_organization": page.is_verified,
        "has_photo": int(page.has_avatar),
        "cover": _show_cover(page),
        "can_message": int(page.are_messages_open),
        "can_post": 0,
        "can_suggest": 1,
        "wall": 2 if page.are_comments_open else 0,
        "status": "",
        "site": "",
        "contacts": [],
        "links": [],
        "counters": {},
        "activity": "Государственная организация",
        "age_limits": 1,
        "main_section": 0,
        "online_status": {"status": "none"},
    }
    return shown | {name: more[name] for name in fields if name in more}


def _show_cover(page: Page) -> Json:
    if not page.has_cover:
        return {"enabled": 0}
    image = {"url": "https://sun9-1.userapi.com/cover.jpg", "width": 1590, "height": 400}
    return {"enabled": 1, "images": [image]}


def show_people(world: World, ids: Iterable[int], fields: Iterable[str] = ()) -> Json:
    """`profiles` and `groups` of an extended answer."""
    wanted = sorted(set(ids))
    users = [world.users[one] for one in wanted if one in world.users]
    pages = [world.pages[-one] for one in wanted if -one in world.pages]
    return {
        "profiles": [show_user(user, ["sex", "screen_name", "photo_50", "photo_100", *fields]) for user in users],
        "groups": [show_group(page, fields) for page in pages],
    }

"""Control calls in which somebody writes: topics, comments and private messages; also run in batches."""

from typing import Any

from otklik.sandbox.body import Body
from otklik.sandbox.errors import ControlError
from otklik.sandbox.ok.control import Act, Answer, access_comment, access_group, access_topic
from otklik.sandbox.ok.network import Ok
from otklik.sandbox.ok.objects import ATTACHMENTS, now_at
from otklik.sandbox.ok.state import Group, Json, chat_of
from otklik.sandbox.ok.tables import TYPES

LONGEST_COMMENT = 3000


def write_topic(ok: Ok, body: Body) -> Answer:
    """Something that the group publishes: a topic, a photo, a film or a product."""
    group, type_name = access_group(ok, body), body.text("type", "GROUP_TOPIC")
    if type_name not in TYPES:
        raise ControlError(400, f"type: must be one of {', '.join(TYPES)}")
    topic = ok.write_topic(group, text=body.text("text", ""), type_name=type_name, at_ms=_moment(body))
    return {"topic_id": topic.object_id}


def _moment(body: Body) -> int:
    return body.unix_time("date") * 1000


def delete_topic(ok: Ok, body: Body) -> Answer:
    topic = access_topic(ok, access_group(ok, body), body)
    topic.is_deleted = True
    ok.world.save(topic)
    return {}


def set_comments(ok: Ok, body: Body) -> Answer:
    topic = access_topic(ok, access_group(ok, body), body)
    topic.are_comments_open = body.flag("are_open")
    ok.world.save(topic)
    return {}


def write_comment(ok: Ok, body: Body) -> Answer:
    """`author_id` is a resident; the group itself when `is_official`: an answer typed in OK."""
    group = access_group(ok, body)
    topic = access_topic(ok, group, body)
    reply_to = body.text("reply_to", "")
    replied = ok.world.comments.get(reply_to)
    if reply_to and (replied is None or replied.object_id != topic.object_id or replied.removed_by):
        raise ControlError(404, "reply_to: there is no such comment under this topic")
    if not topic.are_comments_open or not group.are_comments_open:
        raise ControlError(403, "comments are closed here")
    text = body.text("text", "")
    if len(text) > LONGEST_COMMENT:
        raise ControlError(400, f"text: at most {LONGEST_COMMENT} characters")
    is_official = body.flag("is_official", default=False)
    author = f"group:{group.group_id}" if is_official else f"user:{find_author(ok, group, body)}"
    comment = ok.write_comment(topic, author=author, text=text, reply_to=reply_to, at_ms=_moment(body))
    return {"comment_id": comment.comment_id, "author_id": int(author.partition(":")[2]), "at": now_at()}


def find_author(ok: Ok, group: Group, body: Body) -> int:
    """The resident who writes: known, or created on the spot."""
    author_id, name = body.number("author_id", 0), body.text("author_name", "")
    if author_id < 0:
        raise ControlError(400, "author_id: must be a resident")
    if author_id not in ok.world.users:
        author_id = ok.create_user(author_id, name=name).id
    if ok.is_banned(group.group_id, author_id):
        raise ControlError(403, "the resident is banned here")
    return author_id


def edit_comment(ok: Ok, body: Body) -> Answer:
    comment = access_comment(ok, access_group(ok, body), body)
    if comment.removed_by:
        raise ControlError(403, "the comment is deleted")
    ok.edit_comment(comment, text=body.text("text"))
    return {"at": now_at()}


def delete_comment(ok: Ok, body: Body) -> Answer:
    """`by` author: it just disappears. `by` admin: it can be seen that it was removed."""
    comment = access_comment(ok, access_group(ok, body), body)
    by = body.text("by", "author")
    if by not in ("author", "admin"):
        raise ControlError(400, "by: must be author or admin")
    if comment.removed_by:
        raise ControlError(403, "the comment is deleted already")
    ok.remove_comment(comment, by=by)
    return {"at": now_at()}


def write_message(ok: Ok, body: Body) -> Answer:
    group = access_group(ok, body)
    if not group.are_messages_open:
        raise ControlError(403, "messages are closed here")
    user_id = find_author(ok, group, body)
    message = ok.write_message(
        group,
        user_id=user_id,
        sender=f"user:{user_id}",
        text=body.text("text", ""),
        at_ms=_moment(body),
        reply_to=body.text("reply_to", ""),
        attachments=_attachments(body),
    )
    return {"message_id": message.mid, "chat_id": message.chat, "author_id": user_id, "at": now_at()}


def _attachments(body: Body) -> list[Json]:
    told: list[Any] = [ATTACHMENTS.get(one, one) if isinstance(one, str) else one for one in body.things("attachments")]
    if not all(isinstance(one, dict) and isinstance(one.get("type"), str) for one in told):
        raise ControlError(400, "attachments: must be objects with a type, or short names")
    return told


def answer_message(ok: Ok, body: Body) -> Answer:
    """An administrator types an answer in OK itself."""
    group, user_id = access_group(ok, body), body.number("user_id")
    if chat_of(group.group_id, user_id) not in ok.world.talks:
        raise ControlError(404, "user_id: there is no such talk")
    message = ok.write_message(
        group, user_id=user_id, sender=f"group:{group.group_id}", text=body.text("text"), at_ms=_moment(body)
    )
    return {"message_id": message.mid, "chat_id": message.chat}


WRITING_ACTS: dict[str, Act] = {
    "topics/write": write_topic,
    "topics/delete": delete_topic,
    "topics/comments": set_comments,
    "comments/write": write_comment,
    "comments/edit": edit_comment,
    "comments/delete": delete_comment,
    "messages/write": write_message,
    "messages/answer": answer_message,
}
BATCH_ACTS = (
    "topics/write",
    "comments/write",
    "comments/edit",
    "comments/delete",
    "messages/write",
    "messages/answer",
)

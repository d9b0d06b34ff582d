"""Control calls in which somebody writes: posts, comments and private messages; also run in batches."""

from otklik.sandbox.body import Body
from otklik.sandbox.errors import ControlError
from otklik.sandbox.vk.control import (
    Act,
    Answer,
    access_comment,
    access_message,
    access_page,
    access_post,
    find_author,
    now_at,
    read_attachments,
)
from otklik.sandbox.vk.network import Vk
from otklik.sandbox.vk.state import Page


def write_post(vk: Vk, body: Body) -> Answer:
    page = access_page(vk, body)
    is_suggested = body.flag("is_suggested", default=False)
    author_id = find_author(vk, body) if body.has("author_id") or is_suggested else page.owner_id
    _check_not_banned(vk, page, author_id)
    post = vk.acts.write_post(
        page,
        text=body.text("text", ""),
        author_id=author_id,
        post_id=_fresh_wall_id(vk, page, body),
        date=body.unix_time("date"),
        post_type="suggest" if is_suggested else "post",
        are_comments_open=body.flag("are_comments_open", default=True),
        attachments=read_attachments(body) or [],
    )
    return {"post_id": post.post_id}


def _fresh_wall_id(vk: Vk, page: Page, body: Body) -> int:
    wanted = body.number("id", 0)
    if wanted in vk.world.posts.get(page.group_id, {}) or (page.group_id, wanted) in vk.world.comments:
        raise ControlError(400, "id: is taken")
    return wanted


def _check_not_banned(vk: Vk, page: Page, author_id: int) -> None:
    if vk.is_banned(page.group_id, author_id):
        raise ControlError(403, "the resident is banned here")


def delete_post(vk: Vk, body: Body) -> Answer:
    page = access_page(vk, body)
    post = access_post(vk, page, body)
    post.is_deleted = True
    vk.world.save(post)
    return {}


def set_comments(vk: Vk, body: Body) -> Answer:
    page = access_page(vk, body)
    post = access_post(vk, page, body)
    post.are_comments_open = body.flag("are_open")
    vk.world.save(post)
    return {}


def write_comment(vk: Vk, body: Body) -> Answer:
    page = access_page(vk, body)
    post = access_post(vk, page, body)
    reply_to = body.number("reply_to", 0)
    replied = vk.world.comments.get((page.group_id, reply_to))
    if reply_to and (replied is None or replied.post_id != post.post_id):
        raise ControlError(404, "reply_to: there is no such comment under this post")
    if not post.are_comments_open or not page.are_comments_open:
        raise ControlError(403, "comments are closed here")
    author_id = find_author(vk, body)
    _check_not_banned(vk, page, author_id)
    comment = vk.acts.write_comment(
        page,
        post,
        text=body.text("text", ""),
        author_id=author_id,
        reply_to=reply_to,
        comment_id=_fresh_wall_id(vk, page, body),
        date=body.unix_time("date"),
        attachments=read_attachments(body) or [],
    )
    return {
        "comment_id": comment.comment_id,
        "author_id": author_id,
        "parents_stack": [comment.root_id] if comment.root_id else [],
        "at": now_at(),
    }


def edit_comment(vk: Vk, body: Body) -> Answer:
    page = access_page(vk, body)
    comment = access_comment(vk, page, body)
    if comment.is_deleted:
        raise ControlError(403, "the comment is deleted")
    vk.acts.edit_comment(page, comment, text=body.text("text"), attachments=read_attachments(body))
    return {"at": now_at()}


def delete_comment(vk: Vk, body: Body) -> Answer:
    page = access_page(vk, body)
    comment = access_comment(vk, page, body)
    if comment.is_deleted:
        raise ControlError(403, "the comment is deleted already")
    vk.acts.delete_comment(page, comment, by=body.number("by", comment.author_id))
    return {"at": now_at()}


def restore_comment(vk: Vk, body: Body) -> Answer:
    page = access_page(vk, body)
    comment = access_comment(vk, page, body)
    body.has("by")
    if not comment.is_deleted:
        raise ControlError(403, "the comment is not deleted")
    vk.acts.restore_comment(page, comment)
    return {"at": now_at()}


def write_message(vk: Vk, body: Body) -> Answer:
    page = access_page(vk, body)
    if not page.are_messages_open:
        raise ControlError(403, "messages are closed here")
    author_id = find_author(vk, body)
    _check_not_banned(vk, page, author_id)
    if author_id < 0:
        raise ControlError(400, "author_id: a community answers with messages/answer")
    message = vk.acts.write_message(
        page,
        peer_id=author_id,
        author_id=author_id,
        text=body.text("text", ""),
        message_id=_fresh_message_id(vk, page, body),
        date=body.unix_time("date"),
        reply_to=body.number("reply_to", 0),
        attachments=read_attachments(body) or [],
    )
    return {
        "message_id": message.message_id,
        "conversation_message_id": message.conversation_message_id,
        "author_id": author_id,
        "at": now_at(),
    }


def allow_messages(vk: Vk, body: Body) -> Answer:
    """A resident lets the community write first, asked by its application."""
    page = access_page(vk, body)
    if not page.are_messages_open:
        raise ControlError(403, "messages are closed here")
    author_id = find_author(vk, body)
    _check_not_banned(vk, page, author_id)
    vk.acts.allow_messages(page, author_id, key=body.text("key", ""))
    return {"author_id": author_id, "at": now_at()}


def _fresh_message_id(vk: Vk, page: Page, body: Body) -> int:
    wanted = body.number("id", 0)
    if (page.group_id, wanted) in vk.world.messages:
        raise ControlError(400, "id: is taken")
    return wanted


def edit_message(vk: Vk, body: Body) -> Answer:
    page = access_page(vk, body)
    message = access_message(vk, page, body)
    vk.acts.edit_message(page, message, text=body.text("text"), attachments=read_attachments(body))
    return {"at": now_at()}


def answer_message(vk: Vk, body: Body) -> Answer:
    """An administrator types an answer in VK itself."""
    page = access_page(vk, body)
    peer_id = body.number("peer_id")
    if peer_id not in vk.world.talks.get(page.group_id, {}):
        raise ControlError(404, "peer_id: there is no such talk")
    message = vk.acts.write_message(
        page,
        peer_id=peer_id,
        author_id=page.owner_id,
        text=body.text("text"),
        message_id=_fresh_message_id(vk, page, body),
        date=body.unix_time("date"),
        admin_id=page.admin_ids[0],
    )
    return {"message_id": message.message_id}


WRITING_ACTS: dict[str, Act] = {
    "posts/write": write_post,
    "posts/delete": delete_post,
    "posts/comments": set_comments,
    "comments/write": write_comment,
    "comments/edit": edit_comment,
    "comments/delete": delete_comment,
    "comments/restore": restore_comment,
    "messages/write": write_message,
    "messages/allow": allow_messages,
    "messages/edit": edit_message,
    "messages/answer": answer_message,
}
BATCH_ACTS = (
    "comments/write",
    "comments/edit",
    "comments/delete",
    "comments/restore",
    "messages/write",
    "messages/edit",
    "messages/answer",
    "posts/write",
)

"""wall.*: what is written on walls."""

import time

from otklik.sandbox.vk.methods.call import (
    Call,
    access_page,
    find_comment,
    find_post,
    method,
    read_attachments,
    speaks_for,
    wall_page,
)
from otklik.sandbox.vk.objects import Json, fill_attachment
from otklik.sandbox.vk.refusals import VkError
from otklik.sandbox.vk.state import Comment, Page, Post

COMMENT_LIMIT = 16_384
"""Characters of one comment; VK cuts nothing, it refuses."""
GUID_SECONDS = 3600


@method("wall.createComment")
def create_comment(call: Call) -> Json:
    """A comment of the community (always, with its token) or of the administrator. The same guid gives the same one."""
    page = wall_page(call)
    post = find_post(call, page, call.whole("post_id"))
    author_id = _comment_author(call, page)
    guid = call.text("guid")
    known = call.vk.world.guids.get((page.group_id, author_id, guid)) if guid else None
    if known is not None and known.date > time.time() - GUID_SECONDS:
        return _created(known)
    _check_open(call, page, post, author_id)
    attachments = read_attachments(call, "attachments")
    if call.whole("sticker_id"):
        attachments += [sticker] if (sticker := fill_attachment("sticker")) else []
    text = _comment_text(call, has_more=bool(attachments))
    reply_to = call.whole("reply_to_comment")
    if reply_to:
        _check_replied(call, page, post, reply_to)
    if call.vk.settings.are_limits_on:
        call.vk.limit.check_flood((author_id, page.group_id, post.post_id, reply_to, text))
    comment = call.vk.acts.write_comment(
        page, post, text=text, author_id=author_id, reply_to=reply_to, guid=guid, attachments=attachments
    )
    return _created(comment)


def _created(comment: Comment) -> Json:
    return {"comment_id": comment.comment_id, "parents_stack": [comment.root_id] if comment.root_id else []}


def _comment_author(call: Call, page: Page) -> int:
    if call.token.kind == "group":
        if not speaks_for(call.token, page):
            raise VkError(213)
        return page.owner_id
    from_group = call.whole("from_group")
    if not from_group:
        return call.token.user_id
    speaker = access_page(call, from_group if from_group > 1 else page.group_id)
    return speaker.owner_id


def _check_open(call: Call, page: Page, post: Post, author_id: int) -> None:
    if not page.are_comments_open or not post.are_comments_open:
        raise VkError(213)
    if call.vk.is_banned(page.group_id, author_id):
        raise VkError(213)


def _comment_text(call: Call, *, has_more: bool) -> str:
    text = call.text("message")
    if not text.strip() and not has_more:
        raise VkError(100, "message is undefined")
    if len(text) > COMMENT_LIMIT:
        raise VkError(100, "message is too long")
    return text


def _check_replied(call: Call, page: Page, post: Post, reply_to: int) -> None:
    replied = call.vk.world.comments.get((page.group_id, reply_to))
    if replied is None or replied.post_id != post.post_id or replied.is_deleted:
        raise VkError(100, "reply_to_comment is invalid")


@method("wall.editComment")
def edit_comment(call: Call) -> int:
    """Only what one wrote oneself can be edited; administrators edit the community's comments."""
    page = wall_page(call)
    comment = find_comment(call, page, call.whole("comment_id"), otherwise=211)
    is_own = comment.author_id == call.token.user_id
    is_pages = comment.author_id == page.owner_id and speaks_for(call.token, page)
    if comment.is_deleted or not (is_own or is_pages):
        raise VkError(211)
    attachments = read_attachments(call, "attachments") if "attachments" in call.params else None
    call.vk.acts.edit_comment(page, comment, text=_comment_text(call, has_more=True), attachments=attachments)
    return 1


@method("wall.deleteComment")
def delete_comment(call: Call) -> int:
    page = wall_page(call)
    comment = find_comment(call, page, call.whole("comment_id"), otherwise=104)
    if comment.author_id != call.token.user_id and not speaks_for(call.token, page):
        raise VkError(211)
    if comment.is_deleted:
        raise VkError(104)
    call.vk.acts.delete_comment(page, comment, by=call.token.user_id)
    return 1


@method("wall.restoreComment")
def restore_comment(call: Call) -> int:
    page = wall_page(call)
    comment = find_comment(call, page, call.whole("comment_id"), otherwise=104)
    if not speaks_for(call.token, page) and comment.deleted_by != call.token.user_id:
        raise VkError(211)
    if not comment.is_deleted:
        raise VkError(243)
    call.vk.acts.restore_comment(page, comment)
    return 1


@method("wall.post")
def write_post(call: Call) -> Json:
    """A post of the page by its administrator, or a post suggested by anybody else."""
    page = wall_page(call)
    is_admin = speaks_for(call.token, page)
    text = call.text("message")
    attachments = read_attachments(call, "attachments")
    if not text.strip() and not attachments:
        raise VkError(100, "message is undefined")
    guid = call.text("guid")
    author_id = page.owner_id if is_admin and call.flag("from_group") else call.token.user_id
    for known in call.vk.world.posts.get(page.group_id, {}).values():
        if guid and known.guid == guid and known.author_id == author_id:
            return {"post_id": known.post_id}
    if call.vk.is_banned(page.group_id, author_id):
        raise VkError(214)
    post = call.vk.acts.write_post(
        page,
        text=text,
        author_id=author_id,
        attachments=attachments,
        guid=guid,
        post_type="post" if is_admin else "suggest",
        are_comments_open=not call.flag("close_comments"),
    )
    return {"post_id": post.post_id}


@method("wall.delete")
def delete_post(call: Call) -> int:
    page = wall_page(call)
    post = find_post(call, page, call.whole("post_id"))
    if post.author_id != call.token.user_id and not speaks_for(call.token, page):
        raise VkError(210)
    post.is_deleted = True
    call.vk.world.save(post)
    return 1


@method("wall.closeComments")
def close_comments(call: Call) -> int:
    return _set_comments(call, are_open=False)


@method("wall.openComments")
def open_comments(call: Call) -> int:
    return _set_comments(call, are_open=True)


def _set_comments(call: Call, *, are_open: bool) -> int:
    page = access_page(call, wall_page(call).group_id)
    post = find_post(call, page, call.whole("post_id"))
    post.are_comments_open = are_open
    call.vk.world.save(post)
    return 1

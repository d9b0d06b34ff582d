"""Everything that stands in VK, deleted things included, as the control API's state shows it."""

from collections.abc import Iterable
from typing import Any

from otklik.sandbox.vk.control import show_user
from otklik.sandbox.vk.state import Comment, Message, Page, Post, World

Shown = dict[str, Any]


def show_state(world: World, pages: Iterable[Page]) -> Shown:
    """The pages with all that was written there, and the people who wrote it."""
    shown = [_show_page(world, page) for page in pages]
    return {"pages": shown, "users": [show_user(user) for user in world.users.values()]}


def _show_page(world: World, page: Page) -> Shown:
    posts = world.posts.get(page.group_id, {}).values()
    talks = world.talks.get(page.group_id, {})
    bans = (one for one in world.bans.values() if one.group_id == page.group_id)
    return {
        "group_id": page.group_id,
        "name": page.name,
        "posts": [_show_post(world, post) for post in posts],
        "conversations": [
            {"peer_id": peer_id, "messages": [_show_message(one) for one in talk]} for peer_id, talk in talks.items()
        ],
        "banned": [{"user_id": one.user_id, "end_date": one.end_date} for one in bans],
    }


def _show_post(world: World, post: Post) -> Shown:
    roots = world.roots.get((post.group_id, post.post_id), [])
    return {
        "post_id": post.post_id,
        "author_id": post.author_id,
        "text": post.text,
        "date": post.date,
        "post_type": post.post_type,
        "is_deleted": post.is_deleted,
        "are_comments_open": post.are_comments_open,
        "comments": [_show_root(world, root) for root in roots],
    }


def _show_root(world: World, root: Comment) -> Shown:
    replies = world.replies.get((root.group_id, root.comment_id), [])
    return {**_show_comment(root), "replies": [_show_comment(one) for one in replies]}


def _show_comment(comment: Comment) -> Shown:
    return {
        "comment_id": comment.comment_id,
        "author_id": comment.author_id,
        "text": comment.text,
        "date": comment.date,
        "edited_at": comment.edited_at or None,
        "is_deleted": comment.is_deleted,
        "deleted_by": comment.deleted_by or None,
        "guid": comment.guid or None,
        "reply_to": comment.reply_to or None,
        "attachments": comment.attachments,
    }


def _show_message(message: Message) -> Shown:
    return {
        "message_id": message.message_id,
        "conversation_message_id": message.conversation_message_id,
        "author_id": message.author_id,
        "text": message.text,
        "date": message.date,
        "edited_at": message.edited_at or None,
        "random_id": message.random_id,
        "is_out": message.is_out,
        "attachments": message.attachments,
    }

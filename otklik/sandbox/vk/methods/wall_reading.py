"""wall.get…: what stands on walls."""

from typing import Any

from otklik.sandbox.vk.methods.call import Call, find_comment, find_post, method, speaks_for, wall_page
from otklik.sandbox.vk.objects import (
    Json,
    count_comments,
    show_comment,
    show_deleted_comment,
    show_people,
    show_post,
)
from otklik.sandbox.vk.refusals import VkError
from otklik.sandbox.vk.state import Comment, Page, Post

MOST = 100


@method("wall.get")
def list_posts(call: Call) -> Json:
    """The wall, newest first; suggested posts only for administrators."""
    page = _page_by_domain(call) if call.text("domain") else wall_page(call)
    posts = [post for post in call.vk.world.posts.get(page.group_id, {}).values() if not post.is_deleted]
    wanted = call.text("filter") or "all"
    if wanted == "suggests":
        if not speaks_for(call.token, page):
            posts = [post for post in posts if post.author_id == call.token.user_id]
        posts = [post for post in posts if post.post_type == "suggest"]
    elif wanted in ("postponed", "archived", "donut"):
        posts = []
    else:
        posts = [post for post in posts if post.post_type == "post" and _is_wanted(post, wanted)]
    posts.sort(key=lambda post: (post.date, post.post_id), reverse=True)
    offset, count = call.whole("offset"), min(call.whole("count", 20), MOST)
    shown = posts[offset : offset + count]
    answer: Json = {"count": len(posts), "items": [show_post(call.vk.world, post) for post in shown]}
    return answer | _people(call, [post.author_id for post in shown], page)


def _is_wanted(post: Post, wanted: str) -> bool:
    return wanted == "all" or (post.author_id < 0) == (wanted == "owner")


def _page_by_domain(call: Call) -> Page:
    for page in call.vk.world.pages.values():
        if call.text("domain") in (page.screen_name, f"club{page.group_id}", f"public{page.group_id}"):
            return page
    raise VkError(100, "owner not found")


@method("wall.getById")
def list_posts_by_id(call: Call) -> Json:
    world, found = call.vk.world, []
    for name in call.items("posts"):
        owner, _, number = name.partition("_")
        try:
            post = world.posts.get(-int(owner), {}).get(int(number.partition("_")[0]))
        except ValueError:
            raise VkError(100, "posts is invalid") from None
        if post is not None and not post.is_deleted:
            found.append(post)
    answer: Json = {"items": [show_post(world, post) for post in found]}
    return answer | _people(call, [post.author_id for post in found], None)


@method("wall.getComments")
def list_comments(call: Call) -> Json:
    """One level: the roots of a post, or with comment_id the replies of one root."""
    page = wall_page(call)
    post = find_post(call, page, call.whole("post_id"))
    level = _level(call, page, post)
    if call.text("sort") == "desc":
        level.reverse()
    start = _start(call, level)
    shown = level[start : start + min(call.whole("count", 10), MOST)]
    items = [_show_with_thread(call, page, comment) for comment in shown]
    answer: Json = {
        "count": count_comments(call.vk.world, post),
        "items": items,
        "current_level_count": len(level),
        "can_post": post.are_comments_open and page.are_comments_open,
        "show_reply_button": True,
        "groups_can_post": True,
    }
    if start:
        answer["real_offset"] = start
    if not call.flag("extended"):
        return answer
    ids = [comment.author_id for comment in shown]
    ids += [reply["from_id"] for item in items for reply in item.get("thread", {}).get("items", [])]
    return answer | _people(call, ids, page) | {"post_author_id": post.author_id}


def _level(call: Call, page: Page, post: Post) -> list[Comment]:
    world, comment_id = call.vk.world, call.whole("comment_id")
    if comment_id:
        root = find_comment(call, page, comment_id, otherwise=100)
        return [one for one in world.replies.get((page.group_id, root.comment_id), []) if not one.is_deleted]
    roots = world.roots.get((page.group_id, post.post_id), [])
    return [one for one in roots if not one.is_deleted or _live_replies(call, one)]


def _live_replies(call: Call, comment: Comment) -> list[Comment]:
    replies = call.vk.world.replies.get((comment.group_id, comment.comment_id), [])
    return [one for one in replies if not one.is_deleted]


def _start(call: Call, level: list[Comment]) -> int:
    first = call.whole("start_comment_id")
    offset = call.whole("offset")
    if not first:
        return max(0, offset)
    places = [place for place, one in enumerate(level) if one.comment_id == first]
    if not places:
        raise VkError(100, "start_comment_id is invalid")
    return max(0, places[0] + offset)


def _show_with_thread(call: Call, page: Page, comment: Comment) -> Json:
    world = call.vk.world
    shown = show_deleted_comment(comment) if comment.is_deleted else show_comment(world, comment)
    if call.flag("need_likes"):
        shown["likes"] = {"count": 0, "user_likes": 0, "can_like": 1}
    if comment.root_id:
        return shown
    replies = _live_replies(call, comment)
    shown["thread"] = {
        "count": len(replies),
        "items": [show_comment(world, one) for one in replies[: call.whole("thread_items_count")]],
        "can_post": page.are_comments_open,
        "show_reply_button": True,
        "groups_can_post": True,
    }
    return shown


@method("wall.getComment")
def get_comment(call: Call) -> Json:
    """One comment; a deleted or unknown one is not shown."""
    page = wall_page(call)
    comment = call.vk.world.comments.get((page.group_id, call.whole("comment_id")))
    shown = [comment] if comment is not None and not comment.is_deleted else []
    items = [_show_with_thread(call, page, one) for one in shown]
    answer: Json = {"items": items, "can_post": True, "show_reply_button": True, "groups_can_post": True}
    return answer | _people(call, [one.author_id for one in shown], page)


def _people(call: Call, ids: list[int], page: Page | None) -> dict[str, Any]:
    if not call.flag("extended"):
        return {}
    more = [page.owner_id] if page else []
    return show_people(call.vk.world, ids + more, call.items("fields"))

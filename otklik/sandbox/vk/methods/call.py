"""One call of VK's API as its method sees it, and what methods share: finding pages, comments and rights."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from otklik.sandbox.vk.network import Vk
from otklik.sandbox.vk.objects import Json, fill_attachment
from otklik.sandbox.vk.refusals import VkError
from otklik.sandbox.vk.state import Comment, Page, Post, Token


@dataclass(frozen=True, slots=True)
class Call:
    """The parameters are already typed by the table; `base_url` is where the caller reached us."""

    vk: Vk
    token: Token
    params: dict[str, Any]
    base_url: str

    def whole(self, name: str, default: int = 0) -> int:
        return int(self.params.get(name, default))

    def text(self, name: str) -> str:
        return str(self.params.get(name, ""))

    def flag(self, name: str) -> bool:
        return bool(self.params.get(name, False))

    def items(self, name: str) -> list[Any]:
        return list(self.params.get(name, []))


_PHOTO = re.compile(r"photo(-?\d+)_(\d+)(?:_(\w+))?")
Performer = Callable[[Call], Any]
PERFORMERS: dict[str, Performer] = {}


def method(name: str) -> Callable[[Performer], Performer]:
    """Register the function that performs this method."""

    def register(performer: Performer) -> Performer:
        PERFORMERS[name] = performer
        return performer

    return register


def access_page(call: Call, group_id: int) -> Page:
    """The page, when the token speaks for it: its own community token, or one of its administrators."""
    page = call.vk.world.pages.get(group_id)
    if page is None:
        raise VkError(100, "group_id is invalid")
    check_lives(page)
    if not speaks_for(call.token, page):
        raise VkError(15, "group access is denied")
    return page


def check_lives(page: Page) -> None:
    """Nothing is shown of a community that was deleted or banned, and nothing done there."""
    if page.deactivated:
        raise VkError(15, "group is blocked" if page.deactivated == "banned" else "group is deleted")


def speaks_for(token: Token, page: Page) -> bool:
    if token.kind == "group":
        return token.group_id == page.group_id
    return token.kind == "user" and token.user_id in page.admin_ids


def own_page(call: Call) -> Page:
    """The page whose private talks are meant: the community token's own, or `group_id` of an administrator."""
    group_id = call.whole("group_id") or call.token.group_id
    if not group_id:
        raise VkError(100, "group_id is undefined")
    if call.token.kind == "group" and group_id != call.token.group_id:
        raise VkError(15, "group access is denied")
    return access_page(call, group_id)


def wall_page(call: Call) -> Page:
    """The page on whose wall it happens."""
    owner_id = call.whole("owner_id") or -call.token.group_id
    if owner_id >= 0:
        raise VkError(100, "owner_id is invalid")
    page = call.vk.world.pages.get(-owner_id)
    if page is None:
        raise VkError(15, "group access is denied")
    check_lives(page)
    return page


def find_post(call: Call, page: Page, post_id: int) -> Post:
    """A post that stands there."""
    post = call.vk.world.posts.get(page.group_id, {}).get(post_id)
    if post is None or post.is_deleted:
        raise VkError(15, "post was not found check post_id param")
    return post


def find_comment(call: Call, page: Page, comment_id: int, *, otherwise: int) -> Comment:
    comment = call.vk.world.comments.get((page.group_id, comment_id))
    if comment is None:
        raise VkError(otherwise)
    return comment


def read_attachments(call: Call, name: str) -> list[Json]:
    """`photo-1_2,doc3_4` as objects: VK shows the thing, we show a sample with these ids."""
    found = []
    for text in call.items(name):
        kind = text.rstrip("0123456789_-") if not text.startswith("http") else "link"
        shown = _saved_photo(call, text) or fill_attachment(kind)
        if shown is None:
            raise VkError(100, f"{name} is invalid")
        found.append(shown)
    return found


def _saved_photo(call: Call, text: str) -> Json | None:
    """A photo that was uploaded, by owner, number and key."""
    named = _PHOTO.fullmatch(text)
    if named is None:
        return None
    owner, number, key = named.groups()
    photo = call.vk.uploads.find(int(owner), int(number), key or "")
    return {"type": "photo", "photo": photo} if photo else None

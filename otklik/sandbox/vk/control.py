"""Scripting of VK: what residents and administrators do there, called by tests, benchmarks and the demonstration."""

import secrets
import time
from collections.abc import Callable
from typing import Any

from otklik.sandbox.body import Body
from otklik.sandbox.errors import ControlError
from otklik.sandbox.vk.acts import make_secret
from otklik.sandbox.vk.network import Vk
from otklik.sandbox.vk.objects import Json, fill_attachment
from otklik.sandbox.vk.state import Comment, Message, Page, Post, Server, Token, User, as_fields
from otklik.sandbox.vk.tables import EVENT_TYPES, LONG_POLL_EVENT_TYPES, RIGHTS

Answer = dict[str, Any]
FIRST_GROUP_ID = 200_000_001
SERVER_TITLE = "Otklik"


def access_page(vk: Vk, body: Body) -> Page:
    page = vk.world.pages.get(body.number("group_id"))
    if page is None:
        raise ControlError(404, "group_id: there is no such page")
    return page


def access_post(vk: Vk, page: Page, body: Body) -> Post:
    post = vk.world.posts.get(page.group_id, {}).get(body.number("post_id"))
    if post is None or post.is_deleted:
        raise ControlError(404, "post_id: there is no such post")
    return post


def access_comment(vk: Vk, page: Page, body: Body) -> Comment:
    comment = vk.world.comments.get((page.group_id, body.number("comment_id")))
    if comment is None:
        raise ControlError(404, "comment_id: there is no such comment")
    return comment


def access_message(vk: Vk, page: Page, body: Body) -> Message:
    message = vk.world.messages.get((page.group_id, body.number("message_id")))
    if message is None:
        raise ControlError(404, "message_id: there is no such message")
    return message


def access_token(vk: Vk, body: Body) -> Token:
    token = vk.world.tokens.get(body.text("token"))
    if token is None:
        raise ControlError(404, "token: there is no such token")
    return token


def read_attachments(body: Body) -> list[Json] | None:
    """None when the field was left out."""
    if not body.has("attachments"):
        return None
    filled = [fill_attachment(one) for one in body.things("attachments")]
    if any(one is None for one in filled):
        raise ControlError(400, "attachments: must be objects with a type, or short names")
    return [one for one in filled if one is not None]


def show_page(page: Page) -> Answer:
    shown = as_fields(page)
    shown["url"] = f"https://vk.com/{page.screen_name}"
    numbers = ("last_server_id", "last_wall_id", "last_message_id")
    for private in ("allowed_by", *numbers, "long_poll_key", "long_poll_events"):
        del shown[private]
    return shown


def list_pages(vk: Vk) -> Answer:
    return {"pages": [show_page(page) for page in vk.world.pages.values()]}


def create_page(vk: Vk, body: Body) -> Answer:
    """A new community, or changes to a known one."""
    group_id = body.number("group_id", 0)
    page = vk.world.pages.get(group_id) or _new_page(vk, group_id, body.text("name"))
    for name in ("name", "screen_name", "description", "confirmation", "app_url"):
        setattr(page, name, body.text(name, getattr(page, name)))
    for name in ("members_count", "weekly_reach"):
        setattr(page, name, body.number(name, getattr(page, name)))
    page.deactivated = body.text("deactivated", page.deactivated)
    if page.deactivated not in ("", "deleted", "banned"):
        raise ControlError(400, "deactivated: must be deleted, banned or empty")
    for name in ("is_verified", "are_messages_open", "are_comments_open", "has_avatar", "has_cover"):
        setattr(page, name, body.flag(name, default=getattr(page, name)))
    page.rights = body.texts("rights", page.rights)
    if unknown := set(page.rights) - set(RIGHTS):
        raise ControlError(400, f"rights: there is no right {min(unknown)}")
    _set_tokens(vk, page, body)
    vk.world.save(page)
    _set_server(vk, page, body)
    return show_page(page)


def _new_page(vk: Vk, group_id: int, name: str) -> Page:
    if group_id < 0:
        raise ControlError(400, "group_id: must be above 0")
    group_id = group_id or max([FIRST_GROUP_ID - 1, *vk.world.pages]) + 1
    page = Page(
        group_id,
        name,
        screen_name=f"club{group_id}",
        community_token=make_secret("vk1.a"),
        admin_token=make_secret("vk1.a"),
        service_token=secrets.token_hex(35),
        confirmation=secrets.token_hex(4),
        rights=["messages", "wall", "manage", "photos", "docs"],
        long_poll_events=list(LONG_POLL_EVENT_TYPES),
    )
    vk.world.pages[group_id] = page
    return page


def _set_tokens(vk: Vk, page: Page, body: Body) -> None:
    page.community_token = _replace_token(vk, page.community_token, body.text("community_token", page.community_token))
    page.service_token = body.text("service_token", page.service_token)
    page.admin_token = body.text("admin_token", page.admin_token)
    if page.community_token not in vk.world.tokens:
        vk.world.save(Token(page.community_token, "group", group_id=page.group_id))
    if page.service_token not in vk.world.tokens:
        vk.world.save(Token(page.service_token, "service"))
    known = vk.world.tokens.get(page.admin_token)
    admin_id = body.number("admin_id", known.user_id if known else 0)
    if admin_id not in vk.world.users:
        admin_id = vk.acts.create_user(admin_id, name="Администратор Сообщества").id
    if known is None or known.user_id != admin_id:
        vk.world.save(Token(page.admin_token, "user", user_id=admin_id))
    if admin_id not in page.admin_ids:
        page.admin_ids.append(admin_id)


def _replace_token(vk: Vk, old: str, new: str) -> str:
    if old != new and (gone := vk.world.tokens.get(old)):
        gone.is_revoked = True
        vk.world.save(gone)
    return new


def _set_server(vk: Vk, page: Page, body: Body) -> None:
    url, secret, is_confirmed = (
        body.text("callback_url", ""),
        body.text("secret", ""),
        body.flag("is_confirmed", default=True),
    )
    if not url:
        return
    server = next((one for one in page.servers if one.title == SERVER_TITLE), None)
    if server is None:
        page.last_server_id += 1
        server = Server(page.last_server_id, url, SERVER_TITLE, events=list(EVENT_TYPES), creator_id=page.admin_ids[0])
        page.servers.append(server)
    server.url, server.secret = url, secret
    if is_confirmed:
        server.status = "ok"
    else:
        vk.start_handshake(page, server)
    vk.world.save(page)


def connect(vk: Vk, body: Body) -> Answer:
    page = access_page(vk, body)
    body.text("callback_url")
    _set_server(vk, page, body)
    return show_page(page)


def revoke_token(vk: Vk, body: Body) -> Answer:
    return _set_revoked(vk, access_token(vk, body), is_revoked=True)


def restore_token(vk: Vk, body: Body) -> Answer:
    return _set_revoked(vk, access_token(vk, body), is_revoked=False)


def _set_revoked(vk: Vk, token: Token, *, is_revoked: bool) -> Answer:
    token.is_revoked = is_revoked
    vk.world.save(token)
    return {}


def create_user(vk: Vk, body: Body) -> Answer:
    name = f"{body.text('first_name', '')} {body.text('last_name', '')}"
    user = vk.world.users.get(body.number("id", 0)) or vk.acts.create_user(body.number("id", 0), name=name)
    user.first_name = body.text("first_name", user.first_name)
    user.last_name = body.text("last_name", user.last_name)
    user.screen_name = body.text("screen_name", user.screen_name)
    user.sex = body.number("sex", user.sex)
    user.is_messaging_closed = body.flag("is_messaging_closed", default=user.is_messaging_closed)
    vk.world.save(user)
    return as_fields(user)


def find_author(vk: Vk, body: Body) -> int:
    """The one who writes: known, created on the spot, or a community."""
    author_id = body.number("author_id", 0)
    name = body.text("author_name", "")
    if author_id < 0 or author_id in vk.world.users:
        return author_id
    return vk.acts.create_user(author_id, name=name).id


def ban(vk: Vk, body: Body) -> Answer:
    page, user_id = access_page(vk, body), body.number("user_id")
    if user_id not in vk.world.users:
        raise ControlError(404, "user_id: there is no such user")
    vk.acts.ban(page, user_id, admin_id=page.admin_ids[0], end_date=body.unix_time("end_date"))
    return {}


def unban(vk: Vk, body: Body) -> Answer:
    page = access_page(vk, body)
    found = vk.world.bans.get((page.group_id, body.number("user_id")))
    if found is None:
        raise ControlError(404, "user_id: is not banned")
    vk.acts.unban(page, found, admin_id=page.admin_ids[0])
    return {}


def show_user(user: User) -> Answer:
    return {"id": user.id, "first_name": user.first_name, "last_name": user.last_name}


def now_at() -> float:
    """When an act was performed, for measuring."""
    return time.time()


Act = Callable[[Vk, Body], Answer]
PAGE_ACTS: dict[str, Act] = {
    "pages/create": create_page,
    "pages/connect": connect,
    "tokens/revoke": revoke_token,
    "tokens/restore": restore_token,
    "users/create": create_user,
    "bans/ban": ban,
    "bans/unban": unban,
}

"""Scripting of MAX: pages, people and rights, called by tests, benchmarks and the demonstration."""

import secrets
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from otklik.sandbox.body import Body
from otklik.sandbox.errors import ControlError
from otklik.sandbox.max.network import Max
from otklik.sandbox.max.objects import Json, fill_attachment, show_bot
from otklik.sandbox.max.refusals import MaxError
from otklik.sandbox.max.state import PERMISSIONS, Page, User
from otklik.sandbox.max.subscribing import check_subscription

Answer = dict[str, Any]
FIRST_CHAT_ID = -72_000_000_000_001
FIRST_BOT_ID = 230_000_001


def access_page(network: Max, body: Body) -> Page:
    page = network.world.pages.get(body.number("chat_id"))
    if page is None:
        raise ControlError(404, "chat_id: there is no such page")
    return page


def access_user(network: Max, body: Body, name: str) -> User:
    user = network.world.users.get(body.number(name))
    if user is None:
        raise ControlError(404, f"{name}: there is no such user")
    return user


def read_attachments(body: Body) -> list[Json]:
    filled = [fill_attachment(one) for one in body.things("attachments")] if body.has("attachments") else []
    if any(one is None for one in filled):
        raise ControlError(400, "attachments: must be objects with a type, or short names")
    return [one for one in filled if one is not None]


def find_author(network: Max, body: Body) -> User:
    """The one who writes: known, or created on the spot."""
    author_id, name = body.number("author_id", 0), body.text("author_name", "")
    user = network.world.users.get(author_id)
    return user or network.acts.create_user(author_id, name=name)


def show_page(page: Page) -> Answer:
    shown = asdict(page)
    del shown["last_subscription_id"]
    return shown | {"bot_username": show_bot(page)["username"]}


def list_pages(network: Max) -> Answer:
    return {"pages": [show_page(page) for page in network.world.pages.values()]}


def create_page(network: Max, body: Body) -> Answer:
    """A new channel with its bot, or changes to a known one."""
    chat_id = body.number("chat_id", 0)
    page = network.world.pages.get(chat_id) or _new_page(network, chat_id, body)
    for name in ("title", "description", "link", "bot_token"):
        setattr(page, name, body.text(name, getattr(page, name)))
    for name in ("participants_count", "administrators"):
        setattr(page, name, body.number(name, getattr(page, name)))
    for name in ("has_icon", "are_comments_open", "is_bot_hidden", "is_closed"):
        setattr(page, name, body.flag(name, default=getattr(page, name)))
    page.permissions = _read_permissions(body, page.permissions)
    network.world.save(page)
    if body.text("callback_url", ""):
        _subscribe(network, page, body)
    return show_page(page)


def _new_page(network: Max, chat_id: int, body: Body) -> Page:
    if chat_id > 0:
        raise ControlError(400, "chat_id: of a channel is below 0")
    pages = network.world.pages
    chat_id = chat_id or min([FIRST_CHAT_ID + 1, *pages]) - 1
    bot_id = body.number("bot_id", 0) or max([FIRST_BOT_ID - 1, *(page.bot_id for page in pages.values())]) + 1
    token = secrets.token_urlsafe(48)
    return Page(chat_id, body.text("title"), bot_id, token, link=f"https://max.ru/channel{-chat_id}")


def _read_permissions(body: Body, known: list[str]) -> list[str]:
    permissions = body.texts("permissions", known)
    if unknown := set(permissions) - set(PERMISSIONS):
        raise ControlError(400, f"permissions: there is no right {min(unknown)}")
    return permissions


def _subscribe(network: Max, page: Page, body: Body) -> None:
    """In the place of all webhooks that were subscribed."""
    url, secret, types = body.text("callback_url"), body.text("secret", ""), body.texts("update_types", [])
    try:
        check_subscription(url, secret, types)
    except MaxError as refused:
        raise ControlError(400, refused.text) from refused
    drop_subscriptions(network, Body({"chat_id": page.chat_id}))
    network.subscribe(page, url=url, secret=secret, update_types=types)


def connect(network: Max, body: Body) -> Answer:
    page = access_page(network, body)
    _subscribe(network, page, body)
    return show_page(page)


def drop_subscriptions(network: Max, body: Body) -> Answer:
    """As MAX does after eight hours of failures."""
    page = access_page(network, body)
    for one in list(page.subscriptions):
        network.unsubscribe(page, one.url)
    return {}


def set_permissions(network: Max, body: Body) -> Answer:
    page = access_page(network, body)
    network.acts.set_rights(page, _read_permissions(body, []), by=_administrator(network))
    return {}


def move_bot(network: Max, body: Body) -> Answer:
    page = access_page(network, body)
    network.acts.move_bot(page, is_inside=body.flag("is_inside"), by=_administrator(network))
    return {}


def _administrator(network: Max) -> User:
    known = next((one for one in network.world.users.values() if one.first_name == "Администратор"), None)
    return known or network.acts.create_user(name="Администратор Канала")


def revoke_token(network: Max, body: Body) -> Answer:
    return _set_revoked(network, body, is_revoked=True)


def restore_token(network: Max, body: Body) -> Answer:
    return _set_revoked(network, body, is_revoked=False)


def _set_revoked(network: Max, body: Body, *, is_revoked: bool) -> Answer:
    token = body.text("token")
    page = next((one for one in network.world.pages.values() if one.bot_token == token), None)
    if page is None:
        raise ControlError(404, "token: there is no such token")
    page.is_revoked = is_revoked
    network.world.save(page)
    return {}


def create_user(network: Max, body: Body) -> Answer:
    name = f"{body.text('first_name', '')} {body.text('last_name', '')}"
    user_id = body.number("user_id", 0)
    user = network.world.users.get(user_id) or network.acts.create_user(user_id, name=name)
    user.first_name = body.text("first_name", user.first_name)
    user.last_name = body.text("last_name", user.last_name)
    user.is_sender_hidden = body.flag("is_sender_hidden", default=user.is_sender_hidden)
    network.world.save(user)
    return asdict(user)


def ban(network: Max, body: Body) -> Answer:
    page = access_page(network, body)
    network.acts.ban(page, access_user(network, body, "user_id").user_id)
    return {}


def unban(network: Max, body: Body) -> Answer:
    """By a person: bots cannot."""
    page = access_page(network, body)
    found = network.world.bans.get((page.chat_id, body.number("user_id")))
    if found is None or found.is_lifted:
        raise ControlError(404, "user_id: is not banned")
    network.acts.unban(found)
    return {}


Act = Callable[[Max, Body], Answer]
PAGE_ACTS: dict[str, Act] = {
    "pages/create": create_page,
    "pages/connect": connect,
    "pages/permissions": set_permissions,
    "pages/bot": move_bot,
    "subscriptions/drop": drop_subscriptions,
    "tokens/revoke": revoke_token,
    "tokens/restore": restore_token,
    "users/create": create_user,
    "bans/ban": ban,
    "bans/unban": unban,
}

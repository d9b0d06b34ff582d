"""Scripting of Telegram: what channels, residents and administrators do there, for tests and the demonstration."""

import time
from collections.abc import Callable
from typing import Any

from otklik.sandbox.body import Body
from otklik.sandbox.errors import ControlError
from otklik.sandbox.telegram.acts import make_token
from otklik.sandbox.telegram.network import Telegram, make_username
from otklik.sandbox.telegram.objects import KINDS_OF_ATTACHMENTS, fill_attachment
from otklik.sandbox.telegram.state import Bot, Json, Message, Page, User, Webhook, as_fields
from otklik.sandbox.telegram.tables import CHANNEL_RIGHTS, GROUP_RIGHTS

Answer = dict[str, Any]
Act = Callable[[Telegram, Body], Answer]
FIRST_CHANNEL_ID = -1_002_000_000_001
FIRST_BOT_ID = 600_001
GROUP_BEHIND = 1_000_000
"""A group made for a channel has a number so far behind the channel's."""


def access_page(telegram: Telegram, body: Body) -> Page:
    page = telegram.world.pages.get(body.number("channel_id"))
    if page is None:
        raise ControlError(404, "channel_id: there is no such channel")
    return page


def access_bot(telegram: Telegram, body: Body) -> Bot:
    """The bot of the page."""
    return telegram.world.bots[access_page(telegram, body).bot_id]


def access_user(telegram: Telegram, body: Body) -> User:
    user = telegram.world.users.get(body.number("user_id"))
    if user is None:
        raise ControlError(404, "user_id: there is no such user")
    return user


def access_message(telegram: Telegram, body: Body, *, chat: tuple[int, int]) -> Message:
    message = telegram.world.find(chat, body.number("message_id"))
    if message is None:
        raise ControlError(404, "message_id: there is no such message")
    return message


def read_attachments(body: Body) -> list[Json]:
    filled = [fill_attachment(one) for one in body.things("attachments")]
    if any(one is None for one in filled):
        raise ControlError(
            400, f"attachments: must be fields of a message, or of the names {', '.join(KINDS_OF_ATTACHMENTS)}"
        )
    return [one for one in filled if one is not None]


def find_author(telegram: Telegram, body: Body) -> User:
    """The one who writes: known, or created on the spot."""
    author_id, name = body.number("author_id", 0), body.text("author_name", "")
    return telegram.world.users.get(author_id) or telegram.acts.create_user(author_id, name=name)


def show_page(telegram: Telegram, page: Page) -> Answer:
    bot = telegram.world.bots[page.bot_id]
    shown = as_fields(page)
    for private in ("last_post_id", "last_group_id"):
        del shown[private]
    address = page.username or f"c/{abs(page.channel_id) - 10**12}"
    return {
        **shown,
        "url": f"https://t.me/{address}",
        "token": bot.token,
        "bot_username": bot.username,
        "webhook_url": bot.hook.url,
    }


def list_pages(telegram: Telegram) -> Answer:
    return {"pages": [show_page(telegram, page) for page in telegram.world.pages.values()]}


def create_page(telegram: Telegram, body: Body) -> Answer:
    """A new channel with its group and bot, or changes to a known one."""
    known = telegram.world.pages.get(body.number("channel_id", 0))
    page = known or _new_page(telegram, body)
    for name in ("name", "username", "description"):
        setattr(page, name, body.text(name, getattr(page, name)))
    for name in ("members_count", "administrators", "group_id"):
        setattr(page, name, body.number(name, getattr(page, name)))
    for name in ("has_avatar", "are_comments_open", "is_deleted"):
        setattr(page, name, body.flag(name, default=getattr(page, name)))
    page.channel_rights = _read_rights(body, "channel_rights", page.channel_rights)
    page.group_rights = _read_rights(body, "group_rights", page.group_rights)
    page.bot_id = _set_bot(telegram, page, body)
    telegram.world.save(page)
    _set_webhook(telegram, telegram.world.bots[page.bot_id], body)
    return show_page(telegram, page)


def _new_page(telegram: Telegram, body: Body) -> Page:
    channel_id = body.number("channel_id", 0) or min([FIRST_CHANNEL_ID + 1, *telegram.world.pages]) - 1
    if channel_id >= 0:
        raise ControlError(400, "channel_id: must be below 0")
    has_group = body.flag("has_group", default=True)
    group_id = body.number("group_id", channel_id - GROUP_BEHIND if has_group else 0)
    page = Page(channel_id, group_id, 0, body.text("name"))
    page.channel_rights, page.group_rights = list(CHANNEL_RIGHTS), list(GROUP_RIGHTS) if group_id else []
    telegram.world.pages[channel_id] = page
    return page


def _read_rights(body: Body, name: str, now: list[str]) -> list[str]:
    rights = body.texts(name, now)
    if unknown := set(rights) - {*CHANNEL_RIGHTS, *GROUP_RIGHTS}:
        raise ControlError(400, f"{name}: there is no right {min(unknown)}")
    return rights


def _set_bot(telegram: Telegram, page: Page, body: Body) -> int:
    """The bot with this token, the page's own, or a new one."""
    world = telegram.world
    bot = world.bots.get(page.bot_id)
    token = body.text("token", bot.token if bot else "")
    bot = next((one for one in world.bots.values() if token and one.token == token), bot)
    if bot is None:
        number = token.partition(":")[0]
        bot_id = int(number) if number.isdecimal() else max([FIRST_BOT_ID - 1, *world.bots]) + 1
        bot = Bot(bot_id, token or make_token(bot_id), f"{page.name}: приёмная"[:64], make_username("otklik"))
    bot.token = token or bot.token
    bot.name = body.text("bot_name", bot.name)
    world.save(bot)
    return bot.id


def _set_webhook(telegram: Telegram, bot: Bot, body: Body) -> None:
    url, secret = body.text("webhook_url", ""), body.text("secret", "")
    if url:
        hook = Webhook(url, secret, body.texts("allowed_updates", []))
        telegram.set_webhook(bot, hook, forgets=body.flag("drop_pending_updates", default=False))


def connect(telegram: Telegram, body: Body) -> Answer:
    page = access_page(telegram, body)
    body.text("webhook_url")
    _set_webhook(telegram, telegram.world.bots[page.bot_id], body)
    return show_page(telegram, page)


def revoke_token(telegram: Telegram, body: Body) -> Answer:
    return _set_revoked(telegram, body, is_revoked=True)


def restore_token(telegram: Telegram, body: Body) -> Answer:
    return _set_revoked(telegram, body, is_revoked=False)


def _set_revoked(telegram: Telegram, body: Body, *, is_revoked: bool) -> Answer:
    token = body.text("token")
    bot = next((one for one in telegram.world.bots.values() if one.token == token), None)
    if bot is None:
        raise ControlError(404, "token: there is no such token")
    bot.is_revoked = is_revoked
    telegram.world.save(bot)
    return {}


def create_user(telegram: Telegram, body: Body) -> Answer:
    user = telegram.world.users.get(body.number("id", 0)) or telegram.acts.create_user(body.number("id", 0))
    for name in ("first_name", "last_name", "username"):
        setattr(user, name, body.text(name, getattr(user, name)))
    telegram.world.save(user)
    return as_fields(user)


def block(telegram: Telegram, body: Body) -> Answer:
    telegram.acts.block(access_bot(telegram, body), access_user(telegram, body), is_blocked=True)
    return {}


def unblock(telegram: Telegram, body: Body) -> Answer:
    telegram.acts.block(access_bot(telegram, body), access_user(telegram, body), is_blocked=False)
    return {}


def ban(telegram: Telegram, body: Body) -> Answer:
    telegram.acts.ban(access_page(telegram, body), body.number("who"), until=body.unix_time("until"))
    return {}


def unban(telegram: Telegram, body: Body) -> Answer:
    found = telegram.world.bans.get((access_page(telegram, body).group_id, body.number("who")))
    if found is None:
        raise ControlError(404, "who: is not banned")
    telegram.world.remove_ban(found)
    return {}


def now_at() -> float:
    """When an act was performed, for measuring."""
    return time.time()


PAGE_ACTS: dict[str, Act] = {
    "pages/create": create_page,
    "pages/connect": connect,
    "tokens/revoke": revoke_token,
    "tokens/restore": restore_token,
    "users/create": create_user,
    "users/block": block,
    "users/unblock": unblock,
    "bans/ban": ban,
    "bans/unban": unban,
}

"""One call of the Bot API as its method sees it, and what methods share: finding chats, people and messages."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from otklik.sandbox.multipart import Part
from otklik.sandbox.telegram.network import Telegram
from otklik.sandbox.telegram.refusals import TelegramError, bad
from otklik.sandbox.telegram.state import Bot, Chat, Page, User


@dataclass(frozen=True, slots=True)
class Call:
    """The parameters are already typed by the table."""

    telegram: Telegram
    bot: Bot
    params: dict[str, Any]
    files: dict[str, Part] = field(default_factory=dict)
    """What came as files, by the names of their fields."""

    def whole(self, name: str, default: int = 0) -> int:
        return int(self.params.get(name, default))

    def text(self, name: str) -> str:
        return str(self.params.get(name, ""))

    def flag(self, name: str) -> bool:
        return bool(self.params.get(name, False))


@dataclass(frozen=True, slots=True)
class Place:
    """A chat that a bot may speak of: a page's channel or group, or (without a page) a person's talk with the bot."""

    chat: Chat
    page: Page | None = None
    is_group: bool = False

    @property
    def rights(self) -> list[str]:
        """What the bot may do there; nothing where it is a stranger."""
        if self.page is None:
            return []
        return self.page.group_rights if self.is_group else self.page.channel_rights


Performer = Callable[[Call], Any] | Callable[[Call], Awaitable[Any]]
PERFORMERS: dict[str, Performer] = {}


def method(name: str) -> Callable[[Performer], Performer]:
    """Register the function that performs this method."""

    def register(performer: Performer) -> Performer:
        PERFORMERS[name] = performer
        return performer

    return register


def find_place(call: Call) -> Place:
    """The chat of `chat_id`. Bots know only chats that they are in, and people whom they met."""
    wanted, world = call.params["chat_id"], call.telegram.world
    for page in world.pages.values():
        if page.bot_id != call.bot.id or page.is_deleted:
            continue
        if wanted in (page.channel_id, f"@{page.username}"):
            return Place((0, page.channel_id), page)
        if page.group_id and wanted == page.group_id:
            return Place((0, page.group_id), page, is_group=True)
    user = world.users.get(wanted) if isinstance(wanted, int) else None
    if user is None or not has_met(call, user):
        raise bad("chat not found")
    return Place((call.bot.id, user.id))


def has_met(call: Call, user: User) -> bool:
    """Whether the person talked to the bot, or wrote where the bot listens."""
    world = call.telegram.world
    groups = [(0, page.group_id) for page in world.pages.values() if page.bot_id == call.bot.id and page.group_rights]
    return is_talk(call, user) or any(
        one.author_id == user.id for chat in groups for one in world.messages(chat).values()
    )


def is_talk(call: Call, user: User) -> bool:
    return (call.bot.id, user.id) in call.telegram.world.chats


def find_group(call: Call) -> Page:
    """The discussion group of `chat_id`, where the bot is an administrator."""
    place = find_place(call)
    if place.page is None or not place.is_group:
        raise bad("method is available only for supergroups")
    if not place.rights:
        raise TelegramError(403, "bot is not a member of the supergroup chat")
    return place.page

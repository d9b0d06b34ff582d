"""What Telegram knows: people, bots, channels with their groups, messages and bans, with the ways to find them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, fields
from itertools import chain
from typing import Any

Json = dict[str, Any]
Keep = Callable[[str, Json], None]
BEFORE_FIRST_USER = 5_000_000
INVENTED_BELOW = 2**40
"""Larger ids are given by scripts that try large numbers; we do not count on from them."""
FIRST_UPDATE_ID = 100_000_001


@dataclass(slots=True)
class User:
    """`blocked` holds the bots that this person does not want to hear."""

    id: int
    first_name: str
    last_name: str = ""
    username: str = ""
    blocked: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Webhook:
    """Where a bot's updates go; without an address they wait."""

    url: str = ""
    secret: str = ""
    allowed: list[str] = field(default_factory=list)
    max_connections: int = 40
    failed_at: int = 0


@dataclass(slots=True)
class Bot:
    id: int
    token: str
    name: str
    username: str
    is_revoked: bool = False
    hook: Webhook = field(default_factory=Webhook)
    last_update_id: int = 0
    last_message_id: int = 0


@dataclass(slots=True)
class Page:
    """A channel with its discussion group (`group_id` 0: none). `group_rights` empty: the bot is not in the group."""

    channel_id: int
    group_id: int
    bot_id: int
    name: str
    username: str = ""
    description: str = ""
    members_count: int = 0
    administrators: int = 1
    """People who administer the channel beside the bot."""
    is_deleted: bool = False
    has_avatar: bool = True
    are_comments_open: bool = True
    channel_rights: list[str] = field(default_factory=list)
    group_rights: list[str] = field(default_factory=list)
    last_post_id: int = 0
    last_group_id: int = 0


@dataclass(slots=True)
class Message:
    """A message of a channel, a group or a private talk.

    `bot_id` is that of a private talk's bot, else 0. `sender_chat` speaks instead of `author_id`. `thread_id` is the
    copy that a comment hangs on; a copy itself names its post in `copied_post`.
    """

    bot_id: int
    chat_id: int
    message_id: int
    author_id: int
    text: str
    date: int
    sender_chat: int = 0
    edited_at: int = 0
    reply_to: int = 0
    thread_id: int = 0
    copied_post: int = 0
    is_deleted: bool = False
    attachments: list[Json] = field(default_factory=list)


@dataclass(slots=True)
class Ban:
    """`who` is a person, or a channel below 0. `until` 0: for ever."""

    group_id: int
    who: int
    until: int = 0


@dataclass(slots=True)
class Pending:
    """An update that a bot was not yet told of, or did not yet confirm."""

    bot_id: int
    update_id: int
    kind: str
    thing: Json
    page: int = 0

    def show(self) -> Json:
        return {"update_id": self.update_id, self.kind: self.thing}


Kept = User | Bot | Page | Message | Ban | Pending
KINDS: dict[str, type[Kept]] = {
    "telegram.user": User,
    "telegram.bot": Bot,
    "telegram.page": Page,
    "telegram.message": Message,
    "telegram.ban": Ban,
    "telegram.pending": Pending,
}
NAMES = {kind: name for name, kind in KINDS.items()}
FIELDS = {kind: tuple(one.name for one in fields(kind)) for kind in (*KINDS.values(), Webhook)}
Chat = tuple[int, int]
"""(bot, person) for a private talk, (0, chat) for a channel or group."""


class World:
    """All objects in memory. Whoever changes one calls `save`, which indexes it and writes the journal."""

    def __init__(self, keep: Keep) -> None:
        self._keep = keep
        self.clear()

    def clear(self) -> None:
        self.users: dict[int, User] = {}
        self.last_user_id = BEFORE_FIRST_USER
        self.bots: dict[int, Bot] = {}
        self.pages: dict[int, Page] = {}
        self.chats: dict[Chat, dict[int, Message]] = {}
        self.bans: dict[tuple[int, int], Ban] = {}
        self.pending: dict[int, dict[int, Pending]] = {}

    def save(self, thing: Kept) -> None:
        """Index a new thing, and write it down as it stands now."""
        self._index(thing)
        self._keep(NAMES[type(thing)], as_fields(thing))

    def remove_ban(self, ban: Ban) -> None:
        self.bans.pop((ban.group_id, ban.who), None)
        self._keep("telegram.ban_gone", {"group_id": ban.group_id, "who": ban.who})

    def forget_update(self, bot_id: int, update_id: int) -> None:
        """The bot has it: nobody is told of it again."""
        if self.pending.get(bot_id, {}).pop(update_id, None) is not None:
            self._keep("telegram.told", {"bot_id": bot_id, "update_id": update_id})

    def load(self, kind: str, values: Json) -> bool:
        """Take one line of the journal; False when it is not one of ours."""
        match kind:
            case "telegram.ban_gone":
                self.bans.pop((values["group_id"], values["who"]), None)
            case "telegram.told":
                self.pending.get(values["bot_id"], {}).pop(values["update_id"], None)
            case _ if kind in KINDS:
                if kind == "telegram.bot":
                    values["hook"] = Webhook(**values["hook"])
                self._index(KINDS[kind](**values))
            case _:
                return False
        return True

    def lines(self) -> Iterator[tuple[str, Json]]:
        """Everything as journal lines, for a fresh journal."""
        rows: list[Iterable[Kept]] = [self.users.values(), self.bots.values(), self.pages.values(), self.bans.values()]
        rows += [messages.values() for messages in self.chats.values()]
        rows += [updates.values() for updates in self.pending.values()]
        for thing in chain.from_iterable(rows):
            yield NAMES[type(thing)], as_fields(thing)

    def bot_by_token(self, token: str) -> Bot | None:
        return next((bot for bot in self.bots.values() if bot.token == token and not bot.is_revoked), None)

    def page_of_group(self, group_id: int) -> Page | None:
        return next((page for page in self.pages.values() if page.group_id and page.group_id == group_id), None)

    def messages(self, chat: Chat) -> dict[int, Message]:
        return self.chats.get(chat, {})

    def find(self, chat: Chat, message_id: int) -> Message | None:
        """A message that stands there."""
        found = self.messages(chat).get(message_id)
        return None if found is None or found.is_deleted else found

    def _index(self, thing: Kept) -> None:
        match thing:
            case User():
                self.users[thing.id] = thing
                if thing.id < INVENTED_BELOW:
                    self.last_user_id = max(self.last_user_id, thing.id)
            case Bot():
                self.bots[thing.id] = thing
            case Page():
                self.pages[thing.channel_id] = thing
            case Message():
                self.chats.setdefault((thing.bot_id, thing.chat_id), {})[thing.message_id] = thing
                self._count_up(thing)
            case Ban():
                self.bans[thing.group_id, thing.who] = thing
            case Pending():
                self.pending.setdefault(thing.bot_id, {})[thing.update_id] = thing
                bot = self.bots[thing.bot_id]
                bot.last_update_id = max(bot.last_update_id, thing.update_id)

    def _count_up(self, message: Message) -> None:
        """Numbers go on from the largest in use; so the page itself is not written for every message."""
        number = message.message_id
        if message.bot_id:
            bot = self.bots[message.bot_id]
            bot.last_message_id = max(bot.last_message_id, number)
        elif page := self.pages.get(message.chat_id):
            page.last_post_id = max(page.last_post_id, number)
        elif page := self.page_of_group(message.chat_id):
            page.last_group_id = max(page.last_group_id, number)


def as_fields(thing: Kept | Webhook) -> Json:
    """The fields of a thing; shallow, because `asdict` copies deeply and is slow."""
    values = {name: getattr(thing, name) for name in FIELDS[type(thing)]}
    if isinstance(thing, Bot):
        values["hook"] = as_fields(thing.hook)
    return values

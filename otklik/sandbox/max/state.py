"""What MAX knows: people, channels with their bots, posts, comments, talks and messages, with the ways to find them."""

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

BEFORE_FIRST_USER = 5_000_000
BEFORE_FIRST_TALK = 190_000_000
PERMISSIONS = (
    "read_all_messages",
    "add_remove_members",
    "add_admins",
    "change_chat_info",
    "pin_message",
    "write",
    "edit",
    "delete",
    "view_stats",
)
"""What a channel can let its bot do."""
Keep = Callable[[str, dict[str, Any]], None]


@dataclass(slots=True)
class User:
    """A person; with a hidden sender MAX does not tell who wrote their comments."""

    user_id: int
    first_name: str
    last_name: str = ""
    is_sender_hidden: bool = False


@dataclass(slots=True)
class Subscription:
    """A webhook. `failing_since`: since when nothing was accepted, 0 while all goes well."""

    id: int
    url: str
    time: int
    secret: str = ""
    update_types: list[str] = field(default_factory=list)
    failing_since: float = 0.0


@dataclass(slots=True)
class Page:
    """A channel and the one bot that is its administrator."""

    chat_id: int
    title: str
    bot_id: int
    bot_token: str
    link: str
    description: str = ""
    participants_count: int = 0
    has_icon: bool = True
    are_comments_open: bool = True
    is_bot_inside: bool = True
    is_bot_hidden: bool = False
    """The bot's comments carry no sender, as those in the channel's own name."""
    is_revoked: bool = False
    is_closed: bool = False
    """Deleted by its owner."""
    administrators: int = 1
    """People who administer the channel beside the bot."""
    permissions: list[str] = field(default_factory=lambda: list(PERMISSIONS[:-1]))
    subscriptions: list[Subscription] = field(default_factory=list)
    last_subscription_id: int = 0


@dataclass(slots=True)
class Talk:
    """A private talk of one person with a page's bot."""

    chat_id: int
    page_id: int
    user_id: int
    is_stopped: bool = False


@dataclass(slots=True)
class Message:
    """A post (`post` empty, in a channel), a comment (`post` names its post) or a private message.

    `sender_id` 0: the channel itself speaks.
    """

    mid: str
    seq: int
    chat_id: int
    timestamp: int
    text: str | None
    sender_id: int = 0
    post: str = ""
    reply_to: str = ""
    edited_at: int = 0
    is_deleted: bool = False
    attachments: list[dict[str, Any]] = field(default_factory=list)


@dataclass(slots=True)
class Ban:
    chat_id: int
    user_id: int
    is_lifted: bool = False


Kept = User | Page | Talk | Message | Ban
KINDS: dict[str, type[Kept]] = {
    "max_user": User,
    "max_page": Page,
    "max_talk": Talk,
    "max_message": Message,
    "max_ban": Ban,
}
NAMES = {kind: name for name, kind in KINDS.items()}


class World:
    """All objects in memory. Whoever changes one calls `save`, which indexes it and writes the journal."""

    def __init__(self, keep: Keep) -> None:
        self._keep = keep
        self.clear()

    def clear(self) -> None:
        self.users: dict[int, User] = {}
        self.pages: dict[int, Page] = {}
        self.talks: dict[int, Talk] = {}
        self.messages: dict[str, Message] = {}
        self.posts: dict[int, list[Message]] = {}
        self.comments: dict[str, list[Message]] = {}
        self.private: dict[int, list[Message]] = {}
        self.bans: dict[tuple[int, int], Ban] = {}
        self.last_user_id = BEFORE_FIRST_USER
        self.last_talk_id = BEFORE_FIRST_TALK
        self.last_seq = 0

    def save(self, thing: Kept) -> None:
        """Index a new thing, and write it down as it stands now."""
        self._index(thing)
        self._keep(NAMES[type(thing)], asdict(thing))

    def load(self, kind: str, values: dict[str, Any]) -> bool:
        """Take one line of the journal; False when it is not one of ours.

        It holds a thing many times: the first object takes the last values.
        """
        if kind not in KINDS:
            return False
        if kind == "max_page":
            values["subscriptions"] = [Subscription(**one) for one in values["subscriptions"]]
        thing = KINDS[kind](**values)
        known = self.messages.get(thing.mid) if isinstance(thing, Message) else None
        if known is None:
            self._index(thing)
            return True
        for name, value in values.items():
            setattr(known, name, value)
        return True

    def lines(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Everything as journal lines, for a fresh journal."""
        for things in (self.users, self.pages, self.talks, self.messages, self.bans):
            for thing in things.values():
                yield NAMES[type(thing)], asdict(thing)

    def page_of_token(self, token: str) -> Page | None:
        return next((page for page in self.pages.values() if page.bot_token == token and not page.is_revoked), None)

    def talk_of(self, page: Page, user_id: int) -> Talk | None:
        """The person's talk with the page's bot."""
        talks = (talk for talk in self.talks.values() if talk.page_id == page.chat_id)
        return next((talk for talk in talks if talk.user_id == user_id), None)

    def is_banned(self, page: Page, user_id: int) -> bool:
        ban = self.bans.get((page.chat_id, user_id))
        return ban is not None and not ban.is_lifted

    def _index(self, thing: Kept) -> None:
        match thing:
            case User():
                self.users[thing.user_id] = thing
                self.last_user_id = max(self.last_user_id, thing.user_id)
            case Page():
                self.pages[thing.chat_id] = thing
                self.last_user_id = max(self.last_user_id, thing.bot_id)
            case Talk():
                self.talks[thing.chat_id] = thing
                self.last_talk_id = max(self.last_talk_id, thing.chat_id)
            case Ban():
                self.bans[thing.chat_id, thing.user_id] = thing
            case Message() if thing.mid not in self.messages:
                self.messages[thing.mid] = thing
                self.last_seq = max(self.last_seq, thing.seq)
                self._list_of(thing).append(thing)

    def _list_of(self, message: Message) -> list[Message]:
        if message.post:
            return self.comments.setdefault(message.post, [])
        if message.chat_id in self.pages:
            return self.posts.setdefault(message.chat_id, [])
        return self.private.setdefault(message.chat_id, [])

"""What OK knows: users, groups, topics, comments, messages and tokens, with the ways to find them."""

import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

Json = dict[str, Any]
Keep = Callable[[str, Json], None]

BEFORE_FIRST_USER = 500_000_000_000
APPLICATION_KEY, APPLICATION_SECRET = "COTKLIKSANDBOX", "SECRETOFTHESANDBOX"
"""The application that is there from the beginning, with all rights."""
RIGHTS = ("VALUABLE_ACCESS", "GROUP_CONTENT")


@dataclass(slots=True)
class Application:
    key: str
    secret: str
    rights: list[str] = field(default_factory=lambda: list(RIGHTS))


@dataclass(slots=True)
class User:
    id: int
    first_name: str
    last_name: str
    does_take_messages: bool = True

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


@dataclass(slots=True)
class Token:
    """`kind`: group (the key of a group, for the Bot API) or user (an administrator, for REST)."""

    token: str
    kind: str
    group_id: int = 0
    user_id: int = 0
    is_revoked: bool = False


@dataclass(slots=True)
class Subscription:
    """A webhook; `failing_since` is unix time, 0 while it answers."""

    id: int
    url: str
    time_ms: int
    failing_since: float = 0.0


@dataclass(slots=True)
class Group:
    group_id: int
    name: str
    shortname: str
    group_key: str
    admin_token: str
    admin_id: int
    description: str = ""
    members_count: int = 0
    is_government: bool = False
    are_messages_open: bool = True
    are_comments_open: bool = True
    has_avatar: bool = True
    has_cover: bool = True
    is_deleted: bool = False
    is_blocked: bool = False
    weekly_reach: int = 0
    banned: list[int] = field(default_factory=list)
    subscriptions: list[Subscription] = field(default_factory=list)
    last_subscription_id: int = 0
    long_poll_types: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Topic:
    """What a discussion hangs on; `read_ms` is when somebody of the group read it last."""

    group_id: int
    type: str
    object_id: int
    text: str
    at_ms: int
    are_comments_open: bool = True
    is_deleted: bool = False
    read_ms: int = 0


@dataclass(slots=True)
class Comment:
    """`author` is user:… or group:…; `removed_by` is author or admin once it is gone."""

    group_id: int
    object_id: int
    comment_id: str
    number: int
    author: str
    text: str
    at_ms: int
    reply_to: str = ""
    removed_by: str = ""


@dataclass(slots=True)
class Message:
    group_id: int
    user_id: int
    chat: str
    seq: int
    mid: str
    sender: str
    text: str
    at_ms: int
    reply_to: str = ""
    attachments: list[Json] = field(default_factory=list)

    @property
    def is_out(self) -> bool:
        return self.sender.startswith("group:")


Kept = Application | User | Token | Group | Topic | Comment | Message
KINDS: dict[str, type[Kept]] = {
    "ok_application": Application,
    "ok_user": User,
    "ok_token": Token,
    "ok_group": Group,
    "ok_topic": Topic,
    "ok_comment": Comment,
    "ok_message": Message,
}
NAMES = {kind: name for name, kind in KINDS.items()}


class World:
    """All objects in memory. Whoever changes one calls `save`, which indexes it and writes the journal."""

    def __init__(self, keep: Keep) -> None:
        self._keep = keep
        self.clear()

    def clear(self) -> None:
        self.applications = {APPLICATION_KEY: Application(APPLICATION_KEY, APPLICATION_SECRET)}
        self.users: dict[int, User] = {}
        self.tokens: dict[str, Token] = {}
        self.groups: dict[int, Group] = {}
        self.topics: dict[int, Topic] = {}
        self.comments: dict[str, Comment] = {}
        self.discussions: dict[int, list[Comment]] = {}
        self.talks: dict[str, list[Message]] = {}
        self.last_number = 0

    def save(self, thing: Kept) -> None:
        """Index a new thing, and write it down as it stands now."""
        self._index(thing)
        self._keep(NAMES[type(thing)], asdict(thing))

    def load(self, kind: str, values: Json) -> bool:
        """Take one line of the journal; False when it is not one of ours."""
        if kind not in KINDS:
            return False
        if kind == "ok_group":
            values["subscriptions"] = [Subscription(**one) for one in values["subscriptions"]]
        self._index(KINDS[kind](**values))
        return True

    def lines(self) -> Iterator[tuple[str, Json]]:
        """Everything as journal lines, for a fresh journal."""
        for things in (self.applications, self.users, self.tokens, self.groups, self.topics, self.comments):
            for thing in things.values():
                yield NAMES[type(thing)], asdict(thing)
        for talk in self.talks.values():
            for message in talk:
                yield "ok_message", asdict(message)

    def _index(self, thing: Kept) -> None:
        match thing:
            case Application():
                self.applications[thing.key] = thing
            case User():
                self.users[thing.id] = thing
            case Token():
                self.tokens[thing.token] = thing
            case Group():
                self.groups[thing.group_id] = thing
            case Topic():
                self.topics[thing.object_id] = thing
            case Comment():
                self._index_comment(thing)
            case Message():
                self._index_message(thing)

    def _index_comment(self, comment: Comment) -> None:
        """A journal holds a comment many times: its place in the list stays, the last values count."""
        discussion = self.discussions.setdefault(comment.object_id, [])
        known = self.comments.get(comment.comment_id)
        if known is None:
            discussion.append(comment)
        elif known is not comment:
            discussion[discussion.index(known)] = comment
        self.comments[comment.comment_id] = comment
        self.last_number = max(self.last_number, comment.number)

    def _index_message(self, message: Message) -> None:
        talk = self.talks.setdefault(message.chat, [])
        if all(one.mid != message.mid for one in talk[-3:]):
            talk.append(message)

    def groups_of(self, user_id: int) -> list[Group]:
        return [group for group in self.groups.values() if group.admin_id == user_id]

    def shown_comments(self, topic: Topic, *, with_removed: bool = False) -> list[Comment]:
        """Oldest first. What its author deleted is gone for everybody; what the group removed may be asked for."""
        kinds = ("", "admin") if with_removed else ("",)
        shown = [one for one in self.discussions.get(topic.object_id, []) if one.removed_by in kinds]
        return sorted(shown, key=lambda one: (one.at_ms, one.number))


def chat_of(group_id: int, user_id: int) -> str:
    """The private talk of a resident with a group has one id for ever."""
    return f"chat:C{(group_id * 1_000_003 + user_id) % 2**48:x}"


def now_ms() -> int:
    return int(time.time() * 1000)

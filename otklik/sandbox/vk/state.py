"""What VK knows: users, communities, posts, comments, messages, bans and tokens, with the ways to find them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields
from typing import Any

BEFORE_FIRST_USER = 1_000_000
INVENTED_BELOW = 2**40
"""Larger ids are given by scripts that try large numbers; we do not count on from them."""
Keep = Callable[[str, dict[str, Any]], None]


@dataclass(slots=True)
class User:
    id: int
    first_name: str
    last_name: str
    screen_name: str = ""
    sex: int = 0
    is_messaging_closed: bool = False


@dataclass(slots=True)
class Token:
    """`kind`: group (a community speaks), user (an administrator) or service (an application reads)."""

    token: str
    kind: str
    group_id: int = 0
    user_id: int = 0
    is_revoked: bool = False


@dataclass(slots=True)
class Server:
    """A callback server of a community; `events` are the types that it wants."""

    id: int
    url: str
    title: str
    secret: str = ""
    status: str = "wait"
    creator_id: int = 0
    api_version: str = "5.199"
    events: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Page:
    """A community."""

    group_id: int
    name: str
    screen_name: str
    community_token: str
    admin_token: str
    service_token: str
    confirmation: str
    description: str = ""
    members_count: int = 0
    is_verified: bool = False
    are_messages_open: bool = True
    are_comments_open: bool = True
    has_avatar: bool = True
    has_cover: bool = True
    deactivated: str = ""
    """`deleted` by its owner or `banned` by VK; empty while it lives."""
    weekly_reach: int = 0
    admin_ids: list[int] = field(default_factory=list)
    rights: list[str] = field(default_factory=list)
    app_url: str = ""
    """What the mini-app of the community opens; empty: none is installed."""
    allowed_by: list[int] = field(default_factory=list)
    """Users who let it write to them without having written first."""
    servers: list[Server] = field(default_factory=list)
    last_server_id: int = 0
    last_wall_id: int = 0
    last_message_id: int = 0
    long_poll_key: str = ""
    is_long_poll_on: bool = True
    long_poll_events: list[str] = field(default_factory=list)

    @property
    def owner_id(self) -> int:
        return -self.group_id


@dataclass(slots=True)
class Post:
    group_id: int
    post_id: int
    author_id: int
    text: str
    date: int
    post_type: str = "post"
    is_deleted: bool = False
    are_comments_open: bool = True
    attachments: list[dict[str, Any]] = field(default_factory=list)
    guid: str = ""


@dataclass(slots=True)
class Comment:
    """`root_id` is the comment at the top of its thread, 0 when it stands at the top itself."""

    group_id: int
    post_id: int
    comment_id: int
    author_id: int
    text: str
    date: int
    edited_at: int = 0
    is_deleted: bool = False
    deleted_by: int = 0
    guid: str = ""
    reply_to: int = 0
    root_id: int = 0
    attachments: list[dict[str, Any]] = field(default_factory=list)


@dataclass(slots=True)
class Message:
    group_id: int
    peer_id: int
    message_id: int
    conversation_message_id: int
    author_id: int
    text: str
    date: int
    edited_at: int = 0
    random_id: int = 0
    reply_to: int = 0
    admin_id: int = 0
    attachments: list[dict[str, Any]] = field(default_factory=list)

    @property
    def is_out(self) -> bool:
        return self.author_id < 0


@dataclass(slots=True)
class Ban:
    group_id: int
    user_id: int
    admin_id: int
    date: int
    end_date: int = 0
    reason: int = 0
    comment: str = ""
    is_comment_visible: bool = False


Kept = User | Token | Page | Post | Comment | Message | Ban
KINDS: dict[str, type[Kept]] = {
    "user": User,
    "token": Token,
    "page": Page,
    "post": Post,
    "comment": Comment,
    "message": Message,
    "ban": Ban,
}
FIELDS = {kind: tuple(one.name for one in fields(kind)) for kind in (*KINDS.values(), Server)}
NAMES = {kind: name for name, kind in KINDS.items()}


class World:
    """All objects in memory. Whoever changes one calls `save`, which indexes it and writes the journal."""

    def __init__(self, keep: Keep) -> None:
        self._keep = keep
        self.clear()

    def clear(self) -> None:
        self.users: dict[int, User] = {}
        self.last_user_id = BEFORE_FIRST_USER
        self.tokens: dict[str, Token] = {}
        self.pages: dict[int, Page] = {}
        self.posts: dict[int, dict[int, Post]] = {}
        self.comments: dict[tuple[int, int], Comment] = {}
        self.roots: dict[tuple[int, int], list[Comment]] = {}
        self.replies: dict[tuple[int, int], list[Comment]] = {}
        self.guids: dict[tuple[int, int, str], Comment] = {}
        self.messages: dict[tuple[int, int], Message] = {}
        self.talks: dict[int, dict[int, list[Message]]] = {}
        self.bans: dict[tuple[int, int], Ban] = {}

    def save(self, thing: Kept) -> None:
        """Index a new thing, and write it down as it stands now."""
        self._index(thing)
        self._keep(NAMES[type(thing)], as_fields(thing))

    def remove_ban(self, ban: Ban) -> None:
        self.bans.pop((ban.group_id, ban.user_id), None)
        self._keep("ban_gone", {"group_id": ban.group_id, "user_id": ban.user_id})

    def load(self, kind: str, values: dict[str, Any]) -> bool:
        """Take one line of the journal; False when it is not one of ours."""
        if kind == "ban_gone":
            self.bans.pop((values["group_id"], values["user_id"]), None)
            return True
        if kind not in KINDS:
            return False
        if kind == "page":
            values["servers"] = [Server(**server) for server in values["servers"]]
        self._refresh(KINDS[kind](**values))
        return True

    def lines(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Everything as journal lines, for a fresh journal."""
        posts = (post for posts in self.posts.values() for post in posts.values())
        for things in (self.users, self.tokens, self.pages, self.comments, self.messages, self.bans):
            for thing in things.values():
                yield NAMES[type(thing)], as_fields(thing)
        for post in posts:
            yield "post", as_fields(post)

    def _index(self, thing: Kept) -> None:
        self._count_up(thing)
        match thing:
            case User():
                self.users[thing.id] = thing
                if thing.id < INVENTED_BELOW:
                    self.last_user_id = max(self.last_user_id, thing.id)
            case Token():
                self.tokens[thing.token] = thing
            case Page():
                self.pages[thing.group_id] = thing
            case Post():
                self.posts.setdefault(thing.group_id, {})[thing.post_id] = thing
            case Comment():
                self._index_comment(thing)
            case Message():
                self._index_message(thing)
            case Ban():
                self.bans[thing.group_id, thing.user_id] = thing

    def _count_up(self, thing: Kept) -> None:
        """A page numbers on from the largest number in use; so the page itself is not written for every comment."""
        if not isinstance(thing, Post | Comment | Message):
            return
        page = self.pages[thing.group_id]
        if isinstance(thing, Message):
            page.last_message_id = max(page.last_message_id, thing.message_id)
        else:
            number = thing.post_id if isinstance(thing, Post) else thing.comment_id
            page.last_wall_id = max(page.last_wall_id, number)

    def _index_comment(self, comment: Comment) -> None:
        key = (comment.group_id, comment.comment_id)
        if key in self.comments:
            return
        self.comments[key] = comment
        if comment.root_id:
            self.replies.setdefault((comment.group_id, comment.root_id), []).append(comment)
        else:
            self.roots.setdefault((comment.group_id, comment.post_id), []).append(comment)
        if comment.guid:
            self.guids[comment.group_id, comment.author_id, comment.guid] = comment

    def _index_message(self, message: Message) -> None:
        key = (message.group_id, message.message_id)
        if key in self.messages:
            return
        self.messages[key] = message
        self.talks.setdefault(message.group_id, {}).setdefault(message.peer_id, []).append(message)

    def _refresh(self, thing: Kept) -> None:
        """A journal holds a thing many times: lists keep the first object, its fields take the last values."""
        known: Kept | None = None
        if isinstance(thing, Comment):
            known = self.comments.get((thing.group_id, thing.comment_id))
        elif isinstance(thing, Message):
            known = self.messages.get((thing.group_id, thing.message_id))
        if known is None:
            self._index(thing)
            return
        for name in FIELDS[type(thing)]:
            setattr(known, name, getattr(thing, name))


def as_fields(thing: Kept | Server) -> dict[str, Any]:
    """The fields of a thing; shallow, because `asdict` copies deeply and is slow."""
    values = {name: getattr(thing, name) for name in FIELDS[type(thing)]}
    if isinstance(thing, Page):
        values["servers"] = [as_fields(server) for server in thing.servers]
    return values

"""How messages of Telegram are named: each id includes its container, so that a name says where the message stands."""

import re
from dataclasses import dataclass
from typing import Self

from otklik.networks.errors import Refused
from otklik.shared.words import marked as _

SITE = "https://t.me"
_PRIVATE_LINK_BASE = -1_000_000_000_000
"""Supergroups and channels are numbered below this; links to them count from here."""

_PLACE = re.compile(r"group(-[0-9]{1,19})_([0-9]{1,19})(?:_([0-9]{1,19}))?\Z")
_TALK = re.compile(r"chat([0-9]{1,19})(?:_([0-9]{1,19}))?\Z")
_GROUP = re.compile(r"group(-[0-9]{1,19})_")


@dataclass(frozen=True, slots=True)
class Place:
    """A post's copy in the discussion group, and perhaps a comment under it.

    Comments know only the copy that they hang on, so that the copy, not the post, is what a name includes.
    """

    group: int
    copy: int
    comment: int | None = None

    @classmethod
    def of(cls, external_id: str) -> Self:
        """Read a name back. Raises Refused for a name that is none of ours."""
        found = _PLACE.match(external_id)
        if found is None:
            raise Refused(_NO_SUCH_NAME, next_step=_TELL_DEVELOPERS)
        group, copy, comment = found.groups()
        return cls(int(group), int(copy), int(comment) if comment else None)

    @property
    def container_id(self) -> str:
        return f"group{self.group}_{self.copy}"

    @property
    def message(self) -> int:
        """The number in the group: the comment's, or the copy's own."""
        return self.comment or self.copy

    def comment_id(self, comment: int | None) -> str:
        """The name of a comment in this place; empty for none."""
        return f"{self.container_id}_{comment}" if comment else ""

    def thread_id(self, author_id: str) -> str:
        """The conversation with one author under this post. Telegram shows comments as one list, not as trees."""
        return f"{self.container_id}_of{author_id}"

    def url(self, *, username: str = "") -> str:
        """Where a person reads the message; without a public name only members of the group can open it."""
        return f"{_address_of(self.group, username)}/{self.message}?thread={self.copy}"


@dataclass(frozen=True, slots=True)
class Talk:
    """A private talk of the bot with one person, and perhaps a message of it."""

    chat: int
    message: int | None = None

    @classmethod
    def of(cls, external_id: str) -> Self:
        """Read a name back. Raises Refused for a name that is none of ours."""
        found = _TALK.match(external_id)
        if found is None:
            raise Refused(_NO_SUCH_NAME, next_step=_TELL_DEVELOPERS)
        chat, message = found.groups()
        return cls(int(chat), int(message) if message else None)

    @property
    def thread_id(self) -> str:
        return f"chat{self.chat}"

    @property
    def external_id(self) -> str:
        return f"chat{self.chat}_{self.message}"


def find_group(*names: str) -> int | None:
    """The group that one of these names (of a comment, a thread or a post) stands in."""
    found = next(filter(None, map(_GROUP.match, names)), None)
    return int(found[1]) if found else None


def post_url(channel: int, post: int, *, username: str = "") -> str:
    """Where a person reads a post of a channel."""
    return f"{_address_of(channel, username)}/{post}"


def _address_of(chat: int, username: str) -> str:
    return f"{SITE}/{username}" if username else f"{SITE}/c/{abs(chat - _PRIVATE_LINK_BASE)}"


_NO_SUCH_NAME = _("This message has no name that Telegram knows.")
_TELL_DEVELOPERS = _("Answer in Telegram itself, and tell the developers of Otklik.")

"""How messages of OK are named: each id includes its container, so that a name says where the message stands."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from otklik.networks.errors import Refused
from otklik.networks.events import MessageKind
from otklik.networks.objects import find_time_of_milliseconds
from otklik.shared.words import marked as _

SITE = "https://ok.ru"

KINDS = {
    "GROUP_TOPIC": MessageKind.COMMENT,
    "GROUP_PHOTO": MessageKind.PHOTO_COMMENT,
    "GROUP_MOVIE": MessageKind.VIDEO_COMMENT,
    "GROUP_PRODUCT": MessageKind.MARKET_COMMENT,
}
"""What a group's discussions hang on. OK has more types; they belong to people and cities, not to groups."""

_TYPE, _OBJECT, _COMMENT = r"([A-Z][A-Z_]{1,39})", r"([A-Za-z0-9_-]{1,60})", r"([A-Za-z0-9_=+/.~-]{1,90})"
_PLACE = re.compile(rf"{_TYPE}:{_OBJECT}(?::{_COMMENT})?\Z", re.ASCII)
_CHAT = re.compile(r"(?:chat|user):[A-Za-z0-9_-]{1,50}\Z", re.ASCII)
_TALK = re.compile(r"((?:chat|user):[A-Za-z0-9_-]{1,50})(?:/(mid:[A-Za-z0-9_=+.-]{1,120}))?\Z", re.ASCII)
_ACCOUNT = re.compile(r"(?:(user|group):)?([0-9]{1,20})\Z", re.ASCII)
_TIME_IN_MID = re.compile(r"mid:[A-Za-z0-9]+\.([0-9a-f]{12,16})\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Place:
    """A topic, photo, film or product of a group, and perhaps a comment there."""

    type: str
    object_id: str
    comment: str = ""

    @classmethod
    def find(cls, name: str) -> Self | None:
        found = _PLACE.match(name)
        if found is None or found[1] not in KINDS:
            return None
        return cls(found[1], found[2], found[3] or "")

    @classmethod
    def of(cls, external_id: str) -> Self:
        """Read a name back. Raises Refused for a name that is none of ours."""
        place = cls.find(external_id)
        if place is None:
            raise Refused(_NO_SUCH_NAME, next_step=_TELL_DEVELOPERS)
        return place

    @property
    def kind(self) -> MessageKind:
        return KINDS[self.type]

    @property
    def container_id(self) -> str:
        return f"{self.type}:{self.object_id}"

    def comment_id(self, comment: str) -> str:
        """The name of a comment in this place; empty for none."""
        return f"{self.container_id}:{comment}" if comment else ""

    def url(self, page_id: str) -> str:
        """Where a person reads the discussion: OK has no address of a single comment."""
        if not page_id:
            return ""
        group = f"{SITE}/group/{page_id}"
        return f"{group}/topic/{self.object_id}" if self.type == "GROUP_TOPIC" else group


@dataclass(frozen=True, slots=True)
class Talk:
    """A private talk of the page, and perhaps a message of it."""

    chat: str
    message: str = ""

    @classmethod
    def find(cls, name: str) -> Self | None:
        found = _TALK.match(name)
        return None if found is None else cls(found[1], found[2] or "")

    @classmethod
    def of(cls, external_id: str) -> Self:
        """Read a name back. Raises Refused for a name that is none of ours."""
        talk = cls.find(external_id)
        if talk is None:
            raise Refused(_NO_SUCH_NAME, next_step=_TELL_DEVELOPERS)
        return talk

    @property
    def external_id(self) -> str:
        return f"{self.chat}/{self.message}"

    @property
    def written_at(self) -> datetime | None:
        """OK builds a message's id from the moment in which it was written (milliseconds, then sixteen bits)."""
        found = _TIME_IN_MID.match(self.message)
        return find_time_of_milliseconds(int(found[1], 16) >> 16) if found else None

    def url(self, page_id: str) -> str:
        """Where staff read the page's talks: OK has no address of a single one."""
        return f"{SITE}/group/{page_id}/messages" if page_id else ""


def find_chat(value: object) -> str:
    """The id of a chat, with its prefix; empty for anything else."""
    return value if isinstance(value, str) and _CHAT.match(value) else ""


def find_account(value: object) -> tuple[str, str]:
    """(«user», «group» or nothing, number) of an account; («», «») for anything else."""
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    found = _ACCOUNT.match(text) if isinstance(text, str) else None
    return (found[1] or "", found[2]) if found else ("", "")


_NO_SUCH_NAME = _("This message has no name that OK knows.")
_TELL_DEVELOPERS = _("Answer in OK itself, and tell the developers of Otklik.")

"""How messages of MAX are named: each id includes its container, so that a name says where the message stands."""

import base64
import re
from dataclasses import dataclass
from typing import Self

from otklik.networks.errors import Refused
from otklik.shared.words import marked as _

SITE = "https://max.ru"

_MID = r"[A-Za-z0-9][A-Za-z0-9._\-]{0,89}"
_WHOLE_MID = re.compile(_MID + r"\Z")
_PLACE = re.compile(rf"({_MID})(?:/({_MID}))?\Z")
_TALK = re.compile(rf"chat(-?[0-9]{{1,19}})(?:/({_MID}))?\Z")
_OPENED = "opened."
_USUAL_MID = re.compile(r"mid\.([0-9a-fA-F]{16})([0-9a-fA-F]{16})\Z")


def find_mid(value: object) -> str:
    """The name that MAX gives to a message; empty for what cannot be one, for instance what would leave a path."""
    return value if isinstance(value, str) and _WHOLE_MID.match(value) else ""


def chat_of(mid: str) -> int | None:
    """The chat that a usual name of a message begins with, as MAX writes it: 64 bits with a sign."""
    found = _USUAL_MID.match(mid)
    if found is None:
        return None
    number = int(found[1], 16)
    return (number - 2**64 if number >= 2**63 else number) or None


@dataclass(frozen=True, slots=True)
class Place:
    """A post of a channel, and perhaps a comment under it."""

    post: str
    comment: str = ""

    @classmethod
    def of(cls, external_id: str) -> Self:
        """Read a name back. Raises Refused for a name that is none of ours."""
        found = _PLACE.match(external_id)
        if found is None:
            raise Refused(_NO_SUCH_NAME, next_step=_TELL_DEVELOPERS)
        return cls(found[1], found[2] or "")

    @property
    def external_id(self) -> str:
        return f"{self.post}/{self.comment}" if self.comment else self.post

    def comment_id(self, mid: str) -> str:
        """The name of a comment under this post; empty for none."""
        return f"{self.post}/{mid}" if mid else ""

    @property
    def url(self) -> str:
        """Where a person reads the post; MAX has no addresses of comments."""
        found = _USUAL_MID.match(self.post)
        if found is None:
            return ""
        number = base64.urlsafe_b64encode(bytes.fromhex(found[2])).decode().rstrip("=")
        return f"{SITE}/c/{chat_of(self.post)}/{number}"


@dataclass(frozen=True, slots=True)
class Talk:
    """A private talk of the bot with one person, and perhaps a message of it."""

    chat: int
    message: str = ""

    @classmethod
    def opened(cls, chat: int, *, at: int) -> Self:
        """That the talk was opened at a millisecond: it has a name among ours, and is no message in MAX."""
        return cls(chat, f"{_OPENED}{at}")

    @classmethod
    def of(cls, external_id: str) -> Self:
        """Read a name back. Raises Refused for a name that is none of ours."""
        found = _TALK.match(external_id)
        if found is None:
            raise Refused(_NO_SUCH_NAME, next_step=_TELL_DEVELOPERS)
        return cls(int(found[1]), found[2] or "")

    @property
    def mid(self) -> str:
        """The message by which MAX knows it; empty where it knows none."""
        return "" if self.message.startswith(_OPENED) else self.message

    @property
    def thread_id(self) -> str:
        return f"chat{self.chat}"

    @property
    def external_id(self) -> str:
        return f"chat{self.chat}/{self.message}"


_NO_SUCH_NAME = _("This message has no name that MAX knows.")
_TELL_DEVELOPERS = _("Answer in MAX itself, and tell the developers of Otklik.")

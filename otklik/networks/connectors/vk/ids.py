"""How messages of VK are named: each id includes its container, so that a name says where the message stands."""

import re
from dataclasses import dataclass
from typing import Self

from otklik.networks.errors import Refused
from otklik.networks.events import MessageKind
from otklik.shared.words import marked as _

SITE = "https://vk.ru"

PREFIXES = {
    MessageKind.COMMENT: "wall",
    MessageKind.BOARD_COMMENT: "topic",
    MessageKind.PHOTO_COMMENT: "photo",
    MessageKind.VIDEO_COMMENT: "video",
    MessageKind.MARKET_COMMENT: "market",
}
_PLACE = re.compile(r"(wall|topic|photo|video|market)(-?[0-9]+)_([0-9]+)(?:_([0-9]+))?\Z")
_PRIVATE = re.compile(r"peer(-?[0-9]+)(?:_([ma]?)([0-9]+))?\Z")


@dataclass(frozen=True, slots=True)
class Place:
    """A post, topic, photo, video or item for sale of an owner, and perhaps a comment there."""

    prefix: str
    owner: int
    container: int
    comment: int | None = None

    @classmethod
    def of(cls, external_id: str) -> Self:
        """Read a name back. Raises Refused for a name that is none of ours."""
        found = _PLACE.match(external_id)
        if found is None:
            raise Refused(_NO_SUCH_NAME, next_step=_TELL_DEVELOPERS)
        prefix, owner, container, comment = found.groups()
        return cls(prefix, int(owner), int(container), int(comment) if comment else None)

    @property
    def container_id(self) -> str:
        return f"{self.prefix}{self.owner}_{self.container}"

    def comment_id(self, comment: int | None) -> str:
        """The name of a comment in this place; empty for none."""
        return f"{self.container_id}_{comment}" if comment else ""

    def url(self, comment: int, *, root: int | None = None) -> str:
        """Where a person reads this comment."""
        if self.prefix == "topic":
            return f"{SITE}/{self.container_id}?post={comment}"
        if self.prefix == "market":
            return f"{SITE}/market{self.owner}?w=product{self.owner}_{self.container}"
        thread = f"&thread={root}" if root and root != comment else ""
        return f"{SITE}/{self.container_id}?reply={comment}{thread}"


@dataclass(frozen=True, slots=True)
class Talk:
    """A private talk of the page with one peer, and perhaps a message of it.

    VK numbers messages of a talk in the talk itself (`conversation_message_id`), for both sides and for ever; old
    and poor shapes carry only the community's own number, which is then written with an m. That the peer lets the
    community write is no message in VK; among ours it has a number of its own, written with an a.
    """

    peer: int
    message: int | None = None
    is_own_number: bool = False
    is_permission: bool = False

    @classmethod
    def of(cls, external_id: str) -> Self:
        """Read a name back. Raises Refused for a name that is none of ours."""
        found = _PRIVATE.match(external_id)
        if found is None:
            raise Refused(_NO_SUCH_NAME, next_step=_TELL_DEVELOPERS)
        peer, mark, message = found.groups()
        number = int(message) if message else None
        return cls(int(peer), number, is_own_number=mark == "m", is_permission=mark == "a")

    @property
    def thread_id(self) -> str:
        return f"peer{self.peer}"

    @property
    def external_id(self) -> str:
        mark = "a" if self.is_permission else "m" if self.is_own_number else ""
        return f"peer{self.peer}_{mark}{self.message}"

    def url(self, page_id: str) -> str:
        """Where staff read this talk."""
        return f"{SITE}/gim{page_id}?sel={self.peer}" if page_id else ""


_NO_SUCH_NAME = _("This message has no name that VK knows.")
_TELL_DEVELOPERS = _("Answer in VK itself, and tell the developers of Otklik.")

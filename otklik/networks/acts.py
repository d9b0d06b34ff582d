"""What we do in a network, and what comes back."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from otklik.networks.events import MessageKind


class ActKind(StrEnum):
    """Everything that we do in a network."""

    REPLY = "reply"
    """Answer a comment where it stands (or comment a post)."""
    MESSAGE = "message"
    """Answer in the private talk."""
    HIDE = "hide"
    RESTORE = "restore"
    DELETE = "delete"
    BAN = "ban"
    UNBAN = "unban"


@dataclass(frozen=True, slots=True)
class Act:
    """One act. `idempotency_key` is a number below 2^31, the same for every repetition of this act."""

    kind: ActKind
    message_kind: MessageKind
    external_id: str
    """The message answered or moderated; for BAN and UNBAN the author's id."""
    thread_id: str
    container_id: str = ""
    said_at: datetime | None = None
    """When that message was written; None where nobody knows: then only the network can say whether it is too old."""
    text: str = ""
    idempotency_key: int = 0
    until: datetime | None = None
    because: str = ""
    photos: tuple[bytes, ...] = ()
    """JPEG, to stand beside the text where the network carries them (`abilities.CarriesPhotos`)."""
    others: frozenset[str] = frozenset()
    """External ids of our other messages in the thread: what is looked for is none of them, be the words the same."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """The network took it. `external_id` has the same form as in the events, so that an echo is recognised."""

    external_id: str = ""
    url: str = ""

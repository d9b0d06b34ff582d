"""What a social network said, in our words. Plain frozen values: no Django, no database, no network."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class EventKind(StrEnum):
    """What happened to a message."""

    NEW = "new"
    EDITED = "edited"
    DELETED = "deleted"
    RESTORED = "restored"


class MessageKind(StrEnum):
    """Where in the network a message stands."""

    COMMENT = "comment"
    PRIVATE = "private"
    WALL_POST = "wall_post"
    BOARD_COMMENT = "board_comment"
    PHOTO_COMMENT = "photo_comment"
    VIDEO_COMMENT = "video_comment"
    MARKET_COMMENT = "market_comment"


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote it. `external_id` is the network's id as text; a community's number below zero keeps its minus sign."""

    external_id: str
    name: str = ""
    is_page: bool = False
    """The author is the official page itself: an echo of ours, or an answer typed in the network."""
    is_community: bool = False


@dataclass(frozen=True, slots=True)
class Attachment:
    """Something that stands beside the text: a photo, video, sticker, link, document, audio, poll, place…"""

    kind: str
    external_id: str = ""
    title: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class NetworkEvent:
    """One thing that happened to one message of one page.

    `external_id` names the message within (page, message_kind) and includes its container, for example
    `wall-123_77_501` for the comment 501 under post 77. `thread_id` names the conversation: the root comment
    of a tree, or the peer of a private talk. `container_id` names what it all hangs on: the post, the board's
    topic, the photo; empty for private messages. `occurred_at` is aware and in UTC, None where the network
    tells no time. `sequence` orders events of one message where the network numbers or times them (an edit's
    own time in seconds, for instance); a larger one is later.
    """

    kind: EventKind
    message_kind: MessageKind
    external_id: str
    thread_id: str
    container_id: str = ""
    occurred_at: datetime | None = None
    sequence: int | None = None
    author: Author | None = None
    text: str = ""
    attachments: tuple[Attachment, ...] = ()
    reply_to: str = ""
    """The external id of the message that this one replies to; empty when it stands at the top."""
    url: str = ""
    """Where a person can open it in the network."""
    deleted_by: str = ""
    """Of a deletion: the account that did it, as the network numbers accounts; empty where it does not tell."""

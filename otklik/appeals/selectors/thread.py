"""The thread of a case as the resident sees it, with what the network no longer shows: old wordings, deletions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from otklik.appeals.models import Appeal, AppealMessage
from otklik.intake.acts import OWN_PAGE
from otklik.intake.models import ResidentMessage
from otklik.shared.personal_links import mask_links

LONGEST_THREAD = 200
"""So many messages of a thread are shown, the newest ones where there are more."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What a message said before it was edited."""

    text: str
    received_at: datetime


@dataclass(frozen=True, slots=True)
class ShownAttachment:
    """A photo, video, link… beside the text, as the network names it."""

    kind: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class ThreadMessage:
    """One message of the thread."""

    id: int
    kind: str
    author_name: str
    author_id: int | None
    author_external_id: str
    """The network's own id; empty where it does not say who wrote."""
    is_by_page: bool
    text: str
    at: datetime
    edited_at: datetime | None
    reached_at: datetime
    """When its newest words were there to be read in its case."""
    is_deleted: bool
    deleted_at: datetime | None
    """When we heard that it is gone."""
    deleted_by: str
    """author or another, as the network tells; empty where it does not."""
    is_hidden: bool
    """Moderation took it out of sight."""
    is_uncertain: bool
    is_reply: bool
    is_of_case: bool
    """It belongs to this case; others of the thread are shown for what was talked about."""
    url: str
    attachments: tuple[ShownAttachment, ...]
    wordings: tuple[Wording, ...]
    """Earlier wordings, oldest first."""


@dataclass(frozen=True, slots=True)
class Container:
    """What the thread hangs on: the page's post, a photo, a topic of the board."""

    text: str
    url: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Thread:
    """A thread, and under which posts of the page its messages stand."""

    messages: tuple[ThreadMessage, ...] = ()
    containers: Mapping[int, str] = field(default_factory=dict)
    """By message: the network's id of its post; empty where it has none."""


def list_thread(appeal: Appeal) -> Thread:
    """All messages of the case's thread in the order in which they were written."""
    if appeal.page_id is None and appeal.channel != OWN_PAGE:
        return Thread()
    newest = (
        ResidentMessage.objects.filter(page=appeal.page, thread_id=appeal.thread_id, has_arrived=True)
        .select_related("author", "case_link")
        .prefetch_related("versions")
        .order_by("-id")[:LONGEST_THREAD]
    )
    rows = list(newest)
    messages = sorted((_thread_message(row, appeal) for row in rows), key=lambda one: (one.at, one.id))
    return Thread(tuple(messages), {row.id: row.container_id for row in rows})


def find_container(appeal: Appeal) -> Container | None:
    """The post that the thread hangs on, where it reached us; else None."""
    first = AppealMessage.objects.filter(appeal=appeal).select_related("message__page").order_by("id").first()
    if first is None or not first.message.container_id:
        return None
    post = (
        ResidentMessage.objects.filter(
            page=first.message.page, kind="wall_post", external_id=first.message.container_id
        )
        .exclude(id=first.message_id)
        .first()
    )
    return Container(text=post.text, url=post.url, at=post.occurred_at) if post else None


def _thread_message(message: ResidentMessage, appeal: Appeal) -> ThreadMessage:
    author = message.author
    return ThreadMessage(
        id=message.id,
        kind=message.kind,
        author_name=author.name if author else "",
        author_id=author.id if author else None,
        author_external_id=author.external_id if author else "",
        is_by_page=message.is_by_page,
        text=mask_links(message.text),
        at=message.said_at,
        edited_at=message.edited_at,
        reached_at=_reached_at(message),
        is_deleted=message.is_deleted,
        deleted_at=message.deleted_at,
        deleted_by=message.deleted_by.value,
        is_hidden=message.is_hidden,
        is_uncertain=message.is_uncertain,
        is_reply=bool(message.reply_to),
        is_of_case=_is_of(message, appeal),
        url=message.url,
        attachments=tuple(_attachment(one) for one in message.attachments if isinstance(one, dict)),
        wordings=_earlier_wordings(message),
    )


def _is_of(message: ResidentMessage, appeal: Appeal) -> bool:
    link = getattr(message, "case_link", None)
    return link is not None and link.appeal_id == appeal.id


def _reached_at(message: ResidentMessage) -> datetime:
    link: AppealMessage | None = getattr(message, "case_link", None)
    wordings = [version.received_at for version in message.versions.all()]
    return max([message.detected_at, *wordings, *([link.joined_at] if link else [])])


def _attachment(one: dict[str, str]) -> ShownAttachment:
    url = one.get("url", "")
    return ShownAttachment(
        kind=one.get("kind", ""),
        title=one.get("title", ""),
        url=url if url.startswith(("https://", "http://")) else "",
    )


def _earlier_wordings(message: ResidentMessage) -> tuple[Wording, ...]:
    """Every wording that differs from its neighbour and from the present one."""
    versions = sorted(message.versions.all(), key=lambda one: (one.is_edit, one.sequence or 0, one.received_at))
    wordings: list[Wording] = []
    for version in versions:
        if version.text != message.text and (not wordings or wordings[-1].text != version.text):
            wordings.append(Wording(text=mask_links(version.text), received_at=version.received_at))
    return tuple(wordings)

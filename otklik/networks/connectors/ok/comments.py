"""Comments of OK's discussions. OK shows them as one list; threads follow from what each answers. Pure."""

from collections.abc import Iterable, Iterator, Mapping

from otklik.networks.connectors.ok.attachments import read_attachments
from otklik.networks.connectors.ok.authors import Reader, author_of_comment
from otklik.networks.connectors.ok.ids import Place
from otklik.networks.connectors.ok.objects import find_date
from otklik.networks.errors import NotOurs
from otklik.networks.events import EventKind, NetworkEvent
from otklik.networks.objects import Json, find_time_of_milliseconds, find_whole, read_text
from otklik.shared.words import marked as _

DEEPEST = 50
"""Steps from an answer to the top of its thread."""
_GONE = ("REMOVED", "DELETED", "BLOCKED")
"""What `type` says of a comment that is no longer shown; OK publishes no list of types."""


def comment_id_of(comment: Json) -> str:
    """OK's own id of a comment, be it text or a number; empty where there is none that we could name."""
    number = comment.get("id")
    text = str(number) if isinstance(number, str) or find_whole(number) else ""
    return text if Place.find(f"GROUP_TOPIC:1:{text}") else ""


def parent_of(comment: Json) -> str:
    """The id of the comment that this one answers; empty at the top."""
    return comment_id_of({"id": comment.get("reply_to_comment_id")})


def read_comments(
    items: Iterable[Json], *, place: Place, reader: Reader, parents: Mapping[str, str] | None = None
) -> Iterator[NetworkEvent]:
    """The comments of one discussion; one that cannot be read does not hide its neighbours."""
    known = list(items)
    links = {**(parents or {}), **{comment_id_of(one): parent_of(one) for one in known}}
    for comment in known:
        try:
            yield read_comment(comment, place=place, reader=reader, parents=links)
        except NotOurs:
            continue


def read_comment(comment: Json, *, place: Place, reader: Reader, parents: Mapping[str, str]) -> NetworkEvent:
    """One comment; its thread is named after the comment at the top, as far as `parents` leads there."""
    number = comment_id_of(comment)
    if not number:
        raise NotOurs(_("a field is missing"), word="id")
    name = place.comment_id(number)
    root = place.comment_id(root_of(number, parents))
    if is_gone(comment):
        return NetworkEvent(EventKind.DELETED, place.kind, name, root, container_id=place.container_id)
    return NetworkEvent(
        kind=EventKind.NEW,
        message_kind=place.kind,
        external_id=name,
        thread_id=root,
        container_id=place.container_id,
        occurred_at=find_time_of_milliseconds(comment.get("created_ms")) or find_date(comment.get("date")),
        author=author_of_comment(comment, reader=reader),
        text=read_text(comment.get("text")),
        attachments=read_attachments(comment),
        reply_to=place.comment_id(parent_of(comment)),
        url=place.url(reader.page_id),
    )


def root_of(number: str, parents: Mapping[str, str]) -> str:
    """The top of the thread. Answers that turn in a circle have none: then the comment stands for itself."""
    seen = [number]
    while (parent := parents.get(seen[-1], "")) and len(seen) < DEEPEST:
        if parent in seen:
            return number
        seen.append(parent)
    return seen[-1]


def is_gone(comment: Json) -> bool:
    told = comment.get("type")
    return comment.get("removed") is True or (isinstance(told, str) and any(word in told.upper() for word in _GONE))

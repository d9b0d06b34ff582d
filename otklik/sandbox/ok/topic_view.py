"""What a resident sees of a group: its topics with comments, and the private talk; ready for the templates."""

from dataclasses import dataclass
from datetime import UTC, datetime

from otklik.sandbox.ok.network import Ok
from otklik.sandbox.ok.objects import name_of
from otklik.sandbox.ok.state import Comment, Group, Message, Topic, chat_of

TOPICS_SHOWN = 20


@dataclass(frozen=True, slots=True)
class SaidView:
    """One comment or message."""

    name: str
    author: str
    text: str
    written: str
    written_iso: str
    is_own: bool
    is_official: bool
    answered: str = ""


@dataclass(frozen=True, slots=True)
class TopicView:
    number: int
    text: str
    written: str
    written_iso: str
    can_comment: bool
    comments: tuple[SaidView, ...]


def list_topics(ok: Ok, group: Group, *, resident_id: int) -> list[TopicView]:
    """The latest first; OK shows comments as one list."""
    topics = [one for one in ok.world.topics.values() if one.group_id == group.group_id and not one.is_deleted]
    topics.sort(key=lambda one: (one.at_ms, one.object_id), reverse=True)
    return [_view_topic(ok, group, topic, resident_id) for topic in topics[:TOPICS_SHOWN]]


def _view_topic(ok: Ok, group: Group, topic: Topic, resident_id: int) -> TopicView:
    comments = tuple(_view_comment(ok, one, resident_id) for one in ok.world.shown_comments(topic))
    can_comment = group.are_comments_open and topic.are_comments_open
    return TopicView(topic.object_id, topic.text, *_times(topic.at_ms), can_comment, comments)


def _view_comment(ok: Ok, comment: Comment, resident_id: int) -> SaidView:
    answered = ok.world.comments.get(comment.reply_to)
    return SaidView(
        comment.comment_id,
        name_of(ok.world, comment.author),
        comment.text,
        *_times(comment.at_ms),
        is_own=comment.author == f"user:{resident_id}",
        is_official=comment.author.startswith("group:"),
        answered=name_of(ok.world, answered.author) if answered else "",
    )


def list_messages(ok: Ok, group: Group, *, resident_id: int) -> list[SaidView]:
    return [_view_message(ok, one) for one in ok.world.talks.get(chat_of(group.group_id, resident_id), [])]


def _view_message(ok: Ok, message: Message) -> SaidView:
    author = name_of(ok.world, message.sender)
    return SaidView(
        message.mid,
        author,
        message.text,
        *_times(message.at_ms),
        is_own=not message.is_out,
        is_official=message.is_out,
    )


def _times(at_ms: int) -> tuple[str, str]:
    at = datetime.fromtimestamp(at_ms / 1000, UTC)
    return f"{at.astimezone():%d.%m.%Y %H:%M}", at.isoformat()

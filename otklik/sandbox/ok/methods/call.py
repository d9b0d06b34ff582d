"""One call of OK's REST as its method sees it, and what methods share: finding topics, comments and rights."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from otklik.sandbox.ok.network import Ok
from otklik.sandbox.ok.refusals import OkError
from otklik.sandbox.ok.state import Comment, Group, Token, Topic


@dataclass(frozen=True, slots=True)
class Call:
    """The parameters are already typed by the table."""

    ok: Ok
    token: Token
    params: dict[str, Any]

    def whole(self, name: str, default: int = 0) -> int:
        return int(self.params.get(name, default))

    def text(self, name: str) -> str:
        return str(self.params.get(name, ""))

    def flag(self, name: str) -> bool:
        return bool(self.params.get(name, False))


Performer = Callable[[Call], Any]
PERFORMERS: dict[str, Performer] = {}


def method(name: str) -> Callable[[Performer], Performer]:
    """Register the function that performs this method."""

    def register(performer: Performer) -> Performer:
        PERFORMERS[name] = performer
        return performer

    return register


def access_topic(call: Call, *, number: str, type_name: str) -> Topic:
    """A topic of a group that the token's owner administers; those of others are not found."""
    topic = call.ok.world.topics.get(int(number)) if number.isdecimal() else None
    if topic is None or topic.is_deleted or topic.type != type_name:
        raise OkError(300)
    if call.ok.world.groups[topic.group_id].admin_id != call.token.user_id:
        raise OkError(50)
    return topic


def group_of(call: Call, topic: Topic) -> Group:
    return call.ok.world.groups[topic.group_id]


def access_comment(call: Call, topic: Topic, comment_id: str) -> Comment:
    comment = call.ok.world.comments.get(comment_id)
    if comment is None or comment.object_id != topic.object_id or comment.removed_by:
        raise OkError(700)
    return comment

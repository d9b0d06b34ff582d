"""Reading discussions: the list, the comments of one, one comment."""

import re
from typing import Any

from otklik.sandbox.ok.gate import read_fields
from otklik.sandbox.ok.methods.call import Call, access_comment, access_topic, method
from otklik.sandbox.ok.objects import last_activity, show_comment, show_discussion
from otklik.sandbox.ok.refusals import OkError
from otklik.sandbox.ok.state import Comment, Json, Topic, now_ms
from otklik.sandbox.ok.tables import COMMENT_FIELDS, DISCUSSION_FIELDS, TYPES

DEFAULT_COUNT = 20
_ANCHOR = re.compile(r"c([0-9]{1,15})-([0-9]{1,9})\Z", re.ASCII)
DEFAULT_COMMENT_FIELDS = [name for name in COMMENT_FIELDS if name != "like_count"]


@method("discussions.getList")
def get_list(call: Call) -> Any:
    """Discussions of all groups of the token's owner, the latest first; `anchor` only while there are more."""
    wanted = set(call.text("types").split(",")) - {""} or set(TYPES)
    fields = read_fields(
        call.text("fields"), prefix="discussion", known=DISCUSSION_FIELDS, type_name="DiscussionBeanFields"
    )
    world = call.ok.world
    own = {group.group_id for group in world.groups_of(call.token.user_id)}
    topics = [one for one in world.topics.values() if one.group_id in own and one.type in wanted and not one.is_deleted]
    topics = [one for one in topics if world.discussions.get(one.object_id)]
    topics.sort(key=lambda one: (last_activity(world, one), one.object_id), reverse=True)
    start = _start_of(topics, call.text("anchor"))
    shown = topics[start : start + call.whole("count", DEFAULT_COUNT)]
    told = [{name: value for name, value in show_discussion(world, one).items() if name in fields} for one in shown]
    answer: Json = {"discussions": told}
    if shown and start + len(shown) < len(topics):
        answer["anchor"] = f"d{shown[-1].object_id}"
    return answer


def _start_of(topics: list[Topic], anchor: str) -> int:
    if not anchor:
        return 0
    numbers = [f"d{topic.object_id}" for topic in topics]
    if anchor not in numbers:
        raise OkError(100, "anchor")
    return numbers.index(anchor) + 1


@method("discussions.getComments")
def get_comments(call: Call) -> Any:
    """A page of a discussion, oldest first within it. FIRST, LAST and UNREAD say where to begin."""
    topic = access_topic(call, number=call.text("discussionId"), type_name=call.text("discussionType"))
    fields = _comment_fields(call)
    world = call.ok.world
    comments = world.shown_comments(topic, with_removed=call.flag("includeRemoved"))
    start, end = _page_of(call, topic, comments)
    shown = comments[start:end]
    is_back = call.text("direction") == "BACKWARD"
    has_more = start > 0 if is_back else end < len(comments)
    if call.flag("mark_as_read"):
        topic.read_ms = now_ms()
        world.save(topic)
    edge = shown[0] if is_back and shown else shown[-1] if shown else None
    return {
        "discussionId": str(topic.object_id),
        "discussionType": topic.type,
        "anchor": f"c{edge.at_ms}-{edge.number}" if edge else "",
        "has_more": has_more,
        "comments": [_only(show_comment(world, one), fields) for one in shown],
    }


def _page_of(call: Call, topic: Topic, comments: list[Comment]) -> tuple[int, int]:
    count, anchor = call.whole("count", DEFAULT_COUNT), call.text("anchor") or "FIRST"
    is_back = call.text("direction") == "BACKWARD"
    if anchor == "LAST":
        edge = len(comments)
    elif anchor == "FIRST":
        edge = 0
    elif anchor == "UNREAD":
        edge = next((at for at, one in enumerate(comments) if one.at_ms > topic.read_ms), len(comments))
    elif found := _ANCHOR.match(anchor):
        place = (int(found[1]), int(found[2]))
        places = [(one.at_ms, one.number) for one in comments]
        edge = sum(one < place if is_back else one <= place for one in places)
    else:
        raise OkError(100, "anchor")
    # from the last comment there is no way forward, from the first none back: both begin there all the same
    if is_back and anchor != "FIRST":
        return max(0, edge - count), edge
    return (max(0, len(comments) - count), len(comments)) if anchor == "LAST" else (edge, edge + count)


def _comment_fields(call: Call) -> list[str]:
    return read_fields(
        call.text("fields") or ",".join(DEFAULT_COMMENT_FIELDS),
        prefix="comment",
        known=COMMENT_FIELDS,
        type_name="CommentBeanFields",
    )


def _only(shown: Json, fields: list[str]) -> Json:
    return {name: value for name, value in shown.items() if name in fields}


@method("discussions.getComment")
def get_comment(call: Call) -> Any:
    topic = access_topic(call, number=call.text("discussionId"), type_name=call.text("discussionType"))
    comment = access_comment(call, topic, call.text("comment_id"))
    return {"comment": _only(show_comment(call.ok.world, comment), _comment_fields(call))}

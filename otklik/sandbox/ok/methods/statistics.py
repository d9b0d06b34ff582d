"""Statistics of a group, for those who administer it. OK's pages name the fields; the shape of the answer is ours."""

from typing import Any

from otklik.sandbox.ok.gate import read_fields
from otklik.sandbox.ok.methods.call import Call, method
from otklik.sandbox.ok.refusals import OkError
from otklik.sandbox.ok.state import Group, Json
from otklik.sandbox.ok.tables import STAT_TOPIC_FIELDS

DEFAULT_COUNT = 50


def _access_group(call: Call) -> Group:
    gid = call.text("gid")
    group = call.ok.world.groups.get(int(gid)) if gid.isdecimal() else None
    if group is None or group.is_deleted:
        raise OkError(300)
    if group.admin_id != call.token.user_id:
        raise OkError(50)
    return group


@method("group.getStatTopics")
def list_topics(call: Call) -> Any:
    """Topics that were published in the time asked for, the newest first."""
    group = _access_group(call)
    fields = read_fields(call.text("fields"), prefix="stat_topic", known=STAT_TOPIC_FIELDS, type_name="StatTopicFields")
    since, until = call.whole("start_time"), call.whole("end_time") or 2**63
    topics = [
        topic
        for topic in call.ok.world.topics.values()
        if topic.group_id == group.group_id and not topic.is_deleted and since <= topic.at_ms <= until
    ]
    topics.sort(key=lambda topic: topic.at_ms, reverse=True)
    told = [
        {"id": str(topic.object_id), "created_ms": topic.at_ms, "reach": group.weekly_reach // 4}
        for topic in topics[: call.whole("count", DEFAULT_COUNT)]
    ]
    return {"topics": [{name: value for name, value in one.items() if name in fields} for one in told]}


@method("group.getStatOverview")
def get_overview(call: Call) -> Json:
    """The last seven days."""
    group = _access_group(call)
    if call.text("period") not in ("", "WEEK"):
        raise OkError(100, "period")
    return {"reach": group.weekly_reach}

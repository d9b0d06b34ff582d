"""The rubricator for everybody: its names and codes are public."""

from dataclasses import dataclass

from otklik.topics.models import Topic, TopicLevel


@dataclass(frozen=True, slots=True)
class PublicTopic:
    """A topic, or a group for what none of its topics names."""

    code: str
    name: str
    group_code: str
    group: str


def list_public_topics() -> list[PublicTopic]:
    """All that residents may choose from, by groups: each group first, then its topics."""
    rows = Topic.objects.filter(is_active=True).exclude(level=TopicLevel.FACT).select_related("parent")
    told = [_told(row) for row in rows if row.parent is None or row.parent.is_active]
    return sorted(told, key=lambda one: (one.group, one.code != one.group_code, one.name))


def find_public_topic(code: str) -> PublicTopic | None:
    """One of them."""
    row = (
        Topic.objects.filter(is_active=True, code=code).exclude(level=TopicLevel.FACT).select_related("parent").first()
    )
    return _told(row) if row and (row.parent is None or row.parent.is_active) else None


def _told(row: Topic) -> PublicTopic:
    group = row.parent or row
    return PublicTopic(code=row.code, name=row.name, group_code=group.code, group=group.name)

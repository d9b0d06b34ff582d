"""Writing the rubricator."""

from otklik.topics.catalogue import GROUPS
from otklik.topics.models import Topic, TopicLevel


def seed_topics() -> int:
    """Put the default groups and topics in place; what a person edited is left alone. Returns how many are new."""
    known = dict(Topic.objects.values_list("code", "id"))
    groups = [Topic(code=g.code, level=TopicLevel.GROUP, name=g.name) for g in GROUPS if g.code not in known]
    Topic.objects.bulk_create(groups)
    known |= {topic.code: topic.id for topic in groups}
    topics = [
        Topic(code=topic.code, level=TopicLevel.TOPIC, parent_id=known[group.code], name=topic.name)
        for group in GROUPS
        for topic in group.topics
        if topic.code not in known
    ]
    Topic.objects.bulk_create(topics)
    return len(groups) + len(topics)

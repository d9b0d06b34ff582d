"""Reading the rubricator."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from otklik.topics.models import Topic


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A topic to choose, with its group."""

    id: int
    code: str
    name: str
    group: str
    """Name of the group; empty for a group itself."""

    @property
    def label(self) -> str:
        """How it stands in a list that one searches: `group · topic`."""
        return _label(self.group, self.name)


def list_topics() -> list[TopicRow]:
    """All topics at work: groups first, each followed by its topics."""
    rows = _rows(Topic.objects.filter(is_active=True))
    return sorted(rows, key=lambda row: (row.group or row.name, bool(row.group), row.name))


def list_groups() -> list[TopicRow]:
    """The groups at work."""
    return sorted(_rows(Topic.objects.filter(is_active=True, parent=None)), key=lambda row: row.name)


def _rows(topics: QuerySet[Topic]) -> Iterator[TopicRow]:
    """Without models in between: some pages show all of the hundreds."""
    for topic_id, code, name, group in topics.values_list("id", "code", "name", "parent__name"):
        yield TopicRow(id=topic_id, code=code, name=name, group=group or "")


def ids_by_code(codes: Iterable[str]) -> dict[str, int]:
    """Ids of topics by their codes; unknown codes are left out."""
    return dict(Topic.objects.filter(code__in=set(codes)).values_list("code", "id"))


def codes_of(ids: Iterable[int]) -> dict[int, str]:
    """Codes of topics by their ids; unknown ids are left out."""
    return dict(Topic.objects.filter(id__in=set(ids)).values_list("id", "code"))


def find_topic(text: str) -> TopicRow | None:
    """The topic that a person means: by its whole label or name, or by words that only one label holds."""
    asked = " ".join(text.casefold().split())
    rows = list_topics()
    exact = [row for row in rows if asked in (row.label.casefold(), row.name.casefold())]
    holding = [row for row in rows if all(word in row.label.casefold() for word in asked.split())]
    for found in (exact, holding):
        if len(found) == 1:
            return found[0]
    return next((row for row in exact if asked == row.label.casefold()), None)


def label_of(topic: Topic) -> str:
    """How a topic stands in a list that one searches."""
    return _label(topic.parent.name if topic.parent else "", topic.name)


def _label(group: str, name: str) -> str:
    return f"{group} · {name}" if group else name


def names_of(ids: Iterable[int]) -> dict[int, str]:
    """Names of topics by their ids; unknown ids are left out."""
    return dict(Topic.objects.filter(id__in=set(ids)).values_list("id", "name"))


def groups_by_code(codes: Iterable[str]) -> dict[str, str]:
    """Code of the group of each topic, by the topic's code; a group is its own. Unknown codes are left out."""
    topics = Topic.objects.filter(code__in=set(codes)).select_related("parent__parent")
    return {topic.code: _top_of(topic).code for topic in topics}


def _top_of(topic: Topic) -> Topic:
    return _top_of(topic.parent) if topic.parent else topic


def names_by_code(codes: Iterable[str]) -> dict[str, str]:
    """Names of topics by their codes; unknown codes are left out."""
    return dict(Topic.objects.filter(code__in=set(codes)).values_list("code", "name"))

"""Reading the rubricator."""

from collections.abc import Iterable
from dataclasses import dataclass

from otklik.topics.models import Topic


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A topic to choose, with its group."""

    id: int
    code: str
    name: str
    group: str
    """Name of the group; empty for a group itself."""


def list_topics() -> list[TopicRow]:
    """All topics at work: groups first, each followed by its topics."""
    topics = Topic.objects.filter(is_active=True).select_related("parent")
    rows = [TopicRow(id=t.id, code=t.code, name=t.name, group=t.parent.name if t.parent else "") for t in topics]
    return sorted(rows, key=lambda row: (row.group or row.name, bool(row.group), row.name))


def ids_by_code(codes: Iterable[str]) -> dict[str, int]:
    """Ids of topics by their codes; unknown codes are left out."""
    return dict(Topic.objects.filter(code__in=set(codes)).values_list("code", "id"))


def names_of(ids: Iterable[int]) -> dict[int, str]:
    """Names of topics by their ids; unknown ids are left out."""
    return dict(Topic.objects.filter(id__in=set(ids)).values_list("id", "name"))

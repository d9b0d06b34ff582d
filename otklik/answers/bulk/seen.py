"""What a preview showed, as its rows keep it (no names, no words of residents) and as it is shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from otklik.answers.bulk.running import find_run
from otklik.answers.bulk.trying import Chosen, Foreseen, told_why
from otklik.answers.models import BulkItem, ItemState
from otklik.appeals.errors import NoSuchCase
from otklik.appeals.models import Appeal, Tag
from otklik.appeals.moves import place_of
from otklik.appeals.states import State
from otklik.appeals.tag_names import each_name_once
from otklik.organizations.models import Body, Staff
from otklik.organizations.rights import Right
from otklik.organizations.selectors import Viewer
from otklik.personal_data.masking import masked
from otklik.topics.models import Topic


def tell_seen(before: Appeal, after: Appeal) -> dict[str, object]:
    """A case as it is and as it would be."""
    return {"before": _told(before), "after": _told(after)}


def list_seen(run_id: int, *, by: Viewer) -> list[Foreseen]:
    """What the preview says of each case, in the order in which they were chosen. Raises NotSeen."""
    items = list(find_run(run_id, by=by).items.select_related("appeal__duplicate_of").order_by("id"))
    names = _Names.of([side for item in items for side in item.seen.values()])
    return [_foreseen(item, names, by=by) for item in items]


def _told(case: Appeal) -> dict[str, object]:
    return {
        "state": case.state,
        "body": case.body_id,
        "executor": case.executor_id,
        "topic": case.topic_id,
        "importance": case.importance,
        "tags": sorted(one.tag_id for one in case.tags.all()),
        "due_at": case.due_at.isoformat() if case.due_at else None,
    }


@dataclass(frozen=True, slots=True)
class _Names:
    """Names of what the rows know by number."""

    bodies: Mapping[int, str]
    people: Mapping[int, str]
    topics: Mapping[int, str]
    tags: Mapping[int, str]

    @classmethod
    def of(cls, told: Sequence[Mapping[str, Any]]) -> "_Names":
        def ids(name: str) -> set[int]:
            return {one[name] for one in told if one[name]}

        tags = {tag_id for one in told for tag_id in one["tags"]}
        return cls(
            dict(Body.objects.filter(id__in=ids("body")).values_list("id", "short_name")),
            dict(Staff.objects.filter(id__in=ids("executor")).values_list("id", "name")),
            dict(Topic.objects.filter(id__in=ids("topic")).values_list("id", "name")),
            dict(Tag.objects.filter(id__in=tags).values_list("id", "name")),
        )


def _foreseen(item: BulkItem, names: _Names, *, by: Viewer) -> Foreseen:
    is_seen = by.may_at(place_of(item.appeal), Right.SEE_CASES)
    title = masked(item.appeal.title) if is_seen else ""
    if item.state != ItemState.CAN or not is_seen:
        now_is = {"state": item.appeal.state, "importance": item.appeal.importance}
        why = item.why if is_seen else told_why(NoSuchCase())
        return Foreseen(_as_chosen(item, title, now_is, names), None, refused=why)
    before, after = (_as_chosen(item, title, item.seen[side], names) for side in ("before", "after"))
    return Foreseen(before, after)


def _as_chosen(item: BulkItem, title: str, told: Mapping[str, Any], names: _Names) -> Chosen:
    due_at = told.get("due_at")
    return Chosen(
        number=item.appeal.number,
        title=title,
        state=State(told["state"]),
        version=item.version,
        body=names.bodies.get(told.get("body", 0), ""),
        executor=names.people.get(told.get("executor") or 0, ""),
        topic=names.topics.get(told.get("topic") or 0, ""),
        importance=told.get("importance", ""),
        tags=each_name_once(sorted(names.tags[one] for one in told.get("tags", ()) if one in names.tags)),
        due_at=datetime.fromisoformat(due_at) if due_at else None,
        duplicate_of=item.appeal.joined_to,
    )

"""Which published cases somebody wants to see: one filter for lists, the map, feeds, subscriptions and files."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from otklik.appeals.searching import search_query
from otklik.appeals.states import State
from otklik.appeals.tag_names import tag_key
from otklik.publication.models import JOINED, PublishedCase

STATES: dict[str, tuple[str, ...]] = {
    "answered": (State.ANSWERED, State.CLOSED, JOINED),
    "deferred": (State.DEFERRED,),
    "working": tuple(
        state for state in State if state not in (State.ANSWERED, State.CLOSED, State.DEFERRED, State.DECLINED)
    ),
}
"""What a resident chooses from → states of a case."""


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """Published cases of a matter, a body, a tag, a place, a state, a time, with words; what is empty asks nothing."""

    topic: str = ""
    """Code of a group or of a topic."""
    body: str = ""
    """Slug."""
    tag: str = ""
    """Name of a public tag, in capitals or not."""
    town: str = ""
    street: str = ""
    state: str = ""
    """A key of `STATES`; anything else finds nothing."""
    since: date | None = None
    """First day of writing."""
    until: date | None = None
    """Last day of writing."""
    words: str = ""
    """Each in any Russian form or as a beginning."""


def matching(asked: CaseFilter) -> QuerySet[PublishedCase]:
    """The rows that a filter asks for, in no order."""
    rows = PublishedCase.objects.all()
    for column in ("town", "street"):
        if value := getattr(asked, column):
            rows = rows.filter(**{column: value})
    if asked.body:
        rows = rows.filter(body_slug=asked.body)
    if asked.tag:
        rows = rows.filter(tag_keys__contains=[tag_key(asked.tag)])
    if asked.topic:
        rows = rows.filter(Q(group_code=asked.topic) | Q(topic_code=asked.topic))
    if asked.state:
        rows = rows.filter(state__in=STATES.get(asked.state, ()))
    if asked.since:
        rows = rows.filter(wrote_on__gte=asked.since)
    if asked.until:
        rows = rows.filter(wrote_on__lte=asked.until)
    return _with_words(rows, asked.words)


def _with_words(rows: QuerySet[PublishedCase], words: str) -> QuerySet[PublishedCase]:
    if not words.strip():
        return rows
    query = search_query(words)
    return rows.filter(search=query) if query is not None else rows.none()

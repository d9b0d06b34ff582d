"""What published cases can be told apart by: the matters, bodies, towns and streets that there are any of.

Values are read by jumping along an index from one to the next, so that it costs what there are of them, not of cases.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter
from threading import Lock
from typing import Final

from django.db import connection
from django.db.models import Max

from otklik.publication.models import PublishedCase
from otklik.topics.selectors import names_by_code

MOST_BODIES: Final = 2_000
MOST_GROUPS: Final = 200
MOST_TOWNS: Final = 200
MOST_STREETS: Final = 500
"""Of one town; further ones are found by their words."""

_NEXT_VALUES: Final = """
with recursive published_values as (
  (select {column} as value from publication_publishedcase where {column} > '' {further} order by 1 limit 1)
  union all
  select (select {column} from publication_publishedcase where {column} > one.value {further} order by 1 limit 1)
  from published_values as one where one.value is not null
)
select value from published_values where value is not null limit {most}
"""

_NEWEST_NAMES: Final = """
select asked.slug, newest.body_name from unnest(%s::text[]) as asked (slug), lateral
  (select body_name from publication_publishedcase where body_slug = asked.slug order by id desc limit 1) as newest
"""


@dataclass(frozen=True, slots=True)
class Choices:
    """What one may choose from; values in the order of their names."""

    groups: tuple[tuple[str, str], ...] = ()
    """Code and name of a group of topics."""
    bodies: tuple[tuple[str, str], ...] = ()
    """Slug and name, as it was called in the newest answer."""
    towns: tuple[str, ...] = ()
    streets: tuple[str, ...] = ()
    """Of the only town; of several none: `list_streets` tells those of one."""


_lock = Lock()
_kept: tuple[int, Choices] = (0, Choices())


def list_choices() -> Choices:
    """What there are published cases of. One query; some more where something was published since the last time.

    What was withdrawn altogether may stay to choose until the next case is published.
    """
    global _kept  # noqa: PLW0603
    newest = PublishedCase.objects.aggregate(newest=Max("id"))["newest"] or 0
    if newest != _kept[0]:
        with _lock:
            if newest != _kept[0]:
                _kept = (newest, _read())
    return _kept[1]


def _read() -> Choices:
    groups = names_by_code(_values("group_code", at_most=MOST_GROUPS))
    bodies = _body_names(_values("body_slug", at_most=MOST_BODIES))
    towns = _values("town", at_most=MOST_TOWNS)
    return Choices(
        groups=tuple(sorted(groups.items(), key=itemgetter(1))),
        bodies=tuple(sorted(bodies, key=itemgetter(1))),
        towns=tuple(towns),
        streets=tuple(list_streets(towns[0])) if len(towns) == 1 else (),
    )


def list_streets(town: str) -> list[str]:
    """Streets, landmarks and settlements of a town that there are published cases of."""
    return _values("street", at_most=MOST_STREETS, town=town)


def _values(column: str, *, at_most: int, town: str | None = None) -> list[str]:
    further = "" if town is None else "and town = %(town)s"
    with connection.cursor() as cursor:
        cursor.execute(_NEXT_VALUES.format(column=column, further=further, most=at_most), {"town": town})
        return [str(row[0]) for row in cursor.fetchall()]


def _body_names(slugs: Sequence[str]) -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(_NEWEST_NAMES, [list(slugs)])
        return [(str(slug), str(name)) for slug, name in cursor.fetchall()]


def topic_name(code: str) -> str:
    """What a topic or a group of topics is called; empty for a code that there is none of."""
    return names_by_code([code]).get(code, "") if code else ""

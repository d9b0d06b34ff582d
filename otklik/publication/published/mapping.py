"""Published cases on a map: counted by the cells of a grid that grows with the distance. Points are those of streets.

What it costs is bounded: of all that lies in view the newest 10,000 are counted, into at most 400 cells.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, cos, floor, radians
from typing import Any, Final

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from otklik.publication.models import PublishedCase
from otklik.publication.published.filtering import CaseFilter, matching

MOST_CASES: Final = 10_000
MOST_CELLS: Final = 400
FURTHEST, CLOSEST = 3, 19
"""Zooms of web maps: at 0 the whole world is 256 pixels wide, each further one doubles it."""
_CELL_PIXELS: Final = 72
_PIXELS_AT_0: Final = 256
_COLUMNS: Final = ("latitude", "longitude", "town", "street", "number", "state")


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the map, in degrees of WGS 84."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True)
class Cell:
    """The cases of one cell of the grid."""

    latitude: float
    """Of their middle."""
    longitude: float
    cases: int
    is_one_place: bool
    """All lie at the same point: coming closer tells no more of them apart."""
    place: str
    """The street, where all of them lie in it."""
    number: str
    """Of the case, where it is the only one."""
    state: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """What of the map is in view."""

    cells: tuple[Cell, ...]
    is_cut: bool
    """There are more cases than were counted: older ones, or in further cells."""


def in_box(rows: QuerySet[PublishedCase], box: Box | None) -> QuerySet[PublishedCase]:
    """Those that lie within; without a box all, also those that lie nowhere."""
    if box is None:
        return rows
    return rows.filter(
        latitude__gte=box.south, latitude__lte=box.north, longitude__gte=box.west, longitude__lte=box.east
    )


def extent_of(asked: CaseFilter) -> Box | None:
    """The box around the newest of what is asked for; None where nothing of it lies anywhere."""
    sql = "select min(longitude), min(latitude), max(longitude), max(latitude) from ({}) as newest"
    row = next(_asked(sql, _newest(asked, None)), None)
    return None if row is None or row[0] is None else Box(*row)


def count_without_place(asked: CaseFilter) -> int:
    """How many of what is asked for lie nowhere, and so on no map; up to `MOST_CASES`."""
    return matching(asked).filter(latitude=None).order_by()[:MOST_CASES].count()


def draw(asked: CaseFilter, box: Box, *, zoom: int) -> Drawn:
    """The cells of a grid that hold something, the fullest first. The grid does not move with the map."""
    wide, high = _cell(box, zoom)
    whole = _widened(box, wide, high)
    rows = list(_asked(_CELLS.format(wide=wide, high=high, newest="{}"), _newest(asked, whole)))
    counted = sum(row[0] for row in rows)
    cells = tuple(Cell(row[1], row[2], row[0], row[3], row[4] or "", row[5] or "", row[6]) for row in rows)
    return Drawn(cells[:MOST_CELLS], is_cut=len(rows) > MOST_CELLS or counted >= MOST_CASES)


_CELLS: Final = f"""
select count(*), avg(latitude), avg(longitude),
       min(latitude) = max(latitude) and min(longitude) = max(longitude),
       case when min(town || '|' || street) = max(town || '|' || street) then min(street) end,
       case when count(*) = 1 then min(number) end, min(state)
from ({{newest}}) as newest
group by floor(longitude / {{wide!r}}), floor(latitude / {{high!r}})
order by 1 desc, 2, 3 limit {MOST_CELLS + 1}
"""  # noqa: S608 — only numbers of our own


def _newest(asked: CaseFilter, box: Box | None) -> QuerySet[PublishedCase, tuple[Any, ...]]:
    rows = in_box(matching(asked), box).filter(latitude__isnull=False)
    return rows.order_by("-id").values_list(*_COLUMNS)[:MOST_CASES]


def _asked(sql: str, newest: QuerySet[PublishedCase, tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    try:
        inner, params = newest.query.sql_with_params()
    except EmptyResultSet:  # «?»: no word is in the question, Django sees that nothing can be found
        return
    with connection.cursor() as cursor:
        cursor.execute(sql.format(inner), params)
        yield from cursor.fetchall()


def _cell(box: Box, zoom: int) -> tuple[float, float]:
    """How wide and how high a cell is, in degrees: as large on the screen at every latitude, and never too many."""
    zoom = min(max(zoom, FURTHEST), CLOSEST)
    middle = min(abs(round((box.south + box.north) / 2)), 80)
    wide = 360 / 2**zoom * _CELL_PIXELS / _PIXELS_AT_0
    high = wide * cos(radians(middle))
    while ceil((box.east - box.west) / wide) * ceil((box.north - box.south) / high) > MOST_CELLS:
        wide, high = 2 * wide, 2 * high
    return wide, high


def _widened(box: Box, wide: float, high: float) -> Box:
    """Up to the borders of its cells, so that a cell at the edge tells all that it holds."""
    return Box(
        west=floor(box.west / wide) * wide,
        south=floor(box.south / high) * high,
        east=ceil(box.east / wide) * wide,
        north=ceil(box.north / high) * high,
    )

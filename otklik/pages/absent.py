"""Who must keep a page in a network and has none: one query over duties, bodies, pages and exemptions."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.utils import timezone

from otklik.organizations.rights import Scope

MOST_COUNTED = 1_000
"""More bodies than this are not counted."""

_ABSENT = """
with recursive covered (required_id, territory_id) as (
    select id, territory_id from pages_requirednetwork
    where since_on <= %(on)s and (until_on is null or until_on >= %(on)s)
    union
    select covered.required_id, place.id
    from covered join organizations_territory place on place.parent_id = covered.territory_id
), duty as (
    select body.id as body_id, body.short_name, required.network, min(required.legal_basis) as legal_basis,
        min(required.since_on) as since_on
    from covered
    join pages_requirednetwork required on required.id = covered.required_id
    join organizations_body body on body.territory_id = covered.territory_id
    where body.is_active and required.level in ('', body.level)
        and (%(everything)s or body.id = any(%(bodies)s) or body.municipality_id = any(%(municipalities)s)
            or body.founder_id = any(%(founders)s))
        and (body.short_name, body.id) > (%(after_name)s, %(after_id)s)
        and not exists (select from pages_page page
            where page.owner_id = body.id and page.network = required.network and page.is_active)
        and not exists (select from pages_exemption exempt
            where exempt.body_id = body.id and exempt.network in ('', required.network)
            and (exempt.since_on is null or exempt.since_on <= %(on)s)
            and (exempt.until_on is null or exempt.until_on >= %(on)s))
    group by body.id, required.network
)
select body_id, short_name, array_agg(network order by network), array_agg(distinct legal_basis), min(since_on)
from duty group by body_id, short_name order by short_name, body_id limit %(at_most)s
"""
_COUNT = f"select count(*) from ({_ABSENT}) counted"  # noqa: S608 (nothing from outside is put in)


@dataclass(frozen=True, slots=True)
class Absent:
    """A body that must keep a page and has none."""

    body_id: int
    body: str
    networks: tuple[str, ...]
    legal_bases: tuple[str, ...]
    since_on: date
    """Since when it has had to."""


@dataclass(frozen=True, slots=True)
class AbsentList:
    """A page of the list; `next` is None at the end."""

    rows: tuple[Absent, ...]
    next: tuple[str, int] | None = None
    """Name and id of the last body."""


def list_absent(scope: Scope, *, now: datetime, after: tuple[str, int] = ("", 0), at_most: int = 50) -> AbsentList:
    """Bodies within a scope that must keep a page and have none, by name; one query whatever the size."""
    with connection.cursor() as cursor:
        cursor.execute(_ABSENT, _asked(scope, now=now, after=after, at_most=at_most + 1))
        rows = tuple(
            Absent(body_id, body, tuple(networks), tuple(bases), since_on)
            for body_id, body, networks, bases, since_on in cursor.fetchall()
        )
    if len(rows) <= at_most:
        return AbsentList(rows)
    last = rows[at_most - 1]
    return AbsentList(rows[:at_most], next=(last.body, last.body_id))


def count_absent(scope: Scope, *, now: datetime) -> int:
    """How many bodies that are, at most `MOST_COUNTED`."""
    with connection.cursor() as cursor:
        asked = _asked(scope, now=now, after=("", 0), at_most=MOST_COUNTED)
        cursor.execute(_COUNT, asked)
        return int(cursor.fetchone()[0])


def _asked(scope: Scope, *, now: datetime, after: tuple[str, int], at_most: int) -> dict[str, Any]:
    return {
        "on": timezone.localdate(now),
        "everything": scope.everything,
        "bodies": sorted(scope.body_ids),
        "municipalities": sorted(scope.municipality_ids),
        "founders": sorted(scope.founder_ids),
        "after_name": after[0],
        "after_id": after[1],
        "at_most": at_most,
    }

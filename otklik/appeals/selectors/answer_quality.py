"""How well a page's residents are answered: times and shares from its cases, for the page's check."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from otklik.appeals.states import State

_SQL = """
select count(*),
       count(*) filter (where primary_answered_at is not null),
       count(*) filter (where primary_answered_at is not null or primary_due_at < %(now)s),
       count(*) filter (where primary_answered_at <= primary_due_at),
       percentile_cont(0.5) within group (order by primary_answered_at - opened_at),
       percentile_cont(0.9) within group (order by primary_answered_at - opened_at)
  from appeals_appeal
 where page_id = %(page_id)s and opened_at >= %(since)s and primary_due_at is not null
   and duplicate_of_id is null and state <> %(declined)s
"""


@dataclass(frozen=True, slots=True)
class AnswerQuality:
    """Cases of a page since a day that had to be answered: joined and declined ones are left out."""

    cases: int
    answered: int
    due: int
    """Answered, or the deadline has passed: of these a share in time can be told."""
    in_time: int
    median: timedelta | None
    """From being noticed until the primary answer, by the clock on the wall."""
    slowest_tenth: timedelta | None
    """Nine of ten answers came faster."""


def quality_of_page(page_id: int, *, since: datetime, now: datetime) -> AnswerQuality:
    """How the cases of this page that were opened since then were answered. Look at the page's rights first."""
    with connection.cursor() as cursor:
        cursor.execute(_SQL, {"page_id": page_id, "since": since, "now": now, "declined": State.DECLINED.value})
        return AnswerQuality(*cursor.fetchone())

"""How well a page's residents are answered: times and shares from its cases, for the page's check."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from otklik.appeals.states import State
from otklik.appeals.timeliness import FOREVER, STILL_WAITS

# due and never answered: as `timeliness` tells it
_SQL = """
select count(*), count(primary_answered_at), count(*) filter (where is_due),
       count(*) filter (where primary_answered_at <= primary_due_at),
       percentile_cont(0.5) within group (order by waited) filter (where is_due),
       percentile_cont(0.9) within group (order by waited) filter (where is_due)
  from (select *, coalesce(primary_answered_at - opened_at, %(forever)s) as waited,
               primary_answered_at is not null or primary_due_at < %(now)s
               and (paused_at is null or due_at is not null) as is_due
          from appeals_appeal) one
 where page_id = %(page_id)s and opened_at >= %(since)s and primary_due_at is not null
   and duplicate_of_id is null and state <> %(declined)s
"""


@dataclass(frozen=True, slots=True)
class AnswerQuality:
    """Cases of a page since a day that had to be answered: joined and declined ones are left out."""

    cases: int
    answered: int
    due: int
    """Answered, or the deadline has passed while the clocks run: of these a share in time can be told."""
    in_time: int
    median: timedelta | None
    """From being noticed until the primary answer, by the clock on the wall, of those that were due: what is not
    answered waits longer than all that is. None: half or more wait still, or nothing was due."""
    slowest_tenth: timedelta | None
    """Nine of ten were answered faster; None: a tenth or more wait still."""


def quality_of_page(page_id: int, *, since: datetime, now: datetime) -> AnswerQuality:
    """How the cases of this page that were opened since then were answered. Look at the page's rights first."""
    with connection.cursor() as cursor:
        asked: dict[str, Any] = {
            "page_id": page_id,
            "since": since,
            "now": now,
            "declined": State.DECLINED.value,
            "forever": FOREVER,
        }
        cursor.execute(_SQL, asked)
        *counts, median, slowest_tenth = cursor.fetchone()
    told = (None if wait is None or wait >= STILL_WAITS else wait for wait in (median, slowest_tenth))
    return AnswerQuality(*counts, *told)

"""What waits for an answer on each page, for the daily look at pages."""

from collections.abc import Sequence

from django.db.models import Count, Min

from otklik.appeals.models import Appeal
from otklik.appeals.states import OPEN_STATES
from otklik.pages.snapshots import Unanswered

_SAID_IN_PUBLIC = ("comment", "wall_post")
"""Channels of a case."""


def count_unanswered(page_ids: Sequence[int]) -> dict[int, Unanswered]:
    """Open cases from comments and posts of residents that nobody has answered, by page; pages without are left out."""
    waiting = Appeal.objects.filter(
        page_id__in=page_ids, state__in=OPEN_STATES, channel__in=_SAID_IN_PUBLIC, primary_answered_at=None
    )
    counted = waiting.order_by().values_list("page_id").annotate(Count("id"), Min("opened_at"))
    return {page_id: Unanswered(count, oldest) for page_id, count, oldest in counted}

"""Counts for the frame and the queues of the desk: many in one query, none counted to its end."""

from collections.abc import Sequence

from django.db.models import IntegerField, Model, QuerySet, Subquery

from otklik.organizations.models import Staff
from otklik.organizations.selectors import Viewer

COUNT_LIMIT = 100
"""Counts stop here: a hundred is shown as «99+»."""


class _Capped(Subquery):
    template = "(select count(*) from (%(subquery)s) as capped)"
    output_field = IntegerField()
    empty_result_set_value = 0


def count_capped(viewer: Viewer, asked: Sequence[QuerySet[Model]]) -> tuple[int, ...]:
    """How many rows each of these queries finds, up to 100, all in one query; none where nothing is asked."""
    if not asked:
        return ()
    counts = {f"n{place}": _Capped(rows.order_by().values("pk")[:COUNT_LIMIT]) for place, rows in enumerate(asked)}
    return tuple(Staff.objects.filter(id=viewer.staff_id).annotate(**counts).values_list(*counts).get())

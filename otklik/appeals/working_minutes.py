"""How much of the wait for an answer was working time: counted when it is answered (`clocks`), and here for what was
answered before that was kept, or was brought in answered."""

from django.db import transaction

from otklik.appeals.clocks import working_minutes
from otklik.appeals.models import UNCOUNTED, Appeal


def count_working_minutes(*, at_most: int = 1000) -> int:
    """Count it for some answered cases that lack it, those in other hands later. Returns how many were counted."""
    with transaction.atomic():
        waiting = Appeal.objects.filter(UNCOUNTED).select_related("body").defer("search", "decided_by", "clock_log")
        cases = list(waiting.select_for_update(of=("self",), skip_locked=True).order_by("id")[:at_most])
        for appeal in cases:
            for kept, answered_at in (
                ("primary_working_minutes", appeal.primary_answered_at),
                ("final_working_minutes", appeal.final_answered_at),
            ):
                setattr(appeal, kept, working_minutes(appeal, answered_at) if answered_at else None)
        Appeal.objects.bulk_update(cases, ["primary_working_minutes", "final_working_minutes"], batch_size=250)
    return len(cases)

"""Who has the page of a case open, so that two do not answer one resident."""

from datetime import datetime, timedelta

from django.db import transaction

from otklik.answers.models import Presence
from otklik.appeals.models import Appeal
from otklik.organizations.selectors import Viewer

THERE = timedelta(seconds=50)
"""A page says every twenty seconds that it is open."""


def say_here(number: int, *, by: Viewer, now: datetime) -> tuple[str, ...]:
    """This person looks at a case that they may see. Returns who else does."""
    with transaction.atomic():
        appeal_id = Appeal.objects.values_list("id", flat=True).get(number=number)
        Presence.objects.filter(appeal_id=appeal_id, seen_at__lt=now - THERE).delete()
        Presence.objects.update_or_create(appeal_id=appeal_id, staff_id=by.staff_id, defaults={"seen_at": now})
    others = Presence.objects.filter(appeal_id=appeal_id).exclude(staff_id=by.staff_id)
    return tuple(others.order_by("staff__name").values_list("staff__name", flat=True))

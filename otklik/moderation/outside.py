"""Noting what was moderated in a network itself: the monthly report shows it as «no ground recorded»."""

from datetime import datetime, timedelta

from django.db import transaction

from otklik.intake.outside import list_outside_acts
from otklik.moderation.models import OutsideAct, OutsideReading
from otklik.pages.models import Page

_FIRST_LOOK = timedelta(days=31)
_MAY_COME_LATE = timedelta(minutes=5)
"""Events are committed in groups, and ours is known to be ours only once its sending is."""


def note_outside_acts(*, now: datetime) -> int:
    """Look through the events kept since the last look. Returns how many acts were noted."""
    networks = Page.objects.order_by().values_list("network", flat=True).distinct()
    return sum(_note_of(network, until=now - _MAY_COME_LATE) for network in networks)


def _note_of(network: str, *, until: datetime) -> int:
    with transaction.atomic():
        reading, _made = OutsideReading.objects.select_for_update().get_or_create(
            network=network, defaults={"read_until": until - _FIRST_LOOK}
        )
        found = list_outside_acts(network, since=reading.read_until, until=until)
        pages = {page.id: page for page in Page.objects.filter(id__in={act.page_id for act in found})}
        OutsideAct.objects.bulk_create(
            [
                OutsideAct(
                    page_id=act.page_id,
                    body_id=pages[act.page_id].owner_id,
                    municipality_id=pages[act.page_id].municipality_id,
                    founder_id=pages[act.page_id].founder_id,
                    kind=act.kind,
                    at=act.at,
                    event_id=act.event_id,
                    message_id=act.message_id,
                )
                for act in found
            ],
            ignore_conflicts=True,
        )
        reading.read_until = max(until, reading.read_until)
        reading.save()
    return len(found)

"""Addresses that residents left on our own pages: they go when nothing is left to write about."""

from datetime import datetime, timedelta
from typing import Final

from otklik.appeals.models import Appeal
from otklik.intake.letters import forget_addresses
from otklik.intake.models import ResidentAct

ADDRESSES_ARE_KEPT: Final = timedelta(days=30)
"""After the case is closed: until then a resident may come back to it."""


def forget_contacts(*, now: datetime) -> int:
    """Forget the addresses of cases that were closed a while ago. Returns how many."""
    over = Appeal.objects.filter(messages__message__act__isnull=False, closed_at__lt=now - ADDRESSES_ARE_KEPT)
    left = ResidentAct.objects.filter(message__case_link__appeal__in=over).exclude(email="", talk=None)
    return forget_addresses(list(left.values_list("id", flat=True)))

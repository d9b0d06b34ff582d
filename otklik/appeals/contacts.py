"""Retention of addresses that residents left in our own forms: deleted when nothing is left to write about."""

from datetime import datetime, timedelta
from itertools import batched
from typing import Final

from django.db import transaction

from otklik.appeals.models import Appeal
from otklik.intake.letters import forget_addresses
from otklik.intake.models import ActTalk, ResidentAct
from otklik.intake.talk_codes import forget_talks

ADDRESSES_ARE_KEPT: Final = timedelta(days=30)
"""After the case is closed: until then a resident may come back to it."""
A_BATCH: Final = 100
"""Talks or addresses of one transaction."""


def forget_contacts(*, now: datetime) -> int:
    """Forget the addresses of cases that were closed a while ago, of mail and in networks. Returns how many."""
    over = Appeal.objects.filter(messages__message__act__isnull=False, closed_at__lt=now - ADDRESSES_ARE_KEPT)
    left = ResidentAct.objects.filter(message__case_link__appeal__in=over)
    count = 0
    while talks := list(ActTalk.objects.filter(act__in=left).order_by("id").values_list("id", flat=True)[:A_BATCH]):
        for talk in talks:
            with transaction.atomic():  # one by one: its messages stay locked while raw events are read
                count += forget_talks(ActTalk.objects.filter(id=talk))
    for acts in batched(left.exclude(email="").values_list("id", flat=True), A_BATCH):
        with transaction.atomic():
            count += forget_addresses(acts)
    return count

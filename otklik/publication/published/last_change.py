"""When anything published came, changed or went last: by it lists tell whoever asks again whether they have changed."""

from typing import Final

from django.db.models import Subquery
from django.db.models.functions import Greatest

from otklik.publication.models import PublishedCase, Withdrawal

LAST_CHANGE: Final = Greatest(
    Subquery(PublishedCase.objects.order_by("-changed_at", "-id").values("changed_at")[:1]),
    Subquery(Withdrawal.objects.order_by("-at").values("at")[:1]),
)
"""A moment, for any query of published cases; NULL where none ever was."""


def forget_withdrawals() -> int:
    """Only of the last one anybody asks. Returns how many went."""
    last = Withdrawal.objects.order_by("-at").values("at")[:1]
    return Withdrawal.objects.filter(at__lt=Subquery(last)).delete()[0]

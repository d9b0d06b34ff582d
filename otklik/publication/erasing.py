"""Erasing a person from what is published: the copies of their cases are taken back, their subscriptions end."""

from collections.abc import Iterable, Sequence

from otklik.publication.models import Decision, PublishedCase, Subscription
from otklik.shared.words import marked as _

ERASED = _("The author asked to be erased.")


def erase_published(case_ids: Sequence[int]) -> None:
    """Take the published copies of these cases back for good."""
    decisions = Decision.objects.filter(appeal_id__in=case_ids)
    PublishedCase.objects.filter(number__in=decisions.exclude(public_number="").values("public_number")).delete()
    decisions.update(is_published=False, public_number="", because=ERASED)


def erase_subscriptions(emails: Iterable[str]) -> int:
    """End what these addresses are subscribed to; nothing of it stays. Returns how many."""
    found = Subscription.objects.filter(email__in={one.strip().lower() for one in emails if one.strip()})
    count = found.count()
    found.delete()
    return count

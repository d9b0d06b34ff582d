"""Erasing a person from what is published: the copies of their cases are taken back, their subscriptions end."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Case, Q, Value, When

from otklik.media.services import drop_unused
from otklik.publication.models import Decision, PhotoLook, PublishedCase, PublishedPhoto, Subscription
from otklik.shared.words import marked as _

ERASED = _("The author asked to be erased.")


def shown_pictures(case_ids: Sequence[int]) -> list[int]:
    """The files that were made of photos of these cases for everybody."""
    shown = PhotoLook.objects.filter(photo__appeal__in=case_ids, file__isnull=False)
    return list(shown.values_list("file_id", flat=True))


def erase_published(case_ids: Sequence[int], pictures: Sequence[int], *, now: datetime) -> None:
    """Take the published copies of these cases back for good; `pictures` (`shown_pictures`) go once that is certain.

    The caller holds the cases: whoever publishes locks the case before its decision.
    """
    transaction.on_commit(lambda: drop_unused(now=now, among=pictures))
    decisions = Decision.objects.filter(appeal_id__in=case_ids)
    numbers = list(decisions.exclude(public_number="").values_list("public_number", flat=True))
    PublishedCase.objects.filter(number__in=numbers).delete()
    PublishedPhoto.objects.filter(case_number__in=numbers).delete()
    # where others wrote, too, what a person took back or edited is not published anew by the machine
    looked = ~Q(withdrawn_because="") | ~Q(edited_text="") | ~Q(edited_answer="")
    decisions.update(
        is_published=False,
        waits=False,
        public_number="",
        published_at=None,
        was_told=False,
        because=ERASED,
        edited_text="",
        edited_answer="",
        looked_of="",
        withdrawn_because=Case(When(looked, then=Value(ERASED)), default=Value("")),
        consent_because="",
    )


def erase_subscriptions(emails: Iterable[str], *, typed: Iterable[str] = ()) -> int:
    """End what these addresses are subscribed to; nothing of it stays. Returns how many.

    `typed`: addresses that may be somebody else's. What was confirmed from such a mailbox stays.
    """
    found = Subscription.objects.filter(
        Q(email__in=_as_kept(emails)) | Q(email__in=_as_kept(typed), confirmed_at__isnull=True)
    )
    count = found.count()
    found.delete()
    return count


def _as_kept(emails: Iterable[str]) -> set[str]:
    return {one.strip().lower() for one in emails if one.strip()}

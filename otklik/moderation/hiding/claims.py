"""Two moderators do not decide about one message at once, and nobody about words that changed since they were read."""

import hashlib
from datetime import datetime, timedelta

from django.db import transaction

from otklik.moderation.errors import DecidedMeanwhile, NoSuchMessage
from otklik.moderation.models import Review, ReviewState
from otklik.organizations.rights import Right
from otklik.organizations.selectors import Viewer, within
from otklik.shared.words import marked as _

CLAIM_HOLDS = timedelta(minutes=10)
"""Whoever goes to lunch keeps nobody waiting longer than this."""


def claim(message_id: int, *, by: Viewer, now: datetime) -> Review:
    """Say that one is looking at a message. Raises NoSuchMessage, or DecidedMeanwhile when another person is."""
    with transaction.atomic():
        review = _lock(message_id, by=by)
        demand_free(review, by=by, now=now)
        review.claimed_by_id, review.claimed_until = by.staff_id, now + CLAIM_HOLDS
        review.save(update_fields=["claimed_by", "claimed_until"])
        return review


def release(message_id: int, *, by: Viewer) -> None:
    """Leave it to others; what another person is looking at stays theirs."""
    with transaction.atomic():
        review = _lock(message_id, by=by)
        if review.claimed_by_id == by.staff_id:
            review.claimed_by, review.claimed_until = None, None
            review.save(update_fields=["claimed_by", "claimed_until"])


def demand_free(review: Review, *, by: Viewer, now: datetime) -> None:
    """Raises DecidedMeanwhile while another person is looking at it."""
    until = review.claimed_until
    if review.claimed_by_id in (None, by.staff_id) or until is None or until <= now:
        return
    who = review.claimed_by.name if review.claimed_by else ""
    raise DecidedMeanwhile(
        _("%(who)s is looking at it."), mend=_("Take the next one, or wait ten minutes."), values={"who": who}
    )


def _lock(message_id: int, *, by: Viewer) -> Review:
    seen = Review.objects.filter(within(by.scope(Right.MODERATE)), message_id=message_id, state=ReviewState.WAITING)
    review = seen.select_related("claimed_by").select_for_update(of=("self",)).first()
    if review is None:
        raise NoSuchMessage
    return review


def hash_wording(text: str) -> str:
    """A name for what was said, whatever the case of its letters and the spaces between its words."""
    return hashlib.sha256(" ".join(text.casefold().split()).encode()).hexdigest()


def demand_wording(text: str, *, read: str) -> None:
    """Raises DecidedMeanwhile where these are not the words with the hash `read`; empty: whatever stands there."""
    if read and read != hash_wording(text):
        raise DecidedMeanwhile(
            _("The author changed the words after you read them."), mend=_("Read them again, then decide.")
        )
